"""What is heard, before it is in a file."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from providers.studio.materials import MATERIALS
from providers.studio.performance import Form, Performance
from providers.studio.prompt import read
from providers.studio.scenes.bodies import perform
from providers.studio.sound.cues import RATE, Impact, Sliding
from providers.studio.sound.hearing import pan
from providers.studio.sound.impacts import modal
from providers.studio.sound.mastering import CEILING, loudness, mastered, true_peak
from providers.studio.sound.mix import played
from providers.studio.sound.room import ECHOES, heard
from providers.studio.sound.surroundings import murmur
from providers.studio.stagecraft.ground import GROUNDS


def record(prompt: str, seconds: float = 3.0) -> Performance:
    form = Form(width=1280, height=720, fps=30, frames=int(30 * seconds), seed=3)
    return perform(read(prompt), form)


def impacts(performance: Performance) -> list[Impact]:
    return [cue for cue in performance.cues if isinstance(cue, Impact)]


def test_every_contact_is_heard_at_its_own_sample() -> None:
    tracks = record("a metal ball drops")
    level = np.abs(played(tracks)).sum(axis=0)
    first = impacts(tracks)[0]
    assert level[: round(first.time * RATE)].max() == 0
    assert level[round(first.time * RATE) : round(first.time * RATE) + 96].max() > 0.05


def test_a_harder_blow_is_louder() -> None:
    tracks = record("a rubber ball drops")
    level = np.abs(played(tracks)).sum(axis=0)
    loud = [level[round(each.time * RATE) :][:2400].max() for each in impacts(tracks)[:3]]
    assert loud == sorted(loud, reverse=True)


def test_sound_comes_from_where_the_thing_is() -> None:
    left, right = pan(-0.5), pan(0.5)
    assert left[0] > 2 * left[1]
    assert right[1] > 2 * right[0]
    assert np.hypot(*pan(0.1)) == pytest.approx(1)


@pytest.mark.parametrize("material", sorted(MATERIALS))
def test_every_material_rings_at_once_and_dies_away(material: str) -> None:
    ring = modal(material, 0.16, 0.5)
    assert np.abs(ring).max() == pytest.approx(1)
    assert np.argmax(np.abs(ring)) < 0.02 * RATE
    assert np.abs(ring[-480:]).max() < 0.05


def test_metal_rings_longer_than_stone_and_a_small_thing_higher_than_a_large_one() -> None:
    def energy_after(material: str, seconds: float) -> float:
        ring = modal(material, 0.16, 0.5)
        return float(np.sum(ring[int(seconds * RATE) :] ** 2) / np.sum(ring**2))

    def pitch(size: float) -> float:
        ring = modal("glass", size, 0.0)
        return float(np.argmax(np.abs(np.fft.rfft(ring, RATE))))

    assert energy_after("metal", 0.1) > 5 * energy_after("stone", 0.1)
    assert pitch(0.06) > 1.5 * pitch(0.25)


def test_what_rolls_is_heard_rolling() -> None:
    tracks = record("a stone ball rolls")
    late = slice(int(2.0 * RATE), int(2.5 * RATE))
    (sliding,) = [cue for cue in tracks.cues if isinstance(cue, Sliding)]
    assert sliding.speed[60:75].min() > 0.5
    assert np.std(played(tracks)[:, late]) > 1e-3


@pytest.mark.parametrize("place", sorted(GROUNDS))
def test_every_place_has_its_echo_and_its_murmur(place: str) -> None:
    click = np.zeros((2, RATE))
    click[:, 100] = 1.0
    wet = heard(click.copy(), place, 1)
    assert np.sum(wet[:, 600:] ** 2) > 0
    assert wet[0, 100] == pytest.approx(1.0, abs=0.01)
    for hour in ("day", "night"):
        still = replace(record("a ball drops", 1.0), cues=(), place=place, weather="rain", light=hour)
        assert 1e-4 < np.std(murmur(still)) < 0.1
    assert place in ECHOES


@pytest.mark.parametrize("peak", [0.01, 1.0, 30.0])
def test_sparse_loud_sounds_are_brought_to_the_same_loudness_without_clipping(peak: float) -> None:
    sound = np.zeros((2, 4 * RATE))
    for start in range(RATE // 2, 4 * RATE, RATE):
        ring = modal("wood", 0.16, 0.5)[: RATE // 2]
        sound[:, start : start + len(ring)] += peak * ring
    out = mastered(sound, np.zeros_like(sound)).astype(float)
    assert loudness(out) == pytest.approx(-16, abs=0.5)
    assert np.abs(out).max() <= CEILING + 1e-6
    assert true_peak(out) < -1.5


def test_silence_over_a_murmur_becomes_the_murmur() -> None:
    bed = 0.003 * np.random.default_rng(1).standard_normal((2, 2 * RATE))
    assert loudness(mastered(np.zeros_like(bed), bed).astype(float)) == pytest.approx(-16, abs=0.5)


def test_nothing_at_all_stays_silent() -> None:
    for seconds in (0.1, 1.0):
        nothing = np.zeros((2, int(seconds * RATE)))
        assert not mastered(nothing, nothing).any()
