"""What beside the models sways votes is accounted for, and told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from comparisons.ranking.coded import code
from comparisons.ranking.covariates import with_facts
from comparisons.ranking.island import fit_island
from comparisons.ranking.scores import share
from comparisons.ranking.table import BadVotes, rank
from tests.comparisons.ranking import published, votes


def swayed(size: int, rng: np.random.Generator, *, side: float = 0.0, sound: float = 0.0) -> pd.DataFrame:
    """Votes on three models, half of whose clips have sound; the clips' facts stand in the votes."""
    beta, names = np.array([-0.5, 0.0, 0.5]), np.array(["a", "b", "c"])
    left = rng.integers(0, 3, size)
    right = (left + rng.integers(1, 3, size)) % 3
    heard = rng.random((2, size)) < np.array([0.2, 0.5, 0.8])[[left, right]]
    logit = beta[left] - beta[right] + side + sound * (heard[0].astype(float) - heard[1])
    outcome = np.where(rng.random(size) < 1 / (1 + np.exp(-logit)), "left", "right")
    return pd.DataFrame(
        {
            "left_model": names[left],
            "right_model": names[right],
            "outcome": np.where(rng.random(size) < 0.2, "tie", outcome),
            "left_sound": heard[0].astype(float),
            "right_sound": heard[1].astype(float),
            "voter": rng.integers(0, 80, size).astype(str),
        }
    )


def test_the_american_league_of_1987_comes_out_with_its_home_side() -> None:
    games = pd.read_csv(published("baseball/baseball.csv"))
    told = pd.read_csv(published("baseball/baseball_BTm_home_coef.csv"), index_col=0)
    rows: list[tuple[str, str, str]] = []
    for home, away, won, lost in games.itertuples(index=False):
        rows += [(home, away, "left")] * won + [(home, away, "right")] * lost
    found = fit_island(code(votes(*rows), controls=("side",)), np.arange(7), ties="half", prior=0)
    np.testing.assert_allclose(found.worth[0], 0.302260655527553, atol=1e-6)
    np.testing.assert_allclose(found.beta[1:] - found.beta[0], told["Estimate"][:-1], atol=1e-5)
    error = np.sqrt(found.ground.levers[-1] @ found.ground.matrix @ found.ground.levers[-1])
    assert error == pytest.approx(0.130943642532349, abs=1e-5)


def test_a_side_that_voters_lean_to_is_told_and_takes_nothing_from_the_models() -> None:
    table = rank(swayed(4000, np.random.default_rng(0), side=0.6), controls=["side"])
    (side,) = table.effects
    assert side.name == "side"
    assert side.low < 0.6 < side.high
    assert share(side.worth) == pytest.approx(0.646, abs=0.04)
    assert table.models == ("c", "b", "a")


def test_where_no_side_is_favoured_the_interval_says_so() -> None:
    (side,) = rank(swayed(2000, np.random.default_rng(1)), controls=["side"]).effects
    assert side.low < 0 < side.high


def test_a_model_that_is_heard_more_often_stands_lower_once_sound_is_accounted_for() -> None:
    data = swayed(6000, np.random.default_rng(2), sound=1.2)
    raw = {row.model: row.rating for row in rank(data).rows}
    styled = rank(data, controls=["sound", "side"])
    even = {row.model: row.rating for row in styled.rows}
    assert even["c"] < raw["c"] - 30
    assert even["c"] - even["a"] == pytest.approx(400 / np.log(10), abs=45)
    sound, side = styled.effects
    assert sound.low < 1.2 < sound.high
    assert side.low < 0 < side.high


def test_a_fact_that_is_one_with_the_models_is_refused() -> None:
    data = swayed(300, np.random.default_rng(3))
    for of in ("left", "right"):
        data[f"{of}_sound"] = (data[f"{of}_model"] == "c").astype(float)
    with pytest.raises(BadVotes, match=r"apart from the models, .*: sound"):
        rank(data, controls=["side", "sound"])


def test_a_fact_that_is_the_same_everywhere_is_refused() -> None:
    data = swayed(50, np.random.default_rng(3)).assign(left_seconds=5.0, right_seconds=5.0)
    with pytest.raises(BadVotes, match="seconds"):
        rank(data, controls=["seconds"])


def test_rows_without_the_fact_are_left_out() -> None:
    data = swayed(500, np.random.default_rng(4), sound=0.5)
    data.loc[:99, "left_sound"] = np.nan
    table = rank(data, controls=["sound"])
    assert (table.votes, table.left_out) == (400, 100)


def test_facts_of_clips_are_joined_by_take() -> None:
    facts = pd.DataFrame({"seconds": [4, 8], "height": [720, 720]}, index=["x", "y"])
    told = with_facts(votes(("a", "b", "left")).assign(left_take="x", right_take="y"), facts)
    assert (told["left_seconds"][0], told["right_seconds"][0], told["left_height"][0]) == (4, 8, 720)
    assert "left_sound" not in told


def test_an_unknown_control_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="side, sound, seconds, resolution, loudness: mood"):
        rank(votes(("a", "b", "left")), controls=["mood"])


def test_no_votes_make_an_empty_table_with_controls_too() -> None:
    assert rank(votes(), controls=["side"]).rows == ()


def test_intervals_of_a_side_hold_the_truth_about_that_often() -> None:
    held = []
    for seed in range(40):
        (side,) = rank(swayed(400, np.random.default_rng(seed), side=0.4), controls=["side"]).effects
        held.append(side.low < 0.4 < side.high)
    assert 0.88 <= np.mean(held) <= 1


def test_the_bootstrap_takes_controls_too() -> None:
    data = swayed(400, np.random.default_rng(5), side=0.4)
    closed = [row.high - row.low for row in rank(data, controls=["side"]).rows]
    drawn = [row.high - row.low for row in rank(data, controls=["side"], resamples=60).rows]
    np.testing.assert_allclose(drawn, closed, rtol=0.4)
