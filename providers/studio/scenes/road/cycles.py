"""Paints what is ridden: motorcycle, scooter, bicycle, tractor, and who sits on it; metres, as in `bodies`."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin

from providers.studio.canvas import Canvas, Point, linear
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.scenes.road.bodies import TRIM, glass, paintwork, up
from providers.studio.scenes.road.vehicles import Vehicle
from providers.studio.stagecraft.terms import Colour

STEEL: Colour = (0.7, 0.72, 0.76)
SKIN: Colour = (0.86, 0.66, 0.53)
JEANS: Colour = (0.2, 0.27, 0.42)
CRANK = 0.17
"""Metres of a pedal's arm."""
GEARED = 2.6
"""Turns of a bicycle's wheel for one of its pedals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where a rider's hip, hands and feet are; heights upwards."""

    hip: Point
    hands: Point
    feet: Point
    lean: float
    """Of the back, from upright forwards."""
    jacket: Colour
    helmet: Colour


def knee(hip: Point, foot: Point, long: float) -> Point:
    """Where a leg of two equal parts bends, forwards."""
    dx, dy = foot[0] - hip[0], foot[1] - hip[1]
    far = min(hypot(dx, dy), 1.98 * long)
    over = (long * long - far * far / 4) ** 0.5
    length = hypot(dx, dy) or 1.0
    return hip[0] + dx / 2 - dy / length * over, hip[1] + dy / 2 + dx / length * over


def leg(canvas: Canvas, hip: Point, foot: Point, tone: Colour) -> None:
    """Thigh, shin and shoe."""
    bend = knee(hip, foot, 0.46)
    canvas.line(up((hip, bend)), 0.16, tone)
    canvas.line(up((bend, foot)), 0.12, tone)
    canvas.line(up(((foot[0] - 0.05, foot[1]), (foot[0] + 0.14, foot[1] - 0.01))), 0.085, TRIM)


def torso(canvas: Canvas, seat: Seat) -> None:
    """Back, arm and helmet."""
    x, y = seat.hip
    neck = (x + 0.56 * sin(seat.lean), y + 0.56 * cos(seat.lean))
    canvas.line(up((seat.hip, neck)), 0.25, seat.jacket)
    canvas.line(up(((x - 0.06, y + 0.05), (neck[0] - 0.07, neck[1] - 0.05))), 0.06, lighter(seat.jacket, 0.2))
    shoulder = (neck[0] - 0.02, neck[1] - 0.08)
    half = ((shoulder[0] + seat.hands[0]) / 2, (shoulder[1] + seat.hands[1]) / 2 - 0.1)
    canvas.line(up((shoulder, half, seat.hands)), 0.095, darker(seat.jacket, 0.2))
    canvas.circle(seat.hands[0], -seat.hands[1], 0.05, SKIN)
    head = (neck[0] + 0.06 + 0.1 * sin(seat.lean), neck[1] + 0.15)
    canvas.circle(head[0], -head[1], 0.125, SKIN)
    canvas.slice(head[0], -head[1] - 0.01, 0.155, pi * 0.95, pi * 1.12, seat.helmet)
    canvas.arc(head[0], -head[1] - 0.01, (0.13, 0.13), pi * 1.1, pi * 0.35, 0.02, lighter(seat.helmet, 0.5))


def moto(canvas: Canvas, kind: Vehicle, colour: Colour, lit: bool, shift: float) -> None:
    """A motorcycle with its rider bent over the tank."""
    back, front, r = kind.axles[0], kind.axles[1], kind.radius
    canvas.line(up(((front, r), (front - 0.28, 0.98))), 0.07, STEEL)
    canvas.line(up(((back, r), (-0.05, 0.42))), 0.08, darker(STEEL, 0.4))
    canvas.polygon(
        up(((-0.3, 0.3), (0.3, 0.3), (0.36, 0.55), (0.22, 0.72), (-0.2, 0.72), (-0.34, 0.5))), (0.3, 0.31, 0.34)
    )
    canvas.lines([((-0.18, -0.4 - 0.06 * at), (0.24, -0.4 - 0.06 * at)) for at in range(5)], 0.018, (0.6, 0.62, 0.66))
    canvas.line(
        up(((0.2, 0.36), (-0.2, 0.26), (-0.98, 0.34))),
        0.085,
        linear((0, -0.4), (0, -0.25), (0, (0.95, 0.95, 0.97)), (1, (0.4, 0.4, 0.44))),
    )
    canvas.blob(up(((-0.98, 0.98), (-0.5, 0.78), (-0.1, 0.8), (-0.14, 0.7), (-0.55, 0.66), (-1.0, 0.86))), TRIM)
    canvas.blob(
        up(((-0.14, 0.72), (-0.12, 0.92), (0.1, 1.03), (0.34, 0.98), (0.42, 0.8), (0.3, 0.7))),
        paintwork(colour, 1.03, 0.68),
    )
    canvas.blob(
        up(((0.34, 0.62), (0.38, 1.02), (0.56, 1.14), (0.74, 0.92), (0.66, 0.66), (0.5, 0.5))),
        paintwork(colour, 1.14, 0.5),
    )
    canvas.polygon(up(((0.5, 1.1), (0.42, 1.3), (0.68, 1.02))), (0.6, 0.75, 0.85, 0.6))
    canvas.circle(0.69, -0.92, 0.085, (1.0, 0.98, 0.92))
    canvas.rectangle(-1.02, -0.98, 0.1, 0.08, (0.75, 0.08, 0.08), 0.02)
    canvas.arc(front, -r, (r + 0.06, r + 0.06), pi * 1.15, pi * 0.55, 0.05, colour)
    dark = darker(colour, 0.55)
    seat = Seat(
        hip=(-0.42, 0.92), hands=(0.4, 1.06), feet=(-0.02, 0.36), lean=0.75, jacket=(0.16, 0.17, 0.2), helmet=dark
    )
    leg(canvas, seat.hip, seat.feet, JEANS)
    torso(canvas, seat)


def vespa(canvas: Canvas, kind: Vehicle, colour: Colour, lit: bool, shift: float) -> None:
    """A scooter with its rider upright."""
    front, r = kind.axles[1], kind.radius
    canvas.line(up(((front, r), (front - 0.2, 0.95))), 0.07, darker(colour, 0.3))
    canvas.blob(
        up(((front - 0.02, 0.3), (front - 0.24, 0.62), (front - 0.22, 0.98), (front - 0.1, 0.9), (front + 0.02, 0.55))),
        paintwork(colour, 0.98, 0.3),
    )
    canvas.line(up(((front - 0.18, 0.34), (-0.1, 0.3))), 0.11, darker(colour, 0.15))
    canvas.blob(
        up(((-0.15, 0.32), (-0.2, 0.62), (-0.5, 0.72), (-0.92, 0.62), (-0.95, 0.4), (-0.7, 0.3))),
        paintwork(colour, 0.74, 0.28),
    )
    canvas.blob(up(((-0.92, 0.72), (-0.8, 0.8), (-0.3, 0.78), (-0.16, 0.7), (-0.5, 0.68))), (0.36, 0.22, 0.16))
    canvas.arc(front, -r, (r + 0.05, r + 0.05), pi * 1.1, pi * 0.8, 0.06, colour)
    canvas.circle(front - 0.12, -1.0, 0.08, (1.0, 0.98, 0.92))
    canvas.rectangle(-0.99, -0.55, 0.07, 0.1, (0.75, 0.08, 0.08), 0.02)
    shirt: Colour = (0.9, 0.62, 0.3) if sum(colour) > 1.6 else (0.85, 0.84, 0.78)
    seat = Seat(
        hip=(-0.45, 0.86), hands=(0.42, 1.02), feet=(0.12, 0.36), lean=0.12, jacket=shirt, helmet=(0.94, 0.93, 0.9)
    )
    leg(canvas, seat.hip, seat.feet, JEANS)
    torso(canvas, seat)


def bike(canvas: Canvas, kind: Vehicle, colour: Colour, lit: bool, shift: float) -> None:
    """A bicycle; its rider's legs go round with the pedals, and these with the wheel."""
    back, front, r = (kind.axles[0], kind.radius), (kind.axles[1], kind.radius), kind.radius
    turn = -shift / r / GEARED
    hub, saddle, head = (-0.08, 0.3), (-0.24, 0.84), (0.34, 0.86)
    pedals = [(hub[0] + CRANK * cos(turn + side), hub[1] + CRANK * sin(turn + side)) for side in (0.0, pi)]
    shirt = lighter(colour, 0.15) if sum(colour) < 1.2 else (0.93, 0.9, 0.84)
    seat = Seat(
        hip=(-0.24, 0.95), hands=(0.4, 1.0), feet=pedals[0], lean=0.62, jacket=shirt, helmet=darker(colour, 0.25)
    )
    leg(canvas, seat.hip, pedals[1], darker(JEANS, 0.35))
    canvas.lines([tuple(up((hub, pedals[1])))], 0.03, darker(STEEL, 0.4))  # type: ignore[list-item]
    for pair in ((back, hub), (back, saddle), (hub, saddle), (hub, head), (saddle, head), (head, front)):
        canvas.line(up(pair), 0.042, colour)
    canvas.line(up((back, hub)), 0.02, (0.3, 0.3, 0.33))
    canvas.line(up((head, (0.33, 1.0), (0.46, 0.99))), 0.04, TRIM)
    canvas.line(up(((-0.36, 0.88), (-0.14, 0.87))), 0.06, TRIM)
    canvas.ring(hub[0], -hub[1], 0.09, 0.09, 0.02, STEEL)
    canvas.circle(0.47, -0.9, 0.05, (1.0, 0.98, 0.92))
    canvas.line(up((hub, pedals[0])), 0.03, STEEL)
    leg(canvas, seat.hip, pedals[0], JEANS)
    torso(canvas, seat)


def tractor(canvas: Canvas, kind: Vehicle, colour: Colour, lit: bool, shift: float) -> None:
    """A tractor: a bonnet, a cab with a driver, a pipe."""
    canvas.rectangle(-1.2, -1.0, 2.5, 0.42, TRIM, 0.05)
    canvas.rectangle(0.05, -1.45, 1.5, 0.72, paintwork(colour, 1.45, 0.7), 0.12)
    canvas.lines([((0.4 + 0.12 * at, -1.28), (0.4 + 0.12 * at, -0.92)) for at in range(7)], 0.03, darker(colour, 0.6))
    canvas.line(up(((0.75, 1.4), (0.75, 2.1))), 0.08, (0.3, 0.3, 0.32))
    canvas.polygon(up(((-1.25, 0.9), (-1.2, 2.28), (0.12, 2.28), (0.3, 1.3), (0.2, 0.9))), darker(colour, 0.25))
    glass(canvas, ((-1.05, 1.25), (-1.03, 2.12), (0.02, 2.12), (0.16, 1.3)), lit, shift)
    canvas.ellipse(-0.5, -1.4, 0.22, 0.24, (0.55, 0.35, 0.25))
    canvas.circle(-0.46, -1.78, 0.13, darker(SKIN, 0.15))
    canvas.rectangle(-1.35, -2.36, 1.6, 0.12, lighter(colour, 0.1), 0.05)
    canvas.arc(kind.axles[0], -kind.round(0), (0.82, 0.82), pi * 1.05, pi * 0.8, 0.09, colour)
    canvas.circle(1.52, -1.22, 0.09, (1.0, 0.98, 0.9))
    canvas.rectangle(-1.3, -1.2, 0.07, 0.16, (0.75, 0.08, 0.08))
    canvas.line(up(((0.1, 0.62), (1.2, 0.55))), 0.02, thin(TRIM, 0.6))
