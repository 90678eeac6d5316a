"""Cloth: flags, curtains, laundry and scarves in the wind, and cloths that are laid over things."""

from __future__ import annotations

from dataclasses import replace

from providers.studio.performance import Form, Performance
from providers.studio.scenes.cloth.film import glided, recorded
from providers.studio.scenes.cloth.frame import Painter, view
from providers.studio.scenes.cloth.plan import planned
from providers.studio.scenes.cloth.sheet import Field
from providers.studio.script import Script

FLAWS = frozenset({"gravity"})
PLACES = {"flag": "park", "laundry": "park", "scarf": "park", "curtain": "room", "drape": "room"}


def perform(script: Script, form: Form) -> Performance:
    """Let the cloth hang, blow or fall, and write down where it was and how much it stretched."""
    plan = planned(settled(script, form.seed), form.seed)
    if form.flaw and form.flaw.kind == "gravity":
        plan = replace(plan, gravity=plan.gravity * form.flaw.strength)
    record = (recorded if form.physics else glided)(plan, form)
    return Performance(
        form=form, place=plan.script.place, weather=plan.script.weather, width=view(plan, form)[0].width,
        cues=record.cues, painter=lambda: Painter(record, form),
        truth={
            "setting": plan.setting, "strain": list(record.strains), "contacts": list(record.contacts),
            "corners": [[corners(place) for place in places] for places in record.places],
        },
    )  # fmt: skip


def corners(place: Field) -> list[list[float]]:
    """Where the four corners of a cloth are."""
    return [place[:, row, column].tolist() for row in (0, -1) for column in (0, -1)]


def settled(script: Script, seed: int) -> Script:
    """The script in a place where such a thing is found, unless it names one."""
    if script.placed or script.weather or script.light == "sunset":
        return script
    return replace(script, place=PLACES[planned(script, seed).setting])
