"""Paints what flies, in metres around its middle; it looks to the right."""

from __future__ import annotations

from math import cos, pi, sin

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.stagecraft.terms import Colour

WHITE: Colour = (0.96, 0.97, 0.98)
DARK: Colour = (0.14, 0.16, 0.2)
PANES = ((0.66, 0.82, 0.93), (0.14, 0.22, 0.32))


def plane(canvas: Canvas, colour: Colour) -> None:
    """An airliner."""
    far = darker(WHITE, 0.3)
    canvas.polygon(((0.4, -0.2), (-1.6, -2.3), (-2.3, -2.3), (-0.9, -0.2)), far)
    canvas.polygon(((-5.0, -0.5), (-6.2, -1.2), (-6.6, -1.2), (-6.0, -0.4)), far)
    canvas.polygon(
        ((-4.4, -0.6), (-5.9, -2.9), (-6.8, -2.9), (-6.3, -0.5)),
        linear((-6.8, 0), (-4.4, 0), (0, darker(colour, 0.2)), (1, lighter(colour, 0.2))),
    )
    body = ((-6.7, -0.45), (-5.4, -0.72), (-3.0, -0.85), (2.0, -0.88), (4.6, -0.82), (5.8, -0.5), (6.4, -0.02),
            (5.9, 0.4), (4.4, 0.66), (0.0, 0.72),
            (-3.4, 0.5), (-5.6, -0.05))  # fmt: skip
    canvas.blob(
        body,
        linear(
            (0, -0.9), (0, 0.75), (0, (1, 1, 1)), (0.45, WHITE), (0.75, darker(WHITE, 0.16)), (1, darker(WHITE, 0.5))
        ),
    )
    canvas.polygon(((-6.2, 0.0), (4.9, 0.18), (5.6, 0.3), (4.6, 0.4), (-3.6, 0.3)), thin(colour, 0.9))
    for at in range(16):
        canvas.rectangle(-4.1 + 0.5 * at, -0.42, 0.2, 0.27, PANES[1], 0.08)
    canvas.polygon(
        ((5.0, -0.6), (5.62, -0.48), (5.95, -0.2), (5.1, -0.2)),
        linear((0, -0.6), (0, -0.2), (0, PANES[0]), (1, PANES[1])),
    )
    canvas.polygon(
        ((1.2, 0.25), (-1.8, 2.5), (-2.7, 2.5), (-1.1, 0.25)),
        linear((0, 0.2), (0, 2.5), (0, darker(WHITE, 0.1)), (1, darker(WHITE, 0.35))),
    )
    canvas.rectangle(
        -0.7, 0.95, 1.7, 0.62, linear((0, 0.95), (0, 1.57), (0, lighter(colour, 0.3)), (1, darker(colour, 0.4))), 0.3
    )
    canvas.ellipse(0.98, 1.26, 0.12, 0.3, DARK)
    canvas.polygon(((-5.2, -0.3), (-6.5, 0.35), (-7.0, 0.35), (-6.3, -0.35)), darker(WHITE, 0.15))


def helicopter(canvas: Canvas, colour: Colour, turn: float) -> None:
    """A helicopter whose skids stand at height nought."""
    paint = linear((0, -2.9), (0, -0.6), (0, lighter(colour, 0.4)), (0.5, colour), (1, darker(colour, 0.5)))
    canvas.polygon(((-0.8, -2.2), (-5.0, -2.15), (-5.0, -1.85), (-0.6, -1.3)), paint)
    canvas.polygon(((-4.7, -2.1), (-5.4, -3.0), (-5.7, -3.0), (-5.3, -1.9)), darker(colour, 0.15))
    canvas.blob(
        (
            (-1.3, -1.9),
            (-0.9, -2.6),
            (0.3, -2.8),
            (1.5, -2.5),
            (2.2, -1.6),
            (2.0, -0.8),
            (1.0, -0.55),
            (-0.6, -0.6),
            (-1.3, -1.1),
        ),
        paint,
    )
    glassy = linear((0, -2.6), (0, -1.1), (0, PANES[0]), (1, PANES[1]))
    canvas.blob(((0.55, -2.5), (1.3, -2.38), (1.9, -1.75), (2.05, -1.2), (1.4, -1.12), (0.6, -1.3)), glassy)
    canvas.rectangle(-0.5, -2.3, 0.8, 0.8, glassy, 0.15)
    canvas.lines([((-0.9, -0.1), (1.7, -0.1)), ((-0.3, -0.6), (-0.5, -0.1)), ((0.9, -0.6), (1.1, -0.1))], 0.12, DARK)
    canvas.line(((0.1, -2.75), (0.1, -3.15)), 0.2, DARK)
    reach = 4.6 * abs(cos(turn))
    canvas.ellipse(0.1, -3.18, 4.6, 0.12, (0.15, 0.16, 0.2, 0.22))
    canvas.line(((0.1 - reach, -3.2), (0.1 + reach, -3.16)), 0.09, thin(DARK, 0.8))
    canvas.circle(-5.45, -2.5, 0.75, (0.15, 0.16, 0.2, 0.18))
    tail = 3.7 * turn
    canvas.line(
        ((-5.45 - 0.72 * cos(tail), -2.5 - 0.72 * sin(tail)), (-5.45 + 0.72 * cos(tail), -2.5 + 0.72 * sin(tail))),
        0.08,
        DARK,
    )


def balloon(canvas: Canvas, colour: Colour) -> None:
    """A hot-air balloon, its basket at the origin: gores of two colours, lit from the left."""
    top, half = -13.2, 4.9
    other: Colour = (0.97, 0.93, 0.82)
    for gore in range(7):
        a, b = -pi / 2 + pi * gore / 7, -pi / 2 + pi * (gore + 1) / 7
        left, right = [outline(sin(a) * half, top), outline(sin(b) * half, top)]
        tone = colour if gore % 2 == 0 else other
        light = 0.28 - 0.11 * gore
        canvas.polygon([*left, *right[::-1]], lighter(tone, light) if light > 0 else darker(tone, -light))
    lines = [((side * 0.95, -3.1), (side * 0.55, -1.1)) for side in (-1, -0.4, 0.4, 1)]
    canvas.lines(lines, 0.05, DARK)
    wicker: Colour = (0.58, 0.4, 0.24)
    canvas.rectangle(
        -0.62,
        -1.1,
        1.24,
        1.1,
        linear((-0.62, 0), (0.62, 0), (0, lighter(wicker, 0.2)), (1, darker(wicker, 0.35))),
        0.12,
    )
    canvas.lines([((-0.6, -0.85 + 0.2 * at), (0.6, -0.85 + 0.2 * at)) for at in range(4)], 0.03, darker(wicker, 0.4))
    for x, coat in ((-0.25, (0.25, 0.4, 0.7)), (0.25, (0.8, 0.35, 0.3))):
        canvas.ellipse(x, -1.2, 0.2, 0.3, coat)
        canvas.circle(x, -1.62, 0.16, (0.86, 0.66, 0.53))


def outline(x: float, top: float) -> list[tuple[float, float]]:
    """One seam from the crown to the mouth: wide above, drawn in below."""
    points = []
    for at in range(17):
        share = at / 16
        full = sin(pi / 2 * (share / 0.42) ** 0.55) if share <= 0.42 else 1 - 0.8 * ((share - 0.42) / 0.58) ** 1.7
        points.append((x * full, top + 10.1 * share))
    return points


def burner(canvas: Canvas, strong: float) -> None:
    """The flame over the basket, and the glow in the envelope."""
    warm: Colour = (1.0, 0.72, 0.3)
    with canvas.move(0, -6.5, scale=(4.6, 5.6)):
        canvas.circle(0, 0, 1, radial((0, 0), 1, (0, thin(warm, 0.4 * strong)), (1, thin(warm, 0))))
    canvas.blob(
        ((-0.16, -1.9), (-0.26, -2.3), (0.0, -3.4 * strong), (0.26, -2.3), (0.16, -1.9)), (1.0, 0.75, 0.3, 0.95)
    )
    canvas.blob(
        ((-0.08, -1.9), (-0.12, -2.2), (0.0, -2.8 * strong), (0.12, -2.2), (0.08, -1.9)), (0.7, 0.85, 1.0, 0.95)
    )
