"""What an archive holds: read from a CSV or from folders, tolerantly; what is wrong with a row is told by its line.

A CSV has a line for each clip, with columns `prompt`, `model`, and `path`, `address`, `url` or `clip` for where it is;
`cost_usd` and `seconds` may be there (a clip's length is measured, whatever is written). A relative path is relative
to the CSV. A folder has an `archive.csv`, or a folder for each model with clips named for their prompts:
`Sora 2/A ball falls.mp4`. Where a model has two clips for a prompt, the last in the list counts.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from providers.kit.prompts import plain

LIST = "archive.csv"
LARGEST = 64 * 2**20
"""Bytes of a list."""
SUFFIXES = frozenset({".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi"})
PLACES = ("path", "address", "url", "clip")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_LONG_NAMES = {"microsoft-365-copilot-create": "microsoft-365-copilot"}
_RUNS = tuple("=+-@＝＋－＠")
Stamp = tuple[object, ...]
"""By which a list that has changed is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One clip of an archive."""

    name: str
    """The model's, as in its id."""
    label: str
    """The model's, as written."""
    prompt: str
    place: str
    """A path inside the archive's folder, or an address."""
    line: int
    """Of the list; nought where there is none."""
    cost_usd: float | None = None

    @property
    def remote(self) -> bool:
        """Whether the clip has to be fetched."""
        return bool(_ADDRESS.match(self.place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One archive as it was read."""

    home: Path
    """The folder that its paths may not leave."""
    entries: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    """By the model's name and the prompt, plain."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Each model's, as it was first written, by the model's name."""
    faults: tuple[str, ...] = ()


class BadList(ValueError):
    """An archive that can't be read at all; `str()` of it says why."""


def name_of(label: str) -> str:
    """A model's label as the last part of an id: `Lengthen.ai` is `lengthen-ai`."""
    name = re.sub(r"[\W_]+", "-", plain(label)).strip("-")
    return _LONG_NAMES.get(name, name)


def listing(at: Path) -> Listing:
    """What the archive holds now, read again only where it has changed; never raises."""
    try:
        source = at / LIST if (at / LIST).is_file() else at
        return _read(source, _stamp(source))
    except (OSError, BadList) as error:
        why = error.strerror if isinstance(error, OSError) else error
        return Listing(home=at, faults=(f"The archive can't be read: {at} ({why})",))


def _stamp(source: Path) -> Stamp:
    known = source.stat()
    inside = sorted(source.iterdir()) if source.is_dir() else []
    return (
        known.st_mtime_ns, known.st_size, *((one.name, one.stat().st_mtime_ns) for one in inside if one.is_dir()),
    )  # fmt: skip


@lru_cache(maxsize=8)
def _read(source: Path, stamp: Stamp) -> Listing:
    home = source if source.is_dir() else source.parent
    faults: list[str] = []
    rows = list(_of_folders(source) if source.is_dir() else _of_list(source, faults))
    entries = {(entry.name, plain(entry.prompt)): entry for entry in rows}
    labels = {entry.name: entry.label for entry in reversed(rows)}
    if not entries and not faults:
        faults.append(f"The archive is empty: {source}")
    return Listing(home=home.resolve(), entries=entries, labels=labels, faults=tuple(faults))


def _of_folders(home: Path) -> Iterator[Entry]:
    for folder in sorted(one for one in _seen(home) if one.is_dir() and name_of(one.name)):
        for clip in sorted(one for one in _seen(folder) if one.suffix.lower() in SUFFIXES):
            place = str(clip.relative_to(home))
            yield Entry(name=name_of(folder.name), label=folder.name, prompt=clip.stem, place=place, line=0)


def _seen(folder: Path) -> Iterator[Path]:
    return (one for one in folder.iterdir() if not one.name.startswith("."))


def _of_list(source: Path, faults: list[str]) -> Iterator[Entry]:
    table = csv.reader(io.StringIO(text := _text(source), newline=""), delimiter=comma(text))
    try:
        heads = [plain(cell) for cell in next(table, [])]
        if not {"prompt", "model"} <= set(heads) or not set(PLACES) & set(heads):
            raise BadList("its first line has to name the columns prompt, model, and path or address")
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield from _entry(dict(zip(heads, cells, strict=False)), table.line_num, faults)
    except csv.Error as error:
        raise BadList(f"no CSV at line {table.line_num}: {error}") from error


def _text(source: Path) -> str:
    if not source.is_file():
        raise BadList("neither a folder nor a file")
    if source.stat().st_size > LARGEST:
        raise BadList(f"larger than {LARGEST} bytes")
    try:
        return source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadList("not UTF-8; save it as CSV in UTF-8") from error


def comma(text: str) -> str:
    """What stands between the cells: a spreadsheet writes what its country uses."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _entry(row: Mapping[str, str], line: int, faults: list[str]) -> Iterable[Entry]:
    prompt, label = unguarded(row.get("prompt", "")), " ".join(unguarded(row.get("model", "")).split())
    place = next((row[name].strip() for name in PLACES if row.get(name, "").strip()), "")
    cost = _dollars(row.get("cost_usd", ""))
    missing = [name for name, value in (("prompt", prompt), ("model", name_of(label)), ("path", place)) if not value]
    if missing:
        faults.append(f"Line {line} of the archive's list is left out; it has no {' and no '.join(missing)}.")
        return []
    if cost is None and row.get("cost_usd", "").strip():
        faults.append(f"Line {line} of the archive's list has a cost that is no number of dollars.")
    return [Entry(name=name_of(label), label=label, prompt=prompt, place=place, line=line, cost_usd=cost)]


def guarded(cell: str) -> str:
    """A text that no spreadsheet runs: an apostrophe stands before what looks like a formula."""
    return f"'{cell}" if cell.lstrip("' \t\r\n").startswith(_RUNS) else cell


def unguarded(cell: str) -> str:
    """The text that was given to `guarded`, with no blanks around it."""
    cell = cell.strip()
    return cell[1:].strip() if cell.startswith("'") and guarded(cell[1:]) != cell[1:] else cell


def _dollars(cell: str) -> float | None:
    try:
        cost = float(cell.strip().removeprefix("$"))
    except ValueError:
        return None
    return cost if math.isfinite(cost) and cost >= 0 else None
