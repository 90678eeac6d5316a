from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comparisons.votes import cells
from comparisons.votes.errors import NotVotes
from comparisons.votes.frame import frame, read_votes
from tests.comparisons.votes import ballot

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40) | st.text(
    "\\u0dD8ef\x00\ud83d\udc00'=\"\r\n,", max_size=20
)


@settings(deadline=None)
@given(ANYTHING)
@example("\\\x00")
@example("\\\\u0000\ud83d\ude00")
@example("''=1")
def test_every_text_reads_back_exactly(text: str) -> None:
    assert cells.unescape(cells.escape(text)) == text


@settings(deadline=None)
@given(ANYTHING)
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    cell = cells.escape(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("\t", "\r"))


@settings(deadline=None)
@given(st.lists(ANYTHING, min_size=3, max_size=3))
def test_a_file_of_any_texts_reads_back_exactly_and_pandas_reads_it_as_it_is(texts: list[str]) -> None:
    (vote,) = ballot()
    lines = [cells.line(replace(vote, comment=text, prompt=text[::-1])) for text in texts]
    data = cells.HEADER + b"\n" + b"".join(lines)
    assert cells.whole(data) == len(data)
    table = frame(data)
    assert list(table.comment) == texts
    assert list(table.prompt) == [text[::-1] for text in texts]
    plain = pd.read_csv(io.BytesIO(data))
    assert list(plain.columns) == list(cells.COLUMNS)
    assert list(plain.outcome) == ["left"] * 3


@settings(deadline=None)
@given(ANYTHING, st.integers(0, 10_000))
def test_a_row_cut_anywhere_is_not_whole(text: str, cut: int) -> None:
    (vote,) = ballot()
    first, second = cells.line(vote), cells.line(replace(vote, comment=text, prompt=text))
    assert cells.whole(first + second[: cut % len(second)]) == len(first)


def test_ordinary_texts_stand_as_they_are() -> None:
    for text in ("a ball, thrown", "C:\\users\\u", "it's", "мяч 🏀", "1-2", ""):
        assert cells.escape(text) == text


def test_numbers_are_never_escaped_and_what_was_not_measured_is_empty() -> None:
    (vote,) = ballot()
    vote = replace(vote, left_played_s=-1.23456, right_played_s=None, left_heard_s=float("nan"))
    row = next(cells.rows(cells.line(vote)))
    assert [row[cells.COLUMNS.index(f"{name}_s")] for name in ("left_played", "right_played", "left_heard")] == [
        "-1.235",
        "",
        "",
    ]


def test_a_table_has_times_numbers_and_truths() -> None:
    (vote,) = ballot(prompt="NA", comment="null")
    table = frame(cells.HEADER + b"\n" + cells.line(vote))
    assert table.voted_at[0] == pd.Timestamp(vote.voted_at)
    assert table.counted.dtype == bool
    assert table.left_played_s.dtype == float
    assert table.schema[0] == 2
    assert (table.prompt[0], table.comment[0], table["flags"][0]) == ("NA", "null", "")


def test_a_foreign_csv_with_models_and_outcomes_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("left_model,right_model,outcome\na,b,left\n")
    assert read_votes(path).to_dict("records") == [{"left_model": "a", "right_model": "b", "outcome": "left"}]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "left_model,right_model,outcome\n1,2,3,4,5\n1\n2,3,4,5,6,7,8\n"])
def test_a_file_without_votes_is_a_clear_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "none.csv"
    path.write_text(text)
    with pytest.raises(NotVotes, match=r"none\.csv"):
        read_votes(path)


def test_a_file_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NotVotes, match=r"nowhere\.csv"):
        read_votes(tmp_path / "nowhere.csv")
