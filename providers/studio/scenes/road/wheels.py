"""Paints wheels: tyres, rims with spokes that show how far they have turned."""

from __future__ import annotations

from math import cos, pi, sin

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.scenes.road.vehicles import Vehicle
from providers.studio.stagecraft.terms import Colour

RUBBER: Colour = (0.11, 0.11, 0.13)
ALLOY: Colour = (0.74, 0.76, 0.8)
SPOKES = {"saloon": 5, "coupe": 7, "jeep": 6, "van": 5, "coach": 8, "lorry": 8, "loco": 9, "wagon": 9, "tractor": 6}


def wheel(canvas: Canvas, kind: Vehicle, radius: float, turned: float, blur: float) -> None:
    """One wheel about the origin, in metres; `blur` (0 to 1) is how much its spokes swim."""
    if kind.rails:
        iron(canvas, radius, turned)
    elif kind.body == "bike":
        wire(canvas, radius, turned, blur)
    else:
        rubber(canvas, kind, radius, turned, blur)


def rubber(canvas: Canvas, kind: Vehicle, radius: float, turned: float, blur: float) -> None:
    """A tyre on a rim of alloy."""
    canvas.circle(0, 0, radius, linear((-radius, -radius), (radius, radius), (0, lighter(RUBBER, 0.16)), (1, RUBBER)))
    if kind.body == "tractor":
        for at in range(18):
            turn = turned + 2 * pi * at / 18
            canvas.line(
                ((0.8 * radius * cos(turn), 0.8 * radius * sin(turn)),
                 (1.03 * radius * cos(turn + 0.12), 1.03 * radius * sin(turn + 0.12))),
                0.07 * radius, darker(RUBBER, 0.5),
            )  # fmt: skip
    canvas.ring(0, 0, 0.84 * radius, 0.84 * radius, 0.02 * radius, (1, 1, 1, 0.1))
    rim = 0.66 * radius
    tone: Colour = (0.86, 0.7, 0.22) if kind.body == "tractor" else ALLOY
    canvas.circle(0, 0, rim, darker(tone, 0.72))
    canvas.ring(
        0,
        0,
        0.95 * rim,
        0.95 * rim,
        0.1 * rim,
        linear((0, -rim), (0, rim), (0, lighter(tone, 0.5)), (1, darker(tone, 0.3))),
    )
    count = SPOKES.get(kind.body, 3)
    with canvas.fading(1 - 0.55 * blur):
        canvas.lines(
            [((0.1 * rim * cos(t), 0.1 * rim * sin(t)), (0.9 * rim * cos(t), 0.9 * rim * sin(t)))
             for t in (turned + 2 * pi * at / count for at in range(count))],
            0.17 * rim, tone,
        )  # fmt: skip
    if blur > 0.05:
        canvas.circle(0, 0, 0.9 * rim, thin(tone, 0.4 * blur))
    canvas.circle(0, 0, 0.2 * rim, radial((0, 0), 0.2 * rim, (0, lighter(tone, 0.5)), (1, darker(tone, 0.3))))
    turn = turned + 0.5
    canvas.circle(0.52 * radius * cos(turn) * 0.5, 0.52 * radius * sin(turn) * 0.5, 0.04 * radius, darker(tone, 0.6))


def wire(canvas: Canvas, radius: float, turned: float, blur: float) -> None:
    """A bicycle's wheel: a thin tyre, many spokes, a valve."""
    canvas.ring(0, 0, 0.96 * radius, 0.96 * radius, 0.075 * radius, RUBBER)
    canvas.ring(0, 0, 0.9 * radius, 0.9 * radius, 0.03 * radius, ALLOY)
    with canvas.fading(0.75 - 0.45 * blur):
        canvas.lines(
            [((0.06 * radius * cos(t + 0.6), 0.06 * radius * sin(t + 0.6)),
              (0.9 * radius * cos(t), 0.9 * radius * sin(t)))
             for t in (turned + 2 * pi * at / 16 for at in range(16))],
            0.014 * radius, ALLOY,
        )  # fmt: skip
    canvas.circle(0.8 * radius * cos(turned), 0.8 * radius * sin(turned), 0.05 * radius, (0.95, 0.5, 0.15))
    canvas.circle(0, 0, 0.07 * radius, darker(ALLOY, 0.4))


def iron(canvas: Canvas, radius: float, turned: float) -> None:
    """A railway wheel."""
    canvas.circle(
        0, 0, radius, linear((-radius, -radius), (radius, radius), (0, (0.55, 0.56, 0.6)), (1, (0.2, 0.2, 0.23)))
    )
    canvas.circle(0, 0, 0.82 * radius, (0.24, 0.22, 0.23))
    canvas.lines(
        [((0, 0), (0.8 * radius * cos(t), 0.8 * radius * sin(t)))
         for t in (turned + 2 * pi * at / 8 for at in range(8))],
        0.1 * radius, (0.45, 0.44, 0.46),
    )  # fmt: skip
    canvas.circle(0, 0, 0.22 * radius, (0.6, 0.6, 0.62))
