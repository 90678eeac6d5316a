"""Water and what is like it: poured, running, thrown up by what falls in.

The surface is a sum of standing waves, streams and drops are pieces that fly; each knows its volume.
"""

from __future__ import annotations

from dataclasses import replace

from providers.studio.performance import Form, Performance
from providers.studio.scenes.water.film import glided, recorded
from providers.studio.scenes.water.paint.frame import Painter
from providers.studio.scenes.water.paint.view import view
from providers.studio.scenes.water.plan import Plan, planned
from providers.studio.scenes.water.play import Record
from providers.studio.script import Script

FLAWS = frozenset({"gravity"})
OUTDOORS = frozenset({"fountain", "waterfall"})


def perform(script: Script, form: Form) -> Performance:
    """Pour it, and write down where all of it goes."""
    plan = planned(settled(script), form.seed)
    if form.flaw and form.flaw.kind == "gravity":
        plan = replace(plan, gravity=plan.gravity * form.flaw.strength)
    record = (recorded if form.physics else glided)(plan, form)
    return Performance(
        form=form, place=plan.script.place, weather=plan.script.weather, width=view(plan, form).scene.width,
        cues=record.cues, painter=lambda: Painter(record, form), truth=truth(plan, record),
    )  # fmt: skip


def settled(script: Script) -> Script:
    """The script in a place where such a thing is found, unless it names one."""
    if script.placed or script.weather or script.light == "sunset":
        return script
    act = planned(script, 0)
    if act.act in OUTDOORS or act.vessel.name in {"pond", "barrel"}:
        return replace(script, place="park")
    return replace(script, place="room")


def truth(plan: Plan, record: Record) -> dict[str, object]:
    """Where the liquid is at every frame, every splash and contact, and where everything that fell in was."""
    return {
        "liquid": plan.liquid.name,
        "vessel": plan.vessel.name,
        "litres": record.books,
        "level": [round(float(still.level), 5) for still in record.stills],
        "contacts": list(record.contacts),
        "tracks": [
            {
                "skin": faller.body.skin,
                "material": faller.body.material,
                "x": [float(still.bodies[at, 0]) for still in record.stills],
                "y": [float(still.bodies[at, 1]) for still in record.stills],
                "angle": [float(still.bodies[at, 2]) for still in record.stills],
            }
            for at, faller in enumerate(plan.fallers)
        ],
    }
