"""What table is asked for, in the words of `python -m comparisons rank`, and where one came from.

A table is a function of the first so many bytes of a vote file and of what was asked: both stand on it, with the hash
of these bytes and the version of the method, so that anybody who has the file can make it again and see that it is the
same. A file only grows, so it still begins with these bytes when it has more.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Final

import numpy as np
import pandas as pd

from comparisons.ranking.aside import looked_at
from comparisons.ranking.bradley_terry import Ties
from comparisons.ranking.coded import CLUSTERS, BadVotes, code
from comparisons.ranking.composite import rank_composite
from comparisons.ranking.covariates import SIDE
from comparisons.ranking.scores import Method
from comparisons.ranking.slices import Slice, chosen, own
from comparisons.ranking.table import Made, Table, rank_coded

METHOD: Final = "davidson-clustered/4"
"""Changes with anything that changes a figure of a table made from the same votes.

1 took each vote as drawn alone; up to 2 models that no vote joins shared one list of places; up to 3 intervals were too
wide where voters or prompts were few.
"""


CHECKED: Final = "checked"
"""The group of voters that needs no file."""
GROUPS: Final = "groups.csv"
"""The file that tells all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Each field is an option of the same name, `_` as `-`; those that are tuples may be given more than once."""

    criterion: str = "overall"
    weight: tuple[str, ...] = ()
    """`criterion=weight`, each; a composite of these instead of one criterion."""
    control: tuple[str, ...] = ()
    """Of `covariates.CONTROLS`."""
    ties: Ties = "davidson"
    resamples: int = 0
    seed: int = 0
    alone: bool = False
    """Take each vote as drawn alone."""
    task: str | None = None
    category: str | None = None
    language: str | None = None
    writing: str | None = None
    mode: str | None = None
    source: str | None = None
    round: str = "whole"
    """`whole`, `muted` or `sound`; rows that tell none are whole."""
    prompt: tuple[str, ...] = ()
    """Ids."""
    model: tuple[str, ...] = ()
    """Ids; both models of a vote are among them."""
    voter: str | None = None
    """The table is this voter's own."""
    group: str | None = None
    """A group of voters; who is in it is told by `Members`."""
    prompt_set: str | None = None
    """A set of prompts; what is in it is told likewise."""
    since: datetime | None = field(default=None)
    until: datetime | None = field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Who and what the names in an `Asked` stand for; `None` where nothing is named."""

    voters: frozenset[str] | None = None
    """Those of `group`."""
    texts: frozenset[str] | None = None
    """The prompts of `prompt_set`."""


def made(votes: pd.DataFrame, asked: Asked = Asked(), members: Members = Members()) -> Table:
    """The table; `BadVotes` with a sentence where these votes make none, `ValueError` for what can't be asked.

    Where the votes tell their file's bytes (`frame.attrs`), the table tells where it came from.
    """
    kept = kept_rows(votes, asked, members)
    if asked.weight and asked.control:
        raise ValueError("A composite takes no control: leave out the weights, or the controls")
    if asked.weight:
        table = rank_composite(kept, _weights(asked.weight), method(asked))
    else:
        coded = code(kept, criterion=asked.criterion, controls=asked.control)
        table = looked_at(rank_coded(coded, method(asked)), coded, method(asked))
    told = votes.attrs.get("file", {})
    made_from = origin(asked, told.get("bytes"), told.get("sha256", ""), facts=bool(votes.attrs.get("facts")))
    return replace(table, left_out=len(votes) - table.votes, made=made_from)


def origin(asked: Asked, size: int | None, sha256: str, *, facts: bool = False) -> Made:
    """Where a table of a vote file's first bytes comes from, and of clips' facts; no hash where there was no file."""
    bound = ["--bytes", str(size), "--sha256", sha256] if sha256 else []
    bound += ["--groups", GROUPS] if asked.group not in (None, CHECKED) else []
    bound += ["--facts", "facts.csv"] if facts and set(asked.control) - {SIDE} else []
    command = shlex.join(["python", "-m", "comparisons", "rank", "votes.csv", *bound, *words(asked)])
    return Made(method=METHOD, sha256=sha256, bytes=size, command=command)


def words(asked: Asked) -> list[str]:
    """The options that ask for it, those that change nothing left out."""
    found: list[str] = []
    for one in fields(Asked):
        value, option = getattr(asked, one.name), f"--{one.name.replace('_', '-')}"
        match value:
            case _ if value == one.default:
                continue
            case bool():
                found.append(option)
            case tuple():
                found += [word for each in value for word in (option, each)]
            case datetime():
                found += [option, value.isoformat()]
            case _:
                found += [option, str(value)]
    return found


def method(asked: Asked) -> Method:
    """How the numbers are to be made."""
    clusters = () if asked.alone else CLUSTERS
    return Method(ties=asked.ties, resamples=asked.resamples, seed=asked.seed, clusters=clusters)


def folds(asked: Asked) -> bool:
    """Whether rows can be taken in as they come.

    A composite and controls want all rows at once; a bootstrap draws voters in the order of their names.
    """
    return not (asked.weight or asked.control or asked.resamples)


def kept_rows(votes: pd.DataFrame, asked: Asked, members: Members = Members()) -> pd.DataFrame:
    """The rows that are asked for."""
    wanted = Slice(
        task=asked.task, category=asked.category, language=asked.language, writing=asked.writing, mode=asked.mode,
        source=asked.source, prompts=_among(asked.prompt), models=_among(asked.model), since=asked.since,
        until=asked.until, voters=members.voters, texts=members.texts,
    )  # fmt: skip
    kept = chosen(votes, wanted)
    if "round" in kept:
        kept = kept[kept["round"].replace("", "whole").eq(asked.round).to_numpy(dtype=bool)]
    elif asked.round != "whole":
        raise BadVotes(f"These votes tell no round. Give a file that does: {asked.round}")
    return kept if asked.voter is None else own(kept, asked.voter, criterion=asked.criterion)


def _among(names: Sequence[str]) -> frozenset[str] | None:
    return frozenset(names) or None


def _weights(told: Sequence[str]) -> dict[str, float]:
    found: dict[str, Any] = {}
    for word in told:
        name, _, weight = word.partition("=")
        try:
            found[name] = float(weight)
        except ValueError:
            found[name] = np.nan
        if not np.isfinite(found[name]):
            raise ValueError(f"A weight is given as criterion=number, as sound=2. It was: {word}")
    return found
