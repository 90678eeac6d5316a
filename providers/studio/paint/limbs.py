"""Limbs as filled outlines: tapered, round at the ends, light on one side and dark on the other; shaped all at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from providers.studio.canvas import Canvas, Style, linear
from providers.studio.paint.colours import Thin, darker, lighter, thin
from providers.studio.stagecraft.anatomy import Floats
from providers.studio.stagecraft.terms import Colour

SHARES = (0.0, 0.25, 0.5, 0.8, 1.0)
LIMBS = {
    name: np.array([SHARES, front, behind]).T
    for name, front, behind in (
        ("arm", (0.030, 0.029, 0.0255, 0.0215, 0.021), (0.030, 0.030, 0.027, 0.022, 0.021)),
        ("fore", (0.021, 0.0235, 0.0195, 0.015, 0.0135), (0.021, 0.023, 0.0195, 0.015, 0.0135)),
        ("hand", (0.012, 0.0155, 0.0145, 0.0095, 0.005), (0.012, 0.0145, 0.0140, 0.0095, 0.005)),
        ("thigh", (0.050, 0.053, 0.047, 0.037, 0.033), (0.055, 0.053, 0.044, 0.034, 0.031)),
        ("shank", (0.031, 0.0265, 0.0225, 0.0185, 0.0185), (0.031, 0.039, 0.033, 0.0205, 0.0185)),
        ("foot", (0.0215, 0.0205, 0.018, 0.013, 0.008), (0.0215, 0.0205, 0.018, 0.013, 0.008)),
        ("boot", (0.0265, 0.026, 0.0255, 0.026, 0.0285), (0.0285, 0.027, 0.0265, 0.027, 0.0285)),
    )
}
"""Shares of the length, with the radius in front and behind over the stature."""
LIGHT = np.array([-0.48, -0.88])
"""Where the light comes from, in the picture."""
ARC = np.linspace(0, np.pi, 7)[1:-1]


def clipped(profile: Floats, begin: float, stop: float) -> Floats:
    """The part of a limb's profile between two shares, as a profile of its own."""
    share = np.linspace(0, 1, 5)
    at = begin + share * (stop - begin)
    return np.stack(
        [share, np.interp(at, profile[:, 0], profile[:, 1]), np.interp(at, profile[:, 0], profile[:, 2])], axis=1
    )


@lru_cache(maxsize=256)
def tones(colour: Colour) -> tuple[tuple[float, Colour], ...]:
    """Two tones of a colour with a soft edge between them."""
    return (
        (0, lighter(colour, 0.2)),
        (0.32, colour),
        (0.54, darker(colour, 0.1)),
        (0.74, darker(colour, 0.27)),
        (1, darker(colour, 0.35)),
    )


def toned(middle: Floats, lit: Floats, reach: float, colour: Colour) -> Style:
    """A gradient from the lit side over."""
    x, y, dx, dy = float(middle[0]), float(middle[1]), float(lit[0]) * reach, float(lit[1]) * reach
    return linear((x + dx, y + dy), (x - dx, y - dy), *tones(colour))


def lit_side(across: Floats) -> float:
    """1 where that way lies in the light, -1 where it lies in the shade."""
    return 1.0 if float(across @ LIGHT) > 0 else -1.0


class Limbs:
    """Limbs to be drawn: added one by one, shaped together, then filled in any order."""

    def __init__(self, ahead: Floats, tall: float) -> None:
        self.ahead, self.tall = ahead[:2], tall
        self.starts: list[Floats] = []
        self.ends: list[Floats] = []
        self.profiles: list[Floats] = []
        self.colours: list[Colour] = []
        self.bends: list[int] = []
        self.strokes: dict[int, list[tuple[Floats, Floats, float, Thin]]] = {}
        """Lines under a limb, by its number."""

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, start: Floats, end: Floats, profile: Floats, colour: Colour, bend: int) -> None:
        """One more; `bend` is the side that its profile's front is on, 1 for ahead."""
        self.starts.append(start)
        self.ends.append(end)
        self.profiles.append(profile)
        self.colours.append(colour)
        self.bends.append(bend)

    def stroke(self, start: Floats, end: Floats, width: float, colour: Colour) -> None:
        """A line under whatever is added next."""
        self.strokes.setdefault(len(self), []).append((start, end, width, thin(colour, 1.0)))

    def shape(self) -> None:
        """Work out all outlines."""
        start, end, profile = np.array(self.starts)[:, :2], np.array(self.ends)[:, :2], np.array(self.profiles)
        way = end - start
        length = np.sqrt((way**2).sum(axis=1, keepdims=True))
        along = np.where(length > 1e-3, way / np.maximum(length, 1e-3), (0.0, 1.0))
        across = np.stack([-along[:, 1], along[:, 0]], axis=1)
        front = ((across @ self.ahead) * np.array(self.bends))[:, None]
        fore, back = self.tall * profile[:, :, 1], self.tall * profile[:, :, 2]
        mean, more = (fore + back) / 2, (fore - back) / 2 * front
        spine, side = start[:, None] + profile[:, :, :1] * way[:, None], across[:, None]
        one, other = spine + (mean + more)[:, :, None] * side, spine - (mean - more)[:, :, None] * side
        fan = np.cos(ARC)[:, None] * side + np.sin(ARC)[:, None] * along[:, None]
        caps = end[:, None] + mean[:, -1:, None] * fan, start[:, None] - mean[:, :1, None] * fan
        self.outlines = np.concatenate([one, caps[0], other[:, ::-1], caps[1]], axis=1).tolist()
        self.middles, self.reaches = (start + end) / 2, mean.max(axis=1).tolist()
        self.lit = across * np.where(across @ LIGHT > 0, 1.0, -1.0)[:, None]

    def fill(self, canvas: Canvas, which: Iterable[int]) -> None:
        """Draw these, in their order."""
        for at in which:
            for start, end, width, colour in self.strokes.get(at, ()):
                canvas.line((tuple(start[:2].tolist()), tuple(end[:2].tolist())), width, colour)
            canvas.polygon(self.outlines[at], toned(self.middles[at], self.lit[at], self.reaches[at], self.colours[at]))
