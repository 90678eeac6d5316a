"""How soon cheats among thirty honest voters with tastes are caught, how far they would move the table, and how many
honest voters are suspected; over simulated crowds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from comparisons.ranking.table import Table, rank
from comparisons.votes.voters import screened, voters
from tests.comparisons.votes.crowd import STRENGTHS, Fan, Honest, Policy, always_left, ballots, crowd, frame

CROWDS, CHEATED = 200, 40
"""Of honest voters alone, and with a cheat among them."""
VOTES = 60
"""Of a cheat."""


def run() -> Iterator[dict[str, Any]]:
    """`suspected` are honest voters, by the test that they failed.

    `caught` is the share of cheats found within their votes, `after` the median of how many of these it took, `moved`
    by how many points of rating the worst-hit model stands elsewhere with the cheat's votes counted, in the median, and
    `left` the same with the suspects' votes left out.
    """
    failed: Counter[str] = Counter()
    honest = 0
    for seed in range(CROWDS):
        found = voters(crowd(seed))
        honest += len(found)
        failed.update(test for one in found for test in one.failed)
    yield {"name": "cheats", "what": "honest voters", "crowds": CROWDS, "voters": honest, "suspected": dict(failed)}
    yield {"name": "cheats", "what": "votes left", **cheated("")}
    for model in STRENGTHS:
        yield {"name": "cheats", "what": f"votes for the model of strength {STRENGTHS[model]:+}", **cheated(model)}


def cheated(favourite: str) -> dict[str, Any]:
    """Over the crowds, with a bot that votes left, or for a favourite."""
    after, moved, left = [], [], []
    for seed in range(CHEATED):
        rng, alone = np.random.default_rng(1000 + seed), crowd(seed)
        policy: Policy = Fan(model=favourite, otherwise=Honest(rng=rng)) if favourite else always_left
        rows = ballots("cheat", policy, VOTES, rng)
        spoilt = pd.concat([alone, frame(rows)], ignore_index=True).assign(
            vote_id=[str(at) for at in range(len(alone) + VOTES)]
        )
        true = rank(alone)
        moved.append(_apart(rank(spoilt), true))
        left.append(_apart(rank(screened(spoilt)), true))
        if (needed := _needed(alone, rows)) is not None:
            after.append(needed)
    return {
        "crowds": CHEATED, "votes": VOTES, "caught": len(after) / CHEATED, "after": median(after) if after else None,
        "moved": round(median(moved), 1), "left": round(median(left), 1),
    }  # fmt: skip


def _needed(alone: pd.DataFrame, rows: list[tuple[str, ...]]) -> int | None:
    """How many of its votes a cheat has cast when it is found; looked at after each fourth."""
    for cast in count(4, 4):
        both = pd.concat([alone, frame(rows[:cast])], ignore_index=True)
        found = voters(both.assign(vote_id=[str(at) for at in range(len(both))]))
        if any(one.voter == "cheat" and one.verdict == "suspect" for one in found):
            return cast
        if cast >= len(rows):
            return None
    raise AssertionError


def _apart(one: Table, other: Table) -> float:
    there = {row.model: row.rating for row in other.rows}
    return max(abs(row.rating - there[row.model]) for row in one.rows)
