"""What water looks like by the hour: its own colours, the sky that it mirrors, and where the light comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from providers.studio.stagecraft.terms import Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Tint:
    """Water and light of one hour."""

    deep: Colour
    lit: Colour
    """Where light comes through a thin crest."""
    high: Colour
    low: Colour
    """Of the sky, overhead and at the horizon."""
    light: Colour
    foam: Colour
    shade: Colour
    """Of foam, where it turns away from the light."""
    sun: tuple[float, float, float]
    """Towards the light: right, up, away."""
    glint: float
    """How strongly the light glitters."""
    dim: float = 1.0
    """How much light there is."""


TINTS: Mapping[str, Tint] = MappingProxyType(
    {
        "day": Tint(
            deep=(0.015, 0.19, 0.33), lit=(0.16, 0.72, 0.70), high=(0.22, 0.52, 0.86), low=(0.78, 0.9, 0.97),
            light=(1.0, 0.97, 0.88), foam=(0.98, 1.0, 1.0), shade=(0.55, 0.74, 0.82), sun=(0.42, 0.62, 0.66), glint=0.8,
        ),
        "sunset": Tint(
            deep=(0.10, 0.11, 0.24), lit=(0.86, 0.50, 0.36), high=(0.28, 0.22, 0.46), low=(1.0, 0.68, 0.42),
            light=(1.0, 0.74, 0.42), foam=(1.0, 0.9, 0.82), shade=(0.60, 0.45, 0.56), sun=(0.2, 0.13, 0.97), glint=1.3,
        ),
        "night": Tint(
            deep=(0.012, 0.035, 0.10), lit=(0.08, 0.25, 0.36), high=(0.03, 0.05, 0.15), low=(0.16, 0.23, 0.42),
            light=(0.85, 0.9, 1.0), foam=(0.62, 0.72, 0.88), shade=(0.20, 0.28, 0.45), sun=(0.30, 0.42, 0.86),
            glint=1.0, dim=0.75,
        ),
        "rain": Tint(
            deep=(0.07, 0.15, 0.20), lit=(0.25, 0.46, 0.48), high=(0.36, 0.43, 0.52), low=(0.66, 0.72, 0.76),
            light=(0.9, 0.93, 0.95), foam=(0.88, 0.92, 0.94), shade=(0.52, 0.61, 0.66), sun=(0.3, 0.8, 0.52),
            glint=0.15, dim=0.9,
        ),
    }
)  # fmt: skip
