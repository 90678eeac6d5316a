"""Every floating thing's painter by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from providers.studio.canvas import Canvas
from providers.studio.scenes.surf import boats, flotsam
from providers.studio.scenes.surf.boats import Measures
from providers.studio.scenes.surf.crafts import Craft
from providers.studio.stagecraft.terms import Colour

BOATS = (boats.sailboat, boats.boat, boats.ship, boats.paperboat)
FLOTSAM = (
    flotsam.duck, flotsam.crate, flotsam.barrel, flotsam.log, flotsam.bottle, flotsam.ball, flotsam.ring, flotsam.buoy,
    flotsam.raft, flotsam.iceberg,
)  # fmt: skip
PAINTERS: Mapping[str, Callable[[Canvas, Measures, Colour, float, float], None]] = MappingProxyType(
    {painter.__name__: painter for painter in (*BOATS, *FLOTSAM)}
)
"""A painter for every craft."""


def vessel(canvas: Canvas, name: str, craft: Craft, colour: Colour, roll: float, time: float) -> None:
    """Paint one thing; `roll` shows more of its deck or of its side."""
    bottom, top = craft.low * craft.tall, -(1 - craft.low) * craft.tall
    PAINTERS[name](canvas, (craft.length / 2, top, bottom), colour, roll, time)
