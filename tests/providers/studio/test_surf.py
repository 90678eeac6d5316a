"""The sea: what floats, who rides, and which prompts want it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from providers.kit.terms import Brief
from providers.studio import Studio
from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.scenes import acts, module
from providers.studio.scenes.surf.afloat import drift
from providers.studio.scenes.surf.crafts import crafts, hull
from providers.studio.scenes.surf.fall import BONES, LOOSE
from providers.studio.scenes.surf.hull import State, pushed
from providers.studio.scenes.surf.ride import ride
from providers.studio.scenes.surf.rider import Skill
from providers.studio.scenes.surf.sea import DENSITY, Breaker, Sea, waves
from providers.studio.scenes.surf.setting import setting
from providers.studio.scenes.surf.surfing import sea_of
from providers.studio.scenes.surf.wash import stirred
from providers.studio.sound.cues import RATE, Splash, Surf

FORM = Form(width=320, height=180, fps=24, frames=96, seed=3)
NONE = np.zeros(0)
CALM = Sea(amplitude=NONE, kx=NONE, kz=NONE, omega=NONE, phase=NONE)


def played(prompt: str, **changes: object) -> Performance:
    script = read(prompt)
    made: Performance = module(script.kind).perform(script, replace(FORM, **changes))  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize("name", sorted(crafts()))
def test_what_lies_in_calm_water_is_under_by_its_density_over_that_of_the_water(name: str) -> None:
    craft = crafts()[name]
    body = hull(craft)
    course = drift(CALM, body, State(y=0.2 * craft.tall), replace(FORM, frames=24 * 14))
    assert course.under[-1] / body.volume == pytest.approx(craft.density, rel=0.03)
    assert np.abs(np.diff(course.course[-24:, 1])).max() < 0.002


@pytest.mark.parametrize("name", ["crate", "barrel", "log", "raft"])
def test_the_depth_of_a_box_in_calm_water_is_its_density_times_its_height(name: str) -> None:
    craft = crafts()[name]
    course = drift(CALM, hull(craft), State(y=0.1), replace(FORM, frames=24 * 14))
    depth = craft.low * craft.tall - course.course[-1, 1]
    assert depth / craft.tall == pytest.approx(craft.density, rel=0.03)


def test_buoyancy_is_the_weight_of_the_water_that_is_displaced() -> None:
    body = hull(crafts()["crate"])
    push = pushed(body, State(y=0.1), CALM, 0.0)
    assert push.y == pytest.approx(DENSITY * 9.81 * push.under, rel=1e-6)
    assert abs(push.pitch) < 1e-6 * push.y
    assert abs(push.roll) < 1e-6 * push.y


def test_a_hull_that_is_turned_out_of_its_place_is_turned_back() -> None:
    body = hull(crafts()["boat"])
    assert pushed(body, State(pitch=0.1), CALM, 0.0).pitch < 0 < pushed(body, State(pitch=-0.1), CALM, 0.0).pitch
    assert pushed(body, State(roll=0.1), CALM, 0.0).roll < 0 < pushed(body, State(roll=-0.1), CALM, 0.0).roll


def test_slopes_and_heights_of_the_sea_agree() -> None:
    sea = Sea(**waves(np.random.default_rng(1), 8, 1.0), breakers=(Breaker(height=2.0, start=0.0),))
    x, z, step = np.linspace(-9.0, 9.0, 60), np.linspace(3.0, -4.0, 60), 1e-4
    for surface in (sea.surface, sea.felt):
        here = surface(x, z, 0.7)
        along = (surface(x + step, z, 0.7).height - surface(x - step, z, 0.7).height) / (2 * step)
        assert np.abs(here.slope_x - along).max() < 0.02
    assert np.allclose(sea.surface(x, z, 0.7).height, sea.felt(x, z, 0.7).height, atol=1e-9)


def test_deep_water_waves_run_by_their_length() -> None:
    made = waves(np.random.default_rng(2), 8, 1.0)
    assert np.allclose(made["omega"] ** 2, 9.81 * np.hypot(made["kx"], made["kz"]))


def test_a_rider_who_loses_balance_falls_and_one_who_keeps_it_stands() -> None:
    kept, lost = played("a surfer keeps balance on a wave"), played("a surfer wipes out")
    assert kept.truth["fell"] is None
    assert 0 < lost.truth["fell"] < FORM.seconds
    board, rider = lost.truth["tracks"]
    assert abs(rider["x"][-1] - board["x"][-1]) < 4.0
    assert any(isinstance(cue, Splash) for cue in lost.cues)
    assert all(contact["time"] >= lost.truth["fell"] for contact in lost.truth["contacts"])


def test_limbs_keep_their_length_while_a_body_is_thrown() -> None:
    script = read("surfer")
    made = ride(sea_of(FORM, replace(setting(script), rough=1.2)), FORM, Skill(delay=0.3, reach=0.3, noise=0.1))
    assert made.fell is not None
    limbs = BONES[:-LOOSE]
    lengths = np.linalg.norm(made.body[:, limbs[:, 0]] - made.body[:, limbs[:, 1]], axis=2)
    after = lengths[int(made.fell * FORM.fps) + 2 :]
    assert np.abs(after / after[0] - 1).max() < 0.12


def test_the_board_pitches_with_the_face_of_the_wave_that_it_rides() -> None:
    track = played("a surfer keeps balance").truth["tracks"][0]
    assert np.mean(track["pitch"]) < -0.2
    assert np.std(track["roll"]) > 0.01


def test_what_falls_into_the_water_is_heard_when_it_does() -> None:
    act = played("a wooden crate floats on the sea")
    splash = next(cue for cue in act.cues if isinstance(cue, Splash))
    assert splash.time == act.truth["contacts"][0]["time"]
    assert any(isinstance(cue, Surf) for cue in act.cues)


def test_the_same_seed_is_the_same_ride_and_another_seed_is_another() -> None:
    one, again, other = played("surfer"), played("surfer"), played("surfer", seed=4)
    assert one.truth == again.truth != other.truth


def test_a_longer_ride_begins_as_the_shorter_one_did() -> None:
    short, long = played("surfer"), played("surfer", frames=150)
    for name in ("x", "y", "roll"):
        assert long.truth["tracks"][0][name][:96] == short.truth["tracks"][0][name]
    a, b = short.painter().paint(90).pixels(), long.painter().paint(90).pixels()
    assert np.array_equal(a, b)


def test_without_physics_nothing_touches_the_water() -> None:
    for prompt in ("surfer", "a duck floats on the sea"):
        act = played(prompt, physics=False)
        assert act.truth["contacts"] == []
        act.painter().paint(3)


@pytest.mark.parametrize("size", [(180, 320), (240, 240), (320, 180), (420, 180)])
@pytest.mark.parametrize("prompt", ["surfer", "two boats at sea at night", "sea in a storm"])
def test_every_shape_of_picture_is_filled(prompt: str, size: tuple[int, int]) -> None:
    act = played(prompt, width=size[0], height=size[1], frames=24)
    pixels = act.painter().paint(12).pixels()
    assert pixels.shape[:2] == size[::-1]
    assert pixels[..., 3].min() == 255
    assert len(np.unique(pixels[..., :3].reshape(-1, 3), axis=0)) > 500


SEA = """
a surfer rides a big wave; man surfing at sunset; surfing in the ocean; a girl on a surfboard catches a wave;
surfer falls off the board; a boat on the sea; a sailboat on the waves at sunset; a rubber duck floats on the lake;
a bottle bobs in the ocean in a storm; the sea at night; ocean waves; three wooden crates float on the sea;
серфер на большой волне; человек катается на серфе; сёрфингист едет на волне на закате; девушка на доске для серфинга;
серфер падает с доски; лодка плывёт по морю; парусник на волнах; резиновая уточка плавает в озере; море ночью;
бутылка качается на волнах в шторм; океан на закате; волны; деревянный ящик плавает в море; кораблик плывёт по реке;
мужчина катается на доске по волнам; волны бьются о берег; бурное море ночью под дождём; two ducks swim in a cold pond
"""
OTHERS = """
a red ball on the beach; a ball bounces by the sea; a stack of crates; basketball player shoots; two balls fall;
мяч прыгает на пляже; коробки на улице ночью; башня из десяти кубиков; мяч падает на берегу моря; the plank falls
"""


@pytest.mark.parametrize("prompt", [each.strip() for each in SEA.split(";")])
def test_prompts_about_the_sea_choose_it(prompt: str) -> None:
    script = read(prompt)
    assert script.kind == "surf"
    assert script.ignored == ()


@pytest.mark.parametrize("prompt", [each.strip() for each in OTHERS.split(";")])
def test_prompts_about_other_things_do_not(prompt: str) -> None:
    assert read(prompt).kind != "surf"


def test_the_sea_has_no_holes() -> None:
    painter = played("sea in a storm").painter()
    for frame in range(0, 96, 12):
        painter.paint(frame)
        assert painter.small.pixels()[..., :3].max(axis=2).min() > 20  # type: ignore[attr-defined]


def test_a_fall_is_heard_in_the_file_within_one_frame_of_when_the_truth_file_says(tmp_path: Path) -> None:
    brief = Brief(prompt="a surfer falls off", seconds=3, resolution="480p", aspect_ratio="1:1", fps=24, seed=5)
    clip = Studio().render(brief, Studio.models[0], tmp_path, lambda news: None)
    assert clip.truth is not None
    (act,) = json.loads(clip.truth.read_text("utf-8"))["acts"]
    start, frame = round(min(each["time"] for each in act["contacts"]) * RATE), RATE // 24
    with av.open(str(clip.path)) as file:
        sound = np.concatenate([part.to_ndarray() for part in file.decode(audio=0)], axis=1)
    loud = [20 * np.log10(sound[:, start + at * frame :][:, :frame].std()) for at in range(-12, 1)]
    assert loud[-1] > max(loud[:-1]) + 3


def test_the_faster_a_hull_goes_the_higher_is_its_bow_wave_and_none_stands_where_it_is_out_of_the_water() -> None:
    course, still = np.zeros((4, 6)), np.zeros(4)
    course[3, 1] = 2.0
    wash = stirred(CALM, 24, course - (0, 0.05, 0, 0, 0, 0), (1.0, 0.3), np.array([0.0, 1.0, 2.0, 2.0]), still)
    assert 0 == wash.strong[0] == wash.strong[3] < wash.strong[1] < wash.strong[2]


def test_a_hull_meets_the_water_where_its_foremost_wet_part_is() -> None:
    course = np.zeros((40, 6))
    course[:, 4] = 0.3
    level, risen = (stirred(CALM, 24, at, (1.0, 0.3), np.ones(40), np.zeros(40)) for at in (course * 0 - 0.01, course))
    assert level.bow[-1, 0] == pytest.approx(0.95, abs=0.02)
    assert risen.bow[-1, 0] < 0.05


def test_the_water_beside_a_duck_moves_when_it_heaves() -> None:
    act = played("a duck floats on the sea", frames=24)
    with_wash = act.painter().paint(20).pixels()
    painter = act.painter()
    painter.shot = replace(painter.shot, things=[replace(each, wash=None) for each in painter.shot.things])  # type: ignore[attr-defined]
    assert not np.array_equal(with_wash, painter.paint(20).pixels())


def test_a_wave_that_rises_on_a_rock_is_thrown_up_when_it_is_heard() -> None:
    form = Form(width=240, height=135, fps=24, frames=144, seed=5)
    act = next(acts(read("ocean waves crash on rocks"), form, (0,)))
    hits = act.truth["contacts"]
    assert len(hits) >= 3
    splashes = [cue.time for cue in act.cues if isinstance(cue, Splash)]
    assert splashes == [hit["time"] for hit in hits]
    longer = next(acts(read("волны разбиваются о скалы"), replace(form, frames=200), (0,))).truth["contacts"]
    assert longer[: len(hits)] == hits
