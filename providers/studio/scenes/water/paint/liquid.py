"""The liquid itself: its body and surface in a vessel, the stream, drops, bubbles, froth, steam."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np

from providers.studio.canvas import Canvas, Point, linear, radial
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.scenes.water.bodies import Plunge
from providers.studio.scenes.water.drops import VOLUME, VX, VY, X, Y, Z
from providers.studio.scenes.water.paint.ware import ROUND, Ware
from providers.studio.scenes.water.play import STEPS, Small, Still
from providers.studio.scenes.water.stock import Liquid
from providers.studio.scenes.water.waves import ACROSS, GRAVITY
from providers.studio.stagecraft.terms import Colour


def skin(
    ware: Ware, still: Still, share: float = 1.0, lift: float = 0.0, start: float = 0.0, end: float = 2 * pi
) -> list[Point]:
    """A circle on the surface, as the waves bend it."""
    m, vessel = ware.scale, ware.vessel
    radius = vessel.radius(min(still.level, vessel.height))
    turns = np.linspace(start, end, ROUND + 1)
    x = share * radius * np.cos(turns)
    waves = np.interp(x / (2 * radius) + 0.5, ACROSS, still.surface)
    y = still.level + lift + waves - vessel.tilt * vessel.deep * share * radius * np.sin(turns)
    return list(zip((x * m).tolist(), (-y * m).tolist(), strict=True))


def surface(canvas: Canvas, ware: Ware, still: Still, liquid: Liquid, sky: Colour, froth: float) -> None:
    """The surface seen from above: the sky in it, rings of ripples, a light."""
    if still.level < 0.0015:
        return
    m, vessel = ware.scale, ware.vessel
    radius = vessel.radius(still.level)
    flat = radius * vessel.tilt * vessel.deep * m
    tone = mix(liquid.colour, liquid.foam, min(1.0, froth * 400)) if liquid.foam and froth > 0 else liquid.colour
    far, near = mix(lighter(tone, 0.18), sky, 0.35 * (1.15 - liquid.dense)), mix(tone, sky, 0.1)
    alpha = 0.55 + 0.45 * liquid.dense
    y = -still.level * m
    canvas.polygon(
        skin(ware, still),
        linear((-radius * m, y - flat), (0.5 * radius * m, y + flat), (0, thin(far, alpha)), (1, thin(near, alpha))),
    )
    stir = float(np.abs(np.diff(still.surface)).max()) / (2 * radius / len(ACROSS))
    for at, share in enumerate((0.16, 0.33, 0.5, 0.67, 0.84)):
        strength = min(0.5, 0.05 + 0.9 * stir)
        line = skin(ware, still, share)
        canvas.line(
            line,
            max(0.8, 0.012 * radius * m),
            thin(lighter(tone, 0.65 if at % 2 else 0.45), strength * (0.9 - 0.5 * share)),
            closed=True,
        )
    tilted = float(still.surface[14] - still.surface[26])
    with canvas.fading(0.75 * (1 - 0.3 * liquid.dense)):
        canvas.ellipse(
            (-0.42 * radius - 0.9 * tilted) * m, y - 0.45 * flat, 0.2 * radius * m, 0.13 * flat + 0.6, (1, 1, 1, 0.55)
        )
    canvas.line(skin(ware, still, 1.0), max(0.9, 0.010 * radius * m), thin(lighter(tone, 0.6), 0.7), closed=True)


def body(canvas: Canvas, ware: Ware, still: Still, liquid: Liquid, froth: float) -> None:
    """What stands in a clear vessel, seen from the side; what lies in it shows through."""
    vessel, m = ware.vessel, ware.scale
    if still.level < 0.001:
        return
    level = min(still.level, vessel.height)
    base = ware.oval(0.0, vessel.radius(0.0), pi, 0.0)
    outline = [
        *ware.side(1, 0.0, level),
        *skin(ware, still, 1.0, 0.0, 0.0, pi),
        *ware.side(-1, 0.0, level)[::-1],
        *base,
    ]
    wide = vessel.radius(level / 2) * m
    tone, alpha = liquid.colour, 0.3 + 0.68 * liquid.dense
    sides = linear(
        (-wide, 0),
        (wide, 0),
        (0, thin(darker(tone, 0.34), alpha)),
        (0.16, thin(tone, alpha * 0.92)),
        (0.45, thin(lighter(tone, 0.24), alpha * 0.8)),
        (0.85, thin(tone, alpha * 0.92)),
        (1, thin(darker(tone, 0.45), alpha)),
    )
    canvas.polygon(outline, sides)
    canvas.polygon(
        outline,
        linear((0, -level * m), (0, 0), (0, (1, 1, 1, 0.16)), (0.3, (1, 1, 1, 0.0)), (1, thin(darker(tone, 0.7), 0.3))),
    )
    if liquid.foam and froth > 0.0004:
        head(canvas, ware, still, liquid.foam, froth)


def head(canvas: Canvas, ware: Ware, still: Still, colour: Colour, thick: float) -> None:
    """Froth that stands on the liquid."""
    m = ware.scale
    low, high = skin(ware, still, 1.0, -0.4 * thick, 0.0, pi), skin(ware, still, 1.0, 0.6 * thick, 0.0, pi)
    wide = ware.vessel.radius(still.level) * m
    canvas.polygon(
        [*low, *high[::-1]],
        linear((-wide, 0), (wide, 0), (0, darker(colour, 0.2)), (0.3, lighter(colour, 0.4)), (1, darker(colour, 0.25))),
    )
    canvas.polygon(skin(ware, still, 1.0, 0.6 * thick), lighter(colour, 0.25))
    for at in range(36):
        turn, share = at * 2.4, (0.2 + 0.75 * ((at * 0.618) % 1.0))
        x, y = share * cos(turn) * wide, -(still.level + 0.6 * thick) * m + share * sin(turn) * wide * ware.vessel.tilt
        size = wide * (0.02 + 0.05 * ((at * 0.37) % 1))
        canvas.ellipse(x, y, size, size * 0.5, thin(darker(colour, 0.14), 0.4))
        canvas.ellipse(x - 0.2 * size, y - 0.15 * size, size * 0.7, size * 0.3, thin((1, 1, 1), 0.5))


def stream(canvas: Canvas, scale: float, rows: Small, liquid: Liquid) -> None:
    """What runs through the air: a ribbon that thins as it falls faster, and breaks into drops."""
    if not len(rows):
        return
    speed = np.hypot(rows[:, VX], rows[:, VY])
    thick = np.sqrt(rows[:, VOLUME] * STEPS / np.pi / np.maximum(speed, 0.25))
    order = np.arange(len(rows))
    thick = thick * (1 + 0.09 * np.sin(0.9 * order + 40 * rows[:, Y]) + 0.05 * np.sin(2.3 * order))
    gaps = np.flatnonzero(np.hypot(np.diff(rows[:, X]), np.diff(rows[:, Y])) > 3.2 * speed[1:] / STEPS)
    for part in np.split(order, gaps + 1):
        if len(part) > 2:
            ribbon(canvas, scale, rows[part], thick[part], liquid)
        else:
            for at in part:
                pearl(canvas, rows[at, X] * scale, -rows[at, Y] * scale, float(thick[at]) * 1.3 * scale, liquid.colour)


def ribbon(canvas: Canvas, scale: float, rows: Small, thick: Small, liquid: Liquid) -> None:
    """One unbroken piece of stream."""
    x, y = rows[:, X] * scale, -rows[:, Y] * scale
    along = np.stack([np.gradient(x), np.gradient(y)])
    along /= np.maximum(np.hypot(*along), 1e-6)
    out = thick * scale
    left, right = (x - along[1] * out, y + along[0] * out), (x + along[1] * out, y - along[0] * out)
    outline = [
        *zip(*(each.tolist() for each in left), strict=True),
        *zip(*(each[::-1].tolist() for each in right), strict=True),
    ]
    tone, alpha = liquid.colour, 0.5 + 0.47 * liquid.dense
    canvas.polygon(outline, thin(tone, alpha))
    canvas.line(outline, max(1.0, 0.22 * float(out.mean())), thin(darker(tone, 0.3), 0.4 * alpha), closed=True)
    gleam = 0.35 + 0.5 * sum(tone) / 3
    for share, wide, shade, strength in (
        (-0.35, 0.3, lighter(tone, 0.8 * gleam), 0.7),
        (0.4, 0.14, lighter(tone, 0.4 * gleam), 0.4),
    ):
        line = list(zip((x + share * along[1] * out).tolist(), (y - share * along[0] * out).tolist(), strict=True))
        canvas.line(line, max(0.8, wide * float(out.mean())), thin(shade, strength))


def pearl(canvas: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    """One drop with a light in it."""
    canvas.circle(x, y, radius, thin(mix(colour, (1, 1, 1), 0.12), 0.82))
    if radius > 1.5:
        canvas.circle(x - 0.3 * radius, y - 0.32 * radius, 0.34 * radius, (1, 1, 1, 0.8))


def drops(canvas: Canvas, ware: Ware, rows: Small, colour: Colour) -> None:
    """Drops in the air, each as long as it is fast."""
    m, flat = ware.scale, ware.vessel.tilt
    if not len(rows):
        return
    size = (rows[:, VOLUME] * 0.2387) ** (1 / 3) * m
    x, y = rows[:, X] * m, -(rows[:, Y] + rows[:, Z] * flat) * m
    tail = 0.006
    tx, ty = x - rows[:, VX] * tail * m, y + rows[:, VY] * tail * m
    tone = mix(colour, (1, 1, 1), 0.15)
    for low, high in ((0.0, 0.9), (0.9, 1.7), (1.7, 2.6)):
        chosen = (size >= low) & (size < high)
        if not chosen.any():
            continue
        wide = float(size[chosen].mean())
        heads = list(zip(x[chosen].tolist(), y[chosen].tolist(), strict=True))
        tails = zip(tx[chosen].tolist(), ty[chosen].tolist(), strict=True)
        canvas.lines(list(zip(heads, tails, strict=True)), max(1.0, 2 * wide), thin(tone, 0.78))
        if wide > 1:
            canvas.lines([(head, head) for head in heads], max(0.7, 0.8 * wide), (1, 1, 1, 0.8))
    for at in np.flatnonzero(size >= 2.6):
        pearl(canvas, float(x[at]), float(y[at]), float(size[at]), colour)


def skirt(canvas: Canvas, ware: Ware, plunge: Plunge, still: Still, age: float, liquid: Liquid, near: bool) -> None:
    """The thin sheet that rises around what has just plunged in, and tears into points at its upper edge."""
    m, flat = ware.scale, ware.vessel.tilt * ware.vessel.deep
    lasts = 1.5 * plunge.speed / GRAVITY
    if not 0 <= age < lasts:
        return
    high = max(0.0, plunge.speed * 0.62 * age - 0.5 * GRAVITY * age * age)
    foot = min(plunge.radius * (0.9 + 3.2 * age), ware.vessel.radius(still.level) * 0.96)
    turns = np.linspace(0, pi, 25) if near else np.linspace(pi, 2 * pi, 25)
    teeth = 1 + 0.3 * np.abs(np.sin(4 * turns + plunge.x * 90)) + 0.1 * np.sin(17 * turns)
    wide = foot + 0.55 * high * (1 + 0.1 * np.sin(9 * turns))
    low_y = still.level + plunge.z * flat - foot * flat * np.sin(turns)
    top_y = still.level + plunge.z * flat + high * teeth - wide * flat * np.sin(turns)
    low = [((plunge.x + foot * cos(turn)) * m, -y * m) for turn, y in zip(turns.tolist(), low_y.tolist(), strict=True)]
    top = [
        ((plunge.x + w * cos(turn)) * m, -y * m)
        for turn, w, y in zip(turns.tolist(), wide.tolist(), top_y.tolist(), strict=True)
    ]
    fade = (1 - age / lasts) ** 0.5 * (0.4 + 0.5 * liquid.dense)
    tone = lighter(liquid.colour, 0.3 if near else 0.1)
    canvas.polygon([*low, *top[::-1]], thin(tone, fade))
    canvas.line(top, max(1.0, 0.0022 * m), thin(lighter(liquid.colour, 0.75), fade))


def bubbles(canvas: Canvas, ware: Ware, still: Still, rates: Small, frame: int, fps: int) -> None:
    """Air that the stream takes down and that comes up again."""
    vessel, m = ware.vessel, ware.scale
    for at in range(34):
        life = 0.5 + 0.5 * ((at * 0.618) % 1.0)
        age = (frame / fps + at * 0.377) % life
        born = frame - round(age * fps)
        if born < 0 or rates[born] < 0.25 * vessel.rate or still.level < 0.012:
            continue
        part = age / life
        deep = min(still.level * 0.92, 0.3 * vessel.rim + 0.07) * (0.35 + 0.65 * ((at * 0.29) % 1.0))
        y = still.level - deep * (3.1 * part * (1 - part) ** 0.8 + 0.02) * 0.95
        spread = vessel.rim * 0.62 * sin(at * 1.7) * (0.25 + part)
        radius = m * vessel.rim * (0.016 + 0.03 * ((at * 0.41) % 1.0)) * (0.5 + part)
        canvas.ring(
            spread * m, -max(y, 0.004) * m, radius, radius, max(0.7, 0.3 * radius), (1, 1, 1, 0.36 * (1 - part * 0.6))
        )


def steam(canvas: Canvas, ware: Ware, still: Still, time: float) -> None:
    """Wisps over what is hot."""
    vessel, m = ware.vessel, ware.scale
    for at in range(11):
        part = (time * 0.23 + at / 11) % 1.0
        x = vessel.rim * (0.7 * sin(at * 2.1) + 0.5 * sin(time * 0.8 + at + 4 * part) * part)
        y = max(still.level, 0.6 * vessel.height) + part * 2.6 * vessel.height
        size = vessel.rim * (0.3 + 0.75 * part) * m
        alpha = 0.15 * min(1.0, 5 * part) * (1 - part) * min(1.0, still.level / (0.3 * vessel.height))
        with canvas.move(x * m, -y * m, scale=(size, 1.5 * size)):
            canvas.circle(0, 0, 1, radial((0, 0), 1, (0, (1, 1, 1, alpha)), (1, (1, 1, 1, 0))))


def puddle(canvas: Canvas, ware: Ware, volume: float, liquid: Liquid) -> None:
    """What was spilt, 2 mm deep."""
    reach = (volume / 0.002 / pi) ** 0.5 + ware.vessel.radius(0.0) * (volume > 2e-6)
    m = ware.scale
    if reach * m < 2 or volume < 4e-7:
        return
    flat = ware.vessel.tilt * ware.vessel.deep
    with canvas.move(0.1 * reach * m, 0.0, scale=(reach * m, reach * m * flat)):
        canvas.circle(0, 0, 1, thin(darker(liquid.colour, 0.2), 0.14 + 0.6 * liquid.dense**2))
        canvas.circle(-0.06, -0.06, 0.86, thin(lighter(liquid.colour, 0.35), 0.16))
