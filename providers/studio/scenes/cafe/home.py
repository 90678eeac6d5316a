"""A room to tell something in: shelves of books, a curtained window, a standing lamp; metres as in `interior`."""

from __future__ import annotations

from random import Random

from providers.studio.canvas import Canvas, linear
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.scenes.cafe.interior import GLOW, WOOD, Hour, glow
from providers.studio.stagecraft.terms import Colour

WALLS: tuple[Colour, ...] = ((0.36, 0.47, 0.45), (0.55, 0.42, 0.36), (0.38, 0.42, 0.55), (0.5, 0.47, 0.36))
SPINES: tuple[Colour, ...] = (
    (0.62, 0.24, 0.2), (0.2, 0.35, 0.44), (0.82, 0.66, 0.38), (0.3, 0.42, 0.3), (0.85, 0.8, 0.7), (0.38, 0.25, 0.4),
)  # fmt: skip
TALL, LOW = -2.6, 1.6


def home(canvas: Canvas, half: float, hour: Hour, random: Random) -> None:
    """The whole room."""
    wall = random.choice(WALLS)
    canvas.rectangle(
        -half,
        TALL,
        2 * half,
        LOW - TALL,
        linear((-half, 0), (half, 0), (0, lighter(wall, 0.12)), (1, darker(wall, 0.28))),
    )
    window(canvas, -0.85, hour, darker(wall, 0.06))
    books(canvas, 0.38, max(half, 1.2), random)
    lamp(canvas, -0.22 if half > 0.7 else 0.55, hour)
    plant(canvas, -1.5, random)
    canvas.rectangle(-half, 0.95, 2 * half, LOW, linear((0, 0.95), (0, LOW), (0, WOOD), (1, darker(WOOD, 0.5))))


def window(canvas: Canvas, x: float, hour: Hour, wall: Colour) -> None:
    """A window between curtains, and its light on the wall."""
    glow(canvas, (x, -0.3), 1.5, lighter(hour.low, 0.4), 0.4 * (1.1 - hour.lamps))
    canvas.rectangle(x - 0.44, -1.1, 0.88, 1.5, (0.93, 0.9, 0.85))
    canvas.rectangle(x - 0.39, -1.05, 0.78, 1.4, linear((0, -1.05), (0, 0.35), (0, hour.high), (1, hour.low)))
    for dx, size in ((-0.22, 0.24), (0.1, 0.3), (0.3, 0.2)):
        canvas.circle(x + dx, 0.22, size, thin(mix((0.3, 0.5, 0.3), hour.houses, 0.3 + 0.5 * hour.lamps), 0.8))
    canvas.rectangle(x - 0.6, 0.4, 1.2, 0.7, wall)
    canvas.rectangle(x - 0.5, 0.36, 1.0, 0.06, (0.96, 0.93, 0.88))
    canvas.rectangle(x - 0.015, -1.05, 0.03, 1.4, (0.93, 0.9, 0.85))
    canvas.rectangle(x - 0.39, -0.5, 0.78, 0.03, (0.93, 0.9, 0.85))
    for side in (-1, 1):
        for fold in range(5):
            tone = darker((0.78, 0.5, 0.36), 0.12 + 0.12 * (fold % 2))
            canvas.rectangle(x + side * 0.52 - 0.13 + fold * 0.052, -1.2, 0.056, 2.1, tone)
    canvas.line(((x - 0.75, -1.2), (x + 0.75, -1.2)), 0.03, darker(WOOD, 0.3))


def books(canvas: Canvas, left: float, right: float, random: Random) -> None:
    """Shelves up to the ceiling, full of books and a few other things."""
    canvas.rectangle(left - 0.04, TALL, right - left + 1, LOW - TALL, darker(WOOD, 0.45))
    for y in (-1.35, -0.93, -0.51, -0.09, 0.33, 0.75):
        x = left + 0.03
        while x < right:
            if random.random() < 0.06:
                canvas.circle(x + 0.09, y - 0.1, 0.09, random.choice(SPINES))
                x += 0.2
                continue
            wide, tall = random.uniform(0.035, 0.07), random.uniform(0.22, 0.34)
            tone = darker(random.choice(SPINES), random.uniform(0.05, 0.35))
            canvas.rectangle(x, y - tall, wide - 0.006, tall, tone, 0.006)
            canvas.rectangle(x, y - tall * 0.8, wide - 0.006, 0.02, lighter(tone, 0.35))
            x += wide
        canvas.rectangle(left - 0.04, y, right - left + 1, 0.05, lighter(WOOD, 0.08))


def lamp(canvas: Canvas, x: float, hour: Hour) -> None:
    """A standing lamp that is lit."""
    canvas.line(((x, 1.2), (x, -0.42)), 0.028, (0.24, 0.2, 0.17))
    glow(canvas, (x, -0.52), 1.25, GLOW, 0.28 + 0.35 * hour.lamps)
    canvas.polygon([(x - 0.13, -0.75), (x + 0.13, -0.75), (x + 0.21, -0.4), (x - 0.21, -0.4)], lighter(GLOW, 0.45))


def plant(canvas: Canvas, x: float, random: Random) -> None:
    """A tall plant in a corner."""
    for _ in range(22):
        dx, tall = random.uniform(-0.4, 0.4), random.uniform(0.4, 1.1)
        green = (0.2, random.uniform(0.36, 0.52), 0.26)
        canvas.thread([(x, 0.7), (x + dx * 0.5, 0.7 - tall * 0.8), (x + dx, 0.75 - tall)], 0.05, green)
    canvas.polygon([(x - 0.2, 0.6), (x + 0.2, 0.6), (x + 0.15, 1.2), (x - 0.15, 1.2)], (0.75, 0.47, 0.34))
