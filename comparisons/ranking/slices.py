"""Which votes a table is made from: by task, category, prompts, dates, voters and more; pools of models; one voter.

A slice keeps rows and changes none, so any table can be made of it. A prompt's language is told by a column `language`
where the votes have one, and else read from its text (`language`). `writing` is less and surer: the script that most
letters of the prompt belong to.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

import numpy as np
import pandas as pd

from comparisons.ranking.coded import BadVotes, Truths, counts
from comparisons.ranking.language import language_of

Pool = Literal["all", "with_sound", "silent"]
POOLS: tuple[str, ...] = get_args(Pool)
OWN = 10
"""Votes of one person from which a table of their own says something."""
_SAME = ("task", "category", "mode", "source")
_AMONG = {"prompts": "prompt_id", "texts": "prompt", "voters": "voter"}


class TooFew(BadVotes):
    """Not yet enough votes of one person."""

    def __init__(self, sentence: str, missing: int) -> None:
        super().__init__(sentence)
        self.missing = missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What rows must be like; `None` asks nothing."""

    task: str | None = None
    category: str | None = None
    language: str | None = None
    mode: str | None = None
    source: str | None = None
    writing: str | None = None
    """As `writing` names it: LATIN, CYRILLIC, CJK, …"""
    prompts: frozenset[str] | None = None
    """Ids of prompts."""
    texts: frozenset[str] | None = None
    """Prompts, as of a prompt set."""
    voters: frozenset[str] | None = None
    """As of a group of voters."""
    models: frozenset[str] | None = None
    """Both of the row's models are among these, as of a pool."""
    since: datetime | None = None
    """Aware; this moment and later."""
    until: datetime | None = None
    """Aware; before this moment."""


def chosen(votes: pd.DataFrame, wanted: Slice) -> pd.DataFrame:
    """The rows that are like that; `BadVotes` where a column lacks that would tell."""
    keep = np.ones(len(votes), dtype=bool)
    for name in (name for name in _SAME if getattr(wanted, name) is not None):
        keep &= (_column(votes, name) == getattr(wanted, name)).to_numpy(dtype=bool)
    for field, name in _AMONG.items():
        if (among := getattr(wanted, field)) is not None:
            keep &= _column(votes, name).isin(list(among)).to_numpy(dtype=bool)
    for name, told in (("language", language_of), ("writing", writing)):
        if (asked := getattr(wanted, name)) is not None:
            keep &= (_told(votes, name, told) == asked).to_numpy(dtype=bool)
    if wanted.models is not None:
        for name in ("left_model", "right_model"):
            keep &= _column(votes, name).isin(list(wanted.models)).to_numpy(dtype=bool)
    return votes[keep & _between(votes, wanted.since, wanted.until)]


def _told(votes: pd.DataFrame, name: str, read: Callable[[str], str]) -> pd.Series:
    """What the column of that name says, or else what is read from each prompt."""
    if name in votes:
        return votes[name]
    prompts = _column(votes, "prompt")
    return prompts.map({text: read(str(text)) for text in prompts.unique()})


def writing(text: str) -> str:
    """The script of most letters, as Unicode's names of these begin: LATIN, CYRILLIC, CJK, …; empty without letters."""
    found = Counter(unicodedata.name(letter, "").split(" ")[0].split("-")[0] for letter in text if letter.isalpha())
    return max(found, key=lambda name: (found[name], name), default="")


def pool(has_sound: Mapping[str, bool], which: Pool) -> frozenset[str] | None:
    """The models that may stand on one board: their clips all have sound, or none has; `None` for any.

    A model with sound beats the same one without by a hundred points, so a board of both says which it is.
    """
    if which == "all":
        return None
    return frozenset(model for model, sound in has_sound.items() if sound == (which == "with_sound"))


def own(votes: pd.DataFrame, voter: str, *, criterion: str = "overall", least: int = OWN) -> pd.DataFrame:
    """One voter's votes; `TooFew` says how many are missing until they make a table."""
    mine = votes[(_column(votes, "voter") == voter).to_numpy(dtype=bool)]
    enough(int(counts(mine, criterion).sum()), least)
    return mine


def enough(counted: int, least: int = OWN) -> None:
    """`TooFew` where one person has so few votes."""
    if counted < least:
        raise TooFew(
            f"A table of your own takes {least} votes. Vote on, still missing: {least - counted}", least - counted
        )


def _between(votes: pd.DataFrame, since: datetime | None, until: datetime | None) -> Truths:
    keep = np.ones(len(votes), dtype=bool)
    if since is None and until is None:
        return keep
    if any(one is not None and one.tzinfo is None for one in (since, until)):
        raise ValueError("The times that bound a slice must name their zone")
    when = pd.to_datetime(_column(votes, "voted_at"), utc=True, errors="coerce")
    if since is not None:
        keep &= (when >= since).to_numpy(dtype=bool)
    if until is not None:
        keep &= (when < until).to_numpy(dtype=bool)
    return keep


def _column(votes: pd.DataFrame, name: str) -> pd.Series:
    if name not in votes:
        raise BadVotes(f"These votes can't be chosen by a column that they lack. Give a file that has it: {name}")
    return votes[name]
