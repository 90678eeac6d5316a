"""A picture cut into layers by how near things seem, so that a camera that moves sees them shift.

No depth is measured: what is lower in the picture and stands out from what is around it is taken to be nearer.
"""

from __future__ import annotations

from math import sin

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from providers.studio.canvas import Canvas, Pixels
from providers.studio.paint.lens import Lens

Floats = NDArray[np.float32]
CUTS = ((0.42, 0.48), (0.68, 0.7))
"""Nearness at which a layer begins, and the depth at which it moves."""
STRIP = 3
"""Rows of water that move as one."""


class Layers:
    """Paints a picture as it is seen in each frame; in the first one it is what it was."""

    def __init__(self, picture: Pixels, lens: Lens, flat: bool, ripples: bool) -> None:
        self.lens = lens
        near = nearness(picture)
        masks = [] if flat else [soft(near > cut, picture.shape[0]) for cut, _ in CUTS]
        self.far = Canvas.of(with_alpha(filled(picture, masks[0]) if masks else picture, None))
        self.near = [
            (Canvas.of(with_alpha(picture, mask)), depth) for mask, (_, depth) in zip(masks, CUTS, strict=False)
        ]
        self.water = Canvas.of(with_alpha(picture, water(picture))) if ripples and not flat else None

    def paint(self, canvas: Canvas, frame: int) -> None:
        """Fill the canvas with the picture in that frame."""
        with canvas.fading(blend="copy"), self.lens.look(canvas, frame, 0.3):
            canvas.stamp(self.far)
        for layer, depth in self.near:
            with self.lens.look(canvas, frame, depth):
                canvas.stamp(layer)
        if self.water:
            with self.lens.look(canvas, frame, 0.6):
                self.ripple(canvas, self.water, frame / self.lens.form.fps)

    def ripple(self, canvas: Canvas, water: Canvas, time: float) -> None:
        """Rows of water to and fro, wider and slower towards us; it begins from rest."""
        tall, first = water.height, water.height // 3
        for top in range(first, tall, STRIP):
            share = (top - first) / (tall - first)
            wave = sin(2.1 * time - 60 * share**0.6) + 0.6 * sin(1.3 * time - 110 * share**0.6)
            shift = min(1.0, time / 1.5) * wave * (0.0012 + 0.005 * share) * tall
            with canvas.within(0, top, water.width, STRIP), canvas.move(shift):
                canvas.stamp(water)


def with_alpha(picture: Pixels, mask: Floats | None) -> Pixels:
    """The picture with how much of it is there (0 to 1), or all of it."""
    alpha = np.full(picture.shape[:2], 255, np.uint8) if mask is None else (255 * mask).astype(np.uint8)
    return np.dstack([picture, alpha])


def nearness(picture: Pixels) -> Floats:
    """From 0 to 1: low in the picture, and unlike what is around it."""
    light = picture.mean(axis=2, dtype=np.float32)
    tall = picture.shape[0]
    wide_blur = gaussian_filter(light, 0.12 * tall)
    apart = gaussian_filter(np.abs(light - wide_blur), 0.03 * tall)
    busy = gaussian_filter(np.abs(light - gaussian_filter(light, 2)), 0.03 * tall)
    stands = apart / (apart.max() + 1e-6) * 0.6 + busy / (busy.max() + 1e-6) * 0.4
    height = np.linspace(0, 1, tall, dtype=np.float32)[:, None]
    return np.asarray(gaussian_filter(np.clip(0.85 * height + 0.45 * stands - 0.08, 0, 1), 0.02 * tall))


def soft(inside: NDArray[np.bool_], tall: int) -> Floats:
    """A mask whose edge fades over a few rows."""
    return np.asarray(np.clip(gaussian_filter(inside.astype(np.float32), 0.012 * tall) * 1.1 - 0.05, 0, 1))


def filled(picture: Pixels, mask: Floats) -> Pixels:
    """What might be behind the nearer layers: their inside is filled from what is around it; their soft edge stays."""
    known = (mask < 0.97).astype(np.float32)
    blur = 0.04 * picture.shape[0]
    weight = gaussian_filter(known, blur)[..., None] + 1e-4
    around = np.dstack([gaussian_filter(picture[..., each] * known, blur) for each in range(3)]) / weight
    out = np.where(known[..., None] > 0, picture, np.where(weight > 0.02, around, picture))
    return np.asarray(np.clip(out, 0, 255), dtype=np.uint8)


def water(picture: Pixels) -> Floats:
    """Where there may be water: smooth, rather blue or grey, and in the lower part."""
    red, _, blue = (picture[..., each].astype(np.float32) for each in range(3))
    tall = picture.shape[0]
    low = np.clip((np.linspace(0, 1, tall, dtype=np.float32)[:, None] - 0.42) * 8, 0, 1)
    cool = np.clip((gaussian_filter(blue - red, 0.01 * tall) - 4) / 20, 0, 1)
    return np.asarray(gaussian_filter(low * cool, 0.012 * tall))
