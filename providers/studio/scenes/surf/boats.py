"""How boats look from the side: each is painted about its centre of mass, in metres, x to its bow, y down."""

from __future__ import annotations

from math import pi, sin

from providers.studio.canvas import Canvas, linear
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.stagecraft.terms import Colour

WOOD: Colour = (0.62, 0.42, 0.24)
Measures = tuple[float, float, float]
"""Half its length, its upper and its lower edge."""


def body(canvas: Canvas, size: Measures, colour: Colour, bow: float = 0.2) -> None:
    """A boat's hull from the side: sheer, curved stem, a stripe, shade below."""
    half, top, bottom = size
    points = [(-half, top)]
    for at in range(13):
        part = at / 12
        points.append(
            (-half + 2 * half * part, top + 0.10 * (bottom - top) * sin(pi * part) - bow * (bottom - top) * part**3)
        )
    points += [
        (half * 0.92, bottom * 0.2 + top * 0.0),
        (half * 0.7, bottom * 0.85),
        (half * 0.4, bottom),
        (-half * 0.7, bottom),
        (-half * 0.94, bottom * 0.5),
    ]
    canvas.polygon(
        points, linear((0, top), (0, bottom), (0, lighter(colour, 0.12)), (0.5, colour), (1, darker(colour, 0.35)))
    )
    line = [(x, y + 0.16 * (bottom - top)) for x, y in points[1:14]]
    canvas.line(line, 0.05 * (bottom - top), thin(darker(colour, 0.4), 0.7))
    canvas.line(points[1:14], 0.07 * (bottom - top), lighter(colour, 0.35))


def sailboat(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A yacht with mainsail and jib that fill and flutter."""
    half, top, _ = size
    mast = -half * 2.35
    belly = 0.26 + 0.03 * sin(2.1 * time)
    canvas.line(((0.08 * half, top), (0.02 * half, mast)), 0.05, (0.45, 0.38, 0.33))
    canvas.line(((0.05 * half, top - 0.28), (-0.86 * half, top - 0.22)), 0.05, (0.45, 0.38, 0.33))
    cloth: Colour = (0.98, 0.97, 0.93)
    main = [*curved((0.0, mast + 0.15), (-0.84 * half, top - 0.3), belly), (0.03 * half, top - 0.36)]
    jib = [*curved((0.06 * half, mast + 0.7), (0.95 * half, top - 0.22), -belly * 0.5), (0.14 * half, top - 0.34)]
    canvas.polygon(main, linear((-0.9 * half, 0), (0.1 * half, 0), (0, cloth), (1, mix(cloth, (0.62, 0.68, 0.8), 0.5))))
    canvas.polygon(jib, linear((0.0, 0), (half, 0), (0, mix(cloth, (0.62, 0.68, 0.8), 0.45)), (1, cloth)))
    for part in (0.3, 0.55, 0.78):
        y = mast + 0.15 + part * (top - 0.3 - mast - 0.15)
        canvas.line(
            ((0.0, y), (-0.84 * half * part - belly * sin(pi * part), y + 0.08)), 0.012, (0.5, 0.55, 0.65, 0.35)
        )
    body(canvas, size, colour)
    canvas.rectangle(-0.5 * half, top - 0.16, 0.62 * half, 0.2, lighter(colour, 0.3), 0.06)
    flag = [(0.02 * half, mast), (-0.32, mast + 0.06 + 0.05 * sin(9 * time)), (0.02 * half, mast + 0.18)]
    canvas.polygon(flag, (0.88, 0.25, 0.22))


def curved(first: tuple[float, float], last: tuple[float, float], belly: float) -> list[tuple[float, float]]:
    """A line of points that swells to the left."""
    return [
        (first[0] + (last[0] - first[0]) * part - belly * sin(pi * part), first[1] + (last[1] - first[1]) * part)
        for part in (each / 14 for each in range(15))
    ]


def boat(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A rowing boat with thwarts and oars at rest."""
    half, top, bottom = size
    canvas.ellipse(0.0, top + 0.02, half * 0.93, 0.10 + 0.12 * max(-0.5, roll), darker(colour, 0.5))
    for x in (-0.45, 0.05, 0.5):
        canvas.rectangle(half * x - 0.07, top - 0.02, 0.14, 0.07, lighter(WOOD, 0.25), 0.02)
    body(canvas, size, colour, 0.28)
    swing = 0.08 * sin(1.1 * time)
    canvas.line(((-0.1 * half, top - 0.1), (0.55 * half, bottom * 0.9 + swing)), 0.05, lighter(WOOD, 0.15))
    canvas.ellipse(0.6 * half, bottom * 0.95 + swing, 0.13, 0.07, lighter(WOOD, 0.15))


def ship(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A small steamer: hull, house, funnel with smoke."""
    half, top, _ = size
    for puff in range(9):
        age = (puff / 9 + 0.22 * time) % 1.0
        canvas.circle(
            -0.18 * half - 3.2 * age, top - 3.0 - 1.3 * age, 0.22 + 0.75 * age, (0.75, 0.76, 0.78, 0.34 * (1 - age))
        )
    canvas.rectangle(-0.62 * half, top - 0.9, 0.95 * half, 1.2, (0.96, 0.95, 0.92), 0.08)
    canvas.rectangle(-0.42 * half, top - 1.65, 0.5 * half, 0.8, (0.93, 0.92, 0.88), 0.08)
    for at in range(5):
        canvas.circle(-0.5 * half + at * 0.18 * half, top - 0.5, 0.13, (0.3, 0.5, 0.62))
    canvas.rectangle(-0.25 * half, top - 2.9, 0.55, 1.3, (0.85, 0.3, 0.2), 0.05)
    canvas.rectangle(-0.25 * half, top - 2.9, 0.55, 0.3, (0.14, 0.14, 0.16), 0.03)
    canvas.line(((0.55 * half, top), (0.55 * half, top - 2.2)), 0.07, (0.4, 0.36, 0.33))
    body(canvas, size, colour, 0.3)


def paperboat(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A folded sheet."""
    half, top, bottom = size
    canvas.polygon(
        ((-0.32 * half, top), (0.0, top - 0.42), (0.36 * half, top)),
        linear(
            (-0.3 * half, 0),
            (0.3 * half, 0),
            (0, lighter(colour, 0.4)),
            (0.5, colour),
            (0.52, darker(colour, 0.12)),
            (1, darker(colour, 0.2)),
        ),
    )
    hull = ((-half, top - 0.06), (half, top - 0.06), (0.6 * half, bottom), (-0.6 * half, bottom))
    canvas.polygon(
        hull, linear((-half, 0), (half, 0), (0, darker(colour, 0.16)), (0.5, colour), (1, darker(colour, 0.08)))
    )
    canvas.line(((-0.6 * half, bottom), (0.0, top - 0.03), (0.6 * half, bottom)), 0.008, thin(darker(colour, 0.4), 0.5))
