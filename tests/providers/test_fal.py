"""What is particular to fal: spellings, addresses, and failures that come as successes."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from providers.fal import Fal
from providers.kit.drive import keys_of
from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Trouble, Unavailable
from providers.kit.picture import conform
from providers.kit.settle import settle
from providers.kit.terms import Brief, Call, Follow, Json, Media, Note, Ready, Reply, Ticket, Waiting
from tests.fakes.pictures import picture

FAL = Fal()
MODELS = {model.id: model for model in FAL.models}
PICTURE = Media(path=Path("start.png"), mime="image/png")
TICKET = Ticket(
    model="fal/pika-2.2",
    data={"status": "https://q.example/1/status", "result": "https://q.example/1", "cancel": "https://q.example/1/c"},
)


@pytest.mark.parametrize(
    ("model", "path", "duration"),
    [
        ("fal/pika-2.2", "fal-ai/pika/v2.2/text-to-video", 10),
        ("fal/kling-3", "fal-ai/kling-video/v3/pro/text-to-video", "9"),
        ("fal/seedance-2.0", "bytedance/seedance-2.0/text-to-video", "9"),
        ("fal/ltx-2.3", "fal-ai/ltx-2.3/text-to-video", 8),
        ("fal/wan-2.7", "fal-ai/wan/v2.7/text-to-video", 9),
        ("fal/ray-3.2", "luma/agent/ray/v3.2/text-to-video", "10s"),
    ],
)
def test_each_endpoint_spells_a_length_in_its_own_way(model: str, path: str, duration: int | str) -> None:
    brief, _ = settle(Brief(prompt="a ball", seconds=9), MODELS[model])
    call = FAL.submit(brief, MODELS[model])
    assert call.url == f"https://queue.fal.run/{path}"
    assert call.json == {"prompt": "a ball", "duration": duration}
    assert type(call.json["duration"]) is type(duration)


@pytest.mark.parametrize(("model", "says"), [("fal/kling-3", True), ("fal/wan-2.7", False), ("fal/ray-3.2", False)])
def test_sound_is_spoken_of_only_where_there_is_a_choice(model: str, says: bool) -> None:
    for audio in (True, False):
        brief, _ = settle(Brief(prompt="a ball", audio=audio), MODELS[model])
        assert FAL.submit(brief, MODELS[model]).json.get("generate_audio") == (audio if says else None)


def test_a_model_is_listed_once_as_people_write_it() -> None:
    labels = [model.label for model in FAL.models]
    assert len(set(labels)) == len(labels)
    assert {"Pika 2.2", "Kling 3 Pro", "MiniMax H3", "Seedance 2.0 Fast"} <= set(labels)
    voted_on = ("pika-2.2", "kling-3", "seedance-2.0", "ltx-2.3", "wan-2.7", "ray-3.2")
    assert {f"fal/{name}" for name in voted_on} <= set(MODELS)
    assert all(MODELS[f"fal/veo-3.1{kind}"].doubt for kind in ("", "-fast", "-lite"))


@pytest.mark.parametrize(
    ("start", "way"),
    [
        ({"image": PICTURE}, "image-to-video"),
        ({"references": (PICTURE,)}, "pikascenes"),
        ({"image": PICTURE, "last_image": PICTURE}, "pikaframes"),
        ({"image": PICTURE, "references": (PICTURE,)}, "image-to-video"),
    ],
)
def test_pika_has_an_endpoint_for_each_way_to_start(start: dict[str, Any], way: str) -> None:
    there = replace(PICTURE, url="https://v3.fal.media/files/x.png")
    start = {name: (there,) if name == "references" else there for name in start}
    brief, notes = settle(Brief(prompt="it moves", task="image_to_video", **start), MODELS["fal/pika-2.2"])
    call = FAL.submit(brief, MODELS["fal/pika-2.2"])
    assert call.url == f"https://queue.fal.run/fal-ai/pika/v2.2/{way}"
    assert notes == ((Note(field="references", asked="1", given=""),) if set(start) == {"image", "references"} else ())


def test_a_picture_is_cropped_only_for_an_endpoint_that_names_its_shapes(tmp_path: Path) -> None:
    at = Media(path=tmp_path / "x.png", mime="image/png")
    at.path.write_bytes(picture(170))
    pixverse = MODELS["fal/pixverse-6"]
    for last, shape in ((None, None), (at, "16:9")):
        asked = Brief(prompt="it moves", task="image_to_video", image=at, last_image=last)
        brief, _ = conform(asked, pixverse, FAL, tmp_path)
        assert brief.aspect_ratio == shape
        assert FAL.submit(brief, pixverse).json.get("aspect_ratio") == shape


def test_a_clip_is_uploaded_by_a_pass_that_the_key_buys(tmp_path: Path) -> None:
    clip = Media(path=tmp_path / "мяч.mp4", mime="video/mp4")
    clip.path.write_bytes(b"a clip")
    steps = FAL.upload(clip)
    assert steps is not None
    asks = next(steps)
    assert isinstance(asks, Call)
    assert (asks.method, asks.url) == ("POST", "https://rest.fal.ai/storage/auth/token?storage_type=fal-cdn-v3")
    sends = steps.send(Reply.of({"token": "short-lived", "token_type": "Bearer"}))
    assert isinstance(sends, Call)
    assert (sends.url, sends.media) == ("https://v3.fal.media/files/upload", clip)
    assert sends.headers == {"Authorization": "Bearer short-lived", "X-Fal-File-Name": "start.mp4"}
    keys = keys_of(FAL, "the-key")
    assert (keys.are_for(asks.url), keys.are_for(sends.url)) == (True, False)
    with pytest.raises(StopIteration) as told:
        steps.send(Reply.of({"access_url": "https://v3.fal.media/files/lion/start.mp4"}))
    assert told.value.value == "https://v3.fal.media/files/lion/start.mp4"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([{"token": "secret"}], "gave no pass"),
        ([{"token": "secret", "token_type": "Bearer"}, {"url": "x"}], "without saying where it is"),
    ],
)
def test_an_upload_that_is_not_understood_is_told_but_for_its_pass(said: list[Json], why: str, tmp_path: Path) -> None:
    clip = Media(path=tmp_path / "x.mp4", mime="video/mp4")
    clip.path.write_bytes(b"a clip")
    steps = FAL.upload(clip)
    assert steps is not None
    next(steps)
    for one in said[:-1]:
        steps.send(Reply.of(one))
    with pytest.raises(BadReply, match=why) as told:
        steps.send(Reply.of(said[-1]))
    assert "secret" not in str(told.value)


def test_a_file_that_needs_to_go_in_parts_is_not_begun(tmp_path: Path) -> None:
    clip = Media(path=tmp_path / "x.mp4", mime="video/mp4")
    with clip.path.open("wb") as file:
        file.truncate(100 * 2**20 + 1)
    steps = FAL.upload(clip)
    assert steps is not None
    with pytest.raises(Rejected, match=r"over 100 MB .* x\.mp4"):
        next(steps)


def test_a_picture_travels_inside_the_json(tmp_path: Path) -> None:
    picture = tmp_path / "start.png"
    picture.write_bytes(b"picture")
    pika = MODELS["fal/pika-2.2"]
    brief = Brief(prompt="it moves", task="image_to_video", image=Media(path=picture, mime="image/png"))
    call = FAL.submit(settle(brief, pika)[0], pika)
    assert call.url == "https://queue.fal.run/fal-ai/pika/v2.2/image-to-video"
    assert call.json["image_url"] == "data:image/png;base64," + base64.b64encode(b"picture").decode()
    picture.unlink()
    with pytest.raises(Rejected, match=r"can't be read: start\.png"):
        FAL.submit(brief, pika)


@pytest.mark.parametrize(
    ("said", "news"),
    [
        ({"status": "IN_QUEUE", "queue_position": 3}, Waiting(phase="queued", place=3)),
        ({"status": "IN_QUEUE"}, Waiting(phase="queued")),
        ({"status": "IN_PROGRESS", "logs": None}, Waiting(phase="running")),
    ],
)
def test_a_job_waits_in_line_and_then_runs(said: Json, news: Waiting) -> None:
    assert FAL.read(Reply.of(said), TICKET) == news


def test_a_finished_job_is_fetched_from_where_its_submit_said() -> None:
    followed = FAL.read(Reply.of({"status": "COMPLETED", "logs": None, "error": None}), TICKET)
    assert isinstance(followed, Follow)
    assert followed.call.url == "https://q.example/1"


@pytest.mark.parametrize(("seed", "kept"), [(7, 7), (None, None), ("7", None)])
def test_a_result_gives_the_clip_and_the_seed(seed: object, kept: int | None) -> None:
    ready = FAL.read(Reply.of({"video": {"url": "https://cdn.example/1.mp4"}, "seed": seed}), TICKET)
    assert isinstance(ready, Ready)
    assert (ready.clip.url, ready.seed) == ("https://cdn.example/1.mp4", kept)


@pytest.mark.parametrize(
    ("error_type", "kind"), [("generation_timeout", Failed), ("content_policy_violation", Refused), (None, Failed)]
)
def test_a_completed_job_with_an_error_has_failed(error_type: str | None, kind: type[Trouble]) -> None:
    with pytest.raises(kind, match="boom"):
        FAL.read(Reply.of({"status": "COMPLETED", "error": "boom", "error_type": error_type}), TICKET)


@pytest.mark.parametrize("said", [{"status": "FAILED"}, {"video": None}, {"video": {"url": 7}}, [], None, "busy"])
def test_what_nobody_documented_is_quoted(said: Json) -> None:
    with pytest.raises(BadReply, match="can't read"):
        FAL.read(Reply.of(said), TICKET)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (
            Reply.of({"detail": [{"type": "content_policy_violation", "msg": "no", "loc": ["body", "prompt"]}]}, 422),
            Refused,
        ),
        (Reply.of({"detail": [{"type": "no_media_generated", "msg": "nothing"}]}, 422), Refused),
        (Reply.of({"detail": "no", "error_type": "content_policy_violation"}, 400), Refused),
        (
            Reply.of({"detail": [{"type": "literal_error", "msg": "5 or 10", "loc": ["body", "duration"]}]}, 422),
            Rejected,
        ),
        (Reply.of({"detail": "who are you"}, 401), KeyRejected),
        (Reply.of({"detail": "busy"}, 429), Unavailable),
        (Reply.of({"detail": "busy", "error_type": "rate_limit"}, 429), Unavailable),
        (Reply.of({"detail": "boom"}, 500, x_fal_error_type="internal_server_error"), Failed),
        (Reply(status=502, headers={}, body=b"<html>nginx</html>"), Unavailable),
        (Reply.of({"detail": [7, None]}, 400), Rejected),
        (Reply.of({"detail": "teapot"}, 418), BadReply),
    ],
)
def test_an_error_is_read_by_its_type_before_its_status(reply: Reply, kind: type[Trouble]) -> None:
    assert type(FAL.problem(reply)) is kind


def test_a_rejection_says_which_setting_and_why() -> None:
    detail = [{"type": "literal_error", "msg": "permitted: 5, 10", "loc": ["body", "duration"]}]
    assert "permitted: 5, 10 (body.duration)" in str(FAL.problem(Reply.of({"detail": detail}, 422)))


def test_no_problem_is_no_problem() -> None:
    assert FAL.problem(Reply.of({"detail": "fine"}, 202)) is None
