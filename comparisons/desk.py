"""The one object that the page, the shell and the named endpoints talk to.

It knows who may see what: in a blind round the names stay here until a vote by that person is on disk.
"""

from __future__ import annotations

import importlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from filelock import FileLock, Timeout

from comparisons.battles.matches import Matches
from comparisons.battles.sweep import Broom
from comparisons.booth import Booth, Told, is_for
from comparisons.gate import Gate
from comparisons.misuse import Busy as Busy
from comparisons.misuse import Misuse as Misuse
from comparisons.quote import dearest_two, prices, quote
from comparisons.run import clips
from comparisons.run.battle import Battle
from comparisons.run.borrowed import paid_by_visitor, provider_of
from comparisons.run.comparison import Comparison, Done, Mode, Source, Take, again, anew
from comparisons.run.compose import compose
from comparisons.run.gifts import BadGift, are_welcome, take_in
from comparisons.run.inputs import BadInput, keep_all
from comparisons.run.rehearsal import set_up_by_example
from comparisons.run.run import Runs
from comparisons.run.store import Store
from comparisons.scoreboard import Scoreboard, Table, Whose
from comparisons.showing import Seen as Seen
from comparisons.showing import examine, sheet
from comparisons.visitor import OWNER, Keyring
from comparisons.visitor import Visitor as Visitor
from comparisons.votes.answers import Answer
from comparisons.votes.log import VoteLog
from comparisons.votes.screen import Screen
from providers import Catalogue, catalogue
from providers.kit.provider import Remote
from providers.kit.rehearse import rehearsing
from providers.kit.settle import can_do
from providers.kit.terms import Brief, Model, Task


class Desk:
    """Comparisons, votes and the table of one data folder; methods may be called from any thread."""

    def __init__(self, data: Path, *, workers: int | None = None, exposed: bool = False) -> None:
        """Open the folder and take up what was left undone there; `Busy` where another process holds it.

        `exposed` as in `Gate`, `BadSettings` too.
        """
        data.mkdir(parents=True, exist_ok=True)
        self.data = data
        self.store, self.keyring = Store(data), Keyring()
        self.gate = Gate(self.store, exposed=exposed)
        self._lock = FileLock(data / "app.lock", timeout=0)
        try:
            self._lock.acquire()
        except Timeout:
            raise Busy(f"Another Splitscreen is open on this data folder. Close it or choose another: {data}") from None
        self.catalogue: Catalogue = catalogue()
        if rehearsing():
            set_up_by_example(self.catalogue)
        self.votes = VoteLog(data / "votes.csv")
        self.scoreboard, self.screen = Scoreboard(self.votes), Screen(self.votes)
        self.booth, self.matches = Booth(data, self.votes), Matches(self.store, self.votes, self.leaderboard)
        self.runs, self.broom = Runs(self.store, self.catalogue, examine, workers), Broom(self.store, self.votes)
        self.runs.resume()

    def close(self) -> None:
        """Stop; unfinished takes are resumed at the next start."""
        self.broom.close()
        self.runs.close()
        self._lock.release()

    def prepare(self) -> None:
        """Do now, while nobody waits, what the first comparison would wait for."""
        self.runs.prepare()
        self.broom.start()
        importlib.import_module("pyloudnorm")  # a second's work

    def ready(self, task: Task = "text_to_video", visitor: Visitor = OWNER) -> list[Model]:
        """The models that this person can use now: able to do the task, and nothing in the way."""
        return [model for model in self.catalogue.models() if can_do(model, task) and not self.obstacle(model, visitor)]

    def obstacle(self, model: Model, visitor: Visitor = OWNER) -> Misuse | None:
        """Why this person can't use a model, whatever is asked of it."""
        return self.gate.obstacle(self.catalogue, model, visitor)

    def vendors(self) -> list[Remote]:
        """Those that take a key, by name."""
        remote = (one for one in self.catalogue.providers.values() if isinstance(one, Remote))
        return sorted((one for one in remote if one.has_key), key=lambda one: one.label.lower())

    def bring(self, visit: str, provider: str, key: str) -> str:
        """Hold a visitor's key for a vendor; the visit's secret. `Misuse` where there is no such vendor or key."""
        if provider not in [one.name for one in self.vendors()]:
            raise Misuse("key", "vendor", "Choose whose key it is")
        try:
            return self.keyring.bring(visit, provider, key)
        except ValueError:  # whose words might hold the key
            raise Misuse("key", "key_bad", "This is no key. Paste it again, whole and on one line") from None

    def start(
        self,
        brief: Brief,
        models: Sequence[str],
        mode: Mode = "open",
        source: Source = "page",
        *,
        prompt_id: str = "",
        category: str = "",
        visitor: Visitor = OWNER,
        sound_by: str = "",
        battle: Battle | None = None,
    ) -> Comparison:
        """Begin a comparison; `Misuse` where the prompt, the choice of models or the budget won't do.

        `sound_by` names the model that adds sound to clips without.
        """
        self.check(brief, models, visitor, sound_by)
        comparison_id = secrets.token_hex(6)
        named = {"prompt_id": prompt_id, "category": category, "comparison_id": comparison_id, "visitor": visitor.id}
        try:
            brief = keep_all(brief, self.store.folder(comparison_id))
            named["sound_by"] = sound_by
            made = paid_by_visitor(compose(self.catalogue, brief, models, mode, source, **named), visitor.keys)
            made = replace(made, battle=battle)
            self.begin(made, made.takes, keys=visitor.keys)
        except Misuse:
            self.store.discard(comparison_id)
            raise
        except BadInput as error:
            raise Misuse(error.about, f"{error.about}_bad", error.sentence, str(error)) from error
        except OSError as full:
            raise Misuse("prompt", "disk", "The comparison can't be stored. Make room on the disk", str(full)) from full
        return made

    def begin(
        self, made: Comparison, fresh: Sequence[Take], *, run: float = 0.0, keys: Mapping[str, str] = OWNER.keys
    ) -> float:
        """Store and start a comparison of which `fresh` is not begun; `run` and what comes back as in `Gate.admit`."""
        with self.gate.lock:
            cost = self.gate.admit(self.catalogue, fresh, made.visitor, run)
            with self.runs.borrowed.lending(made.id, fresh, keys):
                self.runs.start(made)
        return cost

    def retry(self, comparison_id: str, take_id: str, visitor: Visitor = OWNER, run: float = 0.0) -> float:
        """Try a failed take again; `Misuse` where that is no use. What was paid for is fetched and not paid again.

        Whoever's key paid for a ticket has to fetch it. `run` and what comes back as in `Gate.admit`.
        """
        made = self.runs.get(comparison_id)
        take = made.take(take_id)
        if not again(take) or self.as_seen_by(visitor.voter, made).hidden:
            raise Misuse("retry", "final", "That can't be tried again as it is. Start a new comparison")
        fresh = anew(take, guest=provider_of(take) in visitor.keys and not take.sound_by)
        if fresh.guest and provider_of(take) not in visitor.keys:
            raise Misuse("retry", "guest", "A visitor's own key paid for this. Bring it in Models, then try again")
        paid = fresh.ticket is None
        self.gate.check(self.catalogue, made.brief, [take.model], visitor if fresh.guest else OWNER, paid=paid)
        with self.gate.lock:
            cost = self.gate.admit(self.catalogue, [fresh], made.visitor, run) if paid else 0.0
            with self.runs.borrowed.lending(made.id, [fresh], visitor.keys):
                self.runs.retry(comparison_id, take_id, guest=fresh.guest)
        return cost

    def cancel(self, comparison_id: str, take_id: str | None = None) -> None:
        """Stop one take, or all of a comparison; what has ended stays."""
        self.runs.cancel(comparison_id, take_id)

    def battle(
        self,
        brief: Brief,
        source: Source = "page",
        *,
        prompt_id: str = "",
        category: str = "",
        visitor: Visitor = OWNER,
    ) -> Comparison:
        """Begin a blind battle between two ready models, drawn as `pair` tells.

        Where the budget is nearly gone, of the pairs that it has room for.
        """
        able = [one for one in self.ready(brief.task, visitor) if self.catalogue.takes(one, brief.prompt)]
        pool = prices(self.catalogue, self.gate, brief, able, visitor)
        if len(pool) < 2:
            raise Misuse("models", "few", "A battle needs two models that are ready")
        pair = self.matches.models(pool, self.gate.left(visitor.id))
        shown = self.matches.round([self.catalogue.model(one).audio == "always" for one in pair])
        named = {"prompt_id": prompt_id, "category": category}
        drawn = Battle(voter=visitor.voter, round=shown)
        return self.start(brief, pair, "battle", source, **named, visitor=visitor, battle=drawn)

    def battle_of_clips(self, visitor: Visitor, source: Source = "page") -> Comparison | None:
        """A battle of clips that exist; `None` where there is none and one may be made, `Misuse` where none may."""
        return self.matches.offer(visitor.voter, visitor.id, source)

    def check(self, brief: Brief, models: Sequence[str], visitor: Visitor = OWNER, sound_by: str = "") -> None:
        """`Misuse` where the prompt is empty, or one of the models can't be had."""
        self.gate.check(self.catalogue, brief, models, visitor)
        if sound_by:
            self.gate.check_sound(self.catalogue, sound_by, visitor)

    def see(self, comparison_id: str, voter: str) -> Seen:
        """How a comparison stands, for this person; `KeyError` where there is none."""
        seen = self.as_seen_by(voter, self.runs.get(comparison_id))
        slip = "" if seen.voted or not seen.comparison.finished else self.booth.slip(seen.comparison, voter)
        return replace(seen, slip=slip)

    def as_seen_by(self, voter: str, comparison: Comparison) -> Seen:
        """What of it this person may see."""
        voted = self.votes.voted(voter, comparison.id)
        moot = comparison.finished and len(comparison.playable) < 2
        hidden = comparison.mode != "open" and not voted and not moot
        return Seen(
            comparison=comparison, hidden=hidden, voted=voted, voter=voter, may_vote=is_for(comparison, voter),
            undo_s=self.booth.undo_s(comparison.id, voter), over=not voted and self.booth.is_over(comparison),
        )  # fmt: skip

    def vote(
        self,
        comparison_id: str,
        voter: str,
        answer: Answer,
        source: Source = "page",
        **told: Unpack[Told],
    ) -> Seen:
        """Write a vote down, durably, and only then tell the names.

        `answer` is a word (`left`, `right`, `tie`, `both_bad`), the id of the best take, or more than that (`ballot`).
        `Misuse` where it fits no ballot of this comparison, or where the pair was not given to this person;
        `AlreadyVoted` where they have voted on it.
        """
        made = self.runs.get(comparison_id)
        self.booth.vote(made, voter, answer, source, told)
        return replace(self.as_seen_by(voter, made), answer=answer)

    def undo(self, comparison_id: str, voter: str) -> Seen:
        """Take this person's vote back, within a minute; `Misuse` where that is over."""
        self.booth.undo(comparison_id, voter)
        return self.see(comparison_id, voter)

    def leaderboard(self) -> Table:
        """The table that the votes make, now."""
        return self.scoreboard.table(whose=Whose(without=self.screen.suspects()))

    @property
    def takes_clips(self) -> bool:
        """Whether visitors may give clips."""
        return are_welcome(exposed=self.gate.exposed)

    def donate(self, prompt: str, label: str, clip: Path) -> str:
        """Take in a clip that exists, under the name of the model that made it; that model's id. `Misuse` if not."""
        try:
            if not self.takes_clips:
                raise BadGift("clip", "given_off", "Clips can't be given here")
            return take_in(self.catalogue, prompt, label, clip)
        except BadGift as error:
            raise Misuse(error.about, error.code, str(error), error.detail) from error

    def history(self, limit: int = 50) -> list[Comparison]:
        """The newest comparisons, newest first."""
        return self.store.recent(limit)

    def quote(self, brief: Brief, models: Sequence[str], sound_by: str = "") -> dict[str, float | None]:
        """What each model would cost for this brief, in US dollars; `None` where that is not known."""
        return quote(self.catalogue, brief, models, sound_by)

    def battle_price(self, brief: Brief, visitor: Visitor = OWNER) -> tuple[float, bool]:
        """What a battle costs at most, in US dollars, as far as prices are known, and whether all of them are."""
        return dearest_two(self.quote(brief, [model.id for model in self.ready(brief.task, visitor)]).values())

    def clip(self, comparison_id: str, take_id: str) -> Path:
        """The file that is shown for a take; `KeyError` where there is none yet, or where it may not be seen yet."""
        made = self.runs.get(comparison_id)
        take = made.take(take_id)
        if not isinstance(take.stage, Done) or (made.mode != "open" and not made.finished):
            raise KeyError(f"This take has no clip yet: {take_id}")
        return self.store.folder(comparison_id) / take.stage.clip.path

    def original(self, comparison_id: str, take_id: str, voter: str) -> tuple[Path, str]:
        """The file as its maker sent it, and that model's id; `KeyError` as `clip`, and where that must not be told."""
        if self.see(comparison_id, voter).hidden:
            raise KeyError(f"Who made this clip is told after the vote: {take_id}")
        return clips.original(self.clip(comparison_id, take_id)), self.runs.get(comparison_id).take(take_id).model

    def sheet(self, comparison_id: str, voter: str, folder: Path, heard: str | None = None) -> Path:
        """All clips as one file in `folder`, side by side, with the sound of the take `heard` (the first if none).

        Names stand on it only where this person may see them. `Misuse` where there is no clip.
        """
        seen = self.see(comparison_id, voter)
        return sheet(seen, lambda take: self.clip(comparison_id, take), self.catalogue, folder, heard)
