"""Where a kill is aimed: each aim waits for its moment, seen from outside, and a little longer by chance."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Seen = Callable[[], int]
PATIENCE = 6.0
"""Seconds from the opening after which a kill comes though its moment didn't."""
OPENING = 30.0
"""Seconds that an opening may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One window: what has to grow, and how long after that the kill may come."""

    seen: str
    most: float
    """Seconds; the wait is drawn from 0 to this."""


AIMS = {
    "while opening": Aim(seen="born", most=0.12),
    "anywhere": Aim(seen="opened", most=0.8),
    "after a start": Aim(seen="started", most=0.02),
    "right after a submit": Aim(seen="submits", most=0.04),
    "around the ticket": Aim(seen="submits", most=0.25),
    "in mid-render": Aim(seen="renders", most=0.2),
    "in mid-download": Aim(seen="downloads", most=0.15),
    "while a clip is put in place": Aim(seen="clips", most=0.02),
    "in mid-vote": Aim(seen="voting", most=0.004),
    "after a vote": Aim(seen="voted", most=0.01),
}


def wait(aim: Aim, sensors: dict[str, Seen], chance: random.Random) -> bool:
    """Return at the moment to kill; whether what was aimed at came."""
    sensor, limit = sensors[aim.seen], time.monotonic() + OPENING
    before, is_open = 0 if aim.seen in {"born", "opened"} else sensor(), False
    while not (came := sensor() > before) and time.monotonic() < limit:
        if not is_open and sensors["opened"]():  # a slow machine opens late, and patience begins then
            is_open, limit = True, time.monotonic() + PATIENCE
        time.sleep(0.0005)
    time.sleep(chance.uniform(0, aim.most))
    return came


def on_disk(folder: Path, log: Path) -> dict[str, Seen]:
    """What can be seen of the app's work without asking it: how many of each there are."""
    made = folder / "comparisons"
    return {
        "submits": lambda: log.stat().st_size if log.exists() else 0,
        "renders": lambda: _count(made, "*/work-*/told.jsonl"),
        "downloads": lambda: _count(made, "*/work-*/clip.part"),
        "steps": lambda: _count(made, "*/work-*/step-*.mp4"),
        "clips": lambda: _count(made, "*/*.original.mp4"),
    }


def _count(folder: Path, pattern: str) -> int:
    try:
        return sum(1 for _ in folder.glob(pattern))
    except FileNotFoundError:  # removed while it was looked at
        return 0
