"""How sure the strengths are when votes depend on each other: those of one voter, and those on one prompt.

The sandwich's filling is summed by cluster; for two ways of clustering it is voters' plus prompts' minus that of the
votes which share both (Cameron, Gelbach and Miller 2011), made positive semi-definite. The prior's pseudo-votes stand
alone, as in `intervals`.

Few clusters, or few that hold most votes, say less than their number promises. Two corrections answer that:
- a cluster that holds more than `HEAVY` of what is known of some model counts with the step that the strengths would
  take without it (the cluster jackknife, CR3, linearised: MacKinnon, Nielsen and Webb 2023), and not with its slope;
- the quantile is Student's, and its degrees of freedom are those of Satterthwaite for clusters as unequal as these
  (Bell and McCaffrey 2002), within-cluster dependence taken to be as strong as the votes show (Imbens, Kolesár 2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from comparisons.ranking.bradley_terry import PRIOR, Fit, Floats, Indices, Pairs, Ties, chances, curvature
from comparisons.ranking.coded import Coded
from comparisons.ranking.intervals import Bread, bread, sandwich

HEAVY = 0.02
LEAST = 1.0
"""Degrees of freedom at least; two voters leave one, and their intervals are as wide as that deserves."""
_CELLS = 4_000_000
"""Numbers in one batch at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The uncertainty of centred strengths."""

    covariance: Floats
    """(models, models)."""
    freedom: Floats
    """Student's degrees of freedom of each, (models,); infinite where votes stand alone."""


def grouped(votes: Coded, members: Indices, met: Pairs, label: Indices) -> csr_array:
    """What happened, by a label a row of `votes`: (labels, 3 · pairs), a pair's wins, losses and ties side by side.

    `met` are the pairs of an island, whose models are the places `members` of `votes.models`.
    """
    size = len(votes.models)
    number = np.full((size, size), -1)
    number[members[met.first], members[met.second]] = np.arange(len(met.first))
    forward, back = number[votes.left, votes.right], number[votes.right, votes.left]
    here = (np.maximum(forward, back) >= 0) & (votes.outcome < 3)
    turned = np.where(votes.outcome < 2, 1 - votes.outcome, votes.outcome)
    kind = 3 * np.maximum(forward, back) + np.where(forward >= 0, votes.outcome, turned)
    names, row = np.unique(label[here], return_inverse=True)
    found = csr_array((np.ones(len(row)), (row, kind[here])), shape=(len(names), 3 * len(met.first)))
    found.sum_duplicates()
    return found


def shared(labels: Sequence[Indices]) -> Indices:
    """Labels of the votes that have all of these labels in common."""
    first, *others = labels
    for other in others:
        first = first * (int(other.max(initial=0)) + 1) + other
    return first


def spread(
    met: Pairs,
    found: Fit,
    ways: Sequence[csr_array],
    alone: csr_array,
    *,
    ties: Ties = "davidson",
    prior: float = PRIOR,
) -> Spread:
    """From the votes `grouped` in one way or two, and by what they share in both; in no way, each stands alone."""
    if not ways:
        return Spread(covariance=sandwich(met, found, ties=ties, prior=prior), freedom=np.full(met.size, np.inf))
    ground = _ground(met, found, ties, prior)
    parts = [_covariance(ground, way) for way in ways]
    freedoms = [_freedom(ground, way, np.diag(part)) for way, part in zip(ways, parts, strict=True)]
    if len(parts) == 1:
        return Spread(covariance=parts[0], freedom=freedoms[0])
    total = semidefinite(parts[0] + parts[1] - _covariance(ground, alone))
    shares = [(np.diag(part) / np.diag(total)) ** 2 / free for part, free in zip(parts, freedoms, strict=True)]
    return Spread(covariance=total, freedom=np.maximum(1 / np.sum(shares, axis=0), LEAST))


def semidefinite(matrix: Floats) -> Floats:
    """The nearest symmetric matrix without negative eigenvalues."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    nearest: Floats = (vectors * np.maximum(values, 0.0)) @ vectors.T
    return nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What all ways of grouping stand on."""

    met: Pairs
    found: Fit
    ties: Ties
    bread: Bread
    slopes: csr_array
    """Of one vote of each kind, (3 · pairs, parameters)."""
    known: Floats
    """What one vote tells of a pair's difference, (pairs,)."""


def _ground(met: Pairs, found: Fit, ties: Ties, prior: float) -> _Ground:
    log_nu = np.log(found.nu) if ties == "davidson" else None
    up, down, level = chances(found.beta, log_nu, met)
    lean = (up - down) / 2
    base = bread(met, found, ties=ties, prior=prior)
    kinds = np.arange(3 * len(lean))
    half = np.stack([0.5 - lean, -0.5 - lean, -lean], axis=1).ravel()
    tied = np.stack([-level, -level, 1 - level], axis=1).ravel()
    columns = [np.repeat(met.first, 3), np.repeat(met.second, 3), np.full(len(kinds), met.size)]
    places = (np.tile(kinds, 3), np.concatenate(columns))
    slopes = csr_array((np.concatenate([half, -half, tied]), places), shape=(len(kinds), met.size + 1))
    return _Ground(
        met=met,
        found=found,
        ties=ties,
        bread=base,
        slopes=csr_array(slopes[:, : len(base.matrix)]),
        known=(up + down) / 4 - lean**2,
    )


def _covariance(ground: _Ground, way: csr_array) -> Floats:
    slopes = csr_array(way @ ground.slopes)
    heavy = _heavy(ground, way)
    light = slopes[np.flatnonzero(~heavy)]
    filling: Floats = ground.bread.filling + (light.T @ light).toarray()
    places = np.flatnonzero(heavy)
    step = max(1, _CELLS // (len(ground.known) + len(filling) ** 2))
    for begun in range(0, len(places), step):
        part = places[begun : begun + step]
        leaps = _leaps(ground, way[part].toarray(), slopes[part].toarray()) @ ground.bread.matrix
        filling += leaps.T @ leaps
    return ground.bread.between(filling)


def _heavy(ground: _Ground, way: csr_array) -> npt.NDArray[np.bool_]:
    """Clusters that hold more than a share `HEAVY` of what is known of some model."""
    size = ground.met.size
    weight = np.diag(ground.bread.matrix)[:size] * HEAVY
    share = abs(ground.met.incidence()).multiply(ground.known[:, None]).tocsr() / weight
    held = csr_array(_games(way) @ share)
    heavy: npt.NDArray[np.bool_] = np.zeros(way.shape[0], dtype=bool)
    heavy[np.repeat(np.arange(way.shape[0]), np.diff(held.indptr))[held.data > 1]] = True
    return heavy


def _leaps(ground: _Ground, counts: Floats, slopes: Floats) -> Floats:
    """How far the strengths move if each of these clusters is left out, (clusters, parameters)."""
    wins, losses, tied = counts[:, 0::3], counts[:, 1::3], counts[:, 2::3]
    size = len(ground.bread.matrix)
    own = curvature(replace(ground.met, wins=wins, losses=losses, ties=tied), ground.found, ties=ground.ties)
    rest = ground.bread.matrix - own[:, :size, :size]
    return np.linalg.solve(rest, slopes[..., None])[..., 0].astype(np.float64, copy=False)


def _freedom(ground: _Ground, way: csr_array, variance: Floats) -> Floats:
    """Satterthwaite's degrees of freedom of each model's variance."""
    lever = ground.bread.levers()
    weight = ground.known * (lever[:, ground.met.first] - lever[:, ground.met.second]) ** 2
    games: csr_array = _games(way)
    moments: Floats = np.zeros((4, ground.met.size))
    step = max(1, _CELLS // max(1, ground.met.size))
    for begun in range(0, way.shape[0], step):
        held = games[begun : begun + step] @ weight.T
        moments += np.stack([(held**power).sum(axis=0) for power in (1, 2, 3, 4)])
    one, two, three, four = np.maximum(moments, np.finfo(float).tiny)
    alike = np.maximum(variance - one, 0.0) / two
    free: Floats = (one + alike * two) ** 2 / (two + 2 * alike * three + alike**2 * four) - 1
    return np.maximum(free, LEAST)


def _games(way: csr_array) -> csr_array:
    """(clusters, pairs), of any outcome."""
    kinds = np.arange(way.shape[1])
    return csr_array(way @ csr_array((np.ones(len(kinds)), (kinds, kinds // 3))))
