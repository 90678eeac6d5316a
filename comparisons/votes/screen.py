"""Whom a table of one vote file leaves out, looked at anew only once the file has grown: most votes change nothing."""

from __future__ import annotations

import threading

import pandas as pd

from comparisons.votes.log import Mark, VoteLog
from comparisons.votes.voters import flagged, voters

GROWTH = 1.01
"""The voters are looked at anew once the file has grown by this, or is another one."""
KEPT = 100_000
"""Rows of a file that is kept as read until it changes, some 2 kB each; a longer one is read each time."""


class Screen:
    """The suspects of one vote file; safe to share between threads."""

    def __init__(self, votes: VoteLog) -> None:
        self._votes, self._lock = votes, threading.Lock()
        self._size = -1
        self._suspects: frozenset[str] = frozenset()
        self._checked: frozenset[str] = frozenset()
        self._read: tuple[Mark, pd.DataFrame, pd.DataFrame] | None = None

    def suspects(self) -> frozenset[str]:
        """As of late."""
        with self._lock:
            self._look()
            return self._suspects

    def checked(self) -> frozenset[str]:
        """The voters of whom some test could be made and found nothing; as of late."""
        with self._lock:
            self._look()
            return self._checked

    def _look(self) -> None:
        size = self._votes.path.stat().st_size
        if not self._size <= size <= self._size * GROWTH:
            found = voters(self._votes.read())
            self._suspects, self._checked = (
                frozenset(one.voter for one in found if one.verdict == verdict) for verdict in ("suspect", "checked")
            )
            self._size = size

    def mark(self) -> Mark:
        """How far the file goes now; another whenever a vote came."""
        told = self._votes.path.stat()
        return told.st_dev, told.st_ino, told.st_size

    def votes(self, *, raw: bool = False) -> pd.DataFrame:
        """All votes, those of `suspects` flagged and not counted; or as they were given. Change nothing in them."""
        with self._lock:
            self._look()
            mark = self.mark()
            if self._read is None or self._read[0] != mark:
                self._read = None
                whole = self._votes.read()
                if raw and len(whole) > KEPT:
                    return whole
                self._read = mark, whole, flagged(whole, self._suspects)
            _, given, found = self._read
            if len(given) > KEPT:
                self._read = None
            return given if raw else found
