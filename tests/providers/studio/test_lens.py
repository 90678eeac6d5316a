"""What the camera, the air and slow motion do to a scene."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from providers.studio.canvas import Canvas
from providers.studio.film import sounding
from providers.studio.paint.frame import Painter
from providers.studio.paint.lens import MOVES, Lens
from providers.studio.performance import Form
from providers.studio.prompt import read
from providers.studio.scenes import acts
from providers.studio.sound.cues import RATE, Wind
from tests.providers.studio.test_film import BRIEF, NEWTON, rendered

FORM = Form(width=160, height=90, fps=24, frames=240, seed=3)
SHAPES = [(160, 90), (90, 160), (96, 96), (210, 90)]


def pixels(prompt: str, frames: list[int], form: Form = FORM) -> list[NDArray[np.int64]]:
    act = next(acts(read(prompt), form, (0,)))
    painter = act.painter()
    return [painter.paint(frame).pixels()[..., :3].astype(np.int64) for frame in frames]


@pytest.mark.parametrize(
    ("prompt", "camera", "slow"),
    [
        ("the camera pans left over three balls", "pan_left", 1),
        ("панорама вправо, мячи прыгают", "pan_right", 1),
        ("tilt up on a tower of crates", "tilt_up", 1),
        ("камера опускается, коробки", "tilt_down", 1),
        ("slow zoom in on a ball", "zoom_in", 1),
        ("камера отдаляется от пирамиды", "zoom_out", 1),
        ("dolly in on two boxes", "dolly_in", 1),
        ("отъезд камеры от башни", "dolly_out", 1),
        ("the camera follows a rolling ball", "follow", 1),
        ("камера следит за мячом, замедленная съёмка", "follow", 2),
        ("a handheld shot of a ball in slow motion", "handheld", 2),
        ("super slow motion: dominoes topple", "", 4),
        ("сверхзамедленная съёмка: мяч падает", "", 4),
        ("a frying pan", "", 1),
    ],
)
def test_words_for_the_camera_and_slow_motion_are_read_in_both_languages(prompt: str, camera: str, slow: int) -> None:
    script = read(prompt)
    assert (script.camera, script.slow) == (camera, slow)


@pytest.mark.parametrize(
    ("prompt", "weather", "wind", "fog"),
    [
        ("a ball in a storm", "rain", 0.8, 0),
        ("мяч в метель", "snow", 0.9, 0),
        ("boxes on a windy day", "", 0.6, 0),
        ("сильный ветер, коробки", "", 1.0, 0),
        ("a ball in the fog", "", 0, 0.7),
        ("шар катится в тумане", "", 0, 0.7),
    ],
)
def test_words_for_the_air_are_read_in_both_languages(prompt: str, weather: str, wind: float, fog: float) -> None:
    script = read(prompt)
    assert (script.weather, script.wind, script.details.get("fog", 0)) == (weather, wind, fog)


@pytest.mark.parametrize("movement", sorted(MOVES))
@pytest.mark.parametrize(("width", "height"), SHAPES)
def test_no_movement_shows_what_lies_outside_of_the_picture(movement: str, width: int, height: int) -> None:
    form = replace(FORM, width=width, height=height)
    target = np.stack([np.linspace(-50, width + 50, 240), np.linspace(height + 9, -9, 240)], axis=1)
    for lens in (Lens(movement, form), Lens(movement, form, target), Lens(movement, form, focus=(1.0, -1.0))):
        canvas, inside = Canvas(width, height), Canvas(width, height)
        inside.fill((1, 1, 1))
        for frame in range(0, 240, 24):
            for depth in (0.0, 0.4, 1.0):
                canvas.fill((0, 0, 0))
                with lens.look(canvas, frame, depth):
                    canvas.stamp(inside)
                assert canvas.pixels()[..., 0].min() > 240


@pytest.mark.parametrize("movement", sorted(set(MOVES) - {"zoom_in", "zoom_out", "follow"}))
def test_what_is_far_moves_less_than_what_is_near(movement: str) -> None:
    lens = Lens(movement, FORM)
    gone = []
    for depth in (0.0, 1.0):
        first, last = lens.view(1, depth), lens.view(150, depth)
        corner = (
            [view.scale * 160 + view.x for view in (first, last)],
            [view.scale * 5 + view.y for view in (first, last)],
        )
        gone.append(abs(corner[0][0] - corner[0][1]) + abs(corner[1][0] - corner[1][1]))
    assert gone[0] < gone[1]


def test_a_movement_is_smooth_and_does_not_depend_on_the_length() -> None:
    for movement in MOVES:
        short, long = Lens(movement, FORM), Lens(movement, replace(FORM, frames=1440))
        views = [short.view(frame) for frame in range(240)]
        assert views == [long.view(frame) for frame in range(240)]
        steps = np.diff([[view.scale * 160, view.x, view.y] for view in views], axis=0)
        assert np.abs(steps).max() < 1.5
        assert np.abs(np.diff(steps, axis=0)).max() < 0.2


def test_a_camera_that_follows_has_the_ball_in_the_middle() -> None:
    path = np.stack([np.linspace(40, 120, 240), np.full(240, 45.0)], axis=1)
    lens = Lens("follow", FORM, path)
    for frame in (60, 120, 180):
        view = lens.view(frame)
        assert abs(view.scale * path[frame, 0] + view.x - 80) < 12


def test_the_still_camera_and_the_moving_one_begin_alike_where_the_movement_begins_still() -> None:
    still, moving = pixels("a ball in the park", [0])[0], pixels("dolly in, a ball in the park", [0])[0]
    assert np.abs(still - moving).mean() < 3


def test_things_stay_on_the_floor_they_stand_on_while_the_camera_moves() -> None:
    form = replace(FORM, width=320, height=180)
    act = next(acts(read("dolly in on a red box on the beach"), form, (0,)))
    painter = act.painter()
    assert isinstance(painter, Painter)
    for frame in (10, 120, 200):
        view = painter.lens.view(frame)
        painter.depths.paint(painter.canvas, frame)
        line = view.scale * painter.camera.y(0.0) + view.y
        assert painter.lens.view(frame, 1.0) == view
        assert 90 < line < 180


def test_wind_moves_rain_snow_and_leaves_and_is_heard() -> None:
    for prompt in ("rain in the street, a ball", "snow in the park, a ball", "a ball in the park"):
        calm, windy = (pixels(f"{prompt}{more}", [30])[0] for more in ("", ", strong wind"))
        assert np.abs(calm - windy).mean() > 0.2
    heard = [[cue for cue in next(acts(read(each), FORM, (0,))).cues if isinstance(cue, Wind)] for each in
             ("a ball in the park", "a ball in the park in the wind", "a ball in a room, windy")]  # fmt: skip
    assert [bool(each) for each in heard] == [False, True, False]


def test_fog_lies_over_any_scene_and_drifts() -> None:
    clear, foggy = (pixels(f"a box in the park{more}", [200, 239]) for more in ("", " in the fog"))
    assert foggy[0].std() < 0.8 * clear[0].std()
    assert np.abs(foggy[0] - foggy[1]).mean() > np.abs(clear[0] - clear[1]).mean()


def test_in_slow_motion_the_same_fall_takes_twice_as_long_and_is_heard_twice_as_late() -> None:
    usual, slow = (next(acts(read(f"a stone ball drops{more}"), FORM, (0,))) for more in ("", ", slow motion"))
    assert usual.form.rate == slow.form.rate == 24
    height = [np.array(act.truth["tracks"][0]["y"]) for act in (usual, slow)]
    assert np.allclose(height[0][:60], height[1][:120:2], atol=1e-6)
    onsets = []
    for act in (usual, slow):
        dry, _ = sounding(act)
        assert dry.shape[1] == 10 * RATE
        onsets.append(np.flatnonzero(np.abs(dry).max(axis=0) > 0.2 * np.abs(dry).max())[0] / RATE)
    assert abs(onsets[1] - 2 * onsets[0]) < 1 / 24


def test_a_slow_clip_is_as_long_as_was_asked_and_goes_on_as_it_began(tmp_path: Path) -> None:
    brief = replace(BRIEF, prompt="a wooden ball drops in slow motion", seconds=4)
    made = rendered(tmp_path, NEWTON, brief)
    assert (made.clip.seconds, made.clip.fps, len(made.pictures)) == (4, 24, 96)
    assert abs(made.sound.shape[1] / RATE - 4) < 0.1
