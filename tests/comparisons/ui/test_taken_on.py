"""What can be had of a clip once its maker may be known: to go on from it, its maker's file, one file of all."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from comparisons.run.comparison import Comparison
from comparisons.run.store import Store
from tests.comparisons.ui.conftest import Served, served
from tests.comparisons.ui.test_private import answer

GONE = "t be taken up"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app with a folder for temporary files of its own."""
    folder = tmp_path_factory.mktemp("stage")
    (folder / "temporary").mkdir()
    with served(folder / "data", TMPDIR=str(folder / "temporary")) as made:
        yield made


@pytest.fixture(scope="module")
def config(stage: Served) -> dict[str, Any]:
    return httpx.get(f"{stage.url}/config", trust_env=False).json()


def asked(app: Served, config: dict[str, Any], event: str, made: Comparison, voter: str, **data: str) -> str:
    """What the app sends where the page of Compare emits this event."""
    kinds = {one["id"]: one["type"] for one in config["components"]}
    ids = {one["props"].get("elem_id"): one["id"] for one in config["components"]}
    (function,) = (
        one
        for one in config["dependencies"]
        if any(
            name == event and target in {ids["compare-stage"], ids["compare-join"]} for target, name in one["targets"]
        )
    )
    words = {"browserstate": voter, "textbox": made.id}
    return answer(app, function, [words.get(kinds[one]) for one in function["inputs"]], data)


def temporary(app: Served) -> Path:
    return app.data.parent / "temporary"


@pytest.mark.parametrize("task", ["extend", "video_to_video"])
def test_a_clip_is_taken_up_by_who_may_know_its_maker_and_by_nobody_else(
    stage: Served, config: dict[str, Any], task: str
) -> None:
    made = stage.made(mode="blind")
    take = made.takes[0].id
    refused = asked(stage, config, "reuse", made, "ann", take=take, task=task)
    assert GONE in refused
    assert take not in refused
    stage.ask("/vote", made.id, "ann", "tie")
    assert f"{take}.mp4" in asked(stage, config, "reuse", made, "ann", take=take, task=task)
    assert GONE in asked(stage, config, "reuse", made, "bob", take=take, task=task)


@pytest.mark.parametrize(("take", "task"), [("", "extend"), ("../votes", "extend"), ("{take}", "add_sound")])
def test_what_is_no_clip_or_no_task_is_not_taken_up(
    stage: Served, config: dict[str, Any], take: str, task: str
) -> None:
    made = stage.made()
    told = asked(stage, config, "reuse", made, "ann", take=take.format(take=made.takes[0].id), task=task)
    assert GONE in told


def test_the_truth_beside_a_clip_is_never_served_nor_copied_to_where_gradio_serves(
    stage: Served, config: dict[str, Any]
) -> None:
    made = stage.made()
    take = made.takes[0].id
    kept = Store(stage.data).folder(made.id) / f"{take}.truth.json"
    kept.write_text('{"model": "sketch/one"}')
    assert f"{take}.mp4" in asked(stage, config, "reuse", made, "ann", take=take, task="extend")
    assert not list(temporary(stage).rglob("*.truth.json"))
    for path in (f"stage/{made.id}/{kept.name}", f"stage/{made.id}/{kept.name}.mp4", f"gradio_api/file={kept}"):
        assert httpx.get(f"{stage.url}/{path}", trust_env=False).status_code in {403, 404}


def test_the_maker_s_own_file_is_served_once_that_voter_may_know_the_maker(stage: Served) -> None:
    made = stage.made(mode="battle")
    take = made.takes[0]
    before = stage.ask("/comparison", made.id, "ann")
    assert before["takes"][0]["original"] is None
    stage.ask("/vote", made.id, "ann", "tie", "", before["slip"])
    address = stage.ask("/comparison", made.id, "ann")["takes"][0]["original"]
    reply = httpx.get(f"{stage.url}/{address}", trust_env=False)
    assert reply.status_code == 200
    assert reply.content == (Store(stage.data).folder(made.id) / f"{take.id}.original.mp4").read_bytes()
    assert take.model.replace("/", "-") in reply.headers["content-disposition"]
    assert reply.headers["cache-control"] == "private, no-store"
    for another in (address.partition("?")[0], address.replace("ann", "bob")):
        assert httpx.get(f"{stage.url}/{another}", trust_env=False).status_code == 404


def test_the_maker_s_own_file_of_an_open_round_names_no_voter(stage: Served) -> None:
    made = stage.made()
    address = stage.ask("/comparison", made.id, "ann")["takes"][0]["original"]
    assert "ann" not in address
    assert httpx.get(f"{stage.url}/{address}", trust_env=False).status_code == 200


def test_a_joint_file_lies_where_gradio_clears_and_nothing_else_is_left(stage: Served, config: dict[str, Any]) -> None:
    made = stage.made()
    for _ in range(2):
        assert f"splitscreen-{made.id}.mp4" in asked(stage, config, "click", made, "ann")
    (kept,) = temporary(stage).rglob(f"splitscreen-{made.id}.mp4")
    assert kept.is_relative_to(temporary(stage) / "gradio")
    assert not list(temporary(stage).glob("splitscreen-*"))
    assert not list(Path(tempfile.gettempdir()).glob(f"splitscreen-*/splitscreen-{made.id}.mp4"))
