"""The wind: gusts that come and go, and eddies that it carries along; and what a cloth may lie on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from providers.studio.scenes.cloth.sheet import Field

EDDIES = 5
THICK = 0.008
"""Metres that a cloth keeps from what it lies on."""


class Breeze:
    """Moving air, drawn by a seed; the same at each call for the same time and place."""

    def __init__(self, toward: tuple[float, float, float], seed: int, stir: float = 0.45) -> None:
        random = np.random.default_rng([seed, 47])
        self.toward = np.array(toward, np.float32)
        self.speed = float(np.linalg.norm(self.toward))
        self.stir = stir
        self.phase = random.uniform(0, 2 * np.pi, (2, EDDIES)).astype(np.float32)
        self.number = (random.uniform(1.6, 6.0, EDDIES)).astype(np.float32)
        self.lean = random.uniform(-1.5, 1.5, EDDIES).astype(np.float32)
        self.gusts = random.uniform(0, 2 * np.pi, 3)

    def strength(self, time: float) -> float:
        """How strong it is now, over its mean."""
        first, second, third = self.gusts
        wave = 0.22 * np.sin(0.9 * time + first) + 0.16 * np.sin(2.3 * time + second) + 0.1 * np.sin(4.1 * time + third)
        return float(max(0.15, 1 + wave) * min(1.0, 0.3 + 0.5 * time))

    def __call__(self, time: float, place: Field) -> Field:
        """The air's speed."""
        out = np.empty_like(place)
        out[:] = (self.toward * np.float32(self.strength(time)))[:, None, None]
        side = np.zeros(place.shape[1:], np.float32)
        lift = np.zeros(place.shape[1:], np.float32)
        for at in range(EDDIES):
            turn = (
                self.number[at] * (place[0] + place[2] - np.float32(0.75 * self.speed * time))
                + self.lean[at] * place[1]
            )
            side += np.sin(turn + self.phase[0, at])
            lift += np.cos(1.3 * turn + self.phase[1, at])
        reach = np.float32(self.stir * self.speed / EDDIES**0.5)
        along = np.abs(self.toward) / max(self.speed, 1e-6)
        out[2] += reach * side * along[0]
        out[0] += reach * side * along[2] * np.float32(0.6)
        out[1] += np.float32(0.5) * reach * lift
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Ball:
    """A ball that stands on the ground."""

    middle: tuple[float, float, float]
    radius: float

    def __call__(self, place: Field) -> tuple[Field, NDArray[np.bool_]]:
        """Points outside of it and over the ground."""
        middle = np.array(self.middle, np.float32)[:, None, None]
        away = place - middle
        far = np.sqrt(np.einsum("irc,irc->rc", away, away)) + np.float32(1e-9)
        reach = np.float32(self.radius + THICK)
        touch = far < reach
        out = np.where(touch, middle + away * (reach / far), place)
        return grounded(out, touch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A box, or a table's top."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]

    def __call__(self, place: Field) -> tuple[Field, NDArray[np.bool_]]:
        """Points outside of it, moved out by the nearest face, and over the ground."""
        low = np.array(self.low, np.float32)[:, None, None] - np.float32(THICK)
        high = np.array(self.high, np.float32)[:, None, None] + np.float32(THICK)
        inside = np.all((place > low) & (place < high), axis=0)
        ways = np.stack(
            [place[0] - low[0], high[0] - place[0], high[1] - place[1], place[2] - low[2], high[2] - place[2]]
        )
        nearest = np.argmin(ways, axis=0)
        out = place.copy()
        for at, (axis, edge) in enumerate(((0, low), (0, high), (1, high), (2, low), (2, high))):
            chosen = inside & (nearest == at)
            out[axis][chosen] = edge[axis, 0, 0]
        return grounded(out, inside)


def grounded(place: Field, touch: NDArray[np.bool_]) -> tuple[Field, NDArray[np.bool_]]:
    """Points that lie on the ground rather than under it."""
    under = place[1] < THICK
    place[1] = np.maximum(place[1], np.float32(THICK))
    return place, touch | under
