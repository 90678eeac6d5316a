"""A scene about water, played: streams, drops, waves, and what floats or sinks; every cubic metre is accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from providers.studio.scenes.water.bodies import Bodies, Plunge
from providers.studio.scenes.water.drops import VOLUME, VX, VY, VZ, Drops, X, Y, Z, crown
from providers.studio.scenes.water.plan import Plan
from providers.studio.scenes.water.sources import Source, source
from providers.studio.scenes.water.vessels import Floats
from providers.studio.scenes.water.waves import Surface
from providers.studio.sound.cues import Cue

STEPS = 120
"""Per second."""
STEP = 1 / STEPS
Small = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """What one frame shows."""

    level: float
    surface: Small
    """Heights over the level, at `ACROSS`."""
    drops: Small
    """x, y, z, and the speed along each, cubic metres."""
    stream: Small
    """x, y, vx, vy, cubic metres, age; the newest first."""
    bodies: Small
    """x, y, angle, and how far it has dissolved."""
    puddle: float
    """Cubic metres on the table or the ground."""
    rate: float
    """Cubic metres per second that arrive in the vessel."""
    left: float
    """Cubic metres in the jug."""


@dataclass(slots=True)
class Book:
    """Where all the liquid is, in cubic metres."""

    vessel: float
    left: float
    table: float = 0.0
    drained: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A scene about water from its beginning to its end."""

    plan: Plan
    stills: list[Still]
    books: list[dict[str, float]] = field(default_factory=list)
    """For each frame: `source`, `flight`, `vessel`, `table`, `drained`, in litres."""
    cues: tuple[Cue, ...] = ()
    contacts: tuple[dict[str, object], ...] = ()
    plunges: tuple[Plunge, ...] = ()
    source: Source | None = None


class Play:
    """The state while it runs."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan, self.vessel = plan, plan.vessel
        self.random = np.random.default_rng([seed, 41])
        self.source = source(plan, seed)
        start = self.vessel.volume(self.source.starts * self.vessel.height)
        self.book = Book(vessel=start, left=self.source.holds)
        self.surface = Surface(plan.liquid.calm)
        self.drops = Drops(plan.gravity)
        self.stream = np.zeros((0, 7))
        self.bodies = Bodies(plan, self.random)
        self.level = self.vessel.level(start)
        self.arrived = 0.0
        self.dt = 2 * STEP if self.source.wild or self.source.pumped else STEP
        """Seconds in one step: where drops only fly, half as many are enough."""
        self.time = 0.0
        self.late: list[tuple[float, Floats]] = []

    def step(self) -> None:
        """One step of everything."""
        self.emit()
        self.stream[:, X:VX] += self.stream[:, VX:VOLUME] * self.dt
        self.stream[:, Y] -= 0.5 * self.plan.gravity * self.dt**2
        self.stream[:, VY] -= self.plan.gravity * self.dt
        self.drops.fly(self.dt)
        radius = self.vessel.radius(self.level)
        self.surface.tune(2 * radius, self.level, self.dt)
        self.land(radius)
        self.bodies.step(self)
        self.surface.swing()
        self.surface.limit(
            min(0.5 * self.level + 0.001, (0.08 if self.source.wild or self.source.pumped else 0.3) * radius)
        )
        self.spill()
        self.level = self.vessel.level(self.book.vessel + self.bodies.sunk)
        self.time += self.dt

    def emit(self) -> None:
        """Let leave what the source gives in this step, and the drops that are due."""
        stream, drops, taken = self.source.give(self.time, self.dt, self.random, self.book.vessel)
        self.book.left -= taken if not self.source.pumped else 0.0
        if self.source.pumped:
            self.book.vessel -= taken
        if len(stream):
            self.stream = np.concatenate([stream, self.stream])
        if len(drops):
            room = self.drops.add(drops)
            self.book.vessel += taken - room if self.source.pumped else 0.0
            self.book.left += taken - room if not self.source.pumped else 0.0
        for due, rows in [each for each in self.late if each[0] <= self.time]:
            self.book.vessel -= self.drops.add(rows)
            self.late = [each for each in self.late if each[0] != due]

    def land(self, radius: float) -> None:
        """Take out of the air what has come to the surface, the wall or the ground."""
        arriving = 0.0
        if len(self.stream):
            hit, self.stream = self.parted(self.stream, radius)
            for row in hit:
                arriving += row[VOLUME]
                self.strike(row, radius)
        rows = self.drops.rows
        if len(rows):
            self.walls(rows)
            arriving += self.fallen(rows, radius)
        self.book.vessel += arriving
        self.arrived += arriving

    def parted(self, rows: Floats, radius: float) -> tuple[Floats, Floats]:
        """What of a stream has come down, and what has not; what misses the vessel wets the ground."""
        inside = np.abs(rows[:, X]) < radius
        down = rows[:, Y] < np.where(inside, self.level + self.surface.at(0.5), 0.0)
        missed = down & ~inside
        self.book.table += float(rows[missed, VOLUME].sum())
        return rows[down & inside], rows[~down]

    def strike(self, row: Floats, radius: float) -> None:
        """A piece of the stream goes in: it presses the surface down, and at times throws drops up."""
        across, speed = 0.5 + row[X] / (2 * radius), -row[VY]
        thick = np.sqrt(row[VOLUME] * STEPS / np.pi / max(speed, 0.3))
        share = thick / (2 * radius)
        self.surface.push(across, 1.4 * share, -speed * share * self.random.uniform(0.2, 2.6) * 0.06)
        self.surface.push(
            self.random.uniform(0.1, 0.9), 0.04, self.random.normal(0, 0.004) * speed * min(1, share * 20)
        )
        if speed > 0.7 and self.random.random() < 0.22 * speed:
            count = int(self.random.integers(1, 4))
            out = crown(self.random, (row[X], self.level), thick, 0.42 * speed, 0.004 * row[VOLUME] * count, count)
            self.book.vessel -= self.drops.add(out)

    def walls(self, rows: Floats) -> None:
        """Drops inside of the vessel stay inside, those outside stay out."""
        vessel = self.vessel
        low = rows[:, Y] < vessel.height
        near = np.flatnonzero(low)
        if not len(near):
            return
        part = rows[near]
        before = np.hypot(part[:, X] - part[:, VX] * self.dt, (part[:, Z] - part[:, VZ] * self.dt) / vessel.deep)
        after = np.hypot(part[:, X], part[:, Z] / vessel.deep)
        wall = np.interp(part[:, Y], *vessel.outline)
        crossed = near[(before < wall) != (after < wall)]
        rows[crossed, X] -= rows[crossed, VX] * self.dt
        rows[crossed, Z] -= rows[crossed, VZ] * self.dt
        rows[crossed, VX] *= -0.15
        rows[crossed, VZ] *= -0.15

    def fallen(self, rows: Floats, radius: float) -> float:
        """Drops that came down: into the vessel, whose surface they stir, or beside it."""
        inside = np.hypot(rows[:, X], rows[:, Z] / self.vessel.deep) < radius + 0.002
        down = (rows[:, VY] < 0) & (rows[:, Y] < np.where(inside, self.level, 0.0))
        if not down.any():
            return 0.0
        within = inside[down]
        taken = self.drops.take(down)
        self.book.table += float(taken[~within, VOLUME].sum())
        home = taken[within]
        for row in home[: 6 if self.source.pumped or self.source.wild else 12]:
            thick = (row[VOLUME] * 0.24) ** (1 / 3)
            share = thick / (2 * radius)
            self.surface.push(0.5 + row[X] / (2 * radius), 1.6 * share + 0.004, row[VY] * share * 0.35)
        if self.source.wild and len(home):
            self.spray(home)
        return float(home[:, VOLUME].sum())

    def spray(self, home: Floats) -> None:
        """Heavy water that comes down throws some of itself up again."""
        chosen = home[self.random.random(len(home)) < 0.5]
        if not len(chosen):
            return
        rows = chosen.copy()
        rows[:, VOLUME] *= 0.03
        rows[:, Y] = self.level + 0.01
        speed = -chosen[:, VY]
        rows[:, VX] = self.random.normal(0, 0.16, len(rows)) * speed
        rows[:, VZ] = self.random.normal(0, 0.1, len(rows)) * speed
        rows[:, VY] = self.random.uniform(0.08, 0.34, len(rows)) * speed
        self.book.vessel -= self.drops.add(rows)

    def spill(self) -> None:
        """What stands over the rim runs down outside; a spring's pool gives on what it gets."""
        over = self.level - (self.source.weir if self.source.wild else self.vessel.height)
        if over <= 0:
            return
        out = min(self.book.vessel, 1.7 * 2 * np.pi * self.vessel.rim * over**1.5 * self.dt)
        self.book.vessel -= out
        if self.source.wild:
            self.book.drained += out
        else:
            self.book.table += out

    def still(self, rate: float) -> Still:
        """What is seen now."""
        return Still(
            level=self.level, surface=self.surface.written(), drops=self.drops.rows.astype(np.float32),
            stream=self.stream.astype(np.float32), bodies=self.bodies.written(), puddle=self.book.table, rate=rate,
            left=self.book.left,
        )  # fmt: skip

    def account(self) -> dict[str, float]:
        """Where all of it is, in litres."""
        flight = self.drops.volume + float(self.stream[:, VOLUME].sum())
        book = self.book
        return {
            "source": 1e3 * book.left, "flight": 1e3 * flight, "vessel": 1e3 * book.vessel, "table": 1e3 * book.table,
            "drained": 1e3 * book.drained,
        }  # fmt: skip
