"""What an owner says of the models of an OpenAI-compatible server, and what of it is sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from providers import catalogue
from providers.kit.errors import Rejected, Retired
from providers.kit.settle import settle
from providers.kit.terms import Brief, Media, Model, Span
from providers.openai_videos import OpenAIVideos
from providers.openai_videos.models import offers

BASE, MODELS, BODY = "OPENAI_VIDEOS_BASE_URL", "OPENAI_VIDEOS_MODELS", "OPENAI_VIDEOS_BODY"


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE, "http://localhost:8000")


def named(entry: str) -> Model:
    (offer,) = offers(entry).values()
    return offer.model


def test_a_model_that_is_only_named_can_do_what_the_wire_can() -> None:
    model = named("Wan-AI/Wan2.2-T2V-A14B")
    assert (model.id, model.label) == ("openai_videos/Wan-AI/Wan2.2-T2V-A14B", "Wan-AI/Wan2.2-T2V-A14B")
    assert model.tasks == ("text_to_video", "image_to_video")
    assert model.seconds == Span(low=1, high=20, whole=True)
    assert (model.aspect_ratios, model.resolutions) == (("16:9", "9:16"), ("720p",))
    assert (model.audio, model.seed, model.negative_prompt, model.fps) == ("never", False, False, ())


def test_an_entry_may_say_what_its_model_can_do() -> None:
    model = named("ltx | tasks=extend/text | seconds=5 | sizes=832x480/480x832 | fps=16/24 | sound | seed | negative")
    assert model.tasks == ("extend", "text_to_video")
    assert model.seconds == (5,)
    assert (model.aspect_ratios, model.resolutions) == (("16:9", "9:16"), ("480p",))
    assert (model.audio, model.seed, model.negative_prompt, model.fps) == ("always", True, True, (16, 24))
    assert named("x|seconds=2-10|sound=optional").seconds == Span(low=2, high=10, whole=True)
    assert named("x|seconds=2-10|sound=optional").audio == "optional"


@pytest.mark.parametrize(
    ("sizes", "shapes", "heights"),
    [
        ("1792x1024/1024x1792", ("16:9", "9:16"), ("1024p",)),
        ("1024x1024", ("1:1",), ("1024p",)),
        ("1000x300", ("10:3",), ("300p",)),
        ("1280x720/832x480", ("16:9",), ("720p", "480p")),
        ("1280x720/1024x1024", ("16:9", "1:1"), ()),
    ],
)
def test_shapes_and_resolutions_follow_from_the_sizes(
    sizes: str, shapes: tuple[str, ...], heights: tuple[str, ...]
) -> None:
    model = named(f"x|sizes={sizes}")
    assert (model.aspect_ratios, model.picture_ratios, model.resolutions) == (shapes, shapes, heights)


@pytest.mark.parametrize(
    "option",
    ["seconds=five", "seconds=", "seconds=0", "seconds=9-2", "sizes=big", "sizes=0x5", "tasks=dance", "sound=loud",
     "seed=7", "fps=x", "colour"],
)  # fmt: skip
def test_an_option_that_can_not_be_read_is_shown_and_breaks_nothing(
    option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MODELS, f"bad|{option}, good|seed")
    provider = OpenAIVideos()
    bad, good = provider.models[:2]
    assert (provider.wants(bad), provider.wants(good)) == (MODELS, None)
    with pytest.raises(Rejected, match=f"{MODELS}.*{option}"):
        provider.submit(Brief(prompt="a ball"), bad)
    assert catalogue().model("fal/pika-2.2")


def test_a_model_that_left_the_list_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODELS, "first, second, , first|seed")
    first, second = OpenAIVideos().models[:2]
    assert (first.seed, second.label) == (False, "second")
    monkeypatch.setenv(MODELS, "second")
    with pytest.raises(Rejected, match=rf"{MODELS} \(first\)"):
        OpenAIVideos().submit(Brief(prompt="a ball"), first)


def test_without_settings_the_system_is_shown_with_what_it_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = OpenAIVideos()
    assert provider.wants(provider.models[0]) == MODELS
    monkeypatch.delenv(BASE)
    assert provider.wants(provider.models[0]) == BASE
    assert [model.id for model in provider.models] == [
        "openai_videos/model", "openai_videos/sora-2", "openai_videos/sora-2-pro",
    ]  # fmt: skip


@pytest.mark.parametrize("setting", ["", "wan", "sora-2, wan", "sora-2-pro|seed"])
def test_sora_is_retired_whatever_is_set(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE, "https://api.openai.com/v1")
    monkeypatch.setenv(MODELS, setting)
    known = {model.id: model for model in OpenAIVideos().models}
    for name in ("openai_videos/sora-2", "openai_videos/sora-2-pro"):
        assert known[name].retired == date(2026, 9, 24)
        assert known[name].retired_source == "https://developers.openai.com/api/docs/models/sora-2"
        with pytest.raises(Retired, match="2026-09-24"):
            settle(Brief(prompt="a ball"), known[name])
        with pytest.raises(Rejected):
            OpenAIVideos().submit(Brief(prompt="a ball"), known[name])


FULL = Brief(
    prompt="a ball", seconds=5.4, aspect_ratio="9:16", resolution="480p", fps=25, seed=7, audio=False,
    negative_prompt="blur",
)  # fmt: skip


@pytest.mark.parametrize("body", ["multipart", "json"])
def test_what_a_model_is_said_to_take_is_sent_and_nothing_else(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BODY, body)
    monkeypatch.setenv(MODELS, "all|sizes=832x480/480x832|fps=16/24|sound=optional|seed|negative, plain")
    provider = OpenAIVideos()
    everything, plain = (
        provider.submit(settle(FULL, model)[0], model) for model in provider.models[:2]
    )  # fmt: skip
    words = {"model": "all", "prompt": "a ball", "seconds": "5", "size": "480x832", "negative_prompt": "blur"}
    if body == "json":
        assert everything.json == words | {"fps": 24, "seed": 7, "generate_sound": False}
    else:
        form = words | {"fps": "24", "seed": "7", "generate_sound": "false"}
        assert {part.name: part.value for part in everything.form} == form
    assert set(plain.json or {part.name for part in plain.form}) == {"model", "prompt", "seconds", "size"}


def test_what_an_edit_can_not_honour_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODELS, "wan|tasks=edit")
    model = OpenAIVideos().models[0]
    clip = Media(path=Path("start.mp4"), mime="video/mp4")
    asked = Brief(prompt="x", task="video_to_video", video=clip, seconds=5, aspect_ratio="9:16", resolution="720p")
    brief, notes = settle(asked, model)
    assert {note.field for note in notes} == {"seconds", "aspect_ratio", "resolution"}
    assert {part.name for part in OpenAIVideos().submit(brief, model).form} == {"model", "prompt", "video"}


def test_a_first_frame_has_the_size_of_the_clip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(MODELS, "wan|sizes=832x480/480x832/1280x720/720x1280")
    provider = OpenAIVideos()
    model = provider.models[0]
    brief = Brief(prompt="x", task="image_to_video", aspect_ratio="9:16", resolution="720p")
    assert provider.frame(brief, model) == (720, 1280)
    assert provider.frame(Brief(prompt="x", resolution="480p"), model) == (832, 480)
    assert provider.frame(Brief(prompt="x"), model) is None
