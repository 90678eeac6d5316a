"""What is thrown or let fall, without air: a cannon's balls over a field, a ball from a tower."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import atan2, cos, hypot, radians, sin
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.exhibit import Exhibit
from providers.studio.paint import rods
from providers.studio.paint.balls import ball
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import lighter, rgb, thin
from providers.studio.performance import Form
from providers.studio.scenes.science.diagram import GOLD, INK, Chart, arrow, board, readout, says
from providers.studio.scenes.science.laws import thrown
from providers.studio.script import Script, Thing
from providers.studio.sound.cues import Cue, Impact, Wind
from providers.studio.stagecraft.casting import PALETTE
from providers.studio.stagecraft.ground import GROUNDS, View, view
from providers.studio.stagecraft.terms import Body
from providers.studio.tracks import Floats

EVERY = 3.4
"""Seconds between two shots."""
ANGLES = (45.0, 30.0, 60.0, 75.0, 15.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One flight."""

    when: float
    angle: float
    """Degrees over the ground."""
    speed: float
    path: Floats
    """From the start of the clip, as frames by two; it waits in the muzzle until it is fired."""
    gravity: float

    @property
    def reach(self) -> float:
        """Metres from muzzle to ground, by the law."""
        return self.speed**2 * sin(2 * radians(self.angle)) / self.gravity

    @property
    def peak(self) -> float:
        """Metres over the muzzle, by the law."""
        return (self.speed * sin(radians(self.angle))) ** 2 / 2 / self.gravity


def shot(script: Script, thing: Thing, form: Form) -> Exhibit:
    """Shots at one speed and several angles."""
    seen, plan, random = view(form.aspect, 12.0), "diagram" in script.details, Random(f"{form.seed}/shot")
    gravity, left = GROUNDS[script.place].gravity, -0.4 * seen.width
    speed = (gravity * min(0.76 * seen.width, 3.2 * seen.top * 0.9)) ** 0.5
    pick = ANGLES[0:1] if thing.count == 1 else ANGLES
    shots = []
    for at in range(int(form.seconds / EVERY) + 1):
        angle = pick[at % len(pick)] + random.uniform(-1, 1) * (not plan)
        shots.append(flown(left, 0.6 + EVERY * at, angle, speed, gravity, form))
    falls = [(at, landed(each, form)) for at, each in enumerate(shots)]
    return Exhibit(
        seen=seen, cues=heard(shots, left, form) if form.physics else (), stand=partial(stand, seen, left, plan),
        moving=partial(moving, shots, seen, left, script, plan, form),
        truth={
            "contacts": [{"time": time, "body": at} for at, time in falls if time and form.physics],
            "tracks": [{"x": each.path[:, 0].tolist(), "y": each.path[:, 1].tolist()} for each in shots],
        },
    )  # fmt: skip


def flown(left: float, when: float, angle: float, speed: float, gravity: float, form: Form) -> Shot:
    """One shot at its time; without physics it goes up and down along two straight lines."""
    wait = min(form.frames, round(when * form.fps))
    going = speed * np.array([cos(radians(angle)), sin(radians(angle))])
    if form.physics:
        flight = thrown(np.array([left, 0.0]), going, gravity, form.fps, form.frames - wait)
    else:
        share = np.minimum(1.0, np.arange(form.frames - wait) / form.fps / 2.0)
        flight = np.stack([left + 0.7 * -2 * left * share, 5.0 * (1 - np.abs(2 * share - 1))], axis=1)
    path = np.concatenate([np.tile([[left, 0.0]], (wait, 1)), flight])
    return Shot(when=wait / form.fps, angle=angle, speed=speed, path=path, gravity=gravity)


def landed(each: Shot, form: Form) -> float:
    """When it comes down; 0 where the clip ends before."""
    when = each.when + 2 * each.speed * sin(radians(each.angle)) / each.gravity
    return when if when < form.seconds else 0.0


def heard(shots: list[Shot], left: float, form: Form) -> tuple[Cue, ...]:
    """Each shot's thump, the air that it cuts, and its thud."""
    cues: list[Cue] = []
    for each in shots:
        if each.when >= form.seconds:
            continue
        cues.append(
            Impact(time=each.when, at=(left, 0.5), impulse=9.0, materials=("metal", "rubber"), sizes=(0.4, 0.4))
        )
        pace = np.hypot(*np.gradient(each.path, axis=0).T) * form.fps
        cues.append(Wind(x=each.path[:, 0], speed=np.asarray(1.1 * pace), size=0.5))
        if when := landed(each, form):
            x = left + each.reach
            cues.append(Impact(time=when, at=(x, 0.0), impulse=12.0, materials=("metal", "grass"), sizes=(0.25, 0.0)))
    return tuple(cues)


def stand(seen: View, left: float, plan: bool, canvas: Canvas, camera: Camera) -> None:
    """Stakes every five metres over the field, or the ground of a diagram."""
    if plan:
        board(canvas)
        return
    m = camera.scale
    for mark in range(5, int(seen.width), 5):
        x = left + mark
        if x < seen.width / 2 - 0.5:
            rods.bar(canvas, camera.at((x, -0.5)), camera.at((x, 0.15)), 0.1 * m, rods.OAK)
            px, py = camera.at((x, 0.42))
            canvas.rectangle(px - 0.5 * m, py - 0.3 * m, m, 0.6 * m, (0.96, 0.93, 0.85), 0.1 * m)
            canvas.text(px, py, f"{mark}", 0.42 * m, (0.2, 0.15, 0.12))


def moving(
    shots: list[Shot], seen: View, left: float, script: Script, plan: bool, form: Form,
    canvas: Canvas, camera: Camera, frame: int,
) -> None:  # fmt: skip
    """The flights so far, the cannon, and axes, arrows and numbers on a diagram."""
    m, now, size = camera.scale, frame / form.fps, 0.03 * min(canvas.width, canvas.height)
    fired = [each for each in shots if each.when <= now]
    if plan:
        chart = Chart(
            left=camera.x(left),
            top=camera.y(0.93 * seen.top),
            wide=0.84 * seen.width * m,
            tall=0.93 * seen.top * m,
            x=(0.0, 0.84 * seen.width),
            y=(0.0, 0.93 * seen.top),
            size=size,
        )
        chart.axes(canvas, says(script, "x"), says(script, "y"))
    for at, each in enumerate(fired):
        tone = lighter(rgb(PALETTE[at % 7]), 0.3)
        start = round(each.when * form.fps)
        for back in range(start, frame + 1, max(1, form.fps // 12)):
            fade = 0.85 if plan else max(0.12, 0.85 - 0.25 * (now - back / form.fps))
            canvas.circle(*camera.at((each.path[back, 0], each.path[back, 1])), 0.055 * m, thin(tone, fade))
    angle = radians(next((each.angle for each in shots if each.when > now - 1.2), shots[-1].angle))
    for each in fired:
        flash(each, now, left, canvas, camera)
        x, y = each.path[frame]
        iron = Body(shape="ball", skin="plain", material="metal", colour=(0.33, 0.35, 0.4), half=(1, 1), at=(0, 0))
        if not plan:
            rods.shade(canvas, camera, float(x), 0.3 + 0.03 * float(y), 0.6 / (1 + 0.3 * float(y)))
        with canvas.move(*camera.at((float(x), float(y) + 0.16)), scale=(0.22 * m, 0.22 * m)):
            ball(canvas, iron, 2.0 * now)
    cannon(canvas, camera, left, angle)
    if plan and fired:
        vectors(fired[-1], frame, form, canvas, camera, size)
        last = fired[-1]
        lines = [
            says(script, "angle", last.angle),
            says(script, "range", last.reach),
            says(script, "height", last.peak),
        ]
        readout(canvas, lines, canvas.width - size, 0.6 * size, size)


def vectors(each: Shot, frame: int, form: Form, canvas: Canvas, camera: Camera, size: float) -> None:
    """Speed and its two parts, and weight."""
    before, here = each.path[max(0, frame - 1)], each.path[frame]
    vx, vy = ((here - before) * form.fps).tolist()
    if hypot(vx, vy) < 0.5:
        return
    x, y = camera.at((float(here[0]), float(here[1]) + 0.16))
    scale = 0.22 * camera.scale
    for dx, dy, tone in (
        (vx, 0, (0.5, 0.8, 1.0, 0.9)),
        (0, vy, (0.5, 0.8, 1.0, 0.9)),
        (vx, vy, GOLD),
        (0, -4, (1.0, 0.45, 0.4, 0.95)),
    ):
        arrow(canvas, (x, y), (x + dx * scale, y - dy * scale), 0.13 * size, tone)
    canvas.text(x + vx * scale + size, y - vy * scale, "v", size, GOLD)
    canvas.text(x + 0.9 * size, y + 4 * scale, "g", size, INK)


def flash(each: Shot, now: float, left: float, canvas: Canvas, camera: Camera) -> None:
    """Fire and smoke at the muzzle for a moment."""
    age, m, random = now - each.when, camera.scale, Random(f"{each.when}")
    if not 0 <= age < 1.4:
        return
    dx, dy = cos(radians(each.angle)), sin(radians(each.angle))
    for at in range(9):
        reach = (0.5 + 0.28 * at) * (1 - (1 - min(1.0, age / 1.2)) ** 3) + 1.2
        x, y = camera.at(
            (left + dx * reach + random.uniform(-0.2, 0.2), 0.3 + dy * reach + random.uniform(-0.2, 0.3) + 0.3 * age)
        )
        size = (0.25 + 0.45 * age) * m
        canvas.circle(
            x, y, size, radial((x, y), size, (0, (0.93, 0.93, 0.95, 0.4 * (1 - age / 1.4))), (1, (0.9, 0.9, 0.95, 0)))
        )
    if age < 0.1:
        x, y = camera.at((left + dx * 1.5, 0.3 + dy * 1.5))
        canvas.circle(
            x,
            y,
            0.9 * m,
            radial((x, y), 0.9 * m, (0, (1, 0.95, 0.7, 0.95)), (0.4, (1, 0.6, 0.2, 0.6)), (1, (1, 0.4, 0.1, 0))),
        )


def cannon(canvas: Canvas, camera: Camera, left: float, angle: float) -> None:
    """The barrel at its angle, on a wheel."""
    m, (x, y) = camera.scale, camera.at((left, 0.2))
    rods.shade(canvas, camera, left, 1.0, 0.8, -0.45)
    with canvas.move(x, y, -angle):
        iron = linear(
            (0, -0.3 * m), (0, 0.3 * m), (0, (0.5, 0.53, 0.6)), (0.4, (0.25, 0.27, 0.32)), (1, (0.1, 0.1, 0.13))
        )
        canvas.polygon(((-0.6 * m, -0.32 * m), (1.25 * m, -0.22 * m), (1.25 * m, 0.22 * m), (-0.6 * m, 0.32 * m)), iron)
        canvas.circle(-0.6 * m, 0, 0.32 * m, iron)
        canvas.rectangle(1.12 * m, -0.28 * m, 0.2 * m, 0.56 * m, iron, 0.05 * m)
    wheel = Body(shape="ball", skin="wheel", material="wood", colour=(0.45, 0.3, 0.18), half=(1, 1), at=(0, 0))
    with canvas.move(x - 0.1 * m, camera.y(-0.05), scale=(0.45 * m, 0.45 * m)):
        ball(canvas, wheel, atan2(1, 3))
