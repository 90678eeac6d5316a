from __future__ import annotations

import json
from pathlib import Path

import pytest

from comparisons.measures import measure
from comparisons.measures.picture import look
from tests.comparisons.measures import pan, texture, tone, write_clip, write_sound

BLACK = texture() * 0


@pytest.mark.parametrize("crf", [0, 18, 30])
def test_a_moving_picture_is_neither_black_nor_frozen(tmp_path: Path, crf: int) -> None:
    picture = look(write_clip(tmp_path / "pan.mp4", pan(45), fps=30, crf=crf))
    assert (picture.frames, picture.width, picture.height, picture.codec) == (45, 320, 180, "h264")
    assert (picture.black_share, picture.frozen_share, picture.why) == (0.0, 0.0, "")
    assert picture.fps == pytest.approx(30)
    assert picture.seconds == pytest.approx(1.5)
    assert not picture.variable


@pytest.mark.parametrize("crf", [0, 18, 30])
def test_a_freeze_is_told_by_its_length(tmp_path: Path, crf: int) -> None:
    frames = pan(30) + [texture()] * 60 + pan(30)[1:]
    picture = look(write_clip(tmp_path / "freeze.mp4", frames, crf=crf))
    assert picture.frozen_share == pytest.approx(61 / 119, abs=0.02)
    assert picture.black_share == 0.0


@pytest.mark.parametrize("crf", [0, 18, 30])
def test_black_is_told_by_its_length_and_stands_still_too(tmp_path: Path, crf: int) -> None:
    picture = look(write_clip(tmp_path / "black.mp4", pan(30) + [BLACK] * 30, crf=crf))
    assert picture.black_share == pytest.approx(0.5, abs=0.02)
    assert picture.frozen_share == pytest.approx(0.5, abs=0.04)


def test_a_clip_of_one_still_is_frozen_from_end_to_end(tmp_path: Path) -> None:
    picture = look(write_clip(tmp_path / "still.mp4", [texture()] * 60))
    assert picture.frozen_share == pytest.approx(1.0, abs=0.02)


def test_uneven_frames_are_called_variable(tmp_path: Path) -> None:
    times = [place + 3 * (place > 10) for place in range(30)]
    assert look(write_clip(tmp_path / "uneven.mp4", pan(30), times=times)).variable


def test_one_frame_has_a_length(tmp_path: Path) -> None:
    picture = look(write_clip(tmp_path / "one.mp4", pan(1)))
    assert picture.frames == 1
    assert picture.seconds > 0


def test_sound_alone_has_no_picture(tmp_path: Path) -> None:
    assert look(write_sound(tmp_path / "tone.wav", tone(), tone())).why == "there is no video track"


def test_a_file_that_is_no_clip_is_abstained_from(tmp_path: Path) -> None:
    path = tmp_path / "no.mp4"
    path.write_bytes(b"this is no clip" * 100)
    picture = look(path)
    assert "can't be decoded" in picture.why
    assert (picture.black_share, picture.frozen_share) == (None, None)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        look(tmp_path / "nowhere.mp4")


def test_all_that_is_measured_fits_in_json(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", pan(60), tone(-30.0, 2.0))
    told = json.loads(json.dumps(measure(path), allow_nan=False))
    assert told["file"] == str(path)
    assert told["sound"]["gain_db"] == pytest.approx(-16 - told["sound"]["lufs"], abs=0.02)
    assert told["picture"]["frames"] == 60
