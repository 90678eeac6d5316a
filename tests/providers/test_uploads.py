"""What comes before a submit and costs nothing: looking a name up, uploading files; and where a clip may come from."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.responses import JSONResponse, PlainTextResponse, Response

from providers.kit.drive import drive
from providers.kit.errors import BadReply, KeyRejected, Rejected
from providers.kit.events import Delivered, Submitting
from providers.kit.http import Keys, Limits, Wire
from providers.kit.provider import Remote, Scene, address
from providers.kit.terms import Brief, Call, Media, Model, Part, Ready, Reply, Steps, Ticket, Waiting
from providers.kit.turns import Turns
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.fakes.vendor import Vendor

KEY = "marked-key"


class Bringer(Remote):
    """Resolves a name, takes an upload in two steps, and answers a submit with the clip."""

    name, label, docs = "bringer", "Bringer", "https://bringer.example"
    key, base = "BRINGER_KEY", "https://bringer.example"
    models = (Model(id="bringer/one", label="One", tasks=("image_to_video",)),)
    rehearsal = {"clip": Scene(replies=())}  # noqa: RUF012
    place = ""

    def look_up(self, model: Model) -> Steps[str]:
        reply = yield Call(method="GET", url=f"{self.origin}/names")
        return str(reply.json()["today"])

    def upload(self, media: Media) -> Steps[str]:
        reply = yield Call(method="POST", url=f"{self.origin}/uploads", json={"name": media.path.name})
        yield Call(method="PUT", url=self.place or reply.json()["to"], media=media, headers={"X-Part": "1"})
        while (yield Call(method="GET", url=f"{self.origin}/file")).json()["state"] != "ACTIVE":
            yield Waiting(phase="queued", poll_after=3.0)
        return "bringer://file"

    def submit(self, brief: Brief, model: Model) -> Call:
        assert brief.image
        form = (Part(name="name", value=model.route), Part(name="picture", value=address(brief.image)))
        return Call(method="POST", url=f"{self.origin}/jobs", form=form)

    def opened(self, reply: Reply, model: Model) -> Ready:
        return Ready(
            clip=Call(method="GET", url=f"{self.origin}/first"),
            otherwise=Call(method="GET", url=f"{self.origin}/second"),
        )

    def status(self, ticket: Ticket) -> Call:
        raise AssertionError("there is nothing to ask")

    def read(self, reply: Reply, ticket: Ticket) -> Ready:
        raise AssertionError("there is nothing to read")


@dataclass(slots=True)
class At:
    """The vendor on loopback, and what was slept."""

    vendor: Vendor
    url: str
    slept: list[float]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    vendor = Vendor()
    with serve(vendor.app) as (url,):
        monkeypatch.setenv("SPLITSCREEN_BRINGER_BASE", url)
        yield At(vendor, url, [])


async def bring(at: At, folder: Path, provider: Remote | None = None) -> list[Any]:
    picture = folder / "start.png"
    Image.new("RGB", (32, 18)).save(picture)
    brief = Brief(prompt="x", task="image_to_video", image=Media(path=picture, mime="image/png"))

    async def sleep(seconds: float) -> None:
        at.slept.append(seconds)
        await asyncio.sleep(0)

    (folder / "take").mkdir()
    async with Wire(limits=Limits(quiet=1.0)) as wire:
        run = drive(
            provider or Bringer(), brief, Bringer.models[0], key=KEY, wire=wire, folder=folder / "take",
            clock=lambda: 0.0, sleep=sleep, turns=Turns(),
        )  # fmt: skip
        return [event async for event in run]


def lay_out(at: At, *clip: Response) -> None:
    at.vendor.seen.answer(
        "any",
        JSONResponse({"today": "one-v7"}),
        JSONResponse({"to": f"{at.url}/put"}),
        JSONResponse({}),
        JSONResponse({"state": "PROCESSING"}),
        JSONResponse({"state": "ACTIVE"}),
        JSONResponse({"id": 1}),
        *(clip or [Response(clips.clip())]),
    )


async def test_a_name_is_looked_up_and_a_file_is_brought_before_the_money_is_spent(at: At, tmp_path: Path) -> None:
    lay_out(at)
    events = await bring(at, tmp_path)
    assert [type(event) for event in events] == [Submitting, Delivered]
    asked = at.vendor.seen.asked
    assert [(one.method, one.path) for one in asked] == [
        ("GET", "/names"), ("POST", "/uploads"), ("PUT", "/put"), ("GET", "/file"), ("GET", "/file"), ("POST", "/jobs"),
        ("GET", "/first"),
    ]  # fmt: skip
    put, job = asked[2], asked[5]
    assert put.body == (tmp_path / "start.png").read_bytes()
    assert (put.headers["content-type"], put.headers["x-part"]) == ("image/png", "1")
    assert job.headers["content-type"].startswith("multipart/form-data")
    assert b"one-v7" in job.body
    assert b"bringer://file" in job.body
    assert at.slept == [3.0]


async def test_an_upload_that_fails_for_a_while_is_made_again(at: At, tmp_path: Path) -> None:
    at.vendor.seen.answer("any", PlainTextResponse("busy", 503))
    lay_out(at)
    assert isinstance((await bring(at, tmp_path))[-1], Delivered)


async def test_a_strangers_refusal_of_an_upload_is_no_fault_of_the_key_alone(at: At, tmp_path: Path) -> None:
    class Elsewhere(Bringer):
        place = "https://127.0.0.1/put"

    lay_out(at)
    with pytest.raises(BadReply, match="private network"):
        await bring(at, tmp_path, Elsewhere())


async def test_a_key_that_is_turned_away_at_an_upload_is_told_before_anything_is_spent(at: At, tmp_path: Path) -> None:
    at.vendor.seen.answer("any", JSONResponse({"detail": "no"}, 401))
    with pytest.raises(KeyRejected):
        await bring(at, tmp_path)
    assert [one.method for one in at.vendor.seen.asked] == ["GET"]


async def test_a_clip_that_is_not_at_its_first_place_is_fetched_from_the_other(at: At, tmp_path: Path) -> None:
    lay_out(at, PlainTextResponse("gone", 404), Response(clips.clip()))
    assert isinstance((await bring(at, tmp_path))[-1], Delivered)
    assert [one.path for one in at.vendor.seen.asked[-2:]] == ["/first", "/second"]


async def test_a_file_that_is_gone_is_told_as_the_askers_to_mend(at: At, tmp_path: Path) -> None:
    call = Call(method="PUT", url=f"{at.url}/x", media=Media(path=tmp_path / "gone.png", mime="image/png"))
    async with Wire() as wire:
        with pytest.raises(Rejected, match=r"gone\.png"):
            await wire.send(call, Keys(origin=at.url, headers={}))


async def test_a_reply_may_be_as_large_as_its_call_has_room_for(at: At) -> None:
    at.vendor.seen.answer("any", Response(bytes(3000)), Response(bytes(3000)))
    async with Wire(limits=Limits(reply_bytes=1000)) as wire:
        keys = Keys(origin=at.url, headers={})
        assert len((await wire.send(Call(method="GET", url=at.url, room=4000), keys)).body) == 3000
        with pytest.raises(BadReply, match="larger than 1000 bytes"):
            await wire.send(Call(method="GET", url=at.url), keys)


async def test_a_header_that_a_call_names_counts_for_more_than_the_keys(at: At) -> None:
    async with Wire() as wire:
        call = Call(method="GET", url=at.url, headers={"authorization": "Bearer short-lived"})
        await wire.send(call, Keys(origin=at.url, headers={"Authorization": f"Bearer {KEY}"}))
    assert at.vendor.seen.asked[0].headers["authorization"] == "Bearer short-lived"


async def test_a_submit_waits_for_its_turn_and_says_so(at: At, tmp_path: Path) -> None:
    class Slow(Bringer):
        creates_per_minute = 1

    turns, now = Turns(), 0.0
    assert turns.wait("bringer", 1, now) == 0.0
    lay_out(at)
    picture = tmp_path / "start.png"
    Image.new("RGB", (32, 18)).save(picture)
    brief = Brief(prompt="x", task="image_to_video", image=Media(path=picture, mime="image/png"))

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    async with Wire() as wire:
        run = drive(
            Slow(), brief, Bringer.models[0], key=KEY, wire=wire, folder=tmp_path,
            clock=lambda: now, sleep=sleep, turns=turns,
        )  # fmt: skip
        events = [event async for event in run]
    assert [type(event) for event in events] == [Waiting, Submitting, Delivered]
    assert now >= 60.0
