"""How often 95 % intervals hold the truth, over simulated tournaments with tastes, ties and voters unlike in zeal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from comparisons.ranking.scores import ELO, MEAN, Method, score
from comparisons.ranking.tally import count
from tests.comparisons.ranking.tournament import OTHERS, TOURNAMENTS, UNSEEN, Tournament

ROUNDS = 1000
METHODS = {"sandwich": Method(), "bootstrap": Method(resamples=399)}


def run() -> Iterator[dict[str, Any]]:
    """Of the sandwich and of the bootstrap, `held` is the share of all models' intervals that hold the truth.

    `least` and `most` are the extremes among models, `ranges` that share of their ranges of places, and `alone` that of
    their intervals if votes are taken as drawn alone.
    """
    for name, tournament in {**TOURNAMENTS, **OTHERS, **UNSEEN}.items():
        for how, method in METHODS.items():
            figures = covered(tournament, ROUNDS, alone=not method.resamples, method=method)
            yield {"name": "coverage", "what": name, "how": how, "rounds": ROUNDS, **figures}


def covered(
    tournament: Tournament, rounds: int, *, alone: bool = True, method: Method = METHODS["sandwich"]
) -> dict[str, float]:
    """The shares over so many rounds; each round has its own seed."""
    truth = MEAN + ELO * tournament.truth()
    place = 1 + np.argsort(np.argsort(-truth))
    held, ranges, plain = [], [], []
    for seed in range(rounds):
        votes = tournament.play(np.random.default_rng(seed))
        counts = count(votes)
        found = score(votes, counts, method)
        held.append((found.low <= truth) & (truth <= found.high))
        best, worst = 1 + found.surely.sum(axis=0), len(truth) - found.worse.sum(axis=1)
        ranges.append((best <= place) & (place <= worst))
        if alone:
            found = score(votes, counts, Method(clusters=()))
            plain.append((found.low <= truth) & (truth <= found.high))
    each = np.mean(held, axis=0)
    figures = {"held": np.mean(held), "least": each.min(), "most": each.max(), "ranges": np.mean(ranges)}
    if alone:
        figures["alone"] = np.mean(plain)
    return {name: round(float(value), 4) for name, value in figures.items()}
