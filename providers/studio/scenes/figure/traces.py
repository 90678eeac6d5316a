"""What a blade does to the ice: the line it leaves, and the spray it throws."""

from __future__ import annotations

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.paint.perspective import Floats, View
from providers.studio.scenes.figure.ground import pads
from providers.studio.scenes.figure.ice import BLADE
from providers.studio.scenes.figure.motion import Motion
from providers.studio.stagecraft.anatomy import ANKLES, TOES

KEPT = 9.0
"""Seconds that a trace is seen."""
EVERY = 6
"""Samples between two points of a trace."""


class Trace:
    """The lines of both blades on the ice."""

    def __init__(self, motion: Motion) -> None:
        self.starts, self.ends, self.times = cuts(motion)

    def paint(self, canvas: Canvas, view: View, time: float, camera: float) -> None:
        """The lines drawn so far; older ones are fainter."""
        for age, alpha in ((KEPT, 0.35), (3.0, 0.5)):
            rows = (self.times <= time) & (self.times > time - age)
            if not rows.any():
                continue
            starts, ends = (
                view.seen(self.starts[rows], camera)[:, :2].tolist(),
                view.seen(self.ends[rows], camera)[:, :2].tolist(),
            )
            pairs = [((a[0], a[1]), (b[0], b[1])) for a, b in zip(starts, ends, strict=True)]
            canvas.lines(
                [((a[0], a[1] + 1.2), (b[0], b[1] + 1.2)) for a, b in pairs],
                max(1.0, 0.0022 * view.height),
                (0.25, 0.35, 0.6, 0.3 * alpha),
            )
            canvas.lines(pairs, max(1.0, 0.0022 * view.height), (1, 1, 1, alpha))


def cuts(motion: Motion) -> tuple[Floats, Floats, Floats]:
    """All pieces of both traces: from, to, and when."""
    starts, ends, times = [], [], []
    for leg, ankle in enumerate(ANKLES):
        line = (0.55 * motion.points[:, ankle] + 0.45 * motion.points[:, TOES[leg]])[::EVERY].copy()
        low = (motion.points[::EVERY, ankle, 1] - pads(motion.build, BLADE)[ankle]) < 0.02
        line[:, 1] = 0.0
        both = low[:-1] & low[1:]
        starts.append(line[:-1][both])
        ends.append(line[1:][both])
        times.append(np.flatnonzero(both) * EVERY / 240)
    return np.concatenate(starts), np.concatenate(ends), np.concatenate(times)


class Spray:
    """Ice that is thrown up where a blade bites: at landings, toe picks and falls."""

    def __init__(self, motion: Motion, seed: int) -> None:
        random = np.random.default_rng([seed, 21])
        self.puffs = []
        for touch in motion.touches:
            count = {"land": 46, "pick": 26, "push": 22, "fall": 60, "blade": 9}.get(touch.name, 0)
            if not count:
                continue
            sample = min(len(motion.points) - 1, round(touch.time * 240))
            feet = motion.points[sample][[*TOES]]
            place = feet[feet[:, 1].argmin()] * np.array([1, 0, 1])
            drift = (motion.centre[min(len(motion.centre) - 1, sample + 12)] - motion.centre[sample]) / 0.05
            speed = random.normal(0, [0.75, 0.0, 0.5], (count, 3)) + 0.35 * drift * np.array([1, 0, 1])
            speed[:, 1] = np.abs(random.normal(0.9, 0.7, count)) * (0.7 + 0.2 * touch.speed)
            self.puffs.append((touch.time, place, speed, random.uniform(0.4, 1.0, count)))

    def paint(self, canvas: Canvas, view: View, time: float, camera: float) -> None:
        """The grains that are in the air now."""
        for begun, place, speed, size in self.puffs:
            age = time - begun
            if not 0 <= age < 0.75:
                continue
            at = place + speed * age - np.array([0, 4.9, 0]) * age**2
            seen, up = view.seen(at, camera), at[:, 1] > 0
            alpha = 0.85 * (1 - age / 0.75)
            radius = np.maximum(0.8, size * 0.0042 * view.height)
            for (x, y, _), reach, visible in zip(seen.tolist(), radius.tolist(), up.tolist(), strict=True):
                if visible:
                    canvas.circle(x, y, reach, (0.96, 0.98, 1.0, alpha))
