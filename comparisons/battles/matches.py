"""Drawing battles: of clips that exist, where this voter has not seen their like, or else the two models to ask.

`SPLITSCREEN_ARENA` says which: `drawn` (clips that exist, and nothing is ever made), `live` (always made) or, where it
is not set, whichever there is, clips that exist first.
"""

from __future__ import annotations

import os
import random
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import combinations
from weakref import WeakValueDictionary

from comparisons.battles import rounds
from comparisons.battles.borrow import Asked, borrow, planted
from comparisons.battles.pair import Models, Standing, draw, standing
from comparisons.battles.seldom import Kept
from comparisons.battles.shelf import Meeting, Shelf
from comparisons.misuse import Misuse
from comparisons.ranking.table import BadVotes, Table
from comparisons.run.battle import Battle, Round
from comparisons.run.comparison import Comparison, Source, utc_now
from comparisons.run.store import Store
from comparisons.votes.log import VoteLog
from providers.kit.dotenv import BadSettings

VARIABLE = "SPLITSCREEN_ARENA"
HELD = 3
"""Battles that a voter may leave without a vote or a skip; then they are given in turn, and no new one is drawn: who
waits for a pair that suits them waits in vain, and uses up neither clips nor folders."""
GOLD = 24
"""Spoilt clips from which a voter's are chosen, before others are spoilt too: each takes a processor about a second."""
Storing = Callable[[], Comparison | None]
"""Stores what was drawn; nothing comes back where it can't be."""


class Matches:
    """The battles of one data folder. Its methods may be called from any thread."""

    def __init__(
        self,
        store: Store,
        votes: VoteLog,
        table: Callable[[], Table],
        rng: random.Random | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """`table` is the board as it stands; `BadSettings` where a setting can't be read."""
        self._store, self._votes, self._table, self._now = store, votes, table, now
        self._rng = rng or secrets.SystemRandom()
        self.wish = os.environ.get(VARIABLE, "").strip().lower()
        if self.wish not in {"", "drawn", "live"}:
            raise BadSettings(f"What the Arena shows can't be read. Set {VARIABLE} to drawn or live: {self.wish}")
        self.shares, self.checks = rounds.shares(), rounds.checks()
        self._shelf = Shelf(store)
        self._lock, self._spoiler = threading.Lock(), threading.Lock()
        self._turns: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._known = Kept(self._standing)

    def offer(self, voter: str, visitor: str, source: Source) -> Comparison | None:
        """A battle of clips that exist, stored; `None` where one is to be made, `Misuse` where none may be."""
        if self.wish != "live" and (made := self.of_clips(voter, visitor, source)):
            return made
        if self.wish == "drawn":
            raise Misuse("models", "judged", "You have judged every pair that there is. Come back for new clips")
        return None

    def of_clips(self, voter: str, visitor: str, source: Source) -> Comparison | None:
        """A battle of clips that exist, stored; `None` where there is no pair that this person can judge blind."""
        asked, known = Asked(voter=voter, visitor=visitor, source=source), self._known.get()
        with self._turn(voter):
            with self._lock:
                self._shelf.look()
                if made := self._waiting(voter):
                    self._shelf.shown(voter, made)
                    return made
                if not (pairs := self._pairs(asked)):
                    return None
                store = self._drawn(pairs, asked, known)
            made = store() or self._fresh(pairs, asked, known)()  # outside the lock: the disk takes a while
            assert made is not None
            with self._lock:
                self._shelf.shown(voter, made)
            return made

    def _turn(self, voter: str) -> threading.Lock:
        """Held while a battle is drawn for this voter, so that none of theirs is drawn without knowing of the last."""
        with self._lock:
            return self._turns.setdefault(voter, threading.Lock())

    def _waiting(self, voter: str) -> Comparison | None:
        """A battle that this voter was given before, where they have left so many without a vote."""
        waiting = self._shelf.waiting(voter, lambda made: self._votes.judged(voter, made), self._now())
        return waiting[0] if voter and len(waiting) >= HELD else None

    def _pairs(self, asked: Asked) -> dict[Models, list[Meeting]]:
        """Those that this person can judge blind; where there are none, with what was finished a moment ago."""
        judged = partial(self._votes.judged, asked.voter)
        if not (pairs := self._shelf.pairs(asked.voter, asked.visitor, judged)):
            self._shelf.look(at_once=True)
            pairs = self._shelf.pairs(asked.voter, asked.visitor, judged)
        return pairs

    def _drawn(self, pairs: dict[Models, list[Meeting]], asked: Asked, known: Standing) -> Storing:
        """What the next battle is; it is stored once the lock is free, since the disk takes a while."""
        check, found = self.checks.draw(self._rng), None
        if check:
            found = self._planted(pairs, asked) if check == "gold" else self._repeat(asked)
        return found or self._fresh(pairs, asked, known)

    def _fresh(self, pairs: dict[Models, list[Meeting]], asked: Asked, known: Standing) -> Storing:
        """Two models' clips, drawn by what a vote would tell."""
        one, other = self._rng.choice(pairs[draw(list(pairs), known, self._rng)])
        clips = [self._rng.choice(one), self._rng.choice(other)]
        self._rng.shuffle(clips)
        shown = Battle(voter=asked.voter, round=self.round([clip.sounds for clip in clips]))
        return lambda: borrow(
            self._store, [(self._store.load(clip.comparison), clip.take) for clip in clips], asked, shown
        )

    def _planted(self, pairs: dict[Models, list[Meeting]], asked: Asked) -> Storing | None:
        """A clip against itself spoilt: of those that were spoilt before, once there are enough to choose from.

        Nothing, while another one is spoilt: that takes a processor, which all other visitors would miss.
        """
        clips = [self._rng.choice(self._rng.choice(self._rng.choice(list(pairs.values())))[0])]
        spoilt = [one for meetings in pairs.values() for sides in meetings for side in sides for one in side]
        spoilt = [one for one in spoilt if one.take in self._shelf.spoilt]
        clip = self._rng.choice(spoilt if spoilt and len(self._shelf.spoilt) >= GOLD else clips)
        earlier, shown = self._shelf.spoilt.get(clip.take), self.round([clip.sounds])
        if not earlier and not self._spoiler.acquire(blocking=False):
            return None

        def store() -> Comparison | None:
            try:
                origin = self._store.load(clip.comparison)
                made = planted(self._store, origin, clip.take, asked, self._rng, shown, earlier)
            finally:
                if not earlier:
                    self._spoiler.release()
            if not made:  # it was swept meanwhile
                self._shelf.spoilt.pop(clip.take, None)
            return made

        return store

    def _repeat(self, asked: Asked) -> Storing | None:
        """A battle that its voter has judged, its sides swapped, where there is one."""
        before = self._shelf.repeatable(asked.voter, lambda made: self._votes.judged(asked.voter, made))
        if not before:
            return None
        earlier = self._rng.choice(before)
        sides = [(earlier, take.id) for take in reversed(earlier.takes)]
        shown = Battle(voter=asked.voter, round=earlier.battle.round if earlier.battle else "whole", repeat=True)
        return lambda: borrow(self._store, sides, asked, shown)

    def models(self, prices: Mapping[str, float], left: float) -> Models:
        """Two models to ask, of those with these prices; of pairs that the budget has room for, where there are any."""
        pairs = list(combinations(sorted(prices), 2))
        within = [pair for pair in pairs if prices[pair[0]] + prices[pair[1]] <= left]
        return draw(within or pairs, self._known.get(), self._rng)

    def round(self, sounds: Sequence[bool]) -> Round:
        """How the clips are shown; whole, where one of them can't be heard."""
        return self.shares.draw(self._rng) if all(sounds) else "whole"

    def _standing(self) -> Standing:
        """What the votes say."""
        try:
            return standing(self._table())
        except BadVotes:
            return Standing()
