"""How a prompt's words set the sea: the hour, how rough it is, what lies behind it."""

from __future__ import annotations

from dataclasses import dataclass

from providers.studio.paint.colours import rgb
from providers.studio.script import Script
from providers.studio.stagecraft.terms import Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One sea on one day."""

    hour: str
    """A key of `TINTS`."""
    storm: bool
    rough: float
    """1 in a fresh breeze."""
    size: float
    """Of the waves, over the usual."""
    coast: str
    """What is on the horizon: `hills`, `beach` or nothing."""
    colour: Colour | None
    """Of the craft, where it was told."""


def setting(script: Script) -> Setting:
    """The sea that a script asks for."""
    storm = bool(script.details.get("storm"))
    calm = bool(script.details.get("calm"))
    hour = script.light if script.light in {"sunset", "night"} else "rain" if script.weather or storm else "day"
    rough = 1.0 if storm else 0.16 if calm else 0.42
    colour = next((thing.colour for thing in script.things if thing.colour), script.details.get("colour"))
    return Setting(
        hour=hour, storm=storm, rough=rough * (1 + script.wind), size=float(script.details.get("waves", 1.0)),
        coast=str(script.details.get("coast", "hills")), colour=rgb(colour) if colour else None,
    )  # fmt: skip
