"""The form for a visitor's own key, as a browser's requests meet it: by session, and never told back."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.comparisons.ui.conftest import Served
from tests.comparisons.ui.test_private import _stream

KEY = "visitors-marked-key"


@pytest.fixture(scope="module")
def config(app: Served) -> dict[str, Any]:
    return httpx.get(f"{app.url}/config", trust_env=False).json()


def function(config: dict[str, Any], element: str, event: str) -> dict[str, Any]:
    """The function behind an event of the component with that id on the page."""
    (place,) = [one["id"] for one in config["components"] if one["props"].get("elem_id") == element]
    return next(one for one in config["dependencies"] if [place, event] in [list(t) for t in one["targets"]])


def call(app: Served, one: dict[str, Any], session: str, *data: Any) -> str:
    body = {"data": list(data), "fn_index": one["id"], "session_hash": session, "event_data": None}
    with httpx.Client(base_url=app.url, trust_env=False, timeout=30) as client:
        joined = client.post("/gradio_api/queue/join", json=body)
        assert joined.status_code == 200, joined.text
        return "".join(_stream(client, session))


def shown(app: Served, config: dict[str, Any], session: str, tab: str = "models") -> str:
    """All that a visitor of that session is sent when they go to a tab."""
    settles = function(config, "where", "change")
    start = {one["id"]: one["props"].get("value") for one in config["components"]}
    return call(app, settles, session, tab, "ann", None, "", *(start[one] for one in settles["inputs"][4:]))


def test_a_key_serves_the_page_that_brought_it_and_no_other_and_is_never_sent_back(
    app: Served, config: dict[str, Any]
) -> None:
    use, forget = function(config, "keys-use", "click"), function(config, "keys-forget", "click")
    assert "ready with your key" not in shown(app, config, "first")
    told = call(app, use, "first", "ann", None, "fal", KEY)
    assert "ready with your key" in told
    assert "Held for this visit: fal" in told
    mine, compare = shown(app, config, "first"), shown(app, config, "first", "compare")
    assert "ready with your key" in mine
    assert "(no key: FAL_KEY)" not in compare
    theirs = shown(app, config, "second")
    assert "ready with your key" not in theirs
    assert "(no key: FAL_KEY)" in shown(app, config, "second", "compare")
    gone = call(app, forget, "first", "ann", None)
    assert "ready with your key" not in gone
    after = shown(app, config, "first")
    assert "ready with your key" not in after
    assert KEY not in told + mine + compare + theirs + gone + after
    assert KEY not in json.dumps(httpx.get(f"{app.url}/config", trust_env=False).json())


def test_what_is_no_key_is_told_beside_the_form(app: Served, config: dict[str, Any]) -> None:
    use = function(config, "keys-use", "click")
    shown(app, config, "third")
    assert "This is no key" in call(app, use, "third", "ann", None, "fal", "  ")
    assert "Choose whose key it is" in call(app, use, "third", "ann", None, None, KEY)


def test_in_the_arena_the_form_names_no_vendor(app: Served, config: dict[str, Any]) -> None:
    assert '"fal"' in shown(app, config, "fourth")
    assert "Held" in call(app, function(config, "keys-use", "click"), "fourth", "ann", None, "fal", KEY)
    told = shown(app, config, "fourth", "arena")
    assert "Sketch" not in told
    assert '"fal"' not in told
