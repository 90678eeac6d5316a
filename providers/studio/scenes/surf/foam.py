"""White water: the tumbling front of a broken crest, its lip, and spray."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin

import numpy as np

from providers.studio.canvas import Canvas, linear
from providers.studio.easing import eased
from providers.studio.paint.colours import mix, thin
from providers.studio.scenes.surf.sea import GRAVITY, Breaker, Floats, Sea
from providers.studio.scenes.surf.tints import Tint
from providers.studio.scenes.surf.water import Look
from providers.studio.weave import dots, heaped

CLUMPS, CURLS = 240, 30
"""Heaps of foam, and points along a lip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spray:
    """Drops that fly; one value for each, in order of birth."""

    born: Floats
    life: Floats
    at: Floats
    """Drops by x, y, z."""
    speed: Floats
    size: Floats

    def flying(self, time: float) -> tuple[Floats, Floats, Floats]:
        """Where the drops are that fly now (three rows), their sizes in metres, and how much of their life is over."""
        age = time - self.born
        now = np.flatnonzero((age >= 0) & (age < self.life))
        age = age[now]
        slow = (1 - np.exp(-1.1 * age)) / 1.1
        place = self.at[now].T + self.speed[now].T * slow
        place[1] -= 0.5 * GRAVITY * age * age * 0.85
        return place, self.size[now], age / self.life[now]


def sprayed(parts: list[Spray]) -> Spray:
    """All of several sprays as one."""
    return Spray(**{name: np.concatenate([getattr(part, name) for part in parts])
                    for name in ("born", "life", "at", "speed", "size")})  # fmt: skip


def burst(
    random: np.random.Generator, born: Floats, at: Floats, speed: Floats, spread: float, size: float, life: float = 0.9
) -> Spray:
    """Drops that start at given times and places with about a given speed."""
    count = len(born)
    return Spray(
        born=born, life=life * random.uniform(0.5, 1.2, count), at=at,
        speed=speed + random.normal(0, spread, (count, 3)), size=size * random.uniform(0.4, 1.3, count) ** 1.5,
    )  # fmt: skip


def drops(canvas: Canvas, seen: Look, spray: Spray, time: float, tint: Tint) -> None:
    """Paint the drops that fly now: fresh ones dense, old ones thin and wide."""
    place, size, over = spray.flying(time)
    if not len(size):
        return
    x, y = seen.view.spot(*place)
    radius = np.maximum(size * (0.6 + 0.7 * over) * seen.view.scale(place[2]), 0.7)
    for low, high, alpha in ((0.0, 0.35, 0.85), (0.35, 0.7, 0.5), (0.7, 1.01, 0.22)):
        part = (over >= low) & (over < high)
        dots(canvas, x[part], y[part], radius[part], thin(tint.foam, alpha))


@dataclass(frozen=True, slots=True, kw_only=True)
class Crest:
    """A breaking crest in one frame; pixels, from far to near."""

    heaps: tuple[Floats, Floats, Floats, Floats]
    """Of the heaps of foam: x, y, depth in metres, radius."""
    lip: Floats
    """Upper, middle and lower line of the lip, by its points, by x and y."""
    depth: Floats
    """Metres, of the lip's points."""
    size: Floats
    """Pixels of a metre there, as far as the lip curls."""
    time: float


class Foam:
    """The white water of one crest; what each heap is like is drawn once."""

    def __init__(self, sea: Sea, breaker: Breaker, tint: Tint, seed: int) -> None:
        random = np.random.default_rng([seed, 21])
        self.sea, self.breaker, self.tint = sea, breaker, tint
        self.deep = -9.5 * random.random(CLUMPS) ** 1.1 + 0.5
        self.turn, self.pace = random.random(CLUMPS), random.uniform(0.5, 1.0, CLUMPS)
        self.size, self.stray = 0.10 + 0.24 * random.random(CLUMPS) ** 2.2, random.normal(0, 0.10, CLUMPS)
        self.size *= eased((0.9 - self.deep) / 1.2)
        self.toe = 1.0 + np.clip(-0.42 * self.deep, 0.0, 3.2)
        self.run = np.linspace(5.5, -2.4, CURLS)
        self.curl = eased((5.0 - self.run) / 4.5) * eased((self.run + 2.3) / 1.8)

    def along(self, n: Floats | float, z: Floats, time: float) -> Floats:
        """The x of points so far before the crest."""
        crest = self.breaker
        return np.asarray((n + crest.speed * time + crest.start + z * sin(crest.angle)) / cos(crest.angle))

    def spots(self, time: float) -> list[tuple[Floats, Floats]]:
        """Where the height of the water must be known: x and z of the heaps, and of the lip's upper line."""
        peel = self.sea.peel(time)
        part = (self.turn + self.pace * time) % 1.0
        heaps, lip = peel + self.deep, peel + self.run
        return [(self.along(self.toe * part - 0.5, heaps, time), heaps), (self.along(-0.2, lip, time), lip)]

    def seen(self, seen: Look, spots: list[tuple[Floats, Floats]], levels: list[Floats], time: float) -> Crest:
        """The crest as it is seen."""
        (x, z), (_, away) = spots
        roll = np.sin(np.pi * ((self.turn + self.pace * time) % 1.0))
        size = self.size * (0.35 + roll) * eased((z + seen.view.distance - 3.4) / 2.0)
        y = levels[0] + 0.3 * size + self.stray + 0.22 * roll
        use = np.flatnonzero((z > 3.5 - seen.view.distance) & seen.shown(x, levels[0], z, 12.0))
        use = use[np.argsort(-z[use])]
        sx, sy = seen.view.spot(x[use], y[use], z[use])
        curl = self.curl
        flutter = (0.05 * np.sin(1.9 * self.run + 6 * time) + 0.03 * np.sin(4.3 * self.run - 5 * time)) * curl
        reach = self.along(np.stack([0 * curl - 0.2, 0.75 * curl - 0.05, 1.25 * curl]), away, time)
        over = np.stack([0 * curl + 0.02, 0.20 * curl - 0.12 * curl**2, 0.10 * curl - 0.80 * curl**2 + flutter])
        scale = seen.view.scale(z[use])
        return Crest(
            heaps=(sx, sy, z[use], size[use] * scale), depth=away, time=time, size=seen.view.scale(away) * curl,
            lip=np.stack(seen.view.spot(reach, levels[1] + over, away), axis=2),
        )  # fmt: skip

    def front(self, canvas: Canvas, crest: Crest, near: float, far: float) -> None:
        """Paint the heaps between two depths, some at a time: shade, body, light."""
        inside = np.flatnonzero((crest.heaps[2] > near) & (crest.heaps[2] <= far))
        for some in np.array_split(inside, 3):
            x, y, _, radius = (each[some] for each in crest.heaps)
            heaped(canvas, x - 0.1 * radius, y + 0.3 * radius, 1.1 * radius, self.tint.shade)
            heaped(canvas, x + 0.1 * radius, y, 0.9 * radius, mix(self.tint.shade, self.tint.foam, 0.6))
            heaped(canvas, x + 0.22 * radius, y - 0.28 * radius, 0.6 * radius, self.tint.foam)

    def lip(self, canvas: Canvas, crest: Crest, near: float, far: float) -> None:
        """Paint the crest that leans over and falls, between two depths, where it is just about to break."""
        part = slice(int(np.sum(crest.depth > far)), int(np.sum(crest.depth > near)) + 1)
        upper, middle, lower = crest.lip[:, part]
        if len(upper) < 2:
            return
        top, bottom = float(crest.lip[0, :, 1].min()), float(crest.lip[2, :, 1].max()) + 1
        glass = linear((0, top), (0, bottom), (0, thin(mix(self.tint.lit, self.tint.foam, 0.5), 0.95)),
                       (1, thin(mix(self.tint.lit, self.tint.deep, 0.15), 0.92)))  # fmt: skip
        canvas.polygon(np.vstack([upper, middle[::-1]]).tolist(), glass)
        canvas.polygon(np.vstack([middle, lower[::-1]]).tolist(), glass)
        size, ruffled = crest.size[part], 1 + 0.5 * np.sin(3.1 * self.run[part] + 6 * crest.time)
        edge = lower - np.stack([0.05 * size, 0.16 * size * ruffled], axis=1)
        canvas.polygon(np.vstack([edge, lower[::-1]]).tolist(), thin(self.tint.foam, 0.92))
        ridge = middle - np.stack([0.0 * size, 0.05 * size], axis=1)
        canvas.polygon(np.vstack([ridge, middle[::-1]]).tolist(), thin(self.tint.foam, 0.55))
