"""What is particular to Veo in Google's cloud: where it is, what it must be told, and how it refuses."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from providers.kit.drive import drive
from providers.kit.errors import BadReply, Failed, KeyMissing, KeyRejected, Refused, Rejected, Trouble
from providers.kit.events import Delivered
from providers.kit.http import Keys, Wire
from providers.kit.settle import settle
from providers.kit.terms import Brief, Call, Json, Media, Ready, Reply, Ticket, Waiting
from providers.veo import Veo
from providers.veo.rehearsal import GUIDELINES, MODEL, NAME, REASON, done, error, failed
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.fakes.veo import Plan, VeoFake

VEO = Veo()
MODELS = {model.id: model for model in VEO.models}
FULL, LITE = MODELS["veo/veo-3.1"], MODELS["veo/veo-3.1-lite"]
TICKET = Ticket(model=FULL.id, data={"operation": NAME})


@pytest.fixture(autouse=True)
def project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "example-project")


@pytest.fixture
def file(tmp_path: Path) -> Media:
    path = tmp_path / "one"
    path.write_bytes(b"one")
    return Media(path=path, mime="image/png")


def parameters(**wishes: Any) -> dict[str, Any]:
    brief, _ = settle(Brief(prompt="a ball", **wishes), FULL)
    said: dict[str, Any] = VEO.submit(brief, FULL).json["parameters"]
    return said


@pytest.mark.parametrize(("asked", "sent"), [(None, True), (True, True), (False, False)])
def test_sound_is_always_spoken_of_and_one_clip_is_asked_for(asked: bool | None, sent: bool) -> None:
    assert parameters(audio=asked) == {"sampleCount": 1, "generateAudio": sent}


def test_an_extension_has_the_only_length_there_is(file: Media) -> None:
    brief, notes = settle(Brief(prompt="a ball", task="extend", seconds=4, video=file), FULL)
    assert [(note.field, note.asked, note.given) for note in notes] == [("seconds", "4", "7")]
    assert "durationSeconds" not in VEO.submit(brief, FULL).json["parameters"]


def test_a_length_is_a_whole_number() -> None:
    assert parameters(seconds=7.5)["durationSeconds"] == 8
    call = VEO.submit(Brief(prompt="a ball", seconds=8.0), FULL)
    assert repr(call.json["parameters"]["durationSeconds"]) == "8"


def test_pictures_are_references_or_frames_and_a_note_tells_which_gave_way(file: Media) -> None:
    brief = Brief(prompt="a ball", task="image_to_video", image=file, references=(file, file))
    settled, notes = settle(brief, FULL)
    assert [(note.field, note.asked, note.given) for note in notes] == [("references", "2", "")]
    assert set(VEO.submit(settled, FULL).json["instances"][0]) == {"prompt", "image"}
    alone, notes = settle(Brief(prompt="a ball", references=(file,)), FULL)
    inline = {"bytesBase64Encoded": b64encode(b"one").decode(), "mimeType": "image/png"}
    (instance,) = VEO.submit(alone, FULL).json["instances"]
    assert instance == {"prompt": "a ball", "referenceImages": [{"image": inline, "referenceType": "ASSET"}]}
    assert notes == ()


def test_the_light_model_is_offered_for_less() -> None:
    assert LITE.tasks == ("text_to_video", "image_to_video")
    assert (LITE.references, LITE.resolutions, LITE.doubt) == (0, ("720p", "1080p"), "")


def test_a_model_that_may_be_gone_says_so_and_can_be_sent() -> None:
    for name in ("veo/veo-3.1", "veo/veo-3.1-fast"):
        assert "November 17, 2026" in MODELS[name].doubt
        assert VEO.submit(*settle(Brief(prompt="a ball"), MODELS[name])[:1], MODELS[name]).method == "POST"


@pytest.mark.parametrize(
    ("location", "host"),
    [
        ("", "us-central1-aiplatform.googleapis.com"),
        ("europe-west4", "europe-west4-aiplatform.googleapis.com"),
        ("global", "aiplatform.googleapis.com"),
        ("eu", "aiplatform.eu.rep.googleapis.com"),
    ],
)
def test_the_location_chooses_the_host_and_is_in_the_path(
    location: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_CLOUD_LOCATION", location)
    path = f"/v1beta1/projects/example-project/locations/{location or 'us-central1'}/publishers/google/models/"
    url = VEO.submit(Brief(prompt="a ball"), LITE).url
    assert url == f"https://{host}{path}veo-3.1-lite-generate-001:predictLongRunning"


@pytest.mark.parametrize("location", ["evil.example/", "a@b", "US East", "../x"])
def test_a_location_that_can_not_be_one_gets_no_token(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERTEX_ACCESS_TOKEN", "token")
    assert VEO.wants(FULL) is None
    monkeypatch.setenv("GOOGLE_CLOUD_LOCATION", location)
    assert VEO.wants(FULL) == "GOOGLE_CLOUD_LOCATION"
    assert VEO.base == "https://us-central1-aiplatform.googleapis.com"


def test_what_is_missing_is_named_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    assert VEO.wants(FULL) == "VERTEX_ACCESS_TOKEN"
    monkeypatch.setenv("VERTEX_ACCESS_TOKEN_COMMAND", "gcloud auth print-access-token")
    assert VEO.wants(FULL) is None
    monkeypatch.delenv("GOOGLE_CLOUD_PROJECT")
    assert VEO.wants(FULL) == "GOOGLE_CLOUD_PROJECT"
    with pytest.raises(KeyMissing, match="GOOGLE_CLOUD_PROJECT"):
        VEO.submit(Brief(prompt="a ball"), FULL)


def test_a_job_is_asked_about_at_the_model_that_its_name_says() -> None:
    call = VEO.status(TICKET)
    assert call.url == f"https://us-central1-aiplatform.googleapis.com/v1beta1/{MODEL}:fetchPredictOperation"
    assert call.json == {"operationName": NAME}
    assert call.room == 256 * 2**20


@pytest.mark.parametrize(
    "name", ["", "operations/1", "https://evil.example/operations/1", "projects/../../x/operations/1", 7]
)
def test_a_name_that_is_no_operations_is_not_followed(name: Json) -> None:
    with pytest.raises(BadReply, match="without saying where it is"):
        VEO.opened(Reply.of({"name": name}), FULL)


def test_a_clip_inside_the_answer_is_its_bytes() -> None:
    videos = [{"bytesBase64Encoded": b64encode(b"clip").decode(), "mimeType": "video/mp4"}]
    assert VEO.read(Reply.of(done(videos=videos)), TICKET) == Ready(clip=b"clip")


def test_a_clip_in_the_clouds_storage_is_fetched_with_the_token() -> None:
    ready = VEO.read(Reply.of(done(videos=[{"gcsUri": "gs://clips/a b/1#2.mp4"}])), TICKET)
    assert ready == Ready(clip=Call(method="GET", url="https://storage.googleapis.com/clips/a%20b/1%232.mp4"))
    assert isinstance(ready, Ready)
    assert isinstance(ready.clip, Call)
    assert Keys(origin=VEO.origin, kin=VEO.kin, headers={}).are_for(ready.clip.url)


@pytest.mark.parametrize("said", [{"name": NAME}, {"name": NAME, "done": False, "metadata": {}}])
def test_an_operation_runs_until_it_is_done(said: Json) -> None:
    assert VEO.read(Reply.of(said), TICKET) == Waiting(phase="running")


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        (done(raiMediaFilteredCount=1, raiMediaFilteredReasons=[REASON]), Refused, "Support codes: 15236754"),
        (done(raiMediaFilteredCount=1), Refused, "it gives no reason"),
        (done(raiMediaFilteredCount=0), BadReply, "can't read"),
        (done(videos=[{"gcsUri": "https://evil.example/clip.mp4"}]), BadReply, "gcsUri"),
        (failed(3, GUIDELINES), Refused, "usage guidelines"),
        (failed(3, "Unsupported duration."), Rejected, "Unsupported duration."),
        (failed(8, "Resource exhausted."), Failed, "Resource exhausted."),
        ({"done": True}, BadReply, "can't read"),
        ([], BadReply, "can't read"),
    ],
)
def test_an_end_without_a_clip_is_told_as_what_it_is(said: Json, kind: type[Trouble], words: str) -> None:
    with pytest.raises(kind) as caught:
        VEO.read(Reply.of(said), TICKET)
    assert type(caught.value) is kind
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (error(404, "NOT_FOUND", "No such model."), Rejected, "may be retired, or not be offered at: us-central1"),
        (error(401, "UNAUTHENTICATED", "No."), KeyRejected, "lasts an hour; get a new one: VERTEX_ACCESS_TOKEN"),
        (error(400, "INVALID_ARGUMENT", GUIDELINES), Refused, "58061214"),
        (error(400, "INVALID_ARGUMENT", "Unknown name"), Rejected, "Unknown name"),
        (Reply(status=400, headers={}, body=b"<html>blocked</html>"), Rejected, "blocked"),
    ],
)
def test_an_error_says_what_it_means_here(reply: Reply, kind: type[Trouble], words: str) -> None:
    trouble = VEO.problem(reply)
    assert type(trouble) is kind
    assert words in str(trouble)


def test_no_problem_is_no_problem() -> None:
    assert VEO.problem(Reply.of({"name": NAME})) is None


async def test_a_clip_inside_the_answer_may_be_larger_than_any_other_reply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    padding = 13 * 2**20  # in a box that players skip; a third more of it, as base64, is past the limit of a reply
    fake = VeoFake(plan=Plan(clip=clips.clip() + padding.to_bytes(4, "big") + b"free" + bytes(padding - 8)))
    with serve(fake.app) as (url,):
        monkeypatch.setenv("SPLITSCREEN_VEO_BASE", url)
        async with Wire() as wire:
            run = drive(VEO, Brief(prompt="a ball"), FULL, key="token", wire=wire, folder=tmp_path)
            events = [event async for event in run]
    assert isinstance(events[-1], Delivered)
    assert events[-1].clip.path.stat().st_size > padding
