"""The table and what stands on it; metres to the right and down from the middle of its far edge."""

from __future__ import annotations

from math import pi, sin

import numpy as np

from providers.studio.canvas import Canvas, Point, Style, linear, radial
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.stagecraft.terms import Colour

CUP = 0.062
"""Height of a cup."""
WISP = np.linspace(0, 0.15, 6)
"""Metres over a cup at which steam bends."""
COFFEE: Colour = (0.27, 0.15, 0.08)


def cup(canvas: Canvas, at: Point, tilt: float, colour: Colour, handle: int) -> None:
    """A cup whose foot stands at a point; the handle is to the right for 1."""
    with canvas.move(*at, tilt):
        canvas.ring(handle * 0.046, -0.034, 0.017, 0.018, 0.009, darker(colour, 0.18))
        side = linear((-0.045, 0), (0.045, 0), (0, lighter(colour, 0.3)), (0.4, colour), (1, darker(colour, 0.3)))
        canvas.blob(
            [(-0.045, -CUP), (0.0, -CUP + 0.012), (0.045, -CUP), (0.041, -0.026), (0.026, -0.002), (0.0, 0.004),
             (-0.026, -0.002), (-0.041, -0.026)], side,
        )  # fmt: skip
        canvas.ellipse(0, -CUP, 0.046, 0.0135, lighter(colour, 0.35))
        canvas.ellipse(0, -CUP + 0.0015, 0.04, 0.0105, COFFEE)
        canvas.ellipse(-0.008, -CUP + 0.001, 0.022, 0.0055, (0.72, 0.52, 0.34, 0.8))


def saucer(canvas: Canvas, at: Point, colour: Colour) -> None:
    """The saucer, with its shadow on the table."""
    x, y = at
    canvas.ellipse(x + 0.012, y + 0.012, 0.088, 0.025, (0.05, 0.02, 0.02, 0.3))
    canvas.ellipse(x, y + 0.005, 0.08, 0.021, darker(colour, 0.22))
    canvas.ellipse(x, y, 0.08, 0.02, lighter(colour, 0.2))
    canvas.ellipse(x, y + 0.001, 0.046, 0.0105, darker(colour, 0.1))


def steam(canvas: Canvas, at: Point, time: float, phase: float, alpha: float = 1.0) -> None:
    """Wisps that rise, sway and thin out."""
    x, y = at[0], at[1] - CUP
    for wisp in range(3):
        age = (time * 0.42 + wisp / 3 + phase) % 1.0
        rise = WISP * (0.5 + age)
        sway = 0.012 * np.sin(rise * 42 - time * 2.6 + wisp * 2 + phase * 9) * (rise / 0.1)
        strength = alpha * 0.16 * sin(pi * age)
        way = np.stack((x + (wisp - 1) * 0.016 + sway, y - 0.01 - rise - 0.05 * age), axis=1)
        canvas.thread(way, 0.012 + 0.013 * age, (1, 1, 1, strength))


def croissant(canvas: Canvas, at: Point) -> None:
    """A croissant on a plate."""
    x, y = at
    canvas.ellipse(x + 0.012, y + 0.014, 0.12, 0.034, (0.05, 0.02, 0.02, 0.3))
    canvas.ellipse(x, y, 0.112, 0.03, (0.93, 0.92, 0.9))
    canvas.ellipse(x, y - 0.001, 0.08, 0.02, (0.84, 0.83, 0.82))
    for at_x, wide, tone in (
        (-0.058, 0.026, 0.78),
        (0.058, 0.026, 0.7),
        (-0.03, 0.034, 0.86),
        (0.032, 0.034, 0.8),
        (0, 0.04, 0.9),
    ):
        lift = 0.016 - 4.0 * at_x**2
        canvas.ellipse(x + at_x, y - 0.012 - lift, wide, 0.026, (tone, tone * 0.62, tone * 0.26))
        canvas.arc(x + at_x, y - 0.012 - lift, (wide * 0.7, 0.018), pi * 1.1, pi * 0.6, 0.004, (1, 0.85, 0.55, 0.6))


def candle(canvas: Canvas, at: Point, time: float, lit: bool) -> None:
    """A small glass with a tea light, whose flame flickers; by day a little vase."""
    x, y = at
    canvas.ellipse(x + 0.006, y + 0.008, 0.05, 0.014, (0.05, 0.02, 0.02, 0.3))
    if not lit:
        flowers(canvas, at, time)
        return
    flicker = 1 + 0.12 * sin(time * 17) * sin(time * 7.3)
    with canvas.move(x, y - 0.04, scale=(0.17 * flicker, 0.17 * flicker)):
        canvas.circle(0, 0, 1, radial((0, 0), 1, (0, (1.0, 0.72, 0.32, 0.5)), (1, (1.0, 0.6, 0.2, 0))))
    canvas.rectangle(x - 0.032, y - 0.07, 0.064, 0.076, (1.0, 0.83, 0.6, 0.34), 0.014)
    canvas.rectangle(x - 0.026, y - 0.022, 0.052, 0.022, (0.98, 0.92, 0.82), 0.006)
    canvas.blob(
        [(x, y - 0.062 * flicker), (x + 0.009, y - 0.034), (x, y - 0.024), (x - 0.009, y - 0.034)], (1.0, 0.88, 0.5)
    )
    canvas.line(((x - 0.022, y - 0.064), (x - 0.022, y - 0.01)), 0.005, (1, 1, 1, 0.4))


def flowers(canvas: Canvas, at: Point, time: float) -> None:
    """A small vase with three flowers that hardly move."""
    x, y = at
    for number, (dx, tall, tone) in enumerate(
        ((-0.034, 0.15, (0.94, 0.55, 0.5)), (0.03, 0.165, (0.97, 0.8, 0.4)), (0.0, 0.19, (0.96, 0.95, 0.92)))
    ):
        sway = 0.004 * sin(time * 1.3 + number * 2)
        canvas.thread(
            [(x, y - 0.06), (x + dx * 0.5, y - tall * 0.7), (x + dx + sway, y - tall)], 0.005, (0.3, 0.5, 0.28)
        )
        for petal in range(5):
            angle = petal * 2 * pi / 5 + number
            canvas.circle(x + dx + sway + 0.014 * np.cos(angle), y - tall + 0.014 * np.sin(angle), 0.0125, tone)
        canvas.circle(x + dx + sway, y - tall, 0.009, (0.85, 0.6, 0.2))
    glass = linear((x - 0.026, 0), (x + 0.026, 0), (0, (0.8, 0.9, 0.92, 0.8)), (1, (0.45, 0.6, 0.65, 0.75)))
    canvas.blob([(x - 0.014, y - 0.085), (x + 0.014, y - 0.085), (x + 0.026, y - 0.03), (x + 0.02, y + 0.004),
                 (x - 0.02, y + 0.004), (x - 0.026, y - 0.03)], glass)  # fmt: skip


def top(canvas: Canvas, half: float, depth: float, wood: Colour, gloss: Style) -> None:
    """The table's surface from its far edge down, wider than the picture where it may be."""
    canvas.rectangle(
        -half,
        -0.008,
        2 * half,
        depth + 0.008,
        linear((0, 0), (0, depth), (0, darker(wood, 0.1)), (0.35, wood), (1, darker(wood, 0.55))),
    )
    random = np.random.default_rng(5)
    for y in np.cumsum(random.uniform(0.012, 0.04, 24)):
        if y < depth:
            wave = random.uniform(-0.006, 0.006, 7)
            line = np.stack((np.linspace(-half, half, 7), y + wave), axis=1)
            canvas.thread(line, 0.0025 + 0.003 * y, thin(darker(wood, 0.5), 0.16))
    canvas.rectangle(-half, -0.008, 2 * half, 0.012, lighter(wood, 0.4))
    canvas.rectangle(-half, 0.004, 2 * half, 0.008, thin(lighter(wood, 0.6), 0.25))
    canvas.rectangle(-half, 0, 2 * half, depth, gloss)
