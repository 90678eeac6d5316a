"""The same votes make the same strengths in other people's code."""

from __future__ import annotations

import itertools

import evalica
import numpy as np
import pandas as pd
import pytest

from comparisons.ranking import plackett_luce
from comparisons.ranking.choices import choose
from comparisons.ranking.scores import SURE
from comparisons.ranking.table import rank
from tests.comparisons.ranking import published, simulated

ELO = 400 / np.log(10)


def played(seed: int) -> pd.DataFrame:
    return simulated(np.linspace(-1, 1, 12), 0.7, 3000, np.random.default_rng(seed))


def ratings(votes: pd.DataFrame) -> pd.Series:
    """With ties as half a win and next to no prior, as the others have it."""
    return pd.Series({row.model: row.rating for row in rank(votes, ties="half", prior=1e-9).rows}).sort_index()


@pytest.mark.parametrize("seed", [0, 1])
def test_evalica_finds_the_same_ratings(seed: int) -> None:
    votes = played(seed)
    words = {"left": evalica.Winner.X, "right": evalica.Winner.Y, "tie": evalica.Winner.Draw}
    found = evalica.bradley_terry(
        votes["left_model"], votes["right_model"], votes["outcome"].map(words), tolerance=1e-13, limit=100_000
    ).scores.sort_index()
    theirs = ELO * np.log(found)
    np.testing.assert_allclose(ratings(votes) - 1000, theirs - theirs.mean(), atol=1e-4)


def test_arena_rank_finds_the_same_ratings_and_intervals() -> None:
    models = pytest.importorskip("arena_rank.models.bradley_terry", reason="it comes with the extra arenas")
    data = pytest.importorskip("arena_rank.utils.data_utils")
    votes = played(2)
    words = {"left": "model_a", "right": "model_b", "tie": "tie"}
    named = votes.rename(columns={"left_model": "model_a", "right_model": "model_b"})
    told = data.PairDataset.from_pandas(named.assign(winner=votes["outcome"].map(words)))
    model = models.BradleyTerry(n_competitors=12, hessian_reg=1e-7, ftol=1e-15, gtol=1e-12)
    found = pd.DataFrame(model.compute_ratings_and_cis(told)).set_index("competitors").sort_index()
    theirs = found["ratings"].astype(float)
    np.testing.assert_allclose(ratings(votes) - 1000, theirs - theirs.mean(), atol=0.05)
    widths = (found["rating_upper"] - found["rating_lower"]).astype(float)
    ours = pd.Series({row.model: row.high - row.low for row in rank(votes, ties="half").rows}).sort_index()
    np.testing.assert_allclose(ours, widths, rtol=0.03)


def test_choix_finds_the_same_strengths_of_pairs_of_the_best_of_several_and_of_rankings() -> None:
    choix = pytest.importorskip("choix", reason="it comes with the extra arenas")
    rng = np.random.default_rng(3)
    rankings = [tuple(int(one) for one in rng.permutation(6)[: rng.integers(2, 6)]) for _ in range(60)]
    tops = [(one[0], list(one[1:])) for one in rankings]
    ours = choose(plackett_luce.choices(itertools.chain.from_iterable(map(plackett_luce.ranking, rankings)), 6)[0])
    np.testing.assert_allclose(ours.theta, choix.opt_rankings(6, rankings, tol=1e-12), atol=1e-5)
    ours = choose(plackett_luce.choices((one for top, rest in tops for one in plackett_luce.best(top, rest)), 6)[0])
    np.testing.assert_allclose(ours.theta, choix.opt_top1(6, tops, tol=1e-12), atol=1e-5)


def test_the_published_intervals_of_an_arena_are_as_wide_as_their_variance_says() -> None:
    """A rating's interval is that of a normal error; what we call sure is the same share of it."""
    told = pd.read_csv(published("lmarena/text_to_video_snapshots.csv"))
    reach = SURE * np.sqrt(told["variance"])
    np.testing.assert_allclose(told["rating"] - reach, told["rating_lower"], atol=0.01)
    np.testing.assert_allclose(told["rating"] + reach, told["rating_upper"], atol=0.01)


def test_a_model_with_sound_stands_a_hundred_points_above_the_same_without_so_pools_are_told_apart() -> None:
    told = pd.read_csv(published("lmarena/text_to_video_snapshots.csv"))
    told = told[told["date"] == "2025-08-07"].set_index("model")["rating"]
    gaps = [told[f"{name}-audio"] - told[name] for name in ("veo-3", "veo-3-fast")]
    assert all(100 < gap < 120 for gap in gaps)
