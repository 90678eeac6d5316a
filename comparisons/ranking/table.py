"""The board: votes in, ratings with intervals out, a function of the votes and of nothing else.

Ratings are on the Elo scale (400 points are odds of ten to one) about a mean of 1000. Models that no chain of votes
joins can't be compared: each such island is fitted by itself and has the mean 1000. A rating is provisional while it
stands on an island apart, has no chain of wins or ties both to and from the rest (as the undefeated), or is less sure
than ± `UNSURE` points. "Both bad" says nothing of who is better: it is counted and shown, and moves no rating.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from comparisons.ranking import bradley_terry, intervals
from comparisons.ranking.bradley_terry import PRIOR, Floats, Indices, Ties
from comparisons.ranking.tally import BadVotes, Counts, Tally, tally

MEAN = 1000.0
ELO = 400 / math.log(10)
"""Elo points to one natural logarithm of odds."""
SURE = 1.959963984540054
"""Standard errors to each side of a 95 % interval."""
UNSURE = 100.0

Truths = npt.NDArray[np.bool_]

__all__ = ["BadVotes", "Row", "Table", "rank", "rank_tally"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One model's line."""

    model: str
    rank: int
    """1 is best."""
    rank_low: int
    """The best place it may hold: one after all that are surely better (95 %, each pair by itself)."""
    rank_high: int
    """The worst."""
    rating: float
    low: float
    """With `high` the 95 % interval."""
    high: float
    votes: int
    """Counted rows about it: wins, ties, losses and both-bad together."""
    wins: int
    ties: int
    losses: int
    both_bad: int
    win_share: float | None
    """Wins and half the ties over wins, ties and losses; `None` before the first of these."""
    connected: bool
    """Whether votes join it to the island with most votes."""
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The board, best first."""

    rows: tuple[Row, ...]
    wins: tuple[tuple[int, ...], ...]
    """`wins[i][j]`: how often the model of row i was judged better than that of row j."""
    ties: tuple[tuple[int, ...], ...]
    """Symmetric, in the same order."""
    votes: int
    """Rows counted."""
    left_out: int
    """Rows not counted."""
    islands: int
    """How many groups of models no vote joins; 1 on a sound board, 0 on an empty one."""

    @property
    def models(self) -> tuple[str, ...]:
        """The models in the order of the rows and of both matrices."""
        return tuple(row.model for row in self.rows)

    def records(self) -> list[dict[str, Any]]:
        """The rows as JSON has them."""
        return [asdict(row) for row in self.rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scores:
    """What the numerics say, models in the tally's order: points, and whether i is surely better than j."""

    rating: Floats
    low: Floats
    high: Floats
    surely: Truths
    islands: int
    main: Truths
    """On the island with most votes."""
    joined: Truths
    """Joined both ways to the largest such group of its island."""


def rank(
    votes: pd.DataFrame,
    *,
    criterion: str | None = "overall",
    ties: Ties = "davidson",
    prior: float = PRIOR,
    resamples: int = 0,
    seed: int = 0,
) -> Table:
    """The board of these votes; `BadVotes` with a sentence if they can't be counted.

    Intervals are the sandwich's, or with `resamples` (1000 is usual) the bootstrap's percentiles, drawn by `seed`.
    """
    return rank_tally(tally(votes, criterion=criterion), ties=ties, prior=prior, resamples=resamples, seed=seed)


def rank_tally(
    counts: Tally, *, ties: Ties = "davidson", prior: float = PRIOR, resamples: int = 0, seed: int = 0
) -> Table:
    """The board of counted votes."""
    if not prior > 0:
        raise ValueError(f"A board needs a prior above 0, or the undefeated run to infinity: {prior}")
    scores = _scores(counts, ties, prior, resamples, np.random.default_rng(seed))
    order = sorted(range(len(counts.models)), key=lambda at: (-round(float(scores.rating[at]), 6), counts.models[at]))
    return Table(
        rows=tuple(_row(counts, scores, at, place + 1) for place, at in enumerate(order)),
        wins=_matrix(counts.wins, order),
        ties=_matrix(counts.ties, order),
        votes=_games(counts),
        left_out=counts.left_out,
        islands=scores.islands,
    )


def _games(counts: Tally) -> int:
    return int(counts.wins.sum() + (counts.ties.sum() + counts.both_bad.sum()) // 2)


def _matrix(counts: Counts, order: list[int]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(line) for line in counts[np.ix_(order, order)].tolist())


def _scores(counts: Tally, ties: Ties, prior: float, resamples: int, rng: np.random.Generator) -> _Scores:
    met = bradley_terry.pairs(counts.wins, counts.ties)
    island = bradley_terry.islands(met)
    size = len(counts.models)
    scores = _Scores(
        rating=np.full(size, MEAN),
        low=np.full(size, MEAN),
        high=np.full(size, MEAN),
        surely=np.zeros((size, size), dtype=bool),
        islands=len(set(island.tolist())),
        main=_main(counts, island),
        joined=_joined(island, bradley_terry.islands(met, strong=True)),
    )
    for label in np.unique(island):
        _score_island(scores, np.flatnonzero(island == label), counts, ties, prior, resamples, rng)
    return scores


def _score_island(
    scores: _Scores, members: Indices, counts: Tally, ties: Ties, prior: float, resamples: int, rng: np.random.Generator
) -> None:
    here = np.ix_(members, members)
    met = bradley_terry.pairs(counts.wins[here], counts.ties[here])
    found = bradley_terry.fit(met, ties=ties, prior=prior)
    beta = intervals.centred(found.beta)
    covariance = intervals.sandwich(met, found, ties=ties, prior=prior)
    scores.rating[members] = MEAN + ELO * beta
    scores.surely[here] = _surely(beta, covariance)
    if resamples:
        drawn = intervals.bootstrap(met, found, resamples=resamples, rng=rng, ties=ties, prior=prior)
        low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
        low, high = np.minimum(low, beta), np.maximum(high, beta)
    else:
        reach = SURE * np.sqrt(np.diag(covariance))
        low, high = beta - reach, beta + reach
    scores.low[members], scores.high[members] = MEAN + ELO * low, MEAN + ELO * high


def _surely(beta: Floats, covariance: Floats) -> Truths:
    spread = np.diag(covariance)
    error = np.sqrt(np.maximum(spread[:, None] + spread[None, :] - 2 * covariance, 0.0))
    surely: Truths = beta[:, None] - beta[None, :] > SURE * error
    return surely & ~np.eye(len(beta), dtype=bool)


def _main(counts: Tally, island: Indices) -> Truths:
    votes = (counts.wins + counts.wins.T + counts.ties).sum(axis=1)
    main: Truths = island == np.argmax(np.bincount(island, weights=votes, minlength=1))
    return main


def _joined(island: Indices, strong: Indices) -> Truths:
    joined = np.zeros(len(island), dtype=bool)
    for label in np.unique(island):
        groups, sizes = np.unique(strong[island == label], return_counts=True)
        if sizes.max() > 1:
            joined |= strong == groups[np.argmax(sizes)]
    return joined


def _row(counts: Tally, scores: _Scores, at: int, place: int) -> Row:
    wins, losses = int(counts.wins[at].sum()), int(counts.wins[:, at].sum())
    ties, bad = int(counts.ties[at].sum()), int(counts.both_bad[at].sum())
    judged = wins + losses + ties
    connected = bool(scores.main[at])
    low, high = float(scores.low[at]), float(scores.high[at])
    return Row(
        model=counts.models[at],
        rank=place,
        rank_low=1 + int(scores.surely[:, at].sum()),
        rank_high=len(counts.models) - int(scores.surely[at].sum()),
        rating=float(scores.rating[at]),
        low=low,
        high=high,
        votes=judged + bad,
        wins=wins,
        ties=ties,
        losses=losses,
        both_bad=bad,
        win_share=(wins + ties / 2) / judged if judged else None,
        connected=connected,
        provisional=not connected or not scores.joined[at] or high - low > 2 * UNSURE,
    )
