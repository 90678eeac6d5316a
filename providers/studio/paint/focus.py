"""Pictures out of focus."""

from __future__ import annotations

from math import cos, pi, sin

from providers.studio.canvas import Canvas

STEPS = (1.0, 0.5, 0.25)
"""Lengths along one way, over the longest; together they smear a point evenly."""
WAYS = (0.0, pi / 3, 2 * pi / 3)
LONGEST = 1.425
"""The longest step over the standard deviation of what they all make: half of each counts, squared, along each axis."""


def blur(canvas: Canvas, spread: float) -> None:
    """Put the picture out of focus, in place, its transparency too; `spread` is the standard deviation in pixels.

    It is laid onto itself at half strength, a step aside along three ways in turn, which comes near to a bell.
    """
    now, other = canvas, Canvas(canvas.width, canvas.height)
    for step in STEPS:
        for way in WAYS:
            dx, dy = (LONGEST * spread * step * part for part in (cos(way), sin(way)))
            there = (round(dx / 2), round(dy / 2))
            back = (there[0] - round(dx), there[1] - round(dy))
            if there != back:
                apart(other, now, there, back)
                now, other = other, now
    if now is not canvas:
        with canvas.fading(blend="copy"):
            canvas.stamp(now)


def apart(onto: Canvas, picture: Canvas, *places: tuple[int, int]) -> None:
    """The mean of a picture at two places; where only its edge would be seen, it stays where it was."""
    with onto.fading(blend="copy"):
        onto.stamp(picture)
        onto.stamp(picture, *places[0])
    with onto.fading(0.5, blend="copy"):
        onto.stamp(picture, *places[1])
