"""Strengths from wins and ties: Bradley and Terry 1952, with ties as Davidson 1970 has them or as half a win each.

Model i beats model j with odds π_i : π_j, and under Davidson ties with odds ν·√(π_i·π_j) beside them. β = log π is
found by Newton's method on the penalised likelihood, which is concave in β and log ν; each step is cut so that it can't
overshoot, so the climb is monotone from any start. Two votes at a time or a thousand resamples of them go alike: all
arrays may carry leading axes.

The prior, of weight `prior` (0.5 on the board): each model also played half a tie against an average player (β = 0),
counted as a quarter of a win and of a loss; under Davidson, a pair of equals also had half a tie and half a decision.
It keeps an undefeated model from running to infinity and fades as votes come in. With `prior=0` the published
maximum-likelihood estimates come out, where they exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Ties = Literal["davidson", "half"]
PRIOR = 0.5
_STEPS = 500
_GAIN = 1e-14
"""Log likelihood that a step may still promise when it is the last; far below what any vote is worth."""


class NoEstimate(ValueError):
    """No finite strengths exist: some model never lost or never won against the rest, and there is no prior."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """What happened between each two models that met; `first` and `second` of shape (pairs,) index the models."""

    size: int
    """How many models there are."""
    first: Indices
    second: Indices
    wins: Floats
    """Of the first over the second, (..., pairs), as are the next two."""
    losses: Floats
    ties: Floats

    def incidence(self) -> csr_array:
        """+1 for the first and −1 for the second model of each pair, (pairs, models)."""
        rows = np.arange(len(self.first))
        signs = np.concatenate([np.ones(len(rows)), -np.ones(len(rows))])
        places = (np.concatenate([rows, rows]), np.concatenate([self.first, self.second]))
        return csr_array((signs, places), shape=(len(rows), self.size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Strengths as found."""

    beta: Floats
    """Natural logarithms, (..., models); their mean is what the prior makes of it, and 0 without one."""
    nu: Floats
    """Davidson's tie parameter, (...); 0 where ties are half wins."""
    hessian: Floats
    """Minus the second derivatives at the maximum, (..., models [+ 1 for log ν], same)."""


def pairs(wins: npt.ArrayLike, ties: npt.ArrayLike | None = None) -> Pairs:
    """From square matrices: `wins[i, j]` is how often i beat j; `ties` is symmetric; both may be fractions."""
    won = np.asarray(wins, dtype=float)
    tied = np.zeros_like(won) if ties is None else np.asarray(ties, dtype=float)
    first, second = np.nonzero(np.triu(won + won.T + tied, 1))
    return Pairs(
        size=len(won),
        first=first,
        second=second,
        wins=won[first, second],
        losses=won[second, first],
        ties=tied[first, second],
    )


def fit(
    met: Pairs, *, ties: Ties = "davidson", prior: float = PRIOR, start: Fit | None = None, luck: Floats | None = None
) -> Fit:
    """The strengths at which the votes (and the prior) are likeliest; `NoEstimate` where there are none.

    `start` is where the climb begins. `luck`, (2, ..., models), weighs the prior's wins and losses, for resampling.
    """
    if prior <= 0:
        _check_estimable(met, ties)
    incidence = met.incidence()
    pseudo = prior / 2 * (np.ones((2, met.size)) if luck is None else luck)
    at = _begin(met, ties, start)
    for _ in range(_STEPS):
        slope, hessian = _derivatives(at, met, incidence)
        _add_prior(slope, hessian, at, pseudo, prior)
        anchored = hessian if prior > 0 else _anchor(hessian, met.size)
        step = _solve(anchored, slope[..., None])[..., 0]
        at += step / np.maximum(_length(step, met.size), 1.0)[..., None]
        if np.all(np.sum(slope * step, axis=-1) < _GAIN):
            break
    nu = np.exp(at[..., -1]) if ties == "davidson" else np.zeros(at.shape[:-1])
    return Fit(beta=at[..., : met.size], nu=nu, hessian=hessian)


def chances(beta: Floats, log_nu: Floats | None, met: Pairs) -> tuple[Floats, Floats, Floats]:
    """The probabilities that the first wins, that the second does, and of a tie, each (..., pairs)."""
    half = (beta[..., met.first] - beta[..., met.second]) / 2
    tied = np.full_like(half, -np.inf) if log_nu is None else np.broadcast_to(log_nu[..., None], half.shape)
    top = np.maximum(np.abs(half), tied)
    up, down, level = np.exp(half - top), np.exp(-half - top), np.exp(tied - top)
    total = up + down + level
    return up / total, down / total, level / total


def islands(met: Pairs, *, strong: bool = False) -> Indices:
    """Which models are joined by votes, as a label a model; `strong` asks for a chain of wins (or ties) both ways."""
    beat = np.concatenate([met.wins + met.ties, met.losses + met.ties])
    places = (np.concatenate([met.first, met.second]), np.concatenate([met.second, met.first]))
    graph = csr_array((beat, places), shape=(met.size, met.size))
    graph.eliminate_zeros()
    labels: Indices = connected_components(graph, directed=True, connection="strong" if strong else "weak")[1]
    return labels


def _solve(matrix: Floats, right: Floats) -> Floats:
    return np.linalg.solve(matrix, right).astype(np.float64, copy=False)


def _begin(met: Pairs, ties: Ties, start: Fit | None) -> Floats:
    at = np.zeros((*met.wins.shape[:-1], met.size + (ties == "davidson")))
    if start is not None:
        at[..., : met.size] = start.beta
    if start is not None and ties == "davidson":
        at[..., -1] = np.log(start.nu)
    return at


def _derivatives(at: Floats, met: Pairs, incidence: csr_array) -> tuple[Floats, Floats]:
    size = met.size
    log_nu = at[..., -1] if at.shape[-1] > size else None
    up, down, level = chances(at[..., :size], log_nu, met)
    lean, games = (up - down) / 2, met.wins + met.losses + met.ties
    slope = np.empty_like(at)
    slope[..., :size] = _spread((met.wins - met.losses) / 2 - games * lean, incidence)
    hessian = np.zeros((*at.shape, at.shape[-1]))
    _fill(hessian, games * ((up + down) / 4 - lean**2), met, incidence)
    if log_nu is not None:
        slope[..., -1] = np.sum(met.ties - games * level, axis=-1)
        hessian[..., :size, -1] = hessian[..., -1, :size] = _spread(-games * lean * level, incidence)
        hessian[..., -1, -1] = np.sum(games * level * (1 - level), axis=-1)
    return slope, hessian


def _add_prior(slope: Floats, hessian: Floats, at: Floats, pseudo: Floats, prior: float) -> None:
    size = pseudo.shape[-1]
    won, games = pseudo[0], pseudo[0] + pseudo[1]
    win = 0.5 * (1 + np.tanh(at[..., :size] / 2))
    slope[..., :size] += won - games * win
    place = np.arange(size)
    hessian[..., place, place] += games * win * (1 - win)
    if at.shape[-1] > size:
        tie = 1 / (1 + 2 * np.exp(-at[..., -1]))
        slope[..., -1] += prior * (1 - 2 * tie)
        hessian[..., -1, -1] += 2 * prior * tie * (1 - tie)


def _spread(by_pair: Floats, incidence: csr_array) -> Floats:
    """Sum a quantity of the pairs (..., pairs) into their models (..., models), signed."""
    summed: Floats = by_pair @ incidence
    return summed


def _fill(hessian: Floats, by_pair: Floats, met: Pairs, incidence: csr_array) -> None:
    hessian[..., met.first, met.second] = hessian[..., met.second, met.first] = -by_pair
    place = np.arange(met.size)
    hessian[..., place, place] = by_pair @ abs(incidence)


def _anchor(hessian: Floats, size: int) -> Floats:
    """Strengths are known up to a constant: pin their mean, which the slope leaves at 0."""
    pinned = hessian.copy()
    pinned[..., :size, :size] += 1.0
    return pinned


def _length(step: Floats, size: int) -> Floats:
    """How much a step changes any log odds at most; Newton can't overshoot while this is at most 1."""
    reach = np.ptp(step[..., :size], axis=-1) if size else np.zeros(step.shape[:-1])
    most = np.max(np.abs(step[..., :size]), axis=-1, initial=0.0)
    tie = np.abs(step[..., -1]) if step.shape[-1] > size else 0.0
    length: Floats = np.maximum(np.maximum(reach, most), reach / 2 + tie)
    return length


def _check_estimable(met: Pairs, ties: Ties) -> None:
    if len(set(islands(met, strong=True).tolist())) > 1:
        raise NoEstimate("Without a prior there are no finite strengths: some model never lost, or never won.")
    if ties == "davidson" and not (met.ties.sum() > 0 and (met.wins + met.losses).sum() > 0):
        raise NoEstimate("Without a prior Davidson needs at least one tie and one decision.")
