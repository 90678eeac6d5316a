"""The official google-genai, in the mode of Google's cloud, and our adapter say the same to the same server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from google import genai
from google.genai import errors, types
from starlette.responses import JSONResponse

from providers.kit.drive import drive
from providers.kit.events import Delivered
from providers.kit.http import Wire
from providers.kit.settle import settle
from providers.kit.terms import Brief, Media, Reply
from providers.veo import Veo
from providers.veo.models import NAMES
from providers.veo.rehearsal import SCENES
from tests.fakes import clips
from tests.fakes.recorder import Asked
from tests.fakes.veo import REASON, Plan
from tests.oracles.google.briefs import CLIP, END, START, WHO, no_sleep, placed
from tests.oracles.google.conftest import KEY, AtVeo, Token

MODELS = {model.id: model for model in Veo.models}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One brief, and what Google's pages say has to be sent for it."""

    brief: Brief
    config: dict[str, Any] = field(default_factory=dict)
    model: str = "veo/veo-3.1"


FULL: dict[str, Any] = {
    "seconds": 5, "resolution": "2160p", "aspect_ratio": "1:2", "audio": False, "seed": 7, "negative_prompt": "blur",
}  # fmt: skip
ASKED: dict[str, Any] = {
    "duration_seconds": 4, "resolution": "4k", "aspect_ratio": "9:16", "generate_audio": False, "seed": 7,
    "negative_prompt": "blur",
}  # fmt: skip
CASES = {
    "text": Case(brief=Brief(prompt="мяч")),
    "text with everything": Case(brief=Brief(prompt="a ball", **FULL), config=ASKED),
    "the fast model": Case(brief=Brief(prompt="a ball", seed=0), config={"seed": 0}, model="veo/veo-3.1-fast"),
    "the light model": Case(
        brief=Brief(prompt="a ball", **FULL), config=ASKED | {"resolution": "1080p"}, model="veo/veo-3.1-lite"
    ),
    "a first frame": Case(
        brief=Brief(prompt="a ball", task="image_to_video", seconds=8, image=START),
        config={"duration_seconds": 8, "aspect_ratio": "16:9"},
    ),
    "a first and a last frame": Case(
        brief=Brief(prompt="a ball", task="image_to_video", image=START, last_image=END, references=(WHO,)),
        config={"aspect_ratio": "16:9", "last_frame": END},
    ),
    "references": Case(
        brief=Brief(prompt="a ball", references=(WHO, START)), config={"reference_images": [WHO, START]}
    ),
    "an extension": Case(brief=Brief(prompt="a ball", task="extend", seconds=4, video=CLIP, references=(WHO,))),
}
each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


async def ours(case: Case, folder: Path) -> Delivered:
    """Our adapter, driven to a clip."""
    model = MODELS[case.model]
    async with Wire() as wire:
        brief = settle(placed(case.brief, folder), model)[0]
        run = drive(Veo(), brief, model, key=KEY, wire=wire, folder=folder / "take", sleep=no_sleep)
        events = [event async for event in run]
    assert isinstance(events[-1], Delivered)
    return events[-1]


def theirs(at: AtVeo, case: Case, folder: Path) -> types.GenerateVideosOperation:
    """The same by the official client, as its pages say."""
    brief = placed(case.brief, folder)
    source = types.GenerateVideosSource(
        prompt=brief.prompt,
        image=picture(folder, brief.image),
        video=brief.video and types.Video(video_bytes=brief.video.path.read_bytes(), mime_type=brief.video.mime),
    )
    config = {"number_of_videos": 1, "generate_audio": True} | case.config
    if "last_frame" in config:
        config["last_frame"] = picture(folder, END)
    config["reference_images"] = [
        types.VideoGenerationReferenceImage(
            image=picture(folder, one), reference_type=types.VideoGenerationReferenceType.ASSET
        )
        for one in case.config.get("reference_images", ())
    ] or None
    job = at.client.models.generate_videos(
        model=NAMES[case.model], source=source, config=types.GenerateVideosConfig(**config)
    )
    while not job.done:
        job = at.client.operations.get(job)
    return job


def picture(folder: Path, one: Media | None) -> types.Image | None:
    """A picture as the client takes it."""
    return one and types.Image(image_bytes=(folder / one.path).read_bytes(), mime_type=one.mime)


def said(asked: list[Asked]) -> list[tuple[Any, ...]]:
    """What counts of the requests: repeated polls are one, and a job's id is no part of it."""
    told: list[tuple[Any, ...]] = []
    for one in asked:
        body = re.sub(r"[0-9a-f-]{36}", "ID", json.dumps(one.json, sort_keys=True))
        kinds = (one.headers.get("authorization"), one.headers.get("content-type"))
        step = (one.method, one.path, one.query, body, *kinds)
        if not told or told[-1] != step:
            told.append(step)
    return told


@each_case
async def test_our_requests_are_the_official_clients(at_veo: AtVeo, case: Case, folder: Path) -> None:
    at_veo.fake.plan = Plan(delay=3.0)
    made = theirs(at_veo, case, folder)
    wanted = said(at_veo.fake.seen.asked)
    at_veo.fake.seen.asked.clear()
    delivered = await ours(case, folder)
    assert said(at_veo.fake.seen.asked) == wanted
    assert len(wanted) == 2
    assert made.response
    assert made.response.generated_videos
    assert made.response.generated_videos[0].video
    assert made.response.generated_videos[0].video.video_bytes == delivered.clip.path.read_bytes() == clips.clip()


async def test_a_clip_in_the_clouds_storage_is_asked_for_as_the_client_asks(
    at_veo: AtVeo, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERTEX_STORAGE_URI", "gs://clips/a b")
    case = Case(brief=Brief(prompt="a ball"), config={"output_gcs_uri": "gs://clips/a b"})
    made = theirs(at_veo, case, folder)
    wanted = said(at_veo.fake.seen.asked)
    at_veo.fake.seen.asked.clear()
    delivered = await ours(case, folder)
    *mine, fetched = at_veo.fake.seen.asked
    assert said(mine) == wanted
    assert made.response
    assert made.response.generated_videos
    assert made.response.generated_videos[0].video
    assert made.response.generated_videos[0].video.uri == "gs://clips/a b/1/sample_0.mp4"
    assert (fetched.method, fetched.path) == ("GET", "/clips/a b/1/sample_0.mp4")
    assert fetched.headers["authorization"] == f"Bearer {KEY}"
    assert delivered.clip.path.read_bytes() == clips.clip()


@pytest.mark.parametrize("location", ["us-central1", "europe-west4", "global", "us", "eu"])
def test_a_location_is_reached_where_the_client_reaches_it(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOGLE_CLOUD_LOCATION", location)
    with genai.Client(vertexai=True, project="example-project", location=location, credentials=Token()) as client:
        assert client._api_client._http_options.base_url == f"{Veo().base}/"


def test_the_client_reads_the_fakes_failures(at_veo: AtVeo, folder: Path) -> None:
    at_veo.fake.plan = Plan(ending="refusal")
    refused = theirs(at_veo, CASES["text"], folder)
    assert refused.response
    assert not refused.response.generated_videos
    assert (refused.response.rai_media_filtered_count, refused.response.rai_media_filtered_reasons) == (1, [REASON])
    at_veo.fake.plan = Plan(ending="error")
    assert theirs(at_veo, CASES["text"], folder).error == {"code": 13, "message": "Internal error encountered."}
    at_veo.fake.known.clear()
    with pytest.raises(errors.ClientError) as gone:
        theirs(at_veo, CASES["text"], folder)
    assert (gone.value.code, gone.value.status) == (404, "NOT_FOUND")
    at_veo.fake.token = "another"
    with pytest.raises(errors.ClientError, match="401 UNAUTHENTICATED"):
        theirs(at_veo, CASES["text"], folder)


BROKEN = {"a clip that is no base64"}


def replies() -> Iterator[Any]:
    """The rehearsal's operations, but for those that are broken on purpose."""
    for name, scene in SCENES.items():
        for at, reply in enumerate(scene.replies):
            if name not in BROKEN and reply.status == 200 and "name" in reply.json():
                yield pytest.param(reply, id=f"{name} {at}")


@pytest.mark.parametrize("reply", list(replies()))
def test_every_documented_operation_is_one_that_the_client_knows(at_veo: AtVeo, folder: Path, reply: Reply) -> None:
    at_veo.fake.seen.answer("submit", JSONResponse(reply.json()))
    source = types.GenerateVideosSource(prompt="a ball")
    job = at_veo.client.models.generate_videos(model="veo-3.1-generate-001", source=source)
    fields = reply.json()
    assert job.name == fields["name"]
    assert bool(job.done) == fields.get("done", False)
    assert job.error == fields.get("error")
    response = fields.get("response", {})
    videos = [one.video for one in (job.response.generated_videos or ())] if job.response else []
    assert [one and (one.uri, one.mime_type) for one in videos] == [
        (one.get("gcsUri"), one.get("mimeType")) for one in response.get("videos", ())
    ]
    if job.response:
        assert job.response.rai_media_filtered_reasons == response.get("raiMediaFilteredReasons")
