"""The lessons against the laws that they teach."""

from __future__ import annotations

from math import cos, pi, radians, sin

import numpy as np
import pytest

from providers.studio.canvas import letterable
from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.scenes import acts
from providers.studio.scenes.science import subject
from providers.studio.scenes.science.diagram import labels, nice
from providers.studio.scenes.science.laws import STRING, elements, orbits, springs, string, thrown
from providers.studio.scenes.science.pool import BEAT, Field
from providers.studio.sound.mix import played
from providers.studio.stagecraft.ground import view
from providers.studio.tracks import Floats

PROMPTS = {
    "planets orbit the sun": "orbit", "планеты вращаются вокруг солнца": "orbit", "the solar system": "orbit",
    "солнечная система": "orbit", "комета летит вокруг солнца": "orbit", "a satellite around the earth": "orbit",
    "a mass on a spring": "spring", "груз на пружине": "spring", "три связанные пружины": "spring",
    "a damped oscillator graph": "spring", "standing wave on a string": "wave", "стоячая волна на струне": "wave",
    "interference of two sources": "wave", "интерференция волн на воде": "wave", "a sound wave": "wave",
    "a projectile, physics lesson": "shot", "траектория снаряда, график": "shot", "a cannon fires": "shot",
}  # fmt: skip


def shown(prompt: str, seconds: float = 3.0, physics: bool = True) -> Performance:
    form = Form(width=320, height=180, fps=30, frames=round(seconds * 30), seed=3, physics=physics)
    return next(acts(read(prompt), form, (0,)))


@pytest.mark.parametrize(("prompt", "name"), PROMPTS.items())
def test_a_prompt_in_either_language_opens_its_lesson(prompt: str, name: str) -> None:
    script = read(prompt)
    assert (script.kind, subject(script)[0]) == ("science", name)


def going_round(axes: Floats, bents: Floats) -> Floats:
    starts = [elements(axis, bent, 0.3, 4 * pi**2) for axis, bent in zip(axes.tolist(), bents.tolist(), strict=True)]
    places, speeds = (np.array([start[side] for start in starts]) for side in (0, 1))
    return orbits(places, speeds, 4 * pi**2, 60, 60 * 12)


def test_the_square_of_the_period_is_as_the_cube_of_the_half_axis() -> None:
    axes = np.array([0.4, 0.7, 1.0, 1.5, 2.2])
    paths = going_round(axes, np.array([0.0, 0.1, 0.3, 0.6, 0.4]))
    for at in range(5):
        reach = np.hypot(*paths[:, at].T)
        turned = np.unwrap(np.arctan2(paths[:, at, 1], paths[:, at, 0]))
        period = np.interp(turned[0] + 2 * pi, turned, np.arange(len(turned)) / 60)
        axis = (reach.max() + reach.min()) / 2
        assert period**2 / axis**3 == pytest.approx(1.0, rel=0.01)


def test_the_line_to_the_sun_sweeps_equal_areas_in_equal_times() -> None:
    path = going_round(np.array([1.0]), np.array([0.6]))[:60, 0]
    areas = np.abs(path[:-1, 0] * path[1:, 1] - path[:-1, 1] * path[1:, 0]) / 2
    fine = np.array([areas[at : at + 10].sum() for at in (0, 15, 30, 45)])
    assert np.ptp(fine) / fine.mean() < 0.02


def test_an_orbit_closes_and_keeps_its_energy() -> None:
    path = going_round(np.array([1.0]), np.array([0.5]))[:, 0]
    assert np.hypot(*(path[600] - path[0])) < 0.01


@pytest.mark.parametrize(("mass", "stiff"), [(0.5, 60.0), (1.2, 60.0), (2.0, 25.0)])
def test_a_spring_swings_in_two_pi_times_the_root_of_mass_over_stiffness(mass: float, stiff: float) -> None:
    shift = springs(np.array([0.1]), np.array([[stiff]]), np.array([mass]), 0.0, 60, 1200)[:, 0]
    crossings = np.flatnonzero(shift[:-1] * shift[1:] < 0)
    exact = crossings + shift[crossings] / (shift[crossings] - shift[crossings + 1])
    period = 2 * (exact[-1] - exact[0]) / (len(exact) - 1) / 60
    assert period == pytest.approx(2 * pi * (mass / stiff) ** 0.5, rel=0.002)
    assert np.abs(shift[-60:]).max() == pytest.approx(0.1, rel=0.02)


def test_a_damped_spring_loses_as_much_as_it_should() -> None:
    shift = springs(np.array([0.1]), np.array([[60.0]]), np.array([0.6]), 0.5, 60, 600)[:, 0]
    assert np.abs(shift[540:]).max() == pytest.approx(0.1 * np.exp(-0.5 * 9.3 / 2), rel=0.1)


def test_a_pulse_runs_along_a_string_at_its_speed_and_comes_back_upside_down() -> None:
    steps = np.arange(4 * STRING) / STRING
    drive = 0.1 * np.exp(-(((steps - 0.4) / 0.05) ** 2))
    shape = string(drive, 181, 3.0, 3.0, 0.0, 60, 240)
    middle = shape[:, 90]
    assert np.argmax(middle) / 60 == pytest.approx(0.4 + 0.5, abs=0.03)
    assert np.argmin(middle) / 60 == pytest.approx(0.4 + 1.5, abs=0.03)
    assert middle.min() == pytest.approx(-middle.max(), rel=0.05)


def test_a_standing_wave_has_its_nodes_at_rest() -> None:
    shape = np.array([each["shift"] for each in shown("a standing wave on a string", 8.0).truth["tracks"]])[:, 180:]
    quiet = np.abs(shape).max(axis=1)
    assert quiet[6] < 0.35 * quiet.max()
    assert quiet[12] < 0.35 * quiet.max()
    assert quiet[3] > 0.8 * quiet.max()


@pytest.mark.parametrize("angle", [20.0, 45.0, 70.0])
def test_a_throw_goes_as_far_and_as_high_as_theory_says(angle: float) -> None:
    speed = 12.0 * np.array([cos(radians(angle)), sin(radians(angle))])
    path = thrown(np.zeros(2), speed, 9.81, 60, 240)
    assert path[-1, 0] == pytest.approx(144 * sin(2 * radians(angle)) / 9.81, rel=0.01)
    assert path[:, 1].max() == pytest.approx((12 * sin(radians(angle))) ** 2 / 2 / 9.81, rel=0.01)
    assert -2 * np.polyfit(np.arange(20) / 60, path[:20, 1], 2)[0] == pytest.approx(9.81, rel=0.01)


def test_water_rests_where_the_ways_from_two_sources_differ_by_half_a_wave() -> None:
    seen, length = view(16 / 9, 2.4), 0.3
    field = Field(((-0.5, 0.0), (0.5, 0.0)), seen, length)
    tall, wide = field.height(0.0).shape
    x, y = np.meshgrid(np.linspace(-0.5, 0.5, wide) * seen.width, np.linspace(0.5, -0.5, tall) * seen.height)
    apart = np.abs(np.hypot(x + 0.5, y) - np.hypot(x - 0.5, y)) / length
    moved = np.abs([field.height(60 + at / BEAT / 8) for at in range(8)]).max(axis=0)
    far = np.hypot(x, y) > 0.9
    calm, lively = far & (np.abs(apart - 0.5) < 0.03), far & (apart < 0.03)
    assert moved[calm].mean() < 0.25 * moved[lively].mean()


def test_every_label_can_be_lettered() -> None:
    for pair in labels().values():
        for text in pair:
            assert letterable(text) == text


@pytest.mark.parametrize(("span", "step"), [(10.0, 2.0), (6.0, 1.0), (0.9, 0.2), (70.0, 10.0)])
def test_ticks_are_at_round_numbers(span: float, step: float) -> None:
    assert nice(span, 8 if span in {6.0, 70.0} else 5) == pytest.approx(step)


@pytest.mark.parametrize("physics", [True, False])
@pytest.mark.parametrize(
    "prompt", [*PROMPTS, "схема орбит планет", "wave diagram", "sound wave graph", "coupled springs"]
)
def test_every_lesson_is_seen_and_heard_the_same_for_the_same_seed(prompt: str, physics: bool) -> None:
    first, again = (shown(prompt, 2.0, physics) for _ in range(2))
    assert str(first.truth) == str(again.truth)
    pixels = [act.painter().paint(40).pixels().copy() for act in (first, again)]
    assert np.array_equal(*pixels)
    assert pixels[0][:, :, :3].std() > 5
    if physics:
        assert np.abs(played(first)).max() > 1e-3
