"""The official google-genai and our adapter say the same to the same server, for every task."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from google import genai

from providers.gemini import Gemini
from providers.kit.drive import call_off, drive
from providers.kit.events import Delivered
from providers.kit.http import Wire
from providers.kit.settle import settle
from providers.kit.terms import Accepted, Brief
from tests.fakes import clips
from tests.fakes.gemini import Plan
from tests.fakes.recorder import Asked
from tests.oracles.google.briefs import CLIP, END, FILES, START, WHO, no_sleep, placed
from tests.oracles.google.conftest import KEY, AtGemini

MODELS = {model.id: model for model in Gemini.models}
OMNI = "gemini/omni-1.2-flash"
SLOW = Plan(delay=3.0, processing=1)
"""Running at the submit and at the first poll; a file that was brought is not ready at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One brief, and what Google's pages say has to be sent for it."""

    brief: Brief
    given: tuple[str, ...] = ()
    """Files in the order in which they are brought."""
    says: str = "a ball"
    format: dict[str, str] = field(default_factory=dict)
    task: str | None
    model: str = OMNI


FULL: dict[str, Any] = {"seconds": 15, "resolution": "2160p", "aspect_ratio": "9:16", "audio": True, "seed": 7}
CASES = {
    "text": Case(brief=Brief(prompt="мяч"), says="мяч", task="text_to_video"),
    "text with everything": Case(
        brief=Brief(prompt="a ball", **FULL, negative_prompt="blur"),
        format={"duration": "15s", "resolution": "4k", "aspect_ratio": "9:16"}, task="text_to_video",
    ),
    "the older model": Case(
        brief=Brief(prompt="a ball", **FULL), model="gemini/omni-1.1-flash",
        format={"duration": "10s", "resolution": "4k", "aspect_ratio": "9:16"}, task="text_to_video",
    ),
    "a first frame": Case(
        brief=Brief(prompt="a ball", task="image_to_video", image=START), given=("start.png",),
        format={"aspect_ratio": "16:9"}, task="image_to_video",
    ),
    "a first and a last frame": Case(
        brief=Brief(prompt="a ball", task="image_to_video", seconds=5, image=START, last_image=END),
        given=("start.png", "end.png"), format={"aspect_ratio": "16:9", "duration": "5s"}, task=None,
        says="[# Sources <FIRST_FRAME>@Image1 <LAST_FRAME>@Image2] a ball",
    ),
    "a reference": Case(
        brief=Brief(prompt="a ball", references=(WHO,)), given=("who.png",), task="reference_to_video",
        says="[# References <IMAGE_REF_0>@Image1] a ball",
    ),
    "a first frame and a reference": Case(
        brief=Brief(prompt="a ball", task="image_to_video", image=START, references=(WHO,)),
        given=("start.png", "who.png"), format={"aspect_ratio": "16:9"}, task=None,
        says="[# Sources <FIRST_FRAME>@Image1] [# References <IMAGE_REF_0>@Image2] a ball",
    ),
    "an edit": Case(
        brief=Brief(prompt="a ball", task="video_to_video", seconds=5, video=CLIP, resolution="720p"),
        given=("clip.mp4",), format={"resolution": "720p"}, task="edit",
    ),
    "an edit with a reference": Case(
        brief=Brief(prompt="a ball", task="video_to_video", video=CLIP, references=(WHO,)),
        given=("who.png", "clip.mp4"), task="edit",
        says="[# Sources <VIDEO_0>@Video1] [# References <IMAGE_REF_0>@Image1] a ball",
    ),
    "an extension": Case(
        brief=Brief(prompt="a ball", task="extend", seconds=15, video=CLIP), given=("clip.mp4",),
        format={"duration": "10s"}, task="extend",
    ),
}  # fmt: skip
each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


async def ours(case: Case, folder: Path) -> Delivered:
    """Our adapter, driven to a clip."""
    model = MODELS[case.model]
    async with Wire() as wire:
        brief = settle(placed(case.brief, folder), model)[0]
        run = drive(Gemini(), brief, model, key=KEY, wire=wire, folder=folder / "take", sleep=no_sleep)
        events = [event async for event in run]
    assert isinstance(events[-1], Delivered)
    return events[-1]


def theirs(client: genai.Client, case: Case, folder: Path, **more: Any) -> bytes:
    """The same by the official client, as its pages say."""
    parts = [brought(client, folder / name, FILES[name]) for name in case.given]
    config = {"generation_config": {"video_config": {"task": case.task}}} if case.task else {}
    made = client.interactions.create(
        model="gemini-" + case.model.removeprefix("gemini/"), input=[*parts, {"type": "text", "text": case.says}],
        response_format={"type": "video", "delivery": "uri", **case.format}, **config, **more,
    )  # fmt: skip
    while made.status in {"queued", "in_progress"}:
        made = client.interactions.get(made.id)
    assert made.status == "completed"
    name = "files/" + made.output_video.uri.rpartition("/")[2]
    while client.files.get(name=name).state.name != "ACTIVE":
        pass
    return client.files.download(file=name)


def brought(client: genai.Client, path: Path, mime: str) -> dict[str, str]:
    """A file that was uploaded and is ready, as a part of the input."""
    with path.open("rb") as file:
        one = client.files.upload(file=file, config={"mime_type": mime})
    while one.state.name != "ACTIVE":
        one = client.files.get(name=one.name)
    return {"type": mime.partition("/")[0], "uri": one.uri, "mime_type": mime}


def said(asked: list[Asked]) -> list[tuple[Any, ...]]:
    """What counts of the requests: repeated polls are one; the client leaves its key out where it sends a file."""
    told: list[tuple[Any, ...]] = []
    for one in asked:
        sends = "upload_id" in one.query
        body = one.body if sends else json.dumps(one.json, sort_keys=True)
        wanted = {"x-goog-upload-command", "x-goog-upload-offset"} if sends else {"x-goog-api-key"}
        if one.headers.get("x-goog-upload-command") == "start":
            wanted |= {name for name in one.headers if name.startswith("x-goog-upload-")}
        step = (one.method, one.path, one.query, body, {name: one.headers.get(name) for name in wanted})
        if not told or told[-1] != step:
            told.append(step)
    return told


def forget(at: AtGemini) -> None:
    at.fake.seen.asked.clear()
    at.fake.jobs.clear()
    at.fake.files.clear()


@each_case
async def test_our_requests_are_the_official_clients(at_gemini: AtGemini, case: Case, folder: Path) -> None:
    at_gemini.fake.plan = SLOW
    clip = theirs(at_gemini.client, case, folder, background=True)
    wanted = said(at_gemini.fake.seen.asked)
    forget(at_gemini)
    delivered = await ours(case, folder)
    assert said(at_gemini.fake.seen.asked) == wanted
    assert delivered.clip.path.read_bytes() == clip == clips.clip()


async def test_our_requests_are_the_official_clients_where_the_submit_waits(
    at_gemini: AtGemini, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEMINI_BACKGROUND", "off")
    case = CASES["text"]
    theirs(at_gemini.client, case, folder)
    wanted = said(at_gemini.fake.seen.asked)
    forget(at_gemini)
    await ours(case, folder)
    assert said(at_gemini.fake.seen.asked) == wanted
    assert "background" not in at_gemini.fake.submits[0].json


async def test_a_json_body_goes_under_the_clients_content_type(at_gemini: AtGemini, folder: Path) -> None:
    theirs(at_gemini.client, CASES["text"], folder, background=True)
    (submit,) = at_gemini.fake.submits
    forget(at_gemini)
    await ours(CASES["text"], folder)
    assert at_gemini.fake.submits[0].headers["content-type"] == submit.headers["content-type"] == "application/json"


async def test_a_clip_inside_the_answer_is_the_one_that_the_client_reads(at_gemini: AtGemini, folder: Path) -> None:
    at_gemini.fake.plan = Plan(delay=2.0, ending="inline")
    made = at_gemini.client.interactions.create(model="gemini-omni-1.2-flash", input="a ball", background=True)
    while made.status == "in_progress":
        made = at_gemini.client.interactions.get(made.id)
    delivered = await ours(CASES["text"], folder)
    assert delivered.clip.path.read_bytes() == clips.clip()
    assert made.output_video is not None
    assert made.output_video.data


async def test_our_cancel_is_the_clients(at_gemini: AtGemini, folder: Path) -> None:
    at_gemini.fake.plan = Plan(ending="endless")
    made = at_gemini.client.interactions.create(model="gemini-omni-1.2-flash", input="a ball", background=True)
    assert at_gemini.client.interactions.cancel(made.id).status == "cancelled"
    wanted = said(at_gemini.fake.seen.asked)[1:]
    forget(at_gemini)
    async with Wire() as wire:
        model = MODELS[OMNI]
        run = drive(Gemini(), Brief(prompt="a ball"), model, key=KEY, wire=wire, folder=folder / "take")
        (ticket,) = [event.ticket async for event in _until_accepted(run)]
        await call_off(Gemini(), ticket, key=KEY, wire=wire)
    assert said(at_gemini.fake.seen.asked)[1:] == wanted


async def _until_accepted(run: Any) -> Any:
    async for event in run:
        if isinstance(event, Accepted):
            yield event
            break
    await run.aclose()
