"""What takes long to find out and may be a little old: told as it was of late, and found out anew meanwhile."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from comparisons.votes.errors import VoteTrouble

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found(Generic[T]):
    at: float
    mark: object
    value: T


class Lately(Generic[T]):
    """The last answers to a few questions; safe to share between threads."""

    def __init__(self, clock: Callable[[], float], fresh: float, most: int = 8) -> None:
        """An answer is as good as new for `fresh` seconds; the `most` asked last are kept."""
        self._clock, self._fresh, self._most = clock, fresh, most
        self._lock = threading.Lock()
        self._found: OrderedDict[Hashable, _Found[T]] = OrderedDict()
        self._at_it: set[Hashable] = set()

    def get(self, key: Hashable, find: Callable[[], T], *, wait: bool, mark: object = None) -> T:
        """The answer of late; the first is waited for, and with `wait` any that has another mark, or none and is old.

        Without, an old one of another mark or of none is found anew in the background, once at a time; where that
        fails, the next one tries again.
        """
        with self._lock:
            known = self._found.get(key)
            old = known is not None and self._clock() - known.at > self._fresh
            other = known is not None and mark is not None and known.mark != mark
            begins = not wait and old and (other or mark is None) and key not in self._at_it
            if begins:
                self._at_it.add(key)
        if known is None or (wait and (other or (old and mark is None))):
            return self._find(key, find, mark)
        if begins:
            threading.Thread(target=self._later, args=(key, find, mark), daemon=True).start()
        return known.value

    def _find(self, key: Hashable, find: Callable[[], T], mark: object) -> T:
        found = _Found(at=self._clock(), mark=mark, value=find())
        with self._lock:
            self._found[key] = found
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return found.value

    def _later(self, key: Hashable, find: Callable[[], T], mark: object) -> None:
        try:
            with suppress(ValueError, OSError, VoteTrouble):
                self._find(key, find, mark)
        finally:
            with self._lock:
                self._at_it.discard(key)
