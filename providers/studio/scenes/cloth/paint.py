"""Cloth painted: strips from the furthest to the nearest, each with the light of its folds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from providers.studio.canvas import Canvas, Point, linear
from providers.studio.scenes.cloth.plan import Piece
from providers.studio.scenes.cloth.sheet import Field, normals
from providers.studio.stagecraft.terms import Colour

FINER = 2
"""Facets on each link."""
RUN = 12
"""Facets that are painted at once."""
SUN = np.array([-0.45, 0.62, 0.64], np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eye:
    """From where it is seen: metres become pixels."""

    scale: float
    """Pixels per metre at z = 0."""
    across: float
    ground: float
    """Where the ground's origin is, in pixels."""
    lift: float = 0.0
    """How much further up in the picture a metre further away lies."""
    away: float = 7.0
    """Metres to the eye."""

    def seen(self, place: Field) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Pixels right and down."""
        near = np.float32(self.scale) * np.float32(self.away) / (np.float32(self.away) - place[2])
        return self.across + place[0] * near, self.ground - (place[1] - self.lift * place[2]) * near


@cache
def spline(count: int, finer: int) -> NDArray[np.float32]:
    """The matrix that puts `finer - 1` points between each two of `count`, on a smooth curve."""
    knots = np.arange(count)
    fine = np.linspace(0, count - 1, finer * (count - 1) + 1)
    return np.asarray(CubicSpline(knots, np.eye(count))(fine), np.float32)


def smooth(place: Field) -> Field:
    """The same cloth with more points."""
    return np.asarray(
        spline(place.shape[1], 1 if place.shape[2] > 12 and place.shape[1] > 12 else FINER)
        @ place
        @ spline(place.shape[2], FINER).T
    )


@cache
def tones(rows: int, columns: int, pattern: str, colours: tuple[Colour, ...]) -> NDArray[np.float32]:
    """The colour of each facet: rows by columns by red, green, blue."""
    row, column = np.mgrid[:rows, :columns]
    match pattern:
        case "bands":
            which = row * len(colours) // rows
        case "columns":
            which = column * 9 // columns % len(colours)
        case "checks":
            which = (column * 8 // columns + row * 8 // rows) % len(colours)
        case _:
            which = 0 * row
    return np.asarray(np.array(colours, np.float32)[which])


def cloth(canvas: Canvas, eye: Eye, piece: Piece, place: Field) -> None:
    """One cloth, from its furthest strip to its nearest."""
    fine = smooth(place)
    x, y = eye.seen(fine)
    normal = normals(fine)
    faces = np.sign(normal[2])
    bright = 0.5 + 0.52 * np.clip(np.einsum("i,irc->rc", SUN, normal * faces), 0, 1) ** 0.9
    bright += 0.16 * np.clip(np.einsum("i,irc->rc", SUN, normal * faces), 0, 1) ** 16
    turned = (x[:-1, 1:] - x[:-1, :-1]) * (y[1:, :-1] - y[:-1, :-1]) - (y[:-1, 1:] - y[:-1, :-1]) * (
        x[1:, :-1] - x[:-1, :-1]
    ) > 0
    colour = tones(turned.shape[0], turned.shape[1], piece.pattern, piece.colours)
    depth = fine[2] + 0.4 * fine[1] * eye.lift
    runs: list[tuple[float, int, int, int]] = []
    for row in range(turned.shape[0]):
        cuts = [0, *(np.flatnonzero(np.diff(turned[row])) + 1).tolist(), turned.shape[1]]
        for start, end in pairwise(cuts):
            for left in range(start, end, RUN):
                right = min(end, left + RUN)
                runs.append((float(depth[row : row + 2, left : right + 1].mean()), row, left, right))
    shade = (0.5 * (bright[:-1] + bright[1:]))[..., None]
    lit = np.clip(colour * shade[:, :-1], 0, 1).tolist(), np.clip(colour * shade[:, 1:], 0, 1).tolist()
    points = np.stack([x, y], -1).tolist()
    for _, row, left, right in sorted(runs):
        stops = list(zip(lit[0][row][left:right], lit[1][row][left:right], strict=True))
        strip(canvas, points[row][left : right + 1], points[row + 1][left : right + 1], stops)


def strip(
    canvas: Canvas, top: list[list[float]], low: list[list[float]], lit: list[tuple[list[float], list[float]]]
) -> None:
    """Some facets beside each other, shaded from one to the next; a little too large, so that no seam shows."""
    start_x, start_y = 0.5 * (top[0][0] + low[0][0]), 0.5 * (top[0][1] + low[0][1])
    end_x, end_y = 0.5 * (top[-1][0] + low[-1][0]), 0.5 * (top[-1][1] + low[-1][1])
    dx, dy = end_x - start_x, end_y - start_y
    square = dx * dx + dy * dy + 1e-9
    over = 0.8 / square**0.5
    outline: list[Point] = [(x, y) for x, y in top]
    outline.append((top[-1][0] + over * dx, top[-1][1] + over * dy))
    outline.append((low[-1][0] + over * dx, low[-1][1] + over * dy + 0.9))
    outline += [(x, y + 0.9) for x, y in low[::-1]]
    stops: list[tuple[float, list[float]]] = []
    share = 0.0
    for (ax, ay), (bx, by), (first, second) in zip(top[1:], low[1:], lit, strict=True):
        stops.append((share, first))
        share = max(share, min(1.0, ((0.5 * (ax + bx) - start_x) * dx + (0.5 * (ay + by) - start_y) * dy) / square))
        stops.append((share, second))
    canvas.polygon(outline, linear((start_x, start_y), (end_x, end_y), *stops))


def shadow(canvas: Canvas, eye: Eye, place: Field, alpha: float) -> None:
    """What it throws on the ground, softer the higher it is."""
    fallen = place.copy()
    fallen[0] += 0.14 * place[1]
    fallen[2] -= 0.12 * place[1]
    fallen[1] = 0
    x, y = eye.seen(fallen)
    edge = [*border(x, y)]
    mid = (float(x.mean()), float(y.mean()))
    for grow in (1.12, 1.05, 0.98):
        canvas.polygon(
            [(mid[0] + (px - mid[0]) * grow, mid[1] + (py - mid[1]) * grow) for px, py in edge],
            (0.05, 0.02, 0.08, alpha / 3),
        )


def border(x: NDArray[np.float32], y: NDArray[np.float32]) -> list[Point]:
    """The points of its four edges, around."""
    order = [(x[0], y[0]), (x[:, -1], y[:, -1]), (x[-1, ::-1], y[-1, ::-1]), (x[::-1, 0], y[::-1, 0])]
    return [(float(px), float(py)) for xs, ys in order for px, py in zip(xs, ys, strict=True)]
