"""Where comparisons live on disk.

<data>/comparisons/<id>/comparison.json      replaced whole: temporary file, fsync, rename
<data>/comparisons/<id>/<take>.original.mp4  as the provider made it
<data>/comparisons/<id>/<take>.mp4           the copy that is shown
<data>/comparisons/<id>/<take>.truth.json    what its maker knows of it, where it is a simulation; shown to nobody
<data>/comparisons/<id>/work-<take>/         scratch; after a crash its finished steps alone are worth something
<data>/comparisons/<id>/unfinished           a mark, until every take has ended

Of a drawn battle that nobody voted on, `comparison.json` alone is left after two days (`comparisons.battles.sweep`).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from comparisons.run.comparison import Comparison, Take, from_json, to_json
from providers.kit.durable import sync

_ID = re.compile(r"[a-z0-9]{6,40}")


class Store:
    """The comparisons of one data folder."""

    def __init__(self, data: Path) -> None:
        self.root = data / "comparisons"
        self.root.mkdir(parents=True, exist_ok=True)

    def folder(self, comparison_id: str) -> Path:
        """The comparison's folder; `KeyError` where the id has another shape than ours."""
        if not _ID.fullmatch(comparison_id):
            raise KeyError(f"Not the id of a comparison: {comparison_id[:60]!r}")
        return self.root / comparison_id

    def save(self, comparison: Comparison) -> None:
        """Write it durably; `OSError` where the disk won't, with the earlier version still there."""
        folder = self.folder(comparison.id)
        folder.mkdir(exist_ok=True)
        mark = folder / "unfinished"
        if not comparison.finished:
            mark.touch()
        write_whole(folder / "comparison.json", to_json(comparison))
        if comparison.finished:
            mark.unlink(missing_ok=True)

    def load(self, comparison_id: str) -> Comparison:
        """Read it back; `KeyError` where there is none."""
        try:
            return from_json((self.folder(comparison_id) / "comparison.json").read_bytes())
        except FileNotFoundError:
            raise KeyError(f"No such comparison here: {comparison_id}") from None
        except ValueError as error:
            raise KeyError(f"The record of this comparison is damaged: {comparison_id}") from error

    def ids(self) -> set[str]:
        """The names of all comparisons' folders."""
        with os.scandir(self.root) as found:
            return {one.name for one in found if _ID.fullmatch(one.name)}

    def recent(self, limit: int) -> list[Comparison]:
        """The newest `limit` comparisons that can be read, newest first."""
        files = sorted(self.root.glob("*/comparison.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        return list(_readable(files[:limit]))

    def since(self, moment: datetime) -> list[Comparison]:
        """Those that were written since then or are not finished, in no order."""
        files = self.root.glob("*/comparison.json")
        return list(_readable(path for path in files if _is_fresh(path, moment.timestamp())))

    def discard(self, comparison_id: str) -> None:
        """Remove the folder of a comparison that was never begun."""
        shutil.rmtree(self.folder(comparison_id), ignore_errors=True)

    def unfinished(self) -> list[Comparison]:
        """What a crash or a stop has left undone."""
        return list(_readable(mark.with_name("comparison.json") for mark in sorted(self.root.glob("*/unfinished"))))

    def scratch(self, comparison_id: str, take_id: str) -> Path:
        """A folder for one attempt; of what an earlier attempt left there, finished steps stay."""
        folder = self.work(comparison_id, take_id)
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        return folder

    def work(self, comparison_id: str, take_id: str) -> Path:
        """Where that folder is, or would be."""
        return self.folder(comparison_id) / f"work-{take_id}"

    def tidy(self, comparison_id: str, take_id: str) -> None:
        """Remove what attempts at this take, here or in a life that was killed, have left unfinished."""
        work = self.work(comparison_id, take_id)
        if work.exists():
            _clear(work)
            with contextlib.suppress(OSError):  # finished steps are in it
                work.rmdir()
        for part in (f".{take_id}.part", f".{take_id}.plain"):
            (self.folder(comparison_id) / part).unlink(missing_ok=True)

    def forget_steps(self, comparison_id: str, take_id: str) -> None:
        """Remove the finished steps of a take that needs them no more."""
        shutil.rmtree(self.work(comparison_id, take_id), ignore_errors=True)

    def sweep(self, needed: Callable[[Take], bool]) -> None:
        """Remove the folders of takes that need them no more, which a crash may have left."""
        for work in self.root.glob("*/work-*"):
            with contextlib.suppress(KeyError):
                if not needed(self.load(work.parent.name).take(work.name.removeprefix("work-"))):
                    shutil.rmtree(work, ignore_errors=True)


def _clear(folder: Path) -> None:
    """Remove all but finished steps."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif not path.name.startswith("step-"):
            path.unlink(missing_ok=True)


def _readable(paths: Iterator[Path] | list[Path]) -> Iterator[Comparison]:
    for path in paths:
        try:
            state = path.stat()
            yield _read(path, (state.st_ino, state.st_mtime_ns, state.st_size))
        except (OSError, ValueError):  # a folder that was made just before a crash, or a stranger's file
            continue


@lru_cache(maxsize=4096)
def _read(path: Path, state: tuple[int, int, int]) -> Comparison:
    """A record, read again where it is another file by now: each time it is saved it is."""
    return from_json(path.read_bytes())


def _is_fresh(path: Path, since: float) -> bool:
    with contextlib.suppress(FileNotFoundError):  # taken away meanwhile
        return path.stat().st_mtime >= since or path.with_name("unfinished").exists()
    return False


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by another in one step that a crash can't halve."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    put_in_place(part, path)


def put_in_place(part: Path, path: Path) -> None:
    """Rename a finished file to its final name, durably."""
    part.replace(path)
    sync(path.parent)
