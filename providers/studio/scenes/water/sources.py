"""Where liquid comes from: a jug or a tap whose flow swells and ends, jets of a fountain, the lip of a fall."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from providers.studio.scenes.water.drops import VOLUME, VX, VY, VZ, X, Y, Z
from providers.studio.scenes.water.plan import Plan
from providers.studio.scenes.water.vessels import Floats

Given = tuple[Floats, Floats, float]
"""Pieces of a stream, drops, and the cubic metres that were taken from the source for both."""
NONE = np.zeros((0, 7))
SWELL = 0.35
"""Seconds in which a flow comes to its strength, or ends."""
JETS = 11
LEAN = 0.27
"""Of the lower jets towards the middle: speed across over speed up."""


class Source(Protocol):
    """Something that gives liquid."""

    holds: float
    """Cubic metres at the start."""
    starts: float
    """Share of the vessel's height that is full at the start."""
    pumped: bool
    """Whether what it gives is taken out of the vessel."""
    wild: bool
    """Whether it is nature, which drains what comes."""
    weir: float
    """Height over which the vessel's water runs off, in nature."""

    def give(self, time: float, step: float, random: np.random.Generator, stock: float) -> Given:
        """What leaves it in this step."""
        ...


def source(plan: Plan, seed: int) -> Source:
    """The source of a plan."""
    match plan.act:
        case "fountain":
            return Fountain(plan, seed)
        case "waterfall":
            return Fall(plan)
        case "pour":
            return Spout(plan)
    return Nothing(plan)


class Nothing:
    """No liquid comes; the vessel is full from the start."""

    pumped = wild = False
    weir = holds = 0.0

    def __init__(self, plan: Plan) -> None:
        self.starts = plan.vessel.full * (0.86 if plan.vessel.table else 1.0)

    def give(self, time: float, step: float, random: np.random.Generator, stock: float) -> Given:
        """Nothing."""
        return NONE, NONE, 0.0


class Spout:
    """A lip or a tap: one stream, and a drop from time to time when it has ended."""

    pumped = wild = False
    weir = 0.0

    def __init__(self, plan: Plan) -> None:
        vessel = plan.vessel
        self.starts = vessel.starts
        self.tap = plan.source == "tap"
        goal = vessel.volume(vessel.height) * 1.22 if plan.overflow else vessel.volume(vessel.full * vessel.height)
        self.wanted = max(0.2 * goal, goal - vessel.volume(vessel.starts * vessel.height))
        self.rate = vessel.rate
        self.begins = 0.25 if self.tap else 0.75
        self.lasts = self.wanted / self.rate + SWELL
        self.holds = self.wanted * 1.45 + 2e-6
        self.high = vessel.height + plan.fall
        self.aside = 0.0 if self.tap else 0.26 * plan.size**0.5
        fall = (2 * (self.high - 0.6 * vessel.height) / plan.gravity) ** 0.5
        self.at = (-self.aside * fall * 0.92 - 0.06 * vessel.rim * (not self.tap), self.high)
        """The lip."""
        self.phase = 0.0

    def flow(self, time: float) -> float:
        """Cubic metres per second."""
        part = min(time - self.begins, self.begins + self.lasts - time) / SWELL
        return self.rate * max(0.0, min(1.0, part))

    def give(self, time: float, step: float, random: np.random.Generator, stock: float) -> Given:
        """A piece of the stream, or now and then a last drop."""
        volume = self.flow(time) * step
        if volume > 0.02 * self.rate * step:
            row = np.zeros((1, 7))
            shake = 1 + 0.04 * np.sin(31 * time) + 0.03 * np.sin(83 * time + 1)
            row[0, [X, Y, VX, VY]] = *self.at, self.aside * shake, -0.25 - 0.2 * self.tap
            row[0, VOLUME] = volume
            return row, NONE, volume
        over = time - self.begins - self.lasts
        if over > 0 and self.tap and int(over / 1.3) != int((over - step) / 1.3):
            drop = np.zeros((1, 7))
            drop[0, [X, Y, VOLUME]] = self.at[0], self.at[1] - 0.005, 1.6e-7 if self.rate < 3e-4 else 6e-7
            return NONE, drop, float(drop[0, VOLUME])
        return NONE, NONE, 0.0


class Fountain:
    """A tall jet and a ring of lower ones, which swell by turns."""

    pumped, wild = True, False
    weir = holds = 0.0

    def __init__(self, plan: Plan, seed: int) -> None:
        self.starts = plan.vessel.full
        self.vessel = plan.vessel
        turn = np.arange(JETS - 1) * 2 * np.pi / (JETS - 1)
        self.feet = np.concatenate([[[0.0, 0.0]], 0.66 * plan.vessel.rim * np.stack([np.cos(turn), np.sin(turn)], 1)])
        self.gravity = plan.gravity
        self.tempo = np.random.default_rng([seed, 43]).uniform(0.5, 0.75)
        self.due = 0.0
        self.head = 0.62 * plan.vessel.height

    def speeds(self, time: float) -> Floats:
        """How fast each jet leaves, so that the tallest stand at near 2 m."""
        wave = 0.5 + 0.5 * np.sin(self.tempo * 2 * np.pi * time + np.arange(JETS) * 2 * np.pi * 2 / (JETS - 1))
        high = 0.55 + 0.42 * wave
        high[0] = 1.75 + 0.22 * np.sin(1.1 * time)
        return np.asarray(np.sqrt(2 * self.gravity * high * min(1.0, 0.25 + time * 1.2)))

    def give(self, time: float, step: float, random: np.random.Generator, stock: float) -> Given:
        """Drops of all jets."""
        self.due += step * 120 * JETS * 0.62
        count = int(self.due)
        self.due -= count
        which = np.where(random.random(count) < 0.24, 0, random.integers(0, JETS, count))
        rows = np.zeros((count, 7))
        foot, speed = self.feet[which], self.speeds(time)[which]
        lean = np.where(which == 0, 0.0, -LEAN)
        far = np.hypot(foot[:, 0], foot[:, 1]) + 1e-9
        rows[:, [X, Z]] = foot + random.normal(0, 0.004, (count, 2))
        rows[:, Y] = self.head + 0.1 * (which == 0)
        rows[:, [VX, VZ]] = foot / far[:, None] * (lean * speed)[:, None] + random.normal(0, 0.035, (count, 2))
        rows[:, VY] = speed * random.normal(1, 0.018, count)
        rows[:, X:VX] += rows[:, VX:VOLUME] * step * random.random((count, 1))
        rows[:, VOLUME] = 6e-6 * (0.3 + random.pareto(3, count))
        return NONE, rows, float(rows[:, VOLUME].sum())


class Fall:
    """The lip of a rock, over which a river comes in strands that wander."""

    pumped, wild = False, True
    holds = 1.0

    def __init__(self, plan: Plan) -> None:
        vessel = plan.vessel
        self.starts, self.weir = vessel.full, vessel.full * vessel.height
        self.high, self.wide = vessel.height + 4.4, 0.42 * vessel.rim
        self.back = 0.45 * vessel.rim
        self.rate = vessel.rate
        self.due = 0.0

    def give(self, time: float, step: float, random: np.random.Generator, stock: float) -> Given:
        """Drops along the lip, thicker where a strand runs."""
        self.due += step * 1100
        count = int(self.due)
        self.due -= count
        strand = random.integers(0, 7, count)
        middle = (np.arange(7) - 3) / 3.3 + 0.07 * np.sin(0.9 * time + 2.1 * np.arange(7))
        rows = np.zeros((count, 7))
        rows[:, X] = self.wide * np.clip(middle[strand] + random.normal(0, 0.1, count), -1.05, 1.05)
        rows[:, Z] = self.back
        rows[:, Y] = self.high
        rows[:, VX] = random.normal(0, 0.08, count) + 0.12 * rows[:, X]
        rows[:, VZ] = random.normal(-0.55, 0.12, count)
        rows[:, VY] = -random.uniform(0.1, 0.7, count)
        rows[:, X:VX] += rows[:, VX:VOLUME] * step * random.random((count, 1))
        rows[:, VOLUME] = self.rate / 1100
        return NONE, rows, float(rows[:, VOLUME].sum())
