"""Paints hoists: the gantry, wheels that turn with the rope, the crate and the counterweight."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from providers.studio.canvas import Canvas, Point, linear
from providers.studio.paint import rods
from providers.studio.paint.boxes import box
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, rgb
from providers.studio.script import Thing
from providers.studio.stagecraft.casting import OWN
from providers.studio.stagecraft.ground import View
from providers.studio.stagecraft.terms import Body, Colour
from providers.studio.tracks import Floats

if TYPE_CHECKING:
    from providers.studio.scenes.mechanics.pulleys import Hoist

RADIUS = 0.13
CRATE, IRON = 0.24, (0.3, 0.32, 0.37)


def layout(hoist: Hoist, view: View) -> tuple[float, float]:
    """Where the load hangs, and where the counterweight does."""
    reach = min(0.24 * view.width, 0.75)
    return -reach, reach


def gantry(hoist: Hoist, top: float, view: View, canvas: Canvas, camera: Camera) -> None:
    """The frame that carries the fixed wheels."""
    rods.frame(canvas, camera, 0.43 * view.width, top, 0.1)


def hoisted(
    hoist: Hoist, rise: Floats, top: float, view: View, thing: Thing, canvas: Canvas, camera: Camera, frame: int
) -> None:
    """Everything that the rope moves, at a frame."""
    m, (left, right), up = camera.scale, layout(hoist, view), float(rise[frame])
    load, counter = hoist.low + up, hoist.high - hoist.strands * up
    for x, y, half in ((left, load, 0.3), (right, counter, 0.2)):
        rods.shade(canvas, camera, x + 0.04, half * (1 + 0.25 * y), 0.9 / (1 + 1.6 * y))
    hook = load + 2 * CRATE + 0.16
    run = up * hoist.strands / RADIUS
    if hoist.strands == 1:
        single(canvas, camera, (left, hook), (right, counter + 0.44), top, run)
    else:
        tackle(canvas, camera, hoist.strands, (left, hook), (right, counter + 0.44), top, run, up / RADIUS)
    crate(canvas, camera, (left, load + CRATE), thing)
    iron(canvas, camera, (right, counter), f"{hoist.counter:.0f}")
    hang = camera.at((left, hook))
    for side in (-1, 1):
        canvas.line((hang, camera.at((left + side * 0.9 * CRATE, load + 2 * CRATE))), 0.018 * m, darker(rods.HEMP, 0.2))
    rods.pin(canvas, hang, 0.03 * m, rods.STEEL)


def single(canvas: Canvas, camera: Camera, load: Point, counter: Point, top: float, run: float) -> None:
    """One rope over two fixed wheels."""
    m, high = camera.scale, top - 0.3
    cord(
        canvas,
        camera,
        [
            load,
            (load[0], high),
            *bow((load[0] + RADIUS, high), pi, pi / 2),
            *bow((counter[0] - RADIUS, high), pi / 2, 0.0),
            counter,
        ],
    )
    for x in (load[0] + RADIUS, counter[0] - RADIUS):
        hanger(canvas, camera, (x, high), top)
        wheel(canvas, camera, (x, high), -run)
    rods.pin(canvas, camera.at(counter), 0.025 * m, rods.STEEL)


def tackle(
    canvas: Canvas, camera: Camera, strands: int, load: Point, counter: Point, top: float, run: float, slow: float
) -> None:
    """A block that rises with the load: the rope goes up and down between it and the beam."""
    high, low = top - 0.3, load[1] + 0.2
    span = 0.16
    xs = [load[0] + (at - (strands - 1) / 2) * span for at in range(strands)]
    for at, x in enumerate(xs):
        cord(canvas, camera, [(x, low), (x, top if at == 0 and strands % 2 == 0 else high)])
    cord(canvas, camera, [(xs[-1], high), *bow((counter[0] - RADIUS, high), pi / 2, 0.0), counter])
    cord(canvas, camera, [(xs[-1] + 0.02, high + RADIUS * 0.9), (counter[0] - RADIUS, high + RADIUS)])
    for at in range(strands // 2):
        middle = (xs[2 * at + strands % 2] + xs[2 * at + strands % 2 + 1]) / 2
        wheel(canvas, camera, (middle, low), slow if at == 0 else -slow, span / 2)
    for at in range((strands + 1) // 2):
        middle = xs[-1] + 0.02 if at == 0 else (xs[-2 * at - 1] + xs[-2 * at]) / 2
        hanger(canvas, camera, (middle, high), top)
        wheel(canvas, camera, (middle, high), -run, span / 2 if at else RADIUS * 0.9)
    hanger(canvas, camera, (counter[0] - RADIUS, high), top)
    wheel(canvas, camera, (counter[0] - RADIUS, high), -run)
    rods.bar(
        canvas,
        camera.at((load[0] - span * strands / 2, low - 0.07)),
        camera.at((load[0] + span * strands / 2, low - 0.07)),
        0.045 * camera.scale,
        rods.STEEL,
    )
    rods.bar(canvas, camera.at((load[0], low - 0.07)), camera.at(load), 0.03 * camera.scale, rods.STEEL)


def bow(middle: Point, start: float, end: float) -> list[Point]:
    """Rope around a wheel, by angles."""
    turns = [start + (end - start) * at / 8 for at in range(9)]
    return [(middle[0] + RADIUS * cos(turn), middle[1] + RADIUS * sin(turn)) for turn in turns]


def cord(canvas: Canvas, camera: Camera, points: list[Point]) -> None:
    """The rope through points in metres."""
    rods.rope(canvas, [camera.at(point) for point in points], 0.03 * camera.scale)


def hanger(canvas: Canvas, camera: Camera, at: Point, top: float) -> None:
    """The strap that a fixed wheel hangs by."""
    rods.bar(canvas, camera.at(at), camera.at((at[0], top + 0.04)), 0.035 * camera.scale, darker(rods.STEEL, 0.3))


def wheel(canvas: Canvas, camera: Camera, at: Point, turn: float, radius: float = RADIUS) -> None:
    """A grooved wheel with spokes that show its turning."""
    (x, y), r = camera.at(at), radius * camera.scale
    canvas.circle(x + 0.1 * r, y + 0.15 * r, 1.08 * r, (0, 0, 0, 0.18))
    canvas.circle(x, y, 1.12 * r, darker(rods.BRASS, 0.62))
    canvas.circle(
        x,
        y,
        1.04 * r,
        linear(
            (x - r, y - r),
            (x + r, y + r),
            (0, lighter(rods.BRASS, 0.45)),
            (0.5, rods.BRASS),
            (1, darker(rods.BRASS, 0.45)),
        ),
    )
    canvas.circle(x, y, 0.76 * r, darker(rods.BRASS, 0.45))
    spokes = [
        ((x, y), (x + 0.76 * r * cos(turn + a * pi / 2.5), y + 0.76 * r * sin(turn + a * pi / 2.5))) for a in range(5)
    ]
    canvas.lines(spokes, 0.15 * r, lighter(rods.BRASS, 0.2))
    rods.pin(canvas, (x, y), 0.2 * r, rods.STEEL)


def crate(canvas: Canvas, camera: Camera, at: Point, thing: Thing) -> None:
    """The load."""
    tone: Colour = rgb(thing.colour or OWN.get(thing.material or "wood", "#c08a4e"))
    body = Body(shape="box", skin="crate", material="wood", colour=tone, half=(CRATE, CRATE), at=(0, 0))
    with canvas.move(*camera.at(at)):
        box(canvas, body, (CRATE * camera.scale, CRATE * camera.scale), 0.0)


def iron(canvas: Canvas, camera: Camera, at: Point, mark: str) -> None:
    """The counterweight: a cast cylinder with its kilograms on it, standing at a point."""
    (x, y), m = camera.at(at), camera.scale
    half, tall = 0.15 * m, 0.36 * m
    tone = linear(
        (x - half, 0),
        (x + half, 0),
        (0, darker(IRON, 0.3)),
        (0.28, lighter(IRON, 0.45)),
        (0.6, IRON),
        (1, darker(IRON, 0.55)),
    )
    rods.bar(canvas, (x, y - tall), (x, y - 0.44 * m), 0.03 * m, rods.STEEL)
    canvas.rectangle(x - half, y - tall, 2 * half, tall, tone, 0.03 * m)
    canvas.rectangle(x - 1.08 * half, y - 0.06 * m, 2.16 * half, 0.06 * m, tone, 0.015 * m)
    canvas.text(x, y - 0.52 * tall, mark, 0.12 * m, (0.92, 0.9, 0.84))
