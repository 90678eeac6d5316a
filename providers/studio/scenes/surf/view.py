"""From metres over the water to pixels in the picture: an eye a little over the sea that looks level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from providers.studio.performance import Form
from providers.studio.scenes.surf.sea import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Where the eye is, and how much it sees."""

    width: int
    height: int
    focus: float
    """Pixels for a metre at a distance of one metre."""
    distance: float
    """From the eye to z = 0."""
    over: float
    """The eye's height over still water."""
    horizon: float
    """Pixels from the upper edge."""
    x: float = 0.0
    """What is in the middle of the picture."""

    def spot(self, x: Any, y: Any, z: Any) -> tuple[Any, Any]:
        """Pixels of points; they must be before the eye."""
        scale = self.focus / (self.distance + z)
        return self.width / 2 + (x - self.x) * scale, self.horizon + (self.over - y) * scale

    def scale(self, z: Any) -> Any:
        """Pixels per metre at that depth."""
        return self.focus / (self.distance + z)

    def moved(self, x: float, over: float) -> View:
        """The eye, carried along."""
        return replace(self, x=x, over=over)

    @property
    def wide(self) -> float:
        """Metres in view at z = 0."""
        return self.width * self.distance / self.focus


def view(form: Form, tall: float, wide: float, over: float, horizon: float, distance: float = 9.0) -> View:
    """An eye that sees at least so many metres at z = 0, whatever the shape of the picture."""
    metres = max(tall, wide / form.aspect)
    return View(
        width=form.width, height=form.height, focus=form.height * distance / metres, distance=distance, over=over,
        horizon=horizon * form.height,
    )  # fmt: skip


def rows(near: float, far: float, count: int, distance: float) -> Floats:
    """Depths from far to near that lie evenly in the picture, closer to each other far away."""
    share = np.linspace(0.0, 1.0, count) ** 1.45
    return np.asarray(1 / (1 / far + (1 / near - 1 / far) * share) - distance)
