"""The vote file: one CSV, appended under a lock between processes, on the disk before `append` returns.

A row is a promise only once `append` has returned. Whatever a crash left half-written is moved to `votes.torn` beside
the file when it is next opened or appended to; so is the first part of a ballot whose other rows never came. The lock
is a file beside it too (`votes.csv.lock`). Each process keeps a hash of who judged what, and of which slips were used,
and reads on from where it last stopped, so that a second vote is found without reading the file again. A file of schema
1 is widened when it is opened (`widen`).
"""

from __future__ import annotations

import csv
import json
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from filelock import FileLock

from comparisons.votes import cells
from comparisons.votes.errors import AlreadyVoted, BadBallot, NotSaved, NotThere, NotVotes, Replayed, Resent
from comparisons.votes.frame import frame
from comparisons.votes.vote import SCHEMA, Vote
from comparisons.votes.widen import widen

MOST = 1 << 20
"""Bytes that one append may write, and so the most that a crash can tear."""
PATIENCE = 30.0
"""Seconds to wait for another process to release the file."""
CHUNK = 1 << 24
"""Bytes read at once; far more than `MOST`, so that a chunk always holds a whole ballot."""
LONGEST = 100_000
"""Characters of one line; readers of CSV refuse a cell of more than 131,072."""

_VOTE, _VOTER, _BATTLE, _CRITERION, _BALLOT, _SERVED, _VOIDS = (
    cells.COLUMNS.index(name)
    for name in ("vote_id", "voter", "comparison_id", "criterion", "ballot", "served", "voids")
)

Mark = tuple[int, int, int]
"""How far a vote file was read: its device and inode, and bytes."""


class VoteLog:
    """The votes of one file; safe to share between threads, and between processes that each open their own."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._here = threading.RLock()
        self._there = FileLock(f"{self.path}.lock", timeout=PATIENCE, poll_interval=0.0005)
        self._wet: set[int] = set()
        """What was written here and is not known to have reached the disk: judged, but no promise yet."""
        self._forget()
        with self._locked():
            self._open()

    def append(self, votes: Iterable[Vote]) -> None:
        """Keep the rows, all or none; any of `VoteTrouble` if they weren't."""
        votes = tuple(votes)
        data = _encode(votes)
        with self._locked():
            self._open()
            keys = {_key(vote.voter, vote.comparison_id, vote.criterion): vote for vote in votes}
            self._admit(votes, keys)
            file = self._write(data)
            said = {key for key, vote in keys.items() if not vote.voids}
            self._note((key, vote.served, vote.voids) for key, vote in keys.items())
            self._wet.update(said)
        _settle(file)
        with self._here:
            self._wet.difference_update(said)

    def _admit(self, votes: tuple[Vote, ...], keys: dict[int, Vote]) -> None:
        for key, vote in keys.items():
            if vote.voids and key not in self._voted:
                raise NotThere(f"There is no such vote to take back: {vote.comparison_id}")
            used = vote.served and hash(vote.served) in self._served
            if not vote.voids and key in self._voted:
                told = Resent if used else AlreadyVoted
                raise told(f"You have voted on this already, and one vote counts: {vote.comparison_id}")
            if used:
                raise Replayed(f"This battle's slip was used. Take a new battle: {vote.comparison_id}")
        if len({(vote.vote_id, vote.criterion) for vote in votes}) > len(keys):
            raise AlreadyVoted(f"Two ballots on the same comparison were given at once: {votes[0].comparison_id}")

    def _note(self, said: Iterable[tuple[int, str, str]]) -> None:
        """Who judged what, by which slip, and which vote is taken back."""
        for key, served, voids in said:
            if voids:
                self._voted.discard(key)
                self._voided.add(key)
            else:
                self._voted.add(key)
            if served:
                self._served.add(hash(served))

    def voided(self, voter: str, comparison_id: str, criterion: str = "overall") -> bool:
        """Whether that voter has taken a vote on that comparison back."""
        with self._locked():
            self._open()
            return _key(voter, comparison_id, criterion) in self._voided

    def voted(self, voter: str, comparison_id: str, criterion: str = "overall") -> bool:
        """Whether a row of that voter about that comparison is on the disk, whoever wrote it."""
        with self._locked():
            self._open()
            key = _key(voter, comparison_id, criterion)
            return key in self._voted and key not in self._wet

    def judged(self, voter: str, comparisons: Iterable[str]) -> set[str]:
        """Which of these comparisons that voter has judged on the whole, or has judged and taken it back."""
        with self._locked():
            self._open()
            keys = {one: _key(voter, one, "overall") for one in comparisons}
            return {one for one, key in keys.items() if key in self._voted or key in self._voided}

    def read(self) -> pd.DataFrame:
        """All whole rows, texts exactly as given; its columns are told in `frame`."""
        head, rows, _ = self.tail()
        return frame(head + rows)

    def tail(self, after: Mark | None = None) -> tuple[bytes, bytes, Mark]:
        """What was appended since a mark: the line of columns if these are all rows, else nothing; rows; a new mark."""
        with self._locked():
            self._open()
            with self.path.open("rb") as file:
                head = file.readline()
                if after is not None and after[:2] == self._file and after[2] <= self._offset:
                    file.seek(after[2])
                    head = b""
                return head, file.read(self._offset - file.tell()), (*self._file, self._offset)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with self._here, self._there:
                yield
        except OSError as error:
            raise NotSaved(
                f"Votes can't be kept. Make room on the disk or give access, then try again: {error}"
            ) from error

    def _forget(self) -> None:
        self._voted: set[int] = set()
        self._voided: set[int] = set()
        self._served: set[int] = set()
        self._offset = 0
        self._file = (0, 0)

    def _open(self) -> None:
        if not self.path.exists() or not self.path.stat().st_size:
            self._create()
        self._catch_up()
        if self.path.stat().st_size > self._offset:
            self._mend()

    def _create(self) -> None:
        new = self.path.with_name(f"{self.path.name}.new")
        with new.open("wb") as file:
            file.write(cells.HEADER + b"\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path)
        _sync_folder(self.path.parent)

    def _catch_up(self) -> None:
        """Read what was appended since; from the start if the file is another one or shorter than before."""
        self._widen()
        with self.path.open("rb") as file:
            now = os.fstat(file.fileno())
            if (now.st_dev, now.st_ino) != self._file or now.st_size < self._offset:
                self._forget()
                self._check_header(file.readline(len(cells.HEADER) + 2))
                self._file = (now.st_dev, now.st_ino)
            done = -1
            while done != self._offset < now.st_size:
                done = self._offset
                file.seek(done)
                self._index(file.read(CHUNK))

    def _widen(self) -> None:
        now = self.path.stat()
        if (now.st_dev, now.st_ino) == self._file:
            return
        with self.path.open("rb") as file:
            line = file.readline(len(cells.HEADER) + 2)
        if line.endswith(b"\n") and line.rstrip(b"\r\n") == cells.HEADER_1:
            widen(self.path)
            _sync_folder(self.path.parent)

    def _check_header(self, line: bytes) -> None:
        if line.rstrip(b"\r\n") != cells.HEADER or not line.endswith(b"\n"):
            raise NotVotes(f"This file has not the columns of votes. Move it away, it is as it was: {self.path}")
        self._offset = len(line)

    def _index(self, data: bytes) -> None:
        """Note who judged what, up to the last whole ballot."""
        done = cells.whole(data)
        last: list[list[str]] = []
        try:
            for row in cells.rows(data[:done]):
                _check(row)
                if last and last[0][_VOTE] != row[_VOTE]:
                    self._note(map(_noted, last))
                    last = []
                last.append(row)
        except (ValueError, csv.Error) as error:
            where = self._offset
            self._forget()
            raise NotVotes(f"A row after byte {where} can't be read. Mend it by hand, {error}: {self.path}") from error
        if last and len(last) < _rows_of(last[-1]):
            for _ in last:
                done = cells.whole(data[: done - 1])
        else:
            self._note(map(_noted, last))
        self._offset += done

    def _mend(self) -> None:
        """Move what a crash tore from the end of the file to `votes.torn`, which keeps every such piece."""
        with self.path.open("r+b") as file:
            file.seek(self._offset)
            torn = file.read()
            if len(torn) > MOST:
                raise NotVotes(f"The quotes after byte {self._offset} don't match. Mend them by hand: {self.path}")
            with self.path.with_suffix(".torn").open("ab") as side:
                side.write(torn + b"\n")
                side.flush()
                os.fsync(side.fileno())
            file.truncate(self._offset)
            os.fsync(file.fileno())

    def _write(self, data: bytes) -> int:
        """Hand the rows to the system, all or none; the file's handle, for `_settle`."""
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(file, left) :]
        except OSError:
            os.ftruncate(file, self._offset)
            os.close(file)
            raise
        self._offset += len(data)
        return file


def _settle(file: int) -> None:
    """Wait for the disk, outside the lock: so that voters wait for it together and not one after another."""
    try:
        os.fsync(file)
    except OSError as error:
        what = "The disk failed while the vote was written, and nobody knows if it was kept. Look at the disk"
        raise NotSaved(f"{what}: {error}") from error
    finally:
        os.close(file)


def _encode(votes: tuple[Vote, ...]) -> bytes:
    lines = [cells.line(vote) for vote in votes]
    data = b"".join(lines)
    longest = max((len(line) for line in lines), default=0)
    if len(data) > MOST or longest > LONGEST:
        raise BadBallot(f"The texts of this vote are too long, shorten them. Bytes in its longest row: {longest}")
    return data


def _key(voter: str, comparison_id: str, criterion: str) -> int:
    return hash((voter, comparison_id, criterion))


def _check(row: list[str]) -> None:
    if len(row) != len(cells.COLUMNS):
        raise ValueError(f"it has {len(row)} cells and not {len(cells.COLUMNS)}")
    if row[0] not in {str(one) for one in range(1, SCHEMA + 1)}:
        raise ValueError(f"its schema is {row[0]!r} and not {SCHEMA} or older")


def _noted(row: list[str]) -> tuple[int, str, str]:
    key = _key(cells.unescape(row[_VOTER]), cells.unescape(row[_BATTLE]), cells.unescape(row[_CRITERION]))
    return key, cells.unescape(row[_SERVED]), cells.unescape(row[_VOIDS])


def _rows_of(row: list[str]) -> int:
    try:
        ballot = json.loads(cells.unescape(row[_BALLOT]))
    except ValueError:
        return 0
    wanted = ballot.get("rows") if isinstance(ballot, dict) else 0
    return wanted if isinstance(wanted, int) else 0


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
