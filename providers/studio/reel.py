"""What lasts as long as a clip may lie in a file without a name: memory holds only what is being worked on.

The file is gone when nothing refers to it any more, whatever ends the process.
"""

from __future__ import annotations

import ctypes
import mmap
import sys
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHORT = 4 * 2**20
"""Bytes: what is no larger stays in memory."""


def zeros(*shape: int) -> NDArray[np.float32]:
    """Zeros to be written over, in memory or, where they are many and the disk has room for them, in a file."""
    size = 4 * int(np.prod(shape))
    if size <= SHORT:
        return np.zeros(shape, np.float32)
    try:
        with TemporaryFile() as file:
            for start in range(0, size, SHORT):  # a file with holes would find a full disk too late
                file.write(bytes(min(SHORT, size - start)))
            file.flush()
            pages = mmap.mmap(file.fileno(), size)
    except OSError:
        return np.zeros(shape, np.float32)
    return np.ndarray(shape, np.float32, buffer=pages)


def let_go(*arrays: NDArray[Any]) -> None:
    """Give back the memory that arrays in files have taken; their values stay, and arrays in memory are as before."""
    for array in arrays:
        base: Any = array
        while isinstance(base, np.ndarray):
            base = base.base
        if isinstance(base, mmap.mmap):
            base.madvise(mmap.MADV_DONTNEED)


def hand_back() -> None:
    """Return what was freed to the system, which Linux's C library would rather keep for later."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None:
        trim(0)
