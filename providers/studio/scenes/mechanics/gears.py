"""Gears that mesh: how they turn follows from their teeth alone."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import partial
from math import atan2, cos, hypot, pi, sin
from random import Random

import numpy as np

from providers.studio.exhibit import Exhibit
from providers.studio.performance import Form
from providers.studio.scenes.mechanics import gearing
from providers.studio.script import Script, Thing
from providers.studio.sound.cues import Impact
from providers.studio.stagecraft.ground import View, view
from providers.studio.stagecraft.terms import Point
from providers.studio.tracks import Floats

RATE = 240
"""Steps per second of the crank."""
TEETH = (10, 12, 14, 16, 18, 20, 24, 28, 32)
TURNS = 0.32
"""Of the crank, per second."""
CLICK = 0.05
"""Newton seconds of one tooth meeting another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gear:
    """One gear of a train, in units in which the pitch radius is half the number of teeth."""

    teeth: int
    at: Point
    towards: float = 0.0
    """The direction from the gear that drives this one."""


def train(numbers: tuple[int, ...], bends: tuple[float, ...]) -> tuple[Gear, ...]:
    """Gears in a row, each touching the one before at its pitch circle, in the direction that `bends` says."""
    gears = [Gear(teeth=numbers[0], at=(0.0, 0.0))]
    for teeth, bend in zip(numbers[1:], bends, strict=True):
        last, reach = gears[-1], (gears[-1].teeth + teeth) / 2
        gears.append(
            Gear(teeth=teeth, at=(last.at[0] + reach * cos(bend), last.at[1] + reach * sin(bend)), towards=bend)
        )
    return tuple(gears)


def driven(gears: tuple[Gear, ...], crank: Floats) -> Floats:
    """Angles of all gears, one column each, from that of the first; a tooth always meets the middle of a gap."""
    angles = [crank]
    for before, gear in itertools.pairwise(gears):
        angles.append(gear.towards + pi - pi / gear.teeth + (gear.towards - angles[-1]) * before.teeth / gear.teeth)
    return np.stack(angles, axis=1)


def cranked(form: Form, turns: float) -> Floats:
    """The crank's angle at each step: it starts softly, and the hand pushes harder than it pulls."""
    steps = form.frames * RATE // form.fps
    angle, record = 0.0, np.zeros(steps)
    for tick in range(steps):
        record[tick] = angle
        start = min(1.0, tick / RATE / 1.2)
        angle += 2 * pi * turns * start * start * (3 - 2 * start) * (1 + 0.14 * cos(angle)) / RATE
    return record


def gear(script: Script, thing: Thing, form: Form) -> Exhibit:
    """A train of gears on a panel, driven by hand."""
    seen, random = view(form.aspect, 2.2), Random(f"{form.seed}/gears")
    number = min(max(thing.count or (3 if thing.plural else 2), 2), 7)
    gears, unit = laid_out(number, seen, random)
    crank = cranked(form, TURNS * random.choice((1.0, -1.0)))
    fine = driven(gears, crank)
    if form.physics:
        angles, cues = fine[:: RATE // form.fps], clicks(gears, crank, unit)
    else:
        angles, cues = np.outer(np.arange(form.frames) / form.fps, np.ones(number)) * 2.0, ()
    shapes = tuple(gearing.cut(each, unit) for each in gears)
    tones = gearing.metals(thing, number, form.seed)
    return Exhibit(
        seen=seen, cues=cues, stand=partial(gearing.panel, gears, unit, seen),
        moving=partial(gearing.turning, gears, shapes, tones, unit, angles),
        truth={
            "contacts": [{"time": cue.time, "at": cue.at, "impulse": cue.impulse} for cue in cues],
            "tracks": [
                {"teeth": each.teeth, "x": each.at[0], "y": each.at[1], "angle": angle.tolist()}
                for each, angle in zip(gears, angles.T, strict=True)
            ],
        },
    )  # fmt: skip


def laid_out(number: int, seen: View, random: Random) -> tuple[tuple[Gear, ...], float]:
    """A train that lies well in the view, in metres, and how many metres half a tooth takes.

    Several trains are drawn; the one is kept that can be shown largest without two gears in each other's way.
    """
    best: tuple[float, tuple[Gear, ...], Point] | None = None
    for _ in range(160):
        numbers = tuple(random.choice(TEETH) for _ in range(number))
        bends = tuple(
            random.uniform(-pi, pi) if seen.width < seen.height else random.uniform(-1.1, 1.1)
            for _ in range(number - 1)
        )
        gears = train(numbers, bends)
        unit, middle = fitted(gears, seen)
        apart = len(set(numbers)) > min(number, 3) - 1 and clear(gears)
        if apart and (best is None or unit * sum(numbers) > best[0] * sum(each.teeth for each in best[1])):
            best = unit, gears, middle
    if best is None:
        gears = train((16, 24, 12, 20, 14, 18, 10)[:number], (0.5, -0.5) * 3)
        best = (fitted(gears, seen)[0], gears, fitted(gears, seen)[1])
    unit, gears, (mx, my) = best
    high = 0.54 * seen.top
    return tuple(
        Gear(teeth=each.teeth, at=((each.at[0] - mx) * unit, (each.at[1] - my) * unit + high), towards=each.towards)
        for each in gears
    ), unit  # fmt: skip


def fitted(gears: tuple[Gear, ...], seen: View) -> tuple[float, Point]:
    """The greatest unit at which all gears are seen, and the middle of them."""
    low = [min(each.at[axis] - each.teeth / 2 - 1 for each in gears) for axis in (0, 1)]
    high = [max(each.at[axis] + each.teeth / 2 + 1 for each in gears) for axis in (0, 1)]
    unit = min(0.8 * seen.width / (high[0] - low[0]), 0.7 * seen.top / (high[1] - low[1]), 0.05)
    return unit, ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2)


def clear(gears: tuple[Gear, ...]) -> bool:
    """Whether gears that don't drive each other stay apart."""
    return all(
        hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) > (a.teeth + b.teeth) / 2 + 2.5
        for at, a in enumerate(gears)
        for b in gears[at + 2 :]
    )


def clicks(gears: tuple[Gear, ...], crank: Floats, unit: float) -> tuple[Impact, ...]:
    """A click for every tooth that comes into mesh, at the time and place where it does."""
    passed = np.floor(crank * gears[0].teeth / (2 * pi))
    steps = np.flatnonzero(np.diff(passed) != 0)
    told = []
    for at, (before, after) in enumerate(itertools.pairwise(gears)):
        share = before.teeth / (before.teeth + after.teeth)
        place = (
            before.at[0] + (after.at[0] - before.at[0]) * share,
            before.at[1] + (after.at[1] - before.at[1]) * share,
        )
        late = at / (len(gears) - 1) / RATE
        told += [
            Impact(
                time=(float(tick) + 1) / RATE + late, at=place, impulse=CLICK, materials=("metal", "metal"),
                sizes=(min(0.25, before.teeth * unit / 2), min(0.25, after.teeth * unit / 2)),
            )
            for tick in steps
        ]  # fmt: skip
    return tuple(sorted(told, key=lambda cue: cue.time))


def toothed(teeth: int, unit: float) -> list[Point]:
    """The outline of a gear whose first tooth points along x; a tooth is as wide as a gap at the pitch circle."""
    pitch, half = teeth * unit / 2, pi / (2 * teeth)
    foot, tip = pitch - 1.2 * unit, pitch + 0.95 * unit
    edge = (
        (-1.35, foot),
        (-1.12, pitch - 0.5 * unit),
        (-0.93, pitch),
        (-0.62, tip),
        (0.62, tip),
        (0.93, pitch),
        (1.12, pitch - 0.5 * unit),
        (1.35, foot),
    )
    return [
        (radius * cos(turn + share * half), radius * sin(turn + share * half))
        for tooth in range(teeth)
        for turn in [2 * pi * tooth / teeth]
        for share, radius in edge
    ]


def round_hole(x: float, y: float, radius: float) -> list[Point]:
    """A circle run the other way round, to be cut out."""
    return [(x + radius * cos(2 * pi * at / 28), y - radius * sin(2 * pi * at / 28)) for at in range(28)]


def window(inner: float, outer: float, start: float, end: float) -> list[Point]:
    """The hole between two spokes, run the other way round."""
    turns = np.linspace(start, end, 12)
    far = [(outer * cos(turn), outer * sin(turn)) for turn in reversed(turns)]
    slope = 0.16 * atan2(outer - inner, inner)
    near = [(inner * cos(turn), inner * sin(turn)) for turn in np.linspace(start + slope, end - slope, 8)]
    return [*far, *near]
