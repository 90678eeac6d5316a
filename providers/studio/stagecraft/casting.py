"""From the script's props to bodies: counted out, coloured, scaled to the stage; not yet placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from types import MappingProxyType

from providers.studio.paint.colours import rgb
from providers.studio.script import Prop
from providers.studio.stagecraft.ground import View
from providers.studio.stagecraft.terms import Body

MOST_BODIES = 26
PALETTE = ("#e4572e", "#2e86ab", "#f2b134", "#3fa34d", "#8e5bd0", "#ef6f9c", "#29b6a8")
OWN: Mapping[str, str] = MappingProxyType(
    {"wood": "#c08a4e", "metal": "#aeb6c0", "glass": "#9fd8e6", "stone": "#8f8b86", "card": "#c79a63", "ice": "#cfeaf5"}
)
"""Colours of what has one of its own."""


def cast(props: tuple[Prop, ...], seen: View, random: Random) -> list[Body]:
    """Every single body, in the prompt's order; many bodies are made smaller, so that they fit."""
    wanted = [prop for prop in props for _ in range(prop.count)][:MOST_BODIES]
    area = sum(4 * prop.size**2 * prop.wide for prop in wanted)
    fit = min(1.0, (0.2 * seen.width * seen.top / area) ** 0.5) if area else 1.0
    palette = random.sample(PALETTE, len(PALETTE))
    return [body(prop, palette[at % len(palette)], fit, seen) for at, prop in enumerate(wanted)]


def body(prop: Prop, spare: str, fit: float, seen: View) -> Body:
    """One body at the origin; `spare` is its colour where neither prompt nor material says any."""
    tall = prop.size * fit
    wide = min(tall * prop.wide, 0.42 * seen.width)
    if prop.wide > 1:
        tall = wide / prop.wide
    own = OWN.get(prop.material, spare) if prop.skin != "label" else spare
    return Body(
        shape=prop.shape,
        skin=prop.skin,
        material=prop.material,
        colour=rgb(prop.colour or own),
        half=(tall, tall) if prop.shape == "ball" else (wide, tall),
        at=(0.0, 0.0),
        bounce=prop.bounce,
        label=prop.label,
    )


def lined_up(bodies: list[Body], seen: View, share: float = 0.72) -> list[Body]:
    """The same bodies with their goals side by side on the floor."""
    total = sum(2 * each.half[0] for each in bodies)
    gap = (share * seen.width - total) / max(1, len(bodies) - 1) if len(bodies) > 1 else 0.0
    gap = min(gap, 0.5)
    x = -(total + gap * (len(bodies) - 1)) / 2
    placed = []
    for each in bodies:
        placed.append(replace(each, goal=(x + each.half[0], each.half[1])))
        x += 2 * each.half[0] + gap
    return placed
