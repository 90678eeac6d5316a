from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import datetime

import pytest

from comparisons.votes.ballot import Candidate, Vote, flagged, judge
from comparisons.votes.errors import BadBallot
from tests.comparisons.votes import NOW, ballot, clips, occasion

COLUMNS = re.findall(
    r"\w+",
    """
    schema vote_id voted_at voter mode source comparison_id task prompt_id category prompt criterion
    left_model right_model left_take right_take left_sha256 right_sha256 outcome ballot left_played_s
    right_played_s left_heard_s right_heard_s decided_after_s counted flags comment app_version
    left_replays right_replays left_reasons right_reasons round served expected voids
    """,
)


def test_a_vote_has_the_columns_that_were_promised_in_their_order() -> None:
    assert [field.name for field in fields(Vote)] == COLUMNS


@pytest.mark.parametrize("answer", ["left", "right", "tie", "both_bad"])
def test_two_clips_make_one_row(answer: str) -> None:
    (row,) = ballot(answer)
    assert (row.left_model, row.right_model, row.outcome) == ("studio/newton", "studio/tween", answer)
    assert row.counted
    assert row.flags == ""
    assert json.loads(row.ballot) == {"answer": answer, "takes": ["A", "B"], "rows": 1}


def test_of_two_clips_the_better_take_may_be_named() -> None:
    assert [judge(occasion(), clips("x", "y"), take, now=NOW)[0].outcome for take in "AB"] == ["left", "right"]


def test_the_best_of_four_wins_against_each_of_the_others() -> None:
    rows = judge(occasion(), clips("p", "q", "r", "s"), "C", now=NOW)
    assert [(row.left_model, row.right_model, row.outcome) for row in rows] == [
        ("p", "r", "right"),
        ("q", "r", "right"),
        ("r", "s", "left"),
    ]
    assert len({row.vote_id for row in rows}) == 1
    assert {json.loads(row.ballot)["answer"] for row in rows} == {"C"}


@pytest.mark.parametrize("answer", ["tie", "both_bad"])
def test_one_word_about_four_clips_weighs_as_much_as_a_best_of_four(answer: str) -> None:
    rows = judge(occasion(), clips("p", "q", "r", "s"), answer, now=NOW)
    assert [(row.left_model, row.right_model) for row in rows] == [("p", "q"), ("q", "r"), ("r", "s")]
    assert {row.outcome for row in rows} == {answer}


@pytest.mark.parametrize("answer", ["", "Left", "draw", "C", "tie (bothbad)", "A "])
def test_an_unknown_answer_is_an_error_and_never_a_tie(answer: str) -> None:
    with pytest.raises(BadBallot, match="unknown"):
        ballot(answer)


def test_left_says_nothing_of_three_clips() -> None:
    with pytest.raises(BadBallot, match="tie, both_bad, A, B, C"):
        judge(occasion(), clips("p", "q", "r"), "left", now=NOW)


@pytest.mark.parametrize("models", [(), ("p",)])
def test_fewer_than_two_clips_are_nothing_to_judge(models: tuple[str, ...]) -> None:
    with pytest.raises(BadBallot, match="two or more"):
        judge(occasion(), clips(*models), "tie", now=NOW)


def test_one_take_shown_twice_is_nothing_to_judge() -> None:
    with pytest.raises(BadBallot, match="A, A"):
        judge(occasion(), clips("p") * 2, "tie", now=NOW)


@pytest.mark.parametrize(
    ("seconds", "played", "flags"),
    [
        (10.0, 3.0, ""),
        (10.0, 2.9, "not_played"),
        (2.0, 1.6, ""),
        (2.0, 1.5, "not_played"),
        (None, 2.0, "not_played"),
        (10.0, None, ""),
        (10.0, float("nan"), ""),
    ],
)
def test_a_clip_that_hardly_ran_is_flagged_and_still_counted(
    seconds: float | None, played: float | None, flags: str
) -> None:
    short = Candidate(take="A", model="p", seconds=seconds, played_s=played)
    (row,) = judge(occasion(), (short, *clips("p", "q")[1:]), "left", now=NOW)
    assert (row.flags, row.counted) == (flags, True)


def test_a_model_against_itself_is_kept_and_not_counted() -> None:
    (row,) = judge(occasion(), clips("p", "p"), "left", now=NOW)
    assert (row.flags, row.counted) == ("same_model", False)


def test_a_flag_of_the_page_can_exclude_a_row() -> None:
    assert [row.counted for row in ballot(flags=("gold",)) + ballot(flags=("slow",))] == [False, True]


def test_flags_are_added_once_and_never_make_a_row_count_again() -> None:
    (row,) = ballot()
    row = flagged(flagged(row, "slow", "gold"), "slow")
    assert (row.flags, row.counted) == ("slow gold", False)
    assert not flagged(replace(row, flags="")).counted


def test_a_time_without_a_zone_is_not_taken() -> None:
    with pytest.raises(ValueError, match="zone"):
        judge(occasion(), clips("p", "q"), "tie", now=datetime(2026, 3, 1))


@pytest.mark.parametrize(("shown", "flags"), [("whole", "left_mark"), ("muted", "left_mark"), ("sound", "")])
def test_a_clip_with_a_visible_mark_is_flagged_where_it_was_seen_and_the_row_counts(shown: str, flags: str) -> None:
    one, other = clips("x", "y")
    (row,) = judge(occasion(round=shown), [replace(one, marked=True), other], "left", now=NOW)
    assert (row.flags, row.counted) == (flags, True)
