"""A person who jumps and turns: laws in the air, feet on the ground, and which prompts ask for it."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.scenes.figure import perform
from providers.studio.scenes.figure.elements import Trick
from providers.studio.scenes.figure.flight import RATE, SOMERSAULT, STEP, UPRIGHT, solved, through
from providers.studio.scenes.figure.motion import Motion
from providers.studio.scenes.figure.poses import pose
from providers.studio.scenes.figure.programme import Programme, performed
from providers.studio.scenes.figure.routine import Span, softened
from providers.studio.sound.cues import Crowd, Impact, Sliding, Step, Tune, Wind
from providers.studio.sound.mix import played
from providers.studio.stagecraft.anatomy import (
    ANKLES,
    SEGMENTS,
    TOES,
    WEIGHT,
    Build,
    Floats,
    balance,
    momentum,
)


def motion(style: str, *names: str, turns: int = 0, outcome: str = "clean", physics: bool = True) -> Motion:
    tricks = tuple(Trick(name=name, turns=turns) for name in names)
    asked = Programme(
        style=style, tricks=tricks, build=Build(), seconds=7.0, gravity=9.81, physics=physics, outcome=outcome
    )
    return performed(asked, Random(1))


def flights(moved: Motion) -> list[Span]:
    found = [span for span in moved.spans if span.axis >= 0 and span.name not in {"spin", "pirouette"}]
    assert found
    return found


def spun(moved: Motion, span: Span) -> Floats:
    """The angular momentum that the points of space themselves tell of."""
    rows = slice(span.start, span.end + 1)
    turn = moved.pitch if span.axis == SOMERSAULT else moved.yaw
    rate = np.gradient(turn[rows], STEP)
    return momentum(moved.points[rows], STEP, span.axis, rate if span.axis == UPRIGHT else 0.0)[2:-2]


LEAST = 0.25
"""Square metres per second: about what the arms alone have while somebody jumps and doesn't turn."""
AIRBORNE = [
    ("ice", "axel"), ("ice", "toe loop"), ("mat", "somersault"), ("mat", "backflip"), ("mat", "roundoff"),
    ("bed", "somersault"), ("dance", "leap"), ("plain", "jump"),
]  # fmt: skip


@pytest.mark.parametrize(("style", "name"), AIRBORNE)
def test_in_the_air_the_centre_of_mass_falls_freely(style: str, name: str) -> None:
    moved = motion(style, name)
    for span in flights(moved):
        path = balance(moved.points[span.start : span.end + 1])
        time = np.arange(len(path)) * STEP
        fitted = np.polyfit(time, path[:, 1], 2)
        assert -2 * fitted[0] == pytest.approx(9.81, rel=0.01)
        assert np.abs(np.polyval(fitted, time) - path[:, 1]).max() < 0.002
        assert np.ptp(np.diff(path[:, 0])) < 1e-4


@pytest.mark.parametrize(("style", "name"), AIRBORNE)
def test_in_the_air_the_angular_momentum_is_kept_within_one_percent(style: str, name: str) -> None:
    moved = motion(style, name)
    for span in flights(moved):
        told = spun(moved, span)
        assert np.abs(told - span.momentum).max() < 0.01 * max(abs(span.momentum), LEAST)


def test_who_tucks_turns_faster_by_the_ratio_of_the_moments_of_inertia() -> None:
    keys = np.stack([pose(name) for name in ("layout", "layout", "tuck", "tuck", "layout")])
    way = softened(through(np.array([0, 0.2, 0.5, 0.8, 1]), keys, np.linspace(0, 1, 241)))
    turn = solved(way, Build(), SOMERSAULT, np.zeros(241), (0.0, 2 * np.pi))
    rate = np.gradient(turn.angle, STEP)
    assert turn.inertia[20] > 2.5 * turn.inertia[155]
    assert rate[155] / rate[20] == pytest.approx(turn.inertia[20] / turn.inertia[155], rel=0.01)
    assert turn.angle[-1] == pytest.approx(2 * np.pi)


def test_a_spin_is_faster_with_the_arms_in_and_loses_little() -> None:
    moved = motion("ice", "scratch")
    span = next(span for span in moved.spans if span.name == "spin")
    told = spun(moved, span)
    rate = np.gradient(moved.yaw[span.start : span.end + 1], STEP)
    assert rate.max() > 3.0 * rate[10]
    loss = told / span.momentum
    assert np.all(np.diff(loss[::24]) < 1e-3)
    assert loss[-1] == pytest.approx(np.exp(-(span.end - span.start) * STEP / 24.0), rel=0.01)


@pytest.mark.parametrize(
    ("name", "turns", "whole"), [("axel", 1, 1.5), ("axel", 3, 3.5), ("toe loop", 2, 2.0), ("lutz", 4, 4.0)]
)
def test_a_jump_turns_as_often_as_it_is_called(name: str, turns: int, whole: float) -> None:
    moved = motion("ice", name, turns=turns)
    span = next(span for span in moved.spans if span.name == name)
    after = min(len(moved.yaw) - 1, span.end + RATE)
    before = span.start - round(0.02 * RATE)
    assert (moved.yaw[after] - moved.yaw[before]) / (2 * np.pi) == pytest.approx(whole, abs=0.2)


@pytest.mark.parametrize(("name", "turns"), [("somersault", 1), ("somersault", 2), ("backflip", 1)])
def test_a_somersault_lands_on_the_feet(name: str, turns: int) -> None:
    moved = motion("mat", name, turns=turns)
    span = next(span for span in moved.spans if span.name == "somersault")
    assert abs(span.turns) == pytest.approx(turns, abs=0.06)
    feet = moved.points[span.end, [*ANKLES, *TOES], 1]
    assert feet.min() == pytest.approx(0.02, abs=0.05)
    assert moved.points[span.end, 3, 1] > 1.0


def test_who_turns_too_little_falls_and_gets_up() -> None:
    moved = motion("mat", "somersault", outcome="fall")
    fall = next(touch for touch in moved.touches if touch.name == "fall")
    at = round(fall.time * RATE)
    assert moved.points[at, 0, 1] < 0.25
    assert moved.points[at + 3 * RATE // 1, 0, 1] > 0.6


@pytest.mark.parametrize("style", ["mat", "dance", "plain"])
def test_a_standing_foot_does_not_slide(style: str) -> None:
    moved = motion(style, "jump" if style != "dance" else "arabesque")
    toe = moved.points[: RATE // 4, TOES[0]]
    assert np.ptp(toe[:, 0]) < 0.01


@pytest.mark.parametrize(
    ("style", "name"), [*AIRBORNE, ("plain", "walk"), ("plain", "run"), ("mat", "roll"), ("mat", "handspring")]
)
def test_nobody_sinks_into_the_ground_or_leaps_from_place_to_place(style: str, name: str) -> None:
    moved = motion(style, name)
    assert moved.points[..., 1].min() > (-0.05 if style != "bed" else -0.2)
    speed = np.diff(moved.points, axis=0) * RATE
    assert np.linalg.norm(speed, axis=2).max() < 36
    assert np.linalg.norm(np.diff(speed, axis=0), axis=2).max() < 36


def test_the_shares_of_the_segments_are_a_whole_body() -> None:
    assert WEIGHT.sum() == pytest.approx(1.0)
    assert sum(each[2] for each in SEGMENTS) == pytest.approx(1.0, abs=0.01)


def show(prompt: str, seconds: float = 6.0, seed: int = 3, physics: bool = True) -> Performance:
    return perform(
        read(prompt), Form(width=320, height=180, fps=30, frames=int(30 * seconds), seed=seed, physics=physics)
    )


def test_a_landing_is_heard_when_it_is_seen() -> None:
    performance = show("a gymnast does a somersault perfectly")
    lands = [each["time"] for each in performance.truth["contacts"] if each["what"] == "land"]
    sound = np.abs(played(performance)).sum(axis=0)
    for time in lands:
        before, after = sound[round((time - 0.03) * 48000) : round(time * 48000)], sound[round(time * 48000) :][:1600]
        assert after.max() > 3 * before.max()
    kinds = {type(cue) for cue in performance.cues}
    assert {Impact, Step, Crowd, Wind} <= kinds


def test_a_skater_is_heard_on_the_ice_to_soft_music_and_a_fall_makes_them_gasp() -> None:
    performance = show("a figure skater falls after a triple axel")
    kinds = {type(cue) for cue in performance.cues}
    assert {Sliding, Tune, Crowd} <= kinds
    assert [cue.mood for cue in performance.cues if isinstance(cue, Crowd)] == ["gasp"]


def test_the_same_seed_performs_the_same_and_another_does_not() -> None:
    first, again, other = (show("a figure skater", seed=seed) for seed in (5, 5, 6))
    assert first.truth == again.truth
    assert first.truth != other.truth
    one, two = (performance.painter().paint(40).pixels().copy() for performance in (first, again))
    assert np.array_equal(one, two)


def test_without_physics_nothing_is_heard_and_nothing_is_kept() -> None:
    performance = show("a gymnast does a somersault", physics=False)
    assert performance.cues == ()
    moved = motion("mat", "somersault", physics=False)
    span = next(span for span in moved.spans if span.name == "somersault")
    told = spun(moved, span)
    assert np.ptp(told) > 0.2 * np.abs(told).max()


ASKING = """
a figure skater spins on the ice; a skater does a triple axel; figure skating; a gymnast does a double somersault;
gymnastics floor routine; a man does a backflip; a child jumps; a dancer spins on a stage; a man runs in the park;
a woman walks along the street; a girl jumps on a trampoline; a ballerina in a white dress;
фигуристка прыгает тройной аксель; фигурное катание; фигурист вращается на льду; гимнастка делает двойное сальто;
девочка прыгает на батуте; ребёнок прыгает; балерина кружится на сцене; мужчина бежит по парку;
женщина идёт по улице; гимнаст делает рондат и сальто назад; акробат крутит сальто
"""


@pytest.mark.parametrize("prompt", [each.strip() for each in ASKING.split(";")])
def test_such_prompts_ask_for_a_figure(prompt: str) -> None:
    assert read(prompt).kind == "figure"


@pytest.mark.parametrize(
    "prompt",
    ["a ball jumps", "мяч прыгает", "a man throws a ball", "человек бросает мяч в кольцо", "a basketball player shoots",
     "three balls fall on the ice", "a boy rolls a barrel and a ball down a ramp", "a stack of boxes falls"],
)  # fmt: skip
def test_such_prompts_do_not(prompt: str) -> None:
    assert read(prompt).kind == "bodies"
