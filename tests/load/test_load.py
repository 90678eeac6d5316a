"""Visitors who vote all the time and at once lose no vote and have none twice; and what is held to say so can fail."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comparisons.votes.ballot import Candidate, Occasion, judge
from comparisons.votes.log import VoteLog
from tests.fakes import clips
from tests.load.crowd import Crowd, watched
from tests.load.ledger import Deed, Kept, kept
from tests.load.stock import stock

VISITORS = 24


def voted(log: VoteLog, voter: str = "ann", said: str = "left") -> Deed:
    """A vote as it is written, and as its voter would tell of it."""
    mark, battle = secrets.token_hex(8), secrets.token_hex(6)
    shown = [Candidate(take=take, model=f"x/{take}") for take in ("a", "b")]
    log.append(judge(Occasion(voter=voter, comparison_id=battle, served=mark), shown, said, now=datetime.now(UTC)))
    return Deed(what="vote", at=0.0, ms=1.0, voter=voter, comparison=battle, said=said, mark=mark)


def twice(path: Path, _deeds: list[Deed]) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines, lines[-1]]))


def without_the_last(path: Path, _deeds: list[Deed]) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def said_otherwise(_path: Path, deeds: list[Deed]) -> None:
    deeds[0] = replace(deeds[0], said="right")


def by_another_slip(_path: Path, deeds: list[Deed]) -> None:
    deeds[0] = replace(deeds[0], mark="another")


def never_answered(_path: Path, deeds: list[Deed]) -> None:
    deeds[0] = replace(deeds[0], trouble="the line broke")


@pytest.mark.parametrize(
    ("happens", "found"),
    [
        (lambda *_: None, Kept(votes=3, lost=0, doubled=0, strange=0)),
        (twice, Kept(votes=3, lost=0, doubled=1, strange=0)),
        (without_the_last, Kept(votes=3, lost=1, doubled=0, strange=0)),
        (said_otherwise, Kept(votes=3, lost=1, doubled=0, strange=1)),
        (by_another_slip, Kept(votes=3, lost=1, doubled=0, strange=1)),
        (never_answered, Kept(votes=2, lost=0, doubled=0, strange=0)),
    ],
)
def test_a_vote_that_is_lost_or_twice_there_or_another_s_is_found(
    happens: Callable[[Path, list[Deed]], None], found: Kept, tmp_path: Path
) -> None:
    log = VoteLog(tmp_path / "votes.csv")
    deeds = [voted(log, voter, said) for voter, said in (("ann", "left"), ("bob", "tie"), ("ann", "right"))]
    happens(log.path, deeds)
    assert kept(deeds, log.path) == found


@pytest.mark.slow
def test_of_many_who_vote_at_once_by_page_and_by_endpoint_each_vote_is_kept_and_kept_once(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(clips.clip(1.0))
    stock(tmp_path / "data", film, prompts=40)
    kinds = ("Visitor", "Program")
    crowd = Crowd(visitors=VISITORS, seconds=3.0, arriving=VISITORS, think=(0.1, 0.3), kinds=kinds)
    seen = watched(crowd, tmp_path / "data", tmp_path / "ledger.jsonl")
    found = kept(seen.every, tmp_path / "data" / "votes.csv")
    assert [one.trouble for one in seen.every if one.trouble] == []
    assert found.votes > VISITORS
    assert (found.lost, found.doubled, found.strange) == (0, 0, 0)
