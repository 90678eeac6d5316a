"""Intervals by resampling: votes each by themselves, or whole voters and whole prompts.

For two ways of clustering, one resample of voters and one of prompts shift the strengths together; what both shifts
count twice, the spread of votes that share voter and prompt, is taken out of their sum by scale. With few clusters
resampling sees too little spread, as it knows nothing of leverage: the sandwich of `clusters` is the one to show then.

The prior's pseudo-votes, being fractions, get exponential weights (Rubin's Bayesian bootstrap). The prior must be
positive, for in a resample some model may win all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from comparisons.ranking.bradley_terry import Floats

_CELLS = 2_000_000
"""Numbers in one batch's second derivatives at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resampler:
    """What all resamples of one island have in common."""

    refit: Callable[[Floats, Floats], Floats]
    """As `Island.refit`."""
    beta: Floats
    """The centred strengths that the votes make, (models,)."""
    resamples: int
    rng: np.random.Generator

    def votes(self, counts: Floats) -> Floats:
        """Shifts of the centred strengths, (resamples, models), if each vote is drawn alone; `counts` by kind."""
        total = int(counts.sum())
        shares = np.append(counts / max(total, 1), float(not total))
        return self._shifts(lambda size: self.rng.multinomial(total, shares, size=size)[:, :-1])

    def clusters(self, way: csr_array) -> Floats:
        """The same if whole clusters are drawn; `way` as `clusters.grouped` has it."""
        many = way.shape[0]
        shares = np.full(many, 1 / many)
        return self._shifts(lambda size: (way.T @ self.rng.multinomial(many, shares, size=size).T).T, many)

    def ways(self, ways: Sequence[csr_array], once: Floats) -> Floats:
        """By voters or prompts, or by both; `once` is the variance by what they share, (models,)."""
        drawn = [self.clusters(way) for way in ways]
        if len(drawn) == 1:
            return drawn[0]
        twice = np.sum([one.var(axis=0) for one in drawn], axis=0)
        scale = np.sqrt(np.maximum(twice - once, once) / np.maximum(twice, np.finfo(float).tiny))
        shifts: Floats = np.sum(drawn, axis=0) * scale
        return shifts

    def _shifts(self, draw: Callable[[int], npt.ArrayLike], wide: int = 1) -> Floats:
        step = max(1, _CELLS // max((len(self.beta) + 1) ** 2, wide))
        parts = []
        for begun in range(0, self.resamples, step):
            size = min(step, self.resamples - begun)
            luck = self.rng.exponential(size=(2, size, len(self.beta)))
            parts.append(self.refit(np.asarray(draw(size), dtype=float), luck))
        return np.concatenate(parts) - self.beta
