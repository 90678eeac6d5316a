"""The official InferenceClient and our adapter say the same to the same server, whichever vendor is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import huggingface_hub
import pytest
from huggingface_hub.inference._providers import _common, fal_ai, together, wavespeed
from huggingface_hub.utils import _detect_agent, _http
from starlette.responses import JSONResponse

from providers.huggingface import HuggingFace
from providers.huggingface.routes import ROUTES
from providers.kit.errors import Rejected
from providers.kit.terms import Brief
from tests.fakes import clips
from tests.fakes.huggingface import HuggingFaceFake
from tests.fakes.loopback import serve
from tests.oracles.spoken import KEY, Said, ours, said

REPO = "maker/model"
CDN = ("GET", "/files/out.mp4")


class ToLoopback(httpx2.HTTPTransport):
    """Every address leads to the fake; the client goes on believing that it speaks to huggingface.co.

    It decides by the router's own name how a job is asked for, so that its address can't be set from outside.
    """

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self.port)
        return super().handle_request(request)


@dataclass(slots=True)
class Both:
    """One fake, to which both are led."""

    fake: HuggingFaceFake

    def theirs(self, vendor: Any, prompt: str, **more: Any) -> list[Said]:
        """What the official client says until there is a clip."""
        _common._fetch_inference_provider_mapping.cache_clear()
        self.fake.seen.asked.clear()
        client = huggingface_hub.InferenceClient(provider=vendor, api_key=KEY)
        assert client.text_to_video(prompt, model=REPO, **more) == clips.clip()
        return said(self.fake.seen.asked)

    async def mine(self, vendor: str, brief: Brief, folder: Path) -> list[Said]:
        """What we say until there is a clip."""
        self.fake.seen.asked.clear()
        delivered = await ours(HuggingFace(), f"huggingface/{vendor}/{REPO}", brief, folder)
        assert delivered.clip.path.read_bytes() == clips.clip()
        return said(self.fake.seen.asked)


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    fake = HuggingFaceFake(key=KEY)
    monkeypatch.setenv("HF_TOKEN", KEY)
    monkeypatch.setenv("HF_VIDEO_MODELS", ",".join(f"{vendor}:{REPO}" for vendor in ROUTES))
    for module, name in (
        (fal_ai, "_POLLING_INTERVAL"), (wavespeed, "_POLLING_INTERVAL"), (together, "_VIDEO_POLLING_INTERVAL")
    ):  # fmt: skip
        monkeypatch.setattr(module, name, 0)
    # once in a process the client asks the hub what to call its caller, which is no part of making a clip
    monkeypatch.setattr(_detect_agent, "_registry", _detect_agent._EMPTY_REGISTRY)
    with serve(fake.app) as (url,):
        port = int(url.rpartition(":")[2])
        monkeypatch.setenv("SPLITSCREEN_HUGGINGFACE_BASE", url)
        huggingface_hub.set_client_factory(lambda: httpx2.Client(transport=ToLoopback(port)))
        yield Both(fake)
        huggingface_hub.set_client_factory(_http.default_client_factory)


def without_clip(told: list[Said]) -> list[Said]:
    """All but the download: the clip lies at a stranger's, who is told nothing that counts."""
    assert told[-1][:2] == CDN
    return told[:-1]


@pytest.mark.parametrize("vendor", ROUTES)
async def test_a_clip_is_asked_for_as_the_client_asks_each_vendor(both: Both, vendor: str, tmp_path: Path) -> None:
    theirs = without_clip(both.theirs(vendor, "мяч", seed=7))
    assert without_clip(await both.mine(vendor, Brief(prompt="мяч", seed=7), tmp_path)) == theirs
    assert theirs[0][:3] == ("GET", f"/api/models/{REPO}", "expand=inferenceProviderMapping")
    assert theirs[1][0] == "POST"
    assert all(step[4]["authorization"] == f"Bearer {KEY}" for step in theirs)


@pytest.mark.parametrize("vendor", ROUTES)
async def test_a_wish_for_nothing_in_particular_sends_the_prompt_alone(both: Both, vendor: str, tmp_path: Path) -> None:
    both.fake.listed = True
    theirs = without_clip(both.theirs(vendor, "a ball"))
    assert without_clip(await both.mine(vendor, Brief(prompt="a ball"), tmp_path)) == theirs
    assert "seed" not in str(theirs[1][3])


async def test_a_version_of_a_prediction_is_named_as_the_client_names_it(both: Both, tmp_path: Path) -> None:
    both.fake.runs["replicate"]["providerId"] = "genmoai/mochi-1:1944af04"
    theirs = without_clip(both.theirs("replicate", "a ball"))
    assert theirs[1][1] == "/replicate/v1/predictions"
    assert theirs[1][4]["prefer"] == "wait"
    assert without_clip(await both.mine("replicate", Brief(prompt="a ball"), tmp_path)) == theirs


@pytest.mark.parametrize("vendor", ROUTES)
async def test_the_weights_of_a_lora_are_named_as_the_client_names_them(
    both: Both, vendor: str, tmp_path: Path
) -> None:
    both.fake.runs[vendor] |= {"adapter": "lora", "adapterWeightsPath": "weights/a.safetensors"}
    theirs = without_clip(both.theirs(vendor, "a ball"))
    assert without_clip(await both.mine(vendor, Brief(prompt="a ball"), tmp_path)) == theirs
    assert ("loras" in theirs[1][3]) == (vendor == "fal-ai")


@pytest.mark.parametrize("wrong", ["nobody runs it", "another task"])
async def test_what_the_client_would_not_send_is_not_sent(both: Both, wrong: str, tmp_path: Path) -> None:
    if wrong == "nobody runs it":
        del both.fake.runs["novita"]
    else:
        both.fake.task = "text-to-image"
    with pytest.raises(ValueError, match="not supported"):
        both.theirs("novita", "a ball")
    with pytest.raises(Rejected):
        await both.mine("novita", Brief(prompt="a ball"), tmp_path)
    assert [one.method for one in both.fake.seen.asked] == ["GET"]


@pytest.mark.parametrize("status", [401, 402, 404, 422, 429])
def test_the_client_reads_the_errors_as_we_word_them(both: Both, status: int) -> None:
    both.fake.seen.answer("any", JSONResponse({"error": "no"}, status))
    with pytest.raises(huggingface_hub.errors.HfHubHTTPError) as caught:
        both.theirs("fal-ai", "a ball")
    assert caught.value.response.status_code == status
