"""OpenAI's client reads, at its strictest, what the fake says; and OpenAI's specification allows all that is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

from providers.kit.terms import Brief
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.fakes.openai_videos import BLOCKED, OpenAIFake, Plan
from tests.oracles.openai_spec import Overheard, spec
from tests.oracles.test_openai_videos import MODEL, Case, Served, brief, each_case, ours, ticking

__all__ = ["brief"]

pytestmark = pytest.mark.filterwarnings("ignore:The Sora API is scheduled:DeprecationWarning")
"""The client calls each of these methods deprecated, since OpenAI's own server is gone."""


@pytest.fixture
def overheard(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Overheard, Served]]:
    fake = ticking(OpenAIFake())
    between = Overheard(fake.app)
    with serve(between) as (url,):
        monkeypatch.setenv("OPENAI_VIDEOS_BASE_URL", url)
        monkeypatch.setenv("OPENAI_VIDEOS_MODELS", f"{MODEL}|tasks=text/image/edit/extend|seconds=4/8/12")
        yield between, Served(fake, url)


@pytest.fixture
def client(overheard: tuple[Overheard, Served]) -> Iterator[openai.OpenAI]:
    url = f"{overheard[1].url}/v1"
    with openai.OpenAI(api_key="a-key", base_url=url, max_retries=0, _strict_response_validation=True) as made:
        yield made


def check(pairs: list[tuple[MockRequest, MockResponse]]) -> None:
    """Raise for a request that the specification forbids, and for a reply; of replies it knows only those of 200."""
    for asked, replied in pairs:
        spec().validate_request(asked)
        assert replied.status_code == 200
        spec().validate_response(asked, replied)


@each_case
@pytest.mark.parametrize("body", ["multipart", "json"])
async def test_the_specification_allows_our_requests_and_the_fakes_replies(
    overheard: tuple[Overheard, Served],
    case: Case,
    brief: Brief,
    body: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_VIDEOS_BODY", body)
    await ours(brief, tmp_path)
    between, _ = overheard
    assert {"queued", "in_progress", "completed"} <= {
        json.loads(replied.data)["status"] for _, replied in between.pairs if replied.content_type != "video/mp4"
    }
    check(between.pairs)


@each_case
def test_the_specification_allows_the_clients_requests(
    overheard: tuple[Overheard, Served], client: openai.OpenAI, case: Case, brief: Brief
) -> None:
    video = getattr(client.videos, case.method)(**case.arguments(brief))
    client.videos.poll(video.id)
    client.videos.download_content(video.id)
    client.videos.delete(video.id)
    assert len(overheard[0].pairs) > 3
    check(overheard[0].pairs)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/videos", {"model": MODEL}),
        ("/v1/videos", {"prompt": "a ball", "seconds": 4}),
        ("/v1/videos", {"prompt": "a ball", "size": "1x1"}),
        ("/v1/videos/edits", {"prompt": "a ball", "video": "video_1"}),
        ("/v1/videos/extensions", {"prompt": "a ball", "video": {"id": "video_1"}}),
        ("/v1/films", {"prompt": "a ball"}),
    ],
)
def test_the_specification_is_no_rubber_stamp(path: str, body: dict[str, object]) -> None:
    with pytest.raises(OpenAPIError):
        spec().validate_request(MockRequest("https://api.openai.com", "post", path, data=json.dumps(body).encode()))


def test_the_client_reads_a_job_from_its_start_to_its_end(
    overheard: tuple[Overheard, Served], client: openai.OpenAI
) -> None:
    now, fake = 0.0, overheard[1].fake
    fake.clock, fake.plan = lambda: now, Plan(queue=10, delay=20)
    made = client.videos.create(prompt="a ball", seconds="8", size="1280x720")
    assert (made.status, made.progress, made.seconds, made.size) == ("queued", 0, "8", "1280x720")
    now = 15.0
    asked = client.videos.with_raw_response.retrieve(made.id)
    assert (asked.parse().status, asked.headers["openai-poll-after-ms"]) == ("in_progress", "1")
    with pytest.raises(openai.NotFoundError):
        client.videos.download_content(made.id)
    with pytest.raises(openai.ConflictError):
        client.videos.delete(made.id)
    now = 25.0
    done = client.videos.retrieve(made.id)
    assert (done.status, done.progress, done.error) == ("completed", 100, None)
    assert done.completed_at
    assert [video.id for video in client.videos.list()] == [made.id]
    remixed = client.videos.remix(made.id, prompt="in snow")
    assert remixed.remixed_from_video_id == made.id
    assert client.videos.delete(made.id).object == "video.deleted"
    with pytest.raises(openai.NotFoundError):
        client.videos.retrieve(made.id)


@pytest.mark.parametrize(
    ("ending", "code", "words"), [("error", "server_error", "could not be made"), ("refusal", "moderation", BLOCKED)]
)
def test_the_client_reads_the_fakes_failures(
    overheard: tuple[Overheard, Served], client: openai.OpenAI, ending: str, code: str, words: str
) -> None:
    overheard[1].fake.plan = Plan(ending=ending)  # type: ignore[arg-type]
    failed = client.videos.create_and_poll(prompt="a ball")
    assert failed.status == "failed"
    assert failed.error
    assert code in failed.error.code
    assert words in failed.error.message
    check(overheard[0].pairs)


def test_the_client_reads_the_fakes_complaints(overheard: tuple[Overheard, Served], client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="Field required"):
        client.videos.create(prompt="")
    overheard[1].fake.key = "another"
    with pytest.raises(openai.AuthenticationError) as locked:
        client.videos.create(prompt="a ball")
    assert locked.value.code == "invalid_api_key"


def test_an_extension_asks_for_what_is_added_and_is_told_the_whole(
    overheard: tuple[Overheard, Served], client: openai.OpenAI
) -> None:
    clip = ("start.mp4", clips.clip(), "video/mp4")
    longer = client.videos.extend(prompt="it stops", seconds="4", video=clip)
    assert longer.seconds == "5"
