"""A frame while it is changed: brightness and two colour differences (BT.709), and what steps are made for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from scipy.ndimage import gaussian_filter, uniform_filter

Plane = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]
BLACK, WHITE, GREY = 16, 235, 128
"""Of video: brightness from 16 to 235, no colour at 128."""
SUMS = 65_536 // 255
"""How many times 255 goes into a 16-bit number."""
FEW = 13


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
    """A plane blurred by a box of that radius in pixels, to the nearest half where it is small."""
    halves = round(2 * radius)
    weights = (*[1] * (halves % 2), *[1 + halves % 2] * (2 * (halves // 2) + 1), *[1] * (halves % 2))
    if sum(weights) ** 2 > SUMS:
        return np.asarray(Image.fromarray(plane).filter(ImageFilter.BoxBlur(radius)))
    total = summed(plane.astype(np.uint16), weights, "edge")
    return np.asarray((total + sum(weights) ** 2 // 2) // sum(weights) ** 2, dtype=np.uint8)


def summed(plane: NDArray[Any], weights: tuple[int, ...], edge: Literal["edge", "symmetric"]) -> NDArray[Any]:
    """The plane added to itself, shifted up and down and aside; for a few weights this beats any filter."""
    reach = len(weights) // 2
    for axis in (0, 1):
        wide = np.pad(plane, [(reach, reach) if each == axis else (0, 0) for each in (0, 1)], mode=edge)
        parts = [wide[at : at + len(plane)] if axis == 0 else wide[:, at : at + plane.shape[1]]
                 for at in range(len(weights))]  # fmt: skip
        plane = parts[0] * plane.dtype.type(weights[0])
        for part, weight in zip(parts[1:], weights[1:], strict=True):
            plane += part if weight == 1 else part * plane.dtype.type(weight)
    return plane


def mean(plane: Floats, size: int) -> Floats:
    """The mean over a square of an odd number of points."""
    if size > FEW:
        return np.asarray(uniform_filter(plane, size))
    return np.asarray(summed(plane, (1,) * size, "symmetric") * np.float32(1 / size**2))


def curve(change: Callable[[Floats], Floats]) -> Plane:
    """A table from brightness to brightness, both from 0 to 1 while it is made."""
    share = (np.arange(256, dtype=np.float32) - BLACK) / (WHITE - BLACK)
    return whole(BLACK + (WHITE - BLACK) * change(np.clip(share, 0, 1)))


def whole(values: Floats) -> Plane:
    """Rounded, and kept within what a plane holds."""
    return np.asarray(np.clip(values + 0.5, 0, 255), dtype=np.uint8)


def times(plane: Plane, field: NDArray[np.uint16]) -> Plane:
    """Brightness above black times a field, in 256ths."""
    above = np.maximum(plane, BLACK)
    above -= BLACK
    out = above * field
    out >>= 8
    out += BLACK
    return np.asarray(np.minimum(out, 255, out=out), dtype=np.uint8)


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
