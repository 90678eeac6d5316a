"""Battles of clips that exist: who may judge what, and what nobody may learn from it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from comparisons.battles.matches import Matches
from comparisons.run.comparison import Comparison, Done, outlay
from comparisons.run.reliability import records
from comparisons.run.store import Store
from comparisons.scoreboard import Scoreboard
from comparisons.votes.log import VoteLog
from providers.kit.dotenv import BadSettings
from tests.comparisons.battles import made
from tests.comparisons.votes import ballot


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def matches(store: Store) -> Matches:
    log = VoteLog(store.root.parent / "votes.csv")
    return Matches(store, log, Scoreboard(log).table, random.Random(5))


def drawn(room: Matches, voter: str = "ann") -> Comparison:
    found = room.of_clips(voter, voter, "page")
    assert found is not None
    return found


def hashes(one: Comparison) -> set[str]:
    return {take.stage.clip.sha256 for take in one.takes if isinstance(take.stage, Done)}


def test_two_models_clips_of_one_prompt_meet_also_across_comparisons(store: Store) -> None:
    made(store, "aaaaaa", ["x/one"], "A  Ball")
    made(store, "bbbbbb", ["x/two"], "a ball")
    made(store, "cccccc", ["x/two", "x/three"], "a cube")
    room = matches(store)
    prompts = {drawn(room, f"v{place}").brief.prompt for place in range(12)}
    assert prompts <= {"A  Ball", "a ball", "a cube"}
    assert len(prompts) > 1


def test_a_drawn_battle_tells_nothing_of_where_its_clips_come_from(store: Store) -> None:
    origin = made(store, "aaaaaa", ["x/one", "x/two"])
    battle = drawn(matches(store))
    assert battle.mode == "battle"
    assert battle.finished
    assert {take.id for take in battle.takes}.isdisjoint(take.id for take in origin.takes)
    for take in battle.takes:
        assert isinstance(take.stage, Done)
        folder = store.folder(battle.id)
        source = next(one for one in origin.takes if one.model == take.model)
        assert (folder / take.stage.clip.path).read_bytes() == (
            store.folder("aaaaaa") / f"{source.id}.mp4"
        ).read_bytes()
        assert (folder / f"{take.id}.original.mp4").is_file()
        assert (take.started_at, take.ticket, take.notes) == (None, None, ())
    assert store.load(battle.id) == battle


def test_sides_are_drawn(store: Store) -> None:
    made(store, "aaaaaa", ["x/one", "x/two"])
    room = matches(store)
    firsts = {drawn(room, f"v{place}").takes[0].model for place in range(20)}
    assert firsts == {"x/one", "x/two"}


def test_a_drawn_battle_costs_nothing_and_counts_for_no_model_s_record(store: Store) -> None:
    origin = made(store, "aaaaaa", ["x/one", "x/two"])
    battle = drawn(matches(store))
    assert sum(outlay(take) for take in battle.takes) == 0
    assert [(one.model, one.asked) for one in records([origin, battle])] == [("x/one", 1), ("x/two", 1)]


def test_nobody_is_shown_a_clip_twice_also_after_a_restart(store: Store) -> None:
    made(store, "aaaaaa", ["x/one", "x/two"])
    made(store, "bbbbbb", ["x/one", "x/two"], "a cube")
    room = matches(store)
    first, second = drawn(room), drawn(room)
    assert hashes(first).isdisjoint(hashes(second))
    for one in (room, matches(store)):
        assert one.of_clips("ann", "ann", "page") is None
    assert drawn(matches(store), "bob")


def test_nobody_judges_clips_whose_makers_they_were_told(store: Store) -> None:
    made(store, "aaaaaa", ["x/one", "x/two"], visitor="ann")
    room = matches(store)
    assert room.of_clips("ann", "ann", "page") is None
    assert room.of_clips("word", "ann", "page") is None
    VoteLog(store.root.parent / "votes.csv").append(ballot(battle="aaaaaa", voter="bob"))
    assert room.of_clips("bob", "bob", "page") is None
    assert drawn(room, "cleo")


def test_what_is_made_later_is_found_and_what_is_borrowed_is_not_borrowed_again(store: Store) -> None:
    room = matches(store)
    assert room.of_clips("ann", "ann", "page") is None
    made(store, "aaaaaa", ["x/one", "x/two"])
    borrowed = drawn(room)
    again = drawn(room, "bob")
    assert set(again.battle.of if again.battle else ()) == {"aaaaaat0", "aaaaaat1"}
    assert borrowed.battle
    assert borrowed.battle.voter == "ann"


def test_one_model_never_meets_itself(store: Store) -> None:
    made(store, "aaaaaa", ["x/one"])
    made(store, "bbbbbb", ["x/one"])
    assert matches(store).of_clips("ann", "ann", "page") is None


def test_a_round_without_sound_needs_two_clips_that_have_some(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_ROUNDS", "muted=1")
    made(store, "aaaaaa", ["x/one", "x/two"])
    heard = drawn(matches(store))
    assert heard.battle
    assert heard.battle.round == "muted"
    made(store, "bbbbbb", ["x/one", "x/two"], "a cube", lufs=None)
    silent = drawn(matches(store))
    assert silent.battle
    assert silent.battle.round == "whole"


def test_pairs_of_models_are_those_that_the_budget_has_room_for(store: Store) -> None:
    room = matches(store)
    costs = {"x/one": 1.0, "x/two": 2.0, "x/three": 3.0}
    assert {room.models(costs, 3.5) for _ in range(20)} == {("x/one", "x/two")}
    assert len({room.models(costs, 0.0) for _ in range(50)}) == 3


def test_a_wish_that_can_t_be_read_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_ARENA", "sometimes")
    with pytest.raises(BadSettings, match="drawn or live"):
        matches(store)
