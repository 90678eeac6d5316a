"""What instruments say of a finished clip; stored with its take, so that the stage can show it fairly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    """How much a clip jumps where two pieces were joined; `None` where it can't be told."""

    at: float
    """Seconds."""
    brightness: float | None
    """How many times the usual difference from frame to frame."""
    motion: float | None
    """The same for what moves."""
    loudness_db: float | None
    """Louder after it, where positive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the stage needs to show a clip beside others fairly."""

    lufs: float | None
    """Integrated loudness; `None` where the instrument abstained."""
    gain_db: float
    """What brings it to −16 LUFS, or as near as its peaks allow."""
    peaks: tuple[float, ...]
    """The waveform, 0 to 1."""
    seams: tuple[Seam, ...] = ()
    mark: Literal["", "mark", "none", "untold"] = ""
    """Whether the picture bears a mark that can be seen, as `measures.mark`; empty where nobody looked."""
