"""Whom a table of one vote file leaves out, looked at anew only once the file has grown: most votes change nothing."""

from __future__ import annotations

import threading

import pandas as pd

from comparisons.votes.log import VoteLog
from comparisons.votes.voters import screened, voters

GROWTH = 1.01
"""The voters are looked at anew once the file has grown by this, or is another one."""


class Screen:
    """The suspects of one vote file; safe to share between threads."""

    def __init__(self, votes: VoteLog) -> None:
        self._votes, self._lock = votes, threading.Lock()
        self._size = -1
        self._suspects: frozenset[str] = frozenset()

    def suspects(self) -> frozenset[str]:
        """As of late."""
        with self._lock:
            size = self._votes.path.stat().st_size
            if not self._size <= size <= self._size * GROWTH:
                found = voters(self._votes.read())
                self._suspects = frozenset(one.voter for one in found if one.verdict == "suspect")
                self._size = size
            return self._suspects

    def votes(self) -> pd.DataFrame:
        """All votes, those of suspects flagged and not counted."""
        return screened(self._votes.read())
