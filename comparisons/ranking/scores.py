"""What the numerics say of coded votes: points, their intervals, and who is surely better than whom."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtr, stdtrit

from comparisons.ranking import bradley_terry
from comparisons.ranking.bootstrap import Resampler, wild
from comparisons.ranking.bradley_terry import PRIOR, Floats, Indices, Ties
from comparisons.ranking.clusters import Spread
from comparisons.ranking.coded import CLUSTERS, Coded, Truths
from comparisons.ranking.island import Island, fit_island
from comparisons.ranking.separate import votes_needed
from comparisons.ranking.tally import Tally

MEAN = 1000.0
ELO = 400 / math.log(10)
"""Elo points to one natural logarithm of odds."""
SURE = 1.959963984540054
"""Standard errors to each side of a 95 % interval."""
DOUBT = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How a table is made from votes; every field changes its figures."""

    ties: Ties = "davidson"
    prior: float = PRIOR
    resamples: int = 0
    """Of the bootstrap; 0 for the sandwich's intervals."""
    seed: int = 0
    clusters: tuple[str, ...] = CLUSTERS
    """Of these, those that the votes tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a control is worth, in natural logarithms of the odds between clips that one unit tells apart."""

    name: str
    """One of `covariates.CONTROLS`; `covariates.UNITS` tells its unit."""
    worth: float
    low: float
    """With `high` the 95 % interval."""
    high: float


def share(worth: float) -> float:
    """How often the one with a unit more of a control wins between equal models, where one wins."""
    return 1 / (1 + math.exp(-worth))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Models in the order of the votes."""

    rating: Floats
    low: Floats
    high: Floats
    surely: Truths
    """`surely[i, j]`: i is better than j, said of all that j is compared with at once (Holm 1979)."""
    worse: Truths
    """`worse[i, j]`: j is worse than i, said of all that i is compared with at once."""
    needed: Floats
    """`needed[i, j]`: votes between them until they are surely apart; infinite where there is no saying."""
    island: Indices
    """Which models votes join: those of one number; 1 has most votes."""
    joined: Truths
    """Joined both ways to the largest such group of its island."""
    effects: tuple[Effect, ...] = ()
    """On the island with most votes."""

    @property
    def islands(self) -> int:
        """How many there are."""
        return int(self.island.max(initial=0))


def score(votes: Coded, counts: Tally, method: Method) -> Scores:
    """Each island by itself, about a mean of 1000."""
    if not method.prior > 0:
        raise ValueError(f"A board needs a prior above 0, or the undefeated run to infinity: {method.prior}")
    met = bradley_terry.pairs(counts.wins, counts.ties)
    island = numbered(counts, bradley_terry.islands(met))
    size = len(counts.models)
    scores = Scores(
        rating=np.full(size, MEAN),
        low=np.full(size, MEAN),
        high=np.full(size, MEAN),
        surely=np.zeros((size, size), dtype=bool),
        worse=np.zeros((size, size), dtype=bool),
        needed=np.full((size, size), np.inf),
        island=island,
        joined=joined_both_ways(island, bradley_terry.islands(met, strong=True)),
    )
    rng = np.random.default_rng(method.seed)
    for label in np.unique(island):
        members = np.flatnonzero(island == label)
        effects = _score_island(scores, members, votes, method, rng)
        if label == 1:
            scores = replace(scores, effects=effects)
    return scores


def _score_island(
    scores: Scores, members: Indices, votes: Coded, method: Method, rng: np.random.Generator
) -> tuple[Effect, ...]:
    fitted = fit_island(votes, members, ties=method.ties, prior=method.prior)
    whole, size = fitted.spread(method.clusters), len(members)
    reach = quantile(whole.freedom) * np.sqrt(np.diag(whole.covariance))
    spread, beta = Spread(covariance=whole.covariance[:size, :size], freedom=whole.freedom[:size]), fitted.beta
    low, high = beta - reach[:size], beta + reach[:size]
    if method.resamples:
        below, above = _drawn(fitted, method, rng)
        low, high = beta + np.minimum(below, 0.0), beta + np.maximum(above, 0.0)
    scores.rating[members], scores.low[members], scores.high[members] = (MEAN + ELO * x for x in (beta, low, high))
    here = np.ix_(members, members)
    scores.surely[here], scores.worse[here] = surely(beta, spread)
    scores.needed[here] = votes_needed(fitted, spread)
    told = zip(votes.controls, fitted.worth, reach[size:], strict=True)
    return tuple(Effect(name=name, worth=float(x), low=float(x - r), high=float(x + r)) for name, x, r in told)


def _drawn(fitted: Island, method: Method, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """How far below and above the strengths the bootstrap's intervals end."""
    ways, alone = fitted.ways(method.clusters)
    if ways:
        below, above = wild(fitted.ground, ways, alone, method.resamples, rng)
        return below[: len(fitted.beta)], above[: len(fitted.beta)]
    sampler = Resampler(refit=fitted.refit, beta=fitted.beta, resamples=method.resamples, rng=rng)
    shifts = sampler.lists(alone) if fitted.votes.lists else sampler.votes(fitted.judged.counts())
    below, above = np.percentile(shifts, [2.5, 97.5], axis=0)
    return below, above


def quantile(freedom: Floats) -> Floats:
    """Standard errors to each side of a 95 % interval, by Student's degrees of freedom."""
    reach: Floats = np.where(np.isinf(freedom), SURE, stdtrit(np.minimum(freedom, 1e9), 1 - DOUBT / 2))
    return reach


def surely(beta: Floats, spread: Spread) -> tuple[Truths, Truths]:
    """Who is surely better than whom, (models, models) each, said of all that one is compared with at once.

    In the first that one is the column's model, in the second the row's.
    """
    variance = np.diag(spread.covariance)
    error = np.sqrt(np.maximum(variance[:, None] + variance[None, :] - 2 * spread.covariance, 0.0))
    gap = beta[:, None] - beta[None, :]
    away = np.divide(np.abs(gap), error, out=np.zeros_like(gap), where=error > 0)
    freedom = np.minimum(spread.freedom[:, None], spread.freedom[None, :])
    doubt = 2 * stdtr(np.minimum(freedom, 1e9), -away)
    np.fill_diagonal(doubt, 1.0)
    told = _holm(doubt)
    return (gap > 0) & told.T, (gap > 0) & told


def _holm(doubt: Floats) -> Truths:
    """Row by row, which of these p values to reject so that a wrong one is among them in 5 % at most."""
    order = np.argsort(doubt, axis=1, kind="stable")
    left = np.maximum(doubt.shape[1] - 1 - np.arange(doubt.shape[1]), 1)
    passed = np.logical_and.accumulate(np.take_along_axis(doubt, order, axis=1) * left < DOUBT, axis=1)
    told = np.zeros_like(passed)
    np.put_along_axis(told, order, passed, axis=1)
    return told


def numbered(counts: Tally, island: Indices) -> Indices:
    """The islands' labels, from 0 on, as numbers from 1 on, the one with most votes first; (models,)."""
    votes = (counts.wins + counts.wins.T + counts.ties).sum(axis=1)
    order = np.argsort(-np.bincount(island, weights=votes, minlength=1), kind="stable")
    return 1 + np.argsort(order)[island]


def joined_both_ways(island: Indices, strong: Indices) -> Truths:
    """Which models are in the largest group of their island that chains of wins or ties join both ways."""
    joined = np.zeros(len(island), dtype=bool)
    for label in np.unique(island):
        groups, sizes = np.unique(strong[island == label], return_counts=True)
        if sizes.max() > 1:
            joined |= strong == groups[np.argmax(sizes)]
    return joined
