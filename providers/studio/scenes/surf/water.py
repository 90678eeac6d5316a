"""The sea as the eye sees it: strips from far to near, each shaded by how it lies and what shines through it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas, Style
from providers.studio.easing import eased
from providers.studio.scenes.surf.sea import Floats, Sea
from providers.studio.scenes.surf.tints import Tint
from providers.studio.scenes.surf.view import View
from providers.studio.weave import columns, stretched

COLUMNS = 72
NEAREST, FARTHEST, ROWS = 2.7, 700.0, 50
"""Metres from the eye, and strips between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The sea in one frame; arrays are depths, from far to near, by columns."""

    view: View
    sea: Sea
    time: float
    depths: Floats
    across: Floats
    """Pixels of the columns."""
    down: Floats
    """Pixels of the surface."""
    nearer: Floats
    """The highest pixel, in each column, of all that lies before a strip: what is below it is hidden."""
    colours: Floats

    def shown(self, x: Floats, y: Floats, z: Floats, slack: float = 2.0) -> NDArray[np.bool_]:
        """Which points of the sea aren't hidden behind a wave."""
        sx, sy = self.view.spot(x, y, z)
        row = np.clip(np.searchsorted(-self.depths, -z, side="right"), 0, len(self.depths) - 1)
        column = np.clip(np.rint(sx / self.view.width * (COLUMNS - 1)), 0, COLUMNS - 1).astype(int)
        inside = (sx > -0.1 * self.view.width) & (sx < 1.1 * self.view.width)
        return np.asarray(inside & (sy <= self.nearer[row, column] + slack))


def look(sea: Sea, view: View, tint: Tint, time: float, depths: Floats) -> Look:
    """Work out one frame: where the water's surface is in the picture, and its colours."""
    pixels = np.linspace(-0.02, 1.02, COLUMNS) * view.width
    z = depths[:, None].astype(np.float32)
    x = (view.x + (pixels[None, :] - view.width / 2) / view.scale(z)).astype(np.float32)
    grain = np.gradient(-depths)[:, None] * 0.5 + view.width / COLUMNS / view.scale(z) * 0.7
    grain = grain.astype(np.float32)
    water = sea.surface(x, z, time, grain)
    _, down = view.spot(x, water.height, z)
    before = np.minimum.accumulate(np.vstack([np.full((1, COLUMNS), 1e9), down[::-1]]), axis=0)[:-1][::-1]
    colours = shaded(sea, view, tint, time, (x, water.height, z), (water.slope_x, water.slope_z))
    return Look(view=view, sea=sea, time=time, depths=depths, across=pixels, down=down, nearer=before, colours=colours)


def shaded(
    sea: Sea, view: View, tint: Tint, time: float, place: tuple[Floats, Floats, Floats], slopes: tuple[Floats, Floats]
) -> Floats:
    """The colour of the water at each point: its body, what shines through it, the mirrored sky, the sun, the haze."""
    x, y, z = place
    normal = np.stack([-slopes[0], np.ones_like(x), -slopes[1]])
    normal /= np.linalg.norm(normal, axis=0)
    eye = np.stack(np.broadcast_arrays(view.x - x, view.over - y, -(view.distance + z)))
    away = np.linalg.norm(eye, axis=0)
    eye = eye / away
    facing = np.sum(normal * eye, axis=0)
    sun = np.array(tint.sun) / np.linalg.norm(tint.sun)
    mirror = 2 * facing * normal - eye
    fresnel = 0.03 + 0.75 * np.clip(1 - np.abs(facing), 0, 1) ** 4.5
    up = np.clip(mirror[1], 0, 1) ** 0.6
    sky = blend(np.array(tint.low), np.array(tint.high), up)
    through = eased((y + 0.15) / 2.4) * np.clip(0.25 + 1.5 * facing, 0, 1)
    lean = np.clip(0.5 + 0.9 * np.tensordot(sun, normal - np.array([0, 1, 0])[:, None, None], 1), 0.0, 1.2)
    body = blend(np.array(tint.deep), np.array(tint.lit), np.clip(0.10 + 0.85 * through + 0.22 * (lean - 0.5), 0, 1))
    body = body * (0.62 + 0.55 * lean)[..., None]
    glow = np.clip(np.tensordot(sun, mirror, 1), 0, 1) ** 24 * tint.glint * 0.55
    colour = blend(body, sky, fresnel) + glow[..., None] * np.array(tint.light)
    haze = 1 - np.exp(-away / 260.0)
    colour = blend(
        colour, blend(np.array(tint.shade), np.array(tint.foam), np.clip(0.1 + lean, 0, 1)), whitened(sea, x, z, time)
    )
    return np.clip(blend(colour, np.array(tint.low), 0.85 * haze), 0, 1)


def whitened(sea: Sea, x: Floats, z: Floats, time: float) -> Floats:
    """How white the water is, 0 to 1: where a crest has broken, down its front, in streaks behind it."""
    white = np.zeros_like(x)
    for breaker in sea.breakers:
        n = sea.ahead(breaker, x, z, time)
        since = sea.peel(time) - z
        done = eased((since + 0.6) / 1.6)
        toe = 0.4 + np.clip(0.42 * since, 0.0, 3.2)
        patch = 0.5 + 0.5 * np.sin(2.1 * z + 0.7 * np.sin(1.3 * x) + 1.7 * n) * np.sin(1.1 * z - 2.3 * n + 0.6)
        front = eased((toe - n) / 0.7) * eased((n + 0.9) / 0.5)
        behind = eased(-n / 0.8) * np.exp(np.minimum(0.0, n) / 7.0) * (0.25 + 0.6 * patch)
        lip = np.exp(-((n + 0.05) ** 2) / 0.05) * eased((since + 7.0) / 7.0)
        white = np.maximum(white, np.maximum(done * np.maximum(front * (0.72 + 0.28 * patch), behind), 0.55 * lip))
    return np.clip(white, 0, 1)


def blend(first: Floats, second: Floats, share: Floats) -> Floats:
    """`share` of the second colour in the first, point by point."""
    return first + (second - first) * share[..., None]


def woven(seen: Look, small: Canvas) -> Style:
    """All of the sea as one style: each column's colours from far to near, drawn out smoothly over the picture."""
    top = seen.view.horizon * 0.2
    tall = 1.12 * seen.view.height - top
    offsets = np.clip((seen.down - top) / tall, 0.0, 1.0)
    visible = (seen.down < seen.nearer) & (seen.down < 1.12 * seen.view.height)
    columns(small, offsets, visible, seen.colours)
    wide = seen.across[-1] - seen.across[0]
    return stretched(small, seen.across[0] - wide / COLUMNS / 2, top, wide * COLUMNS / (COLUMNS - 1), tall)
