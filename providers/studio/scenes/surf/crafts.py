"""What floats, by name: its measures from `crafts.json`, cut into a hull."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from providers.studio.scenes.surf.hull import Hull, cells
from providers.studio.scenes.surf.sea import DENSITY

CUTS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Craft:
    """One kind of floating thing; metres."""

    length: float
    width: float
    tall: float
    density: float
    """Over that of the water: the share of its volume that is under when it lies still."""
    low: float
    """Height of its centre of mass over its bottom, over its own height."""
    shape: str
    """`box`, `round`, `ball` or `boat`, seen from above and from the side."""
    span: float
    """Metres of picture that suit it."""
    rise: float
    """How far it stands over the water."""
    colour: str


@cache
def crafts() -> dict[str, Craft]:
    """Every craft by its name."""
    data = json.loads((Path(__file__).parent / "crafts.json").read_text("utf-8"))
    return {name: Craft(**values) for name, values in data.items()}


def hull(craft: Craft, size: float = 1.0) -> Hull:
    """The craft as cells, with the mass that its density gives it."""
    share = (np.arange(CUTS) + 0.5) / CUTS * 2 - 1
    round_ = np.sqrt(np.maximum(0.0, 1 - share**2))
    outline = {
        "box": np.ones(CUTS),
        "round": round_**0.7,
        "ball": round_,
        "boat": np.clip(1.25 - 1.1 * share**2 * (share > 0) - 0.25, 0.1, 1.0),
    }[craft.shape]
    flat = {
        "box": np.zeros(CUTS),
        "round": 0.25 * share**2,
        "ball": 0.5 * (1 - round_),
        "boat": 0.3 * np.maximum(0.0, share) ** 3,
    }[craft.shape]
    high = craft.tall * size * (1 - flat * (2.0 if craft.shape == "ball" else 1.0))
    bottom = craft.tall * size * (flat - craft.low)
    along, across, low, area, tall = cells(outline * craft.width * size / 2, bottom, high, craft.length * size)
    along = along - float(np.sum(along * area * tall) / np.sum(area * tall))
    mass = craft.density * DENSITY * float(np.sum(area * tall))
    long, wide, deep = (each * size for each in (craft.length, craft.width, craft.tall))
    return Hull(
        along=along, across=across, bottom=low, area=area, tall=tall, mass=mass,
        turning=(1.5 * mass * (long**2 + deep**2) / 12, 1.5 * mass * (wide**2 + deep**2) / 12),
        lift=0.0, drag=0.4 * wide * deep, damping=620.0 * (mass / float(area.sum()) / 200.0) ** 0.5, heaved=0.35 * mass,
    )  # fmt: skip
