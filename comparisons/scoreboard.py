"""Tables as the votes stand now, made from what was appended since the last one and not from the whole file."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace

from comparisons.ranking.asked import Asked, folds, kept_rows, made, method, origin
from comparisons.ranking.fold import Fold
from comparisons.ranking.table import Table as Table
from comparisons.ranking.table import rank_coded
from comparisons.votes.cells import HEADER
from comparisons.votes.frame import frame
from comparisons.votes.log import Mark, VoteLog

_MOST = 8
"""Tables of different questions that are kept ready."""


@dataclass(slots=True, kw_only=True)
class _Ready:
    """The votes that one question is about, as far as they were read, and the table of these."""

    fold: Fold
    mark: Mark | None = None
    hash: hashlib._Hash = field(default_factory=hashlib.sha256)
    rows: int = 0
    size: int = 0
    table: Table | None = None


class Scoreboard:
    """Tables of one vote file; safe to share between threads."""

    def __init__(self, votes: VoteLog) -> None:
        self._votes = votes
        self._lock = threading.Lock()
        self._ready: OrderedDict[Asked, _Ready] = OrderedDict()

    def table(self, asked: Asked = Asked()) -> Table:  # noqa: B008
        """What is asked for, as the file stands; errors as `asked.made` and `VoteLog.read` have them."""
        if not folds(asked):
            return made(self._votes.read(), asked)
        with self._lock:
            ready = self._ready.pop(asked, None) or _Ready(fold=Fold(asked.criterion))
            ready = self._caught_up(ready, asked)
            if ready.table is None:
                table = rank_coded(ready.fold.coded(), method(asked))
                told = origin(asked, ready.size, ready.hash.hexdigest())
                ready.table = replace(table, left_out=ready.rows - table.votes, made=told)
            self._ready[asked] = ready
            while len(self._ready) > _MOST:
                self._ready.popitem(last=False)
            return ready.table

    def _caught_up(self, ready: _Ready, asked: Asked) -> _Ready:
        head, data, mark = self._votes.tail(ready.mark)
        if head and ready.mark is not None:
            ready = _Ready(fold=Fold(asked.criterion))
        if data or head:
            rows = frame(HEADER + b"\n" + data)
            ready.fold.add(kept_rows(rows, asked))
            ready.hash.update(head + data)
            ready.rows, ready.size, ready.table = ready.rows + len(rows), ready.size + len(head + data), None
        ready.mark = mark
        return ready
