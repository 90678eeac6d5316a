"""What the Leaderboard may be asked: slices, pools, one's own taste, and a table between clips that are alike."""

from __future__ import annotations

import itertools
import json
import random
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from comparisons.__main__ import shell
from comparisons.board import Board, Question, asked, choices, controls, even_table, facts, has_sound, worth_of_sound
from comparisons.desk import Desk
from comparisons.lists import BadList
from comparisons.ranking.asked import made as tabled
from comparisons.ranking.covariates import with_facts
from comparisons.ranking.slices import TooFew
from comparisons.run.comparison import Comparison, Done, Shown, Take
from comparisons.votes.ballot import Candidate, Occasion, judge
from comparisons.votes.errors import VoteTrouble
from comparisons.votes.log import VoteLog
from providers.kit.terms import Brief, Clip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "data", workers=1)
    yield made
    made.close()


WHEN = datetime(2026, 11, 28, tzinfo=UTC)
BRIEF = Brief(prompt="a ball")
LOUD = {"a": True, "b": True, "c": False}


def clip(model: str, at: int) -> Clip:
    seconds = 4.0 + 4.0 * (at % 2)
    return Clip(path=Path("a.mp4"), sha256="ab", seconds=seconds, width=1280, height=720, fps=24.0, audio=LOUD[model])


def take(model: str, at: int) -> Take:
    shown = Shown(lufs=-20.0 if LOUD[model] else None, gain_db=4.0, peaks=())
    return Take(id=f"{model}{at}", model=model, brief=BRIEF, stage=Done(clip=clip(model, at), shown=shown))


MADE = [
    Comparison(id="abcdef", mode="open", brief=BRIEF, takes=tuple(take(model, at) for model in LOUD), created_at=WHEN)
    for at in range(8)
]


def votes(*, longer_wins: bool = False) -> pd.DataFrame:
    """Ann thinks a > b > c of talk, Bob c > b > a of sport; or with `longer_wins` the longer clip, whoever judges."""
    rows, drawn = [], random.Random(1)
    for left, right, at, voter in itertools.product(LOUD, LOUD, range(8), ("ann", "bob")):
        other = (at + drawn.randrange(8)) % 8
        if left == right:
            continue
        won = (left < right) == (voter == "ann")
        if longer_wins and clip(left, at).seconds != clip(right, other).seconds:
            won = clip(left, at).seconds > clip(right, other).seconds
        rows.append({
            "criterion": "overall", "voter": voter, "task": "text_to_video", "mode": "battle",
            "category": "talk" if voter == "ann" else "sport", "left_model": left, "right_model": right,
            "left_take": f"{left}{at}", "right_take": f"{right}{other}", "outcome": "left" if won else "right",
            "counted": True,
        })  # fmt: skip
    return pd.DataFrame(rows)


def order(question: Question) -> list[str]:
    return list(tabled(votes(), asked(question, MADE)).models)


def test_a_slice_and_one_s_own_taste_turn_the_table_round() -> None:
    assert order(Question(category="talk")) == ["a", "b", "c"]
    assert order(Question(voter="bob")) == ["c", "b", "a"]


def test_the_pools_part_models_with_sound_from_silent_ones() -> None:
    assert has_sound(MADE) == LOUD
    assert set(order(Question(pool="with_sound"))) == {"a", "b"}
    assert order(Question(pool="silent")) == []


def test_who_has_voted_too_little_is_told_how_many_are_missing() -> None:
    with pytest.raises(TooFew, match="still missing: 10"):
        order(Question(voter="eve"))


def test_what_can_be_chosen_is_what_the_votes_have() -> None:
    assert choices(votes()) == {
        "task": ["text_to_video"], "category": ["sport", "talk"], "mode": ["battle"], "criterion": ["overall"]
    }  # fmt: skip
    assert choices(votes().iloc[:0])["category"] == []


def test_a_fact_is_accounted_for_where_votes_can_tell_it_from_the_models() -> None:
    told = with_facts(votes(), facts(MADE))
    assert controls(told, "overall") == ("side", "seconds")
    even = even_table(votes(longer_wins=True), MADE, Question(even=True))
    (seconds,) = [one for one in even.effects if one.name == "seconds"]
    assert seconds.worth > 2  # two voters leave its interval wide


def test_votes_whose_clips_are_not_known_are_judged_by_the_side_alone() -> None:
    assert controls(with_facts(votes(), facts([])), "overall") == ("side",)


def test_no_votes_make_an_empty_table() -> None:
    assert even_table(votes().iloc[:0], [], Question(even=True)).rows == ()


def test_sound_is_worth_what_whole_rounds_say_beyond_muted_ones() -> None:
    rows = votes()
    silent = rows.assign(round="muted", outcome=rows["outcome"].map({"left": "right", "right": "left"}))
    gains = {one.model: one.points for one in worth_of_sound(pd.concat([rows.assign(round="whole"), silent]))}
    assert set(gains) == set(LOUD)
    assert worth_of_sound(rows.assign(round="whole")) == ()
    assert worth_of_sound(rows) == ()


def test_whoever_votes_by_side_is_counted_beside_the_table_and_not_in_it(desk: Desk) -> None:
    for at in range(60):
        shown = [Candidate(take=f"{model}{at}", model=model) for model in ("a", "b")[:: 1 if at % 2 else -1]]
        told = Occasion(voter="bot", comparison_id=f"abc{at:03}", prompt="a ball")
        desk.votes.append(judge(told, shown, "left", now=WHEN))
    found = Board(desk).answer(Question())
    assert found.beside.suspects == 1
    assert found.table.votes == 0


def test_the_table_moves_with_each_vote_and_what_stands_beside_it_within_a_minute(desk: Desk) -> None:
    now = [0.0]
    board = Board(desk, clock=lambda: now[0])
    assert board.answer(Question()).beside.choices["category"] == []
    shown = [Candidate(take=f"{model}0", model=model) for model in ("a", "b")]
    told = Occasion(voter="ann", comparison_id="abcdef", category="talk", prompt="a ball")
    desk.votes.append(judge(told, shown, "left", now=WHEN))
    found = board.answer(Question())
    assert found.table.models == ("a", "b")
    assert found.beside.choices["category"] == []
    now[0] = 61.0
    assert board.answer(Question()).beside.choices["category"] == ["talk"]
    assert board.answer(Question(even=True)).table.models == ("a", "b")


def voted(desk: Desk, count: int, voter: str = "ann", won: str = "a") -> None:
    """Votes of one person on a and b, each on either side by turns, mostly for `won`, which may be the left one."""
    for at in range(count):
        shown = [Candidate(take=f"{model}{at}", model=model) for model in ("a", "b")[:: 1 if at % 2 else -1]]
        answer = "left" if won == "left" or (shown[0].model == won) == (at % 5 > 0) else "right"
        told = Occasion(voter=voter, comparison_id=f"{voter}{at}", prompt=("a ball rolls", "катится мяч")[at % 2])
        desk.votes.append(judge(told, shown, answer, now=WHEN + timedelta(days=at)))


def test_a_suspect_s_taste_is_theirs_and_nobody_else_s(desk: Desk) -> None:
    voted(desk, 60, "bot", "left")
    board = Board(desk)
    for even in (False, True):
        assert board.answer(Question(even=even)).table.votes == 0
        assert board.answer(Question(voter="bot", even=even)).table.votes == 60


def test_a_second_look_reads_no_vote_again_until_one_comes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    voted(desk, 12)
    board, read = Board(desk), list[int]()
    asked_for = (Question(even=True), Question(voter="ann"), Question(weight="overall=1"), Question(even=True))
    first = [board.answer(one).table for one in asked_for]
    monkeypatch.setattr(desk.votes, "read", lambda: read.append(1) or VoteLog.read(desk.votes))
    assert [board.answer(one).table for one in asked_for] == first
    assert read == []
    voted(desk, 1, "bob")
    assert board.answer(Question(even=True)).table.votes == 13


def test_a_look_ahead_at_votes_that_can_t_be_read_waits_for_whoever_asks(desk: Desk) -> None:
    board = Board(desk)
    desk.votes.path.write_text("no votes at all\n")
    board.prepare()
    with pytest.raises(VoteTrouble):
        board.answer(Question())


def test_groups_sets_and_days_are_asked_for_by_name(desk: Desk) -> None:
    voted(desk, 12, "ann", "a")
    voted(desk, 12, "bob", "b")
    (desk.data / "groups.csv").write_text("voter,group\nbob,makers\n")
    (desk.data / "prompts").mkdir()
    (desk.data / "prompts" / "rolls.csv").write_text("prompt\na ball rolls\n")
    board = Board(desk)
    found = board.answer(Question(group="makers"))
    assert found.table.models == ("b", "a")
    assert found.named.groups == ("checked", "makers")
    assert board.table(Question(group="checked")).votes == 24
    assert board.table(Question(prompt_set="prompts/rolls.csv", group="makers")).votes == 6
    assert board.table(Question(since="2026-11-29", until="2026-11-30")).votes == 4
    with pytest.raises(ValueError, match="2026-11-29"):
        board.answer(Question(since="soon"))
    with pytest.raises(BadList, match="no such group"):
        board.answer(Question(group="critics"))


def test_a_language_and_weights_are_asked_for_in_the_shell_s_words() -> None:
    told = asked(Question(language="ru", weight="overall=2, sound=1"), MADE)
    assert (told.language, told.weight) == ("ru", ("overall=2", "sound=1"))


def test_the_command_of_a_group_asks_for_its_file(desk: Desk) -> None:
    voted(desk, 12)
    (desk.data / "groups.csv").write_text("voter,group\nann,makers\n")
    table = Board(desk).table(Question(group="makers", since="2026-11-29"))
    assert table.made is not None
    words = [str(desk.data / word) if word.endswith(".csv") else word for word in shlex.split(table.made.command)[3:]]
    done = CliRunner().invoke(shell, [*words, "--json"])
    assert json.loads(done.stdout) == json.loads(json.dumps(table.records())), done.stderr


def test_sides_and_clips_are_told_beside_the_page_s_table_too(desk: Desk) -> None:
    voted(desk, 9, "ann", "left")
    side = Board(desk).answer(Question()).table.side
    assert side is not None
    assert side.worth > 0
