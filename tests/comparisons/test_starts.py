"""What a comparison starts from, and whose sound it gets, goes through the desk."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import comparisons.desk as desk_module
from comparisons.desk import Desk, Misuse
from comparisons.run.comparison import Comparison, Done
from comparisons.ui.words import WORDS
from comparisons.visitor import OWNER
from providers import Catalogue
from providers.fal import Fal
from providers.kit.terms import Brief, Media
from tests.conftest import Served
from tests.fakes import clips
from tests.fakes.fal import Plan
from tests.fakes.sketch import Sketch
from tests.fakes.voice import Voice

PIKA = "fal/pika-2.2"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fal: Served, voice: Served) -> Iterator[Desk]:
    """A desk whose catalogue is the quick sketch, fal, and one that adds sound."""
    monkeypatch.setattr(
        desk_module, "catalogue", lambda: Catalogue({"sketch": Sketch(), "fal": Fal(), "voice": Voice()})
    )
    made = Desk(tmp_path / "data", workers=1)
    yield made
    made.close()


@pytest.fixture
def before(tmp_path: Path) -> Media:
    path = tmp_path / "before.mp4"
    path.write_bytes(clips.clip())
    return Media(path=path, mime="video/mp4")


def finished(desk: Desk, made: Comparison) -> Comparison:
    limit = time.monotonic() + 90
    while not (now := desk.runs.get(made.id)).finished:
        assert time.monotonic() < limit
        time.sleep(0.02)
    return now


def refusal(desk: Desk, brief: Brief, sound_by: str = "") -> tuple[str, str]:
    with pytest.raises(Misuse) as told:
        desk.start(brief, [PIKA], sound_by=sound_by)
    assert f"misuse.{told.value.code}" in WORDS
    return told.value.about, told.value.code


def test_a_clip_is_extended_from_the_copy_that_is_kept(desk: Desk, before: Media, fal: Served) -> None:
    made = desk.start(Brief(prompt="on", task="extend", seconds=5, video=before), [PIKA])
    before.path.unlink()
    (take,) = finished(desk, made).takes
    assert isinstance(take.stage, Done)
    assert take.stage.clip.seams == (1.0,)
    (seam,) = take.stage.shown.seams
    assert seam.at == 1.0
    assert seam.brightness is not None
    assert seam.loudness_db is not None
    assert made.brief.video is not None
    assert made.brief.video.path.read_bytes() == clips.clip()


def test_what_can_be_chained_is_ready_to_extend(desk: Desk) -> None:
    ready = [model.id for model in desk.ready("extend")]
    assert PIKA in ready
    assert "sketch/one" not in ready
    assert "voice/one" not in [*ready, *(model.id for model in desk.ready())]


@pytest.mark.parametrize("task", ["extend", "video_to_video"])
def test_a_task_that_lacks_its_clip_is_told_beside_its_control(desk: Desk, task: str) -> None:
    assert refusal(desk, Brief(prompt="on", task=task)) == ("video", "video")  # type: ignore[arg-type]


def test_a_file_that_is_no_clip_is_told_beside_its_control(desk: Desk, tmp_path: Path, fal: Served) -> None:
    (tmp_path / "not.mp4").write_bytes(b"no clip")
    given = Media(path=tmp_path / "not.mp4", mime="video/mp4")
    assert refusal(desk, Brief(prompt="on", task="extend", video=given)) == ("video", "video_bad")
    assert not fal.fake.submits


def test_a_silent_clip_gets_the_sound_that_was_asked_for(desk: Desk, fal: Served, voice: Served) -> None:
    fal.fake.plan = Plan(clip=clips.clip(1.0, sound=False))
    made = desk.start(Brief(prompt="a ball", seconds=5), [PIKA], sound_by="voice/one")
    (take,) = finished(desk, made).takes
    assert isinstance(take.stage, Done)
    assert take.stage.clip.audio
    assert [note.given for note in take.notes] == ["added by Voice"]


@pytest.mark.parametrize(("model", "code"), [(PIKA, "no_sound_model"), ("voice/none", "unknown")])
def test_who_adds_no_sound_is_told_beside_its_control(desk: Desk, model: str, code: str) -> None:
    assert refusal(desk, Brief(prompt="a ball"), model) == ("sound", code)


def test_a_visitor_s_own_key_does_not_make_the_owner_pay_for_sound(desk: Desk) -> None:
    guest = replace(OWNER, id="guest", keys={"fal": "theirs"})
    with pytest.raises(Misuse) as told:
        desk.start(Brief(prompt="a ball", seconds=5), [PIKA], visitor=guest, sound_by="voice/one")
    assert (told.value.about, told.value.code) == ("sound", "sound_guest")


def test_the_sound_counts_in_a_quote(desk: Desk) -> None:
    brief = Brief(prompt="a ball", seconds=5, resolution="720p")
    alone, both = desk.quote(brief, ["sketch/one"]), desk.quote(brief, ["sketch/one"], "voice/one")
    assert alone == {"sketch/one": None}
    assert both == {"sketch/one": None}
    fal = desk.quote(brief, [PIKA])[PIKA]
    assert fal is not None
    assert desk.quote(brief, [PIKA], "voice/one")[PIKA] == pytest.approx(fal + 0.5)
