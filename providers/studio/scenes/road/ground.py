"""The line of the road: level, or with bumps, hills and a ramp; the same whatever part of it is driven on."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import pi

import numpy as np
import pymunk

from providers.studio.stagecraft.terms import Point
from providers.studio.tracks import Floats

STARTS, ENDS = -140.0, 760.0
"""Metres between which there is a road; a staging never drives farther."""
FINE = 0.12
"""Metres between two points of its line on a bump."""
LIP = 0.02
"""Metres over which a ramp ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bump:
    """A smooth rise of the road, or a hole in it."""

    x: float
    """Of its middle."""
    wide: float
    tall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ramp:
    """A wedge that is driven up, and that ends in the air."""

    x: float
    """Where it begins."""
    long: float
    tall: float

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.x + self.long


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """One road."""

    bumps: tuple[Bump, ...] = ()
    ramp: Ramp | None = None
    hills: float = 0.0
    """Metres of the hills over the dales."""
    grip: float = 0.85
    """Friction between it and a tyre."""

    def bed(self, x: Floats | float) -> Floats:
        """How high the road is, without its ramp."""
        x = np.asarray(x, float)
        height = 0.5 * self.hills * (1 - np.cos(2 * pi * np.maximum(x - 8.0, 0.0) / 46.0))
        low, high = float(x.min()), float(x.max())
        for bump in (each for each in self.bumps if low - each.wide < each.x < high + each.wide):
            share = np.clip((x - bump.x) / bump.wide, -0.5, 0.5)
            height = height + bump.tall * (0.5 + 0.5 * np.cos(2 * pi * share))
        return np.asarray(height)

    def height(self, x: float) -> float:
        """How high it is at one place, the ramp upon it."""
        more = 0.0
        if self.ramp and self.ramp.x <= x <= self.ramp.end:
            more = rise(self.ramp, (x - self.ramp.x) / self.ramp.long)
        return float(self.bed(x)) + more

    def line(self) -> list[Point]:
        """Its surface as points from left to right."""
        places = set(np.arange(STARTS, ENDS, 0.4 if self.hills else 40.0).tolist())
        for bump in self.bumps:
            places.update(np.linspace(bump.x - bump.wide / 2, bump.x + bump.wide / 2, max(9, int(bump.wide / FINE))))
        if self.ramp:
            places.update(np.linspace(self.ramp.x, self.ramp.end, 17))
            places.update((self.ramp.end + LIP,))
        return [(float(x), self.height(float(x))) for x in sorted(places)]


def rise(ramp: Ramp, share: float) -> float:
    """How high a ramp is at a share of its length: it starts gently, so that wheels take it."""
    return float(ramp.tall * share**1.5)


def steep(ramp: Ramp) -> float:
    """The slope at a ramp's end."""
    return 1.5 * ramp.tall / ramp.long


def lay(road: Road, space: pymunk.Space) -> set[pymunk.Shape]:
    """Put the road into a space; wheels roll over the joints of its pieces without a knock."""
    thick = 0.1
    points = [(x, y - thick) for x, y in road.line()]
    made: set[pymunk.Shape] = set()
    for at, (start, end) in enumerate(itertools.pairwise(points)):
        piece = pymunk.Segment(space.static_body, start, end, thick)
        piece.friction, piece.elasticity = 1.0, 0.15
        piece.set_neighbors(points[max(0, at - 1)], points[min(len(points) - 1, at + 2)])
        space.add(piece)
        made.add(piece)
    return made
