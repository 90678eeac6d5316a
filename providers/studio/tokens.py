"""A prompt cut into words, and what is said aloud in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]')


def spoken(prompt: str) -> tuple[tuple[str, ...], str]:
    """What stands in quotation marks, in order, and the prompt without it."""
    said = tuple(next(filter(None, found.groups())).strip() for found in QUOTED.finditer(prompt))
    return tuple(filter(None, said)), QUOTED.sub(" ", prompt)


def words(prompt: str) -> Iterator[str]:
    """The words, numbers and single emoji of a text in order, with `.` where a clause ends."""
    text = unicodedata.normalize("NFC", prompt)
    for kind, letters in groupby(text, key=family):
        match kind:
            case "word" | "number":
                yield "".join(letters)
            case "sign":
                yield from letters
            case "stop":
                yield "."


def family(letter: str) -> str:
    """Which sort of token a character belongs to; `` for what only separates."""
    if letter in ",.;:!?—\n":
        return "stop"
    match unicodedata.category(letter)[0], unicodedata.category(letter):
        case ("L" | "M", category) if category != "Me":
            return "word" if letter != "\ufe0f" else ""
        case (_, "Nd"):
            return "number"
        case (_, "So"):
            return "sign"
    return ""


def plain(word: str) -> str:
    """The word as the lexicon has it: in lower case, `ё` as `е`."""
    return word.lower().replace("ё", "е")
