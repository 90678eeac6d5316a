"""Whatever a vendor's codec, what is shown is H.264 and AAC; what is so already is not touched."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from comparisons.run.clips import make_fair
from providers.kit.clip import probe
from providers.kit.terms import Note
from tests.fakes import codecs

STRANGE = [
    ("hevc.mp4", "libx265", "aac", "yuv420p", "hevc, aac"),
    ("hevc-ten-bits.mp4", "libx265", "ac3", "yuv420p10le", "hevc, ac3"),
    ("av1.mp4", "libsvtav1", "libopus", "yuv420p", "av1, opus"),
    ("vp9.webm", "libvpx-vp9", "libopus", "yuv420p", "vp9, opus"),
    ("vp8.webm", "libvpx", "", "yuv420p", "vp8"),
    ("ac3.mp4", "libx264", "ac3", "yuv420p", "h264, ac3"),
    ("mp3.mkv", "libx264", "libmp3lame", "yuv420p", "h264, mp3float"),
    ("flac.mkv", "libx264", "flac", "yuv420p", "h264, flac"),
    ("pcm.mov", "libx264", "pcm_s16le", "yuv420p", "h264, pcm_s16le"),
    ("ten-bits.mp4", "libx264", "aac", "yuv420p10le", "h264 (yuv420p10le), aac"),
    ("full-colour.mp4", "libx264", "", "yuv444p", "h264 (yuv444p)"),
    ("prores.mov", "prores", "pcm_s16le", "yuv422p10le", "prores, pcm_s16le"),
    ("mpeg4.avi", "mpeg4", "libmp3lame", "yuv420p", "mpeg4, mp3float"),
]


@pytest.mark.parametrize(("name", "picture", "sound", "pixels", "asked"), STRANGE, ids=[row[0] for row in STRANGE])
def test_a_clip_in_another_codec_is_made_playable_with_a_note(
    tmp_path: Path, name: str, picture: str, sound: str, pixels: str, asked: str
) -> None:
    if not codecs.is_here(picture, sound):
        pytest.skip(f"this PyAV has no encoder for {picture} or {sound}")
    source = codecs.write(tmp_path / name, picture, sound, pixels=pixels)
    before, clip = source.read_bytes(), probe(source)
    fair, notes = make_fair(clip, tmp_path, "abc123")
    assert notes == (Note(field="codec", asked=asked, given="h264, aac" if sound else "h264"),)
    assert (tmp_path / "abc123.original.mp4").read_bytes() == before
    assert spoken(fair.path) == ("h264", "yuv420p", "aac" if sound else None)
    shown = probe(fair.path)
    assert (shown.width, shown.height, shown.audio) == (128, 72, bool(sound))
    assert shown.seconds == pytest.approx(clip.seconds, abs=0.05)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def spoken(path: Path) -> tuple[str, str | None, str | None]:
    with av.open(str(path)) as file:
        video = file.streams.video[0].codec_context
        return video.name, video.pix_fmt, file.streams.audio[0].codec_context.name if file.streams.audio else None


@pytest.mark.parametrize("container", ["mp4", "matroska", "mov", "mpegts"])
def test_what_browsers_play_is_not_encoded_again_whatever_holds_it(tmp_path: Path, container: str) -> None:
    source = codecs.write(tmp_path / "clip", "libx264", "aac", container=container)
    before = pictures(source)
    fair, notes = make_fair(probe(source), tmp_path, "abc123")
    assert notes == ()
    assert np.array_equal(pictures(fair.path), before)
    assert spoken(fair.path) == ("h264", "yuv420p", "aac")


def pictures(path: Path) -> np.ndarray:
    with av.open(str(path)) as file:
        return np.stack([frame.to_ndarray(format="gray") for frame in file.decode(video=0)]).astype(int)


@pytest.mark.parametrize(("picture", "container"), [("libvpx-vp9", "webm"), ("libsvtav1", "mp4"), ("flv1", "flv")])
def test_odd_sides_lose_a_line_and_nothing_is_stretched(tmp_path: Path, picture: str, container: str) -> None:
    if not codecs.is_here("flv" if picture == "flv1" else picture):
        pytest.skip(f"this PyAV has no encoder for {picture}")
    codec = "flv" if picture == "flv1" else picture
    source = codecs.write(tmp_path / "clip", codec, "", size=(129, 75), container=container)
    fair, _ = make_fair(probe(source), tmp_path, "abc123")
    shown = probe(fair.path)
    assert (shown.width, shown.height) == (128, 74)


def test_the_new_picture_shows_what_the_old_one_did_frame_by_frame(tmp_path: Path) -> None:
    if not codecs.is_here("libx265"):
        pytest.skip("this PyAV has no encoder for libx265")
    source = codecs.write(tmp_path / "clip.mp4", "libx265", "ac3")
    before = pictures(source)
    fair, _ = make_fair(probe(source), tmp_path, "abc123")
    after = pictures(fair.path)
    assert after.shape == before.shape
    assert np.abs(after - before).mean() < 2


def test_picture_and_sound_stay_together(tmp_path: Path) -> None:
    source = codecs.write(tmp_path / "clip.mp4", "libx264", "ac3", seconds=3.0, layout="5.1")
    fair, _ = make_fair(probe(source), tmp_path, "abc123")
    with av.open(str(fair.path)) as file:
        heard = list(file.decode(audio=0))
        assert file.streams.audio[0].codec_context.layout.name == "stereo"
    assert heard[0].time == pytest.approx(0.0, abs=0.05)
    assert heard[-1].time + heard[-1].samples / heard[-1].sample_rate == pytest.approx(3.0, abs=0.08)


def test_an_encoded_copy_says_nothing_of_its_maker(tmp_path: Path) -> None:
    source = codecs.write(tmp_path / "clip.mp4", "libx264", "ac3", pixels="yuv444p")
    shown = make_fair(probe(source), tmp_path, "abc123")[0].path.read_bytes()
    for word in (b"x264", b"Lavf", b"Lavc"):
        assert word not in shown
    assert shown.index(b"moov") < shown.index(b"mdat")
