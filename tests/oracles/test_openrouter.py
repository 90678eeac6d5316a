"""The official openrouter client and our adapter say the same to the same server, and the client reads all it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openrouter
import pytest
from openrouter import components, errors
from starlette.responses import JSONResponse

from providers.kit.drive import call_off
from providers.kit.http import Keys, Wire
from providers.kit.provider import data_uri
from providers.kit.terms import Brief, Media, Ticket
from providers.openrouter import OpenRouter
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.fakes.openrouter import JOB, LISTING, OpenRouterFake
from tests.oracles.spoken import KEY, ours, picture, said

SEEDANCE = "openrouter/bytedance/seedance-2.5"


@dataclass(slots=True)
class Both:
    """One fake, the official client, and where both are."""

    fake: OpenRouterFake
    client: openrouter.OpenRouter
    url: str

    def theirs(self, **arguments: Any) -> list[Any]:
        """What the official client says from submit to clip."""
        self.fake.seen.asked.clear()
        videos = self.client.video_generation
        job = videos.generate(**arguments)
        while job.status in {"pending", "in_progress"}:
            job = videos.get_generation(job_id=job.id)
        assert videos.get_video_content(job_id=job.id, index=0).read() == clips.clip()
        return said(self.fake.seen.asked)


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    fake = OpenRouterFake(key=KEY)
    with serve(fake.app) as (url,):
        monkeypatch.setenv("SPLITSCREEN_OPENROUTER_BASE", url)
        with openrouter.OpenRouter(api_key=KEY, server_url=f"{url}/api/v1") as client:
            yield Both(fake, client, url)


async def mine_of(both: Both, brief: Brief, folder: Path, model: str = SEEDANCE) -> list[Any]:
    both.fake.seen.asked.clear()
    delivered = await ours(OpenRouter(), model, brief, folder)
    assert delivered.clip.path.read_bytes() == clips.clip()
    assert delivered.clip.cost_usd == 0.63
    return said(both.fake.seen.asked)


async def test_a_clip_from_words_is_asked_for_as_the_client_asks(both: Both, tmp_path: Path) -> None:
    theirs = both.theirs(
        model="bytedance/seedance-2.5", prompt="мяч", duration=5, aspect_ratio="9:16", resolution="720p",
        generate_audio=False, seed=7,
    )  # fmt: skip
    brief = Brief(prompt="мяч", seconds=5, aspect_ratio="9:16", resolution="720p", audio=False, seed=7)
    assert await mine_of(both, brief, tmp_path) == theirs
    assert [step[:3] for step in theirs] == [
        ("POST", "/api/v1/videos", ""),
        ("GET", f"/api/v1/videos/{JOB}", ""),
        ("GET", f"/api/v1/videos/{JOB}/content", "index=0"),
    ]


async def test_a_wish_for_nothing_in_particular_sends_nothing_in_particular(both: Both, tmp_path: Path) -> None:
    theirs = both.theirs(model="google/veo-3.1-fast", prompt="a ball")
    assert await mine_of(both, Brief(prompt="a ball"), tmp_path, "openrouter/google/veo-3.1-fast") == theirs


async def test_first_and_last_frame_travel_as_the_client_sends_them(both: Both, tmp_path: Path) -> None:
    image = Media(path=picture(tmp_path), mime="image/png")
    shown: Any = {"type": "image_url", "image_url": {"url": data_uri(image)}}
    theirs = both.theirs(
        model="bytedance/seedance-2.5", prompt="it moves", duration=4,
        frame_images=[shown | {"frame_type": "first_frame"}, shown | {"frame_type": "last_frame"}],
    )  # fmt: skip
    brief = Brief(prompt="it moves", task="image_to_video", seconds=4, image=image, last_image=image)
    assert await mine_of(both, brief, tmp_path) == theirs


async def test_references_travel_as_the_client_sends_them(both: Both, tmp_path: Path) -> None:
    image = Media(path=picture(tmp_path), mime="image/png")
    shown: Any = {"type": "image_url", "image_url": {"url": data_uri(image)}}
    theirs = both.theirs(model="bytedance/seedance-2.5", prompt="a ball", input_references=[shown, shown])
    assert await mine_of(both, Brief(prompt="a ball", references=(image, image)), tmp_path) == theirs


async def test_the_list_of_models_is_asked_for_as_the_client_asks(both: Both) -> None:
    listed = both.client.video_generation.list_videos_models()
    async with Wire() as wire:
        reply = await wire.send(OpenRouter().discover(), Keys(origin=both.url, headers={}))
    theirs, mine = ((one.method, one.path, one.query) for one in both.fake.seen.asked)
    assert mine == theirs == ("GET", "/api/v1/videos/models", "")
    found = OpenRouter().discovered(reply)
    assert {model.id.removeprefix("openrouter/") for model in found} < {one.id for one in listed.data}
    assert all(model.price is None or model.price.as_of for model in found)


def test_the_client_reads_the_list_without_a_remainder(both: Both) -> None:
    listed = both.client.video_generation.list_videos_models()
    assert listed.model_dump(by_alias=True) == LISTING


@pytest.mark.parametrize(
    "state",
    [
        {"status": "pending"},
        {"status": "in_progress", "generation_id": JOB},
        {"status": "failed", "error": "The output was flagged by content moderation."},
        {"status": "cancelled"},
        {"status": "expired"},
        {
            "status": "completed",
            "urls": ["https://cdn.example/0.mp4"],
            "expires_at": 1763990000,
            "usage": {"cost": None},
        },
    ],
    ids=lambda state: state["status"],
)
def test_the_client_reads_every_state_without_a_remainder(both: Both, state: dict[str, Any]) -> None:
    both.fake.states = [state]
    read = both.client.video_generation.get_generation(job_id=JOB)
    assert read.model_dump(by_alias=True) == {"id": JOB, "polling_url": f"{both.url}/api/v1/videos/{JOB}"} | state
    assert read.status in components.VideoGenerationResponseStatus.__args__[0].__args__  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequestResponseError),
        (402, errors.PaymentRequiredResponseError),
        (403, errors.ForbiddenResponseError),
        (413, errors.PayloadTooLargeResponseError),
        (429, errors.TooManyRequestsResponseError),
    ],
)
def test_the_client_reads_the_errors_as_we_word_them(both: Both, status: int, kind: type[Exception]) -> None:
    both.fake.seen.answer("any", JSONResponse({"error": {"code": status, "message": "no"}}, status))
    with pytest.raises(kind, match="no"):
        both.client.video_generation.generate(model="a/b", prompt="x")


async def test_nothing_is_sent_to_call_a_job_off_since_nothing_can_be(both: Both) -> None:
    async with Wire() as wire:
        await call_off(OpenRouter(), Ticket(model=SEEDANCE, data={"id": JOB}), key=KEY, wire=wire)
    assert both.fake.seen.asked == []
