"""Rocks that stand in the sea: each wave that rises on one is thrown up as spray."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, linear
from providers.studio.paint.colours import darker, lighter, mix
from providers.studio.performance import Form
from providers.studio.scenes.surf.foam import Spray, burst
from providers.studio.scenes.surf.picture import Thing
from providers.studio.scenes.surf.sea import Sea
from providers.studio.scenes.surf.view import View
from providers.studio.stagecraft.terms import Colour

LOOKS = 24
"""Looks at the water in a second, whatever the frame rate."""
HIGH = 0.3
"""Metres over still water at which a wave that still rises breaks on a rock."""
RESTS = 0.9
"""Seconds until the next one can."""
WHERE = np.array([0.45, 0.12, 0.16])
"""How widely spray begins, over half the rock's width."""
DUSKS: dict[str, tuple[Colour, float]] = {"night": ((0.06, 0.08, 0.18), 0.65), "sunset": ((0.7, 0.36, 0.26), 0.25)}
STONE: Colour = (0.4, 0.37, 0.36)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rock:
    """One of them; metres."""

    x: float
    z: float
    half: float
    tall: float
    """Over still water."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A wave breaks on a rock."""

    time: float
    rock: Rock
    rises: float
    """Metres per second at which the water came up."""

    @property
    def litres(self) -> float:
        """How much is thrown up."""
        return float(min(90.0, 14.0 * self.rock.half * self.rises**1.5 + 8.0))

    @property
    def at(self) -> tuple[float, float]:
        """Where: on the side from which the waves come."""
        return self.rock.x - 0.6 * self.rock.half, HIGH


def rocks(form: Form, wide: float) -> tuple[Rock, ...]:
    """A few, across the picture, the largest near its middle."""
    random = Random(f"{form.seed}/rocks")
    spots = ((-0.33, 2.6, 0.1, 0.55), (-0.08, 0.6, 0.13, 0.8), (0.17, 1.8, 0.15, 1.0), (0.36, 0.0, 0.09, 0.5))
    return tuple(
        Rock(x=wide * across + random.uniform(-0.2, 0.2), z=z, half=max(0.55, wide * half) * random.uniform(0.9, 1.1),
             tall=(1.9 * share + 0.3) * random.uniform(0.9, 1.15))
        for across, z, half, share in spots
    )  # fmt: skip


def hits(sea: Sea, every: tuple[Rock, ...], seconds: float) -> tuple[Hit, ...]:
    """Each time that water rises through `HIGH` at a rock, in order."""
    x, z = (np.array([getattr(rock, name) for rock in every]) for name in ("x", "z"))
    half = np.array([rock.half for rock in every])
    made: list[Hit] = []
    last, before = np.full(len(every), -9.0), sea.height(x - half, z, 0.0)
    for number in range(1, int(seconds * LOOKS)):
        time = number / LOOKS
        level = sea.height(x - half, z, time)
        for at in np.flatnonzero((before < HIGH) & (level >= HIGH) & (time - last > RESTS)):
            made.append(Hit(time=time, rock=every[at], rises=float(level[at] - before[at]) * LOOKS))
            last[at] = time
        before = level
    return tuple(made)


def thrown(form: Form, every: tuple[Hit, ...]) -> list[Spray]:
    """The spray of all of them: the faster the water rose, the higher it flies."""
    random, parts = np.random.default_rng([form.seed, 14]), []
    for hit in every:
        count = int(90 + 3.0 * hit.litres)
        x, y = hit.at
        spread = random.normal(0, 1, (count, 3)) * WHERE * hit.rock.half
        spots = np.array([x, y, hit.rock.z - 0.2]) + spread
        up = np.array([0.6, 2.9 + 1.2 * min(3.0, hit.rises), -0.2])
        born = hit.time + np.abs(random.normal(0, 0.14, count))
        parts.append(burst(random, born, spots, up, 1.25, 0.05, 1.2))
    return parts


def things(form: Form, every: tuple[Rock, ...], hour: str) -> tuple[Thing, ...]:
    """The rocks as the picture needs them."""
    return tuple(
        Thing(x=np.full(form.frames, rock.x), z=np.full(form.frames, rock.z), half=1.25 * rock.half, deep=0.3,
              paint=painter(rock, f"{form.seed}/{at}", hour))
        for at, rock in enumerate(every)
    )  # fmt: skip


def painter(rock: Rock, seed: str, hour: str) -> Callable[[Canvas, View, int], None]:
    """What paints one rock: facets, lit from above, dark and wet at its foot."""
    random = Random(seed)
    edge = [(-1.02, -1.0), (-1.0, 0.0), (-0.82, random.uniform(0.3, 0.5)), (-0.5, random.uniform(0.62, 0.8)),
            (random.uniform(-0.25, 0.0), 1.0), (random.uniform(0.15, 0.35), random.uniform(0.85, 0.98)),
            (0.6, random.uniform(0.5, 0.7)), (0.86, random.uniform(0.2, 0.4)), (1.05, 0.0), (1.05, -1.0)]  # fmt: skip
    ridge = (random.uniform(-0.05, 0.15), 0.3)
    tone = mix(STONE, *DUSKS.get(hour, (STONE, 0.0)))

    def paint(canvas: Canvas, at: View, number: int) -> None:
        def spot(point: tuple[float, float]) -> tuple[float, float]:
            x, y = at.spot(rock.x + point[0] * rock.half, point[1] * (rock.tall if point[1] > 0 else 0.5), rock.z)
            return float(x), float(y)

        outer = [spot(point) for point in edge]
        top, foot = min(y for _, y in outer), spot((0.0, 0.0))[1]
        canvas.polygon(
            outer, linear((0, top), (0, foot), (0, lighter(tone, 0.3)), (0.7, tone), (1, darker(tone, 0.55)))
        )
        crown = 4
        canvas.polygon((*outer[crown:], spot(ridge)), (*darker(tone, 0.5), 0.55))
        canvas.polygon((outer[2], outer[3], outer[4], spot(ridge)), (*lighter(tone, 0.35), 0.35))

    return paint
