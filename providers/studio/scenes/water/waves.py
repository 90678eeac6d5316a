"""The surface of a liquid in a vessel: standing waves across it, each swinging by the law of its own length.

Gravity, capillarity and depth set the pace of each; together they run, cross and come back from the walls. Waves hold
no volume: the mean of each is nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MODES = 26
GRAVITY = 9.81
TENSION = 7.2e-5
"""Surface tension over density of water, m³/s²."""
NUMBER = np.arange(1, MODES + 1)
ACROSS = np.linspace(0.0, 1.0, 41)
"""Where a surface is written down, from wall to wall."""
SHAPES = np.cos(np.pi * ACROSS[:, None] * NUMBER)


class Surface:
    """Heights over the level, from wall to wall; `across` runs from 0 to 1."""

    def __init__(self, calm: float = 1.0) -> None:
        self.height, self.speed = np.zeros(MODES), np.zeros(MODES)
        self.calm = calm
        """How much faster than water it comes to rest."""
        self.known = (0.0, 0.0, 0.0)
        self.turn = self.pace = self.fade = np.zeros(MODES)

    def tune(self, width: float, depth: float, step: float) -> None:
        """Know the pace of each wave for a width and depth."""
        if abs(width - self.known[0]) < 0.02 * width and abs(depth - self.known[1]) < 0.05 * depth:
            return
        self.known = (width, depth, step)
        wave = np.pi * NUMBER / width
        self.pace = np.sqrt((GRAVITY * wave + TENSION * wave**3) * np.tanh(wave * max(depth, 0.002)))
        self.turn = self.pace * step
        self.fade = np.exp(-step * self.calm * (0.9 + 0.05 * self.pace))

    def swing(self) -> None:
        """Let one step pass, exactly."""
        cosine, sine = np.cos(self.turn), np.sin(self.turn)
        height = self.height * cosine + self.speed / self.pace * sine
        self.speed = (self.speed * cosine - self.height * self.pace * sine) * self.fade
        self.height = height * self.fade

    def push(self, across: float, reach: float, flux: float) -> None:
        """Set the surface around a place into motion: metres per second times share of the width."""
        self.speed += 2 * flux * np.cos(np.pi * across * NUMBER) * np.exp(-0.5 * (np.pi * reach * NUMBER) ** 2)

    def limit(self, most: float) -> None:
        """Waves that grow too steep break, and lose what is over."""
        tallest = float(np.abs(self.height).sum())
        if tallest > most:
            self.height *= most / tallest
            self.speed *= most / tallest

    def at(self, across: float) -> float:
        """The height at one place."""
        return float(self.height @ np.cos(np.pi * across * NUMBER))

    def written(self) -> NDArray[np.float32]:
        """The heights at `ACROSS`."""
        return np.asarray(SHAPES @ self.height, np.float32)
