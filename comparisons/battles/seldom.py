"""Work that may wait is done so seldom that it takes a small share of the time, however long it takes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

SHARE = 0.02
T = TypeVar("T")


class Seldom:
    """Tells when a piece of work is due again."""

    def __init__(self) -> None:
        self._due = 0.0

    @property
    def due(self) -> bool:
        """Whether it has been left alone for long enough; true before the first time."""
        return time.monotonic() >= self._due

    @contextmanager
    def work(self) -> Iterator[None]:
        """Around the work itself."""
        begun = time.monotonic()
        yield
        self._due = (ended := time.monotonic()) + (ended - begun) / SHARE


class Kept(Generic[T]):
    """What some work last came to. While one thread does it again, the others take what there is."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work, self._seldom, self._lock = work, Seldom(), threading.Lock()
        self._found: T | None = None

    def get(self) -> T:
        """As of late; errors are those of the work."""
        if self._seldom.due and self._lock.acquire(blocking=self._found is None):
            try:
                if self._seldom.due:
                    with self._seldom.work():
                        self._found = self._work()
            finally:
                self._lock.release()
        assert self._found is not None
        return self._found
