"""Paints cars: shaded shells with windows that mirror the sky, lamps, and what marks a taxi or an ambulance.

Metres; x forwards, y downwards from the ground: what is a metre high is at -1.
"""

from __future__ import annotations

from collections.abc import Sequence

from providers.studio.canvas import Canvas, Point, Style, linear
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.scenes.road.vehicles import Vehicle
from providers.studio.stagecraft.terms import Colour

TRIM: Colour = (0.12, 0.12, 0.14)
GLASS: tuple[Colour, Colour] = ((0.62, 0.78, 0.88), (0.13, 0.2, 0.28))
WHITE: Colour = (0.96, 0.96, 0.95)
SALOON: Sequence[Point] = (
    (-2.08, 0.3), (-2.11, 0.55), (-2.07, 0.84), (-1.92, 0.96), (-1.5, 1.0), (-1.1, 1.22), (-0.72, 1.42), (-0.2, 1.46),
    (0.3, 1.42), (0.72, 1.22), (1.1, 1.0), (1.6, 0.9), (1.98, 0.78), (2.1, 0.56), (2.08, 0.32),
    (1.85, 0.21), (1.2, 0.2), (0.0, 0.2), (-1.2, 0.2), (-1.85, 0.21),
)  # fmt: skip
COUPE: Sequence[Point] = (
    (-2.1, 0.3), (-2.16, 0.55), (-2.12, 0.82), (-1.9, 0.9), (-1.5, 0.93), (-1.0, 1.1), (-0.5, 1.19), (-0.05, 1.2),
    (0.4, 1.12), (0.9, 0.9), (1.4, 0.78), (1.95, 0.62), (2.17, 0.42), (2.14, 0.24),
    (1.85, 0.13), (1.2, 0.13), (0.0, 0.13), (-1.2, 0.13), (-1.9, 0.15),
)  # fmt: skip
JEEP: Sequence[Point] = (
    (-2.0, 0.42), (-2.03, 0.7), (-2.02, 1.7), (-1.9, 1.8), (0.45, 1.82), (0.62, 1.74), (0.92, 1.18), (1.9, 1.14),
    (2.02, 1.05), (2.04, 0.5), (1.9, 0.37), (1.2, 0.36), (0.0, 0.36), (-1.2, 0.36), (-1.9, 0.37),
)  # fmt: skip
VAN: Sequence[Point] = (
    (-2.55, 0.35), (-2.6, 0.6), (-2.6, 2.1), (-2.48, 2.32), (1.0, 2.35), (1.3, 2.26), (1.95, 1.35), (2.42, 1.12),
    (2.58, 0.9), (2.6, 0.45), (2.4, 0.26), (1.5, 0.25), (0.0, 0.25), (-1.5, 0.25), (-2.4, 0.27),
)  # fmt: skip
PANES: dict[str, tuple[Sequence[Point], ...]] = {
    "saloon": (
        ((-1.28, 1.02), (-0.98, 1.2), (-0.66, 1.36), (-0.2, 1.39), (-0.2, 1.01)),
        ((-0.12, 1.01), (-0.12, 1.39), (0.26, 1.36), (0.62, 1.2), (0.86, 1.01)),
    ),
    "coupe": (((-1.0, 0.92), (-0.55, 1.1), (-0.1, 1.13), (0.32, 1.06), (0.7, 0.89)),),
    "jeep": (
        ((-1.85, 1.2), (-1.85, 1.66), (-0.9, 1.68), (-0.9, 1.2)),
        ((-0.76, 1.2), (-0.76, 1.69), (0.42, 1.7), (0.52, 1.66), (0.74, 1.2)),
    ),
    "van": (((0.55, 1.36), (0.55, 2.08), (1.16, 2.08), (1.68, 1.36)),),
}
SHELLS = {"saloon": (SALOON, 4.2), "coupe": (COUPE, 4.35), "jeep": (JEEP, 4.1), "van": (VAN, 5.2)}
LAMPS = {"saloon": (1.98, 0.66), "coupe": (2.0, 0.5), "jeep": (1.97, 0.92), "van": (2.5, 0.86)}
"""Where the front lamp is."""


def up(points: Sequence[Point], grow: float = 1.0) -> list[Point]:
    """Points whose heights are told upwards, as the canvas has them."""
    return [(x * grow, -y * grow) for x, y in points]


def paintwork(colour: Colour, top: float, foot: float) -> Style:
    """Lacquer under a sky: light above, the ground's dark below, a bright edge at the waist."""
    return linear(
        (0, -top), (0, -foot), (0, lighter(colour, 0.5)), (0.3, lighter(colour, 0.12)), (0.52, lighter(colour, 0.3)),
        (0.56, colour), (0.82, darker(colour, 0.28)), (1, darker(colour, 0.6)),
    )  # fmt: skip


def glass(canvas: Canvas, points: Sequence[Point], lit: bool, shift: float) -> None:
    """A pane that mirrors the sky, with a glint that moves as the world goes by; lamplight behind it at night."""
    panes = up(points)
    left, right = min(x for x, _ in panes), max(x for x, _ in panes)
    top, foot = min(y for _, y in panes), max(y for _, y in panes)
    if lit:
        canvas.polygon(panes, linear((0, top), (0, foot), (0, (0.98, 0.86, 0.55)), (1, (0.6, 0.44, 0.28))))
        return
    canvas.polygon(panes, linear((0, top), (0, foot), (0, GLASS[0]), (0.55, GLASS[1]), (1, darker(GLASS[1], 0.4))))
    wide = right - left
    x = left + wide * (0.15 + 0.5 * ((shift * 0.13) % 1.0))
    tall = foot - top
    for offset, width in ((0.0, 0.16), (0.24, 0.06)):
        a = x + offset * wide
        band = [(a, foot), (a + 0.4 * tall, top), (a + 0.4 * tall + width * wide, top), (a + width * wide, foot)]
        held = [(min(right - 0.03, max(left + 0.05, px)), py) for px, py in band]
        if held[2][0] - held[1][0] > 0.02:
            canvas.polygon([(px, py + (0.06 if py == top else -0.03) * tall) for px, py in held], (1, 1, 1, 0.22))


def arches(canvas: Canvas, kind: Vehicle) -> None:
    """The dark round the wheels, from the body's underside up."""
    for axle, x in enumerate(kind.axles):
        r = kind.round(axle)
        canvas.slice(x, -r, 1.2 * r, 3.1416, 3.1416, TRIM)
        if r > kind.ride:
            canvas.rectangle(x - 1.2 * r, -r, 2.4 * r, r - kind.ride + 0.01, TRIM)


def shell(canvas: Canvas, kind: Vehicle, colour: Colour, lit: bool, shift: float) -> None:
    """A car of any of the four shapes."""
    outline, long = SHELLS[kind.body]
    top = max(y for _, y in outline)
    with canvas.move(scale=(kind.length / long, kind.height / top)):
        canvas.rectangle(-0.42 * long, -0.42, 0.84 * long, 0.2, TRIM)
        canvas.blob(up(outline), paintwork(colour, top, 0.2))
        canvas.line(up(((-0.47 * long, 0.36 * top + 0.2), (0.44 * long, 0.36 * top + 0.16))), 0.015, thin(WHITE, 0.35))
        for pane in PANES[kind.body]:
            heads(canvas, pane)
            glass(canvas, pane, False, shift)
        details(canvas, kind, colour, long)
        trimmed(canvas, kind, top)
    arches(canvas, kind)


def heads(canvas: Canvas, pane: Sequence[Point]) -> None:
    """A dark rim round a pane."""
    canvas.line(up(pane), 0.05, TRIM, closed=True)


def details(canvas: Canvas, kind: Vehicle, colour: Colour, long: float) -> None:
    """Doors, handles, bumpers, lamps."""
    seam, low = thin(darker(colour, 0.75), 0.7), 0.3 if kind.body != "coupe" else 0.22
    waist = {"saloon": 1.0, "coupe": 0.88, "jeep": 1.18, "van": 1.34}[kind.body]
    doors = {"saloon": (-0.92, -0.16, 0.84), "coupe": (-0.62, 0.62), "jeep": (-0.83, 0.72), "van": (0.42, 1.5)}[
        kind.body
    ]
    canvas.lines([((x, -waist), (x + 0.03, -low)) for x in doors], 0.014, seam)
    for x in doors[:-1]:
        canvas.rectangle(x + 0.1, -waist + 0.1, 0.16, 0.035, darker(colour, 0.45), 0.015)
    canvas.rectangle(-0.44 * long, -0.3, 0.88 * long, 0.06, thin(TRIM, 0.75), 0.03)
    x, y = LAMPS[kind.body]
    canvas.ellipse(x - 0.04, -y, 0.1, 0.065, (0.97, 0.98, 1.0))
    canvas.ring(x - 0.04, -y, 0.1, 0.065, 0.012, (0.4, 0.42, 0.45))
    back = -0.488 * long
    canvas.rectangle(back, -y - 0.14, 0.11, 0.17, (0.72, 0.08, 0.08), 0.03)
    if kind.body == "jeep":
        canvas.circle(-2.1, -1.0, 0.34, TRIM)
        canvas.rectangle(-1.7, -1.93, 1.9, 0.05, TRIM, 0.02)
    if kind.body == "coupe":
        canvas.line(up(((-2.12, 1.08), (-1.72, 1.1))), 0.05, TRIM)
        canvas.line(up(((-1.86, 1.08), (-1.86, 0.9))), 0.04, TRIM)
    canvas.circle(0.82 if kind.body != "van" else 1.62, -waist - 0.03, 0.07, darker(colour, 0.3))


def trimmed(canvas: Canvas, kind: Vehicle, top: float) -> None:
    """What marks a taxi, a police car, an ambulance."""
    if kind.trim == "taxi":
        canvas.rectangle(-0.42, -top - 0.17, 0.6, 0.17, (0.98, 0.95, 0.8), 0.04)
        canvas.text(-0.12, -top - 0.08, "TAXI", 0.15, TRIM)
        for at in range(14):
            canvas.rectangle(-1.05 + 0.14 * at, -0.78 + 0.07 * (at % 2), 0.14, 0.07, TRIM)
    elif kind.trim == "police":
        canvas.rectangle(-1.86, -0.82, 3.7, 0.2, (0.14, 0.3, 0.7))
        canvas.text(-0.3, -0.72, "POLICE", 0.17, WHITE)
        canvas.rectangle(-0.45, -top - 0.12, 0.34, 0.12, (0.2, 0.35, 0.95), 0.03)
        canvas.rectangle(-0.1, -top - 0.12, 0.34, 0.12, (0.92, 0.15, 0.15), 0.03)
    elif kind.trim == "ambulance":
        canvas.rectangle(-2.58, -1.02, 5.0, 0.2, (0.85, 0.14, 0.12))
        canvas.rectangle(-1.42, -1.98, 0.26, 0.84, (0.85, 0.14, 0.12))
        canvas.rectangle(-1.71, -1.69, 0.84, 0.26, (0.85, 0.14, 0.12))
        canvas.rectangle(0.3, -top - 0.13, 0.5, 0.14, (0.2, 0.35, 0.95), 0.04)
