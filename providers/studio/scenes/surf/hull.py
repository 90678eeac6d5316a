"""What floats: a hull cut into cells, each pushed up by the water that it displaces, and slowed by what it meets."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin

import numpy as np

from providers.studio.scenes.surf.sea import DENSITY, GRAVITY, Felt, Floats, Sea


@dataclass(frozen=True, slots=True, kw_only=True)
class Hull:
    """A body as cells that stand side by side; one value for each cell, in metres from the centre of mass."""

    along: Floats
    across: Floats
    bottom: Floats
    area: Floats
    """Seen from above."""
    tall: Floats
    mass: float
    turning: tuple[float, float]
    """Moments of inertia in pitch and roll, with the water that moves along."""
    lift: float = 1.2
    """Of a bottom that planes."""
    drag: float = 0.05
    """Drag area along its length, in square metres, when it is all under."""
    damping: float = 260.0
    """Of heaving, in newton seconds per metre for each square metre that is wet."""
    heaved: float = 0.0
    """Kilograms of water that heave along."""

    @property
    def volume(self) -> float:
        """Cubic metres."""
        return float(np.sum(self.area * self.tall))


@dataclass(slots=True, kw_only=True)
class State:
    """Where a hull is and how it moves; pitch lifts its bow, roll lifts its far side, yaw turns the bow away."""

    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    vx: float = 0.0
    vy: float = 0.0
    vz: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    pitching: float = 0.0
    rolling: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """What the water does to a hull: newtons, newton metres, cubic metres."""

    x: float
    y: float
    z: float
    pitch: float
    roll: float
    under: float
    """Displaced volume."""
    speed: float
    """Of the hull through the water, along its length."""
    level: float = 0.0
    """Height of the water at its middle."""
    slopes: tuple[float, float] = (0.0, 0.0)
    flow: tuple[float, float, float] = (0.0, 0.0, 0.0)


def frame(state: State) -> Floats:
    """Rows are the hull's directions forward, up and away, in the world's x, y, z."""
    cy, sy, cp, sp, cr, sr = (
        cos(state.yaw), sin(state.yaw), cos(state.pitch), sin(state.pitch), cos(state.roll), sin(state.roll)
    )  # fmt: skip
    forward = (cp * cy, sp, cp * sy)
    side = (-sy * cr, sr, cy * cr)
    up = (side[1] * forward[2] - side[2] * forward[1], side[2] * forward[0] - side[0] * forward[2],
          side[0] * forward[1] - side[1] * forward[0])  # fmt: skip
    return np.array((forward, up, side))


def places(hull: Hull, state: State, axes: Floats) -> Floats:
    """The middle of each cell's bottom: three rows x, y, z."""
    offsets = np.stack([hull.along, hull.bottom, hull.across])
    return np.asarray(axes.T @ offsets + np.array([[state.x], [state.y], [state.z]]))


def pushed(hull: Hull, state: State, sea: Sea, time: float, more: Floats | None = None) -> Push:
    """Buoyancy by the volume that each cell displaces, along the water's slope; damping, planing, drag.

    `more` is water that stands higher at each cell than the sea alone would have it.
    """
    axes = frame(state)
    x, y, z = places(hull, state, axes)
    water = sea.felt(x, z, time)
    level = water.height if more is None else water.height + more
    deep = np.clip(level - y, 0.0, hull.tall)
    volume = hull.area * deep
    lift = DENSITY * GRAVITY * volume
    fx, fy, fz = -lift * water.slope_x, lift, -lift * water.slope_z
    wet = np.clip(deep / (0.35 * hull.tall), 0.0, 1.0)
    motion = moving(hull, state, water, x - state.x, z - state.z)
    into = -(axes[1] @ motion)
    forward = axes[0] @ motion
    press = (
        wet
        * hull.area
        * (DENSITY * 0.5 * hull.lift * np.abs(forward) * into + hull.damping * into * (1 + 2.0 * np.abs(into)))
    )
    press = np.maximum(press, -0.12 * np.abs(press))
    fx, fy, fz = fx + press * axes[1, 0], fy + press * axes[1, 1], fz + press * axes[1, 2]
    speed = float(np.sum(forward * wet) / (np.sum(wet) + 1e-6))
    share = float(volume.sum()) / hull.volume
    hold = 0.5 * DENSITY * hull.drag * min(1.0, 3 * share) * abs(speed) * speed
    fx = fx - hold * axes[0, 0] / len(fx)
    fz = fz - hold * axes[0, 2] / len(fz)
    half = 0.5 * deep
    rx, ry, rz = x - state.x + axes[1, 0] * half, y - state.y + axes[1, 1] * half, z - state.z + axes[1, 2] * half
    torque = np.array([(ry * fz - rz * fy).sum(), (rz * fx - rx * fz).sum(), (rx * fy - ry * fx).sum()])
    pitch, roll = float(axes[2] @ torque), float(-axes[0] @ torque)
    return Push(
        x=float(fx.sum()), y=float(fy.sum()), z=float(fz.sum()), pitch=pitch, roll=roll, under=float(volume.sum()),
        speed=speed, level=float(water.height.mean()),
        slopes=(float(water.slope_x.mean()), float(water.slope_z.mean())),
        flow=(float(water.u.mean()), float(water.v.mean()), float(water.w.mean())),
    )  # fmt: skip


def moving(hull: Hull, state: State, water: Felt, right: Floats, away: Floats) -> Floats:
    """How each cell moves through the water: three rows x, y, z."""
    heave = state.vy + hull.along * state.pitching + hull.across * state.rolling
    return np.stack([state.vx - water.u, heave - water.v, state.vz - water.w])


def cells(
    outline: Floats, bottom: Floats, tall: Floats, length: float
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Cells on both sides from half widths, bottoms and heights at even distances from stern to bow."""
    count = len(outline)
    along = (np.arange(count) + 0.5) / count * length - length / 2
    area = outline * length / count
    both = (np.concatenate([each, each]) for each in (along, bottom, area, tall))
    along2, bottom2, area2, tall2 = both
    return along2, np.concatenate([-outline / 2, outline / 2]), bottom2, area2, tall2


def board() -> Hull:
    """A surfboard of 2 m with rocker and a pointed nose."""
    share = (np.arange(11) + 0.5) / 11
    outline = 0.26 * np.clip(np.sin(np.pi * np.clip(0.10 + 0.86 * share, 0, 1)) ** 0.55, 0.1, 1)
    rocker = 0.02 * (1 - share) ** 3 + 0.20 * np.clip(share - 0.55, 0, 1) ** 2 / 0.45**2
    along, across, bottom, area, tall = cells(outline, rocker, np.full(11, 0.075), 2.0)
    return Hull(
        along=along, across=across, bottom=bottom, area=area, tall=tall, mass=4.0, turning=(26.0, 1.7), lift=0.8,
        drag=0.012, damping=500.0, heaved=45.0,
    )  # fmt: skip
