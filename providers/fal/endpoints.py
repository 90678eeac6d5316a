"""What each endpoint takes, read from `endpoints.json`: fal's own names and spellings, and what they mean here.

Types: https://github.com/fal-ai/fal-js, libs/client/src/types/endpoints.ts. Lengths and sizes that those leave open are
written out, as fal's pages give them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Fields = Mapping[str, Any]
"""What one endpoint takes by name: the values to choose from, or a word for what has none."""
ENDPOINTS: Mapping[str, Fields] = json.loads((Path(__file__).parent / "endpoints.json").read_text("utf-8"))
NAMES: Mapping[str, tuple[str, ...]] = {
    "image": ("image_url", "start_image_url", "first_image_url", "first_frame_url"),
    "last_image": ("end_image_url", "last_frame_url"),
    "references": ("image_urls", "reference_image_urls"),
    "video": ("video_url",),
    "negative_prompt": ("negative_prompt",),
    "seconds": ("duration", "num_frames", "transitions"),
    "aspect_ratio": ("aspect_ratio", "video_size"),
    "resolution": ("resolution",),
    "fps": ("fps",),
    "seed": ("seed",),
    "audio": ("generate_audio", "generate_audio_switch", "audio"),
}
"""A brief's settings by the names that endpoints have for them."""
SHAPES = {
    "landscape_16_9": "16:9",
    "portrait_16_9": "9:16",
    "square_hd": "1:1",
    "landscape_4_3": "4:3",
    "portrait_4_3": "3:4",
}
FRAMES_A_SECOND = 24
"""Of the endpoints that count frames; one more is the first."""


def named(fields: Fields, wish: str) -> str | None:
    """What an endpoint calls one of a brief's settings; `None` where it has no such thing."""
    return next((name for name in NAMES[wish] if name in fields), None)


def meant(name: str, value: object) -> Any:
    """A value of an endpoint's in the kit's words: `"5s"` and 121 frames are 5.0 seconds."""
    match name:
        case "num_frames":
            return (int(str(value)) - 1) / FRAMES_A_SECOND
        case "duration" | "transitions":
            return float(re.sub(r"\D", "", str(value)))
        case "video_size":
            return SHAPES[str(value)]
        case "fps":
            return int(str(value))
        case _:
            return str(value).lower()
