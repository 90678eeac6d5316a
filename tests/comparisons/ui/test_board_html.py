"""The Leaderboard says in words what can't be compared, which side wins more, and how far one model's clips differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comparisons.board import Answer, Beside, Question
from comparisons.lists import Named
from comparisons.ranking.scores import Effect
from comparisons.ranking.table import Table, rank
from comparisons.ui.board_html import board
from comparisons.ui.words import say
from tests.comparisons.ranking import votes

JOINED = rank(votes(("a", "b", "left"), ("a", "b", "right"), ("b", "a", "left")))


def drawn(table: Table, trouble: str = "") -> str:
    beside = Beside(choices={}, gains=(), agreement=None, suspects=0, alarm=None)
    return board(Answer(table=table, beside=beside, records=(), named=Named(trouble=trouble)), Question(), "en")


def test_models_that_are_joined_stand_in_one_list() -> None:
    assert "No win and no tie" not in drawn(JOINED)


def test_groups_that_no_vote_joins_are_parted_by_a_sentence_and_the_lone_are_last() -> None:
    page = drawn(rank(votes(("a", "b", "left"), ("b", "a", "left"), ("y", "z", "tie"), ("c", "d", "both_bad"))))
    apart, lone = page.index(say("en", "board.apart")[:40]), page.index(say("en", "board.lone")[:60])
    places = [page.index(f"<code>{model}</code>") for model in "abyzcd"]
    assert places[1] < apart < places[2]
    assert places[3] < lone < places[4]


@pytest.mark.parametrize(
    ("low", "high", "word"), [(-0.1, 0.2, "even"), (0.05, 0.3, "left"), (-0.3, -0.05, "right"), (0.0, 0.2, "even")]
)
def test_what_the_side_is_worth_is_told_and_what_it_means(low: float, high: float, word: str) -> None:
    side = Effect(name="side", worth=(low + high) / 2, low=low, high=high)
    page = drawn(replace(JOINED, side=side))
    assert say("en", f"board.side_{word}")[:40] in page
    assert 'id="board-side"' not in drawn(replace(JOINED, side=side, effects=(side,)))
    assert 'id="board-side"' not in drawn(JOINED)


def test_votes_to_the_next_and_the_spread_of_clips_stand_in_the_row() -> None:
    first, last = JOINED.rows
    told = replace(JOINED, rows=(replace(first, spread=61.4, spread_low=0.0, spread_high=112.2), last))
    page = drawn(told)
    assert f"<td>{first.votes_to_next}</td>" in page
    assert "±61 <small>0 … 112</small>" in page


def test_why_the_owner_s_groups_can_t_be_told_is_said_and_escaped() -> None:
    assert "&lt;bad&gt;" in drawn(JOINED, "<bad>")
