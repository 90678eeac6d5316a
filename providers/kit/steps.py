"""What the steps of one take have left in its folder, and what their tickets say of them.

A step's clip is `step-<number>.mp4`, put there whole and durably; `step-<number>.json` is what its vendor said besides.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from providers.kit.durable import sync
from providers.kit.errors import Gone
from providers.kit.events import Event
from providers.kit.terms import Clip, Ticket

STEP, LAST = "chain.step", "chain.last"
"""What a ticket of a chain says besides the vendor's own data: its step's number, and that of the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One step of several is on disk, checked: its ticket has done its work, and what follows is paid for anew."""

    step: int
    """Counted from nought."""


Told = Event | Kept
"""What a take of several steps tells."""


def pays_no_more(ticket: Ticket) -> bool:
    """Whether the job behind a ticket is the last that its take pays for."""
    return ticket.data.get(STEP) == ticket.data.get(LAST)


def kept(folder: Path) -> int:
    """How many steps are finished there, counted from the first."""
    number = 0
    while file_of(folder, number).exists():
        number += 1
    return number


def standing(folder: Path, ticket: Ticket | None, known: int) -> tuple[int, Ticket | None]:
    """How many steps are done, and the ticket if it is of the next; what lies about from another attempt is removed."""
    done = kept(folder)
    at = int(ticket.data.get(STEP, 0)) if ticket else 0
    for stale in folder.glob("step-*"):
        if int(stale.stem.removeprefix("step-")) >= done:
            stale.unlink()
    if done < max(at, known):
        raise Gone(
            f"What was made and paid for so far is gone from the data folder, so it can't go on from there. Steps "
            f"made: {max(at, known)}, there: {done}"
        )
    return done, ticket if done == at else None


def keep(folder: Path, number: int, clip: Clip) -> None:
    """The step's clip under its name, durably; what else is known of it beside it, first."""
    said = file_of(folder, number).with_suffix(".json")
    said.write_text(json.dumps({"seed": clip.seed, "cost_usd": clip.cost_usd}))
    for path in (said, clip.path):
        sync(path)
    clip.path.replace(file_of(folder, number))
    sync(folder)


def told(folder: Path, number: int) -> dict[str, float | int | None]:
    """The seed and the cost that a step's vendor reported; nothing where there is no record."""
    try:
        said = json.loads(file_of(folder, number).with_suffix(".json").read_text())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def file_of(folder: Path, number: int) -> Path:
    """Where a step's clip lies once it is finished."""
    return folder / f"step-{number}.mp4"


def marked(ticket: Ticket, number: int, last: int) -> Ticket:
    """A vendor's ticket that says which step of how many it belongs to."""
    return replace(ticket, data={**ticket.data, STEP: str(number), LAST: str(last)})


def unmarked(ticket: Ticket | None) -> Ticket | None:
    """The ticket as its vendor's adapter made it."""
    if ticket is None:
        return None
    return replace(ticket, data={name: value for name, value in ticket.data.items() if name not in {STEP, LAST}})
