"""Values of a talk: how somebody looks, and what a body does at one moment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from providers.studio.sound.cues import Curve
from providers.studio.speech.terms import Age, Manner
from providers.studio.stagecraft.terms import Colour, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What somebody looks like."""

    name: str
    """The word for them: `woman`, `presenter`, …"""
    female: bool
    age: Age
    skin: Colour
    hair: Colour
    cut: str
    """A way to wear one's hair: a key of `hair.CUTS`."""
    iris: Colour
    top: Colour
    collar: str
    """`round`, `shirt`, `jacket`, `roll` or `apron`."""
    beard: str = ""
    glasses: bool = False
    number: int = 0
    """Among those who are seen."""

    @property
    def manner(self) -> Manner:
        """How they sound."""
        return Manner(female=self.female, age=self.age, number=self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """One person at one moment; angles in radians, positive to the right and down."""

    turn: float
    nod: float
    tilt: float
    mouth: Curve
    """A mouth's seven numbers."""
    gaze: Point
    """-1 to 1, right and down."""
    lids: float
    """0 shut, 1 open."""
    brows: float
    smile: float
    head: Point
    """Its middle, in metres."""
    lean: float
    """Metres that the shoulders have moved aside."""
    breath: float
    """Metres that they have risen."""
    hands: tuple[Point, Point]
    """Left and right in the picture, in metres."""
    palms: tuple[float, float]
    """0 lying, 1 open."""


REST = np.array([0.0, 0.5, 0.05, 0.0, 0.0, 0.0, 0.0])
