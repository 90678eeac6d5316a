"""A first frame made to fit: cropped about its middle, scaled, never stretched; what was cut off is a note."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from providers.kit.errors import Rejected
from providers.kit.provider import Remote
from providers.kit.settle import nearest_ratio
from providers.kit.terms import Brief, Media, Model, Note

SLIGHT = 0.01
"""A part of the picture so small that losing it is not worth a note."""


def conform(brief: Brief, model: Model, provider: Remote, folder: Path) -> tuple[Brief, tuple[Note, ...]]:
    """The brief with first and last frame in a shape that the model takes, the new files in `folder`.

    Where no shape was asked for, it is the nearest to the picture's own. `Rejected` where a picture can't be read.
    """
    model = model.for_brief(brief)
    if brief.task != "image_to_video" or brief.image is None:
        return brief, ()
    if brief.aspect_ratio is None and model.picture_ratios:
        width, height = _size(brief.image)
        brief = replace(brief, aspect_ratio=nearest_ratio(f"{width}:{height}", model.picture_ratios))
    size, shape = provider.frame(brief, model), _shape(brief.aspect_ratio if model.picture_ratios else None)
    if size is None and shape is None:
        return brief, ()
    fitted: dict[str, Media] = {}
    notes: list[Note] = []
    for name, media in (("image", brief.image), ("last_image", brief.last_image)):
        if media is not None:
            fitted[name], note = _fit(media, size, shape, folder / f"{name}.png", name)
            notes += [note] if note else []
    return replace(brief, image=fitted["image"], last_image=fitted.get("last_image")), tuple(notes)


def _fit(
    media: Media, size: tuple[int, int] | None, shape: float | None, into: Path, name: str
) -> tuple[Media, Note | None]:
    """The picture cropped to the shape, and to the size where one is demanded; the note says what was cut off."""
    picture = _read(media)
    before = picture.size
    wanted = size[0] / size[1] if size else shape or 1.0
    box = middle(before, wanted)
    target = size or (box[2] - box[0], box[3] - box[1])
    if target == before:
        return media, None
    picture.resize(target, Image.Resampling.LANCZOS, box=box).save(into, format="PNG")
    lost = 1 - (box[2] - box[0]) * (box[3] - box[1]) / (before[0] * before[1])
    note = Note(
        field=name,
        asked=f"{before[0]}x{before[1]}",
        given=f"{target[0]}x{target[1]}, {100 * lost:.0f} % cut off",
    )
    return Media(path=into, mime="image/png"), note if lost > SLIGHT else None


def middle(size: tuple[int, int], shape: float) -> tuple[int, int, int, int]:
    """The largest box of that shape about the middle: left, top, right, bottom."""
    width, height = size
    inside = (min(width, round(height * shape)), min(height, round(width / shape)))
    left, top = (width - inside[0]) // 2, (height - inside[1]) // 2
    return left, top, left + max(1, inside[0]), top + max(1, inside[1])


def _shape(ratio: str | None) -> float | None:
    if ratio is None:
        return None
    width, _, height = ratio.partition(":")
    return float(width) / float(height)


def _size(media: Media) -> tuple[int, int]:
    return _read(media).size


def _read(media: Media) -> Image.Image:
    try:
        with Image.open(media.path) as picture:
            return ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as error:
        raise Rejected(f"The picture to start from can't be read: {media.path.name}") from error
