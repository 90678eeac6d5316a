"""What machines are built of, in pixels: bars, cords, ropes, pins, soft shadows."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

import numpy as np

from providers.studio.canvas import Canvas, Point
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.paint.shadows import soft
from providers.studio.stagecraft.terms import Colour
from providers.studio.tracks import Floats

OAK: Colour = (0.62, 0.4, 0.22)
WALNUT: Colour = (0.36, 0.22, 0.14)
BRASS: Colour = (0.83, 0.65, 0.29)
STEEL: Colour = (0.68, 0.72, 0.77)
HEMP: Colour = (0.8, 0.66, 0.42)


def bar(canvas: Canvas, start: Point, end: Point, width: float, colour: Colour) -> None:
    """A round bar: dark at its edge, with a line of light along its upper left side."""
    canvas.line((start, end), width, darker(colour, 0.5))
    canvas.line((start, end), 0.82 * width, colour)
    long = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    nx, ny = -(end[1] - start[1]) / long, (end[0] - start[0]) / long
    if nx + 0.6 * ny > 0:
        nx, ny = -nx, -ny
    for away, share, tone in ((0.17, 0.3, lighter(colour, 0.25)), (0.22, 0.1, lighter(colour, 0.6))):
        dx, dy = nx * away * width, ny * away * width
        canvas.line(((start[0] + dx, start[1] + dy), (end[0] + dx, end[1] + dy)), share * width, tone)


def pin(canvas: Canvas, at: Point, radius: float, colour: Colour = BRASS) -> None:
    """The head of a bolt or an axle."""
    canvas.circle(*at, 1.15 * radius, darker(colour, 0.62))
    canvas.circle(*at, radius, colour)
    canvas.circle(at[0] - 0.25 * radius, at[1] - 0.3 * radius, 0.5 * radius, lighter(colour, 0.5))
    canvas.circle(*at, 0.28 * radius, darker(colour, 0.55))


def rope(canvas: Canvas, points: Sequence[Point], width: float, colour: Colour = HEMP) -> None:
    """A laid rope: its strands are short slanting lines across it."""
    canvas.line(points, width, darker(colour, 0.55))
    canvas.line(points, 0.76 * width, colour)
    if width < 3.0:
        return
    path = np.asarray(points)
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    marks = np.arange(0.4 * width, run[-1], 0.62 * width)
    x, y = np.interp(marks, run, path[:, 0]), np.interp(marks, run, path[:, 1])
    ahead = marks + 0.3 * width
    dx, dy = np.interp(ahead, run, path[:, 0]) - x, np.interp(ahead, run, path[:, 1]) - y
    strands = [((a + d, b - c), (a - d + c, b + c + d)) for a, b, c, d in zip(x, y, dx, dy, strict=True)]
    canvas.lines(strands, 0.13 * width, thin(darker(colour, 0.62), 0.75))
    canvas.line([(a - 0.14 * width, b - 0.1 * width) for a, b in points], 0.12 * width, thin(lighter(colour, 0.5), 0.6))


def links(canvas: Canvas, points: Sequence[Point], width: float, colour: Colour = STEEL) -> None:
    """A chain of links, seen by turns from the front and from the side."""
    path = np.asarray(points)
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    marks: Floats = np.linspace(0.0, run[-1], max(2, int(run[-1] / (1.5 * width)) + 1))
    x, y = np.interp(marks, run, path[:, 0]), np.interp(marks, run, path[:, 1])
    for at, (a, b, c, d) in enumerate(zip(x[:-1], y[:-1], np.diff(x), np.diff(y), strict=True)):
        with canvas.move(a + c / 2, b + d / 2, float(np.arctan2(d, c))):
            tall = 0.52 if at % 2 == 0 else 0.16
            canvas.ring(0, 0, 1.0 * width, tall * width, 0.42 * width, darker(colour, 0.62))
            canvas.ring(0, 0, 1.0 * width, tall * width, 0.26 * width, colour)


def shade(canvas: Canvas, camera: Camera, x: float, half: float, strength: float = 0.7, y: float = -0.02) -> None:
    """The soft shadow of something that stands on or hangs over the floor, in metres."""
    place = camera.at((x, y))
    with (
        canvas.fading(strength),
        canvas.move(*place, scale=(half * camera.scale, (0.03 + 0.14 * half) * camera.scale)),
    ):
        canvas.circle(0, 0, 1, soft())


def frame(canvas: Canvas, camera: Camera, half: float, high: float, thick: float = 0.075) -> None:
    """Two wooden posts with a beam on them and a brace in each corner; the beam's lower edge is at `high`."""
    m, post = camera.scale, thick * camera.scale
    half = min(half, 0.5 * camera.width / m - 0.24)
    for side in (-1, 1):
        shade(canvas, camera, side * half, 0.34)
        foot, head = camera.at((side * half, 0.02)), camera.at((side * half, high))
        for lean in (-0.2, 0.2):
            bar(canvas, camera.at((side * half + lean, -0.01)), camera.at((side * half, 0.28)), 0.7 * post, OAK)
        bar(canvas, foot, head, post, OAK)
        bar(
            canvas, camera.at((side * half, high - 0.22)), camera.at((side * (half - 0.22), high)), 0.6 * post,
            darker(OAK, 0.12),
        )  # fmt: skip
    y = camera.y(high) - 0.5 * post
    bar(canvas, (camera.x(-half - 0.14), y), (camera.x(half + 0.14), y), 1.25 * post, OAK)
    for side in (-1, 1):
        pin(canvas, (camera.x(side * half), y), 0.02 * m)
