"""How a clip of the studio says what it is: to the eye by a watermark, to a verifier by its Content Credentials.

`SPLITSCREEN_MARKS` names which of the two the owner wants; both where it is not set, none where it is `off`.
"""

from __future__ import annotations

import os
from pathlib import Path

WATERMARK, CREDENTIALS = "watermark", "credentials"
KINDS = frozenset({WATERMARK, CREDENTIALS})


def wanted() -> frozenset[str]:
    """The marks that clips get; a word that is none is no reason to leave one out, so then there are both."""
    said = _said()
    if said == {"off"}:
        return frozenset()
    return frozenset(said) if said and said <= KINDS else KINDS


def faults() -> tuple[str, ...]:
    """What is wrong with the setting."""
    said = _said()
    if said <= KINDS or said == {"off"}:
        return ()
    return (
        f"SPLITSCREEN_MARKS is watermark, credentials, both with a comma, or off. Given: {', '.join(sorted(said))}",
    )


def folder() -> Path:
    """Where this machine's certificate and its key are kept."""
    return Path(os.environ.get("SPLITSCREEN_DATA") or "data") / "credentials"


def _said() -> set[str]:
    return {word.strip().lower() for word in os.environ.get("SPLITSCREEN_MARKS", "").split(",")} - {""}
