"""What may be a little old is told at once, and found out anew behind it."""

from __future__ import annotations

import threading

import pytest

from comparisons.lately import Lately
from comparisons.votes.errors import NotVotes


class Answers:
    """1, 2, 3, …, each held back until it may go."""

    def __init__(self) -> None:
        self.given, self.may, self.done = 0, threading.Event(), threading.Event()
        self.may.set()

    def __call__(self) -> int:
        assert self.may.wait(10)
        self.given += 1
        self.done.set()
        return self.given


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def lately(now: list[float]) -> Lately[int]:
    return Lately(lambda: now[0], 60.0, most=2)


def test_the_first_is_waited_for_and_then_told_again_while_it_is_fresh(lately: Lately[int], now: list[float]) -> None:
    answers = Answers()
    assert [lately.get("a", answers, wait=False) for _ in range(3)] == [1, 1, 1]
    now[0] = 60.0
    assert lately.get("a", answers, wait=True) == 1
    now[0] = 61.0
    assert lately.get("a", answers, wait=True) == 2


def test_an_old_one_is_told_while_one_new_is_found(lately: Lately[int], now: list[float]) -> None:
    answers = Answers()
    lately.get("a", answers, wait=False)
    now[0] = 61.0
    answers.may.clear()
    answers.done.clear()
    assert [lately.get("a", answers, wait=False) for _ in range(3)] == [1, 1, 1]
    answers.may.set()
    assert answers.done.wait(10)
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon and thread.name.endswith("(_later)"):
            thread.join(10)
    assert lately.get("a", answers, wait=False) == 2
    assert answers.given == 2


def test_with_another_mark_it_is_found_anew_where_one_waits(lately: Lately[int]) -> None:
    answers = Answers()
    assert lately.get("a", answers, wait=True, mark=1) == 1
    assert lately.get("a", answers, wait=True, mark=1) == 1
    assert lately.get("a", answers, wait=False, mark=2) == 1
    assert lately.get("a", answers, wait=True, mark=2) == 2


def test_what_fails_behind_is_tried_again(lately: Lately[int], now: list[float]) -> None:
    assert lately.get("a", lambda: 1, wait=False) == 1
    failed = threading.Event()

    def fail() -> int:
        failed.set()
        raise NotVotes("gone")

    now[0] = 61.0
    assert lately.get("a", fail, wait=False) == 1
    assert failed.wait(10)
    assert lately.get("a", lambda: 2, wait=True) == 2


def test_few_are_kept(lately: Lately[int]) -> None:
    answers = Answers()
    for key in "abca":
        lately.get(key, answers, wait=False)
    assert answers.given == 4
