"""A view of a land that slides by as from a drone, and what falls through its sky."""

from __future__ import annotations

from dataclasses import dataclass
from math import sin
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.camera import Camera
from providers.studio.performance import Form
from providers.studio.scenes.sight.show import BELOW, Paint, Show, still, times
from providers.studio.script import Script
from providers.studio.sound.cues import Cue, Impact, Wind
from providers.studio.stagecraft.terms import Colour

TALL = 24.0
GLIDES, IDLES = 4.5, 0.5
"""Metres per second."""
LONGEST = 130.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meteor:
    """A stone that burns up in the sky, or one that comes down."""

    time: float
    x: float
    y: float
    fall: tuple[float, float]
    """Metres per second in the picture."""
    lasts: float
    large: bool = False


def stage(script: Script, form: Form) -> Show:
    """The land, from above if that was said."""
    flies = bool(script.details.get("flies"))
    eye, pace = still(form), GLIDES if flies else IDLES
    eye[:, 0] = pace * times(form)
    if flies:
        eye[:, 1] = 2.0 + 1.2 * np.sin(0.35 * times(form))
    stones = meteors(script, form) if script.details.get("meteors") else ()
    air: tuple[Cue, ...] = (Wind(x=np.zeros(form.frames), speed=np.full(form.frames, 4.0)),) if flies else ()
    shining: Paint | None = aurora(form) if script.details.get("aurora") else None
    falls = str(script.details.get("falls", ""))
    moving = flutter(form, falls, script.wind) if falls else None
    if stones:
        shining = falling_stars(stones, form)
    landed = [each for each in stones if each.large and each.time + each.lasts < form.seconds]
    return Show(
        tall=TALL, eye=eye, moving=moving, shining=shining,
        cues=(*air, *(cue for each in landed for cue in struck(each))),
        truth={"contacts": [
            {"time": each.time + each.lasts, "at": list(place(each, 1.0)), "impulse": 1e4,
             "materials": ["stone", "sand"]}
            for each in landed
        ], "tracks": [{"skin": "view", "material": "air", "x": eye[:, 0].tolist(), "y": eye[:, 1].tolist()}]},
    )  # fmt: skip


def falling_stars(stones: tuple[Meteor, ...], form: Form) -> Paint:
    """What paints them."""
    return lambda canvas, camera, frame: streaks(canvas, camera, stones, frame / form.fps)


def aurora(form: Form) -> Paint:
    """Curtains of light that wave: each ray stands on a line that runs through the sky."""

    def paint(canvas: Canvas, camera: Camera, frame: int) -> None:
        now, step = frame / form.fps, camera.width / 64
        for number, (tone, base) in enumerate(
            (((0.25, 0.95, 0.55), 0.4), ((0.35, 0.6, 0.95), 0.3), ((0.75, 0.35, 0.85), 0.24))
        ):
            for at in range(-1, 65):
                turn = 0.11 * at + 1.9 * number
                bend = sin(turn + 0.35 * now) + 0.5 * sin(2.3 * turn - 0.5 * now)
                strong = 0.13 + 0.11 * sin(3.1 * turn + 0.9 * now) + 0.07 * sin(7.7 * turn - 1.3 * now)
                foot = (base + 0.07 * bend) * camera.height
                high = (0.2 + 0.05 * sin(1.7 * turn + 0.6 * now)) * camera.height
                shade = linear(
                    (0, foot - high), (0, foot), (0, (*tone, 0.0)), (0.75, (*tone, max(0.0, strong))), (1, (*tone, 0.0))
                )
                canvas.rectangle(at * step, foot - high, 1.9 * step, high, shade)

    return paint


FALLS: dict[str, tuple[Colour, ...]] = {
    "leaves": ((0.85, 0.5, 0.14), (0.72, 0.3, 0.13), (0.9, 0.72, 0.24)),
    "petals": ((1.0, 0.8, 0.86), (0.98, 0.68, 0.78), (1.0, 0.9, 0.93)),
}
SINKS = 1.3
"""Metres per second at which a leaf falls."""


def flutter(form: Form, kind: str, wind: float) -> Paint:
    """Leaves or petals that sink at an even speed, swing to and fro, and drift before the wind."""

    def paint(canvas: Canvas, camera: Camera, frame: int) -> None:
        now, random = frame / form.fps, Random(f"{form.seed}/{kind}")
        small = 0.6 if kind == "petals" else 1.0
        for _ in range(int(75 * camera.width / camera.height)):
            depth, phase, tone = random.uniform(0.4, 1.0), random.random(), random.choice(FALLS[kind])
            x, swing, spin = random.random(), random.uniform(0, 6.3), random.uniform(1.5, 3.5)
            down = (phase + now * SINKS * depth / 9.0) % 1.05
            across = (x - now * (0.012 + 0.25 * wind) * depth) % 1.1 - 0.05 + 0.02 * sin(spin * now + swing)
            size = small * 0.015 * camera.height * depth
            with canvas.move(
                across * camera.width,
                down * camera.height,
                0.7 * sin(spin * now + swing),
                (1.0, 0.3 + 0.7 * abs(sin(0.8 * spin * now + swing))),
            ):
                canvas.blob(((-1.5 * size, 0), (0, -0.8 * size), (1.5 * size, 0), (0, 0.8 * size)), tone)

    return paint


def meteors(script: Script, form: Form) -> tuple[Meteor, ...]:
    """One great stone after a second, and more small ones; a shower where many were told of."""
    random, wide = Random(f"{form.seed}/meteors"), TALL * form.aspect
    made: list[Meteor] = []
    if not script.details.get("shower"):
        start, sky = (-0.3 * wide, 0.66 * TALL), 0.0
        end = (0.14 * wide, 0.02 * TALL + sky)
        made.append(
            Meteor(
                time=0.6,
                x=start[0],
                y=start[1],
                fall=((end[0] - start[0]) / 1.7, (end[1] - start[1]) / 1.7),
                lasts=1.7,
                large=True,
            )
        )
    time = 0.2
    while time < LONGEST:
        x, y = random.uniform(-0.5, 0.3) * wide, random.uniform(0.3, 0.68) * TALL
        made.append(
            Meteor(
                time=time,
                x=x,
                y=y,
                fall=(random.uniform(14, 24), random.uniform(-12, -7)),
                lasts=random.uniform(0.35, 0.7),
            )
        )
        time += random.uniform(0.2, 0.9) if script.details.get("shower") else random.uniform(1.5, 4.0)
    return tuple(made)


def place(meteor: Meteor, share: float) -> tuple[float, float]:
    """Where it is when a share of its way is over."""
    past = share * meteor.lasts
    return meteor.x + meteor.fall[0] * past, meteor.y + meteor.fall[1] * past


def struck(meteor: Meteor) -> tuple[Cue, ...]:
    """What is heard where a great one comes down."""
    at = place(meteor, 1.0)
    return tuple(
        Impact(time=meteor.time + meteor.lasts, at=at, impulse=impulse, materials=(material, "sand"), sizes=(1.2, 1.2))
        for material, impulse in (("stone", 900.0), ("sand", 900.0), ("card", 700.0))
    )


def streaks(canvas: Canvas, camera: Camera, stones: tuple[Meteor, ...], time: float) -> None:
    """Heads with their tails, and the flash where a great one strikes."""
    for stone in stones:
        share = (time - stone.time) / stone.lasts
        if 0 <= share < 1:
            wide = (0.55 if stone.large else 0.07) * camera.scale
            for back in range(16, -1, -1):
                x, y = camera.at(place(stone, max(0.0, share - back * (0.016 if stone.large else 0.03))))
                size = wide * (1 - back / 19)
                warm = (1.0, 0.95 - 0.035 * back, 0.85 - 0.045 * back)
                canvas.circle(
                    x, y, size, (*warm, 0.5 * (1 - back / 17) ** 1.5 * min(1.0, 4 * (1 - share) + 0.6 * stone.large))
                )
        since = time - stone.time - stone.lasts
        if stone.large and 0 <= since < 1.6:
            x, y = camera.at(place(stone, 1.0))
            reach = (3.0 + 9.0 * since) * camera.scale
            glow = 0.95 * (1 - since / 1.6) ** 2
            canvas.circle(
                x,
                y,
                reach,
                radial(
                    (x, y), reach, (0, (1, 0.95, 0.8, glow)), (0.3, (1, 0.7, 0.35, 0.5 * glow)), (1, (1, 0.5, 0.2, 0))
                ),
            )


def horizon(camera: Camera, wide: bool, flies: bool) -> float:
    """Pixels from the upper edge to where the land begins: low where nothing but the land is watched."""
    return camera.height * (0.74 if wide and flies else 0.8 if wide else 1 - BELOW)
