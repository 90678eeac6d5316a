"""What stands on the stage: ramp, stairs, table, hoop."""

from __future__ import annotations

from itertools import pairwise
from math import sin

from providers.studio.canvas import Canvas, Point, linear
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.stagecraft.terms import Colour, Hoop, Scene, Static

WOOD: Colour = (0.72, 0.5, 0.3)
STONE: Colour = (0.68, 0.66, 0.64)
RED: Colour = (0.9, 0.32, 0.16)


def standing(canvas: Canvas, camera: Camera, scene: Scene) -> None:
    """Everything that never moves, drawn into the backdrop."""
    for static in scene.statics:
        match static.skin:
            case "ramp":
                ramp(canvas, camera, static)
            case "step":
                step(canvas, camera, static)
            case "table":
                table(canvas, camera, static)
    if scene.hoop:
        backboard(canvas, camera, scene.hoop)


def ramp(canvas: Canvas, camera: Camera, static: Static) -> None:
    """A wooden wedge with a lighter running surface and boards along its side."""
    left, foot, top = (camera.at(point) for point in static.points)
    shade(canvas, camera, foot[0] + 0.3 * camera.scale)
    canvas.polygon((left, foot, top), linear(top, left, (0, lighter(WOOD, 0.1)), (1, darker(WOOD, 0.35))))
    for part in range(1, 7):
        share = part / 7
        x = left[0] + (foot[0] - left[0]) * share
        canvas.line(((x, left[1]), (x, top[1] + (left[1] - top[1]) * share)), 2, thin(darker(WOOD, 0.5), 0.35))
    edge = 0.05 * camera.scale
    canvas.polygon((top, foot, (foot[0] - edge * 2.4, foot[1]), (top[0], top[1] + edge)), lighter(WOOD, 0.35))
    canvas.line((top, foot), max(1.5, 0.012 * camera.scale), lighter(WOOD, 0.6))


def step(canvas: Canvas, camera: Camera, static: Static) -> None:
    """One block of a flight of stone stairs with a worn edge."""
    (left, bottom), _, (right, high), _ = static.points
    x, y = camera.at((left, high))
    wide, tall = (right - left) * camera.scale, (high - bottom) * camera.scale
    canvas.rectangle(x, y, wide, tall, linear((0, y), (0, y + tall), (0, STONE), (1, darker(STONE, 0.4))))
    canvas.rectangle(x, y, wide, 0.045 * camera.scale, lighter(STONE, 0.45))
    canvas.rectangle(x, y + 0.045 * camera.scale, wide, 0.02 * camera.scale, thin(darker(STONE, 0.6), 0.3))
    canvas.rectangle(x + wide - 0.012 * camera.scale, y, 0.012 * camera.scale, tall, thin(lighter(STONE, 0.4), 0.5))


def table(canvas: Canvas, camera: Camera, static: Static) -> None:
    """A table top on four legs."""
    (left, low), _, (right, high), _ = static.points
    x, y = camera.at((left, high))
    wide, tall = (right - left) * camera.scale, (high - low) * camera.scale
    foot = camera.y(0.0)
    with canvas.move((x + x + wide) / 2, foot + 0.03 * camera.scale, scale=(wide * 0.55, 0.1 * camera.scale)):
        canvas.circle(0, 0, 1, (0.05, 0.02, 0.06, 0.22))
    for share, back in ((0.12, True), (0.88, True), (0.05, False), (0.95, False)):
        tone = darker(WOOD, 0.5 if back else 0.2)
        leg = 0.075 * camera.scale
        end = foot - (0.06 if back else 0.0) * camera.scale
        canvas.rectangle(
            x + wide * share - leg / 2,
            y + tall,
            leg,
            end - y - tall,
            linear(
                (x + wide * share - leg / 2, 0),
                (x + wide * share + leg / 2, 0),
                (0, lighter(tone, 0.12)),
                (1, darker(tone, 0.25)),
            ),
        )
    canvas.rectangle(x + wide * 0.04, y + tall, wide * 0.92, 0.07 * camera.scale, darker(WOOD, 0.35))
    canvas.rectangle(
        x, y, wide, tall, linear((0, y), (0, y + tall), (0, lighter(WOOD, 0.22)), (1, darker(WOOD, 0.15))), tall * 0.3
    )
    canvas.rectangle(x + tall * 0.3, y, wide - tall * 0.6, tall * 0.16, lighter(WOOD, 0.55))


def shade(canvas: Canvas, camera: Camera, right: float) -> None:
    """The shadow that a large thing at the left throws along the floor."""
    y = camera.y(0.0)
    canvas.polygon(
        ((0, y), (right, y), (right - 0.2 * camera.scale, y + 0.07 * camera.scale), (0, y + 0.12 * camera.scale)),
        (0.05, 0.02, 0.06, 0.25),
    )


def backboard(canvas: Canvas, camera: Camera, hoop: Hoop) -> None:
    """Pole, arm and glass board, seen a little from the front."""
    board, low, high = hoop.board
    x, m = camera.x(board), camera.scale
    iron: Colour = (0.2, 0.23, 0.3)
    pole, arm = camera.x(board + 0.55), camera.y((low + high) / 2)
    foot = camera.y(-0.04)
    canvas.ellipse(pole, foot, 0.34 * m, 0.05 * m, (0.05, 0.02, 0.06, 0.35))
    canvas.rectangle(
        pole - 0.055 * m,
        arm,
        0.11 * m,
        foot - arm,
        linear(
            (pole - 0.055 * m, 0), (pole + 0.055 * m, 0), (0, lighter(iron, 0.3)), (0.4, iron), (1, darker(iron, 0.4))
        ),
    )
    canvas.rectangle(pole - 0.09 * m, foot - 0.75 * m, 0.18 * m, 0.74 * m, (0.78, 0.2, 0.16), 0.05 * m)
    for end in (0.16, -0.16):
        canvas.line(((pole, arm), (x + 0.05 * m, arm - end * m)), 0.05 * m, iron)
    top, bottom, skew = camera.y(high), camera.y(low), 0.15 * m
    glass = ((x, top), (x + skew, top - 0.1 * m), (x + skew, bottom - 0.1 * m), (x, bottom))
    canvas.polygon(
        glass, linear((x, top), (x + skew, bottom), (0, (0.97, 0.99, 1.0, 0.92)), (1, (0.72, 0.8, 0.87, 0.92)))
    )
    canvas.line(glass, 0.028 * m, (0.95, 0.95, 0.95), closed=True)
    canvas.line((glass[0], glass[3]), 0.04 * m, RED)


def net(canvas: Canvas, camera: Camera, hoop: Hoop, bulge: float, swing: float, near: bool) -> None:
    """The half of rim and net that is behind the ball, or before it; it swells and swings as a ball goes through."""
    left, right = camera.at(hoop.front), camera.at(hoop.back)
    middle, half, m = (left[0] + right[0]) / 2, (right[0] - left[0]) / 2, camera.scale
    tall, depth = hoop.drop * m, 0.055 * m
    side = 1 if near else -1
    knots: list[list[Point]] = []
    for row in range(6):
        share = row / 5
        slim = half * (1 - 0.46 * share**0.8 + bulge * 0.34 * sin(3.1 * share))
        drift = swing * half * share * share
        knots.append(
            [
                (
                    middle + drift + slim * place,
                    left[1]
                    + tall * share * (1 + 0.12 * bulge)
                    + side * depth * (1 - place * place) * (1 - 0.4 * share),
                )
                for place in (-1, -0.62, -0.21, 0.21, 0.62, 1)
            ]
        )
    tone, width = ((0.98, 0.98, 0.98, 0.95), 0.017 * m) if near else ((0.8, 0.8, 0.82, 0.7), 0.013 * m)
    cords = []
    for upper, lower in pairwise(knots):
        cords += [(upper[at], lower[at + 1]) for at in range(5)] + [(upper[at + 1], lower[at]) for at in range(5)]
    canvas.lines(cords, width, tone)
    rim(canvas, (middle, left[1]), (half, depth), m, near)
    if near:
        canvas.line((right, (camera.x(hoop.board[0]), left[1])), 0.045 * m, RED)


def rim(canvas: Canvas, middle: Point, radius: Point, m: float, near: bool) -> None:
    """The nearer or further half of the ring."""
    start = 0.0 if near else 3.14159265
    canvas.arc(*middle, radius, start, 3.14159265, 0.045 * m, RED if near else darker(RED, 0.25))
    if near:
        canvas.arc(middle[0], middle[1] - 0.008 * m, radius, 0.5, 2.1, 0.012 * m, (1, 0.75, 0.6, 0.8))
