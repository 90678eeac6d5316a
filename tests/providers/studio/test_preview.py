"""What can be seen of a clip before it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from providers.kit.errors import Cancelled
from providers.kit.events import Showing
from providers.studio import Studio
from providers.studio.encode import Samples, frame_of, write, writer
from providers.studio.performance import Form
from tests.providers.studio.test_film import BRIEF, NEWTON

FORM = Form(width=160, height=90, fps=24, frames=48, seed=1)


def sound(*cuts: int) -> Iterator[Samples]:
    whole = np.sin(np.arange(96_000) / 20).astype(np.float32) * np.full((2, 1), 0.2, np.float32)
    return iter(np.split(whole, cuts, axis=1))


def pictures() -> Iterator[av.VideoFrame]:
    for number in range(FORM.frames):
        picture = np.full((FORM.height, FORM.width, 4), 255, np.uint8)
        picture[:, number * 3 : number * 3 + 16, :3] = 40
        yield frame_of(picture)


def packets(path: Path) -> list[tuple[str, bytes]]:
    with av.open(str(path)) as file:
        return sorted((one.stream.type, bytes(one)) for one in file.demux() if one.size)


def test_the_film_plays_with_its_sound_while_the_clip_is_not_written_to_its_end(tmp_path: Path) -> None:
    clip, film, early = tmp_path / "clip", tmp_path / "film", tmp_path / "early"

    def watched() -> Iterator[av.VideoFrame]:
        for number, picture in enumerate(pictures()):
            if number == 36:
                early.write_bytes(film.read_bytes())
            yield picture

    write(clip, FORM, sound(), watched(), film)
    with av.open(str(early)) as file:
        shown = [frame.time for frame in file.decode(video=0)]
    with av.open(str(early)) as file:
        heard = sum(frame.samples for frame in file.decode(audio=0)) / 48_000
    assert 12 <= len(shown) < 36
    assert heard == pytest.approx(len(shown) / 24, abs=0.1)


def test_looking_changes_no_byte_of_the_clip_and_the_film_holds_its_packets(tmp_path: Path) -> None:
    write(tmp_path / "unseen", FORM, sound(), pictures())
    write(tmp_path / "seen", FORM, sound(), pictures(), tmp_path / "film")
    assert (tmp_path / "seen").read_bytes() == (tmp_path / "unseen").read_bytes()
    assert packets(tmp_path / "film") == packets(tmp_path / "seen")


def test_sound_that_comes_in_parts_makes_the_same_file(tmp_path: Path) -> None:
    write(tmp_path / "whole", FORM, sound(), pictures())
    write(tmp_path / "parts", FORM, sound(700, 701, 41_000), pictures())
    assert (tmp_path / "parts").read_bytes() == (tmp_path / "whole").read_bytes()


def test_when_the_picture_breaks_off_no_more_sound_is_made(tmp_path: Path) -> None:
    made: list[int] = []

    def parts() -> Iterator[Samples]:
        for number in range(100):
            made.append(number)
            yield np.zeros((2, 24_000), np.float32)

    def broken_off() -> None:
        with writer(tmp_path / "clip", FORM, parts()) as put:
            put(np.zeros((FORM.height, FORM.width, 4), np.uint8))
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        broken_off()
    assert len(made) <= 2


def test_the_first_picture_is_told_once_and_a_render_that_is_stopped_then_leaves_nothing(tmp_path: Path) -> None:
    sizes = []

    def stop(news: float | Showing) -> None:
        if isinstance(news, Showing):
            with Image.open(news.picture) as first:
                sizes.append(first.size)
            assert news.film
            assert news.film.is_file()
        elif sizes and news > 0.3:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        Studio().render(replace(BRIEF, seconds=1), NEWTON, tmp_path, stop)
    assert sizes == [(480, 480)]
    assert list(tmp_path.iterdir()) == []
