"""Two hundred visitors of the Arena at once: how long a vote takes them, and whether each one is kept."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.load.crowd import Crowd, watched
from tests.load.ledger import kept, waits
from tests.load.stock import stock

ROOT = Path(__file__).parents[2]
VISITORS, SECONDS, PROMPTS = 200, 60.0, 20
CROWDS = {
    "at their own pace": Crowd(visitors=VISITORS, seconds=SECONDS),
    "by the named endpoints": Crowd(visitors=VISITORS, seconds=SECONDS, kinds=("Program",)),
    "all within one second, each 15 s": Crowd(visitors=VISITORS, seconds=SECONDS, wave=15.0),
}


def run() -> Iterator[dict[str, Any]]:
    """`vote` is what a voter waits for until the answer, with the names, is there; `draw` likewise for a battle.

    A visitor opens the page, asks for a battle of clips that exist, fetches both clips, watches them for 6 to 12 s,
    votes, and asks for the next. All of that is one process's work, `cpu_ms` of it for each battle; the visitors are
    on the same machine, and `load` beyond its number of processors says that they were not alone.
    """
    with tempfile.TemporaryDirectory(dir=ROOT) as folder:
        film = Path(folder) / "film.mp4"
        _film(film)
        for name, crowd in CROWDS.items():
            yield _measured(name, crowd, Path(folder) / name.replace(" ", "-"), film)


def _measured(name: str, crowd: Crowd, folder: Path, film: Path) -> dict[str, Any]:
    folder.mkdir()
    stock(folder / "data", film, PROMPTS)
    seen = watched(crowd, folder / "data", folder / "ledger.jsonl")
    found = kept(seen.every, folder / "data" / "votes.csv")
    votes = waits(seen.deeds, "vote")
    return {
        "name": "load",
        "what": f"{crowd.visitors} visitors on {os.cpu_count()} processors, {name}",
        "seconds": crowd.seconds,
        **votes,
        **waits(seen.deeds, "draw"),
        **waits(seen.deeds, "clips"),
        **waits(seen.every, "open"),
        "cpu_ms": round(seen.cpu * 1000 / max(1, votes["vote_count"]), 1),
        "load": round(seen.load, 1),
        "kept": found.votes,
        "lost": found.lost,
        "doubled": found.doubled,
        "strange": found.strange,
        "troubles": sum(bool(one.trouble) for one in seen.every),
    }


def _film(path: Path) -> None:
    """A clip of five seconds by the studio itself, so that what visitors fetch weighs what clips weigh."""
    words = ["generate", "studio/newton", "a red ball falls on wooden crates", "--seconds", "5", "--out", str(path)]
    subprocess.run([sys.executable, "-m", "providers", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
