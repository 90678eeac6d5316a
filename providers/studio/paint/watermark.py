"""A small mark that says who made the clip; it wanders along the edge, so that no one crop takes it away."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas, text_width

TEXT = "splitscreen studio"
ROUND = 24.0
"""Seconds for once around the picture."""
ALPHA = 0.62


def watermark(canvas: Canvas, time: float) -> None:
    """Draw it where it is at that second, to the nearest pixel."""
    left, y = corner(canvas.width, canvas.height, time)
    mark = stamp(size_for(canvas.width, canvas.height))
    canvas.stamp(mark, round(left), round(y) - mark.height // 2)


@lru_cache(maxsize=4)
def stamp(size: float) -> Canvas:
    """The mark by itself, drawn once; its letters are as high as that, and the picture is no larger than needed."""
    middle = round(size)
    canvas = Canvas(round(text_width(TEXT, size) + 2.4 * size), 2 * middle)
    lettered(canvas, 0.05 * size, middle, size)
    return canvas


def size_for(width: int, height: int) -> float:
    """The height of its letters in a picture of that size."""
    return 0.022 * min(width, height) + 4


def corner(width: int, height: int, time: float) -> tuple[float, float]:
    """Its left end, and the middle of its height, at that second."""
    size = size_for(width, height)
    wide = text_width(TEXT, size) + 2.1 * size
    turn = 2 * pi * (time / ROUND + 0.09)
    x = width / 2 + (width / 2 - wide / 2 - 1.1 * size) * squared(cos(turn))
    return x - wide / 2, height / 2 + (height / 2 - 1.6 * size) * squared(sin(turn))


def lettered(canvas: Canvas, left: float, y: float, size: float) -> None:
    """Draw it there."""
    with canvas.fading(ALPHA):
        for shift, ink in ((0.07 * size, (0, 0, 0, 0.75)), (0.0, (1, 1, 1, 1))):
            for half in (0.0, 0.72 * size):
                canvas.rectangle(
                    left + half + shift, y - 0.42 * size + shift, 0.58 * size, 0.84 * size, ink, 0.12 * size
                )
            canvas.text(left + 2.1 * size + text_width(TEXT, size) / 2 + shift, y + shift, TEXT, size, ink)


def squared(wave: float) -> float:
    """A wave that stays longer at its ends, so that the mark keeps to the edge."""
    return max(-1.0, min(1.0, 1.5 * wave))


class Mark:
    """The same for pictures that are no canvas: laid on their brightness."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        pixels = stamp(size_for(width, height)).pixels()
        self.middle = len(pixels) // 2
        self.veil = pixels[..., 3].astype(np.uint16)
        self.ink = np.where(self.veil > 0, 16 + pixels[..., 1].astype(np.uint32) * 219 // 255, 0)

    def draw(self, light: NDArray[np.uint8], time: float) -> None:
        """Lay it on a plane of brightness (16 to 235), in place."""
        left, y = corner(self.width, self.height, time)
        column, row = max(0, round(left)), max(0, round(y) - self.middle)
        part = light[row : row + self.veil.shape[0], column : column + self.veil.shape[1]]
        tall, wide = part.shape
        veil = self.veil[:tall, :wide]
        part[:] = np.minimum(part.astype(np.uint32) * (255 - veil) // 255 + self.ink[:tall, :wide] * (veil > 0), 235)
