"""What was written before the columns were added."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from comparisons.votes import cells
from comparisons.votes.errors import AlreadyVoted, NotVotes
from comparisons.votes.frame import read_votes
from comparisons.votes.log import VoteLog
from tests.comparisons.votes import ballot

ROW = (
    b'1,v1,2026-03-01T12:30:15.250+00:00,ann,open,page,c1,text_to_video,,,"a ball, ""red""",overall,x,y,A,B,0,1,left,'
    b'"{""answer"":""left"",""takes"":[""A"",""B""],""rows"":1}",5.0,5.0,2.5,,,1,,\'=1+1,0.1\n'
)
OLD = cells.HEADER_1 + b"\n" + ROW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "votes.csv"
    path.write_bytes(OLD)
    return path


def test_the_old_columns_are_those_that_were_promised() -> None:
    assert cells.HEADER.startswith(cells.HEADER_1 + b",")
    assert cells.HEADER_1.count(b",") + 1 == 29


def test_an_old_file_is_read_as_it_is(path: Path) -> None:
    row = read_votes(path).iloc[0]
    assert (row.left_model, row.prompt, row.comment, row.counted) == ("x", 'a ball, "red"', "=1+1", True)


def test_an_old_file_takes_new_votes_and_its_own_bytes_are_kept_beside_it(path: Path) -> None:
    log = VoteLog(path)
    assert log.voted("ann", "c1")
    with pytest.raises(AlreadyVoted):
        log.append(ballot())
    log.append(ballot(battle="c2"))
    table = log.read()
    assert list(table.schema) == [1, 2]
    assert list(table.comparison_id) == ["c1", "c2"]
    assert list(table["round"]) == ["", "whole"]
    assert table.prompt[0] == 'a ball, "red"'
    assert pd.read_csv(path).comment[0] == "'=1+1"
    assert path.with_name("votes.1.csv").read_bytes() == OLD


def test_what_was_torn_in_an_old_file_is_moved_aside(path: Path) -> None:
    path.write_bytes(OLD + ROW[:40])
    VoteLog(path).append(ballot(battle="c2"))
    assert list(VoteLog(path).read().comparison_id) == ["c1", "c2"]
    assert path.with_suffix(".torn").read_bytes() == ROW[:40] + b"\n"


def test_an_old_file_with_a_bad_row_is_left_as_it_was(path: Path) -> None:
    path.write_bytes(bad := OLD + b"1,2,3\n")
    with pytest.raises(NotVotes, match="3 cells and not 29"):
        VoteLog(path)
    assert path.read_bytes() == bad
    assert [one.name for one in path.parent.iterdir() if one.suffix == ".csv"] == ["votes.csv"]
