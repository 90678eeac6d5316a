"""Which style a prompt asks for, and the steps that it is made of; both are data in `styles.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from providers.studio.lexicon import lexicon
from providers.studio.restyle.filters import PLAIN, STEPS
from providers.studio.restyle.planes import Sheet, Step
from providers.studio.tokens import plain, words

USUAL = "film"
"""The style where no word asks for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was understood of a prompt."""

    style: str
    """A key of `styles.json`; empty where no word asks for one."""
    understood: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@cache
def styles() -> dict[str, Any]:
    """The data, read on first use."""
    data: dict[str, Any] = json.loads(Path(__file__).with_name("styles.json").read_text("utf-8"))
    return data


@cache
def stems() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Every stem, or row of stems, with the style that it asks for; the longest first."""
    rows = [(tuple(stem.split("+")), name) for name, style in styles().items() for stem in style["words"].split()]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), -len(row[0][0]))))


def wanted(prompt: str) -> Wanted:
    """The first style that the prompt names."""
    found, tokens = "", [word for word in words(prompt) if word != "."]
    understood: list[str] = []
    ignored: list[str] = []
    at = 0
    while at < len(tokens):
        many, style = named([plain(word) for word in tokens[at : at + 4]])
        if style:
            found = found or style
            understood += tokens[at : at + many]
        elif plain(tokens[at]) not in lexicon().stop:
            ignored.append(tokens[at])
        at += many or 1
    return Wanted(style=found, understood=tuple(understood), ignored=tuple(ignored))


def named(tokens: list[str]) -> tuple[int, str]:
    """How many of the words name a style, from the first on, and which."""
    for row, style in stems():
        if len(row) <= len(tokens) and all(
            word.startswith(stem) and lexicon().ends(stem, word) for stem, word in zip(row, tokens, strict=False)
        ):
            return len(row), style
    return 0, ""


def steps(style: str, sheet: Sheet, simple: bool = False) -> list[Step]:
    """The steps of a style, made for that size; `simple` leaves out all that looks at more than one point."""
    rows = styles()[style]["steps"]
    chosen = [row for row in rows if row[0] in PLAIN] if simple else rows
    return [STEPS[name](sheet, **how) for name, how in chosen]
