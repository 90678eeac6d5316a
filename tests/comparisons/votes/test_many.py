"""Ballots that say more than one thing, or nothing, or that something said before doesn't hold."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from comparisons.ranking.table import rank
from comparisons.votes.answers import CRITERIA, REASONS, Extremes, Order, Skip
from comparisons.votes.ballot import Candidate, judge, void
from comparisons.votes.cells import COLUMNS
from comparisons.votes.dictionary import MEANINGS, dictionary
from comparisons.votes.errors import AlreadyVoted, BadBallot, NotThere, Replayed
from comparisons.votes.log import VoteLog
from tests.comparisons.votes import NOW, ballot, clips, occasion

FOUR = ("p", "q", "r", "s")


@pytest.fixture
def log(tmp_path: Path) -> VoteLog:
    return VoteLog(tmp_path / "votes.csv")


def beaten(rows: object) -> set[tuple[str, str]]:
    """(better, worse) by take."""
    pairs = set()
    for row in rows:  # type: ignore[attr-defined]
        pair = (row.left_take, row.right_take)
        pairs.add(pair if row.outcome == "left" else pair[::-1])
    return pairs


def test_each_criterion_is_a_row_of_the_same_vote() -> None:
    said = {"sound": "right", "prompt": "tie"}
    rows = judge(occasion(), clips("x", "y"), "left", now=NOW, aspects=said)
    assert [(row.criterion, row.outcome) for row in rows] == [
        ("overall", "left"),
        ("sound", "right"),
        ("prompt", "tie"),
    ]
    assert len({row.vote_id for row in rows}) == 1
    assert [json.loads(row.ballot)["rows"] for row in rows] == [3, 3, 3]
    assert [json.loads(row.ballot)["answer"] for row in rows] == ["left", "right", "tie"]


@pytest.mark.parametrize(
    "aspects", [{"beauty": "left"}, {"sound": "both_bad"}, {"sound": "louder"}, {"overall": "left"}]
)
def test_another_criterion_or_answer_is_no_ballot(aspects: dict[str, str]) -> None:
    with pytest.raises(BadBallot):
        judge(occasion(), clips("x", "y"), "left", now=NOW, aspects=aspects)


def test_a_ballot_on_six_criteria_is_kept_whole_or_not_at_all(log: VoteLog) -> None:
    rows = judge(occasion(), clips("x", "y"), "left", now=NOW, aspects=dict.fromkeys(CRITERIA, "tie"))
    log.append(rows)
    assert len(log.read()) == 6
    assert log.voted("ann", "c1", "sync")
    whole = log.path.read_bytes()
    log.path.write_bytes(whole[: whole.rindex(b"prompt,x") - 200])
    again = VoteLog(log.path)
    assert again.read().empty
    assert not again.voted("ann", "c1")


def test_reasons_stand_with_their_side_and_unknown_ones_are_refused() -> None:
    left, right = clips("x", "y")
    told = Candidate(take="A", model="x", reasons=("sharp", "in_sync"), replays=2)
    (row,) = judge(occasion(), (told, right), "left", now=NOW)
    assert (row.left_reasons, row.right_reasons, row.left_replays) == ("sharp in_sync", "", 2)
    with pytest.raises(BadBallot, match="nice"):
        judge(occasion(), (left, Candidate(take="B", model="y", reasons=("nice",))), "left", now=NOW)
    assert len(set(REASONS)) == len(REASONS)


def test_the_best_and_the_worst_of_four_say_all_that_follows_from_them_and_no_more() -> None:
    rows = judge(occasion(), clips(*FOUR), Extremes(best="C", worst="A"), now=NOW)
    assert beaten(rows) == {("C", "A"), ("C", "B"), ("C", "D"), ("B", "A"), ("D", "A")}
    told = json.loads(rows[0].ballot)
    assert (told["answer"], told["best"], told["worst"]) == ("extremes", "C", "A")
    assert told["takes"] == ["A", "B", "C", "D"]


@pytest.mark.parametrize("count", range(3, 9))
def test_a_full_ranking_is_a_row_for_each_pair(count: int) -> None:
    takes = "ABCDEFGH"[:count]
    shown = tuple(Candidate(take=take, model=f"m{take}") for take in takes)
    ranking = tuple(reversed(takes))
    rows = judge(occasion(), shown, Order(ranking=ranking), now=NOW)
    assert beaten(rows) == set(itertools.combinations(ranking, 2))
    assert json.loads(rows[0].ballot)["ranking"] == list(ranking)
    assert json.loads(rows[0].ballot)["rows"] == len(rows) == count * (count - 1) // 2


@pytest.mark.parametrize(
    "answer",
    [
        Extremes(best="A", worst="A"),
        Extremes(best="A", worst="Z"),
        Order(ranking=("A", "B")),
        Order(ranking=("A", "B", "B")),
        Order(ranking=("A", "B", "Z")),
    ],
)
def test_a_half_said_order_is_no_ballot(answer: Extremes | Order) -> None:
    with pytest.raises(BadBallot):
        judge(occasion(), clips("p", "q", "r"), answer, now=NOW)


def test_a_skip_has_a_reason_is_kept_and_moves_no_table(log: VoteLog) -> None:
    log.append(judge(occasion(), clips("x", "y"), Skip(reason="broken"), now=NOW))
    table = log.read()
    assert (table.outcome[0], bool(table.counted[0]), table["flags"][0]) == ("skip", False, "skip")
    assert json.loads(table.ballot[0])["reason"] == "broken"
    assert rank(table).votes == 0
    assert log.voted("ann", "c1")
    with pytest.raises(BadBallot, match="Say why"):
        judge(occasion(), clips("x", "y"), Skip(reason="bored"), now=NOW)
    with pytest.raises(BadBallot, match="skips says nothing"):
        judge(occasion(), clips("x", "y"), Skip(reason="broken"), now=NOW, aspects={"sound": "tie"})


def test_a_vote_taken_back_stays_in_the_file_and_counts_nowhere(log: VoteLog) -> None:
    rows = judge(occasion(), clips("x", "y"), "left", now=NOW, aspects={"sound": "left"})
    log.append(rows)
    log.append(ballot("right", voter="bob"))
    log.append(void(rows, NOW))
    table = log.read()
    assert list(table.outcome) == ["left", "left", "right", "void", "void"]
    assert list(table.counted) == [False, False, True, False, False]
    assert list(table["flags"]) == ["voided", "voided", "", "void", "void"]
    assert rank(table).votes == 1
    assert rank(table, criterion="sound").votes == 0


def test_who_took_a_vote_back_may_vote_again_also_after_a_restart(log: VoteLog) -> None:
    first, second = ballot("left"), ballot("right")
    log.append(first)
    log.append(void(first, NOW))
    again = VoteLog(log.path)
    for one in (log, again):
        assert not one.voted("ann", "c1")
        assert one.voided("ann", "c1")
    again.append(second)
    assert log.voted("ann", "c1")
    with pytest.raises(AlreadyVoted):
        log.append(ballot("tie"))
    assert list(log.read().counted) == [False, False, True]


def test_what_was_never_said_can_t_be_taken_back_nor_anything_twice(log: VoteLog) -> None:
    rows = ballot()
    with pytest.raises(NotThere):
        log.append(void(rows, NOW))
    log.append(rows)
    log.append(void(rows, NOW))
    with pytest.raises(NotThere):
        log.append(void(rows, NOW))
    assert len(log.read()) == 2


def test_a_slip_is_good_for_one_vote_even_after_an_undo_and_a_restart(log: VoteLog) -> None:
    first = ballot(served="s1")
    log.append(first)
    log.append(void(first, NOW))
    for one in (log, VoteLog(log.path)):
        with pytest.raises(Replayed):
            one.append(ballot(served="s1"))
    log.append(ballot(served="s2"))


@pytest.mark.parametrize(
    ("seen", "shown", "flags"),
    [
        ({"heard_s": 2.0}, "whole", ""),
        ({"heard_s": 1.9}, "whole", "not_heard"),
        ({"heard_s": 0.0}, "muted", ""),
        ({"heard_s": 0.0}, "sound", "not_heard"),
        ({"heard_s": None}, "whole", ""),
        ({"heard_s": 0.8, "seconds": 2.0}, "whole", ""),
        ({"heard_s": 0.0, "audio": False}, "whole", ""),
    ],
)
def test_a_clip_whose_sound_was_not_heard_is_flagged_unless_the_round_was_muted(
    seen: dict[str, float], shown: str, flags: str
) -> None:
    one = Candidate(**({"take": "A", "model": "p", "seconds": 9.0, "audio": True, "played_s": 5.0} | seen))  # type: ignore[arg-type]
    (row,) = judge(occasion(round=shown), (one, *clips("p", "q")[1:]), "left", now=NOW)
    assert (row.flags, row.counted, row.round) == (flags, True, shown)


@pytest.mark.parametrize(("better", "expected"), [("A", "left"), ("B", "right"), ("", "")])
def test_of_a_spoilt_pair_the_row_says_which_side_is_the_better(better: str, expected: str) -> None:
    (row,) = judge(occasion(expected=better), clips("x", "y"), "left", now=NOW)
    assert row.expected == expected


def test_the_dictionary_tells_every_column_in_its_order() -> None:
    assert list(MEANINGS) == list(COLUMNS)
    lines = [line.split("|")[1].strip() for line in dictionary().splitlines() if line.startswith("| ")]
    assert lines[1:] == list(COLUMNS)
