"""Everything on offer is in fal's own catalogue: each endpoint, each field, each value, and its type.

`fal_fields.json` holds the catalogue's types, word for word, with where they were read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from providers.fal import Fal
from providers.fal.endpoints import ENDPOINTS, NAMES, meant, named
from providers.kit.settle import settle
from providers.kit.terms import Brief, Media, Model, Span, Start
from tests.fakes.pictures import picture

GROUPS = json.loads((Path(__file__).parent / "fal_fields.json").read_text("utf-8"))
FIELDS: dict[str, dict[str, Any]] = {path: fields for group in GROUPS for path, fields in group["endpoints"].items()}
LEFT_OUT = {
    ("fal-ai/kling-video/o3/pro/reference-to-video", "start_image_url"): "a first frame puts references aside",
    ("fal-ai/kling-video/o3/pro/reference-to-video", "end_image_url"): "so does a last one",
    ("fal-ai/kling-video/o3/standard/reference-to-video", "start_image_url"): "as for the other",
    ("fal-ai/kling-video/o3/standard/reference-to-video", "end_image_url"): "as for the other",
    ("fal-ai/ltx-2.3-22b/text-to-video", "fps"): "frames are counted at the 24 a second that it has unasked",
    ("fal-ai/wan/v2.7/image-to-video", "video_url"): "whether the length counts what was there is not told",
}
"""What fal takes and is not asked for, with why; and shapes, where a picture or clip brings its own."""
FAL = Fal()
OFFERS = [
    pytest.param(model, start, id=f"{model.id} {start}")
    for model in FAL.models
    for start in ("text_to_video", "image_to_video", "last_image", "references", "video_to_video", "extend")
    if start in model.differs
]


def brief_for(start: Start, folder: Path) -> Brief:
    """A brief that starts so, and asks for nothing else."""
    at, clip = Media(path=folder / "x.png", mime="image/png"), Media(path=folder / "x.mp4", mime="video/mp4")
    at.path.write_bytes(picture())
    clip.path.write_bytes(b"a clip")
    brief = Brief(prompt="a ball", task="image_to_video")
    match start:
        case "image_to_video":
            return replace(brief, image=at)
        case "last_image":
            return replace(brief, image=at, last_image=at)
        case "references":
            return replace(brief, references=(at, at))
        case "text_to_video":
            return replace(brief, task=start)
        case _:
            return replace(brief, task=start, video=clip)


def wishes(model: Model) -> Iterator[dict[str, Any]]:
    """Everything that may be asked of a model, one by one, and all the rest of it each time."""
    rest = {"audio": True, "seed": 1, "negative_prompt": "blur"}
    span = model.seconds
    lengths = range(int(span.low), int(span.high) + 1) if isinstance(span, Span) else span
    yield {}
    yield {"audio": False}
    yield from (rest | {"seconds": float(one)} for one in lengths)
    yield from (rest | {"aspect_ratio": one} for one in {*model.aspect_ratios, *model.picture_ratios})
    yield from (rest | {"resolution": one} for one in model.resolutions)
    yield from (rest | {"fps": one} for one in model.fps)


def is_of(value: object, kind: str) -> bool:
    """Whether a JSON value fits a TypeScript type: words, literals, arrays, and unions of them."""
    words: dict[str, type | tuple[type, ...]] = {"string": str, "number": (int, float), "boolean": bool}
    if kind == "Array<KeyframeTransition>":
        return isinstance(value, list) and all(
            set(one) == {"duration"} and type(one["duration"]) is int for one in value
        )
    if kind.startswith("Array<"):
        return isinstance(value, list) and all(is_of(one, kind[6:-1]) for one in value)
    for one in map(str.strip, kind.split("|")):
        if one in words:
            if isinstance(value, words[one]) and (one == "boolean") == isinstance(value, bool):
                return True
        elif one and one[0] in '"0123456789' and value == json.loads(one) and type(value) is type(json.loads(one)):
            return True
    return False


@pytest.mark.parametrize(("model", "start"), OFFERS)
def test_everything_on_offer_is_in_fals_catalogue(model: Model, start: Start, tmp_path: Path) -> None:
    bare = brief_for(start, tmp_path)
    for wish in wishes(model.for_brief(bare)):
        asked = replace(bare, **wish)
        brief, _ = settle(asked, model)
        call = FAL.submit(brief, model)
        path = call.url.removeprefix("https://queue.fal.run/")
        fields = FIELDS[path]
        assert path == model.differs[start].get("route", model.route)
        assert {name for name, field in fields.items() if field["required"]} <= set(call.json)
        wrong = {name: value for name, value in call.json.items() if not is_of(value, fields[name]["type"])}
        assert not wrong
        for name in ("seconds", "aspect_ratio", "resolution", "fps"):
            assert name not in wish or getattr(brief, name) == wish[name]


@pytest.mark.parametrize(("model", "start"), OFFERS)
def test_what_is_settled_is_sent(model: Model, start: Start, tmp_path: Path) -> None:
    most = {
        "seconds": 5.0, "aspect_ratio": "9:16", "resolution": "720p", "fps": 24, "seed": 1, "negative_prompt": "blur",
    }  # fmt: skip
    asked = replace(brief_for(start, tmp_path), audio=False, **most)
    brief, notes = settle(asked, model)
    sent = FAL.submit(brief, model).json
    fields = ENDPOINTS[model.for_brief(brief).route]
    for wish in (*most, "image", "last_image", "references", "video"):
        value, name = getattr(brief, wish), named(fields, wish)
        if value is None or value == ():
            assert getattr(asked, wish) in (None, ()) or wish in {note.field for note in notes}
        elif "transitions" in fields and wish in {"image", "last_image"}:
            assert len(sent["image_urls"]) == 2
        else:
            assert name in sent, f"{wish} was neither sent nor noted"
    switch = named(fields, "audio")
    assert (switch in sent) == (model.for_brief(brief).audio == "optional")
    assert switch not in sent or sent[switch] is False


def test_every_endpoint_of_the_catalogue_is_on_offer_and_no_other() -> None:
    offered = {way.get("route", model.route) for model in FAL.models for way in model.differs.values()}
    assert offered == set(ENDPOINTS) == set(FIELDS)
    assert sum(len(group["endpoints"]) for group in GROUPS) == len(FIELDS)


def test_what_a_brief_can_ask_for_is_taken_wherever_the_catalogue_has_it() -> None:
    known = {name for names in NAMES.values() for name in names}
    passed_over = {
        (path, name) for path, fields in FIELDS.items() for name in known & set(fields) if name not in ENDPOINTS[path]
    }
    shapes = {(path, name) for path, name in passed_over if name == "aspect_ratio"}
    assert all("image-to-video" in path or "extend" in path or "edit" in path for path, _ in shapes)
    assert passed_over - shapes == set(LEFT_OUT)


@pytest.mark.parametrize("path", ENDPOINTS)
def test_an_endpoint_is_described_by_names_and_values_that_it_has(path: str) -> None:
    known = {name for names in NAMES.values() for name in names}
    for name, values in ENDPOINTS[path].items():
        kind = FIELDS[path][name]["type"]
        assert name in known
        if isinstance(values, list):
            sent = [[{"duration": one}] for one in values] if name == "transitions" else values
            assert all(is_of(one, kind) for one in sent)
            assert len({meant(name, one) for one in values}) == len(values)
        else:
            assert values == ("files" if kind == "Array<string>" else "file" if "File" in kind else kind)


@pytest.mark.parametrize(
    ("value", "kind", "fits"),
    [
        (5, "5 | 10", True), ("5", "5 | 10", False), ("5", '"5" | "10"', True), (5, '"5" | "10"', False),
        (True, "number", False), (1, "boolean", False), (True, "boolean", True), ("x", "string | Blob | File", True),
        (["x"], "Array<string>", True), ([1], "Array<string>", False), ("x", "Array<string>", False),
        ([{"duration": 5}], "Array<KeyframeTransition>", True), ([{"d": 5}], "Array<KeyframeTransition>", False),
        ("square", 'ImageSize | "square_hd"', False), ("square_hd", 'ImageSize | "square_hd"', True),
    ],
)  # fmt: skip
def test_a_type_is_read_as_typescript_means_it(value: object, kind: str, fits: bool) -> None:
    assert is_of(value, kind) is fits
