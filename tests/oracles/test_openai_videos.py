"""OpenAI's own client and our adapter say the same to the same server, in every task."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openai
import pytest
from PIL import Image

from providers.kit.drive import call_off, drive
from providers.kit.events import Delivered
from providers.kit.http import Wire
from providers.kit.provider import data_uri
from providers.kit.settle import settle
from providers.kit.terms import Accepted, Brief, Media, Ticket
from providers.kit.turns import Turns
from providers.openai_videos import OpenAIVideos
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.fakes.openai_videos import OpenAIFake, Plan
from tests.oracles.openai_spec import said

pytestmark = pytest.mark.filterwarnings("ignore:The Sora API is scheduled:DeprecationWarning")
"""The client calls each of these methods deprecated, since OpenAI's own server is gone."""

KEY, MODEL = "test-key", "house-film"


@dataclass(frozen=True, slots=True)
class Served:
    """A fake and where it listens."""

    fake: OpenAIFake
    url: str


def ticking(fake: OpenAIFake) -> OpenAIFake:
    """A clock that goes on by one at each look, so that a job is queued, then runs, then is done."""
    fake.clock = itertools.count().__next__
    fake.plan = Plan(queue=3, delay=6)
    fake.poll_after_ms = 1
    return fake


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    fake = ticking(OpenAIFake(key=KEY))
    with serve(fake.app) as (url,):
        monkeypatch.setenv("OPENAI_VIDEOS_BASE_URL", f"{url}/v1")
        monkeypatch.setenv("OPENAI_VIDEOS_MODELS", f"{MODEL}|tasks=text/image/edit/extend|seconds=4/8/12")
        yield Served(fake, url)


@pytest.fixture
def client(server: Served) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(api_key=KEY, base_url=f"{server.url}/v1", _strict_response_validation=True) as made:
        yield made


@pytest.fixture
async def async_client(server: Served) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=f"{server.url}/v1", _strict_response_validation=True) as made:
        yield made


@pytest.fixture
def brief(request: pytest.FixtureRequest, tmp_path: Path) -> Brief:
    """The case's brief with its files, which are as their tasks want them."""
    case: Case = request.getfixturevalue("case")
    picture, clip = tmp_path / "start.png", tmp_path / "start.mp4"
    Image.new("RGB", (1280, 720), "teal").save(picture)
    clip.write_bytes(clips.clip())
    files = {"image": Media(path=picture, mime="image/png"), "video": Media(path=clip, mime="video/mp4")}
    return Brief(**case.asked, **{name: files[name] for name in case.files})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One brief, and how OpenAI's client is asked for the same."""

    asked: dict[str, Any]
    method: str = "create"
    theirs: dict[str, Any]
    files: tuple[str, ...] = ()

    def arguments(self, brief: Brief) -> dict[str, Any]:
        """The client's arguments, with files as it takes them; it has no argument for an edit's model."""
        given = dict(self.theirs)
        if brief.image:
            given["input_reference"] = _file(brief.image)
        if brief.video:
            given |= {"video": _file(brief.video), "extra_body": {"model": MODEL}}
        return given


def _file(media: Media) -> tuple[str, bytes, str]:
    return media.path.name, media.path.read_bytes(), media.mime


CASES = {
    "the least": Case(asked={"prompt": "мяч"}, theirs={"prompt": "мяч", "model": MODEL}),
    "everything": Case(
        asked={"prompt": "a ball", "seconds": 8, "aspect_ratio": "9:16", "resolution": "720p", "audio": True},
        theirs={"prompt": "a ball", "model": MODEL, "seconds": "8", "size": "720x1280"},
    ),
    "from a picture": Case(
        asked={"prompt": "it moves", "task": "image_to_video", "seconds": 4},
        theirs={"prompt": "it moves", "model": MODEL, "seconds": "4", "size": "1280x720"},
        files=("image",),
    ),
    "an edit": Case(
        asked={"prompt": "in snow", "task": "video_to_video", "seconds": 4, "resolution": "720p"},
        method="edit",
        theirs={"prompt": "in snow"},
        files=("video",),
    ),
    "an extension": Case(
        asked={"prompt": "it stops", "task": "extend", "seconds": 12},
        method="extend",
        theirs={"prompt": "it stops", "seconds": "12"},
        files=("video",),
    ),
}
each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


async def ours(brief: Brief, folder: Path) -> Delivered:
    """Our adapter, driven to a clip."""
    provider = OpenAIVideos()
    model = provider.models[0]

    async def no_sleep(seconds: float) -> None:
        return

    async with Wire() as wire:
        run = drive(
            provider, settle(brief, model)[0], model, key=KEY, wire=wire, folder=folder, turns=Turns(),
            clock=lambda: 0.0, sleep=no_sleep,
        )  # fmt: skip
        events = [event async for event in run]
    assert isinstance(events[-1], Delivered)
    return events[-1]


@each_case
async def test_our_requests_are_the_sync_clients(
    server: Served, client: openai.OpenAI, case: Case, brief: Brief, tmp_path: Path
) -> None:
    video = getattr(client.videos, case.method)(**case.arguments(brief))
    video = client.videos.poll(video.id)
    theirs_clip = client.videos.download_content(video.id).read()
    theirs = said(server.fake.seen.asked)
    server.fake.seen.asked.clear()
    delivered = await ours(brief, tmp_path)
    mine = said(server.fake.seen.asked)
    assert mine == theirs
    assert [step[0] for step in mine] == ["POST", "GET", "GET"]
    assert delivered.clip.path.read_bytes() == theirs_clip == clips.clip()


@each_case
async def test_our_requests_are_the_async_clients(
    server: Served, async_client: openai.AsyncOpenAI, case: Case, brief: Brief, tmp_path: Path
) -> None:
    video = await getattr(async_client.videos, case.method)(**case.arguments(brief))
    video = await async_client.videos.poll(video.id)
    await async_client.videos.download_content(video.id)
    theirs = said(server.fake.seen.asked)
    server.fake.seen.asked.clear()
    await ours(brief, tmp_path)
    assert said(server.fake.seen.asked) == theirs


@pytest.mark.parametrize("case", [CASES[name] for name in ("the least", "everything", "from a picture")])
async def test_a_create_as_json_is_the_clients(
    server: Served,
    client: openai.OpenAI,
    case: Case,
    brief: Brief,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_VIDEOS_BODY", "json")
    await ours(brief, tmp_path)
    (mine,) = server.fake.creates
    picture = {name: mine.json[name] for name in ("input_reference",) if brief.image}
    client.videos.create(**case.theirs, extra_headers={"Content-Type": "application/json"}, extra_body=picture)
    assert said(server.fake.creates[-1:]) == said([mine])
    assert mine.json == case.theirs | picture
    if brief.image:
        assert picture["input_reference"] == {"image_url": data_uri(brief.image)}


@pytest.mark.parametrize("key", ["", KEY])
async def test_a_key_is_sent_where_there_is_one(
    server: Served, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{__name__}.KEY", key)
    server.fake.key = None
    await ours(Brief(prompt="a ball"), tmp_path)
    sent = {one.headers.get("authorization") for one in server.fake.seen.asked}
    assert sent == {f"Bearer {key}" if key else None}


async def test_our_cancel_is_the_clients_delete(server: Served, client: openai.OpenAI, tmp_path: Path) -> None:
    provider = OpenAIVideos()
    video = client.videos.create(prompt="a ball", model=MODEL)
    ticket = Ticket(model=provider.models[0].id, data={"id": video.id})
    client.videos.poll(video.id)
    deleted = client.videos.delete(video.id)
    async with Wire() as wire:
        await call_off(provider, ticket, key=KEY, wire=wire)
    asked = [one for one in server.fake.seen.asked if one.method == "DELETE"]
    assert (deleted.id, deleted.deleted) == (video.id, True)
    assert len(asked) == 2
    assert said(asked[:1]) == said(asked[1:])


@pytest.mark.parametrize("job", ["video_Z2Vt+W5p/L==", "a b", "50%", "?x#y", "мяч", "..x"])
def test_an_id_is_sent_back_as_the_client_sends_it_back(server: Served, client: openai.OpenAI, job: str) -> None:
    with pytest.raises(openai.NotFoundError) as missing:
        client.videos.retrieve(job)
    ticket = Ticket(model="openai_videos/any", data={"id": job})
    assert OpenAIVideos().status(ticket).url == str(missing.value.request.url)
    assert OpenAIVideos().cancel(ticket).url == str(missing.value.request.url)
    assert Accepted(ticket=ticket).ticket.data["id"] == job
