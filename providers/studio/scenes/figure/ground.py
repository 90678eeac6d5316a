"""Where a body touches the ground: feet that stay where they were put, and rolling over hands and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from providers.studio.scenes.figure.flight import RATE, STEP, through
from providers.studio.stagecraft.anatomy import (
    ANKLES,
    CROWN,
    FINGERS,
    JOINTS,
    LEGS,
    NECK,
    PELVIS,
    TOES,
    WAIST,
    Build,
    Floats,
)

STRAYS = 0.025
"""Metres that a foot may be beside where the body has it without taking a step."""
SETTLES = 0.07
"""Seconds in which a heel comes down, or rises."""


def pads(build: Build, blade: float = 0.0) -> Floats:
    """How far the skin is from each joint, in metres."""
    out = np.full(JOINTS, 0.04)
    out[[*FINGERS]], out[[*TOES]], out[[*ANKLES]] = 0.012, 0.016 + blade, build.lengths.sole + blade
    out[[PELVIS, WAIST, NECK]], out[CROWN] = (0.1, 0.09, 0.06), 0.0
    return out


def touching(points: Floats, build: Build, blade: float = 0.0) -> float:
    """The height of a body's lowest point."""
    return float((points[..., 1] - pads(build, blade)).min())


def toe(points: Floats, leg: int) -> Floats:
    """Where the tip of that foot is."""
    return np.asarray(points[TOES[leg]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """One foot on the ground from a sample to another; `keys` are time, ankle (x, y, z) and how far the toe tips."""

    leg: int
    toe: Floats
    way: Floats
    """Which way it points, a level unit vector."""
    start: int
    tips: float
    """At the start."""
    build: Build
    keys: Floats | None = None

    @classmethod
    def standing(cls, leg: int, points: Floats, now: int, build: Build) -> Foot:
        """The foot of that leg, from now on."""
        foot = points[TOES[leg]] - points[ANKLES[leg]]
        level = foot * np.array([1, 0, 1])
        way = level / max(1e-6, float(np.linalg.norm(level)))
        return cls(leg=leg, toe=toe(points, leg), way=way, start=now, tips=tipped(foot), build=build)

    def left(self, points: Floats, now: int) -> Foot:
        """The same foot, gone from the ground now; one that was in the air arrives where the body has it."""
        tips = tipped(points[TOES[self.leg]] - points[ANKLES[self.leg]])
        if self.keys is not None:
            arrives = np.array([[now * STEP, *points[ANKLES[self.leg]], tips]])
            return replace(self, keys=np.concatenate([self.keys[self.keys[:, 0] < now * STEP - 0.02], arrives]))
        begin, end = self.start * STEP, now * STEP
        lift = min(SETTLES, 0.3 * (end - begin))
        rows = [(begin, self.tips), (begin + lift, 0.0), (max(begin + 1.01 * lift, end - 2 * lift), 0.0), (end, tips)]
        keys = [(at, *self.ankle(tip), tip) for at, tip in rows]
        arrives = points[ANKLES[self.leg]]
        if float(np.abs(arrives - self.ankle(tips)).max()) > STRAYS:
            keys[2:] = stepped(keys[1], (end, *arrives, tips))
        return replace(self, keys=np.array(keys))

    def ankle(self, tip: float) -> Floats:
        """Where the ankle is while the foot tips over its toe."""
        size = self.build.lengths
        low = max(0.016, size.sole - size.foot * float(np.sin(tip)))
        tilted = np.cos(tip) * self.way - np.sin(tip) * np.array([0, 1.0, 0])
        return np.asarray(self.toe * np.array([1, 0, 1]) + np.array([0, low, 0]) - size.foot * tilted)


def stepped(stands: tuple[float, ...], arrives: tuple[float, ...]) -> list[tuple[float, ...]]:
    """The keys of a foot that leaves its place at last, and is where it has to be in time."""
    spell = min(0.3, 0.7 * (arrives[0] - stands[0]))
    leaves = (arrives[0] - spell, *stands[1:])
    middle = [(one + other) / 2 for one, other in zip(leaves, arrives, strict=True)]
    middle[2] = max(leaves[2], arrives[2]) + 0.07
    return [leaves, tuple(middle), arrives]


def tipped(foot: Floats) -> float:
    """How far a foot points down, in radians."""
    return float(np.arctan2(-foot[1], np.hypot(foot[0], foot[2])))


def rolled(points: Floats, pitch: Floats, build: Build, start: Floats) -> Floats:
    """Where the hips go while the body turns over whatever is lowest, without slipping; from `start`."""
    radius = pads(build)
    below = points[..., 1] - radius
    lowest = below.argmin(axis=1)[:-1]
    every = np.arange(len(lowest))
    step = points[every + 1, lowest, 0] - points[every, lowest, 0] + radius[lowest] * np.diff(pitch)
    kernel = np.hanning(31) / np.hanning(31).sum()
    even = np.convolve(np.pad(step, 15, mode="edge"), kernel, "valid")
    out = np.repeat(start[None], len(points), axis=0)
    out[1:, 0] -= np.cumsum(even)
    out[:, 1] = -below.min(axis=1)
    out[:, 1] = np.convolve(np.pad(out[:, 1], 9, mode="reflect", reflect_type="odd"), np.hanning(19) / 9.0, "valid")
    return out


def contact(points: Floats, hips: Floats, build: Build) -> list[tuple[int, float]]:
    """The samples at which a hand or a foot comes down, and where."""
    found = []
    for joint in (*FINGERS, *TOES):
        down = points[:, joint, 1] + hips[:, 1] - pads(build)[joint] < 0.035
        found += [(int(at), float(points[at, joint, 0] + hips[at, 0])) for at in np.flatnonzero(np.diff(down * 1) > 0)]
    return sorted(found)


def locked(pose: Floats, hips: Floats, pitch: Floats, yaw: Floats, feet: list[Foot], build: Build) -> None:
    """Bend the legs of `pose` so that each planted foot stays where it stands."""
    for foot in feet:
        if foot.keys is None:
            continue
        first, last = round(foot.keys[0, 0] * RATE), min(round(foot.keys[-1, 0] * RATE), len(pose) - 1)
        rows = np.arange(first, last + 1)
        if len(rows) < 2:
            continue
        at = through(foot.keys[:, 0], foot.keys[:, 1:], np.clip(rows * STEP, foot.keys[0, 0], foot.keys[-1, 0]))
        bent(pose[first : last + 1], foot.leg, at[:, :3] - hips[rows], pitch[rows], yaw[rows], at[:, 3], build)


def bent(pose: Floats, leg: int, ankle: Floats, pitch: Floats, yaw: Floats, tips: Floats, build: Build) -> None:
    """Set one leg's angles so that its ankle is there, from the middle of the hips; too far away, it is stretched."""
    size, start, side = build.lengths, LEGS[leg], (-1, 1)[leg]
    x, y = (
        ankle[:, 0] * np.cos(pitch) + ankle[:, 1] * np.sin(pitch),
        ankle[:, 1] * np.cos(pitch) - ankle[:, 0] * np.sin(pitch),
    )
    ahead = x * np.cos(yaw) - ankle[:, 2] * np.sin(yaw)
    near = ankle[:, 2] * np.cos(yaw) + x * np.sin(yaw) - side * size.hip
    apart = np.arcsin(np.clip(side * near / (size.thigh + size.shank), -0.9, 0.9))
    reach = np.clip(np.hypot(ahead, y) / np.cos(apart), 0.35 * size.thigh, 0.9995 * (size.thigh + size.shank))
    knee = np.arccos(np.clip((reach**2 - size.thigh**2 - size.shank**2) / (2 * size.thigh * size.shank), -1, 1))
    hip = np.arctan2(ahead, -y) + np.arctan2(size.shank * np.sin(knee), size.thigh + size.shank * np.cos(knee))
    pose[:, start], pose[:, start + 1], pose[:, start + 2], pose[:, start + 3] = hip, apart, knee, 0.0
    pose[:, start + 4] = hip - knee + tips + pitch * np.cos(yaw)
