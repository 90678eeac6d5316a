"""A given picture becomes the scene."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from providers.kit import truth
from providers.kit.errors import Rejected
from providers.kit.settle import CHAINED, settle
from providers.kit.terms import Brief, Media
from providers.studio import Studio
from providers.studio.film import form
from providers.studio.scenes import acts
from providers.studio.scenes.picture import scripted
from providers.studio.sound.cues import Impact, Wind
from tests.providers.studio.test_film import NEWTON, TWEEN, quiet, rendered


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    y, x = np.mgrid[:180, :320].astype(np.float32)
    sea = np.dstack([60 + 30 * np.sin(x / 9), 110 + y / 4, 150 + y / 3])
    sea[:70] = (170, 200, 235)
    sea[110:160, 130:190] = (190, 60, 40)
    Image.fromarray(sea.astype(np.uint8)).save(tmp_path / "picture.png")
    return tmp_path / "picture.png"


def brief(picture: Path, prompt: str, **more: object) -> Brief:
    media = Media(path=picture, mime="image/png")
    asked = Brief(prompt=prompt, task="image_to_video", seconds=4, resolution="480p", fps=24, seed=3, image=media)
    return settle(replace(asked, **more), NEWTON)[0]  # type: ignore[arg-type]


def frames(asked: Brief, numbers: list[int], physics: bool = True) -> list[NDArray[np.int64]]:
    act = next(acts(scripted(asked.prompt), replace(form(asked, physics, 3), marked=False), (0,)))
    painter = act.painter()
    return [painter.paint(number).pixels()[..., :3].astype(np.int64) for number in numbers]


@pytest.mark.parametrize("prompt", ["it begins to rain", "метель", "pan left", "fog", "ripples on the water", "a cat"])
def test_the_first_frame_is_the_picture_and_the_last_is_not(prompt: str, picture: Path) -> None:
    first, last = frames(brief(picture, prompt), [0, 95])
    given = np.asarray(Image.open(picture).resize((first.shape[1], first.shape[0]), Image.Resampling.LANCZOS))
    assert np.abs(first - given).mean() < 3
    assert np.abs(last - given).mean() > 4


def test_near_things_grow_more_than_far_ones_and_without_physics_all_alike(picture: Path) -> None:
    asked = brief(picture, "dolly in")
    deep, flat = (np.abs(frames(asked, [95], physics)[0]) for physics in (True, False))
    assert np.abs(deep - flat).mean() > 0.5


def test_what_the_prompt_asks_for_comes_and_is_heard(picture: Path) -> None:
    act = next(acts(scripted("two wooden balls fall in a storm"), form(brief(picture, "x"), True, 3), (0,)))
    assert act.weather == "rain"
    assert any(isinstance(cue, Impact) for cue in act.cues)
    assert any(isinstance(cue, Wind) for cue in act.cues)
    assert len(act.truth["tracks"]) == 2
    assert scripted("it begins to rain").props == ()
    assert scripted("рябь на воде").details["ripples"]


def test_a_clip_has_the_shape_of_its_picture_and_goes_on_from_its_truth(picture: Path, tmp_path: Path) -> None:
    made = rendered(tmp_path / "made", NEWTON, brief(picture, "it begins to rain"))
    assert (made.clip.width, made.clip.height, made.clip.audio) == (854, 480, True)
    said = truth.read(truth.beside(made.clip.path))
    assert said["kind"] == "picture"
    assert said["recipe"]["form"]["picture"] == str(picture)
    clip = truth.known(Media(path=made.clip.path, mime="video/mp4"))
    asked, notes = settle(Brief(prompt="it begins to rain", task="extend", seconds=1, video=clip), NEWTON)
    assert notes == ()
    longer = rendered(tmp_path / "longer", NEWTON, asked)
    assert longer.clip.seconds == 5
    Image.new("RGB", (64, 48)).save(picture)
    with pytest.raises(Rejected, match="another now"):
        Studio().render(asked, NEWTON, tmp_path, quiet)


def test_any_other_clip_goes_on_by_its_last_frame(clip_file: Path) -> None:
    video = truth.known(Media(path=clip_file, mime="video/mp4"))
    for model in (NEWTON, TWEEN):
        assert CHAINED in settle(Brief(prompt="rain", task="extend", seconds=4, video=video), model)[1]


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"no picture")
    asked = Brief(prompt="rain", task="image_to_video", image=Media(path=tmp_path / "no.png", mime="image/png"))
    with pytest.raises(Rejected, match="can't be read"):
        Studio().render(asked, NEWTON, tmp_path, quiet)
