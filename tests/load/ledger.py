"""What visitors were told, a line of JSON each, and whether votes.csv says the same."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from comparisons.votes.frame import read_votes


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that a visitor asked for and waited for."""

    what: str
    """`open`, `draw`, `clips`, `tick` or `vote`."""
    at: float
    """When it was asked for, in seconds since 1970."""
    ms: float
    """Until the answer was there."""
    voter: str = ""
    comparison: str = ""
    said: str = ""
    """The outcome, of a vote."""
    mark: str = ""
    """Of its slip."""
    trouble: str = ""
    """Why it was not done; nothing where it was."""


class Ledger:
    """A file to which deeds are added as they are done."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8", buffering=1)

    def add(self, deed: Deed) -> None:
        """A line more."""
        self._file.write(json.dumps(asdict(deed)) + "\n")


def read(path: Path) -> list[Deed]:
    """All deeds, in the order in which they ended."""
    return [Deed(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Votes of which a visitor was told that they stand, held against the file."""

    votes: int
    """What visitors were told is kept."""
    lost: int
    """Of those: in the file in no row that says the same, of the same voter, by the same slip."""
    doubled: int
    """In it more than once."""
    strange: int
    """Rows of the file that nobody sent."""


def kept(deeds: Iterable[Deed], votes: Path) -> Kept:
    """Hold what was told against a file of votes; `NotVotes` where that is no file of votes."""
    table = read_votes(votes)
    named = ("voter", "comparison_id", "served", "outcome")
    rows = Counter(zip(*(table[name].astype(str) for name in named), strict=True))
    sent = [one for one in deeds if one.what == "vote"]
    told = [_row(one) for one in sent if not one.trouble]
    return Kept(
        votes=len(told),
        lost=sum(one not in rows for one in told),
        doubled=len(told) - len(set(told)) + sum(count - 1 for count in rows.values()),
        strange=len(set(rows) - {_row(one) for one in sent}),
    )


def _row(vote: Deed) -> tuple[str, ...]:
    return vote.voter, vote.comparison, vote.mark, vote.said


def waits(deeds: Iterable[Deed], what: str) -> dict[str, Any]:
    """How many there were, and how long they were waited for, in ms."""
    every = sorted(one.ms for one in deeds if one.what == what)
    if len(every) < 2:
        return {f"{what}_count": len(every)}
    cuts = quantiles(every, n=20, method="inclusive")
    return {
        f"{what}_count": len(every),
        f"{what}_p50_ms": round(cuts[9]),
        f"{what}_p95_ms": round(cuts[18]),
        f"{what}_max_ms": round(every[-1]),
    }
