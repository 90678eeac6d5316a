"""Fog over whatever is painted: a haze that thickens downwards, and banks that drift through it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from providers.studio.canvas import Canvas, linear
from providers.studio.performance import Form, Painter
from providers.studio.stagecraft.terms import Colour

TONES: dict[str, Colour] = {"day": (0.86, 0.88, 0.9), "sunset": (0.9, 0.78, 0.7), "night": (0.3, 0.34, 0.46)}
"""By the light."""
DRIFTS = ((0.022, 0.55), (-0.035, 0.4))
"""Of each bank: frame widths per second, and thickness."""
RISES = 2.0
"""Seconds in which fog comes up over a picture that was given without any."""


class Misty:
    """A painter whose frames lie in fog."""

    def __init__(self, painter: Painter, form: Form, thick: float, light: str, wind: float) -> None:
        self.painter, self.form, self.thick, self.wind = painter, form, thick, wind
        self.tone = TONES.get(light, TONES["day"])
        self.banks = [bank(form, self.tone, number) for number in range(len(DRIFTS))]

    def paint(self, frame: int) -> Canvas:
        """The frame of that number."""
        canvas, time, width = self.painter.paint(frame), frame / self.form.fps, self.form.width
        thick = self.thick * (min(1.0, time / RISES) if self.form.picture else 1.0)
        high, low, near = ((*self.tone, share * thick) for share in (0.3, 0.75, 0.5))
        canvas.fill(linear((0, 0), (0, self.form.height), (0, high), (0.55, low), (1, near)))
        for layer, (speed, share) in zip(self.banks, DRIFTS, strict=True):
            at = -((speed * (1 + 6 * self.wind) * time) % 1.0) * width
            with canvas.fading(share * thick):
                for tile in (at, at + width):
                    with canvas.move(tile, self.form.height - layer.height):
                        canvas.stamp(layer)
        return canvas


def bank(form: Form, tone: Colour, number: int) -> Canvas:
    """A cloud as wide as the frame whose right end meets its left one."""
    wide, tall = form.width, round(0.8 * form.height)
    noise = np.random.default_rng([form.seed, 47, number]).standard_normal((tall, wide))
    across, down = np.fft.rfftfreq(wide) * wide, np.fft.fftfreq(tall)[:, None] * tall
    smooth = 1 / (1 + (across / 3) ** 2 + (down / 3) ** 2) ** 1.3
    cloud = np.fft.irfft2(np.fft.rfft2(noise) * smooth, s=(tall, wide))
    cloud = np.clip(0.5 + 0.35 * cloud / cloud.std(), 0, 1) * np.sin(np.linspace(0, np.pi, tall))[:, None] ** 0.7
    colours = np.broadcast_to(255 * np.array(tone), (tall, wide, 3))
    return Canvas.of(np.dstack([colours, 255 * cloud]).astype(np.uint8))


def misted(painter: Callable[[], Painter], form: Form, thick: float, light: str, wind: float) -> Callable[[], Painter]:
    """What makes the painter, and lays fog over what it paints."""
    return lambda: Misty(painter(), form, thick, light, wind)
