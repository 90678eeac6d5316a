"""Boxes, drawn in pixels around their middle and turned; the light stays where it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, sin
from random import Random
from types import MappingProxyType

from providers.studio.canvas import Canvas, Style, letterable, linear, radial, text_width
from providers.studio.paint.colours import CREAM, INK, darker, lighter, mix, thin
from providers.studio.stagecraft.terms import Body, Colour

Size = tuple[float, float]


def box(canvas: Canvas, body: Body, half: Size, angle: float) -> None:
    """Draw one box of half size `half` pixels around the origin of a frame that is turned by `angle`."""
    wide, tall = half
    corner = min(half) * (
        0.28 if body.skin in {"die", "label"} else 0.16 if body.material in {"plastic", "ice"} else 0.07
    )
    canvas.rectangle(-wide, -tall, 2 * wide, 2 * tall, face(body, half, angle), corner)
    paint: Skin = SKINS.get(body.skin) or STUFFS.get(body.material, nothing)
    paint(canvas, body, half)
    edges(canvas, half, corner, angle)


def face(body: Body, half: Size, angle: float) -> Style:
    """The lit side: brighter towards the upper left of the picture, whichever way the box lies."""
    reach = max(half)
    dx, dy = (0.55 * cos(-angle) - 0.83 * sin(-angle)) * reach, (0.55 * sin(-angle) + 0.83 * cos(-angle)) * reach
    colour = body.colour
    if body.skin == "label":
        colour = mix(colour, (0.8, 0.62, 0.4), 0.15)
    match body.material:
        case "glass" | "ice":
            clear = 0.42 if body.material == "glass" else 0.8
            return linear(
                (-dx, -dy),
                (dx, dy),
                (0, thin(lighter(colour, 0.6), clear)),
                (0.5, thin(colour, clear * 0.7)),
                (1, thin(darker(colour, 0.2), clear + 0.15)),
            )
        case "metal":
            return linear(
                (-dx, -dy),
                (dx, dy),
                (0, lighter(colour, 0.6)),
                (0.35, colour),
                (0.5, lighter(colour, 0.45)),
                (0.62, darker(colour, 0.2)),
                (1, darker(colour, 0.4)),
            )
        case _:
            return linear((-dx, -dy), (dx, dy), (0, lighter(colour, 0.2)), (0.5, colour), (1, darker(colour, 0.3)))


def edges(canvas: Canvas, half: Size, corner: float, angle: float) -> None:
    """A light rim on the sides that face the light, a dark one on the others."""
    wide, tall = half
    width = max(1.0, min(half) * 0.055)
    inset = width / 2
    sides = (
        ((0, -1), ((-wide + corner, -tall + inset), (wide - corner, -tall + inset))),
        ((0, 1), ((-wide + corner, tall - inset), (wide - corner, tall - inset))),
        ((-1, 0), ((-wide + inset, -tall + corner), (-wide + inset, tall - corner))),
        ((1, 0), ((wide - inset, -tall + corner), (wide - inset, tall - corner))),
    )
    for (nx, ny), ends in sides:
        turned = nx * sin(angle) + ny * cos(angle), nx * cos(angle) - ny * sin(angle)
        lit = -0.83 * turned[0] - 0.55 * turned[1]
        canvas.line(ends, width, (1, 1, 1, 0.42 * lit) if lit > 0 else (0.05, 0, 0.08, -0.42 * lit))


def nothing(canvas: Canvas, body: Body, half: Size) -> None:
    """A smooth face with a soft sheen."""
    wide, tall = half
    canvas.rectangle(-wide * 0.8, -tall * 0.82, wide * 1.6, tall * 0.5, (1, 1, 1, 0.1), min(half) * 0.2)


def planks(canvas: Canvas, body: Body, half: Size) -> None:
    """Three boards with grain in a frame, a brace across, nails in the corners."""
    wide, tall = half
    dark = darker(body.colour, 0.5)
    rail = 0.24 * min(half)
    for at in range(3):
        y = -tall + rail + at * (2 * tall - 2 * rail) / 3
        canvas.rectangle(
            -wide, y, 2 * wide, (2 * tall - 2 * rail) / 3, thin(darker(body.colour, 0.3), 0.55 + 0.12 * (at % 2))
        )
        canvas.line(((-wide, y), (wide, y)), max(1.0, 0.03 * tall), thin(dark, 0.8))
    brace = lighter(body.colour, 0.04)
    canvas.line(((-wide + rail, tall - rail), (wide - rail, -tall + rail)), rail * 1.25, thin(dark, 0.7))
    canvas.line(((-wide + rail, tall - rail), (wide - rail, -tall + rail)), rail * 1.0, brace)
    for x, y, w, h in (
        (-wide, -tall, 2 * wide, rail), (-wide, tall - rail, 2 * wide, rail),
        (-wide, -tall, rail, 2 * tall), (wide - rail, -tall, rail, 2 * tall),
    ):  # fmt: skip
        canvas.rectangle(x, y, w, h, lighter(body.colour, 0.1))
        canvas.rectangle(x + w * 0.08, y + h * 0.4, w * 0.84, h * 0.06, thin(dark, 0.25))
    for x in (-wide + rail / 2, wide - rail / 2):
        for y in (-tall + rail / 2, tall - rail / 2):
            canvas.circle(x, y, rail * 0.16, thin(dark, 0.9))


def carton(canvas: Canvas, body: Body, half: Size) -> None:
    """Cardboard with a strip of tape, a seam and two arrows."""
    wide, tall = half
    canvas.rectangle(-wide * 0.17, -tall, wide * 0.34, tall * 0.95, thin(lighter(body.colour, 0.55), 0.6))
    canvas.line(
        ((-wide, -tall * 0.55), (wide, -tall * 0.55)), max(1.0, 0.03 * tall), thin(darker(body.colour, 0.5), 0.35)
    )
    ink = thin(darker(body.colour, 0.65), 0.75)
    for x in (0.42, 0.7):
        canvas.polygon(
            ((wide * x, tall * 0.2), (wide * (x + 0.11), tall * 0.42), (wide * (x - 0.11), tall * 0.42)), ink
        )
        canvas.rectangle(wide * (x - 0.04), tall * 0.42, wide * 0.08, tall * 0.24, ink)
    canvas.rectangle(-wide * 0.8, tall * 0.25, wide * 0.6, tall * 0.42, thin(CREAM, 0.75))
    for y in (0.33, 0.43, 0.53):
        canvas.rectangle(-wide * 0.73, tall * y, wide * 0.42, tall * 0.045, ink)


def gift(canvas: Canvas, body: Body, half: Size) -> None:
    """Wrapping with dots, a ribbon both ways and a bow on the lid."""
    wide, tall = half
    for x in (-0.7, -0.35, 0.35, 0.7):
        for y in (-0.6, -0.05, 0.5):
            canvas.circle(
                wide * x, tall * (y + 0.25 * (abs(x) < 0.5)), min(half) * 0.06, thin(lighter(body.colour, 0.7), 0.55)
            )
    ribbon = mix(CREAM, (0.95, 0.78, 0.3), 0.6)
    canvas.rectangle(-wide * 0.14, -tall, wide * 0.28, tall * 2, ribbon)
    canvas.rectangle(-wide * 1.05, -tall, wide * 2.1, tall * 0.36, lighter(body.colour, 0.08), min(half) * 0.06)
    canvas.rectangle(-wide * 0.14, -tall, wide * 0.28, tall * 0.36, lighter(ribbon, 0.2))
    for side in (-1, 1):
        with canvas.move(side * wide * 0.24, -tall * 1.14, side * 0.5, (wide * 0.28, tall * 0.15)):
            canvas.circle(0, 0, 1, ribbon)
            canvas.circle(0, 0, 0.5, darker(ribbon, 0.25))
    canvas.circle(0, -tall * 1.07, wide * 0.12, darker(ribbon, 0.1))


def die(canvas: Canvas, body: Body, half: Size) -> None:
    """Pips: a five."""
    wide, tall = half
    for x, y in ((-0.5, -0.5), (0.5, -0.5), (0, 0), (-0.5, 0.5), (0.5, 0.5)):
        canvas.circle(wide * x, tall * y, min(half) * 0.17, INK if body.colour[0] + body.colour[1] > 0.9 else CREAM)


def brick(canvas: Canvas, body: Body, half: Size) -> None:
    """Fired clay: pits, a paler face and a sunk frog."""
    wide, tall = half
    grains(canvas, body.colour, half, 40)
    canvas.rectangle(
        -wide * 0.7, -tall * 0.45, wide * 1.4, tall * 0.9, thin(darker(body.colour, 0.5), 0.22), tall * 0.2
    )


def book(canvas: Canvas, body: Body, half: Size) -> None:
    """A closed book on its side: pages between two boards."""
    wide, tall = half
    canvas.rectangle(-wide * 0.86, -tall * 0.66, wide * 1.86, tall * 1.32, CREAM)
    for at in range(5):
        y = -tall * 0.5 + at * tall * 0.25
        canvas.line(((-wide * 0.8, y), (wide * 0.97, y)), max(0.7, tall * 0.03), thin(INK, 0.16))
    canvas.rectangle(-wide, -tall, wide * 0.16, tall * 2, thin(lighter(body.colour, 0.3), 0.7), tall * 0.2)


def label(canvas: Canvas, body: Body, half: Size) -> None:
    """A toy block: a coloured frame around a pale field with the word in it."""
    wide, tall = half
    rim = 0.2 * tall
    canvas.rectangle(
        -wide + rim, -tall + rim, 2 * (wide - rim), 2 * (tall - rim), mix(CREAM, body.colour, 0.06), tall * 0.2
    )
    word = letterable(body.label).upper()
    ink = darker(body.colour, 0.35)
    if not word.strip():
        canvas.circle(0, 0, tall * 0.42, ink)
        canvas.circle(0, 0, tall * 0.24, mix(CREAM, body.colour, 0.06))
        return
    size = min(1.15 * tall, 1.66 * (wide - rim) / max(0.01, text_width(word, 1.0)))
    canvas.text(size * 0.03, size * 0.05, word, size, thin(lighter(body.colour, 0.5), 0.8))
    canvas.text(0, 0, word, size, ink)


def grain(canvas: Canvas, body: Body, half: Size) -> None:
    """Long fibres and a knot."""
    wide, tall = half
    for at in range(6):
        y = -tall * 0.8 + at * tall * 0.32
        bend = tall * (0.18 if at in {2, 3} else 0.06) * (1 if at < 3 else -1)
        tone = thin(darker(body.colour, 0.45), 0.35)
        canvas.curve(
            (-wide * 0.95, y),
            (-wide * 0.2, y - bend),
            (wide * 0.2, y - bend),
            (wide * 0.95, y + bend * 0.4),
            max(0.8, tall * 0.035),
            tone,
        )
    canvas.ring(
        wide * 0.1,
        tall * 0.03,
        min(half) * 0.16,
        min(half) * 0.09,
        max(0.8, tall * 0.04),
        thin(darker(body.colour, 0.5), 0.5),
    )


def speckled(canvas: Canvas, body: Body, half: Size) -> None:
    """Cut stone."""
    grains(canvas, body.colour, half, 60)


def grains(canvas: Canvas, colour: Colour, half: Size, count: int) -> None:
    """Light and dark specks, always the same."""
    random = Random(count)
    for _ in range(count):
        x, y = random.uniform(-0.92, 0.92) * half[0], random.uniform(-0.92, 0.92) * half[1]
        tone = lighter(colour, 0.5) if random.random() < 0.5 else darker(colour, 0.5)
        canvas.circle(x, y, min(half) * random.uniform(0.02, 0.06), thin(tone, 0.45))


def pane(canvas: Canvas, body: Body, half: Size) -> None:
    """Reflections across glass or ice."""
    wide, tall = half
    canvas.polygon(
        (
            (-wide * 0.8, tall * 0.1),
            (-wide * 0.1, -tall * 0.85),
            (wide * 0.2, -tall * 0.85),
            (-wide * 0.8, tall * 0.55),
        ),
        (1, 1, 1, 0.4),
    )
    canvas.polygon(
        ((wide * 0.05, tall * 0.8), (wide * 0.8, -tall * 0.3), (wide * 0.8, -tall * 0.12), (wide * 0.18, tall * 0.8)),
        (1, 1, 1, 0.22),
    )
    canvas.rectangle(
        -wide,
        -tall,
        2 * wide,
        2 * tall,
        radial((0, 0), max(half), (0.6, (1, 1, 1, 0)), (1, (1, 1, 1, 0.22))),
        min(half) * 0.1,
    )


def rivets(canvas: Canvas, body: Body, half: Size) -> None:
    """Plates of metal, riveted."""
    wide, tall = half
    canvas.rectangle(
        -wide * 0.8, -tall * 0.8, wide * 1.6, tall * 1.6, thin(darker(body.colour, 0.4), 0.25), min(half) * 0.1
    )
    for x in (-0.88, 0, 0.88):
        for y in (-0.88, 0.88):
            canvas.circle(wide * x, tall * y, min(half) * 0.055, lighter(body.colour, 0.5))


Skin = Callable[[Canvas, Body, Size], None]
SKINS: Mapping[str, Skin] = MappingProxyType(
    {"crate": planks, "carton": carton, "gift": gift, "die": die, "brick": brick, "book": book, "label": label}
)
STUFFS: Mapping[str, Skin] = MappingProxyType(
    {"wood": grain, "stone": speckled, "glass": pane, "ice": pane, "metal": rivets, "card": carton}
)
"""What a plain box of a material looks like."""
