"""Whose turn it is, where a vendor takes only so many jobs a minute: the rest wait here, not in its error log."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field

MINUTE = 60.0
MOMENT = 0.001
"""No wait is shorter, in seconds: one too small to move a clock would never end."""


@dataclass(slots=True)
class Turns:
    """When jobs were submitted, by provider, for as long as that matters; belongs to one event loop."""

    _taken: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait(self, name: str, per_minute: int | None, now: float) -> float:
        """Seconds until the next submit is allowed; at nought the turn is taken."""
        if per_minute is None:
            return 0.0
        taken = self._taken[name]
        while taken and now - taken[0] >= MINUTE:
            taken.popleft()
        if len(taken) >= per_minute:
            return max(MOMENT, MINUTE - (now - taken[0]))
        taken.append(now)
        return 0.0
