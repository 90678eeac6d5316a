from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from comparisons.run.inputs import LARGEST, BadPicture, BadVideo, keep_all, keep_picture, keep_video
from providers.kit.terms import Brief, Media
from tests.fakes import clips


def given(path: Path) -> Media:
    return Media(path=path, mime="image/jpeg")


def test_a_picture_is_kept_upright_and_without_what_the_camera_wrote(tmp_path: Path) -> None:
    source = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A maker of cameras"
    Image.new("RGB", (40, 20), "red").save(source, exif=exif)
    kept = keep_picture(given(source), tmp_path / "kept")
    with Image.open(kept.path) as picture:
        assert picture.size == (20, 40)
        assert not picture.getexif()
    assert b"A maker of cameras" not in kept.path.read_bytes()
    assert kept.mime == "image/png"


def test_a_huge_picture_is_scaled_down_and_not_stretched(tmp_path: Path) -> None:
    source = tmp_path / "wide.png"
    Image.new("RGB", (2 * LARGEST, 512)).save(source)
    with Image.open(keep_picture(given(source), tmp_path).path) as picture:
        assert picture.size == (LARGEST, 256)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_a_file_that_is_no_picture_says_so(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "not.png"
    source.write_bytes(content)
    with pytest.raises(BadPicture, match=r"not\.png"):
        keep_picture(given(source), tmp_path / "kept")


@pytest.mark.parametrize(
    ("name", "kept", "mime"),
    [
        ("clip.mp4", "input.mp4", "video/mp4"),
        ("clip.MOV", "input.mov", "video/quicktime"),
        ("clip", "input.mp4", "video/mp4"),
        ("clip.exe", "input.mp4", "video/mp4"),
    ],
)
def test_a_clip_is_kept_as_it_came(tmp_path: Path, name: str, kept: str, mime: str) -> None:
    source = tmp_path / name
    source.write_bytes(clips.clip())
    media = keep_video(Media(path=source, mime="video/mp4"), tmp_path / "kept")
    assert media == Media(path=tmp_path / "kept" / kept, mime=mime)
    assert media.path.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("content", [b"", b"no clip", clips.truncated(), clips.sound_only()])
def test_a_file_that_is_no_clip_says_so(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "not.mp4"
    source.write_bytes(content)
    with pytest.raises(BadVideo, match=r"not\.mp4"):
        keep_video(Media(path=source, mime="video/mp4"), tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_every_file_of_a_brief_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    shades = [tmp_path / f"{shade}.png" for shade in range(4)]
    for place, path in enumerate(shades):
        Image.new("RGB", (8, 8), (place, 0, 0)).save(path)
    (tmp_path / "clip.mp4").write_bytes(clips.clip())
    first, last, *others = map(given, shades)
    asked = Brief(
        prompt="a", image=first, last_image=last, references=tuple(others), video=given(tmp_path / "clip.mp4")
    )  # fmt: skip
    kept = keep_all(asked, tmp_path / "kept")
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {
        "input.png", "last.png", "reference-0.png", "reference-1.png", "input.mp4"
    }  # fmt: skip
    assert [one.path.name for one in kept.references] == ["reference-0.png", "reference-1.png"]
    assert keep_all(Brief(prompt="a"), tmp_path / "none") == Brief(prompt="a")
    assert not (tmp_path / "none").exists()
