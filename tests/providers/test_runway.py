"""What the adapter for Runway makes of briefs and replies."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from starlette.responses import JSONResponse

from providers import catalogue
from providers.kit.drive import drive
from providers.kit.errors import BadReply, Cancelled, Failed, KeyRejected, Refused, Rejected, Trouble, Unavailable
from providers.kit.events import Delivered, Noted
from providers.kit.http import Keys, Wire
from providers.kit.provider import Scene
from providers.kit.rehearse import Rehearsal
from providers.kit.settle import estimate, settle
from providers.kit.terms import Brief, Call, Media, Ready, Reply, Task, Ticket, Waiting
from providers.kit.turns import Turns
from providers.runway import Runway
from providers.runway.rehearsal import ACCEPTED, AT, BROUGHT, DONE, PLACE, RUNNING, failed
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.fakes.vendor import Vendor

RUNWAY = Runway()
TICKET = Ticket(model="runway/gen4.5", data={"task": "17f2"})
CLIP = Media(path=Path("start.mp4"), mime="video/mp4")


@pytest.mark.parametrize(
    ("said", "news"),
    [
        (AT | {"status": "PENDING"}, Waiting(phase="queued")),
        (AT | {"status": "THROTTLED"}, Waiting(phase="queued")),
        (RUNNING, Waiting(phase="running", fraction=0.4)),
        (AT | {"status": "RUNNING"}, Waiting(phase="running")),
        (DONE | {"cost": {"credits": 61}}, 0.61),
        (DONE | {"cost": None}, None),
    ],
)
def test_a_task_is_read(said: object, news: Waiting | float | None) -> None:
    read = RUNWAY.read(Reply.of(said), TICKET)
    if isinstance(read, Ready):
        assert read.clip == Call(method="GET", url=DONE["output"][0])
        assert read.cost_usd == news
    else:
        assert read == news


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        (failed("Moderated.", "SAFETY.INPUT.IMAGE"), Refused, "Moderated. (SAFETY.INPUT.IMAGE)"),
        (failed("Moderated.", "SAFETY.OUTPUT.VIDEO"), Refused, "content rules"),
        (failed("Moderated.", "INPUT_PREPROCESSING.SAFETY.TEXT"), Refused, "content rules"),
        (failed("Try again.", "INPUT_PREPROCESSING.INTERNAL"), Failed, "Try again."),
        (failed("Too small.", "ASSET.INVALID"), Rejected, "Too small."),
        (failed("Bad output.", "INTERNAL.BAD_OUTPUT.CODE01"), Failed, "CODE01"),
        (failed("Busy.", "THIRD_PARTY.UNAVAILABLE"), Failed, "Busy."),
        (failed("Something.", "NEW.CODE"), Failed, "NEW.CODE"),
        (AT | {"status": "FAILED"}, Failed, "no reason given"),
        (AT | {"status": "CANCELLED"}, Cancelled, "cancelled at Runway"),
        (AT | {"status": "SUCCEEDED", "output": []}, BadReply, "SUCCEEDED"),
        (AT | {"status": "DREAMING"}, BadReply, "DREAMING"),
        ([], BadReply, "can't read"),
    ],
)
def test_a_task_that_came_to_nothing_says_whose_move_it_is(said: object, kind: type[Trouble], words: str) -> None:
    with pytest.raises(kind) as caught:
        RUNWAY.read(Reply.of(said), TICKET)
    assert type(caught.value) is kind
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (
            Reply.of({"error": "Validation failed", "issues": [{"path": ["duration"], "message": "at most 10"}]}, 400),
            Rejected,
            "Validation failed; duration: at most 10",
        ),
        (
            Reply.of({"error": "Wrong", "issues": [{"path": ["model"], "values": ["gen4.5"]}, 7]}, 400),
            Rejected,
            "model: ['gen4.5']",
        ),
        (Reply.of({"error": "Wrong", "issues": "none"}, 422), Rejected, "Wrong"),
        (Reply.of({"error": "You do not have enough credits to run this task."}, 400), KeyRejected, "Add credits"),
        (Reply.of(["?"], 400), Rejected, "answered 400"),
        (Reply.of({"error": "Unauthorized"}, 401), KeyRejected, "Unauthorized"),
        (Reply.of({"error": "Daily limit"}, 429, retry_after="7"), Unavailable, "Daily limit"),
        (Reply(status=502, headers={}, body=b"<html>"), Unavailable, "502"),
        (Reply.of({"error": "Not found"}, 404), Rejected, "answered 404"),
    ],
)
def test_an_error_body_is_quoted_with_the_fields_at_issue(reply: Reply, kind: type[Trouble], words: str) -> None:
    trouble = RUNWAY.problem(reply)
    assert type(trouble) is kind
    assert words in str(trouble)


def test_no_problem_is_no_problem() -> None:
    assert RUNWAY.problem(Reply.of({"error": "none"}, 200)) is None


def test_a_task_without_an_id_is_told() -> None:
    with pytest.raises(BadReply, match="which"):
        RUNWAY.opened(Reply.of({"estimatedCost": {"credits": 1}}), RUNWAY.models[0])


async def test_the_version_goes_along_and_is_not_cut_out_of_replies_as_a_key_is() -> None:
    vendor = Vendor()
    with serve(vendor.app) as (url,):
        call = replace(RUNWAY.status(TICKET), url=url)
        async with Wire() as wire:
            vendor.seen.answer("any", JSONResponse({"output": "https://cdn.example/2024-11-06/out.mp4"}))
            reply = await wire.send(call, Keys(origin=url, headers=RUNWAY.headers("secret")))
    assert vendor.seen.asked[0].headers["x-runway-version"] == "2024-11-06"
    assert "2024-11-06" in reply.text()


async def played(
    brief: Brief, model_id: str, folder: Path, *replies: object
) -> tuple[Rehearsal, list[float], list[object]]:
    """Drive a brief through these replies: what was asked, how long was waited, what was told."""
    (folder / "made.mp4").write_bytes(clips.clip())
    wire, waits, told = Rehearsal(scene=Scene.of(*replies), clip=folder / "made.mp4"), list[float](), list[object]()
    model = next(one for one in RUNWAY.models if one.id == model_id)

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await asyncio.sleep(0)

    settled, _ = settle(brief, model)
    run = drive(
        RUNWAY, settled, model, key="k", wire=wire, folder=folder, clock=lambda: 0.0, sleep=sleep, turns=Turns()
    )
    async for event in run:
        told.append(event)
    return wire, waits, told


async def test_it_is_never_asked_more_often_than_every_five_seconds(tmp_path: Path) -> None:
    _, waits, told = await played(Brief(prompt="a ball"), "runway/gen4.5", tmp_path, ACCEPTED, RUNNING, RUNNING, DONE)
    assert len(waits) == 3
    assert min(waits) >= 5.0
    assert isinstance(told[-1], Delivered)
    assert told[-1].clip.cost_usd == 0.6


@pytest.mark.parametrize(
    ("size", "ratio", "given"),
    [((1600, 900), "1280:720", None), ((3000, 1000), "1584:672", (2333, 1000)), ((1000, 1000), "960:960", None)],
)
async def test_a_picture_is_cropped_to_the_nearest_shape_and_goes_inside(
    tmp_path: Path, size: tuple[int, int], ratio: str, given: tuple[int, int] | None
) -> None:
    Image.new("RGB", size).save(tmp_path / "start.png")
    brief = Brief(prompt="a ball", task="image_to_video", image=Media(path=tmp_path / "start.png", mime="image/png"))
    wire, _, told = await played(brief, "runway/gen4_turbo", tmp_path, ACCEPTED, DONE)
    body = wire.calls[0].json
    assert body["ratio"] == ratio
    assert body["promptImage"][0]["uri"].startswith("data:image/png;base64,")
    noted = [one.note.given for one in told if isinstance(one, Noted)]
    assert bool(noted) == (given is not None)
    if given:
        assert f"{given[0]}x{given[1]}" in noted[0]


@pytest.mark.parametrize(("task", "model"), [("video_to_video", "runway/aleph2"), ("add_sound", "runway/mirelo-sfx")])
async def test_a_clip_is_brought_without_the_key_and_named_by_its_address_there(
    tmp_path: Path, task: Task, model: str
) -> None:
    path = tmp_path / "start.mp4"
    path.write_bytes(clips.clip(2.5))
    brief = Brief(prompt="rain", task=task, video=Media(path=path, mime="video/mp4"))
    wire, _, _ = await played(brief, model, tmp_path, PLACE, BROUGHT, ACCEPTED, DONE)
    place, store, submit, *_ = wire.calls
    assert place.json == {"filename": "start.mp4", "type": "ephemeral"}
    assert [part.name for part in store.form] == ["key", "Policy", "X-Amz-Signature", "file"]
    assert (store.url, store.headers, wire.keyed[1]) == (PLACE["uploadUrl"], {}, False)
    assert submit.json["videoUri"] == PLACE["runwayUri"]


@pytest.mark.parametrize(
    ("model", "seconds", "sent"),
    [("runway/mirelo-sfx", 2.5, 2.5), ("runway/sound-effect", 2.0, 2), ("runway/sound-effect", 0.25, 0.5)],
)
def test_sound_is_as_long_as_the_clip(tmp_path: Path, model: str, seconds: float, sent: float) -> None:
    path = tmp_path / "start.mp4"
    path.write_bytes(clips.clip(seconds, sound=False))
    brief = Brief(prompt="rain", task="add_sound", video=Media(path=path, mime="video/mp4"))
    offered = next(one for one in RUNWAY.models if one.id == model)
    assert RUNWAY.submit(brief, offered).json["duration"] == pytest.approx(sent, abs=0.05)


def test_a_clip_too_long_for_a_sound_is_told_before_anything_is_spent(tmp_path: Path) -> None:
    path = tmp_path / "start.mp4"
    path.write_bytes(clips.clip(31.0, fps=2, sound=False))
    brief = Brief(prompt="rain", task="add_sound", video=Media(path=path, mime="video/mp4"))
    with pytest.raises(Rejected, match=r"30 s of sound at most\. The clip is too long: 31"):
        RUNWAY.submit(brief, next(one for one in RUNWAY.models if one.id == "runway/sound-effect"))


@pytest.mark.parametrize(
    ("model", "asks", "dollars"),
    [
        ("gen4.5", {"seconds": 5}, 0.6),
        ("veo3.1", {"seconds": 8, "audio": True}, 3.2),
        ("veo3.1", {"seconds": 8}, 3.2),
        ("veo3.1", {"seconds": 8, "audio": False}, 1.6),
        ("seedance2", {"seconds": 5, "resolution": "1080p"}, 2.0),
        ("seedance2_5", {"seconds": 4, "resolution": "480p"}, 0.8),
        ("seedance2_5", {"seconds": 2, "resolution": "480p"}, 0.8),
        ("hailuo3", {"seconds": 10, "resolution": "2k"}, 1.5),
        ("kling_4", {"seconds": 5}, None),
    ],
)
def test_what_it_will_cost_is_known_or_said_to_be_unknown(
    model: str, asks: dict[str, float], dollars: float | None
) -> None:
    offered = catalogue().model(f"runway/{model}")
    settled, _ = settle(Brief(prompt="a ball", **asks), offered)  # type: ignore[arg-type]
    assert estimate(settled, offered) == dollars


def test_a_short_clip_costs_what_a_change_costs_at_least() -> None:
    price = catalogue().model("runway/aleph2").price
    assert price
    assert (price.per_second["any"], price.least) == (0.28, 0.56)


def test_what_a_clip_can_not_be_asked_for_is_noted() -> None:
    model = next(one for one in RUNWAY.models if one.id == "runway/seedance2_5")
    brief = Brief(prompt="a ball", task="video_to_video", video=CLIP, seconds=9, aspect_ratio="1:1", resolution="480p")
    assert {note.field for note in settle(brief, model)[1]} == {"seconds", "aspect_ratio", "resolution"}
    longer = replace(brief, task="extend")
    assert {note.field for note in settle(longer, model)[1]} == {"aspect_ratio", "resolution"}
