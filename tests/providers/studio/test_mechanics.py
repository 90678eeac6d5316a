"""Machines against the laws that they show."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import pi

import numpy as np
import pytest

from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.scenes import acts
from providers.studio.scenes.mechanics import machine
from providers.studio.scenes.mechanics.chain import RATE, chain, energy, step
from providers.studio.scenes.mechanics.gears import driven, toothed, train
from providers.studio.scenes.mechanics.pulleys import Hoist, hauled
from providers.studio.scenes.mechanics.swinging import cradle, free, rods
from providers.studio.sound.cues import Creak, Impact, Pluck, Wind
from providers.studio.sound.mix import played
from providers.studio.tracks import Floats

PROMPTS = {
    "a pendulum swings": "pendulum", "маятник качается": "pendulum", "three pendulums of different lengths": "pendulum",
    "колыбель Ньютона": "cradle", "Newton's cradle on a desk": "cradle", "двойной маятник": "double",
    "a chaotic double pendulum": "double", "a rope hangs from a beam": "rope", "гиря висит на верёвке": "rope",
    "верёвочный мост": "bridge", "a rope bridge over a gorge": "bridge", "four meshing gears": "gear",
    "три шестерёнки вращаются": "gear", "a pulley lifts a crate": "pulley", "блок поднимает груз": "pulley",
    "a seesaw with two crates": "seesaw", "качели-балансир": "seesaw", "катапульта стреляет по башне": "catapult",
    "a trebuchet": "catapult", "a tyre rolls down a hill": "hill", "колесо катится с холма": "hill",
    "a Rube Goldberg machine": "reaction", "цепная реакция": "reaction", "шина на цепи": "rope",
}  # fmt: skip


def shown(
    prompt: str, seconds: float = 4.0, fps: int = 30, size: tuple[int, int] = (320, 180), **more: object
) -> Performance:
    form = Form(width=size[0], height=size[1], fps=fps, frames=round(seconds * fps), seed=3, **more)  # type: ignore[arg-type]
    return next(acts(read(prompt), form, (0,)))


@pytest.mark.parametrize(("prompt", "name"), PROMPTS.items())
def test_a_prompt_in_either_language_sets_up_its_machine(prompt: str, name: str) -> None:
    script = read(prompt)
    assert (script.kind, machine(script)[0]) == ("mechanics", name)


@pytest.mark.parametrize(
    "prompt",
    ["a ball rolls down a ramp", "dominoes topple", "мяч падает на пол", "boxes on the stairs", "a ball on the Moon"],
)
def test_what_bodies_can_play_is_left_to_them(prompt: str) -> None:
    assert read(prompt).kind == "bodies"


@pytest.mark.parametrize("gravity", [9.81, 1.62])
def test_a_small_swing_takes_two_pi_times_the_root_of_length_over_gravity(gravity: float) -> None:
    lengths = np.array([0.4, 1.0, 1.6])
    swing = free(((0.0, 2.0),) * 3, lengths, np.full(3, 0.05), gravity, 60, 900)
    for at, length in enumerate(lengths):
        times = [time for time, which, _ in swing.passes if which == at]
        period = 2 * (times[-1] - times[0]) / (len(times) - 1)
        assert period == pytest.approx(2 * pi * (length / gravity) ** 0.5, rel=0.001)


def test_a_wide_swing_takes_as_much_longer_as_the_elliptic_integral_says() -> None:
    swing = free(((0.0, 2.0),), np.array([1.0]), np.array([1.5]), 9.81, 60, 900)
    times = [time for time, _, _ in swing.passes]
    period = 2 * (times[-1] - times[0]) / (len(times) - 1)
    mean, other = 1.0, float(np.cos(0.75))
    for _ in range(20):
        mean, other = (mean + other) / 2, (mean * other) ** 0.5
    assert period == pytest.approx(2 * pi / 9.81**0.5 / mean, rel=0.001)


def test_a_pendulum_without_loss_keeps_its_energy() -> None:
    swing = free(((0.0, 2.0),), np.array([1.0]), np.array([1.0]), 9.81, 60, 3600)
    last = np.abs(swing.angles[-200:, 0]).max()
    assert last == pytest.approx(1.0, abs=0.002)


def test_a_double_pendulum_keeps_its_energy_within_one_percent() -> None:
    hung = rods((0.0, 2.0), (0.6, 0.5), (2.0, 2.6), (1.0, 0.8))
    weights = np.where(np.isfinite(hung.masses), hung.masses, 0.0)
    told = []
    for _ in range(30 * RATE):
        pull = np.zeros((3, 2))
        pull[:, 1] = -9.81 * weights
        step(hung, pull)
        told.append(energy(hung, 9.81))
    span = 9.81 * 2 * (0.6 * 1.8 + 0.5 * 0.8)
    assert np.ptp(told) < 0.03 * span
    assert abs(np.mean(told[-RATE:]) - np.mean(told[:RATE])) < 0.01 * span


def test_a_rope_does_not_stretch_however_heavy_what_hangs_on_it() -> None:
    places = np.linspace((0.0, 2.0), (1.0, 0.9), 23)
    masses = np.array([np.inf, *np.full(21, 0.05), 20.0])
    rope = chain(places, masses)
    pull = np.zeros((23, 2))
    pull[1:, 1] = -9.81 * masses[1:]
    for _ in range(4 * RATE):
        step(rope, pull)
        now = np.hypot(*np.diff(rope.places, axis=0).T)
        assert np.abs(now / rope.lengths - 1).max() < 1e-3


def test_a_rope_at_rest_pulls_with_what_it_carries() -> None:
    hung = chain(np.linspace((0.0, 2.0), (0.0, 1.0), 11), np.array([np.inf, *np.full(9, 0.1), 5.0]))
    pull = np.zeros((11, 2))
    pull[1:, 1] = -9.81 * hung.masses[1:]
    for _ in range(RATE):
        step(hung, pull)
    assert hung.tensions[0] == pytest.approx(9.81 * 5.9, rel=0.001)
    assert hung.tensions[-1] == pytest.approx(9.81 * 5.0, rel=0.001)


def cradled(lifted: int, bounce: float = 1.0, frames: int = 240) -> Floats:
    start = np.where(np.arange(5) < lifted, -0.5, 0.0)
    return cradle(tuple((0.1 * at, 1.0) for at in range(5)), 0.8, start, 9.81, 60, frames, bounce).angles


@pytest.mark.parametrize("lifted", [1, 2, 3])
def test_as_many_balls_leave_the_cradle_as_come_in(lifted: int) -> None:
    angles = cradled(lifted)
    half = int(60 * pi * (0.8 / 9.81) ** 0.5 * 1.02)
    assert np.flatnonzero(angles[half] > 0.3).tolist() == list(range(5 - lifted, 5))
    assert np.abs(angles[half, : 5 - lifted]).max() < 0.08


def test_momentum_goes_through_the_cradle_whole() -> None:
    angles = cradled(1, frames=120)
    speed = np.diff(angles, axis=0) * 60
    first = float(speed[:, 0].max())
    assert float(speed[:, 4].max()) == pytest.approx(first, rel=0.02)
    blow = int(np.argmax(speed[:, 4] > 0.5 * first))
    assert speed[blow + 1].sum() == pytest.approx(speed[blow - 2].sum(), rel=0.05)
    assert np.all(np.diff(angles, axis=1) > -2e-3)


@pytest.mark.parametrize("teeth", [(12, 24), (16, 10, 28), (32, 14, 18, 20)])
def test_gears_turn_as_the_ratio_of_their_teeth_says_and_the_other_way_round(teeth: tuple[int, ...]) -> None:
    gears = train(teeth, (0.4,) * (len(teeth) - 1))
    turned = np.diff(driven(gears, np.array([0.0, 1.0])), axis=0)[0]
    for (one, other), (before, after) in zip(pairwise(teeth), pairwise(turned), strict=True):
        assert after == pytest.approx(-before * one / other, rel=1e-12)


def test_a_tooth_always_meets_a_gap() -> None:
    gears = train((16, 24), (0.7,))
    for crank in np.linspace(0, 1, 17):
        first, second = driven(gears, np.array([crank]))[0]
        facing = (0.7 - first) * 16 / (2 * pi)
        back = (0.7 + pi - second) * 24 / (2 * pi)
        assert (facing + back) % 1.0 == pytest.approx(0.5, abs=1e-9)


def test_the_teeth_of_a_gear_are_as_wide_as_its_gaps() -> None:
    outline = np.array(toothed(20, 0.04))
    assert len(outline) == 20 * 8
    pitch = np.hypot(*outline.T)
    assert pitch.max() - pitch.min() == pytest.approx(2.15 * 0.04)


def test_gears_click_once_for_each_tooth() -> None:
    act = shown("two gears", 6.0)
    clicks = [cue for cue in act.cues if isinstance(cue, Impact)]
    first = act.truth["tracks"][0]
    turned = abs(first["angle"][-1] - first["angle"][0]) * first["teeth"] / (2 * pi)
    assert len(clicks) == pytest.approx(turned, abs=2)


@pytest.mark.parametrize("strands", [1, 2, 4])
def test_a_hoist_starts_as_its_weights_say(strands: int) -> None:
    hoist = Hoist(strands=strands, load=40, counter=60 / strands, wheels=0.0, low=0.0, high=9.0, travel=9.0)
    lift = hauled(hoist, 9.81, 60, 60)
    net = 9.81 * (60 - 40) / (40 + strands * 60)
    assert hoist.pull(9.81) == pytest.approx(net)
    assert lift.rise[50] == pytest.approx(net / 2 * (50 / 60 - 0.7) ** 2, rel=0.08)


def test_a_wheel_on_a_hill_rolls_without_slipping() -> None:
    track = shown("a wheel rolls down a hill", 4.0, 60).truth["tracks"][0]
    x, y, turn = (np.array(track[name]) for name in ("x", "y", "angle"))
    path = np.hypot(np.diff(x), np.diff(y))[90:120].sum()
    rolled = abs(turn[120] - turn[90])
    radius = path / rolled
    assert 0.15 < radius < 0.45


def test_a_stone_from_the_catapult_strikes_the_tower() -> None:
    act = shown("a catapult", 5.0)
    assert any(
        {contact["body"], contact["other"]} & {2} and (contact["other"] or 0) > 2 for contact in act.truth["contacts"]
    )


@pytest.mark.parametrize(
    "name", ["a heavy weight on a rope", "a seesaw", "three pendulums", "Newton's cradle", "a pulley"]
)
def test_what_happens_is_heard_when_it_happens(name: str) -> None:
    act = shown(name)
    act = replace(act, cues=tuple(cue for cue in act.cues if not isinstance(cue, Wind)))
    cue = min((cue for cue in act.cues if isinstance(cue, Impact | Pluck | Creak)), key=lambda cue: cue.time)
    level = np.abs(played(act)).sum(axis=0)
    start = round(cue.time * 48_000)
    assert level[: start - 48].max(initial=0.0) < 0.02
    assert level[start : start + 4800].max() > 1e-3


@pytest.mark.parametrize(
    "prompt", ["a rope", "a pendulum", "колыбель Ньютона", "gears", "a pulley", "a seesaw", "мост", "колесо и холм"]
)
@pytest.mark.parametrize("physics", [True, False])
def test_the_same_seed_shows_the_same_and_without_physics_nothing_touches(prompt: str, physics: bool) -> None:
    first, again = (shown(prompt, 2.0, physics=physics) for _ in range(2))
    assert str(first.truth) == str(again.truth)
    assert bool(first.cues) or not physics
    assert physics or not first.truth["contacts"]
    pixels = [act.painter().paint(40).pixels().copy() for act in (first, again)]
    assert np.array_equal(*pixels)
    assert pixels[0][:, :, :3].std() > 10
