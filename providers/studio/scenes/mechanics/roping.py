"""Paints ropes: the beam and what hangs from it, the gorge and its bridge."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint import rods
from providers.studio.paint.balls import ball
from providers.studio.paint.boxes import box
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, rgb, thin
from providers.studio.paint.skies import blob
from providers.studio.performance import Form
from providers.studio.script import Thing
from providers.studio.stagecraft.ground import View
from providers.studio.stagecraft.terms import Body, Colour, Point
from providers.studio.tracks import Floats

if TYPE_CHECKING:
    from providers.studio.scenes.mechanics.bridge import Crossing

ROCK: Colour = (0.47, 0.43, 0.4)


def beam(pivots: list[Point], view: View, canvas: Canvas, camera: Camera) -> None:
    """The frame that ropes hang from."""
    rods.frame(canvas, camera, 0.43 * view.width, pivots[0][1], 0.09)


def ropes(records: list[Floats], load: str, thing: Thing, canvas: Canvas, camera: Camera, frame: int) -> None:
    """Every rope, its knot at the beam, and what hangs on it."""
    m = camera.scale
    for places in records:
        x, y = places[frame, -1]
        rods.shade(canvas, camera, x, (0.24 if load else 0.1) * (1 + 0.3 * y), 0.75 / (1 + 1.4 * max(0.0, y - 0.2)))
    tone = rgb(thing.colour) if thing.colour else rods.HEMP
    for places in records:
        points = [camera.at((x, y)) for x, y in places[frame]]
        if thing.material == "metal":
            rods.links(canvas, points, 0.03 * m)
        else:
            rods.rope(canvas, points, 0.042 * m, tone)
        top = points[0]
        for at in range(3):
            canvas.line(
                (
                    (top[0] - 0.035 * m, top[1] - (0.02 + 0.03 * at) * m),
                    (top[0] + 0.035 * m, top[1] - (0.01 + 0.03 * at) * m),
                ),
                0.026 * m,
                tone,
            )
        lean = float(np.arctan2(*(places[frame, -1] - places[frame, -3])[[0, 1]] * [1, -1]))
        with canvas.move(*points[-1], -lean):
            hung(canvas, load, m, tone)


def hung(canvas: Canvas, load: str, m: float, tone: Colour) -> None:
    """What hangs at the end of a rope, below the origin."""
    match load:
        case "weight":
            rods.pin(canvas, (0, 0.03 * m), 0.035 * m, rods.STEEL)
            iron: Colour = (0.27, 0.29, 0.33)
            shape = ((-0.09 * m, 0.07 * m), (0.09 * m, 0.07 * m), (0.17 * m, 0.36 * m), (-0.17 * m, 0.36 * m))
            canvas.polygon(
                shape,
                linear((-0.17 * m, 0), (0.17 * m, 0), (0, lighter(iron, 0.35)), (0.4, iron), (1, darker(iron, 0.5))),
            )
            canvas.text(0, 0.235 * m, "14", 0.11 * m, (0.9, 0.88, 0.82))
        case "wheel":
            tyre = Body(
                shape="ball", skin="wheel", material="rubber", colour=(0.23, 0.24, 0.26), half=(1, 1), at=(0, 0)
            )
            with canvas.move(0, 0.24 * m, scale=(0.25 * m, 0.25 * m)):
                ball(canvas, tyre, 0.0)
        case "lantern":
            glow = radial((0, 0.15 * m), 0.7 * m, (0, (1.0, 0.85, 0.5, 0.5)), (1, (1.0, 0.7, 0.3, 0)))
            canvas.circle(0, 0.15 * m, 0.7 * m, glow)
            canvas.rectangle(
                -0.09 * m,
                0.05 * m,
                0.18 * m,
                0.22 * m,
                linear((0, 0.05 * m), (0, 0.27 * m), (0, (1.0, 0.95, 0.7)), (1, (1.0, 0.72, 0.3))),
                0.03 * m,
            )
            for y in (0.04, 0.26):
                canvas.rectangle(-0.11 * m, y * m, 0.22 * m, 0.035 * m, (0.2, 0.16, 0.14), 0.01 * m)
            canvas.lines(
                [((x * m, 0.06 * m), (x * m, 0.27 * m)) for x in (-0.09, 0, 0.09)], 0.01 * m, (0.2, 0.16, 0.14)
            )
        case "swing":
            canvas.lines([((0, -0.25 * m), (x * m, 0.2 * m)) for x in (-0.2, 0.2)], 0.028 * m, darker(tone, 0.2))
            rods.bar(canvas, (-0.26 * m, 0.2 * m), (0.26 * m, 0.2 * m), 0.06 * m, rods.OAK)
        case "crate":
            wood = Body(shape="box", skin="crate", material="wood", colour=(0.72, 0.5, 0.3), half=(1, 1), at=(0, 0))
            with canvas.move(0, 0.2 * m):
                box(canvas, wood, (0.19 * m, 0.19 * m), 0.0)
        case _:
            canvas.circle(0, 0, 0.04 * m, tone)
            canvas.lines([((0, 0), (x * m, 0.1 * m)) for x in (-0.035, -0.012, 0.012, 0.035)], 0.012 * m, tone)


def gorge(half: float, high: float, view: View, canvas: Canvas, camera: Camera) -> None:
    """Two cliffs with grass on them, posts at their edges, and the haze of the depth between."""
    m, random, edge = camera.scale, Random("gorge"), view.width / 2 + 0.2
    left, right = camera.x(-half), camera.x(half)
    top, foot = camera.y(high), float(camera.height)
    canvas.rectangle(
        left,
        top,
        right - left,
        foot - top,
        linear((0, top), (0, foot), (0, (0.8, 0.88, 0.92, 0.0)), (1, (0.62, 0.74, 0.8, 0.95))),
    )
    for side in (-1, 1):
        cliff(canvas, camera, half, high, view, side, random)
        turf(canvas, camera, half, high, edge, side, random)
        for back in (-0.07, 0.0):
            rods.bar(
                canvas,
                camera.at((side * (half + 0.05) + back, high - 0.05)),
                camera.at((side * (half + 0.05) + back, high + 0.62)),
                0.055 * m,
                darker(rods.OAK, 0.3 if back else 0.1),
            )


def cliff(canvas: Canvas, camera: Camera, half: float, high: float, view: View, side: int, random: Random) -> None:
    """The rock on one side, with stones in it."""
    m, edge = camera.scale, view.width / 2 + 0.2
    outline = [
        (side * edge, high),
        (side * half, high),
        *(
            (side * (half + random.uniform(-0.02, 0.16) - 0.1 * step), high - (high + view.below + 0.3) * step / 8)
            for step in range(1, 9)
        ),
        (side * edge, -view.below - 0.3),
    ]
    canvas.polygon(
        [camera.at(point) for point in outline],
        linear(
            (camera.x(side * half), 0),
            (camera.x(side * edge), 0),
            (0, darker(ROCK, 0.25) if side < 0 else lighter(ROCK, 0.15)),
            (1, ROCK),
        ),
    )
    for _ in range(16):
        x, y = side * random.uniform(half + 0.05, edge), high - random.uniform(0.15, 1.9)
        canvas.polygon(
            blob(*camera.at((x, y)), random.uniform(0.04, 0.13) * m, random),
            thin(darker(ROCK, 0.5) if random.random() < 0.5 else lighter(ROCK, 0.3), 0.22),
        )


def turf(canvas: Canvas, camera: Camera, half: float, high: float, edge: float, side: int, random: Random) -> None:
    """The grass on top of it."""
    m, top = camera.scale, camera.y(high)
    x = min(camera.x(side * half), camera.x(side * edge))
    wide = abs(edge - half) * m
    canvas.rectangle(
        x,
        top - 0.01 * m,
        wide,
        0.07 * m,
        linear((0, top), (0, top + 0.07 * m), (0, (0.5, 0.68, 0.3)), (1, (0.3, 0.47, 0.2))),
    )
    for _ in range(int(60 * abs(edge - half))):
        gx = x + wide * random.random()
        canvas.line(
            ((gx, top + 0.02 * m), (gx + random.uniform(-0.03, 0.03) * m, top - random.uniform(0.02, 0.08) * m)),
            0.008 * m,
            random.choice(((0.42, 0.62, 0.25), (0.6, 0.75, 0.36))),
        )


def crossing(record: Crossing, radius: float, form: Form, canvas: Canvas, camera: Camera, frame: int) -> None:
    """The far rail, the planks, the balls, the near rail."""
    m, deck = camera.scale, record.deck[frame]
    rail = deck + np.array([0.0, 0.52])
    rail[[0, -1], 0] += [-0.05, 0.05]
    handrail(canvas, camera, deck + np.array([-0.07, 0.03]), rail + np.array([-0.07, 0.05]), 0.35)
    slope = np.gradient(deck[:, 1]) / np.gradient(deck[:, 0])
    middles = (deck[1:] + deck[:-1]) / 2
    for at, (x, y) in enumerate(middles):
        wide = 0.42 * (deck[at + 1, 0] - deck[at, 0]) * m
        with canvas.move(*camera.at((x, y)), -float(np.arctan((slope[at] + slope[at + 1]) / 2))):
            tone = (0.6, 0.43, 0.27) if at % 3 else (0.66, 0.49, 0.32)
            canvas.polygon(
                ((-wide, 0), (wide, 0), (wide - 0.07 * m, -0.055 * m), (-wide - 0.07 * m, -0.055 * m)),
                lighter(tone, 0.15),
            )
            canvas.rectangle(-wide, 0, 2 * wide, 0.045 * m, darker(tone, 0.3))
    stone = Body(shape="ball", skin="plain", material="stone", colour=(0.56, 0.54, 0.52), half=(1, 1), at=(0, 0))
    for x, y, turn in record.balls[frame]:
        if abs(x) < camera.width / camera.scale:
            with canvas.move(*camera.at((x, y + 0.03)), scale=(radius * m, radius * m)):
                ball(canvas, stone, -float(turn))
    handrail(canvas, camera, deck, rail, 0.0)


def handrail(canvas: Canvas, camera: Camera, deck: Floats, rail: Floats, shade: float) -> None:
    """One rope to hold on to, with its hangers."""
    m, tone = camera.scale, darker(rods.HEMP, shade)
    pairs = [(camera.at((a, b)), camera.at((c, d))) for (a, b), (c, d) in zip(deck[2:-2:2], rail[2:-2:2], strict=True)]
    canvas.lines(pairs, 0.014 * m, darker(tone, 0.15))
    rods.rope(canvas, [camera.at((x, y)) for x, y in rail], 0.034 * m, tone)
    canvas.line([camera.at((x, y)) for x, y in deck], 0.026 * m, darker(tone, 0.2))
