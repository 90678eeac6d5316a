"""A clip is known by decoding it."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from providers.kit.clip import length, probe, sha256
from providers.kit.errors import BadClip, Rejected
from tests.fakes import clips


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (clips.clip(2.0, width=128, height=72, fps=24), (2.0, 128, 72, 24.0, True)),
        (clips.clip(1.0, width=72, height=128, fps=30, sound=False), (1.0, 72, 128, 30.0, False)),
    ],
)
def test_a_clip_tells_what_it_holds(tmp_path: Path, made: bytes, expected: tuple[float, int, int, float, bool]) -> None:
    path = tmp_path / "clip.part"
    path.write_bytes(made)
    clip = probe(path)
    assert (clip.seconds, clip.width, clip.height, clip.fps, clip.audio) == expected
    assert clip.sha256 == sha256(path)


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.85])
def test_a_clip_that_was_cut_off_is_none(tmp_path: Path, part: float) -> None:
    whole = clips.clip(3.0)
    path = tmp_path / "clip.part"
    path.write_bytes(whole[: int(part * len(whole))])
    with pytest.raises(BadClip):
        probe(path)


def test_a_clip_that_was_cut_between_two_frames_is_none(tmp_path: Path) -> None:
    path = tmp_path / "clip.part"
    path.write_bytes(clips.clip(3.0))
    with av.open(str(path)) as file:
        starts = [packet.pos for packet in file.demux() if packet.pos]
    path.write_bytes(clips.clip(3.0)[: starts[len(starts) // 2]])
    with pytest.raises(BadClip, match=r"cut off|can't be played"):
        probe(path)


@pytest.mark.parametrize("wide", [False, True])
def test_a_clip_in_a_box_without_end_or_with_a_long_size_is_whole(tmp_path: Path, wide: bool) -> None:
    made, path = clips.clip(), tmp_path / "clip.part"
    at = made.index(b"mdat") - 4
    assert made[at - 8 : at] == b"\0\0\0\x08free"  # room for a long size, so that no frame moves
    long = b"\0\0\0\1mdat" + (len(made) - at + 8).to_bytes(8)
    path.write_bytes(made[: at - 8] + long + made[at + 8 :] if wide else made[:at] + bytes(4) + made[at + 4 :])
    assert probe(path).seconds == 1.0


def test_another_container_than_mp4_is_as_good(tmp_path: Path) -> None:
    (tmp_path / "made.mp4").write_bytes(clips.clip())
    path = tmp_path / "clip.part"
    with av.open(str(tmp_path / "made.mp4")) as made, av.open(str(path), "w", format="matroska") as file:
        streams = {one: file.add_stream_from_template(one) for one in made.streams}
        for packet in made.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream]
                file.mux(packet)
    assert probe(path).audio


def test_a_message_names_no_folder_of_this_machine(tmp_path: Path) -> None:
    path = tmp_path / "clip.part"
    path.write_bytes(b"<html>")
    with pytest.raises(BadClip) as caught:
        probe(path)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"#EXTM3U\n#EXTINF:1,\nclip.mp4\n", b"ffconcat version 1.0\nfile clip.mp4\n", b"v=0\nc=IN IP4 127.0.0.1\n"],
)
def test_a_playlist_leads_nowhere(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "clip.mp4").write_bytes(clips.clip())
    path = tmp_path / "clip.part"
    path.write_bytes(content)
    with pytest.raises(BadClip):
        probe(path)


def test_a_picture_too_large_to_unfold_is_refused_before_it_is(tmp_path: Path) -> None:
    path = tmp_path / "clip.part"
    path.write_bytes(clips.clip(0.2, width=8208, height=16))
    with pytest.raises(BadClip, match="8208x16"):
        probe(path)


@pytest.mark.parametrize(("form", "codec"), [("mp3", "libmp3lame"), ("wav", "pcm_s16le"), ("flac", "flac")])
def test_sound_alone_is_taken_only_where_it_was_asked_for(tmp_path: Path, form: str, codec: str) -> None:
    path = tmp_path / "clip.part"
    path.write_bytes(clips.sound(2.0, form=form, codec=codec))
    heard = probe(path, picture=False)
    assert (heard.audio, heard.width, heard.fps) == (True, 0, 0.0)
    assert heard.seconds == pytest.approx(2.0, abs=0.1)
    with pytest.raises(BadClip):
        probe(path)


def test_how_long_a_clip_lasts_is_read_without_decoding_it(tmp_path: Path) -> None:
    path = tmp_path / "start.mp4"
    path.write_bytes(clips.clip(2.5))
    assert length(path) == pytest.approx(probe(path).seconds, abs=0.05)


@pytest.mark.parametrize("content", [b"", b"<html>", b"ffconcat version 1.0\nfile clip.mp4\n"])
def test_a_file_that_is_no_clip_has_no_length(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "start.mp4"
    path.write_bytes(content)
    with pytest.raises(Rejected, match=r"start\.mp4"):
        length(path)
