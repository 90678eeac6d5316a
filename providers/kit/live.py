"""A scene that is played with while it runs, as a provider may offer one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

RATE = 48_000
"""Samples per second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One frame and its sound, ready to be sent or kept."""

    picture: bytes
    """A JPEG."""
    sound: bytes
    """As long as the frame: 16-bit samples at `RATE`, left and right by turns."""


class LiveScene(Protocol):
    """A running scene. Belongs to one thread."""

    fps: int
    """How many moments make a second."""

    def moment(self) -> Moment:
        """Let a frame's time pass."""

    def do(self, deed: Mapping[str, Any]) -> None:
        """Do to the scene what `deed["do"]` says, with the rest as its numbers; what makes no sense is left undone."""

    def film(self, moments: Sequence[Moment], path: Path) -> Path:
        """Write moments as a clip; its path."""
