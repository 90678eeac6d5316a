"""How many more votes it takes to tell two models apart."""

from __future__ import annotations

import numpy as np

from comparisons.ranking.bradley_terry import Floats, Pairs, chances
from comparisons.ranking.clusters import Spread
from comparisons.ranking.island import Island

_REACH = 1.959963984540054 + 0.8416212335729143
"""Standard errors that a gap must span to be called sure at 95 % in four of five such cases."""


def votes_needed(fitted: Island, spread: Spread) -> Floats:
    """Votes between each two models until they are surely apart, (models, models): 95 %, in four of five such cases.

    The gap is taken to be what it is now, and a new vote to tell as much as one does now, given how votes depend on
    each other. 0 where they are apart already, infinite where there is no gap.
    """
    size = len(fitted.beta)
    gap = np.abs(fitted.beta[:, None] - fitted.beta[None, :])
    wanted = (gap / _REACH) ** 2
    lever = fitted.ground.levers[:size]
    now, claimed = _between(spread.covariance[:size, :size]), _between(lever @ fitted.ground.matrix @ lever.T)
    with np.errstate(divide="ignore", invalid="ignore"):
        missing = np.where(wanted > 0, np.maximum(1 / wanted - 1 / now, 0.0), np.inf)
        needed = missing * np.maximum(now / claimed, 1.0) / _told(fitted)
    np.fill_diagonal(needed, 0.0)
    return needed


def _between(covariance: Floats) -> Floats:
    variance = np.diag(covariance)
    spread: Floats = np.maximum(variance[:, None] + variance[None, :] - 2 * covariance, np.finfo(float).tiny)
    return spread


def _told(fitted: Island) -> Floats:
    """What one vote tells of each difference, (models, models)."""
    size = len(fitted.beta)
    first, second = (one.reshape(-1) for one in np.indices((size, size)))
    nothing = np.zeros(len(first))
    pairs = Pairs(size=size, first=first, second=second, wins=nothing, losses=nothing, ties=nothing)
    log_nu = fitted.theta[-1:][0] if fitted.ties == "davidson" else None
    up, down, _ = chances(fitted.beta, None if log_nu is None else np.asarray(log_nu), pairs)
    told: Floats = ((up + down) / 4 - ((up - down) / 2) ** 2).reshape(size, size)
    return told
