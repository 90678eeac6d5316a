"""What is particular to Replicate: each model's own words, the owner's own models, and failures in one sentence."""

from __future__ import annotations

import pytest

from providers import catalogue
from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Trouble
from providers.kit.settle import settle
from providers.kit.terms import Brief, Json, Ready, Reply, Ticket, Waiting
from providers.replicate import Replicate
from providers.replicate.models import KNOWN, UNSEEN

REPLICATE = Replicate()
TICKET = Ticket(model="replicate/a/b", data={"id": "p1"})


@pytest.mark.parametrize(("resolution", "mode"), [("720p", "standard"), ("1080p", "pro"), ("4k", "pro")])
def test_kling_calls_a_resolution_a_mode(resolution: str, mode: str) -> None:
    model = KNOWN["replicate/kwaivgi/kling-v3-video"].model
    brief, _ = settle(Brief(prompt="a ball", resolution=resolution), model)
    call = REPLICATE.submit(brief, model)
    assert call.url == "https://api.replicate.com/v1/models/kwaivgi/kling-v3-video/predictions"
    assert call.json == {"input": {"prompt": "a ball", "mode": mode}}


def test_a_model_whose_fields_were_not_seen_gets_the_prompt_alone() -> None:
    (model,) = (one for one in REPLICATE.models if one.id == f"replicate/{UNSEEN[0]}")
    brief, notes = settle(Brief(prompt="a ball", seconds=5, resolution="720p", seed=7, audio=True), model)
    assert REPLICATE.submit(brief, model).json == {"input": {"prompt": "a ball"}}
    assert {note.field for note in notes} == {"seconds", "resolution", "seed", "audio"}


def test_the_owner_may_add_models_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = REPLICATE.models
    monkeypatch.setenv(
        "REPLICATE_MODELS", " acme/clip-1 ,,nonsense,a/b/c,a/../b,minimax/hailuo-2.3,https://x.example/y,"
    )
    added = REPLICATE.models[len(before) :]
    assert [model.id for model in added] == ["replicate/acme/clip-1"]
    assert REPLICATE.models[: len(before)] == before
    call = REPLICATE.submit(Brief(prompt="a ball"), catalogue().model("replicate/acme/clip-1"))
    assert call.url == "https://api.replicate.com/v1/models/acme/clip-1/predictions"


def test_a_job_waits_runs_and_gives_one_clip_or_the_first_of_several() -> None:
    assert REPLICATE.read(Reply.of({"status": "starting"}), TICKET) == Waiting(phase="queued")
    assert REPLICATE.read(Reply.of({"status": "processing"}), TICKET) == Waiting(phase="running")
    for output in ("https://a.example/1", ["https://a.example/1", "https://a.example/2"]):
        ready = REPLICATE.read(Reply.of({"status": "succeeded", "output": output}), TICKET)
        assert isinstance(ready, Ready)
        assert not isinstance(ready.clip, bytes)
        assert ready.clip.url == "https://a.example/1"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"status": "failed", "error": "NSFW content detected. Try a different prompt."}, Refused),
        ({"status": "failed", "error": "CUDA out of memory"}, Failed),
        ({"status": "failed", "error": None}, Failed),
        ({"status": "canceled"}, Failed),
        ({"status": "aborted"}, Failed),
        ({"status": "succeeded", "output": None}, BadReply),
        ({"status": "succeeded", "output": []}, BadReply),
        ({"status": "dreaming"}, BadReply),
        ("busy", BadReply),
    ],
)
def test_a_job_that_ends_without_a_clip_is_told_as_what_it_is(said: Json, kind: type[Trouble]) -> None:
    with pytest.raises(kind) as caught:
        REPLICATE.read(Reply.of(said), TICKET)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("status", "detail", "kind"),
    [
        (422, "The prompt was flagged as sensitive", Refused),
        (422, "duration must be <= 15", Rejected),
        (402, "Insufficient credit", KeyRejected),
    ],
)
def test_a_refusal_at_the_door_is_told_by_its_words(status: int, detail: str, kind: type[Trouble]) -> None:
    assert type(REPLICATE.problem(Reply.of({"detail": detail}, status))) is kind
