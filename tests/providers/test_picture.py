"""A first frame is cropped and scaled to what the vendor takes, never stretched, and what was cut off is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from providers.fal import Fal
from providers.kit.errors import Rejected
from providers.kit.picture import conform
from providers.kit.terms import Brief, Media, Model

CROPS = Model(id="fal/x", label="X", tasks=("image_to_video",), picture_ratios=("16:9", "1:1", "9:16"))
TAKES_ANY = Model(id="fal/y", label="Y", tasks=("image_to_video",))


class Exact(Fal):
    """A vendor that takes frames of one size."""

    def frame(self, brief: Brief, model: Model) -> tuple[int, int] | None:
        return 320, 180


def picture(folder: Path, width: int, height: int, name: str = "start.png") -> Media:
    """Squares of twenty pixels, so that a stretched picture would show rectangles."""
    y, x = np.mgrid[:height, :width]
    board = np.where(((x // 20) + (y // 20)) % 2, 255, 0).astype(np.uint8)
    Image.fromarray(board).save(folder / name)
    return Media(path=folder / name, mime="image/png")


def asked(image: Media, **more: object) -> Brief:
    return Brief(prompt="it moves", task="image_to_video", image=image, **more)  # type: ignore[arg-type]


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    made = tmp_path / "aside"
    made.mkdir()
    return made


def test_a_picture_is_cropped_about_its_middle_and_its_squares_stay_square(tmp_path: Path, aside: Path) -> None:
    brief, (note,) = conform(asked(picture(tmp_path, 800, 800), aspect_ratio="16:9"), CROPS, Fal(), aside)
    assert brief.image
    with Image.open(brief.image.path) as made:
        assert made.size == (800, 450)
        board = np.asarray(made.convert("L"))
    turns = np.flatnonzero(np.diff(board[5].astype(int)))
    assert set(np.diff(turns)) == {20}
    middle = np.flatnonzero(np.diff(board[:, 5].astype(int)))
    assert set(np.diff(middle)) == {20}
    assert (note.field, note.asked, note.given) == ("image", "800x800", "800x450, 44 % cut off")


def test_without_a_wish_the_shape_is_the_nearest_to_the_pictures_own(tmp_path: Path, aside: Path) -> None:
    brief, notes = conform(asked(picture(tmp_path, 500, 880)), CROPS, Fal(), aside)
    assert brief.aspect_ratio == "9:16"
    assert len(notes) == 1


def test_a_vendor_that_demands_a_size_gets_it(tmp_path: Path, aside: Path) -> None:
    given = asked(picture(tmp_path, 1280, 720), last_image=picture(tmp_path, 1280, 960, "last.png"))
    brief, notes = conform(given, TAKES_ANY, Exact(), aside)
    for media in (brief.image, brief.last_image):
        assert media
        with Image.open(media.path) as made:
            assert made.size == (320, 180)
    assert [(note.field, note.given) for note in notes] == [("last_image", "320x180, 25 % cut off")]


def test_a_picture_that_fits_is_sent_as_it_is(tmp_path: Path, aside: Path) -> None:
    for model, vendor, size in (
        (TAKES_ANY, Fal(), (123, 77)),
        (CROPS, Fal(), (64, 64)),
        (TAKES_ANY, Exact(), (320, 180)),
    ):
        given = asked(picture(tmp_path, *size))
        brief, notes = conform(given, model, vendor, aside)
        assert (brief.image, notes) == (given.image, ())
    assert list(aside.iterdir()) == []


def test_a_picture_that_lies_on_its_side_is_turned_upright_first(tmp_path: Path, aside: Path) -> None:
    side = Image.new("RGB", (90, 160), "red")
    side.getexif()[0x0112] = 6
    side.save(tmp_path / "phone.jpg", exif=side.getexif())
    media = Media(path=tmp_path / "phone.jpg", mime="image/jpeg")
    brief, notes = conform(asked(media), CROPS, Fal(), aside)
    assert (brief.aspect_ratio, notes) == ("16:9", ())


@pytest.mark.parametrize("content", [b"", b"<html>", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_the_askers_to_mend(tmp_path: Path, aside: Path, content: bytes) -> None:
    (tmp_path / "x.png").write_bytes(content)
    with pytest.raises(Rejected, match=r"can't be read: x\.png"):
        conform(asked(Media(path=tmp_path / "x.png", mime="image/png")), CROPS, Fal(), aside)


def test_only_a_picture_that_a_clip_starts_from_is_changed(tmp_path: Path, aside: Path) -> None:
    brief = Brief(prompt="x", image=picture(tmp_path, 800, 800), aspect_ratio="16:9")
    assert conform(brief, CROPS, Exact(), aside) == (brief, ())
