"""What a physics teacher asks for: orbits, springs, waves, throws; as a picture, or as a diagram."""

from __future__ import annotations

from dataclasses import replace

from providers.studio.paint.gallery import shown
from providers.studio.performance import Form, Performance
from providers.studio.scenes.science import orbits, shots, springs, waves
from providers.studio.script import Script, Thing

STAGES = {"orbit": orbits.orbit, "spring": springs.spring, "wave": waves.wave, "shot": shots.shot}
NAMES = {"planet": "orbit", "comet": "orbit", "satellite": "orbit", "spring": "spring", "shot": "shot"}
"""What a named thing belongs to."""
WORDS = {
    "orbit": "orbit", "solar": "orbit", "coupled": "spring", "ripple": "wave", "standing": "wave", "string": "wave",
    "acoustic": "wave", "wave": "wave", "pulse": "wave", "shot": "shot", "earth": "orbit",
}  # fmt: skip
"""What a word belongs to where no such thing is named."""


def subject(script: Script) -> tuple[str, Thing]:
    """Which stage a script is about, and what it says of the thing on it."""
    for thing in script.things:
        if thing.name in NAMES:
            return NAMES[thing.name], thing
    said = next((stage for word, stage in WORDS.items() if word in script.details), "orbit")
    plain = {name: script.details[name] for name in ("count", "colour", "material", "size") if name in script.details}
    other = next((thing for thing in script.things if thing.name in {"source", "moon"}), None)
    return said, other or Thing(name=said, **plain)


def perform(script: Script, form: Form) -> Performance:
    """Play the lesson that the script asks for."""
    name, thing = subject(script)
    if name in {"orbit", "wave"}:
        script = replace(script, place="studio", light="day", weather="")
    elif name == "shot" and not script.placed:
        script = replace(script, place="park")
    return shown(STAGES[name](script, thing, form), script, form)
