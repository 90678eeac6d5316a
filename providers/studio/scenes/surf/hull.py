"""What floats: a hull cut into cells, each pushed up by the water that it displaces, and slowed by what it meets."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    offsets: Floats = field(init=False, repr=False, compare=False)
    """The middle of each cell's bottom: three rows along, up, across."""

    def __post_init__(self) -> None:
        """Put the offsets together."""
        object.__setattr__(self, "offsets", np.stack([self.along, self.bottom, self.across]))

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


def pushed(hull: Hull, state: State, sea: Sea, time: float) -> Push:
    """Buoyancy by the volume that each cell displaces, along the water's slope; damping, planing, drag."""
    axes = frame(state)
    arm = axes.T @ hull.offsets
    water = sea.felt(arm[0] + state.x, arm[2] + state.z, time)
    deep = np.minimum(np.maximum(water.height - state.y - arm[1], 0.0), hull.tall)
    lift = DENSITY * GRAVITY * hull.area * deep
    wet = np.minimum(deep / (0.35 * hull.tall), 1.0)
    forward, out, _ = axes @ moving(hull, state, water)
    press = pressed(hull, wet, forward, -out)
    force = axes[1][:, None] * press + lift * np.array((-water.slope_x, np.ones_like(lift), -water.slope_z))
    speed = float((forward @ wet) / (wet.sum() + 1e-6))
    under = float(hull.area @ deep)
    hold = 0.5 * DENSITY * hull.drag * min(1.0, 3 * under / hull.volume) * abs(speed) * speed / len(deep)
    force[0] -= hold * axes[0, 0]
    force[2] -= hold * axes[0, 2]
    crossed = (arm + axes[1][:, None] * (0.5 * deep)) @ force.T
    torque = (crossed - crossed.T)[(1, 2, 0), (2, 0, 1)]
    x, y, z = force.sum(axis=1).tolist()
    level, along, aside, u, v, w = (
        np.array((water.height, water.slope_x, water.slope_z, water.u, water.v, water.w)).sum(axis=1) / len(deep)
    ).tolist()
    return Push(
        x=x, y=y, z=z, pitch=float(axes[2] @ torque), roll=float(-axes[0] @ torque), under=under, speed=speed,
        level=level, slopes=(along, aside), flow=(u, v, w),
    )  # fmt: skip


def pressed(hull: Hull, wet: Floats, forward: Floats, into: Floats) -> Floats:
    """What each cell's bottom feels of the water that it runs over and into, in newtons; it hardly sucks."""
    hard = np.abs(into)
    planing = (0.5 * DENSITY * hull.lift) * np.abs(forward) * into
    press = wet * hull.area * (planing + hull.damping * into * (1 + 2.0 * hard))
    return np.asarray(np.maximum(press, -0.12 * np.abs(press)))


def moving(hull: Hull, state: State, water: Felt) -> Floats:
    """How each cell moves through the water: three rows x, y, z."""
    heave = state.vy + hull.along * state.pitching + hull.across * state.rolling
    return np.array((state.vx - water.u, heave - water.v, state.vz - water.w))


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
