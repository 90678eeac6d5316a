"""One repository for each vendor behind the router, and those that the owner names.

`HF_VIDEO_MODELS=fal-ai:Lightricks/LTX-Video,novita:Wan-AI/Wan2.1-T2V-14B`. Whether a vendor runs a repository changes
from week to week; the hub is asked before each take, and a take that can't be made costs nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from providers.huggingface.routes import ROUTES
from providers.kit.terms import Model

_ENTRY = re.compile(r"([\w-]+):(\w[\w.-]*/\w[\w.-]*)")
SAMPLES = ("fal-ai:tencent/HunyuanVideo", "replicate:genmo/mochi-1-preview")
"""As in the samples of huggingface_hub 2.4.0."""
OTHERS = ("novita:Wan-AI/Wan2.1-T2V-14B", "together:Wan-AI/Wan2.2-T2V-A14B", "wavespeed:Wan-AI/Wan2.2-TI2V-5B")
DOUBT = "Whether this vendor runs it was not seen; Hugging Face is asked before a take, and a refusal costs nothing."


def models() -> tuple[Model, ...]:
    """Each once; an entry of the owner's that can be none is passed over."""
    named = [*_read(SAMPLES), *_read(OTHERS, DOUBT), *_read(os.environ.get("HF_VIDEO_MODELS", "").split(","))]
    once: dict[str, Model] = {}
    for model in named:
        once.setdefault(model.id, model)
    return tuple(once.values())


def parts(model: Model) -> tuple[str, str]:
    """The vendor and the repository in a model's id."""
    _, vendor, repo = model.id.split("/", 2)
    return vendor, repo


def _read(entries: tuple[str, ...] | list[str], doubt: str = "") -> Iterator[Model]:
    for entry in entries:
        found = _ENTRY.fullmatch(entry.strip())
        if found and found[1] in ROUTES:
            label = f"{found[2].partition('/')[2]} at {found[1]} (Hugging Face)"
            yield Model(id=f"huggingface/{found[1]}/{found[2]}", label=label, seed=True, doubt=doubt)
