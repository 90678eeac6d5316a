"""What a prompt asks the stage to show, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

BODIES = "bodies"
"""The kind of scene where no word speaks for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prop:
    """One kind of thing on stage."""

    shape: Literal["ball", "box"]
    skin: str
    """How it is painted: `plain`, `basketball`, `crate`, …"""
    material: str
    size: float
    """Half its height, in metres."""
    wide: float = 1.0
    """Width over height."""
    colour: str | None = None
    """As in `#rrggbb`; `None` leaves it to the seed."""
    bounce: float | None = None
    """Restitution, where it isn't the material's own."""
    count: int = 1
    """While a prompt is read, 0 stands for a plural without a number."""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that a scene other than that of rigid bodies knows by name, with what the prompt says of it."""

    name: str
    count: int = 0
    """0 where no number was said and the word was no plural."""
    plural: bool = False
    size: float = 1.0
    """Over its usual size."""
    colour: str | None = None
    material: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What the stage is to show, without a position or a time in it."""

    prompt: str = ""
    """As it was given."""
    kind: str = BODIES
    """The module in `scenes/` that stages it."""
    props: tuple[Prop, ...] = ()
    things: tuple[Thing, ...] = ()
    action: str = "drop"
    fixture: str = ""
    """`hoop`, `ramp`, `stairs`, `table` or nothing."""
    heap: str = "tower"
    place: str = "studio"
    placed: bool = False
    """Whether the prompt itself said where it is."""
    light: str = "day"
    weather: str = ""
    wind: float = 0.0
    """0 to 1."""
    camera: str = ""
    """A movement: `pan_left`, `zoom_in`, …; empty stands still."""
    slow: float = 1.0
    """How many times slower than life."""
    music: str = ""
    """A mood; empty where none was asked for."""
    outcome: str = ""
    """Of a throw at a hoop: `miss`, `score`, or left to the seed."""
    figure: bool = False
    says: tuple[str, ...] = ()
    """What stands in quotation marks, in order."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the kind's own, from the values in its vocabulary; `colour`, `count`, `size` and `material` where they
    describe nothing that was named."""
    understood: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


FIELDS = frozenset(
    ["action", "fixture", "heap", "place", "light", "weather", "wind", "camera", "slow", "music", "outcome", "figure"]
)
"""What a word of the vocabulary may set by itself; anything else it says goes into `details`."""
