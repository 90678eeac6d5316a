"""Which two models meet next: first those that join what no votes have joined, then where a vote tells most. Sampled.

A pair that is drawn surely could be foreseen, and would be asked again and again while its votes come in; so pairs are
drawn by weight. The weight is what one vote is worth: of two models that differ by d with the variance v (natural
logarithms of odds), a vote carries the information p(1 − p) on d, p = 1/(1 + exp(−d)), so that it takes away
½ log(1 + p(1 − p) v) of what is not known of them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from comparisons.ranking.scores import ELO, SURE
from comparisons.ranking.table import Table

UNKNOWN = (400.0 / ELO) ** 2
"""The variance of a model of which no vote tells."""
FLOOR = 0.1
"""Of the mean weight, which every pair has beside its own."""
Models = tuple[str, str]
"""Two different models, in alphabetical order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the votes say by now."""

    at: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """A model's rating and variance, in natural logarithms of odds."""
    island: Mapping[str, int] = field(default_factory=dict)
    """Which models are joined by votes: those of one number."""


def standing(table: Table) -> Standing:
    """What a table tells of each model; islands by who won or tied with whom."""
    names = table.models
    at = {row.model: (row.rating / ELO, ((row.high - row.low) / (2 * SURE * ELO)) ** 2) for row in table.rows}
    met = [(names[i], names[j]) for i in range(len(names)) for j in range(i) if table.met(i, j)]
    return Standing(at=at, island=islands(names, met))


def islands(names: Iterable[str], met: Iterable[Models]) -> dict[str, int]:
    """A number for each name, alike for those that some chain of meetings joins."""
    number = {name: place for place, name in enumerate(names)}
    for one, other in met:
        low, high = sorted((number[one], number[other]))
        number = {name: low if at == high else at for name, at in number.items()}
    return number


def weights(pairs: Sequence[Models], known: Standing) -> list[float]:
    """How likely each pair is to be drawn, all together 1; only those that join two islands, where some do."""
    bridges = {pair for pair in pairs if _apart(pair, known)}
    worth = [_worth(pair, known) if pair in bridges or not bridges else 0.0 for pair in pairs]
    floor = FLOOR * sum(worth) / max(1, sum(one > 0 for one in worth))
    lifted = [one + floor if one > 0 else 0.0 for one in worth]
    return [one / sum(lifted) for one in lifted]


def draw(pairs: Sequence[Models], known: Standing, rng: random.Random) -> Models:
    """One of the pairs, by weight."""
    return rng.choices(pairs, weights(pairs, known))[0]


def _apart(pair: Models, known: Standing) -> bool:
    one, other = (known.island.get(model) for model in pair)
    return one is None or other is None or one != other


def _worth(pair: Models, known: Standing) -> float:
    (first, its), (second, other) = (known.at.get(model, (0.0, UNKNOWN)) for model in pair)
    apart = _apart(pair, known)
    variance = 2 * UNKNOWN if apart else its + other
    distance = 0.0 if apart else abs(first - second) / math.sqrt(1 + math.pi * variance / 8)
    chance = 1 / (1 + math.exp(distance))
    return max(0.5 * math.log1p(chance * (1 - chance) * variance), 1e-9)
