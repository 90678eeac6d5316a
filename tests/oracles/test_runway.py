"""The official runwayml and our adapter say the same to the same server, and it reads the fake strictly."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import HTTP
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from runwayml import APIResponseValidationError, AsyncRunwayML, RunwayML
from starlette.responses import JSONResponse

from providers.kit.clip import length
from providers.kit.drive import call_off, drive
from providers.kit.events import Delivered, Event
from providers.kit.http import Wire
from providers.kit.settle import settle
from providers.kit.terms import Accepted, Brief, Media
from providers.runway import Runway
from tests.fakes import clips, pictures
from tests.fakes.loopback import serve
from tests.fakes.recorder import Asked
from tests.fakes.runway import Plan, RunwayFake
from tests.oracles.runway_cases import CASES, CLIP, LENGTH, Case

KEY = "test-key"
MODELS = {model.id: model for model in Runway.models}
COUNTED = ("authorization", "x-runway-version")


WIRE = {"mirelo-sfx": "mirelo_sfx_2_0", "sound-effect": "eleven_text_to_sound_v2"}
each_case = pytest.mark.parametrize("case", CASES, ids=str)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunwayFake]:
    """The API on one port, its store for uploads on another."""
    made = RunwayFake(key=KEY)
    with serve(made.app, made.app) as (url, store):
        made.store = store
        monkeypatch.setenv("SPLITSCREEN_RUNWAY_BASE", url)
        yield made


@pytest.fixture
def client(fake: RunwayFake) -> Iterator[RunwayML]:
    with RunwayML(api_key=KEY, base_url=Runway().origin, max_retries=0, _strict_response_validation=True) as made:
        yield made


def files(folder: Path) -> tuple[Media, Media]:
    """A picture and a clip to start from."""
    picture, clip = folder / "start.png", folder / "start.mp4"
    picture.write_bytes(pictures.picture(1600))
    clip.write_bytes(clips.clip(2.5))
    return Media(path=picture, mime="image/png"), Media(path=clip, mime="video/mp4")


def brief_of(case: Case, folder: Path) -> Brief:
    picture, clip = files(folder)
    asks = dict(case.asks)
    asks["references"] = (picture,) * asks.pop("references", 0)
    asks["last_image"] = picture if asks.pop("last_image", False) else None
    return Brief(prompt="мяч 🏀", task=case.task, image=picture, video=clip, **asks)


def said(asked: list[Asked]) -> list[tuple[Any, ...]]:
    """What counts of the requests: repeated polls are one; a task's id and a picture's bytes are no part of it."""
    told: list[tuple[Any, ...]] = []
    for one in asked:
        path = re.sub(r"[0-9a-f-]{36}", "ID", one.path)
        step = (one.method, path, one.query, body(one), *(one.headers.get(name) for name in COUNTED))
        if not told or told[-1] != step:
            told.append(step)
    return told


def body(one: Asked) -> Any:
    """A form as its parts, in order; JSON as it is, but for pictures."""
    kind = one.headers.get("content-type", "")
    if not kind.startswith("multipart/"):
        return _unpictured(one.json)
    form = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + one.body, policy=HTTP)
    return [
        (part["content-disposition"].params, part.get_content_type(), part.get_payload(decode=True))
        for part in form.iter_parts()  # type: ignore[attr-defined]
    ]


def _unpictured(value: Any) -> Any:
    match value:
        case str():
            return re.sub(r"(?<=^data:image/png;base64,).+", "…", value)
        case list():
            return [_unpictured(one) for one in value]
        case dict():
            return {name: _unpictured(one) for name, one in value.items()}
        case _:
            return value


async def ours(fake: RunwayFake, case: Case, folder: Path) -> list[Event]:
    """Our adapter, driven to its end without the waits."""
    model = MODELS[f"runway/{case.model}"]
    brief, _ = settle(brief_of(case, folder), model)

    async def no_sleep(seconds: float) -> None:
        await asyncio.sleep(0)

    async with Wire(trusted=[fake.store or ""]) as wire:
        run = drive(Runway(), brief, model, key=KEY, wire=wire, folder=folder, sleep=no_sleep)
        return [event async for event in run]


def params_of(case: Case, folder: Path) -> dict[str, Any]:
    """What the SDK is asked: with files of the same names."""
    _, clip = files(folder)
    given = {name: round(length(clip.path), 3) if value == LENGTH else value for name, value in case.params.items()}
    return {"model": WIRE.get(case.model, case.model), "prompt_text": "мяч 🏀", **given}


@each_case
async def test_our_requests_are_the_sync_clients(
    fake: RunwayFake, client: RunwayML, case: Case, tmp_path: Path
) -> None:
    params = params_of(case, tmp_path)
    if CLIP in params.values():
        assert client.uploads.create_ephemeral(file=tmp_path / "start.mp4").uri == CLIP
    task = getattr(client, case.create).create(**params)
    assert client.tasks.retrieve(task.id).status == "SUCCEEDED"
    theirs = said(fake.seen.asked)
    fake.seen.asked.clear()
    events = await ours(fake, case, tmp_path)
    mine = said(fake.seen.asked)
    assert [step[:2] for step in mine[:-1]] == [step[:2] for step in theirs]
    assert mine[:-1] == theirs
    assert mine[-1][:2] == ("GET", "/files/ID.mp4")
    assert isinstance(events[-1], Delivered)


@each_case
async def test_our_requests_are_the_async_clients(fake: RunwayFake, case: Case, tmp_path: Path) -> None:
    params = params_of(case, tmp_path)
    async with AsyncRunwayML(
        api_key=KEY, base_url=Runway().origin, max_retries=0, _strict_response_validation=True
    ) as client:
        if CLIP in params.values():
            await client.uploads.create_ephemeral(file=tmp_path / "start.mp4")
        task = await getattr(client, case.create).create(**params)
        await client.tasks.retrieve(task.id)
    theirs = said(fake.seen.asked)
    fake.seen.asked.clear()
    await ours(fake, case, tmp_path)
    assert said(fake.seen.asked)[:-1] == theirs


async def test_a_large_picture_is_brought_as_the_client_brings_it(
    fake: RunwayFake, client: RunwayML, tmp_path: Path
) -> None:
    noise = tmp_path / "noise.png"
    Image.effect_noise((1920, 1080), 90).convert("RGB").save(noise, compress_level=0)
    uri = client.uploads.create_ephemeral(file=noise).uri
    params = {"prompt_image": [{"uri": uri, "position": "first"}], "ratio": "auto_720p", "prompt_text": "a ball"}
    task = client.image_to_video.create(model="wan3", **params)  # type: ignore[call-overload]
    client.tasks.retrieve(task.id)
    theirs = said(fake.seen.asked)
    fake.seen.asked.clear()
    brief = Brief(prompt="a ball", task="image_to_video", image=Media(path=noise, mime="image/png"))

    async def no_sleep(seconds: float) -> None:
        await asyncio.sleep(0)

    async with Wire(trusted=[fake.store or ""]) as wire:
        model = MODELS["runway/wan3"]
        async for _ in drive(Runway(), brief, model, key=KEY, wire=wire, folder=tmp_path, sleep=no_sleep):
            pass
    assert said(fake.seen.asked)[:-1] == theirs


async def test_our_cancel_is_the_clients(fake: RunwayFake, client: RunwayML, tmp_path: Path) -> None:
    fake.plan = Plan(queue=1000.0, delay=2000.0)
    task = client.text_to_video.create(model="veo3.1", prompt_text="a ball", ratio="1280:720")
    client.tasks.delete(task.id)
    model = MODELS["runway/veo3.1"]
    async with Wire() as wire:
        run = drive(Runway(), Brief(prompt="a ball"), model, key=KEY, wire=wire, folder=tmp_path)
        event = await anext(run)
        while not isinstance(event, Accepted):
            event = await anext(run)
        await run.aclose()
        await call_off(Runway(), event.ticket, key=KEY, wire=wire)
    theirs, mine = said(fake.seen.asked[:2]), said(fake.seen.asked[2:])
    assert mine == theirs
    assert all(one.cancelled for one in fake.tasks.values())
    assert client.tasks.retrieve(task.id).status == "CANCELLED"


def test_the_client_reads_every_status_of_the_fake(fake: RunwayFake, client: RunwayML) -> None:
    now = 0.0
    fake.clock = lambda: now
    fake.plan = Plan(pending=5.0, queue=10.0, delay=20.0)
    made = client.text_to_video.create(model="gen4.5", prompt_text="a ball", ratio="1280:720", duration=5)
    assert made.estimated_cost.credits == 60
    seen = []
    for when in (1.0, 6.0, 15.0, 25.0):
        now = when
        seen.append(client.tasks.retrieve(made.id))
    assert [one.status for one in seen] == ["PENDING", "THROTTLED", "RUNNING", "SUCCEEDED"]
    assert seen[2].status == "RUNNING"
    assert seen[2].progress == 0.75
    assert seen[3].status == "SUCCEEDED"
    assert (seen[3].cost.credits, len(seen[3].output)) == (60, 1)


@pytest.mark.parametrize(
    ("ending", "code"), [("refusal", "SAFETY.INPUT.TEXT"), ("error", "INTERNAL.BAD_OUTPUT.CODE01")]
)
def test_the_client_reads_the_fakes_failures(fake: RunwayFake, client: RunwayML, ending: Any, code: str) -> None:
    fake.plan = Plan(ending=ending)
    made = client.sound_effect.create(model="eleven_text_to_sound_v2", prompt_text="a ball")
    failed = client.tasks.retrieve(made.id)
    assert failed.status == "FAILED"
    assert failed.failure_code == code


def rehearsed() -> list[dict[str, Any]]:
    """The tasks of the rehearsal, each once."""
    replies = [reply for scene in Runway.rehearsal.values() for reply in scene.replies if reply.status == 200]
    known = {"PENDING", "THROTTLED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED"}
    tasks = {reply.body: reply.json() for reply in replies if reply.json().get("status") in known}
    assert {task["status"] for task in tasks.values()} == known
    return list(tasks.values())


@pytest.mark.parametrize("task", rehearsed(), ids=lambda task: f"{task['status']} {task.get('failureCode', '')}")
def test_the_client_reads_every_task_of_the_rehearsal(fake: RunwayFake, client: RunwayML, task: dict[str, Any]) -> None:
    fake.seen.answer("status", JSONResponse(task))
    read = client.tasks.retrieve("any")
    assert read.status == task["status"]
    assert getattr(read, "failure_code", None) == task.get("failureCode")


def test_the_client_is_strict_indeed(fake: RunwayFake, client: RunwayML) -> None:
    fake.seen.answer("status", JSONResponse({"id": "x", "status": "SUCCEEDED", "output": "one"}))
    with pytest.raises(APIResponseValidationError):
        client.tasks.retrieve("any")
