"""Balls, drawn in a frame where the radius is 1; light falls from the upper left and does not turn with the ball."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import acos, atan2, cos, hypot, pi, sin
from random import Random
from types import MappingProxyType

from providers.studio.canvas import Canvas, Point, Style, linear, radial
from providers.studio.paint.colours import CREAM, INK, darker, lighter, mix, thin
from providers.studio.paint.skies import blob
from providers.studio.stagecraft.terms import Body, Colour

LIGHT: Point = (-0.38, -0.46)
SHINE: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "rubber": (0.42, 0.42),
        "plastic": (0.8, 0.3),
        "metal": (0.95, 0.3),
        "glass": (0.95, 0.24),
        "stone": (0.16, 0.5),
        "wood": (0.28, 0.4),
        "card": (0.1, 0.5),
        "ice": (0.85, 0.3),
    }
)
"""Strength and size of the highlight."""


def ball(canvas: Canvas, body: Body, angle: float) -> None:
    """Draw one ball at the origin with radius 1, turned by `angle` (clockwise)."""
    canvas.circle(0, 0, 1, base(body.colour, body.material))
    with canvas.move(angle=angle):
        if body.skin in SKINS:
            SKINS[body.skin](canvas, body.colour)
        elif body.material in STUFFS:
            STUFFS[body.material](canvas, body.colour)
    for style in shading(body.material):
        canvas.circle(0, 0, 1, style)
    strength, size = SHINE[body.material]
    with canvas.move(-0.4, -0.47, -0.75, (size, size * 0.62)):
        canvas.circle(0, 0, 1, highlight(strength))


@lru_cache(maxsize=64)
def base(colour: Colour, material: str) -> Style:
    """The unturned ground colour: round shading, chrome bands for metal, see-through for glass."""
    match material:
        case "metal":
            return linear(
                (-0.4, -1),
                (0.4, 1),
                (0, lighter(colour, 0.75)),
                (0.42, lighter(colour, 0.1)),
                (0.52, darker(colour, 0.62)),
                (0.6, darker(colour, 0.2)),
                (1, lighter(colour, 0.35)),
            )
        case "glass" | "ice":
            clear = 0.3 if material == "glass" else 0.72
            return radial(
                (0, 0),
                1,
                (0, thin(lighter(colour, 0.4), clear * 0.6)),
                (0.8, thin(colour, clear)),
                (1, thin(darker(colour, 0.25), 0.9)),
            )
        case _:
            return radial(LIGHT, 1.62, (0, lighter(colour, 0.24)), (0.45, colour), (1, darker(colour, 0.45)))


@lru_cache(maxsize=16)
def shading(material: str) -> tuple[Style, ...]:
    """What lies over the texture: the dark side, and the light that the floor gives back."""
    bounce = radial((0.22, 1.0), 0.85, (0, (1, 0.95, 0.85, 0.2)), (1, (1, 1, 1, 0)))
    if material in {"glass", "ice"}:
        lens = radial((0.36, 0.5), 0.62, (0, (1, 1, 1, 0.75)), (1, (1, 1, 1, 0)))
        return lens, radial(LIGHT, 1.5, (0.6, (0, 0, 0, 0)), (1, (0, 0.03, 0.1, 0.3)))
    return radial(LIGHT, 1.55, (0, (0, 0, 0, 0)), (0.5, (0, 0, 0, 0.0)), (1, (0.05, 0.0, 0.08, 0.55))), bounce


@lru_cache(maxsize=16)
def highlight(strength: float) -> Style:
    """A soft spot of light."""
    return radial((0, 0), 1, (0, (1, 1, 1, strength)), (0.45, (1, 1, 1, strength * 0.5)), (1, (1, 1, 1, 0)))


def side_curve(canvas: Canvas, away: float, reach: float, width: float, style: Style) -> None:
    """Two arcs that bend in from the sides and end on the outline."""
    half = acos((away - (1 + away * away - reach * reach) / (2 * away)) / reach)
    for turn in (0.0, pi):
        with canvas.move(angle=turn):
            canvas.arc(away, 0, (reach, reach), pi - half, 2 * half, width, style)


def basketball(canvas: Canvas, colour: Colour) -> None:
    """Seams: two straight, two bent."""
    seam = darker(INK, 0.1)
    canvas.lines((((-0.97, 0), (0.97, 0)), ((0, -0.97), (0, 0.97))), 0.065, seam)
    side_curve(canvas, 1.35, 0.93, 0.065, seam)


def tennis(canvas: Canvas, colour: Colour) -> None:
    """The white seam of a felt ball."""
    side_curve(canvas, 1.2, 0.82, 0.12, lighter(colour, 0.85))


def football(canvas: Canvas, colour: Colour) -> None:
    """Black patches joined by seams."""
    dark = (0.12, 0.12, 0.15)
    canvas.polygon(star(5, 0.36, 0.36, pi / 2), dark)
    for at in range(5):
        angle = -pi / 2 + at * 2 * pi / 5
        near, far = (0.36 * cos(angle), 0.36 * sin(angle)), (0.68 * cos(angle), 0.68 * sin(angle))
        canvas.line((near, far), 0.05, (0.45, 0.45, 0.5))
        patch = [far] + [
            (reach * cos(angle + turn), reach * sin(angle + turn))
            for reach, turn in ((0.8, 0.27), (0.98, 0.2), (0.99, 0.0), (0.98, -0.2), (0.8, -0.27))
        ]
        canvas.polygon(patch, dark)
        for side in (-1, 1):
            end = angle + side * 2 * pi / 5
            rim = (0.8 * cos(angle + side * 0.27), 0.8 * sin(angle + side * 0.27))
            canvas.line((rim, (0.8 * cos(end - side * 0.27), 0.8 * sin(end - side * 0.27))), 0.04, (0.6, 0.6, 0.64))


def bowling(canvas: Canvas, colour: Colour) -> None:
    """A marbled swirl and three holes."""
    for reach, start in ((0.75, 0.3), (0.55, 2.2), (0.85, 3.6), (0.4, 4.6)):
        canvas.arc(0, 0, (reach, reach * 0.8), start, 1.3, 0.07, thin(lighter(colour, 0.5), 0.35))
    for x, y in ((-0.16, -0.42), (0.16, -0.45), (0.02, -0.16)):
        canvas.circle(x, y, 0.1, (0.04, 0.04, 0.07))


def beachball(canvas: Canvas, colour: Colour) -> None:
    """Six wedges around a cap."""
    tones = (CREAM, (0.16, 0.56, 0.76), CREAM, (0.96, 0.76, 0.2), CREAM, colour)
    for at, tone in enumerate(tones):
        canvas.slice(0, 0, 1, at * pi / 3, pi / 3, thin(tone, 0.92))
    canvas.circle(0, 0, 0.17, CREAM)


def fruit(canvas: Canvas, colour: Colour) -> None:
    """A stem, a leaf and paler flecks."""
    random = Random(3)
    for _ in range(14):
        canvas.circle(random.uniform(-0.6, 0.6), random.uniform(-0.6, 0.6), 0.03, thin(lighter(colour, 0.6), 0.5))
    canvas.curve((0, -0.8), (0.02, -0.95), (0.06, -1.05), (0.1, -1.18), 0.09, (0.33, 0.22, 0.12))
    with canvas.move(0.34, -1.08, -0.35, (0.3, 0.13)):
        canvas.circle(0, 0, 1, (0.32, 0.58, 0.24))


def planet(canvas: Canvas, colour: Colour) -> None:
    """Land and cloud on a blue ball."""
    for x, y, size in ((-0.42, -0.2, 0.38), (0.3, 0.25, 0.42), (0.35, -0.55, 0.22), (-0.3, 0.55, 0.2)):
        canvas.polygon(blob(x, y, size, Random(size)), (0.36, 0.6, 0.34))
    for x, y, wide in ((-0.1, -0.6, 0.4), (0.1, 0.05, 0.5), (-0.35, 0.3, 0.35)):
        canvas.ellipse(x, y, wide, 0.07, (1, 1, 1, 0.75))


def wheel(canvas: Canvas, colour: Colour) -> None:
    """A tyre, a rim and spokes."""
    canvas.circle(0, 0, 0.66, (0.8, 0.82, 0.85))
    canvas.circle(0, 0, 0.55, (0.5, 0.53, 0.58))
    for at in range(5):
        turn = at * 2 * pi / 5
        canvas.line(((0, 0), (0.6 * cos(turn), 0.6 * sin(turn))), 0.15, (0.86, 0.88, 0.9))
    canvas.circle(0, 0, 0.17, (0.86, 0.88, 0.9))
    for at in range(20):
        turn = at * pi / 10
        canvas.line(
            ((0.9 * cos(turn), 0.9 * sin(turn)), (0.97 * cos(turn), 0.97 * sin(turn))), 0.06, darker(colour, 0.5)
        )


def toy(canvas: Canvas, colour: Colour) -> None:
    """A band and a star, so that one sees it turn."""
    pale = mix(CREAM, colour, 0.08)
    canvas.polygon(band(0.3), pale)
    canvas.polygon(star(5, 0.27, 0.115, pi / 2), colour)


def wooden(canvas: Canvas, colour: Colour) -> None:
    """Rings of grain around a point off the middle."""
    for at in range(1, 9):
        reach = 0.17 * at
        tone = thin(darker(colour, 0.45), 0.32 + 0.12 * (at % 2))
        if reach + hypot(0.25, 0.12) < 1:
            canvas.ring(-0.25, 0.12, reach, reach * 0.86, 0.035, tone)
        else:
            grain_arc(canvas, (-0.25, 0.12), reach, tone)


def grain_arc(canvas: Canvas, middle: Point, reach: float, tone: Style) -> None:
    """The part of a ring that lies within the ball."""
    away, facing = hypot(*middle), atan2(-middle[1], -middle[0])
    share = (reach * reach + away * away - 1) / (2 * reach * away)
    if -1 < share < 1:
        start = facing - acos(-share) * 0.0
        half = pi - acos(-share) if share > 0 else acos(share)
        canvas.arc(*middle, (reach, reach), start - half * 0.92, 2 * half * 0.92, 0.035, tone)


def stony(canvas: Canvas, colour: Colour) -> None:
    """Speckles and a vein."""
    random = Random(5)
    for _ in range(70):
        turn, reach = random.uniform(0, 2 * pi), 0.94 * random.random() ** 0.5
        tone = lighter(colour, 0.5) if random.random() < 0.5 else darker(colour, 0.5)
        canvas.circle(reach * cos(turn), reach * sin(turn), random.uniform(0.02, 0.06), thin(tone, 0.5))
    canvas.curve((-0.8, 0.3), (-0.2, 0.5), (0.1, -0.2), (0.85, -0.2), 0.05, thin(lighter(colour, 0.6), 0.45))


def crystal(canvas: Canvas, colour: Colour) -> None:
    """A bright edge and a swirl inside."""
    canvas.ring(0, 0, 0.95, 0.95, 0.05, thin(lighter(colour, 0.7), 0.6))
    canvas.curve((-0.5, 0.4), (-0.1, -0.5), (0.3, 0.6), (0.5, -0.4), 0.16, thin(lighter(colour, 0.3), 0.65))
    canvas.curve((-0.4, 0.5), (0.0, -0.3), (0.3, 0.8), (0.6, -0.2), 0.07, thin(darker(colour, 0.35), 0.5))


def brushed(canvas: Canvas, colour: Colour) -> None:
    """A groove around a metal ball."""
    canvas.arc(0, 0, (0.94, 0.3), 0.1, pi - 0.2, 0.035, thin(darker(colour, 0.6), 0.6))
    canvas.circle(0, -0.55, 0.05, thin(darker(colour, 0.6), 0.6))


@lru_cache(maxsize=8)
def band(half: float) -> tuple[Point, ...]:
    """A belt across the ball whose ends follow the outline."""
    edge = [half * (at / 6 - 1) for at in range(13)]
    right = [((1 - y * y) ** 0.5, y) for y in edge]
    return (*right, *((-x, y) for x, y in reversed(right)))


@lru_cache(maxsize=8)
def star(points: int, outer: float, inner: float, turn: float) -> tuple[Point, ...]:
    """A star; a regular polygon where both radii are the same size."""
    if outer == inner:
        return tuple(
            (outer * cos(2 * pi * at / points - turn), outer * sin(2 * pi * at / points - turn)) for at in range(points)
        )
    return tuple(
        (reach * cos(pi * at / points - turn), reach * sin(pi * at / points - turn))
        for at in range(2 * points)
        for reach in [outer if at % 2 == 0 else inner]
    )


Skin = Callable[[Canvas, Colour], None]
SKINS: Mapping[str, Skin] = MappingProxyType(
    {
        "basketball": basketball,
        "tennis": tennis,
        "football": football,
        "bowling": bowling,
        "beachball": beachball,
        "fruit": fruit,
        "planet": planet,
        "wheel": wheel,
    }
)
STUFFS: Mapping[str, Skin] = MappingProxyType(
    {
        "rubber": toy,
        "plastic": toy,
        "wood": wooden,
        "stone": stony,
        "glass": crystal,
        "ice": crystal,
        "metal": brushed,
        "card": toy,
    }
)
"""What a plain ball of a material looks like."""
