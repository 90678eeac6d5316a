"""What the studio understands of a prompt."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.studio.prompt import read
from providers.studio.script import BODIES, Script

PROMPTS = [
    ("three red balls drop on the floor", "drop", [(3, "ball", "rubber", "#e0402f")]),
    ("три красных мяча падают на пол", "drop", [(3, "ball", "rubber", "#e0402f")]),
    ("a big wooden box and two small metal balls", "drop", [(1, "box", "wood", None), (2, "ball", "metal", None)]),
    (
        "большой деревянный ящик и два металлических шарика",
        "drop",
        [(1, "box", "wood", None), (2, "ball", "metal", None)],
    ),
    ("a ball made of glass rolls down a ramp", "roll", [(1, "ball", "glass", None)]),
    ("стеклянный шар скатывается с горки", "roll", [(1, "ball", "glass", None)]),
    ("мяч из резины прыгает по лестнице", "bounce", [(1, "ball", "rubber", None)]),
    ("balls bouncing", "bounce", [(3, "ball", "rubber", None)]),
    ("a stack of 5 crates", "stack", [(5, "box", "wood", None)]),
    ("башня из десяти кубиков", "stack", [(10, "box", "wood", None)]),
    ("a blue ball smashes a tower of crates", "knock", [(1, "ball", "rubber", "#2f6fd6"), (6, "box", "wood", None)]),
    ("he throws two tennis balls", "throw", [(2, "ball", "rubber", "#d3e03d")]),
    ("мальчик бросает каменный мяч", "throw", [(1, "ball", "stone", None)]),
    ("dominoes topple", "topple", [(11, "box", "plastic", None)]),
    ("stone", "drop", [(1, "ball", "stone", None)]),
    ("a huge gift", "drop", [(1, "box", "card", "#c9344a")]),
]


@pytest.mark.parametrize(("prompt", "action", "props"), PROMPTS)
def test_things_numbers_materials_and_actions_are_read_in_english_and_russian(
    prompt: str, action: str, props: list[tuple[int, str, str, str | None]]
) -> None:
    script = read(prompt)
    assert script.action == action
    assert [(prop.count, prop.shape, prop.material, prop.colour) for prop in script.props] == props
    assert script.ignored == ()


@pytest.mark.parametrize(
    ("prompt", "place", "light", "weather"),
    [
        ("a ball on the beach at sunset", "beach", "sunset", ""),
        ("мяч на пляже на закате", "beach", "sunset", ""),
        ("boxes in the street at night in the rain", "street", "night", "rain"),
        ("коробки на улице ночью под дождём", "street", "night", "rain"),
        ("a ball in the gym", "gym", "day", ""),
        ("мяч в комнате", "room", "day", ""),
        ("snow in the forest, a ball", "park", "day", "snow"),
        ("a ball on the Moon", "moon", "day", ""),
    ],
)
def test_place_light_and_weather_are_read(prompt: str, place: str, light: str, weather: str) -> None:
    script = read(prompt)
    assert (script.place, script.light, script.weather) == (place, light, weather)


@pytest.mark.parametrize(
    ("prompt", "outcome"),
    [
        ("a player throws a ball at the hoop and misses", "miss"),
        ("a player throws a basketball into the hoop and scores", "score"),
        ("баскетболист бросает мяч в кольцо и промахивается", "miss"),
        ("баскетболист забивает мяч в корзину", "score"),
        ("basketball player shoots", ""),
        ("бросок в кольцо", ""),
    ],
)
def test_a_throw_at_a_hoop_is_one_scene_that_knows_its_outcome(prompt: str, outcome: str) -> None:
    script = read(prompt)
    assert (script.fixture, script.action, script.outcome, script.place) == ("hoop", "hoop", outcome, "gym")
    assert [prop.skin for prop in script.props] == ["basketball"]


def test_a_basketball_without_a_player_is_just_a_ball() -> None:
    script = read("a basketball bounces in the gym")
    assert (script.fixture, script.action, script.props[0].skin) == ("", "bounce", "basketball")


def test_what_was_understood_and_what_was_not_is_told_without_stop_words() -> None:
    script = read("The three shiny red balls and a dragon fall on the floor")
    assert script.understood == ("three", "red", "balls", "fall", "floor")
    assert script.ignored == ("shiny", "dragon")


def test_unknown_words_are_lettered_on_blocks() -> None:
    script = read("a dragon reads Толстой")
    assert [prop.label for prop in script.props] == ["dragon", "Толстой"]
    assert script.ignored == ("dragon", "reads", "Толстой")
    assert {prop.skin for prop in script.props} == {"label"}


def test_unknown_words_take_the_colour_that_described_nothing_else() -> None:
    assert {prop.colour for prop in read("purple sandwich").props} == {"#7d4bc4"}


def test_known_things_leave_room_for_three_unknown_ones() -> None:
    script = read("two balls, a dragon, a castle, a piano and a violin")
    assert [prop.label for prop in script.props if prop.label] == ["dragon", "castle", "piano"]


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "   ",
        "the",
        "!!!",
        "\x00\x1b[31m\x7f",
        "🏀🎁🌙",
        "👩‍🚀",
        "שלום עולם",
        "كرة حمراء",
        "球が落ちる",
        "%s {0} </script>",
        "9" * 5000,
    ],
)
def test_no_prompt_leaves_the_stage_empty(prompt: str) -> None:
    script = read(prompt)
    assert script.props or script.things
    assert all(prop.count >= 1 for prop in script.props)


def test_emoji_are_words() -> None:
    script = read("🏀🎁 🌙")
    assert [prop.skin for prop in script.props] == ["basketball", "gift"]
    assert (script.place, script.understood) == ("moon", ("🏀", "🎁", "🌙"))


def test_a_prompt_of_five_thousand_characters_is_read() -> None:
    script = read("a red ball and a strange thing " * 170)
    assert script.props
    assert script.ignored == ("strange", "thing")


@pytest.mark.parametrize(
    ("prompt", "action", "skins"),
    [
        ("stack", "stack", {"crate"}),
        ("something topples in red", "topple", {"plain"}),
        ("падают", "drop", {"plain", "crate"}),
        ("кольцо", "hoop", {"basketball"}),
        ("crash", "knock", {"plain", "crate"}),
    ],
)
def test_an_action_alone_brings_its_own_things(prompt: str, action: str, skins: set[str]) -> None:
    script = read(prompt.replace("something ", "").replace("topples in red", "red domino"))
    assert script.action == action
    assert {prop.skin for prop in script.props} == skins


def test_a_late_adjective_describes_what_was_named_last() -> None:
    (prop,) = read("balls, five, metal").props
    assert (prop.count, prop.material) == (5, "metal")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_becomes_a_script_whose_words_are_its_own(prompt: str) -> None:
    script = read(prompt)
    assert isinstance(script, Script)
    assert script.props or script.kind != BODIES or script.weather or script.placed
    assert not set(script.understood) & set(script.ignored)


def test_what_stands_in_quotation_marks_is_said_and_not_shown() -> None:
    for prompt in ('A ball says "hello there"', "A ball says “hello there”", "Мяч говорит «hello there»"):
        script = read(prompt)
        assert script.says == ("hello there",)
        assert "hello" not in script.understood + script.ignored


@pytest.mark.parametrize(
    ("prompt", "labels"),
    [
        ("a samovar shines on the table", ["samovar"]),
        ("a ball wobbles on a quiet street", []),
        ("ten dominoes and a zebra", ["zebra"]),
        ("самовар блестит на столе", ["самовар"]),
    ],
)
def test_only_what_is_likely_a_thing_is_lettered(prompt: str, labels: list[str]) -> None:
    assert [prop.label for prop in read(prompt).props if prop.label] == labels


@pytest.mark.parametrize("prompt", ["snow falls on a quiet street at night", "дождь", "a park at sunset"])
def test_a_place_in_its_weather_stands_alone(prompt: str) -> None:
    script = read(prompt)
    assert (script.kind, script.props) == (BODIES, ())


@pytest.mark.parametrize("prompt", ["a golden retriever catches a frisbee in the park", "two friends catch a bus"])
def test_one_weak_word_alone_decides_no_kind(prompt: str) -> None:
    assert read(prompt).kind != "surf"


def test_the_examples_on_the_page_show_many_kinds_of_scene_in_both_languages() -> None:
    with (Path(__file__).parents[3] / "assets" / "prompts.csv").open(encoding="utf-8") as file:
        kinds = {(row["language"], read(row["prompt"]).kind) for row in csv.DictReader(file)}
    every = {"bodies", "surf", "cafe", "figure", "water", "mechanics", "science", "cloth", "road", "sight"}
    assert kinds == {(language, kind) for language in ("en", "ru") for kind in every}
