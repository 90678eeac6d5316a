"""The example prompts of `assets/prompts.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from comparisons.ui.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One example."""

    id: str
    category: str
    language: str
    text: str


@cache
def prompts(language: Language | None = None) -> tuple[Prompt, ...]:
    """The examples in a language, or all of them, in the file's order."""
    lines = files("assets").joinpath("prompts.csv").read_text("utf-8").splitlines()
    every = (
        Prompt(id=row["id"], category=row["category"], language=row["language"], text=row["prompt"])
        for row in csv.DictReader(lines)
    )
    return tuple(one for one in every if language in (None, one.language))
