"""A data folder with many clips that exist: what several models made of several prompts, one film under many names."""

from __future__ import annotations

from pathlib import Path

from comparisons.run.store import Store
from tests.comparisons.battles import made

MODELS = ("studio/newton", "studio/tween", "one/clip-1", "two/clip-2", "three/clip-3", "four/clip-4")


def stock(data: Path, film: Path, prompts: int) -> None:
    """Fill the folder: a comparison of all models for each prompt. A voter can judge half as many pairs as clips."""
    store = Store(data)
    for place in range(prompts):
        made(store, f"made{place:04}", MODELS, f"ball number {place}", film=film)
