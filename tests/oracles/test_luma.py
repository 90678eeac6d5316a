"""The official lumaai client, at its strictest, and our adapter say the same to the same server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import lumaai
import pytest
from lumaai.types import generation_create_params
from starlette.responses import JSONResponse

from providers.kit.drive import call_off
from providers.kit.http import Wire
from providers.kit.terms import Brief, Model, Ticket
from providers.luma import Luma
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.fakes.luma import JOB, LumaFake
from tests.oracles.spoken import KEY, Said, ours, said


@dataclass(slots=True)
class Both:
    """One fake and the official client."""

    fake: LumaFake
    client: lumaai.LumaAI

    def theirs(self, **arguments: Any) -> list[Said]:
        """What the official client says until there is a clip."""
        self.fake.seen.asked.clear()
        job = self.client.generations.video.create(**arguments)
        while job.state not in {"completed", "failed"}:
            assert job.id
            job = self.client.generations.get(job.id)
        assert job.assets
        assert job.assets.video
        return said(self.fake.seen.asked)


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    fake = LumaFake(key=KEY)
    with serve(fake.app) as (url,):
        monkeypatch.setenv("SPLITSCREEN_LUMA_BASE", url)
        with lumaai.LumaAI(
            auth_token=KEY, base_url=f"{url}/dream-machine/v1", max_retries=0, _strict_response_validation=True
        ) as client:
            yield Both(fake, client)


@pytest.mark.parametrize("model", ["ray-2", "ray-flash-2"])
async def test_a_clip_from_words_is_asked_for_as_the_client_asks(both: Both, tmp_path: Path, model: str) -> None:
    theirs = both.theirs(model=model, prompt="мяч", aspect_ratio="9:21", duration="9s", resolution="1080p")
    both.fake.seen.asked.clear()
    brief = Brief(prompt="мяч", aspect_ratio="9:21", seconds=9, resolution="1080p")
    delivered = await ours(Luma(), f"luma/{model}", brief, tmp_path)
    mine = said(both.fake.seen.asked)
    assert mine[:-1] == theirs
    assert mine[-1] == ("GET", "/files/1.mp4", "", None, {"authorization": f"Bearer {KEY}"})
    assert delivered.clip.path.read_bytes() == clips.clip()


async def test_a_wish_for_nothing_in_particular_sends_nothing_in_particular(both: Both, tmp_path: Path) -> None:
    theirs = both.theirs(model="ray-2", prompt="a ball")
    both.fake.seen.asked.clear()
    await ours(Luma(), "luma/ray-2", Brief(prompt="a ball"), tmp_path)
    assert said(both.fake.seen.asked)[:-1] == theirs


async def test_a_job_is_called_off_as_the_client_deletes_one(both: Both) -> None:
    both.client.generations.delete(JOB)
    async with Wire() as wire:
        await call_off(Luma(), Ticket(model="luma/ray-2", data={"id": JOB}), key=KEY, wire=wire)
    theirs, mine = (
        (one.method, one.path, one.query, one.body, one.headers["authorization"]) for one in both.fake.seen.asked
    )
    assert mine == theirs


@pytest.mark.parametrize("model", Luma.models, ids=lambda one: one.id)
def test_everything_on_offer_is_in_the_clients_types(model: Model) -> None:
    fields = generation_create_params.GenerationCreateParams.__annotations__
    said_of = {name: str(kind) for name, kind in fields.items()}
    for ratio in model.aspect_ratios:
        assert f"'{ratio}'" in said_of["aspect_ratio"]
    for resolution in model.resolutions:
        assert f"'{resolution}'" in said_of["resolution"]
    assert isinstance(model.seconds, tuple)
    for seconds in model.seconds:
        assert f"'{seconds}s'" in said_of["duration"]
    assert f"'{model.id.removeprefix('luma/')}'" in said_of["model"]


@pytest.mark.parametrize(
    "state",
    [
        {"state": "queued"},
        {"state": "dreaming"},
        {"state": "failed", "failure_reason": "prompt failed moderation"},
        {"state": "completed", "assets": {"video": "https://storage.example/1.mp4"}},
    ],
    ids=lambda state: state["state"],
)
def test_the_client_reads_every_state_at_its_strictest(both: Both, state: dict[str, Any]) -> None:
    both.fake.states, both.fake.request = [state], {"model": "ray-2", "prompt": "x"}
    read = both.client.generations.get(JOB)
    assert read.to_dict(mode="json", exclude_unset=True) == both.fake.job(state)
    assert read.state in get_args(get_args(lumaai.types.Generation.model_fields["state"].annotation)[0])


def test_the_client_would_not_read_what_the_vendor_does_not_say(both: Both) -> None:
    both.fake.states = [{"state": "sleeping"}]
    with pytest.raises(lumaai.APIResponseValidationError):
        both.client.generations.get(JOB)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, lumaai.BadRequestError), (403, lumaai.PermissionDeniedError), (429, lumaai.RateLimitError)],
)
def test_the_client_reads_the_errors_as_we_word_them(both: Both, status: int, kind: type[Exception]) -> None:
    both.fake.seen.answer("any", JSONResponse({"detail": "no"}, status))
    with pytest.raises(kind, match="no"):
        both.client.generations.get(JOB)
