"""What the maker of a clip knows to be true of it, in a file beside it: `clip.mp4` has `clip.truth.json`.

Only a simulation knows such things: where each thing was and when it struck what, which words were spoken when, which
defect was made on purpose, and the state from which the clip can go on. The page shows it to nobody.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from providers.kit.terms import Media

ENDING = ".truth.json"


def beside(clip: Path) -> Path:
    """Where the truth of a clip lies, or would."""
    return clip.with_name(clip.name.removesuffix(clip.suffix) + ENDING)


def found(clip: Path) -> Path | None:
    """The truth of a clip, where there is one."""
    return path if (path := beside(clip)).is_file() else None


def read(path: Path) -> dict[str, Any]:
    """What a file of truth says; empty where it says nothing that can be understood."""
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def known(clip: Media) -> Media:
    """The clip with its truth, where there is one beside it, and with the model that made it and can go on from it."""
    if (path := clip.truth or found(clip.path)) is None:
        return clip
    said = read(path)
    return replace(clip, truth=path, maker=str(said.get("model", "")) if "recipe" in said else "")
