"""A table as CSV and as Markdown, and votes as the battles that tools in FastChat's manner read; texts and no files."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from typing import Final

import pandas as pd

from comparisons.ranking.coded import counts
from comparisons.ranking.covariates import UNITS
from comparisons.ranking.scores import share
from comparisons.ranking.table import Row, Table
from comparisons.votes.cells import escape

WINNERS: Final = {"left": "model_a", "right": "model_b", "tie": "tie", "both_bad": "tie (bothbad)"}
BATTLE: Final = (
    "question_id", "model_a", "model_b", "winner", "judge", "turn", "anony", "language", "tstamp", "criterion", "task",
    "category", "prompt",
)  # fmt: skip
"""The fields of a battle: up to `tstamp` FastChat's, then ours."""
_HEADS: Final = ("rank", "model", "rating", "95 %", "votes", "won", "tied", "lost", "both bad", "to next", "clips ±")


def as_csv(table: Table) -> str:
    """A line a model with a head, cells safe for spreadsheets; figures in full."""
    page = io.StringIO(newline="")
    write = csv.writer(page, lineterminator="\n")
    write.writerow(Row.__dataclass_fields__)
    for row in table.records():
        write.writerow([escape(value) if isinstance(value, str) else value for value in row.values()])
    return page.getvalue()


def as_markdown(table: Table) -> str:
    """For people, with what it was made from underneath."""
    lines = [_line(_HEADS), _line(["--:", ":--", *["--:"] * (len(_HEADS) - 2)])]
    lines += [_line(_cells(row)) for row in table.rows]
    for effect in table.effects:
        interval = f"{effect.worth:+.3f} [{effect.low:+.3f}, {effect.high:+.3f}]"
        lines.append(f"\n{effect.name}, {UNITS[effect.name]}: {interval} in logarithms of odds")
    return "\n".join([*lines, "", *(f"{line}  " for line in told(table)), ""])


def told(table: Table) -> list[str]:
    """What a table was made from, a sentence a line."""
    lines = [f"{table.votes} votes counted, {table.left_out} left out."]
    if len(table.groups) > 1:
        groups = " | ".join(", ".join(group) for group in table.groups)
        lines.append(f"No win and no tie joins these groups, so only models of one group can be compared: {groups}.")
    if table.side is not None:
        left, low, high = (100 * share(one) for one in (table.side.worth, table.side.low, table.side.high))
        lines.append(f"Between equal models the left one wins {left:.1f} % [{low:.1f}, {high:.1f}] of decided votes.")
    if table.made is not None:
        lines.append(f"Method {table.made.method}.")
        if table.made.sha256:
            lines.append(f"Made from the first {table.made.bytes} bytes of votes.csv, SHA-256 {table.made.sha256}.")
        lines.append(f"Made again by: {table.made.command}")
    return lines


def battles(votes: pd.DataFrame, *, criterion: str | None = "overall") -> Iterator[str]:
    """A line of JSON for each counted row with the fields of `BATTLE`; a voter is told by a hash, not by name."""
    kept = votes[counts(votes, criterion) & votes["outcome"].isin(list(WINNERS)).to_numpy(dtype=bool)]
    for row in kept.to_dict("records"):
        yield json.dumps(_battle({str(name): value for name, value in row.items()}), ensure_ascii=False)


def _battle(row: dict[str, object]) -> dict[str, object]:
    when, voter = row.get("voted_at"), str(row.get("voter") or "")
    values = (
        str(row.get("comparison_id") or ""), row["left_model"], row["right_model"], WINNERS[str(row["outcome"])],
        f"voter_{hashlib.sha256(voter.encode()).hexdigest()[:12]}" if voter else "", 1,
        row.get("mode") in ("battle", "blind"), str(row.get("language") or ""),
        when.timestamp() if isinstance(when, pd.Timestamp) else None,
        *(str(row.get(name) or "") for name in BATTLE[9:]),
    )  # fmt: skip
    return dict(zip(BATTLE, values, strict=True))


def _cells(row: Row) -> list[str]:
    model = row.model.replace("|", "\\|") + (" (preliminary)" if row.provisional else "")
    figures = (row.votes, row.wins, row.ties, row.losses, row.both_bad)
    next_ = "" if row.votes_to_next is None else str(row.votes_to_next)
    clips = "" if row.spread is None else f"{row.spread:.0f} [{row.spread_low:.0f}, {row.spread_high:.0f}]"
    return [row.place, model, f"{row.rating:.0f}", f"{row.low:.0f} … {row.high:.0f}", *map(str, figures), next_, clips]


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
