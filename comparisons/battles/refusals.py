"""Votes that were not taken since their pair was not served, or its slip was used before: kept here, not counted."""

from __future__ import annotations

import contextlib
import csv
import threading
from datetime import datetime
from pathlib import Path

from comparisons.votes.cells import escape

COLUMNS = ("refused_at", "voter", "comparison_id", "source", "reason")
LARGEST = 10 << 20
"""Bytes, after which nothing more is written: whoever is refused a million times fills no disk."""


class Refusals:
    """The file `refused.csv` of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "refused.csv"
        self._lock = threading.Lock()

    def keep(self, now: datetime, *said: str) -> None:
        """Add a line: voter, comparison, source, reason. A disk that takes no more is no reason to fail here."""
        with self._lock, contextlib.suppress(OSError):
            fresh = not self.path.exists()
            if not fresh and self.path.stat().st_size > LARGEST:
                return
            with self.path.open("a", encoding="utf-8", newline="") as file:
                write = csv.writer(file, lineterminator="\n")
                if fresh:
                    write.writerow(COLUMNS)
                write.writerow([now.isoformat(timespec="seconds"), *(escape(word[:200]) for word in said)])
