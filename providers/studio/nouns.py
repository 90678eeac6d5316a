"""Which of the words that nobody knows are things: by where they stand, and by how they end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from providers.studio.lexicon import Entry

Role = Literal["stop", "stranger", "thing", "place", "known"]
Part = tuple[str, Role]
VERBS = ("ly", "ing", "ать", "ить", "ять", "еть", "ет", "ют", "ит", "ут", "ат", "ят")
"""Endings of adverbs and of verbs."""


def part(word: str, meanings: Sequence[Entry]) -> Part:
    """The word with the part that its meanings give it."""
    if not meanings:
        return word, "stranger"
    if any(entry.section in {"prop", "thing"} for entry in meanings):
        return word, "thing"
    placed = any(entry.section == "scene" and "place" in entry.value for entry in meanings)
    return word, "place" if placed else "known"


def nouns(parts: Sequence[Part]) -> list[str]:
    """The strangers that are likely things, in order; where nobody knows any word at all, all of them.

    What directly follows a thing is what it does (`a ball wobbles`); what directly precedes a thing or a place
    describes it (`a quiet street`); of two strangers together an English one in `s` is a verb (`a candle burns`).
    """
    bounded: list[Part] = [("", "stop"), *parts, ("", "stop")]
    found = []
    for (before, was), (word, role), (_, follows) in zip(bounded, bounded[1:], bounded[2:], strict=False):
        does = was == "thing" or (was == "stranger" and word.endswith("s") and not before.endswith("s"))
        describes = follows in {"thing", "place"}
        verb = does or word.lower().removesuffix("ся").endswith(VERBS)
        if role == "stranger" and not verb and not (describes and word.isalpha()):
            found.append(word)
    strangers = [word for word, role in parts if role == "stranger"]
    return found or (strangers if all(role in {"stop", "stranger"} for _, role in parts) else [])
