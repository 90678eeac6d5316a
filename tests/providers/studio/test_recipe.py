"""What is known of a clip, and going on from it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from providers.kit import truth
from providers.kit.errors import Rejected, Unsupported
from providers.kit.events import Noted
from providers.kit.settle import settle
from providers.kit.terms import Brief, Flaw, Media
from providers.studio import Studio
from providers.studio.film import form
from providers.studio.prompt import read
from providers.studio.scenes import openings
from tests.providers.studio.test_film import BRIEF, NEWTON, TWEEN, rendered

CLIP = replace(BRIEF, prompt="two red balls bounce on the floor", seconds=2)


def going_on(path: Path, seconds: float = 2, prompt: str = CLIP.prompt) -> Brief:
    return Brief(prompt=prompt, task="extend", seconds=seconds, video=truth.known(Media(path=path, mime="video/mp4")))


def told(path: Path) -> dict[str, Any]:
    return truth.read(truth.beside(path))


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rendered(tmp_path_factory.mktemp("short"), NEWTON, CLIP).clip.path


def test_the_truth_tells_every_contact_and_where_everything_was(short: Path) -> None:
    document = told(short)
    assert (document["version"], document["model"], document["defect"]) == (1, "studio/newton", None)
    (act,) = document["acts"]
    assert act["starts"] == 0
    first = act["contacts"][0]
    assert {"time", "at", "impulse", "materials"} <= first.keys()
    assert len(act["tracks"]) == 2
    assert len(act["tracks"][0]["y"]) == 48


def test_a_clip_goes_on_from_exactly_where_it_ended(short: Path, tmp_path: Path) -> None:
    brief, notes = settle(going_on(short), NEWTON)
    assert notes == ()
    longer = rendered(tmp_path / "longer", NEWTON, brief)
    at_once = rendered(tmp_path / "once", NEWTON, replace(CLIP, seconds=4))
    before = rendered(tmp_path / "before", NEWTON, CLIP)
    assert longer.clip.seams == ()
    assert longer.clip.seconds == 4
    assert longer.clip.sha256 == at_once.clip.sha256
    for was, now in zip(before.pictures, longer.pictures, strict=False):
        assert np.abs(was.astype(int) - now).mean() < 2
    twice = rendered(tmp_path / "twice", NEWTON, settle(going_on(longer.clip.path, 1), NEWTON)[0])
    assert twice.clip.seconds == 5


def test_a_long_clip_that_goes_on_keeps_what_was_shown() -> None:
    script = read(CLIP.prompt)
    short, long = (form(replace(CLIP, seconds=seconds), True, 7) for seconds in (13, 31))
    kept = openings(script, short)
    assert kept == (0,)
    assert openings(script, long, kept, short.frames) == (0, 420, 636)
    assert openings(script, long) == (0, 9 * 24, 18 * 24)


def test_another_prompt_is_noted_and_the_scene_goes_on(short: Path, tmp_path: Path) -> None:
    noted: list[Noted] = []
    brief, _ = settle(going_on(short, 1, "a cat"), NEWTON)
    Studio().render(brief, NEWTON, tmp_path, lambda news: noted.append(news) if isinstance(news, Noted) else None)
    assert [(one.note.field, one.note.asked) for one in noted] == [("prompt", "a cat")]


def test_a_clip_of_another_maker_is_refused(short: Path, tmp_path: Path, clip_file: Path) -> None:
    for model, clip in ((TWEEN, short), (NEWTON, clip_file)):
        with pytest.raises(Unsupported, match="of its own"):
            settle(going_on(clip), replace(model, tasks=("text_to_video",)))


def test_a_truth_that_was_tampered_with_is_an_error(short: Path, tmp_path: Path) -> None:
    copy = tmp_path / "clip.mp4"
    copy.write_bytes(short.read_bytes())
    truth.beside(copy).write_text(json.dumps({"model": "studio/newton", "recipe": {"form": {"width": "wide"}}}))
    with pytest.raises(Rejected, match="can't go on"):
        Studio().render(settle(going_on(copy), NEWTON)[0], NEWTON, tmp_path, lambda news: None)


def test_a_flaw_is_asked_of_those_that_make_it_and_told_in_the_truth(tmp_path: Path) -> None:
    asked = replace(CLIP, flaw=Flaw(kind="hum", strength=-30), seconds=4)
    assert settle(asked, TWEEN)[0].flaw is None
    assert settle(asked, TWEEN)[1][0].field == "flaw"
    made = rendered(tmp_path, NEWTON, settle(asked, NEWTON)[0])
    assert told(made.clip.path)["defect"] == {"kind": "hum", "strength": -30}
