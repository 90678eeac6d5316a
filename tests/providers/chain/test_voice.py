"""Sound for a silent clip is one more step: paid once, resumable, and never at the picture's cost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from providers.kit.errors import Unavailable
from providers.kit.events import Delivered, Noted
from providers.kit.plan import Plan, cost, plan
from providers.kit.settle import CHAINED, settle
from providers.kit.splice import sound_of
from providers.kit.steps import kept
from providers.kit.terms import Brief, Media, Note
from tests.conftest import Served
from tests.fakes import clips
from tests.fakes.fal import Plan as Course
from tests.fakes.voice import VOICE
from tests.providers.chain import PIKA, extension, is_ticket, tickets, told


def silent() -> Plan:
    return plan(Brief(prompt="a ball", seconds=5), PIKA, VOICE)


async def test_a_silent_clip_is_given_sound_by_another_model_which_is_paid_once(
    folder: Path, fal: Served, voice: Served
) -> None:
    fal.fake.plan = Course(clip=clips.clip(1.0, sound=False))
    events = await told(silent(), folder)
    last, note = events[-1], events[-2]
    assert note == Noted(note=Note(field="sound", asked="", given="added by Voice"))
    assert isinstance(last, Delivered)
    assert last.clip.audio
    assert (last.clip.seconds, last.clip.seams) == (1.0, ())
    assert np.abs(sound_of(last.clip.path)).max() > 0.1
    assert (len(fal.fake.submits), len(voice.fake.submits)) == (1, 1)
    assert [ticket.model for ticket in tickets(events)] == [PIKA.id, VOICE.id]


async def test_a_clip_that_has_sound_is_left_alone(folder: Path, fal: Served, voice: Served) -> None:
    events = await told(silent(), folder)
    assert isinstance(events[-1], Delivered)
    assert not voice.fake.submits
    assert not any(isinstance(event, Noted) for event in events)


async def test_nobody_adds_sound_to_a_model_that_always_has_its_own() -> None:
    assert plan(Brief(prompt="a ball"), replace(PIKA, audio="always"), VOICE).plain


async def test_a_restart_between_picture_and_sound_pays_for_neither_twice(
    folder: Path, fal: Served, voice: Served
) -> None:
    fal.fake.plan = Course(clip=clips.clip(1.0, sound=False))
    before = await told(silent(), folder, until=is_ticket(1))
    events = await told(silent(), folder, ticket=tickets(before)[-1], known=1)
    assert isinstance(events[-1], Delivered)
    assert (len(fal.fake.submits), len(voice.fake.submits)) == (1, 1)


async def test_a_picture_that_is_paid_for_is_shown_though_its_sound_is_refused(
    folder: Path, fal: Served, voice: Served
) -> None:
    fal.fake.plan = Course(clip=clips.clip(1.0, sound=False))
    voice.fake.plan = Course(ending="refusal")
    events = await told(silent(), folder)
    last, note = events[-1], events[-2]
    assert isinstance(last, Delivered)
    assert not last.clip.audio
    assert isinstance(note, Noted)
    assert (note.note.asked, note.note.given[:5]) == ("Voice", "none.")


async def test_trouble_with_the_sound_that_may_pass_leaves_the_picture_for_another_try(
    folder: Path, fal: Served, voice: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    fal.fake.plan = Course(clip=clips.clip(1.0, sound=False))
    with monkeypatch.context() as away:
        away.setenv("SPLITSCREEN_VOICE_BASE", "http://127.0.0.1:9")
        with pytest.raises(Unavailable):
            await told(silent(), folder)
    assert kept(folder) == 1
    events = await told(silent(), folder, known=1)
    assert isinstance(events[-1], Delivered)
    assert (len(fal.fake.submits), len(voice.fake.submits)) == (1, 1)


async def test_a_chain_of_silent_pieces_is_given_one_sound(
    tmp_path: Path, folder: Path, fal: Served, voice: Served
) -> None:
    path = tmp_path / "before.mp4"
    path.write_bytes(clips.clip(1.0, sound=False))
    fal.fake.plan = Course(clip=clips.clip(1.0, sound=False))
    brief = extension(Media(path=path, mime="video/mp4"), 20).brief
    events = await told(plan(brief, PIKA, VOICE), folder)
    last = events[-1]
    assert isinstance(last, Delivered)
    assert last.clip.audio
    assert len(last.clip.seams) == 2
    notes = [event.note for event in events if isinstance(event, Noted)]
    assert notes == [Note(field="sound", asked="", given="added by Voice for the first 1.0 s")]


def test_the_estimate_covers_the_sound_too(source: Media) -> None:
    assert PIKA.price is None
    priced = replace(PIKA, price=VOICE.price)
    five = Brief(prompt="a ball", seconds=5)
    assert cost(plan(five, priced)) == 0.5
    assert cost(plan(five, priced, VOICE)) == 1.0
    assert cost(plan(five, PIKA, VOICE)) is None
    longer = settle(Brief(prompt="on", task="extend", seconds=20, video=source), priced)[0]
    assert settle(longer, priced)[1] == (CHAINED,)
    assert cost(plan(longer, priced, VOICE)) == pytest.approx(2.0 + 2.1, abs=0.01)
