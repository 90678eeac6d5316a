"""What was asked and what a model can do: nothing gives way in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers import catalogue
from providers.kit.errors import Rejected, Retired, Unsupported
from providers.kit.settle import estimate, settle
from providers.kit.terms import Audio, Brief, Media, Model, Note, Price, Span, Task

RATIOS = ("16:9", "9:16", "1:1", "4:3", "21:9", "3:2")
LINES = ("360p", "480p", "720p", "1080p", "1440p", "2160p", "4k")
PICTURE = Media(path=Path("start.png"), mime="image/png")
SETTINGS = ("seconds", "aspect_ratio", "resolution", "fps", "seed", "audio", "negative_prompt")

some = st.sampled_from
spans = st.builds(Span, low=st.floats(1, 5), high=st.floats(5, 60)) | st.builds(
    Span, low=st.integers(1, 5).map(float), high=st.integers(5, 60).map(float), whole=st.just(True)
)
models = st.builds(
    Model,
    id=st.just("any/one"),
    label=st.just("One"),
    tasks=st.just(("text_to_video", "image_to_video")),
    seconds=st.lists(st.integers(1, 60).map(float), max_size=4).map(tuple) | spans,
    aspect_ratios=st.lists(some(RATIOS), max_size=4, unique=True).map(tuple),
    resolutions=st.lists(some(LINES), max_size=4, unique=True).map(tuple),
    fps=st.lists(some((24, 25, 30, 60)), max_size=3, unique=True).map(tuple),
    audio=some(("always", "optional", "never")),
    seed=st.booleans(),
    negative_prompt=st.booleans(),
)
briefs = st.builds(
    Brief,
    prompt=st.text(max_size=20),
    task=some(("text_to_video", "image_to_video")),
    seconds=st.none() | st.floats(0.5, 100),
    aspect_ratio=st.none() | some((*RATIOS, "5:4", "2.39:1", "wide", "1:0")),
    resolution=st.none() | some((*LINES, "540p", "1280x720", "best")),
    fps=st.none() | st.integers(1, 120),
    seed=st.none() | st.integers(0, 2**31),
    audio=st.none() | st.booleans(),
    negative_prompt=st.none() | st.text(min_size=1, max_size=5),
    image=st.just(PICTURE),
)


@given(briefs, models)
def test_what_gave_way_is_noted_and_what_did_not_is_not(brief: Brief, model: Model) -> None:
    settled, notes = settle(brief, model)
    noted = {note.field for note in notes}
    for name in SETTINGS:
        asked, got = getattr(brief, name), getattr(settled, name)
        if asked is None:
            assert got is None, name
        if name in noted:
            assert asked != got
    kept = {name for name in SETTINGS if getattr(brief, name) == getattr(settled, name)}
    respelled = {name for name in ("aspect_ratio", "resolution") if getattr(settled, name) is not None}
    assert noted & kept == set()
    assert set(SETTINGS) - kept - noted <= respelled


@given(briefs, models)
def test_a_settled_brief_is_on_offer_and_settles_to_itself(brief: Brief, model: Model) -> None:
    settled, _ = settle(brief, model)
    assert settle(settled, model) == (settled, ())
    assert settled.aspect_ratio in (None, *model.aspect_ratios)
    assert settled.resolution in (None, *model.resolutions)
    assert settled.fps in (None, *model.fps)
    match model.seconds:
        case Span(low=low, high=high, whole=whole):
            assert settled.seconds is None or low <= settled.seconds <= high
            assert not whole or settled.seconds is None or settled.seconds == int(settled.seconds)
        case lengths:
            assert settled.seconds in (None, *lengths)


@given(briefs, models)
def test_no_offer_is_nearer_than_the_one_that_is_taken(brief: Brief, model: Model) -> None:
    taken = settle(brief, model)[0].seconds
    if taken is not None and brief.seconds is not None and isinstance(model.seconds, tuple):
        assert all(abs(taken - brief.seconds) <= abs(one - brief.seconds) for one in model.seconds)


@pytest.mark.parametrize(
    ("asked", "offered", "given", "note"),
    [
        ({"seconds": 7.4}, {"seconds": (5, 10)}, {"seconds": 5}, ("7.4", "5")),
        ({"seconds": 7.5}, {"seconds": (10, 5)}, {"seconds": 5}, ("7.5", "5")),
        ({"seconds": 60}, {"seconds": Span(low=3, high=15)}, {"seconds": 15}, ("60", "15")),
        ({"seconds": 4.4}, {"seconds": Span(low=3, high=15, whole=True)}, {"seconds": 4}, ("4.4", "4")),
        ({"seconds": 4.4}, {}, {"seconds": None}, ("4.4", "")),
        ({"aspect_ratio": "21:9"}, {"aspect_ratios": ("1:1", "16:9")}, {"aspect_ratio": "16:9"}, ("21:9", "16:9")),
        ({"aspect_ratio": "9:21"}, {"aspect_ratios": ("16:9", "1:1", "9:16")}, {"aspect_ratio": "9:16"}, None),
        ({"aspect_ratio": "wide"}, {"aspect_ratios": ("16:9",)}, {"aspect_ratio": None}, ("wide", "")),
        ({"resolution": "480p"}, {"resolutions": ("1080p", "720p")}, {"resolution": "720p"}, ("480p", "720p")),
        ({"fps": 60}, {"fps": (24, 50)}, {"fps": 50}, ("60", "50")),
        ({"fps": 30}, {}, {"fps": None}, ("30", "")),
        ({"audio": True}, {"audio": "never"}, {"audio": False}, ("on", "off")),
        ({"audio": False}, {"audio": "always"}, {"audio": True}, ("off", "on")),
        ({"seed": 7}, {}, {"seed": None}, ("7", "")),
        ({"negative_prompt": "blur"}, {}, {"negative_prompt": None}, ("blur", "")),
        ({"image": PICTURE}, {}, {"image": None}, ("start.png", "")),
    ],
)
def test_the_nearest_is_taken_and_said(
    asked: dict[str, object], offered: dict[str, object], given: dict[str, object], note: tuple[str, str] | None
) -> None:
    model = Model(id="any/one", label="One", **offered)  # type: ignore[arg-type]
    settled, notes = settle(Brief(prompt="a ball", **asked), model)  # type: ignore[arg-type]
    (name,) = asked
    assert {name: getattr(settled, name)} == given
    if note:
        assert notes == (Note(field=name, asked=note[0], given=note[1]),)


@pytest.mark.parametrize(
    ("asked", "offered"), [("4k", "2160p"), ("2160p", "4k"), ("1280x720", "720p"), ("2K", "1440p")]
)
def test_another_spelling_of_the_same_is_no_loss(asked: str, offered: str) -> None:
    model = Model(id="any/one", label="One", resolutions=(offered, "360p"))
    settled, notes = settle(Brief(prompt="", resolution=asked), model)
    assert (settled.resolution, notes) == (offered, ())


@pytest.mark.parametrize(
    ("audio", "asked"), [("optional", True), ("optional", False), ("never", False), ("always", True)]
)
def test_sound_that_can_be_had_as_asked_is_not_noted(audio: Audio, asked: bool) -> None:
    settled, notes = settle(Brief(prompt="", audio=asked), Model(id="any/one", label="One", audio=audio))
    assert (settled.audio, notes) == (asked, ())


def test_a_picture_brings_its_own_shape() -> None:
    model = Model(id="any/one", label="One", tasks=("image_to_video",), aspect_ratios=("16:9",))
    _, notes = settle(Brief(prompt="", task="image_to_video", image=PICTURE, aspect_ratio="16:9"), model)
    assert notes == (Note(field="aspect_ratio", asked="16:9", given=""),)


def test_a_task_may_offer_other_things_than_the_model_does_elsewhere() -> None:
    model = Model(
        id="any/one", label="One", tasks=("text_to_video", "extend"), seconds=(5,), resolutions=("480p", "720p"),
        audio="optional", seed=True, price=Price(per_second={"720p": 1.0}, source="-", as_of=date(2026, 11, 23)),
        differs={"extend": {"seconds": (7,), "resolutions": ("720p",), "audio": "never", "seed": False}},
    )  # fmt: skip
    clip = Media(path=Path("start.mp4"), mime="video/mp4")
    asked = Brief(prompt="", seconds=5, resolution="480p", audio=True, seed=1)
    assert settle(asked, model) == (asked, ())
    assert estimate(Brief(prompt=""), model) is None
    longer, notes = settle(replace(asked, task="extend", video=clip), model)
    assert (longer.seconds, longer.resolution, longer.audio, longer.seed) == (7, "720p", False, None)
    assert {note.field for note in notes} == {"seconds", "resolution", "audio", "seed"}
    assert estimate(Brief(prompt="", task="extend", video=clip), model) == 7.0


STARTS = Model(
    id="any/one", label="One", tasks=("text_to_video", "image_to_video"), seconds=(5, 10), aspect_ratios=("16:9",),
    last_image=True, references=2, seed=True,
    differs={
        "text_to_video": {"references": 0}, "image_to_video": {"references": 0, "aspect_ratios": ()},
        "last_image": {"references": 0, "seconds": (8,)}, "references": {"seed": False, "picture_ratios": ("9:16",)},
    },
)  # fmt: skip


@pytest.mark.parametrize(
    ("start", "came", "noted"),
    [
        ({"image": PICTURE}, {"image": PICTURE, "seconds": 5, "seed": 1}, {"aspect_ratio"}),
        (
            {"image": PICTURE, "last_image": PICTURE},
            {"image": PICTURE, "last_image": PICTURE, "seconds": 8, "seed": 1},
            {"aspect_ratio", "seconds"},
        ),
        (
            {"references": (PICTURE,)},
            {"references": (PICTURE,), "seconds": 5, "aspect_ratio": "9:16"},
            {"aspect_ratio", "seed"},
        ),
        (
            {"image": PICTURE, "references": (PICTURE,)},
            {"image": PICTURE, "seconds": 5, "seed": 1},
            {"aspect_ratio", "references"},
        ),
    ],
)
def test_what_a_clip_starts_from_may_make_a_difference(
    start: dict[str, Any], came: dict[str, Any], noted: set[str]
) -> None:
    asked = Brief(prompt="", task="image_to_video", seconds=5, aspect_ratio="16:9", seed=1, **start)
    settled, notes = settle(asked, STARTS)
    assert settled == Brief(prompt="", task="image_to_video", **came)
    assert {note.field for note in notes} == noted
    assert settle(settled, STARTS) == (settled, ())


def test_a_model_that_takes_references_alone_needs_one_at_least() -> None:
    with pytest.raises(Rejected, match="needs a picture"):
        settle(Brief(prompt="", task="image_to_video"), STARTS)
    _, notes = settle(Brief(prompt="", references=(PICTURE,)), STARTS)
    assert notes == (Note(field="references", asked="1", given=""),)


def test_a_task_that_a_model_lacks_is_unsupported() -> None:
    with pytest.raises(Unsupported, match="extend"):
        settle(Brief(prompt="", task="extend"), Model(id="any/one", label="One"))


@pytest.mark.parametrize("task", ["image_to_video", "video_to_video", "extend"])
def test_a_task_without_its_start_is_told(task: Task) -> None:
    with pytest.raises(Rejected, match="to start from"):
        settle(Brief(prompt="", task=task), Model(id="any/one", label="One", tasks=(task,)))


def test_a_retired_model_is_told_with_date_and_source() -> None:
    model = Model(id="any/one", label="One", retired=date(2026, 9, 24), retired_source="https://vendor.example/gone")
    with pytest.raises(Retired, match=r"2026-09-24\. Source: https://vendor\.example/gone"):
        settle(Brief(prompt=""), model)


@pytest.mark.parametrize(
    ("offered", "prices", "asked", "dollars"),
    [
        ({}, {"any": 0.1}, {"seconds": 5}, 0.5),
        ({}, {"720p": 0.04, "1080p": 0.09}, {"seconds": 5, "resolution": "1080p"}, 0.45),
        ({}, {"720p": 0.04, "any": 0.01}, {"seconds": 10, "resolution": "480p"}, 0.1),
        ({}, {"720p": 0.04}, {"seconds": 10, "resolution": "480p"}, None),
        ({}, {"720p": 0.04}, {"seconds": 10}, None),
        ({"resolutions": ("720p",)}, {"720p": 0.04}, {"seconds": 10}, 0.4),
        ({"seconds": (8,)}, {"any": 0.1}, {}, 0.8),
        ({"seconds": (5, 10)}, {"any": 0.1}, {}, None),
        ({}, None, {"seconds": 5}, None),
    ],
)
def test_a_price_is_known_or_said_to_be_unknown(
    offered: dict[str, object], prices: dict[str, float] | None, asked: dict[str, object], dollars: float | None
) -> None:
    price = prices and Price(per_second=prices, source="https://vendor.example", as_of=date(2026, 11, 23))
    model = Model(id="any/one", label="One", price=price or None, **offered)  # type: ignore[arg-type]
    assert estimate(Brief(prompt="", **asked), model) == dollars  # type: ignore[arg-type]


def test_every_model_of_the_catalogue_settles_a_full_brief() -> None:
    for model in catalogue().models():
        if model.retired or "text_to_video" not in model.tasks:
            continue
        brief = Brief(prompt="a ball", seconds=7, aspect_ratio="5:3", resolution="600p", fps=33, seed=1, audio=True)
        settled, _ = settle(brief, model)
        assert settle(settled, model) == (settled, ())
