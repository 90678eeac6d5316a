"""What is heard of a drive, where the eye is: engines, tyres, bumps, what is struck, horns, sirens, rails."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from providers.studio.scenes.road.drive import Drive
from providers.studio.scenes.road.plan import Driven
from providers.studio.scenes.road.shards import Shard
from providers.studio.script import Script
from providers.studio.sound.cues import Cue, Engine, Hum, Impact, Sliding, Tyres, Wind
from providers.studio.tracks import Floats

SOUND = 343.0
"""Metres per second."""
AWAY = 7.0
"""Metres from the road at which it is heard."""
JOINT = 12.5
"""Metres between the joints of a rail."""
SOFT = frozenset({"park", "beach", "snow", "moon"})
SIREN = (620.0, 1350.0, 435.0, 580.0)
"""Hz: between which a wail goes, and the two tones of the other kind."""


def distance(x: Floats, eye: Floats) -> Floats:
    """Metres between what drives and who hears it."""
    return np.asarray(np.hypot(x - eye, AWAY))


def doppler(x: Floats, eye: Floats, fps: float) -> Floats:
    """How many times higher a tone is heard than it is, by frame: what comes nearer crowds its waves."""
    return np.asarray(1 / (1 + rate(distance(x, eye), fps) / SOUND))


def rate(values: Floats, fps: float) -> Floats:
    """How fast something changes, by frame, from what was before: a longer drive has the same."""
    if len(values) < 2:
        return np.zeros(len(values))
    change = np.diff(values) * fps
    return np.concatenate((change[:1], change))


def cues(script: Script, drive: Drive, eye: Floats, wide: float, shards: tuple[Shard, ...]) -> tuple[Cue, ...]:
    """All that is heard; `eye` is where it is heard from, by frame."""
    made: list[Cue] = []
    for at, driven in enumerate(drive.plan.driven):
        made += humming(script, drive, at, driven, eye, wide)
        if driven.vehicle.rails:
            made += clacks(drive, at, driven, eye)
    made += thumping(drive, eye)
    made += striking(drive, eye)
    for shard in shards:
        made.append(
            Impact(
                time=shard.lands, at=(place(drive, eye, shard.lands, shard.rests[0]), 0.0), impulse=0.02 + shard.size,
                materials=(shard.material, "stone"), sizes=(shard.size, 0.0),
            )
        )  # fmt: skip
    moved = np.abs(rate(eye, drive.fps))
    if drive.plan.follows and float(moved.max()) > 3.0 and script.place != "moon":
        made.append(Wind(x=np.zeros(drive.frames), speed=0.32 * moved + 0.5, size=2.5))
    return tuple(made)


def place(drive: Drive, eye: Floats, time: float, x: float) -> float:
    """Where something is heard, from the middle of the picture."""
    return x - float(eye[min(drive.frames - 1, max(0, round(time * drive.fps)))])


def humming(script: Script, drive: Drive, at: int, driven: Driven, eye: Floats, wide: float) -> Iterator[Cue]:
    """Engine, tyres, horn and siren of one vehicle."""
    kind, x = driven.vehicle, drive.x[:, at]
    near, shift, where = AWAY / distance(x, eye), doppler(x, eye, drive.fps), np.clip(x - eye, -wide, wide)
    if kind.cylinders:
        light = 0.55 if kind.mass < 400 else 0.75 if kind.mass < 3000 else 1.0
        yield Engine(
            x=where, turns=drive.turns[:, at] * shift, load=drive.load[:, at], level=light * near,
            cylinders=kind.cylinders, heavy=kind.red < 3000,
        )  # fmt: skip
    elif kind.rails:
        pitch = np.maximum(60.0, 14.0 * np.abs(drive.speed[:, at])) * shift
        yield Hum(x=where, pitch=pitch, level=0.03 * near * np.clip(np.abs(drive.speed[:, at]) / 8, 0, 1),
                  shares=(1.0, 0.5, 0.3, 0.3, 0.12))  # fmt: skip
    elif kind.body == "bike":
        yield Sliding(x=where, speed=0.11 * np.abs(drive.speed[:, at]) * near, material="metal", size=0.03)
    down = drive.touching[:, at].any(axis=1)
    axles = slice(0, len(kind.axles))
    slip = np.abs(drive.slip[:, at, axles]).max(axis=1) * down
    speed = np.abs(rate(drive.wheel_angle[:, at, 0], drive.fps)) * kind.round(0) * down
    rolls = (0.6 if kind.mass < 120 else 0.5 if kind.rider else 0.9 if kind.mass < 3000 else 1.3) * near
    yield Tyres(
        x=where, speed=speed, slip=slip, level=np.asarray(rolls), wet=script.weather in {"rain", "storm"},
        soft=script.weather == "snow" or script.place in SOFT - {"park"}, shift=shift,
    )  # fmt: skip
    yield from signals(drive, at, driven, where, near, shift)


def signals(drive: Drive, at: int, driven: Driven, where: Floats, near: Floats, shift: Floats) -> Iterator[Cue]:
    """Horn and siren."""
    kind, times = driven.vehicle, drive.times
    if drive.plan.horn and at == 0:
        begin, long = drive.plan.horn
        level = np.clip(np.minimum(times - begin, begin + long - times) * drive.fps, 0.0, 1.0)
        for tone in kind.horn:
            shares = (1.0, 0.1) if tone > 900 else (0.6, 1.0, 0.7, 0.5, 0.35, 0.25, 0.15)
            yield Hum(x=where, pitch=tone * shift, level=0.07 * near * level, shares=shares)
    if kind.siren:
        low, high, first, second = SIREN
        wail = low + (high - low) * (0.5 - 0.5 * np.cos(2 * np.pi * times / 3.6))
        tones = np.where((times / 0.55).astype(int) % 2 == 0, first, second)
        pitch = wail if kind.siren == "wail" else np.convolve(np.pad(tones, 1, mode="edge"), np.ones(3) / 3, "valid")
        yield Hum(x=where, pitch=pitch * shift, level=0.1 * near, shares=(1.0, 0.5, 0.4, 0.2, 0.15))


def clacks(drive: Drive, at: int, driven: Driven, eye: Floats) -> Iterator[Cue]:
    """Each axle's knock on each joint of the rails."""
    kind = driven.vehicle
    for axle in range(len(kind.axles)):
        way = drive.wheel_x[:, at, axle] / JOINT
        for frame in np.flatnonzero(np.floor(way[1:]) != np.floor(way[:-1])):
            edge = np.maximum(np.floor(way[frame]), np.floor(way[frame + 1]))
            time = float(frame + (edge - way[frame]) / (way[frame + 1] - way[frame])) / drive.fps
            x = float(edge * JOINT)
            near = AWAY / float(np.hypot(x - eye[frame], AWAY))
            yield Impact(
                time=time, at=(place(drive, eye, time, x), 0.0), impulse=22.0 * near**2, materials=("metal", "stone"),
                sizes=(0.7, 0.0),
            )  # fmt: skip


def thumping(drive: Drive, eye: Floats) -> Iterator[Cue]:
    """Wheels on bumps, and landings."""
    for thump in drive.thumps:
        x = place(drive, eye, thump.time, thump.at[0])
        near = AWAY / float(np.hypot(x, AWAY))
        radius = drive.plan.driven[thump.vehicle].vehicle.radius
        yield Impact(
            time=thump.time, at=(x, thump.at[1]), impulse=min(60.0, 0.12 * thump.impulse) * near**2,
            materials=("rubber", "stone"), sizes=(radius, 0.0),
        )  # fmt: skip


def striking(drive: Drive, eye: Floats) -> Iterator[Cue]:
    """What strikes what."""
    many = len(drive.plan.driven)
    for hit in drive.contacts:
        sizes = [half(drive, each) for each in (hit.body, hit.other)]
        at = (place(drive, eye, hit.time, hit.at[0]), hit.at[1])
        impulse = hit.impulse * (0.15 if hit.body < many else 0.6)
        yield Impact(time=hit.time, at=at, impulse=impulse, materials=hit.materials, sizes=(sizes[0], sizes[1]))
        if hit.body < many and hit.other is not None and hit.other < many:
            for material, size in (("plastic", 0.4), ("glass", 0.16)):
                yield Impact(time=hit.time, at=at, impulse=0.05 * hit.impulse, materials=(material, "metal"),
                             sizes=(size, 0.4))  # fmt: skip


def half(drive: Drive, number: int | None) -> float:
    """Half the size of a body, in metres; 0 for the road."""
    many = len(drive.plan.driven)
    if number is None:
        return 0.0
    return 0.7 if number < many else max(drive.plan.crates[number - many].half)
