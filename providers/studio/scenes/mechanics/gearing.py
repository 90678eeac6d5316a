"""Paints gears: cut once, then turned, with their shadow on the panel behind them."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Any

from providers.studio.canvas import Canvas, linear, outlined, radial
from providers.studio.paint import rods
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, mix, rgb, thin
from providers.studio.script import Thing
from providers.studio.stagecraft.casting import OWN
from providers.studio.stagecraft.ground import View
from providers.studio.stagecraft.terms import Colour
from providers.studio.tracks import Floats

if TYPE_CHECKING:
    from providers.studio.scenes.mechanics.gears import Gear

COPPER: Colour = (0.76, 0.43, 0.28)
ENAMEL: Colour = (0.12, 0.19, 0.27)


def cut(gear: Gear, unit: float) -> Any:
    """The outline of one gear, in metres: teeth, and windows between its spokes where it is large."""
    from providers.studio.scenes.mechanics.gears import round_hole, toothed, window

    pitch = gear.teeth * unit / 2
    if gear.teeth < 14:
        return outlined(toothed(gear.teeth, unit), round_hole(0, 0, 0.14 * pitch))
    spokes = 5 if gear.teeth < 24 else 6
    inner, outer, step = 0.34 * pitch, pitch - 2.6 * unit, 2 * pi / spokes
    holes = [window(inner, outer, at * step + 0.14, (at + 1) * step - 0.14) for at in range(spokes)]
    return outlined(toothed(gear.teeth, unit), *holes)


def metals(thing: Thing, number: int, seed: int) -> tuple[Colour, ...]:
    """What the gears are made of: brass, steel and copper by turns where nothing is said."""
    if said := thing.colour or OWN.get(thing.material or "", ""):
        tone = rgb(said)
        return tuple(lighter(tone, 0.12 * (at % 2)) for at in range(number))
    turn = (rods.BRASS, rods.STEEL, COPPER)
    return tuple(turn[(seed + at) % 3] for at in range(number))


def panel(gears: tuple[Gear, ...], unit: float, view: View, canvas: Canvas, camera: Camera) -> None:
    """An enamelled plate in a brass frame, on feet, large enough for the train."""
    m, rim = camera.scale, 0.075
    left = max(-0.485 * view.width, min(g.at[0] - g.teeth * unit / 2 for g in gears) - unit - rim)
    right = min(0.485 * view.width, max(g.at[0] + g.teeth * unit / 2 for g in gears) + unit + rim)
    low = min(g.at[1] - g.teeth * unit / 2 for g in gears) - unit - rim
    high = max(g.at[1] + g.teeth * unit / 2 for g in gears) + unit + rim
    for x in (left + 0.2, right - 0.2):
        rods.shade(canvas, camera, x, 0.3, 0.9)
        rods.bar(canvas, camera.at((x, 0.0)), camera.at((x, low + 0.1)), 0.05 * m, rods.WALNUT)
    x, y, wide, tall = camera.x(left), camera.y(high), (right - left) * m, (high - low) * m
    edge = 0.022 * m
    canvas.rectangle(
        x - edge,
        y - edge,
        wide + 2 * edge,
        tall + 2 * edge,
        linear((x, y), (x, y + tall), (0, lighter(rods.BRASS, 0.4)), (0.5, rods.BRASS), (1, darker(rods.BRASS, 0.5))),
        0.06 * m,
    )
    canvas.rectangle(
        x,
        y,
        wide,
        tall,
        linear((x, y), (x + wide, y + tall), (0, lighter(ENAMEL, 0.2)), (0.6, ENAMEL), (1, darker(ENAMEL, 0.5))),
        0.045 * m,
    )
    middle = (x + 0.3 * wide, y + 0.15 * tall)
    with canvas.within(x, y, wide, tall):
        canvas.circle(*middle, 0.8 * wide, radial(middle, 0.8 * wide, (0, (1, 1, 1, 0.12)), (1, (1, 1, 1, 0))))
    for px in (x + 0.045 * m, x + wide - 0.045 * m):
        for py in (y + 0.045 * m, y + tall - 0.045 * m):
            rods.pin(canvas, (px, py), 0.016 * m)


def turning(
    gears: tuple[Gear, ...], shapes: tuple[Any, ...], tones: tuple[Colour, ...], unit: float, angles: Floats,
    canvas: Canvas, camera: Camera, frame: int,
) -> None:  # fmt: skip
    """All gears at a frame: shadows first, then the gears, then the crank on the first."""
    m = camera.scale
    for gear, shape, angle in zip(gears, shapes, angles[frame], strict=True):
        x, y = camera.at(gear.at)
        for away, alpha in ((0.03, 0.22), (0.05, 0.16)):
            with canvas.move(x + away * m, y + 1.3 * away * m, -float(angle), (m, -m)):
                canvas.shape(shape, (0.0, 0.01, 0.03, alpha))
    for gear, shape, tone, angle in zip(gears, shapes, tones, angles[frame], strict=True):
        wheel(canvas, camera, gear, shape, tone, unit, float(angle), gear is not gears[0])
    crank(canvas, camera, gears[0], float(angles[frame, 0]), unit)


def wheel(
    canvas: Canvas, camera: Camera, gear: Gear, shape: Any, tone: Colour, unit: float, angle: float, labelled: bool
) -> None:
    """One gear: body lit from the upper left, a turned rim, a hub with its key."""
    m, radius = camera.scale, gear.teeth * unit / 2
    x, y = camera.at(gear.at)
    c, s = cos(angle), sin(angle)
    dx, dy = (-0.6 * c + 0.8 * s) * radius, (0.6 * s + 0.8 * c) * radius
    with canvas.move(x, y, -angle, (m, -m)):
        canvas.shape(shape, darker(tone, 0.55))
    with canvas.move(x - 0.006 * m, y - 0.008 * m, -angle, (m, -m)):
        canvas.shape(
            shape, linear((dx, dy), (-dx, -dy), (0, lighter(tone, 0.45)), (0.45, tone), (1, darker(tone, 0.4)))
        )
    rim = (radius - 1.9 * unit) * m
    canvas.ring(x, y, rim, rim, 0.012 * m, thin(darker(tone, 0.55), 0.55))
    canvas.ring(x, y + 0.006 * m, rim, rim, 0.006 * m, thin(lighter(tone, 0.7), 0.6))
    hub = 0.24 * radius * m
    canvas.circle(x + 0.012 * m, y + 0.02 * m, 1.05 * hub, (0, 0, 0, 0.35))
    canvas.circle(
        x, y, hub, linear((x - hub, y - hub), (x + hub, y + hub), (0, lighter(tone, 0.55)), (1, darker(tone, 0.4)))
    )
    steel = mix(rods.STEEL, (0.2, 0.22, 0.26), 0.3)
    canvas.circle(
        x,
        y,
        0.52 * hub,
        linear((x - hub, y - hub), (x + hub, y + hub), (0.2, lighter(steel, 0.5)), (0.8, darker(steel, 0.5))),
    )
    canvas.circle(x + 0.62 * hub * c, y - 0.62 * hub * s, 0.15 * hub, darker(tone, 0.6))
    label = f"{gear.teeth}"
    if radius * m > 40 and labelled:
        canvas.text(x, y, label, 0.55 * hub, (0.95, 0.95, 0.92))


def crank(canvas: Canvas, camera: Camera, gear: Gear, angle: float, unit: float) -> None:
    """The arm and the wooden grip that turn the first gear."""
    m, reach = camera.scale, 0.72 * gear.teeth * unit / 2
    x, y = camera.at(gear.at)
    hand = (x + reach * m * cos(angle + 0.35), y - reach * m * sin(angle + 0.35))
    canvas.line(((x + 0.02 * m, y + 0.03 * m), (hand[0] + 0.02 * m, hand[1] + 0.03 * m)), 0.045 * m, (0, 0, 0, 0.3))
    rods.bar(canvas, (x, y), hand, 0.042 * m, rods.STEEL)
    rods.pin(canvas, (x, y), 0.03 * m, rods.STEEL)
    canvas.circle(hand[0] + 0.012 * m, hand[1] + 0.02 * m, 0.052 * m, (0, 0, 0, 0.35))
    canvas.circle(
        *hand,
        0.05 * m,
        radial(
            (hand[0] - 0.016 * m, hand[1] - 0.02 * m),
            0.075 * m,
            (0, (0.9, 0.4, 0.3)),
            (0.5, (0.72, 0.2, 0.15)),
            (1, (0.35, 0.06, 0.06)),
        ),
    )
