"""Votes counted: who met whom, and how it went."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from comparisons.ranking.coded import BadVotes, Coded, code
from comparisons.votes.ballot import OUTCOMES

__all__ = ["BadVotes", "Counts", "Tally", "count", "tally"]

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts in square matrices, models in alphabetical order."""

    models: tuple[str, ...]
    wins: Counts
    """`wins[i, j]`: how often i was judged better than j."""
    ties: Counts
    """Symmetric, as is the next."""
    both_bad: Counts
    left_out: int
    """Rows not counted: another criterion, `counted` 0, or one model against itself."""


def tally(votes: pd.DataFrame, *, criterion: str | None = "overall") -> Tally:
    """Count the rows that `code` takes; `BadVotes` as there."""
    return count(code(votes, criterion=criterion))


def count(votes: Coded) -> Tally:
    """Count coded votes."""
    size = len(votes.models)
    cells = (votes.left * size + votes.right) * len(OUTCOMES) + votes.outcome
    seen = np.bincount(cells, minlength=size * size * len(OUTCOMES)).reshape(size, size, len(OUTCOMES))
    won, lost, tied, bad = np.moveaxis(seen, -1, 0)
    return Tally(
        models=votes.models,
        wins=won + lost.T,
        ties=tied + tied.T,
        both_bad=bad + bad.T,
        left_out=votes.left_out,
    )
