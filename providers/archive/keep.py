"""A clip that somebody gives: checked, copied, and written into the list beside the others that were given.

The file is whole and on the disk before its row is; a crash between the two leaves a file that no row names, never a
row without its file. Rows are appended under a lock (`archive.csv.lock`) and are on the disk when `keep` returns.
"""

from __future__ import annotations

import csv
import io
import os
import secrets
import shutil
from pathlib import Path

from filelock import FileLock

from providers.archive.listing import LIST, comma, guarded
from providers.kit.clip import probe
from providers.kit.durable import sync
from providers.kit.errors import BadClip
from providers.kit.http import Limits

PATIENCE = 30.0
"""Seconds to wait for another who writes."""
HEADS = ["prompt", "model", "path"]


def keep(prompt: str, label: str, clip: Path, into: Path) -> None:
    """Keep a copy of the clip in the folder `into`, under a name that tells nothing.

    `BadClip` where it is no clip that plays, `OSError` where the disk won't take it; nothing is left behind then.
    """
    into.mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(8)
    part, final = into / f".{name}.part", into / f"{name}.mp4"
    try:
        if clip.stat().st_size > Limits().clip_bytes:
            raise BadClip(f"The clip is larger than {Limits().clip_bytes} bytes.")
        shutil.copyfile(clip, part)
        probe(part)
        sync(part)
        part.replace(final)
        with FileLock(into / f"{LIST}.lock", timeout=PATIENCE):
            _append(into / LIST, {"prompt": guarded(prompt), "model": guarded(label), "path": final.name})
    except BaseException:
        part.unlink(missing_ok=True)
        final.unlink(missing_ok=True)
        raise


def _append(path: Path, row: dict[str, str]) -> None:
    """Add a row, in the columns that the list has; what a crash left half-written becomes a line of its own."""
    with path.open("ab+") as file:
        file.seek(0)
        before = file.read().decode("utf-8-sig", "replace")
        heads, between = HEADS, ","
        page = io.StringIO(newline="")
        if before:
            between = comma(before)
            heads = next(csv.reader([before.partition("\n")[0]], delimiter=between))
            page.write("" if before.endswith("\n") else "\n")
        writer = csv.DictWriter(page, heads, restval="", delimiter=between, lineterminator="\n")
        if not before:
            writer.writeheader()
        writer.writerow(row)
        file.write(page.getvalue().encode())
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)
