"""A server of one's own: how its settings are read, and how the servers differ that speak OpenAI's wire."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from starlette.responses import JSONResponse

from providers.kit.drive import drive
from providers.kit.errors import BadReply, Failed, Refused, Rejected, Trouble
from providers.kit.events import Delivered, Noted
from providers.kit.http import Wire
from providers.kit.openai_wire import HELD_BACK
from providers.kit.settle import settle
from providers.kit.terms import Brief, Clip, Media, Model, Ready, Reply, Ticket, Waiting
from providers.kit.turns import Turns
from providers.openai_videos import OpenAIVideos
from tests.fakes import clips
from tests.fakes.forms import parts
from tests.fakes.loopback import serve
from tests.fakes.openai_videos import Dialect, Ending, Job, OpenAIFake, Plan

TICKET = Ticket(model="openai_videos/wan", data={"id": "video_1"})
BASE, MODELS, BODY = "OPENAI_VIDEOS_BASE_URL", "OPENAI_VIDEOS_MODELS", "OPENAI_VIDEOS_BODY"


@contextmanager
def served(fake: OpenAIFake, monkeypatch: pytest.MonkeyPatch, models: str = "wan") -> Iterator[OpenAIFake]:
    fake.clock = itertools.count().__next__
    with serve(fake.app) as (url,):
        monkeypatch.setenv(BASE, url)
        monkeypatch.setenv(MODELS, models)
        yield fake


async def made(brief: Brief, folder: Path, paces: list[float] | None = None) -> tuple[Clip, list[Noted]]:
    """The clip of the owner's first model, and what gave way on the way to it."""
    provider = OpenAIVideos()
    model = provider.models[0]

    async def no_sleep(seconds: float) -> None:
        if paces is not None:
            paces.append(seconds)

    async with Wire() as wire:
        run = drive(
            provider, settle(brief, model)[0], model, key="", wire=wire, folder=folder, turns=Turns(),
            clock=lambda: 0.0, sleep=no_sleep,
        )  # fmt: skip
        events = [event async for event in run]
    assert isinstance(events[-1], Delivered)
    return events[-1].clip, [event for event in events if isinstance(event, Noted)]


@pytest.mark.parametrize("dialect", ["openai", "vllm", "sglang"])
async def test_a_clip_comes_from_every_kind_of_server(
    dialect: Dialect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(OpenAIFake(dialect=dialect, plan=Plan(queue=3, delay=6)), monkeypatch) as fake:
        clip, _ = await made(Brief(prompt="a ball"), tmp_path)
    assert clip.path.read_bytes() == clips.clip()
    assert len(fake.creates) == 1
    assert len({one.path for one in fake.seen.asked}) == 3


@pytest.mark.parametrize("dialect", ["openai", "vllm", "sglang"])
@pytest.mark.parametrize(("ending", "kind"), [("error", Failed), ("refusal", Refused)])
async def test_a_failed_job_is_asked_about_once_whatever_its_poll_answers(
    dialect: Dialect, ending: Ending, kind: type[Trouble], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(OpenAIFake(dialect=dialect, plan=Plan(ending=ending)), monkeypatch) as fake:
        with pytest.raises(kind) as caught:
            await made(Brief(prompt="a ball"), tmp_path)
        assert type(caught.value) is kind
        assert [one.method for one in fake.seen.asked] == ["POST", "GET"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("dialect", ["vllm", "sglang"])
@pytest.mark.parametrize(("task", "path"), [("video_to_video", "edits"), ("extend", "extensions")])
async def test_a_server_that_can_not_edit_says_so(
    dialect: Dialect, task: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = tmp_path / "start.mp4"
    clip.write_bytes(clips.clip())
    brief = Brief(prompt="x", task=task, video=Media(path=clip, mime="video/mp4"))  # type: ignore[arg-type]
    with served(OpenAIFake(dialect=dialect), monkeypatch, "wan|tasks=edit/extend|seconds=8/4") as fake:
        with pytest.raises(Rejected, match="does not take this: Not Found"):
            await made(brief, tmp_path)
        (asked,) = fake.seen.asked
    said = {one.name: one.content for one in parts(asked.body, asked.headers["content-type"])}
    assert asked.path == f"/v1/videos/{path}"
    assert said.get("seconds") == (b"4" if task == "extend" else None)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (JSONResponse({"id": "video_1", "status": "failed", "error": {"message": "Disk full"}}, 422), Failed),
        (JSONResponse({"error": {"message": "The clip was flagged.", "code": "moderated"}}, 403), Refused),
        (JSONResponse({"error": {"message": HELD_BACK, "type": "internal_server_error"}}, 500), Refused),
    ],
)
async def test_a_job_that_is_done_and_has_no_clip_is_over_when_its_content_says_so(
    answer: JSONResponse, kind: type[Trouble], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(OpenAIFake(), monkeypatch) as fake:
        fake.seen.answer("content", answer)
        with pytest.raises(kind) as caught:
            await made(Brief(prompt="a ball"), tmp_path)
    assert type(caught.value) is kind
    assert [one.method for one in fake.seen.asked] == ["POST", "GET", "GET"]
    assert list(tmp_path.iterdir()) == []


async def test_a_content_that_is_late_is_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(OpenAIFake(), monkeypatch) as fake:
        fake.seen.answer("content", JSONResponse({"error": {"message": "Try again"}}, 500))
        clip, _ = await made(Brief(prompt="a ball"), tmp_path)
    assert clip.path.read_bytes() == clips.clip()


async def test_json_to_a_server_that_takes_forms_alone_is_rejected_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BODY, "json")
    with served(OpenAIFake(dialect="vllm"), monkeypatch) as fake, pytest.raises(Rejected, match="Field required"):
        await made(Brief(prompt="a ball"), tmp_path)
    assert len(fake.seen.asked) == 1


async def test_a_clip_that_was_moved_is_fetched_from_where_the_job_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(OpenAIFake(dialect="sglang", plan=Plan(gone=True)), monkeypatch) as fake:
        fake.cloud = f"{OpenAIVideos().origin}/v1/videos/elsewhere/content"
        fake.jobs["elsewhere"] = Job(id="elsewhere", said={}, plan=Plan(), submitted=0)
        clip, _ = await made(Brief(prompt="a ball"), tmp_path)
        assert fake.seen.asked[-1].path == "/v1/videos/elsewhere/content"
    assert clip.path.read_bytes() == clips.clip()


async def test_a_first_frame_is_cropped_to_the_size_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "start.png"
    Image.new("RGB", (1000, 900)).save(picture)
    brief = Brief(prompt="x", task="image_to_video", image=Media(path=picture, mime="image/png"))
    with served(OpenAIFake(), monkeypatch) as fake:
        _, notes = await made(brief, tmp_path)
        (asked,) = fake.creates
    sent = {one.name: one for one in parts(asked.body, asked.headers["content-type"])}
    assert Image.open(io.BytesIO(sent["input_reference"].content)).size == (1280, 720)
    assert (sent["size"].content, sent["input_reference"].kind) == (b"1280x720", "image/png")
    assert [noted.note.field for noted in notes] == ["image"]


async def test_the_servers_own_pace_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paces: list[float] = []
    with served(OpenAIFake(plan=Plan(delay=3), poll_after_ms=12_500), monkeypatch):
        await made(Brief(prompt="a ball"), tmp_path, paces)
    assert paces[1:] == [12.5]


@pytest.mark.parametrize(
    ("hint", "seconds"), [("1500", 1.5), ("0", None), ("-1", None), ("soon", None), ("", None), (" 20 ", 0.02)]
)
def test_a_hint_that_is_no_time_is_no_hint(hint: str, seconds: float | None) -> None:
    reply = Reply.of({"status": "in_progress", "progress": 40}, openai_poll_after_ms=hint)
    assert OpenAIVideos().read(reply, TICKET) == Waiting(phase="running", fraction=0.4, poll_after=seconds)


@pytest.mark.parametrize(
    ("said", "phase"),
    [("queued", "queued"), ("pending", "queued"), ("processing", "running"), ("running", "running")],
)
def test_every_word_for_waiting_is_waiting(said: str, phase: str) -> None:
    assert OpenAIVideos().read(Reply.of({"status": said, "progress": None}), TICKET) == Waiting(phase=phase)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "url"),
    [
        ({}, None),
        ({"url": "https://clips.example/1"}, "https://clips.example/1"),
        ({"url": None, "urls": ["https://clips.example/2"]}, "https://clips.example/2"),
        ({"unsigned_urls": ["https://clips.example/3"], "urls": []}, "https://clips.example/3"),
        ({"url": "s3://bucket/4"}, None),
    ],
)
def test_another_address_of_a_clip_comes_second(more: dict[str, object], url: str | None) -> None:
    ready = OpenAIVideos().read(Reply.of({"status": "completed"} | more), TICKET)
    assert isinstance(ready, Ready)
    assert ready.clip.url.endswith("/videos/video_1/content")  # type: ignore[union-attr]
    assert (ready.otherwise and ready.otherwise.url) == url


@pytest.mark.parametrize("said", [{}, {"id": ""}, {"id": ".."}, {"id": 7}, [], "video_1"])
def test_an_id_that_can_be_no_part_of_an_address_is_none(said: object) -> None:
    with pytest.raises(BadReply, match="without saying its id"):
        OpenAIVideos().opened(Reply.of(said), Model(id="openai_videos/wan", label="wan"))


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        ({"code": 500, "message": "Out of memory"}, Failed, "Out of memory (500)"),
        ({"message": "CUDA error"}, Failed, "CUDA error"),
        ("upstream gave up", Failed, "upstream gave up"),
        (None, Failed, "does not say why"),
        ({"code": "moderation_blocked", "message": ""}, Refused, "moderation_blocked"),
        ({"code": "sentinel", "message": "Flagged by the safety system"}, Refused, "Flagged"),
        ("violates our usage policies", Refused, "usage policies"),
        ({"code": "safety_checker"}, Refused, "safety_checker"),
    ],
)
@pytest.mark.parametrize("status", [200, 400, 422, 500, 503])
def test_a_failed_job_says_why_in_its_own_way(error: object, kind: type[Trouble], words: str, status: int) -> None:
    reply = Reply.of({"id": "video_1", "status": "failed", "error": error}, status)
    provider = OpenAIVideos()
    trouble = provider.problem(reply)
    if status == 200:
        assert trouble is None
        with pytest.raises(kind) as caught:
            provider.read(reply, TICKET)
        trouble = caught.value
    assert type(trouble) is kind
    assert words in str(trouble)


@pytest.mark.parametrize("body", [7, None, [], {}, {"error": {}}, {"detail": [7]}, {"error": {"message": None}}])
def test_a_complaint_without_words_is_quoted_as_it_came(body: object) -> None:
    trouble = OpenAIVideos().problem(Reply.of(body, 422))
    assert type(trouble) is Rejected
    assert "answered 422" in str(trouble)


@pytest.mark.parametrize(
    ("owner", "address"),
    [
        ("http://localhost:8000", "http://localhost:8000/v1/videos"),
        ("http://localhost:8000/", "http://localhost:8000/v1/videos"),
        (" http://localhost:8000/v1/ ", "http://localhost:8000/v1/videos"),
        ("http://localhost:8000/v1/videos", "http://localhost:8000/v1/videos"),
        ("https://gate.example/videos", "https://gate.example/v1/videos"),
        ("https://gate.example/openai", "https://gate.example/openai/v1/videos"),
        ("https://gate.example/api/v4", "https://gate.example/api/v4/videos"),
    ],
)
def test_an_address_is_read_as_owners_write_it(owner: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE, owner)
    assert OpenAIVideos().status(TICKET).url == f"{address}/video_1"


@pytest.mark.parametrize("owner", ["localhost:8000", "ftp://host", "marked"])
def test_an_address_that_is_none_is_named_by_its_variable(owner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE, owner)
    monkeypatch.setenv(MODELS, "wan")
    with pytest.raises(Rejected, match=BASE):
        OpenAIVideos().submit(Brief(prompt="a ball"), OpenAIVideos().models[0])


def test_a_body_that_nobody_knows_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE, "http://localhost:8000")
    monkeypatch.setenv(MODELS, "wan")
    monkeypatch.setenv(BODY, "xml")
    with pytest.raises(Rejected, match=BODY):
        OpenAIVideos().submit(Brief(prompt="a ball"), OpenAIVideos().models[0])
