"""Paints machines of rigid bodies: hill, straw, planks on their pins, the catapult and its tower."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import cos, pi, sin
from random import Random

from providers.studio.canvas import Canvas, linear
from providers.studio.paint import rods, shadows
from providers.studio.paint.balls import ball
from providers.studio.paint.boxes import box
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.stagecraft.terms import Body, Colour, Point, Scene, Static
from providers.studio.tracks import Tracks

GRASS: Colour = (0.42, 0.6, 0.27)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What a machine has beside its bodies."""

    hill: tuple[Point, ...] = ()
    """The line of its ground, from left to right."""
    fulcra: tuple[Point, ...] = ()
    """Pins that planks turn on, over a wedge each."""
    trestle: Point | None = None
    """The pin of a catapult's arm."""


def standing(scene: Scene, extra: Extra, canvas: Canvas, camera: Camera) -> None:
    """What doesn't move."""
    if extra.hill:
        meadow(canvas, camera, extra.hill)
    for static in scene.statics:
        if static.skin == "ramp":
            chute(canvas, camera, static)
        elif static.skin == "shelf":
            shelf(canvas, camera, static)
    for pin in extra.fulcra:
        wedge(canvas, camera, pin)
    if extra.trestle:
        legs(canvas, camera, extra.trestle, far=True)


def meadow(canvas: Canvas, camera: Camera, line: tuple[Point, ...]) -> None:
    """A hill with grass on its edge and flowers in it."""
    m, random, foot = camera.scale, Random("meadow"), float(camera.height)
    top = [camera.at(point) for point in line]
    high = min(y for _, y in top)
    canvas.polygon(
        [*top, (top[-1][0], foot), (top[0][0], foot)],
        linear((0, high), (0, foot), (0, lighter(GRASS, 0.12)), (0.5, GRASS), (1, darker(GRASS, 0.45))),
    )
    for deep, tone in ((0.16, darker(GRASS, 0.1)), (0.42, darker(GRASS, 0.2)), (0.8, darker(GRASS, 0.3))):
        canvas.polygon(
            [*((x, y + deep * m * (1 + 0.3 * sin(0.02 * x))) for x, y in top), (top[-1][0], foot), (top[0][0], foot)],
            thin(tone, 0.6),
        )
    canvas.line(top, 0.035 * m, lighter(GRASS, 0.25))
    blades = []
    for (x, y), (u, v) in itertools.pairwise(top):
        for _ in range(14):
            part = random.random()
            px, py = x + (u - x) * part, y + (v - y) * part
            blades.append(
                ((px, py + 0.02 * m), (px + random.uniform(-0.02, 0.03) * m, py - random.uniform(0.015, 0.06) * m))
            )
    canvas.lines(blades, 0.007 * m, lighter(GRASS, 0.1))
    for _ in range(60):
        x, y = random.choice(top)
        x, y = x + random.uniform(-0.1, 0.1) * m, y + random.uniform(0.12, 0.9) * m
        canvas.circle(
            x,
            y,
            random.uniform(0.008, 0.016) * m,
            random.choice(((0.98, 0.95, 0.9), (0.98, 0.8, 0.3), (0.9, 0.45, 0.5))),
        )


def chute(canvas: Canvas, camera: Camera, static: Static) -> None:
    """A wooden slope on a shelf."""
    left, foot, top = (camera.at(point) for point in static.points)
    canvas.polygon((left, foot, top), linear(top, left, (0, lighter(rods.OAK, 0.15)), (1, darker(rods.OAK, 0.35))))
    canvas.line((top, foot), 0.03 * camera.scale, lighter(rods.OAK, 0.5))


def shelf(canvas: Canvas, camera: Camera, static: Static) -> None:
    """A board on brackets on the wall."""
    (left, low), _, (right, high), _ = static.points
    m, (x, y) = camera.scale, camera.at((left, high))
    wide, tall = (right - left) * m, (high - low) * m
    canvas.rectangle(
        x,
        y + tall,
        wide,
        0.08 * m,
        linear((0, y + tall), (0, y + tall + 0.08 * m), (0, (0, 0, 0, 0.22)), (1, (0, 0, 0, 0))),
    )
    canvas.rectangle(
        x, y, wide, tall, linear((0, y), (0, y + tall), (0, lighter(rods.OAK, 0.3)), (1, darker(rods.OAK, 0.25)))
    )
    for share in (0.45, 0.93):
        px = x + wide * share
        rods.bar(canvas, (px, y + tall), (px, y + 0.34 * m), 0.03 * m, rods.STEEL)
        rods.bar(canvas, (px, y + 0.32 * m), (px - 0.24 * m, y + tall), 0.02 * m, rods.STEEL)


def wedge(canvas: Canvas, camera: Camera, pin: Point) -> None:
    """The wooden wedge under a plank."""
    m, (x, y) = camera.scale, camera.at(pin)
    foot, half = camera.y(0.0), 0.5 * pin[1] * m
    rods.shade(canvas, camera, pin[0], 0.7 * pin[1] + 0.1, 0.8)
    canvas.polygon(
        ((x - half * 1.2, foot), (x + half * 1.2, foot), (x + 0.1 * half, y), (x - 0.1 * half, y)),
        linear(
            (x - half, 0),
            (x + half, 0),
            (0, lighter(rods.WALNUT, 0.35)),
            (0.5, rods.WALNUT),
            (1, darker(rods.WALNUT, 0.4)),
        ),
    )


def legs(canvas: Canvas, camera: Camera, pin: Point, far: bool) -> None:
    """One side of the catapult's trestle, on its sledge."""
    m, tone, lift = camera.scale, darker(rods.OAK, 0.35 if far else 0.0), 0.05 if far else -0.03
    x, y = pin[0] + (0.03 if far else 0.0), pin[1]
    if far:
        rods.shade(canvas, camera, pin[0], 1.1 * y + 0.3, 0.9)
    rods.bar(canvas, camera.at((x - 0.95 * y, lift + 0.04)), camera.at((x + 0.8 * y, lift + 0.04)), 0.085 * m, tone)
    for side in (-0.55, 0.5):
        rods.bar(canvas, camera.at((x + side * y, lift + 0.05)), camera.at((x, y)), 0.07 * m, tone)
    rods.bar(canvas, camera.at((x - 0.32 * y, 0.42 * y)), camera.at((x + 0.29 * y, 0.42 * y)), 0.05 * m, tone)
    if not far:
        rods.pin(canvas, camera.at(pin), 0.045 * m, rods.STEEL)


def moving(tracks: Tracks, extra: Extra, canvas: Canvas, camera: Camera, frame: int) -> None:
    """Shadows, then bodies, then what stands nearer than they do."""
    scene, m = tracks.scene, camera.scale
    shown = [at for at in range(len(scene.bodies)) if tracks.seen[frame, at]]
    for at in shown:
        shadows.shadow(
            canvas, camera, scene, scene.bodies[at], tracks.x[frame, at], tracks.y[frame, at], tracks.angle[frame, at]
        )
    for at in shown:
        body, angle = scene.bodies[at], -float(tracks.angle[frame, at])
        with canvas.move(*camera.at((tracks.x[frame, at], tracks.y[frame, at])), angle):
            piece(canvas, body, m, angle)
    for pin in extra.fulcra:
        rods.pin(canvas, camera.at(pin), 0.045 * m)
    if extra.trestle:
        legs(canvas, camera, extra.trestle, far=False)


def piece(canvas: Canvas, body: Body, m: float, angle: float) -> None:
    """One body around the origin of its turned frame."""
    wide, tall = body.half[0] * m, body.half[1] * m
    match body.skin:
        case "straw":
            straw(canvas, body, wide, tall)
        case "plank" | "arm":
            rods.bar(canvas, (-wide + tall, 0), (wide - tall, 0), 2 * tall, body.colour)
            if body.skin == "arm":
                canvas.slice(-wide, 0, 3.2 * tall, pi / 2 + 0.3, pi - 0.6, darker(body.colour, 0.4))
                for x in (-0.55, -0.1, 0.3):
                    canvas.line(((x * wide, -tall), (x * wide + 0.3 * tall, tall)), 0.35 * tall, darker(rods.HEMP, 0.2))
        case "weight":
            canvas.polygon(
                ((-0.75 * wide, -tall), (0.75 * wide, -tall), (wide, tall), (-wide, tall)),
                linear((-wide, -tall), (wide, tall), (0, lighter(body.colour, 0.35)), (1, darker(body.colour, 0.5))),
            )
            for x in (-0.6, 0, 0.6):
                rods.pin(canvas, (x * wide, 0.6 * tall), 0.1 * tall, rods.STEEL)
        case _ if body.shape == "box":
            box(canvas, body, (wide, tall), angle)
        case _:
            with canvas.move(scale=(wide, wide)):
                canvas.context.rotate(-angle)
                ball(canvas, body, angle)


def straw(canvas: Canvas, body: Body, wide: float, tall: float) -> None:
    """A bale: stalks, and two strings around it."""
    random = Random("straw")
    canvas.rectangle(
        -wide,
        -tall,
        2 * wide,
        2 * tall,
        linear((0, -tall), (0, tall), (0, lighter(body.colour, 0.3)), (1, darker(body.colour, 0.35))),
        0.16 * tall,
    )
    stalks: dict[bool, list[tuple[Point, Point]]] = {True: [], False: []}
    for _ in range(46):
        x, y, long, turn = (
            random.uniform(-0.9, 0.9) * wide,
            random.uniform(-0.88, 0.88) * tall,
            random.uniform(0.1, 0.3) * wide,
            random.uniform(-0.35, 0.35),
        )
        stalks[random.random() < 0.5].append(
            ((x - long * cos(turn), y - long * sin(turn)), (x + long * cos(turn), y + long * sin(turn)))
        )
    canvas.lines(
        [((max(-wide, a), b), (min(wide, c), d)) for (a, b), (c, d) in stalks[True]],
        0.035 * tall,
        thin(lighter(body.colour, 0.5), 0.7),
    )
    canvas.lines(
        [((max(-wide, a), b), (min(wide, c), d)) for (a, b), (c, d) in stalks[False]],
        0.03 * tall,
        thin(darker(body.colour, 0.5), 0.5),
    )
    for x in (-0.45, 0.45):
        canvas.line(((x * wide, -tall), (x * wide, tall)), 0.05 * tall, (0.55, 0.25, 0.2))
