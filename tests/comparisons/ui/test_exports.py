"""The board leaves as a file that anybody can make again, and votes as battles that name no voter."""

from __future__ import annotations

import csv
import io
import json

import httpx
import pytest
from PIL import Image

from comparisons.board import Question
from comparisons.ranking.table import rank
from comparisons.ui.exports import addresses, asked
from tests.comparisons.ui.conftest import Served


@pytest.fixture(scope="module")
def voted(app: Served) -> Served:
    """With a vote of Ann's."""
    made = app.made()
    app.ask("/vote", made.id, "ann's secret word", "left")
    return app


def get(app: Served, address: str) -> httpx.Response:
    return httpx.get(f"{app.url}/{address}", trust_env=False)


def test_the_table_leaves_as_csv_markdown_json_and_a_picture(voted: Served) -> None:
    kinds = addresses(Question())
    expected = {row.model for row in rank(voted.votes()).rows}
    assert {row["model"] for row in csv.DictReader(io.StringIO(get(voted, kinds["csv"]).text))} == expected
    assert all(model in get(voted, kinds["md"]).text for model in expected)
    assert Image.open(io.BytesIO(get(voted, kinds["png"]).content)).width == 2000
    assert {row["model"] for row in get(voted, "board/table.json").json()} == expected


def test_battles_name_no_voter(voted: Served) -> None:
    reply = get(voted, addresses(Question())["jsonl"])
    lines = [json.loads(line) for line in reply.text.splitlines()]
    assert len(lines) == len(voted.votes().query("counted and criterion == 'overall'"))
    assert "secret" not in reply.text
    assert "attachment" in reply.headers["content-disposition"]


def test_what_the_page_asks_is_what_the_address_asks() -> None:
    question = Question(
        criterion="sound",
        category="talk & more",
        mode="battle",
        pool="silent",
        even=True,
        language="ru",
        prompt_set="examples",
        group="film & co",
        since="2026-11-29",
        until="2026-11-30",
        weight="a=1, b=2",
    )
    assert asked(dict(httpx.URL(addresses(question)["csv"]).params)) == question


def test_another_ending_and_a_table_that_cannot_be_made_say_so(voted: Served) -> None:
    assert get(voted, "board/table.exe").status_code == 404
    nothing = get(voted, addresses(Question(category="no such thing"))["csv"])
    assert (nothing.status_code, len(nothing.text.splitlines())) == (200, 1)
