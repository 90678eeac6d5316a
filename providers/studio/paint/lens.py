"""What the camera does while it looks: painters draw as if it stood still, inside `look`.

A movement depends on the time alone, never on how long a staging is: a clip that goes on looks as it did before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import cos, exp, pi, sin
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas
from providers.studio.performance import Form

Floats = NDArray[np.float64]

SWAY = 8.0
"""Seconds from one side to the other, and then back again."""
MOVE = 6.5
"""Seconds until a zoom or a dolly has come to its end, where it stays."""
MARGIN = 1.22
"""How much larger than the frame the picture is that is panned over."""
NEAR = 1.55
"""The end of a zoom, over its beginning."""
CLOSE = 0.32
"""How far a dolly goes, over the distance to the stage."""
LAG = 0.35
"""Seconds by which a camera that follows is behind."""
STILL_SHARE = 0.55
"""How far what is at depth 0 moves when the camera pans, over what is on stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where the camera is at one moment."""

    zoom: float = 1.0
    closer: float = 0.0
    """Towards the stage, over the distance to it: near things grow more than far ones."""
    x: float = 0.0
    y: float = 0.0
    """Where it looks within what it may see: -1 is the left or upper end, 1 the other; at nought, at the focus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What becomes of a point of the still picture: times `scale`, plus `(x, y)` pixels."""

    scale: float
    x: float
    y: float


def swaying(time: float) -> float:
    """From -1 to 1 and back, without a jerk."""
    return -cos(pi * time / SWAY)


def arriving(time: float) -> float:
    """From 0 to 1, soft at both ends, and there it stays."""
    share = min(1.0, time / MOVE)
    return share * share * (3 - 2 * share)


def shaken(time: float) -> Move:
    """A camera held by hand: it breathes and trembles a little."""
    x = 0.5 * sin(1.7 * time) + 0.3 * sin(3.9 * time + 1) + 0.12 * sin(9.1 * time + 2)
    y = 0.5 * sin(1.3 * time + 2) + 0.3 * sin(4.7 * time) + 0.12 * sin(8.3 * time + 1)
    return Move(zoom=1.05, x=x, y=y)


MOVES: Mapping[str, Callable[[float], Move]] = MappingProxyType(
    {
        "pan_left": lambda time: Move(zoom=MARGIN, x=-swaying(time)),
        "pan_right": lambda time: Move(zoom=MARGIN, x=swaying(time)),
        "tilt_up": lambda time: Move(zoom=MARGIN, y=-swaying(time)),
        "tilt_down": lambda time: Move(zoom=MARGIN, y=swaying(time)),
        "zoom_in": lambda time: Move(zoom=1 + (NEAR - 1) * arriving(time)),
        "zoom_out": lambda time: Move(zoom=1 + (NEAR - 1) * (1 - arriving(time))),
        "dolly_in": lambda time: Move(closer=CLOSE * arriving(time)),
        "dolly_out": lambda time: Move(closer=CLOSE * (1 - arriving(time))),
        "follow": lambda time: Move(zoom=1 + 0.25 * arriving(time)),
        "handheld": shaken,
    }
)
"""By the second. `follow` is this where nothing is told that could be followed."""
FOLLOWS = 1.4
"""How much larger the picture is than the frame that follows something in it."""


class Lens:
    """One movement over one staging; it never shows what lies outside of the still picture."""

    def __init__(
        self, movement: str, form: Form, target: Floats | None = None, focus: tuple[float, float] = (0.0, 0.35)
    ) -> None:
        """`target` has a row for each frame: where what is followed is in the still picture, in pixels.

        `focus` is what stays in place when the camera comes nearer: from -1 to 1 across, and downwards.
        """
        self.focus = focus
        self.move, self.form = MOVES.get(movement), form
        self.path = followed(target, form) if movement == "follow" and target is not None else None

    @property
    def still(self) -> bool:
        """Whether it does nothing at all."""
        return self.move is None

    @property
    def reach(self) -> float:
        """The largest scale at which the stage is shown: as large a still picture loses nothing."""
        times = np.arange(0, max(SWAY, MOVE) + 0.5, 0.5)
        return max(self.seen(self.at(time), 1.0)[0] for time in times)

    def at(self, time: float) -> Move:
        """Where the camera is at that second of the clip."""
        if self.path is not None:
            x, y = self.path[min(len(self.path) - 1, round(time * self.form.rate))]
            return Move(zoom=FOLLOWS, x=float(x), y=float(y))
        if not self.move:
            return Move()
        move = self.move(time)
        return replace(move, x=move.x or self.focus[0], y=move.y or self.focus[1])

    def seen(self, move: Move, depth: float) -> tuple[float, float]:
        """How large what is at that depth is shown, and which share of the way to the frame's edge it may go."""
        scale = move.zoom / (1 - move.closer * min(depth, 1.5))
        return scale, (scale - 1) / 2 * min(1.0, STILL_SHARE + (1 - STILL_SHARE) * depth)

    def view(self, frame: int, depth: float = 1.0) -> View:
        """How what is at that depth is seen in that frame."""
        move = self.at(frame / self.form.rate)
        scale, room = self.seen(move, depth)
        width, height = self.form.width, self.form.height
        return View(
            scale=scale, x=width * ((1 - scale) / 2 - room * move.x), y=height * ((1 - scale) / 2 - room * move.y)
        )

    @contextmanager
    def look(self, canvas: Canvas, frame: int, depth: float = 1.0) -> Iterator[None]:
        """Draw what is at that depth: 1 moves with the things on stage, 0 is so far away that it hardly moves."""
        if self.still:
            yield
            return
        seen = self.view(frame, depth)
        with canvas.move(seen.x, seen.y, scale=(seen.scale, seen.scale)):
            yield


def followed(target: Floats, form: Form) -> Floats:
    """Where a camera looks that has some weight: it is late, and hurries more the farther it is behind."""
    size = np.array([form.width, form.height])
    wanted = np.clip((2 * target / size - 1) / (1 - 1 / FOLLOWS), -1, 1)
    keep = exp(-1 / (LAG * form.rate))
    place, path = wanted[0], np.empty_like(wanted)
    soft = wanted[0]
    for at, goal in enumerate(wanted):
        soft = goal + (soft - goal) * keep
        place = soft + (place - soft) * keep
        path[at] = place
    return np.asarray(path)
