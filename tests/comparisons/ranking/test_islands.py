"""Models that no chain of votes joins can't be compared, and every form of the table says so."""

from __future__ import annotations

from comparisons.ranking.exports import as_markdown
from comparisons.ranking.table import rank
from tests.comparisons.ranking import votes


def test_models_that_never_met_are_told_apart() -> None:
    rows = [("a", "b", "left"), ("a", "b", "right"), ("a", "b", "tie"), ("y", "z", "left")]
    table = rank(votes(*rows))
    assert table.islands == 2
    assert {row.model: row.connected for row in table.rows} == {"a": True, "b": True, "y": False, "z": False}
    assert all(row.provisional for row in table.rows if row.model in "yz")
    assert table.groups == (("a", "b"), ("y", "z"))
    assert [row.place for row in table.rows] == ["1–2"] * 4


def test_the_next_model_is_one_that_votes_join() -> None:
    many = [("a", "b", "left")] * 30 + [("a", "b", "right")] * 25
    alone, beside = rank(votes(*many)), rank(votes(*many, ("y", "z", "tie")))
    needed = [row.votes_to_next for row in beside.rows]
    assert needed[0] == alone.rows[0].votes_to_next is not None
    assert needed[1] is None


def test_the_island_with_most_votes_stands_first_whatever_its_ratings() -> None:
    table = rank(votes(("y", "z", "left"), *[("a", "b", "tie")] * 9))
    assert table.models == ("a", "b", "y", "z")
    assert [row.rank for row in table.rows] == [1, 2, 1, 2]


def test_a_table_that_is_taken_away_names_the_groups() -> None:
    assert "can be compared: a, b | y, z." in as_markdown(rank(votes(*[("a", "b", "left")] * 2, ("y", "z", "left"))))
    assert "compared" not in as_markdown(rank(votes(("a", "b", "left"))))
