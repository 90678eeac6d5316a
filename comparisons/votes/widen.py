"""A vote file of schema 1 becomes one of schema 2: the same rows with more columns, empty where nothing was asked."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

from comparisons.votes import cells
from comparisons.votes.errors import NotVotes
from comparisons.votes.vote import SINCE_2

_NARROW = len(cells.COLUMNS) - len(SINCE_2)


def widen(path: Path) -> None:
    """Put the wider file in this one's place, whole and on the disk; the old one is kept beside it as `votes.1.csv`.

    Call it with the file locked. Rows keep their schema, 1; what a crash has torn from the end goes along. `NotVotes`
    where a row can't be read: then the file is as it was.
    """
    new, data = path.with_name(f"{path.name}.new"), path.read_bytes()
    end = data.index(b"\n") + 1
    done = end + cells.whole(data[end:])
    try:
        with new.open("w", encoding="utf-8", newline="") as file:
            file.write(cells.HEADER.decode() + "\n")
            write = csv.writer(file, lineterminator="\n")
            for row in cells.rows(data[end:done]):
                if len(row) != _NARROW:
                    raise ValueError(f"it has {len(row)} cells and not {_NARROW}")
                write.writerow([*row, *[""] * len(SINCE_2)])
    except (ValueError, csv.Error) as error:
        new.unlink()
        raise NotVotes(f"A row can't be read. Mend it by hand, {error}: {path}") from error
    with new.open("ab") as tail:
        tail.write(data[done:])
        tail.flush()
        os.fsync(tail.fileno())
    _keep(path, path.with_suffix(".1.csv"))
    new.replace(path)


def _keep(path: Path, old: Path) -> None:
    """A second name for the file as it was, or a copy on disks that know no such thing; an older one stays."""
    if old.exists():
        return
    try:
        os.link(path, old)
    except OSError:
        shutil.copy2(path, old)
