"""The named endpoints, through the official client, as a program meets them."""

from __future__ import annotations

import json

import httpx
import pytest
from gradio_client.exceptions import AppError

from tests.comparisons.ui.conftest import NAMES, Served


def refused(app: Served, name: str, *given: object) -> str:
    with pytest.raises(AppError) as told:
        app.ask(name, *given)
    return str(told.value)


def named(reply: object) -> list[str]:
    """The models' names in a reply, wherever they stand in it."""
    text = json.dumps(reply, ensure_ascii=False)
    return [name for name in NAMES if name in text]


def test_an_open_comparison_goes_from_the_prompt_to_the_table(app: Served) -> None:
    made = app.made()
    seen = app.ask("/comparison", made.id, "ann")
    assert seen["finished"]
    assert seen["votable"]
    assert {take["model"] for take in seen["takes"]} == {"sketch/one", "sketch/two"}
    assert [take["letter"] for take in seen["takes"]] == ["A", "B"]
    after = app.ask("/vote", made.id, "ann", "left", "sharper")
    assert after["voted"]
    assert not after["votable"]
    row = app.votes().iloc[-1]
    assert (row["source"], row["comment"], row["outcome"], row["voter"]) == ("api", "sharper", "left", "ann")
    table = app.ask("/leaderboard")
    winner = seen["takes"][0]["model"]
    assert next(line for line in table if line["model"] == winner)["wins"] >= 1


@pytest.mark.parametrize("mode", ["blind", "battle"])
def test_no_name_stands_anywhere_in_a_reply_before_the_vote(app: Served, mode: str) -> None:
    models = [] if mode == "battle" else ["sketch/one", "sketch/two"]
    begun = app.ask("/compare", "a ball", models, mode)
    assert named(begun) == []
    assert named(app.ask("/comparison", begun["comparison"], "ann")) == []
    app.finished(begun["comparison"])
    seen = app.ask("/comparison", begun["comparison"], "ann")
    assert seen["votable"]
    assert named(seen) == []
    assert {take["state"] for take in seen["takes"]} == {"done"}
    told = app.ask("/vote", begun["comparison"], "ann", "tie", "", seen["slip"])
    assert {take["model"] for take in told["takes"]} == {"sketch/one", "sketch/two"}
    assert named(app.ask("/comparison", begun["comparison"], "bob")) == []
    assert named(app.ask("/comparison", begun["comparison"])) == []


def test_a_second_vote_is_refused_with_the_sentence_and_not_written(app: Served) -> None:
    made = app.made()
    app.ask("/vote", made.id, "ann", "right")
    before = len(app.votes())
    assert "You have voted on this already" in refused(app, "/vote", made.id, "ann", "left")
    assert len(app.votes()) == before


def test_a_used_slip_sent_again_and_another_s_slip_take_no_vote_and_stand_among_the_refused(app: Served) -> None:
    made = app.finished(app.ask("/compare", "a ball", [], "battle", voter="eve")["comparison"])
    slip = app.ask("/comparison", made.id, "eve")["slip"]
    assert "was not drawn for you" in refused(app, "/vote", made.id, "mallory", "left", "", slip)
    app.ask("/vote", made.id, "eve", "left", "", slip)
    assert "You have voted on this already" in refused(app, "/vote", made.id, "eve", "left", "", slip)
    assert list(app.votes()["voter"]).count("eve") == 1
    told = [line.split(",")[1:] for line in (app.data / "refused.csv").read_text("utf-8").splitlines()]
    assert told[-2:] == [["mallory", made.id, "api", "unserved"], ["eve", made.id, "api", "replayed"]]


def test_an_unknown_id_is_refused_with_a_sentence(app: Served) -> None:
    assert "No such comparison" in refused(app, "/comparison", "abcdefabcdef", "ann")
    assert "No such comparison" in refused(app, "/vote", "abcdefabcdef", "ann", "left")
    assert "Not the id of a comparison" in refused(app, "/comparison", "../../etc/passwd", "ann")


def test_a_vote_needs_a_voter_an_answer_that_fits_and_clips_that_are_there(app: Served) -> None:
    made = app.made()
    assert "A vote needs a voter" in refused(app, "/vote", made.id, "  ", "left")
    assert "fits no ballot" in refused(app, "/vote", made.id, "ann", "sideways")
    assert "two clips that are ready" in refused(app, "/vote", app.made("reject this").id, "ann", "left")


@pytest.mark.parametrize(
    ("prompt", "models", "sentence"),
    [
        ("  ", ["sketch/one"], "The prompt is empty"),
        ("a ball", [], "No model is chosen"),
        ("a ball", ["sketch/none"], "There is no such model: sketch/none"),
        ("a ball", ["fal/pika-2.2"], "FAL_KEY"),
    ],
)
def test_what_can_t_be_compared_is_refused_with_the_sentence(
    app: Served, prompt: str, models: list[str], sentence: str
) -> None:
    assert sentence in refused(app, "/compare", prompt, models)


def test_five_endpoints_are_named_and_no_other(app: Served) -> None:
    told = httpx.get(f"{app.url}/gradio_api/info", trust_env=False).json()
    assert set(told["named_endpoints"]) == {"/compare", "/comparison", "/vote", "/undo", "/leaderboard"}
    assert told["unnamed_endpoints"] == {}
