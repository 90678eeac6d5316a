"""A frame while it is changed: brightness and two colour differences (BT.709), and what steps are made for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from scipy.ndimage import gaussian_filter

Plane = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]
BLACK, WHITE, GREY = 16, 235, 128
"""Of video: brightness from 16 to 235, no colour at 128."""


@dataclass(slots=True)
class Shot:
    """One frame: brightness at full size, colour at half size each way."""

    light: Plane
    blue: Plane
    red: Plane


Step = Callable[[Shot], None]
"""Changes a frame in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a step is made for."""

    width: int
    height: int
    seed: int

    @property
    def unit(self) -> float:
        """Pixels of this size for one at 720 lines."""
        return min(self.width, self.height) / 720

    def noise(self, soft: float, number: int = 0) -> Floats:
        """Even noise over the picture, blurred by so many pixels, from about -2 to 2."""
        draw = np.random.default_rng([self.seed, 61, number]).standard_normal((self.height, self.width), np.float32)
        smooth = gaussian_filter(draw, soft * self.unit) if soft else draw
        return np.asarray(smooth / smooth.std(), dtype=np.float32)


def blurred(plane: Plane, radius: float) -> Plane:
    """A plane blurred by a box of that radius in pixels."""
    return np.asarray(Image.fromarray(plane).filter(ImageFilter.BoxBlur(radius)))


def curve(change: Callable[[Floats], Floats]) -> Plane:
    """A table from brightness to brightness, both from 0 to 1 while it is made."""
    share = (np.arange(256, dtype=np.float32) - BLACK) / (WHITE - BLACK)
    return whole(BLACK + (WHITE - BLACK) * change(np.clip(share, 0, 1)))


def whole(values: Floats) -> Plane:
    """Rounded, and kept within what a plane holds."""
    return np.asarray(np.clip(values + 0.5, 0, 255), dtype=np.uint8)


def times(plane: Plane, field: NDArray[np.uint16]) -> Plane:
    """Brightness above black times a field, in 256ths."""
    above = np.maximum(plane, BLACK).astype(np.uint16) - BLACK
    return np.asarray(np.minimum((above * field >> 8) + BLACK, 255), dtype=np.uint8)


def planes_of(colours: NDArray[np.float64]) -> tuple[Plane, Plane, Plane]:
    """Brightness and colour differences of rows of red, green and blue."""
    light = colours @ np.array([0.2126, 0.7152, 0.0722])
    blue, red = (colours[:, 2] - light) / 1.8556, (colours[:, 0] - light) / 1.5748
    scaled = BLACK + light * (WHITE - BLACK) / 255, GREY + blue * 224 / 255, GREY + red * 224 / 255
    first, second, third = (np.clip(each + 0.5, 0, 255).astype(np.uint8) for each in scaled)
    return first, second, third


def field(values: Floats) -> NDArray[np.uint16]:
    """Shares of brightness in 256ths."""
    return np.asarray(np.clip(256 * values, 0, 300).astype(np.uint16))
