"""The owner's money: how much of it may be spent in a run, in a day and by a visitor.

`SPLITSCREEN_BUDGET_USD` is one number for all three, or any of `run=1,day=20,visitor=2`. A run is what one press of the
button, or one command, begins; days are UTC's, and a visitor's share is for a day. What was spent is read off the
stored takes: what the vendor reported, or else the estimate, which also stands for what is still under way.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time

from comparisons.misuse import Misuse
from comparisons.run.comparison import Comparison, Take, outlay
from providers.kit.dotenv import BadSettings

VARIABLE = "SPLITSCREEN_BUDGET_USD"
FORM = "one number, or any of run=1,day=20,visitor=2,unknown=allow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Caps in US dollars; `None` where there is none."""

    run: float | None = None
    day: float | None = None
    visitor: float | None = None
    """In a day."""
    unknown: bool = False
    """Whether a model may be paid whose price nobody here knows; it counts once its vendor reports a cost."""

    @property
    def is_set(self) -> bool:
        """Whether anything is capped."""
        return (self.run, self.day, self.visitor) != (None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """US dollars that are gone or spoken for today."""

    day: float = 0.0
    visitor: float = 0.0
    """Of that, by the visitor who asks."""


def budget() -> Budget:
    """The owner's budget; `BadSettings` where it can't be read."""
    return read_budget(os.environ.get(VARIABLE, ""))


def read_budget(text: str) -> Budget:
    """A budget as the owner writes it; nothing at all caps nothing."""
    said: dict[str, float | bool] = {}
    for item in filter(None, map(str.strip, text.split(","))):
        name, given, value = (part.strip() for part in item.partition("="))
        if not given:
            said = dict.fromkeys(("run", "day", "visitor"), _dollars(name, text)) | said
        elif name == "unknown" and value in {"allow", "refuse"}:
            said[name] = value == "allow"
        elif name in {one.name for one in fields(Budget)} - {"unknown"}:
            said[name] = _dollars(value, text)
        else:
            raise _bad(text)
    return Budget(**said)  # type: ignore[arg-type]  # the names are checked above


def _dollars(value: str, text: str) -> float:
    try:
        dollars = float(value.removeprefix("$"))
    except ValueError:
        raise _bad(text) from None
    if not (math.isfinite(dollars) and dollars >= 0):
        raise _bad(text)
    return dollars


def _bad(text: str) -> BadSettings:
    return BadSettings(f"The budget can't be read. Set {VARIABLE} to {FORM}: {text}")


def midnight(now: datetime) -> datetime:
    """When the day began, in UTC."""
    return datetime.combine(now.astimezone(UTC).date(), time(), UTC)


def spent(made: Iterable[Comparison], visitor: str, now: datetime) -> Spent:
    """What stored comparisons have cost the owner today, or are going to."""
    today = midnight(now).date()

    def counts(take: Take) -> bool:
        return (take.started_at is None and not take.ended) or (take.started_at or now).astimezone(UTC).date() == today

    costs = [(one.visitor, sum(outlay(take) for take in one.takes if counts(take))) for one in made]
    return Spent(
        day=sum(dollars for _, dollars in costs),
        visitor=sum(dollars for who, dollars in costs if visitor and who == visitor),
    )


def refusal(caps: Budget, cost: float, gone: Spent, visitor: str, run: float = 0.0) -> Misuse | None:
    """Why `cost` more dollars can't be spent, if they can't; `run` is what this run has begun before."""
    by_visitor = caps.visitor if visitor else None
    for code, cap, before, sentence in (
        ("cap_run", caps.run, run, "That costs more than a run may. Choose less or a shorter clip"),
        ("cap_visitor", by_visitor, gone.visitor, "That is more than your share of today. Choose less, or come back "
         "tomorrow (UTC)"),
        ("cap_day", caps.day, gone.day, "The budget of today has no room for that. Choose less, or come back "
         "tomorrow (UTC)"),
    ):  # fmt: skip
        if cap is not None and cost > 0 and before + cost > cap + 1e-9:
            return Misuse("models", code, sentence, f"${cost:.2f}, left ${max(0.0, cap - before):.2f} of ${cap:.2f}")
    return None


def price_unknown(models: Sequence[str]) -> Misuse:
    """Why a model can't be paid though there may be money enough."""
    return Misuse(
        "models", "price", "There is a budget, and the price of this can't be told. Ask for a length, choose another "
        f"model, or have the owner name it in SPLITSCREEN_PRICES or add unknown=allow to {VARIABLE}",
        ", ".join(models),
    )  # fmt: skip


Clock = Callable[[], datetime]
"""The time, aware."""
