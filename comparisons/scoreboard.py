"""Tables as the votes stand now, made from what was appended since the last one and not from the whole file."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from comparisons.ranking.asked import Asked, folds, kept_rows, made, method, origin
from comparisons.ranking.fold import Fold
from comparisons.ranking.table import Table as Table
from comparisons.ranking.table import rank_coded
from comparisons.votes import cells
from comparisons.votes.frame import frame
from comparisons.votes.log import LONGEST, MOST, Mark, VoteLog

PORTION = 16 * MOST
"""Bytes of rows that are read at once; far more than one ballot."""
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
    without: frozenset[str] = frozenset()
    """The voters that the table leaves out."""


class Scoreboard:
    """Tables of one vote file; safe to share between threads."""

    def __init__(self, votes: VoteLog) -> None:
        self._votes = votes
        self._lock = threading.Lock()
        self._ready: OrderedDict[Asked, _Ready] = OrderedDict()

    def table(self, asked: Asked = Asked(), without: frozenset[str] = frozenset()) -> Table:  # noqa: B008
        """What is asked for, as the file stands, but for the votes of some voters.

        Errors as `asked.made` and `VoteLog.read` have them.
        """
        if not folds(asked):
            rows = self._votes.read()
            return made(rows.assign(counted=rows["counted"] & ~rows["voter"].isin(without)), asked)
        with self._lock:
            ready = self._ready.pop(asked, None) or _Ready(fold=Fold(asked.criterion))
            ready = self._caught_up(ready, asked)
            if ready.table is None or ready.without != without:
                table = rank_coded(ready.fold.coded(without), method(asked))
                told, ready.without = origin(asked, ready.size, ready.hash.hexdigest()), without
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
            for part in _parts(data):
                rows = frame(cells.HEADER + b"\n" + part)
                ready.fold.add(kept_rows(rows, asked), rows["voids"].unique())
                ready.rows += len(rows)
            ready.hash.update(head)
            ready.hash.update(data)
            ready.size, ready.table = ready.size + len(head) + len(data), None
        ready.mark = mark
        return ready


def _parts(data: bytes) -> Iterator[bytes]:
    """The rows in portions, so that a long file is not in memory at once as texts; a ballot's rows stay together."""
    begin = 0
    while len(data) - begin > PORTION:
        end = begin + cells.whole(data[begin : begin + PORTION])
        while end > begin and _ballot(data, last := begin + cells.whole(data[begin : end - 1])) == _ballot(data, end):
            end = last
        if end == begin:
            break
        yield data[begin:end]
        begin = end
    yield data[begin:]


def _ballot(data: bytes, begin: int) -> list[bytes]:
    """The version and the id that the row there begins with."""
    return data[begin : begin + LONGEST].split(b",", 2)[:2]
