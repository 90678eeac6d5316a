"""What is particular to the router of Hugging Face: five vendors' protocols as data, and names that are looked up."""

from __future__ import annotations

from typing import Any

import pytest

from providers import catalogue
from providers.huggingface import HuggingFace
from providers.huggingface.models import models, parts
from providers.huggingface.routes import ROUTES, at, link, word
from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Trouble
from providers.kit.settle import settle
from providers.kit.terms import Accepted, Brief, Call, Follow, Json, Model, Ready, Reply, Ticket, Waiting

FACE = HuggingFace()
BY_VENDOR = {parts(model)[0]: model for model in FACE.models}


def looked_up(model: Model, said: Json) -> str:
    """What the look-up ends with, when the hub says that."""
    steps = FACE.look_up(model)
    asked = next(steps)
    assert isinstance(asked, Call)
    repo = parts(model)[1]
    assert asked.url == f"https://huggingface.co/api/models/{repo}?expand=inferenceProviderMapping"
    with pytest.raises(StopIteration) as end:
        steps.send(Reply.of(said))
    return str(end.value.value)


def listed(**entry: Json) -> Json:
    return {"inferenceProviderMapping": {"fal-ai": {"task": "text-to-video", "status": "live"} | entry}}


def test_each_vendor_behind_the_router_has_a_model() -> None:
    assert list(BY_VENDOR) == ["fal-ai", "replicate", "novita", "together", "wavespeed"]
    assert set(BY_VENDOR) == set(ROUTES)
    assert {vendor for vendor, model in BY_VENDOR.items() if model.doubt} == {"novita", "together", "wavespeed"}


def test_the_owner_may_add_repositories_by_vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    before = models()
    odd = "nobody:a/b,fal-ai:a,fal-ai:a/../b, fal-ai:Lightricks/LTX-Video ,,fal-ai:tencent/HunyuanVideo,novita:a/b,:,x"
    monkeypatch.setenv("HF_VIDEO_MODELS", odd)
    assert [model.id for model in models()[len(before) :]] == [
        "huggingface/fal-ai/Lightricks/LTX-Video", "huggingface/novita/a/b"
    ]  # fmt: skip
    assert models()[: len(before)] == before
    assert catalogue().model("huggingface/novita/a/b").label == "b at novita (Hugging Face)"


def test_a_name_is_looked_up_and_used_in_the_submit() -> None:
    model = BY_VENDOR["fal-ai"]
    assert looked_up(model, listed(providerId="fal-ai/hunyuan-video")) == "fal-ai/hunyuan-video"
    assert looked_up(model, listed(providerId="x", adapterWeightsPath="a.safetensors")) == "x a.safetensors"


@pytest.mark.parametrize(
    "said",
    [
        listed(providerId="x", task="image-to-video"),
        listed(providerId=None),
        {"inferenceProviderMapping": {"novita": {"providerId": "x", "task": "text-to-video"}}},
        {"inferenceProviderMapping": [{"provider": "novita"}, 7]},
        {"inferenceProviderMapping": None},
        {},
        None,
    ],
)
def test_a_repository_that_the_vendor_does_not_run_is_rejected_before_it_costs(said: Json) -> None:
    steps = FACE.look_up(BY_VENDOR["fal-ai"])
    next(steps)
    with pytest.raises(Rejected, match="tencent/HunyuanVideo"):
        steps.send(Reply.of(said))


def test_what_the_router_has_no_words_for_is_noted() -> None:
    brief, notes = settle(
        Brief(prompt="a ball", seconds=5, resolution="720p", audio=True, aspect_ratio="16:9", seed=7),
        BY_VENDOR["novita"],
    )
    assert {note.field for note in notes} == {"seconds", "resolution", "audio", "aspect_ratio"}
    assert FACE.submit(brief, BY_VENDOR["novita"]).json == {"prompt": "a ball", "seed": 7}


def test_who_answers_only_when_there_is_a_clip_is_given_the_time() -> None:
    patience = {vendor: FACE.submit(Brief(prompt="x"), model).patience for vendor, model in BY_VENDOR.items()}
    assert patience == {"fal-ai": None, "replicate": 90.0, "novita": 900.0, "together": None, "wavespeed": None}


def opened(vendor: str, said: Json) -> Accepted | Ready:
    return FACE.opened(Reply.of(said), BY_VENDOR[vendor])


@pytest.mark.parametrize(
    ("vendor", "said", "polled"),
    [
        (
            "fal-ai",
            {"response_url": "https://queue.fal.run/a/b/requests/1"},
            "/fal-ai/a/b/requests/1/status?_subdomain=queue",
        ),
        ("replicate", {"id": "p/1", "status": "starting", "output": None}, "/replicate/v1/predictions/p%2F1"),
        ("together", {"id": "v1"}, "/together/v2/videos/v1"),
        ("wavespeed", {"data": {"urls": {"get": "https://api.wavespeed.ai/api/v3/p/1/r"}}}, "/wavespeed/api/v3/p/1/r"),
    ],
)
def test_a_job_is_asked_for_through_the_router(vendor: str, said: Json, polled: str) -> None:
    answer = opened(vendor, said)
    assert isinstance(answer, Accepted)
    assert FACE.status(answer.ticket).url == f"https://router.huggingface.co{polled}"


@pytest.mark.parametrize("vendor", ROUTES)
@pytest.mark.parametrize("said", [{}, None, [], {"id": 7, "data": None, "video": "x", "response_url": None}])
def test_a_job_that_can_not_be_found_again_is_not_believed(vendor: str, said: Json) -> None:
    with pytest.raises(BadReply, match="without saying where"):
        opened(vendor, said)


def read(vendor: str, said: dict[str, Any]) -> Waiting | Follow | Ready:
    return FACE.read(Reply.of(said), Ticket(model=BY_VENDOR[vendor].id, data={"vendor": vendor, "job": "/j"}))


@pytest.mark.parametrize(
    ("vendor", "said", "phase"),
    [
        ("fal-ai", {"status": "IN_QUEUE"}, "queued"),
        ("fal-ai", {"status": "IN_PROGRESS"}, "running"),
        ("replicate", {"status": "starting", "output": None}, "queued"),
        ("together", {"status": "in_progress"}, "running"),
        ("wavespeed", {"data": {"status": "created", "outputs": []}}, "queued"),
    ],
)
def test_a_job_waits_in_its_vendors_words(vendor: str, said: dict[str, Any], phase: str) -> None:
    news = read(vendor, said)
    assert isinstance(news, Waiting)
    assert news.phase == phase


def test_a_finished_job_of_fals_is_fetched_from_its_result() -> None:
    news = read("fal-ai", {"status": "COMPLETED"})
    assert isinstance(news, Follow)
    assert news.call.url == "https://router.huggingface.co/fal-ai/j?_subdomain=queue"


@pytest.mark.parametrize(
    ("vendor", "said", "kind"),
    [
        ("fal-ai", {"status": "COMPLETED", "error": "content_policy_violation"}, Refused),
        ("fal-ai", {"status": "COMPLETED", "error": "Timed out"}, Failed),
        ("replicate", {"status": "failed", "error": "NSFW content detected"}, Refused),
        ("replicate", {"status": "canceled"}, Failed),
        ("together", {"status": "failed", "error": {"message": "blocked by the safety filter"}}, Refused),
        ("together", {"status": "failed", "error": None}, Failed),
        ("wavespeed", {"data": {"status": "failed", "error": "no GPU"}}, Failed),
        ("wavespeed", {"data": {"status": "completed", "outputs": []}}, BadReply),
        ("together", {"status": "DREAMING"}, BadReply),
        ("together", {"status": ["completed"], "outputs": {"video_url": "https://a.example"}}, BadReply),
        ("fal-ai", {"video": {"url": None}}, BadReply),
    ],
)
def test_a_job_that_ends_without_a_clip_is_told_as_what_it_is(
    vendor: str, said: dict[str, Any], kind: type[Trouble]
) -> None:
    with pytest.raises(kind) as caught:
        read(vendor, said)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (422, {"detail": [{"type": "content_policy_violation", "msg": "Flagged"}]}, Refused),
        (422, {"detail": "unexpected value"}, Rejected),
        (402, {"error": "You have exceeded your monthly included credits"}, KeyRejected),
        (403, {"error": "This authentication method does not have sufficient permissions"}, KeyRejected),
    ],
)
def test_an_error_is_read_by_its_words_and_its_status(status: int, said: Json, kind: type[Trouble]) -> None:
    assert type(FACE.problem(Reply.of(said, status))) is kind


def test_a_place_in_a_reply_may_hold_anything() -> None:
    said = {"a": {"b": ["x", "y"]}, "c": "z", "d": 7}
    assert (at(said, "a.b"), at(said, "c.b"), at(None, "a")) == (["x", "y"], None, None)
    assert (word(said, "c"), word(said, "d"), word(said, "e")) == ("z", "?", "")
    assert (link(said, "a.b"), link(said, "c"), link(said, "d"), link({"a": [7]}, "a")) == ("x", "z", "", "")
