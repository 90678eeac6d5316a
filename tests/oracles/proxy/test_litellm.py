"""LiteLLM's own proxy between our adapter and the vendors: what we ask arrives, what they say comes back.

The proxy is slow to start, so it is the same for all the tests here; each has vendors of its own behind it.
"""

from __future__ import annotations

import io
import json
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from starlette.responses import JSONResponse

from providers.kit.drive import drive
from providers.kit.errors import BadClip, Failed, KeyRejected, Refused, Rejected, Trouble, Unavailable, Unsure
from providers.kit.events import Delivered, Event
from providers.kit.http import Wire
from providers.kit.settle import settle
from providers.kit.terms import Accepted, Brief, Media, Ticket, Waiting
from providers.kit.turns import Turns
from providers.openai_videos import OpenAIVideos
from tests.fakes import clips, runway, veo
from tests.fakes.recorder import Asked
from tests.oracles.proxy.conftest import GOOGLES, LOST, OURS, RUNWAY, RUNWAYS, VEO, Proxied

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
"""The first test of a fresh clone waits until LiteLLM is installed."""

PLACE = "projects/example-project/locations/us-central1/publishers/google/models/veo-3.1-generate-001"
BALL = Brief(prompt="мяч & a ball", seconds=5, aspect_ratio="9:16")


async def made(
    name: str, folder: Path, brief: Brief = BALL, *, key: str = OURS, ticket: Ticket | None = None
) -> list[Event]:
    """What our adapter tells of a clip by that model of the proxy's."""
    provider = OpenAIVideos()
    (model,) = (one for one in provider.models if one.label == name)

    async def no_sleep(seconds: float) -> None:
        return

    async with Wire() as wire:
        run = drive(
            provider, settle(brief, model)[0], model, key=key, wire=wire, folder=folder, ticket=ticket, turns=Turns(),
            clock=lambda: 0.0, sleep=no_sleep,
        )  # fmt: skip
        return [event async for event in run]


def steps(asked: list[Asked]) -> list[tuple[str, str]]:
    """Who was asked for what; repeated polls are one."""
    told: list[tuple[str, str]] = []
    for one in asked:
        if (one.method, one.path) not in told[-1:]:
            told.append((one.method, one.path))
    return told


def holds(event: Event, clip: bytes) -> None:
    """Whether what was delivered is that clip, and can be seen and heard."""
    assert isinstance(event, Delivered)
    assert event.clip.path.read_bytes() == clip
    assert (event.clip.width, event.clip.height, event.clip.audio) == (128, 72, True)
    with av.open(str(event.clip.path)) as file:
        pictures = [frame.to_ndarray(format="gray") for frame in file.decode(video=0)]
        file.seek(0)
        sound = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
    assert len(pictures) == 48
    assert np.abs(pictures[0].astype(int) - pictures[12]).max() > 100  # the bar has moved
    spectrum = np.abs(np.fft.rfft(sound))
    assert abs(int(spectrum.argmax()) * clips.RATE / len(sound) - 440) < 5


async def test_runway_makes_a_clip_through_the_proxy(proxy: Proxied, tmp_path: Path) -> None:
    clip = clips.clip(2.0)
    proxy.runway.plan = runway.Plan(pending=1, queue=2, delay=4, clip=clip)
    events = await made(RUNWAY, tmp_path)
    holds(events[-1], clip)
    waits = [event for event in events if isinstance(event, Waiting)]
    assert [(one.phase, one.fraction) for one in waits] == [("queued", None), ("running", 0.5), ("running", 0.75)]
    (job,) = proxy.runway.tasks
    polled = ("GET", f"/v1/tasks/{job}")
    assert steps(proxy.runway.seen.asked) == [("POST", "/v1/text_to_video"), polled, ("GET", f"/files/{job}.mp4")]
    (submit,) = proxy.runway.submits
    assert submit.json == {"model": "gen4.5", "promptText": BALL.prompt, "ratio": "720:1280", "duration": 5}
    assert proxy.veo.seen.asked == []


async def test_google_makes_a_clip_through_the_proxy(proxy: Proxied, tmp_path: Path) -> None:
    clip = clips.clip(2.0)
    proxy.veo.plan = veo.Plan(delay=3, clip=clip)
    events = await made(VEO, tmp_path, replace(BALL, seconds=4))
    holds(events[-1], clip)
    assert {event.phase for event in events if isinstance(event, Waiting)} == {"running"}
    asked = proxy.veo.seen.asked
    assert steps(asked) == [
        ("POST", f"/v1/{PLACE}:predictLongRunning"), ("POST", f"/v1/{PLACE}:fetchPredictOperation")
    ]  # fmt: skip
    (job,) = proxy.veo.jobs
    assert asked[0].json == {
        "instances": [{"prompt": BALL.prompt}], "parameters": {"aspectRatio": "9:16", "durationSeconds": 4}
    }  # fmt: skip
    assert {one.json["operationName"] for one in asked[1:]} == {job}
    assert proxy.runway.seen.asked == []


async def test_each_key_is_told_to_its_own_server_alone(proxy: Proxied, tmp_path: Path) -> None:
    for name in (RUNWAY, VEO):
        await made(name, tmp_path)
    asked = {RUNWAYS: proxy.runway.seen.asked, GOOGLES: proxy.veo.seen.asked}
    for key, all_asked in asked.items():
        others = {OURS, RUNWAYS, GOOGLES} - {key}
        keyed = [one for one in all_asked if not one.path.startswith("/files/")]
        assert {one.headers["authorization"] for one in keyed} == {f"Bearer {key}"}
        assert not [other for other in others if other in repr(all_asked)]
        assert all("authorization" not in one.headers for one in all_asked if one not in keyed)


@pytest.mark.parametrize(("name", "padding"), [(RUNWAY, 0), (VEO, 1)])
async def test_a_job_is_found_again_by_its_opaque_id(proxy: Proxied, name: str, padding: int, tmp_path: Path) -> None:
    proxy.runway.plan, proxy.veo.plan = runway.Plan(clip=clips.clip(2.0)), veo.Plan(clip=clips.clip(2.0))
    (ticket,) = (event.ticket for event in await made(name, tmp_path) if isinstance(event, Accepted))
    (vendors,) = proxy.runway.tasks or proxy.veo.jobs
    route = b64decode(ticket.data["id"].removeprefix("video_"), validate=True).decode()
    assert ticket.data["id"].count("=") == padding
    assert f"video_id:{vendors}" in route.split(";")
    stored = Ticket(model=ticket.model, data=json.loads(json.dumps(dict(ticket.data))))
    holds((await made(name, tmp_path, ticket=stored))[-1], clips.clip(2.0))
    assert len(proxy.runway.submits + proxy.veo.submits) == 1


async def test_a_first_frame_comes_to_google_as_it_was_sent(proxy: Proxied, tmp_path: Path) -> None:
    picture = tmp_path / "start.png"
    Image.new("RGB", (1280, 720), "teal").save(picture)
    brief = Brief(prompt="it moves", task="image_to_video", image=Media(path=picture, mime="image/png"))
    await made(VEO, tmp_path, brief)
    (submit,) = proxy.veo.submits
    (instance,) = submit.json["instances"]
    assert instance["image"]["mimeType"] == "image/png"
    assert Image.open(io.BytesIO(b64decode(instance["image"]["bytesBase64Encoded"]))).size == (1280, 720)


@pytest.mark.parametrize(
    ("plan", "kind", "words"),
    [
        (runway.Plan(ending="refusal"), Refused, "The input was moderated"),
        (runway.Plan(ending="error"), Failed, "INTERNAL.BAD_OUTPUT.CODE01"),
        (veo.Plan(ending="refusal"), Refused, "content rules"),
        (veo.Plan(ending="error"), Failed, "Internal error encountered"),
        (veo.Plan(clip=b"<html>"), BadClip, "can't be played as video"),
    ],
)
async def test_how_a_job_ended_at_its_vendor_comes_through(
    proxy: Proxied, plan: Any, kind: type[Trouble], words: str, tmp_path: Path
) -> None:
    fake, name = (proxy.runway, RUNWAY) if isinstance(plan, runway.Plan) else (proxy.veo, VEO)
    fake.plan = plan
    with pytest.raises(kind) as caught:
        await made(name, tmp_path)
    assert words in str(caught.value)
    assert len(fake.submits) == 1
    assert len(fake.seen.asked) < 8
    assert list(tmp_path.iterdir()) == []


def vertex(status: int, words: str) -> JSONResponse:
    """An error as Google says it."""
    name = {400: "INVALID_ARGUMENT", 503: "UNAVAILABLE"}[status]
    return JSONResponse({"error": {"code": status, "message": words, "status": name}}, status)


BLOCKED = "The prompt could not be submitted. It contains words that violate Vertex AI's usage guidelines."
MODERATED = "Your prompt did not pass content moderation."


@pytest.mark.parametrize(
    ("name", "answer", "kind", "words"),
    [
        (RUNWAY, JSONResponse({"error": MODERATED}, 400), Refused, MODERATED),
        (VEO, vertex(400, BLOCKED), Refused, "usage guidelines"),
        (RUNWAY, JSONResponse({"error": "Validation of body failed"}, 400), Rejected, "Validation of body failed"),
        (VEO, vertex(400, "Unsupported duration: 5."), Rejected, "Unsupported duration: 5."),
        (RUNWAY, JSONResponse({"error": "Unauthorized"}, 401), KeyRejected, "Unauthorized"),
        (RUNWAY, JSONResponse({"error": "Too many tasks"}, 429), Unavailable, "Too many tasks"),
        (RUNWAY, JSONResponse({"error": "Internal"}, 500), Unsure, "Internal"),
        (RUNWAY, JSONResponse({"error": "Bad gateway"}, 502), Unsure, "Bad gateway"),
        (RUNWAY, JSONResponse({"error": "Overloaded"}, 503), Unavailable, "Overloaded"),
        (VEO, vertex(503, "The service is unavailable."), Unavailable, "unavailable"),
    ],
)
async def test_what_a_vendor_says_of_a_create_comes_through_and_it_is_asked_once(
    proxy: Proxied, name: str, answer: JSONResponse, kind: type[Trouble], words: str, tmp_path: Path
) -> None:
    fake = proxy.runway if name == RUNWAY else proxy.veo
    fake.seen.answer("submit", answer)
    with pytest.raises(kind) as caught:
        await made(name, tmp_path)
    assert type(caught.value) is kind
    assert words in str(caught.value)
    assert len(fake.submits) == 1


@pytest.mark.parametrize("key", ["", "sk-another", "another"])
async def test_a_key_that_the_proxy_does_not_know_is_said_to_be_the_key(
    proxy: Proxied, key: str, tmp_path: Path
) -> None:
    with pytest.raises(KeyRejected):
        await made(RUNWAY, tmp_path, key=key)
    assert not proxy.runway.seen.asked


async def test_a_model_that_the_proxy_does_not_have_is_named(proxy: Proxied, tmp_path: Path) -> None:
    with pytest.raises(Rejected, match=f"Invalid model name passed in model={LOST}"):
        await made(LOST, tmp_path)
