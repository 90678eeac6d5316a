"""Who stands on a board: an inverted pendulum whose feet can only press where they stand.

The centre of mass falls away from the point that the feet press on; balance is to press beyond it. The point can't
leave the board, the answer comes late, and so a rider may lose: then nothing but falling is left.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from providers.studio.scenes.surf.sea import GRAVITY

MASS = 72.0
REACH = (0.42, 0.15)
"""How far from the middle of the stance the feet can press, along and across the board, in metres."""
TALL = 0.92
"""Height of the centre of mass over the deck when the knees are a little bent."""
LOST = (0.62, 0.44)
"""Metres of the centre of mass from the stance at which no foot can hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """How well somebody balances."""

    delay: float = 0.09
    """Seconds between leaning and answering."""
    reach: float = 1.0
    """Share of `REACH` that is used."""
    noise: float = 0.012
    """Metres by which the answer is off."""


CLUMSY = Skill(delay=0.26, reach=0.6, noise=0.06)
"""How somebody balances whose attention has failed."""


@dataclass(slots=True, kw_only=True)
class Rider:
    """The centre of mass over the stance: along and across the board, and over the deck."""

    skill: Skill
    random: np.random.Generator
    lean: list[float] = field(default_factory=lambda: [0.0, 0.0])
    leaning: list[float] = field(default_factory=lambda: [0.0, 0.0])
    press: list[float] = field(default_factory=lambda: [0.0, 0.0])
    """Where the feet press, from the middle of the stance."""
    tall: float = TALL
    rising: float = 0.0
    crouch: float = 0.0
    """How much lower than usual the rider means to be, in metres."""
    memory: deque[tuple[float, float]] = field(default_factory=deque)
    error: list[float] = field(default_factory=lambda: [0.0, 0.0])
    fallen: bool = False

    def legs(self, deck: float, dt: float) -> float:
        """Force of the legs on the deck, whose acceleration is `deck`; they are springs that carry the weight."""
        wanted = TALL - self.crouch
        force = MASS * GRAVITY + 5200.0 * (wanted - self.tall) - 900.0 * self.rising
        force = min(max(force, 0.0), 3.2 * MASS * GRAVITY)
        self.rising += (force / MASS - GRAVITY - deck) * dt
        self.tall = min(max(self.tall + self.rising * dt, 0.45), 1.05)
        return force

    def balance(self, goal: tuple[float, float], carried: tuple[float, float], force: float, dt: float) -> None:
        """One step: press where it brings the centre of mass back over `goal`, as far as the feet reach.

        `carried` is the board's acceleration along and across, `force` that of the legs.
        """
        quick = sqrt(max(force, 0.25 * MASS * GRAVITY) / MASS / self.tall)
        self.memory.append((self.lean[0] + self.leaning[0] / quick, self.lean[1] + self.leaning[1] / quick))
        seen = self.memory[0]
        if len(self.memory) > self.skill.delay / dt:
            self.memory.popleft()
        shake = self.skill.noise * sqrt(dt / 0.25)
        for axis in (0, 1):
            self.error[axis] += -self.error[axis] * dt / 0.35 + float(self.random.normal(0.0, shake))
            wish = goal[axis] + 2.3 * (seen[axis] - goal[axis]) + 3.0 * self.error[axis]
            most = REACH[axis] * self.skill.reach
            self.press[axis] += (min(max(wish, -most), most) - self.press[axis]) * min(1.0, dt / 0.035)
            self.leaning[axis] += (quick * quick * (self.lean[axis] - self.press[axis]) - carried[axis]) * dt
            self.lean[axis] += self.leaning[axis] * dt
        self.fallen = any(abs(self.lean[axis]) > LOST[axis] for axis in (0, 1))
