"""Several sets of votes weighed into one board, or one held against another, with what their voters share.

A voter who likes a clip likes its picture and its sound: votes on several criteria are no more voters. The strengths of
each set are found by themselves, and their weighted sum gets one sandwich, in which all votes of a voter are together
whatever they are about. So equal votes on two criteria say as much as on one, and the difference of two boards by the
same voters is surer than the boards are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from comparisons.ranking import clusters
from comparisons.ranking.bradley_terry import Floats, Indices, islands, pairs
from comparisons.ranking.clusters import Spread
from comparisons.ranking.coded import BadVotes, Coded, Truths, cluster_labels, code
from comparisons.ranking.island import Island, fit_island, tells
from comparisons.ranking.scores import ELO, MEAN, Method, Scores, joined_both_ways, numbered, quantile, surely
from comparisons.ranking.table import Table, board
from comparisons.ranking.tally import Tally, count


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One set of votes and how much it weighs."""

    votes: pd.DataFrame
    weight: float
    criterion: str | None = "overall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """How much higher a model stands on the first of two boards, in points about the mean of those on both."""

    model: str
    points: float
    low: float
    """With `high` the 95 % interval."""
    high: float


def rank_composite(votes: pd.DataFrame, weights: Mapping[str, float], method: Method = Method()) -> Table:  # noqa: B008
    """One board of several criteria, each by its weight over the sum of all, of the models judged on each of them.

    `BadVotes` where no two models are; `ValueError` for weights below 0 or that are all 0.
    """
    total = sum(weights.values())
    if not total > 0 or min(weights.values()) < 0:
        raise ValueError(f"Weights must be 0 or more, and one more than 0: {dict(weights)}")
    parts = [Part(votes=votes, weight=one / total, criterion=name) for name, one in weights.items() if one]
    fitted, names = _fitted(parts, method)
    beta, spread = _summed(fitted, [part.weight for part in parts], method)
    reach = quantile(spread.freedom) * np.sqrt(np.diag(spread.covariance))
    better, worse = surely(beta, spread)
    counts, joined = _together(fitted, names, len(votes))
    size = len(names)
    scores = Scores(
        rating=MEAN + ELO * beta,
        low=MEAN + ELO * (beta - reach),
        high=MEAN + ELO * (beta + reach),
        surely=better,
        worse=worse,
        needed=np.full((size, size), np.inf),
        island=np.ones(size, dtype=np.intp),
        joined=joined,
    )
    return board(counts, scores)


def gains(first: pd.DataFrame, second: pd.DataFrame, method: Method = Method()) -> tuple[Gain, ...]:  # noqa: B008
    """What the first votes say of each model beyond what the second do, as with sound and muted; the most first."""
    parts = [Part(votes=first, weight=1.0), Part(votes=second, weight=-1.0)]
    fitted, names = _fitted(parts, method)
    beta, spread = _summed(fitted, [1.0, -1.0], method)
    reach = quantile(spread.freedom) * np.sqrt(np.diag(spread.covariance))
    found = [
        Gain(model=name, points=float(ELO * x), low=float(ELO * (x - r)), high=float(ELO * (x + r)))
        for name, x, r in zip(names, beta, reach, strict=True)
    ]
    return tuple(sorted(found, key=lambda gain: (-gain.points, gain.model)))


def _fitted(parts: Sequence[Part], method: Method) -> tuple[list[Island], tuple[str, ...]]:
    """Each set fitted, on the models that all have on their main island, and these models' names."""
    ends = np.cumsum([len(part.votes) for part in parts])
    told = cluster_labels(pd.concat([part.votes for part in parts], ignore_index=True))
    coded = []
    for part, end in zip(parts, ends, strict=True):
        own = {name: labels[end - len(part.votes) : end] for name, labels in told.items()}
        coded.append(code(part.votes, criterion=part.criterion, told=own))
    names = tuple(sorted(set.intersection(*(_main(votes) for votes in coded))))
    if len(names) < 2:
        raise BadVotes(f"No two models are judged in each of these sets. Gather more votes, sets: {len(parts)}")
    return [_among(votes, names, method) for votes in coded], names


def _main(votes: Coded) -> set[str]:
    counts = count(votes)
    island = numbered(counts, islands(pairs(counts.wins, counts.ties)))
    return {name for name, label in zip(votes.models, island, strict=True) if label == 1}


def _among(votes: Coded, names: tuple[str, ...], method: Method) -> Island:
    members = np.array([votes.models.index(name) for name in names], dtype=np.intp)
    return fit_island(votes, members, ties=method.ties, prior=method.prior)


def _together(fitted: Sequence[Island], names: tuple[str, ...], rows: int) -> tuple[Tally, Truths]:
    """All counts of these models, and which of these are joined both ways in each set."""
    wins, ties, bad = (np.zeros((len(names), len(names)), dtype=np.int64) for _ in range(3))
    joined = np.ones(len(names), dtype=bool)
    for one in fitted:
        counts = count(one.votes)
        here = np.ix_(*[[counts.models.index(name) for name in names]] * 2)
        wins, ties, bad = wins + counts.wins[here], ties + counts.ties[here], bad + counts.both_bad[here]
        met = pairs(counts.wins[here], counts.ties[here])
        joined &= joined_both_ways(islands(met), islands(met, strong=True))
    told = int(wins.sum() + (ties.sum() + bad.sum()) // 2)
    return Tally(models=names, wins=wins, ties=ties, both_bad=bad, left_out=rows - told), joined


def _summed(fitted: Sequence[Island], weights: Sequence[float], method: Method) -> tuple[Floats, Spread]:
    beta: Floats = np.sum([weight * one.beta for weight, one in zip(weights, fitted, strict=True)], axis=0)
    base = clusters.beside([one.ground for one in fitted], weights)
    sizes = [one.judged.blend.shape[0] for one in fitted]
    kind = np.concatenate([one.judged.kind + sum(sizes[:at]) for at, one in enumerate(fitted)])
    labels = [label for name in method.clusters if (label := _label(fitted, name)) is not None]
    row = np.concatenate([one.judged.row * len(fitted) + at for at, one in enumerate(fitted)])
    ways: list[csr_array] = [clusters.grouped(label, kind, sum(sizes)) for label in labels]
    alone = clusters.grouped(clusters.shared(labels) if labels else row, kind, sum(sizes))
    return beta, clusters.spread(base, ways, alone)


def _label(fitted: Sequence[Island], name: str) -> Indices | None:
    if any(name not in one.votes.clusters for one in fitted):
        return None
    label = np.concatenate([one.votes.clusters[name][one.judged.row] for one in fitted])
    return label if tells(label) else None
