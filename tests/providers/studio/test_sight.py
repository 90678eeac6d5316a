"""Sights: fireworks, fire, a rocket, bubbles and wide land against the laws that they follow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.scenes import acts
from providers.studio.scenes.sight import SHOWS, aloft, bubbles, fireworks, named, rocket
from providers.studio.sound.cues import Impact, Pluck

FORM = Form(width=256, height=144, fps=24, frames=120, seed=5)


def act(prompt: str, form: Form = FORM) -> Performance:
    return next(acts(read(prompt), form, (0,)))


def test_a_star_falls_as_fast_as_the_air_lets_it() -> None:
    shell = fireworks.shells(FORM, 60.0)[4]
    late = [fireworks.flown(shell, past)[:, 1].mean() for past in (9.0, 10.0)]
    assert late[0] - late[1] == pytest.approx(fireworks.GRAVITY / fireworks.BRAKE, rel=0.001)
    early = [fireworks.flown(shell, past) for past in (0.0, 0.001)]
    assert (early[1] - early[0]) / 0.001 == pytest.approx(shell.stars, abs=0.05)


def test_a_shell_bursts_where_it_would_turn_back() -> None:
    for shell in fireworks.shells(FORM, 60.0)[:6]:
        heights = [shell.place(shell.bursts + late)[1] for late in (-0.1, 0.0, 0.1)]
        assert heights[1] > max(heights[0], heights[2])


def test_every_burst_is_heard_when_it_is_seen() -> None:
    made = act("fireworks over a city")
    bangs = {round(cue.time, 6) for cue in made.cues if isinstance(cue, Impact) and cue.impulse > 100}
    assert bangs == {round(hit["time"], 6) for hit in made.truth["contacts"] if hit["time"] >= 0}
    painter, first = act("fireworks over a city").painter(), min(time for time in bangs if time > 0.3)
    frame = round(first * 24)
    light = [float(painter.paint(at).pixels()[..., :3].mean()) for at in (frame - 2, frame + 1)]
    assert light[1] > light[0]


def test_a_rocket_rises_by_thrust_over_weight_and_ever_faster() -> None:
    path = rocket.risen(replace(FORM, frames=240))
    rising = path[round(rocket.LIFTS * 24) + 1 :]
    gained = np.diff(rising[:24, 1]).sum() / (23 / 24)
    assert gained == pytest.approx(rocket.GRAVITY * (rocket.PUSH - 1), rel=0.04)
    assert np.all(np.diff(rising[:, 1]) > 0)
    assert np.diff(rising[-24:, 1]).sum() > np.diff(rising[:24, 1]).sum()


def test_bubbles_of_one_film_sink_alike_whatever_their_size_and_pop_where_they_are_heard() -> None:
    every = bubbles.bubbles(FORM)
    assert every[0].sinks == pytest.approx(every[1].sinks)
    made = act("soap bubbles in the park")
    pops = [cue for cue in made.cues if isinstance(cue, Pluck)]
    assert len(pops) == len(made.truth["contacts"]) > 3
    assert [cue.time for cue in pops] == [hit["time"] for hit in made.truth["contacts"]]


def test_a_crack_of_the_wood_is_a_spark_that_flies() -> None:
    made = act("a campfire at night")
    cracks = [cue.time for cue in made.cues if isinstance(cue, Impact)]
    assert cracks == [hit["time"] for hit in made.truth["contacts"]]
    assert len(cracks) > 10


def test_a_balloon_rises_while_it_is_warmer_than_it_needs_to_hang_and_no_faster_than_the_air_lets_it() -> None:
    path = aloft.climbed(replace(FORM, frames=480))
    speed, warm = path[:, 1], path[:, 2]
    assert speed[round(24 * aloft.BURNS)] > speed[0]
    gained = np.diff(speed[24:48]).sum() / (23 / 24)
    assert gained == pytest.approx(float((aloft.LIFT * (warm - 1) - aloft.BRAKE * speed)[24:48].mean()), abs=0.02)
    assert speed.max() < aloft.LIFT * (warm.max() - 1) / aloft.BRAKE


def test_a_helicopter_that_lands_is_heard_to_touch_the_ground() -> None:
    made = act("a helicopter lands", replace(FORM, frames=160))
    (touch,) = made.truth["contacts"]
    high = np.array(made.truth["tracks"][0]["y"])
    assert high[round(touch["time"] * 24)] < 0.01 < high[round(touch["time"] * 24) - 6]
    assert [cue.time for cue in made.cues if isinstance(cue, Impact)] == [touch["time"]]


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("a drone shot over mountains at sunrise", "vista"),
        ("snow falls on a quiet village at night", "vista"),
        ("тихая деревня зимой", "vista"),
        ("a meteorite falls into the sea", "vista"),
        ("свеча горит в тёмной комнате", "candle"),
        ("a campfire in the forest at night", "fire"),
        ("салют над городом", "fireworks"),
        ("ракета взлетает в космос", "rocket"),
        ("a child blows soap bubbles", "bubbles"),
        ("a plane flies over the clouds", "plane"),
        ("вертолёт садится", "helicopter"),
        ("a hot air balloon over a valley", "balloon"),
        ("воздушный шар летит над полями", "balloon"),
        ("northern lights over a snowy forest", "vista"),
        ("осенние листья падают в парке", "vista"),
    ],
)
def test_sights_are_read_in_both_languages_begin_alike_and_are_painted_alike_twice(prompt: str, name: str) -> None:
    script = read(prompt)
    assert (script.kind, named(script)) == ("sight", name)
    short, longer = act(prompt, replace(FORM, frames=30)), act(prompt, replace(FORM, frames=60))
    assert len(short.cues) <= len(longer.cues)
    first, second = short.painter(), longer.painter()
    for frame in (0, 15, 29):
        assert np.array_equal(first.paint(frame).pixels(), second.paint(frame).pixels())
    assert set(SHOWS) >= {name}


@pytest.mark.parametrize("shape", [(144, 256), (192, 192), (336, 144)])
def test_the_rocket_is_in_the_picture_whatever_its_shape(shape: tuple[int, int]) -> None:
    made = act("a red rocket launches", replace(FORM, width=shape[0], height=shape[1]))
    painter = made.painter()
    for frame in (0, 60, 110):
        pixels = painter.paint(frame).pixels()[..., :3].astype(int)
        middle = pixels[:, shape[0] // 2 - 6 : shape[0] // 2 + 6]
        assert np.abs(middle - np.median(pixels, axis=1, keepdims=True)).max() > 60
