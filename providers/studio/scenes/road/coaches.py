"""Paints what is long: buses and trams, lorries, a locomotive and its wagons; metres, as in `bodies`."""

from __future__ import annotations

from providers.studio.canvas import Canvas, linear
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.scenes.road.bodies import TRIM, WHITE, arches, glass, paintwork, up
from providers.studio.scenes.road.vehicles import Vehicle
from providers.studio.stagecraft.terms import Colour

PEOPLE: tuple[Colour, ...] = (
    (0.75, 0.35, 0.3),
    (0.3, 0.42, 0.66),
    (0.82, 0.76, 0.6),
    (0.35, 0.5, 0.4),
    (0.5, 0.38, 0.56),
)
SKINS: tuple[Colour, ...] = ((0.9, 0.72, 0.6), (0.75, 0.55, 0.42), (0.5, 0.34, 0.26))


def coach(canvas: Canvas, kind: Vehicle, colour: Colour, lit: bool, shift: float) -> None:
    """A bus or a tram: a row of windows with passengers, two doors."""
    half, top, low = kind.length / 2, kind.height, kind.ride
    canvas.rectangle(-half, -top, 2 * half, top - low, paintwork(colour, top, low), 0.2)
    canvas.rectangle(-half + 0.05, -top + 0.02, 2 * half - 0.1, 0.2, lighter(colour, 0.55), 0.1)
    high, sill = top - 0.42, 0.52 * top
    canvas.rectangle(-half + 0.06, -high - 0.06, 2 * half - 0.1, high - sill + 0.12, TRIM, 0.08)
    count = round((2 * half - 1.2) / 1.25)
    step = (2 * half - 0.5) / count
    for at in range(count):
        x = -half + 0.25 + at * step
        pane = ((x + 0.05, sill), (x + 0.05, high), (x + step - 0.05, high), (x + step - 0.05, sill))
        glass(canvas, pane, lit, shift + at)
        if at < count - 1 and at % 3 != 1:
            rider(canvas, x + 0.5 * step, sill, at)
    for x in (0.33 * half, -0.52 * half):
        canvas.rectangle(x, -high, 0.95, high - low - 0.12, darker(colour, 0.55), 0.05)
        for side in (0.05, 0.5):
            glass(
                canvas,
                (
                    (x + side, low + 0.3),
                    (x + side, high - 0.06),
                    (x + side + 0.4, high - 0.06),
                    (x + side + 0.4, low + 0.3),
                ),
                lit,
                shift,
            )
    canvas.rectangle(-half, -low - 0.48, 2 * half, 0.1, thin(WHITE, 0.85))
    canvas.rectangle(half - 0.14, -low - 0.42, 0.13, 0.2, (1.0, 0.98, 0.9), 0.04)
    canvas.rectangle(-half + 0.01, -low - 0.62, 0.1, 0.3, (0.72, 0.08, 0.08), 0.03)
    if kind.trim == "tram":
        canvas.lines([((-0.6, -top), (0.1, -top - 0.55)), ((0.1, -top - 0.55), (-0.5, -top - 1.05))], 0.05, TRIM)
        canvas.line(((-1.1, -top - 1.05), (0.1, -top - 1.05)), 0.06, TRIM)
        canvas.rectangle(-half + 0.5, -low - 0.06, 2 * half - 1.0, 0.2, TRIM)
        return
    canvas.rectangle(half - 1.5, -top + 0.09, 1.2, 0.24, (0.08, 0.08, 0.08), 0.03)
    canvas.text(half - 0.9, -top + 0.21, "42", 0.2, (1.0, 0.75, 0.2))
    arches(canvas, kind)


def rider(canvas: Canvas, x: float, sill: float, at: int) -> None:
    """A passenger behind a window."""
    canvas.ellipse(x, -sill - 0.08, 0.2, 0.16, darker(PEOPLE[at % 5], 0.25))
    canvas.circle(x, -sill - 0.36, 0.13, darker(SKINS[at % 3], 0.2))


def lorry(canvas: Canvas, kind: Vehicle, colour: Colour, lit: bool, shift: float) -> None:
    """A cab before a box, or before the ladder of a fire engine."""
    half, top, low = kind.length / 2, kind.height, kind.ride
    cab = half - 1.75
    canvas.rectangle(-half, -low - 0.3, 2 * half - 0.2, 0.26, TRIM, 0.04)
    load(canvas, kind, colour, cab)
    front = ((cab, low - 0.1), (cab, top - 0.55), (cab + 0.12, top - 0.42), (half - 0.5, top - 0.42),
             (half - 0.3, top - 0.55),
             (half - 0.04, 1.45), (half, 1.3), (half, low - 0.1))  # fmt: skip
    canvas.polygon(up(front), paintwork(colour, top - 0.42, low - 0.1))
    glass(
        canvas, ((cab + 0.5, 1.5), (cab + 0.5, top - 0.62), (half - 0.46, top - 0.62), (half - 0.18, 1.5)), False, shift
    )
    canvas.line(((cab + 0.42, -1.42), (cab + 0.42, -low)), 0.015, thin(darker(colour, 0.8), 0.7))
    canvas.rectangle(half - 0.1, -low - 0.4, 0.1, 0.2, (1.0, 0.98, 0.9), 0.03)
    canvas.rectangle(half - 0.25, -low + 0.02, 0.27, 0.18, TRIM, 0.04)
    canvas.rectangle(-half, -low - 0.28, 0.08, 0.2, (0.72, 0.08, 0.08))
    if kind.trim == "fire":
        canvas.rectangle(cab + 0.5, -top + 0.28, 0.6, 0.15, (0.2, 0.35, 0.95), 0.04)
    arches(canvas, kind)


def loco(canvas: Canvas, kind: Vehicle, colour: Colour, lit: bool, shift: float) -> None:
    """A diesel locomotive with a sloping front."""
    half, top, low = kind.length / 2, kind.height + 0.5, kind.ride
    nose = ((-half, low), (-half, top - 0.1), (-half + 0.2, top), (half - 1.3, top), (half - 0.75, top - 0.35),
            (half - 0.12, 1.75),
            (half, 1.4), (half, low))  # fmt: skip
    canvas.polygon(up(nose), paintwork(colour, top, low))
    canvas.rectangle(-half, -1.62, 2 * half - 0.12, 0.34, (0.97, 0.9, 0.75))
    glass(canvas, ((half - 2.3, 2.1), (half - 2.3, 2.95), (half - 1.6, 2.95), (half - 1.6, 2.1)), lit, shift)
    glass(canvas, ((half - 1.35, 2.1), (half - 1.35, 3.0), (half - 0.92, 2.95), (half - 0.36, 2.1)), lit, shift)
    for at in range(5):
        x = -half + 0.6 + 1.05 * at
        canvas.rectangle(x, -2.85, 0.8, 0.85, darker(colour, 0.5), 0.06)
        canvas.lines(
            [((x + 0.05, -2.75 + 0.12 * row), (x + 0.75, -2.75 + 0.12 * row)) for row in range(6)],
            0.03,
            darker(colour, 0.2),
        )
    canvas.rectangle(-half + 1.2, -top - 0.14, 1.6, 0.16, TRIM, 0.05)
    canvas.circle(half - 0.14, -1.95, 0.12, (1.0, 0.98, 0.9))
    frame(canvas, kind)


def wagon(canvas: Canvas, kind: Vehicle, colour: Colour, lit: bool, shift: float) -> None:
    """A carriage with a row of windows."""
    half, top, low = kind.length / 2, kind.height + 0.45, kind.ride
    canvas.rectangle(-half, -top, 2 * half, top - low, paintwork(colour, top, low), 0.16)
    canvas.rectangle(-half, -top, 2 * half, 0.24, (0.42, 0.43, 0.47), 0.12)
    canvas.rectangle(-half, -1.62, 2 * half, 0.1, (0.97, 0.9, 0.75))
    for at in range(6):
        x = -half + 0.75 + 1.18 * at
        canvas.rectangle(x - 0.05, -2.98, 1.0, 1.1, TRIM, 0.08)
        glass(canvas, ((x, 1.93), (x, 2.93), (x + 0.9, 2.93), (x + 0.9, 1.93)), lit, shift + at)
        if at % 3 != 2:
            rider(canvas, x + 0.45, 1.93, at)
    frame(canvas, kind)


def frame(canvas: Canvas, kind: Vehicle) -> None:
    """What hangs under a rail vehicle."""
    half, low = kind.length / 2, kind.ride
    canvas.rectangle(-half - 0.25, -low - 0.05, 2 * half + 0.5, 0.16, TRIM, 0.03)
    canvas.rectangle(-1.3, -low + 0.05, 2.6, 0.22, (0.2, 0.2, 0.23), 0.05)
    for x in (-2.45, 2.45):
        canvas.rectangle(x - 0.85, -low + 0.02, 1.7, 0.16, (0.2, 0.2, 0.23), 0.05)


def load(canvas: Canvas, kind: Vehicle, colour: Colour, cab: float) -> None:
    """What a lorry carries: a box, or the hoses and the ladder of a fire engine."""
    half, top, low = kind.length / 2, kind.height, kind.ride
    if kind.trim == "fire":
        canvas.rectangle(
            -half, -top + 0.5, cab + half - 0.08, top - 0.5 - low - 0.2, paintwork(colour, top - 0.5, low), 0.06
        )
        for at in range(3):
            canvas.rectangle(-half + 0.2 + 1.7 * at, -top + 0.8, 1.5, 1.0, (0.72, 0.74, 0.78), 0.05)
            canvas.lines(
                [
                    (
                        (-half + 0.25 + 1.7 * at, -top + 0.9 + 0.14 * row),
                        (-half + 1.65 + 1.7 * at, -top + 0.9 + 0.14 * row),
                    )
                    for row in range(7)
                ],
                0.015,
                (0.5, 0.52, 0.56),
            )
        canvas.rectangle(-half, -low - 0.5, cab + half, 0.16, (0.98, 0.9, 0.3))
        rungs = [((-half + 0.1 + 0.4 * at, -top + 0.18), (-half + 0.1 + 0.4 * at, -top + 0.4)) for at in range(17)]
        canvas.lines(
            [*rungs, ((-half, -top + 0.18), (cab + 1.0, -top + 0.18)), ((-half, -top + 0.4), (cab + 1.0, -top + 0.4))],
            0.05,
            (0.82, 0.84, 0.86),
        )
        return
    canvas.rectangle(
        -half,
        -top - 0.25,
        cab + half - 0.12,
        top + 0.25 - low - 0.22,
        linear((0, -top - 0.25), (0, -low), (0, (1, 1, 1)), (0.6, (0.88, 0.88, 0.87)), (1, (0.6, 0.6, 0.62))),
        0.05,
    )
    canvas.rectangle(-half, -1.55, cab + half - 0.12, 0.42, thin(colour, 0.9))
    canvas.lines(
        [((-half + 0.7 * at, -top - 0.2), (-half + 0.7 * at, -low - 0.25)) for at in range(1, int((cab + half) / 0.7))],
        0.012,
        (0, 0, 0, 0.12),
    )
