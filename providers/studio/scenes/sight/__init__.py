"""Sights: a land to look at, fire, fireworks, a rocket's start, soap bubbles, what falls from the sky."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from providers.studio.paint.scenery import STRIPS
from providers.studio.performance import Form, Performance
from providers.studio.scenes.sight import aloft, bubbles, fire, fireworks, rocket, vista
from providers.studio.scenes.sight.picture import Picture
from providers.studio.scenes.sight.show import Show
from providers.studio.script import Script

Staged = Callable[[Script, Form], Show]
SHOWS: Mapping[str, Staged] = MappingProxyType(
    {
        "fireworks": fireworks.stage, "rocket": rocket.stage, "hearth": fire.camp,
        "fire": fire.camp, "candle": fire.candle,
        "plane": aloft.plane, "helicopter": aloft.helicopter, "balloon": aloft.balloon, "bubbles": bubbles.stage,
        "vista": vista.stage,
    }
)  # fmt: skip
"""In the order in which they claim a prompt that names several."""
HOURS = {"fireworks": "night", "fire": "night", "hearth": "night", "candle": "night"}
"""When it is where no hour was told."""


def ACT(script: Script) -> float | None:  # noqa: N802
    """A rocket is gone after a while, and fireworks go on in acts; all else goes on."""
    return {"rocket": 10.0, "fireworks": 12.0}.get(named(script))


def named(script: Script) -> str:
    """What is to be seen."""
    said = {thing.name for thing in script.things}
    return next((name for name in SHOWS if name in said), "vista")


def perform(script: Script, form: Form) -> Performance:
    """Play it and tell it; without physics it is the same to look at."""
    name = named(script)
    script = placed(script, name)
    show = SHOWS[name](script, form)
    return Performance(
        form=form, place=script.place, weather=script.weather, light=script.light, width=show.tall * form.aspect,
        cues=show.cues, painter=lambda: Picture(show, script, form, name), truth=show.truth,
    )  # fmt: skip


def placed(script: Script, name: str) -> Script:
    """The script with the place and the hour at which such a thing is seen."""
    light = script.light
    if light == "day" and not script.details.get("daylight"):
        light = HOURS.get(name, "night" if {"meteors", "aurora"} & set(script.details) else light)
    if name in {"candle", "hearth"}:
        return replace(script, place="room", light=light)
    place = script.place
    if name == "rocket" or place not in STRIPS:
        town = name == "fireworks"
        place = "snow" if script.weather == "snow" else "street" if town else "park"
    if script.details.get("far") and place == "street":
        place = "park"
    return replace(script, place=place, light=light)
