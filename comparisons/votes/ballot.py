"""What may be asked and answered: a judgement becomes rows, each about one pair on one criterion.

Two clips are answered with `left`, `right`, `tie` or `both_bad`, which is one row. Any number of clips may be answered
with the take that is best: it wins against each of the others, so N clips make N−1 rows. `tie` and `both_bad` said of
more than two clips are N−1 rows too, each about two neighbours in the order shown: so every ballot on N clips weighs
the same, and since the order is drawn, no model gains by it. All rows of a ballot share `vote_id` and `ballot`.

Nothing is deleted. A row with a flag is kept and counted, unless the flag is one of `EXCLUDING`.
"""

from __future__ import annotations

import itertools
import json
import math
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

from comparisons.votes.errors import BadBallot

Outcome = Literal["left", "right", "tie", "both_bad"]
OUTCOMES: tuple[str, ...] = get_args(Outcome)
SCHEMA = 1
EXCLUDING = frozenset({"same_model", "gold", "test"})
"""Flags whose rows are kept with `counted` 0: one model against itself, a planted pair, a trial of the page."""
NOT_PLAYED = "not_played"
"""Flag of a counted row one of whose clips ran for less than 80 % of itself and less than three seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One clip as it stood before the voter; give them in the order shown, the leftmost first."""

    take: str
    model: str
    sha256: str = ""
    """Of the clip's bytes as shown."""
    seconds: float | None = None
    """The clip's length."""
    played_s: float | None = None
    """How long it ran before the vote; `None` where nobody measured."""
    heard_s: float | None = None
    """How long it was the audible one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """All that the rows of one ballot share: who was asked, where, about what."""

    voter: str
    comparison_id: str
    mode: str = "open"
    """`open`, `blind` or `battle`."""
    source: str = "page"
    """`page`, `api` or `shell`."""
    task: str = "text_to_video"
    prompt_id: str = ""
    category: str = ""
    prompt: str = ""
    criterion: str = "overall"
    decided_after_s: float | None = None
    """From the clips' appearance to the answer."""
    comment: str = ""
    flags: tuple[str, ...] = ()
    """Words without spaces, beside those found here."""
    app_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One row of `votes.csv`; the fields are its columns, in their order."""

    schema: int
    vote_id: str
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
    """JSON: the raw `answer`, the `takes` in the order shown, and how many `rows` the ballot makes."""
    left_played_s: float | None
    right_played_s: float | None
    left_heard_s: float | None
    right_heard_s: float | None
    decided_after_s: float | None
    counted: bool
    """Whether the ranking may use the row."""
    flags: str
    """Words with a space between them."""
    comment: str
    app_version: str


Judged = tuple[Candidate, Candidate, Outcome]


def judge(
    occasion: Occasion, shown: Sequence[Candidate], answer: str, *, now: datetime, vote_id: str = ""
) -> tuple[Vote, ...]:
    """The rows of one answer: an outcome's word, or the take that is best; `BadBallot` for anything else."""
    if now.tzinfo is None:
        raise ValueError(f"A vote's time must name its zone: {now.isoformat()}")
    pairs = tuple(_pairs(tuple(shown), answer))
    takes = [one.take for one in shown]
    ballot = json.dumps({"answer": answer, "takes": takes, "rows": len(pairs)}, separators=(",", ":"))
    vote_id = vote_id or uuid.uuid4().hex
    return tuple(_row(occasion, pair, ballot=ballot, now=now, vote_id=vote_id) for pair in pairs)


def flagged(vote: Vote, *flags: str) -> Vote:
    """The same row with more flags, and with `counted` as they demand; for rows that are not yet written."""
    words = tuple(dict.fromkeys([*vote.flags.split(), *flags]))
    return replace(vote, flags=" ".join(words), counted=vote.counted and EXCLUDING.isdisjoint(words))


def _pairs(shown: tuple[Candidate, ...], answer: str) -> Iterator[Judged]:
    takes = [one.take for one in shown]
    if len(shown) < 2 or len(set(takes)) < len(takes):
        raise BadBallot(f"A vote needs two or more different clips. These were given: {', '.join(takes) or 'none'}")
    if answer in ("left", "right") and len(shown) == 2:
        yield shown[0], shown[1], "left" if answer == "left" else "right"
    elif answer in ("tie", "both_bad"):
        for left, right in itertools.pairwise(shown):
            yield left, right, "tie" if answer == "tie" else "both_bad"
    elif answer in takes:
        yield from _best(shown, takes.index(answer))
    else:
        sides = ["left", "right"] if len(shown) == 2 else []
        known = ", ".join([*sides, "tie", "both_bad", *takes])
        raise BadBallot(f"This answer is unknown. Vote again with one of {known}. It was: {answer!r}")


def _best(shown: tuple[Candidate, ...], best: int) -> Iterator[Judged]:
    for place, other in enumerate(shown):
        if place < best:
            yield other, shown[best], "right"
        elif place > best:
            yield shown[best], other, "left"


def _row(occasion: Occasion, judged: Judged, *, ballot: str, now: datetime, vote_id: str) -> Vote:
    left, right, outcome = judged
    row = Vote(
        schema=SCHEMA,
        vote_id=vote_id,
        voted_at=now,
        voter=occasion.voter,
        mode=occasion.mode,
        source=occasion.source,
        comparison_id=occasion.comparison_id,
        task=occasion.task,
        prompt_id=occasion.prompt_id,
        category=occasion.category,
        prompt=occasion.prompt,
        criterion=occasion.criterion,
        left_model=left.model,
        right_model=right.model,
        left_take=left.take,
        right_take=right.take,
        left_sha256=left.sha256,
        right_sha256=right.sha256,
        outcome=outcome,
        ballot=ballot,
        left_played_s=left.played_s,
        right_played_s=right.played_s,
        left_heard_s=left.heard_s,
        right_heard_s=right.heard_s,
        decided_after_s=occasion.decided_after_s,
        counted=True,
        flags="",
        comment=occasion.comment,
        app_version=occasion.app_version,
    )
    return flagged(row, *occasion.flags, *_found(left, right))


def _found(left: Candidate, right: Candidate) -> Iterator[str]:
    if left.model == right.model:
        yield "same_model"
    if _unplayed(left) or _unplayed(right):
        yield NOT_PLAYED


def _unplayed(one: Candidate) -> bool:
    if one.played_s is None or not math.isfinite(one.played_s):
        return False
    enough = 3.0 if one.seconds is None else min(0.8 * one.seconds, 3.0)
    return one.played_s < enough
