"""What a comparison starts from, checked and kept for as long as a take may be sent again.

Pictures are turned upright and freed of what a camera wrote; a clip is kept as it came, byte for byte.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PIL import Image, ImageOps, UnidentifiedImageError

from providers.kit import truth
from providers.kit.clip import probe
from providers.kit.errors import BadClip
from providers.kit.terms import Brief, Media

LARGEST = 4096
"""Pixels along the longer side; more is scaled down, since no vendor takes more."""


class BadInput(ValueError):
    """A file to start from that can't be used; `str()` of it says why."""

    about: ClassVar[str]
    """The control that it came by."""
    sentence: ClassVar[str]


class BadPicture(BadInput):
    """The file is no picture that can be read."""

    about, sentence = "image", "This picture can't be read"


class BadVideo(BadInput):
    """The file is no clip that plays."""

    about, sentence = "video", "This clip can't be played"


ENDINGS = {".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm"}
ENDINGS |= {".mkv": "video/x-matroska", ".avi": "video/x-msvideo"}
"""How the files of clips may end, and what vendors are told that they are."""


def keep_all(brief: Brief, folder: Path) -> Brief:
    """The brief with all its files in `folder`; `BadPicture` and `BadVideo` where one can't be read."""
    return replace(
        brief,
        image=brief.image and keep_picture(brief.image, folder),
        last_image=brief.last_image and keep_picture(brief.last_image, folder, "last"),
        references=tuple(keep_picture(one, folder, f"reference-{at}") for at, one in enumerate(brief.references)),
        video=brief.video and keep_video(brief.video, folder),
    )


def keep_video(given: Media, folder: Path) -> Media:
    """A copy of the clip in `folder`, once it was decoded to its end; under its own ending where that is a clip's."""
    try:
        probe(given.path)
    except BadClip as error:
        raise BadVideo(f"{given.path.name} ({error})") from error
    ending = given.path.suffix.lower() if given.path.suffix.lower() in ENDINGS else ".mp4"
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"input{ending}"
    shutil.copyfile(given.path, kept)
    if path := truth.known(given).truth:
        shutil.copyfile(path, truth.beside(kept))
    return truth.known(Media(path=kept, mime=ENDINGS[ending]))


def keep_picture(given: Media, folder: Path, name: str = "input") -> Media:
    """A copy of the picture in `folder`, as PNG."""
    kept = folder / f"{name}.png"
    try:
        with Image.open(given.path) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        raise BadPicture(f"{given.path.name} ({error})") from error
    upright.thumbnail((LARGEST, LARGEST))
    folder.mkdir(parents=True, exist_ok=True)
    upright.save(kept, format="PNG")
    return Media(path=kept, mime="image/png")
