"""What lies on the water and lets one see how it moves: flecks of foam, and the light that glitters."""

from __future__ import annotations

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.paint.colours import mix, thin
from providers.studio.scenes.surf.sea import Floats
from providers.studio.scenes.surf.tints import Tint
from providers.studio.scenes.surf.view import View
from providers.studio.scenes.surf.water import Look
from providers.studio.weave import blades, traces

FLECKS, GLINTS = 320, 140
CLOSE = 6.0
"""Metres behind the middle from which a fleck's own shade is too thin to be seen."""


class Flecks:
    """Thin lines that lie on the water; what each is like is drawn once."""

    def __init__(self, tint: Tint, seed: int) -> None:
        self.tint = tint
        deep, self.across, long, self.strong = np.random.default_rng([seed, 22]).random((4, FLECKS))
        self.away = np.exp(deep * 3.4) * 1.1 + 2.0
        self.long = (0.12 + 0.55 * long**2) * (1 + 0.02 * self.away)
        self.bend = 0.12 * np.sin(9 * self.strong), 0.25 * (self.across - 0.5)

    def spots(self, view: View) -> tuple[Floats, Floats]:
        """Where they are: x and z of three points of each; they come back at one side as they go at the other."""
        wide = view.width / view.focus * self.away * 1.3 + 3.0
        x = view.x + (self.across - view.x / wide) % 1.0 * wide - wide / 2
        course = np.array([[-0.5], [0.0], [0.5]])
        z = self.away - view.distance + self.long * (self.bend[0] + self.bend[1] * course)
        return x + self.long * course, z

    def seen(self, seen: Look, spots: tuple[Floats, Floats], level: Floats) -> tuple[Floats, Floats, Floats]:
        """Those that show: pixels of three points each, depths, strengths."""
        x, z = spots
        shown = np.flatnonzero(seen.shown(x[1], level[1], z[1], 1.5))
        place = np.stack(seen.view.spot(x[:, shown], level[:, shown] + 0.012, z[:, shown]), axis=2)
        return place, self.away[shown] - seen.view.distance, self.strong[shown]

    def paint(self, canvas: Canvas, flecks: tuple[Floats, Floats, Floats], near: float, far: float) -> None:
        """Paint the flecks between two depths, each light over its own shade."""
        points, z, strong = flecks
        scale, inside = canvas.height / 720, (z >= near) & (z < far)
        light = mix(self.tint.lit, self.tint.foam, 0.55)
        close = inside & (z < CLOSE)
        if close.any():
            shade = points[:, close] + np.array([0.0, 3.5 * scale])
            blades(canvas, shade, 4.0 * scale, thin(self.tint.deep, 0.11))
        for low, high, alpha, width in ((0.0, 0.6, 0.17, 2.2), (0.6, 1.01, 0.3, 3.6)):
            some = inside & (strong >= low) & (strong < high)
            if some.any():
                blades(canvas, points[:, some], width * scale, thin(light, alpha))


class Glints:
    """The light's glitter on the water under it: short lines that come and go."""

    def __init__(self, tint: Tint, sun: float, seed: int) -> None:
        """`sun` is where the light stands, in pixels."""
        self.tint, self.sun = tint, sun
        self.near, self.across, self.phase, self.long = np.random.default_rng([seed, 23]).random((4, GLINTS))
        self.away = np.exp(1.2 + self.near * 4.2) + 4.0

    def spots(self, view: View) -> tuple[Floats, Floats]:
        """Where they are: x and z."""
        spread = (0.10 - 0.05 * self.near + 0.05) * view.width * (1 + self.tint.glint * 0.4)
        pixels = self.sun + (self.across - 0.5) * 2 * spread * (0.4 + self.phase)
        return view.x + (pixels - view.width / 2) * self.away / view.focus, self.away - view.distance

    def paint(self, canvas: Canvas, seen: Look, spots: tuple[Floats, Floats], level: Floats) -> None:
        """Paint those that are lit just now."""
        (x, z), view = spots, seen.view
        twinkle = np.sin((2.0 + 3 * self.long) * seen.time * 2.2 + 40 * self.phase)
        use = (twinkle > 0.25) & seen.shown(x, level, z, 2.0)
        px, py = view.spot(x[use], level[use], z[use])
        half = (0.002 + 0.008 * self.long[use] * (1 - 0.7 * self.near[use])) * view.height * twinkle[use]
        points = np.stack([np.stack([px - half, py], 1), np.stack([px + half, py], 1)], axis=1)
        if len(points):
            with canvas.fading(min(1.0, 0.75 * self.tint.glint), "plus"):
                traces(canvas, points, max(1.0, 0.0028 * view.height), thin(self.tint.light, 0.75))
