"""A picture cut into layers by how near things seem, so that a camera that moves sees them shift.

No depth is measured: what is lower in the picture and stands out from what is around it is taken to be nearer.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sin

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from providers.studio.canvas import Canvas, Pixels
from providers.studio.paint.depths import cropped
from providers.studio.paint.lens import Lens

Floats = NDArray[np.float32]
CUTS = ((0.42, 0.48), (0.68, 0.7))
"""Nearness at which a layer begins, and the depth at which it moves."""
FAR = 0.3
"""The depth of what is behind them."""
STRIP = 3
"""Rows of water that move as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What of a picture moves as one."""

    picture: Canvas
    corner: tuple[int, int]
    """Where it begins in the whole picture."""
    depth: float
    whole: int
    """The row of the whole picture from which on it hides all that is behind it."""


class Layers:
    """Paints a picture as it is seen in each frame; in the first one it is what it was."""

    def __init__(self, picture: Pixels, lens: Lens, flat: bool, ripples: bool) -> None:
        self.lens = lens
        near = nearness(picture)
        masks = [] if flat else [soft(near > cut, picture.shape[0]) for cut, _ in CUTS]
        far = Canvas.of(with_alpha(filled(picture, masks[0]) if masks else picture, None))
        self.layers = [
            Layer(picture=far, corner=(0, 0), depth=FAR, whole=0),
            *(layer(picture, mask, depth) for mask, (_, depth) in zip(masks, CUTS, strict=False)),
        ]
        self.water, self.wet = None, list[int]()
        if ripples and not flat:
            waves = with_alpha(picture, water(picture))
            self.water, self.wet = Canvas.of(waves), strips(waves)

    def paint(self, canvas: Canvas, frame: int) -> None:
        """Fill the canvas with the picture in that frame; nothing is drawn where a nearer layer hides it."""
        for each, end in zip(self.layers, self.ends(frame), strict=True):
            first = each is self.layers[0]
            with (
                canvas.within(0, 0, canvas.width, min(canvas.height, end)),
                canvas.fading(blend="copy" if first else "normal"),
                self.lens.look(canvas, frame, each.depth),
            ):
                canvas.stamp(each.picture, *each.corner)
        if self.water:
            with self.lens.look(canvas, frame, 0.6):
                self.ripple(canvas, self.water, frame / self.lens.form.fps)

    def ends(self, frame: int) -> list[int]:
        """For each layer the row of the frame from which on nearer ones hide it."""
        seen = [(self.lens.view(frame, each.depth), each.whole) for each in self.layers]
        rows = [ceil(view.y + view.scale * whole) + 1 for view, whole in seen]
        return [min(rows[at + 1 :], default=self.lens.form.height) for at in range(len(rows))]

    def ripple(self, canvas: Canvas, water: Canvas, time: float) -> None:
        """Rows of water to and fro, wider and slower towards us; it begins from rest."""
        tall, first = water.height, water.height // 3
        for top in self.wet:
            share = (top - first) / (tall - first)
            wave = sin(2.1 * time - 60 * share**0.6) + 0.6 * sin(1.3 * time - 110 * share**0.6)
            shift = min(1.0, time / 1.5) * wave * (0.0012 + 0.005 * share) * tall
            with canvas.within(0, top, water.width, STRIP), canvas.move(shift):
                canvas.stamp(water)


def layer(picture: Pixels, mask: Floats, depth: float) -> Layer:
    """Of a picture what a mask leaves."""
    part, corner = cropped(Canvas.of(with_alpha(picture, mask)))
    open_rows = np.flatnonzero((255 * mask).astype(np.uint8).min(axis=1) < 255)
    return Layer(picture=part, corner=corner, depth=depth, whole=int(open_rows[-1]) + 1 if len(open_rows) else 0)


def strips(waves: Pixels) -> list[int]:
    """The first rows of the strips in which there is any water."""
    tall = len(waves)
    return [top for top in range(tall // 3, tall, STRIP) if waves[top : top + STRIP, :, 3].any()]


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
