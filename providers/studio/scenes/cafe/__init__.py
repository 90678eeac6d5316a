"""People who talk: in a café, at a table elsewhere, or one of them to the camera; lips and voice on one clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from providers.kit.terms import Note
from providers.studio.performance import Form, Performance
from providers.studio.scenes.cafe.acting import AHEAD, Play, acted
from providers.studio.scenes.cafe.casting import cast, looks
from providers.studio.scenes.cafe.framing import framing
from providers.studio.scenes.cafe.heard import cues, landings
from providers.studio.scenes.cafe.painter import Painter
from providers.studio.scenes.cafe.settings import named
from providers.studio.scenes.cafe.talk import Turn, talk
from providers.studio.script import Script
from providers.studio.sound.room import ECHOES
from providers.studio.speech.mouths import OPEN


def perform(script: Script, form: Form) -> Performance:
    """Seat the people, let them talk, and write down what they do."""
    people = cast(script)
    faces = looks(people, form.seed)
    framed = framing(form, len(faces))
    turns, why = talk(script, people, faces, form.seed, form.seconds + AHEAD)
    play = acted(faces, turns, framed, form, str(script.details.get("mood", "")))
    heard = [turn for turn in turns if turn.start < form.seconds] if form.physics else []
    place = named(script, framed.alone)
    return Performance(
        form=form, place=place if place in ECHOES else "room", weather=script.weather, width=framed.wide,
        cues=tuple(cues(script, heard, framed, play, form, place == "cafe")),
        painter=lambda: Painter(play, framed, script, form),
        truth=truth(heard, play, form), notes=tuple(notes(turns if people.lines else [], why, form)),
    )  # fmt: skip


def notes(quoted: list[Turn], why: str, form: Form) -> Iterator[Note]:
    """Why nobody is understood, and what the clip is too short for."""
    if why:
        yield Note(field="audio", asked="speech", given=f"murmur ({why})")
    for turn in quoted:
        if turn.end > form.seconds:
            late = turn.start >= form.seconds
            given = "the clip ends before it" if late else "it breaks off, since the clip is too short"
            yield Note(field="seconds", asked=f"“{turn.said.text}”", given=given)


def truth(turns: list[Turn], play: Play, form: Form) -> dict[str, object]:
    """The words and the mouths that spoke them, in seconds; where heads were, and how far mouths were open."""
    said = [(turn, turn.speaker) for turn in turns]
    return {
        "contacts": [asdict(contact) for contact in landings(play, form)],
        "words": [
            {"speaker": at, "text": word.text, "start": turn.start + word.start, "end": turn.start + word.end}
            for turn, at in said
            for word in turn.said.words
        ],
        "visemes": [
            {"speaker": at, "viseme": one.viseme, "start": turn.start + one.start, "end": turn.start + one.end}
            for turn, at in said
            for one in turn.said.sounds
        ],
        "tracks": [track(look.name, part) for look, part in zip(play.looks, play.parts, strict=True)],
    }


def track(name: str, part: dict[str, Any]) -> dict[str, object]:
    """One head's way and its mouth, frame by frame."""
    return {"skin": name, "x": part["x"].tolist(), "y": part["y"].tolist(), "mouth": part["mouth"][:, OPEN].tolist()}
