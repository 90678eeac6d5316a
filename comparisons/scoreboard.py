"""Tables as the votes stand now, made from what was appended since the last one and not from the whole file."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from comparisons.ranking.aside import looked_at
from comparisons.ranking.asked import Asked, Members, folds, kept_rows, made, method, origin
from comparisons.ranking.coded import Coded
from comparisons.ranking.fold import Fold
from comparisons.ranking.slices import enough
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
    """The votes that one question is about, whoever cast them, as far as they were read; and tables of these."""

    fold: Fold
    mark: Mark | None = None
    hash: hashlib._Hash = field(default_factory=hashlib.sha256)
    rows: int = 0
    size: int = 0
    tables: OrderedDict[tuple[Asked, Whose], Table] = field(default_factory=OrderedDict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose votes a table is made from."""

    without: frozenset[str] = frozenset()
    """Voters that are left out of everybody's table and of a group's; what one thinks is one's own, so not of that."""
    members: Members = Members()  # noqa: RUF009


class Scoreboard:
    """Tables of one vote file; safe to share between threads."""

    def __init__(self, votes: VoteLog) -> None:
        self._votes = votes
        self._lock = threading.Lock()
        self._ready: OrderedDict[tuple[Asked, frozenset[str] | None], _Ready] = OrderedDict()

    def table(self, asked: Asked = Asked(), whose: Whose = Whose()) -> Table:  # noqa: B008
        """What is asked for, as the file stands. Errors as `asked.made` and `VoteLog.read` have them."""
        if not folds(asked):
            return self._whole(asked, whose)
        with self._lock:
            ready = self._standing(asked, whose)
            if (table := ready.tables.pop((asked, whose), None)) is None:
                table = rank_coded(_coded(ready, asked, whose), method(asked))
                told = origin(asked, ready.size, ready.hash.hexdigest())
                table = replace(table, left_out=ready.rows - table.votes, made=told)
            ready.tables[asked, whose] = table
            while len(ready.tables) > _MOST:
                ready.tables.popitem(last=False)
            return table

    def looked_at(self, asked: Asked, whose: Whose = Whose()) -> Table:
        """The same with what `aside` says, which takes another look at all these votes."""
        table = self.table(asked, whose)
        if not folds(asked):
            return table
        with self._lock:
            coded = _coded(self._standing(asked, whose), asked, whose)
        return looked_at(table, coded, method(asked))

    def _whole(self, asked: Asked, whose: Whose) -> Table:
        rows = self._votes.read()
        if asked.voter is None:
            rows = rows.assign(counted=rows["counted"] & ~rows["voter"].isin(whose.without))
        return made(rows, asked, whose.members)

    def _standing(self, asked: Asked, whose: Whose) -> _Ready:
        """The votes as they stand, whoever cast them."""
        everybody = replace(asked, voter=None, group=None), whose.members.texts
        ready = self._ready.pop(everybody, None) or _Ready(fold=Fold(asked.criterion))
        ready = self._ready[everybody] = self._caught_up(ready, *everybody)
        while len(self._ready) > _MOST:
            self._ready.popitem(last=False)
        return ready

    def _caught_up(self, ready: _Ready, asked: Asked, texts: frozenset[str] | None) -> _Ready:
        head, data, mark = self._votes.tail(ready.mark)
        if head and ready.mark is not None:
            ready = _Ready(fold=Fold(asked.criterion))
        if data or head:
            for part in _parts(data):
                rows = frame(cells.HEADER + b"\n" + part)
                ready.fold.add(kept_rows(rows, asked, Members(texts=texts)), rows["voids"].unique())
                ready.rows += len(rows)
            ready.hash.update(head)
            ready.hash.update(data)
            ready.size += len(head) + len(data)
            ready.tables.clear()
        ready.mark = mark
        return ready


def _coded(ready: _Ready, asked: Asked, whose: Whose) -> Coded:
    """Of those whose votes are asked for; `TooFew` of one person."""
    if asked.voter is not None:
        mine = ready.fold.coded(within=frozenset({asked.voter}))
        enough(mine.rows)
        return mine
    return ready.fold.coded(whose.without, whose.members.voters)


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
