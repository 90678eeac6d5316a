"""How pendulums move: alone, in a cradle, and one from the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from providers.studio.scenes.mechanics.chain import RATE as CHAIN_RATE
from providers.studio.scenes.mechanics.chain import Chain, chain, step
from providers.studio.stagecraft.terms import Point
from providers.studio.tracks import Floats

RATE = 960
"""Steps per second: a multiple of 24, 30 and 60; a cradle's blows are known to 1 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """Pendulums that swing in the plane of the picture, and their angles from the vertical."""

    pivots: tuple[Point, ...]
    lengths: Floats
    angles: Floats
    """Frames by pendulums, in radians; positive is to the right."""
    passes: tuple[tuple[float, int, float], ...] = ()
    """Time, pendulum and speed in m/s, of each pass through the lowest point."""
    blows: tuple[tuple[float, int, float], ...] = ()
    """Time, the left one of the two, and change of speed in m/s, of each blow between neighbours."""

    def bob(self, frame: int, at: int) -> Point:
        """The middle of a bob."""
        angle, length = self.angles[frame, at], self.lengths[at]
        return self.pivots[at][0] + length * np.sin(angle), self.pivots[at][1] - length * np.cos(angle)


def rolled(angle: Floats, speed: Floats, rates: Floats, loss: float) -> tuple[Floats, Floats]:
    """One Runge-Kutta step of free pendulums; `rates` are g / L, `loss` is per second."""
    dt = 1 / RATE

    def bent(at: Floats, of: Floats) -> Floats:
        return -rates * np.sin(at) - loss * of

    a1, v1 = bent(angle, speed), speed
    a2, v2 = bent(angle + dt / 2 * v1, speed + dt / 2 * a1), speed + dt / 2 * a1
    a3, v3 = bent(angle + dt / 2 * v2, speed + dt / 2 * a2), speed + dt / 2 * a2
    a4, v4 = bent(angle + dt * v3, speed + dt * a3), speed + dt * a3
    return angle + dt / 6 * (v1 + 2 * v2 + 2 * v3 + v4), speed + dt / 6 * (a1 + 2 * a2 + 2 * a3 + a4)


def free(
    pivots: tuple[Point, ...], lengths: Floats, start: Floats, gravity: float, fps: int, frames: int, loss: float = 0.0
) -> Swing:
    """Pendulums that don't touch one another, let go at rest."""
    angles, passes = np.zeros((frames, len(lengths))), []
    angle, speed, rates = start.copy(), np.zeros_like(start), gravity / lengths
    for tick in range(frames * RATE // fps):
        if tick * fps % RATE == 0:
            angles[tick * fps // RATE] = angle
        before = angle
        angle, speed = rolled(angle, speed, rates, loss)
        for at in np.flatnonzero(before * angle < 0):
            share = before[at] / (before[at] - angle[at])
            passes.append(((tick + float(share)) / RATE, int(at), abs(float(speed[at] * lengths[at]))))
    return Swing(pivots=pivots, lengths=lengths, angles=angles, passes=tuple(passes))


def cradle(
    pivots: tuple[Point, ...], length: float, start: Floats, gravity: float, fps: int, frames: int, bounce: float,
    loss: float = 0.0,
) -> Swing:  # fmt: skip
    """Equal balls that hang side by side and touch: each blow hands on its momentum to the next one."""
    lengths = np.full(len(start), length)
    angles, blows = np.zeros((frames, len(start))), []
    angle, speed, rates = start.copy(), np.zeros_like(start), gravity / lengths
    for tick in range(frames * RATE // fps):
        if tick * fps % RATE == 0:
            angles[tick * fps // RATE] = angle
        angle, speed = rolled(angle, speed, rates, loss)
        if np.any(np.diff(angle) < 0):
            hardest = handed_on(angle, speed, bounce)
            blows.extend([((tick + 1) / RATE, hardest[0], hardest[1] * length)] if hardest else [])
    return Swing(pivots=pivots, lengths=lengths, angles=angles, blows=tuple(blows))


def handed_on(angle: Floats, speed: Floats, bounce: float) -> tuple[int, float] | None:
    """Let all neighbours that close in on one another exchange momentum; the first hardest blow, if there was any."""
    hardest: tuple[int, float] | None = None
    for _ in range(2 * len(angle)):
        calm = True
        for at in range(len(angle) - 1):
            closing = float(speed[at] - speed[at + 1])
            if angle[at] < angle[at + 1] - 1e-9 or closing <= 1e-6:
                continue
            calm = False
            swap = (1 + bounce) / 2 * closing
            speed[at] -= swap
            speed[at + 1] += swap
            if hardest is None or swap > hardest[1] + 1e-9:
                hardest = (at, float(swap))
        if calm:
            break
    for at in range(len(angle) - 1):
        if angle[at] > angle[at + 1]:
            angle[at] = angle[at + 1] = (angle[at] + angle[at + 1]) / 2
    return hardest


def double(rods: Chain, gravity: float, fps: int, frames: int, loss: float = 0.0) -> Floats:
    """A pendulum that hangs from a pendulum: places as frames by nodes by two."""
    record = np.zeros((frames, len(rods.places), 2))
    weight = np.where(np.isfinite(rods.masses), rods.masses, 0.0)
    for tick in range(frames * CHAIN_RATE // fps):
        if tick * fps % CHAIN_RATE == 0:
            record[tick * fps // CHAIN_RATE] = rods.places
        pull = -loss * weight[:, None] * rods.speeds
        pull[:, 1] -= gravity * weight
        step(rods, pull)
    return record


def rods(pivot: Point, lengths: tuple[float, ...], angles: tuple[float, ...], masses: tuple[float, ...]) -> Chain:
    """A row of massless rods with a bob at the end of each, at rest at angles from the vertical."""
    places = [np.array(pivot, dtype=float)]
    for length, angle in zip(lengths, angles, strict=True):
        places.append(places[-1] + length * np.array([np.sin(angle), -np.cos(angle)]))
    return chain(np.array(places), np.array([np.inf, *masses]))
