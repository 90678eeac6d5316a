"""`python -m comparisons`: run a prompt file, rank a vote file, measure a clip.

With `--json` one JSON document goes to standard output and nothing else; errors go to standard error
with exit status 1.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from tqdm import tqdm

from comparisons.batch import BadPrompts, keep_set, read_prompts, report, run_batch, write_report
from comparisons.desk import Busy, Desk, Misuse
from comparisons.electorate import voters
from comparisons.measures import measure as measured
from comparisons.ranking.dictionary import of_tables
from comparisons.tables import battles, facts, rank, stop
from comparisons.votes.dictionary import dictionary
from comparisons.votes.errors import VoteTrouble
from providers.kit.dotenv import BadSettings, begin
from providers.kit.errors import Trouble
from providers.kit.terms import Brief

shell = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


@shell.command()
def run(
    prompts: Annotated[Path, typer.Argument(help="A CSV with a column prompt and, if you like, id and category.")],
    models: Annotated[str, typer.Option(help="Ids, with commas between them.")],
    out: Annotated[Path, typer.Option(help="A folder; run again and only what is missing is made.")],
    seconds: Annotated[float | None, typer.Option(min=0.1)] = None,
    aspect: Annotated[str | None, typer.Option(help="As in 16:9.")] = None,
    resolution: Annotated[str | None, typer.Option(help="As in 720p.")] = None,
    seed: int | None = None,
    as_json: AsJson = False,
) -> None:
    """Send every prompt of a file to every model."""
    brief = Brief(prompt="", seconds=seconds, aspect_ratio=aspect, resolution=resolution, seed=seed)
    chosen = [one.strip() for one in models.split(",") if one.strip()]
    try:
        rows = read_prompts(prompts)
        desk = Desk(out.resolve())
    except (BadPrompts, BadSettings, Busy, VoteTrouble, OSError) as error:
        raise stop(error) from None
    try:
        desk.check(replace(brief, prompt=rows[0]["prompt"]), chosen)
        keep_set(prompts, desk.data)
        with tqdm(total=100, unit="%", disable=as_json, file=sys.stderr) as bar:
            made, stopped = asyncio.run(run_batch(desk, rows, chosen, brief, lambda share: _advance(bar, share)))
        told = report(desk, made)
        write_report(out / "takes.csv", told)
    except (Misuse, Trouble, OSError) as error:
        raise stop(error) from None
    finally:
        desk.close()
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
    for row in told if not as_json else []:
        mark = "  (carries a visible mark)" if row["mark"] else ""
        print(f"{row['prompt_id'] or row['comparison']}  {row['model']:<24} {row['file'] or row['failure']}{mark}")
    if stopped:
        raise stop(f"Stopped before the end; run again and what is missing is made. {stopped}")
    if lost := sum(row["state"] == "failed" for row in told):
        raise stop(f"{lost} of {len(told)} takes failed. What may pass is tried when you run again.")


shell.command()(rank)
shell.command()(battles)
shell.command()(facts)
shell.command()(voters)


@shell.command()
def measure(
    clip: Annotated[Path, typer.Argument(help="A video file.")],
    seam: Annotated[list[float] | None, typer.Option(help="Seconds where pieces were joined; repeatable.")] = None,
) -> None:
    """What the instruments say of a clip, as JSON."""
    try:
        print(json.dumps(measured(clip, seam or ()), ensure_ascii=False, indent=2))
    except (ValueError, OSError, Trouble) as error:
        raise stop(error) from None


@shell.command()
def columns() -> None:
    """What each column of votes.csv holds, and of a table that rank writes, as Markdown."""
    print(f"{dictionary()}\n{of_tables()}", end="")


def _advance(bar: tqdm, share: float) -> None:
    bar.update(max(0.0, round(100 * share, 1) - bar.n))


def main() -> None:
    """The command, with what `.env` sets."""
    begin()
    shell()


if __name__ == "__main__":
    main()
