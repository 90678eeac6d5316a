"""A given clip in another style."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageFilter
from scipy.ndimage import uniform_filter

from providers.kit import truth
from providers.kit.clip import probe
from providers.kit.events import Noted
from providers.kit.pieces import chained
from providers.kit.settle import settle
from providers.kit.terms import Brief, Media
from providers.studio import Studio
from providers.studio.restyle.planes import Sheet, Shot, blurred, mean
from providers.studio.restyle.styles import steps, styles, wanted
from tests.providers.studio.test_film import BRIEF, NEWTON, TWEEN, Read, rendered

SHEET = Sheet(width=96, height=64, seed=4)


def shot() -> Shot:
    y, x = np.mgrid[:64, :96]
    light = (40 + 1.6 * x + 40 * ((x - 40) ** 2 + (y - 30) ** 2 < 200)).astype(np.uint8)
    blue, red = (np.full((32, 48), value, np.uint8) for value in (110, 150))
    return Shot(light=light, blue=blue, red=red)


def changing(path: Path, prompt: str, **more: object) -> Brief:
    brief = Brief(prompt=prompt, task="video_to_video", seed=5, video=Media(path=path, mime="video/mp4"))
    return replace(brief, **more)  # type: ignore[arg-type]


def still(path: Path, rate: Fraction = Fraction(25), frames: int = 12, size: tuple[int, int] = (96, 64)) -> Path:
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=rate, options={"crf": "1"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        y, x = np.mgrid[: size[1], : size[0]]
        picture = np.dstack([(x * 2) % 256, (y * 3) % 256, 90 + 0 * x]).astype(np.uint8)
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = number, 1 / rate
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


def packets(path: Path) -> list[tuple[float, bytes]]:
    with av.open(str(path)) as file:
        return [(float(one.pts * one.time_base), bytes(one)) for one in file.demux(audio=0) if one.pts is not None]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return rendered(tmp_path_factory.mktemp("source"), NEWTON, replace(BRIEF, prompt="two red balls bounce", seconds=2))


@pytest.mark.parametrize("style", sorted(styles()))
def test_every_style_changes_a_frame_and_changes_it_the_same_way_again(style: str) -> None:
    made, first, second, plain = steps(style, SHEET), shot(), shot(), shot()
    for step in made:
        step(first)
    for step in made:
        step(second)
    assert first.light.shape == (64, 96)
    assert first.blue.shape == first.red.shape == (32, 48)
    gone = sum(
        np.abs(getattr(first, name).astype(int) - getattr(plain, name)).mean() for name in ("light", "blue", "red")
    )
    assert gone > 4
    assert all((getattr(first, name) == getattr(second, name)).all() for name in ("light", "blue", "red"))


@pytest.mark.parametrize("style", sorted(styles()))
def test_tween_knows_plainer_styles(style: str) -> None:
    assert len(steps(style, SHEET, simple=True)) <= len(steps(style, SHEET))


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("make it an ink drawing", "ink"), ("нарисовано тушью", "ink"), ("a watercolour painting", "watercolour"),
        ("акварелью", "watercolour"), ("pencil sketch", "pencil"), ("карандашный рисунок", "pencil"),
        ("like a comic book", "comic"), ("плакат", "comic"), ("a blueprint", "blueprint"), ("чертёж", "blueprint"),
        ("at night", "night"), ("ночью", "night"), ("at sunset", "sunset"), ("на закате", "sunset"),
        ("old film", "film"), ("винтаж", "film"), ("black and white", "monochrome"), ("чёрно-белое", "monochrome"),
        ("neon lights", "neon"), ("неоновый", "neon"), ("sepia", "sepia"), ("пиксельный", "pixels"), ("a cat", ""),
    ],
)  # fmt: skip
def test_words_for_styles_are_read_in_both_languages(prompt: str, style: str) -> None:
    assert wanted(prompt).style == style


@pytest.mark.parametrize("style", ["ink", "watercolour", "film", "neon", "pencil"])
def test_a_still_clip_stays_still_in_any_style(style: str, tmp_path: Path) -> None:
    given = still(tmp_path / "still.mp4")
    made = rendered(tmp_path / style, NEWTON, settle(changing(given, style), NEWTON)[0])
    inner = [one[16:48, 16:80].astype(int) for one in made.pictures]
    assert len(inner) == 12
    assert max(np.abs(now - before).mean() for before, now in pairwise(inner)) < 1.5


def test_motion_length_rate_and_sound_are_those_of_the_original(source: Read, tmp_path: Path) -> None:
    for model in (NEWTON, TWEEN):
        made = rendered(tmp_path / model.label, model, settle(changing(source.clip.path, "in ink"), model)[0])
        for name in ("seconds", "width", "height", "fps", "audio"):
            assert getattr(made.clip, name) == getattr(source.clip, name)
        assert packets(made.clip.path) == packets(source.clip.path)
        moved = [
            np.abs(np.diff(np.stack(one).astype(int), axis=0)).mean(axis=(1, 2))
            for one in (source.pictures, made.pictures)
        ]
        assert np.corrcoef(*moved)[0, 1] > 0.3


def test_a_clip_is_scaled_where_a_resolution_is_asked_and_keeps_its_shape_and_its_rate(tmp_path: Path) -> None:
    given = still(tmp_path / "odd.mp4", Fraction(30000, 1001), 20, (126, 94))
    brief, notes = settle(changing(given, "film", resolution="480p", fps=60, seconds=9.0), NEWTON)
    made = rendered(tmp_path / "made", NEWTON, brief)
    assert (made.clip.height, made.clip.width) == (480, 644)
    assert made.clip.fps == probe(given).fps
    assert len(made.pictures) == 20
    assert {note.field for note in notes} == {"fps", "seconds"}


def test_a_prompt_without_a_style_is_noted_and_the_truth_tells_the_style_and_the_source(tmp_path: Path) -> None:
    given, noted = still(tmp_path / "still.mp4"), list[Noted]()
    brief = settle(changing(given, "a cat", audio=False), NEWTON)[0]
    clip = Studio().render(
        brief, NEWTON, tmp_path, lambda news: noted.append(news) if isinstance(news, Noted) else None
    )
    assert [(one.note.field, one.note.given) for one in noted] == [("prompt", "film")]
    said = truth.read(truth.beside(clip.path))
    assert (said["kind"], said["style"], said["source"]["sha256"]) == ("restyle", "film", probe(given).sha256)
    assert clip.ignored == ("cat",)


def test_a_changed_clip_is_no_simulation_that_could_go_on(tmp_path: Path) -> None:
    made = rendered(tmp_path, NEWTON, settle(changing(still(tmp_path / "still.mp4"), "ink"), NEWTON)[0])
    known = truth.known(Media(path=made.clip.path, mime="video/mp4"))
    assert known.truth is not None
    assert known.maker == ""
    brief = Brief(prompt="rain", task="extend", video=known)
    assert chained(brief, replace(NEWTON, tasks=("text_to_video", "image_to_video")))


@pytest.mark.parametrize("radius", [0.5, 1.0, 1.5, 4.0, 7.0, 9.3])
def test_a_blur_of_small_radius_is_the_box_that_a_library_makes(radius: float) -> None:
    plane = np.random.default_rng(1).integers(0, 256, (40, 61), dtype=np.uint8)
    box = np.asarray(Image.fromarray(plane).filter(ImageFilter.BoxBlur(radius)))
    assert np.abs(blurred(plane, radius).astype(int) - box).max() <= 1


@pytest.mark.parametrize("size", [3, 7, 15])
def test_a_mean_over_a_square_is_the_one_that_a_library_makes(size: int) -> None:
    plane = np.random.default_rng(1).random((30, 41), dtype=np.float32)
    assert np.allclose(mean(plane, size), uniform_filter(plane, size), atol=1e-6)
