"""A trampoline's frame, springs and bed, which gives under the feet."""

from __future__ import annotations

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.paint.colours import darker, lighter
from providers.studio.paint.perspective import View
from providers.studio.scenes.figure.bed import HEIGHT
from providers.studio.scenes.figure.motion import Motion
from providers.studio.stagecraft.anatomy import TOES
from providers.studio.stagecraft.terms import Colour

HALF, DEEP = 2.1, 1.0
"""Metres from the middle to the frame's ends, sideways and towards us."""
PAD: Colour = (0.16, 0.36, 0.75)


class Bed:
    """Painted behind the jumper."""

    def __init__(self, motion: Motion) -> None:
        self.motion = motion

    def paint(self, canvas: Canvas, view: View, time: float, camera: float) -> None:
        """Legs, bed and pads."""
        feet = self.motion.at(np.array([time]), self.motion.points)[0][[*TOES]]
        low, x = min(HEIGHT, float(feet[:, 1].min())), float(feet[:, 0].mean())
        iron = max(2.0, 0.05 * view.scale)
        for place in (-HALF + 0.2, HALF - 0.2):
            for z in (-DEEP, DEEP):
                canvas.line(
                    (view.spot(place, HEIGHT, z, camera), view.spot(place * 1.08, 0.0, z, camera)),
                    iron,
                    (0.5, 0.53, 0.58),
                )
        shape = [
            view.spot(at, self.level(at, z, x, low), z, camera)
            for z, way in ((-DEEP, 1), (DEEP, -1))
            for at in np.linspace(-HALF, HALF, 25)[::way]
        ]
        canvas.polygon(shape, (0.14, 0.15, 0.19))
        for z in np.linspace(-0.8 * DEEP, 0.8 * DEEP, 7):
            line = [view.spot(at, self.level(at, z, x, low), z, camera) for at in np.linspace(-HALF, HALF, 25)]
            canvas.line(line, max(1.0, 0.008 * view.scale), (0.32, 0.34, 0.4))
        for z, tone in ((-DEEP, darker(PAD, 0.15)), (DEEP, PAD)):
            ends = [view.spot(side * HALF, HEIGHT, z, camera) for side in (-1, 1)]
            canvas.line(ends, 0.15 * view.scale * view.far(z), tone)
            canvas.line(
                [(ends[0][0], ends[0][1] - 0.03 * view.scale), (ends[1][0], ends[1][1] - 0.03 * view.scale)],
                0.03 * view.scale,
                lighter(tone, 0.4),
            )
        for side in (-1, 1):
            canvas.line(
                (view.spot(side * HALF, HEIGHT, -DEEP, camera), view.spot(side * HALF, HEIGHT, DEEP, camera)),
                0.15 * view.scale,
                darker(PAD, 0.08),
            )

    def level(self, at: float, z: float, x: float, low: float) -> float:
        """How high the bed is there: a tent that hangs from its edges to the feet."""
        along = 1 - abs(at - x) / (HALF + abs(x)) if abs(at - x) < HALF + abs(x) else 0.0
        edge = max(0.0, 1 - (abs(at) / HALF) ** 6) * max(0.0, 1 - (abs(z) / DEEP) ** 4)
        return HEIGHT - (HEIGHT - low) * float(max(0.0, along) ** 1.4) * edge
