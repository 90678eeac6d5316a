"""What there is of liquids, and of what may fall into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from providers.studio.stagecraft.terms import Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquid:
    """What is poured."""

    name: str
    colour: Colour
    dense: float
    """How little one sees through it, 0 to 1."""
    vessel: str = "glass"
    jug: str = "jug"
    foam: Colour | None = None
    """Of the froth that gathers on it."""
    hot: bool = False
    calm: float = 1.0
    """How much faster than water it comes to rest."""


LIQUIDS: Mapping[str, Liquid] = MappingProxyType(
    {
        each.name: each
        for each in (
            Liquid(name="water", colour=(0.42, 0.7, 0.86), dense=0.42),
            Liquid(name="juice", colour=(0.98, 0.6, 0.12), dense=0.93),
            Liquid(name="lemonade", colour=(0.96, 0.88, 0.45), dense=0.6, foam=(1.0, 1.0, 0.95)),
            Liquid(name="milk", colour=(0.98, 0.97, 0.93), dense=1.0, jug="carton", calm=1.4),
            Liquid(
                name="coffee",
                colour=(0.22, 0.11, 0.06),
                dense=0.98,
                vessel="cup",
                jug="kettle",
                foam=(0.72, 0.5, 0.3),
                hot=True,
            ),
            Liquid(name="tea", colour=(0.68, 0.3, 0.08), dense=0.8, vessel="cup", jug="kettle", hot=True),
            Liquid(
                name="cocoa",
                colour=(0.4, 0.24, 0.15),
                dense=1.0,
                vessel="cup",
                jug="kettle",
                foam=(0.8, 0.65, 0.5),
                hot=True,
                calm=2.0,
            ),
            Liquid(name="wine", colour=(0.45, 0.03, 0.12), dense=0.9, vessel="goblet", jug="bottle"),
            Liquid(name="white wine", colour=(0.93, 0.85, 0.5), dense=0.5, vessel="goblet", jug="bottle"),
            Liquid(name="beer", colour=(0.92, 0.63, 0.14), dense=0.75, jug="bottle", foam=(1.0, 0.97, 0.88)),
            Liquid(name="cola", colour=(0.2, 0.08, 0.05), dense=0.94, jug="bottle", foam=(0.78, 0.62, 0.48)),
            Liquid(name="oil", colour=(0.9, 0.74, 0.15), dense=0.72, vessel="bowl", jug="bottle", calm=5.0),
            Liquid(name="paint", colour=(0.2, 0.42, 0.85), dense=1.0, vessel="bucket", calm=3.0),
            Liquid(name="soup", colour=(0.85, 0.45, 0.16), dense=0.97, vessel="bowl", hot=True, calm=1.8),
        )
    }
)
"""Every liquid by the name that the vocabulary uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What may fall in."""

    radius: float
    density: float
    """Over that of water."""
    skin: str
    material: str
    colour: Colour
    shape: str = "ball"


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "ball": Kind(radius=0.034, density=0.4, skin="plain", material="rubber", colour=(0.88, 0.25, 0.18)),
        "stone": Kind(radius=0.026, density=2.6, skin="plain", material="stone", colour=(0.5, 0.5, 0.52)),
        "ice": Kind(radius=0.0155, density=0.917, skin="plain", material="ice", colour=(0.86, 0.94, 1.0), shape="box"),
        "apple": Kind(radius=0.036, density=0.82, skin="fruit", material="wood", colour=(0.82, 0.2, 0.16)),
        "orange": Kind(radius=0.036, density=0.87, skin="fruit", material="rubber", colour=(0.95, 0.55, 0.15)),
        "lemon": Kind(radius=0.028, density=0.9, skin="fruit", material="rubber", colour=(0.97, 0.85, 0.2)),
        "berry": Kind(radius=0.013, density=0.95, skin="fruit", material="rubber", colour=(0.8, 0.1, 0.2)),
        "coin": Kind(radius=0.012, density=7.5, skin="plain", material="metal", colour=(0.85, 0.68, 0.25)),
        "cube": Kind(radius=0.026, density=0.6, skin="plain", material="wood", colour=(0.72, 0.5, 0.3), shape="box"),
        "sugar": Kind(
            radius=0.011, density=1.6, skin="plain", material="stone", colour=(0.98, 0.98, 0.97), shape="box"
        ),
        "duck": Kind(radius=0.036, density=0.24, skin="duck", material="rubber", colour=(0.99, 0.82, 0.16)),
    }
)
"""Everything that may fall in, by the name that the vocabulary uses."""
DENSITY: Mapping[str, float] = MappingProxyType(
    {"wood": 0.6, "metal": 7.8, "glass": 2.5, "stone": 2.6, "rubber": 0.4, "plastic": 0.55, "card": 0.45, "ice": 0.917}
)
TONES: Mapping[str, Colour] = MappingProxyType(
    {"wood": (0.66, 0.44, 0.25), "metal": (0.66, 0.69, 0.74), "glass": (0.6, 0.8, 0.85), "stone": (0.5, 0.5, 0.52)}
)
"""Of things whose material is said, and no colour."""
FRUITS: Mapping[str, Colour] = MappingProxyType(
    {"apple": (0.9, 0.7, 0.25), "orange": (0.98, 0.6, 0.12), "berry": (0.72, 0.06, 0.16), "lemon": (0.98, 0.9, 0.4)}
)
"""The juice of each."""
BESIDES = frozenset({"ice", "sugar", "berry", "duck", "lemon"})
"""What lies in a vessel while one pours."""
