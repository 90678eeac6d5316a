"""A table and its votes leave in the shapes that others read."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib import resources
from pathlib import Path

import evalica
import numpy as np
import pandas as pd
import pytest
from PIL import Image
from typer.testing import CliRunner

from comparisons.__main__ import shell
from comparisons.ranking.asked import Asked, made
from comparisons.ranking.bradley_terry import fit, pairs
from comparisons.ranking.dictionary import MEANINGS, of_tables
from comparisons.ranking.exports import BATTLE, as_csv, as_markdown, battles
from comparisons.ranking.portrait import as_png
from comparisons.ranking.table import Table, rank
from comparisons.ranking.tally import tally
from tests.comparisons.ranking import votes
from tests.comparisons.ranking.tournament import Tournament

PLAYED = Tournament(models=4, votes=300, voters=20, prompts=10).frame(np.random.default_rng(1))
FONT = resources.files("providers").joinpath("studio/font/DejaVuSans-Bold-subset.ttf")


def test_a_table_as_csv_holds_all_figures_in_full() -> None:
    table = rank(PLAYED)
    rows = list(csv.DictReader(io.StringIO(as_csv(table))))
    assert [row["model"] for row in rows] == list(table.models)
    assert [float(row["rating"]) for row in rows] == [row.rating for row in table.rows]
    assert [row["votes_to_next"] for row in rows][-1] == ""


def test_a_model_s_name_is_no_formula_in_a_spreadsheet() -> None:
    assert "'=HYPERLINK" in as_csv(rank(votes(("=HYPERLINK(1)", "b", "left"))))


def test_a_table_as_markdown_holds_ranges_effects_and_its_origin() -> None:
    told = PLAYED.copy()
    told.attrs["file"] = {"bytes": 77, "sha256": "ab" * 32}
    table = made(told, Asked(control=("side",)))
    lines = as_markdown(table).splitlines()
    assert len([line for line in lines if line.startswith("|")]) == 2 + len(table.rows)
    assert any(line.startswith("side, left against right: ") for line in lines)
    assert f"first 77 bytes of votes.csv, SHA-256 {'ab' * 32}" in as_markdown(table)
    assert table.made is not None
    assert table.made.command in as_markdown(table)


def test_a_bar_in_a_name_breaks_no_markdown() -> None:
    assert "a\\|b" in as_markdown(rank(votes(("a|b", "c", "left"))))


def test_battles_have_the_fields_and_the_words_that_others_read() -> None:
    table = votes(("a", "b", "left"), ("a", "b", "right"), ("b", "a", "tie"), ("a", "c", "both_bad")).assign(
        mode=["battle", "open", "blind", "battle"],
        voter=["ann", "ann", "", "bob"],
        voted_at=pd.to_datetime(["2026-05-01T00:00:01Z"] * 4, utc=True),
        prompt="a ball",
    )
    told = [json.loads(line) for line in battles(table)]
    assert all(tuple(one) == BATTLE for one in told)
    assert [one["winner"] for one in told] == ["model_a", "model_b", "tie", "tie (bothbad)"]
    assert [one["anony"] for one in told] == [True, False, True, True]
    assert told[0]["judge"] == told[1]["judge"] != told[3]["judge"]
    assert told[2]["judge"] == ""
    assert "ann" not in json.dumps(told)
    assert told[0]["tstamp"] == 1777593601.0


def test_rows_that_do_not_count_or_say_nothing_are_no_battles() -> None:
    table = votes(("a", "b", "left"), ("a", "b", "skip"), ("a", "b", "right"), ("a", "b", "tie")).assign(
        counted=[True, True, False, True], criterion=["overall", "overall", "overall", "sound"]
    )
    assert len(list(battles(table))) == 1
    assert len(list(battles(table, criterion=None))) == 2


def test_battles_make_the_same_strengths_in_another_tool() -> None:
    read = pd.read_json(io.StringIO("\n".join(battles(PLAYED))), lines=True)
    words = {"model_a": evalica.Winner.X, "model_b": evalica.Winner.Y, "tie": evalica.Winner.Draw}
    theirs = evalica.bradley_terry(
        read["model_a"], read["model_b"], read["winner"].map(words), tolerance=1e-12, limit=100_000
    ).scores
    counts = tally(PLAYED)
    ours = np.exp(fit(pairs(counts.wins, counts.ties), ties="half", prior=0).beta)
    ratio = ours / theirs[list(counts.models)].to_numpy()
    np.testing.assert_allclose(ratio / ratio[0], 1.0, atol=1e-6)


def test_a_table_is_drawn_with_a_line_a_model(tmp_path: Path) -> None:
    def drawn(table: Table) -> Image.Image:
        with resources.as_file(FONT) as font:
            return Image.open(io.BytesIO(as_png(table, font)))

    table = rank(PLAYED)
    picture, shorter = drawn(table), drawn(replace(table, rows=table.rows[:2]))
    assert picture.size == (2000, shorter.height + 2 * 68)
    assert len(picture.getcolors(1 << 20)) > 20
    assert drawn(rank(votes())).width == 2000


@pytest.mark.parametrize(
    ("ending", "begins"), [("csv", b"model,"), ("md", b"| rank"), ("json", b"[{"), ("png", b"\x89PNG")]
)
def test_the_shell_writes_a_table_in_the_shape_of_its_ending(tmp_path: Path, ending: str, begins: bytes) -> None:
    PLAYED.to_csv(tmp_path / "votes.csv", index=False)
    out = tmp_path / f"table.{ending}"
    done = CliRunner().invoke(shell, ["rank", str(tmp_path / "votes.csv"), "--out", str(out)])
    assert done.exit_code == 0, done.stderr
    assert out.read_bytes().startswith(begins)
    assert "Made again by: python -m comparisons rank" in done.stderr


def test_the_shell_refuses_another_ending(tmp_path: Path) -> None:
    PLAYED.to_csv(tmp_path / "votes.csv", index=False)
    done = CliRunner().invoke(shell, ["rank", str(tmp_path / "votes.csv"), "--out", str(tmp_path / "table.pdf")])
    assert (done.exit_code, done.stdout) == (1, "")
    assert ".pdf" in done.stderr


def test_the_shell_tells_battles(tmp_path: Path) -> None:
    PLAYED.to_csv(tmp_path / "votes.csv", index=False)
    done = CliRunner().invoke(shell, ["battles", str(tmp_path / "votes.csv")])
    assert len(done.stdout.splitlines()) == 300
    (tmp_path / "other.csv").write_text("a\n1\n")
    assert CliRunner().invoke(shell, ["battles", str(tmp_path / "other.csv")]).exit_code == 1


def test_every_column_of_a_table_has_a_meaning() -> None:
    columns = as_csv(rank(votes(("a", "b", "left")))).splitlines()[0].split(",")
    assert list(MEANINGS) == columns
    assert [line.split("|")[1].strip() for line in of_tables().splitlines()[2:]] == columns
