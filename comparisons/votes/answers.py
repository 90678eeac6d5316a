"""What a person may be asked, and may answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CRITERIA = ("picture", "motion", "sound", "sync", "prompt")
"""What may be asked beside `overall`: picture, motion and physics, sound, how picture and sound agree, the prompt."""
REASONS = (
    "sharp", "ugly", "smooth", "jerky", "physics_right", "physics_wrong", "sound_right", "sound_wrong", "in_sync",
    "out_of_sync", "as_asked", "not_as_asked",
)  # fmt: skip
"""What may be said for or against a side."""
SKIPS = ("alike", "broken", "unsure", "unpleasant", "known")
"""Why nothing was said: no difference that matters, a clip doesn't play, I can't judge this, I don't want to watch it,
I know whose clip this is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extremes:
    """The best and the worst of three or more takes."""

    best: str
    worst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Every take that was shown, the best first."""

    ranking: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """Nothing was said."""

    reason: str
    """Of `SKIPS`."""


Answer = str | Extremes | Order | Skip
"""A word of `OUTCOMES`, the id of the best take, or one of the others."""


def answer_of(said: str, worst: str = "", ranking: Sequence[str] = (), reason: str = "") -> Answer:
    """What was said in plain words: `skip` goes with a reason, `ranking` with all takes, the best with a worst."""
    if said == "skip":
        return Skip(reason=reason)
    if said == "ranking":
        return Order(ranking=tuple(ranking))
    return Extremes(best=said, worst=worst) if worst else said
