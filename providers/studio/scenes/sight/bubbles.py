"""Soap bubbles: so light that the air carries them at its own speed; each bursts after a while."""

from __future__ import annotations

from dataclasses import dataclass
from math import sin
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, radial
from providers.studio.paint.camera import Camera
from providers.studio.performance import Form
from providers.studio.scenes.sight.show import Show
from providers.studio.script import Script
from providers.studio.sound.cues import Pluck, Wind

TALL = 3.0
EACH = 8.0
"""Blown in a second."""
LONGEST = 130.0
FILM = 1.1e-3
"""Kilograms per square metre of soap film: 1.1 micrometres of water, both sides counted."""
WARM = 0.4
"""Metres per second at which the air over sunlit ground rises."""
AIR = 1.2
"""Kilograms per cubic metre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """One of them."""

    born: float
    size: float
    """Its radius in metres."""
    y: float
    drift: float
    bursts: float

    @property
    def sinks(self) -> float:
        """Metres per second at which it falls through still air: its film's weight against the drag of a sphere."""
        weight = 4 * np.pi * self.size**2 * FILM * 9.81
        return float((2 * weight / (AIR * 0.5 * np.pi * self.size**2)) ** 0.5)


def bubbles(form: Form) -> tuple[Bubble, ...]:
    """All bubbles of one staging, whatever its length; some are in the air as it begins."""
    random, made, born = Random(f"{form.seed}/bubbles"), [], -4.0
    while born < LONGEST:
        born += random.expovariate(EACH)
        size = 0.02 + 0.09 * random.random() ** 2
        made.append(
            Bubble(
                born=born,
                size=size,
                y=random.uniform(0.5, 0.9),
                drift=random.uniform(0.45, 1.05),
                bursts=born + random.uniform(2.0, 7.0),
            )
        )
    return tuple(made)


def place(bubble: Bubble, time: float, left: float, wind: float) -> tuple[float, float]:
    """Where it is: with the wind and the warm breath that it was blown with, sinking through it."""
    past = time - bubble.born
    breath = 0.75 * (1 - np.exp(-1.2 * past)) / 1.2
    x = left + breath + (bubble.drift + 2.5 * wind) * past + 0.06 * sin(1.7 * past + 40 * bubble.size)
    y = bubble.y + breath + (WARM - bubble.sinks) * past + 0.07 * sin(1.1 * past + 60 * bubble.size)
    return float(x), float(y)


def stage(script: Script, form: Form) -> Show:
    """Bubbles that drift across the picture."""
    left, every = -0.55 * TALL * form.aspect, bubbles(form)
    pops = [each for each in every if 0 < each.bursts < form.seconds]
    where = {each.born: place(each, each.bursts, left, script.wind) for each in pops}
    cues = [
        Pluck(time=each.bursts, at=where[each.born], pitch=min(3200.0, 60.0 / each.size), level=0.09, decay=0.05)
        for each in pops
    ]  # fmt: skip
    air = Wind(x=np.zeros(form.frames), speed=np.full(form.frames, 1.5 + 8 * script.wind))
    return Show(
        tall=TALL, cues=(*cues, air),
        moving=lambda canvas, camera, frame: paint(canvas, camera, every, frame / form.fps, left, script.wind),
        truth={"contacts": [
            {"time": each.bursts, "at": list(where[each.born]), "impulse": 0.0, "materials": ["soap", "air"]}
            for each in pops
        ], "tracks": []},
    )  # fmt: skip


def paint(canvas: Canvas, camera: Camera, every: tuple[Bubble, ...], time: float, left: float, wind: float) -> None:
    """Those that are in the air, and the drops of those that have just burst."""
    for bubble in every:
        if bubble.born <= time < bubble.bursts:
            x, y = camera.at(place(bubble, time, left, wind))
            sphere(
                canvas,
                x,
                y,
                bubble.size * camera.scale * min(1.0, 0.3 + 3 * (time - bubble.born)),
                time + 50 * bubble.size,
            )
        elif 0 <= time - bubble.bursts < 0.15:
            x, y = camera.at(place(bubble, bubble.bursts, left, wind))
            reach = bubble.size * camera.scale * (1 + 3 * (time - bubble.bursts))
            for at in range(9):
                turn = 0.7 * at
                canvas.circle(x + reach * sin(turn + 1.57), y + reach * sin(turn), 1.5, (1, 1, 1, 0.7))


def sphere(canvas: Canvas, x: float, y: float, size: float, turn: float) -> None:
    """A film that mirrors the sky, with the colours of its thickness."""
    a, b = 0.5 + 0.5 * sin(1.3 * turn), 0.5 + 0.5 * sin(1.3 * turn + 2.1)
    canvas.circle(x, y, size, radial(
        (x, y), size, (0, (1, 1, 1, 0.03)), (0.62, (0.8 + 0.2 * a, 0.85, 1.0, 0.08)),
        (0.82, (1.0, 0.55 + 0.3 * a, 0.85, 0.3)),
        (0.93, (0.45 + 0.4 * b, 0.95, 0.9, 0.5)), (1, (0.85, 0.9, 1.0, 0.65)),
    ))  # fmt: skip
    canvas.ellipse(x - 0.4 * size, y - 0.45 * size, 0.2 * size, 0.13 * size, (1, 1, 1, 0.85))
    canvas.ellipse(x + 0.42 * size, y + 0.48 * size, 0.12 * size, 0.07 * size, (1, 1, 1, 0.5))
