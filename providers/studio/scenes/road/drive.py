"""What a drive was, frame by frame: the one record that picture, sound and truth are read off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from providers.studio.scenes.road.plan import Plan
from providers.studio.stagecraft.terms import Contact
from providers.studio.tracks import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Thump:
    """A wheel meets a bump, or the ground again."""

    time: float
    at: tuple[float, float]
    impulse: float
    vehicle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """What happened; arrays are frames by vehicles, those of wheels frames by vehicles by the most axles."""

    plan: Plan
    fps: int
    x: Floats
    y: Floats
    angle: Floats
    speed: Floats
    """Forwards."""
    turns: Floats
    """Of the engine, per second."""
    load: Floats
    """0 to 1: how much of its pull is asked of the engine."""
    braking: Floats
    """0 or 1."""
    wheel_x: Floats
    wheel_y: Floats
    wheel_angle: Floats
    slip: Floats
    """Metres per second of each wheel's tread along the ground; 0 in the air."""
    touching: NDArray[np.bool_]
    """Whether each wheel is on the ground."""
    crates: Floats
    """Frames by crates by x, y, angle."""
    thumps: tuple[Thump, ...] = ()
    contacts: tuple[Contact, ...] = ()
    """Between bodies: `body` and `other` count vehicles first, then crates."""

    @property
    def frames(self) -> int:
        """How many frames there are."""
        return len(self.x)

    @property
    def times(self) -> Floats:
        """The second of each frame."""
        return np.arange(self.frames) / self.fps


def blank(plan: Plan, frames: int) -> dict[str, Any]:
    """Arrays to fill."""
    many, axles = len(plan.driven), max(len(each.vehicle.axles) for each in plan.driven)
    flat = {name: np.zeros((frames, many)) for name in ("x", "y", "angle", "speed", "turns", "load", "braking")}
    wheels = {name: np.zeros((frames, many, axles)) for name in ("wheel_x", "wheel_y", "wheel_angle", "slip")}
    return {**flat, **wheels, "crates": np.zeros((frames, len(plan.crates), 3))}


def glided(plan: Plan, fps: int, frames: int) -> Drive:
    """The same stretch without any law: vehicles glide at one speed, and nothing that is hit moves."""
    arrays, times = blank(plan, frames), np.arange(frames) / fps
    touching = np.ones(arrays["slip"].shape, bool)
    for at, driven in enumerate(plan.driven):
        kind, speed = driven.vehicle, driven.speed or driven.vehicle.cruise
        arrays["x"][:, at] = x = driven.x + driven.facing * speed * times
        arrays["y"][:, at] = kind.middle + 0.05 * np.sin(5.0 * times)
        arrays["speed"][:, at] = speed
        for axle, place in enumerate(kind.axles):
            arrays["wheel_x"][:, at, axle] = x + driven.facing * place
            arrays["wheel_y"][:, at, axle] = kind.round(axle)
            arrays["wheel_angle"][:, at, axle] = -driven.facing * 6.0 * times
    for at, crate in enumerate(plan.crates):
        arrays["crates"][:, at] = (*crate.at, 0.0)
    return Drive(plan=plan, fps=fps, **arrays, touching=touching)
