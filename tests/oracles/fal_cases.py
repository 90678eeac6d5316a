"""Briefs, one of each shape that fal's endpoints have, and what fal's pages say has to be sent for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fal_client

from providers.kit.terms import Brief, Media
from tests.fakes.pictures import picture

PICTURE = Media(path=Path("x.png"), mime="image/png")
"""Stands for the picture that a test has in its folder."""
PIXELS = picture()
INSIDE = fal_client.encode(PIXELS, "image/png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One brief, and what fal's pages say has to be sent for it."""

    model: str
    brief: Brief
    endpoint: str
    arguments: dict[str, Any]


FULL = {
    "seconds": 10,
    "resolution": "1080p",
    "aspect_ratio": "9:16",
    "audio": True,
    "seed": 7,
    "negative_prompt": "blur",
}
CASES = [
    Case(
        model="fal/pika-2.2",
        brief=Brief(prompt="мяч", **FULL),  # type: ignore[arg-type]
        endpoint="fal-ai/pika/v2.2/text-to-video",
        arguments={
            "prompt": "мяч", "negative_prompt": "blur", "duration": 10, "aspect_ratio": "9:16", "resolution": "1080p",
            "seed": 7,
        },
    ),
    Case(
        model="fal/pika-2.2",
        brief=Brief(prompt="it moves", task="image_to_video", seconds=5, image=PICTURE),
        endpoint="fal-ai/pika/v2.2/image-to-video",
        arguments={"prompt": "it moves", "image_url": INSIDE, "duration": 5},
    ),
    Case(
        model="fal/pika-2.2",
        brief=Brief(prompt="both meet", task="image_to_video", references=(PICTURE, PICTURE), aspect_ratio="1:1"),
        endpoint="fal-ai/pika/v2.2/pikascenes",
        arguments={"prompt": "both meet", "image_urls": [INSIDE, INSIDE], "aspect_ratio": "1:1"},
    ),
    Case(
        model="fal/pika-2.2",
        brief=Brief(prompt="it melts", task="image_to_video", seconds=9, image=PICTURE, last_image=PICTURE, seed=7),
        endpoint="fal-ai/pika/v2.2/pikaframes",
        arguments={
            "prompt": "it melts", "image_urls": [INSIDE, INSIDE], "transitions": [{"duration": 10}], "seed": 7,
        },
    ),
    Case(
        model="fal/kling-3",
        brief=Brief(prompt="a ball", **FULL),  # type: ignore[arg-type]
        endpoint="fal-ai/kling-video/v3/pro/text-to-video",
        arguments={
            "prompt": "a ball", "negative_prompt": "blur", "duration": "10", "aspect_ratio": "9:16",
            "generate_audio": True,
        },
    ),
    Case(
        model="fal/seedance-2.0",
        brief=Brief(prompt="a ball", seconds=15, resolution="2160p", aspect_ratio="21:9", audio=False),
        endpoint="bytedance/seedance-2.0/text-to-video",
        arguments={
            "prompt": "a ball", "duration": "15", "aspect_ratio": "21:9", "resolution": "4k", "generate_audio": False,
        },
    ),
    Case(
        model="fal/ltx-2.3",
        brief=Brief(prompt="a ball", seconds=9.5, resolution="4k", fps=30, audio=True),
        endpoint="fal-ai/ltx-2.3/text-to-video",
        arguments={"prompt": "a ball", "duration": 10, "resolution": "2160p", "fps": 25, "generate_audio": True},
    ),
    Case(
        model="fal/wan-2.7",
        brief=Brief(prompt="a ball", **FULL),  # type: ignore[arg-type]
        endpoint="fal-ai/wan/v2.7/text-to-video",
        arguments={
            "prompt": "a ball", "negative_prompt": "blur", "duration": 10, "aspect_ratio": "9:16",
            "resolution": "1080p", "seed": 7,
        },
    ),
    Case(
        model="fal/ray-3.2",
        brief=Brief(prompt="a ball", **FULL),  # type: ignore[arg-type]
        endpoint="luma/agent/ray/v3.2/text-to-video",
        arguments={"prompt": "a ball", "duration": "10s", "aspect_ratio": "9:16", "resolution": "1080p"},
    ),
    Case(
        model="fal/kling-3",
        brief=Brief(prompt="a ball", task="image_to_video", seconds=4, image=PICTURE, last_image=PICTURE),
        endpoint="fal-ai/kling-video/v3/pro/image-to-video",
        arguments={"prompt": "a ball", "start_image_url": INSIDE, "end_image_url": INSIDE, "duration": "4"},
    ),
    Case(
        model="fal/veo-3.1",
        brief=Brief(prompt="a ball", task="image_to_video", seconds=5, image=PICTURE, last_image=PICTURE),
        endpoint="fal-ai/veo3.1/first-last-frame-to-video",
        arguments={
            "prompt": "a ball", "first_frame_url": INSIDE, "last_frame_url": INSIDE, "duration": "4s",
            "aspect_ratio": "16:9",
        },
    ),
    Case(
        model="fal/minimax-h3",
        brief=Brief(prompt="a ball", seconds=3, resolution="720p"),
        endpoint="minimax/h3/text-to-video",
        arguments={"prompt": "a ball", "duration": 5, "resolution": "768P"},
    ),
    Case(
        model="fal/pixverse-6",
        brief=Brief(prompt="a ball", audio=True),
        endpoint="fal-ai/pixverse/v6/text-to-video",
        arguments={"prompt": "a ball", "generate_audio_switch": True},
    ),
    Case(
        model="fal/vidu-q3",
        brief=Brief(prompt="a ball", audio=False),
        endpoint="fal-ai/vidu/q3/text-to-video",
        arguments={"prompt": "a ball", "audio": False},
    ),
    Case(
        model="fal/ltx-2.3-22b",
        brief=Brief(prompt="a ball", seconds=5, aspect_ratio="9:16"),
        endpoint="fal-ai/ltx-2.3-22b/text-to-video",
        arguments={"prompt": "a ball", "num_frames": 121, "video_size": "portrait_16_9"},
    ),
    Case(
        model="fal/grok-imagine",
        brief=Brief(prompt="a ball", task="image_to_video", seconds=12, references=(PICTURE,)),
        endpoint="xai/grok-imagine-video/reference-to-video",
        arguments={"prompt": "a ball", "reference_image_urls": [INSIDE], "duration": 10},
    ),
]  # fmt: skip
