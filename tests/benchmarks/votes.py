"""Four processes appending votes, each row on the disk before the next, against a bare loop of append and fsync."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from comparisons.votes import cells
from comparisons.votes.ballot import Candidate, Occasion, Vote, judge
from comparisons.votes.log import VoteLog

ROOT = Path(__file__).parents[2]
WRITERS = 4
VOTES = 500
"""Of each writer."""
ROUNDS = 3
"""The two take turns so often; the medians count, for a disk's mood changes."""
STANDING = 100_000
"""Votes that are in the file before the second run."""


def run() -> Iterator[dict[str, Any]]:
    """On an empty file and on one with many votes; `ratio` is our votes a second over the bare loop's rows a second."""
    for standing in (0, STANDING):
        with tempfile.TemporaryDirectory(dir=ROOT) as folder:
            yield _measured(Path(folder), standing)


def write(path: str, writer: str, votes: str) -> None:
    """What each process does: say when ready, wait for the word, vote, and say how long it took."""
    log = VoteLog(path)
    print("ready", flush=True)
    sys.stdin.readline()
    begun = time.perf_counter()
    for number in range(int(votes)):
        log.append(_vote(f"{writer}-{number}"))
    print(time.perf_counter() - begun, flush=True)


def _measured(folder: Path, standing: int) -> dict[str, Any]:
    path, total = folder / "votes.csv", WRITERS * VOTES
    with path.open("wb") as file:
        file.write(cells.HEADER + b"\n")
        file.writelines(cells.line(_vote(f"old-{number}")[0]) for number in range(standing))
    walls, bares = [], []
    for turn in range(ROUNDS):
        bares.append(_bare(folder / "bare.csv", total))
        walls.append(_ours(path, turn))
    bare, wall = median(bares), median(walls)
    kept = pd.read_csv(path, usecols=["comparison_id"]).comparison_id
    told = {f"{turn}-{at}-{one}" for turn in range(ROUNDS) for at in range(WRITERS) for one in range(VOTES)}
    return {
        "name": "votes",
        "what": f"{WRITERS} processes appending with fsync to a file of {standing:,}, against one bare append loop",
        "processes": WRITERS,
        "votes": total,
        "rounds": ROUNDS,
        "standing": standing,
        "seconds": round(wall, 3),
        "bare_seconds": round(bare, 3),
        "votes_a_second": round(total / wall),
        "lost": len(told - set(kept)),
        "doubled": int(kept.duplicated().sum()),
        "ratio": round(bare / wall, 3),
    }


def _bare(path: Path, total: int) -> float:
    rows = [cells.line(_vote(f"bare-{number}")[0]) for number in range(total)]
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    begun = time.perf_counter()
    for row in rows:
        os.write(file, row)
        os.fsync(file)
    wall = time.perf_counter() - begun
    os.close(file)
    return wall


def _ours(path: Path, turn: int) -> float:
    """The wall from the word to the last writer's end."""
    call = "import sys; from tests.benchmarks.votes import write; write(*sys.argv[1:])"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", call, str(path), f"{turn}-{number}", str(VOTES)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    for one in writers:
        assert one.stdout is not None
        one.stdout.readline()
    begun = time.perf_counter()
    for one in writers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in writers:
        assert one.stdout is not None
        one.stdout.readline()
    wall = time.perf_counter() - begun
    for one in writers:
        one.communicate()
    return wall


def _vote(battle: str) -> tuple[Vote, ...]:
    shown = [Candidate(take=take, model=f"studio/{take}", seconds=6.0, played_s=5.0) for take in "AB"]
    return judge(
        Occasion(voter="bench", comparison_id=battle, prompt="a ball is thrown into a hoop"),
        shown,
        "A",
        now=datetime.now(UTC),
    )
