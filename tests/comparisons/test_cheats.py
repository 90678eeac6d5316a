"""Cheats among honest voters, on a real desk with its real log: caught, kept, flagged, and heard by no table."""

from __future__ import annotations

import csv
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from comparisons.battles.matches import Matches
from comparisons.booth import Booth
from comparisons.desk import Desk, Misuse, Visitor
from comparisons.ranking.table import Table, rank
from comparisons.run.comparison import Comparison, Done
from comparisons.votes.errors import AlreadyVoted
from comparisons.votes.voters import Voter, screened, voters
from tests.comparisons.battles import made
from tests.comparisons.votes.crowd import STRENGTHS, Fan, Honest, Policy, always_left, ballots, crowd, votes

CHEATS = {"lefty", "fan", "twice"}
HONEST = 30
WORST = "x/four"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A desk after the crowd and the cheats have been there."""

    desk: Desk
    told: list[str]
    """What the cheats were told when they were refused."""

    @property
    def rows(self) -> pd.DataFrame:
        return self.desk.votes.read()

    @property
    def refused(self) -> list[dict[str, str]]:
        return list(csv.DictReader(self.desk.booth.refusals.path.read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Thirty honest voters, whose rows are written at once; four cheats, each by battles that were drawn for them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPLITSCREEN_CHECKS", "off")
        patch.setenv("SPLITSCREEN_ROUNDS", "off")
        desk = Desk(tmp_path_factory.mktemp("house") / "data", workers=1)
        rng = np.random.default_rng(3)
        for place in range(24):
            made(desk.store, f"made{place:02}", list(STRENGTHS), f"prompt {place}")
        for at in range(HONEST):
            desk.votes.append(votes(ballots(f"v{at}", Honest(rng=rng), int(rng.integers(12, 40)), rng)))
        table = rank(desk.votes.read())
        desk.matches = Matches(desk.store, desk.votes, lambda: table, random.Random(3))
        told: list[str] = []
        judge(desk, "lefty", always_left, 20)
        judge(desk, "fan", Fan(model=WORST, otherwise=Honest(rng=rng)), 44)
        replay(desk, "twice", Honest(rng=rng), told)
        intrude(desk, "thief", told)
    yield House(desk=desk, told=told)
    desk.close()


def drawn(desk: Desk, voter: str) -> Comparison:
    battle = desk.battle_of_clips(Visitor(id=voter, voter=voter), "api")
    assert battle is not None
    return battle


def answer(battle: Comparison, policy: Policy) -> str:
    left, right = [(one.model, one.stage.clip.sha256) for one in battle.takes if isinstance(one.stage, Done)]
    return policy(left, right)


def judge(desk: Desk, voter: str, policy: Policy, count: int) -> None:
    for _ in range(count):
        battle = drawn(desk, voter)
        slip = desk.see(battle.id, voter).slip
        desk.vote(battle.id, voter, answer(battle, policy), "api", slip=slip)


def replay(desk: Desk, voter: str, policy: Policy, told: list[str]) -> None:
    """Votes with a slip, sends it again, also after taking the vote back, and votes on as if nothing had happened."""
    for turn in range(4):
        battle = drawn(desk, voter)
        slip, said = desk.see(battle.id, voter).slip, answer(battle, policy)
        desk.vote(battle.id, voter, said, "api", slip=slip)
        if turn == 1:
            desk.undo(battle.id, voter)
        with pytest.raises((AlreadyVoted, Misuse)) as refused:
            desk.vote(battle.id, voter, said, "api", slip=slip)
        told.append(getattr(refused.value, "code", "again"))


def intrude(desk: Desk, voter: str, told: list[str]) -> None:
    """Votes on pairs that were never served to this voter: another's, their own without a slip or by another's slip."""
    others, own = drawn(desk, "ann"), drawn(desk, voter)
    slip = desk.see(others.id, "ann").slip
    mine = desk.see(own.id, voter).slip
    for battle, given in [(others, slip), (others, mine), (own, slip), (own, ""), (own, f"{mine[:-1]}x")]:
        with pytest.raises(Misuse) as refused:
            desk.vote(battle.id, voter, "left", "api", slip=given)
        told.append(refused.value.code)
    with pytest.raises(KeyError):
        desk.vote("abcdefabcdef", voter, "left", "api", slip=mine)


def caught(house: House) -> dict[str, Voter]:
    return {one.voter: one for one in voters(house.rows) if one.verdict == "suspect"}


def ballots_until_caught(rows: pd.DataFrame, cheat: str) -> int:
    """The least number of the cheat's own ballots by which they are found, all others having voted before."""
    own, others = rows[rows["voter"] == cheat], rows[rows["voter"] != cheat]
    for count in itertools.count(1):
        seen = voters(pd.concat([others, own.iloc[:count]]))
        if any(one.voter == cheat and one.verdict == "suspect" for one in seen):
            return count
        assert count < len(own)
    raise AssertionError


def place_of(table: Table, model: str) -> float:
    return next(row.rating for row in table.rows if row.model == model)


def test_each_cheat_is_caught_by_what_they_did_and_no_honest_voter_is(house: House) -> None:
    found = caught(house)
    assert set(found) == CHEATS
    assert "side" in found["lefty"].failed
    assert (found["fan"].failed, found["fan"].favourite) == (("partisan",), WORST)
    assert found["twice"].failed == ("slips",)


def test_cheats_are_caught_within_a_few_votes(house: House) -> None:
    assert ballots_until_caught(house.rows, "lefty") == 12
    assert ballots_until_caught(house.rows, "fan") < 40
    assert ballots_until_caught(house.rows, "twice") <= 5


def test_a_cheat_s_votes_are_kept_flagged_and_not_counted(house: House) -> None:
    clean = screened(house.rows)
    assert len(clean) == len(house.rows)
    bad = clean["voter"].isin(CHEATS)
    assert bad.sum() == 20 + 44 + 5
    assert clean[bad]["flags"].str.contains("suspect").all()
    assert not clean[bad]["counted"].any()
    assert clean[~bad]["counted"].equals(house.rows[~bad]["counted"])


def test_the_table_is_that_of_the_honest_alone_and_the_cheats_would_have_moved_it(house: House) -> None:
    rows = house.rows
    honest = rank(rows[~rows["voter"].isin(CHEATS)])
    left_out, counted = rank(screened(rows)), rank(rows)
    assert [(row.model, row.rating) for row in left_out.rows] == [(row.model, row.rating) for row in honest.rows]
    assert place_of(counted, WORST) > place_of(left_out, WORST) + 10


def test_a_used_slip_sent_again_adds_no_vote_and_is_kept_as_refused(house: House) -> None:
    assert house.told[:4] == ["again", "replayed", "again", "again"]
    rows = house.rows[house.rows["voter"] == "twice"]
    assert list(rows["outcome"] == "void") == [False, False, True, False, False]
    assert list(rows["flags"].str.contains("replayed")) == [False, False, False, False, True]
    refused = [row for row in house.refused if row["voter"] == "twice"]
    assert [row["reason"] for row in refused] == ["replayed"] * 4


def test_a_pair_that_was_never_served_takes_no_vote(house: House) -> None:
    assert house.told[4:] == ["unserved"] * 5
    assert "thief" not in set(house.rows["voter"])
    assert [row["reason"] for row in house.refused if row["voter"] == "thief"] == ["unserved"] * 5


def test_replays_are_remembered_over_a_restart(house: House) -> None:
    again = Booth(house.desk.data, house.desk.votes)
    assert again.refusals.replays("twice") == 4
    assert again.refusals.replays("thief") == 0


def test_of_three_hundred_honest_voters_with_tastes_hardly_one_is_suspected() -> None:
    found = [one for seed in range(10) for one in voters(crowd(seed))]
    assert len(found) == 300
    assert sum(one.verdict == "suspect" for one in found) <= 1
