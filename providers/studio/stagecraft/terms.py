"""What a stage holds; metres, seconds, radians, kilograms; x to the right, y up, the floor at y = 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Colour = tuple[float, float, float]
"""Red, green, blue, each 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One thing that moves."""

    shape: Literal["ball", "box"]
    skin: str
    material: str
    colour: Colour
    half: Point
    """Half its width and height; a ball's radius, twice."""
    at: Point
    angle: float = 0.0
    velocity: Point = (0.0, 0.0)
    spin: float = 0.0
    enters: float = 0.0
    """Seconds after the start at which it is let go; unseen before, unless it is carried."""
    carried: bool = False
    """Whether the figure holds it until it enters."""
    bounce: float | None = None
    ghost: bool = False
    """Whether it passes through all but the ground and the walls, which no body does."""
    label: str = ""
    goal: Point = (0.0, 0.0)
    """Where the keyframes of the model without physics take it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Static:
    """One thing that stands: a convex polygon, or a line of some thickness where there are two points."""

    skin: str
    """How it is painted; empty where it can't be seen."""
    points: tuple[Point, ...]
    material: str = "wood"
    radius: float = 0.0
    bounce: float = 1.0
    """What the floor leaves of a body's own restitution."""
    friction: float = 0.9
    gate: bool = False
    """Whether it lets through what moves to the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hoop:
    """A basketball hoop seen from the side."""

    front: Point
    back: Point
    """The two points where the rim crosses the picture."""
    board: tuple[float, float, float]
    """The backboard's x, and its lower and upper end."""
    drop: float = 0.42
    """How far down the net hangs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A person who throws at a given time."""

    x: float
    height: float
    release: float
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One stage, ready to run."""

    width: float
    """Metres in view, from `-width / 2` to `width / 2`."""
    height: float
    """Metres in view, from `-below` up."""
    below: float
    bodies: tuple[Body, ...]
    statics: tuple[Static, ...]
    gravity: float = 9.81
    drag: float = 0.0
    """Share of its speed that a rolling ball loses per second."""
    place: str = "studio"
    light: str = "day"
    weather: str = ""
    wind: float = 0.0
    """0 to 1."""
    hoop: Hoop | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Two things began to touch."""

    time: float
    at: Point
    impulse: float
    """Newton seconds."""
    body: int
    """Which body of the scene; the other may be a body or not."""
    other: int | None
    materials: tuple[str, str]
    """Of the body and of the other."""
