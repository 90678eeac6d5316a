"""What Google sells on an AI Studio key: the Omni family, and Veo as it was until October 2026.

Lengths, shapes and tasks as on https://ai.google.dev/gemini-api/docs/omni; that 1.2 goes up to 15 s, and to 10 with a
last frame, is second-hand: https://developer.civitai.com/orchestration/recipes/gemini-omni
A clip to edit or extend lasts 10 s at most, and can't be uploaded from the EEA, Switzerland or the United Kingdom.
"""

from __future__ import annotations

from datetime import date

from providers.kit.terms import Model, Span, Task

TASKS: tuple[Task, ...] = ("text_to_video", "image_to_video", "video_to_video", "extend")
TEN = Span(low=3, high=10, whole=True)
SHAPES = ("16:9", "9:16")
GONE = date(2026, 10, 22)
GONE_SOURCE = "https://ai.google.dev/gemini-api/docs/deprecations, as listed by litellm 1.109.1"


def _omni(version: str, longest: int) -> Model:
    """An edit keeps the length of the clip it starts from, so none can be asked for."""
    return Model(
        id=f"gemini/omni-{version}-flash",
        label=f"Gemini Omni {version} Flash",
        tasks=TASKS,
        seconds=Span(low=3, high=longest, whole=True),
        task_seconds={"extend": TEN, "video_to_video": ()},
        differs={"last_image": {"seconds": TEN}},
        aspect_ratios=SHAPES,
        picture_ratios=SHAPES,
        resolutions=("360p", "720p", "1080p", "4k"),
        audio="always",
        last_image=True,
        references=6,
    )


def _veo(name: str, label: str) -> Model:
    return Model(id=f"gemini/{name}", label=label, audio="always", retired=GONE, retired_source=GONE_SOURCE)


MODELS = (
    _omni("1.2", 15),
    _omni("1.1", 10),
    _veo("veo-3.1", "Veo 3.1 (AI Studio)"),
    _veo("veo-3.1-fast", "Veo 3.1 Fast (AI Studio)"),
    _veo("veo-3.1-lite", "Veo 3.1 Lite (AI Studio)"),
)
