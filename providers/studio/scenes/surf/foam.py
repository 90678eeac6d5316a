"""White water: the tumbling front of a broken crest, its lip, flecks that float, glints of the light, and spray."""

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
from providers.studio.weave import dots, traces

CLUMPS, FLECKS, GLINTS = 240, 320, 140


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


class Foam:
    """What is white on one sea; where each fleck is, is drawn once."""

    def __init__(self, sea: Sea, tint: Tint, seed: int) -> None:
        random = np.random.default_rng([seed, 21])
        self.sea, self.tint = sea, tint
        self.deep = -9.5 * random.random(CLUMPS) ** 1.1 + 0.5
        self.turn, self.pace = random.random(CLUMPS), random.uniform(0.5, 1.0, CLUMPS)
        self.size, self.stray = 0.10 + 0.24 * random.random(CLUMPS) ** 2.2, random.normal(0, 0.10, CLUMPS)
        self.fleck = random.random((FLECKS, 4))
        self.glint = random.random((GLINTS, 4))

    def heaps(self, seen: Look, breaker: Breaker, time: float) -> tuple[Floats, Floats, Floats, Floats]:
        """The rolling white front of a broken crest as heaps of foam, from far to near: pixels, depths, radii."""
        z = self.sea.peel(time) + self.deep
        part = (self.turn + self.pace * time) % 1.0
        toe = 0.5 + np.clip(-0.42 * self.deep, 0.0, 3.2)
        x, _ = self.along(breaker, z, -0.5 + (toe + 0.5) * part, time)
        level = self.sea.surface(x, z, time).height
        size = (
            self.size
            * (0.35 + np.sin(np.pi * part))
            * eased((0.9 - self.deep) / 1.2)
            * eased((z + seen.view.distance - 3.4) / 2.0)
        )
        y = level + 0.3 * size + self.stray + 0.22 * np.sin(np.pi * part)
        use = np.flatnonzero((z > 3.5 - seen.view.distance) & seen.shown(x, level, z, 12.0))
        use = use[np.argsort(-z[use])]
        sx, sy = seen.view.spot(x[use], y[use], z[use])
        return sx, sy, z[use], size[use] * seen.view.scale(z[use])

    def front(self, canvas: Canvas, heaps: tuple[Floats, Floats, Floats, Floats], near: float, far: float) -> None:
        """Paint the heaps between two depths, some at a time: shade, body, light."""
        inside = np.flatnonzero((heaps[2] > near) & (heaps[2] <= far))
        for some in np.array_split(inside, 3):
            x, y, _, radius = (each[some] for each in heaps)
            dots(canvas, x - 0.1 * radius, y + 0.3 * radius, 1.1 * radius, self.tint.shade)
            dots(canvas, x + 0.1 * radius, y, 0.9 * radius, mix(self.tint.shade, self.tint.foam, 0.6))
            dots(canvas, x + 0.22 * radius, y - 0.28 * radius, 0.6 * radius, self.tint.foam)

    def lip(self, canvas: Canvas, seen: Look, breaker: Breaker, time: float, behind: bool, at_z: float) -> None:
        """The crest that leans over and falls, where it is just about to break."""
        peel = self.sea.peel(time)
        z = peel + np.linspace(5.5, -2.4, 22)
        cut = int(np.clip(np.searchsorted(-z, -at_z), 1, len(z)))
        z = z[: cut + 1] if behind else z[cut:]
        if len(z) < 2:
            return
        curl = eased((peel + 5.0 - z) / 4.5) * eased((z - peel + 2.3) / 1.8)
        flutter = (0.04 * np.sin(6 * z + 9 * time) + 0.03 * np.sin(13 * z - 7 * time)) * curl
        place = [
            self.along(breaker, z, reach * curl + rest, time)[0]
            for reach, rest in ((0.0, -0.2), (0.75, -0.05), (1.25, 0.0))
        ]
        crest = self.sea.surface(place[0], z, time).height
        over = (0.02 + 0.0 * curl, 0.20 * curl - 0.12 * curl**2, 0.10 * curl - 0.80 * curl**2 + flutter)
        (ax, ay), (mx, my), (bx, by) = (seen.view.spot(x, crest + up, z) for x, up in zip(place, over, strict=True))
        upper, middle, lower = (np.stack(each, axis=1) for each in ((ax, ay), (mx, my), (bx, by)))
        top, bottom = float(ay.min()), float(by.max()) + 1
        glass = linear((0, top), (0, bottom), (0, thin(mix(self.tint.lit, self.tint.foam, 0.5), 0.95)),
                       (1, thin(mix(self.tint.lit, self.tint.deep, 0.15), 0.92)))  # fmt: skip
        canvas.polygon(np.vstack([upper, middle[::-1]]).tolist(), glass)
        canvas.polygon(np.vstack([middle, lower[::-1]]).tolist(), glass)
        size = np.asarray(seen.view.scale(z)) * curl
        edge = lower - np.stack([0.05 * size, 0.16 * size * (1 + 0.5 * np.sin(9 * z + 6 * time))], axis=1)
        canvas.polygon(np.vstack([edge, lower[::-1]]).tolist(), thin(self.tint.foam, 0.92))
        ridge = middle - np.stack([0.0 * size, 0.05 * size], axis=1)
        canvas.polygon(np.vstack([ridge, middle[::-1]]).tolist(), thin(self.tint.foam, 0.55))

    def along(self, breaker: Breaker, z: Floats, n: Floats, time: float) -> tuple[Floats, Floats]:
        """The x of points so far before a crest, with their z."""
        return (n + breaker.speed * time + breaker.start + z * sin(breaker.angle)) / cos(breaker.angle), z

    def flecks(self, seen: Look, time: float) -> tuple[Floats, Floats, Floats]:
        """Lines that lie on the water and let one see how it moves: those that show, their depths, their strengths."""
        view = seen.view
        z = np.exp(self.fleck[:, 0] * 3.4) * 1.1 - view.distance + 2.0
        wide = view.width / view.scale(z) * 1.3 + 3.0
        x = view.x + (self.fleck[:, 1] - view.x / wide) % 1.0 * wide - wide / 2
        long = (0.12 + 0.55 * self.fleck[:, 2] ** 2) * (1 + 0.02 * (z + view.distance))
        course = np.linspace(-0.5, 0.5, 5)
        xs = x[:, None] + long[:, None] * course
        tilt = 0.12 * np.sin(9 * self.fleck[:, 3:4]) + 0.25 * (self.fleck[:, 1:2] - 0.5) * course
        zs = z[:, None] + tilt * long[:, None]
        level = self.sea.surface(xs.astype(np.float32), zs.astype(np.float32), time).height
        shown = np.flatnonzero(seen.shown(x, level[:, 2], z, 1.5))
        sx, sy = view.spot(xs[shown], level[shown] + 0.012, zs[shown])
        return np.stack([sx, sy], axis=2), z[shown], self.fleck[shown, 3]

    def scratch(self, canvas: Canvas, flecks: tuple[Floats, Floats, Floats], near: float, far: float) -> None:
        """Paint the flecks between two depths, each light over its own shade."""
        points, z, strong = flecks
        scale, inside = canvas.height / 720, (z >= near) & (z < far)
        light = mix(self.tint.lit, self.tint.foam, 0.55)
        if inside.any():
            traces(canvas, points[inside] + np.array([0.0, 3.5 * scale]), 2.6 * scale, thin(self.tint.deep, 0.11))
        for low, high, alpha, width in ((0.0, 0.6, 0.15, 1.4), (0.6, 1.01, 0.28, 2.4)):
            some = inside & (strong >= low) & (strong < high)
            if some.any():
                traces(canvas, points[some], width * scale, thin(light, alpha))

    def glints(self, canvas: Canvas, seen: Look, sun_x: float, time: float) -> None:
        """The light's glitter on the water under it: short lines that come and go."""
        view = seen.view
        z = np.exp(1.2 + self.glint[:, 0] * 4.2) - view.distance + 4.0
        spread = (0.05 + 0.10 * (1 - self.glint[:, 0])) * view.width * (1 + self.tint.glint * 0.4)
        sx = sun_x + (self.glint[:, 1] - 0.5) * 2 * spread * (0.4 + self.glint[:, 2])
        x = view.x + (sx - view.width / 2) / view.scale(z)
        level = self.sea.surface(x, z, time)
        twinkle = np.sin((2.0 + 3 * self.glint[:, 3]) * time * 2.2 + 40 * self.glint[:, 2])
        use = (twinkle > 0.25) & seen.shown(x, level.height, z, 2.0)
        px, py = view.spot(x[use], level.height[use], z[use])
        half = (0.002 + 0.008 * self.glint[use, 3] * (1 - 0.7 * self.glint[use, 0])) * view.height * twinkle[use]
        points = np.stack([np.stack([px - half, py], 1), np.stack([px + half, py], 1)], axis=1)
        if len(points):
            with canvas.fading(min(1.0, 0.75 * self.tint.glint), "plus"):
                traces(canvas, points, max(1.0, 0.0028 * view.height), thin(self.tint.light, 0.75))
