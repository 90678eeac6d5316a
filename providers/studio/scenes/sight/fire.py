"""Fire: tongues of hot gas that rise faster the hotter they are, sparks, a glow; a camp fire, a hearth or a candle."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, rgb, thin
from providers.studio.performance import Form
from providers.studio.scenes.sight.show import Show, times
from providers.studio.script import Script
from providers.studio.sound.cues import Cue, Impact, Wind
from providers.studio.stagecraft.terms import Colour
from providers.studio.weather import gusts

LIFT = 6.2
"""Metres per second squared by which gas of a camp fire rises."""
TONGUES = 60
"""Born in a second."""
SPARKS = 7.0
"""A second, on average: each is a crack of the wood."""
LONGEST = 130.0
"""Seconds of one staging, at most."""
WOOD: Colour = (0.36, 0.24, 0.16)
WAX: Colour = (0.95, 0.9, 0.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A glowing splinter."""

    time: float
    x: float
    speed: tuple[float, float]


def sparks(form: Form) -> tuple[Spark, ...]:
    """All sparks of one staging, whatever its length."""
    random, made, time = Random(f"{form.seed}/sparks"), [], 0.0
    while time < LONGEST:
        time += random.expovariate(SPARKS)
        speed = (random.uniform(-0.5, 0.5), random.uniform(1.2, 2.8))
        made.append(Spark(time=time, x=random.uniform(-0.25, 0.25), speed=speed))
    return tuple(made)


def flicker(time: float, seed: int) -> float:
    """How strongly it burns, about 1."""
    a = seed % 7
    return 1 + 0.1 * sin(9.1 * time + a) + 0.08 * sin(15.7 * time + 2 * a) + 0.05 * sin(27.0 * time + 3 * a)


def camp(script: Script, form: Form) -> Show:
    """A fire of logs."""
    blown = gusts(script.wind, form) if script.wind else np.zeros(form.frames)
    flying = [each for each in sparks(form) if each.time < form.seconds]
    cracks: list[Cue] = [
        Impact(time=each.time, at=(each.x, 0.2), impulse=0.25 * each.speed[1] ** 3, materials=("wood", "wood"),
               sizes=(0.035, 0.1))
        for each in flying
    ]  # fmt: skip
    rush = Wind(
        x=np.zeros(form.frames), speed=3.2 + 1.2 * np.array([flicker(t, form.seed) for t in times(form)]), size=0.6
    )

    def lit(canvas: Canvas, camera: Camera, frame: int) -> None:
        burning(canvas, camera, form, frame, 0.06 * float(blown[frame]))
        for each in flying:
            glow(canvas, camera, each, frame / form.fps, float(blown[frame]))

    def wood(canvas: Canvas, camera: Camera, frame: int) -> None:
        if script.place == "room":
            hearth(canvas, camera)
        logs(canvas, camera)

    return Show(
        tall=4.2, moving=wood, shining=lit, cues=(*cracks, rush, Wind(x=np.zeros(form.frames), speed=blown + 1.0)),
        truth={"contacts": [
            {"time": each.time, "at": [each.x, 0.2], "impulse": 0.25 * each.speed[1] ** 3,
             "materials": ["wood", "fire"]}
            for each in flying
        ], "tracks": []},
    )  # fmt: skip


def hearth(canvas: Canvas, camera: Camera) -> None:
    """A fireplace: bricks around a dark hollow, a board over it."""
    scale, random = camera.scale, Random("bricks")
    left, top = camera.at((-1.35, 2.0))
    wide, tall = 2.7 * scale, 2.1 * scale
    brick: Colour = (0.56, 0.3, 0.24)
    canvas.rectangle(left, top, wide, tall, darker(brick, 0.35))
    for row in range(12):
        for column in range(-1, 8):
            x = left + (column + 0.5 * (row % 2)) * 0.36 * scale
            first, last = max(x, left), min(x + 0.34 * scale, left + wide)
            if last > first:
                tone = darker(brick, random.uniform(0.0, 0.25))
                canvas.rectangle(first, top + row * 0.175 * scale, last - first, 0.155 * scale, tone)
    x, y = camera.at((-0.95, 1.35))
    canvas.rectangle(x, y, 1.9 * scale, 1.45 * scale, (0.08, 0.05, 0.05), 0.5 * scale)
    x, y = camera.at((-1.55, 2.12))
    canvas.rectangle(
        x, y, 3.1 * scale, 0.16 * scale, linear((0, y), (0, y + 0.16 * scale), (0, lighter(WOOD, 0.35)), (1, WOOD))
    )


def logs(canvas: Canvas, camera: Camera) -> None:
    """Stones in a ring and wood across."""
    random, scale = Random("stones"), camera.scale
    for at in range(13):
        turn = pi * at / 12
        x, y = camera.at((0.62 * np.cos(turn), 0.02 + 0.1 * np.sin(turn)))
        canvas.ellipse(x, y, 0.09 * scale, 0.065 * scale, darker((0.55, 0.54, 0.55), random.uniform(0, 0.4)))
    for x0, y0, x1, y1 in (
        (-0.5, 0.02, 0.25, 0.3),
        (0.5, 0.02, -0.25, 0.3),
        (-0.42, 0.08, 0.45, 0.1),
        (-0.1, 0.0, 0.05, 0.42),
    ):
        a, b = camera.at((x0, y0)), camera.at((x1, y1))
        canvas.line((a, b), 0.12 * scale, WOOD)
        canvas.line(((a[0], a[1] - 0.03 * scale), (b[0], b[1] - 0.03 * scale)), 0.035 * scale, lighter(WOOD, 0.2))
        canvas.circle(*b, 0.06 * scale, darker(WOOD, 0.5))


def burning(canvas: Canvas, camera: Camera, form: Form, frame: int, lean: float) -> None:
    """The tongues that are alive now, from the reddest to the whitest, and the light around."""
    now, scale = frame / form.fps, camera.scale
    strong = flicker(now, form.seed)
    x, y = camera.at((0.0, 0.4))
    reach = 2.6 * scale * strong
    warm: Colour = (1.0, 0.55, 0.18)
    canvas.circle(x, y, reach, radial((x, y), reach, (0, thin(warm, 0.5)), (0.3, thin(warm, 0.2)), (1, thin(warm, 0))))
    with canvas.move(*camera.at((0.0, -0.1)), scale=(2.4 * scale * strong, 0.5 * scale)):
        canvas.circle(0, 0, 1, radial((0, 0), 1, (0, thin(warm, 0.4)), (1, thin(warm, 0))))
    for number in range(int(now * TONGUES), int((now - 0.85) * TONGUES), -1):
        random = Random(number * 101 + form.seed)
        born, life = number / TONGUES, random.uniform(0.45, 0.85)
        age = (now - born) / life
        if 0 <= age < 1:
            with canvas.fading(blend="normal"):
                tongue(canvas, camera, random, age, life, lean)


def tongue(canvas: Canvas, camera: Camera, random: Random, age: float, life: float, lean: float) -> None:
    """One tongue: wide below, drawn in and torn as it rises."""
    past = age * life
    side = random.uniform(-0.3, 0.3)
    x = side * (1 - 0.75 * age) + lean * past + 0.05 * sin(9 * past + 6 * random.random())
    y = 0.1 + 0.25 * past + LIFT / 2 * past**2 * (1 - abs(side))
    size = camera.scale * (0.06 + 0.3 * (age + 0.15) ** 0.5 * (1 - age)) * random.uniform(0.8, 1.2)
    px, py = camera.at((x, y))
    tone: Colour = (1.0, 0.86 - 0.62 * age, 0.42 - 0.4 * age)
    alpha = 0.62 * min(1.0, age / 0.1) * (1 - age) ** 0.6
    with canvas.move(px, py, lean * 0.5, (0.75, 1.55)):
        canvas.circle(
            0,
            0,
            size,
            radial((0, 0), size, (0, thin(tone, alpha)), (0.45, thin(tone, 0.55 * alpha)), (1, thin(tone, 0))),
        )


def glow(canvas: Canvas, camera: Camera, spark: Spark, time: float, blown: float) -> None:
    """One spark on its way up."""
    past = time - spark.time
    if not 0 <= past < 1.6:
        return
    x = spark.x + (spark.speed[0] + 0.15 * blown) * past + 0.06 * sin(7 * past + 9 * spark.x)
    y = 0.3 + spark.speed[1] * past * (1 - 0.25 * past)
    canvas.circle(*camera.at((x, y)), 0.014 * camera.scale, (1.0, 0.7, 0.3, 1 - past / 1.6))


def candle(script: Script, form: Form) -> Show:
    """Candles on a table: each flame sways and is steady again."""
    told = next((thing for thing in script.things if thing.name == "candle"), None)
    count = min(7, told.count or (3 if told.plural else 1)) if told else 1
    spots = [(0.26 * (at - (count - 1) / 2), 0.32 + 0.07 * sin(5.0 * at + 1)) for at in range(count)]
    draught, burns = script.wind, np.array([flicker(time, form.seed) for time in times(form)])

    def stand(canvas: Canvas, camera: Camera, frame: int) -> None:
        table(canvas, camera)
        for x, tall in spots:
            stick(canvas, camera, x, tall, told.colour if told else None)

    def lit(canvas: Canvas, camera: Camera, frame: int) -> None:
        for at, (x, tall) in enumerate(spots):
            flame(canvas, camera, x, tall, frame / form.fps, form.seed + 13 * at, draught)

    return Show(
        tall=1.5, moving=stand, shining=lit, truth={"contacts": [], "tracks": []},
        cues=(Wind(x=np.zeros(form.frames), speed=0.9 + 0.5 * burns, size=0.4),),
    )  # fmt: skip


def table(canvas: Canvas, camera: Camera) -> None:
    """A table's top, near."""
    y = camera.y(0.05)
    wood: Colour = (0.45, 0.29, 0.19)
    canvas.rectangle(
        0,
        y,
        camera.width,
        camera.height - y,
        linear((0, y), (0, camera.height), (0, lighter(wood, 0.12)), (1, darker(wood, 0.5))),
    )
    canvas.rectangle(0, y, camera.width, 0.012 * camera.scale, lighter(wood, 0.35))


def stick(canvas: Canvas, camera: Camera, x: float, tall: float, colour: str | None) -> None:
    """A candle in its holder."""
    scale, (px, py) = camera.scale, camera.at((x, 0.0))
    wax = rgb(colour) if colour else WAX
    canvas.ellipse(px, py + 0.005 * scale, 0.12 * scale, 0.022 * scale, (0.3, 0.2, 0.1, 0.5))
    canvas.ellipse(px, py - 0.01 * scale, 0.1 * scale, 0.02 * scale, (0.72, 0.56, 0.26))
    half = 0.04 * scale
    canvas.rectangle(
        px - half,
        py - tall * scale,
        2 * half,
        tall * scale - 0.01 * scale,
        linear(
            (px - half, 0), (px + half, 0), (0, darker(wax, 0.25)), (0.4, lighter(wax, 0.4)), (1, darker(wax, 0.35))
        ),
        0.012 * scale,
    )
    canvas.ellipse(px, py - tall * scale, half, 0.011 * scale, lighter(wax, 0.5))
    canvas.line(
        ((px, py - tall * scale), (px + 0.004 * scale, py - (tall + 0.03) * scale)), 0.006 * scale, (0.15, 0.1, 0.08)
    )


def flame(canvas: Canvas, camera: Camera, x: float, tall: float, time: float, seed: int, draught: float) -> None:
    """One flame: a drop of light with a dark heart, and the halo it throws on the room."""
    scale, strong = camera.scale, flicker(time, seed)
    px, py = camera.at((x, tall + 0.02))
    sway = (0.012 + 0.05 * draught) * (sin(2.3 * time + seed) + 0.5 * sin(5.1 * time)) + 0.03 * draught
    reach = 1.05 * scale * (0.9 + 0.1 * strong)
    warm: Colour = (1.0, 0.68, 0.3)
    canvas.circle(
        px,
        py,
        reach,
        radial(
            (px, py), reach, (0, thin(warm, 0.65)), (0.12, thin(warm, 0.3)), (0.4, thin(warm, 0.1)), (1, thin(warm, 0))
        ),
    )
    for wide, high, tone, alpha in (
        (0.03, 0.125, (1.0, 0.6, 0.15), 0.8),
        (0.022, 0.1, (1.0, 0.85, 0.45), 0.95),
        (0.013, 0.07, (1.0, 1.0, 0.9), 1.0),
    ):
        w, h = wide * scale, high * scale * (0.8 + 0.2 * strong)
        tip = (px + sway * scale * high / 0.125, py - h)
        shape = ((px - 0.6 * w, py), (px - w, py - 0.28 * h), (px - 0.55 * w + 0.4 * (tip[0] - px), py - 0.65 * h), tip,
                 (px + 0.55 * w + 0.4 * (tip[0] - px), py - 0.65 * h), (px + w, py - 0.28 * h),
                 (px + 0.6 * w, py))  # fmt: skip
        canvas.blob(shape, thin(tone, alpha))
