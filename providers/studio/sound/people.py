"""People: feet on the ground, and many of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.signal import sosfilt

from providers.studio.materials import MATERIALS
from providers.studio.reel import let_go
from providers.studio.sound.blocks import zeros
from providers.studio.sound.cues import RATE, Crowd, Mono, Step, Stereo
from providers.studio.sound.hearing import Ears, hissing, low_pass, wandering
from providers.studio.sound.impacts import modal
from providers.studio.sound.throats import Throat, consonant, syllable, whistled


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a foot stirs up."""

    crunch: float
    """Share of grains that give way."""
    grains: int
    edge: float
    """Upper edge of the grains, in Hz."""
    knock: float
    """Share of the ground's own ring."""


LOOSE = {
    "sand": Ground(crunch=0.8, grains=60, edge=3200, knock=0.1),
    "grass": Ground(crunch=0.6, grains=45, edge=5500, knock=0.12),
    "snow": Ground(crunch=1.0, grains=80, edge=2600, knock=0.05),
    "stone": Ground(crunch=0.18, grains=14, edge=7000, knock=0.55),
    "ice": Ground(crunch=0.5, grains=50, edge=9000, knock=0.3),
    "water": Ground(crunch=0.9, grains=60, edge=2500, knock=0.05),
}
TALKERS, HANDS = 14, 80
HARD = Ground(crunch=0.06, grains=8, edge=4500, knock=0.6)


def step(ears: Ears, cue: Step, noise: np.random.Generator) -> None:
    """Play heel, sole and what lies underfoot; harder steps are louder and press the sole down sooner."""
    ground = LOOSE.get(cue.ground, HARD)
    level = 0.12 * min(3.0, (max(cue.impulse, 0.0) / 20.0) ** 0.5)
    sound = np.zeros(int(0.42 * RATE))
    time = np.arange(len(sound)) / RATE
    sole = 0.085 * noise.uniform(0.8, 1.2) / (1 + 0.004 * cue.impulse)
    for start, share in ((0.0, 1.0), (sole, 0.45)):
        late = np.maximum(time - start, 0.0)
        thud = np.sin(2 * np.pi * 82 * late + 0.5) * np.exp(-late / 0.035) * (time >= start)
        sound += share * (0.35 + 0.35 * (ground is HARD)) * thud
        knock = modal(cue.ground if cue.ground in MATERIALS else "wood", 0.16, 0.25)[: len(sound) - int(start * RATE)]
        sound[int(start * RATE) : int(start * RATE) + len(knock)] += share * ground.knock * knock
    begin = noise.gamma(1.4, 0.035, ground.grains) * RATE
    for at in begin.astype(int):
        grain = noise.standard_normal(180) * np.exp(-np.arange(180) / noise.uniform(15, 60))
        room = sound[at : at + 180]
        room += 0.6 * ground.crunch * noise.uniform(0.2, 1.0) * grain[: len(room)]
    hush = ground.crunch * noise.standard_normal(len(sound)) * np.exp(-time / 0.055) * np.minimum(1.0, time / 0.004)
    sound = sosfilt(low_pass(ground.edge), sound + 0.35 * hush)
    ears.point(level * sound * np.minimum(1.0, (time[-1] - time) / 0.05), cue.time, cue.at[0], cue.far)


def crowd(ears: Ears, cue: Crowd, noise: np.random.Generator) -> None:
    """Play many people in one mood; how loud they are, the scene says frame by frame."""
    if cue.level.max(initial=0.0) <= 0:
        return
    made = {"chatter": chatter, "cheer": cheer, "applause": applause, "gasp": gasp}[cue.mood]
    sound = made(ears.samples, cue, ears.fps, noise)
    ears.swell(sound, np.clip(cue.level, 0.0, 1.0))
    ears.around(sound, cue.far)


def chatter(samples: int, cue: Crowd, fps: int, noise: np.random.Generator) -> Stereo:
    """A dozen people who talk and pause, near and far; no word can be made out."""
    out = zeros(samples)
    for talker in noise.spawn(TALKERS):
        throat, place, near = Throat.drawn(talker), talker.uniform(0.1, 0.9), talker.uniform(0.2, 1.0)
        pace, at = talker.uniform(0.8, 1.2), talker.uniform(-2.5, 1.0)
        while at * RATE < samples:
            count = int(talker.integers(3, 13))
            for each in range(count):
                turn = 0 if each > count - 3 else int(talker.integers(3))
                stress = talker.uniform(0.45, 1.0) * (1 - 0.4 * each / count)
                put(out, consonant(int(talker.integers(12))), at - 0.02, place, 0.012 * near * stress)
                put(out, syllable(throat, int(talker.integers(6)), turn), at, place, 0.04 * near * stress)
                at += pace * talker.uniform(0.13, 0.25)
            at += talker.gamma(2.0, 0.5)
            let_go(out)
    return out


def cheer(samples: int, cue: Crowd, fps: int, noise: np.random.Generator) -> Stereo:
    """Long open vowels at the top of many voices over a roar, and some who whistle."""
    roar, breath, *fans = noise.spawn(28)
    out, swell = zeros(samples), 0.022 * (1 + 0.2 * wandering(breath, samples, 5))
    for row, side in enumerate(roar.spawn(2)):
        out[row] = swell * hissing(side, samples, 450, 2600)
    for number, fan in enumerate(fans):
        throat, place = Throat.drawn(fan, shout=float(fan.choice((1.5, 1.7, 2.0)))), fan.uniform(0.05, 0.95)
        at = fan.uniform(-0.6, 0.1)
        while at * RATE < samples:
            if number % 9 == 4:
                put(out, whistled(number % 4), at + fan.uniform(0.3, 1.5), place, 0.035)
            else:
                put(out, syllable(throat, int(fan.integers(4)), int(fan.integers(3)), 0.9), at, place, 0.026)
            at += fan.uniform(0.7, 1.5) * (3.0 if number % 9 == 4 else 1.0)
    return out


def applause(samples: int, cue: Crowd, fps: int, noise: np.random.Generator) -> Stereo:
    """Eighty pairs of hands, each with a pace and a hollow of its own; fewer clap where the level is low."""
    out = zeros(samples)
    for number, hands in enumerate(noise.spawn(HANDS)):
        pace, place, near = hands.uniform(0.2, 0.34), hands.uniform(0.02, 0.98), hands.uniform(0.15, 1.0)
        kind, at = int(hands.integers(12)), hands.uniform(-0.3, 0.05)
        while at * RATE < samples:
            hard = near * hands.uniform(0.6, 1.0)
            if cue.level[min(max(0, int(at * fps)), len(cue.level) - 1)] > 0.4 * number / HANDS:
                put(out, clap(kind), at, place, 0.15 * hard)
            at += pace * hands.uniform(0.9, 1.12)
    return out


def gasp(samples: int, cue: Crowd, fps: int, noise: np.random.Generator) -> Stereo:
    """One sharp breath in many mouths, wherever the level rises from nothing."""
    out = zeros(samples)
    rises = np.flatnonzero((cue.level > 0.05) & (np.concatenate([[0.0], cue.level[:-1]]) <= 0.05))
    for start in rises / fps:
        for mouth in noise.spawn(22):
            length = int(mouth.uniform(0.35, 0.6) * RATE)
            time = np.linspace(0, 1, length)
            breath = hissing(mouth, length, 700 * mouth.uniform(0.8, 1.3), 2600) * np.minimum(1, 8 * time) * (1 - time)
            put(out, breath, start + mouth.uniform(0, 0.05), mouth.uniform(0.1, 0.9), 0.016)
            if mouth.random() < 0.4:
                put(out, syllable(Throat.drawn(mouth), 1, 2, 0.5), start + 0.05, mouth.uniform(0.1, 0.9), 0.011)
    return out


def put(out: Stereo, sound: Mono, time: float, place: float, gain: float) -> None:
    """Add a short sound at `time`, which may lie before the start, at `place` from 0 to 1."""
    start = int(time * RATE)
    sound = sound[max(0, -start) :]
    start = max(0, start)
    sound = sound[: max(0, out.shape[1] - start)]
    angle = place * np.pi / 2
    out[0, start : start + len(sound)] += gain * np.cos(angle) * sound
    out[1, start : start + len(sound)] += gain * np.sin(angle) * sound


@lru_cache(maxsize=16)
def clap(kind: int) -> Mono:
    """One clap of two hands; the hollow between the palms gives it its pitch."""
    noise = np.random.default_rng([kind, 31])
    time = np.arange(int(0.06 * RATE)) / RATE
    hollow = noise.uniform(600, 1900)
    body = hissing(noise, len(time), hollow * 0.7, hollow * 1.5) * np.exp(-time / noise.uniform(0.004, 0.011))
    snap = hissing(noise, len(time), 2500, 9000) * np.exp(-time / 0.0015)
    return np.asarray(0.6 * body + 0.35 * snap)
