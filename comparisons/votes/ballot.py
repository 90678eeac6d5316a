"""What may be asked and answered: a judgement becomes rows, each about one pair on one criterion.

Two clips are answered with `left`, `right`, `tie` or `both_bad`, which is one row. Any number of clips may be answered
with the take that is best: it wins against each of the others, so N clips make N−1 rows. `tie` and `both_bad` said of
more than two clips are N−1 rows too, each about two neighbours in the order shown: so every ballot on N clips weighs
the same, and since the order is drawn, no model gains by it. Three or more clips may also be answered with the best
and the worst (`Extremes`: 2N−3 rows, the worst loses to each of the others), or with a full ranking (`Order`: a row for
each of the N(N−1)/2 pairs). On the other criteria the answers are `left`, `right`, `tie`, or the take that is best.
`Skip` makes N−1 rows that are not counted.

All rows of a ballot share `vote_id`. Each row's `ballot` is JSON, the raw answer to its criterion, by which a reader
can take the rows of one `vote_id` and `criterion` for one observation:

    {"answer": "left", "takes": ["a", "b"], "rows": 1}                       a word
    {"answer": "c", "best": "c", "takes": [...], "rows": N−1}                the best take
    {"answer": "extremes", "best": "c", "worst": "a", "takes": [...], "rows": 2N−3}
    {"answer": "ranking", "ranking": ["c", "b", "a"], "takes": [...], "rows": N(N−1)/2}    best first
    {"answer": "skip", "reason": "broken", "takes": [...], "rows": N−1}
    {"answer": "void", "takes": [], "rows": 1}

`takes` are all take ids in the order shown; `rows` counts the rows of the whole ballot, on all its criteria together,
so that a torn one is known. Every take that was shown is in at least one of the rows, where its model stands.

Nothing is deleted. A row with a flag is kept and counted, unless the flag is one of `EXCLUDING`. A vote is taken back
by rows with the outcome `void`, whose `voids` is its `vote_id`; `frame` tells rows so taken back as not counted.
"""

from __future__ import annotations

import itertools
import json
import math
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from comparisons.votes.answers import CRITERIA, REASONS, SKIPS, Answer, Extremes, Order, Skip
from comparisons.votes.errors import BadBallot
from comparisons.votes.vote import EXCLUDING as EXCLUDING
from comparisons.votes.vote import OUTCOMES as OUTCOMES
from comparisons.votes.vote import SCHEMA as SCHEMA
from comparisons.votes.vote import Outcome as Outcome
from comparisons.votes.vote import Vote as Vote

NOT_PLAYED = "not_played"
"""Flag of a counted row one of whose clips ran for less than 80 % of itself and less than three seconds."""
NOT_HEARD = "not_heard"
"""Flag of a counted row one of whose clips has sound and was heard for less than 40 % of itself and less than two
seconds, though the round was not muted."""
MARKED = "left_mark", "right_mark"
"""Flags of a counted row whose left, or right, clip carries a visible mark, where the picture was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One clip as it stood before the voter; give them in the order shown, the leftmost first."""

    take: str
    model: str
    sha256: str = ""
    """Of the clip's bytes as its maker sent them."""
    seconds: float | None = None
    """The clip's length."""
    audio: bool | None = None
    """Whether it has sound."""
    played_s: float | None = None
    """How long it ran before the vote; `None` where nobody measured."""
    heard_s: float | None = None
    """How long it was the audible one."""
    replays: int | None = None
    """How often it was begun again after its first time."""
    reasons: tuple[str, ...] = ()
    """Of `REASONS`."""
    marked: bool = False
    """Whether it carries a mark that may tell who made it."""


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
    round: str = "whole"
    """As in `Vote`, and so is the next."""
    served: str = ""
    expected: str = ""
    """The take that is known to be the better one, where the other was spoilt on purpose."""


Judged = tuple[Candidate, Candidate, Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What was said on one criterion."""

    criterion: str
    raw: dict[str, object]
    pairs: tuple[Judged, ...]


def judge(
    occasion: Occasion,
    shown: Sequence[Candidate],
    answer: Answer,
    *,
    now: datetime,
    vote_id: str = "",
    aspects: Mapping[str, str] | None = None,
) -> tuple[Vote, ...]:
    """The rows of one ballot; `aspects` are the answers on `CRITERIA`. `BadBallot` for what can't be answered."""
    if now.tzinfo is None:
        raise ValueError(f"A vote's time must name its zone: {now.isoformat()}")
    _check(shown)
    parts = [_part(occasion.criterion, shown, answer)]
    parts += [_aspect(criterion, shown, said) for criterion, said in (aspects or {}).items()]
    if len(parts) > 1 and isinstance(answer, Skip):
        raise BadBallot("Who skips says nothing of the clips. Skip, or answer")
    rows, vote_id = sum(len(part.pairs) for part in parts), vote_id or uuid.uuid4().hex
    takes = [one.take for one in shown]
    return tuple(
        _row(replace(occasion, criterion=part.criterion), pair, ballot=ballot, now=now, vote_id=vote_id)
        for part in parts
        for ballot in [json.dumps(part.raw | {"takes": takes, "rows": rows}, separators=(",", ":"))]
        for pair in part.pairs
    )


def void(votes: Sequence[Vote], now: datetime) -> tuple[Vote, ...]:
    """The rows that take a ballot back, one for each criterion; `votes` are all its rows."""
    first = {vote.criterion: vote for vote in reversed(votes)}
    ballot = json.dumps({"answer": "void", "takes": [], "rows": len(first)}, separators=(",", ":"))
    new = uuid.uuid4().hex
    return tuple(
        replace(
            vote, vote_id=new, voids=vote.vote_id, voted_at=now, outcome="void", ballot=ballot, counted=False,
            flags="void", comment="", left_reasons="", right_reasons="", served="",
        )
        for vote in first.values()
    )  # fmt: skip


def flagged(vote: Vote, *flags: str) -> Vote:
    """The same row with more flags, and with `counted` as they demand; for rows that are not yet written."""
    words = tuple(dict.fromkeys([*vote.flags.split(), *flags]))
    return replace(vote, flags=" ".join(words), counted=vote.counted and EXCLUDING.isdisjoint(words))


def _check(shown: Sequence[Candidate]) -> None:
    takes = [one.take for one in shown]
    if len(shown) < 2 or len(set(takes)) < len(takes):
        raise BadBallot(f"A vote needs two or more different clips. These were given: {', '.join(takes) or 'none'}")
    if strange := {word for one in shown for word in one.reasons} - set(REASONS):
        raise BadBallot(f"A reason is unknown. Known are {', '.join(REASONS)}. It was: {', '.join(sorted(strange))}")


def _part(criterion: str, shown: Sequence[Candidate], answer: Answer) -> _Part:
    takes = [one.take for one in shown]
    match answer:
        case Skip(reason=reason):
            if reason not in SKIPS:
                raise BadBallot(f"Say why, with one of {', '.join(SKIPS)}. It was: {reason!r}")
            raw: dict[str, object] = {"answer": "skip", "reason": reason}
            pairs: Iterator[Judged] = ((left, right, "skip") for left, right in itertools.pairwise(shown))
        case Extremes(best=best, worst=worst):
            if len(shown) < 3 or best == worst or not {best, worst} <= set(takes):
                raise BadBallot(f"The best and the worst are two of three or more clips: {best!r} and {worst!r}")
            raw = {"answer": "extremes", "best": best, "worst": worst}
            pairs = _by_height(shown, {best: 0, worst: 2}, 1)
        case Order(ranking=ranking):
            if len(shown) < 3 or sorted(ranking) != sorted(takes):
                raise BadBallot(f"A ranking names each of three or more clips once. It was: {', '.join(ranking)}")
            raw = {"answer": "ranking", "ranking": list(ranking)}
            pairs = _by_height(shown, {take: place for place, take in enumerate(ranking)}, 0)
        case str():
            raw = {"answer": answer, "best": answer} if answer in takes else {"answer": answer}
            pairs = _said(shown, answer)
    return _Part(criterion=criterion, raw=raw, pairs=tuple(pairs))


def _aspect(criterion: str, shown: Sequence[Candidate], said: str) -> _Part:
    if criterion not in CRITERIA or said == "both_bad":
        raise BadBallot(f"On {', '.join(CRITERIA)} answer left, right or tie. It was: {criterion}={said}")
    return _part(criterion, shown, said)


def _said(shown: Sequence[Candidate], answer: str) -> Iterator[Judged]:
    takes = [one.take for one in shown]
    if answer in ("left", "right") and len(shown) == 2:
        yield shown[0], shown[1], "left" if answer == "left" else "right"
    elif answer in ("tie", "both_bad"):
        for left, right in itertools.pairwise(shown):
            yield left, right, "tie" if answer == "tie" else "both_bad"
    elif answer in takes:
        yield from _by_height(shown, {answer: 0}, 1)
    else:
        sides = ["left", "right"] if len(shown) == 2 else []
        known = ", ".join([*sides, "tie", "both_bad", *takes])
        raise BadBallot(f"This answer is unknown. Vote again with one of {known}. It was: {answer!r}")


def _by_height(shown: Sequence[Candidate], heights: Mapping[str, int], other: int) -> Iterator[Judged]:
    """Each pair that stands at two heights, 0 the best; takes that `heights` doesn't name stand at `other`."""
    for left, right in itertools.combinations(shown, 2):
        high, low = heights.get(left.take, other), heights.get(right.take, other)
        if high != low:
            yield left, right, "left" if high < low else "right"


def _row(occasion: Occasion, judged: Judged, *, ballot: str, now: datetime, vote_id: str) -> Vote:
    left, right, outcome = judged
    row = Vote(
        schema=SCHEMA, vote_id=vote_id, voted_at=now, voter=occasion.voter, mode=occasion.mode, source=occasion.source,
        comparison_id=occasion.comparison_id, task=occasion.task, prompt_id=occasion.prompt_id,
        category=occasion.category, prompt=occasion.prompt, criterion=occasion.criterion, left_model=left.model,
        right_model=right.model, left_take=left.take, right_take=right.take, left_sha256=left.sha256,
        right_sha256=right.sha256, outcome=outcome, ballot=ballot, left_played_s=left.played_s,
        right_played_s=right.played_s, left_heard_s=left.heard_s, right_heard_s=right.heard_s,
        decided_after_s=occasion.decided_after_s, counted=True, flags="", comment=occasion.comment,
        app_version=occasion.app_version, left_replays=left.replays, right_replays=right.replays,
        left_reasons=" ".join(left.reasons), right_reasons=" ".join(right.reasons), round=occasion.round,
        served=occasion.served, expected=_side(occasion.expected, left, right),
    )  # fmt: skip
    return flagged(row, *occasion.flags, *_found(left, right, outcome, occasion.round))


def _side(take: str, left: Candidate, right: Candidate) -> str:
    return {left.take: "left", right.take: "right"}.get(take, "") if take else ""


def _found(left: Candidate, right: Candidate, outcome: Outcome, shown: str) -> Iterator[str]:
    if outcome == "skip":
        yield "skip"
    if left.model == right.model:
        yield "same_model"
    yield from (word for word, one in zip(MARKED, (left, right), strict=True) if one.marked and shown != "sound")
    if any(_lacking(one.played_s, one.seconds, 0.8, 3.0) for one in (left, right)):
        yield NOT_PLAYED
    if shown != "muted" and any(one.audio and _lacking(one.heard_s, one.seconds, 0.4, 2.0) for one in (left, right)):
        yield NOT_HEARD


def _lacking(measured: float | None, seconds: float | None, share: float, most: float) -> bool:
    """Whether what was measured is too little; what nobody measured never is."""
    if measured is None or not math.isfinite(measured):
        return False
    return measured < (most if seconds is None else min(share * seconds, most))
