"""Several criteria make one board, and no voter counts twice for having answered twice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from comparisons.ranking.composite import gains, rank_composite
from comparisons.ranking.scores import Method
from comparisons.ranking.table import BadVotes, Table, rank
from tests.comparisons.ranking import votes
from tests.comparisons.ranking.tournament import Tournament

PLAYED = Tournament(models=4, votes=1500, voters=80, prompts=60)


def criteria(*tables: pd.DataFrame) -> pd.DataFrame:
    """Each table's votes on a criterion of its own."""
    names = ("picture", "sound", "motion")
    return pd.concat([one.assign(criterion=name) for name, one in zip(names, tables, strict=False)], ignore_index=True)


def width(table: Table) -> float:
    return float(np.mean([row.high - row.low for row in table.rows]))


def ratings(table: Table) -> dict[str, float]:
    return {row.model: row.rating for row in table.rows}


def test_equal_answers_on_two_criteria_say_as_much_as_on_one() -> None:
    once = PLAYED.frame(np.random.default_rng(0))
    both = rank_composite(criteria(once, once), {"picture": 1, "sound": 1})
    single = rank(once)
    assert ratings(both) == pytest.approx(ratings(single), abs=1e-6)
    assert width(both) == pytest.approx(width(single), rel=0.01)
    assert both.votes == 2 * single.votes


def test_answers_of_other_voters_on_other_prompts_narrow_the_intervals() -> None:
    first, second = (PLAYED.frame(np.random.default_rng(seed)) for seed in (0, 1))
    apart = second.assign(voter="w" + second["voter"], prompt_id="q" + second["prompt_id"])
    both = rank_composite(criteria(first, apart), {"picture": 1, "sound": 1})
    assert width(both) == pytest.approx(width(rank(first)) / np.sqrt(2), rel=0.15)


def test_a_criterion_counts_by_its_weight_and_one_of_weight_0_not_at_all() -> None:
    first, second = (PLAYED.frame(np.random.default_rng(seed)) for seed in (0, 1))
    table = criteria(first, second)
    mixed = ratings(rank_composite(table, {"picture": 3, "sound": 1}))
    for model, rating in mixed.items():
        told = 0.75 * ratings(rank(first))[model] + 0.25 * ratings(rank(second))[model]
        assert rating == pytest.approx(told, abs=1e-6)
    alone = rank_composite(table, {"picture": 2, "sound": 0})
    assert ratings(alone) == pytest.approx(ratings(rank(first)), abs=1e-6)
    assert width(alone) == pytest.approx(width(rank(first)), rel=1e-6)


def test_a_composite_of_votes_without_voters_is_made_too() -> None:
    once = PLAYED.frame(np.random.default_rng(0)).drop(columns=["voter", "prompt_id"])
    both = rank_composite(criteria(once, once), {"picture": 1, "sound": 1})
    assert width(both) == pytest.approx(width(rank(once)) / np.sqrt(2), rel=0.05)


def test_models_not_judged_on_each_criterion_are_left_off() -> None:
    pair = votes(*[("a", "b", "left"), ("a", "b", "tie"), ("a", "b", "right")] * 5)
    more = pd.concat([pair, votes(*[("b", "c", "left"), ("b", "c", "right")] * 5)])
    table = rank_composite(criteria(pair, more), {"picture": 1, "sound": 1})
    assert set(table.models) == {"a", "b"}
    assert (table.votes, table.left_out) == (30, 10)
    with pytest.raises(BadVotes, match="No two models"):
        rank_composite(criteria(pair, votes(("b", "c", "left"))), {"picture": 1, "sound": 1})


@pytest.mark.parametrize("weights", [{}, {"picture": 0.0}, {"picture": 1.0, "sound": -1.0}])
def test_weights_that_make_no_sum_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="Weights"):
        rank_composite(criteria(PLAYED.frame(np.random.default_rng(0))), weights)


def test_what_sound_adds_to_a_model_is_told_with_an_interval() -> None:
    heard, muted = (PLAYED.frame(np.random.default_rng(seed)) for seed in (0, 1))
    lifted = heard["left_model"].eq("m000") | heard["right_model"].eq("m000")
    lifted &= np.random.default_rng(2).random(len(heard)) < 0.5
    won = np.where(heard["left_model"].eq("m000"), "left", "right")
    found = gains(heard.assign(outcome=heard["outcome"].where(~lifted, won)), muted)
    assert found[0].model == "m000"
    assert found[0].low > 0
    assert sum(gain.points for gain in found) == pytest.approx(0, abs=1e-6)


def test_nothing_is_gained_over_the_same_votes_and_shared_voters_make_that_sure() -> None:
    once = PLAYED.frame(np.random.default_rng(0))
    assert all(abs(gain.points) < 1e-6 and gain.high - gain.low < 60 for gain in gains(once, once))
    alone = gains(once, once, Method(clusters=()))
    assert all(gain.high - gain.low > 60 for gain in alone)
