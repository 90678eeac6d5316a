"""The official replicate client and our adapter say the same to the same server, and the client reads all it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import replicate
import replicate.exceptions
from starlette.responses import JSONResponse

from providers.kit.drive import call_off
from providers.kit.http import Wire
from providers.kit.terms import Brief, Media, Ticket
from providers.replicate import Replicate
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.fakes.replicate import JOB, ReplicateFake
from tests.oracles.spoken import KEY, PIXEL, Said, ours, picture, said


@dataclass(slots=True)
class Both:
    """One fake, the official client, and where both are."""

    fake: ReplicateFake
    client: replicate.Client
    url: str

    def theirs(self, model: str, inputs: dict[str, Any]) -> list[Said]:
        """What the official client says from submit to clip."""
        self.fake.seen.asked.clear()
        job = self.client.models.predictions.create(model=model, input=inputs)
        while job.status not in {"succeeded", "failed", "canceled"}:
            job.reload()
        assert job.output == f"{self.url}/files/out.mp4"
        return said(self.fake.seen.asked)


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    fake = ReplicateFake(key=KEY)
    with serve(fake.app) as (url,):
        monkeypatch.setenv("SPLITSCREEN_REPLICATE_BASE", url)
        client = replicate.Client(api_token=KEY, base_url=url)
        yield Both(fake, client, url)
        client._client.close()


async def mine(both: Both, model: str, brief: Brief, folder: Path) -> list[Said]:
    """What we say, but for the download at the end."""
    both.fake.seen.asked.clear()
    delivered = await ours(Replicate(), f"replicate/{model}", brief, folder)
    assert delivered.clip.path.read_bytes() == clips.clip()
    told = said(both.fake.seen.asked)
    assert told[-1][:2] == ("GET", "/files/out.mp4")
    return told[:-1]


CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "kwaivgi/kling-v3-video",
        {"seconds": 5, "aspect_ratio": "9:16", "resolution": "1080p", "audio": False, "negative_prompt": "blur"},
        {"duration": 5, "aspect_ratio": "9:16", "mode": "pro", "generate_audio": False, "negative_prompt": "blur"},
    ),
    (
        "bytedance/seedance-2.0",
        {"seconds": 8, "aspect_ratio": "21:9", "resolution": "480p", "audio": True, "seed": 7},
        {"duration": 8, "aspect_ratio": "21:9", "resolution": "480p", "generate_audio": True, "seed": 7},
    ),
    ("minimax/hailuo-2.3", {"seconds": 6, "resolution": "768p"}, {"duration": 6, "resolution": "768p"}),
    (
        "wan-video/wan-2.7-t2v",
        {
            "seconds": 2,
            "aspect_ratio": "3:4",
            "resolution": "720p",
            "seed": 1,
            "audio": True,
            "negative_prompt": "blur",
        },
        {"duration": 2, "aspect_ratio": "3:4", "resolution": "720p", "seed": 1, "negative_prompt": "blur"},
    ),
    ("google/veo-3.1-fast", {"seconds": 4, "audio": True}, {"duration": 4, "generate_audio": True}),
    ("alibaba/happyhorse-1.1", {}, {}),
]


@pytest.mark.parametrize(("model", "wishes", "inputs"), CASES, ids=[case[0] for case in CASES])
async def test_a_clip_from_words_is_asked_for_as_the_client_asks(
    both: Both, tmp_path: Path, model: str, wishes: dict[str, Any], inputs: dict[str, Any]
) -> None:
    theirs = both.theirs(model, {"prompt": "мяч"} | inputs)
    assert await mine(both, model, Brief(prompt="мяч", **wishes), tmp_path) == theirs
    assert theirs[0][:3] == ("POST", f"/v1/models/{model}/predictions", "")


@pytest.mark.parametrize(
    ("model", "first", "last"),
    [
        ("kwaivgi/kling-v3-video", "start_image", "end_image"),
        ("bytedance/seedance-2.0", "image", "last_frame_image"),
        ("wan-video/wan-2.7-i2v", "first_frame", "last_frame"),
        ("google/veo-3.1-fast", "image", "last_frame"),
        ("minimax/hailuo-2.3", "first_frame_image", None),
    ],
)
async def test_pictures_are_uploaded_as_the_client_uploads_them(
    both: Both, tmp_path: Path, model: str, first: str, last: str | None
) -> None:
    path = picture(tmp_path)
    theirs = both.theirs(model, {"prompt": "it moves", first: path} | ({last: path} if last else {}))
    image = Media(path=path, mime="image/png")
    brief = Brief(prompt="it moves", task="image_to_video", image=image, last_image=image if last else None)
    told = await mine(both, model, brief, tmp_path)
    assert told == theirs
    assert told[0][:2] == ("POST", "/v1/files")
    assert PIXEL in told[0][3]
    assert told[1][3]["input"][first].startswith(f"{both.url}/v1/files/")


async def test_a_job_is_called_off_as_the_client_does_it(both: Both) -> None:
    both.client.predictions.cancel(JOB)
    async with Wire() as wire:
        await call_off(Replicate(), Ticket(model="replicate/a/b", data={"id": JOB}), key=KEY, wire=wire)
    theirs, mine = (
        (one.method, one.path, one.query, one.body, one.headers["authorization"]) for one in both.fake.seen.asked
    )
    assert mine == theirs


@pytest.mark.parametrize(
    "state",
    [
        {"status": "starting"},
        {"status": "processing", "logs": " 50%|#####     | 5/10 [00:05<00:05]"},
        {"status": "failed", "error": "flagged as sensitive (E005)"},
        {"status": "canceled"},
        {"status": "succeeded", "output": ["https://replicate.delivery/1.mp4"]},
    ],
    ids=lambda state: state["status"],
)
def test_the_client_reads_every_state_without_a_remainder(both: Both, state: dict[str, Any]) -> None:
    both.fake.states = [state]
    read = both.client.predictions.get(JOB)
    assert json.loads(read.json()) == both.client._client.get(f"/v1/predictions/{JOB}").json()
    assert read.status == state["status"]


def test_the_client_reads_a_file_without_a_remainder(both: Both, tmp_path: Path) -> None:
    made = both.client.files.create(picture(tmp_path))
    raw = both.client._client.post("/v1/files", files={"content": ("start.png", PIXEL, "image/png")}).json()
    assert json.loads(made.json()) == raw


@pytest.mark.parametrize("status", [401, 402, 404, 422])
def test_the_client_reads_the_errors_as_we_word_them(both: Both, status: int) -> None:
    both.fake.seen.answer("any", JSONResponse({"title": "T", "detail": "no", "status": status}, status))
    with pytest.raises(replicate.exceptions.ReplicateError) as caught:
        both.client.models.predictions.create(model="a/b", input={})
    assert (caught.value.title, caught.value.detail, caught.value.status) == ("T", "no", status)
