"""Drawing of many things at once, and of colours that many numbers give: what `canvas` is too fine for."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import blend2d
import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas, Style

Floats = NDArray[np.floating[Any]]


EDGE = 0.0025
"""The least distance of two colours, as a share of the height: blend2d tells no nearer ones apart and leaves a hole."""


LARGEST = 72
"""Pixels: the radius of the largest disc that is kept ready; larger ones are few, and would take much memory."""
SLIM = 0.11
"""The greatest thickness of a blade, over its length."""


def columns(canvas: Canvas, offsets: Floats, visible: NDArray[np.bool_], counts: Floats, colours: Floats) -> None:
    """Fill a small picture, one pixel column after the other, with colours from top to bottom.

    Points come column by column, `counts` for each; their colours are rows of red, green, blue. Offsets grow from 0 to
    1 down each column where it is visible. Where a point isn't visible, the one before it still is: the colours tend
    to it, and hide behind the next that is visible, where they change at once.
    """
    stops, seen, tones = offsets.tolist(), visible.tolist(), list(zip(*colours.tolist(), strict=True))
    context, tall, start = canvas.context, float(canvas.height), 0
    for x, end in enumerate(np.cumsum(counts).tolist()):
        gradient = blend2d.create_linear_gradient(0.0, 0.0, 0.0, tall)
        add, last, before = gradient.add_stop, start, -EDGE
        for at in range(start, end):
            if not seen[at] or (stop := stops[at]) - before < EDGE:
                continue
            if at > start and not seen[at - 1] and stop - before > 2 * EDGE:
                add(stop - EDGE, tones[last + 1])
            add(stop, tones[at])
            last, before = at, stop
        context.set_fill_style(gradient)
        context.fill_rect(blend2d.BLRect(x, 0, 1, tall))
        start = end


def stretched(picture: Canvas, x: float, y: float, width: float, height: float) -> Style:
    """Another picture as a style, drawn out smoothly over a rectangle."""
    picture.context.flush()
    wide, tall = width / picture.width, height / picture.height
    matrix = blend2d.Matrix2D(wide, 0.0, 0.0, tall, x, y)
    area = blend2d.BLRectI(0, 0, picture.width, picture.height)
    return blend2d.BLPattern(picture.image, area, blend2d.BLExtendMode.PAD, matrix)


def under(canvas: Canvas, x: Floats, y: Floats, bottom: float, style: Style) -> None:
    """Fill everything between a smooth curve from left to right and a level below it."""
    path = blend2d.BLPath()
    path.move_to(x[0], bottom)
    path.line_to(x[0], y[0])
    middle_x, middle_y = (x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2
    for point in zip(x[:-1].tolist(), y[:-1].tolist(), middle_x.tolist(), middle_y.tolist(), strict=True):
        path.quadric_to(*point)
    path.line_to(x[-1], y[-1])
    path.line_to(x[-1], bottom)
    canvas.context.set_fill_style(canvas.style(style))
    canvas.context.fill_path(path)


def dots(canvas: Canvas, x: Floats, y: Floats, radius: Floats, style: Style) -> None:
    """Many discs in one colour, drawn one over the other."""
    canvas.context.set_fill_style(canvas.style(style))
    for disc in zip(x.tolist(), y.tolist(), radius.tolist(), strict=True):
        canvas.context.fill_circle(*disc)


def heaped(canvas: Canvas, x: Floats, y: Floats, radius: Floats, style: Style) -> None:
    """The same, but to whole pixels and from discs kept ready: for what tumbles, and is never still."""
    canvas.context.set_fill_style(canvas.style(style))
    lay, draw = canvas.context.blit_image, canvas.context.fill_circle
    for *middle, size in zip(*(np.rint(each).astype(int).tolist() for each in (x, y, radius)), strict=True):
        if size > LARGEST:
            draw(*middle, size)
        else:
            lay(blend2d.BLPoint(middle[0] - size - 1, middle[1] - size - 1), disc(size, style).image)


@lru_cache(maxsize=4 * LARGEST)
def disc(radius: int, colour: tuple[float, ...]) -> Canvas:
    """One disc as a picture of its own, with a pixel around it."""
    picture = Canvas(2 * radius + 2, 2 * radius + 2)
    picture.circle(radius + 1, radius + 1, radius, colour)
    picture.context.flush()
    return picture


def traces(canvas: Canvas, points: Floats, width: float, style: Style) -> None:
    """Many strokes at once: strokes by points by two."""
    path = blend2d.BLPath()
    for first, *others in points.tolist():
        path.move_to(*first)
        for point in others:
            path.line_to(*point)
    canvas.pen(width, style)
    canvas.context.stroke_path(path)


def blades(canvas: Canvas, points: Floats, width: float, style: Style) -> None:
    """Many lines at once that bend through their middle and run out to nothing: three points by lines by two."""
    start, middle, end = points
    along = end - start
    thick = np.minimum(width / np.maximum(np.hypot(*along.T), 1e-6), SLIM)
    bulge = np.stack([-along[:, 1], along[:, 0]], axis=1) * thick[:, None]
    bent = 2 * middle - (start + end) / 2
    path = blend2d.BLPath()
    for first, upper, last, lower in np.stack([start, bent + bulge, end, bent - bulge], axis=1).tolist():
        path.move_to(*first)
        path.quadric_to(*upper, *last)
        path.quadric_to(*lower, *first)
    canvas.context.set_fill_style(canvas.style(style))
    canvas.context.fill_path(path)
