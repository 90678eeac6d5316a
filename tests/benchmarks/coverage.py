"""How often 95 % intervals hold the truth, over simulated tournaments with tastes, ties and voters unlike in zeal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from comparisons.ranking.scores import ELO, MEAN, Method, score
from comparisons.ranking.tally import count
from tests.comparisons.ranking.tournament import TOURNAMENTS, Tournament

ROUNDS = 1000


def run() -> Iterator[dict[str, Any]]:
    """`held` is the share of all models' intervals that hold the truth, `ranges` that of their ranges of places.

    `alone` is `held` if votes are taken as drawn alone, `least` and `most` the extremes among models.
    """
    for name, tournament in TOURNAMENTS.items():
        yield {"name": "coverage", "what": name, "rounds": ROUNDS, **covered(tournament, ROUNDS)}


def covered(tournament: Tournament, rounds: int, *, alone: bool = True, method: Method = Method()) -> dict[str, float]:  # noqa: B008
    """The shares over so many rounds."""
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
