"""The table as votes stand now is the table of the whole file, however the votes came."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from comparisons.ranking.asked import Asked, Members, made
from comparisons.ranking.fold import Fold
from comparisons.ranking.table import BadVotes, Table
from comparisons.scoreboard import Scoreboard, Whose
from comparisons.votes.ballot import Answer, Candidate, Extremes, Occasion, Order, Vote, judge, void
from comparisons.votes.frame import read_votes
from comparisons.votes.log import VoteLog
from tests.comparisons.ranking import votes as told

BEGAN = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> VoteLog:
    return VoteLog(tmp_path / "votes.csv")


def ballot(number: int, answer: Answer, models: str = "ab", **occasion: str) -> tuple[Vote, ...]:
    shown = [Candidate(take=f"{number}-{model}", model=f"m/{model}") for model in models]
    fields = {"voter": f"v{number % 7}", "prompt_id": f"p{number % 5}", "comparison_id": f"c{number}"} | occasion
    return judge(Occasion(**fields), shown, answer, now=BEGAN + timedelta(hours=number))  # type: ignore[arg-type]


def same(standing: Table, whole: Table) -> None:
    assert standing.models == whole.models
    assert (standing.wins, standing.ties, standing.votes) == (whole.wins, whole.ties, whole.votes)
    assert (standing.left_out, standing.islands, standing.made) == (whole.left_out, whole.islands, whole.made)
    for ours, theirs in zip(standing.rows, whole.rows, strict=True):
        figures = [(row.rating, row.low, row.high) for row in (ours, theirs)]
        np.testing.assert_allclose(*figures, atol=1e-6)
        assert (ours.rank_low, ours.rank_high) == (theirs.rank_low, theirs.rank_high)


def anything(number: int, rng: np.random.Generator) -> tuple[Vote, ...]:
    """Some ballot: a pair, the best of four, best and worst, a ranking, muted or not, of a voter or of none."""
    models = "".join(rng.permutation(list("abcdef"))[: int(rng.choice([2, 2, 2, 4]))])
    takes = [f"{number}-{model}" for model in models]
    answers: list[Answer] = ["left", "right", "tie", "both_bad"]
    if len(takes) > 2:
        answers = [takes[1], Extremes(best=takes[0], worst=takes[2]), Order(ranking=tuple(takes)), "tie"]
    heard, task = str(rng.choice(["whole", "muted"])), str(rng.choice(["extend", "x"]))
    return ballot(number, answers[rng.integers(4)], models, round=heard, task=task)


UNTIL = BEGAN + timedelta(hours=12)
QUESTIONS = [
    Asked(until=UNTIL),
    Asked(),
    Asked(round="muted"),
    Asked(task="extend", ties="half"),
    Asked(alone=True),
    Asked(resamples=9),
]


@pytest.mark.parametrize("seed", [0, 1])
def test_it_is_the_table_of_the_whole_file_after_every_vote_and_every_vote_taken_back(log: VoteLog, seed: int) -> None:
    rng, standing = np.random.default_rng(seed), Scoreboard(log)
    kept: list[tuple[Vote, ...]] = []
    for number in range(24):
        if kept and rng.random() < 0.2:
            log.append(void(kept.pop(int(rng.integers(len(kept)))), BEGAN + timedelta(hours=number)))
        else:
            kept.append(anything(number, rng))
            log.append(kept[-1])
        if number % 3 == 0:
            for asked in QUESTIONS[:1] if number % 2 else QUESTIONS:
                same(standing.table(asked), made(read_votes(log.path), asked))


def test_an_empty_file_makes_an_empty_table_with_its_hash(log: VoteLog) -> None:
    table = Scoreboard(log).table()
    assert (table.rows, table.votes) == ((), 0)
    assert table.made is not None
    assert table.made.sha256 == hashlib.sha256(log.path.read_bytes()).hexdigest()


def test_nothing_is_made_anew_while_no_vote_came(log: VoteLog) -> None:
    standing = Scoreboard(log)
    log.append(ballot(1, "left"))
    first = standing.table()
    assert standing.table() is first
    log.append(ballot(2, "left"))
    assert standing.table().votes == 2


@pytest.mark.parametrize("asked", [Asked(), Asked(weight=("overall=1",))])
def test_some_voters_may_be_left_out_and_come_back(log: VoteLog, asked: Asked) -> None:
    rng, scoreboard = np.random.default_rng(3), Scoreboard(log)
    for number in range(40):
        log.append(anything(number, rng))
    rows = read_votes(log.path)
    for without in (frozenset({"v1", "v3"}), frozenset[str](), frozenset({"v2"})):
        whole = made(rows.assign(counted=~rows["voter"].isin(without)), asked)
        same(scoreboard.table(asked, Whose(without=without)), whole)


def test_what_was_read_once_is_not_read_again(log: VoteLog, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[int] = []
    add: Callable[[Fold, pd.DataFrame, Iterable[str]], None] = Fold.add
    monkeypatch.setattr(Fold, "add", lambda fold, votes, voids: rows.append(len(votes)) or add(fold, votes, voids))
    standing = Scoreboard(log)
    for number in range(5):
        log.append(ballot(number, "left"))
        standing.table()
    assert rows == [1] * 5


@pytest.mark.parametrize("portion", [100, 1000, 2500, 6000])
def test_a_long_file_is_read_in_portions_that_part_no_ballot(
    log: VoteLog, monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    rng = np.random.default_rng(7)
    for number in range(30):
        log.append(anything(number, rng))
    monkeypatch.setattr("comparisons.scoreboard.PORTION", portion)
    same(Scoreboard(log).table(), made(read_votes(log.path)))


def test_votes_of_another_process_are_seen_and_so_is_another_file(log: VoteLog, tmp_path: Path) -> None:
    standing = Scoreboard(log)
    assert standing.table().votes == 0
    VoteLog(log.path).append(ballot(1, "left"))
    assert standing.table().votes == 1
    other = VoteLog(tmp_path / "other.csv")
    for number in (5, 6, 7):
        other.append(ballot(number, "right"))
    other.path.replace(log.path)
    same(standing.table(), made(read_votes(log.path)))
    assert standing.table().votes == 3


def test_a_composite_and_a_voter_s_own_table_are_made_from_the_whole(log: VoteLog) -> None:
    standing = Scoreboard(log)
    for number in range(0, 77, 7):
        log.append(ballot(number, "left"))
    same(standing.table(Asked(voter="v0")), made(read_votes(log.path), Asked(voter="v0")))
    same(standing.table(Asked(weight=("overall=1",))), made(read_votes(log.path), Asked(weight=("overall=1",))))
    with pytest.raises(BadVotes, match="still missing"):
        standing.table(Asked(voter="v1"))


def test_one_person_and_a_group_are_told_from_what_was_read_for_everybody(log: VoteLog) -> None:
    rng, standing = np.random.default_rng(4), Scoreboard(log)
    for number in range(60):
        log.append(anything(number, rng))
    among, rows = frozenset({"v1", "v3", "nobody"}), read_votes(log.path)
    for asked, members in ((Asked(), Members()), (Asked(group="makers"), Members(voters=among))):
        same(standing.table(asked, Whose(members=members)), made(rows, asked, members))
    mine = standing.table(Asked(voter="v1"), Whose(without=among))
    same(mine, made(rows, Asked(voter="v1")))


def test_many_questions_are_answered_though_few_are_kept_ready(log: VoteLog) -> None:
    log.append(ballot(1, "left"))
    standing = Scoreboard(log)
    for seed in range(12):
        assert standing.table(Asked(seed=seed)).votes == 1
    assert standing.table(Asked(seed=0)).votes == 1


def test_rows_that_can_not_be_counted_are_refused_and_leave_the_rest() -> None:
    fold = Fold()
    fold.add(told(("a", "b", "left")))
    with pytest.raises(BadVotes, match="unknown words"):
        fold.add(told(("a", "b", "won")))
    assert fold.coded().rows == 1


def test_rows_without_voters_stand_alone_across_additions() -> None:
    fold = Fold()
    for voter in ("", "ann", "", "ann"):
        fold.add(told(("a", "b", "left")).assign(voter=voter))
    assert len(set(fold.coded().clusters["voter"].tolist())) == 3
    assert "prompt" not in fold.coded().clusters
