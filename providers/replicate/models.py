"""What Replicate runs, with each model's own names for a picture and a resolution.

Ids as listed in the autumn of 2026; fields as on each model's page there (`replicate.com/{owner}/{name}/api`), read
second-hand but for Wan's. Where no page was seen a model gets the prompt alone, and so does one that the owner adds:
`REPLICATE_MODELS=owner/name,owner/name`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from providers.kit.terms import Model, Span

_NAME = re.compile(r"\w[\w.-]*/\w[\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How one model's input is worded; a field without a name is never filled."""

    model: Model
    image: str = "image"
    last: str = "last_frame"
    resolution: str = "resolution"
    tiers: Mapping[str, str] = field(default_factory=dict)
    """The model's word for a resolution, where it has one."""


KLING = Route(
    model=Model(
        id="replicate/kwaivgi/kling-v3-video",
        label="Kling 3.0 (Replicate)",
        tasks=("text_to_video", "image_to_video"),
        seconds=Span(low=3, high=15, whole=True),
        aspect_ratios=("16:9", "9:16", "1:1"),
        resolutions=("720p", "1080p"),
        audio="optional",
        negative_prompt=True,
        last_image=True,
    ),
    image="start_image",
    last="end_image",
    resolution="mode",
    tiers={"720p": "standard", "1080p": "pro"},
)

SEEDANCE = Route(
    model=Model(
        id="replicate/bytedance/seedance-2.0",
        label="Seedance 2.0 (Replicate)",
        tasks=("text_to_video", "image_to_video"),
        seconds=Span(low=4, high=15, whole=True),
        aspect_ratios=("16:9", "4:3", "1:1", "3:4", "9:16", "21:9"),
        resolutions=("480p", "720p", "1080p"),
        audio="optional",
        seed=True,
        last_image=True,
    ),
    last="last_frame_image",
)

HAILUO = Route(
    model=Model(
        id="replicate/minimax/hailuo-2.3",
        label="Hailuo 2.3 (Replicate)",
        tasks=("text_to_video", "image_to_video"),
        seconds=(6, 10),
        resolutions=("768p",),
    ),
    image="first_frame_image",
)
"""Its 1080p is left out, since that is sold for six seconds alone."""

WAN = Route(
    model=Model(
        id="replicate/wan-video/wan-2.7-t2v",
        label="Wan 2.7 (Replicate)",
        seconds=Span(low=2, high=15, whole=True),
        aspect_ratios=("16:9", "9:16", "1:1", "4:3", "3:4"),
        resolutions=("720p", "1080p"),
        audio="always",
        seed=True,
        negative_prompt=True,
    ),
)

WAN_FROM_A_PICTURE = Route(
    model=Model(
        id="replicate/wan-video/wan-2.7-i2v",
        label="Wan 2.7 from a picture (Replicate)",
        tasks=("image_to_video",),
        seconds=Span(low=2, high=15, whole=True),
        resolutions=("720p", "1080p"),
        audio="always",
        seed=True,
        negative_prompt=True,
        last_image=True,
    ),
    image="first_frame",
)
"""It can go on from a clip too (`first_clip`); whether its seconds then count that clip is nowhere told."""

VEO = Route(
    model=Model(
        id="replicate/google/veo-3.1-fast",
        label="Veo 3.1 Fast (Replicate)",
        tasks=("text_to_video", "image_to_video"),
        seconds=(4, 6, 8),
        aspect_ratios=("16:9", "9:16"),
        resolutions=("720p", "1080p"),
        audio="optional",
        seed=True,
        negative_prompt=True,
        last_image=True,
        doubt="Google retires Veo 3.1 on 2026-11-17 or later; whether Replicate still runs it was not seen.",
    ),
)

UNSEEN = "kwaivgi/kling-v3-omni-video", "alibaba/happyhorse-1.1", "pixverse/pixverse-v5.6"
KNOWN = {route.model.id: route for route in (KLING, SEEDANCE, HAILUO, WAN, WAN_FROM_A_PICTURE, VEO)}


def routes() -> dict[str, Route]:
    """All of them, by a model's id; a name in the owner's list that can be none is passed over."""
    asked = (name.strip() for name in os.environ.get("REPLICATE_MODELS", "").split(","))
    named = [_by_name(name) for name in (*UNSEEN, *filter(_NAME.fullmatch, asked))]
    return KNOWN | {route.model.id: route for route in named if route.model.id not in KNOWN}


def _by_name(name: str) -> Route:
    return Route(model=Model(id=f"replicate/{name}", label=f"{name} (Replicate)"))
