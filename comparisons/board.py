"""What the Leaderboard asks of the votes, and the answer: which votes, of which models, on which criterion.

Made from the votes and from stored comparisons; these tell what the votes' CSV does not: whether clips have sound,
how long, large and loud they are, and what it took to get them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

import numpy as np
import pandas as pd

from comparisons.desk import Desk
from comparisons.lately import Lately
from comparisons.lists import Named, members, named
from comparisons.ranking.aside import with_aside
from comparisons.ranking.asked import Asked, Members
from comparisons.ranking.asked import made as tabled
from comparisons.ranking.coded import BadVotes, code
from comparisons.ranking.composite import Gain, gains
from comparisons.ranking.covariates import CONTROLS, FACTS, with_facts
from comparisons.ranking.slices import Pool, pool
from comparisons.ranking.table import Table
from comparisons.run.comparison import Comparison, Done, Take
from comparisons.run.reliability import Record, records
from comparisons.scoreboard import Whose
from comparisons.votes.errors import VoteTrouble
from comparisons.votes.voters import Alarm, agreement, alarm

NEWEST = 2000
"""Comparisons that are looked at for what their clips are like and how models have behaved."""
FRESH = 60.0
"""Seconds for which what stands beside a table is kept."""
MANY, LARGE = 20_000, 10_000_000
"""Votes, and bytes of their file, from which that costs more than a moment: nobody waits for it then but the first."""
KEPT = 8
"""Tables of different questions that are kept ready."""
NONE = ("",)
"""Models of an empty pool."""
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
    language: str = ""
    """Of the prompt."""
    prompt_set: str = ""
    """One of `lists.Named.sets`, as is the next of `groups`."""
    group: str = ""
    since: str = ""
    """A day, as 2026-11-29, in UTC, as is the next; both are taken in."""
    until: str = ""
    weight: str = ""
    """As `overall=2, sound=1`: several criteria as one."""
    even: bool = False
    """Whether the table is that between clips alike in all that can be told apart from the models."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What all votes say beside a table."""

    choices: dict[str, list[str]]
    """For each column of `SLICED` and for `criterion`, what the votes have."""
    gains: Sequence[Gain]
    """By how much each model stands higher with its sound than muted; empty before both were judged."""
    agreement: float | None
    """Krippendorff's alpha; `None` where it can't be told."""
    suspects: int
    """Voters whose votes are kept and not counted."""
    alarm: Alarm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A table and what is known beside it."""

    table: Table
    beside: Beside
    records: Sequence[Record]
    """What became of what was asked of the models."""
    named: Named
    """What else may be asked for by name."""


class Board:
    """Answers from one desk's votes and comparisons; safe to share between threads."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self._desk = desk
        self._beside = Lately[Beside](clock, FRESH)
        self._looks = Lately[Table](clock, FRESH, KEPT)
        self._whole = Lately[Table](clock, FRESH, KEPT)

    def prepare(self) -> None:
        """Look at the votes now, while nobody waits: at a million of them the first look takes a minute."""
        with suppress(BadVotes, VoteTrouble, OSError):
            self.answer(Question())

    def table(self, question: Question) -> Table:
        """As the votes stand now, with all that can be said of them.

        Where they make none, `VoteTrouble` or `BadVotes`; `BadList` for a bad name, `ValueError` for a bad question.
        """
        made = self._desk.store.recent(NEWEST)
        wanted, whose = self._meant(question, made)
        if of_all(question):
            return self._of_all(question, wanted, whose.members, made, wait=True)
        return self._desk.scoreboard.looked_at(wanted, whose)

    def answer(self, question: Question) -> Answer:
        """The table now, and beside it what needs a look at every vote and so may be a minute old; errors as above."""
        made = self._desk.store.recent(NEWEST)
        wanted, whose = self._meant(question, made)
        few = self._desk.screen.mark()[-1] < LARGE
        if of_all(question):
            table = self._of_all(question, wanted, whose.members, made, wait=few)
        else:
            table = self._desk.scoreboard.table(wanted, whose)
            table = with_aside(table, self._look(wanted, whose, table))
        known = self._beside.get("", lambda: beside(self._desk.screen.votes()), wait=few)
        return Answer(table=table, beside=known, records=records(made), named=named(self._desk.data))

    def _meant(self, question: Question, made: Sequence[Comparison]) -> tuple[Asked, Whose]:
        wanted, screen = asked(question, made), self._desk.screen
        told = members(wanted, self._desk.data, screen.checked)
        return wanted, Whose(without=screen.suspects(), members=told)

    def _look(self, wanted: Asked, whose: Whose, table: Table) -> Table:
        """What another look at the votes said of late; at few votes, of now."""
        looked = partial(self._desk.scoreboard.looked_at, wanted, whose)
        return self._looks.get((wanted, whose.members), looked, wait=table.votes < MANY, mark=table.made)

    def _of_all(
        self, question: Question, wanted: Asked, who: Members, made: Sequence[Comparison], *, wait: bool
    ) -> Table:
        """A table that can't be folded, made anew once a vote came; without `wait` one of late."""
        screen = self._desk.screen

        def find() -> Table:
            votes = screen.votes(raw=bool(question.voter))
            return even_table(votes, made, question, who) if question.even else tabled(votes, wanted, who)

        return self._whole.get((question, wanted, who), find, wait=wait, mark=screen.mark())


def of_all(question: Question) -> bool:
    """Whether its table wants all rows at once."""
    return question.even or bool(question.weight)


def beside(votes: pd.DataFrame) -> Beside:
    """Of screened votes."""
    suspects = votes.loc[votes["flags"].str.split().map(lambda flags: "suspect" in flags), "voter"].nunique()
    return Beside(
        choices=choices(votes), gains=worth_of_sound(votes), agreement=agreement(votes), suspects=int(suspects),
        alarm=alarm(votes),
    )  # fmt: skip


def asked(question: Question, made: Sequence[Comparison]) -> Asked:
    """The same in the words of `python -m comparisons rank`."""
    models = pool(has_sound(made), question.pool)
    return Asked(
        criterion=question.criterion, category=question.category or None, task=question.task or None,
        mode=question.mode or None, model=() if models is None else tuple(sorted(models)) or NONE,
        voter=question.voter or None, language=question.language or None, group=question.group or None,
        prompt_set=question.prompt_set or None, since=day(question.since), until=day(question.until, after=1),
        weight=tuple(word.strip() for word in question.weight.split(",") if word.strip()),
    )  # fmt: skip


def day(told: str, after: int = 0) -> datetime | None:
    """When a day begins, or one so many days after; `None` where none is told, `ValueError` where it is no day."""
    if not told.strip():
        return None
    try:
        return datetime.fromisoformat(told.strip()[:10]).replace(tzinfo=UTC) + timedelta(days=after)
    except (ValueError, OverflowError):
        raise ValueError(f"A day is given as 2026-11-29. It was: {told}") from None


def even_table(
    votes: pd.DataFrame,
    made: Sequence[Comparison],
    question: Question,
    who: Members = Members(),  # noqa: B008
) -> Table:
    """The table between clips alike in all that these comparisons tell and the votes can tell from the models."""
    votes = with_facts(votes, facts(made))
    return tabled(votes, replace(asked(question, made), control=controls(votes, question.criterion)), who)


def choices(votes: pd.DataFrame) -> dict[str, list[str]]:
    """The words in each column of `SLICED`, and the criteria, that votes have."""
    return {name: sorted({str(word) for word in votes[name].unique()} - {""}) for name in (*SLICED, "criterion")}


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
