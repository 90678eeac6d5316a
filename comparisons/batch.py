"""A prompt file against a set of models: made once, taken up where it stopped.

The output folder is a data folder like the app's. A prompt's comparison has an id made from what was asked, so a second
run finds it, makes only the takes that are missing, and never pays twice for one that is there.
"""

from __future__ import annotations

import asyncio
import csv
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from comparisons.desk import Desk, Misuse
from comparisons.lists import SETS
from comparisons.run.comparison import Comparison, Done, Failed, Take, again, outlay
from comparisons.run.compose import compose, new_take
from comparisons.run.store import write_whole
from providers.kit.terms import Brief

Told = Callable[[float], None]
"""Called with the share of the work that is done, 0 to 1."""


class BadPrompts(ValueError):
    """The prompt file can't be used; `str()` of it says why."""


def read_prompts(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV with a column `prompt` and perhaps `id` and `category`; `BadPrompts` for anything else."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadPrompts(f"The prompt file can't be read: {path} ({error})") from error
    if not rows or "prompt" not in rows[0]:
        raise BadPrompts(f"The prompt file needs a first line with a column named prompt, and rows under it: {path}")
    if not (said := [row for row in rows if (row["prompt"] or "").strip()]):
        raise BadPrompts(f"Every prompt in the file is empty. Write some: {path}")
    return said


def keep_set(path: Path, data: Path) -> None:
    """Put the prompt file where the Leaderboard finds it as a set, in place of one of the same name; `OSError`."""
    folder = data / SETS
    folder.mkdir(exist_ok=True)
    kept, told = folder / path.with_suffix(".csv").name, path.read_bytes()
    if not kept.exists() or kept.read_bytes() != told:
        write_whole(kept, told)


async def run_batch(
    desk: Desk, prompts: Sequence[dict[str, str]], models: Sequence[str], brief: Brief, told: Told
) -> tuple[list[Comparison], Misuse | None]:
    """Make what is missing, all of it at once (local renders wait in line), and return every comparison, finished.

    Where the budget has no room for the next one, nothing more is begun, and why is told beside what was made.
    """
    ids, stopped, spent = dict[str, None](), None, 0.0
    for row in prompts:
        asked = replace(brief, prompt=row["prompt"].strip())
        comparison_id = hashlib.sha256(repr((row.get("id"), asdict(asked))).encode()).hexdigest()[:12]
        try:
            spent += _begin(desk, comparison_id, asked, row, models, spent)
        except Misuse as misuse:
            stopped = misuse
        if not stopped or _standing(desk, comparison_id):
            ids[comparison_id] = None
        if stopped:
            break
    standing: dict[str, Comparison] = {}
    while True:
        standing = {one: _now(desk, one, standing.get(one)) for one in ids}
        told(_share(standing.values()))
        if all(made.finished for made in standing.values()):
            return list(standing.values()), stopped
        await asyncio.sleep(0.1)


def report(desk: Desk, made: Sequence[Comparison]) -> list[dict[str, Any]]:
    """One plain row per take; `file` is inside the output folder."""
    return [_row(desk, one, take) for one in made for take in one.takes]


def write_report(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """The rows as CSV, for a spreadsheet; replaced whole."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else ["prompt_id"])
        writer.writeheader()
        writer.writerows(rows)


def _begin(
    desk: Desk, comparison_id: str, asked: Brief, row: dict[str, str], models: Sequence[str], spent: float
) -> float:
    """Begin what is missing of a prompt; what it will cost, in US dollars. `Misuse` by the budget."""
    before = made = _standing(desk, comparison_id)
    if made is None:
        named = {"prompt_id": row.get("id") or "", "category": row.get("category") or ""}
        made = compose(desk.catalogue, asked, models, "open", "shell", comparison_id=comparison_id, **named)
    else:
        made = _completed(desk, made, models)
    cost, known = 0.0, {take.id for take in before.takes} if before else set[str]()
    if made != before:
        cost = desk.begin(made, [take for take in made.takes if take.id not in known], run=spent)
    for take in made.takes:
        if take.model in models and _may_pass(take) and take.id in known:
            cost += desk.retry(comparison_id, take.id, run=spent + cost)
    return cost


def _standing(desk: Desk, comparison_id: str) -> Comparison | None:
    try:
        return desk.runs.get(comparison_id)
    except KeyError:
        return None


def _now(desk: Desk, comparison_id: str, last: Comparison | None) -> Comparison:
    return last if last and last.finished else desk.runs.get(comparison_id)


def _completed(desk: Desk, made: Comparison, models: Sequence[str]) -> Comparison:
    """What is there stays, what was removed is made anew, what is missing is added."""
    kept = [take for take in made.takes if take.model not in models or not _is_removed(desk, made, take)]
    have = {take.model for take in kept}
    fresh = [_fresh(desk, made, model) for model in models if model not in have]
    return replace(made, takes=(*kept, *fresh))


def _fresh(desk: Desk, made: Comparison, model: str) -> Take:
    """A new take that remembers what the one cost whose clip was removed."""
    earlier = sum(outlay(take) for take in made.takes if take.model == model)
    return replace(new_take(desk.catalogue, made.brief, model, made.id), earlier_usd=earlier)


def _is_removed(desk: Desk, made: Comparison, take: Take) -> bool:
    return isinstance(take.stage, Done) and not desk.clip(made.id, take.id).is_file()


def _may_pass(take: Take) -> bool:
    """Whether it failed in a way that another try may mend; one whose fate nobody knows might be paid twice."""
    return isinstance(take.stage, Failed) and take.stage.kind != "Unsure" and again(take) is not None


def _share(standing: Iterable[Comparison]) -> float:
    takes = [take for one in standing for take in one.takes]
    shares = (1.0 if take.ended else getattr(take.stage, "fraction", None) or 0.0 for take in takes)
    return sum(shares) / max(1, len(takes))


def _row(desk: Desk, made: Comparison, take: Take) -> dict[str, Any]:
    clip = take.stage.clip if isinstance(take.stage, Done) else None
    took = take.ended_at - take.started_at if take.ended_at and take.started_at else None
    lost = take.stage if isinstance(take.stage, Failed) else None
    return {
        "comparison": made.id, "prompt_id": made.prompt_id, "category": made.category, "prompt": made.brief.prompt,
        "model": take.model, "take": take.id, "state": take.stage.state,
        "file": str(desk.clip(made.id, take.id).relative_to(desk.data)) if clip else "",
        "seconds": clip.seconds if clip else "",
        "width": clip.width if clip else "", "height": clip.height if clip else "",
        "mark": take.stage.marked if isinstance(take.stage, Done) else "",
        "audio": clip.audio if clip else "", "sha256": clip.sha256 if clip else "",
        "estimate_usd": take.estimate_usd, "cost_usd": clip.cost_usd if clip else None,
        "took_s": round(took.total_seconds(), 2) if took else None,
        "failure": lost.message if lost else "",
    }  # fmt: skip
