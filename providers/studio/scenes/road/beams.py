"""Light in the dark: cones of the lamps, what burns red behind, and what a wet road gives back of both."""

from __future__ import annotations

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.colours import thin
from providers.studio.scenes.road.bodies import LAMPS, SHELLS
from providers.studio.scenes.road.drive import Drive
from providers.studio.scenes.road.surface import Eye
from providers.studio.scenes.road.vehicles import Vehicle
from providers.studio.stagecraft.terms import Colour

WARM: Colour = (1.0, 0.93, 0.74)
RED: Colour = (1.0, 0.13, 0.08)
BLUE: Colour = (0.25, 0.4, 1.0)
REARS = {"moto": (-0.97, 0.94), "vespa": (-0.95, 0.5), "bike": (-0.5, 0.72), "tractor": (-1.27, 1.12)}
"""Where the rear lamps of what has no boot are."""
OTHERS = {"moto": (0.72, 0.92), "vespa": (0.54, 1.0), "bike": (0.47, 0.9), "tractor": (1.52, 1.22)}


def front(kind: Vehicle) -> tuple[float, float]:
    """Where the front lamp is: metres forwards and up."""
    if kind.body in LAMPS:
        x, y = LAMPS[kind.body]
        return x * kind.length / SHELLS[kind.body][1], y
    if kind.body in OTHERS:
        return OTHERS[kind.body]
    return kind.length / 2 - 0.05, 1.95 if kind.body == "loco" else kind.ride + 0.32


def shine(canvas: Canvas, drive: Drive, at: int, frame: int, dark: float) -> None:
    """The lamps of one vehicle, which stands in the moved frame of its own; `dark` 0 to 1."""
    driven = drive.plan.driven[at]
    kind = driven.vehicle
    x, y = front(kind)
    if dark and kind.body != "wagon":
        cone(canvas, x, -y, dark, kind)
    back, high = REARS.get(kind.body, (-0.47 * kind.length, LAMPS.get(kind.body, (0, kind.ride + 0.4))[1] + 0.05))
    brakes = bool(drive.braking[frame, at])
    if (dark or brakes) and kind.body != "wagon":
        reach = 0.75 if brakes else 0.38
        glow(canvas, (back, -high), reach, RED, 0.95 if brakes else 0.7)
    if kind.siren:
        beat = int(frame / drive.fps * 5) % 2
        high = {"lorry": kind.height - 0.2}.get(kind.body, kind.height + 0.06)
        place = {"van": 0.55, "lorry": kind.length / 2 - 0.95}.get(kind.body, -0.28 if beat else 0.07)
        tone = BLUE if beat or kind.trim != "police" else RED
        strong = 0.95 if beat or kind.trim == "police" else 0.15
        glow(canvas, (place, -high), 1.5, tone, strong)


def glow(canvas: Canvas, at: tuple[float, float], reach: float, tone: Colour, strong: float) -> None:
    """A lamp with the light around it."""
    stops = ((0.0, 1.0), (0.1, 0.75), (0.3, 0.25), (0.6, 0.07), (1.0, 0.0))
    with canvas.move(*at, scale=(reach, reach)):
        canvas.circle(0, 0, 1, radial((0, 0), 1, *((offset, thin(tone, share * strong)) for offset, share in stops)))


def cone(canvas: Canvas, x: float, y: float, dark: float, kind: Vehicle) -> None:
    """The beam, and the glow of the lamp itself."""
    long = 7.5 if not kind.rider else 4.6
    drop = -y
    beam = radial((x, y), long, (0, thin(WARM, 0.7 * dark)), (0.3, thin(WARM, 0.33 * dark)), (1, thin(WARM, 0)))
    for high, low, share in ((0.55, 1.25, 0.45), (0.3, 1.0, 0.4), (0.12, 0.75, 0.4)):
        with canvas.fading(share):
            canvas.polygon(((x, y - 0.05), (x + long, y - high), (x + long, y + low * drop), (x, y + 0.06)), beam)
    glow(canvas, (x, y), 0.6, (1.0, 0.97, 0.86), dark)
    with canvas.move(x + 0.42 * long, 0.06, scale=(0.5 * long, 0.24)):
        canvas.circle(0, 0, 1, radial((0, 0), 1, (0, thin(WARM, 0.4 * dark)), (1, thin(WARM, 0))))


def mirrored(canvas: Canvas, eye: Eye, drive: Drive, at: int, frame: int, dark: float) -> None:
    """Streaks of the lamps in the wet road."""
    driven = drive.plan.driven[at]
    kind, scale = driven.vehicle, eye.seen.scale
    if kind.body == "wagon":
        return
    x, y = float(drive.x[frame, at]), drive.plan.road.height(float(drive.x[frame, at]))
    brakes = bool(drive.braking[frame, at])
    for place, tone, strong in (
        (driven.facing * front(kind)[0], WARM, 0.5 * dark),
        (-0.47 * driven.facing * kind.length, RED, 0.45 if brakes else 0.3 * dark),
    ):  # fmt: skip
        if strong <= 0:
            continue
        px, py = eye.at(x + place, y, driven.lane)
        tall, wide = 0.62 * eye.seen.below * scale, 0.12 * scale
        for grow, share in ((3.0, 0.18), (2.2, 0.22), (1.5, 0.3), (0.9, 0.4)):
            half, long = grow * wide, tall * (1.15 - 0.12 * grow)
            canvas.rectangle(
                px - half,
                py,
                2 * half,
                long,
                linear((0, py), (0, py + long), (0, thin(tone, strong * share)), (1, thin(tone, 0))),
                half,
            )
