"""What OpenRouter sells: a short list of our own, or the vendor's, from a saved reply of `GET /api/v1/videos/models`.

To save one takes no key, and `OPENROUTER_CATALOGUE` names the file; one that is missing or broken is passed
over, and so is an entry in it that can't be read.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeGuard

from providers.kit.terms import Json, Model, Price, Span, Start, Task

SOURCE = "https://openrouter.ai/api/v1/videos/models"
REFERENCES = 3
"""Pictures are taken as references for every model; how many is nowhere told, so few are offered."""
FRAMES_WIN: Mapping[Start, Mapping[str, Any]] = {"image_to_video": {"references": 0}, "references": {}}
"""References are not looked at where there is a first frame."""
_SKU = re.compile(
    r"(?:text_to_video_)?(?P<unit>duration_seconds|per_video_second|cents_per_video_output_second"
    r"|cents_per_second_output)(?:_(?P<sound>with|without)_audio)?(?:_(?P<lines>\d+[pk]))?"
)
_BOTH: tuple[Task, ...] = ("text_to_video", "image_to_video")

STATIC = (
    Model(
        id="openrouter/bytedance/seedance-2.5",
        label="Seedance 2.5 (OpenRouter)",
        tasks=_BOTH,
        seconds=Span(low=4, high=30, whole=True),
        aspect_ratios=("16:9", "4:3", "1:1", "3:4", "9:16", "21:9"),
        resolutions=("480p", "720p"),
        audio="optional",
        seed=True,
        last_image=True,
        references=REFERENCES,
        differs=FRAMES_WIN,
    ),
    Model(
        id="openrouter/bytedance/seedance-2.0",
        label="Seedance 2.0 (OpenRouter)",
        tasks=_BOTH,
        seconds=Span(low=4, high=15, whole=True),
        aspect_ratios=("16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "9:21"),
        resolutions=("480p", "720p", "1080p", "4K"),
        audio="optional",
        seed=True,
        last_image=True,
        references=REFERENCES,
        differs=FRAMES_WIN,
    ),
    Model(
        id="openrouter/kwaivgi/kling-v3.0-std",
        label="Kling 3.0 Standard (OpenRouter)",
        tasks=_BOTH,
        seconds=Span(low=3, high=15, whole=True),
        aspect_ratios=("16:9", "9:16", "1:1"),
        resolutions=("720p",),
        audio="optional",
        last_image=True,
        references=REFERENCES,
        differs=FRAMES_WIN,
    ),
    Model(
        id="openrouter/kwaivgi/kling-v3.0-pro",
        label="Kling 3.0 Pro (OpenRouter)",
        tasks=_BOTH,
        seconds=Span(low=3, high=15, whole=True),
        aspect_ratios=("16:9", "9:16", "1:1"),
        audio="optional",
        last_image=True,
        references=REFERENCES,
        differs=FRAMES_WIN,
    ),
    Model(
        id="openrouter/google/veo-3.1-fast",
        label="Veo 3.1 Fast (OpenRouter)",
        tasks=_BOTH,
        seconds=(4, 6, 8),
        aspect_ratios=("16:9", "9:16"),
        resolutions=("720p", "1080p"),
        audio="optional",
        seed=True,
        last_image=True,
        doubt="Google retires Veo 3.1 on 2026-11-17 or later; OpenRouter's own list tells whether it is still there.",
    ),
)
"""Second-hand, as described in the autumn of 2026; the vendor's list knows better."""


def saved() -> tuple[Model, ...]:
    """The models of the list that the owner saved; none where there is none that can be read."""
    if not (path := os.environ.get("OPENROUTER_CATALOGUE")):
        return ()
    try:
        return _read(path, Path(path).stat().st_mtime)
    except (OSError, ValueError):
        return ()


@lru_cache(maxsize=4)
def _read(path: str, written: float) -> tuple[Model, ...]:
    said = json.loads(Path(path).read_text("utf-8"))
    return models_in(said, datetime.fromtimestamp(written, UTC).date())


def models_in(said: Json, as_of: date | None) -> tuple[Model, ...]:
    """The models of a list, each once; those that make no clip from words (upscalers) are left out."""
    listed = said.get("data") if isinstance(said, dict) else None
    found = [_model(entry, as_of) for entry in listed if _sells_clips(entry)] if isinstance(listed, list) else []
    return tuple({model.id: model for model in found}.values())


def dated(header: str) -> date | None:
    """The day in a `Date` header."""
    try:
        return parsedate_to_datetime(header).date()
    except (TypeError, ValueError):
        return None


def _sells_clips(entry: Json) -> TypeGuard[dict[str, Any]]:
    named = isinstance(entry, dict) and isinstance(entry.get("id"), str)
    return named and "/" in entry["id"] and not entry.get("upscale_factor")


def _model(entry: Mapping[str, Any], as_of: date | None) -> Model:
    """One entry; a capability that is not told is not offered."""
    frames = _words(entry.get("supported_frame_images"))
    resolutions = _words(entry.get("supported_resolutions"))
    lengths = entry.get("supported_durations")
    seconds = sorted({float(one) for one in lengths if _is_number(one)}) if isinstance(lengths, list) else []
    return Model(
        id=f"openrouter/{entry['id']}",
        label=f"{_label(entry)} (OpenRouter)",
        tasks=_BOTH if "first_frame" in frames else ("text_to_video",),
        seconds=tuple(seconds),
        aspect_ratios=tuple(one for one in _words(entry.get("supported_aspect_ratios")) if ":" in one),
        resolutions=resolutions,
        audio="optional" if entry.get("generate_audio") is True else "never",
        seed=entry.get("seed") is True,
        last_image="last_frame" in frames,
        references=REFERENCES if "first_frame" in frames else 0,
        differs=FRAMES_WIN,
        price=_price(entry.get("pricing_skus"), resolutions, as_of),
    )


def _label(entry: Mapping[str, Any]) -> str:
    """The name, or else the id."""
    name = entry.get("name")
    return name if isinstance(name, str) and name else str(entry["id"])


def _price(skus: Json, resolutions: tuple[str, ...], as_of: date | None) -> Price | None:
    """Dollars per second, where the vendor sells by the second and the day is known; tokens can't be foreseen."""
    spelled = {one.lower(): one for one in resolutions}
    sound, silent = dict[str, float](), dict[str, float]()
    for name, value in skus.items() if isinstance(skus, dict) else ():
        found, dollars = _SKU.fullmatch(name.lower().replace("-", "_")), _number(value)
        if found and dollars is not None:
            lines = found["lines"] or "any"
            table = silent if found["sound"] == "without" else sound
            table[spelled.get(lines, lines)] = dollars / 100 if found["unit"].startswith("cents") else dollars
    if as_of is None or not (sound or silent):
        return None
    return Price(per_second=sound or silent, silent=silent if sound else {}, source=SOURCE, as_of=as_of)


def _words(listed: Json) -> tuple[str, ...]:
    """The strings of a list; nothing of anything else."""
    return tuple(dict.fromkeys(one for one in listed if isinstance(one, str))) if isinstance(listed, list) else ()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _number(value: Json) -> float | None:
    try:
        return dollars if (dollars := float(value)) >= 0 else None
    except (TypeError, ValueError):
        return None
