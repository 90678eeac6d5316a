"""A mark that stands still while the picture moves is found; what belongs to the picture is taken for none."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from comparisons.measures.mark import FRAMES, found, marked
from comparisons.showing import examine

WIDE, TALL = 480, 270
Grey = np.ndarray


def world(seed: int = 1, *, wide: int = WIDE + 8 * FRAMES) -> Grey:
    """A picture with things of every size in it, wider than a frame."""
    noise = np.random.default_rng(seed).normal(size=(TALL, wide))
    sizes = (3, 9, 27)
    return np.clip(120 + sum(40 * size**0.9 * ndimage.gaussian_filter(noise, size) for size in sizes), 0, 200)


def panned(step: int = 8, seed: int = 1) -> Grey:
    """Frames of a camera that goes by it."""
    far = world(seed)
    return np.stack([far[:, step * at : step * at + WIDE] for at in range(FRAMES)]).astype(np.float32)


def letters(size: int = 16, word: str = "VENDOR") -> Grey:
    """A word in white, 0 to 1."""
    sheet = Image.new("L", (300, 60))
    ImageDraw.Draw(sheet).text((4, 4), word, 255, font=ImageFont.load_default(size))
    ink = np.asarray(sheet, np.float32) / 255
    rows, columns = np.nonzero(ink > 0.1)
    return ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def laid(frames: Grey, ink: Grey, left: int, top: int, alpha: float = 0.8) -> Grey:
    """The frames with it over them."""
    out = frames.copy()
    place = out[:, top : top + ink.shape[0], left : left + ink.shape[1]]
    place += (250 - place) * ink * alpha
    return out


@pytest.mark.parametrize("alpha", [1.0, 0.5, 0.3])
@pytest.mark.parametrize(("left", "top"), [(8, 8), (400, 8), (8, 248), (390, 248), (200, 248)])
def test_a_word_near_an_edge_is_found_though_one_can_see_through_it(left: int, top: int, alpha: float) -> None:
    told = found(laid(panned(), letters(), left, top, alpha))
    assert told.answer == "mark"
    assert told.box is not None
    assert told.box[:2] == pytest.approx((left / WIDE, top / TALL), abs=0.02)
    assert not told.jumps


def test_a_picture_that_moves_and_bears_nothing_has_none() -> None:
    assert [found(panned(step, seed)).answer for step, seed in ((8, 1), (5, 2), (7, 3))] == ["none"] * 3


def test_of_a_word_over_a_picture_that_stands_still_nothing_can_be_told() -> None:
    still = np.repeat(panned()[:1], FRAMES, axis=0)
    told = found(laid(still, letters(), 400, 248))
    assert told.answer == "untold"
    assert told.why


def test_a_change_of_light_over_a_still_picture_is_no_movement() -> None:
    light = (0.6 + 0.4 * np.sin(np.arange(FRAMES)) ** 2)[:, None, None].astype(np.float32)
    still = laid(np.repeat(panned()[:1], FRAMES, axis=0), letters(), 400, 248)
    assert found(still * light).answer == "untold"


def test_bars_above_and_below_a_picture_that_moves_are_no_mark_and_a_word_on_one_is() -> None:
    boxed = panned()
    boxed[:, :34], boxed[:, -34:] = 16, 16
    assert found(boxed).answer == "none"
    assert found(laid(boxed, letters(), 390, 246)).answer == "mark"


def test_a_pole_and_a_line_of_the_floor_before_a_moving_sky_are_no_mark() -> None:
    sky = panned()
    sky[:, :, 440:446] = 20
    sky[:, 240:243] = 240
    assert found(sky).answer != "mark"


def test_a_thing_that_stands_still_while_a_hand_moves_around_it_is_not_told_from_a_mark() -> None:
    room = np.repeat(panned()[:1], FRAMES, axis=0)
    for at in range(FRAMES):
        room[at, 225:, 340 + 5 * at % 90 : 400 + 5 * at % 90] = 240 - 6 * at
    assert found(laid(room, letters(), 380, 242)).answer == "untold"


def test_a_word_that_goes_along_with_the_picture_is_none() -> None:
    far = world()[None]
    for left in range(0, far.shape[2] - 100, 100):
        far = laid(far, letters(), left, 248)
    frames = np.stack([far[0, :, 8 * at : 8 * at + WIDE] for at in range(FRAMES)]).astype(np.float32)
    assert found(frames).answer == "none"


def test_a_word_that_rests_now_here_and_now_there_jumps() -> None:
    frames, ink = panned(), letters()
    third = FRAMES // 3
    for at, (left, top) in enumerate([(400, 8), (8, 248), (390, 248)]):
        frames[at * third : (at + 1) * third] = laid(frames[at * third : (at + 1) * third], ink, left, top)
    told = found(frames)
    assert (told.answer, told.jumps) == ("mark", True)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=12, options={"crf": "26", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = WIDE, TALL, "yuv420p"
        for grey in laid(panned(), letters(), 390, 246, 0.6).astype(np.uint8):
            file.mux(stream.encode(av.VideoFrame.from_ndarray(np.repeat(grey[..., None], 3, 2), format="rgb24")))
        file.mux(stream.encode(None))
    return path


def test_a_clip_s_mark_is_noted_on_its_take(film: Path) -> None:
    assert marked(film).answer == "mark"
    assert examine(film).mark == "mark"


def test_what_can_t_be_decoded_is_not_told_and_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("no film")
    assert marked(tmp_path / "text.mp4").answer == "untold"
    with pytest.raises(FileNotFoundError):
        marked(tmp_path / "none.mp4")
