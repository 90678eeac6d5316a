"""The official fal-client and our adapter say the same to the same server, and the client reads what the fake says."""

from __future__ import annotations

import gc
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import fal_client
import pytest

from providers.fal import Fal
from providers.kit.drive import call_off, drive
from providers.kit.events import Delivered
from providers.kit.http import Wire
from providers.kit.settle import settle
from providers.kit.terms import Accepted, Brief, Media, Model
from tests.conftest import Served
from tests.fakes import clips
from tests.fakes.fal import Plan
from tests.fakes.pictures import picture
from tests.fakes.recorder import Asked
from tests.oracles.conftest import KEY
from tests.oracles.fal_cases import CASES, PIXELS, Case

MODELS = {model.id: model for model in Fal.models}
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.endpoint)


def said(asked: list[Asked]) -> list[tuple[str, ...]]:
    """What counts of the requests: repeated polls are one, and a job's id is no part of it."""
    told: list[tuple[str, ...]] = []
    for one in asked:
        path = re.sub(r"[0-9a-f-]{36}", "ID", one.path)
        heads = (one.headers.get(name, "") for name in ("authorization", "content-type", "x-fal-file-name"))
        step = (one.method, path, one.query, _content(one), *heads)
        if not told or told[-1] != step:
            told.append(step)
    return told


def _content(one: Asked) -> str:
    """A body in an order of its own: the client writes fields as they come."""
    is_json = one.headers.get("content-type") == "application/json"
    return json.dumps(one.json, sort_keys=True) if is_json else repr(one.body)


async def ours(case: Case, folder: Path) -> Delivered:
    """Our adapter, driven to a clip."""
    model = MODELS[case.model]
    at = Media(path=folder / "x.png", mime="image/png")
    at.path.write_bytes(PIXELS)
    there = {"image": case.brief.image and at, "last_image": case.brief.last_image and at}
    brief = replace(case.brief, references=tuple(at for _ in case.brief.references), **there)
    return await driven(brief, model, folder)


async def driven(brief: Brief, model: Model, folder: Path) -> Delivered:
    async with Wire() as wire:
        run = drive(Fal(), settle(brief, model)[0], model, key=KEY, wire=wire, folder=folder)
        events = [event async for event in run]
    assert isinstance(events[-1], Delivered)
    return events[-1]


@each_case
async def test_our_requests_are_the_sync_clients(
    at_loopback: Served, client: fal_client.SyncClient, case: Case, tmp_path: Path
) -> None:
    result = client.subscribe(case.endpoint, case.arguments)
    theirs = said(at_loopback.fake.seen.asked)
    at_loopback.fake.seen.asked.clear()
    await ours(case, tmp_path)
    mine = said(at_loopback.fake.seen.asked)
    assert [step[:2] for step in mine[:-1]] == [step[:2] for step in theirs]
    assert mine[:-1] == theirs
    assert mine[-1][0] == "GET"
    assert mine[-1][1].startswith("/files/")
    assert result["video"]["url"].startswith(at_loopback.url)


@pytest.mark.parametrize("case", CASES[::4], ids=lambda case: case.endpoint)
async def test_our_requests_are_the_async_clients(
    at_loopback: Served, async_client: fal_client.AsyncClient, case: Case, tmp_path: Path
) -> None:
    await async_client.subscribe(case.endpoint, case.arguments)
    theirs = said(at_loopback.fake.seen.asked)
    at_loopback.fake.seen.asked.clear()
    await ours(case, tmp_path)
    assert said(at_loopback.fake.seen.asked)[:-1] == theirs


@each_case
async def test_our_bytes_are_the_clients_bytes(
    at_loopback: Served, client: fal_client.SyncClient, case: Case, tmp_path: Path
) -> None:
    await ours(case, tmp_path)
    (mine,) = at_loopback.fake.submits
    client.submit(case.endpoint, mine.json)
    theirs = at_loopback.fake.submits[-1]
    assert mine.body == theirs.body
    assert mine.headers["content-type"] == theirs.headers["content-type"]


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # the client leaves its line to the place for files open
@pytest.mark.parametrize(
    ("model", "task", "endpoint"),
    [
        ("fal/ltx-2.3", "extend", "fal-ai/ltx-2.3/extend-video"),
        ("fal/gemini-omni-flash", "video_to_video", "google/gemini-omni-flash/edit"),
    ],
)
async def test_our_upload_is_the_clients(
    at_loopback: Served, client: fal_client.SyncClient, model: str, task: Any, endpoint: str, tmp_path: Path
) -> None:
    start = tmp_path / "start.mp4"
    start.write_bytes(clips.clip())
    client.subscribe(endpoint, {"prompt": "it goes on", "video_url": client.upload_file(start)})
    gc.collect()
    theirs = said(at_loopback.fake.seen.asked)
    at_loopback.fake.seen.asked.clear()
    brief = Brief(prompt="it goes on", task=task, video=Media(path=start, mime="video/mp4"))
    await driven(brief, MODELS[model], tmp_path)
    mine = said(at_loopback.fake.seen.asked)
    assert mine[:-1] == theirs
    assert list(at_loopback.fake.files.values()) == [clips.clip()]


async def test_a_large_picture_is_uploaded_and_a_small_one_is_not(at_loopback: Served, tmp_path: Path) -> None:
    for side, uploads in ((160, 0), (1600, 1)):
        at = Media(path=tmp_path / f"{side}.png", mime="image/png")
        at.path.write_bytes(picture(side, noise=True))
        await driven(Brief(prompt="", task="image_to_video", image=at), MODELS["fal/pika-2.1"], tmp_path)
        assert len(at_loopback.fake.files) == uploads
    inside, outside = (one.json["image_url"] for one in at_loopback.fake.submits)
    assert inside.startswith("data:image/png;base64,")
    assert at_loopback.fake.files[outside] == at.path.read_bytes()


async def test_our_cancel_is_the_clients(at_loopback: Served, client: fal_client.SyncClient, tmp_path: Path) -> None:
    at_loopback.fake.plan = Plan(queue=1000.0, delay=2000.0)
    client.submit("fal-ai/pika/v2.2/text-to-video", {"prompt": "a ball"}).cancel()
    model = MODELS["fal/pika-2.2"]
    async with Wire() as wire:
        run = drive(Fal(), Brief(prompt="a ball"), model, key=KEY, wire=wire, folder=tmp_path)
        async for event in run:
            if isinstance(event, Accepted):
                break
        await run.aclose()  # type: ignore[attr-defined]
        assert isinstance(event, Accepted)
        await call_off(Fal(), event.ticket, key=KEY, wire=wire)
    asked = at_loopback.fake.seen.asked
    assert said(asked[1:2]) == said(asked[3:4])
    assert [job.cancelled for job in at_loopback.fake.jobs.values()] == [True, True]


async def test_the_clip_behind_a_result_is_the_one_that_was_made(at_loopback: Served, tmp_path: Path) -> None:
    delivered = await ours(CASES[0], tmp_path)
    assert delivered.clip.path.read_bytes() == clips.clip()
