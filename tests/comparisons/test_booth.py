"""Votes as the desk takes them: bound to a slip, skipped, taken back within a minute."""

from __future__ import annotations

import csv
import stat
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import comparisons.desk as desk_module
from comparisons.battles.refusals import Refusals
from comparisons.battles.slips import BadSlip, Slips
from comparisons.booth import Booth
from comparisons.desk import Desk, Misuse
from comparisons.run.comparison import Comparison
from comparisons.visitor import Visitor
from comparisons.votes.answers import Extremes, Skip
from comparisons.votes.log import VoteLog
from providers import Catalogue
from providers.kit.terms import Brief
from tests.fakes.sketch import Sketch

BRIEF = Brief(prompt="a ball", seconds=1)
PAIR = ("sketch/one", "sketch/two")
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk_module, "catalogue", lambda: Catalogue({"sketch": Sketch()}))
        made = Desk(tmp_path_factory.mktemp("booth") / "data", workers=2)
    yield made
    made.close()


@pytest.fixture
def desk(house: Desk, tmp_path: Path) -> Desk:
    """The same desk with a fresh vote file, and a clock that stands at noon."""
    house.votes = VoteLog(tmp_path / "votes.csv")
    house.booth = Booth(tmp_path, house.votes, Clock())
    return house


def later(desk: Desk, **by: float) -> None:
    clock = desk.booth._now
    assert isinstance(clock, Clock)
    clock.at += timedelta(**by)


def finished(desk: Desk, made: Comparison) -> Comparison:
    limit = time.monotonic() + 60
    while not (now := desk.runs.get(made.id)).finished:
        assert time.monotonic() < limit
        time.sleep(0.02)
    return now


def battle(desk: Desk, voter: str = "ann") -> Comparison:
    return finished(desk, desk.battle(BRIEF, visitor=Visitor(id=voter, voter=voter)))


def refusals(desk: Desk) -> list[dict[str, str]]:
    path = desk.booth.refusals.path
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.exists() else []


def refused(desk: Desk, made: Comparison, voter: str, slip: str) -> str:
    with pytest.raises(Misuse) as told:
        desk.vote(made.id, voter, "left", slip=slip)
    return told.value.code


def test_a_battle_s_vote_needs_the_slip_by_which_it_was_given_to_this_voter(desk: Desk) -> None:
    made, other = battle(desk), battle(desk)
    slip = desk.see(made.id, "ann").slip
    assert refused(desk, made, "ann", "") == "unserved"
    assert refused(desk, made, "ann", slip[:-1] + ("0" if slip[-1] != "0" else "1")) == "unserved"
    assert refused(desk, made, "ann", "a.b.ü\ud83d") == "unserved"
    assert refused(desk, made, "bob", slip) == "unserved"
    assert refused(desk, other, "ann", slip) == "unserved"
    assert desk.votes.read().empty
    assert [row["reason"] for row in refusals(desk)] == ["unserved"] * 5
    desk.vote(made.id, "ann", "left", slip=slip)
    assert desk.votes.read()["served"][0] == slip.split(".")[0]


def test_a_pair_drawn_for_one_voter_is_neither_served_nor_named_to_another(desk: Desk) -> None:
    made = battle(desk)
    seen = desk.see(made.id, "bob")
    assert (seen.slip, seen.may_vote, seen.hidden) == ("", False, True)


def test_a_slip_is_void_after_a_day_and_after_one_vote(desk: Desk) -> None:
    made = battle(desk)
    slip = desk.see(made.id, "ann").slip
    later(desk, hours=25)
    assert refused(desk, made, "ann", slip) == "stale"
    slip = desk.see(made.id, "ann").slip
    desk.vote(made.id, "ann", "left", slip=slip)
    desk.undo(made.id, "ann")
    assert refused(desk, made, "ann", slip) == "replayed"
    assert [row["reason"] for row in refusals(desk)] == ["stale", "replayed"]


def test_a_battle_of_clips_that_exist_is_over_after_a_day_but_for_who_has_it_before_them(desk: Desk) -> None:
    made = battle(desk)
    assert made.battle is not None
    made = replace(made, created_at=NOON, battle=replace(made.battle, of=("a", "b")))
    desk.store.save(made)
    later(desk, hours=23)
    slip = desk.see(made.id, "ann").slip
    later(desk, hours=2)
    seen = desk.see(made.id, "ann")
    assert (seen.over, seen.slip, seen.hidden) == (True, "", True)
    later(desk, hours=24)
    assert refused(desk, made, "ann", slip) == "over"
    later(desk, hours=-3)
    assert not desk.vote(made.id, "ann", "left", slip=slip).over


def test_a_vote_can_be_taken_back_for_a_minute_and_given_anew(desk: Desk) -> None:
    made = finished(desk, desk.start(BRIEF, PAIR))
    seen = desk.vote(made.id, "ann", "left", aspects={"sound": "left"})
    assert seen.undo_s == 60
    later(desk, seconds=59)
    assert not desk.undo(made.id, "ann").voted
    desk.vote(made.id, "ann", "right")
    table = desk.votes.read()
    assert list(table["outcome"]) == ["left", "left", "void", "void", "right"]
    assert list(table["counted"]) == [False, False, False, False, True]
    later(desk, seconds=61)
    with pytest.raises(Misuse, match="for a minute"):
        desk.undo(made.id, "ann")
    assert desk.see(made.id, "ann").voted


def test_nobody_takes_back_another_s_vote_nor_one_twice(desk: Desk) -> None:
    made = finished(desk, desk.start(BRIEF, PAIR))
    desk.vote(made.id, "ann", "left")
    with pytest.raises(Misuse):
        desk.undo(made.id, "bob")
    desk.undo(made.id, "ann")
    with pytest.raises(Misuse):
        desk.undo(made.id, "ann")
    assert len(desk.votes.read()) == 2


def test_in_a_blind_round_a_vote_after_an_undo_has_seen_the_names_and_does_not_count(desk: Desk) -> None:
    made = finished(desk, desk.start(BRIEF, PAIR, "blind"))
    desk.vote(made.id, "ann", "left")
    assert desk.undo(made.id, "ann").hidden
    desk.vote(made.id, "ann", "right")
    last = desk.votes.read().iloc[-1]
    assert (last["outcome"], last["flags"], bool(last["counted"])) == ("right", "unblinded", False)


def test_a_skip_is_kept_and_ends_the_round_for_its_voter(desk: Desk) -> None:
    made = finished(desk, desk.start(BRIEF, PAIR, "blind"))
    assert desk.vote(made.id, "ann", Skip(reason="alike")).voted
    assert list(desk.votes.read()["counted"]) == [False]


def test_what_does_not_fit_the_ballot_is_told_and_not_kept(desk: Desk) -> None:
    made = finished(desk, desk.start(BRIEF, PAIR))
    for answer in (Skip(reason="bored"), Extremes(best=made.takes[0].id, worst=made.takes[1].id)):
        with pytest.raises(Misuse, match="fits no ballot"):
            desk.vote(made.id, "ann", answer)
    with pytest.raises(Misuse, match="fits no ballot"):
        desk.vote(made.id, "ann", "left", reasons={made.takes[0].id: ["lovely"]})
    assert desk.votes.read().empty


def test_the_secret_is_for_the_owner_alone_and_outlives_a_restart(tmp_path: Path) -> None:
    slip = Slips(tmp_path).give("ann", "c1")
    assert stat.S_IMODE((tmp_path / "slips.key").stat().st_mode) == 0o600
    assert Slips(tmp_path).mark(slip, "ann", "c1") == slip.split(".")[0]
    (tmp_path / "slips.key").write_bytes(b"")  # as a crash leaves it
    with pytest.raises(BadSlip):
        Slips(tmp_path).mark(slip, "ann", "c1")


def test_refusals_fill_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comparisons.battles.refusals.LARGEST", 2000)
    kept = Refusals(tmp_path)
    for _ in range(100):
        kept.keep(NOON, "=ann" * 1000, "c1", "api", "unserved")
    assert kept.path.stat().st_size < 3000
    assert next(csv.DictReader(kept.path.read_text("utf-8").splitlines()))["voter"].startswith("'=ann")
