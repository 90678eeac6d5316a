"""A camera that stands upright, looks level and follows somebody sideways: from metres in space to pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A pinhole; x to the right, y up from the floor, z towards us from where the action is."""

    width: int
    height: int
    """Pixels."""
    scale: float
    """Pixels per metre at z = 0."""
    floor: float
    """Where the floor at z = 0 is, in pixels from the upper edge."""
    eye: float = 1.2
    """Metres over the floor."""
    away: float = 9.0
    """Metres from the camera to z = 0."""

    @property
    def horizon(self) -> float:
        """Pixels from the upper edge."""
        return self.floor - self.eye * self.scale

    @property
    def metres(self) -> float:
        """How wide the picture is at z = 0."""
        return self.width / self.scale

    def far(self, z: float) -> float:
        """How large a metre at that depth is, over one at z = 0."""
        return self.away / max(0.5, self.away - z)

    def seen(self, points: Floats, x: float) -> Floats:
        """Points of space as the eye has them while the camera is at `x`: pixels right, pixels down, pixels nearer."""
        nearer = self.away / np.maximum(0.5, self.away - points[..., 2])
        right = self.width / 2 + (points[..., 0] - x) * self.scale * nearer
        down = self.horizon + (self.eye - points[..., 1]) * self.scale * nearer
        return np.stack([right, down, points[..., 2] * self.scale], axis=-1)

    def spot(self, x: float, y: float, z: float, camera: float) -> tuple[float, float]:
        """One point in pixels."""
        right, down, _ = self.seen(np.array([x, y, z]), camera)
        return float(right), float(down)


def view(width: int, height: int, tall: float, eye: float, floor: float = 0.84) -> View:
    """A view of `tall` metres in a landscape; a narrow picture sees more height, so that the width holds the action."""
    metres = tall * max(1.0, 1.5 * height / width) ** 0.5
    return View(width=width, height=height, scale=height / metres, floor=floor * height, eye=eye)
