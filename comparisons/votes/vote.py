"""One row of `votes.csv`: its columns, in their order, and the words that may stand in it.

Columns are added at the end and never moved or renamed: a row of schema 1 has those up to `app_version`, of schema 2
all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

Outcome = Literal["left", "right", "tie", "both_bad", "skip", "void"]
OUTCOMES: Final[tuple[str, ...]] = ("left", "right", "tie", "both_bad")
"""What says something of two clips. `skip` says that nothing was said, `void` takes an earlier vote back."""
SCHEMA: Final = 2
SINCE_2: Final = (
    "left_replays", "right_replays", "left_reasons", "right_reasons", "round", "served", "expected", "voids",
)  # fmt: skip
"""The columns that schema 1 had not."""
EXCLUDING: Final = frozenset({"same_model", "gold", "test", "skip", "void", "repeat", "unblinded", "replayed"})
"""Flags whose rows are kept with `counted` 0: one model against itself, a planted pair, a trial of the page, nothing
said, a vote taken back, a pair that its voter has judged before, a blind vote by someone who has seen the names, one by
someone who has sent used slips again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one person said about two clips on one criterion."""

    schema: int
    vote_id: str
    """Shared by all rows of one ballot, on whatever criterion."""
    voted_at: datetime
    """Aware; kept in UTC."""
    voter: str
    mode: str
    source: str
    comparison_id: str
    task: str
    prompt_id: str
    category: str
    prompt: str
    criterion: str
    left_model: str
    right_model: str
    left_take: str
    right_take: str
    left_sha256: str
    right_sha256: str
    outcome: Outcome
    ballot: str
    """JSON, told in `ballot`."""
    left_played_s: float | None
    right_played_s: float | None
    left_heard_s: float | None
    right_heard_s: float | None
    decided_after_s: float | None
    counted: bool
    """Whether the ranking may use the row; a vote that was taken back says so only in the row that did it."""
    flags: str
    """Words with a space between them."""
    comment: str
    app_version: str
    left_replays: int | None = None
    """How often the clip was begun again after its first time."""
    right_replays: int | None = None
    left_reasons: str = ""
    """Words of `REASONS` with a space between them, said for or against that side."""
    right_reasons: str = ""
    round: str = "whole"
    """What was shown: `whole`, `muted` (the picture alone) or `sound` (no picture)."""
    served: str = ""
    """The mark of the slip by which the pair was given to this voter; empty where they chose the pair themselves."""
    expected: str = ""
    """`left` or `right` where one of the clips was spoilt on purpose: the better one."""
    voids: str = ""
    """In a row whose outcome is `void`: the `vote_id` that it takes back."""
