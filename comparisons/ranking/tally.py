"""Votes counted: who met whom, and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from comparisons.votes.ballot import OUTCOMES

Counts = npt.NDArray[np.int64]


class BadVotes(ValueError):
    """Rows that can't be counted; `str()` of it names what is wrong with them."""


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
    """Count the rows marked `counted` on that criterion (`None`: on any); a column that lacks excludes nothing.

    Needs `left_model`, `right_model` and `outcome`; `BadVotes` where they lack, are empty or are not known words.
    """
    if lacking := {"left_model", "right_model", "outcome"} - set(votes.columns):
        raise BadVotes(f"These votes lack columns. Give a file that has them: {', '.join(sorted(lacking))}")
    chosen = votes[_counted(votes, criterion)]
    outcomes = _outcomes(chosen["outcome"])
    codes, models = _models(chosen)
    left, right = codes.reshape(2, -1)
    size, apart = len(models), left != right
    cells = ((left * size + right) * len(OUTCOMES) + outcomes)[apart]
    counts = np.bincount(cells, minlength=size * size * len(OUTCOMES)).reshape(size, size, len(OUTCOMES))
    won, lost, tied, bad = np.moveaxis(counts, -1, 0)
    return Tally(
        models=models,
        wins=won + lost.T,
        ties=tied + tied.T,
        both_bad=bad + bad.T,
        left_out=len(votes) - int(apart.sum()),
    )


def _counted(votes: pd.DataFrame, criterion: str | None) -> npt.NDArray[np.bool_]:
    chosen = np.ones(len(votes), dtype=bool)
    if "counted" in votes:
        marks = votes["counted"]
        if not (pd.api.types.is_bool_dtype(marks) or pd.api.types.is_numeric_dtype(marks)):
            marks = marks.astype(str).str.strip().str.lower().isin(["1", "1.0", "true", "yes"])
        chosen &= marks.fillna(0).to_numpy(dtype=float) > 0
    if criterion is not None and "criterion" in votes:
        chosen &= (votes["criterion"] == criterion).to_numpy(dtype=bool)
    return chosen


def _outcomes(words: pd.Series) -> npt.NDArray[np.intp]:
    codes, found = pd.factorize(words, use_na_sentinel=False)
    unknown = [str(word) for word in found if word not in OUTCOMES]
    if unknown:
        known = ", ".join(OUTCOMES)
        raise BadVotes(f"Some outcomes are unknown words. Mend the votes, known are {known}: {_quoted(unknown)}")
    places = np.array([OUTCOMES.index(word) for word in found], dtype=np.intp)
    return places[codes]


def _models(votes: pd.DataFrame) -> tuple[npt.NDArray[np.intp], tuple[str, ...]]:
    names = pd.concat([votes["left_model"], votes["right_model"]], ignore_index=True)
    codes, found = pd.factorize(names, use_na_sentinel=True)
    if (codes < 0).any() or any(not str(name).strip() for name in found):
        missing = int(np.argmax(names.isna() | (names.astype(str).str.strip() == ""))) % max(len(votes), 1)
        raise BadVotes(f"A vote names no model. Mend the votes, the first is at row: {missing + 1}")
    texts = np.array([str(name) for name in found], dtype=object)
    order = np.argsort(texts, kind="stable")
    places = np.empty(len(order), dtype=np.intp)
    places[order] = np.arange(len(order))
    return places[codes], tuple(texts[order])


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(repr(word[:40]) for word in words[:5]) + (" …" if len(words) > 5 else "")
