"""A view of a land that slides by as from a drone, and what falls through its sky."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, radial
from providers.studio.paint.camera import Camera
from providers.studio.performance import Form
from providers.studio.scenes.sight.show import BELOW, Show, still, times
from providers.studio.script import Script
from providers.studio.sound.cues import Cue, Impact, Wind

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
    shining = (lambda canvas, camera, frame: streaks(canvas, camera, stones, frame / form.fps)) if stones else None
    landed = [each for each in stones if each.large and each.time + each.lasts < form.seconds]
    return Show(
        tall=TALL, eye=eye, cues=(*air, *(cue for each in landed for cue in struck(each))), shining=shining,
        truth={"contacts": [
            {"time": each.time + each.lasts, "at": list(place(each, 1.0)), "impulse": 1e4,
             "materials": ["stone", "sand"]}
            for each in landed
        ], "tracks": [{"skin": "view", "material": "air", "x": eye[:, 0].tolist(), "y": eye[:, 1].tolist()}]},
    )  # fmt: skip


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
