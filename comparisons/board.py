"""What the Leaderboard asks of the votes, and the answer: which votes, of which models, on which criterion.

A pure function of votes and of stored comparisons; these tell what the votes' CSV does not: whether clips have sound,
how long, large and loud they are, and what it took to get them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from comparisons.ranking.asked import Asked
from comparisons.ranking.asked import made as tabled
from comparisons.ranking.coded import BadVotes, code
from comparisons.ranking.composite import Gain, gains
from comparisons.ranking.covariates import CONTROLS, FACTS, with_facts
from comparisons.ranking.slices import Pool, pool
from comparisons.ranking.table import Table
from comparisons.run.comparison import Comparison, Done, Take
from comparisons.run.reliability import Record, records

NEWEST = 2000
"""Comparisons that are looked at for what their clips are like and how models have behaved."""
SLICED = ("task", "category", "mode")
"""Columns by which the page offers slices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose opinion, on what, of which clips; empty words ask nothing."""

    criterion: str = "overall"
    category: str = ""
    task: str = ""
    mode: str = ""
    pool: Pool = "all"
    """A model with sound and one without are judged on different things."""
    voter: str = ""
    """Only this person's votes; empty for everybody's."""
    even: bool = False
    """Whether the table is that between clips alike in all that can be told apart from the models."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A table and what is known beside it."""

    table: Table
    gains: Sequence[Gain]
    """By how much each model stands higher with its sound than muted; empty before both were judged."""
    records: Sequence[Record]
    """What became of what was asked of the models."""
    choices: dict[str, list[str]]
    """For each column of `SLICED` and for `criterion`, what the votes have."""


def answer(votes: pd.DataFrame, made: Sequence[Comparison], question: Question) -> Answer:
    """The board of these votes and of what is known of their clips; `BadVotes` where they make none."""
    choices = {name: _words(votes[name]) for name in (*SLICED, "criterion")}
    return Answer(
        table=table(votes, made, question), gains=worth_of_sound(votes), records=records(made), choices=choices
    )  # fmt: skip


def table(votes: pd.DataFrame, made: Sequence[Comparison], question: Question) -> Table:
    """The table that was asked for, and where it came from; `BadVotes` where these votes make none."""
    models = pool(has_sound(made), question.pool)
    if models is not None and not models:
        votes = votes.iloc[:0]
    wanted = Asked(
        criterion=question.criterion, category=question.category or None, task=question.task or None,
        mode=question.mode or None, model=tuple(sorted(models or ())), voter=question.voter or None,
    )  # fmt: skip
    if question.even:
        votes = with_facts(votes, facts(made))
        wanted = replace(wanted, control=controls(votes, question.criterion))
    return tabled(votes, wanted)


def worth_of_sound(votes: pd.DataFrame) -> tuple[Gain, ...]:
    """What whole rounds say of each model beyond muted ones; empty where no two models were judged in both."""
    if "round" not in votes:
        return ()
    muted = votes["round"].eq("muted").to_numpy(dtype=bool)
    whole = votes["round"].isin(["", "whole"]).to_numpy(dtype=bool)
    try:
        return gains(votes[whole], votes[muted])
    except BadVotes:
        return ()


def controls(votes: pd.DataFrame, criterion: str) -> tuple[str, ...]:
    """What can be accounted for: known of most votes, and told apart from the models and from one another."""
    everything = len(code(votes, criterion=criterion).left)
    found: tuple[str, ...] = ()
    for name in CONTROLS:
        try:
            told = len(code(votes, criterion=criterion, controls=(*found, name)).left)
        except BadVotes:
            continue
        if told and 2 * told >= everything:
            found = (*found, name)
    return found


def facts(made: Sequence[Comparison]) -> pd.DataFrame:
    """What is known of each clip: the take's id as index, columns `sound` (0 or 1), `seconds`, `height`, `lufs`."""
    rows = {
        take.id: (
            float(stage.clip.audio), stage.clip.seconds, float(min(stage.clip.width, stage.clip.height)),
            np.nan if stage.shown.lufs is None else stage.shown.lufs,
        )
        for take, stage in _done(made)
    }  # fmt: skip
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(FACTS), dtype=float)


def has_sound(made: Sequence[Comparison]) -> dict[str, bool]:
    """Whether most of a model's clips have sound."""
    found: dict[str, list[bool]] = {}
    for take, stage in _done(made):
        found.setdefault(take.model, []).append(stage.clip.audio)
    return {model: 2 * sum(each) > len(each) for model, each in found.items()}


def _done(made: Sequence[Comparison]) -> Iterator[tuple[Take, Done]]:
    for one in made:
        for take in one.takes:
            if isinstance(take.stage, Done):
                yield take, take.stage


def _words(column: pd.Series) -> list[str]:
    return sorted({str(word) for word in column.unique()} - {""})
