"""How sure the strengths are if each vote is drawn by itself: the sandwich's covariance, and the model's own.

The sandwich takes the prior's pseudo-votes as votes: so a model that never lost, whose own
votes show no spread at all, still gets the wide interval that it deserves. Strengths are told about the mean of their
island, the models that votes join; a model alone is told about the prior's average player.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from comparisons.ranking.bradley_terry import PRIOR, Fit, Floats, Pairs, Ties, chances


@dataclass(frozen=True, slots=True, kw_only=True)
class Bread:
    """The sandwich without what is between: shared by all ways to sum the votes' slopes."""

    matrix: Floats
    """Minus the second derivatives, (parameters, parameters): the models', and log ν where it is not taken as known."""
    filling: Floats
    """The prior's pseudo-votes, each alone, same shape."""
    size: int
    """How many models."""

    def between(self, filling: Floats) -> Floats:
        """The covariance of the centred strengths, (models, models)."""
        return _centred_covariance(_between(self.matrix, filling)[: self.size, : self.size])

    def levers(self) -> Floats:
        """How far each model's centred strength goes with each parameter's slope, (models, models)."""
        inverse = np.linalg.inv(self.matrix)[: self.size, : self.size].astype(np.float64, copy=False)
        return centred(inverse.T).T if self.size > 1 else inverse


def bread(met: Pairs, found: Fit, *, ties: Ties = "davidson", prior: float = PRIOR) -> Bread:
    """At the strengths found.

    Where ties are too few to tell ν within a factor of e, it is taken as known: else its tail would drown the rest.
    """
    matrix = found.hessian if prior > 0 else found.hessian + _ones(found.hessian, met.size)
    own = np.zeros_like(matrix)
    _add_prior(own, found, met.size, prior, np.log(found.nu) if ties == "davidson" else None)
    known = ties == "half" or _between(matrix, _meat(met, found, ties) + own)[-1, -1] > 1
    size = met.size if known else len(matrix)
    return Bread(matrix=matrix[:size, :size], filling=own[:size, :size], size=met.size)


def sandwich(met: Pairs, found: Fit, *, ties: Ties = "davidson", prior: float = PRIOR) -> Floats:
    """The covariance of the centred strengths, (models, models), right even where the model is wrong."""
    base = bread(met, found, ties=ties, prior=prior)
    size = len(base.matrix)
    return base.between(_meat(met, found, ties)[:size, :size] + base.filling)


def hessian(met: Pairs, found: Fit, *, prior: float = PRIOR) -> Floats:
    """The covariance that the model itself claims, centred; it is larger where ties count as half wins."""
    bread = found.hessian if prior > 0 else found.hessian + _ones(found.hessian, met.size)
    return _centred_covariance(np.linalg.inv(bread)[: met.size, : met.size].astype(np.float64, copy=False))


def centred(beta: Floats) -> Floats:
    """Strengths about their mean, (..., models); a model alone stays where the prior left it."""
    return beta - beta.mean(axis=-1, keepdims=True) if beta.shape[-1] > 1 else beta


def _between(bread: Floats, meat: Floats) -> Floats:
    half = np.linalg.solve(bread, meat)
    return np.linalg.solve(bread, half.T).astype(np.float64, copy=False)


def _meat(met: Pairs, found: Fit, ties: Ties) -> Floats:
    """The sum of the outer squares of each vote's slope."""
    log_nu = np.log(found.nu) if ties == "davidson" else None
    up, down, level = chances(found.beta, log_nu, met)
    lean = (up - down) / 2
    seen = ((met.wins, 0.5, 0.0), (met.losses, -0.5, 0.0), (met.ties, 0.0, 1.0))
    incidence = met.incidence()
    meat = np.zeros_like(found.hessian)
    size = met.size
    for count, half, tie in seen:
        slope, tied = half - lean, tie - level
        meat[:size, :size] += ((incidence.T * (count * slope**2)) @ incidence).toarray()
        if log_nu is not None:
            cross = (count * slope * tied) @ incidence
            meat[:size, -1] += cross
            meat[-1, :size] += cross
            meat[-1, -1] += np.sum(count * tied**2)
    return meat


def _add_prior(meat: Floats, found: Fit, size: int, prior: float, log_nu: Floats | None) -> None:
    win = 0.5 * (1 + np.tanh(found.beta / 2))
    place = np.arange(size)
    meat[place, place] += prior / 2 * ((1 - win) ** 2 + win**2)
    if log_nu is not None:
        tie = 1 / (1 + 2 * np.exp(-log_nu))
        meat[-1, -1] += prior * ((1 - tie) ** 2 + tie**2)


def _ones(hessian: Floats, size: int) -> Floats:
    pin = np.zeros_like(hessian)
    pin[:size, :size] = 1.0
    return pin


def _centred_covariance(covariance: Floats) -> Floats:
    return centred(centred(covariance).T) if len(covariance) > 1 else covariance
