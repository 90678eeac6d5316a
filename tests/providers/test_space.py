"""Somebody's Gradio app on loopback, really served, driven as a Space is."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from providers.kit.errors import BadClip, BadReply, Failed, Rejected, Trouble, Unavailable, Unsupported
from providers.kit.events import Delivered, Event, Noted
from providers.kit.settle import settle
from providers.kit.terms import Brief, Media, Model, Waiting
from providers.kit.workers import Apart
from providers.space import Space
from tests.comparisons.ui.conftest import free_port, until_it_answers
from tests.fakes import clips

ROOT = Path(__file__).parents[2]
TOKEN = "hf_marked_token"


@dataclass(slots=True)
class Served:
    """The app, and what it heard."""

    url: str
    log: Path

    def heard(self, call: str) -> list[dict[str, Any]]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [said for said in map(json.loads, lines) if said["call"] == call]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home, port = tmp_path_factory.mktemp("space"), free_port()
    (home / "clip.mp4").write_bytes(clips.clip())
    served = Served(url=f"http://127.0.0.1:{port}", log=home / "log.jsonl")
    command = [sys.executable, "-m", "tests.fakes.space", str(port), str(served.log), str(home / "clip.mp4")]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            until_it_answers(served.url, process)
            yield served
        finally:
            process.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "take"
    made.mkdir()
    return made


@pytest.fixture
def space(app: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The owner has named the app, and has a token for Hugging Face."""
    ends = ("generate", "watch", "forever", "nothing", "wordless", "echo", "gone")
    monkeypatch.setenv("SPLITSCREEN_SPACES", ",".join([f"any={app.url}/", *(f"{one}={app.url}/{one}" for one in ends)]))
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    return app


def model(name: str) -> Model:
    return next(one for one in Space().models if one.id == f"space/{name}")


def events(name: str, folder: Path, **asked: Any) -> AsyncGenerator[Event, None]:
    brief, _ = settle(Brief(**({"prompt": "a ball"} | asked)), model(name))
    return Apart().render(Space(), brief, model(name), folder)


async def test_an_app_makes_a_clip_and_each_wish_goes_to_the_control_that_takes_it(space: Served, folder: Path) -> None:
    asked = {"seconds": 5, "seed": 11, "aspect_ratio": "1:1", "negative_prompt": "rain", "fps": 24, "audio": True}
    told = [event async for event in events("any", folder, prompt="a ball of wool", **asked)]
    assert isinstance(told[-1], Delivered)
    assert (told[-1].clip.seconds, told[-1].clip.audio) == (1.0, True)
    assert [path.name for path in folder.glob("clip*")] == ["clip.mp4"]
    said = next(one for one in space.heard("generate") if one["text"] == "a ball of wool")
    assert {name: said[name] for name in ("negative", "duration", "seed", "randomize", "aspect", "picture")} == {
        "negative": "rain", "duration": 3, "seed": 11, "randomize": False, "aspect": "1:1", "picture": None,
    }  # fmt: skip
    notes = {one.note.field: (one.note.asked, one.note.given) for one in told if isinstance(one, Noted)}
    assert notes == {"seconds": ("5", "3"), "fps": ("24", ""), "audio": ("on", "")}


async def test_without_wishes_the_app_s_own_settings_stand_and_a_picture_is_sent_up(
    space: Served, folder: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "start.png"
    Image.new("RGB", (40, 30)).save(picture)
    start = Media(path=picture, mime="image/png")
    told = [e async for e in events("generate", folder, prompt="a picture", task="image_to_video", image=start)]
    assert isinstance(told[-1], Delivered)
    said = next(one for one in space.heard("generate") if one["text"] == "a picture")
    assert {name: said[name] for name in ("negative", "duration", "seed", "randomize", "aspect", "picture")} == {
        "negative": "", "duration": 2, "seed": 7, "randomize": True, "aspect": "16:9", "picture": [30, 40, 3],
    }  # fmt: skip


async def test_a_token_for_hugging_face_goes_to_no_other_address(space: Served, folder: Path) -> None:
    assert isinstance([event async for event in events("generate", folder, prompt="a secret")][-1], Delivered)
    said = next(one for one in space.heard("generate") if one["text"] == "a secret")
    assert TOKEN not in json.dumps(said)


@pytest.mark.parametrize(("source", "token"), [("owner/app", TOKEN), ("http://127.0.0.1:9", False)])
def test_a_token_is_given_to_the_client_for_a_space_that_is_named_by_its_id_alone(
    monkeypatch: pytest.MonkeyPatch, folder: Path, source: str, token: object
) -> None:
    given: list[tuple[str, object]] = []

    class Client:
        def __init__(self, source: str, *, token: object, **more: object) -> None:
            given.append((source, token))
            raise ValueError("Could not find Space")

    monkeypatch.setattr("gradio_client.Client", Client)
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    monkeypatch.setenv("SPLITSCREEN_SPACES", f"one={source}")
    with pytest.raises(Unavailable, match="can't be used now: Could not find Space"):
        Space().render(Brief(prompt="a ball"), model("one"), folder, lambda news: None)
    monkeypatch.delenv("HF_TOKEN")
    with pytest.raises(Unavailable):
        Space().render(Brief(prompt="a ball"), model("one"), folder, lambda news: None)
    assert given == [(source, token), (source, False)]


@pytest.mark.parametrize(
    ("name", "prompt", "kind", "words"),
    [
        ("generate", "refuse this", Failed, "generate made no clip. It says: Not that"),
        ("generate", "break it", Failed, "a bug of theirs"),
        ("generate", "html please", BadClip, "played as video"),
        ("nothing", "a ball", BadReply, "returned no video"),
        ("wordless", "a ball", Unsupported, "no text to put the prompt into"),
        ("echo", "a ball", Rejected, r"returns no video: /echo\. Those that do: /generate, /watch"),
        ("gone", "a ball", Rejected, r"no such endpoint: /gone\. It has: /echo, /generate"),
    ],
)
async def test_what_goes_wrong_in_an_app_is_told_with_its_reason(
    space: Served, folder: Path, name: str, prompt: str, kind: type[Trouble], words: str
) -> None:
    with pytest.raises(kind, match=words) as told:
        _ = [event async for event in events(name, folder, prompt=prompt)]
    assert type(told.value) is kind
    assert not list(folder.glob("clip*"))


async def test_a_video_component_is_a_clip_too(space: Served, folder: Path) -> None:
    assert isinstance([event async for event in events("watch", folder)][-1], Delivered)


async def test_an_app_out_of_reach_is_waited_for_by_the_person(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("SPLITSCREEN_SPACES", f"one=http://127.0.0.1:{free_port()}/generate")
    with pytest.raises(Unavailable, match="Can't connect to one"):
        _ = [event async for event in events("one", folder)]


async def test_a_take_that_is_stopped_leaves_the_app_s_queue_and_one_behind_it_has_a_place(
    space: Served, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = events("forever", tmp_path / "a", prompt="first")
    assert await anext(first) == Waiting(phase="running", fraction=0.0)
    async for _ in first:
        if space.heard("forever"):
            break
    second = events("forever", tmp_path / "b", prompt="second")
    async for event in second:
        if isinstance(event, Waiting) and event.place is not None:
            assert event == Waiting(phase="queued", place=0)
            break
    await second.aclose()
    await first.aclose()
    limit = time.monotonic() + 30
    while not (left := [one["prompt"] for one in space.heard("left")]):
        assert time.monotonic() < limit
        await asyncio.sleep(0.02)
    assert left == ["first"]


def test_in_rehearsal_no_app_is_asked(space: Served, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_REHEARSE", "1")
    with pytest.raises(Unavailable, match="In rehearsal nobody is asked"):
        Space().render(Brief(prompt="in rehearsal"), model("generate"), folder, lambda news: None)
    assert "in rehearsal" not in {one["text"] for one in space.heard("generate")}
