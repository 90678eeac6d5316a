"""The simulation's own numbers against the laws that it should keep."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from providers.studio.materials import MATERIALS
from providers.studio.prompt import read
from providers.studio.rehearsal import staged
from providers.studio.simulate import HOLLOW, simulate
from providers.studio.stagecraft.ground import empty, view
from providers.studio.stagecraft.scene import stage
from providers.studio.stagecraft.terms import Body, Scene

SEEN = view(16 / 9, 3.0)


def scene(*bodies: Body, gravity: float = 9.81) -> Scene:
    return Scene(
        width=SEEN.width,
        height=SEEN.height,
        below=SEEN.below,
        bodies=bodies,
        statics=empty("studio", SEEN),
        gravity=gravity,
    )


def ball(**changes: object) -> Body:
    plain = Body(shape="ball", skin="plain", material="rubber", colour=(1, 0, 0), half=(0.1, 0.1), at=(0.0, 2.0))
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("gravity", [9.81, 1.62])
def test_free_fall_is_within_one_percent_of_g(gravity: float) -> None:
    tracks = simulate(scene(ball(at=(0.0, 6.0)), gravity=gravity), 60, 55)
    times = np.arange(55) / 60
    fitted = -2 * np.polyfit(times, tracks.y[:, 0], 2)[0]
    assert fitted == pytest.approx(gravity, rel=0.01)


@pytest.mark.parametrize("bounce", [0.3, 0.6, 0.78, 0.9])
def test_a_ball_leaves_the_floor_with_the_share_of_speed_that_its_restitution_says(bounce: float) -> None:
    tracks = simulate(scene(ball(bounce=bounce)), 60, 120)
    speed = np.diff(tracks.y[:, 0]) * 60
    hit = int(np.argmax(speed > 0))
    down, up = speed[hit - 2] - 9.81 / 60, speed[hit + 1] + 9.81 / 60
    assert -up / down == pytest.approx(bounce, abs=0.04)


def test_momentum_is_kept_in_a_collision() -> None:
    first = ball(at=(-1.0, 1.0), velocity=(2.0, 0.0), material="stone")
    second = ball(at=(0.0, 1.0), half=(0.14, 0.14))
    tracks = simulate(scene(first, second, gravity=0.0), 60, 50)
    speed = np.diff(tracks.x, axis=0) * 60
    mass = np.array([220 * 0.1**2, 60 * 0.14**2])
    assert tracks.contacts
    assert speed[-1] @ mass == pytest.approx(speed[0] @ mass, rel=0.01)


def test_an_impulse_is_the_change_of_momentum() -> None:
    tracks = simulate(scene(ball(bounce=0.5)), 60, 60)
    mass = MATERIALS["rubber"].density * np.pi * 0.1**2
    speed = (2 * 9.81 * 1.9) ** 0.5
    assert tracks.contacts[0].impulse == pytest.approx(mass * speed * 1.5, rel=0.03)


def test_a_contact_is_told_when_and_where_it_happens() -> None:
    (first, *_) = simulate(scene(ball()), 60, 60).contacts
    assert first.time == pytest.approx((2 * 1.9 / 9.81) ** 0.5, abs=1 / 240)
    assert first.at == pytest.approx((0.0, 0.0), abs=0.03)
    assert (first.body, first.other, first.materials) == (0, None, ("rubber", "wood"))


@pytest.mark.parametrize("fps", [24, 30])
def test_a_scene_moves_alike_at_every_frame_rate(fps: int) -> None:
    setting = stage(read("four balls and two crates bounce"), 5, 16 / 9)
    assert simulate(setting, fps, 4 * fps).contacts == simulate(setting, 60, 240).contacts


def test_ten_boxes_stand_on_one_another_for_twenty_seconds() -> None:
    tracks = simulate(stage(read("a stack of ten crates"), 1, 16 / 9), 24, 26 * 24)
    assert np.ptp(tracks.y[6 * 24 :, 9]) < 0.02
    assert np.all(np.diff(tracks.y[-1]) > 0.05)


def test_crates_are_hollow() -> None:
    struck = ball(at=(-1.0, 1.0), velocity=(2.0, 0.0), bounce=0.0)
    crate = Body(shape="box", skin="crate", material="wood", colour=(1, 1, 1), half=(0.1, 0.1), at=(0.0, 1.0))
    tracks = simulate(scene(struck, crate, gravity=0.0), 60, 60)
    mass = np.array([60 * np.pi * 0.01, 90 * 0.04 * HOLLOW])
    speed = np.diff(tracks.x, axis=0) * 60
    assert speed[-1] @ mass == pytest.approx(speed[0] @ mass, rel=0.02)


@pytest.mark.parametrize("aspect", [16 / 9, 9 / 16, 1.0, 21 / 9])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_good_throw_goes_through_the_net_and_a_bad_one_does_not(aspect: float, seed: int) -> None:
    for word, goes_in in (("scores", True), ("misses", False)):
        tracks = simulate(staged(read(f"a player throws the ball at the hoop and {word}"), seed, aspect), 30, 150)
        assert any(contact.materials[0] == "net" for contact in tracks.contacts) is goes_in


def test_a_carried_ball_leaves_the_hands_without_a_jump() -> None:
    setting = stage(read("a player throws the ball at the hoop"), 4, 16 / 9)
    tracks = simulate(setting, 60, 120)
    release = round(setting.bodies[0].enters * 60)
    steps = np.hypot(np.diff(tracks.x[:, 0]), np.diff(tracks.y[:, 0]))
    assert steps[: release + 5].max() < 0.2


def test_what_somebody_throws_at_stands_still_until_it_is_hit() -> None:
    tracks = simulate(stage(read("a boy throws a football at three boxes"), 5, 16 / 9), 30, 150)
    release = round(tracks.scene.bodies[0].enters * 30)
    assert len(tracks.scene.bodies) == 4
    assert np.ptp(tracks.x[:release, 1:], axis=0).max() < 0.01
    assert np.ptp(tracks.x[:, 1:], axis=0).max() > 0.1


def test_what_is_not_on_stage_yet_is_not_seen() -> None:
    setting = stage(read("three balls"), 1, 16 / 9)
    seen = simulate(setting, 30, 90).seen
    assert seen[0].sum() == 1
    assert seen[-1].all()


PLAYS = (
    "three balls drop; balls bounce; throw a ball; two balls roll; boxes slide; stack of crates; pyramid of crates; "
    "a ball hits a pyramid of boxes; balls collide; dominoes; a ball rolls at dominoes; balls on a ramp and a box; "
    "balls on stairs; gifts on a table; a man throws a ball at crates; a man throws two balls at a ball; "
    "a man and falling gifts; cat purrs sonata; five very long words standing together; twenty balls; stack of balls; "
    "a ball and a stack of boxes; crash of crates; player, hoop, three balls"
)


@pytest.mark.parametrize("aspect", [16 / 9, 9 / 16, 1.0, 4 / 3, 21 / 9])
@pytest.mark.parametrize("prompt", PLAYS.split("; "))
def test_everything_ends_up_in_the_picture(prompt: str, aspect: float) -> None:
    setting = stage(read(prompt), 2, aspect)
    tracks = simulate(setting, 24, 24 * 8)
    inside = np.abs(tracks.x[-1]) < setting.width / 2 + 0.1
    assert inside.mean() >= 0.5
    assert np.all(tracks.y[-1] > 0)
    assert np.all(np.isfinite(tracks.angle))
