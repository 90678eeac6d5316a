"""Drawing battles: of clips that exist, where this voter has not seen their like, or else the two models to ask.

`SPLITSCREEN_ARENA` says which: `drawn` (clips that exist, and nothing is ever made), `live` (always made) or, where it
is not set, whichever there is, clips that exist first.
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from comparisons.battles import rounds
from comparisons.battles.pair import Models, Standing, draw, standing
from comparisons.battles.shelf import Clip, Shelf
from comparisons.misuse import Misuse
from comparisons.ranking.table import BadVotes, rank
from comparisons.run import clips
from comparisons.run.battle import Battle, Round
from comparisons.run.comparison import Comparison, Done, Source, Take, utc_now
from comparisons.run.store import Store
from comparisons.votes.log import VoteLog
from comparisons.votes.voters import screened
from providers.kit.dotenv import BadSettings

VARIABLE = "SPLITSCREEN_ARENA"
GROWTH = 1.01
"""The table is looked at anew once the vote file has grown by this."""


class Matches:
    """The battles of one data folder. Its methods may be called from any thread."""

    def __init__(self, store: Store, votes: VoteLog, rng: random.Random | None = None) -> None:
        """`BadSettings` where a setting can't be read."""
        self._store, self._votes, self._rng = store, votes, rng or secrets.SystemRandom()
        self.wish = os.environ.get(VARIABLE, "").strip().lower()
        if self.wish not in {"", "drawn", "live"}:
            raise BadSettings(f"What the Arena shows can't be read. Set {VARIABLE} to drawn or live: {self.wish}")
        self.shares = rounds.shares()
        self._shelf = Shelf(store)
        self._lock = threading.Lock()
        self._looked: tuple[int, Standing] | None = None

    def offer(self, voter: str, visitor: str, source: Source) -> Comparison | None:
        """A battle of clips that exist, stored; `None` where one is to be made, `Misuse` where none may be."""
        if self.wish != "live" and (made := self.of_clips(voter, visitor, source)):
            return made
        if self.wish == "drawn":
            raise Misuse("models", "judged", "You have judged every pair that there is. Come back for new clips")
        return None

    def of_clips(self, voter: str, visitor: str, source: Source) -> Comparison | None:
        """A battle of clips that exist, stored; `None` where there is no pair that this person can judge blind."""
        with self._lock:
            self._shelf.look()
            pairs = self._shelf.pairs(voter, visitor, lambda made: self._votes.judged(voter, made))
            if not pairs:
                return None
            one, other = self._rng.choice(pairs[draw(list(pairs), self.standing(), self._rng)])
            made = self._borrow((self._rng.choice(one), self._rng.choice(other)), voter, visitor, source)
            self._shelf.shown(voter, made)
        return made

    def models(self, prices: Mapping[str, float], left: float) -> Models:
        """Two models to ask, of those with these prices; of pairs that the budget has room for, where there are any."""
        pairs = list(combinations(sorted(prices), 2))
        within = [pair for pair in pairs if prices[pair[0]] + prices[pair[1]] <= left]
        return draw(within or pairs, self.standing(), self._rng)

    def round(self, sounds: Sequence[bool]) -> Round:
        """How the clips are shown; whole, where one of them can't be heard."""
        return self.shares.draw(self._rng) if all(sounds) else "whole"

    def standing(self) -> Standing:
        """What the votes say, as of late."""
        size = self._votes.path.stat().st_size
        if self._looked is None or not self._looked[0] <= size <= self._looked[0] * GROWTH:
            try:
                self._looked = size, standing(rank(screened(self._votes.read())))
            except BadVotes:
                self._looked = size, Standing()
        return self._looked[1]

    def _borrow(self, pair: tuple[Clip, Clip], voter: str, visitor: str, source: Source) -> Comparison:
        """The two clips under new names, in a drawn order."""
        sides = list(pair)
        self._rng.shuffle(sides)
        origins = [self._store.load(one.comparison) for one in sides]
        first, comparison_id = origins[0], secrets.token_hex(6)
        folder = self._store.folder(comparison_id)
        folder.mkdir(parents=True)
        takes = []
        for one, origin in zip(sides, origins, strict=True):
            takes.append(copy := _renamed(origin.take(one.take)))
            _link(self._store, origin.id, one.take, comparison_id, copy.id)
        drawn = Battle(
            voter=voter, round=self.round([one.sounds for one in sides]), of=tuple(one.take for one in sides)
        )  # fmt: skip
        made = Comparison(
            id=comparison_id, mode="battle", brief=first.brief, takes=tuple(takes), created_at=utc_now(), source=source,
            prompt_id=first.prompt_id, category=first.category, visitor=visitor, battle=drawn,
        )  # fmt: skip
        self._store.save(made)
        return made


def _renamed(take: Take) -> Take:
    """The same clip as a take that cost nothing and tells nothing of when it was made."""
    assert isinstance(take.stage, Done)
    take_id = secrets.token_hex(5)
    clip = replace(take.stage.clip, path=take.stage.clip.path.with_name(f"{take_id}.mp4"), cost_usd=None, truth=None)
    return Take(id=take_id, model=take.model, brief=take.brief, estimate_usd=0.0, stage=replace(take.stage, clip=clip))


def _link(store: Store, made: str, take: str, into: str, name: str) -> None:
    """A second name for the shown clip and for its maker's own file; copies, on disks that know no such thing."""
    shown = store.folder(made) / f"{take}.mp4"
    new = store.folder(into) / f"{name}.mp4"
    for source, target in ((shown, new), (clips.original(shown), clips.original(new))):
        if source.is_file():
            try:
                os.link(source, target)
            except OSError:
                shutil.copy2(source, target)
