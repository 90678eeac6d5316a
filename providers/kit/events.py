"""What is told of one take while it is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from providers.kit.terms import Accepted, Clip, Note, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitting:
    """Said before the one paid request: from here until `Accepted` its fate may become unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The clip is on disk, checked."""

    clip: Clip


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something gave way on the way to the vendor: a picture was cropped, say."""

    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """There is something to look at before the clip is there; it is gone when the clip is there, or fails."""

    picture: Path
    """A JPEG of the first frame, whole."""
    film: Path | None = None
    """An MP4 in fragments, H.264 and perhaps AAC, which grows from now on and plays from its first bytes; it may be
    empty still."""


Event = Noted | Showing | Submitting | Accepted | Waiting | Delivered
"""What the driver tells of one take, in order; a failure is raised from the tree in `errors`."""
