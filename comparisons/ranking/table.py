"""The board: votes in, ratings with intervals out, a function of the votes and of nothing else.

Ratings are on the Elo scale (400 points are odds of ten to one) about a mean of 1000. Models that no chain of votes
joins can't be compared: each such island is fitted by itself, has the mean 1000 and places of its own; the one with
most votes stands first. A rating is provisional while it
stands on an island apart, has no chain of wins or ties both to and from the rest (as the undefeated), or is less sure
than ± `UNSURE` points. "Both bad" says nothing of who is better: it is counted and shown, and moves no rating.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby, zip_longest
from typing import Any

import numpy as np
import pandas as pd

from comparisons.ranking.bradley_terry import PRIOR, Ties
from comparisons.ranking.coded import CLUSTERS, BadVotes, Coded, code
from comparisons.ranking.scores import Effect, Method, Scores, score
from comparisons.ranking.tally import Counts, Tally, count

UNSURE = 100.0
MANY = 1e6
"""Votes; to tell two models apart with more is called no saying."""

__all__ = ["BadVotes", "Made", "Row", "Table", "board", "rank", "rank_coded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One model's line."""

    model: str
    rank: int
    """1 is best of its island."""
    rank_low: int
    """The best place it may hold: one after all that are surely better.

    The range from here to `rank_high` is meant to hold this model's true place in 95 % of such tables: its comparisons
    with all others are told together (Holm 1979). Of several models' ranges, each is told by itself.
    """
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
    island: int
    """Models of one number are joined by votes, others can't be compared; 1 has most votes."""
    connected: bool
    """Whether that is the island with most votes."""
    provisional: bool
    votes_to_next: int | None
    """About how many votes between it and the next below would tell the two apart; `None` where there is no saying."""
    spread: float | None = None
    """How far its clips for one prompt differ in strength beyond chance, a standard deviation in points (`within`).

    `None` where it could not be told: too few prompts have several clips of it, or nobody looked.
    """
    spread_low: float | None = None
    """With `spread_high` the 95 % interval; 0 where it may all be chance."""
    spread_high: float | None = None

    @property
    def place(self) -> str:
        """The range of places as text."""
        return f"{self.rank_low}" if self.rank_low == self.rank_high else f"{self.rank_low}–{self.rank_high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Where a table came from."""

    method: str
    """Its name and version; the same votes make the same figures by the same version."""
    sha256: str
    """Of the vote file's first `bytes`; empty where the votes came from no file."""
    bytes: int | None
    command: str
    """What makes it again from `votes.csv`, the file's name aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The board, island by island, best first."""

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
    effects: tuple[Effect, ...] = ()
    """What each control is worth, where there are any."""
    side: Effect | None = None
    """What it is worth to stand left, where somebody looked and it can be told; it is not accounted for."""
    made: Made | None = field(default=None, compare=False)
    """Where it came from, where that is told."""

    @property
    def models(self) -> tuple[str, ...]:
        """The models in the order of the rows and of both matrices."""
        return tuple(row.model for row in self.rows)

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The models by island."""
        told = groupby(self.rows, key=lambda row: row.island)
        return tuple(tuple(row.model for row in rows) for _, rows in told)

    def met(self, i: int, j: int) -> int:
        """How often the models of two rows met and one was better, or they tied."""
        return self.wins[i][j] + self.wins[j][i] + self.ties[i][j]

    def records(self) -> list[dict[str, Any]]:
        """The rows as JSON has them."""
        return [asdict(row) for row in self.rows]


def rank(
    votes: pd.DataFrame,
    *,
    criterion: str | None = "overall",
    ties: Ties = "davidson",
    prior: float = PRIOR,
    resamples: int = 0,
    seed: int = 0,
    clusters: Sequence[str] = CLUSTERS,
    controls: Sequence[str] = (),
) -> Table:
    """The board of these votes; `BadVotes` with a sentence if they can't be counted.

    Intervals are the sandwich's, or with `resamples` (1000 is usual) the bootstrap's, drawn by `seed`;
    clustered by those of `clusters` that the votes tell, or with `()` as if each vote were drawn alone. With `controls`
    of `covariates` models stand as they would between clips alike in these, and `effects` says what each is worth.
    """
    method = Method(ties=ties, prior=prior, resamples=resamples, seed=seed, clusters=tuple(clusters))
    return rank_coded(code(votes, criterion=criterion, controls=controls), method)


def rank_coded(votes: Coded, method: Method = Method()) -> Table:  # noqa: B008
    """The board of coded votes."""
    counts = count(votes)
    return board(counts, score(votes, counts, method))


def board(counts: Tally, scores: Scores) -> Table:
    """Counts and scores of the same models as a board."""
    models, island = counts.models, scores.island
    order = sorted(range(len(models)), key=lambda at: (island[at], -round(float(scores.rating[at]), 6), models[at]))
    return Table(
        rows=tuple(
            _row(counts, scores, at, place + 1 - int((island < island[at]).sum()), below)
            for place, (at, below) in enumerate(zip_longest(order, order[1:]))
        ),
        wins=_matrix(counts.wins, order),
        ties=_matrix(counts.ties, order),
        votes=_games(counts),
        left_out=counts.left_out,
        islands=scores.islands,
        effects=scores.effects,
    )


def _games(counts: Tally) -> int:
    return int(counts.wins.sum() + (counts.ties.sum() + counts.both_bad.sum()) // 2)


def _matrix(counts: Counts, order: list[int]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(line) for line in counts[np.ix_(order, order)].tolist())


def _row(counts: Tally, scores: Scores, at: int, place: int, below: int | None) -> Row:
    wins, losses = int(counts.wins[at].sum()), int(counts.wins[:, at].sum())
    ties, bad = int(counts.ties[at].sum()), int(counts.both_bad[at].sum())
    judged = wins + losses + ties
    island = int(scores.island[at])
    low, high = float(scores.low[at]), float(scores.high[at])
    needed = math.inf if below is None else float(scores.needed[at, below])
    return Row(
        model=counts.models[at],
        rank=place,
        rank_low=1 + int(scores.surely[:, at].sum()),
        rank_high=int((scores.island == island).sum()) - int(scores.worse[at].sum()),
        rating=float(scores.rating[at]),
        low=low,
        high=high,
        votes=judged + bad,
        wins=wins,
        ties=ties,
        losses=losses,
        both_bad=bad,
        win_share=(wins + ties / 2) / judged if judged else None,
        island=island,
        connected=island == 1,
        provisional=island > 1 or not scores.joined[at] or high - low > 2 * UNSURE,
        votes_to_next=math.ceil(round(needed, 6)) if needed < MANY else None,
    )
