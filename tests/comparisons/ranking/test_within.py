"""How much one model's clips differ is found where they do, and not found where they don't."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from comparisons.ranking.bradley_terry import Floats
from comparisons.ranking.coded import Coded
from comparisons.ranking.scores import ELO
from comparisons.ranking.within import Within, within

MODELS, NU, THEME, TASTE = 4, 0.8, 0.3, 0.4
"""Of a prompt's and of a voter's shift of a model the standard deviation, in natural logarithms of odds."""


def play(
    points: float, seed: int, *, clips: int = 3, prompts: int = 40, votes: int = 4000, paired: bool = False
) -> Coded:
    """Votes on models whose clips for a prompt differ by a standard deviation of so many points.

    With `paired` the clips of one making always meet each other, as they do in comparisons that are made live.
    """
    rng = np.random.default_rng(seed)
    shift: Floats = rng.normal(0, points / ELO if points else 1e-12, (prompts, MODELS, clips))
    theme, taste = rng.normal(0, THEME, (prompts, MODELS)), rng.normal(0, TASTE, (100, MODELS))
    voter, prompt, left = (rng.integers(0, size, votes) for size in (100, prompts, MODELS))
    right = (left + rng.integers(1, MODELS, votes)) % MODELS
    one = rng.integers(0, clips, votes)
    other = one if paired else rng.integers(0, clips, votes)
    beta = np.linspace(-0.6, 0.6, MODELS) + theme[prompt] + taste[voter]
    rows = np.arange(votes)
    half = (beta[rows, left] + shift[prompt, left, one] - beta[rows, right] - shift[prompt, right, other]) / 2
    luck = rng.random(votes) * (np.exp(half) + NU + np.exp(-half))
    labels = [(prompt * MODELS + model) * clips + clip for model, clip in ((left, one), (right, other))]
    return Coded(
        models=tuple("abcd"),
        left=left,
        right=right,
        outcome=np.where(luck < np.exp(half), 0, np.where(luck < np.exp(half) + NU, 2, 1)),
        clusters={"voter": voter, "prompt": prompt, "left_clip": labels[0], "right_clip": labels[1]},
        single=np.ones(votes, dtype=bool),
        left_out=0,
    )


def on_the_board(points: float) -> float:
    """The same in the points of a table, whose strengths are averages over what voters, prompts and clips add.

    A logistic curve averaged over normal shifts is nearly one of a smaller slope (Zeger, Liang and Albert 1988).
    """
    every = 2 * ((points / ELO) ** 2 + THEME**2 + TASTE**2)
    return points / math.sqrt(1 + (16 * math.sqrt(3) / (15 * math.pi)) ** 2 * every)


def found(points: float, **how: bool | int) -> list[Within]:
    return [one for seed in range(6) for one in within(play(points, seed, **how)).values()]  # type: ignore[arg-type]


@pytest.mark.parametrize("paired", [False, True])
@pytest.mark.parametrize("points", [70.0, 140.0])
def test_a_known_spread_is_found_again(points: float, paired: bool) -> None:
    told, truth = found(points, paired=paired), on_the_board(points)
    assert math.sqrt(np.mean([one.points**2 for one in told])) == pytest.approx(truth, rel=0.15)
    assert np.mean([one.low <= truth <= one.high for one in told]) > 0.8


def test_clips_that_are_alike_show_no_spread_whatever_prompts_and_voters_like() -> None:
    told = found(0.0)
    assert sum(one.low > 0 for one in told) <= 2
    assert np.median([one.points for one in told]) < 20


def test_one_clip_a_prompt_tells_nothing() -> None:
    assert within(play(140.0, 1, clips=1)) == {}


def test_few_prompts_tell_nothing() -> None:
    assert within(play(140.0, 1, prompts=4)) == {}


def test_one_voter_tells_nothing_and_neither_do_votes_that_name_no_clips() -> None:
    votes = play(140.0, 1)
    alone = replace(votes, clusters=votes.clusters | {"voter": np.zeros(votes.rows, dtype=np.intp)})
    assert within(alone) == {}
    assert within(replace(votes, clusters=votes.clusters | {"left_clip": np.full(votes.rows, -1)})) == {}
    assert within(replace(votes, clusters={})) == {}


def test_the_names_of_clips_and_the_order_of_votes_change_nothing() -> None:
    votes, rng = play(100.0, 2, votes=1500), np.random.default_rng(0)
    order, names = rng.permutation(votes.rows), rng.permutation(10_000)
    clusters = {name: one[order] for name, one in votes.clusters.items()}
    clusters |= {name: names[clusters[name]] for name in ("left_clip", "right_clip")}
    moved = replace(
        votes, left=votes.left[order], right=votes.right[order], outcome=votes.outcome[order], clusters=clusters
    )
    for model, one in within(votes).items():
        other = within(moved)[model]
        assert (other.points, other.low, other.high) == pytest.approx((one.points, one.low, one.high), abs=1e-6)
