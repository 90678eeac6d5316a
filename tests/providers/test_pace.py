"""How often the loop asks, and how long it waits after a failure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from providers.kit.job import LATE, backoff, pace


@given(took=st.floats(0.0, 600.0), every=st.floats(0.5, 10.0))
def test_the_pace_of_polls_keeps_both_the_lag_and_their_number_small(took: float, every: float) -> None:
    now, polls = 0.0, 0
    while now < took or not polls:
        now, polls = now + pace(now, every), polls + 1
    assert now - took <= max(every / 8, LATE * took) + 1e-9
    assert now - took <= every
    assert polls <= 1 + took / (every / 8)
    assert polls <= 90 + took / every


@given(attempt=st.integers(0, 10_000), chance=st.floats(0, 1))
def test_waits_between_attempts_grow_to_a_limit_and_are_spread(attempt: int, chance: float) -> None:
    assert 0.25 <= backoff(attempt, chance) <= 45.0
    assert backoff(attempt, 0.0) < backoff(attempt, 1.0)
    assert backoff(attempt, chance) <= backoff(attempt + 1, chance)
