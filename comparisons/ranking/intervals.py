"""How sure the strengths are: the sandwich's covariance, and the bootstrap over what happened.

Both treat each vote as drawn by itself, and the prior's pseudo-votes as votes: so a model that never lost, whose own
votes show no spread at all, still gets the wide interval that it deserves. Strengths are told about the mean of their
island, the models that votes join; a model alone is told about the prior's average player.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from comparisons.ranking.bradley_terry import PRIOR, Fit, Floats, Pairs, Ties, chances, fit

_CELLS = 2_000_000
"""Numbers in one batch's second derivatives at most."""


def sandwich(met: Pairs, found: Fit, *, ties: Ties = "davidson", prior: float = PRIOR) -> Floats:
    """The covariance of the centred strengths, (models, models), right even where the model is wrong.

    Where ties are too few to tell ν within a factor of e, it is taken as known: else its tail would drown the rest.
    """
    size = met.size
    bread = found.hessian if prior > 0 else found.hessian + _ones(found.hessian, size)
    meat = _meat(met, found, ties, prior)
    full = _between(bread, meat)
    if ties == "davidson" and full[-1, -1] > 1:
        full = _between(bread[:size, :size], meat[:size, :size])
    return _centred_covariance(full[:size, :size])


def hessian(met: Pairs, found: Fit, *, prior: float = PRIOR) -> Floats:
    """The covariance that the model itself claims, centred; it is larger where ties count as half wins."""
    bread = found.hessian if prior > 0 else found.hessian + _ones(found.hessian, met.size)
    return _centred_covariance(np.linalg.inv(bread)[: met.size, : met.size].astype(np.float64, copy=False))


def bootstrap(
    met: Pairs,
    found: Fit,
    *,
    resamples: int,
    rng: np.random.Generator,
    ties: Ties = "davidson",
    prior: float = PRIOR,
) -> Floats:
    """Centred strengths of so many resamples, (resamples, models).

    Multinomial over the distinct outcomes; the prior's pseudo-votes, being fractions, get exponential weights instead
    (Rubin's Bayesian bootstrap). The prior must be positive, for in a resample some model may win all.
    """
    counts = np.stack([met.wins, met.losses, met.ties]).reshape(-1)
    total = int(counts.sum())
    shares = np.append(counts / max(total, 1), float(not total))
    step = max(1, _CELLS // (met.size + 1) ** 2)
    parts = []
    for begun in range(0, resamples, step):
        size = min(step, resamples - begun)
        drawn = rng.multinomial(total, shares, size=size)[:, :-1].astype(float)
        wins, losses, tied = np.moveaxis(drawn.reshape(size, 3, -1), 1, 0)
        again = replace(met, wins=wins, losses=losses, ties=tied)
        luck = rng.exponential(size=(2, size, met.size))
        parts.append(centred(fit(again, ties=ties, prior=prior, start=found, luck=luck).beta))
    return np.concatenate(parts)


def centred(beta: Floats) -> Floats:
    """Strengths about their mean, (..., models); a model alone stays where the prior left it."""
    return beta - beta.mean(axis=-1, keepdims=True) if beta.shape[-1] > 1 else beta


def _between(bread: Floats, meat: Floats) -> Floats:
    half = np.linalg.solve(bread, meat)
    return np.linalg.solve(bread, half.T).astype(np.float64, copy=False)


def _meat(met: Pairs, found: Fit, ties: Ties, prior: float) -> Floats:
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
    _add_prior(meat, found, size, prior, log_nu)
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
