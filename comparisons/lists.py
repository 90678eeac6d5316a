"""What a table may be asked for by name: groups of voters and sets of prompts, as the owner keeps them.

Groups stand in `groups.csv` of the data folder, with the columns voter and group; a voter may be in several. A set of
prompts is a CSV with the column prompt, as `python -m comparisons run` takes it, in the folder `prompts`; what was
asked in just these words is in the set. Built in are the group `checked`, voters of whom some test could be made and
found nothing, and the set `examples`, the page's own prompts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

import pandas as pd

from comparisons.ranking.asked import CHECKED, GROUPS, Asked, Members

EXAMPLES: Final = "examples"
SETS: Final = "prompts"
"""The folder of prompt files."""


class BadList(ValueError):
    """A file of names that can't be used, or a name that stands in none; `str()` of it says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The names that there are."""

    groups: Sequence[str] = (CHECKED,)
    sets: Sequence[str] = (EXAMPLES,)
    trouble: str = ""
    """Why the owner's groups can't be told."""


def named(data: Path) -> Named:
    """Those of a data folder, the built-in first; a set by its path in the folder."""
    sets = (EXAMPLES, *sorted(f"{SETS}/{path.name}" for path in (data / SETS).glob("*.csv")))
    try:
        return Named(groups=(CHECKED, *sorted(_owned(data / GROUPS))), sets=sets)
    except BadList as bad:
        return Named(sets=sets, trouble=str(bad))


def members(asked: Asked, data: Path, checked: Callable[[], frozenset[str]]) -> Members:
    """Who and what is meant by the names in a data folder; `BadList` where there is none of that name."""
    if asked.prompt_set is not None and asked.prompt_set not in named(data).sets:
        raise BadList(f"There is no such set of prompts. Choose another: {asked.prompt_set}")
    voters = None if asked.group is None else group(asked.group, _owned(data / GROUPS), checked)
    return Members(voters=voters, texts=None if asked.prompt_set is None else prompts(asked.prompt_set, data))


def group(name: str, groups: Mapping[str, frozenset[str]], checked: Callable[[], frozenset[str]]) -> frozenset[str]:
    """Its voters."""
    if name == CHECKED:
        return checked()
    if name not in groups:
        raise BadList(f"There is no such group of voters. Choose among {', '.join((CHECKED, *sorted(groups)))}: {name}")
    return groups[name]


def read_groups(path: Path) -> dict[str, frozenset[str]]:
    """The voters of each group."""
    table = _read(path, ("voter", "group"))
    if CHECKED in set(table["group"]):
        raise BadList(f"The group {CHECKED} is built in. Give yours another name: {path.name}")
    told = table[(table["voter"] != "") & (table["group"] != "")]
    return {str(name): frozenset(rows) for name, rows in told.groupby("group")["voter"]}


def prompts(name: str, folder: Path = Path()) -> frozenset[str]:
    """The prompts of a set: of the page's examples, or of that file."""
    if name == EXAMPLES:
        with resources.as_file(resources.files("assets").joinpath("prompts.csv")) as path:
            return frozenset(_read(path, ("prompt",))["prompt"])
    return frozenset(_read(folder / name, ("prompt",))["prompt"]) - {""}


def _owned(path: Path) -> dict[str, frozenset[str]]:
    return read_groups(path) if path.is_file() else {}


def _read(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise BadList(f"This list can't be read. Mend the file, {error}: {path.name}") from error
    if lacking := [name for name in columns if name not in table]:
        raise BadList(f"This list lacks a column. Give its first line {', '.join(lacking)}: {path.name}")
    return pd.DataFrame({name: table[name].str.strip() for name in columns})
