"""Moving water: a sum of travelling waves with sharpened crests, and breakers that roll through them.

Metres and seconds; x runs to the right, y up, z away from the eye; still water is at y = 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import cos, pi, sin, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from providers.studio.easing import eased

Floats = NDArray[np.floating[Any]]
FEW = 200
"""Points of which it isn't asked which ones a breaker reaches: all are worked out as fast."""
GRAVITY = 9.81
DENSITY = 1025.0
"""Of salt water, in kilograms per cubic metre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """One steep wave in shallow water; its crest is a straight line that runs away from the eye to the right."""

    height: float
    """Of the crest over still water."""
    start: float
    """Where its crest crosses z = 0 at time 0, measured along its way."""
    angle: float = 0.62
    """Between its way and the x axis, towards the eye."""
    front: float = 1.9
    back: float = 5.0
    """How long its two slopes are."""
    depth: float = 3.0
    """Of the water that it runs through."""

    @property
    def speed(self) -> float:
        """Of a solitary wave of that height in that depth."""
        return sqrt(GRAVITY * (self.depth + self.height))

    @property
    def pace(self) -> float:
        """How fast its crest moves along any line of constant z."""
        return self.speed / cos(self.angle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """The water over some points: its height, its slopes, and how it moves."""

    height: Floats
    slope_x: Floats
    slope_z: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt(Surface):
    """The water over some points with its velocity: to the right, up, away."""

    u: Floats
    v: Floats
    w: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Sea:
    """Everything that moves the water by itself; each array has one value for each travelling wave."""

    amplitude: Floats
    kx: Floats
    kz: Floats
    omega: Floats
    phase: Floats
    breakers: tuple[Breaker, ...] = ()
    peel: Callable[[float], float] = lambda time: -2.0
    """The z at which a crest begins to break, by time: it is broken nearer to the eye than that."""
    shares: tuple[Floats, ...] = field(init=False, repr=False, compare=False)
    """What each wave gives, for all at once: its way; height and drift by its cosine; slopes and rise by its sine;
    height by its cosine squared; slopes by sine times cosine."""

    def __post_init__(self) -> None:
        """Work out the shares."""
        k, a = np.hypot(self.kx, self.kz), self.amplitude
        ways, pace = np.stack([self.kx, self.kz]), a * self.omega
        square = k * a * a
        shares = (
            ways.T.copy(), np.vstack([a, pace / k * ways]), np.vstack([-a * ways, pace]), square, -2 * square * ways
        )  # fmt: skip
        object.__setattr__(self, "shares", shares)

    def surface(self, x: Floats, z: Floats, time: float, kept: Floats | None = None) -> Surface:
        """The water at points that broadcast together; `kept` are the amplitudes that are seen there."""
        extra = (slice(None), *(None,) * np.ndim(x))
        begun = (self.phase - self.omega * time) % (2 * pi)
        a, kx, kz, start = (each.astype(x.dtype)[extra] for each in (self.amplitude, self.kx, self.kz, begun))
        turn = kx * x + (kz * z + start)
        wave, rise = np.cos(turn), np.sin(turn)
        kept, sharp = a if kept is None else kept, np.hypot(kx, kz) * a
        height = np.sum(kept * (wave + sharp * (wave * wave - 0.5)), axis=0)
        rise *= kept * (1 + 2 * sharp * wave)
        slope_x, slope_z = -np.sum(kx * rise, axis=0), -np.sum(kz * rise, axis=0)
        for breaker in self.breakers:
            more, along = self.breaking(breaker, x, z, time)
            height += more
            slope_x += along * cos(breaker.angle)
            slope_z -= along * sin(breaker.angle)
        return Surface(height=height, slope_x=slope_x, slope_z=slope_z)

    def kept(self, grain: Floats) -> Floats:
        """The amplitudes of the waves at points: those shorter than about four times `grain` are left out."""
        extra = (slice(None), *(None,) * np.ndim(grain))
        k, a = (each.astype(grain.dtype)[extra] for each in (np.hypot(self.kx, self.kz), self.amplitude))
        return np.asarray(a * np.clip(2.2 - 0.7 * k * grain, 0.0, 1.0))

    def height(self, x: Floats, z: Floats, time: float) -> Floats:
        """How high the water stands at points in a row: what `surface` says of them, for less."""
        k, begun = np.hypot(self.kx, self.kz), (self.phase - self.omega * time) % (2 * pi)
        a, kx, kz, start, sharp = (
            each.astype(x.dtype)[:, None] for each in (self.amplitude, self.kx, self.kz, begun, k * self.amplitude)
        )
        wave = np.cos(kx * x + (kz * z + start))
        height = np.einsum("ij,ij->j", a * wave, 1 + sharp * wave) - 0.5 * np.sum(a * sharp)
        for breaker in self.breakers:
            height += self.breaking(breaker, x, z, time)[0]
        return np.asarray(height)

    def heights(self, time: float, *places: tuple[Floats, Floats]) -> list[Floats]:
        """The same for several arrays of x and z at once, in single precision."""
        x, z = (np.concatenate([each[at].ravel() for each in places]).astype(np.float32) for at in (0, 1))
        levels = self.height(x, z, time) if len(x) else x
        parts = np.split(levels, np.cumsum([each[0].size for each in places])[:-1])
        return [part.reshape(each[0].shape) for part, each in zip(parts, places, strict=True)]

    def ahead(self, breaker: Breaker, x: Floats, z: Floats, time: float) -> Floats:
        """How far in front of a breaker's crest points are, along its way."""
        return np.asarray(x * cos(breaker.angle) - z * sin(breaker.angle) - breaker.speed * time - breaker.start)

    def broken(self, z: Floats, time: float) -> Floats:
        """How far a crest has broken, 0 to 1."""
        return np.asarray(eased((self.peel(time) - z) / 3.5))

    def breaking(self, breaker: Breaker, x: Floats, z: Floats, time: float) -> tuple[Floats, Floats]:
        """Height of a breaker and its slope along its way: steep in front, gentle behind, a trough before it."""
        n = self.ahead(breaker, x, z, time)
        near = (n < 15.0 + 2 * breaker.front) & (n > -6 * breaker.back)
        if not near.any():
            return np.zeros_like(n), np.zeros_like(n)
        if n.size < FEW:
            return self.rising(breaker, n, z, time)
        both = np.zeros((2, *n.shape), n.dtype)
        both[:, near] = self.rising(breaker, n[near], np.broadcast_to(z, n.shape)[near], time)
        return both[0], both[1]

    def rising(self, breaker: Breaker, n: Floats, z: Floats, time: float) -> tuple[Floats, Floats]:
        """The same of points that lie so far ahead of its crest."""
        tall = breaker.height * (1 - 0.42 * self.broken(z, time))
        if z.max() > 8.0:
            tall *= 1 - 0.25 * eased((z - 8.0) / 60.0)
        slim = np.where(n > 0, 1 / breaker.front, 1 / breaker.back).astype(n.dtype)
        steep, trough = np.tanh(n * slim), np.tanh((n - 5.0) / 3.0)
        bell, dip = 1 - steep * steep, 0.16 * (1 - trough * trough)
        slope = (2 / 3.0) * dip * trough - 2 * bell * steep * slim
        return tall * (bell - dip), tall * slope

    def felt(self, x: Floats, z: Floats, time: float) -> Felt:
        """The water at a few points, and how it moves there; all waves at once."""
        ways, waved, risen, square, both = self.shares
        turn = ways @ np.array((x, z)) + (self.phase - self.omega * time)[:, None]
        wave, rise = np.cos(turn), np.sin(turn)
        height, u, w = waved @ wave
        slope_x, slope_z, v = risen @ rise
        height += square @ (wave * wave - 0.5)
        bent = both @ (rise * wave)
        slope_x, slope_z = slope_x + bent[0], slope_z + bent[1]
        for breaker in self.breakers:
            more, slope = self.breaking(breaker, x, z, time)
            right, near = cos(breaker.angle), sin(breaker.angle)
            height, slope_x, slope_z = height + more, slope_x + slope * right, slope_z - slope * near
            push = breaker.speed * more / (breaker.depth + more)
            u, v, w = u + push * right, v - (breaker.speed - push) * slope, w - push * near
        return Felt(height=height, slope_x=slope_x, slope_z=slope_z, u=u, v=v, w=w)


def waves(
    random: np.random.Generator, count: int, rough: float, way: float = 0.0, longest: float = 22.0
) -> dict[str, Floats]:
    """Waves in deep water, shorter ones lower, most of them about one way; `rough` is 1 in a fresh breeze."""
    length = longest * 0.66 ** np.arange(count) * random.uniform(0.9, 1.1, count)
    k = 2 * pi / length
    heading = way + random.normal(0, 0.55, count)
    return {
        "amplitude": rough * 0.0085 * length * random.uniform(0.75, 1.15, count) * np.minimum(1.0, 9.0 / length) ** 0.4,
        "kx": k * np.cos(heading), "kz": -k * np.sin(heading), "omega": np.sqrt(GRAVITY * k),
        "phase": random.uniform(0, 2 * pi, count),
    }  # fmt: skip
