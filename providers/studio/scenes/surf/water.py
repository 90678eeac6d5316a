"""The sea as the eye sees it: strips from far to near, each shaded by how it lies and what shines through it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas, Style
from providers.studio.easing import eased
from providers.studio.scenes.surf.sea import Floats, Sea
from providers.studio.scenes.surf.tints import Tint
from providers.studio.scenes.surf.view import View, rows
from providers.studio.weave import columns, stretched

COLUMNS = 72
NEAREST, FARTHEST, ROWS = 2.7, 700.0, 50
"""Metres from the eye, and strips between them."""
TAIL = 50.0
"""Metres behind a crest from which nothing is left of its foam."""
LOWEST = 1.12
"""Of the picture's height: what is farther down isn't painted."""


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
    visible: NDArray[np.bool_]
    painted: NDArray[np.bool_]
    """What has a colour: what is visible, and what hides just behind it."""
    colours: Floats
    """Red, green, blue by all that is painted, column after column."""

    def shown(self, x: Floats, y: Floats, z: Floats, slack: float = 2.0) -> NDArray[np.bool_]:
        """Which points of the sea aren't hidden behind a wave."""
        sx, sy = self.view.spot(x, y, z)
        row = np.clip(np.searchsorted(-self.depths, -z, side="right"), 0, len(self.depths) - 1)
        column = np.clip(np.rint(sx / self.view.width * (COLUMNS - 1)), 0, COLUMNS - 1).astype(int)
        inside = (sx > -0.1 * self.view.width) & (sx < 1.1 * self.view.width)
        return np.asarray(inside & (sy <= self.nearer[row, column] + slack))


class Grid:
    """Where the sea is looked at, from the same distance in every frame; arrays are depths by columns."""

    def __init__(self, sea: Sea, view: View) -> None:
        self.depths = rows(NEAREST, FARTHEST, ROWS, view.distance)
        self.across = np.linspace(-0.02, 1.02, COLUMNS) * view.width
        scale = view.scale(self.depths[:, None])
        grain = np.gradient(-self.depths)[:, None] * 0.5 + view.width / COLUMNS / scale * 0.7
        self.kept = sea.kept(grain.astype(np.float32))
        self.z = self.depths[:, None].astype(np.float32)
        self.aside = (self.across - view.width / 2) / scale


def look(sea: Sea, view: View, tint: Tint, time: float, grid: Grid) -> Look:
    """Work out one frame: where the water's surface is in the picture, and its colours."""
    z, x = grid.z, (view.x + grid.aside).astype(np.float32)
    water = sea.surface(x, z, time, grid.kept)
    down = view.spot(x, water.height, z)[1].astype(np.float32)
    before = np.full_like(down, 1e9)
    np.minimum.accumulate(down[:0:-1], axis=0, out=before[-2::-1])
    visible = down < np.minimum(before, LOWEST * view.height)
    painted = visible.copy()
    painted[1:] |= visible[:-1]
    column, row = np.nonzero(painted.T)
    place, slopes = (x[row, column], water.height[row, column], z[row, 0]), (water.slope_x, water.slope_z)
    colours = shaded(sea, view, tint, time, place, (slopes[0][row, column], slopes[1][row, column]))
    return Look(
        view=view, sea=sea, time=time, depths=grid.depths, across=grid.across, down=down, nearer=before,
        visible=visible, painted=painted, colours=colours,
    )  # fmt: skip


def shaded(
    sea: Sea, view: View, tint: Tint, time: float, place: tuple[Floats, Floats, Floats], slopes: tuple[Floats, Floats]
) -> Floats:
    """The colour of the water at points: its body, what shines through it, the mirrored sky, the sun, the haze.

    Three rows: red, green, blue.
    """
    x, y, z = place
    normal = np.stack([-slopes[0], np.ones_like(x), -slopes[1]])
    normal /= np.sqrt(np.einsum("ij,ij->j", normal, normal))
    eye = np.stack([np.float32(view.x) - x, np.float32(view.over) - y, np.float32(-view.distance) - z])
    away = np.sqrt(np.einsum("ij,ij->j", eye, eye))
    eye /= away
    facing = np.einsum("ij,ij->j", normal, eye)
    sun = tone(tint.sun)[:, 0] / np.linalg.norm(tone(tint.sun))
    mirror = 2 * facing * normal - eye
    grazing = 1 - np.minimum(np.abs(facing), 1)
    fresnel = 0.03 + 0.75 * grazing**4 * np.sqrt(grazing)
    sky = blend(tone(tint.low), tone(tint.high), np.clip(mirror[1], 0, 1) ** 0.6)
    through = eased((y + 0.15) / 2.4) * np.clip(0.25 + 1.5 * facing, 0, 1)
    lean = np.clip(0.5 - 0.9 * sun[1] + 0.9 * (sun @ normal), 0.0, 1.2)
    body = blend(tone(tint.deep), tone(tint.lit), np.clip(0.10 + 0.85 * through + 0.22 * (lean - 0.5), 0, 1))
    body *= 0.62 + 0.55 * lean
    glow = np.clip(sun @ mirror, 0, 1) ** 24 * np.float32(tint.glint * 0.55)
    colour = blend(body, sky, fresnel) + glow * tone(tint.light)
    white = blend(tone(tint.shade), tone(tint.foam), np.minimum(0.1 + lean, 1))
    colour = blend(colour, white, whitened(sea, x, z, time))
    haze = 0.85 - 0.85 * np.exp(away * np.float32(-1 / 260.0))
    return np.clip(blend(colour, tone(tint.low), haze), 0, 1)


@cache
def tone(colour: tuple[float, float, float]) -> Floats:
    """Three numbers as a column."""
    return np.array(colour, np.float32)[:, None]


def whitened(sea: Sea, x: Floats, z: Floats, time: float) -> Floats:
    """How white the water is, 0 to 1: where a crest has broken, down its front, in streaks behind it."""
    white, peel = np.zeros_like(x), sea.peel(time)
    for breaker in sea.breakers:
        ahead = sea.ahead(breaker, x, z, time)
        near = np.flatnonzero((ahead > -TAIL) & (ahead < 5.0) & (z < peel + 7.0))
        if len(near):
            foam = foamed(ahead[near], x[near], z[near], peel - z[near])
            white[near] = np.maximum(white[near], foam)
    return np.clip(white, 0, 1)


def foamed(n: Floats, x: Floats, z: Floats, since: Floats) -> Floats:
    """How white it is `n` metres before a crest, `since` metres nearer to the eye than where it begins to break."""
    done = eased((since + 0.6) / 1.6)
    toe = 0.4 + np.clip(0.42 * since, 0.0, 3.2)
    patch = 0.5 + 0.5 * np.sin(2.1 * z + 0.7 * np.sin(1.3 * x) + 1.7 * n) * np.sin(1.1 * z - 2.3 * n + 0.6)
    front = eased((toe - n) / 0.7) * eased((n + 0.9) / 0.5)
    behind = eased(-n / 0.8) * np.exp(np.minimum(0.0, n) / 7.0) * (0.25 + 0.6 * patch)
    lip = np.exp(-((n + 0.05) ** 2) / 0.05) * eased((since + 7.0) / 7.0)
    return np.asarray(np.maximum(done * np.maximum(front * (0.72 + 0.28 * patch), behind), 0.55 * lip))


def blend(first: Floats, second: Floats, share: Floats) -> Floats:
    """`share` of the second colour in the first, point by point."""
    return first + (second - first) * share


def woven(seen: Look, small: Canvas) -> Style:
    """All of the sea as one style: each column's colours from far to near, drawn out smoothly over the picture."""
    top = seen.view.horizon * 0.2
    tall = LOWEST * seen.view.height - top
    painted = seen.painted.T
    offsets = np.clip((seen.down.T[painted] - top) / tall, 0.0, 1.0)
    columns(small, offsets, seen.visible.T[painted], painted.sum(axis=1), seen.colours)
    wide = seen.across[-1] - seen.across[0]
    return stretched(small, seen.across[0] - wide / COLUMNS / 2, top, wide * COLUMNS / (COLUMNS - 1), tall)
