"""How apps are named, and which control of one takes which wish: functions of values."""

from __future__ import annotations

from typing import Any

import pytest

from providers.kit.errors import BadReply, Rejected, Unsupported
from providers.kit.terms import Brief
from providers.space import App, Space, apps
from providers.space.controls import asked, chosen, video_at, video_of

TEXT = {"python_type": {"type": "str"}, "component": "Textbox"}
NUMBER = {"python_type": {"type": "int | float"}, "component": "Number"}
FILE = {"python_type": {"type": "dict(path: str | None, url: str | None)"}, "component": "Image"}


def control(name: str, kind: dict[str, Any], default: bool = True, **more: Any) -> dict[str, Any]:
    return {"parameter_name": name, "label": name, "parameter_has_default": default, **kind, **more}


def values(*controls: dict[str, Any], **brief: Any) -> dict[str, Any]:
    return dict(asked({"parameters": list(controls)}, Brief(prompt="a ball", **brief), "App").values)


@pytest.mark.parametrize(
    ("said", "app"),
    [
        ("ltx=owner/space", App(name="ltx", source="owner/space")),
        (" LTX = owner/space/text_to_video ", App(name="ltx", source="owner/space", endpoint="/text_to_video")),
        ("a=http://127.0.0.1:7861", App(name="a", source="http://127.0.0.1:7861")),
        ("a=http://127.0.0.1:7861/", App(name="a", source="http://127.0.0.1:7861")),
        ("a=https://host.example/make", App(name="a", source="https://host.example", endpoint="/make")),
        ("a=https://host.example/app/", App(name="a", source="https://host.example/app")),
        ("a=https://host.example/app/make", App(name="a", source="https://host.example/app", endpoint="/make")),
    ],
)
def test_an_app_is_named_by_its_id_or_its_address_and_its_endpoint(
    monkeypatch: pytest.MonkeyPatch, said: str, app: App
) -> None:
    monkeypatch.setenv("SPLITSCREEN_SPACES", said)
    assert apps() == ({app.name: app}, ())
    assert app.hosted == ("://" not in said)


@pytest.mark.parametrize(
    "said",
    ["owner/space", "a=owner", "a=ftp://x/y", "a b=owner/space", "a=https://user:pass@host/", "=owner/space", "a="],
)
def test_a_bad_entry_is_left_out_and_told_and_the_others_stand(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("SPLITSCREEN_SPACES", f"{said}, good=owner/space, good=owner/other,")
    assert [one.label for one in Space().models] == ["good (owner/space)"]
    assert len(Space().faults()) == 2
    assert "pass" not in str(Space().faults())


def test_where_none_is_named_one_stands_for_any_and_says_what_it_wants() -> None:
    (one,) = Space().models
    assert (one.id, Space().wants(one), Space().faults()) == ("space/any", "SPLITSCREEN_SPACES", ())


def test_the_prompt_goes_to_the_text_that_is_called_so_or_else_to_the_first() -> None:
    negative = control("negative_prompt", TEXT, False)
    assert values(negative, control("style", TEXT), control("my_prompt", TEXT)) == {
        "my_prompt": "a ball", "negative_prompt": "",
    }  # fmt: skip
    assert values(negative, control("words", TEXT), control("more", TEXT))["words"] == "a ball"
    choice = control("prompt", TEXT, type={"enum": ["one", "two"]})
    with pytest.raises(Unsupported, match="no text"):
        values(choice, control("start", FILE))


def test_a_size_is_given_in_pixels_where_there_are_two_controls_for_it() -> None:
    controls = (control("prompt", TEXT), control("width", NUMBER), control("height", NUMBER))
    got = asked({"parameters": list(controls)}, Brief(prompt="x", aspect_ratio="9:16", resolution="480p"), "App")
    assert (got.values["width"], got.values["height"], got.notes) == (480, 848, ())
    narrow = {"type": {"description": "numeric value between 256 and 704"}}
    limited = (control("prompt", TEXT), control("width", NUMBER, **narrow), control("height", NUMBER, **narrow))
    got = asked({"parameters": list(limited)}, Brief(prompt="x", aspect_ratio="16:9", resolution="720p"), "App")
    assert (got.values["width"], got.values["height"]) == (704, 704)
    assert [(note.field, note.asked, note.given) for note in got.notes] == [("resolution", "1280x720", "704x704")]


def test_a_choice_is_made_only_of_what_is_offered() -> None:
    lengths = control("duration", {"component": "Radio"}, type={"enum": ["5", "10"]})
    for seconds, given, notes in ((10, "10", []), (7, None, [("seconds", "7", "")])):
        got = asked({"parameters": [control("prompt", TEXT), lengths]}, Brief(prompt="x", seconds=seconds), "App")
        assert (got.values.get("duration"), [(n.field, n.asked, n.given) for n in got.notes]) == (given, notes)


def test_an_endpoint_that_was_not_named_is_the_first_that_returns_a_video() -> None:
    ends = {
        "/text": {"returns": [{"component": "Textbox"}]},
        "/two": {"returns": [{"component": "Number"}, {"component": "Video"}]},
        "/three": {"returns": [{"component": "File"}]},
    }
    assert (chosen(ends, "", "App"), chosen(ends, "/three", "App")) == ("/two", "/three")
    assert [video_at(end) for end in ends.values()] == [None, 1, 0]
    with pytest.raises(Rejected, match=r"no endpoint that returns a video\. It has: /text"):
        chosen({"/text": ends["/text"]}, "", "App")


@pytest.mark.parametrize(
    "value",
    [{"path": "/a.mp4"}, {"video": {"path": "/a.mp4"}, "subtitles": None}, [{"path": "/a.mp4"}], "/a.mp4"],
)
def test_the_video_is_found_in_what_came_back(value: object) -> None:
    alone, second = {"returns": [{"component": "Video"}]}, {"returns": [{"component": "JSON"}, {"component": "Video"}]}
    assert video_of(value, alone, "App")["path"] == "/a.mp4"
    assert video_of(({"path": "/other"}, value), second, "App")["path"] == "/a.mp4"


@pytest.mark.parametrize("value", [None, [], {}, {"path": None}, ""])
def test_what_holds_no_video_is_a_bad_reply(value: object) -> None:
    with pytest.raises(BadReply, match="App returned no video"):
        video_of(value, {"returns": [{"component": "Video"}]}, "App")
