"""The page's own handlers can be called by anyone who can post: a blind round must keep its names there too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from comparisons.run.comparison import Comparison
from tests.comparisons.ui.conftest import Served


@pytest.fixture(scope="module")
def config(app: Served) -> dict[str, Any]:
    """The page as its browser gets it: components, and the functions that events call."""
    return httpx.get(f"{app.url}/config", trust_env=False).json()


@pytest.fixture(scope="module", params=["blind", "battle"])
def blind(app: Served, request: pytest.FixtureRequest) -> Comparison:
    return app.made(mode=request.param)


def answer(app: Served, function: dict[str, Any], data: list[Any], event: Any = None, query: str = "") -> str:
    """All that the app sends for one call of a function by its number."""
    session = f"s{function['id']}"
    body = {"data": data, "fn_index": function["id"], "session_hash": session, "event_data": event}
    with httpx.Client(base_url=app.url, trust_env=False, timeout=30) as client:
        joined = client.post(f"/gradio_api/queue/join{query}", json=body)
        assert joined.status_code == 200, joined.text
        return joined.text + "".join(_stream(client, session))


def _stream(client: httpx.Client, session: str) -> Iterator[str]:
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as reply:
        for line in reply.iter_lines():
            yield line
            if '"process_completed"' in line or '"close_stream"' in line:
                return


def given(config: dict[str, Any], function: dict[str, Any], word: str) -> list[Any]:
    """Inputs for a function: a word for each text, nothing for whatever else."""
    kinds = {one["id"]: one["type"] for one in config["components"]}
    return [word if kinds[one] in {"textbox", "browserstate"} else None for one in function["inputs"]]


def private(config: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in config["dependencies"] if one["backend_fn"] and one["api_visibility"] == "private"]


def telling(made: Comparison, reply: str) -> bool:
    """Whether a reply holds a take or the comparison's prompt together with a model of it."""
    shown = [take.id for take in made.takes if take.id in reply]
    names = ("sketch/one", "sketch/two", "Sketch One", "Sketch Two")
    return bool(shown) and any(name in reply for name in names)


def test_no_private_handler_tells_the_names_of_a_blind_round(
    app: Served, config: dict[str, Any], blind: Comparison
) -> None:
    replies = [answer(app, one, given(config, one, blind.id)) for one in private(config)]
    assert len(replies) > 8
    assert any(take.id in reply for reply in replies for take in blind.takes), "no handler showed the round at all"
    assert not [reply for reply in replies if telling(blind, reply)]


@pytest.mark.parametrize("place", ["comparison", "battle"])
def test_arriving_by_its_address_tells_no_name_of_a_blind_round(
    app: Served, config: dict[str, Any], blind: Comparison, place: str
) -> None:
    loads = [one for one in private(config) if any(event == "load" for _, event in one["targets"])]
    assert loads
    replies = [answer(app, one, given(config, one, "stranger"), query=f"?{place}={blind.id}") for one in loads]
    assert any(take.id in reply for reply in replies for take in blind.takes)
    assert not [reply for reply in replies if telling(blind, reply)]


def test_the_history_keeps_the_names_of_blind_rounds(app: Served, config: dict[str, Any], blind: Comparison) -> None:
    told = [answer(app, one, given(config, one, "history")) for one in private(config)]
    rows = [reply for reply in told if f"={blind.id}" in reply]
    assert rows
    for reply in rows:
        place = reply.index(f"={blind.id}")
        row = reply[place : reply.index("tr>", place)]
        assert "Sketch" not in row
        assert "sketch" not in row


def test_a_stranger_s_vote_tells_the_names_to_that_voter_alone_and_is_on_disk(
    app: Served, config: dict[str, Any]
) -> None:
    made = app.made(mode="battle")
    votes = [one for one in private(config) if any(event == "vote" for _, event in one["targets"])]
    kinds = {one["id"]: one["type"] for one in config["components"]}
    data = ["stranger" if kinds[one] == "browserstate" else made.id for one in votes[0]["inputs"]]
    before, slip = len(app.votes()), app.ask("/comparison", made.id, "stranger")["slip"]
    event = {
        "id": made.id,
        "slip": slip,
        "outcome": "left",
        "best": None,
        "played": {},
        "heard": {},
        "decided_after_s": 2.0,
    }
    reply = answer(app, votes[0], data, event)
    assert telling(made, reply)
    assert len(app.votes()) == before + 1
    assert app.ask("/comparison", made.id, "another")["blind"]
    nonsense = answer(
        app, votes[0], ["other" if kinds[one] == "browserstate" else made.id for one in votes[0]["inputs"]]
    )
    assert not telling(made, nonsense)
    assert len(app.votes()) == before + 1


def at(app: Served, config: dict[str, Any], tab: str) -> dict[str, Any]:
    """What a visitor who goes to a tab gets for each part of the page that has a name."""
    named = {one["id"]: one["props"].get("elem_id") for one in config["components"]}
    start = {one["id"]: one["props"].get("value") for one in config["components"]}
    (settles,) = (one for one in private(config) if {"matrix", "history"} <= {named[out] for out in one["outputs"]})
    reply = answer(app, settles, [tab, *(start[one] for one in settles["inputs"][1:])])
    shown = json.loads(reply.rpartition("data: ")[2])["output"]["data"]
    return dict(zip((named[one] for one in settles["outputs"]), shown, strict=True))


def test_in_the_arena_no_drawing_of_the_leaderboard_stays_on_the_page(app: Served, config: dict[str, Any]) -> None:
    app.ask("/vote", app.made().id, "ann", "left")
    drawn = at(app, config, "leaderboard")
    assert "sketch" in drawn["matrix"]["value"]["plot"]
    gone = at(app, config, "arena")
    assert [gone[name]["value"] for name in ("matrix", "against-price", "against-wait")] == [None] * 3
    assert gone["leaderboard"] == gone["behaved"] == ""
    assert "sketch" not in json.dumps(gone).lower()


def test_the_page_as_it_is_sent_names_no_model(app: Served, config: dict[str, Any]) -> None:
    page = httpx.get(app.url, trust_env=False).text + json.dumps(config)
    assert not [name for name in ("sketch/one", "Sketch One", "pika", "fal/") if name in page]
