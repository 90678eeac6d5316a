"""How sure parameters are: by the sandwich, whose filling knows which votes share a voter or a prompt.

The sandwich's filling is summed by cluster; for two ways of clustering it is voters' plus prompts' minus that of the
votes which share both (Cameron, Gelbach and Miller 2011), made positive semi-definite. The prior's pseudo-votes count
as votes that stand alone: so a model that never lost, whose own votes show no spread at all, still gets the wide
interval that it deserves.

Few clusters, or few that hold most votes, say less than their number promises. Two corrections answer that:
- a cluster that holds more than `HEAVY` of what is known of some model has drawn the strengths towards itself, so its
  slope is too small; it counts with one made larger by as much as that shrinks the expected square (CR2: Bell and
  McCaffrey 2002). The jackknife's step without the cluster (CR3) is longer than that, and its intervals too wide;
- the quantile is Student's, and its degrees of freedom are those of Satterthwaite for clusters as unequal as these
  (Bell and McCaffrey 2002), within-cluster dependence taken to be as strong as the votes show (Imbens, Kolesár 2016).
  For two ways of clustering the freedoms are weighed by the variances that this model expects, and not by those found:
  these are small where luck made them so, and that luck would be counted twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import block_diag as dense_blocks
from scipy.sparse import block_diag, csr_array, vstack

from comparisons.ranking.bradley_terry import Floats, Indices
from comparisons.ranking.choices import Choices

HEAVY = 0.02
LEAST = 1.0
"""Degrees of freedom at least; two voters leave one, and their intervals are as wide as that deserves."""
_CELLS = 4_000_000
"""Numbers in one batch at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The uncertainty of some contrasts of the parameters, as of centred strengths."""

    covariance: Floats
    """(contrasts, contrasts)."""
    freedom: Floats
    """Student's degrees of freedom of each, (contrasts,); infinite where votes stand alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What one way of clustering says of each contrast, (contrasts,) but for the covariance."""

    covariance: Floats
    """(contrasts, contrasts)."""
    freedom: Floats
    alone: Floats
    """The variance to be expected if votes stood alone."""
    added: Floats
    """What dependence as strong as the votes show is expected to add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What all ways of clustering stand on; a kind is what a vote may say: some pair, and who won it."""

    matrix: Floats
    """Minus the second derivatives, prior and all, (parameters, parameters)."""
    filling: Floats
    """The squares of the prior's slopes, same shape."""
    levers: Floats
    """How far each contrast goes with each parameter's slope, (contrasts, parameters)."""
    slopes: csr_array
    """Of one vote of each kind, (kinds, parameters)."""
    situation: csr_array
    """1 where a vote of that kind arose in that situation, (kinds, situations)."""
    told: csr_array
    """What one vote in a situation tells, the matrix's own part laid flat, (situations, parameters²)."""


def ground(
    made: Choices, theta: Floats, matrix: Floats, filling: Floats, levers: Floats, blend: csr_array | None = None
) -> Ground:
    """At the parameters found; those after the ones of `matrix` are taken as known.

    A kind is an alternative, or what it takes of these by its row of `blend`, (kinds, alternatives), which sums to 1.
    """
    design = csr_array(made.design[:, : len(matrix)])
    chance = made.chances(theta)
    mean = csr_array(made.gather(chance) @ design)
    within = made.gather(np.ones_like(chance)).T.tocsr()
    return Ground(
        matrix=matrix,
        filling=filling,
        levers=levers,
        slopes=csr_array(design - within @ mean if blend is None else blend @ design - blend @ within @ mean),
        situation=within if blend is None else csr_array(blend @ within),
        told=csr_array(made.gather(chance) @ _squares(design) - _squares(mean)),
    )


def prior_filling(prior: Choices, theta: Floats) -> Floats:
    """The squares of the slopes of a prior's pseudo-votes, each alone, (parameters, parameters)."""
    within = prior.gather(np.ones_like(prior.taken)).T
    slopes = (prior.design - within @ (prior.gather(prior.chances(theta)) @ prior.design)).toarray()
    filling: Floats = (slopes.T * prior.taken) @ slopes
    return filling


def levers(matrix: Floats, models: int, others: int = 0) -> Floats:
    """Of the centred strengths and of the parameters after these but for the last `others`, (contrasts, parameters).

    A model alone is told about the prior's average player.
    """
    inverse = np.linalg.inv(matrix)[: len(matrix) - others].astype(np.float64, copy=False)
    if models > 1:
        inverse[:models] -= inverse[:models].mean(axis=0)
    return inverse


def beside(grounds: Sequence[Ground], weights: Sequence[float]) -> Ground:
    """Several grounds of the same contrasts as one, whose contrasts are the weighted sums; kinds one after another."""
    told = []
    size, begin = sum(len(one.matrix) for one in grounds), 0
    for one in grounds:
        told.append(_moved(one.told, len(one.matrix), begin, size))
        begin += len(one.matrix)
    return Ground(
        matrix=dense_blocks(*(one.matrix for one in grounds)),
        filling=dense_blocks(*(one.filling for one in grounds)),
        levers=np.concatenate([weight * one.levers for weight, one in zip(weights, grounds, strict=True)], axis=1),
        slopes=csr_array(block_diag([one.slopes for one in grounds])),
        situation=csr_array(block_diag([one.situation for one in grounds])),
        told=csr_array(vstack(told)),
    )


def grouped(label: Indices, kind: Indices, kinds: int) -> csr_array:
    """How many votes of each kind each label has, (labels, kinds); `label` and `kind` of shape (votes,)."""
    names, row = np.unique(label, return_inverse=True)
    found = csr_array((np.ones(len(row)), (row, kind)), shape=(len(names), kinds))
    found.sum_duplicates()
    return found


def shared(labels: Sequence[Indices]) -> Indices:
    """Labels of the votes that have all of these labels in common."""
    first, *others = labels
    for other in others:
        first = first * (int(other.max(initial=0)) + 1) + other
    return first


def spread(base: Ground, ways: Sequence[csr_array], alone: csr_array, times: Floats | None = None) -> Spread:
    """From the votes `grouped` in one way or two, and by what they share in both; in no way, from `alone`.

    `times`, one a row of `alone`, is how often that row stands there, 1 if not given.
    """
    if not ways:
        return Spread(covariance=covariance(base, alone, times), freedom=np.full(len(base.levers), np.inf))
    parts = [_way(base, way) for way in ways]
    if len(parts) == 1:
        return Spread(covariance=parts[0].covariance, freedom=parts[0].freedom)
    total = semidefinite(parts[0].covariance + parts[1].covariance - covariance(base, alone))
    whole = parts[0].alone + parts[0].added + parts[1].added
    shares = [((part.alone + part.added) / whole) ** 2 / part.freedom for part in parts]
    return Spread(covariance=total, freedom=np.maximum(1 / np.sum(shares, axis=0), LEAST))


def semidefinite(matrix: Floats) -> Floats:
    """The nearest symmetric matrix without negative eigenvalues."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    nearest: Floats = (vectors * np.maximum(values, 0.0)) @ vectors.T
    return nearest


def covariance(base: Ground, way: csr_array, times: Floats | None = None) -> Floats:
    """Of the contrasts, (contrasts, contrasts), votes clustered in one way; `times` as for `spread`.

    A slope s is made larger to (1 − x)^(−1/2)·s, x being the cluster's part of what is known: as Padé has it, by a
    third of s and two thirds of s/(1 − ¾x), which is true to 1 % up to a half, and finite for a cluster that holds all.
    """
    often = np.ones(way.shape[0]) if times is None else times
    slopes = csr_array(way @ base.slopes)
    arose = csr_array(way @ base.situation)
    heavy = _heavy(base, arose)
    light = slopes[np.flatnonzero(~heavy)]
    filling: Floats = base.filling + (light.T @ light.multiply(often[~heavy][:, None])).toarray()
    places = np.flatnonzero(heavy)
    step = max(1, _CELLS // len(filling) ** 2)
    for begun in range(0, len(places), step):
        part = places[begun : begun + step]
        own = (arose[part] @ base.told).toarray().reshape(-1, *base.matrix.shape)
        plain = slopes[part].toarray()
        larger = np.linalg.solve(base.matrix - 0.75 * own, plain[..., None])[..., 0] @ base.matrix
        counted = plain / 3 + larger * (2 / 3)
        filling += counted.T @ (counted * often[part][:, None])
    found: Floats = base.levers @ filling @ base.levers.T
    return found


def _heavy(base: Ground, arose: csr_array) -> npt.NDArray[np.bool_]:
    """Clusters that hold more than a share `HEAVY` of what is known of some parameter."""
    size = len(base.matrix)
    own = base.told[:, np.arange(size) * (size + 1)]
    share = csr_array(own.multiply(1 / (HEAVY * np.diag(base.matrix))))
    heavy: npt.NDArray[np.bool_] = arose.sum(axis=1) * share.max() > 1 if share.nnz else np.zeros(arose.shape[0], bool)
    places = np.flatnonzero(heavy)
    held = csr_array(arose[places] @ share)
    heavy[places] = held.max(axis=1).toarray().ravel() > 1 if held.nnz else False
    return heavy


def _way(base: Ground, way: csr_array) -> Way:
    """With Satterthwaite's degrees of freedom of each contrast's variance."""
    found = covariance(base, way)
    moments: Floats = np.zeros((4, len(base.levers)))
    for _, held in portions(base, way):
        moments += np.stack([(held**power).sum(axis=0) for power in (1, 2, 3, 4)])
    one, two, three, four = np.maximum(moments, np.finfo(float).tiny)
    alike = np.maximum(np.diag(found) - one, 0.0) / two
    free = (one + alike * two) ** 2 / (two + 2 * alike * three + alike**2 * four) - 1
    return Way(covariance=found, freedom=np.maximum(free, LEAST), alone=one, added=alike * two)


def portions(base: Ground, way: csr_array, wide: int = 1) -> Iterator[tuple[csr_array, Floats]]:
    """Some of the way's clusters at a time, and what each holds of every contrast's variance, (clusters, contrasts).

    So few that `wide` numbers for each aren't too many.
    """
    squares = (base.levers[:, :, None] * base.levers[:, None, :]).reshape(len(base.levers), -1)
    weight = base.told @ squares.T
    step = max(1, _CELLS // max(1, wide, len(base.levers)))
    for begun in range(0, way.shape[0], step):
        part = way[begun : begun + step]
        yield part, (part @ base.situation) @ weight


def _squares(rows: csr_array) -> csr_array:
    """Each row times itself, laid flat: (rows, columns) to (rows, columns²)."""
    rows = csr_array(rows)
    many, size = np.diff(rows.indptr), rows.shape[1]
    first = np.repeat(np.arange(len(rows.data)), np.repeat(many, many))
    row = np.repeat(np.arange(len(many)), many**2)
    begins = np.cumsum(many**2) - many**2
    second = rows.indptr[row] + (np.arange(len(row)) - begins[row]) % np.maximum(many[row], 1)
    cells = rows.indices[first].astype(np.intp) * size + rows.indices[second]
    return csr_array((rows.data[first] * rows.data[second], (row, cells)), shape=(len(many), size**2))


def _moved(told: csr_array, size: int, begin: int, whole: int) -> csr_array:
    """The same, its parameters some of a greater number."""
    told = told.tocoo()
    row, column = np.divmod(told.coords[1], size)
    cells = (row + begin) * whole + column + begin
    return csr_array((told.data, (told.coords[0], cells)), shape=(told.shape[0], whole**2))
