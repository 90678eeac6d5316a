"""A scene that is played with while it runs."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from providers.kit.clip import probe
from providers.kit.errors import Rejected
from providers.studio.live import FPS, MOST, Playground


def running(prompt: str = "two balls in the park", seconds: float = 0.0) -> Playground:
    scene = Playground(prompt, 320, 180, seed=3)
    for _ in range(round(seconds * FPS)):
        scene.tick()
    return scene


def loud(scene: Playground, moments: int) -> list[float]:
    return [float(np.abs(scene.tick()[1]).max()) for _ in range(moments)]


def test_a_moment_is_a_picture_and_as_much_sound() -> None:
    pixels, sound = running().tick()
    assert pixels.shape == (180, 320, 4)
    assert sound.shape == (2, 1600)
    assert np.abs(sound).max() <= 1
    moment = running().moment()
    assert Image.open(io.BytesIO(moment.picture)).size == (320, 180)
    assert len(moment.sound) == 1600 * 2 * 2


def test_what_is_thrown_is_seen_in_the_next_frame_and_heard_when_it_lands() -> None:
    scene, other = running(seconds=6), running(seconds=6)
    scene.throw(0.5, 0.5, 0.0, 0.0)
    shown, plain = scene.tick()[0].copy(), other.tick()[0].copy()
    assert np.abs(shown.astype(int) - plain).max() > 60
    assert max(loud(scene, 30)) > 5 * max(*loud(other, 30), 0.001)


def test_a_push_moves_what_rests() -> None:
    scene = running(seconds=6)
    before = scene.tick()[0].copy()
    for x in (0.2, 0.4, 0.6, 0.8):
        scene.push(x, 0.85, 2.0)
    after = [scene.tick()[0].copy() for _ in range(6)][-1]
    assert (np.abs(after.astype(int) - before).max(axis=2) > 30).sum() > 100


def test_slow_motion_and_gravity_change_how_soon_things_land() -> None:
    def lands(pace: float, metres: float) -> int:
        scene = running(seconds=6)
        scene.pace(pace)
        scene.gravity(metres)
        scene.throw(0.5, 0.3, 0.0, 0.0)
        heard = loud(scene, 200)
        return next(at for at, level in enumerate(heard) if level > 0.03)

    usual = lands(1.0, 9.81)
    assert lands(0.25, 9.81) > 3 * usual
    assert lands(1.0, 2.5) > 1.6 * usual


def test_rain_is_seen() -> None:
    scene, dry = running(seconds=6), running(seconds=6)
    scene.weather("rain")
    assert (scene.tick()[0] != dry.tick()[0]).any()


def test_what_was_thrown_first_makes_room_and_numbers_out_of_bounds_do_no_harm() -> None:
    scene = running()
    for at in range(MOST + 10):
        scene.throw(at / 50, -3.0, 1e9, -1e9)
    scene.gravity(-5.0)
    scene.pace(0.0)
    for _ in range(10):
        _, sound = scene.tick()
    assert np.isfinite(sound).all()
    assert len(scene.scene.bodies) == MOST


def test_moments_become_a_clip_that_is_seen_and_heard(tmp_path: Path) -> None:
    scene = running(seconds=6)
    scene.throw(0.5, 0.4, 0.0, 0.0)
    clip = probe(scene.film([scene.moment() for _ in range(60)], tmp_path / "clip.mp4"))
    assert (clip.seconds, clip.width, clip.height, clip.fps, clip.audio) == (2, 320, 180, 30, True)


def test_another_kind_of_scene_is_refused() -> None:
    with pytest.raises(Rejected, match="balls and boxes"):
        Playground('A woman says "hello"', 320, 180)
