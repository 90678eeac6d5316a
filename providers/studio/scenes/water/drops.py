"""Drops in the air: they fly, they fall back into the liquid, or they wet what stands around it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
X, Y, Z, VX, VY, VZ, VOLUME = range(7)
MOST = 1600


class Drops:
    """One row for each drop: place, speed, cubic metres; z runs away from us."""

    def __init__(self, gravity: float) -> None:
        self.rows = np.zeros((0, 7))
        self.gravity = gravity

    def add(self, rows: Floats) -> float:
        """Let drops fly; returns the volume that there was room for."""
        rows = rows[: max(0, MOST - len(self.rows))]
        self.rows = np.concatenate([self.rows, rows])
        return float(rows[:, VOLUME].sum())

    def fly(self, step: float) -> None:
        """Fall, held a little by the air."""
        rows = self.rows
        rows[:, X:VX] += rows[:, VX:VOLUME] * step
        rows[:, Y] -= 0.5 * self.gravity * step**2
        rows[:, VY] -= self.gravity * step
        rows[:, VX:VOLUME] *= 1 - 0.12 * step

    def take(self, which: NDArray[np.bool_]) -> Floats:
        """Take drops out of the air."""
        taken = self.rows[which]
        self.rows = self.rows[~which]
        return taken

    @property
    def volume(self) -> float:
        """What is in the air."""
        return float(self.rows[:, VOLUME].sum())


def crown(
    random: np.random.Generator, at: tuple[float, float], reach: float, speed: float, volume: float, count: int
) -> Floats:
    """Drops thrown up in a ring around what has struck the surface."""
    turn = random.uniform(0, 2 * np.pi, count)
    out = random.uniform(0.25, 0.6, count) * speed
    rows = np.zeros((count, 7))
    rows[:, X], rows[:, Y], rows[:, Z] = at[0] + reach * np.cos(turn), at[1] + 0.003, reach * np.sin(turn)
    rows[:, VX], rows[:, VZ] = out * np.cos(turn), out * np.sin(turn)
    rows[:, VY] = random.uniform(0.45, 1.15, count) * speed
    share = random.pareto(2.2, count) + 0.25
    rows[:, VOLUME] = volume * share / share.sum()
    return rows


def jet(random: np.random.Generator, at: tuple[float, float], speed: float, volume: float, count: int) -> Floats:
    """Drops that shoot up in the middle, when the hole behind what sank has closed."""
    rows = np.zeros((count, 7))
    part = np.linspace(0.35, 1.0, count)
    rows[:, X] = at[0] + random.normal(0, 0.002, count)
    rows[:, Y] = at[1] + 0.004
    rows[:, VX] = random.normal(0, 0.04, count) * speed
    rows[:, VY] = part * speed
    share = 1.3 - part
    rows[:, VOLUME] = volume * share / share.sum()
    return rows
