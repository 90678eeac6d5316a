"""The human body as linked segments: how long, how heavy, how hard to turn; from joint angles to joints.

Masses, centres and radii of gyration are P. de Leva's (Adjustments to Zatsiorsky-Seluyanov's segment inertia
parameters, Journal of Biomechanics 29, 1996, table 4, women); the trunk is cut in two at the waist. Lengths over
stature are R. Drillis and R. Contini's (Body segment parameters, 1966), as D. Winter gives them.

The body's own frame: x the way it faces, y up, z to its right. A pose is `POSE` angles in radians, joints are
`JOINTS` points; both may have any number of leading axes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ANGLES = (
    "lean", "curl", "nod",
    *(f"{side}_{angle}" for side in ("left", "right") for angle in ("raise", "spread", "elbow", "cross")),
    *(f"{side}_{angle}" for side in ("left", "right") for angle in ("hip", "apart", "knee", "turn", "point")),
)  # fmt: skip
"""Of trunk, chest against trunk, head against chest; then of arms (0 hangs, π reaches up) and legs (0 stands)."""
POSE = len(ANGLES)
ARMS, LEGS = (3, 7), (11, 16)
"""Where the angles of the left and the right one begin."""

NAMES = (
    "pelvis", "waist", "neck", "crown",
    *(f"{side} {joint}" for side in ("left", "right") for joint in ("shoulder", "elbow", "wrist", "finger")),
    *(f"{side} {joint}" for side in ("left", "right") for joint in ("hip", "knee", "ankle", "toe")),
)  # fmt: skip
PELVIS, WAIST, NECK, CROWN = range(4)
SHOULDERS, HIPS = (4, 8), (12, 16)
"""The left and the right limb's first joint; its others follow."""
JOINTS = len(NAMES)
TOES, FINGERS, ANKLES = (15, 19), (7, 11), (14, 18)


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """How somebody is built."""

    stature: float = 1.62
    """Metres."""
    mass: float = 52.0
    head: float = 0.152
    """Neck to crown, over stature; a child's is larger."""
    legs: float = 1.0
    """Length of the legs over a grown-up's share."""
    broad: float = 1.0
    """Shoulders over a woman's."""

    @property
    def lengths(self) -> Lengths:
        """Of the segments, in metres."""
        tall = self.stature
        return Lengths(
            trunk=0.144 * tall, chest=0.148 * tall, head=self.head * tall, arm=0.176 * tall, fore=0.148 * tall,
            hand=0.092 * tall, thigh=0.245 * tall * self.legs, shank=0.246 * tall * self.legs, foot=0.125 * tall,
            shoulder=0.105 * tall * self.broad, hip=0.052 * tall, sole=0.036 * tall,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """Segment lengths; `shoulder` and `hip` lie that far from the middle, `sole` is the ankle's height."""

    trunk: float
    chest: float
    head: float
    arm: float
    fore: float
    hand: float
    thigh: float
    shank: float
    foot: float
    shoulder: float
    hip: float
    sole: float


SEGMENTS: tuple[tuple[int, int, float, float, float, float], ...] = (
    (PELVIS, WAIST, 0.1980, 0.50, 0.36, 0.30), (WAIST, NECK, 0.2277, 0.50, 0.36, 0.32),
    (NECK, CROWN, 0.0668, 0.52, 0.283, 0.261),
    *((at, at + 1, 0.0255, 0.5754, 0.269, 0.148) for at in SHOULDERS),
    *((at + 1, at + 2, 0.0138, 0.4559, 0.259, 0.094) for at in SHOULDERS),
    *((at + 2, at + 3, 0.0056, 0.40, 0.30, 0.18) for at in SHOULDERS),
    *((at, at + 1, 0.1478, 0.3612, 0.366, 0.162) for at in HIPS),
    *((at + 1, at + 2, 0.0481, 0.4416, 0.269, 0.093) for at in HIPS),
    *((at + 2, at + 3, 0.0129, 0.4014, 0.289, 0.139) for at in HIPS),
)  # fmt: skip
"""From joint, to joint, share of mass, centre along it, radius of gyration across it and about it over its length."""
FROM, TO = (np.array([each[end] for each in SEGMENTS]) for end in (0, 1))
SHARE, CENTRE, ACROSS, ABOUT = (np.array([each[at] for each in SEGMENTS]) for at in (2, 3, 4, 5))
WEIGHT = SHARE / SHARE.sum()


def along(turn: Floats, spread: Floats | float, side: float) -> Floats:
    """The direction of a limb that hangs at 0 and is turned forward, and spread to its side."""
    wide, far = np.cos(spread), side * np.sin(spread)
    return np.stack([np.sin(turn) * wide, -np.cos(turn) * wide, far + np.zeros_like(turn)], axis=-1)


def joints(pose: Floats, build: Build) -> Floats:
    """Where the joints are in the body's own frame, from the middle of the hips; metres."""
    size, out = build.lengths, np.zeros((*pose.shape[:-1], JOINTS, 3))
    lean = pose[..., 0]
    chest = lean + pose[..., 1]
    out[..., WAIST, :] = size.trunk * along(np.pi - lean, 0.0, 1)
    out[..., NECK, :] = out[..., WAIST, :] + size.chest * along(np.pi - chest, 0.0, 1)
    out[..., CROWN, :] = out[..., NECK, :] + size.head * along(np.pi - chest - pose[..., 2], 0.0, 1)
    for side, arm, shoulder, leg, hip in zip((-1, 1), ARMS, SHOULDERS, LEGS, HIPS, strict=True):
        raised, spread, elbow, cross = np.moveaxis(pose[..., arm : arm + 4], -1, 0)
        out[..., shoulder, :] = out[..., NECK, :] - 0.18 * size.chest * along(np.pi - chest, 0.0, 1)
        out[..., shoulder, 2] += side * size.shoulder
        chained(out, shoulder, (size.arm, along(raised - chest, spread, side)),
                (size.fore, along(raised + elbow - chest, spread + cross, side)),
                (size.hand, along(raised + 1.12 * elbow - chest, spread + 1.1 * cross, side)))  # fmt: skip
        forward, apart, knee, turn, point = np.moveaxis(pose[..., leg : leg + 5], -1, 0)
        out[..., hip, 2] = side * size.hip
        chained(out, hip, (size.thigh, along(forward, apart, side)),
                (size.shank, along(forward - knee, apart + turn, side)),
                (size.foot, along(forward - knee + np.pi / 2 - point, apart + turn, side)))  # fmt: skip
    return out


def chained(out: Floats, first: int, *bones: tuple[float, Floats]) -> None:
    """Hang the bones on one another, from the joint `first`."""
    for at, (length, direction) in enumerate(bones, first):
        out[..., at + 1, :] = out[..., at, :] + length * direction


def turned(points: Floats, pitch: Floats | float, yaw: Floats | float) -> Floats:
    """Body frame to stage: about the upright by `yaw` (0 faces right, π/2 away from us), then in the picture's plane.

    Pitch turns anticlockwise; the stage's z points to us.
    """
    x, y, z = np.moveaxis(points, -1, 0)
    pitch, yaw = np.asarray(pitch)[..., None], np.asarray(yaw)[..., None]
    ahead, near = x * np.cos(yaw) + z * np.sin(yaw), z * np.cos(yaw) - x * np.sin(yaw)
    return np.stack([ahead * np.cos(pitch) - y * np.sin(pitch), ahead * np.sin(pitch) + y * np.cos(pitch), near], -1)


def segments(points: Floats) -> tuple[Floats, Floats]:
    """Every segment's centre of mass, and the segment itself as a vector."""
    bones = points[..., TO, :] - points[..., FROM, :]
    return points[..., FROM, :] + CENTRE[:, None] * bones, bones


def balance(points: Floats) -> Floats:
    """The whole body's centre of mass."""
    return np.asarray(np.einsum("s,...sc->...c", WEIGHT, segments(points)[0]))


def inertia(points: Floats, axis: int) -> Floats:
    """Of the whole body about its centre of mass and one of the three axes; per kilogram, in square metres."""
    centres, bones = segments(points)
    away = centres - np.einsum("s,...sc->...c", WEIGHT, centres)[..., None, :]
    own = ACROSS**2 * across(bones, axis) + ABOUT**2 * bones[..., axis] ** 2
    return np.asarray((across(away, axis) + own) @ WEIGHT)


def across(vectors: Floats, axis: int) -> Floats:
    """The square of how far they reach from an axis."""
    return np.asarray((vectors**2).sum(-1) - vectors[..., axis] ** 2)


def momentum(points: Floats, step: float, axis: int, rate: Floats | float = 0.0) -> Floats:
    """Angular momentum about the centre of mass and one axis, over the first axis of time; per kilogram.

    `rate` is that of the whole body's own frame: it tells what points don't, how fast each segment turns about itself.
    """
    centres, bones = segments(points)
    away = centres - np.einsum("s,...sc->...c", WEIGHT, centres)[..., None, :]
    total = crossed(away, np.gradient(away, step, axis=0), axis)
    total = total + ACROSS**2 * crossed(bones, np.gradient(bones, step, axis=0), axis)
    total = total + ABOUT**2 * bones[..., axis] ** 2 * np.asarray(rate)[..., None]
    return np.asarray(total @ WEIGHT)


def crossed(first: Floats, second: Floats, axis: int) -> Floats:
    """One component of the cross product."""
    one, two = (axis + 1) % 3, (axis + 2) % 3
    return first[..., one] * second[..., two] - first[..., two] * second[..., one]


def nearest(yaw: float, target: float) -> float:
    """The angle equal to `target` by whole turns that is nearest to `yaw`."""
    return float(target + 2 * np.pi * np.round((yaw - target) / (2 * np.pi)))
