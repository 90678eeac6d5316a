"""How many votes tell two neighbours apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from comparisons.ranking.table import Table, rank
from tests.comparisons.ranking import simulated, votes

GAP = 0.5


def level(times: int, *, left: int = 56, right: int = 34, tie: int = 30) -> pd.DataFrame:
    """Votes on two models as often as Davidson's model has them at a gap of `GAP` (ν 0.7)."""
    rows = [("a", "b", "left")] * left + [("a", "b", "right")] * right + [("a", "b", "tie")] * tie
    return votes(*rows * times)


def needed(table: Table) -> int | None:
    return table.rows[0].votes_to_next


def test_so_many_more_votes_tell_them_apart_in_four_of_five_cases() -> None:
    few = votes(*[("a", "b", "left")] * 28, *[("a", "b", "right")] * 17, *[("a", "b", "tie")] * 15)
    more = needed(rank(few))
    assert more
    rng, apart = np.random.default_rng(0), []
    for _ in range(150):
        drawn = simulated(np.array([GAP / 2, -GAP / 2]), 0.7, 60 + more, rng)
        apart.append([row.rank_high for row in rank(drawn).rows if row.model == "m00"] == [1])
    assert 0.68 <= np.mean(apart) <= 0.92


def test_models_that_are_apart_need_no_more() -> None:
    assert needed(rank(level(20))) == 0


def test_the_last_has_no_neighbour_and_level_models_no_saying() -> None:
    table = rank(votes(*[("a", "b", "left"), ("a", "b", "right"), ("a", "b", "tie")] * 10))
    assert [row.votes_to_next for row in table.rows] == [None, None]


def test_models_that_no_vote_joins_have_no_saying() -> None:
    table = rank(pd.concat([level(1), votes(("y", "z", "left"), ("y", "z", "tie"))]))
    joined = {("a", "b"), ("y", "z")}
    for row, below in zip(table.rows, table.rows[1:], strict=False):
        assert (row.votes_to_next is not None) == ((row.model, below.model) in joined)


def test_where_votes_depend_on_their_voters_it_takes_more() -> None:
    rng = np.random.default_rng(3)
    data = pd.concat(
        [simulated(rng.normal([0.15, -0.15], 0.8), 0.7, 20, rng).assign(voter=f"v{at}") for at in range(40)]
    )
    alone, clustered = needed(rank(data, clusters=())), needed(rank(data))
    assert alone is not None
    assert clustered is not None
    assert clustered > max(alone, 1)


@pytest.mark.parametrize("ties", ["davidson", "half"])
def test_it_is_told_with_either_sort_of_ties(ties: str) -> None:
    few = votes(*[("a", "b", "left")] * 28, *[("a", "b", "right")] * 17, *[("a", "b", "tie")] * 15)
    found = needed(rank(few, ties=ties))  # type: ignore[arg-type]
    assert found
    assert 40 < found < 200
