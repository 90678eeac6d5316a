"""How models have behaved: of what was asked of them, what came, what did not, how long it took and what it cost.

Failures are data: a model that refuses or times out loses no vote by it (a battle with one clip is none), so it is told
here instead. What was cancelled, and what failed on this side (a full disk, a missing key), counts as
never asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

from comparisons.run.comparison import Comparison, Done, Failed, Take

REFUSED = frozenset({"Refused"})
TIMED_OUT = frozenset({"TimedOut"})
OURS = frozenset(
    {"Cancelled", "KeyMissing", "KeyGone", "KeyRejected", "Rejected", "Unsupported", "Retired", "NoRoom", "Gone"}
)
"""Failures that say nothing of a model: somebody changed their mind, or this side has to act."""
SURE = 0.95
"""Of each interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """A median with its interval, by order statistics: no shape of the distribution is assumed."""

    value: float
    low: float
    """The smallest of all where there are too few to know."""
    high: float
    """The largest, likewise."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What became of one model's takes."""

    model: str
    asked: int
    """Clips, refusals, time-outs and errors together."""
    clips: int
    refused: int
    """By the vendor's content rules."""
    timed_out: int
    errors: int
    """Whatever else the vendor, or what came of it, failed by."""
    wait_s: Middle | None
    """From the start to the finished clip; `None` before the first clip."""
    cost_usd: Middle | None
    """Of a clip, as reported or else as estimated; `None` where no price is known."""


def records(comparisons: Iterable[Comparison]) -> list[Record]:
    """One for each model that was ever asked, by id."""
    takes: dict[str, list[Take]] = defaultdict(list)
    for made in comparisons:
        if made.battle and made.battle.of:  # its clips were made for another comparison
            continue
        for take in made.takes:
            if isinstance(take.stage, Done) or (isinstance(take.stage, Failed) and take.stage.kind not in OURS):
                takes[take.model].append(take)
    return [_record(model, takes[model]) for model in sorted(takes)]


def _record(model: str, takes: Sequence[Take]) -> Record:
    kinds = [take.stage.kind for take in takes if isinstance(take.stage, Failed)]
    refused, late = (sum(kind in group for kind in kinds) for group in (REFUSED, TIMED_OUT))
    clips = [take for take in takes if isinstance(take.stage, Done)]
    waits = [(take.ended_at - take.started_at).total_seconds() for take in clips if take.ended_at and take.started_at]
    costs = [cost for take in clips if (cost := _cost(take)) is not None]
    return Record(
        model=model, asked=len(takes), clips=len(clips), refused=refused, timed_out=late,
        errors=len(kinds) - refused - late, wait_s=middle(waits), cost_usd=middle(costs),
    )  # fmt: skip


def _cost(take: Take) -> float | None:
    """US dollars of a clip, whoever paid; `None` where neither its vendor nor a price list told."""
    if isinstance(take.stage, Done) and take.stage.clip.cost_usd is not None:
        return take.stage.clip.cost_usd
    return take.estimate_usd


def middle(numbers: Sequence[float]) -> Middle | None:
    """The median and its 95 % interval (David and Nagaraja 2003, 7.1); `None` of nothing."""
    if not numbers:
        return None
    ordered = np.sort(np.asarray(numbers, dtype=float))
    count = len(ordered)
    rank = int(binom.ppf((1 - SURE) / 2, count, 0.5))
    low = max(rank - 1, 0)
    return Middle(
        value=float(np.median(ordered)), low=float(ordered[low]), high=float(ordered[count - 1 - low]), count=count
    )  # fmt: skip


def undominated(points: Sequence[tuple[float, float]]) -> list[int]:
    """Which of (what it takes, what it gives) nothing else beats on one side without losing on the other: Pareto's."""
    order = sorted(range(len(points)), key=lambda at: (points[at][0], -points[at][1]))
    best, kept = -np.inf, []
    for at in order:
        if points[at][1] > best:
            best = points[at][1]
            kept.append(at)
    return kept
