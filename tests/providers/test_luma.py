"""What is particular to Luma: lengths with a unit, reasons in words, and a deletion in place of a cancel."""

from __future__ import annotations

import pytest

from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Trouble
from providers.kit.settle import settle
from providers.kit.terms import Brief, Json, Ready, Reply, Ticket, Waiting
from providers.luma import Luma

LUMA = Luma()
RAY = LUMA.models[0]
TICKET = Ticket(model="luma/ray-2", data={"id": "g1"})


@pytest.mark.parametrize(("asked", "given"), [(1, "5s"), (6.9, "5s"), (7.5, "9s"), (60, "9s")])
def test_a_length_is_one_of_two_and_has_a_unit(asked: float, given: str) -> None:
    brief, _ = settle(Brief(prompt="a ball", seconds=asked), RAY)
    assert LUMA.submit(brief, RAY).json == {"model": "ray-2", "prompt": "a ball", "duration": given}


def test_no_picture_and_no_sound_is_offered() -> None:
    assert {model.tasks for model in LUMA.models} == {("text_to_video",)}
    _, notes = settle(Brief(prompt="a ball", audio=True, seed=7), RAY)
    assert {note.field for note in notes} == {"audio", "seed"}


def test_a_job_is_cancelled_by_deleting_it() -> None:
    call = LUMA.cancel(TICKET)
    assert (call.method, call.url) == ("DELETE", LUMA.status(TICKET).url)


def test_a_job_waits_dreams_and_is_there() -> None:
    assert LUMA.read(Reply.of({"state": "queued"}), TICKET) == Waiting(phase="queued")
    assert LUMA.read(Reply.of({"state": "dreaming", "assets": None}), TICKET) == Waiting(phase="running")
    ready = LUMA.read(Reply.of({"state": "completed", "assets": {"video": "https://cdn.example/1"}}), TICKET)
    assert isinstance(ready, Ready)
    assert not isinstance(ready.clip, bytes)
    assert ready.clip.url == "https://cdn.example/1"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"state": "failed", "failure_reason": "frame 0 failed moderation"}, Refused),
        ({"state": "failed", "failure_reason": "internal error"}, Failed),
        ({"state": "failed"}, Failed),
        ({"state": "completed", "assets": {}}, BadReply),
        ({"state": "asleep"}, BadReply),
        ([], BadReply),
    ],
)
def test_a_job_that_ends_without_a_clip_is_told_as_what_it_is(said: Json, kind: type[Trouble]) -> None:
    with pytest.raises(kind) as caught:
        LUMA.read(Reply.of(said), TICKET)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("status", "detail", "kind"),
    [(400, "Prompt failed moderation", Refused), (400, "Bad ratio", Rejected), (403, "Not authenticated", KeyRejected)],
)
def test_a_refusal_at_the_door_is_told_by_its_words(status: int, detail: str, kind: type[Trouble]) -> None:
    assert type(LUMA.problem(Reply.of({"detail": detail}, status))) is kind


@pytest.mark.parametrize("said", [{}, {"id": 7, "state": "queued"}, {"id": "g1"}, None])
def test_a_job_without_an_id_is_not_believed(said: Json) -> None:
    with pytest.raises(BadReply, match="without saying which"):
        LUMA.opened(Reply.of(said, 201), RAY)
