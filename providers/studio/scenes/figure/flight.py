"""What nobody can change in the air: the centre of mass falls freely, the angular momentum stays.

Everything is per kilogram, at `RATE` samples a second.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.integrate import cumulative_trapezoid
from scipy.interpolate import CubicHermiteSpline, PchipInterpolator

from providers.studio.stagecraft.anatomy import Build, Floats, balance, inertia, joints, momentum, turned

RATE = 240
"""Samples per second: a whole number of them to each frame at 24, 30 and 60."""
STEP = 1 / RATE
SOMERSAULT, UPRIGHT = 2, 1
"""Axes of the stage to turn about: towards us, and up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One span in which the momentum is kept, solved; arrays go over its samples."""

    pose: Floats
    angle: Floats
    """About the axis, in radians."""
    momentum: Floats
    inertia: Floats


def through(times: Floats, keys: Floats, at: Floats, first: Floats | None = None, last: Floats | None = None) -> Floats:
    """Smooth curves through keys that overshoot none of them; the slopes at both ends may be given."""
    slopes = PchipInterpolator(times, keys, axis=0).derivative()(times) if len(times) > 1 else np.zeros_like(keys)
    if first is not None:
        slopes[0] = first
    if last is not None:
        slopes[-1] = last
    return np.asarray(CubicHermiteSpline(times, keys, slopes, axis=0)(at))


def solved(pose: Floats, build: Build, axis: int, yaw: Floats, ends: tuple[float, float]) -> Turn:
    """Turn a changing pose from one angle to the other, with the one momentum that takes it there."""
    hold, swing = moments(pose, build, axis, yaw)
    whole = float(np.trapezoid(1 / hold, dx=STEP))
    spin = (ends[1] - ends[0] + float(np.trapezoid(swing / hold, dx=STEP))) / whole
    return driven(pose, hold, swing, ends[0], np.full(len(pose), spin))


def moments(pose: Floats, build: Build, axis: int, yaw: Floats) -> tuple[Floats, Floats]:
    """The moment of inertia, and the momentum of the limbs' own movement, about one axis."""
    points = joints(pose, build)
    if axis == SOMERSAULT:
        points = turned(points, np.zeros(len(pose)), yaw)
    return inertia(points, axis), momentum(points, STEP, axis)


def driven(pose: Floats, hold: Floats, swing: Floats, start: float, spin: Floats) -> Turn:
    """Turn with a given momentum."""
    angle = start + cumulative_trapezoid((spin - swing) / hold, dx=STEP, initial=0.0)
    return Turn(pose=pose, angle=angle, momentum=spin, inertia=hold)


def thrown(
    pose: Floats, build: Build, pitch: Floats, yaw: Floats, start: Floats, end: Floats, gravity: float
) -> Floats:
    """The path of the hips while the centre of mass flies on its parabola; `start` and `end` are the hips' too."""
    offset = balance(turned(joints(pose, build), pitch, yaw))
    time = np.arange(len(pose)) * STEP
    total = time[-1]
    first, last = start + offset[0], end + offset[-1]
    speed = (last - first) / total + np.array([0, 0.5 * gravity * total, 0])
    centre = first + time[:, None] * speed
    centre[:, 1] -= 0.5 * gravity * time**2
    return np.asarray(centre - offset)
