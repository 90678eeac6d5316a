"""What things are made of: how heavy, how bouncy, how they ring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One stuff, as the simulation and the sound need it."""

    density: float
    """Kilograms per square metre of the side view."""
    bounce: float
    """Restitution against a hard floor: speed after over speed before."""
    friction: float
    pitch: float
    """Lowest mode in Hz of a thing whose half size is 0.1 m; it falls as the thing grows."""
    modes: tuple[float, ...]
    """Frequencies of the modes over the lowest."""
    decay: float
    """Seconds until the lowest mode has fallen by 60 dB; higher modes fall sooner."""
    click: float
    """Share of broadband noise in the attack."""
    hiss: float
    """Upper edge of rolling noise, in Hz."""


MATERIALS: Mapping[str, Material] = MappingProxyType(
    {
        "rubber": Material(
            density=60, bounce=0.78, friction=0.9, pitch=105, modes=(1, 1.9, 3.2, 4.6), decay=0.42, click=0.25, hiss=900
        ),
        "wood": Material(
            density=90,
            bounce=0.35,
            friction=0.6,
            pitch=300,
            modes=(1, 2.57, 4.2, 5.9, 8.1),
            decay=0.34,
            click=0.5,
            hiss=2200,
        ),
        "metal": Material(
            density=300,
            bounce=0.45,
            friction=0.4,
            pitch=760,
            modes=(1, 1.51, 2.33, 2.74, 3.76, 4.91, 6.8, 8.2),
            decay=1.7,
            click=0.25,
            hiss=5200,
        ),
        "glass": Material(
            density=140,
            bounce=0.5,
            friction=0.4,
            pitch=1650,
            modes=(1, 1.83, 2.71, 3.9, 5.3),
            decay=0.9,
            click=0.2,
            hiss=6500,
        ),
        "china": Material(
            density=230,
            bounce=0.3,
            friction=0.5,
            pitch=1250,
            modes=(1, 1.62, 2.41, 3.37, 4.6, 6.1),
            decay=0.4,
            click=0.5,
            hiss=7500,
        ),
        "stone": Material(
            density=220,
            bounce=0.25,
            friction=0.8,
            pitch=430,
            modes=(1, 1.7, 2.6, 3.4, 5.1),
            decay=0.2,
            click=0.8,
            hiss=1700,
        ),
        "plastic": Material(
            density=50, bounce=0.55, friction=0.5, pitch=520, modes=(1, 2.1, 3.4, 5.2), decay=0.24, click=0.4, hiss=2600
        ),
        "card": Material(
            density=35, bounce=0.2, friction=0.7, pitch=135, modes=(1, 1.6, 2.3, 3.7), decay=0.22, click=0.6, hiss=1500
        ),
        "ice": Material(
            density=95,
            bounce=0.4,
            friction=0.08,
            pitch=1100,
            modes=(1, 1.9, 2.8, 4.4),
            decay=0.35,
            click=0.5,
            hiss=4000,
        ),
        "sand": Material(
            density=150, bounce=0.25, friction=1.2, pitch=70, modes=(1, 1.5), decay=0.14, click=1.0, hiss=900
        ),
        "grass": Material(
            density=90, bounce=0.55, friction=1.0, pitch=85, modes=(1, 1.6), decay=0.16, click=0.7, hiss=1200
        ),
        "net": Material(
            density=5, bounce=0.1, friction=0.5, pitch=900, modes=(1, 1.4), decay=0.12, click=1.0, hiss=7000
        ),
    }
)
"""Every material by the name that the lexicon uses."""
