"""What is told of one take while it is made."""

from __future__ import annotations

from dataclasses import dataclass

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


Event = Noted | Submitting | Accepted | Waiting | Delivered
"""What the driver tells of one take, in order; a failure is raised from the tree in `errors`."""
