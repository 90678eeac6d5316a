"""OpenAI's clients for Azure and our adapter say the same to the same resource, with a key and with an Entra token."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openai
import pytest

from providers.azure import Azure
from providers.kit.drive import call_off, drive
from providers.kit.events import Delivered
from providers.kit.http import Wire
from providers.kit.settle import settle
from providers.kit.terms import Brief, Ticket
from providers.kit.turns import Turns
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.fakes.openai_videos import OpenAIFake, Plan
from tests.oracles.openai_spec import Overheard, said
from tests.oracles.test_openai_videos import CASES, Case, Served, brief, ticking
from tests.oracles.test_openai_videos_replies import check

__all__ = ["brief"]

pytestmark = pytest.mark.filterwarnings("ignore:The Sora API is scheduled:DeprecationWarning")
"""The client calls each of these methods deprecated, since OpenAI's own server is gone."""

KEY, TOKEN, DEPLOYMENT = "0123456789abcdef", "eyJhbGciOi.eyJhdWQiOi.c2lnbmF0dXJl", "our-sora"
azures = pytest.mark.parametrize("case", [CASES[name] for name in ("the least", "everything", "from a picture")])
ways_in = pytest.mark.parametrize("key", [KEY, TOKEN], ids=["key", "token"])
versions = pytest.mark.parametrize("version", ["preview", "2025-04-01-preview"])


@pytest.fixture
def overheard() -> Iterator[tuple[Overheard, Served]]:
    fake = ticking(OpenAIFake(dialect="azure", deployment=DEPLOYMENT))
    between = Overheard(fake.app)
    with serve(between) as (url,):
        yield between, Served(fake, url)


@pytest.fixture
def resource(overheard: tuple[Overheard, Served], monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", f"{overheard[1].url}/openai/v1/")
    monkeypatch.setenv("AZURE_OPENAI_VIDEO_DEPLOYMENT", DEPLOYMENT)
    return overheard[1]


def client_for(kind: Callable[..., Any], url: str, key: str, version: str) -> Any:
    """The client as Microsoft's samples make it, on the v1 route."""
    way_in = {"azure_ad_token": key} if key == TOKEN else {"api_key": key}
    return kind(base_url=f"{url}/openai/v1", api_version=version, _strict_response_validation=True, **way_in)


def theirs(case: Case, brief: Brief) -> dict[str, Any]:
    return case.arguments(brief) | {"model": DEPLOYMENT}


async def ours(brief: Brief, key: str, folder: Path) -> Delivered:
    """Our adapter, driven to a clip."""
    provider, model = Azure(), Azure.models[0]

    async def no_sleep(seconds: float) -> None:
        return

    async with Wire() as wire:
        run = drive(
            provider, settle(brief, model)[0], model, key=key, wire=wire, folder=folder, turns=Turns(),
            clock=lambda: 0.0, sleep=no_sleep,
        )  # fmt: skip
        events = [event async for event in run]
    assert isinstance(events[-1], Delivered)
    return events[-1]


@azures
@ways_in
@versions
async def test_our_requests_are_the_azure_clients(
    resource: Served,
    case: Case,
    brief: Brief,
    key: str,
    version: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resource.fake.key = key
    with client_for(openai.AzureOpenAI, resource.url, key, version) as client:
        video = client.videos.create_and_poll(**theirs(case, brief))
        client.videos.download_content(video.id)
    expected = said(resource.fake.seen.asked)
    resource.fake.seen.asked.clear()
    monkeypatch.setenv("AZURE_OPENAI_API_VERSION", version)
    delivered = await ours(brief, key, tmp_path)
    assert said(resource.fake.seen.asked) == expected
    assert {one.query for one in resource.fake.seen.asked} == {f"api-version={version}"}
    assert {one.path.partition("videos")[0] for one in resource.fake.seen.asked} == {"/openai/v1/"}
    assert delivered.clip.path.read_bytes() == clips.clip()


@azures
@ways_in
async def test_our_requests_are_the_async_azure_clients(
    resource: Served, case: Case, brief: Brief, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with client_for(openai.AsyncAzureOpenAI, resource.url, key, "preview") as client:
        video = await client.videos.create_and_poll(**theirs(case, brief))
        await client.videos.download_content(video.id)
    expected = said(resource.fake.seen.asked)
    resource.fake.seen.asked.clear()
    monkeypatch.setenv("AZURE_OPENAI_API_VERSION", "preview")
    await ours(brief, key, tmp_path)
    assert said(resource.fake.seen.asked) == expected


@azures
async def test_without_a_version_our_requests_are_the_plain_clients_with_a_token(
    resource: Served, case: Case, brief: Brief, tmp_path: Path
) -> None:
    with openai.OpenAI(api_key=TOKEN, base_url=f"{resource.url}/openai/v1/") as client:
        video = client.videos.create_and_poll(**theirs(case, brief))
        client.videos.download_content(video.id)
    expected = said(resource.fake.seen.asked)
    resource.fake.seen.asked.clear()
    await ours(brief, TOKEN, tmp_path)
    assert said(resource.fake.seen.asked) == expected


@ways_in
async def test_our_cancel_is_the_azure_clients_delete(
    resource: Served, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_OPENAI_API_VERSION", "preview")
    with client_for(openai.AzureOpenAI, resource.url, key, "preview") as client:
        video = client.videos.create_and_poll(prompt="a ball", model=DEPLOYMENT)
        client.videos.delete(video.id)
    async with Wire() as wire:
        await call_off(Azure(), Ticket(model="azure/sora-2", data={"id": video.id}), key=key, wire=wire)
    asked = [one for one in resource.fake.seen.asked if one.method == "DELETE"]
    assert len(asked) == 2
    assert said(asked[:1]) == said(asked[1:])


@azures
async def test_openais_specification_allows_what_is_said_to_azure(
    overheard: tuple[Overheard, Served], resource: Served, case: Case, brief: Brief, tmp_path: Path
) -> None:
    await ours(brief, KEY, tmp_path)
    for asked, _ in overheard[0].pairs:
        asked.path = asked.path.removeprefix("/openai")
    assert len(overheard[0].pairs) > 3
    check(overheard[0].pairs)


def test_the_client_reads_the_fakes_failures(resource: Served) -> None:
    resource.fake.plan = Plan(ending="refusal")
    with client_for(openai.AzureOpenAI, resource.url, KEY, "preview") as client:
        failed = client.videos.create_and_poll(prompt="a ball", model=DEPLOYMENT)
        assert (failed.status, failed.error.code) == ("failed", "content_filter")
        assert failed.expires_at == failed.created_at + 86400
        with pytest.raises(openai.NotFoundError) as gone:
            client.videos.create(prompt="a ball", model="another")
        assert gone.value.code == "DeploymentNotFound"
