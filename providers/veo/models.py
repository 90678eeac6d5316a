"""The Veo models of Google's cloud, which may be gone.

As on https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/veo/3-1-generate
"""

from __future__ import annotations

from providers.kit.terms import Model, Task

DOUBT = "Its vendor announced its retirement for November 17, 2026 or later; not known here whether that has come."
SHAPES = ("16:9", "9:16")


def _model(name: str, label: str, *, full: bool, doubt: str = "") -> Model:
    """Pictures are frames or references, not both. Lite is given neither references nor clips, and has no 4k."""
    more: tuple[Task, ...] = ("extend",) if full else ()
    return Model(
        id=f"veo/{name}",
        label=label,
        tasks=("text_to_video", "image_to_video", *more),
        seconds=(4, 6, 8),
        task_seconds={"extend": (7,)},
        aspect_ratios=SHAPES,
        picture_ratios=SHAPES,
        resolutions=("720p", "1080p", "4k") if full else ("720p", "1080p"),
        audio="optional",
        seed=True,
        negative_prompt=True,
        last_image=True,
        references=3 if full else 0,
        differs={
            "image_to_video": {"references": 0},
            "last_image": {"references": 0},
            "references": {"seconds": (8,), "last_image": False},
            "extend": {"references": 0},
        },
        doubt=doubt,
    )


NAMES = {
    "veo/veo-3.1": "veo-3.1-generate-001",
    "veo/veo-3.1-fast": "veo-3.1-fast-generate-001",
    "veo/veo-3.1-lite": "veo-3.1-lite-generate-001",
}
"""What each is called there."""
MODELS = (
    _model("veo-3.1", "Veo 3.1", full=True, doubt=DOUBT),
    _model("veo-3.1-fast", "Veo 3.1 Fast", full=True, doubt=DOUBT),
    _model("veo-3.1-lite", "Veo 3.1 Lite", full=False),
)
