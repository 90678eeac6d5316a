"""What one pours from: the inner outline, tilted so far that just as much runs over the lip as is wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from providers.studio.stagecraft.terms import Colour

Floats = NDArray[np.float64]
UPRIGHT, STEEPEST = 0.0, 2.6
HALVINGS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Jug:
    """A vessel to pour from, seen from the side; the lip is at the origin and looks to the right."""

    name: str
    outline: tuple[tuple[float, float], ...]
    """Of the inside, in metres."""
    clear: bool = True
    colour: Colour = (0.9, 0.95, 1.0)
    handle: tuple[tuple[float, float], ...] = ()
    """Control points of a cubic; empty where there is none."""
    filled: float = 0.72
    """Share of the outline that is full at the start."""


JUGS: Mapping[str, Jug] = MappingProxyType(
    {
        each.name: each
        for each in (
            Jug(
                name="jug",
                outline=(
                    (0, 0),
                    (-0.018, -0.03),
                    (-0.006, -0.1),
                    (-0.008, -0.15),
                    (-0.022, -0.19),
                    (-0.1, -0.19),
                    (-0.114, -0.15),
                    (-0.116, -0.1),
                    (-0.104, -0.03),
                    (-0.11, 0.0),
                ),
                handle=((-0.108, -0.02), (-0.185, 0.0), (-0.185, -0.14), (-0.112, -0.145)),
                filled=0.68,
            ),
            Jug(
                name="bottle",
                outline=(
                    (0, 0),
                    (-0.001, -0.075),
                    (0.022, -0.125),
                    (0.023, -0.27),
                    (-0.051, -0.27),
                    (-0.05, -0.125),
                    (-0.027, -0.075),
                    (-0.028, 0),
                ),
                colour=(0.35, 0.62, 0.42),
                filled=0.78,
            ),
            Jug(
                name="kettle",
                outline=(
                    (0, 0),
                    (-0.03, -0.05),
                    (-0.052, -0.1),
                    (-0.066, -0.135),
                    (-0.165, -0.135),
                    (-0.182, -0.09),
                    (-0.17, -0.03),
                    (-0.148, 0.004),
                    (-0.086, 0.004),
                    (-0.062, -0.03),
                    (-0.045, -0.045),
                    (-0.018, 0.006),
                ),
                clear=False,
                colour=(0.72, 0.74, 0.77),
                handle=((-0.155, -0.005), (-0.255, 0.0), (-0.25, -0.115), (-0.172, -0.11)),
                filled=0.66,
            ),
            Jug(
                name="carton",
                outline=(
                    (0, 0),
                    (0.012, -0.03),
                    (0.012, -0.2),
                    (-0.075, -0.2),
                    (-0.075, -0.03),
                    (-0.055, 0.008),
                    (-0.012, 0.008),
                ),
                clear=False,
                colour=(0.95, 0.95, 0.96),
                filled=0.8,
            ),
        )
    }
)
"""Every jug by the name that the vocabulary uses; a tap is none."""


def rounded(outline: tuple[tuple[float, float], ...]) -> Floats:
    """The outline with its corners cut twice, but for the lip and the corner beside it."""
    points = np.array(outline)
    for _ in range(2):
        after = np.roll(points, -1, axis=0)
        near, far = 0.75 * points + 0.25 * after, 0.25 * points + 0.75 * after
        cut = np.stack([near, far], axis=1).reshape(-1, 2)[:-1]
        points = np.concatenate([points[:1], cut])
    return np.asarray(points)


def turned(points: Floats, tilt: float) -> Floats:
    """Points turned clockwise around the lip."""
    cosine, sine = np.cos(tilt), np.sin(tilt)
    return np.asarray(points @ np.array([[cosine, -sine], [sine, cosine]]))


def beneath(points: Floats, level: float) -> Floats:
    """The part of a polygon that lies under a level."""
    after = np.roll(points, -1, axis=0)
    low, next_low = points[:, 1] <= level, after[:, 1] <= level
    rise = after[:, 1] - points[:, 1]
    share = (level - points[:, 1]) / np.where(rise == 0, 1.0, rise)
    crossings = points + (after - points) * share[:, None]
    both = np.stack([points, crossings], axis=1).reshape(-1, 2)
    return np.asarray(both[np.stack([low, low != next_low], axis=1).ravel()])


def area(points: Floats) -> float:
    """Of a polygon; 0 for less than a triangle."""
    if len(points) < 3:
        return 0.0
    x, y = points[:, 0], points[:, 1]
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def held(outline: Floats, wanted: float, head: float) -> tuple[float, float]:
    """The tilt at which so much area stands `head` over the lip, and the level that it has there.

    Where that would mean to tilt it backwards, it is upright, and the level is what it comes to.
    """
    if area(beneath(outline, head)) > wanted:
        return halved(UPRIGHT, STEEPEST, lambda tilt: area(beneath(turned(outline, tilt), head)) > wanted), head
    return UPRIGHT, halved(float(outline[:, 1].min()), 0.05, lambda level: area(beneath(outline, level)) < wanted)


def halved(low: float, high: float, further: Callable[[float], bool]) -> float:
    """The place between two up to which one has to go further."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if further(middle) else (low, middle)
    return (low + high) / 2
