"""Clips that are joined go on without a jump, in the size and at the rate of the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from providers.kit.clip import probe
from providers.kit.errors import BadClip
from providers.kit.splice import RATE, begins_with, join, last_frame, lay_under, sound_of
from tests.fakes import clips
from tests.fakes.films import counted, film, plain


def light(path: Path) -> np.ndarray:
    with av.open(str(path)) as file:
        return np.array([frame.to_ndarray(format="rgb24").mean() for frame in file.decode(video=0)])


def test_the_last_frame_is_kept_as_it_is_decoded(tmp_path: Path) -> None:
    source = tmp_path / "clip.mp4"
    source.write_bytes(clips.clip())
    with av.open(str(source)) as file:
        *_, last = file.decode(video=0)
    kept = last_frame(source, tmp_path / "last.png")
    with Image.open(kept.path) as picture:
        assert np.array_equal(np.asarray(picture), np.asarray(last.to_image()))
    assert kept.mime == "image/png"


@pytest.mark.parametrize("content", [b"", b"no clip", clips.sound_only()])
def test_a_file_without_a_picture_has_no_last_frame(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "clip.mp4").write_bytes(content)
    with pytest.raises(BadClip, match="to go on from"):
        last_frame(tmp_path / "clip.mp4", tmp_path / "last.png")


def test_no_frame_is_lost_none_comes_twice_and_the_one_they_share_is_shown_once(tmp_path: Path) -> None:
    first = film(tmp_path / "a.mp4", counted(0, 24))
    second = film(tmp_path / "b.mp4", counted(23, 24))
    third = film(tmp_path / "c.mp4", counted(46, 24))
    seams = join([first, second, third], tmp_path / "out.mp4")
    assert seams == (1.0, round(1 + 23 / 24, 3))
    shown = light(tmp_path / "out.mp4")
    assert len(shown) == 24 + 23 + 23
    assert shown - shown[0] == pytest.approx(3 * np.arange(70), abs=2.4)


def test_a_piece_that_comes_back_darker_is_brought_up_and_let_go(tmp_path: Path) -> None:
    first, second = film(tmp_path / "a.mp4", plain(24, 120)), film(tmp_path / "b.mp4", plain(60, 90))
    (seam,) = join([first, second], tmp_path / "out.mp4")
    shown = light(tmp_path / "out.mp4")
    at = round(seam * 24)
    assert shown[at] == pytest.approx(shown[at - 1], abs=2)
    assert np.abs(np.diff(shown)).max() <= 3
    assert shown[-1] == pytest.approx(90, abs=2)
    assert shown[at + 26] == pytest.approx(90, abs=2)


def test_another_scene_is_not_taken_for_another_exposure(tmp_path: Path) -> None:
    first, second = film(tmp_path / "a.mp4", plain(24, 200)), film(tmp_path / "b.mp4", plain(24, 20))
    join([first, second], tmp_path / "out.mp4")
    assert light(tmp_path / "out.mp4")[24] == pytest.approx(40, abs=2)


def test_a_piece_of_another_size_and_rate_is_cropped_and_never_stretched(tmp_path: Path) -> None:
    def disc() -> Iterator[np.ndarray]:
        y, x = np.mgrid[:120, :120]
        inside = (x - 60) ** 2 + (y - 60) ** 2 < 30**2
        for _ in range(30):
            yield np.where(inside[..., None], 220, 30).astype(np.uint8).repeat(3, axis=2)

    first = film(tmp_path / "a.mp4", plain(24, 50, (160, 90)))
    second = film(tmp_path / "b.mp4", disc(), fps=30)
    join([first, second], tmp_path / "out.mp4")
    made = probe(tmp_path / "out.mp4")
    assert (made.width, made.height, made.fps) == (160, 90, 24.0)
    assert made.seconds == pytest.approx(1 + 23 / 24, abs=0.001)
    with av.open(str(made.path)) as file:
        *_, last = file.decode(video=0)
    bright = last.to_ndarray(format="gray") > 125
    assert bright.any(axis=0).sum() == pytest.approx(bright.any(axis=1).sum(), abs=2)
    assert bright.any(axis=0).sum() == pytest.approx(80, abs=3)


def test_the_sound_melts_over_without_a_click_or_a_hole(tmp_path: Path) -> None:
    first = film(tmp_path / "a.mp4", plain(24, 80), tone=440)
    second = film(tmp_path / "b.mp4", plain(24, 80), tone=660)
    (seam,) = join([first, second], tmp_path / "out.mp4")
    heard = sound_of(tmp_path / "out.mp4")[0]
    at = round(seam * RATE)
    around = heard[at - RATE // 5 : at + RATE // 4]
    loud = np.sqrt((around[: len(around) // 480 * 480].reshape(-1, 480) ** 2).mean(axis=1))
    assert np.ptp(20 * np.log10(loud)) < 4.5
    assert np.abs(np.diff(around)).max() < 1.5 * 0.2 * 2 * np.pi * 660 / RATE * np.sqrt(2)


def test_picture_and_sound_stay_together_over_a_seam(tmp_path: Path) -> None:
    def flash() -> Iterator[np.ndarray]:
        for index in range(24):
            yield np.full((64, 96, 3), 200 if index >= 12 else 80, np.uint8)

    first = film(tmp_path / "a.mp4", plain(24, 80), tone=440, gain=0.001)
    second = film(tmp_path / "b.mp4", flash(), tone=660, late=0.5)
    (seam,) = join([first, second], tmp_path / "out.mp4")
    seen = np.argmax(light(tmp_path / "out.mp4") > 150) / 24
    heard = np.argmax(np.abs(sound_of(tmp_path / "out.mp4")[0]) > 0.1) / RATE
    assert seen == pytest.approx(seam + 11 / 24, abs=1e-6)
    assert heard == pytest.approx(seen, abs=0.025)


def test_a_silent_piece_after_a_loud_one_is_silent_and_silent_clips_stay_silent(tmp_path: Path) -> None:
    loud, silent = film(tmp_path / "a.mp4", plain(24, 80), tone=440), film(tmp_path / "b.mp4", plain(24, 80))
    (seam,) = join([loud, silent], tmp_path / "out.mp4")
    heard = np.abs(sound_of(tmp_path / "out.mp4")[0])
    assert heard[: round(seam * RATE) - 2000].max() > 0.15
    assert heard[round((seam + 0.2) * RATE) :].max() < 0.01
    join([silent, silent], tmp_path / "mute.mp4")
    assert not probe(tmp_path / "mute.mp4").audio


@pytest.mark.parametrize(("seconds", "kept"), [(0.5, 0.5), (1.0, 1.0), (3.0, 3.0)])
def test_a_sound_is_cut_or_filled_up_to_its_picture(tmp_path: Path, seconds: float, kept: float) -> None:
    silent, sound = film(tmp_path / "a.mp4", plain(24, 80)), tmp_path / "b.mp4"
    film(sound, plain(round(24 * seconds), 10), tone=440)
    before = [(packet.pts, bytes(packet)) for packet in packets(silent)]
    assert lay_under(silent, sound, tmp_path / "out.mp4") == pytest.approx(kept, abs=0.03)
    made = probe(tmp_path / "out.mp4")
    assert made.audio
    assert made.seconds == 1.0
    assert sound_of(made.path).shape[1] / RATE == pytest.approx(1.0, abs=0.03)
    assert [(packet.pts, bytes(packet)) for packet in packets(made.path)] == before


def packets(path: Path) -> list[av.Packet]:
    with av.open(str(path)) as file:
        return [packet for packet in file.demux(video=0) if packet.size]


def test_sound_alone_can_be_put_under_a_picture(tmp_path: Path) -> None:
    silent, sound = film(tmp_path / "a.mp4", plain(24, 80)), tmp_path / "sound.mp4"
    sound.write_bytes(clips.sound_only())
    lay_under(silent, sound, tmp_path / "out.mp4")
    assert np.abs(sound_of(tmp_path / "out.mp4")).max() > 0.1


def test_what_has_no_sound_gives_none(tmp_path: Path) -> None:
    silent = film(tmp_path / "a.mp4", plain(24, 80))
    with pytest.raises(BadClip, match="has no sound"):
        lay_under(silent, silent, tmp_path / "out.mp4")


def test_a_clip_that_goes_on_from_another_is_told_from_one_that_does_not(tmp_path: Path) -> None:
    first = film(tmp_path / "a.mp4", counted(0, 24))
    longer, other = film(tmp_path / "b.mp4", counted(0, 48)), film(tmp_path / "c.mp4", counted(40, 30))
    assert begins_with(longer, first)
    assert not begins_with(other, first)
