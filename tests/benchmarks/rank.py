"""A table with intervals from many votes, against evalica's bootstrap in the same run."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import evalica
import numpy as np
import pandas as pd

from comparisons.ranking.table import rank

MODELS = 30
RESAMPLES = {100_000: 200, 1_000_000: 15}
"""By the number of votes: as many as evalica makes in some 20 seconds on two cores."""
USUAL = 1000


def run() -> Iterator[dict[str, Any]]:
    """`ratio` is their time over ours for the same votes and equally many resamples, nothing extrapolated.

    A DataFrame of strings goes in, ratings and 95 % intervals come out. `usual_seconds` is ours with 1,000 resamples,
    `sandwich_seconds` ours with the closed-form intervals that the page shows.
    """
    for size, resamples in RESAMPLES.items():
        votes = _votes(size, np.random.default_rng(size))
        ours = _timed(partial(rank, votes, resamples=resamples))
        theirs = _timed(partial(_theirs, votes, resamples))
        yield {
            "name": "rank",
            "what": f"{size:,} votes on {MODELS} models with bootstrap intervals, against evalica's bootstrap",
            "votes": size,
            "models": MODELS,
            "resamples": resamples,
            "seconds": round(ours, 3),
            "theirs": "evalica.bootstrap(bradley_terry), percentile",
            "theirs_seconds": round(theirs, 3),
            "ratio": round(theirs / ours, 1),
            "usual_resamples": USUAL,
            "usual_seconds": round(_timed(partial(rank, votes, resamples=USUAL)), 3),
            "sandwich_seconds": round(_timed(partial(rank, votes)), 3),
        }


def _theirs(votes: pd.DataFrame, resamples: int) -> object:
    words = {"left": evalica.Winner.X, "right": evalica.Winner.Y, "tie": evalica.Winner.Draw}
    left, right, winners = votes["left_model"], votes["right_model"], votes["outcome"].map(words)
    return evalica.bootstrap(
        evalica.bradley_terry, left, right, winners, n_resamples=resamples, bootstrap_method="percentile"
    )


def _timed(work: Callable[[], object]) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun


def _votes(size: int, rng: np.random.Generator) -> pd.DataFrame:
    """Votes as Davidson's model makes them (ν 0.8), without both-bad, which evalica doesn't know."""
    beta = rng.normal(0, 0.8, MODELS)
    first = rng.integers(0, MODELS, size)
    second = (first + rng.integers(1, MODELS, size)) % MODELS
    half = (beta[first] - beta[second]) / 2
    luck = rng.random(size) * (np.exp(half) + np.exp(-half) + 0.8)
    outcome = np.where(luck < np.exp(half), "left", np.where(luck < np.exp(half) + 0.8, "tie", "right"))
    names = np.array([f"vendor/model-{place:02}" for place in range(MODELS)])
    return pd.DataFrame(
        {
            "left_model": names[first],
            "right_model": names[second],
            "outcome": outcome,
            "criterion": "overall",
            "counted": True,
        }
    )
