"""All that our catalogue of Runway's models offers is in the SDK's types, and all that is there is on offer."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from providers.kit.errors import Rejected, Unsupported
from providers.kit.settle import lengths, settle
from providers.kit.terms import Brief, Media, Model, Span, Task
from providers.runway import Runway
from providers.runway.models import ROUTES
from providers.runway.ratios import LINES, SHAPES, read, shapes, sizes, written
from tests.fakes import clips

ORACLE = json.loads((Path(__file__).parent / "runway_fields.json").read_text("utf-8"))
ENDPOINTS, TYPES = ORACLE["endpoints"], ORACLE["types"]
OFFERS = [(model, task) for model in Runway.models for task in model.tasks]
WORDS: dict[str, Any] = {"str": str, "int": int, "float": (int, float), "bool": bool, "object": dict}
each_offer = pytest.mark.parametrize(("model", "task"), OFFERS, ids=lambda one: getattr(one, "id", one))


def is_of(value: object, kind: ast.expr) -> bool:
    """Whether a JSON value is what a Python type of the SDK says."""
    match kind:
        case ast.Name(id=word):
            return isinstance(value, WORDS[word]) and (word == "bool") == isinstance(value, bool)
        case ast.Attribute():
            return isinstance(value, dict) and not faults(value, TYPES[ast.unparse(kind)])
        case ast.Subscript(value=ast.Name(id="Literal"), slice=choices):
            listed = choices.elts if isinstance(choices, ast.Tuple) else [choices]
            return any(type(value) is type(one) and value == one for one in map(ast.literal_eval, listed))
        case ast.Subscript(value=ast.Name(id="Union"), slice=ast.Tuple(elts=kinds)):
            return any(is_of(value, one) for one in kinds)
        case ast.Subscript(value=ast.Name(id="Iterable"), slice=inner):
            return isinstance(value, list) and all(is_of(one, inner) for one in value)
    raise AssertionError(f"No such type is known: {ast.unparse(kind)}")


def faults(body: dict[str, Any], fields: dict[str, Any]) -> list[str]:
    """What the SDK's types have against a body."""
    found = [f"{name} is missing" for name, one in fields.items() if one["required"] and name not in body]
    for name, value in body.items():
        if name not in fields:
            found.append(f"there is no {name}")
        elif not is_of(value, ast.parse(fields[name]["type"], mode="eval").body):
            found.append(f"{name} is no {fields[name]['type']}: {value!r}")
        elif not within(value, fields[name]):
            found.append(f"{name} is beyond its limits: {value!r}")
    return found


def within(value: Any, limits: dict[str, Any]) -> bool:
    measure = len(value) if isinstance(value, list) else value
    if isinstance(measure, str):
        return True
    return bool(limits.get("least", measure) <= measure <= limits.get("most", measure))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Media, Media]:
    """A picture and a clip to start from."""
    folder = tmp_path_factory.mktemp("start")
    Image.new("RGB", (64, 36)).save(folder / "start.png")
    (folder / "start.mp4").write_bytes(clips.clip(2.5))
    return Media(path=folder / "start.png", mime="image/png"), Media(path=folder / "start.mp4", mime="video/mp4")


def sent(model: Model, task: Task, start: tuple[Media, Media], **wishes: Any) -> tuple[str, dict[str, Any]]:
    """The endpoint and the body for what is wished of a model."""
    picture, clip = start
    given = {"image": picture, "video": clip, **wishes}
    brief, _ = settle(Brief(prompt="a ball", task=task, **given), model)
    call = Runway().submit(brief, model)
    return call.url.rpartition("/")[2], call.json


def every(offered: tuple[float, ...] | Span) -> list[float | None]:
    if isinstance(offered, tuple):
        return [None, *offered]
    return [None, *map(float, range(round(offered.low), round(offered.high) + 1))]


@each_offer
def test_every_single_offer_is_in_the_sdks_types(model: Model, task: Task, start: tuple[Media, Media]) -> None:
    there = model.for_brief(Brief(prompt="a ball", task=task, image=start[0]))
    ratios = {"text_to_video": model.aspect_ratios, "image_to_video": model.picture_ratios}.get(task, ())
    wishes: list[dict[str, Any]] = [{"seconds": one} for one in every(lengths(model, task))]
    wishes += [
        {"aspect_ratio": one, "resolution": two} for one in (None, *ratios) for two in (None, *there.resolutions)
    ]
    wishes += [{"audio": one, "seed": 7, "negative_prompt": "blur"} for one in (True, False)]
    wishes += [{"references": (start[0],) * count} for count in range(there.references + 2)]
    wishes += [{"last_image": start[0]}]
    for wish in wishes:
        endpoint, body = sent(model, task, start, **wish)
        assert faults(body, ENDPOINTS[endpoint][body["model"]]) == [], wish


wishes = st.fixed_dictionaries(
    {
        "seconds": st.none() | st.floats(0.1, 100),
        "aspect_ratio": st.none() | st.sampled_from((*SHAPES, "5:4", "2:1", "wide")),
        "resolution": st.none() | st.sampled_from(("360p", "480p", "540p", "720p", "768p", "1080p", "2k", "4k")),
        "audio": st.none() | st.booleans(),
        "seed": st.none() | st.integers(0, 2**32 - 1),
        "negative_prompt": st.none() | st.just("blur"),
    }
)


FROM_REFERENCES = [
    model for model in Runway.models if "image_to_video" in model.tasks and model.differs["references"]["references"]
]


@given(model=st.sampled_from(FROM_REFERENCES), asked=wishes, pictures=st.integers(1, 40))
def test_references_alone_go_with_words(
    start: tuple[Media, Media], model: Model, asked: dict[str, Any], pictures: int
) -> None:
    endpoint, body = sent(model, "image_to_video", start, image=None, references=(start[0],) * pictures, **asked)
    assert endpoint == "text_to_video"
    assert body["references"]
    assert faults(body, ENDPOINTS[endpoint][body["model"]]) == []


@pytest.mark.parametrize("model", [one for one in Runway.models if one not in FROM_REFERENCES], ids=lambda one: one.id)
def test_a_model_without_such_a_way_wants_a_first_frame(start: tuple[Media, Media], model: Model) -> None:
    with pytest.raises((Rejected, Unsupported)):
        sent(model, "image_to_video", start, image=None, references=(start[0],))


@given(offer=st.sampled_from(OFFERS), asked=wishes, pictures=st.integers(0, 40), last=st.booleans())
def test_whatever_is_asked_for_all_at_once_is_sent_as_the_sdks_types_have_it(
    start: tuple[Media, Media], offer: tuple[Model, Task], asked: dict[str, Any], pictures: int, last: bool
) -> None:
    more = {"references": (start[0],) * pictures, "last_image": start[0] if last else None}
    endpoint, body = sent(*offer, start, **asked, **more)
    assert faults(body, ENDPOINTS[endpoint][body["model"]]) == []


def test_every_model_of_the_sdk_is_on_offer_for_every_task() -> None:
    ours = {(way.path, one.name) for one in ROUTES.values() for way in one.ways.values()}
    theirs = {(endpoint, model) for endpoint, models in ENDPOINTS.items() for model in models}
    assert theirs - ours == {("sound_effect", "mirelo_sfx_2_0")}
    assert ours <= theirs


def choices(field: dict[str, Any]) -> set[str]:
    return set(ast.literal_eval(field["type"].removeprefix("Literal")))


def wanted(ratios: set[str], task: Task, also: Mapping[str, Any]) -> set[str]:
    """Those to offer: a picture's own shape is kept where it can be, and words have none."""
    own = {one for one in ratios if one.startswith("auto") or one == "adaptive"}
    if task == "image_to_video" and own:
        return own - set(also.values())
    return ratios - own


@each_offer
def test_every_choice_of_the_sdk_is_on_offer(model: Model, task: Task) -> None:
    way = ROUTES[model.id].ways[task]
    fields = ENDPOINTS[way.path][ROUTES[model.id].name]
    if task in {"text_to_video", "image_to_video"} and "ratio" in fields:
        assert {*way.ratios} == wanted(choices(fields["ratio"]), task, way.also)
    if "resolution" in fields:
        assert {*way.sizes} == {one for one in choices(fields["resolution"]) if one.islower()}
    assert (way.audio == "optional") == ("audio" in fields)
    assert way.seed == ("seed" in fields)
    assert way.negative_prompt == ("negativePrompt" in fields)


@each_offer
def test_every_shape_is_there_in_every_size(model: Model, task: Task) -> None:
    ratios = ROUTES[model.id].ways[task].ratios
    for shape in shapes(ratios) or (None,):
        for size in sizes(ratios) or (None,):
            if ratios:
                assert read(written(ratios, shape, size)) == (shape or "", size or "")


@pytest.mark.parametrize(
    "ratio", sorted({one for route in ROUTES.values() for w in route.ways.values() for one in w.ratios})
)
def test_a_ratio_is_read_as_the_shape_and_size_that_it_nearly_is(ratio: str) -> None:
    shape, size = read(ratio)
    if ratio.startswith("auto_"):
        assert (shape, ratio) == ("", f"auto_{size}")
        return
    width, height = map(int, ratio.split(":"))
    across, down = map(int, shape.split(":"))
    assert width / height == pytest.approx(across / down, rel=0.031)
    if size:
        (lines,) = [number for number, name in LINES.items() if name == size]
        assert lines * 0.55 <= min(width, height) <= lines * 1.8


def test_a_body_that_is_wrong_is_found_wrong() -> None:
    fields = ENDPOINTS["image_to_video"]["veo3.1"]
    right = {"model": "veo3.1", "promptImage": [{"uri": "x", "position": "last"}], "ratio": "1280:720", "duration": 4}
    assert faults(right, fields) == []
    for wrong in (
        {"duration": 5}, {"duration": 4.0}, {"ratio": "16:9"}, {"audio": "yes"}, {"seed": True}, {"fps": 24},
        {"promptImage": [{"uri": "x"}]}, {"promptImage": [{"uri": "x", "position": "middle"}]},
    ):  # fmt: skip
        assert faults(right | wrong, fields)
    assert faults({"model": "veo3.1"}, fields)
    assert faults(
        {"model": "gen4.5", "promptText": "x", "ratio": "1280:720", "duration": 11},
        ENDPOINTS["text_to_video"]["gen4.5"],
    )
