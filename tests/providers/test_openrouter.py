"""What is particular to OpenRouter: its list of models, refusals in plain words, and a second place for the clip."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from providers import catalogue
from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Trouble
from providers.kit.settle import estimate, settle
from providers.kit.terms import Brief, Json, Media, Model, Ready, Reply, Ticket, Waiting
from providers.openrouter import OpenRouter
from providers.openrouter.listing import STATIC
from tests.fakes.openrouter import KLING, LISTING

ROUTER = OpenRouter()
TICKET = Ticket(model="openrouter/a/b", data={"id": "gen-vid-1"})
PICTURE = Media(path=Path("x.png"), mime="image/png", url="https://there.example/x.png")


def discovered(*entries: Json, day: str = "Mon, 23 Nov 2026 10:00:00 GMT") -> tuple[Model, ...]:
    return ROUTER.discovered(Reply.of({"data": list(entries)}, date=day))


def test_a_list_tells_what_each_model_can_do() -> None:
    kling, grok, quiet = discovered(*LISTING["data"])
    assert (kling.id, kling.label) == ("openrouter/kwaivgi/kling-v3.0-std", "Kling: Video v3.0 Standard (OpenRouter)")
    assert kling.tasks == ("text_to_video", "image_to_video")
    assert (kling.seconds, kling.aspect_ratios, kling.resolutions) == ((3, 4, 5), ("16:9", "9:16", "1:1"), ("720p",))
    assert (kling.audio, kling.seed, kling.last_image) == ("optional", False, True)
    assert (grok.audio, grok.seed, grok.last_image) == ("never", True, False)
    assert quiet.tasks == ("text_to_video",)
    assert (quiet.seconds, quiet.resolutions, quiet.audio, quiet.seed, quiet.price) == ((), (), "never", False, None)


@pytest.mark.parametrize(
    ("skus", "sound", "silent"),
    [
        ({"duration_seconds_with_audio": "0.4", "duration_seconds_without_audio": "0.2"}, {"any": 0.4}, {"any": 0.2}),
        ({"duration_seconds_720p": "0.1", "duration_seconds_4k": "0.6"}, {"720p": 0.1, "4K": 0.6}, {}),
        ({"cents_per_video_output_second_480p": "5", "cents_per_image_input": "1"}, {"480p": 0.05}, {}),
        ({"cents_per_second_output": "12"}, {"any": 0.12}, {}),
        ({"per-video-second-1080p": "0.75", "image_to_video_duration_seconds_1080p": "9"}, {"1080p": 0.75}, {}),
        ({"text_to_video_duration_seconds_480p": "0.07"}, {"480p": 0.07}, {}),
        ({"duration_seconds_without_audio_720p": "0.03"}, {"720p": 0.03}, {}),
    ],
)
def test_prices_by_the_second_are_read(skus: dict[str, str], sound: dict[str, float], silent: dict[str, float]) -> None:
    (model,) = discovered(KLING | {"pricing_skus": skus, "supported_resolutions": ["480p", "720p", "1080p", "4K"]})
    assert model.price
    assert (model.price.per_second, model.price.silent) == (sound, silent)
    assert (model.price.as_of, model.price.least) == (date(2026, 11, 23), 0.0)


@pytest.mark.parametrize(
    "skus", [None, {}, ["1"], {"video_tokens": "0.000007"}, {"duration_seconds": "free"}, {"duration_seconds": "-1"}]
)
def test_a_price_that_can_not_be_foreseen_is_not_known(skus: Json) -> None:
    assert [model.price for model in discovered(KLING | {"pricing_skus": skus})] == [None]


def test_a_list_of_no_known_day_has_no_prices() -> None:
    assert discovered(KLING, day="")[0].price is None


def test_a_take_without_sound_is_estimated_at_its_own_price() -> None:
    (model,) = discovered(KLING)
    assert estimate(Brief(prompt="x", seconds=5, audio=True), model) == pytest.approx(0.63)
    assert estimate(Brief(prompt="x", seconds=5, audio=False), model) == pytest.approx(0.42)


def test_entries_that_make_no_sense_are_passed_over() -> None:
    odd: list[Any] = [None, 7, {}, {"id": 7}, {"id": "no-maker"}]
    strange = {
        "id": "a/b",
        "name": 7,
        "supported_durations": "all",
        "supported_resolutions": [7, "720p"],
        "seed": "yes",
    }
    (model,) = discovered(*odd, strange)
    assert (model.id, model.label, model.seconds, model.resolutions) == (
        "openrouter/a/b", "a/b (OpenRouter)", (), ("720p",)
    )  # fmt: skip
    for said in (None, [], {"data": None}, {"data": {}}):
        assert ROUTER.discovered(Reply.of(said)) == ()


def test_a_saved_list_takes_the_place_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tmp_path / "models.json"
    listed.write_text(json.dumps(LISTING), "utf-8")
    monkeypatch.setenv("OPENROUTER_CATALOGUE", str(listed))
    assert [model.id for model in ROUTER.models][:2] == [
        "openrouter/kwaivgi/kling-v3.0-std", "openrouter/x-ai/grok-imagine-video"
    ]  # fmt: skip
    assert catalogue().model("openrouter/acme/quiet").label == "Quiet (OpenRouter)"
    listed.write_text(json.dumps({"data": [KLING | {"id": "another/one"}, *LISTING["data"]]}), "utf-8")
    os.utime(listed, (1, 1))
    assert ROUTER.models[0].id == "openrouter/another/one"


@pytest.mark.parametrize("content", [None, b"", b"{", b"\xff\xfe", b"[]", b'{"data": []}', b"<html></html>"])
def test_a_broken_list_breaks_nothing(content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tmp_path / "models.json"
    if content is not None:
        listed.write_bytes(content)
    monkeypatch.setenv("OPENROUTER_CATALOGUE", str(listed))
    assert ROUTER.models == STATIC
    monkeypatch.setenv("OPENROUTER_CATALOGUE", str(tmp_path))
    assert ROUTER.models == STATIC


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"status": "failed", "error": "Output blocked by the safety filter"}, Refused),
        ({"status": "failed", "error": "The provider timed out"}, Failed),
        ({"status": "failed"}, Failed),
        ({"status": "cancelled"}, Failed),
        ({"status": "expired", "error": None}, Failed),
        ({"status": "dreaming"}, BadReply),
        ({"error": {"message": "no"}}, BadReply),
        (None, BadReply),
    ],
)
def test_a_job_that_ends_without_a_clip_is_told_as_what_it_is(said: Json, kind: type[Trouble]) -> None:
    with pytest.raises(kind) as caught:
        ROUTER.read(Reply.of(said), TICKET)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("said", "otherwise", "cost"),
    [
        ({"urls": ["https://cdn.example/1"], "unsigned_urls": ["https://x.example/1"]}, "https://cdn.example/1", None),
        ({"unsigned_urls": ["https://x.example/1"], "usage": {"cost": 1}}, "https://x.example/1", 1.0),
        ({"urls": [], "unsigned_urls": None, "usage": {"cost": None}}, None, None),
        ({}, None, None),
    ],
)
def test_the_content_endpoint_comes_first_and_an_address_second(
    said: dict[str, Any], otherwise: str | None, cost: float | None
) -> None:
    ready = ROUTER.read(Reply.of({"status": "completed"} | said), TICKET)
    assert isinstance(ready, Ready)
    assert not isinstance(ready.clip, bytes)
    assert ready.clip.url == "https://openrouter.ai/api/v1/videos/gen-vid-1/content?index=0"
    assert (ready.otherwise.url if ready.otherwise else None, ready.cost_usd) == (otherwise, cost)


def test_a_job_waits_and_then_runs() -> None:
    assert ROUTER.read(Reply.of({"status": "pending"}), TICKET) == Waiting(phase="queued")
    assert ROUTER.read(Reply.of({"status": "in_progress"}), TICKET) == Waiting(phase="running")


@pytest.mark.parametrize(
    ("status", "message", "kind"),
    [
        (403, "Your chosen model requires moderation and your input was flagged", Refused),
        (400, "Input violates the provider's usage policies", Refused),
        (403, "Only management keys can do this", KeyRejected),
        (400, "duration must be one of 4, 6, 8", Rejected),
    ],
)
def test_a_flagged_prompt_is_no_bad_key(status: int, message: str, kind: type[Trouble]) -> None:
    said = Reply.of({"error": {"code": status, "message": message}}, status)
    assert type(ROUTER.problem(said)) is kind


def test_a_first_frame_puts_references_aside_with_a_note() -> None:
    model = STATIC[0]
    brief, notes = settle(Brief(prompt="x", task="image_to_video", image=PICTURE, references=(PICTURE,)), model)
    assert [(note.field, note.asked, note.given) for note in notes] == [("references", "1", "")]
    assert "input_references" not in ROUTER.submit(brief, model).json
    brief, notes = settle(Brief(prompt="x", task="image_to_video", references=(PICTURE,)), model)
    assert not notes
    assert "frame_images" not in ROUTER.submit(brief, model).json
    assert len(ROUTER.submit(brief, model).json["input_references"]) == 1


def test_a_jobs_id_can_not_lead_elsewhere() -> None:
    call = ROUTER.status(Ticket(model="openrouter/a/b", data={"id": "../../keys?x=1"}))
    assert call.url == "https://openrouter.ai/api/v1/videos/..%2F..%2Fkeys%3Fx%3D1"
