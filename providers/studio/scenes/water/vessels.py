"""What holds the liquid: bodies of revolution, known by their inner profile; metres, cubic metres."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from providers.studio.stagecraft.terms import Colour

Floats = NDArray[np.float64]
SLICES = 240
"""Of a vessel's height, where its volume is summed up."""


@dataclass(frozen=True, kw_only=True)
class Vessel:
    """One vessel, its foot in the middle of the ground."""

    name: str
    profile: tuple[tuple[float, float], ...]
    """Height and inner radius, from the bottom to the rim."""
    material: str
    clear: bool = True
    """Whether one sees through its wall."""
    tilt: float = 0.2
    """From how high one looks: a circle's height over its width in the picture."""
    wall: float = 0.0025
    deep: float = 1.0
    """Its extent towards us over that across."""
    full: float = 0.84
    """Share of its height up to which one fills it."""
    starts: float = 0.0
    """Share of its height that is full at the start, where it is being filled."""
    handle: bool = False
    colour: Colour = (0.93, 0.92, 0.89)
    table: bool = True
    """Whether it stands on a table and is looked at from near by."""
    rate: float = 9e-5
    """Cubic metres per second that one pours into it."""

    @property
    def height(self) -> float:
        """From the bottom to the rim."""
        return self.profile[-1][0]

    @property
    def rim(self) -> float:
        """Radius of the opening."""
        return self.profile[-1][1]

    @property
    def widest(self) -> float:
        """Largest radius."""
        return max(radius for _, radius in self.profile)

    def radius(self, height: float) -> float:
        """Inner radius at a height; that of the rim above it."""
        return float(np.interp(height, *self.outline))

    @cached_property
    def outline(self) -> tuple[Floats, Floats]:
        """The profile as two arrays."""
        heights, radii = zip(*self.profile, strict=True)
        return np.array(heights), np.array(radii)

    @cached_property
    def filling(self) -> tuple[Floats, Floats]:
        """Heights from the bottom to twice the rim's, and the volumes up to them; over the rim as if it went on."""
        heights = np.linspace(0, 2 * self.height, 2 * SLICES + 1)
        areas = np.pi * self.deep * np.interp(heights, *self.outline) ** 2
        steps = np.diff(heights) * (areas[1:] + areas[:-1]) / 2
        return heights, np.concatenate([[0.0], np.cumsum(steps)])

    def level(self, volume: float) -> float:
        """How high so much stands in it."""
        return float(np.interp(volume, self.filling[1], self.filling[0]))

    def volume(self, level: float) -> float:
        """How much is in it up to a level."""
        return float(np.interp(level, *self.filling))


def vessel(name: str, profile: tuple[tuple[float, float], ...], material: str, **rest: object) -> Vessel:
    """A vessel by its name."""
    return Vessel(name=name, profile=profile, material=material, **rest)  # type: ignore[arg-type]


STEEL: Colour = (0.6, 0.65, 0.7)
WHITE: Colour = (0.95, 0.94, 0.91)
BOWL = ((0.0, 0.03), (0.012, 0.058), (0.03, 0.082), (0.055, 0.102), (0.085, 0.112), (0.1, 0.114))
GOBLET = ((0.0, 0.004), (0.008, 0.021), (0.022, 0.034), (0.045, 0.041), (0.07, 0.0415), (0.1, 0.035))
VESSELS: Mapping[str, Vessel] = MappingProxyType(
    {
        each.name: each
        for each in (
            vessel("glass", ((0.0, 0.031), (0.13, 0.039)), "glass"),
            vessel("goblet", GOBLET, "glass", full=0.62, rate=5e-5),
            vessel(
                "cup",
                ((0.0, 0.026), (0.02, 0.038), (0.075, 0.046)),
                "stone",
                clear=False,
                tilt=0.42,
                wall=0.004,
                handle=True,
                rate=6e-5,
                colour=WHITE,
                full=0.9,
            ),
            vessel(
                "bowl",
                BOWL,
                "stone",
                clear=False,
                tilt=0.4,
                wall=0.005,
                starts=0.12,
                rate=2.6e-4,
                full=0.8,
                colour=(0.35, 0.56, 0.66),
            ),
            vessel(
                "tank", ((0.0, 0.15), (0.22, 0.15)), "glass", full=0.72, tilt=0.17, wall=0.004, starts=0.25, rate=6e-4
            ),
            vessel(
                "fishbowl",
                ((0.0, 0.07), (0.03, 0.11), (0.08, 0.135), (0.13, 0.125), (0.18, 0.09), (0.19, 0.092)),
                "glass",
                full=0.74,
                wall=0.004,
                starts=0.2,
                rate=4e-4,
            ),
            vessel(
                "bucket",
                ((0.0, 0.105), (0.28, 0.15)),
                "metal",
                clear=False,
                tilt=0.38,
                starts=0.45,
                rate=7e-4,
                full=0.86,
                colour=STEEL,
                table=False,
                wall=0.004,
            ),
            vessel(
                "barrel",
                ((0.0, 0.22), (0.35, 0.28), (0.7, 0.23)),
                "wood",
                clear=False,
                tilt=0.38,
                starts=0.7,
                rate=1.2e-3,
                full=0.9,
                colour=(0.55, 0.36, 0.2),
                table=False,
                wall=0.02,
            ),
            vessel(
                "bath",
                ((0.0, 0.5), (0.06, 0.62), (0.4, 0.72)),
                "stone",
                clear=False,
                tilt=0.34,
                deep=0.5,
                starts=0.76,
                rate=1e-3,
                full=0.92,
                colour=WHITE,
                table=False,
                wall=0.03,
            ),
            vessel(
                "sink",
                ((0.0, 0.14), (0.03, 0.2), (0.14, 0.23)),
                "stone",
                clear=False,
                tilt=0.4,
                starts=0.3,
                rate=2.5e-4,
                full=0.8,
                colour=WHITE,
                wall=0.012,
            ),
            vessel(
                "pond",
                ((0.0, 1.2), (0.5, 1.5)),
                "sand",
                clear=False,
                tilt=0.24,
                starts=0.92,
                full=0.97,
                table=False,
                colour=(0.55, 0.53, 0.5),
                wall=0.12,
                rate=2e-3,
            ),
            vessel(
                "basin",
                ((0.0, 1.25), (0.42, 1.35)),
                "stone",
                clear=False,
                tilt=0.2,
                starts=0.8,
                full=0.85,
                table=False,
                colour=(0.72, 0.7, 0.67),
                wall=0.09,
                rate=5e-3,
            ),
            vessel(
                "pool",
                ((0.0, 2.2), (0.9, 2.6)),
                "stone",
                clear=False,
                tilt=0.2,
                starts=0.9,
                full=0.93,
                table=False,
                colour=(0.4, 0.42, 0.42),
                wall=0.2,
                rate=8e-2,
            ),
        )
    }
)
"""Every vessel by the name that the vocabulary uses."""
