"""Vehicles on a road against the laws of wheels, springs, friction and sound."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pymunk
import pytest

from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.scenes import acts
from providers.studio.scenes.road import orders
from providers.studio.scenes.road.course import RATE, Course, driven
from providers.studio.scenes.road.drive import Drive
from providers.studio.scenes.road.ground import Bump, Road
from providers.studio.scenes.road.orders import Driver, Order
from providers.studio.scenes.road.plan import GREEN, Driven, Plan, planned
from providers.studio.scenes.road.sounds import AWAY, SOUND, doppler
from providers.studio.scenes.road.vehicles import GRAVITY, vehicle
from providers.studio.scenes.road.view import eye, seen
from providers.studio.sound.cues import RATE as SAMPLES
from providers.studio.sound.cues import Engine, Hum, Impact, Tyres
from providers.studio.sound.hearing import Ears
from providers.studio.sound.mix import played
from providers.studio.sound.motors import engine

FORM = Form(width=320, height=180, fps=24, frames=96, seed=5)
KINDS = ("car", "bus", "truck", "motorcycle", "bicycle", "train")


def alone(name: str, driver: Driver, speed: float = 10.0, road: Road | None = None) -> Plan:
    return Plan(
        action="along", road=road or Road(),
        driven=(Driven(vehicle=vehicle(name), colour=(0.8, 0.2, 0.2), x=0.0, speed=speed, driver=driver),),
    )  # fmt: skip


def act(prompt: str, form: Form = FORM) -> Performance:
    return next(acts(read(prompt), form, (0,)))


def drive(prompt: str, form: Form = FORM) -> Drive:
    return driven(planned(read(prompt), form.seed), form.fps, form.frames)


@pytest.mark.parametrize("name", KINDS)
def test_wheels_roll_without_slipping_when_driven_gently(name: str) -> None:
    kind = vehicle(name)
    run = driven(alone(name, orders.cruising(0.8 * kind.cruise), 0.7 * kind.cruise), 30, 120)
    for axle in range(len(kind.axles)):
        spin = np.gradient(-run.wheel_angle[:, 0, axle], 1 / 30)[5:-5]
        assert spin * kind.round(axle) == pytest.approx(np.gradient(run.wheel_x[:, 0, axle], 1 / 30)[5:-5], rel=0.01)
    assert run.speed[-1, 0] > run.speed[0, 0]


@pytest.mark.parametrize(("name", "speed", "grip"), [("car", 14.0, 0.85), ("bus", 11.0, 0.55), ("van", 17.0, 0.28)])
def test_with_locked_wheels_it_stops_after_the_square_of_its_speed_over_twice_friction_times_gravity(
    name: str, speed: float, grip: float
) -> None:
    run = driven(alone(name, orders.skidding(speed, 0.0), speed, Road(grip=grip)), 30, 240)
    assert abs(run.speed[-1, 0]) < 0.05
    assert run.x[-1, 0] == pytest.approx(speed**2 / (2 * grip * GRAVITY), rel=0.05)
    assert np.abs(run.slip[5, 0]).min() > 0.8 * run.speed[5, 0]


@pytest.mark.parametrize("name", KINDS)
def test_springs_give_way_by_weight_over_stiffness(name: str) -> None:
    kind = vehicle(name)
    course = Course(alone(name, lambda *now: Order(speed=0.0, brake=1.0), 0.0))
    for number in range(2 * RATE):
        course.step(number)
    springs = [joint for joint in course.space.constraints if isinstance(joint, pymunk.DampedSpring)]
    assert len(springs) == len(kind.axles)
    for spring in springs:
        long = (spring.a.local_to_world(spring.anchor_a) - spring.b.local_to_world(spring.anchor_b)).length
        assert spring.rest_length - long == pytest.approx(
            kind.mass * GRAVITY / len(kind.axles) / kind.stiffness, rel=0.02
        )


def test_a_body_swings_on_its_springs_at_its_own_frequency_and_comes_to_rest() -> None:
    course = Course(alone("truck", lambda *now: Order(speed=0.0), 0.0))
    body, kind = course.running[0].chassis, vehicle("truck")
    body.position += (0.0, 0.05)
    heights = []
    for number in range(3 * RATE):
        course.step(number)
        heights.append(body.position.y - kind.middle)
    down = np.flatnonzero(np.diff(np.sign(heights)) < 0)
    period = (down[1] - down[0]) / RATE
    assert period * kind.frequency == pytest.approx(1 / (1 - 0.32**2) ** 0.5, rel=0.05)
    assert abs(heights[-1]) < 0.001


def test_a_hill_takes_the_speed_that_its_height_costs() -> None:
    quiet: Driver = lambda *now: Order(speed=0.0, brake=1e-9)  # noqa: E731  rolls freely
    run = driven(alone("train", quiet, 12.0, Road(bumps=(Bump(x=40.0, wide=50.0, tall=1.5),), grip=0.9)), 30, 100)
    top = int(np.argmax(run.y[:, 0]))
    kind = vehicle("train")
    rolling = 1 + 0.6 * kind.wheel * 4 / kind.whole
    climbed = run.y[top, 0] - run.y[0, 0]
    assert 1.2 < climbed < 1.6
    assert 12.0**2 - run.speed[top, 0] ** 2 == pytest.approx(2 * GRAVITY * climbed / rolling, rel=0.06)


def test_what_is_thrown_by_a_ramp_falls_as_everything_does() -> None:
    run = drive("a car jumps over a ramp", replace(FORM, fps=60, frames=300))
    air = np.flatnonzero(~run.touching[:, 0].any(axis=1))
    flight = max(np.split(air, np.flatnonzero(np.diff(air) > 1) + 1), key=len)[2:-2]
    assert len(flight) > 20
    fall = np.polyfit(flight / 60, run.y[flight, 0], 2)[0]
    assert -2 * fall == pytest.approx(GRAVITY, rel=0.02)


def test_crates_take_the_momentum_that_the_car_loses_when_it_hits_them() -> None:
    run = drive("a car crashes into boxes", replace(FORM, frames=120))
    first = next(hit for hit in run.contacts if hit.body == 0 and hit.other is not None)
    assert {first.materials[0], first.materials[1]} == {"metal", "wood"}
    moved = np.hypot(*(run.crates[-1, :, :2] - run.crates[0, :, :2]).T)
    assert (moved > 1.0).sum() >= 5
    assert np.ptp(run.crates[:, :, 1], axis=0).max() > 0.4  # some fly


def test_who_waits_at_a_light_stands_before_the_line_until_it_is_green() -> None:
    run = drive("a taxi stops at a red light", replace(FORM, frames=200))
    line, kind = run.plan.line, run.plan.driven[0].vehicle
    waits = run.speed[:, 0] < 0.1
    assert waits.sum() > 24
    assert line is not None
    front = run.x[waits, 0] + kind.length / 2
    assert 0 < line - front.max() < 1.5
    assert run.times[waits].max() < GREEN + 0.6
    assert run.speed[-1, 0] > 2.0


def test_in_the_rain_one_slides_farther() -> None:
    dry, wet = (drive(f"a car brakes hard{more}", replace(FORM, frames=190)) for more in ("", " in the rain"))
    assert wet.x[-1, 0] - dry.x[-1, 0] > 4.0


@pytest.mark.parametrize(
    "prompt",
    [
        "a car drives through the city",
        "a bus stops at a red light",
        "a motorcycle jumps over a ramp",
        "поезд едет по лесу",
    ],
)
@pytest.mark.parametrize("aspect", [(9, 16), (1, 1), (16, 9), (21, 9)])
def test_the_vehicle_that_is_followed_is_whole_in_the_picture_whatever_its_shape(
    prompt: str, aspect: tuple[int, int]
) -> None:
    run = drive(prompt)
    kind = run.plan.driven[0].vehicle
    view = seen(run.plan, 40 * aspect[0], 40 * aspect[1])
    path = eye(run, view.wide)
    across, up = np.abs(run.x[:, 0] - path[:, 0]), run.y[:, 0] - kind.middle - path[:, 1]
    assert (across + kind.length / 2).max() < view.wide / 2
    assert (up + kind.height).max() < view.tall - view.below
    assert up.min() > -view.below


def test_what_comes_nearer_is_heard_higher_by_the_law_of_doppler() -> None:
    times = np.arange(0, 12, 1 / 60)
    ratio = doppler(25.0 * (times - 6.0), np.zeros_like(times), 60)
    assert ratio[10] / ratio[-10] == pytest.approx((SOUND + 25) / (SOUND - 25), rel=0.01)
    assert ratio[360] == pytest.approx(1.0, abs=0.003)
    same = doppler(25.0 * times, 25.0 * times, 60)
    assert same == pytest.approx(1.0)


def test_a_horn_that_passes_by_is_heard_as_much_lower_afterwards() -> None:
    made = act("an ambulance with a siren passes by on the highway", replace(FORM, frames=110))
    (siren,) = (cue for cue in made.cues if isinstance(cue, Hum))
    engines = [cue for cue in made.cues if isinstance(cue, Engine)]
    x = np.array(made.truth["tracks"][0]["x"])
    before, after = int(np.argmin(np.abs(x + 25))), int(np.argmin(np.abs(x - 25)))
    speed = np.gradient(x, 1 / 24)[before]
    along = speed * 25 / np.hypot(25, AWAY)
    own = np.array(made.truth["tracks"][0]["turns"])
    heard = engines[0].turns / own
    assert heard[before] / heard[after] == pytest.approx((SOUND + along) / (SOUND - along), rel=0.01)
    assert siren.level.max() > 3 * siren.level[0]
    assert engines[0].x[before] < 0 < engines[0].x[after]


@pytest.mark.parametrize(("cylinders", "turns"), [(4, 30.0), (6, 20.0), (2, 45.0)])
def test_an_engine_sounds_at_the_pitch_at_which_its_cylinders_fire(cylinders: int, turns: float) -> None:
    frames = np.ones(48)
    ears = Ears(
        dry=np.zeros((2, 2 * SAMPLES), np.float32), wet=np.zeros((2, 2 * SAMPLES), np.float32), width=8.0, fps=24
    )
    cue = Engine(x=0 * frames, turns=turns * frames, load=0.5 * frames, level=frames, cylinders=cylinders)
    engine(ears, cue, np.random.default_rng(1))
    loud = np.abs(np.fft.rfft(ears.dry[0] * np.hanning(ears.samples)))
    peak = float(np.argmax(loud[40:600]) + 40) / 2
    fires = turns * cylinders / 2
    assert peak % fires == pytest.approx(0.0, abs=1.0) or peak % fires == pytest.approx(fires, abs=1.0)


def test_tyres_squeal_when_they_slide_and_only_then() -> None:
    made = act("a car brakes hard and skids", replace(FORM, frames=72))
    (tyres,) = (cue for cue in made.cues if isinstance(cue, Tyres))
    run = drive("a car brakes hard and skids", replace(FORM, frames=72))
    locks = int(np.argmax(tyres.slip > 1.0))
    assert abs(locks / 24 - 1.3) < 1.5 / 24
    assert np.array_equal(tyres.slip > 1.0, np.abs(run.slip[:, 0]).max(axis=1) > 1.0)
    quiet, loud = (band(played(replace(made, cues=(tyres,))), *span) for span in ((0.6, 1.2), (1.4, 2.0)))
    assert loud > 3 * quiet


def band(sound: np.ndarray[tuple[int, int], np.dtype[np.float32]], start: float, end: float) -> float:
    part = sound[0, int(start * SAMPLES) : int(end * SAMPLES)]
    return float(np.abs(np.fft.rfft(part))[int(700 * (end - start)) : int(2500 * (end - start))].mean())


def test_a_bump_is_heard_within_a_frame_of_the_wheel_that_meets_it() -> None:
    form = replace(FORM, fps=30, frames=100)
    plan = alone("car", orders.cruising(12.0), 12.0, Road(bumps=(Bump(x=20.0, wide=0.5, tall=0.07),)))
    run = driven(plan, 30, form.frames)
    first = next(thump for thump in run.thumps if thump.at[0] > 18)
    wheel = run.wheel_x[round(first.time * 30), 0]
    assert np.abs(wheel - 19.85).min() < 0.6
    made = act("a car crashes into boxes", form)
    struck = next(hit for hit in made.truth["contacts"] if hit["materials"] == ("metal", "wood"))
    assert any(abs(cue.time - struck["time"]) < 1e-9 for cue in made.cues if isinstance(cue, Impact))
    sound = np.abs(played(replace(made, cues=tuple(cue for cue in made.cues if isinstance(cue, Impact)))))
    loud = int(np.argmax(sound.max(axis=0) > 0.02)) / SAMPLES
    assert abs(loud - min(cue.time for cue in made.cues if isinstance(cue, Impact))) < 1 / 30


def test_the_same_seed_gives_the_same_bytes_and_a_longer_drive_begins_as_a_shorter_one_does() -> None:
    prompt = "a truck crashes into boxes on a bumpy road"
    one, again, longer = drive(prompt), drive(prompt), drive(prompt, replace(FORM, frames=120))
    for name in ("x", "y", "angle", "wheel_angle", "slip", "crates", "turns", "load"):
        was, same, more = (getattr(each, name) for each in (one, again, longer))
        assert was.tobytes() == same.tobytes()
        assert was.tobytes() == np.ascontiguousarray(more[: len(was)]).tobytes()
    assert one.x.tobytes() != drive(prompt, replace(FORM, seed=6)).x.tobytes()


@pytest.mark.parametrize("prompt", ["a red car drives at night in the rain", "велосипедист едет по парку"])
def test_what_is_painted_twice_is_the_same_and_what_drives_is_seen_to_move(prompt: str) -> None:
    made = act(prompt, replace(FORM, frames=30))
    first, second = made.painter(), made.painter()
    frames = []
    for frame in (0, 12, 24):
        frames.append(first.paint(frame).pixels().copy())
        assert np.array_equal(frames[-1], second.paint(frame).pixels())
    assert np.abs(frames[0].astype(int) - frames[2]).mean() > 2


def test_wheels_are_painted_turned_by_the_way_that_they_have_rolled() -> None:
    run = drive("a bicycle rides along the street")
    gone = run.wheel_x[-1, 0, 0] - run.wheel_x[0, 0, 0]
    turned = run.wheel_angle[0, 0, 0] - run.wheel_angle[-1, 0, 0]
    assert turned * run.plan.driven[0].vehicle.radius == pytest.approx(gone, rel=0.02)


def test_without_physics_nothing_that_is_hit_moves() -> None:
    made = act("a car crashes into boxes", replace(FORM, physics=False))
    crates = [track for track in made.truth["tracks"] if track["skin"] == "crate"]
    assert crates
    assert all(track["x"][0] == track["x"][-1] for track in crates)
