"""Sound that a scene's cues cause, as it is mixed and as it is read back from a file."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pyloudnorm
import pytest
from numpy.typing import NDArray

from providers.studio.film import film, sounds
from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.sound.cues import RATE, Crowd, Cue, Flow, Impact, Splash, Step, Surf, Tune, Voice, Wind
from providers.studio.sound.mastering import loudness, true_peak
from providers.studio.sound.mix import listened, played
from providers.studio.sound.room import heard
from providers.studio.sound.throats import Throat, syllable
from providers.studio.sound.water import RADII, bubble

FPS = 24
SPOKEN = np.clip(0.3 * syllable(Throat(112.0, 1.0), 0, 1), -1, 1)
TAP = Impact(time=1.5, at=(0, 0), impulse=0.02, materials=("wood", "wood"), sizes=(0.05, 0))


def seconds(count: float) -> NDArray[np.float64]:
    """Ones, a frame each."""
    return np.ones(int(count * FPS))


def act(*cues: Cue, length: float = 4.0, place: str = "room", weather: str = "", seed: int = 5) -> Performance:
    form = Form(width=64, height=48, fps=FPS, frames=int(length * FPS), seed=seed)
    return Performance(
        form=form, place=place, width=8.0, cues=cues, painter=lambda: pytest.fail("unseen"), weather=weather
    )


def read_back(performance: Performance, folder: Path) -> NDArray[np.float64]:
    """The sound of a file that was made of the performance, with black pictures."""
    sound = sounds(read("a room"), performance.form, iter([performance]))
    black = np.zeros((48, 64, 4), np.uint8)
    path = folder / "clip.mp4"
    film(path, performance.form, sound, iter([black] * performance.form.frames), lambda fraction: None)
    with av.open(str(path)) as file:
        return np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1).astype(float)


CAUSES: dict[str, Cue] = {
    "drop": Splash(time=1.5, at=(1.0, 0), volume=1e-5),
    "splash": Splash(time=1.5, at=(1.0, 0), volume=0.5),
    "plunge": Splash(time=1.5, at=(-2.0, 0), volume=60.0),
    "far splash": Splash(time=1.5, at=(-2.0, 0), volume=5.0, far=25.0),
    "word": Voice(time=1.5, at=(0, 1), samples=SPOKEN),
    "tap": TAP,
    **{
        f"step on {ground}": Step(time=1.5, at=(0, 0), impulse=25.0, ground=ground)
        for ground in ("wood", "stone", "sand", "grass", "snow", "ice", "marzipan")
    },
}


@pytest.mark.parametrize("cause", CAUSES)
def test_what_happens_is_heard_within_one_frame_and_not_before(cause: str, tmp_path: Path) -> None:
    sound = np.abs(read_back(act(CAUSES[cause]), tmp_path)).max(axis=0)
    around = sound[int(1.4 * RATE) : int(1.6 * RATE)]
    onset = int(np.argmax(around > 0.25 * around.max())) / RATE - 0.1
    assert abs(onset) < 1 / FPS


SCENES: dict[str, Performance] = {
    "sea": act(Surf(x=0 * seconds(6), strength=4 * seconds(6)), length=6, place="sea"),
    "rain and nothing else": act(place="street", weather="rain"),
    "silence in a room": act(),
    "chatter": act(Crowd(mood="chatter", level=seconds(4)), place="cafe"),
    "applause": act(Crowd(mood="applause", level=seconds(4)), place="hall"),
    "one faint tap": act(TAP, length=8),
    "one drop": act(Splash(time=3, at=(0, 0), volume=1e-5), length=8, place="lab"),
    "one word in the rain": act(Voice(time=1, at=(0, 1), samples=SPOKEN), place="park", weather="rain"),
    "wind": act(Wind(x=0 * seconds(4), speed=15 * seconds(4)), place="snow"),
    "music": act(Tune(mood="jazz", beat=120, level=seconds(4))),
}


@pytest.mark.parametrize("scene", SCENES)
def test_every_kind_of_scene_is_as_loud_as_the_others_after_aac(scene: str, tmp_path: Path) -> None:
    sound = read_back(SCENES[scene], tmp_path)
    assert loudness(sound) == pytest.approx(-16, abs=1)
    assert true_peak(sound) < -1


def test_loudness_is_what_a_known_instrument_says() -> None:
    noise = np.random.default_rng(1).standard_normal((2, 12 * RATE)) * np.repeat([0.2, 0.001, 0.05], 4 * RATE)
    assert loudness(noise) == pytest.approx(pyloudnorm.Meter(RATE).integrated_loudness(noise.T), abs=0.05)


def test_a_bubble_rings_at_its_minnaert_frequency() -> None:
    for kind in (20, 50, 80):
        tone = bubble(kind)
        pitch = np.argmax(np.abs(np.fft.rfft(tone, 4 * RATE))) / 4
        assert 0.97 < pitch * RADII[kind] / 3.26 < 1.2


def test_the_tone_of_a_vessel_rises_as_it_fills() -> None:
    filling = Flow(x=0 * seconds(6), rate=0.1 * seconds(6), depth=np.linspace(0, 0.18, 6 * FPS), vessel=0.2)
    sound = played(act(filling, length=6))[0]

    def tone(start: float) -> float:
        power = np.abs(np.fft.rfft(sound[int(start * RATE) : int((start + 1) * RATE)])) ** 2
        band = np.convolve(power[250:2500], np.ones(60), mode="same")
        return 250 + float(np.argmax(band))

    tones = [tone(start) for start in (0.2, 2.0, 4.0)]
    assert all(before < after for before, after in pairwise(tones))
    assert tones[0] == pytest.approx(343 / (4 * 0.2), rel=0.15)


def test_more_water_makes_a_louder_and_lower_splash() -> None:
    def centre(volume: float) -> tuple[float, float]:
        sound = played(act(Splash(time=1, at=(0, 0), volume=volume)))[0]
        power = np.abs(np.fft.rfft(sound)) ** 2
        return float(np.std(sound)), float(np.sum(power * np.arange(len(power))) / np.sum(power) / 4)

    sounds = [centre(volume) for volume in (1e-4, 0.05, 20.0)]
    assert [level for level, _ in sounds] == sorted(level for level, _ in sounds)
    assert [pitch for _, pitch in sounds] == sorted((pitch for _, pitch in sounds), reverse=True)


def test_what_is_far_is_softer_and_comes_more_by_the_walls() -> None:
    near, far = (listened(act(replace(TAP, far=metres))) for metres in (0.0, 20.0))
    assert np.std(far.dry) < 0.5 * np.std(near.dry)
    assert not near.wet.any()
    assert np.std(far.wet) > np.std(far.dry)


def test_a_stronger_wind_is_louder_and_brighter() -> None:
    soft, strong = (played(act(Wind(x=0 * seconds(4), speed=speed * seconds(4))))[0] for speed in (4.0, 16.0))
    assert np.std(strong) > 4 * np.std(soft)
    assert np.std(np.diff(strong)) / np.std(strong) > 1.2 * np.std(np.diff(soft)) / np.std(soft)


def test_a_crowd_is_silent_where_its_level_is_nothing() -> None:
    level = seconds(4)
    level[: 2 * FPS] = 0.0
    for mood in ("chatter", "cheer", "applause", "gasp"):
        sound = np.abs(played(act(Crowd(mood=mood, level=level))))  # type: ignore[arg-type]
        assert sound[:, : int(1.9 * RATE)].max() == 0
        assert sound[:, int(2 * RATE) : int(2.2 * RATE)].max() > 0.01


@pytest.mark.parametrize("material", ["metal", "wood", "glass", "stone"])
def test_what_strikes_something_soft_is_duller(material: str) -> None:
    def high(floor: str) -> float:
        power = np.abs(np.fft.rfft(played(act(replace(TAP, impulse=5.0, materials=(material, floor))))[0])) ** 2
        return float(power[4 * 1500 :].sum())

    assert high("snow") < 0.25 * high("stone")


@pytest.mark.parametrize("mood", ["calm", "bright", "dark", "tense", "jazz"])
def test_music_is_another_by_another_seed_and_the_same_by_the_same(mood: str) -> None:
    tune = Tune(mood=mood, beat=100, level=seconds(4))  # type: ignore[arg-type]
    first, again, other = (played(act(tune, seed=seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.allclose(first, other)
    assert np.abs(first).max() > 0.02


def test_a_longer_sound_begins_as_a_shorter_one_did() -> None:
    def sound(length: int) -> NDArray[np.floating]:
        on, middle = seconds(length), 0 * seconds(length)
        endless = (
            Surf(x=middle, strength=on), Wind(x=middle, speed=9 * on), Flow(x=middle, rate=on, depth=0.1 * on),
            Crowd(mood="chatter", level=on), Crowd(mood="applause", level=on), Tune(mood="calm", beat=90, level=on),
        )  # fmt: skip
        return played(act(*endless, length=length))

    short, long = sound(13), sound(23)
    assert np.allclose(short[:, : -RATE // 2], long[:, : short.shape[1] - RATE // 2], atol=1e-4)


def test_parts_of_a_long_sound_join_without_a_gap_or_a_bump() -> None:
    level = played(act(Wind(x=0 * seconds(24), speed=9 * seconds(24), size=1.0), length=24))[0]
    tenths = np.std(level.reshape(-1, RATE // 2), axis=1)
    assert tenths[18:26].min() > 0.6 * np.median(tenths)
    assert tenths[18:26].max() < 1.6 * np.median(tenths)


def test_a_place_that_nobody_knows_sounds_like_a_plain_room() -> None:
    click = np.zeros((2, RATE))
    click[:, 100] = 1.0
    assert np.array_equal(heard(click.copy(), "a place that nobody knows", 1), heard(click.copy(), "room", 1))
