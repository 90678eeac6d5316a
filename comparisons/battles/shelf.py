"""Clips that exist: what every finished comparison of this data folder has left, and whom each was shown to.

Read from the disk once and then only what is new, so that drawing a pair stays quick in a folder of many comparisons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from comparisons.battles.pair import Models
from comparisons.battles.seldom import Seldom
from comparisons.battles.sweep import is_over
from comparisons.run.comparison import Comparison, Done, Take
from comparisons.run.store import Store
from providers.kit.prompts import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A finished take that may be shown again."""

    comparison: str
    take: str
    model: str
    sha256: str
    sounds: bool
    """Whether there is something to hear."""
    visitor: str
    """Who had it made; nobody, where it was the owner's shell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoilt:
    """A clip that was spoilt for an earlier battle."""

    comparison: str
    take: str
    flaw: str
    """As `flaws` names it; empty where only blocks were known."""


Meeting = tuple[list[Clip], list[Clip]]
"""What two models made of one subject."""


class Shelf:
    """The clips of one store. Not for several threads at once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: set[str] = set()
        self._subjects: dict[tuple[str, ...], list[Clip]] = defaultdict(list)
        self._shown: dict[str, set[str]] = defaultdict(set)
        """Hashes of the clips that a voter was shown in battles, drawn or made."""
        self._drawn: dict[str, dict[str, Comparison]] = defaultdict(dict)
        """The battles of clips that exist that a voter was given, the longest ago first."""
        self._repeated: dict[str, set[frozenset[str]]] = defaultdict(set)
        self._seldom = Seldom()
        self.spoilt: dict[str, Spoilt] = {}
        """By the take that it was."""

    def look(self, *, at_once: bool = False) -> None:
        """Take in what has been finished since, if it is due or must be `at_once`."""
        if at_once or self._seldom.due:
            with self._seldom.work():
                self._look()

    def _look(self) -> None:
        for comparison_id in sorted(self._store.ids() - self._read):
            try:
                made = self._store.load(comparison_id)
            except (KeyError, OSError):  # begun just now, or damaged: it is looked at again
                continue
            if made.finished:
                self._read.add(comparison_id)
                self._take_in(made)

    def shown(self, voter: str, made: Comparison) -> None:
        """Note a battle that was just drawn."""
        self._read.add(made.id)
        self._note(voter, made)

    def pairs(self, voter: str, visitor: str, judged: Callable[[set[str]], set[str]]) -> dict[Models, list[Meeting]]:
        """Where two models can meet before this person, blind: by no clip whose maker they were told.

        That is: no clip of a battle that was shown to them, of a comparison that they had made, or of one that they
        voted on (`judged` tells which).
        """
        seen = self._shown.get(voter, set())
        known = judged({one.comparison for clips in self._subjects.values() for one in clips})
        found: dict[Models, list[Meeting]] = defaultdict(list)
        for clips in self._subjects.values():
            by_model: dict[str, list[Clip]] = defaultdict(list)
            for one in clips:
                theirs = bool(one.visitor) and one.visitor in {voter, visitor}
                if not theirs and one.sha256 not in seen and one.comparison not in known:
                    by_model[one.model].append(one)
            for first, second in combinations(sorted(by_model), 2):
                found[first, second].append((by_model[first], by_model[second]))
        return found

    def repeatable(self, voter: str, judged: Callable[[set[str]], set[str]], apart: int = 3) -> list[Comparison]:
        """Battles that this voter has judged, and that may come once more: not of the last `apart`."""
        plain = [one for one in self._drawn[voter].values() if not _tries(one)]
        earlier = sorted(plain, key=lambda one: one.created_at)[:-apart]
        done = judged({one.id for one in earlier})
        again = self._repeated[voter]
        return [one for one in earlier if one.id in done and frozenset(take.id for take in one.takes) not in again]

    def waiting(self, voter: str, judged: Callable[[set[str]], set[str]], now: datetime) -> list[Comparison]:
        """Battles that this voter was given, that are not over and wait for a vote, in the order of their giving."""
        open_still = {one.id: one for one in self._drawn[voter].values() if not is_over(one, now)}
        done = judged(set(open_still))
        return [one for one in open_still.values() if one.id not in done]

    def _take_in(self, made: Comparison) -> None:
        if made.battle:
            self._note(made.battle.voter, made)
        if made.battle and made.battle.of:
            return
        for take, clip in _clips(made):
            if not take.brief.flaw:  # what was made badly on purpose would count against its model
                self._subjects[_subject(made, take)].append(clip)

    def _note(self, voter: str, made: Comparison) -> None:
        if made.battle and made.battle.of:
            if made.battle.expected:
                bad = next(take.id for take in made.takes if take.id != made.battle.expected)
                self.spoilt[made.battle.of[0]] = Spoilt(comparison=made.id, take=bad, flaw=made.battle.flaw)
            if made.battle.repeat:
                self._repeated[voter].add(frozenset(made.battle.of))
            self._drawn[voter].pop(made.id, None)
            self._drawn[voter][made.id] = made
        self._shown[voter] |= {clip.sha256 for _, clip in _clips(made)}


def _clips(made: Comparison) -> Iterator[tuple[Take, Clip]]:
    for take in made.takes:
        if isinstance(take.stage, Done):
            yield take, Clip(
                comparison=made.id, take=take.id, model=take.model, sha256=take.stage.clip.sha256,
                sounds=take.stage.clip.audio and take.stage.shown.lufs is not None, visitor=made.visitor,
            )  # fmt: skip


def _tries(made: Comparison) -> bool:
    """Whether it was drawn to try its voter."""
    return bool(made.battle and (made.battle.expected or made.battle.repeat))


def _subject(made: Comparison, take: Take) -> tuple[str, ...]:
    """What two clips must have in common: words and shape; or, where they began from a picture or clip, all of it."""
    if made.brief.task == "text_to_video":
        return plain(made.brief.prompt), take.brief.aspect_ratio or ""
    return (made.id,)
