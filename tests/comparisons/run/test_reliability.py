"""What came of what was asked: failures of a model are told apart from ours, and medians have honest intervals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.run.comparison import Comparison, Done, Failed, Shown, Take, Working
from comparisons.run.reliability import middle, records, undominated
from providers.kit.terms import Brief, Clip

BEGAN = datetime(2026, 11, 28, 12, tzinfo=UTC)
BRIEF = Brief(prompt="a ball")


def made(seconds: float, cost: float | None = None, *, estimate: float | None = None) -> Take:
    clip = Clip(
        path=Path("a.mp4"), sha256="ab", seconds=5.0, width=64, height=36, fps=24.0, audio=True, cost_usd=cost
    )  # fmt: skip
    stage = Done(clip=clip, shown=Shown(lufs=None, gain_db=0.0, peaks=()))
    ended = BEGAN + timedelta(seconds=seconds)
    return Take(
        id="t", model="fal/a", brief=BRIEF, stage=stage, started_at=BEGAN, ended_at=ended, estimate_usd=estimate
    )  # fmt: skip


def lost(kind: str) -> Take:
    return Take(id="t", model="fal/a", brief=BRIEF, stage=Failed(kind=kind, move="wait", message="No."))


def of(*takes: Take) -> list[Comparison]:
    return [Comparison(id="abcdef", mode="open", brief=BRIEF, takes=(take,), created_at=BEGAN) for take in takes]


def test_refusals_time_outs_and_errors_are_counted_apart() -> None:
    (one,) = records(of(made(3.0), lost("Refused"), lost("Refused"), lost("TimedOut"), lost("Failed"), lost("BadClip")))
    assert (one.asked, one.clips, one.refused, one.timed_out, one.errors) == (6, 1, 2, 1, 2)


@pytest.mark.parametrize("kind", ["Cancelled", "KeyMissing", "KeyGone", "KeyRejected", "NoRoom", "Unsupported"])
def test_what_failed_on_this_side_says_nothing_of_a_model(kind: str) -> None:
    assert records(of(lost(kind))) == []


def test_a_take_that_is_under_way_is_not_counted_yet() -> None:
    assert records(of(Take(id="t", model="fal/a", brief=BRIEF, stage=Working(state="running")))) == []


def test_waits_and_costs_are_those_of_clips_and_an_estimate_stands_in_for_a_cost() -> None:
    (one,) = records(of(made(2.0, 0.5, estimate=9.0), made(4.0, estimate=0.7), made(9.0), lost("Failed")))
    assert one.wait_s is not None
    assert one.cost_usd is not None
    assert (one.wait_s.value, one.wait_s.low, one.wait_s.high, one.wait_s.count) == (4.0, 2.0, 9.0, 3)
    assert (one.cost_usd.value, one.cost_usd.count) == (pytest.approx(0.6), 2)


def test_the_interval_of_a_median_holds_it_as_often_as_it_says() -> None:
    drawn = np.random.default_rng(1).exponential(size=(2000, 40))
    found = [middle(list(row)) for row in drawn]
    held = np.mean([one is not None and one.low <= np.log(2) <= one.high for one in found])
    assert 0.95 <= held < 0.985


points = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12)


@given(points)
def test_nothing_beats_what_is_on_the_line_and_something_beats_the_rest(given: list[tuple[float, float]]) -> None:
    best = undominated(given)
    for at, (cost, worth) in enumerate(given):
        beaten = any(c <= cost and w >= worth and (c, w) != (cost, worth) for c, w in given)
        assert beaten != (given[at] in [given[other] for other in best])
