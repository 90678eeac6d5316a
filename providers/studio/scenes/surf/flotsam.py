"""How smaller things in the water look: each is painted about its centre of mass, in metres, y down."""

from __future__ import annotations

from math import pi, sin

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.scenes.surf.boats import WOOD, Measures
from providers.studio.stagecraft.terms import Colour


def duck(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A rubber duck."""
    half, top, bottom = size
    shade = radial(
        (0.05, top * 0.6),
        half * 1.5,
        (0, lighter(colour, 0.35)),
        (0.5, colour),
        (1, darker(colour, 0.3)),
        focus=(0.0, top),
    )
    canvas.polygon(((-0.7 * half, 0.0), (-1.08 * half, top * 1.15), (-0.3 * half, top * 0.7)), shade)
    canvas.ellipse(0.0, 0.02, half, (bottom - top) * 0.52, shade)
    x, y = 0.5 * half, top - 0.16
    canvas.circle(
        x,
        y,
        0.235,
        radial(
            (x, y),
            0.27,
            (0, lighter(colour, 0.45)),
            (0.55, colour),
            (1, darker(colour, 0.22)),
            focus=(x - 0.08, y - 0.09),
        ),
    )
    canvas.ellipse(x + 0.26, y + 0.055, 0.13, 0.05, (0.95, 0.45, 0.12))
    canvas.ellipse(x + 0.24, y + 0.085, 0.10, 0.035, (0.8, 0.34, 0.08))
    canvas.circle(x + 0.09, y - 0.05, 0.04, (0.08, 0.06, 0.08))
    canvas.circle(x + 0.102, y - 0.062, 0.013, (1, 1, 1))
    canvas.arc(-0.12 * half, -0.02, (0.4 * half, 0.11), 0.2, 2.4, 0.022, darker(colour, 0.3))
    canvas.ellipse(-0.1 * half, top * 0.62, 0.3 * half, 0.045, (1, 1, 1, 0.35))


def crate(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A box of boards with a lid that shows."""
    half, top, bottom = size
    lid = 0.12 + 0.25 * max(-0.35, min(0.6, roll))
    canvas.polygon(
        ((-half, top), (half, top), (half * 0.9, top - lid), (-half * 0.9, top - lid)), lighter(colour, 0.22)
    )
    canvas.rectangle(
        -half, top, 2 * half, bottom - top, linear((0, top), (0, bottom), (0, colour), (1, darker(colour, 0.35)))
    )
    for at in range(1, 4):
        y = top + (bottom - top) * at / 4
        canvas.line(((-half, y), (half, y)), 0.014, darker(colour, 0.5))
    edge = 0.09 * half * 2
    for x in (-half, half - edge):
        canvas.rectangle(x, top, edge, bottom - top, lighter(colour, 0.08))
    canvas.line(((-half + edge, bottom), (half - edge, top)), edge * 0.8, darker(colour, 0.1))
    for x in (-half, half - edge):
        for y in (top + 0.06, bottom - 0.06):
            canvas.circle(x + edge / 2, y, 0.016, (0.25, 0.23, 0.22))


def barrel(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A cask on its side."""
    half, top, bottom = size
    tall = bottom - top
    arch = [(-half + 2 * half * part, top - 0.10 * tall * sin(pi * part)) for part in (at / 12 for at in range(13))]
    foot = [(x, bottom + top - y) for x, y in arch[::-1]]
    canvas.polygon(
        arch + foot, linear((0, top), (0, bottom), (0, lighter(colour, 0.25)), (0.4, colour), (1, darker(colour, 0.4)))
    )
    for at in range(1, 5):
        y = top + tall * at / 5
        canvas.line(((-half, y), (half, y)), 0.010, thin(darker(colour, 0.5), 0.8))
    for x in (-0.86, -0.5, 0.5, 0.86):
        canvas.rectangle(half * x - 0.03, top - 0.07 * tall, 0.06, tall * 1.14, (0.36, 0.37, 0.40), 0.02)


def log(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A tree trunk with bark, and rings at its sawn end."""
    half, top, bottom = size
    tall = bottom - top
    canvas.rectangle(
        -half,
        top,
        2 * half,
        tall,
        linear((0, top), (0, bottom), (0, lighter(colour, 0.2)), (0.5, colour), (1, darker(colour, 0.4))),
        tall * 0.4,
    )
    for at in range(14):
        x, y = -half * 0.8 + at * half * 0.115, top + tall * (0.2 + 0.6 * ((at * 0.37) % 1))
        canvas.line(((x, y), (x + 0.22, y)), 0.014, darker(colour, 0.45))
    canvas.ellipse(half * 0.97, (top + bottom) / 2, tall * 0.2, tall * 0.5, (0.86, 0.70, 0.48))
    for share in (0.7, 0.4, 0.15):
        canvas.ring(half * 0.97, (top + bottom) / 2, tall * 0.2 * share, tall * 0.5 * share, 0.010, (0.6, 0.43, 0.26))
    canvas.line(((-0.3 * half, top), (-0.42 * half, top - 0.18)), 0.07, colour)


def bottle(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A corked bottle with a letter in it."""
    half, top, bottom = size
    tall = bottom - top
    canvas.rectangle(-half * 0.55, top + 0.22 * tall, half * 0.85, tall * 0.56, (0.95, 0.9, 0.76, 0.95), tall * 0.2)
    glass = linear(
        (0, top),
        (0, bottom),
        (0, thin(lighter(colour, 0.5), 0.55)),
        (0.5, thin(colour, 0.5)),
        (1, thin(darker(colour, 0.3), 0.75)),
    )
    canvas.rectangle(-half, top, half * 1.42, tall, glass, tall * 0.42)
    canvas.rectangle(half * 0.36, top + 0.3 * tall, half * 0.56, tall * 0.4, glass, tall * 0.12)
    canvas.rectangle(half * 0.84, top + 0.3 * tall, half * 0.18, tall * 0.4, (0.72, 0.52, 0.33), tall * 0.06)
    canvas.line(((-half * 0.8, top + 0.2 * tall), (half * 0.2, top + 0.2 * tall)), 0.016, (1, 1, 1, 0.75))


def ball(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A beach ball with its panels."""
    half, top, bottom = size
    y = (top + bottom) / 2
    canvas.circle(0, y, half, (0.97, 0.96, 0.93))
    for at, tone in enumerate((colour, (0.98, 0.8, 0.25), (0.22, 0.55, 0.85))):
        canvas.slice(0, y, half, at * 2 * pi / 3 - 0.5, pi / 3, tone)
    canvas.circle(0, y, half * 0.14, (0.97, 0.96, 0.93))
    canvas.circle(
        0,
        y,
        half,
        radial(
            (0, y),
            half,
            (0, (1, 1, 1, 0.25)),
            (0.6, (1, 1, 1, 0)),
            (1, (0.05, 0.05, 0.2, 0.4)),
            focus=(-0.3 * half, y - 0.4 * half),
        ),
    )


def ring(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A lifebuoy, seen from a little above."""
    half, top, bottom = size
    y, flat = (top + bottom) / 2, 0.26 + 0.3 * max(-0.3, min(0.6, roll))
    canvas.ring(0, y, half * 0.78, half * flat, half * 0.36, darker(colour, 0.25))
    canvas.ring(0, y - 0.03, half * 0.78, half * flat, half * 0.30, colour)
    for at in range(4):
        canvas.arc(0, y - 0.03, (half * 0.78, half * flat), at * pi / 2 + 0.5, 0.5, half * 0.30, (0.98, 0.97, 0.95))
    canvas.ring(0, y - 0.07, half * 0.80, half * flat, half * 0.04, (1, 1, 1, 0.3))


def buoy(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """A channel mark with a lamp that blinks."""
    half, top, bottom = size
    canvas.polygon(
        ((-half, 0.0), (-half * 0.8, top), (half * 0.8, top), (half, 0.0), (half * 0.6, bottom), (-half * 0.6, bottom)),
        linear((-half, 0), (half, 0), (0, lighter(colour, 0.2)), (0.5, colour), (1, darker(colour, 0.4))),
    )
    for x in (-0.45, 0.45):
        canvas.line(((x * half * 1.3, top), (x * 0.4 * half, top - 1.1)), 0.05, darker(colour, 0.2))
    for part in (0.3, 0.65):
        canvas.line(
            ((-0.5 * half * (1 - 0.6 * part), top - 1.1 * part), (0.5 * half * (1 - 0.6 * part), top - 1.1 * part)),
            0.035,
            darker(colour, 0.2),
        )
    canvas.rectangle(-0.12, top - 1.36, 0.24, 0.26, (0.2, 0.2, 0.24), 0.04)
    if time % 1.6 < 0.5:
        canvas.circle(0, top - 1.24, 0.9, radial((0, top - 1.24), 0.9, (0, (1, 0.9, 0.6, 0.8)), (1, (1, 0.9, 0.6, 0))))
    canvas.rectangle(-half * 0.93, top * 0.45, half * 1.86, -top * 0.3, (0.97, 0.96, 0.93))


def raft(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """Logs lashed together, with a mast and a rag of sail."""
    half, top, bottom = size
    deep = 0.22 + 0.4 * max(-0.3, min(0.5, roll))
    canvas.polygon(
        ((-half, top), (half, top), (half * 0.86, top - deep), (-half * 0.86, top - deep)), lighter(colour, 0.12)
    )
    canvas.line(((0, top), (0, top - 1.9)), 0.07, darker(WOOD, 0.2))
    sway = 0.1 * sin(1.7 * time)
    canvas.polygon(
        ((0.03, top - 1.85), (0.9 + sway, top - 1.5), (0.8 + sway * 0.6, top - 0.6), (0.03, top - 0.5)),
        (0.93, 0.88, 0.78),
    )
    for at in range(8):
        x = -half + (at + 0.5) * half / 4
        canvas.circle(
            x,
            (top + bottom) / 2,
            half / 8.2,
            linear((0, top), (0, bottom), (0, lighter(colour, 0.3)), (1, darker(colour, 0.3))),
        )
    for x in (-0.6, 0.6):
        canvas.line(((x * half, top - deep * 0.9), (x * half, bottom * 0.7)), 0.05, (0.85, 0.78, 0.6))


def iceberg(canvas: Canvas, size: Measures, colour: Colour, roll: float, time: float) -> None:
    """Facets of ice, bluer below."""
    half, top, bottom = size
    peak = top - 1.7
    edge = [
        (-half, bottom),
        (-half, top * 0.6),
        (-0.72 * half, top - 0.5),
        (-0.35 * half, peak + 0.35),
        (-0.1 * half, peak),
        (0.2 * half, top - 0.7),
        (0.45 * half, top - 1.0),
        (0.8 * half, top - 0.2),
        (half, top * 0.4),
        (half, bottom),
    ]
    canvas.polygon(
        edge,
        linear((0, peak), (0, bottom), (0, (0.98, 1.0, 1.0)), (0.5, colour), (1, mix(colour, (0.2, 0.55, 0.7), 0.7))),
    )
    canvas.polygon((edge[4], edge[5], (0.1 * half, bottom), (-0.25 * half, bottom)), (0.55, 0.78, 0.9, 0.45))
    canvas.polygon((edge[6], edge[7], edge[8], (0.6 * half, bottom)), (0.5, 0.74, 0.88, 0.5))
    canvas.polygon((edge[1], edge[2], (-0.55 * half, bottom)), (0.62, 0.83, 0.93, 0.5))
