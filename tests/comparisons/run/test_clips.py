from __future__ import annotations

import hashlib
from pathlib import Path

import av
import pytest

from comparisons.run.clips import make_fair
from providers.kit.clip import probe
from providers.kit.errors import BadClip
from tests.fakes import clips


def signed(path: Path) -> Path:
    """A clip whose container and whose stream both say who made it."""
    plain = path.with_name("plain.mp4")
    plain.write_bytes(clips.clip())
    with av.open(str(plain)) as read, av.open(str(path), "w", format="mp4") as write:
        write.metadata["title"] = "made by a vendor"
        write.metadata["comment"] = "pika-2.2"
        outs = {stream.index: write.add_stream_from_template(stream) for stream in read.streams}
        for packet in read.demux():
            if packet.dts is not None:
                packet.stream = outs[packet.stream.index]
                write.mux(packet)
    return path


def test_the_shown_copy_says_nothing_of_its_maker_and_the_original_is_untouched(tmp_path: Path) -> None:
    source = signed(tmp_path / "clip.mp4")
    before = source.read_bytes()
    assert b"pika" in before
    assert b"x264" in before
    clip = probe(source)
    fair, _ = make_fair(clip, tmp_path, "abc123")
    shown = fair.path.read_bytes()
    assert fair.path.name == "abc123.mp4"
    assert (tmp_path / "abc123.original.mp4").read_bytes() == before
    assert fair.sha256 == hashlib.sha256(before).hexdigest()
    for word in (b"pika", b"vendor", b"x264", b"Lavf", b"Lavc"):
        assert word not in shown


def test_the_shown_copy_has_the_same_pictures_and_sound_and_its_index_in_front(tmp_path: Path) -> None:
    clip = probe(signed(tmp_path / "clip.mp4"))
    fair, _ = make_fair(clip, tmp_path, "abc123")
    shown = fair.path.read_bytes()
    assert shown.index(b"moov") < shown.index(b"mdat")
    assert frames(tmp_path / "abc123.original.mp4") == frames(fair.path)


def frames(path: Path) -> list[str]:
    with av.open(str(path)) as file:
        return [
            hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest()
            for stream in (0, 1)
            for frame in (file.seek(0) or file.decode(file.streams[stream]))
        ]


def test_a_clip_that_fits_no_mp4_is_a_clear_failure(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(clips.clip())
    clip = probe(path)
    path.write_bytes(b"not a video at all")
    with pytest.raises(BadClip, match="can't be put into an MP4"):
        make_fair(clip, tmp_path, "abc123")
    assert not (tmp_path / "abc123.mp4").exists()


def test_the_date_of_the_shown_copy_does_not_tell_when_it_was_ready(tmp_path: Path) -> None:
    fair, _ = make_fair(probe(signed(tmp_path / "clip.mp4")), tmp_path, "abc123")
    assert fair.path.stat().st_mtime == 0
