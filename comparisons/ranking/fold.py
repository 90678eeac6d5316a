"""Votes as numbers that grow: new rows are added to those that are there, and nothing is read twice.

What a row says is kept as `Coded` has it, voters, prompts and ballots as hashes of 64 bits, some sixty bytes a row; a
row that takes a ballot back finds it by such a hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from comparisons.ranking import plackett_luce
from comparisons.ranking.coded import CLIPS, KEYS, Coded, Codes, Truths, code
from comparisons.ranking.plackett_luce import Taken

Hashes = npt.NDArray[np.int64]


class Fold:
    """The rows given so far on one criterion; add them in the order of the file, a ballot's rows together."""

    def __init__(self, criterion: str | None = "overall") -> None:
        self._criterion = criterion
        self.rows = 0
        """All that were given, counted or not."""
        self._whole: Coded | None = None

    def add(self, votes: pd.DataFrame, voids: Iterable[str] = ()) -> None:
        """Take in more rows and take out the ballots with the ids `voids`; at `BadVotes`, as `code` has it, neither."""
        told = {name: _hashed(votes, columns, self.rows) for name, columns in KEYS.items()}
        told |= {name: _hashed(votes, (column,), self.rows) for name, column in CLIPS.items()}
        told["vote"] = _hashed(votes, ("vote_id",), self.rows)
        new = code(votes, criterion=self._criterion, told=told)
        whole = new if self._whole is None else _joined(self._whole, new)
        self._whole = _without(whole, "vote", voids)
        self.rows += len(votes)

    def coded(self, without: Iterable[str] = (), within: Iterable[str] | None = None) -> Coded:
        """All rows that count, but for those of the voters `without` and of all not `within`, as `code` has them."""
        if self._whole is None:
            return code(pd.DataFrame({"left_model": [], "right_model": [], "outcome": []}, dtype=str))
        whole = _without(self._whole, "voter", without)
        if within is not None:
            whole = _only(whole, np.isin(whole.clusters["voter"], _names(within)))
        clusters = {name: _short(one) for name, one in whole.clusters.items() if name in KEYS}
        clips = {name: whole.clusters[name] for name in CLIPS}
        return replace(whole, clusters={name: one for name, one in clusters.items() if one is not None} | clips)


def _hashed(votes: pd.DataFrame, columns: Iterable[str], begin: int) -> Codes:
    """As `labels`, but the same for all times; a row of which it isn't told has a number below 0 of its own."""
    found = (-1 - begin - np.arange(len(votes))).astype(np.int64)
    for name in [one for one in columns if one in votes][::-1]:
        codes, keys = pd.factorize(votes[name], use_na_sentinel=True)
        texts = np.array([str(key) for key in keys], dtype=object)
        hashes = np.append(_hash(texts), 0)
        blank = np.append([not text.strip() for text in texts], True).astype(bool)
        found = np.where(blank[codes], found, hashes[codes])
    return found.astype(np.intp, copy=False)


def _hash(texts: npt.NDArray[np.object_]) -> Hashes:
    if not len(texts):
        return np.zeros(0, dtype=np.int64)
    return pd.util.hash_array(texts, categorize=False).view(np.int64) & np.iinfo(np.int64).max


def _short(hashes: Codes) -> Codes | None:
    """Labels from 0 on; `None` where no row is told."""
    if not len(hashes) or hashes.max() < 0:
        return None
    return pd.factorize(hashes)[0].astype(np.intp, copy=False)


def _joined(first: Coded, second: Coded) -> Coded:
    models = tuple(sorted({*first.models, *second.models}))
    place = {model: at for at, model in enumerate(models)}
    before, after = (np.array([place[one] for one in part.models], dtype=np.intp) for part in (first, second))
    lists = [*_lists(first, before), *((row + first.rows, told) for row, told in _lists(second, after))]
    return Coded(
        models=models,
        left=np.concatenate([before[first.left], after[second.left]]),
        right=np.concatenate([before[first.right], after[second.right]]),
        outcome=np.concatenate([first.outcome, second.outcome]),
        clusters={name: np.concatenate([one, second.clusters[name]]) for name, one in first.clusters.items()},
        single=np.concatenate([first.single, second.single]),
        lists=tuple(lists),
        left_out=first.left_out + second.left_out,
    )


def _lists(votes: Coded, place: Codes) -> Iterable[tuple[int, list[Taken]]]:
    if (place == np.arange(len(place))).all():
        return votes.lists
    names = {at: int(new) for at, new in enumerate(place)}
    return [(row, plackett_luce.renamed(told, names)) for row, told in votes.lists]


def _without(votes: Coded, cluster: str, names: Iterable[str]) -> Coded:
    """The same less the rows of these ballots or voters, and less models of which no row is left."""
    told = _names(names)
    return _only(votes, ~np.isin(votes.clusters[cluster], told)) if len(told) else votes


def _names(names: Iterable[str]) -> Hashes:
    return _hash(np.array([name for name in names if name.strip()], dtype=object))


def _only(votes: Coded, stay: Truths) -> Coded:
    if stay.all():
        return votes
    kept, number = np.flatnonzero(stay), np.cumsum(stay) - 1
    there = np.unique(np.concatenate([votes.left[kept], votes.right[kept]]))
    place = np.searchsorted(there, np.arange(len(votes.models)))
    lists = [(row, told) for row, told in votes.lists if stay[row]]
    renamed = replace(votes, lists=tuple(lists))
    return Coded(
        models=tuple(votes.models[at] for at in there),
        left=place[votes.left[kept]],
        right=place[votes.right[kept]],
        outcome=votes.outcome[kept],
        clusters={name: one[kept] for name, one in votes.clusters.items()},
        single=votes.single[kept],
        lists=tuple((int(number[row]), told) for row, told in _lists(renamed, place)),
        left_out=votes.left_out + int((~stay).sum()),
    )
