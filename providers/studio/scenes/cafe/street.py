"""What moves behind the café's window: who passes by, rain, snow."""

from __future__ import annotations

from dataclasses import dataclass
from math import sin

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas
from providers.studio.paint import light
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.paint.depths import cropped
from providers.studio.paint.focus import blur
from providers.studio.scenes.cafe import interior
from providers.studio.scenes.cafe.framing import DEPTH, Framing
from providers.studio.scenes.cafe.settings import SOFT, Setting

PASSING = 3
"""How many walk to and fro."""
ROOM, HEAD = 0.3, 0.72
"""Metres around somebody's middle, and above it, that are painted anew: the reach of an umbrella."""
Passing = tuple[float, int]
"""Somebody's middle in pixels, and which one it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """The glass, part by part: only where somebody is seen is it painted anew."""

    beyond: Canvas
    inside: Canvas
    glass: tuple[int, int, int, int]
    """Left, top, width and height in pixels."""
    people: tuple[tuple[Canvas, tuple[int, int]], ...]
    """Everyone's picture, and its corner from the left end of what is painted anew and from above."""
    weather: str
    drops: NDArray[np.float64]
    camera: Camera
    ground: float
    """Pixels from the top."""
    size: float
    """Pixels per metre."""
    seed: int

    def paint(self, canvas: Canvas, time: float) -> None:
        """What is there at that second."""
        _, upper, _, tall = self.glass
        for left, right, seen in self.panes(time):
            with canvas.within(left, upper, right - left, tall):
                with canvas.fading(blend="copy"):
                    canvas.stamp(self.beyond)
                for x, number in seen:
                    y = self.ground + 0.012 * self.size * sin(time * 7 + number)
                    picture, (aside, down) = self.people[number]
                    canvas.stamp(picture, x - ROOM * self.size + aside, y - HEAD * self.size + down)
                if self.weather == "rain":
                    self.rain(canvas, time)
                if self.weather == "snow":
                    light.snow(canvas, self.camera, time, self.seed)
                canvas.stamp(self.inside)

    def panes(self, time: float) -> list[tuple[float, float, list[Passing]]]:
        """Parts of the glass by their left and right ends, and who is in each; all of it where rain or snow falls."""
        left, _, wide, _ = self.glass
        passing = sorted(self.passing(time))
        if self.weather in {"rain", "snow"}:
            return [(left, left + wide, passing)]
        found: list[tuple[float, float, list[Passing]]] = []
        for x, number in passing:
            first, last = max(left, x - ROOM * self.size), min(left + wide, x + ROOM * self.size)
            if found and first < found[-1][1]:
                found[-1] = (found[-1][0], last, [*found[-1][2], (x, number)])
            elif first < last:
                found.append((first, last, [(x, number)]))
        return found

    def passing(self, time: float) -> list[Passing]:
        """Where everyone is; every second one walks to the left."""
        left, _, wide, _ = self.glass
        gone = [((time * (0.07 + 0.02 * each) + 0.37 * each + 0.2) % 1.6) - 0.3 for each in range(PASSING)]
        return [(left + wide * (1 - share if each % 2 else share), each) for each, share in enumerate(gone)]

    def rain(self, canvas: Canvas, time: float) -> None:
        """Drops that fall behind the window."""
        left, upper, wide, tall = self.glass
        fall = (self.drops[:, 1] + time * (1.3 + self.drops[:, 2])) % 1.0 * (tall * 1.2)
        x = left + self.drops[:, 0] * wide * 1.1 - 0.1 * fall
        y, long = upper - 0.1 * tall + fall, tall * 0.07
        pairs = [((a, b), (a - 0.1 * long, b + long)) for a, b in zip(x.tolist(), y.tolist(), strict=True)]
        canvas.lines(pairs, max(1.0, 0.0022 * canvas.height), (0.85, 0.92, 1.0, 0.42))


def street(setting: Setting, framed: Framing, weather: str, seed: int) -> Street | None:
    """The street of a setting that has one."""
    if setting.glass is None or setting.beyond is None or setting.inside is None:
        return None
    size = DEPTH * framed.scale
    return Street(
        beyond=setting.beyond, inside=setting.inside, glass=setting.glass, weather=weather,
        people=tuple(walker(size, number, setting.hour, SOFT * framed.height) for number in range(PASSING)),
        drops=np.random.default_rng([seed, 5]).random((90, 3)),
        camera=Camera(width=framed.width, height=framed.height, scale=framed.scale, top=1.0, below=0.2),
        ground=framed.eyes + 0.3 * size, size=size, seed=seed,
    )  # fmt: skip


def walker(m: float, number: int, hour: interior.Hour, spread: float) -> tuple[Canvas, tuple[int, int]]:
    """Somebody on the pavement, out of focus, and the corner of the picture; the second one has an umbrella."""
    canvas = Canvas(round(2 * ROOM * m) + 1, round(1.2 * HEAD * m) + 1)
    x, y, tone = ROOM * m, HEAD * m, darker(hour.houses, 0.45 + 0.1 * number)
    canvas.ellipse(x, y - 0.12 * m, 0.09 * m, 0.27 * m, thin(tone, 0.82))
    canvas.circle(x, y - 0.46 * m, 0.065 * m, thin(lighter(tone, 0.25), 0.82))
    if number == 1:
        canvas.ellipse(x, y - 0.56 * m, 0.24 * m, 0.1 * m, thin((0.6, 0.25, 0.25), 0.7))
    blur(canvas, 1.3 * spread)
    return cropped(canvas)
