"""Who asks, and the keys that they brought: held in memory, for the visit, under a secret that never leaves the server.

A voter's id is a word that others may learn, so it opens nothing here.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

MOST = 1000
"""Visits that are remembered; the oldest makes room."""
LONGEST = 8192
"""Characters of a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The person behind a request."""

    id: str = ""
    """By which the budget tells one from another; empty for the owner's shell."""
    voter: str = ""
    """By which votes tell one from another."""
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Their own keys, by provider."""


OWNER = Visitor()


class Keyring:
    """The keys of all visits. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._visits: dict[str, dict[str, str]] = {}
        self._lock = threading.Lock()

    def bring(self, visit: str, provider: str, key: str) -> str:
        """Hold a key; the visit's secret, a new one where there was none. `ValueError` for what is no key."""
        key = key.strip()
        if not (key and len(key) <= LONGEST and key.isascii() and key.isprintable()):
            raise ValueError("A key is a line of ASCII characters")
        with self._lock:
            held = self._visits.pop(visit, {})
            visit = visit if held else secrets.token_urlsafe(32)
            self._visits[visit] = held | {provider: key}
            while len(self._visits) > MOST:
                del self._visits[next(iter(self._visits))]
        return visit

    def forget(self, visit: str) -> None:
        """Drop all keys of a visit, if it has any."""
        with self._lock:
            self._visits.pop(visit, None)

    def visitor(self, voter: str, visit: str = "", user: str | None = None) -> Visitor:
        """Who asks, with the keys of that visit; `user` is the name that they logged in by, where there is a login."""
        with self._lock:
            return Visitor(id=user or voter, voter=voter, keys=dict(self._visits.get(visit, {})))
