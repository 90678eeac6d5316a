"""Briefs for Runway, and what its SDK has to be asked for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from providers.kit.terms import Task

DATA = "data:image/png;base64,…"
CLIP, LENGTH = "runway://start.mp4", "as long as the clip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One brief, and what the SDK has to be asked for it."""

    model: str
    task: Task
    asks: dict[str, Any] = field(default_factory=dict)
    """Of the brief; its files are put in by name."""
    create: str
    params: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.model} {self.task}"


def frames(*positions: str) -> list[dict[str, str]]:
    return [{"uri": DATA, "position": position} for position in positions]


TEXT, PICTURE, VIDEO, EXTEND, SOUND = "text_to_video", "image_to_video", "video_to_video", "extend", "add_sound"
FULL = {
    "seconds": 10,
    "resolution": "1080p",
    "aspect_ratio": "9:16",
    "audio": True,
    "seed": 7,
    "negative_prompt": "blur",
}
BARE: dict[str, Any] = {}
CASES = [
    Case(model="gen4.5", task=TEXT, asks=FULL, create=TEXT,
         params={"duration": 10, "ratio": "720:1280", "seed": 7}),
    Case(model="gen4.5", task=PICTURE, asks=BARE, create=PICTURE,
         params={"prompt_image": frames("first"), "duration": 5, "ratio": "1280:720"}),
    Case(model="gen4_turbo", task=PICTURE, asks={"seconds": 9, "aspect_ratio": "21:9"}, create=PICTURE,
         params={"prompt_image": frames("first"), "duration": 10, "ratio": "1584:672"}),
    Case(model="aleph2", task=VIDEO, asks=FULL, create=VIDEO, params={"video_uri": CLIP, "seed": 7}),
    Case(model="veo3.1", task=TEXT, asks=BARE, create=TEXT, params={"ratio": "1280:720"}),
    Case(model="veo3.1", task=PICTURE, asks={**FULL, "audio": False, "last_image": True}, create=PICTURE,
         params={"prompt_image": frames("first", "last"), "duration": 8, "ratio": "1080:1920", "audio": False,
                 "seed": 7, "negative_prompt": "blur"}),
    Case(model="kling2.5_turbo_pro", task=PICTURE, create=PICTURE,
         asks={"seconds": 4, "last_image": True, "resolution": "720p"},
         params={"prompt_image": frames("first", "last"), "duration": 5}),
    Case(model="kling3.0_pro", task=TEXT, asks=FULL, create=TEXT,
         params={"duration": 10, "ratio": "1080:1920", "audio": True}),
    Case(model="klingO3_4k", task=PICTURE, asks={"references": 2, "aspect_ratio": "1:1"}, create=PICTURE,
         params={"prompt_image": frames("first"), "ratio": "2880:2880", "references": [{"uri": DATA}] * 2}),
    Case(model="klingO3_standard", task=VIDEO, asks={**FULL, "references": 5}, create=VIDEO,
         params={"prompt_video": CLIP, "references": [{"uri": DATA}] * 4}),
    Case(model="kling_4", task=VIDEO, asks={"resolution": "1080p"}, create=VIDEO,
         params={"video_uri": CLIP, "ratio": "auto_1080p"}),
    Case(model="seedance2", task=TEXT, create=TEXT,
         asks={**FULL, "resolution": "4k", "aspect_ratio": "21:9", "references": 1},
         params={"duration": 10, "ratio": "3840:1646", "audio": True, "seed": 7, "references": [{"uri": DATA}]}),
    Case(model="seedance2_mini", task=VIDEO, asks=FULL, create=VIDEO,
         params={"prompt_video": CLIP, "duration": 10, "audio": True, "seed": 7}),
    Case(model="seedance2_5", task=VIDEO, asks=FULL, create=VIDEO,
         params={"prompt_video": CLIP, "mode": "edit", "duration": "auto", "audio": True, "seed": 7}),
    Case(model="seedance2_5", task=EXTEND, asks=FULL, create=VIDEO,
         params={"prompt_video": CLIP, "mode": "extend", "duration": 10, "audio": True, "seed": 7}),
    Case(model="gemini_omni_flash", task=VIDEO, asks=BARE, create=VIDEO, params={"video_uri": CLIP}),
    Case(model="gemini_omni_flash_1.1", task=EXTEND, asks={"seconds": 7}, create=VIDEO,
         params={"video_uri": CLIP, "mode": "extend", "duration": 7}),
    Case(model="hailuo3", task=TEXT, asks=BARE, create=TEXT, params={"ratio": "16:9"}),
    Case(model="hailuo3", task=PICTURE, asks={"resolution": "1440p", "last_image": True}, create=PICTURE,
         params={"prompt_image": frames("first", "last"), "ratio": "adaptive", "resolution": "2k"}),
    Case(model="h3_max", task=TEXT, asks=FULL, create=TEXT, params={"duration": 10, "resolution": "768p", "seed": 7}),
    Case(model="wan3", task=PICTURE, asks={"seconds": 6, "audio": True}, create=PICTURE,
         params={"prompt_image": frames("first"), "duration": 6, "ratio": "auto_720p", "audio": True}),
    Case(model="happyhorse_1_0", task=PICTURE, asks={"resolution": "4k"}, create=PICTURE,
         params={"prompt_image": frames("first"), "resolution": "1080p"}),
    Case(model="grok_imagine_1_5_lite", task=TEXT, asks={"resolution": "480p", "aspect_ratio": "2:3"}, create=TEXT,
         params={"ratio": "480:720"}),
    Case(model="mirelo-sfx", task=SOUND, asks=FULL, create="video_to_audio",
         params={"video_uri": CLIP, "duration": LENGTH, "seed": 7, "negative_prompt": "blur"}),
    Case(model="sound-effect", task=SOUND, asks=FULL, create="sound_effect", params={"duration": LENGTH}),
]  # fmt: skip
