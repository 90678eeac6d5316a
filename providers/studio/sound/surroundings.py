"""What is heard of a place while nothing happens: its air, its weather, its hour."""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
from scipy.signal import sosfilt

from providers.studio.performance import Performance
from providers.studio.sound.air import surf, wind
from providers.studio.sound.blocks import Play, in_blocks, zeros
from providers.studio.sound.cues import RATE, Mono, Stereo, Surf, Wind
from providers.studio.sound.hearing import Ears, hissing, low_pass, wandering
from providers.studio.weather import INDOORS

BED = 0.0042
"""Level of the murmur in a quiet room, −47 dBFS: heard, but every contact stands out from it."""
WET = frozenset(["rain", "storm"])
BLOWN = {"wind": 9.0, "storm": 12.0}
"""Metres per second."""
GREEN = frozenset(["park", "forest"])
SHORE = frozenset(["beach", "sea"])
BREEZE = {"park": 4.5, "forest": 4.0, "snow": 5.0, "beach": 3.5, "sea": 4.0}
"""Metres per second, where there is any air to move."""


def murmur(act: Performance) -> Stereo:
    """What lies under everything else: surf, wind, traffic or a hum, rain, birds or crickets; softly.

    What the scene itself tells in its cues is left out.
    """
    form = act.form
    samples = round(form.seconds * RATE)
    ears = Ears(dry=zeros(samples), wet=zeros(samples), width=act.width, fps=form.fps)
    for number, layer in enumerate(layers(act)):
        in_blocks(ears, form.frames, [form.seed, 11, number], layer)
    return ears.dry


def layers(act: Performance) -> list[Play]:
    """All that belongs to the place, the weather and the hour, one upon the other."""
    told = {type(cue) for cue in act.cues}
    place, outside = act.place, act.place not in INDOORS
    made: list[Play] = [hum if not outside else traffic if place == "street" else stillness]
    if place in SHORE and Surf not in told:
        made.append(swell)
    if Wind not in told and (place in BREEZE or act.weather in BLOWN) and outside:
        made.append(partial(breeze, BLOWN.get(act.weather, 0.0) or BREEZE[place]))
    if act.weather in WET:
        made.append(rain if outside else rain_on_the_roof)
    elif act.light == "night" and place in GREEN:
        made.append(crickets)
    elif act.light == "day" and place in GREEN and act.weather != "snow":
        made.append(birds)
    return made


def stillness(ears: Ears, frames: slice, noise: np.random.Generator) -> None:
    """Open air in which nothing moves."""
    low(ears, 0.5 * BED, 60, 300, noise)


def hum(ears: Ears, frames: slice, noise: np.random.Generator) -> None:
    """A quiet room."""
    low(ears, BED, 60, 400, noise)


def low(ears: Ears, level: float, lowest: float, highest: float, noise: np.random.Generator) -> None:
    """A band of noise, another at each ear."""
    for row, side in enumerate(noise.spawn(2)):
        ears.dry[row] += level * hissing(side, ears.samples, lowest, highest)


def traffic(ears: Ears, frames: slice, noise: np.random.Generator) -> None:
    """A city some streets away, and now and then a car that is nearer."""
    low(ears, 4.0 * BED, 50, 320, noise)
    car, course = noise.spawn(2)
    near = np.maximum(0.0, wandering(course, ears.samples, 0.25) - 0.4)
    passing = 3.0 * BED * near * hissing(car, ears.samples, 150, 1100)
    ears.around(np.stack([passing, passing]))


def swell(ears: Ears, frames: slice, noise: np.random.Generator) -> None:
    """A calm sea that breaks on the shore every few seconds."""
    at = np.arange(frames.start, frames.stop) / ears.fps
    white = 1.6 * np.maximum(0.0, np.sin(np.pi * at / 5.5)) ** 4 + 0.15
    surf(ears, Surf(x=np.zeros(len(at)), strength=white, far=4.0), noise)


def breeze(speed: float, ears: Ears, frames: slice, noise: np.random.Generator) -> None:
    """Air that moves a little."""
    blown = np.full(frames.stop - frames.start, speed)
    wind(ears, Wind(x=np.zeros(len(blown)), speed=blown), noise)


def rain(ears: Ears, frames: slice, noise: np.random.Generator) -> None:
    """A hiss of countless drops, and the nearest ones by themselves."""
    low(ears, 3.5 * BED, 1800, 9500, noise)
    low(ears, 2.0 * BED, 300, 1500, noise)
    drops(ears, 130.0, 8.0 * BED, noise)


def rain_on_the_roof(ears: Ears, frames: slice, noise: np.random.Generator) -> None:
    """The same, heard through a window."""
    low(ears, 2.2 * BED, 250, 1200, noise)
    drops(ears, 30.0, 4.0 * BED, noise)


def drops(ears: Ears, each_second: float, level: float, noise: np.random.Generator) -> None:
    """Single drops at random, all around."""
    seconds = ears.samples / RATE
    when, where, loud, kinds = noise.spawn(4)
    times = np.cumsum(when.exponential(1 / each_second, int(1.3 * each_second * seconds) + 20))
    times = times[times < seconds]
    gains = level * loud.pareto(3.0, len(times)).clip(0.05, 2.5)
    for time, place, gain, kind in zip(
        times, where.uniform(-0.5, 0.5, len(times)), gains, kinds.integers(0, 24, len(times)), strict=True
    ):
        ears.point(gain * drop(int(kind)), float(time), float(place) * ears.width)


@lru_cache(maxsize=24)
def drop(kind: int) -> Mono:
    """One drop on whatever lies about: a tick with a little body."""
    noise = np.random.default_rng([kind, 61])
    time = np.arange(int(0.03 * RATE)) / RATE
    tick = noise.standard_normal(len(time)) * np.exp(-time / noise.uniform(0.0008, 0.003))
    body = np.sin(2 * np.pi * noise.uniform(700, 3200) * time) * np.exp(-time / noise.uniform(0.002, 0.008))
    return np.asarray(sosfilt(low_pass(noise.uniform(3000, 9000)), tick) + 0.7 * body)


def crickets(ears: Ears, frames: slice, noise: np.random.Generator) -> None:
    """A few crickets in the grass, each with its own tone and pace."""
    time = np.arange(ears.samples) / RATE + frames.start / ears.fps
    for number in range(5):
        tone, pace, place = 4100 + 170 * number, 1.5 + 0.23 * number, (number * 0.37) % 1.0 - 0.5
        turn = (time * pace + 0.3 * number) % 1.0
        shape = np.maximum(0.0, np.sin(2 * np.pi * 33 * turn / pace)) ** 2 * (turn / pace < 0.095)
        song = shape * np.sin(2 * np.pi * tone * time) * (1 + 0.2 * wandering(noise, ears.samples, 1.0))
        ears.point(2.0 * BED / (1 + number % 3) * song, 0.0, place * ears.width)


def birds(ears: Ears, frames: slice, noise: np.random.Generator) -> None:
    """Birds that sing a phrase, wait, and sing it again."""
    for singer in noise.spawn(3):
        kind, place, near = int(singer.integers(6)), singer.uniform(-0.5, 0.5), singer.uniform(0.4, 1.0)
        at = singer.gamma(2.0, 1.2)
        while at * RATE < ears.samples:
            for each in range(int(singer.integers(2, 6))):
                ears.point(3.0 * BED * near * chirp(kind, each % 2), at, place * ears.width)
                at += singer.uniform(0.13, 0.2)
            at += singer.gamma(2.5, 1.3)


@lru_cache(maxsize=16)
def chirp(kind: int, second: int) -> Mono:
    """One note of a bird's: a quick sweep, up or down, some with a trill; peak 1."""
    noise = np.random.default_rng([kind, second, 67])
    part = np.linspace(0, 1, int(noise.uniform(0.06, 0.14) * RATE))
    pitch = noise.uniform(2600, 5200) * noise.uniform(0.75, 1.35) ** part
    pitch *= 1 + noise.choice((0.0, 0.06)) * np.sin(2 * np.pi * 4 * part)
    return np.asarray(np.sin(np.cumsum(pitch) * (2 * np.pi / RATE)) * np.sin(np.pi * part) ** 1.5)
