"""What is heard of a talk: voices from their mouths, china, the other guests, music."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from providers.studio.performance import Form
from providers.studio.scenes.cafe.acting import HEIGHTS, Play
from providers.studio.scenes.cafe.cups import landing
from providers.studio.scenes.cafe.framing import Framing
from providers.studio.scenes.cafe.talk import Turn
from providers.studio.script import Script
from providers.studio.sound.cues import Crowd, Cue, Impact, Tune, Voice
from providers.studio.sound.tune import MOODS

CROCKERY = 4.0
"""How much louder china is than its impulse: it is hard, thin and near."""
QUIET, LOUD = 0.22, 0.5
"""Levels of the other guests, and of a crowd of them."""
SOFTLY, ASKED = 0.2, 0.5
"""Levels of the music that a café has anyway, and of music that was asked for."""
FAR = 3.0
"""Metres to the other guests."""
BEATS = {"jazz": 104.0, "calm": 72.0, "bright": 112.0, "dark": 66.0, "tense": 92.0}


def cues(script: Script, turns: list[Turn], framed: Framing, play: Play, form: Form, cafe: bool) -> Iterator[Cue]:
    """All of it; nothing where no law holds."""
    if not form.physics:
        return
    for turn in turns:
        at = (framed.seats[turn.speaker], HEIGHTS[play.looks[turn.speaker].age])
        yield Voice(time=turn.start, at=at, samples=turn.said.samples)
    yield from landings(play, form)
    whole = np.ones(form.frames)
    crowded = bool(script.details.get("crowd"))
    if cafe or crowded:
        yield Crowd(mood="chatter", level=whole * (LOUD if crowded else QUIET), far=FAR)
    if cafe or script.music:
        mood = script.music if script.music in MOODS else "jazz"
        yield Tune(mood=mood, beat=BEATS[mood], level=whole * (ASKED if script.music else SOFTLY), far=FAR)  # type: ignore[arg-type]


def landings(play: Play, form: Form) -> tuple[Impact, ...]:
    """Each cup that comes down on its saucer."""
    if not form.physics:
        return ()
    return tuple(
        Impact(
            time=time, at=cup.home, impulse=CROCKERY * landing(cup, (0.0, 0.45)), materials=("china", "china"),
            sizes=(0.045, 0.08),
        )
        for cup in play.cups
        for time in cup.landings(form.seconds)
    )  # fmt: skip
