"""A fountain's pedestal, the rocks of a fall, and what hangs in the air about them."""

from __future__ import annotations

from math import pi, sin
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, Point, linear, radial
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.paint.skies import blob
from providers.studio.scenes.water.drops import VOLUME, VX, VY, X, Y, Z
from providers.studio.scenes.water.paint.ware import Ware
from providers.studio.scenes.water.play import Small
from providers.studio.scenes.water.sources import LEAN, Fall, Fountain
from providers.studio.stagecraft.terms import Colour

ROCK: Colour = (0.45, 0.44, 0.43)
LEAF: Colour = (0.24, 0.46, 0.24)
STRATA: tuple[Colour, ...] = ((0.62, 0.58, 0.5), (0.28, 0.29, 0.32), (0.35, 0.42, 0.3), (0.5, 0.42, 0.36))


def pedestal(canvas: Canvas, ware: Ware) -> None:
    """What the tall jet comes from."""
    m, tone = ware.scale, ware.vessel.colour
    low, high = ware.vessel.height * 0.55, ware.vessel.height * 0.62 + 0.1
    for y, wide, tall in ((low, 0.2, 0.06), (high - 0.06, 0.08, 0.14)):
        canvas.rectangle(
            -wide * m,
            -(y + tall) * m,
            2 * wide * m,
            tall * m + 0.1 * m,
            linear(
                (-wide * m, 0), (wide * m, 0), (0, darker(tone, 0.1)), (0.3, lighter(tone, 0.4)), (1, darker(tone, 0.5))
            ),
            0.03 * m,
        )
    canvas.ellipse(0, -high * m, 0.17 * m, 0.04 * m, lighter(tone, 0.3))
    canvas.ellipse(0, -high * m, 0.13 * m, 0.028 * m, darker(tone, 0.4))


def cliff(canvas: Canvas, ware: Ware, fall: Fall, wide: float, seed: int) -> None:
    """The rock wall: ledges and cracks, moss, bushes on its edge, the wet gap where the water runs."""
    random, m = Random(f"{seed}/cliff"), ware.scale
    foot = (ware.vessel.height + ware.vessel.rim * ware.vessel.tilt * 0.55) * m
    top = (fall.high + fall.back * ware.vessel.tilt) * m
    edge = [
        (
            -wide * m + 2 * wide * m * at / 60,
            -top
            - (0.55 * m * (0.5 + 0.5 * sin(at * 0.7)) + random.uniform(0, 0.25) * m)
            * min(1.0, max(0.0, abs(at / 30 - 1) * wide / fall.wide - 0.85) * 1.5),
        )
        for at in range(61)
    ]
    canvas.polygon(
        [*edge, (wide * m, -foot), (-wide * m, -foot)],
        linear((-wide * m, -top), (wide * m, -foot), (0, lighter(ROCK, 0.3)), (0.5, ROCK), (1, darker(ROCK, 0.45))),
    )
    for at in range(int(420 * wide / 3)):
        share = at / (420 * wide / 3)
        size = random.uniform(0.16, 0.42) * (1.25 - 0.5 * share) * m
        x, y = random.uniform(-wide, wide) * m, foot + 0.06 * m + random.random() * (top - foot - 0.2 * m)
        facet(canvas, x, -y, size, mix(ROCK, random.choice(STRATA), random.uniform(0.1, 0.5)), random)
    bushes(canvas, [(x, y) for x, y in edge[::2] if abs(x) > 1.12 * fall.wide * m], m, random)
    gap = fall.wide * m
    canvas.rectangle(
        -1.12 * gap,
        -top + 0.03 * m,
        2.24 * gap,
        top - foot,
        linear(
            (-1.12 * gap, 0),
            (1.12 * gap, 0),
            (0, (0.1, 0.13, 0.15, 0.0)),
            (0.15, (0.1, 0.13, 0.15, 0.6)),
            (0.85, (0.1, 0.13, 0.15, 0.65)),
            (1, (0.1, 0.13, 0.15, 0.0)),
        ),
    )


def bushes(canvas: Canvas, along: list[Point], m: float, random: Random) -> None:
    """Leaves over an edge."""
    for x, y in along:
        for _ in range(3):
            dx, dy = random.uniform(-0.2, 0.2) * m, random.uniform(-0.1, 0.12) * m
            tone = mix(LEAF, (0.5, 0.62, 0.25), random.uniform(0, 0.6))
            canvas.polygon(blob(x + dx, y + dy, random.uniform(0.16, 0.34) * m, random), tone)


def facet(canvas: Canvas, x: float, y: float, size: float, tone: Colour, random: Random) -> None:
    """One face of broken rock: light above, dark beneath."""
    skew, tall = random.uniform(-0.4, 0.4) * size, size * random.uniform(0.5, 1.3)
    points = ((x - size, y - 0.3 * tall), (x - 0.3 * size + skew, y - tall), (x + size, y - 0.6 * tall + skew * 0.3),
              (x + 0.8 * size, y + 0.4 * tall), (x - 0.1 * size, y + 0.7 * tall))  # fmt: skip
    canvas.polygon(
        points,
        linear(
            (0, y - tall), (0, y + 0.7 * tall), (0, thin(lighter(tone, 0.22), 0.85)), (1, thin(darker(tone, 0.5), 0.85))
        ),
    )
    canvas.line(points[:3], max(1.0, 0.035 * size), thin(lighter(tone, 0.5), 0.45))


def arcs(canvas: Canvas, ware: Ware, source: object, time: float, gravity: float) -> None:
    """The clear lower part of each jet, before it breaks into drops."""
    if not isinstance(source, Fountain):
        return
    m, flat, span = ware.scale, ware.vessel.tilt, np.linspace(0, 1, 16)
    speeds = source.speeds(time)
    for at in sorted(range(len(speeds)), key=lambda each: -source.feet[each, 1]):
        (x, z), speed = source.feet[at].tolist(), float(speeds[at])
        far = float(np.hypot(x, z)) + 1e-9
        lean = 0.0 if at == 0 else -LEAN * speed / far
        flight = span * (1.9 if at else 0.8) * speed / gravity
        high = source.head + 0.1 * (at == 0) + speed * flight - 0.5 * gravity * flight**2
        px = np.asarray((x + x * lean * flight) * m)
        py = np.asarray(-(high + z * (1 + lean * flight) * flat) * m)
        for wide, alpha in ((0.03, 0.3), (0.013, 0.75)):
            canvas.line(list(zip(px.tolist(), py.tolist(), strict=True)), max(1.0, wide * m), (0.93, 0.98, 1.0, alpha))


VEIL = ((0.0, (0.62, 0.8, 0.9, 0.8)), (0.7, (0.75, 0.88, 0.94, 0.55)), (1.0, (0.95, 0.98, 1.0, 0.0)))
STRAND = (
    (0.0, (0.72, 0.87, 0.95, 0.75)),
    (0.3, (0.85, 0.94, 0.98, 0.42)),
    (0.85, (0.95, 0.98, 1.0, 0.45)),
    (1.0, (1.0, 1.0, 1.0, 0.0)),
)


def veils(canvas: Canvas, wide: float, ends: tuple[float, float], time: float) -> None:
    """Pale water without a drop in it: one broad sheet, and strands that wander in it."""
    top, foot = ends
    whole = ((-wide, -top), (wide, -top), (1.14 * wide, -foot), (-1.14 * wide, -foot))
    canvas.polygon(whole, linear((0, -top), (0, -foot), *VEIL))
    for at in range(7):
        mid, half = wide * ((at - 3) / 3.3 + 0.07 * sin(0.9 * time + 2.1 * at)), wide * 0.19
        low, reach = mid * 1.08, 1.25 * half
        veil = ((mid - half, -top), (mid + half, -top), (low + reach, -foot), (low - reach, -foot))
        canvas.polygon(veil, linear((0, -top), (0, -foot), *STRAND))


def sheet(canvas: Canvas, ware: Ware, fall: Fall, rows: Small, time: float) -> None:
    """The falling water: pale veils, and in them strands of drops as long as they are fast."""
    m, flat = ware.scale, ware.vessel.tilt
    top, foot = (fall.high + fall.back * flat) * m, (ware.vessel.height + 0.25 * fall.back * flat) * m
    veils(canvas, fall.wide * m, (top, foot), time)
    falling = rows[rows[:, VOLUME] > 0.5 * fall.rate / 1100]
    x, y = falling[:, X] * m, -(falling[:, Y] + falling[:, Z] * flat) * m
    tail = 0.05
    tx, ty = x - falling[:, VX] * tail * m, np.maximum(y + falling[:, VY] * tail * m, -top)
    pairs = list(zip(zip(x.tolist(), y.tolist(), strict=True), zip(tx.tolist(), ty.tolist(), strict=True), strict=True))
    for start, step, wide, tone in (
        (0, 3, 0.05, (0.8, 0.91, 0.97, 0.42)),
        (1, 3, 0.028, (0.96, 0.99, 1.0, 0.6)),
        (2, 3, 0.015, (1, 1, 1, 0.85)),
    ):
        canvas.lines(pairs[start::step], max(1.0, wide * m), tone)


def mist(canvas: Canvas, ware: Ware, x: float, wide: float, time: float, strength: float) -> None:
    """Spray that hangs where water comes down."""
    m = ware.scale
    for at in range(16):
        part = (time * 0.35 + at * 0.618) % 1.0
        px = x + wide * 1.3 * sin(at * 2.4 + 0.4 * sin(time + at)) * (0.5 + 0.7 * part)
        py = ware.vessel.height + (0.1 + 0.9 * part) * wide * 0.55
        size = wide * (0.3 + 0.4 * part) * m
        alpha = strength * sin(pi * part)
        with canvas.move(px * m, -py * m, scale=(size, 0.75 * size)):
            canvas.circle(
                0, 0, 1, radial((0, 0), 1, (0, (1, 1, 1, alpha)), (0.5, (1, 1, 1, 0.4 * alpha)), (1, (1, 1, 1, 0)))
            )


def froth(canvas: Canvas, ware: Ware, fall: Fall, level: float, time: float) -> None:
    """White water around the foot of the fall, drifting off."""
    m, flat = ware.scale, ware.vessel.tilt
    y = -(level + 0.3 * fall.back * flat) * m
    for at in range(54):
        part = (time * 0.4 + at * 0.618) % 1.0
        out = 0.5 + 1.1 * part
        x = fall.wide * out * sin(at * 1.9 + 0.3) * m
        drop = fall.back * flat * (0.9 * part + 0.3 * sin(at * 3.1)) * m
        size = fall.wide * (0.2 - 0.1 * part) * (0.6 + 0.4 * sin(at * 5.3) ** 2) * m
        canvas.ellipse(x, y + drop, size, size * 0.4, (1, 1, 1, 0.5 * (1 - part)))
