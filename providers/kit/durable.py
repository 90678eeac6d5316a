"""What must outlast a crash: a file's bytes, and a folder's names."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Wait until the disk has the bytes of a file, or the names in a folder; `OSError` where it won't take them."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
