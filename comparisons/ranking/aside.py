"""What stands beside a table and moves no rating: whether the left side wins more, and how far a model's clips differ.

Each takes another look at all votes, so a table has them only where somebody asks.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from comparisons.ranking.coded import Coded
from comparisons.ranking.covariates import SIDE, confounded
from comparisons.ranking.scores import Effect, Method, score
from comparisons.ranking.table import Row, Table
from comparisons.ranking.tally import count
from comparisons.ranking.within import Within, within


def looked_at(table: Table, votes: Coded, method: Method) -> Table:
    """The same table with what these votes, of which it was made, say of sides and of clips."""
    found = within(votes, method.ties)
    rows = (_with_spread(row, found.get(row.model)) for row in table.rows)
    return replace(table, rows=tuple(rows), side=side(votes, method))


def with_aside(table: Table, told: Table) -> Table:
    """The same table with what an earlier one says of sides and of clips."""
    before = {row.model: row for row in told.rows}
    rows = (
        replace(row, spread=one.spread, spread_low=one.spread_low, spread_high=one.spread_high)
        if (one := before.get(row.model))
        else row
        for row in table.rows
    )
    return replace(table, rows=tuple(rows), side=told.side)


def _with_spread(row: Row, told: Within | None) -> Row:
    return row if told is None else replace(row, spread=told.points, spread_low=told.low, spread_high=told.high)


def side(votes: Coded, method: Method) -> Effect | None:
    """What it is worth to stand left, on the island with most votes; `None` where it can't be told from the models.

    Its interval is the sandwich's, clustered as the table's. Judgements of more than two clips say nothing of it.
    """
    pairs = _pairs(votes)
    alike = np.ones((pairs.rows, 1))
    decided = pairs.outcome < 2
    if not decided.any() or confounded(pairs.left, pairs.right, alike, len(pairs.models)):
        return None
    sided = replace(pairs, controls=(SIDE,), x=alike)
    return score(sided, count(sided), replace(method, resamples=0)).effects[0]


def _pairs(votes: Coded) -> Coded:
    """Those of two clips."""
    at = np.flatnonzero(votes.single)
    return replace(
        votes, left=votes.left[at], right=votes.right[at], outcome=votes.outcome[at], single=votes.single[at],
        clusters={name: one[at] for name, one in votes.clusters.items()}, lists=(), controls=(), x=None,
    )  # fmt: skip
