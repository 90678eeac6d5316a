"""What happened on stage, frame by frame: the one record that picture and sound are both read off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from providers.studio.stagecraft.terms import Contact, Scene

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """The paths of a scene's bodies; each array is frames by bodies."""

    scene: Scene
    fps: int
    x: Floats
    y: Floats
    angle: Floats
    seen: NDArray[np.bool_]
    """Whether the body is on stage yet."""
    slip: Floats
    """Speed in m/s along what it rolls or slides on; 0 in the air and at rest."""
    contacts: tuple[Contact, ...]
    """In order of time."""

    @property
    def frames(self) -> int:
        """How many frames there are."""
        return len(self.x)

    @property
    def seconds(self) -> float:
        """The length of the record."""
        return self.frames / self.fps


def blank(scene: Scene, fps: int, frames: int) -> dict[str, NDArray[np.float64]]:
    """Arrays to fill, for every body at every frame."""
    return {name: np.zeros((frames, len(scene.bodies))) for name in ("x", "y", "angle", "slip")}


def entrances(scene: Scene, fps: int, frames: int) -> NDArray[np.bool_]:
    """Which body is seen at which frame: from when it enters, or all along where it is carried."""
    times = np.arange(frames)[:, None] / fps
    enters = np.array([0.0 if body.carried else body.enters for body in scene.bodies])
    return np.asarray(times >= enters - 1e-9)
