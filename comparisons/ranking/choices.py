"""Choices among several: what pairs with ties, best of N, rankings, best and worst, and covariates have in common.

In a situation s one alternative a is taken, with a chance in proportion to exp(x_a·θ) (McFadden 1974). The first
parameters are the models' strengths; others may follow, as the worth of a side and, last, log ν of Davidson's ties. So
each kind of judgement is a handful of rows x_a, and one Newton's method finds θ for all of them together. The log
likelihood is concave; each step is halved until it climbs.

A prior is a few more choices: each model, half a time each way, against an average player (as in `bradley_terry`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from comparisons.ranking.bradley_terry import PRIOR, Floats, Indices, NoEstimate

_STEPS = 200
_GAIN = 1e-14
_FAR = 20.0
"""A strength beyond which a climb is called endless: odds of e^20 against an average player."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Situations and what was taken in them; an alternative belongs to one situation."""

    design: csr_array
    """x of each alternative, (alternatives, parameters)."""
    situation: Indices
    """Of each alternative, ascending from 0 without gaps, (alternatives,)."""
    taken: Floats
    """How often, (alternatives,); fractions too."""

    @property
    def situations(self) -> int:
        """How many there are."""
        return int(self.situation[-1]) + 1 if len(self.situation) else 0

    def gather(self, weights: Floats) -> csr_array:
        """Sums alternatives into their situations with these weights, (situations, alternatives)."""
        places = (self.situation, np.arange(len(self.situation)))
        return csr_array((weights, places), shape=(self.situations, len(self.situation)))

    def times(self) -> Floats:
        """How often each situation arose, (situations,)."""
        return np.bincount(self.situation, weights=self.taken, minlength=self.situations).astype(np.float64, copy=False)

    def chances(self, theta: Floats) -> Floats:
        """Of each alternative in its situation, (alternatives,)."""
        return np.exp(self._log_chances(theta))

    def likelihood(self, theta: Floats) -> float:
        """Its logarithm."""
        return float(self.taken @ self._log_chances(theta))

    def _log_chances(self, theta: Floats) -> Floats:
        if not self.situations:
            return np.zeros(0)
        worth = self.design @ theta
        begins = np.flatnonzero(np.diff(self.situation, prepend=-1))
        top = np.maximum.reduceat(worth, begins)[self.situation]
        total = np.add.reduceat(np.exp(worth - top), begins)
        logs: Floats = worth - top - np.log(total)[self.situation]
        return logs


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Parameters as found."""

    theta: Floats
    """(parameters,); without a prior the strengths' mean is 0."""
    hessian: Floats
    """Minus the second derivatives, prior and all, (parameters, parameters)."""


def join(parts: Sequence[Choices]) -> Choices:
    """All situations of choices with the same parameters."""
    shifts = np.cumsum([0, *(part.situations for part in parts[:-1])])
    return Choices(
        design=csr_array(vstack([part.design for part in parts])),
        situation=np.concatenate([part.situation + shift for part, shift in zip(parts, shifts, strict=True)]),
        taken=np.concatenate([part.taken for part in parts]),
    )


def average_player(parameters: int, *, weight: float = PRIOR, tie: bool = True) -> Choices:
    """The prior: each model won and lost `weight` / 2 times against strength 0; with `tie`, equals tied half the time.

    Where there is `tie`, log ν is the last parameter; any that is no strength is treated as if it were.
    """
    players = parameters - tie
    rows = [np.array([[1], [0]]) * (np.arange(parameters) == place) for place in range(players)]
    taken = [np.full(2 * players, weight / 2)]
    sizes = [2] * players
    if tie:
        rows.append(np.array([[0], [0], [1]]) * (np.arange(parameters) == players))
        taken.append(np.array([weight / 2, weight / 2, weight]))
        sizes.append(3)
    return Choices(
        design=csr_array(np.concatenate([np.zeros((0, parameters)), *rows]).astype(float)),
        situation=np.repeat(np.arange(len(sizes)), sizes),
        taken=np.concatenate(taken),
    )


def choose(made: Choices, prior: Choices | None = None, *, start: Floats | None = None) -> Chosen:
    """The parameters at which the choices are likeliest; `NoEstimate` where these run away, as they may sans prior."""
    whole = made if prior is None else join([made, prior])
    theta = np.zeros(whole.design.shape[1]) if start is None else start.copy()
    reached = whole.likelihood(theta)
    for _ in range(_STEPS):
        slope, hessian = derivatives(whole, theta)
        step = np.linalg.lstsq(hessian, slope, rcond=1e-12)[0]
        promise = float(slope @ step)
        while (ahead := whole.likelihood(theta + step)) < reached - 1e-9 * (1 + abs(reached)):
            step = step / 2
        theta, reached = theta + step, ahead
        if np.abs(theta).max(initial=0.0) > _FAR:
            raise NoEstimate("Without a prior there are no finite strengths: some model never lost, or never won.")
        if promise < _GAIN:
            break
    return Chosen(theta=theta, hessian=derivatives(whole, theta)[1])


def derivatives(made: Choices, theta: Floats) -> tuple[Floats, Floats]:
    """The slope of the log likelihood, and minus its second derivatives."""
    chance, times = made.chances(theta), made.times()
    expected = times[made.situation] * chance
    slope: Floats = (made.taken - expected) @ made.design
    mean = made.gather(chance) @ made.design
    hessian = made.design.T @ made.design.multiply(expected[:, None]) - mean.T @ mean.multiply(times[:, None])
    return slope, hessian.toarray()
