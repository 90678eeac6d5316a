"""What wheels throw up and pipes blow out: spray, dust, smoke; each puff is born of the drive and lives by itself."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, radial
from providers.studio.paint.colours import darker, thin
from providers.studio.scenes.road.drive import Drive
from providers.studio.scenes.road.shards import Shard
from providers.studio.scenes.road.surface import Eye
from providers.studio.stagecraft.terms import Colour

BIRTHS = 26
"""Puffs that each axle may throw up in a second."""
LIFE = 0.75
"""Seconds that one lasts."""
DUSTY: dict[str, Colour] = {"beach": (0.9, 0.8, 0.62), "snow": (1.0, 1.0, 1.0), "moon": (0.72, 0.71, 0.72)}
SPRAY: Colour = (0.82, 0.88, 0.94)
SMOKE: Colour = (0.82, 0.82, 0.84)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weathered:
    """What lies on the road to be thrown up, and how cold the air is."""

    wet: bool
    dust: Colour | None
    cold: bool


def weathered(place: str, weather: str, far: str) -> Weathered:
    """The road's dust, water or snow."""
    dust = DUSTY.get(place) or (DUSTY["beach"] if far in {"desert", "dirt"} else None)
    if weather == "snow":
        dust = DUSTY["snow"]
    return Weathered(wet=weather in {"rain", "storm"}, dust=dust, cold=weather == "snow" or place == "snow")


def thrown(canvas: Canvas, eye: Eye, drive: Drive, at: int, frame: int, air: Weathered) -> None:
    """Spray, dust, or the smoke of sliding tyres behind one vehicle's wheels."""
    driven, now = drive.plan.driven[at], frame / drive.fps
    kind = driven.vehicle
    if kind.rails:
        return
    fine = min(1.0, kind.mass / 900) ** 0.5
    for axle in range(len(kind.axles)):
        for number in range(int((now - LIFE) * BIRTHS) + 1, int(now * BIRTHS) + 1):
            born = number / BIRTHS
            when = int(born * drive.fps)
            if number < 0 or when > frame or not drive.touching[when, at, axle]:
                continue
            slip = abs(float(drive.slip[when, at, axle]))
            speed = float(drive.speed[when, at])
            tone, strong = told(air, speed, slip)
            if strong > 0.03:
                puff(canvas, eye, drive, (when, at, axle), now - born, tone, strong * fine)


def told(air: Weathered, speed: float, slip: float) -> tuple[Colour, float]:
    """Of which colour a puff is, and how thick."""
    fast = min(1.0, max(0.0, speed - 2.0) / 14.0)
    if air.wet:
        return SPRAY, 0.4 * fast
    if air.dust:
        return air.dust, 0.5 * fast + 0.2 * min(1.0, slip / 5)
    return SMOKE, 0.5 * min(1.0, max(0.0, slip - 1.0) / 5)


def puff(
    canvas: Canvas, eye: Eye, drive: Drive, born: tuple[int, int, int], age: float, tone: Colour, strong: float
) -> None:
    """One puff: it is flung back and up, slows, grows and thins out."""
    when, at, axle = born
    driven = drive.plan.driven[at]
    random = Random(when * 64 + at * 8 + axle)
    speed, share = float(drive.speed[when, at]), age / LIFE
    drag = (1 - exp(-3.0 * age)) / 3.0
    back = driven.facing * (0.55 * speed + random.uniform(-0.6, 0.6)) * drag
    x = float(drive.wheel_x[born]) - driven.facing * 0.7 * driven.vehicle.round(axle) + back
    rise = (0.25 + 0.05 * speed) * random.uniform(0.5, 1.4)
    y = float(drive.wheel_y[born]) - 0.8 * driven.vehicle.round(axle) + rise * drag * 2.4
    px, py = eye.at(x, y, driven.lane)
    size = eye.seen.scale * (0.09 + 0.5 * share**0.7) * random.uniform(0.7, 1.2)
    alpha = strong * (1 - share) ** 1.3 * min(1.0, age / 0.06)
    spot = (px, py)
    canvas.circle(
        *spot, size, radial(spot, size, (0, thin(tone, alpha)), (0.5, thin(tone, 0.55 * alpha)), (1, thin(tone, 0)))
    )


def exhaust(canvas: Canvas, eye: Eye, drive: Drive, at: int, frame: int, air: Weathered) -> None:
    """Puffs from the pipe, in the beat of the engine; more when it pulls or the air is cold."""
    driven, now = drive.plan.driven[at], frame / drive.fps
    kind = driven.vehicle
    if not kind.cylinders:
        return
    high = {"tractor": 2.15, "loco": kind.height + 0.7}.get(kind.body, kind.ride + 0.08)
    back = {"tractor": 0.75, "loco": -kind.length / 2 + 2.0}.get(kind.body, -0.49 * kind.length)
    diesel = kind.red < 3000
    for number in range(int((now - 1.0) * 11) + 1, int(now * 11) + 1):
        born = number / 11
        when = int(born * drive.fps)
        if number < 0 or when > frame:
            continue
        strong = 0.05 + (0.3 if diesel else 0.16) * float(drive.load[when, at]) + 0.16 * air.cold
        age, random = now - born, Random(number * 31 + at)
        x = float(drive.x[when, at]) + driven.facing * (back - 0.5 * age)
        x += driven.facing * float(drive.speed[when, at]) * (1 - exp(-4 * age)) / 4
        y = float(drive.y[when, at]) - kind.middle + high + 0.3 * age * (1 + (high > 1)) + random.uniform(-0.02, 0.05)
        px, py = eye.at(x, y, driven.lane)
        size = eye.seen.scale * (0.05 + 0.3 * age)
        tone = darker(SMOKE, 0.6) if diesel and not air.cold else SMOKE
        spot = (px, py)
        canvas.circle(*spot, size, radial(spot, size, (0, thin(tone, strong * (1 - age))), (1, thin(tone, 0))))


def broken(canvas: Canvas, eye: Eye, shards: tuple[Shard, ...], time: float) -> None:
    """Pieces in the air and on the road."""
    for shard in shards:
        if time < shard.born:
            continue
        px, py = eye.at(*shard.place(time))
        size = shard.size * eye.seen.scale
        turn = 9.0 * (min(time, shard.lands) - shard.born)
        with canvas.move(px, py, turn):
            tone = (0.8, 0.92, 0.98, 0.9) if shard.material == "glass" else (0.2, 0.2, 0.22, 1.0)
            canvas.polygon(((-size, -0.5 * size), (size, -0.2 * size), (0.1 * size, 0.8 * size)), tone)


def shadow(canvas: Canvas, eye: Eye, drive: Drive, at: int, frame: int, tone: float) -> None:
    """The dark under a vehicle, fainter the higher it flies."""
    driven = drive.plan.driven[at]
    kind, x = driven.vehicle, float(drive.x[frame, at])
    ground = drive.plan.road.height(x)
    high = max(0.0, float(drive.y[frame, at]) - kind.middle - ground)
    px, py = eye.at(x, ground, driven.lane)
    half = (0.53 * kind.length + 0.2 * high) * eye.seen.scale
    strong = tone / (1 + 1.2 * high)
    with canvas.move(
        px,
        py + 0.03 * eye.seen.scale,
        -float(np.arctan(slope(drive, x))),
        scale=(half, 0.1 * half**0.5 * eye.seen.scale**0.5),
    ):
        canvas.circle(
            0,
            0,
            1,
            radial(
                (0, 0),
                1,
                (0, (0.03, 0.02, 0.05, strong)),
                (0.7, (0.03, 0.02, 0.05, 0.75 * strong)),
                (1, (0.03, 0.02, 0.05, 0)),
            ),
        )


def slope(drive: Drive, x: float) -> float:
    """How steep the road is at a place."""
    a, b = drive.plan.road.bed(x - 0.8), drive.plan.road.bed(x + 0.8)
    return float(b - a) / 1.6
