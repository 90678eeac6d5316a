"""Votes that were not taken since their pair was not served, or its slip was used before: kept here, not counted."""

from __future__ import annotations

import contextlib
import csv
import threading
from collections import Counter
from datetime import datetime
from pathlib import Path

from comparisons.votes.cells import escape

LONGEST = 200
"""Characters of a word."""
COLUMNS = ("refused_at", "voter", "comparison_id", "source", "reason")
REPLAYED = "replayed"
"""The reason of a vote whose slip was used: signed for its voter, so no stranger can have sent it in their name."""
LARGEST = 10 << 20
"""Bytes, after which nothing more is written: whoever is refused a million times fills no disk."""


class Refusals:
    """The file `refused.csv` of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "refused.csv"
        self._lock = threading.Lock()
        self._replays = self._read()

    def keep(self, now: datetime, *said: str) -> None:
        """Add a line: voter, comparison, source, reason. A disk that takes no more is no reason to fail here."""
        with self._lock, contextlib.suppress(OSError):
            self._replays[escape(said[0][:LONGEST])] += said[-1] == REPLAYED
            fresh = not self.path.exists()
            if not fresh and self.path.stat().st_size > LARGEST:
                return
            with self.path.open("a", encoding="utf-8", newline="") as file:
                write = csv.writer(file, lineterminator="\n")
                if fresh:
                    write.writerow(COLUMNS)
                write.writerow([now.isoformat(timespec="seconds"), *(escape(word[:LONGEST]) for word in said)])

    def replays(self, voter: str) -> int:
        """How often this voter has sent a used slip again, as far back as the file tells."""
        return self._replays[escape(voter[:LONGEST])]

    def _read(self) -> Counter[str]:
        with contextlib.suppress(OSError), self.path.open(encoding="utf-8", errors="replace", newline="") as file:
            told = (row for row in csv.DictReader(line.replace("\0", "") for line in file))
            return Counter(str(row["voter"]) for row in told if row.get("reason") == REPLAYED)
        return Counter()
