"""A vendor that takes so many jobs a minute is never sent more; the others wait here."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from providers.kit.turns import MINUTE, Turns


def test_a_vendor_without_a_limit_is_never_waited_for() -> None:
    turns = Turns()
    assert [turns.wait("x", None, 0.0) for _ in range(100)] == [0.0] * 100


@given(st.lists(st.floats(0, 30), min_size=1, max_size=40), st.integers(1, 5))
def test_no_minute_sees_more_than_the_limit(gaps: list[float], limit: int) -> None:
    turns, now, sent = Turns(), 0.0, list[float]()
    for gap in gaps:
        now += gap
        while wait := turns.wait("x", limit, now):
            assert 0 < wait <= MINUTE
            now += wait
        sent.append(now)
    for index, begin in enumerate(sent):
        assert sum(begin <= one < begin + MINUTE - 1e-6 for one in sent[index:]) <= limit


def test_vendors_do_not_wait_for_each_other() -> None:
    turns = Turns()
    assert turns.wait("x", 1, 0.0) == 0.0
    assert turns.wait("x", 1, 1.0) == MINUTE - 1.0
    assert turns.wait("y", 1, 1.0) == 0.0
