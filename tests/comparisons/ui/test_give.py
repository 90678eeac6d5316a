"""Clips are given on the page: through the handler that its button calls, as a browser does."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.comparisons.ui.conftest import Served
from tests.comparisons.ui.test_private import answer
from tests.fakes import clips


@pytest.fixture(scope="module")
def config(app: Served) -> dict[str, Any]:
    return httpx.get(f"{app.url}/config", trust_env=False).json()


def taking(config: dict[str, Any]) -> dict[str, Any]:
    """The function behind the button."""
    (go,) = (one["id"] for one in config["components"] if one["props"].get("elem_id") == "give-go")
    (found,) = (one for one in config["dependencies"] if [go, "click"] in [list(target) for target in one["targets"]])
    return found


def uploaded(app: Served, *contents: bytes) -> list[dict[str, Any]]:
    files = [("files", (f"sora_export_{number}.mp4", content)) for number, content in enumerate(contents)]
    paths = httpx.post(f"{app.url}/gradio_api/upload", files=files, trust_env=False).json()
    return [{"path": path, "meta": {"_type": "gradio.FileData"}} for path in paths]


def test_a_clip_that_is_given_can_be_compared(app: Served, config: dict[str, Any]) -> None:
    reply = answer(app, taking(config), ["ann", None, uploaded(app, clips.clip()), "Gift One", "a gift of a ball"])
    assert "Added: 1" in reply
    assert "archive/gift-one" in reply
    made = app.finished(app.ask("/compare", "A gift of a ball", ["archive/gift-one", "sketch/one"])["comparison"])
    assert len(made.playable) == 2
    assert "sora_export" not in str(app.ask("/comparison", made.id, "ann"))


def test_several_clips_have_a_prompt_each_and_what_fails_is_told_by_its_number(
    app: Served, config: dict[str, Any]
) -> None:
    files = uploaded(app, clips.clip(), b"<html>")
    told = answer(app, taking(config), ["ann", None, files, "Gift Two", "one prompt for two"])
    assert "one prompt a line" in told
    assert "1/2" in told
    told = answer(app, taking(config), ["ann", None, files, "Gift Two", "a first gift\n\na second gift"])
    assert "Clip 2. This is no clip that plays" in told
    assert "Added: 1" in told


@pytest.mark.parametrize(
    ("label", "prompt", "words"),
    [("", "a gift", "Give the name of the model"), ("Gift", " ", "Give the prompt")],
)
def test_what_is_missing_is_told(app: Served, config: dict[str, Any], label: str, prompt: str, words: str) -> None:
    assert words in answer(app, taking(config), ["ann", None, uploaded(app, clips.clip()), label, prompt])


def test_no_clip_is_told(app: Served, config: dict[str, Any]) -> None:
    assert "Give a clip" in answer(app, taking(config), ["ann", None, None, "Gift", "a gift"])


def test_a_file_of_the_machine_can_not_be_given_by_its_path(app: Served, config: dict[str, Any]) -> None:
    stranger = {"path": str(app.data / "votes.csv"), "meta": {"_type": "gradio.FileData"}}
    reply = answer(app, taking(config), ["ann", None, [stranger], "Gift", "a gift"])
    assert "Added" not in reply
    assert '"success":false' in reply.replace(" ", "")
