"""From metres on stage to pixels in the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from providers.studio.stagecraft.terms import Scene

Metres = TypeVar("Metres", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """Looks straight at the stage; frames the same metres whatever the resolution."""

    width: int
    height: int
    scale: float
    """Pixels per metre."""
    top: float
    """Metres over the floor of the picture's upper edge."""
    below: float

    def x(self, metres: Metres) -> Metres:
        """Pixels from the left edge."""
        return self.width / 2 + metres * self.scale

    def y(self, metres: Metres) -> Metres:
        """Pixels from the upper edge."""
        return (self.top - metres) * self.scale

    def at(self, point: tuple[Metres, Metres]) -> tuple[Metres, Metres]:
        """A point in pixels."""
        return self.x(point[0]), self.y(point[1])

    @property
    def horizon(self) -> float:
        """Where the floor meets what is behind it, in pixels from the upper edge."""
        return self.y(0.42 * self.below)


def camera(scene: Scene, width: int, height: int) -> Camera:
    """The camera that shows all of a scene's view in a picture of that size."""
    return Camera(
        width=width, height=height, scale=height / scene.height, top=scene.height - scene.below, below=scene.below
    )
