"""What a comparison is: one brief, several takes. Frozen; each event folds into a new one; it is stored as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from string import ascii_uppercase
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from comparisons.run.battle import Battle
from comparisons.run.shown import Seam as Seam
from comparisons.run.shown import Shown as Shown
from providers.kit.errors import Move, Trouble
from providers.kit.events import Delivered, Noted, Showing, Submitting
from providers.kit.steps import Kept, Told, pays_no_more
from providers.kit.terms import Accepted, Brief, Clip, Note, Ticket, Waiting

Mode = Literal["open", "blind", "battle"]
Source = Literal["page", "api", "shell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Not begun."""

    state: Literal["waiting"] = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """The paid request is on its way; a crash now leaves its fate unknown."""

    state: Literal["submitting"] = "submitting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """Queued or running."""

    state: Literal["queued", "running"]
    place: int | None = None
    fraction: float | None = None
    shows: Annotated[Showing | None, Field(exclude=True)] = None
    """What can be looked at meanwhile; known to this process alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The clip is on disk under its final name."""

    clip: Clip
    shown: Shown
    state: Literal["done"] = "done"

    @property
    def marked(self) -> bool:
        """Whether it is known to carry a visible mark."""
        return self.clip.marked or self.shown.mark == "mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """No clip, why not, and whose move it is."""

    kind: str
    """The class in `providers.kit.errors`."""
    move: Move
    message: str
    state: Literal["failed"] = "failed"


Stage = Annotated[Pending | Sending | Working | Done | Failed, Field(discriminator="state")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One model's attempt at a brief."""

    id: str
    """A random word that says nothing of the model; names its files and addresses."""
    model: str
    brief: Brief
    """Settled: what this model is really asked for."""
    notes: tuple[Note, ...] = ()
    estimate_usd: float | None = None
    """`None`: not known."""
    earlier_usd: float = 0.0
    """What attempts before this one have cost the owner, or may have."""
    guest: bool = False
    """Whether a visitor's own key pays."""
    sent: bool = False
    """Whether the paid request of this attempt was made."""
    sound_by: str = ""
    """The model that adds sound where the clip has none."""
    stage: Stage = Pending()
    ticket: Ticket | None = None
    """Of the job under way; where a take has several steps, of the one it is at."""
    steps: int = 0
    """How many of several are on disk."""
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return isinstance(self.stage, Done | Failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One brief and its takes, in the order in which they are lettered; that order was drawn at random."""

    id: str
    mode: Mode
    brief: Brief
    takes: tuple[Take, ...]
    created_at: datetime
    source: Source = "page"
    prompt_id: str = ""
    category: str = ""
    visitor: str = ""
    """Who asked for it, so that the budget knows; empty for the owner's shell."""
    battle: Battle | None = None
    """How it was drawn, where it was."""
    version: Literal[1] = 1
    """Of the stored form; a record of another is not read."""

    @property
    def finished(self) -> bool:
        """Whether every take has ended."""
        return all(take.ended for take in self.takes)

    @property
    def playable(self) -> tuple[Take, ...]:
        """The takes that have a clip."""
        return tuple(take for take in self.takes if isinstance(take.stage, Done))

    def take(self, take_id: str) -> Take:
        """The take of that id; `KeyError` where there is none."""
        for take in self.takes:
            if take.id == take_id:
                return take
        raise KeyError(f"This comparison has no such take: {take_id}")

    def letter(self, take_id: str) -> str:
        """`A` for the first take, and so on."""
        return ascii_uppercase[[take.id for take in self.takes].index(take_id)]


def fold(comparison: Comparison, take_id: str, change: Callable[[Take], Take]) -> Comparison:
    """The comparison with one take changed; a take that has ended stays as it is."""
    takes = tuple(change(take) if take.id == take_id and not take.ended else take for take in comparison.takes)
    return replace(comparison, takes=takes)


def caught_up(planned: Comparison, now: Comparison) -> Comparison:
    """A plan made from an earlier look: takes that are there by now stay as they have become."""
    known = {take.id: take for take in now.takes}
    return replace(planned, takes=tuple(known.get(take.id, take) for take in planned.takes))


def happened(event: Told, now: datetime) -> Callable[[Take], Take]:
    """What an event of the driver makes of a take; `Delivered` changes nothing until the clip has been made fair."""

    def change(take: Take) -> Take:
        started = take.started_at or now
        match event:
            case Noted(note=note):
                return take if note in take.notes else replace(take, notes=(*take.notes, note))
            case Submitting():
                return replace(take, stage=Sending(), started_at=started, sent=True)
            case Accepted(ticket=ticket):
                return replace(take, stage=Working(state="queued"), ticket=ticket, started_at=started)
            case Waiting(phase=phase, place=place, fraction=fraction):
                stage = Working(state=phase, place=place, fraction=fraction, shows=shows(take))
                return replace(take, stage=stage, started_at=started)
            case Showing():
                stage = take.stage if isinstance(take.stage, Working) else Working(state="running")
                return replace(take, stage=replace(stage, shows=event), started_at=started)
            case Kept(step=step):
                return replace(take, stage=Working(state="running"), ticket=None, steps=step + 1)
            case Delivered():
                stage = Working(state="running", fraction=1.0, shows=shows(take))
                return replace(take, stage=stage, started_at=started)

    return change


def shows(take: Take) -> Showing | None:
    """What can be looked at while the take is made."""
    return take.stage.shows if isinstance(take.stage, Working) else None


def done(clip: Clip, shown: Shown, now: datetime, notes: tuple[Note, ...] = ()) -> Callable[[Take], Take]:
    """The take with its clip, and what gave way on the clip's way to the stage."""
    return lambda take: replace(take, stage=Done(clip=clip, shown=shown), notes=(*take.notes, *notes), ended_at=now)


def failed(trouble: Trouble, now: datetime) -> Callable[[Take], Take]:
    """The take with its failure; a ticket stays with it."""
    stage = Failed(kind=trouble.kind, move=trouble.move, message=str(trouble))
    return lambda take: replace(take, stage=stage, ended_at=now)


FINAL = frozenset({"Refused", "Rejected", "Unsupported", "Retired"})
"""Failures that would come again: something else has to be asked."""
LOST = frozenset({"Cancelled", "Failed", "Gone"})
"""Failures after which the job at the vendor has come to nothing, so that its ticket is worthless."""


def again(take: Take) -> Literal["free", "paid"] | None:
    """Whether a failed take can be tried again, and whether that may cost; what has a ticket was paid for already.

    A ticket of one step of several is not enough: the steps after it are still to be paid.
    """
    if not isinstance(take.stage, Failed) or take.stage.kind in FINAL:
        return None
    paid = take.ticket is not None and pays_no_more(take.ticket) and take.stage.kind not in LOST
    return "free" if take.estimate_usd == 0 or paid else "paid"


def anew(take: Take, *, guest: bool = False) -> Take:
    """A failed take as if it had not begun; its ticket is kept, unless the job behind it has come to nothing.

    So are its finished steps, unless they are gone; what they cost is counted whole, and again with what is to come.
    `guest` tells whether a visitor's key pays from here on; whoever paid for a ticket that is kept stays its payer.
    """
    kind = take.stage.kind if isinstance(take.stage, Failed) else ""
    fresh = replace(
        take, stage=Pending(), steps=0 if kind == "Gone" else take.steps, started_at=None, ended_at=None
    )  # fmt: skip
    if take.ticket and kind not in LOST:
        return fresh
    return replace(fresh, ticket=None, guest=guest, sent=False, earlier_usd=outlay(take))


UNTAKEN = frozenset({"KeyRejected", "Rejected", "Refused", "Unavailable"})
"""Failures by which a vendor says, at the submit, that it did not take the job."""


def outlay(take: Take) -> float:
    """US dollars that a take has cost the owner, or may have, or is going to; nothing for what a visitor's key pays."""
    return take.earlier_usd + (0.0 if take.guest else _of_this_attempt(take))


def _of_this_attempt(take: Take) -> float:
    """What the vendor reported, or else the estimate; nothing where no paid request was made, or it was turned down."""
    match take.stage:
        case Done(clip=Clip(cost_usd=float(reported))):
            return reported
        case Failed(kind=kind) if take.ticket is None and not take.steps and (not take.sent or kind in UNTAKEN):
            return 0.0
    return take.estimate_usd or 0.0


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


_FORM: TypeAdapter[Comparison] = TypeAdapter(Comparison)


def to_json(comparison: Comparison) -> bytes:
    """The comparison as UTF-8 JSON, indented so that a person can read it."""
    return _FORM.dump_json(comparison, indent=1)


def from_json(text: bytes) -> Comparison:
    """Read what `to_json` wrote; `ValueError` where it is something else."""
    return _FORM.validate_json(text)
