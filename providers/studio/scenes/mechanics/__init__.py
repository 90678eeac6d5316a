"""Machines: pendulums, ropes, gears, pulleys, levers, wheels; each module stages one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from providers.studio.exhibit import Exhibit
from providers.studio.paint.gallery import shown
from providers.studio.performance import Form, Performance
from providers.studio.scenes.mechanics import bridge, gears, pendulums, pulleys, ropes, yard
from providers.studio.script import Script, Thing

Machine = Callable[[Script, Thing, Form], Exhibit]
MACHINES: Mapping[str, Machine] = MappingProxyType(
    {
        "reaction": yard.reaction,
        "catapult": yard.catapult,
        "seesaw": yard.seesaw,
        "hill": yard.hill,
        "pulley": pulleys.pulley,
        "gear": gears.gear,
        "bridge": bridge.bridge,
        "cradle": pendulums.newtons,
        "double": pendulums.doubled,
        "pendulum": pendulums.pendulum,
        "rope": ropes.rope,
        "swing": ropes.rope,
        "wheel": yard.hill,
    }
)
"""In the order in which they claim a prompt that names several."""
OUTDOORS = frozenset({"bridge", "hill", "wheel", "catapult"})


ONCE = frozenset({"reaction", "catapult", "seesaw", "hill", "wheel", "pulley"})
"""Machines that come to rest, and are set up anew in a long clip."""


def ACT(script: Script) -> float | None:  # noqa: N802
    """Nine seconds for what comes to rest; all others go on for as long as the clip lasts."""
    return 9.0 if machine(script)[0] in ONCE else None


def machine(script: Script) -> tuple[str, Thing]:
    """Which machine a script is about, and what it says of it."""
    named = {thing.name: thing for thing in reversed(script.things)}
    said = next((name for name in MACHINES if name in named or name in script.details), "pendulum")
    plain = {name: script.details[name] for name in ("count", "colour", "material", "size") if name in script.details}
    return said, named.get(said) or named.get("pendulum") or Thing(name=said, **plain)


def perform(script: Script, form: Form) -> Performance:
    """Build the machine that the script names, run it, and show it."""
    name, thing = machine(script)
    if name in OUTDOORS and not script.placed:
        script = replace(script, place="park")
    return shown(MACHINES[name](script, thing, form), script, form)
