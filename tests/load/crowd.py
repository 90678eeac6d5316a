"""The app on loopback and a crowd of visitors, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.browser.page.conftest import App, running
from tests.load.ledger import Deed, read

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0
"""Seconds within which all have to have arrived."""
LEAVING = 60
"""Seconds in which each may see their last battle through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Who comes, and what they do."""

    visitors: int
    seconds: float
    """For how long they are looked at, once all are there."""
    arriving: float = 5.0
    """Visitors a second."""
    think: tuple[float, float] = (6.0, 12.0)
    """Seconds from the clips' arrival to the vote, evenly spread."""
    wave: float = 0.0
    """As `LOAD_WAVE` in `locustfile`."""
    kinds: tuple[str, ...] = ("Visitor",)
    """Of `locustfile`: by the page, or as `Program` by the named endpoints; as many of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What came of it."""

    deeds: list[Deed]
    """Of the seconds that were looked at."""
    every: list[Deed]
    """From the first arrival to the last vote."""
    cpu: float
    """Seconds of the app's processors, while it was looked at."""
    load: float
    """Processes that wanted a processor then, on average over a minute: more than there are processors is too many."""


def watched(crowd: Crowd, data: Path, ledger: Path) -> Seen:
    """Let the crowd in on the app over that data folder; `RuntimeError` where it does not come."""
    with running(data, SPLITSCREEN_ARENA="drawn") as app, _let_in(crowd, app, ledger) as locust:
        try:
            _until_all_are_there(crowd, ledger, locust)
            assert app.process
            begun, cpu = time.time(), _cpu(app.process.pid)
            time.sleep(crowd.seconds)
            ended, cpu = time.time(), _cpu(app.process.pid) - cpu
        finally:
            locust.terminate()  # each sees their battle through
            locust.wait(LEAVING + 30)
    every = read(ledger)
    seen = [one for one in every if begun <= one.at < ended]
    return Seen(deeds=seen, every=every, cpu=cpu, load=os.getloadavg()[0])


def _let_in(crowd: Crowd, app: App, ledger: Path) -> subprocess.Popen[str]:
    words = ["-f", str(Path(__file__).with_name("locustfile.py")), "--host", app.url, "--headless", "--skip-log"]
    words += ["--users", str(crowd.visitors), "--spawn-rate", str(crowd.arriving), "--stop-timeout", str(LEAVING)]
    words += ["--exit-code-on-error", "0", *crowd.kinds]
    told = {
        "LOAD_LEDGER": str(ledger),
        "LOAD_THINK": "-".join(str(one) for one in crowd.think),
        "LOAD_WAVE": str(crowd.wave),
    }
    command = [sys.executable, "-m", "locust", *words]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | told, stdout=subprocess.DEVNULL, text=True)


def _until_all_are_there(crowd: Crowd, ledger: Path, locust: subprocess.Popen[str]) -> None:
    """Until all have arrived, and as many votes were given since: what their arrival cost is over then."""
    limit, deeds = time.monotonic() + PATIENCE, list[Deed]()
    while not _settled(crowd, deeds):
        if locust.poll() is not None or time.monotonic() > limit or _failed(deeds):
            raise RuntimeError(f"The crowd did not come: {_failed(deeds)}")
        time.sleep(0.2)
        deeds = read(ledger) if ledger.exists() else []


def _failed(deeds: list[Deed]) -> list[str]:
    return [one.trouble for one in deeds if one.trouble and one.what in ("open", "draw")]


def _settled(crowd: Crowd, deeds: list[Deed]) -> bool:
    arrived = [one.at + one.ms / 1000 for one in deeds if one.what == "open"]
    if len(arrived) < crowd.visitors:
        return False
    return sum(one.what == "vote" and one.at > max(arrived) for one in deeds) >= crowd.visitors


def _cpu(process: int) -> float:
    used = psutil.Process(process).cpu_times()
    return used.user + used.system
