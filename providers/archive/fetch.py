"""A clip from where its list says it is: a file that may not lie outside the archive's folder, or a stranger's address.

An address is fetched as one in a vendor's reply is: `https` alone, no private address, no key, so much and no more.
`SPLITSCREEN_ARCHIVE_TRUSTED` names origins that are the owner's own: `http://127.0.0.1:8000`, with commas between them.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
from pathlib import Path
from typing import BinaryIO

from providers.archive.listing import Entry
from providers.kit.errors import BadClip, BadReply, Rejected, Unavailable
from providers.kit.http import Keys, Limits, Wire
from providers.kit.provider import Report
from providers.kit.terms import Call

NOBODY = Keys(origin="https://nobody.invalid", headers={})
"""No key for anyone."""


def fetch(entry: Entry, home: Path, into: Path, report: Report) -> None:
    """Copy the clip to `into`; `Rejected` where its place may not be read, `Unavailable` where it may come later."""
    if entry.remote:
        asyncio.run(_download(entry, into, report))
    else:
        _copy(entry, home, into)


async def _download(entry: Entry, into: Path, report: Report) -> None:
    trusted = [one.strip() for one in os.environ.get("SPLITSCREEN_ARCHIVE_TRUSTED", "").split(",") if one.strip()]
    try:
        async with Wire(trusted=trusted) as wire:
            await wire.download(Call(method="GET", url=entry.place), NOBODY, into, report)
    except BadClip:
        raise
    except BadReply as trouble:
        raise Rejected(f"The archive's clip can't be fetched ({_where(entry)}). {trouble}") from trouble


def _copy(entry: Entry, home: Path, into: Path) -> None:
    """Messages name the line and not the path: a file's name may tell what a blind round must not."""
    with _opened(entry, home) as source, into.open("wb") as target:
        if os.fstat(source.fileno()).st_size > Limits().clip_bytes:
            raise BadClip(f"The clip is larger than {Limits().clip_bytes} bytes ({_where(entry)}).")
        shutil.copyfileobj(source, target, 2**20)


def _opened(entry: Entry, home: Path) -> BinaryIO:
    """The file, opened so that neither a pipe nor a link put there meanwhile can hold or lead the reader."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        path = (home / entry.place).resolve()
        if not path.is_relative_to(home):
            raise Rejected(f"The archive's clip lies outside the archive's folder. Move it inside ({_where(entry)}).")
        if not stat.S_ISREG(path.stat().st_mode):
            raise Rejected(f"The archive names something that is no file ({_where(entry)}).")
        return os.fdopen(os.open(path, flags), "rb")
    except (OSError, ValueError, RuntimeError) as error:  # no such file; no path at all; links in a circle
        why = error.strerror if isinstance(error, OSError) else "no path"
        raise Unavailable(
            f"The archive's clip can't be read. Mend its place, then try again ({_where(entry)}): {why}"
        ) from None


def _where(entry: Entry) -> str:
    return f"line {entry.line} of its list" if entry.line else "named for its prompt"
