"""What is particular to Gemini Omni: where its clip lies, how it refuses, and what pictures are for."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from providers.gemini import Gemini
from providers.gemini.rehearsal import BASE, DONE, FILE, GIVEN, RUNNING, STARTED, done, error
from providers.kit.errors import BadReply, Cancelled, Failed, KeyRejected, Refused, Rejected, Retired, Trouble
from providers.kit.settle import settle
from providers.kit.terms import Accepted, Brief, Call, Follow, Json, Media, Ready, Reply, Ticket, Waiting

GEMINI = Gemini()
MODELS = {model.id: model for model in GEMINI.models}
OMNI = MODELS["gemini/omni-1.2-flash"]
TICKET = Ticket(model=OMNI.id, data={"id": "v1_1"})


def video(**fields: str) -> dict[str, str]:
    return {"type": "video", "mime_type": "video/mp4", **fields}


@pytest.fixture
def picture(tmp_path: Path) -> Media:
    path = tmp_path / "start.png"
    path.write_bytes(b"picture")
    return Media(path=path, mime="image/png")


@pytest.mark.parametrize(
    ("said", "runs"), [("", True), ("on", True), ("off", False), (" OFF ", False), ("0", False), ("false", False)]
)
def test_an_owner_may_have_the_submit_wait_for_the_clip(said: str, runs: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_BACKGROUND", said)
    call = GEMINI.submit(Brief(prompt="a ball"), OMNI)
    assert call.json.get("background") == (True if runs else None)
    assert call.patience == (None if runs else 1500.0)
    assert call.room


def test_the_key_is_sent_in_googles_own_header() -> None:
    assert GEMINI.headers("k") == {"x-goog-api-key": "k"}


@pytest.mark.parametrize(
    ("said", "data"),
    [
        (RUNNING, {"id": RUNNING["id"]}),
        (RUNNING | {"status": "queued"}, {"id": RUNNING["id"]}),
        (DONE, {"id": RUNNING["id"], "file": "6mtk3bvx0a"}),
        ({name: value for name, value in DONE.items() if name != "id"}, {"file": "6mtk3bvx0a"}),
    ],
)
def test_a_ticket_says_where_the_job_or_its_file_is(said: Json, data: dict[str, str]) -> None:
    assert GEMINI.opened(Reply.of(said), OMNI) == Accepted(ticket=Ticket(model=OMNI.id, data=data))


def test_a_ticket_leads_to_the_interaction_or_to_its_file() -> None:
    assert GEMINI.status(TICKET).url == f"{BASE}/v1/interactions/v1_1?stream=false"
    made = Ticket(model=OMNI.id, data={"id": "v1_1", "file": "abc"})
    assert GEMINI.status(made) == Call(method="GET", url=f"{BASE}/v1/files/abc")
    assert GEMINI.cancel(made) == Call(method="POST", url=f"{BASE}/v1/interactions/v1_1/cancel")
    assert GEMINI.cancel(Ticket(model=OMNI.id, data={"file": "abc"})) is None


@pytest.mark.parametrize("said", [{"status": "in_progress"}, {"status": "in_progress", "id": ""}, {"id": "v1_1"}, []])
def test_a_job_that_can_not_be_found_again_is_told(said: Json) -> None:
    with pytest.raises(BadReply):
        GEMINI.opened(Reply.of(said), OMNI)


def test_a_clip_inside_the_answer_is_ready_at_once_and_at_a_poll() -> None:
    inside = Reply.of(done(video(data=b64encode(b"clip").decode())))
    assert GEMINI.opened(inside, OMNI) == GEMINI.read(inside, TICKET) == Ready(clip=b"clip")
    with pytest.raises(BadReply, match="no base64: a clip"):
        GEMINI.read(Reply.of(done(video(data="a clip"))), TICKET)


@pytest.mark.parametrize(
    "uri", ["files/abc", f"{BASE}/v1beta/files/abc", f"{BASE}/v1/files/abc:download?alt=media", f"{BASE}/files/abc"]
)
def test_a_file_is_asked_for_by_its_name_whatever_address_it_is_given(uri: str) -> None:
    news = GEMINI.read(Reply.of(done(video(uri=uri))), TICKET)
    assert news == Follow(call=Call(method="GET", url=f"{BASE}/v1/files/abc"))


def test_a_file_is_asked_for_where_the_owner_moved_the_vendor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPLITSCREEN_GEMINI_BASE", "http://127.0.0.1:9/")
    for uri in (f"{BASE}/v1/files/abc", "http://127.0.0.1:9/v1/files/abc"):
        news = GEMINI.read(Reply.of(done(video(uri=uri))), TICKET)
        assert news == Follow(call=Call(method="GET", url="http://127.0.0.1:9/v1/files/abc"))


@pytest.mark.parametrize("uri", ["https://cdn.example/files/abc", "https://storage.googleapis.com/b/clip.mp4"])
def test_a_strangers_address_is_left_as_it_is(uri: str) -> None:
    assert GEMINI.read(Reply.of(done(video(uri=uri))), TICKET) == Ready(clip=Call(method="GET", url=uri))


def test_a_file_that_is_ready_is_downloaded_and_one_that_is_not_is_waited_for() -> None:
    ready = Ready(clip=Call(method="GET", url=f"{BASE}/v1/files/6mtk3bvx0a:download?alt=media"))
    assert GEMINI.read(Reply.of(FILE), TICKET) == ready
    assert GEMINI.read(Reply.of(FILE | {"state": "PROCESSING"}), TICKET) == Waiting(phase="running")


def test_the_last_clip_since_the_user_spoke_is_the_one_that_was_made() -> None:
    output = {"type": "model_output", "content": [video(uri="files/a"), video(uri="files/b"), {"type": "text"}]}
    steps = [{"type": "model_output", "content": [video(uri="files/old")]}, {"type": "user_input"}, output]
    news = GEMINI.read(Reply.of(done(steps=steps)), TICKET)
    assert isinstance(news, Follow)
    assert news.call.url.endswith("/files/b")
    with pytest.raises(Refused):
        GEMINI.read(Reply.of(done(steps=[*steps[:1], {"type": "user_input"}])), TICKET)


def test_a_clip_may_be_named_outside_the_steps() -> None:
    news = GEMINI.read(Reply.of({"status": "completed", "output_video": video(uri="files/abc")}), TICKET)
    assert news == Follow(call=Call(method="GET", url=f"{BASE}/v1/files/abc"))


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        (done(), Refused, "It said: nothing"),
        (done({"type": "text", "text": "I'd rather not."}), Refused, "It said: I'd rather not."),
        (done(errors=[{"message": "Blocked: PROHIBITED_CONTENT"}]), Refused, "PROHIBITED_CONTENT"),
        (done(errors=[{"code": "https://errors.example/safety"}]), Refused, "errors.example/safety"),
        (done(errors=[{"code": "internal", "message": "oops"}, None]), Failed, "oops"),
        ({"status": "failed"}, Failed, "could not make the clip: failed"),
        ({"status": "failed", "errors": [{"message": "violates the policy"}]}, Refused, "violates"),
        ({"status": "incomplete"}, Failed, "incomplete"),
        ({"status": "budget_exceeded"}, Failed, "budget_exceeded"),
        ({"status": "cancelled"}, Cancelled, "cancelled at Gemini"),
        ({"status": "requires_action"}, BadReply, "requires_action"),
        ({"status": "requires_continuation"}, BadReply, "requires_continuation"),
        ({"status": 7}, BadReply, '"status": 7'),
        ({"state": "FAILED", "name": "files/1"}, Failed, "could not deliver"),
        ({"state": "STATE_UNSPECIFIED", "name": "files/1"}, BadReply, "STATE_UNSPECIFIED"),
    ],
)
def test_an_end_without_a_clip_is_told_as_what_it_is(said: Json, kind: type[Trouble], words: str) -> None:
    with pytest.raises(kind) as caught:
        GEMINI.read(Reply.of(said), TICKET)
    assert type(caught.value) is kind
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (error(400, "invalid_request", "API key not valid. Please pass a valid API key."), KeyRejected),
        (error(400, "invalid_request", "The prompt was blocked."), Refused),
        (error(400, "invalid_request", "Unknown field"), Rejected),
        (error(400, "content_safety", "No."), Refused),
        (Reply.of([{"error": {"message": "blocked"}}], 400), Rejected),
        (error(403, "permission_denied", "Requests to this API are blocked."), KeyRejected),
    ],
)
def test_an_error_is_read_by_its_words_before_its_status(reply: Reply, kind: type[Trouble]) -> None:
    assert type(GEMINI.problem(reply)) is kind


def test_an_edit_keeps_the_length_of_its_clip() -> None:
    clip = Media(path=Path("clip.mp4"), mime="video/mp4", url="files/1")
    brief, notes = settle(Brief(prompt="a ball", task="video_to_video", seconds=8, video=clip), OMNI)
    assert [(note.field, note.given) for note in notes] == [("seconds", "")]
    assert "duration" not in GEMINI.submit(brief, OMNI).json["response_format"]


def test_roles_that_a_prompt_says_itself_are_left_alone(picture: Media) -> None:
    prompt = "[# References <IMAGE_REF_0>@Image1] a ball"
    (turn,) = GEMINI.submit(Brief(prompt=prompt, references=(picture,)), OMNI).json["input"]
    assert turn["content"][-1]["text"] == prompt


def test_a_file_that_was_not_brought_there_travels_inside_the_submit(picture: Media) -> None:
    brief = Brief(prompt="it moves", task="image_to_video", image=picture)
    (turn,) = GEMINI.submit(brief, OMNI).json["input"]
    assert turn["content"][0] == {"type": "image", "mime_type": "image/png", "data": b64encode(b"picture").decode()}


def converse(media: Media, *replies: Reply) -> tuple[list[Call | Waiting], str]:
    """The upload's moves, given these replies, and what came of it."""
    steps = GEMINI.upload(media)
    moves, answers = [next(steps)], iter(replies)
    try:
        reply = Reply.of(None)
        while True:
            reply = next(answers) if isinstance(moves[-1], Call) else reply
            moves.append(steps.send(reply))
    except StopIteration as end:
        return moves, str(end.value)


def test_a_file_is_announced_then_sent_and_then_waited_for(picture: Media) -> None:
    busy = GIVEN | {"state": "PROCESSING"}
    moves, uri = converse(picture, STARTED, Reply.of({"file": busy}), Reply.of(busy), Reply.of(GIVEN))
    started, sent, waited, asked, *_ = moves
    assert isinstance(started, Call)
    assert isinstance(sent, Call)
    assert (started.url, started.headers["X-Goog-Upload-Header-Content-Length"]) == (f"{BASE}/upload/v1/files", "7")
    assert (sent.url, sent.media) == (STARTED.headers["x-goog-upload-url"], picture)
    assert (waited, asked) == (Waiting(phase="queued"), Call(method="GET", url=f"{BASE}/v1/files/q1w2e3r4"))
    assert uri == GIVEN["uri"]
    assert len(moves) == 6


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"file": GIVEN | {"state": "FAILED"}}, Rejected),
        ({"file": GIVEN | {"state": "DREAMING"}}, BadReply),
        ({"file": {"state": "PROCESSING", "name": "../elsewhere"}}, BadReply),
        ([], BadReply),
    ],
)
def test_an_upload_that_comes_to_nothing_is_told(picture: Media, said: Json, kind: type[Trouble]) -> None:
    with pytest.raises(kind):
        converse(picture, STARTED, Reply.of(said))


@pytest.mark.parametrize("name", ["gemini/veo-3.1", "gemini/veo-3.1-fast", "gemini/veo-3.1-lite"])
def test_veo_on_this_key_is_shown_as_retired_and_can_not_be_asked(name: str) -> None:
    model: Any = MODELS[name]
    assert model.retired.isoformat() == "2026-10-22"
    assert model.retired_source.startswith("https://")
    with pytest.raises(Retired, match="2026-10-22"):
        settle(Brief(prompt="a ball"), model)
