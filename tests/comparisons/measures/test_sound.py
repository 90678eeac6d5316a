from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from comparisons.measures.sound import gain_to, listen
from tests.comparisons.measures import RATE, pan, tone, write_clip, write_sound


@pytest.mark.parametrize("level", [-6.0, -20.0, -23.0, -40.0])
def test_a_tone_of_known_loudness_is_told_within_a_tenth(tmp_path: Path, level: float) -> None:
    sound = listen(write_sound(tmp_path / "tone.wav", tone(level), tone(level)))
    assert sound.lufs == pytest.approx(level, abs=0.1)
    assert sound.peak_dbfs == pytest.approx(level, abs=0.1)
    assert (sound.why, sound.silent_share, sound.channels, sound.rate) == ("", 0.0, 2, RATE)
    assert sound.seconds == pytest.approx(3.0)


def test_a_lossy_track_in_a_clip_is_told_as_well(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", pan(90), tone(-20.0))
    assert listen(path).lufs == pytest.approx(-20.0, abs=0.2)


def test_mono_is_as_loud_as_it_is_on_two_loudspeakers(tmp_path: Path) -> None:
    mono = write_sound(tmp_path / "mono.wav", tone(-20.0), layout="mono")
    assert listen(mono).lufs == pytest.approx(-20.0, abs=0.1)


def test_one_side_alone_is_three_decibels_less(tmp_path: Path) -> None:
    left = write_sound(tmp_path / "left.wav", tone(-20.0), tone(-200.0))
    assert listen(left).lufs == pytest.approx(-23.0, abs=0.1)


def test_the_subwoofer_of_five_point_one_does_not_count_and_the_rear_counts_more(tmp_path: Path) -> None:
    quiet, loud = tone(-200.0), tone(-20.0)
    deep = write_sound(tmp_path / "deep.wav", quiet, quiet, quiet, loud, quiet, quiet, layout="5.1")
    rear = write_sound(tmp_path / "rear.wav", quiet, quiet, quiet, quiet, loud, quiet, layout="5.1")
    assert listen(deep).lufs is None
    assert listen(rear).lufs == pytest.approx(-21.5, abs=0.1)


def test_more_than_five_point_one_is_mixed_down(tmp_path: Path) -> None:
    tracks = [tone(-26.0), *[tone(-200.0)] * 4, *[tone(-200.0)] * 3]
    sound = listen(write_sound(tmp_path / "many.wav", *tracks, layout="7.1(wide)"))
    assert sound.channels == 6
    assert sound.lufs is not None


def test_silence_has_no_loudness_and_no_peak(tmp_path: Path) -> None:
    sound = listen(write_sound(tmp_path / "silent.wav", 0 * tone(), 0 * tone()))
    assert (sound.lufs, sound.peak_dbfs, sound.silent_share) == (None, None, 1.0)
    assert "silent" in sound.why
    assert set(sound.waveform) == {0.0}
    assert gain_to(sound) == 0.0


def test_half_silence_is_half_silent_and_gated_away(tmp_path: Path) -> None:
    half = np.concatenate([tone(-20.0), 0 * tone()])
    sound = listen(write_sound(tmp_path / "half.wav", half, half))
    assert sound.silent_share == pytest.approx(0.5, abs=0.02)
    assert sound.lufs == pytest.approx(-20.0, abs=0.3)


def test_under_four_tenths_of_a_second_loudness_is_not_told(tmp_path: Path) -> None:
    short = tone(-20.0, 0.3)
    sound = listen(write_sound(tmp_path / "short.wav", short, short))
    assert sound.lufs is None
    assert "0.4 seconds" in sound.why
    assert sound.peak_dbfs == pytest.approx(-20.0, abs=0.2)


def test_the_true_peak_between_samples_is_found(tmp_path: Path) -> None:
    time = np.arange(RATE) / RATE
    between = 0.5 * np.sin(2 * np.pi * RATE / 4 * time + np.pi / 4)
    sound = listen(write_sound(tmp_path / "between.wav", between, between))
    assert 20 * np.log10(np.abs(between).max()) == pytest.approx(-9.03, abs=0.01)
    assert sound.peak_dbfs is not None
    assert sound.peak_dbfs > -6.6


def test_samples_that_are_no_numbers_are_not_measured(tmp_path: Path) -> None:
    broken = tone()
    broken[100] = np.nan
    sound = listen(write_sound(tmp_path / "nan.wav", broken, broken))
    assert (sound.lufs, sound.peak_dbfs) == (None, None)
    assert "no numbers" in sound.why


def test_a_clip_without_sound_says_so(tmp_path: Path) -> None:
    sound = listen(write_clip(tmp_path / "mute.mp4", pan(30)))
    assert (sound.lufs, sound.waveform, sound.why) == (None, (), "there is no sound track")
    assert sound.seconds == pytest.approx(1.0)


def test_a_file_that_is_no_clip_is_abstained_from(tmp_path: Path) -> None:
    path = tmp_path / "no.mp4"
    path.write_bytes(b"this is no clip" * 100)
    assert "can't be decoded" in listen(path).why


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        listen(tmp_path / "nowhere.mp4")


def test_the_waveform_shows_when_it_is_loud(tmp_path: Path) -> None:
    steps = np.concatenate([tone(-20.0, 1.0), 0 * tone(seconds=1.0), tone(-6.0206, 1.0), tone(-200.0, 1.0)])
    drawn = listen(write_sound(tmp_path / "steps.wav", steps, steps), points=8).waveform
    assert drawn == pytest.approx((0.1, 0.1, 0, 0, 0.5, 0.5, 0, 0), abs=0.002)


def test_sound_shorter_than_the_picture_leaves_the_rest_of_the_waveform_flat(tmp_path: Path) -> None:
    drawn = listen(write_clip(tmp_path / "clip.mp4", pan(60), tone(-6.0, 1.0)), points=10).waveform
    assert len(drawn) == 10
    assert min(drawn[1:4]) > 0.4
    assert max(drawn[6:]) < 0.05


def test_the_gain_brings_a_sound_to_the_target(tmp_path: Path) -> None:
    quiet = listen(write_sound(tmp_path / "tone.wav", tone(-30.0), tone(-30.0)))
    assert gain_to(quiet) == pytest.approx(14.0, abs=0.1)
    assert gain_to(quiet, target=-23.0) == pytest.approx(7.0, abs=0.1)


def test_the_gain_lifts_no_peak_above_the_ceiling(tmp_path: Path) -> None:
    sound = listen(write_sound(tmp_path / "tone.wav", tone(-30.0), tone(-30.0)))
    assert gain_to(replace(sound, peak_dbfs=-4.0)) == 3.0
    assert gain_to(replace(sound, peak_dbfs=0.5)) == -1.5
    assert gain_to(replace(sound, lufs=None)) == 0.0
