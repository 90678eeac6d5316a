"""What a clip was made from, whole: the same recipe gives the same frames, and a longer one begins with them.

So it is the state of the simulation at the clip's end, too: played again and further, it goes on from exactly there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from providers.kit import truth
from providers.kit.errors import Rejected
from providers.kit.terms import Brief, Flaw, Media
from providers.studio.performance import Form
from providers.studio.script import Script

VERSION = 1
FINE = 5
"""Decimals that the truth keeps: metres to a hundredth of a millimetre, seconds to 10 µs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that a clip depends on."""

    prompt: str
    form: Form
    begins: tuple[int, ...] = (0,)
    """The frames at which a staging begins."""
    shown: int = 0
    """How many frames the clip had that this one goes on from."""


_FORM: TypeAdapter[Recipe] = TypeAdapter(Recipe)


def continued(video: Media, brief: Brief) -> Recipe:
    """The recipe of a clip of our own, for so many seconds more; `Rejected` where its truth can't be read."""
    said = truth.read(video.truth) if video.truth else {}
    try:
        before = _FORM.validate_python(said["recipe"])
    except (KeyError, ValidationError) as error:
        raise Rejected(f"What is kept beside the clip can't be read, so it can't go on: {video.path.name}") from error
    frames = before.form.frames + max(1, round((brief.seconds or 5.0) * before.form.fps))
    return replace(before, form=replace(before.form, frames=frames), shown=before.form.frames)


def write_truth(path: Path, model: str, recipe: Recipe, script: Script, acts: Sequence[Mapping[str, Any]]) -> None:
    """Put all that is known of a clip into a file: what was asked and understood, its defect, and every act's truth.

    Times within an act are those of what happens; in slow motion the clip shows them `slow` times as late.
    """
    starts = [begin / recipe.form.fps for begin in recipe.begins]
    document = {
        "model": model,
        "kind": script.kind,
        "recipe": _FORM.dump_python(recipe, mode="json"),
        "defect": _defect(recipe.form.flaw),
        "understood": script.understood,
        "ignored": script.ignored,
        "says": script.says,
        "slow": script.slow,
        "acts": [{"starts": at, **rounded(dict(act))} for at, act in zip(starts, acts, strict=True)],
    }
    write_record(path, document)


def write_record(path: Path, document: dict[str, Any]) -> None:
    """Put what is known of a clip into its file."""
    text = json.dumps({"version": VERSION, **document}, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")


def _defect(flaw: Flaw | None) -> dict[str, Any] | None:
    return {"kind": flaw.kind, "strength": flaw.strength} if flaw else None


def rounded(value: Any) -> Any:
    """Plain data with its numbers cut to what is meant."""
    match value:
        case float():
            return round(value, FINE)
        case dict():
            return {name: rounded(each) for name, each in value.items()}
        case list() | tuple():
            return [rounded(each) for each in value]
        case _:
            return value
