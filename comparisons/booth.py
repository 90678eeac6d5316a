"""Where a vote is given, skipped or taken back: what was said of a comparison becomes rows on the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypedDict

from comparisons.battles.refusals import REPLAYED, Refusals
from comparisons.battles.slips import BadSlip, Slips
from comparisons.battles.sweep import is_over
from comparisons.misuse import Misuse
from comparisons.run.battle import Battle
from comparisons.run.comparison import Comparison, Done, Source, utc_now
from comparisons.showing import app_version
from comparisons.votes.answers import Answer
from comparisons.votes.ballot import Candidate, Occasion, Vote, judge, void
from comparisons.votes.errors import BadBallot, NotThere, Replayed, Resent
from comparisons.votes.log import VoteLog

UNDO = timedelta(minutes=1)
"""For how long a vote can be taken back."""
REPLAYS = 3
"""Used slips sent again from which on a voter's votes are flagged; a slow answer may have one sent twice."""


class Told(TypedDict, total=False):
    """What may come with an answer; the mappings are by take."""

    aspects: Mapping[str, str]
    """Answers on other criteria."""
    reasons: Mapping[str, Sequence[str]]
    comment: str
    played: Mapping[str, float]
    """Seconds, as is the next."""
    heard: Mapping[str, float]
    replays: Mapping[str, int]
    decided_after_s: float | None
    slip: str
    """By which the pair was given to this voter; a battle needs it."""


class Booth:
    """The votes of one data folder. Its methods may be called from any thread."""

    def __init__(self, folder: Path, votes: VoteLog, now: Callable[[], datetime] = utc_now) -> None:
        self.votes, self._now = votes, now
        self.slips, self.refusals = Slips(folder, now), Refusals(folder)
        self._fresh: dict[tuple[str, str], tuple[Vote, ...]] = {}
        """Votes that can still be taken back, the oldest first, by voter and comparison."""
        self._lock = threading.Lock()

    def vote(self, made: Comparison, voter: str, answer: Answer, source: Source, told: Told) -> None:
        """Write a vote down, durably; `Misuse` where it can't be one, `AlreadyVoted` where there is one."""
        if not voter.strip():
            raise Misuse("vote", "voter", "A vote needs a voter. Give a name that is yours")
        if not made.finished or len(made.playable) < 2:
            raise Misuse("vote", "early", "A vote needs two clips that are ready")
        served = self._served(made, voter, source, told.get("slip", ""))
        occasion = self._occasion(made, voter, source, told, served)
        try:
            rows = judge(occasion, _shown(made, told), answer, now=self._now(), aspects=told.get("aspects"))
        except BadBallot as error:
            raise Misuse("vote", "answer", "That answer fits no ballot", str(error)) from error
        try:
            self.votes.append(rows)
        except Replayed as error:
            self.refusals.keep(self._now(), voter, made.id, source, REPLAYED)
            if isinstance(error, Resent):
                raise
            raise Misuse("vote", "replayed", "This battle was voted on by its slip. Take the next one") from error
        with self._lock:
            self._fresh.pop((voter, made.id), None)
            self._fresh[voter, made.id] = rows
            self._forget()

    def undo(self, comparison_id: str, voter: str) -> None:
        """Take this voter's vote back; `Misuse` where there is none, or more than a minute has gone by."""
        with self._lock:
            self._forget()
            rows = self._fresh.pop((voter, comparison_id), None)
        if rows is None:
            raise Misuse("vote", "undo_late", "A vote can be taken back for a minute. It stands")
        try:
            self.votes.append(void(rows, self._now()))
        except NotThere as error:
            raise Misuse("vote", "undo_late", "A vote can be taken back for a minute. It stands") from error
        except BaseException:
            with self._lock:
                self._fresh[voter, comparison_id] = rows
            raise

    def undo_s(self, comparison_id: str, voter: str) -> float:
        """Seconds for which this voter's vote can still be taken back; 0 where it can't."""
        rows = self._fresh.get((voter, comparison_id))
        return max(0.0, (rows[0].voted_at + UNDO - self._now()).total_seconds()) if rows else 0.0

    def slip(self, made: Comparison, voter: str) -> str:
        """A slip for a battle that was drawn for this voter; nothing where none is wanted, it is another's, or over."""
        wanted = voter and made.mode == "battle" and is_for(made, voter) and not self.is_over(made)
        return self.slips.give(voter, made.id) if wanted else ""

    def is_over(self, made: Comparison) -> bool:
        """Whether slips for it are given no more."""
        return is_over(made, self._now())

    def _served(self, made: Comparison, voter: str, source: Source, slip: str) -> str:
        """The mark of the slip that a battle needs."""
        if made.mode != "battle":
            return ""
        try:
            if not is_for(made, voter):
                raise BadSlip("unserved")
            return self.slips.mark(slip, voter, made.id)
        except BadSlip as bad:
            self.refusals.keep(self._now(), voter, made.id, source, str(bad))
            if str(bad) == "stale":
                if made.battle and made.battle.of:
                    raise Misuse("vote", "over", "This battle is over after a day. Take the next one") from bad
                raise Misuse("vote", "stale", "This battle was shown more than a day ago. Open it again") from bad
            raise Misuse("vote", "unserved", "This pair was not drawn for you. Ask for a battle of your own") from bad

    def _occasion(self, made: Comparison, voter: str, source: Source, told: Told, served: str) -> Occasion:
        drawn = made.battle or Battle()
        again = made.mode != "open" and self.votes.voided(voter, made.id)
        replays = self.refusals.replays(voter) >= REPLAYS
        marks = {"repeat": drawn.repeat, "gold": drawn.expected, "unblinded": again, REPLAYED: replays}
        flags = (*(mark for mark, holds in marks.items() if holds), *([f"spoilt_{drawn.flaw}"] if drawn.flaw else ()))
        return Occasion(
            voter=voter, comparison_id=made.id, mode=made.mode, source=source, task=made.brief.task,
            prompt_id=made.prompt_id, category=made.category, prompt=made.brief.prompt,
            decided_after_s=told.get("decided_after_s"), comment=told.get("comment", ""), app_version=app_version(),
            flags=flags, round=drawn.round, served=served,
            expected=drawn.expected,
        )  # fmt: skip

    def _forget(self) -> None:
        for key, rows in list(self._fresh.items()):
            if rows[0].voted_at + UNDO > self._now():
                break
            del self._fresh[key]


def is_for(made: Comparison, voter: str) -> bool:
    """Whether this voter may vote on it."""
    return made.mode != "battle" or made.battle is None or made.battle.voter in ("", voter)


def _shown(made: Comparison, told: Told) -> list[Candidate]:
    """The finished takes as a ballot knows them, with what the page tells of each."""
    played, heard = told.get("played", {}), told.get("heard", {})
    reasons, replays = told.get("reasons", {}), told.get("replays", {})
    return [
        Candidate(
            take=take.id, model=take.model, sha256=stage.clip.sha256, seconds=stage.clip.seconds,
            audio=stage.clip.audio, played_s=played.get(take.id), heard_s=heard.get(take.id),
            reasons=tuple(reasons.get(take.id, ())), replays=replays.get(take.id), marked=stage.marked,
        )
        for take in made.playable
        if isinstance(stage := take.stage, Done)
    ]  # fmt: skip
