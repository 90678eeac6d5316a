"""Drawn battles that nobody voted on: their clips go when no slip for them can hold any more.

A slip for a drawn battle is given for a day after the drawing and holds for a day, so that after two days no vote on it
can come. Then the files go that the battle has beside `comparison.json`: second names of clips that stay where they
were made, or a clip spoilt for a check. The record stays, since it tells who was shown what; so does every battle of
which a vote tells, also one that was taken back. Each file goes by itself: a sweep that is cut short leaves nothing
half, and the next one goes on.
"""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from comparisons.battles.slips import LIFE
from comparisons.run.comparison import Comparison, utc_now
from comparisons.run.store import Store
from comparisons.votes.errors import VoteTrouble
from comparisons.votes.log import VoteLog

AGE = 2 * LIFE + timedelta(hours=1)
"""Of a battle that is swept."""
PAUSE = 3600.0
"""Seconds between two sweeps."""
_OURS = re.compile(r"[0-9a-f]{10}(\.original)?\.mp4|spoilt\.mp4|\..+\.(part|plain)")
"""What drawing a battle leaves where it is cut short before the record is stored."""
log = logging.getLogger(__name__)


def is_over(made: Comparison, now: datetime) -> bool:
    """Whether no slip is given any more for a battle, since it was drawn of clips that exist more than a day ago."""
    return bool(made.battle and made.battle.of) and now - made.created_at > LIFE


class Broom:
    """Sweeps one data folder, from `start` on in a thread of its own, until it is closed."""

    def __init__(self, store: Store, votes: VoteLog, now: Callable[[], datetime] = utc_now) -> None:
        self._store, self._votes, self._now = store, votes, now
        self._kept: set[str] = set()
        """Folders that need no second look: with a vote, no drawn battle at all, or swept."""
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._work, name="sweep", daemon=True)

    def start(self) -> None:
        """Sweep now, and then each hour."""
        self._thread.start()

    def close(self) -> None:
        """Stop after the battle in hand."""
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def sweep(self) -> int:
        """How many folders had something to be removed; `VoteTrouble` where nobody can tell what was voted on."""
        swept, look = 0, _Look(self._votes)
        for comparison_id in sorted(self._store.ids() - self._kept):
            if self._closed.is_set():
                break
            try:
                swept += self._sweep(comparison_id, look)
            except OSError as error:  # taken away meanwhile, or not ours to remove
                log.warning("a battle could not be swept: %s", error)
        return swept

    def _work(self) -> None:
        while not self._closed.is_set():
            try:
                self.sweep()
            except (VoteTrouble, OSError):
                log.exception("battles could not be swept")
            self._closed.wait(PAUSE)

    def _sweep(self, comparison_id: str, look: _Look) -> bool:
        folder, cutoff = self._store.folder(comparison_id), self._now() - AGE
        if folder.stat().st_mtime > cutoff.timestamp():
            return False
        files = [Path(one.path) for one in os.scandir(folder) if one.name != "comparison.json"]
        try:
            made = self._store.load(comparison_id)
        except KeyError:
            fragments = not (folder / "comparison.json").exists() and all(_OURS.fullmatch(one.name) for one in files)
            if fragments:
                _remove(files)
                folder.rmdir()
            return fragments
        drawn = made.finished and is_over(made, self._now())
        if not drawn or look.has_vote(made):
            self._kept.add(comparison_id)
            return False
        if made.created_at > cutoff:
            return False
        _remove(files)
        self._kept.add(comparison_id)
        return bool(files)


class _Look:
    """What the votes tell, for one sweep."""

    def __init__(self, votes: VoteLog) -> None:
        self._votes = votes

    @cached_property
    def _all(self) -> set[str]:
        return set(self._votes.read()["comparison_id"])

    def has_vote(self, made: Comparison) -> bool:
        """Whether a row tells of this battle; one that was drawn for nobody may be anyone's."""
        voter = made.battle.voter if made.battle else ""
        return bool(self._votes.judged(voter, [made.id])) if voter else made.id in self._all


def _remove(files: list[Path]) -> None:
    for one in files:
        one.unlink(missing_ok=True)
