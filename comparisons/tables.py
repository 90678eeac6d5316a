"""`python -m comparisons rank` and `battles`: a vote file into a table, and into battles for other tools."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import typer

from comparisons.board import NEWEST
from comparisons.board import facts as told_facts
from comparisons.lists import group as group_of
from comparisons.lists import prompts, read_groups
from comparisons.ranking.asked import CHECKED, Asked, Members, made
from comparisons.ranking.coded import BadVotes
from comparisons.ranking.covariates import with_facts
from comparisons.ranking.exports import as_csv, as_markdown, told
from comparisons.ranking.exports import battles as told_battles
from comparisons.ranking.portrait import as_png
from comparisons.ranking.table import Table
from comparisons.run.store import Store
from comparisons.votes.errors import VoteTrouble
from comparisons.votes.frame import read_votes
from comparisons.votes.voters import screened, voters

Votes = Annotated[Path, typer.Argument(help="A votes.csv.")]
Words = list[str] | None


def stop(why: object) -> typer.Exit:
    """Say why on standard error; raise what this returns."""
    print(why, file=sys.stderr)
    return typer.Exit(1)


def rank(
    votes: Votes,
    criterion: Annotated[str, typer.Option(help="What was asked.")] = "overall",
    weight: Annotated[Words, typer.Option(help="criterion=number; several criteria as one; repeatable.")] = None,
    control: Annotated[Words, typer.Option(help="side, sound, seconds, resolution or loudness; repeatable.")] = None,
    ties: Annotated[Literal["davidson", "half"], typer.Option(help="How ties count.")] = "davidson",
    resamples: Annotated[int, typer.Option(min=0, help="Of the bootstrap; 0 for the sandwich.")] = 0,
    seed: Annotated[int, typer.Option(help="Of the bootstrap.")] = 0,
    alone: Annotated[bool, typer.Option("--alone", help="Take each vote as drawn alone.")] = False,
    task: Annotated[str | None, typer.Option(help="These votes only; so do the options down to --until.")] = None,
    category: str | None = None,
    language: str | None = None,
    writing: Annotated[str | None, typer.Option(help="The prompt's script, as LATIN.")] = None,
    mode: Annotated[str | None, typer.Option(help="open, blind or battle.")] = None,
    source: Annotated[str | None, typer.Option(help="page, api or shell.")] = None,
    round_: Annotated[str, typer.Option("--round", help="whole, muted or sound.")] = "whole",
    prompt: Annotated[Words, typer.Option(help="A prompt's id; repeatable.")] = None,
    model: Annotated[Words, typer.Option(help="A model's id; both of a vote are among these; repeatable.")] = None,
    voter: Annotated[str | None, typer.Option(help="This voter's own table.")] = None,
    group: Annotated[str | None, typer.Option(help="Voters of this group; checked needs no --groups.")] = None,
    groups: Annotated[Path | None, typer.Option(help="A CSV with the columns voter and group.")] = None,
    prompt_set: Annotated[str | None, typer.Option(help="examples, or a CSV with a column prompt.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z"], help="UTC.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z"], help="UTC.")] = None,
    first: Annotated[int | None, typer.Option("--bytes", min=1, help="Read so much of the file.")] = None,
    sha256: Annotated[str, typer.Option(help="Refuse other votes than these.")] = "",
    facts: Annotated[Path | None, typer.Option(help="What clips are like, for --control, as facts prints it.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write a .csv, .md, .json or .png.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")] = False,
) -> None:
    """The table that a vote file makes, best first, and the command that makes it again."""
    try:
        asked = Asked(
            criterion=criterion, weight=tuple(weight or ()), control=tuple(control or ()), ties=ties,
            resamples=resamples, seed=seed, alone=alone, task=task, category=category, language=language,
            writing=writing, mode=mode, source=source, round=round_, prompt=tuple(prompt or ()),
            model=tuple(model or ()), voter=voter, group=group, prompt_set=prompt_set, since=_aware(since),
            until=_aware(until),
        )  # fmt: skip
        table = _table(asked, read_votes(votes, first=first, sha256=sha256), groups, facts)
        if out is not None:
            out.write_bytes(written(table, out.suffix))
    except (VoteTrouble, BadVotes, ValueError, OSError) as error:
        raise stop(error) from None
    _print(table, as_json)


def _table(asked: Asked, rows: pd.DataFrame, groups: Path | None, facts: Path | None) -> Table:
    """Of a suspect's votes their own table alone is made."""
    told = _members(asked, groups, rows)
    rows = screened(rows) if asked.voter is None else rows
    return made(rows if facts is None else with_facts(rows, pd.read_csv(facts, index_col="take")), asked, told)


def _members(asked: Asked, groups: Path | None, rows: pd.DataFrame) -> Members:
    def checked() -> frozenset[str]:
        try:
            return frozenset(one.voter for one in voters(rows) if one.verdict == CHECKED)
        except KeyError as lacking:
            raise ValueError(f"These votes tell nothing of voters. Give a file with the column {lacking}") from None

    if asked.group not in (None, CHECKED) and groups is None:
        raise ValueError(f"Who is in this group has to be told. Give a file with --groups: {asked.group}")
    return Members(
        voters=None if asked.group is None else group_of(asked.group, read_groups(groups) if groups else {}, checked),
        texts=None if asked.prompt_set is None else prompts(asked.prompt_set),
    )


def battles(
    votes: Votes,
    criterion: Annotated[str, typer.Option(help="What was asked.")] = "overall",
) -> None:
    """Counted votes as JSON Lines in the schema that FastChat-style tools read, on standard output."""
    try:
        for line in told_battles(screened(read_votes(votes)), criterion=criterion):
            print(line)
    except VoteTrouble as error:
        raise stop(error) from None


def facts(data: Annotated[Path, typer.Argument(help="A data folder.")]) -> None:
    """What the clips of a data folder are like, as the CSV that `rank --facts` reads, on standard output."""
    if not data.is_dir():
        raise stop(f"There is no such folder. Give the one that holds votes.csv: {data}")
    print(told_facts(Store(data).recent(NEWEST)).to_csv(index_label="take"), end="")


def _print(table: Table, as_json: bool) -> None:
    if as_json:
        print(json.dumps(table.records(), ensure_ascii=False))
        return
    for number, row in enumerate(table.rows):
        if number and row.island != table.rows[number - 1].island:
            print("     No win and no tie joins the models below with those above:")
        print(
            f"{row.place:>5}  {row.model:<32} {row.rating:7.1f}  [{row.low:.0f}, {row.high:.0f}]  "
            f"{row.wins} won, {row.ties} tied, {row.losses} lost, {row.both_bad} both bad"
            + ("" if row.votes_to_next is None else f", {row.votes_to_next} votes to the next")
            + ("" if row.spread is None else f", clips ±{row.spread:.0f} [{row.spread_low:.0f}, {row.spread_high:.0f}]")
            + ("  preliminary" if row.provisional else "")
        )
    for effect in table.effects:
        print(f"     {effect.name:<32} {effect.worth:+7.3f}  [{effect.low:+.3f}, {effect.high:+.3f}]")
    print("\n".join(told(table)), file=sys.stderr)


def written(table: Table, suffix: str) -> bytes:
    """A table as a file with that ending, `.csv`, `.md`, `.json` or `.png`; `ValueError` for another."""
    match suffix.lower():
        case ".csv":
            return as_csv(table).encode()
        case ".md":
            return as_markdown(table).encode()
        case ".json":
            return json.dumps(table.records(), ensure_ascii=False).encode()
        case ".png":
            font = resources.files("providers").joinpath("studio/font/DejaVuSans-Bold-subset.ttf")
            with resources.as_file(font) as path:
                return as_png(table, path)
    raise ValueError(f"A table is written as .csv, .md, .json or .png. It was: {suffix or 'no ending'}")


def _aware(when: datetime | None) -> datetime | None:
    return when if when is None or when.tzinfo else when.replace(tzinfo=UTC)
