"""Vessels: what of them lies behind the liquid, and what before it."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from providers.studio.canvas import Canvas, Point, linear, radial
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.paint.shadows import soft
from providers.studio.scenes.water.paint.view import SUNKEN
from providers.studio.scenes.water.vessels import Vessel
from providers.studio.stagecraft.terms import Colour

ROUND = 40
BANDS = {
    "bucket": (0.12, 0.62, 0.93), "barrel": (0.1, 0.34, 0.66, 0.9), "basin": (0.08, 0.9), "bath": (0.97,),
    "bowl": (0.88,),
}  # fmt: skip
"""Shares of the height at which a vessel has a hoop or a bead."""
STEM = 0.07
"""Metres of a goblet's stem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ware:
    """A vessel in pixels; the origin is the middle of its foot."""

    vessel: Vessel
    scale: float

    def oval(self, height: float, radius: float, start: float = 0.0, end: float = 2 * pi) -> list[Point]:
        """Part of a circle at a height, as the camera sees it; from the right over the front to the left and behind."""
        m, flat = self.scale, self.vessel.tilt * self.vessel.deep
        turns = [start + (end - start) * at / ROUND for at in range(ROUND + 1)]
        return [(radius * cos(turn) * m, (-height + radius * flat * sin(turn)) * m) for turn in turns]

    def side(self, sign: int, low: float = 0.0, high: float | None = None, out: float = 0.0) -> list[Point]:
        """The wall on one side from a height up to another."""
        top = self.vessel.height if high is None else high
        heights = [low + (top - low) * at / 16 for at in range(17)]
        return [(sign * (self.vessel.radius(y) + out) * self.scale, -y * self.scale) for y in heights]

    def body(self, high: float, out: float = 0.0) -> list[Point]:
        """Its outline up to a height: the front of the upper edge, the walls, the front of the foot."""
        base = self.vessel.radius(0.0) + out
        front = self.oval(high, self.vessel.radius(high) + out, 0.0, pi)
        return [
            *self.side(1, 0.0, high, out),
            *front,
            *self.side(-1, 0.0, high, out)[::-1],
            *self.oval(0.0, base, pi, 0.0),
        ]


def shadow(canvas: Canvas, ware: Ware, glow: Colour | None) -> None:
    """What it throws on what it stands on, with the light that comes through the liquid."""
    vessel, m = ware.vessel, ware.scale
    if vessel.name in SUNKEN:
        return
    wide = vessel.widest * m
    foot = STEM * m if vessel.name == "goblet" else 0.0
    flat = vessel.tilt * vessel.deep
    for shift, reach, alpha in ((0.5, 1.7, 0.4), (0.1, 1.2, 0.6)):
        with (
            canvas.fading(alpha),
            canvas.move(shift * wide, foot * 1.0, scale=(reach * wide, reach * wide * flat * 1.05)),
        ):
            canvas.circle(0, 0, 1, soft())
    if glow and vessel.clear:
        with canvas.move(0.55 * wide, foot + 0.2 * flat * wide, scale=(1.15 * wide, 0.95 * flat * wide)):
            canvas.circle(0, 0, 1, radial((0, 0), 1, (0, thin(lighter(glow, 0.35), 0.34)), (1, thin(glow, 0.0))))


def back(canvas: Canvas, ware: Ware) -> None:
    """The inside that one sees over the rim, the handle, the stem."""
    vessel, m = ware.vessel, ware.scale
    if vessel.name in SUNKEN:
        return sunken(canvas, ware)
    if vessel.handle:
        handle(canvas, ware)
    rim = ware.oval(vessel.height, vessel.rim)
    if not vessel.clear:
        top, bottom = -(vessel.height + vessel.rim * vessel.tilt) * m, -(vessel.height - vessel.rim * vessel.tilt) * m
        inner = mix(vessel.colour, (0.2, 0.2, 0.24), 0.35)
        canvas.polygon(ware.oval(vessel.height, vessel.rim + vessel.wall), lighter(vessel.colour, 0.25))
        canvas.polygon(rim, linear((0, top), (0, bottom), (0, inner), (1, darker(inner, 0.45))))
        return None
    if vessel.name == "goblet":
        stem(canvas, ware)
    canvas.polygon(ware.body(vessel.height, vessel.wall), (0.85, 0.93, 1.0, 0.1))
    canvas.line(rim, 0.0016 * m, (1, 1, 1, 0.4), closed=True)
    canvas.polygon(ware.oval(0.0, vessel.radius(0.0) + vessel.wall), (0.9, 0.97, 1.0, 0.25))
    return None


def stem(canvas: Canvas, ware: Ware) -> None:
    """The foot of a goblet."""
    m = ware.scale
    foot = STEM * m
    flat = ware.vessel.tilt
    canvas.ellipse(0, foot, 0.034 * m, 0.034 * m * flat, (0.9, 0.96, 1.0, 0.3))
    canvas.ring(0, foot, 0.034 * m, 0.034 * m * flat, 0.0015 * m, (1, 1, 1, 0.55))
    shaft = (
        (-0.006 * m, 0),
        (-0.003 * m, foot * 0.4),
        (-0.006 * m, foot * 0.98),
        (0.006 * m, foot * 0.98),
        (0.003 * m, foot * 0.4),
        (0.006 * m, 0),
    )
    canvas.polygon(
        shaft,
        linear(
            (-0.006 * m, 0), (0.006 * m, 0), (0, (1, 1, 1, 0.75)), (0.5, (0.8, 0.88, 0.95, 0.3)), (1, (1, 1, 1, 0.45))
        ),
    )


def handle(canvas: Canvas, ware: Ware) -> None:
    """The ear of a cup, on the right."""
    vessel, m = ware.vessel, ware.scale
    high, r = vessel.height, vessel.radius(0.6 * vessel.height) + vessel.wall
    points = (
        (r * 0.96 * m, -0.82 * high * m),
        ((r + 0.036) * m, -0.95 * high * m),
        ((r + 0.034) * m, -0.2 * high * m),
        (r * 0.86 * m, -0.26 * high * m),
    )
    canvas.curve(*points, 0.0115 * m, darker(vessel.colour, 0.28))
    a, b, c, d = ((x - 0.001 * m, y - 0.001 * m) for x, y in points)
    canvas.curve(a, b, c, d, 0.006 * m, lighter(vessel.colour, 0.2))


def sunken(canvas: Canvas, ware: Ware) -> None:
    """Water that lies in the ground, with its bank."""
    vessel, bank = ware.vessel, ware.vessel.wall
    canvas.polygon(ware.oval(vessel.height - 0.02, vessel.rim + 1.1 * bank), darker(vessel.colour, 0.35))
    canvas.polygon(ware.oval(vessel.height, vessel.rim + bank), vessel.colour)
    deep: Colour = (0.1, 0.25, 0.28)
    canvas.polygon(ware.oval(vessel.height - 0.03 * vessel.rim, vessel.rim), deep)
    stones(canvas, ware, near=False)


def stones(canvas: Canvas, ware: Ware, near: bool) -> None:
    """Those on our side of the water, or those beyond."""
    vessel, m, bank = ware.vessel, ware.scale, ware.vessel.wall
    for at in sorted(range(46), key=lambda each: sin(2 * pi * each / 46)):
        turn = 2 * pi * at / 46 + 0.05 * sin(7 * at)
        size = bank * (0.62 + 0.3 * sin(at * 2.7) ** 2)
        reach = vessel.rim + 0.5 * bank
        x, y = reach * cos(turn) * m, (-vessel.height + reach * vessel.tilt * sin(turn)) * m
        if (sin(turn) > -0.1) == near:
            tone = mix(vessel.colour, (0.36, 0.36, 0.33) if at % 3 else (0.66, 0.65, 0.6), 0.5)
            canvas.ellipse(x, y + 0.1 * size * m, size * m, 0.55 * size * m, darker(tone, 0.35))
            canvas.ellipse(x - 0.08 * size * m, y, 0.9 * size * m, 0.46 * size * m, tone)
            canvas.ellipse(
                x - 0.2 * size * m, y - 0.14 * size * m, 0.5 * size * m, 0.2 * size * m, thin(lighter(tone, 0.4), 0.6)
            )


def front(canvas: Canvas, ware: Ware) -> None:
    """The wall on our side, or what shines in it."""
    vessel = ware.vessel
    if vessel.name in SUNKEN:
        stones(canvas, ware, near=True)
    elif vessel.clear:
        shine(canvas, ware)
    else:
        wall(canvas, ware)


def shine(canvas: Canvas, ware: Ware) -> None:
    """Glass: its edges, two lights along the wall, its rim and its thick bottom."""
    vessel, m = ware.vessel, ware.scale
    high, edge = vessel.height, max(1.2, vessel.wall * m)
    for sign, alpha in ((-1, 0.55), (1, 0.4)):
        canvas.line(ware.side(sign, 0.0, high, vessel.wall / 2), edge, (0.93, 0.98, 1.0, alpha))
    canvas.line(ware.oval(0.0, vessel.radius(0.0) + vessel.wall / 2, 0, pi), edge * 1.5, (1, 1, 1, 0.5))
    for inner, outer, alpha in ((-0.78, -0.6, 0.34), (0.72, 0.8, 0.26)):
        heights = [high * (0.07 + 0.86 * at / 12) for at in range(13)]
        strip = [(inner * vessel.radius(y) * m, -y * m + 0.2 * vessel.tilt * vessel.radius(y) * m) for y in heights]
        strip += [
            (outer * vessel.radius(y) * m, -y * m + 0.3 * vessel.tilt * vessel.radius(y) * m) for y in heights[::-1]
        ]
        canvas.polygon(
            strip,
            linear((0, -high * m), (0, 0), (0, (1, 1, 1, alpha)), (0.6, (1, 1, 1, alpha * 0.5)), (1, (1, 1, 1, 0.03))),
        )
    canvas.line(ware.oval(high, vessel.rim + vessel.wall / 2, 0, pi), edge, (1, 1, 1, 0.75))
    canvas.line(ware.oval(high, vessel.rim + vessel.wall / 2, pi, 2 * pi), edge * 0.6, (1, 1, 1, 0.45))


def wall(canvas: Canvas, ware: Ware) -> None:
    """A solid wall, lit from the left, with what belongs to its kind."""
    vessel, m = ware.vessel, ware.scale
    out = vessel.wall
    reach = (vessel.widest + out) * m
    tone = vessel.colour
    style = linear(
        (-reach, 0),
        (reach, 0),
        (0, darker(tone, 0.12)),
        (0.22, lighter(tone, 0.4)),
        (0.55, tone),
        (1, darker(tone, 0.5)),
    )
    canvas.polygon(ware.body(vessel.height, out), style)
    for share in BANDS.get(vessel.name, ()):
        band(canvas, ware, share)
    if vessel.name == "barrel":
        staves(canvas, ware)
    rim = ware.oval(vessel.height, vessel.rim + out * 0.5, 0, pi)
    canvas.line(rim, max(1.5, out * m * 1.05), lighter(tone, 0.3))
    canvas.line([(x, y - 0.25 * out * m) for x, y in rim], max(0.8, out * m * 0.3), thin((1.0, 1.0, 1.0), 0.65))


def band(canvas: Canvas, ware: Ware, share: float) -> None:
    """A hoop or a bead around the wall, at a share of its height."""
    vessel, m = ware.vessel, ware.scale
    barrel, high = vessel.name == "barrel", vessel.height * m
    ring = ware.oval(share * vessel.height, vessel.radius(share * vessel.height) + vessel.wall, 0.0, pi)
    iron = (0.3, 0.31, 0.33) if barrel else darker(vessel.colour, 0.25)
    canvas.line(ring, (0.026 if barrel else 0.02) * high + 1, thin(iron, 0.7))
    shine_of = [(x, y - 0.014 * high) for x, y in ring]
    canvas.line(shine_of, 0.008 * high + 0.6, thin(lighter(vessel.colour, 0.5), 0.45))


def staves(canvas: Canvas, ware: Ware) -> None:
    """The joints of a barrel."""
    vessel, m = ware.vessel, ware.scale
    for at in range(1, 13):
        across, down = cos(pi * at / 13) * m, vessel.tilt * sin(pi * at / 13) * m
        radii = [(y, vessel.radius(y) + vessel.wall) for y in (0.0, 0.2, 0.35, 0.5, 0.7)]
        canvas.line([(r * across, r * down - y * m) for y, r in radii], 1.4, thin(darker(vessel.colour, 0.6), 0.5))
