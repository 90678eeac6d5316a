"""One cloth: a net of points that is blown, falls, lies on things, and hardly stretches.

Position-based dynamics in short steps: links along and across keep their length, diagonals give a little; at the end of
each step what is still too long is pulled in, from where the cloth is held outwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
"""x, y, z by rows by columns; y up, z towards us, metres."""
Wind = Callable[[float, Field], Field]
"""The air's speed at a time, at places."""
Solid = Callable[[Field], tuple[Field, NDArray[np.bool_]]]
"""Where points have to be so that none lies inside of a thing, and which of them touch it."""
GRAVITY = 9.81
STEPS = 60
ITERATIONS = 2
STRIDES = (8, 4, 2, 1)
"""Links go over so many points: the long ones hold a whole cloth at once, and only pull."""
MOST = 0.0
"""Share of its length by which a link may be longer at the end of a step."""
LIMITING = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuff:
    """What a cloth is made of."""

    mass: float = 0.2
    """kg/m²."""
    stiff: float = 0.12
    """Share of a bend that a step takes out."""
    air: float = 0.9
    """How much of the wind it catches."""


class Sheet:
    """A cloth and its motion."""

    def __init__(
        self, place: Field, rest: tuple[float, float], held: NDArray[np.bool_], stuff: Stuff, gravity: float
    ) -> None:
        self.place, self.stuff, self.gravity = place.astype(np.float32), stuff, gravity
        self.speed = np.zeros_like(self.place)
        self.rest = rest
        """Lengths of a link across (between columns) and along (between rows)."""
        self.met = False
        """Whether it has touched what it may lie on."""
        self.free = (~held).astype(np.float32)
        self.links = [*straight(self.place, self.free, rest, 0.0, False), *diagonals(self.place, self.free, rest)]
        self.limits = straight(self.place, self.free, rest, MOST, True)

    def step(self, time: float, wind: Wind | None, solid: Solid | None) -> None:
        """One step of `1 / STEPS` seconds."""
        step = np.float32(1 / STEPS)
        before = self.place.copy()
        self.speed[1] -= self.gravity * step * self.free
        if wind is not None:
            self.blow(wind(time, self.place), step)
        self.place += self.speed * step * self.free
        self.bend()
        for _ in range(ITERATIONS):
            for link in self.links:
                link.pull()
        touched = None
        if solid is not None:
            pushed, touched = solid(self.place)
            self.place[:] = pushed
            self.met = self.met or bool(touched.any())
        for turn in range(LIMITING):
            for link in self.limits:
                link.pull()
            if solid is not None and turn == 1:
                self.place[:] = solid(self.place)[0]
        self.speed = (self.place - before) / step * 0.9985
        if touched is not None:
            self.speed *= np.where(touched, 0.2, 1.0).astype(np.float32)

    def blow(self, air: Field, step: np.float32) -> None:
        """The wind presses on what stands across it."""
        normal = normals(self.place)
        toward = np.einsum("irc,irc->rc", air - self.speed, normal)
        push = 0.6 * 1.2 * self.stuff.air / self.stuff.mass * toward * np.abs(toward)
        limit = 0.45 * np.abs(toward) / step
        push = np.clip(push, -limit, limit)
        self.speed += (push * step) * normal * self.free
        self.speed += (air - self.speed) * (0.12 * step) * self.free

    def bend(self) -> None:
        """Take some of each bend out, so that folds are round."""
        place, share = self.place, self.stuff.stiff * 0.5
        for axis in (1, 2):
            inner = [slice(None)] * 3
            ahead, behind = list(inner), list(inner)
            inner[axis], ahead[axis], behind[axis] = slice(1, -1), slice(2, None), slice(None, -2)
            bent = 0.5 * (place[tuple(ahead)] + place[tuple(behind)]) - place[tuple(inner)]
            place[tuple(inner)] += share * bent * self.free[tuple(inner[1:])]

    def strain(self) -> float:
        """How much longer than at rest the longest link is, as a share."""
        across = np.linalg.norm(np.diff(self.place, axis=2), axis=0).max() / self.rest[0]
        along = np.linalg.norm(np.diff(self.place, axis=1), axis=0).max() / self.rest[1]
        return float(max(across, along) - 1)


@dataclass(slots=True, kw_only=True)
class Link:
    """Many links that share no point: rows of two views of the places of their ends."""

    first: Field
    second: Field
    rest: np.float32
    shares: tuple[Field, Field]
    soft: np.float32
    pulls: bool
    """Whether it only pulls, and never pushes."""

    def pull(self) -> None:
        """Bring the ends to their distance."""
        apart = self.second - self.first
        long = np.sqrt(np.einsum("i...,i...->...", apart, apart)) + np.float32(1e-9)
        over = 1 - self.rest / long
        if self.pulls:
            np.maximum(over, 0, out=over)
        apart *= over * self.soft
        self.first += apart * self.shares[0]
        self.second -= apart * self.shares[1]


def straight(place: Field, free: Field, rest: tuple[float, float], slack: float, pulls: bool) -> list[Link]:
    """Links across and along, from the longest to the shortest."""
    out: list[Link] = []
    for stride in STRIDES:
        for axis, length in ((2, rest[0]), (1, rest[1])):
            for start in (0, stride):
                blocks = (place.shape[axis] - start) // (2 * stride)
                if blocks:
                    span = slice(start, start + 2 * stride * blocks)
                    out.append(
                        paired(place, free, (axis, span, stride), length * stride * (1 + slack), pulls or stride > 1)
                    )
    return out


def paired(place: Field, free: Field, where: tuple[int, slice, int], rest: float, pulls: bool) -> Link:
    """Links between each half of each block of `2 * stride` points along an axis and the other half."""
    axis, span, stride = where
    halves = []
    for field, along in ((place, axis), (free, axis - 1)):
        cut = [slice(None)] * field.ndim
        cut[along] = span
        part = field[tuple(cut)]
        shape = (*part.shape[:along], -1, 2, stride, *part.shape[along + 1 :])
        view = np.moveaxis(part.reshape(shape, copy=False), along + 1, -1)
        halves.append((view[..., 0], view[..., 1]))
    (first, second), (one, two) = halves
    both = np.maximum(one + two, 1e-6)
    return Link(
        first=first,
        second=second,
        rest=np.float32(rest),
        shares=(one / both, two / both),
        soft=np.float32(1),
        pulls=pulls,
    )


def diagonals(place: Field, free: Field, rest: tuple[float, float]) -> list[Link]:
    """Links that give a little, so that a cloth keeps its right angles about."""
    out: list[Link] = []
    every, left, right = slice(None), slice(None, -1), slice(1, None)
    for start in (0, 1):
        rows = (place.shape[1] - start) // 2 * 2
        top, low = slice(start, start + rows, 2), slice(start + 1, start + rows + 1, 2)
        for ends in (((top, left), (low, right)), ((top, right), (low, left))):
            one, two = free[ends[0]], free[ends[1]]
            both = np.maximum(one + two, 1e-6)
            out.append(
                Link(
                    first=place[(every, *ends[0])],
                    second=place[(every, *ends[1])],
                    rest=np.float32(np.hypot(*rest)),
                    shares=(one / both, two / both),
                    soft=np.float32(0.3),
                    pulls=False,
                )
            )
    return out


def normals(place: Field) -> Field:
    """Of length 1, at each point."""
    across, along = np.empty_like(place), np.empty_like(place)
    across[:, :, 1:-1] = place[:, :, 2:] - place[:, :, :-2]
    across[:, :, 0], across[:, :, -1] = place[:, :, 1] - place[:, :, 0], place[:, :, -1] - place[:, :, -2]
    along[:, 1:-1] = place[:, 2:] - place[:, :-2]
    along[:, 0], along[:, -1] = place[:, 1] - place[:, 0], place[:, -1] - place[:, -2]
    normal = np.stack(
        [
            along[1] * across[2] - along[2] * across[1],
            along[2] * across[0] - along[0] * across[2],
            along[0] * across[1] - along[1] * across[0],
        ]
    )
    return np.asarray(normal / (np.sqrt(np.einsum("irc,irc->rc", normal, normal)) + np.float32(1e-9)), np.float32)
