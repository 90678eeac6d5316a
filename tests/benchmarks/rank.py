"""A table with intervals from many votes, against evalica and arena-rank in the same run."""

from __future__ import annotations

import importlib.util
import time
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import evalica
import numpy as np
import pandas as pd

from comparisons.ranking.fold import Fold
from comparisons.ranking.table import rank, rank_coded

MODELS = 50
PROMPTS = 2000
EACH = 50
"""Votes of a voter, on average."""
RESAMPLES = {100_000: 60, 1_000_000: 5}
"""By the number of votes: as many as evalica makes in some 20 seconds."""


def run() -> Iterator[dict[str, Any]]:
    """All in CPU seconds, for a DataFrame of strings that goes in and ratings with 95 % intervals that come out.

    `seconds` is the table that the page shows, its intervals clustered by voter and prompt; `alone_seconds` and
    `bootstrap_seconds` take each vote as drawn alone, as evalica's bootstrap with equally many resamples and
    arena-rank's sandwich do; the ratios are theirs over ours. `added_seconds` is a vote added to those that were read,
    and the table made anew. arena-rank comes with the extra `arenas`; without it its figures are null.
    """
    for size, resamples in RESAMPLES.items():
        votes = _votes(size, np.random.default_rng(size))
        ours = _timed(partial(rank, votes, clusters=(), resamples=resamples))
        alone = _timed(partial(rank, votes, clusters=()))
        theirs, arena = _timed(partial(_evalica, votes, resamples)), _arena(votes)
        yield {
            "name": "rank",
            "what": f"{size:,} votes on {MODELS} models by {size // EACH:,} voters on {PROMPTS:,} prompts",
            "seconds": _timed(partial(rank, votes)),
            "added_seconds": _added(votes),
            "alone_seconds": alone,
            "arena_rank_seconds": arena,
            "arena_rank_ratio": None if arena is None else round(arena / alone, 1),
            "resamples": resamples,
            "bootstrap_seconds": ours,
            "evalica_seconds": theirs,
            "evalica_ratio": round(theirs / ours, 1),
        }


def _evalica(votes: pd.DataFrame, resamples: int) -> object:
    words = {"left": evalica.Winner.X, "right": evalica.Winner.Y, "tie": evalica.Winner.Draw}
    left, right, winners = votes["left_model"], votes["right_model"], votes["outcome"].map(words)
    return evalica.bootstrap(
        evalica.bradley_terry, left, right, winners, n_resamples=resamples, bootstrap_method="percentile"
    )


def _arena(votes: pd.DataFrame) -> float | None:
    if importlib.util.find_spec("arena_rank") is None:
        return None
    from arena_rank.models.bradley_terry import BradleyTerry
    from arena_rank.utils.data_utils import PairDataset

    def work(some: pd.DataFrame) -> None:
        data = PairDataset.from_pandas(some)
        BradleyTerry(n_competitors=len(data.competitors)).compute_ratings_and_cis(data)

    words = {"left": "model_a", "right": "model_b", "tie": "tie"}
    named = votes.rename(columns={"left_model": "model_a", "right_model": "model_b"})
    named["winner"] = votes["outcome"].map(words)
    work(named)
    return _timed(partial(work, named))


def _added(votes: pd.DataFrame) -> float:
    fold = Fold()
    fold.add(votes)
    rank_coded(fold.coded())
    one = votes.iloc[:1].assign(voter="somebody new")

    def work() -> None:
        fold.add(one)
        rank_coded(fold.coded())

    return _timed(work)


def _timed(work: Callable[[], object]) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        begun = time.process_time()
        work()
        return round(time.process_time() - begun, 3)


def _votes(size: int, rng: np.random.Generator) -> pd.DataFrame:
    """Votes as Davidson's model makes them (ν 0.8), without both-bad, which evalica doesn't know."""
    beta = rng.normal(0, 0.8, MODELS)
    first = rng.integers(0, MODELS, size)
    second = (first + rng.integers(1, MODELS, size)) % MODELS
    half = (beta[first] - beta[second]) / 2
    luck = rng.random(size) * (np.exp(half) + np.exp(-half) + 0.8)
    outcome = np.where(luck < np.exp(half), "left", np.where(luck < np.exp(half) + 0.8, "tie", "right"))
    names = np.array([f"vendor/model-{place:02}" for place in range(MODELS)])
    voters = np.array([f"voter-{place}" for place in range(size // EACH)])
    prompts = np.array([f"prompt-{place}" for place in range(PROMPTS)])
    return pd.DataFrame(
        {
            "left_model": names[first],
            "right_model": names[second],
            "outcome": outcome,
            "criterion": "overall",
            "counted": True,
            "voter": voters[rng.integers(0, len(voters), size)],
            "prompt_id": prompts[rng.integers(0, PROMPTS, size)],
        }
    )
