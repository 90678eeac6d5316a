"""What is seen, frame by frame."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from providers.studio.canvas import Canvas, letterable, linear, text_width
from providers.studio.keyframes import keyframes
from providers.studio.paint.balls import SKINS as BALLS
from providers.studio.paint.balls import ball
from providers.studio.paint.boxes import SKINS as BOXES
from providers.studio.paint.boxes import box
from providers.studio.paint.focus import blur
from providers.studio.paint.frame import Painter
from providers.studio.paint.shadows import surface
from providers.studio.performance import Form
from providers.studio.prompt import read
from providers.studio.simulate import simulate
from providers.studio.stagecraft.ground import GROUNDS
from providers.studio.stagecraft.scene import stage
from providers.studio.stagecraft.terms import Body

SOLID = ("rubber", "wood", "metal", "glass", "stone", "plastic", "card", "ice")


def shape(width: int, height: int, frames: int, seed: int) -> Form:
    return Form(width=width, height=height, fps=24, frames=frames, seed=seed)


def body(shape: str, skin: str, material: str, label: str = "") -> Body:
    return Body(
        shape="ball" if shape == "ball" else "box",
        skin=skin,
        material=material,
        colour=(0.8, 0.3, 0.2),
        half=(0.2, 0.2),
        at=(0, 0),
        label=label,
    )


def drawn(thing: Body, angle: float) -> NDArray[np.int64]:
    canvas = Canvas(80, 80)
    canvas.fill((0.5, 0.5, 0.5))
    if thing.shape == "ball":
        with canvas.move(40, 40, scale=(30, 30)):
            ball(canvas, thing, angle)
    else:
        with canvas.move(40, 40, angle):
            box(canvas, thing, (30, 24), angle)
    return canvas.pixels().astype(np.int64)


@pytest.mark.parametrize("skin", sorted(BALLS))
def test_every_ball_is_shaded_and_shows_its_turning(skin: str) -> None:
    thing = body("ball", skin, "rubber")
    still, turned = drawn(thing, 0.0), drawn(thing, 0.7)
    assert np.abs(still - turned).max() > 40
    assert still[25, 27, :3].sum() > still[55, 58, :3].sum()


@pytest.mark.parametrize("material", SOLID)
def test_plain_things_of_different_materials_look_different(material: str) -> None:
    others = [drawn(body("ball", "plain", other), 0.3) for other in SOLID if other != material]
    mine = drawn(body("ball", "plain", material), 0.3)
    closest = min(np.abs(mine - other).mean() for other in others)
    assert closest > (0 if material in {"card", "rubber", "plastic"} else 2)
    assert np.abs(drawn(body("box", "plain", material), 0.0) - 127).max() > 30


@pytest.mark.parametrize("skin", sorted(BOXES))
def test_every_box_is_drawn_and_turns(skin: str) -> None:
    thing = body("box", skin, "wood", label="Кот")
    assert np.abs(drawn(thing, 0.0) - drawn(thing, 0.5)).max() > 40


def test_a_block_whose_word_has_no_letters_here_gets_a_sign_instead() -> None:
    assert letterable("球") == ""
    assert np.abs(drawn(body("box", "label", "wood", "球"), 0) - drawn(body("box", "label", "wood", ""), 0)).max() == 0


def test_words_from_the_right_are_turned_round() -> None:
    assert letterable("שלום") == "שלום"[::-1]
    assert letterable("Привет, Bär!") == "Привет, Bär!"


def test_text_is_as_wide_as_its_size() -> None:
    assert text_width("Привет", 20) == pytest.approx(2 * text_width("Привет", 10))


def test_pixels_are_red_green_blue_alpha() -> None:
    canvas = Canvas(4, 4)
    canvas.fill((1.0, 0.5, 0.0))
    assert canvas.pixels()[2, 2].tolist() == pytest.approx([255, 128, 0, 255], abs=1)
    canvas.rectangle(0, 0, 4, 4, linear((0, 0), (0, 4), (0, (0, 0, 1)), (1, (0, 0, 1))), corner=1)
    canvas.slice(2, 2, 2, 0, 1, (0, 0, 1))
    assert canvas.pixels()[2, 2].tolist() == [0, 0, 255, 255]


def test_a_picture_laid_into_a_part_of_another_stays_upright() -> None:
    striped, part, whole = Canvas(90, 60), Canvas(90, 60), Canvas(90, 60)
    for x in range(0, 90, 10):
        striped.rectangle(x, 0, 4, 60, (1.0, 0.5, 0.0))
    with part.move(0.6, 0.3), part.within(20.4, 10.2, 40.3, 30.7):
        part.stamp(striped)
    with whole.move(0.6, 0.3):
        whole.stamp(striped)
    assert np.array_equal(part.pixels()[12:40, 21:61], whole.pixels()[12:40, 21:61])
    assert not part.pixels()[:, :20].any()


@pytest.mark.parametrize("spread", [1.5, 4.0])
def test_what_is_out_of_focus_spreads_as_far_as_told_and_loses_no_light(spread: float) -> None:
    canvas = Canvas(80, 80)
    canvas.rectangle(38, 38, 4, 4, (1.0, 1.0, 1.0))
    blur(canvas, spread)
    veil = canvas.pixels()[..., 3].astype(float)
    assert veil.sum() == pytest.approx(255 * 16, rel=0.1)
    for axis in (0, 1):
        line = veil.sum(axis=axis) / veil.sum()
        middle = float(line @ np.arange(80))
        assert middle == pytest.approx(39.5, abs=1.5)
        assert (line @ (np.arange(80) - middle) ** 2) ** 0.5 == pytest.approx((spread**2 + 16 / 12) ** 0.5, rel=0.2)


@pytest.mark.parametrize("light", ["day", "sunset", "night"])
@pytest.mark.parametrize("place", sorted(GROUNDS))
def test_no_place_is_blank_or_looks_like_another_hour(place: str, light: str) -> None:
    prompts = {
        "studio": "a ball", "room": "a ball in the room", "gym": "a ball in the gym", "street": "a ball on a road",
        "park": "a ball in a park", "beach": "a ball on a beach", "snow": "a ball in winter", "moon": "a lunar ball",
    }  # fmt: skip
    script = read(f"{prompts[place]} {light if light != 'day' else ''}")
    scene = stage(script, 1, 16 / 9)
    assert (scene.place, scene.light) == (place, light) or (light, place) == ("sunset", "studio")
    painter = Painter(simulate(scene, 24, 24), shape(160, 90, 24, 1))
    pixels = painter.paint(20).pixels()[:, :, :3]
    assert pixels.std() > 10
    assert (painter.grade is None) == (light == "day" and place != "snow")


@pytest.mark.parametrize(
    "prompt",
    [
        "player throws a ball at the hoop and scores", "balls on a ramp", "balls on stairs", "gifts on a table",
        "rain, crates in the street", "a boy throws a ball on the beach",
    ],
)  # fmt: skip
def test_every_set_moves_and_is_painted_the_same_twice(prompt: str) -> None:
    scene = stage(read(prompt), 2, 1.0)
    for tracks in (simulate(scene, 24, 80), keyframes(scene, 24, 80)):
        painters = [Painter(tracks, shape(96, 96, tracks.frames, 2)) for _ in range(2)]
        frames = [painter.paint(at).pixels() for painter in painters for at in (8, 45, 79)]
        assert np.array_equal(frames[1], frames[4])
        assert np.abs(frames[0].astype(int) - frames[1]).max() > 20


def test_a_shadow_falls_on_what_is_under_the_thing() -> None:
    scene = stage(read("balls on a table"), 1, 16 / 9)
    top = max(point[1] for static in scene.statics if static.skin == "table" for point in static.points)
    assert surface(scene, 0.0, 2.0) == pytest.approx(top)
    assert surface(scene, 0.0, top - 0.2) == 0.0
    assert surface(scene, scene.width / 2 - 0.1, 2.0) == 0.0


def test_the_figure_throws_and_the_net_swings() -> None:
    scene = stage(read("player throws a ball at the hoop"), 2, 16 / 9)
    painter = Painter(simulate(scene, 24, 96), shape(320, 180, 96, 2))
    start, later = painter.paint(0).pixels(), painter.paint(26).pixels()
    assert np.abs(start.astype(int) - later).max() > 50
