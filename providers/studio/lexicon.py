"""The words the studio knows: read from `vocabulary/`, so that a new word needs no code.

`shared.json` holds what every scene may use; each other file is named for the kind of scene that its words belong to
and speak for. A key in the data is a stem; a word matches the longest stem that leaves one of its alphabet's endings.
An entry is a line `[stems, value]` or `[stems, value, weight]` in the section that says what it is. Stems tied by `+`
are words that mean something only together, one after the other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Section = Literal["count", "size", "colour", "material", "prop", "thing", "scene"]
SECTIONS: tuple[Section, ...] = ("count", "size", "colour", "material", "prop", "thing", "scene")
SHARED = "shared"
FOLDER = Path(__file__).parent / "vocabulary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one stem stands for."""

    source: str
    """The kind of scene that knows it, or `shared`."""
    section: Section
    value: Any
    """A number for a count or a size, a `#rrggbb` or a material's name, a mapping of fields for the others."""
    weight: float = 1.0
    """How strongly it speaks for its kind of scene."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Every stem of the data, and what may follow it."""

    stems: Mapping[str, tuple[Entry, ...]]
    """Of each source one entry at most, the first in its file."""
    endings: Mapping[str, frozenset[str]]
    """By alphabet: `latin`, `cyrillic`."""
    plural: Mapping[str, frozenset[str]]
    stop: frozenset[str]
    together: tuple[tuple[tuple[str, ...], Entry], ...]
    """Stems that mean something only one after the other; the longest rows come first."""
    said: Mapping[str, float]
    """Kinds of scene that words in quotation marks speak for, and how strongly."""

    def look_up(self, word: str) -> Mapping[str, tuple[Entry, bool]]:
        """The entries of a lower-case word by source, and whether its ending is a plural; empty for a stranger."""
        alphabet = "cyrillic" if any("а" <= letter <= "я" for letter in word) else "latin"
        found: dict[str, tuple[Entry, bool]] = {}
        for cut in range(len(word), 0, -1):
            ending = undoubled(word[:cut], word[cut:])
            if word[:cut] in self.stems and ending in self.endings[alphabet]:
                for entry in self.stems[word[:cut]]:
                    found.setdefault(entry.source, (entry, ending in self.plural[alphabet]))
        return found

    def opening(self, words: Sequence[str], kind: str) -> tuple[int, Entry | None]:
        """How many of the words belong together, from the first on, and what they mean in that kind of scene."""
        for stems, entry in self.together:
            if entry.source in {kind, SHARED} and len(stems) <= len(words):
                pairs = zip(words, stems, strict=False)
                if all(word.startswith(stem) and self.ends(stem, word) for word, stem in pairs):
                    return len(stems), entry
        return 0, None

    def ends(self, stem: str, word: str) -> bool:
        """Whether what follows the stem is an ending."""
        alphabet = "cyrillic" if any("а" <= letter <= "я" for letter in word) else "latin"
        return undoubled(stem, word[len(stem) :]) in self.endings[alphabet]


def undoubled(stem: str, ending: str) -> str:
    """The ending without a doubled consonant: `drop` + `ped` is `drop` + `ed`."""
    return ending[1:] if len(ending) > 1 and stem[-1] == ending[0] and stem[-1] in "bgmnprtн" else ending


@cache
def lexicon() -> Lexicon:
    """The studio's one lexicon, read on first use."""
    stems: dict[str, dict[str, Entry]] = {}
    together: list[tuple[tuple[str, ...], Entry]] = []
    files = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
    for source, data in files.items():
        for section in SECTIONS:
            for words, value, *weight in data.get(section, []):
                entry = Entry(source=source, section=section, value=value, weight=weight[0] if weight else 1.0)
                for stem in words.split():
                    if "+" in stem:
                        together.append((tuple(stem.split("+")), entry))
                        continue
                    stems.setdefault(stem, {}).setdefault(source, entry)
    shared = files[SHARED]
    return Lexicon(
        stems={stem: tuple(entries.values()) for stem, entries in stems.items()},
        endings={alphabet: frozenset(each) for alphabet, each in shared["endings"].items()},
        plural={alphabet: frozenset(each) for alphabet, each in shared["plural"].items()},
        stop=frozenset(shared["stop"].split()),
        together=tuple(sorted(together, key=lambda row: -len(row[0]))),
        said={source: data["said"] for source, data in files.items() if "said" in data},
    )
