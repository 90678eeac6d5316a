"""What drives on a road: sizes, weights, springs and engines, as `vehicles.json` tells them."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from math import pi, sqrt
from pathlib import Path
from typing import Any

GRAVITY = 9.81
DAMPING = 0.32
"""Of the springs, over what would just not swing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """One kind of vehicle, seen from its right side; metres, kilograms, kilowatts, turns per minute."""

    name: str
    body: str
    """Who paints it."""
    length: float
    height: float
    axles: tuple[float, ...]
    """Where they are, from its middle forwards."""
    radius: float
    ride: float
    """From the ground to its underside."""
    mass: float
    """Without its wheels."""
    driven: tuple[int, ...]
    """Which axles the engine turns."""
    power: float
    cylinders: int
    """0 for what has no engine to be heard."""
    gears: tuple[float, ...]
    """Turns of the engine for one of the wheels."""
    red: float
    idle: float
    cruise: float
    """Metres per second."""
    horn: tuple[float, ...]
    """Hz."""
    colours: tuple[str, ...]
    wheel: float = 36.0
    """Kilograms of an axle with its wheels."""
    radii: tuple[float, ...] = ()
    """Where its wheels are unequal."""
    frequency: float = 1.4
    """Hz at which it swings on its springs."""
    trim: str = ""
    siren: str = ""
    rider: bool = False
    rails: bool = False
    behind: tuple[str, ...] = ()
    """What is coupled to it."""

    @property
    def middle(self) -> float:
        """Height of its centre of mass above the ground."""
        return self.ride + 0.3 * (self.height - self.ride)

    @property
    def stiffness(self) -> float:
        """Newtons per metre of the springs of one axle."""
        return self.load / GRAVITY * (2 * pi * self.frequency) ** 2

    @property
    def load(self) -> float:
        """Newtons that rest on the springs of one axle."""
        return self.mass * GRAVITY / len(self.axles)

    @property
    def sag(self) -> float:
        """Metres by which its weight presses the springs together."""
        return self.load / self.stiffness

    @property
    def damping(self) -> float:
        """Newton seconds per metre of the dampers of one axle."""
        return 2 * DAMPING * sqrt(self.stiffness * self.mass / len(self.axles))

    @property
    def whole(self) -> float:
        """Kilograms with its wheels."""
        return self.mass + self.wheel * len(self.axles)

    def round(self, axle: int) -> float:
        """The radius of an axle's wheels."""
        return self.radii[axle] if self.radii else self.radius


def row(name: str) -> dict[str, Any]:
    """The data of one vehicle, with what it shares with another."""
    own = _data()[name]
    return {**(row(own["like"]) if "like" in own else {}), **own}


@cache
def _data() -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("vehicles.json").read_text("utf-8"))
    return told


@cache
def vehicle(name: str) -> Vehicle:
    """The vehicle of that name; a car where nobody knows it."""
    known = row(name if name in _data() else "car")
    names = {each.name for each in fields(Vehicle)}
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in known.items() if key in names
    }
    return Vehicle(name=name, **plain)
