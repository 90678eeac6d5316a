"""Things that float: dropped into the water or lying in it, heaved, pitched and rolled by the waves, drifting."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sin

import numpy as np

from providers.studio.performance import Form
from providers.studio.scenes.surf.hull import Hull, State, pushed
from providers.studio.scenes.surf.sea import GRAVITY, Floats, Sea

STEP = 1 / 120


@dataclass(slots=True, kw_only=True)
class Drift:
    """What happened to one floating thing, frame by frame."""

    course: Floats
    """Frames by x, y, z, yaw, pitch, roll."""
    under: Floats
    """Displaced volume, cubic metres."""
    speed: Floats
    """Of heaving through the water."""
    splashes: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    """Time, x, y, z, litres."""


def drift(sea: Sea, hull: Hull, state: State, form: Form, sails: float = 0.0) -> Drift:
    """Let one thing float from where it is; `sails` drive it along, in metres per second."""
    frames = form.frames
    kept = Drift(course=np.zeros((frames, 6)), under=np.zeros(frames), speed=np.zeros(frames))
    time, number, wet = 0.0, 0, False
    while number < frames:
        while number < frames and time >= number / form.fps - 1e-9:
            kept.course[number] = state.x, state.y, state.z, state.yaw, state.pitch, state.roll
            number += 1
        under, speed = floated(sea, hull, state, time, sails)
        at = min(frames - 1, number)
        kept.under[at], kept.speed[at] = under, speed
        share = under / hull.volume
        if share > 0.02 and not wet and speed > 0.8:
            kept.splashes.append((time, state.x, 0.0, state.z, float(min(60.0, 220 * hull.volume * speed))))
        wet = share > 0.02
        time += STEP
    return kept


def floated(sea: Sea, hull: Hull, state: State, time: float, sails: float) -> tuple[float, float]:
    """One step; returns the displaced volume and how fast the thing goes down through the surface."""
    s, dt = state, STEP
    push = pushed(hull, s, sea, time)
    u, v, w = push.flow
    wet = min(1.0, push.under / (0.3 * hull.volume))
    mass = hull.mass * (1 + 0.35 * wet)
    grip = 1.6 * wet
    s.vy += (push.y / mass - GRAVITY * hull.mass / mass) * dt
    s.vx += (push.x / mass - grip * (s.vx - u - sails)) * dt
    s.vz += (push.z / mass - 2.5 * grip * (s.vz - w)) * dt
    slow, quick = hull.turning
    s.pitching += (push.pitch / slow - 1.6 * s.pitching * wet) * dt
    s.rolling += (push.roll / quick - 1.6 * s.rolling * wet) * dt
    s.x, s.y, s.z = s.x + s.vx * dt, s.y + s.vy * dt, s.z + s.vz * dt
    s.pitch = min(max(s.pitch + s.pitching * dt, -1.2), 1.2)
    s.roll = min(max(s.roll + s.rolling * dt, -1.2), 1.2)
    s.yaw += 0.03 * sin(0.7 * time + 3 * s.z) * dt
    return push.under, v - s.vy


def hover(state: State, form: Form) -> Drift:
    """The same by keyframes: a fixed swing over water that it knows nothing of."""
    frames = form.frames
    times = np.arange(frames) / form.fps
    still = np.zeros(frames)
    y = 0.06 + 0.05 * np.sin(1.7 * times) + still
    course = np.stack([state.x + still, y, state.z + still, still, 0.06 * np.sin(1.3 * times), still], axis=1)
    return Drift(course=course, under=still, speed=still)
