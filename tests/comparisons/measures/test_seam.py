"""A jump that was put there is found at its size; where nothing jumps, nothing is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from comparisons.measures.seam import jumps
from providers.kit.splice import join
from tests.fakes.films import film


def sliding(count: int, first: int = 0, light: int = 0, speed: int = 2) -> Iterator[np.ndarray]:
    """A striped wall that slides by, at an even pace."""
    across = np.arange(192)
    for number in range(first, first + count):
        wave = 110 + light + 40 * np.sin(2 * np.pi * (across + speed * number) / 48)
        yield np.repeat(np.tile(wave.astype(np.uint8), (108, 1))[:, :, None], 3, axis=2)


def test_where_nothing_jumps_all_is_typical(tmp_path: Path) -> None:
    clip = film(tmp_path / "clip.mp4", sliding(72), tone=440)
    (jump,) = jumps(clip, [1.5])
    assert jump.at == 1.5
    assert jump.brightness is not None
    assert jump.brightness < 0.8
    assert jump.motion == pytest.approx(1.0, abs=0.25)
    assert jump.loudness_db == pytest.approx(0.0, abs=0.3)
    assert jump.why == ""


def test_a_step_in_brightness_is_told_in_typical_steps(tmp_path: Path) -> None:
    clip = film(tmp_path / "clip.mp4", [*sliding(36), *sliding(36, 36, light=30)])
    (jump,) = jumps(clip, [1.5])
    assert jump.brightness == pytest.approx(30 * 219 / 255, abs=6)
    assert jump.motion == pytest.approx(1.0, abs=0.3)
    assert jump.loudness_db is None


def test_a_leap_in_what_moves_is_told_and_is_no_step_in_brightness(tmp_path: Path) -> None:
    clip = film(tmp_path / "clip.mp4", [*sliding(36), *sliding(36, 48)])
    (jump,) = jumps(clip, [1.5])
    assert jump.motion is not None
    assert jump.brightness is not None
    assert jump.motion > 4
    assert jump.brightness < 1.0


def test_a_seam_that_is_a_frame_away_is_not_where_it_is_asked_for(tmp_path: Path) -> None:
    clip = film(tmp_path / "clip.mp4", [*sliding(36), *sliding(36, 36, light=30)])
    before, at, after = (jump.brightness for jump in jumps(clip, [1.5 - 1 / 24, 1.5, 1.5 + 1 / 24]))
    assert at is not None
    assert before is not None
    assert after is not None
    assert at > 10 * max(before, after)


@pytest.mark.parametrize(("gain", "decibels"), [(0.05, -12.04), (0.2, 0.0), (0.4, 6.02)])
def test_a_step_in_loudness_is_told_in_decibels(tmp_path: Path, gain: float, decibels: float) -> None:
    clip = film(tmp_path / "clip.mp4", sliding(72), tone=440, early=0.2, gain=gain, late=1.5)
    (jump,) = jumps(clip, [1.5])
    assert jump.loudness_db == pytest.approx(decibels, abs=0.4)


def test_pieces_that_are_joined_here_do_not_jump(tmp_path: Path) -> None:
    first = film(tmp_path / "a.mp4", sliding(24), tone=440)
    second = film(tmp_path / "b.mp4", sliding(48, 23, light=-20), tone=440)
    (seam,) = join([first, second], tmp_path / "out.mp4")
    (jump,) = jumps(tmp_path / "out.mp4", [seam])
    assert jump.brightness is not None
    assert jump.motion is not None
    assert jump.brightness < 1.5
    assert jump.motion < 1.6
    assert jump.loudness_db == pytest.approx(0.0, abs=1.5)


@pytest.mark.parametrize("at", [0.0, 9.0])
def test_where_there_is_nothing_on_one_side_it_abstains(tmp_path: Path, at: float) -> None:
    clip = film(tmp_path / "clip.mp4", sliding(36))
    (jump,) = jumps(clip, [at])
    assert (jump.brightness, jump.motion) == (None, None)
    assert "both sides" in jump.why


def test_a_file_that_is_no_clip_makes_it_abstain_and_one_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(b"no clip")
    (jump,) = jumps(tmp_path / "clip.mp4", [1.0])
    assert "decoded" in jump.why
    assert jumps(tmp_path / "clip.mp4", []) == ()
    with pytest.raises(FileNotFoundError):
        jumps(tmp_path / "gone.mp4", [1.0])
