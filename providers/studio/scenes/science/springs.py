"""Masses on springs: hanging from a stand, or coupled between two walls; a strip chart writes down how they move."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import pi
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, Point
from providers.studio.exhibit import Exhibit
from providers.studio.paint import rods
from providers.studio.paint.boxes import box
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, rgb
from providers.studio.performance import Form
from providers.studio.scenes.science.diagram import Chart, board, readout, says
from providers.studio.scenes.science.laws import springs
from providers.studio.script import Script, Thing
from providers.studio.sound.cues import Cue, Pluck
from providers.studio.stagecraft.casting import PALETTE
from providers.studio.stagecraft.ground import view
from providers.studio.stagecraft.terms import Body
from providers.studio.tracks import Floats

STIFF = 60.0
"""Newtons per metre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Masses, where they rest, and how far from there they are."""

    shifts: Floats
    """Frames by masses; down where they hang, to the right where they are coupled."""
    masses: Floats
    rests: tuple[Point, ...]
    coupled: bool
    high: float
    """Of the beam that they hang from."""

    def at(self, frame: int, which: int) -> Point:
        """The middle of a mass."""
        x, y = self.rests[which]
        shift = float(self.shifts[frame, which])
        return (x + shift, y) if self.coupled else (x, y - shift)


def spring(script: Script, thing: Thing, form: Form) -> Exhibit:
    """The springs that the prompt asks for, pulled and let go."""
    seen, random, plan = view(form.aspect, 2.4), Random(f"{form.seed}/springs"), "diagram" in script.details
    coupled = "coupled" in script.details
    number = min(max(thing.count or (3 if thing.plural or coupled else 1), 2 if coupled else 1), 5)
    masses = np.array([0.8] * number if coupled else [0.6 * 1.9**at for at in range(number)]) * random.uniform(
        0.95, 1.1
    )
    stiff = (
        STIFF * (2 * np.eye(number) - np.eye(number, k=1) - np.eye(number, k=-1)) if coupled else STIFF * np.eye(number)
    )
    wide = 0.44 * seen.width if plan and form.aspect > 1 and not coupled else 0.8 * seen.width
    left = -0.46 * seen.width if plan and form.aspect > 1 and not coupled else -wide / 2
    high = 0.86 * seen.top
    start = np.full(number, 0.17 * seen.top)
    if coupled:
        start = np.zeros(number)
        start[0] = 0.55 * wide / (number + 1)
    loss = 0.5 if "damped" in script.details else 0.02
    shifts = springs(start, stiff, masses, loss, form.fps, form.frames) if form.physics else ticking(start, form)
    spots = [left + wide * (at + 1) / (number + 1) for at in range(number)]
    rests = tuple((x, 0.62 * seen.top if coupled and plan else 0.12 if coupled else 0.42 * seen.top) for x in spots)
    row = Row(shifts=shifts, masses=masses, rests=rests, coupled=coupled, high=high)
    tones = [thing.colour or PALETTE[(form.seed + at) % 7] for at in range(number)]
    return Exhibit(
        seen=seen, cues=twangs(row, form) if form.physics else (), stand=partial(stand, row, plan, left, wide),
        moving=partial(moving, row, tones, script, plan, (left, wide), form),
        truth={
            "contacts": [], "masses": masses.tolist(), "stiffness": STIFF,
            "tracks": [{"shift": each.tolist()} for each in shifts.T],
        },
    )  # fmt: skip


def ticking(start: Floats, form: Form) -> Floats:
    """All up and down at one pace, in straight lines."""
    times = np.arange(form.frames) / form.fps
    return np.outer(4 * np.abs((times / 1.5) % 1.0 - 0.5) - 1.0, np.where(start, start, start.max() * 0.6))


def twangs(row: Row, form: Form) -> tuple[Cue, ...]:
    """A twang each time a mass turns round below, where its spring is pulled most; heavier ones sound lower."""
    cues = []
    for which, mass in enumerate(row.masses):
        shift = row.shifts[:, which]
        for frame in np.flatnonzero((shift[1:-1] > shift[:-2]) & (shift[1:-1] >= shift[2:])) + 1:
            level = min(0.12, 0.5 * abs(float(shift[frame])))
            if level > 0.004:
                cues.append(
                    Pluck(
                        time=float(frame) / form.fps,
                        at=row.at(int(frame), which),
                        pitch=150.0 / mass**0.5,
                        level=level,
                        decay=0.9,
                        wobble=9.0,
                        shares=(1, 0.6, 0.5, 0.25, 0.2),
                    )
                )
    return tuple(sorted(cues, key=lambda cue: cue.time))


def stand(row: Row, plan: bool, left: float, wide: float, canvas: Canvas, camera: Camera) -> None:
    """The beam or the walls that the springs are fixed to, on a bench or on a diagram's ground."""
    m = camera.scale
    if plan:
        board(canvas)
    if row.coupled:
        y = row.rests[0][1]
        if not plan:
            rods.bar(
                canvas, camera.at((left - 0.1, -0.03)), camera.at((left + wide + 0.1, -0.03)), 0.07 * m, rods.STEEL
            )
        for x in (left, left + wide):
            rods.bar(canvas, camera.at((x, y - 0.16)), camera.at((x, y + 0.3)), 0.07 * m, rods.OAK)
        return
    if plan:
        rods.bar(
            canvas, camera.at((left + 0.1, row.high)), camera.at((left + wide - 0.1, row.high)), 0.06 * m, rods.STEEL
        )
        return
    rods.frame(canvas, camera, 0.44 * wide if len(row.rests) == 1 else 0.53 * wide, row.high, 0.085)


def moving(
    row: Row, tones: list[str], script: Script, plan: bool, room: tuple[float, float], form: Form,
    canvas: Canvas, camera: Camera, frame: int,
) -> None:  # fmt: skip
    """Springs, masses, and the chart where there is one."""
    m = camera.scale
    before = (room[0], row.rests[0][1])
    for which, mass in enumerate(row.masses):
        x, y = row.at(frame, which)
        half = 0.11 * float(mass) ** (1 / 3)
        if not plan:
            rods.shade(canvas, camera, x + 0.03, half * (1.3 + 0.2 * y), 0.7 / (1 + 1.3 * max(0.0, y - half)))
        start = before if row.coupled else (x, row.high - 0.03)
        coil(canvas, camera.at(start), camera.at((x - half, y) if row.coupled else (x, y + half)), 0.075 * m)
        before = (x + half, y)
        body = Body(shape="box", skin="plain", material="metal", colour=rgb(tones[which]), half=(half, half), at=(0, 0))
        with canvas.move(*camera.at((x, y))):
            box(canvas, body, (half * m, half * m), 0.0)
            canvas.text(0, 0, f"{mass:.1f}", 0.7 * half * m, (1, 1, 1, 0.95))
    if row.coupled:
        coil(canvas, camera.at(before), camera.at((room[0] + room[1], before[1])), 0.075 * m)
    if plan:
        charted(row, tones, script, form, canvas, frame)


def coil(canvas: Canvas, start: Point, end: Point, radius: float) -> None:
    """A helix seen from the side: the strands behind first, darker, then those in front, with their gleam."""
    turns, (dx, dy) = 11, (end[0] - start[0], end[1] - start[1])
    long = (dx * dx + dy * dy) ** 0.5 or 1.0
    ax, ay, nx, ny = dx / long, dy / long, -dy / long, dx / long
    lead = 0.06 * long
    angles = np.linspace(0, 2 * pi * turns, turns * 14 + 1)
    along, side = (
        lead + (long - 2 * lead) * angles / angles[-1] - 0.18 * radius * np.cos(angles),
        radius * np.sin(angles),
    )
    points = [(start[0] + a * ax + s * nx, start[1] + a * ay + s * ny) for a, s in zip(along, side, strict=True)]
    for front in (False, True):
        for turn in range(2 * turns):
            if (turn % 2 == 0) is front:
                piece = points[turn * 7 : turn * 7 + 8]
                canvas.line(piece, 0.26 * radius, darker(rods.STEEL, 0.65 if not front else 0.4))
                canvas.line(piece, 0.15 * radius, lighter(rods.STEEL, 0.35) if front else darker(rods.STEEL, 0.25))
    canvas.line((start, points[0]), 0.2 * radius, darker(rods.STEEL, 0.3))
    canvas.line((points[-1], end), 0.2 * radius, darker(rods.STEEL, 0.3))


def charted(row: Row, tones: list[str], script: Script, form: Form, canvas: Canvas, frame: int) -> None:
    """Displacement over time beside the springs, or under them where the picture is narrow."""
    w, h, side = canvas.width, canvas.height, canvas.width > canvas.height and not row.coupled
    size = 0.03 * min(w, h)
    left, top, wide, tall = (0.53 * w, 0.2 * h, 0.4 * w, 0.6 * h) if side else (0.14 * w, 0.62 * h, 0.74 * w, 0.3 * h)
    reach = 100 * max(0.05, float(np.abs(row.shifts[: form.fps]).max()) * 1.15)
    span, now = 6.0, frame / form.fps
    chart = Chart(
        left=left, top=top, wide=wide, tall=tall, x=(max(0.0, now - span), max(span, now)), y=(-reach, reach), size=size
    )
    chart.axes(canvas, says(script, "time"), says(script, "shift"))
    first = max(0, frame - int(span * form.fps))
    for which, tone in enumerate(tones):
        trace = [
            chart.at(each / form.fps, (1 if row.coupled else -1) * 100 * float(row.shifts[each, which]))
            for each in range(first, frame + 1)
        ]
        canvas.line(trace if len(trace) > 1 else trace * 2, 0.16 * size, lighter(rgb(tone), 0.25))
        canvas.circle(*trace[-1], 0.35 * size, lighter(rgb(tone), 0.5))
    if not row.coupled:
        lines = [says(script, "period", 2 * pi * (float(mass) / STIFF) ** 0.5) for mass in row.masses]
        readout(canvas, [*lines, says(script, "mass", float(row.masses[0]), STIFF)], w - size, 0.6 * size, size)
