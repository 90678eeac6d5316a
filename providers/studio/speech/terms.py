"""Values of speech: who speaks, what is to be said, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from providers.studio.sound.cues import RATE, Mono

Age = Literal["child", "adult", "old"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How somebody speaks."""

    female: bool
    age: Age = "adult"
    number: int = 0
    """Tells apart those who would sound alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text and who speaks it."""

    text: str
    manner: Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word, in seconds from the start of its utterance."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """How long the mouth keeps one shape, in seconds from the start of its utterance."""

    viseme: str
    """A key of `shapes` in `mouths.json`."""
    start: float
    end: float
    stress: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A text that was spoken: all of it is measured on the samples' own clock."""

    text: str
    samples: Mono
    """At `RATE`, peak at most 1."""
    words: tuple[Word, ...]
    sounds: tuple[Sound, ...]
    """Without gaps; pauses are `rest`."""

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return len(self.samples) / RATE
