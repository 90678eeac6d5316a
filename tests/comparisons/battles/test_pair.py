"""Which pair is worth a vote."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.battles.pair import Standing, draw, islands, standing, weights
from comparisons.battles.rounds import Shares, shares
from comparisons.ranking.table import rank
from providers.kit.dotenv import BadSettings
from tests.comparisons.ranking import simulated, votes

PAIRS = list(combinations("abcd", 2))


def known(**of: tuple[float, float]) -> Standing:
    return Standing(at=of, island=dict.fromkeys(of, 0))


def test_what_no_votes_have_joined_is_joined_first() -> None:
    split = Standing(at=dict.fromkeys("abcd", (0.0, 0.1)), island={"a": 0, "b": 0, "c": 1, "d": 1})
    drawn = dict(zip(PAIRS, weights(PAIRS, split), strict=True))
    assert {pair for pair, weight in drawn.items() if weight} == {("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")}


def test_a_model_without_votes_meets_one_that_has_some() -> None:
    drawn = dict(zip(PAIRS, weights(PAIRS, known(a=(0.0, 0.1), b=(0.1, 0.1), c=(0.2, 0.1))), strict=True))
    assert {pair for pair, weight in drawn.items() if weight} == {("a", "d"), ("b", "d"), ("c", "d")}


def test_of_pairs_alike_in_all_else_the_closer_and_the_less_known_is_drawn_more() -> None:
    close = weights([("a", "b"), ("a", "c")], known(a=(0.0, 0.1), b=(0.1, 0.1), c=(3.0, 0.1)))
    assert close[0] > 2 * close[1] > 0
    unsure = weights([("a", "b"), ("a", "c")], known(a=(0.0, 0.01), b=(0.1, 0.01), c=(0.1, 0.5)))
    assert unsure[1] > 2 * unsure[0] > 0


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(0, 4)), min_size=4, max_size=4))
def test_every_pair_may_come_and_all_chances_are_one(at: list[tuple[float, float]]) -> None:
    drawn = weights(PAIRS, known(**dict(zip("abcd", at, strict=True))))
    assert sum(drawn) == pytest.approx(1)
    assert all(np.isfinite(drawn))
    assert min(drawn) > 0.01


def test_pairs_are_drawn_by_their_weight_and_not_the_heaviest_alone() -> None:
    at = known(a=(0.0, 0.2), b=(0.3, 0.1), c=(0.9, 0.2), d=(2.0, 0.1))
    rng = random.Random(1)
    came = Counter(draw(PAIRS, at, rng) for _ in range(6000))
    for pair, weight in zip(PAIRS, weights(PAIRS, at), strict=True):
        assert came[pair] / 6000 == pytest.approx(weight, abs=0.025)


def test_a_table_tells_ratings_variances_and_islands() -> None:
    table = rank(votes(*[("a", "b", "left"), ("b", "a", "left")] * 5, ("c", "d", "tie")))
    told = standing(table)
    assert told.island["a"] == told.island["b"] != told.island["c"] == told.island["d"]
    assert told.at["a"] == pytest.approx(told.at["b"])
    assert told.at["c"][1] > told.at["a"][1] > 0


def test_chains_of_meetings_join() -> None:
    found = islands("abcdef", [("a", "b"), ("e", "f"), ("c", "b"), ("d", "c")])
    assert found["a"] == found["b"] == found["c"] == found["d"] != found["e"] == found["f"]


def test_after_some_votes_close_models_come_more_often_than_far_ones() -> None:
    beta = np.array([0.0, 0.15, 0.3, 2.0, 3.0, 4.0, -2.0, -3.0, -4.0, 5.5])
    names = [f"m{place:02}" for place in range(len(beta))]
    rng = np.random.default_rng(3)
    at = standing(rank(simulated(beta, 0.5, 400, rng)))
    pairs = list(combinations(names, 2))
    drawn = dict(zip(pairs, weights(pairs, at), strict=True))
    near, far = list(combinations(names[:3], 2)), ("m08", "m09")
    assert min(drawn[pair] for pair in near) > 1.4 / len(pairs)
    assert drawn[far] < 0.6 / len(pairs)


def test_nothing_heard_is_no_round_of_sound() -> None:
    rng = random.Random(2)
    came = Counter(Shares(muted=0.3, sound=0.2).draw(rng) for _ in range(4000))
    assert came["muted"] / 4000 == pytest.approx(0.3, abs=0.03)
    assert came["sound"] / 4000 == pytest.approx(0.2, abs=0.03)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", Shares()),
        ("off", Shares(muted=0, sound=0)),
        ("muted=0.5", Shares(muted=0.5, sound=0)),
        ("muted = 0.25, sound=1e-2", Shares(muted=0.25, sound=0.01)),
    ],
)
def test_the_owner_says_what_share_is_muted(text: str, told: Shares, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_ROUNDS", text)
    assert shares() == told


@pytest.mark.parametrize("text", ["half", "muted", "muted=2", "muted=nan", "muted=0.6,sound=0.6", "silent=0.1"])
def test_shares_that_can_t_be_read_are_told(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_ROUNDS", text)
    with pytest.raises(BadSettings, match="SPLITSCREEN_ROUNDS"):
        shares()
