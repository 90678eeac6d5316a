"""Drawing of many things at once, and of colours that many numbers give: what `canvas` is too fine for."""

from __future__ import annotations

from typing import Any

import blend2d
import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas, Style

Floats = NDArray[np.floating[Any]]


EDGE = 0.0025
"""The least distance of two colours, as a share of the height: blend2d tells no nearer ones apart and leaves a hole."""


def columns(canvas: Canvas, offsets: Floats, visible: NDArray[np.bool_], colours: Floats) -> None:
    """Fill a small picture, one pixel column for each column of the arrays, with colours from top to bottom.

    Offsets grow from 0 to 1 down each column where it is visible; colours are rows by columns by red, green, blue.
    What isn't visible hides behind the next that is: there the colour changes at once.
    """
    shades = np.concatenate([colours, np.ones((*colours.shape[:2], 1), colours.dtype)], axis=2)
    every = zip(offsets.T.tolist(), visible.T.tolist(), shades.transpose(1, 0, 2).tolist(), strict=True)
    context, tall = canvas.context, float(canvas.height)
    for x, (stops, seen, tones) in enumerate(every):
        gradient = blend2d.create_linear_gradient(0.0, 0.0, 0.0, tall)
        last = -1
        for at, stop in enumerate(stops):
            if not seen[at] or (last >= 0 and stop - stops[last] < EDGE):
                continue
            if last >= 0 and not seen[at - 1] and stop - stops[last] > 2 * EDGE:
                gradient.add_stop(stop - EDGE, tuple(tones[last + 1]))
            gradient.add_stop(stop, tuple(tones[at]))
            last = at
        context.set_fill_style(gradient)
        context.fill_rect(blend2d.BLRect(x, 0, 1, tall))


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


def traces(canvas: Canvas, points: Floats, width: float, style: Style) -> None:
    """Many strokes at once: strokes by points by two."""
    path = blend2d.BLPath()
    for first, *others in points.tolist():
        path.move_to(*first)
        for point in others:
            path.line_to(*point)
    canvas.pen(width, style)
    canvas.context.stroke_path(path)
