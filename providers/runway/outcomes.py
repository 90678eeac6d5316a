"""What a finished task and an error body of Runway say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from providers.kit.errors import Failed, Refused, Rejected, Trouble

Said = Mapping[Any, Any]
"""A JSON object."""
DOLLARS = 0.01
"""A credit."""
REFUSALS = ("SAFETY.", "INPUT_PREPROCESSING.SAFETY.")


def cost(said: Said) -> float | None:
    """US dollars of a finished task; `None` where it names none."""
    match said.get("cost"):
        case {"credits": int() | float() as credits}:
            return round(credits * DOLLARS, 6)
    return None


def failure(said: Said) -> Trouble:
    """By its code (https://docs.dev.runwayml.com/errors/task-failures/); one without a code may pass."""
    code = str(said.get("failureCode") or "")
    words = f"{said.get('failure') or 'no reason given'}" + (f" ({code})" if code else "")
    if code.startswith(REFUSALS):
        return Refused(f"Runway refuses this by its content rules: {words}")
    if code.startswith("ASSET.INVALID"):
        return Rejected(f"Runway can't use the picture or clip that was given: {words}")
    return Failed(f"Runway could not make the clip: {words}")


def words_of(said: Said) -> str:
    """An error's sentence, and each field that is at issue with what would do."""
    listed = said.get("issues")
    issues = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    told = [f"{'.'.join(map(str, one.get('path') or ()))}: {one.get('message') or one.get('values')}" for one in issues]
    return "; ".join([str(said["error"]), *told])
