"""A person who jumps and turns: on ice, on a mat, on a stage, on a trampoline, or just so."""

from __future__ import annotations

from random import Random

from providers.studio.performance import Form, Performance
from providers.studio.scenes.figure.casting import look
from providers.studio.scenes.figure.painter import Painter, outside, sight
from providers.studio.scenes.figure.programme import performed, programme
from providers.studio.scenes.figure.telling import cues, truth
from providers.studio.script import Script


def perform(script: Script, form: Form) -> Performance:
    """Put a programme together, perform it to its end, and say what is seen and heard of it."""
    asked = programme(script, form.seconds / script.slow, form.physics)
    motion = performed(asked, Random(f"{form.seed}/figure"))
    seen = sight(script, form, asked.style, motion, look(script, asked.style, Random(f"{form.seed}/look")))
    place = script.place if outside(script) or asked.style == "plain" else "gym"
    return Performance(
        form=form, place=place, weather=script.weather,
        width=seen.view.metres,
        cues=cues(seen) if form.physics else (), painter=lambda: Painter(seen), truth=truth(seen),
    )  # fmt: skip
