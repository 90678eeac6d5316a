"""The café itself, in metres at its far wall: to the right of the middle, and down from the height of the eyes."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from providers.studio.canvas import Canvas, Point, Style, linear, radial
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.stagecraft.terms import Colour

LEFT, RIGHT, TOP, SILL = -0.98, 0.98, -1.25, 0.42
"""The window."""
WALLS: tuple[Colour, ...] = ((0.2, 0.33, 0.32), (0.42, 0.25, 0.2), (0.25, 0.28, 0.38), (0.36, 0.36, 0.27))
WOOD: Colour = (0.36, 0.21, 0.13)
GLOW: Colour = (1.0, 0.8, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """The light of the day outside."""

    high: Colour
    low: Colour
    houses: Colour
    lamps: float
    """How much the lamps do, 0 to 1."""


HOURS = {
    "day": Hour(high=(0.62, 0.8, 0.93), low=(0.93, 0.95, 0.93), houses=(0.72, 0.68, 0.66), lamps=0.35),
    "sunset": Hour(high=(0.47, 0.42, 0.62), low=(1.0, 0.7, 0.42), houses=(0.42, 0.3, 0.37), lamps=0.8),
    "night": Hour(high=(0.05, 0.08, 0.2), low=(0.16, 0.19, 0.36), houses=(0.09, 0.1, 0.19), lamps=1.0),
}


def outside(canvas: Canvas, hour: Hour, rainy: bool, random: Random) -> None:
    """The street: sky, houses with their windows, trees, a pavement, lamps."""
    low = mix(hour.low, (0.6, 0.64, 0.68), 0.5) if rainy and hour.lamps < 0.6 else hour.low
    canvas.rectangle(LEFT, TOP, RIGHT - LEFT, SILL - TOP, linear((0, TOP), (0, SILL), (0, hour.high), (1, low)))
    x = LEFT - 0.1
    while x < RIGHT:
        wide, tall = random.uniform(0.3, 0.52), random.uniform(0.55, 1.05)
        house(canvas, (x, -tall), wide, hour, random)
        x += wide + 0.02
    canvas.rectangle(LEFT, 0.2, RIGHT - LEFT, SILL, darker(mix(hour.houses, hour.low, 0.25), 0.25))
    for at in (LEFT + 0.3, RIGHT - 0.42):
        tree(canvas, at + random.uniform(-0.1, 0.1), hour, random)
    for at in (-0.42, 0.5):
        lamp_post(canvas, at, hour)


def house(canvas: Canvas, at: tuple[float, float], wide: float, hour: Hour, random: Random) -> None:
    """A front with rows of windows, some of them lit."""
    x, y = at
    tone = mix(hour.houses, random.choice(((0.7, 0.4, 0.3), (0.85, 0.75, 0.55), (0.45, 0.5, 0.6))), 0.25)
    canvas.rectangle(x, y, wide, 0.24 - y, tone)
    columns = 3
    for row in range(int((0.1 - y) / 0.2)):
        for column in range(columns):
            lit = hour.lamps > 0.5 and random.random() < 0.5
            pane: Colour = (1.0, 0.8, 0.45) if lit else darker(tone, 0.35)
            canvas.rectangle(x + wide * (column + 0.28) / columns, y + 0.08 + row * 0.2, wide * 0.15, 0.11, pane)


def tree(canvas: Canvas, x: float, hour: Hour, random: Random) -> None:
    """A tree on the pavement."""
    leaves = mix((0.32, 0.52, 0.27), hour.houses, 0.65 * hour.lamps)
    canvas.line(((x, 0.26), (x, -0.3)), 0.035, darker(leaves, 0.5))
    for _ in range(16):
        dx, dy, size = random.gauss(0, 0.13), random.gauss(-0.5, 0.12), random.uniform(0.07, 0.13)
        canvas.circle(x + dx, dy, size, thin(lighter(leaves, random.uniform(0, 0.22)), 0.75))


def lamp_post(canvas: Canvas, x: float, hour: Hour) -> None:
    """A street lamp; after dark it shines."""
    canvas.line(((x, 0.26), (x, -0.42)), 0.018, darker(hour.houses, 0.5))
    if hour.lamps > 0.5:
        glow(canvas, (x, -0.45), 0.42, GLOW, 0.5)
    canvas.circle(x, -0.45, 0.05, lighter(GLOW, 0.6) if hour.lamps > 0.5 else (0.92, 0.92, 0.88))


def room(canvas: Canvas, half: float, hour: Hour, random: Random) -> None:
    """Everything inside, around a hole where the window is."""
    wall = random.choice(WALLS)
    warm = mix(wall, GLOW, 0.12 * hour.lamps)
    shade: Style = linear((0, -2.6), (0, 1.2), (0, darker(warm, 0.5)), (0.45, warm), (1, darker(warm, 0.4)))
    for x, y, wide, tall in (
        (-half, -4, LEFT + half, 8), (RIGHT, -4, half - RIGHT, 8), (LEFT - 0.01, -4, RIGHT - LEFT + 0.02, 4 + TOP),
        (LEFT - 0.01, SILL, RIGHT - LEFT + 0.02, 4),
    ):  # fmt: skip
        canvas.rectangle(x, y, wide, tall, shade)
    bricks(canvas, -half, LEFT - 0.1, wall, random)
    panelling(canvas, half, wall)
    frame(canvas)
    shelves(canvas, half, random)
    counter(canvas, half, random)
    posters(canvas, random)
    plants(canvas, random)
    daylight(canvas, hour)


def bricks(canvas: Canvas, left: float, right: float, wall: Colour, random: Random) -> None:
    """A wall of bricks beside the window."""
    for row in range(-22, 6):
        y, x = row * 0.11, left - 0.13 * (row % 2)
        while x < right:
            wide = min(0.25, right - x)
            tone = mix((0.5, 0.29, 0.22), wall, random.uniform(0.3, 0.6))
            canvas.rectangle(x + 0.008, y + 0.008, wide - 0.016, 0.094, darker(tone, random.uniform(0.1, 0.3)), 0.012)
            x += 0.26


def panelling(canvas: Canvas, half: float, wall: Colour) -> None:
    """Wooden boards up to the sill."""
    canvas.rectangle(-half, 0.56, 2 * half, 3, linear((0, 0.56), (0, 1.6), (0, WOOD), (1, darker(WOOD, 0.6))))
    canvas.lines(
        [((x / 5, 0.58), (x / 5, 3.0)) for x in range(int(-half * 5), int(half * 5) + 1)],
        0.012,
        thin(darker(WOOD, 0.7), 0.6),
    )
    canvas.rectangle(-half, 0.53, 2 * half, 0.045, lighter(WOOD, 0.14))


def frame(canvas: Canvas) -> None:
    """The window's frame, its bars and a sill."""
    dark = darker(WOOD, 0.35)
    for x in (LEFT, RIGHT):
        canvas.rectangle(x - 0.05, TOP - 0.05, 0.1, SILL - TOP + 0.1, dark)
    for y in (TOP, SILL):
        canvas.rectangle(LEFT - 0.05, y - 0.05, RIGHT - LEFT + 0.1, 0.1, dark)
    third = (RIGHT - LEFT) / 3
    for x in (LEFT + third, RIGHT - third):
        canvas.rectangle(x - 0.018, TOP, 0.036, SILL - TOP, dark)
    canvas.rectangle(LEFT, TOP + 0.4, RIGHT - LEFT, 0.036, dark)
    canvas.rectangle(LEFT - 0.12, SILL + 0.03, RIGHT - LEFT + 0.24, 0.06, lighter(WOOD, 0.2))


def shelves(canvas: Canvas, half: float, random: Random) -> None:
    """Boards with jars, bottles, cups and books to the right."""
    for y in (-0.95, -0.55, -0.15):
        canvas.rectangle(RIGHT + 0.2, y + 0.02, half, 0.045, lighter(WOOD, 0.12))
        canvas.rectangle(RIGHT + 0.2, y + 0.065, half, 0.05, (0, 0, 0, 0.25))
        x = RIGHT + 0.28
        while x < half + 0.2:
            x += ware(canvas, x, y + 0.02, random)


def ware(canvas: Canvas, x: float, y: float, random: Random) -> float:
    """One thing on a shelf; gives the room it takes."""
    tone = random.choice(
        ((0.76, 0.36, 0.24), (0.87, 0.8, 0.66), (0.3, 0.48, 0.45), (0.86, 0.66, 0.3), (0.55, 0.6, 0.66))
    )
    match random.randrange(4):
        case 0:
            canvas.rectangle(x, y - 0.2, 0.12, 0.2, thin(tone, 0.9), 0.025)
            canvas.rectangle(x + 0.01, y - 0.23, 0.1, 0.04, darker(tone, 0.4), 0.01)
            return 0.16
        case 1:
            canvas.rectangle(x, y - 0.2, 0.075, 0.2, darker(tone, 0.45), 0.02)
            canvas.rectangle(x + 0.025, y - 0.29, 0.026, 0.1, darker(tone, 0.45))
            canvas.rectangle(x + 0.008, y - 0.14, 0.06, 0.08, (0.9, 0.86, 0.76))
            return 0.11
        case 2:
            for level in range(3):
                canvas.rectangle(x, y - 0.07 * (level + 1), 0.1, 0.062, lighter(tone, 0.5), 0.02)
            return 0.14
        case _:
            canvas.circle(x + 0.06, y - 0.16, 0.09, (0.3, 0.5, 0.3))
            canvas.rectangle(x + 0.015, y - 0.09, 0.09, 0.09, (0.72, 0.45, 0.33), 0.015)
            return 0.16


def counter(canvas: Canvas, half: float, random: Random) -> None:
    """The bar with its coffee machine and a glass case of cakes."""
    x = RIGHT + 0.22
    canvas.rectangle(x, 0.42, half, 2, linear((0, 0.42), (0, 1.6), (0, lighter(WOOD, 0.06)), (1, darker(WOOD, 0.6))))
    canvas.rectangle(x - 0.04, 0.38, half, 0.06, (0.82, 0.78, 0.72))
    steel = linear((0, 0.05), (0, 0.4), (0, (0.86, 0.88, 0.9)), (0.5, (0.55, 0.58, 0.62)), (1, (0.35, 0.37, 0.4)))
    canvas.rectangle(x + 0.12, 0.02, 0.56, 0.14, steel, 0.03)
    canvas.rectangle(x + 0.16, 0.16, 0.48, 0.22, (0.18, 0.18, 0.2))
    canvas.rectangle(x + 0.12, 0.33, 0.56, 0.055, steel, 0.015)
    for at in (0.27, 0.52):
        canvas.rectangle(x + at, 0.16, 0.07, 0.06, (0.75, 0.76, 0.78), 0.01)
        canvas.rectangle(x + at + 0.01, 0.27, 0.05, 0.06, (0.95, 0.94, 0.9), 0.01)
    for at in range(4):
        canvas.rectangle(x + 0.15 + at * 0.13, -0.06, 0.1, 0.08, (0.93, 0.91, 0.86), 0.02)
    canvas.rectangle(x + 0.85, 0.0, 0.7, 0.38, (0.85, 0.93, 0.95, 0.25), 0.02)
    for at in range(5):
        tone = random.choice(((0.85, 0.55, 0.3), (0.6, 0.3, 0.2), (0.95, 0.85, 0.75), (0.9, 0.5, 0.55)))
        canvas.rectangle(x + 0.9 + at * 0.13, 0.24, 0.1, 0.1, tone, 0.03)


def posters(canvas: Canvas, random: Random) -> None:
    """A slate with the menu in chalk, and a print."""
    x = LEFT - 0.82
    canvas.rectangle(x - 0.03, -0.31, 0.66, 0.76, lighter(WOOD, 0.15), 0.01)
    canvas.rectangle(x, -0.28, 0.6, 0.7, (0.13, 0.15, 0.15))
    canvas.text(x + 0.3, -0.19, "MENU", 0.11, (0.94, 0.93, 0.88))
    for at in range(6):
        y = -0.06 + at * 0.078
        canvas.line(((x + 0.06, y), (x + random.uniform(0.24, 0.38), y)), 0.018, (0.9, 0.9, 0.85, 0.75))
        canvas.line(((x + 0.46, y), (x + 0.54, y)), 0.018, (0.95, 0.8, 0.45, 0.8))


def plants(canvas: Canvas, random: Random) -> None:
    """Pots on the sill, and ivy that hangs beside the window."""
    for x in (LEFT + 0.18, LEFT + 0.42, RIGHT - 0.3):
        for _ in range(9):
            dx, tall = random.uniform(-0.12, 0.12), random.uniform(0.12, 0.26)
            green = (0.22, random.uniform(0.4, 0.58), 0.26)
            canvas.thread(
                [(x, SILL - 0.08), (x + dx * 0.6, SILL - 0.1 - tall * 0.7), (x + dx * 1.3, SILL - 0.06 - tall)],
                0.022,
                green,
            )
        canvas.polygon(
            [(x - 0.075, SILL - 0.12), (x + 0.075, SILL - 0.12), (x + 0.055, SILL + 0.03), (x - 0.055, SILL + 0.03)],
            (0.75, 0.47, 0.34),
        )
    for x in (RIGHT + 0.1, LEFT - 0.12):
        y = -1.5
        for at in range(26):
            y += 0.032
            dx = random.uniform(-0.08, 0.08)
            canvas.ellipse(x + dx, y, 0.05, 0.032, (0.2 + 0.1 * random.random(), random.uniform(0.38, 0.56), 0.25))
            if at > 16 and random.random() < 0.2:
                break


def daylight(canvas: Canvas, hour: Hour) -> None:
    """What comes in through the window onto the wall around it."""
    share = 0.3 * (1 - hour.lamps)
    glow(canvas, (0, -0.4), 2.3, lighter(hour.low, 0.3), share)


def pendants(canvas: Canvas, half: float, hour: Hour, height: float) -> None:
    """Lamps on cords, and their light."""
    for at in range(-3, 4):
        x = at * 0.95 + 0.475
        if abs(x) < half + 0.3:
            with canvas.move(x, height):
                glow(canvas, (0, 0), 1.0, GLOW, 0.55 * hour.lamps + 0.08)
                canvas.line(((0, -4), (0, -0.17)), 0.014, (0.1, 0.08, 0.08))
                shade = [(-0.035, -0.2), (0.035, -0.2), (0.15, -0.02), (0, -0.005), (-0.15, -0.02)]
                canvas.blob(shade, (0.16, 0.14, 0.14))
                canvas.ellipse(0, -0.015, 0.125, 0.022, lighter(GLOW, 0.3 + 0.4 * hour.lamps))
                canvas.circle(0, 0.01, 0.045, lighter(GLOW, 0.8))


def glow(canvas: Canvas, at: Point, radius: float, colour: Colour, alpha: float) -> None:
    """Light around a lamp, strongest in its middle."""
    with canvas.move(*at, scale=(radius, radius)):
        fall = ((0, thin(colour, alpha)), (0.2, thin(colour, 0.42 * alpha)), (0.5, thin(colour, 0.14 * alpha)))
        canvas.circle(0, 0, 1, radial((0, 0), 1, *fall, (1, thin(colour, 0))))
