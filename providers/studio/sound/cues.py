"""What a scene says of its sound: causes with their times and places, never samples of an effect.

Metres, seconds, kilograms; x runs to the right from the middle of the picture. A `Curve` has one value for each frame
of the picture. Whoever stages a scene tells cues; `mix` plays them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from providers.studio.stagecraft.terms import Point

RATE = 48_000
"""Samples per second."""
Mono = NDArray[np.floating[Any]]
Stereo = NDArray[np.floating[Any]]
"""Two rows, left and right."""
Curve = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Two things strike each other."""

    time: float
    at: Point
    impulse: float
    """Newton seconds."""
    materials: tuple[str, str]
    """Of the two, as in `MATERIALS`."""
    sizes: tuple[float, float]
    """Half sizes in metres; 0 for ground that goes on for ever."""
    far: float = 0.0
    """Metres behind the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sliding:
    """Something rolls or slides along something."""

    x: Curve
    speed: Curve
    """Metres per second along the ground; 0 where it doesn't touch."""
    material: str
    size: float = 0.15
    """Its half size in metres: a small thing sounds higher, and turns faster."""
    rubs: bool = False
    """Whether it slides, rather than rolls."""
    far: float = 0.0
    """Metres behind the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Splash:
    """Something breaks a surface of water."""

    time: float
    at: Point
    volume: float
    """Litres thrown up."""
    far: float = 0.0
    """Metres behind the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Water that runs, pours or trickles."""

    x: Curve
    rate: Curve
    """Litres per second that arrive where they fall."""
    depth: Curve
    """Metres of water that it falls into: the sound of a filling vessel rises as it fills."""
    vessel: float = 0.0
    """Metres: how tall what fills is; 0 where nothing is known of it."""
    far: float = 0.0
    """Metres behind the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surf:
    """The sea: waves that pass and break."""

    x: Curve
    """Where it breaks."""
    strength: Curve
    """Square metres of white water in view."""
    far: float = 0.0
    """Metres behind the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wind:
    """Moving air, or something that cuts through it."""

    x: Curve
    speed: Curve
    """Metres per second."""
    size: float = 10.0
    """Metres: what it blows past; small things whistle."""
    far: float = 0.0
    """Metres behind the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A foot comes down."""

    time: float
    at: Point
    impulse: float
    ground: str
    """A material."""
    far: float = 0.0
    """Metres behind the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Many people at once."""

    mood: Literal["chatter", "cheer", "applause", "gasp"]
    level: Curve
    """0 to 1."""
    far: float = 0.0
    """Metres behind the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody speaks; the same clock moves the lips."""

    time: float
    at: Point
    samples: Mono
    """At `RATE`, peak at most 1."""
    far: float = 0.0
    """Metres behind the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tune:
    """Music, where it is asked for or belongs."""

    mood: Literal["calm", "bright", "dark", "tense", "jazz"]
    beat: float
    """Beats per minute."""
    level: Curve
    """0 to 1."""
    far: float = 0.0
    """Metres behind the stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pluck:
    """Something sounds at a pitch of its own and dies away: a string, a spring."""

    time: float
    at: Point
    pitch: float
    """Hz."""
    level: float
    """0 to 1."""
    decay: float = 1.2
    """Seconds until it has fallen by 60 dB."""
    shares: tuple[float, ...] = (1.0, 0.4, 0.2, 0.1)
    """Of its partials, the lowest first."""
    wobble: float = 0.0
    """Hz at which it trembles; 0 is steady."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hum:
    """Something that goes on sounding at a pitch that may change."""

    x: Curve
    pitch: Curve
    """Hz."""
    level: Curve
    """0 to 1."""
    shares: tuple[float, ...] = (1.0, 0.3, 0.1)
    """Of its partials, the lowest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A motor of cylinders that fire in turn."""

    x: Curve
    turns: Curve
    """Of the crank, per second, as they are heard where the motor comes or goes."""
    load: Curve
    """0 to 1: how hard it pulls."""
    level: Curve
    """0 to 1."""
    cylinders: int
    heavy: bool = False
    """Whether it is a diesel: it knocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tyres:
    """Wheels on a road."""

    x: Curve
    speed: Curve
    """Metres per second of rolling; 0 in the air."""
    slip: Curve
    """Metres per second by which they slide."""
    level: Curve
    """0 to 1."""
    wet: bool = False
    soft: bool = False
    """Whether the ground is too soft to squeal on: grass, sand, snow."""
    shift: Curve
    """How many times higher it is heard, where it comes or goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Creak:
    """Rope, wood or metal under a changing load sticks and slips."""

    time: float
    at: Point
    level: float
    """0 to 1."""
    material: str
    seconds: float = 0.35


Cue = (
    Impact | Sliding | Splash | Flow | Surf | Wind | Step | Crowd | Voice | Tune | Pluck | Hum | Creak | Engine | Tyres
)
