"""Voices without words: a buzz in the throat, shaped by the mouth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.signal import lfilter

from providers.studio.sound.cues import RATE, Mono
from providers.studio.sound.hearing import hissing

VOWELS = (
    (730, 1090, 2440),
    (570, 840, 2410),
    (530, 1840, 2480),
    (300, 870, 2240),
    (270, 2290, 3010),
    (500, 1500, 2500),
)
"""First three formants in Hz of a man's ah, oh, eh, oo, ee and uh (Peterson and Barney, 1952)."""
TURNS = (0.86, 1.0, 1.16)
"""How the pitch ends, over how it began: falling, level, rising."""


@dataclass(frozen=True, slots=True)
class Throat:
    """Somebody's voice."""

    pitch: float
    """Hz; one of a few, so that syllables can be kept."""
    mouth: float
    """Formants over those of a man."""

    @staticmethod
    def drawn(random: np.random.Generator, shout: float = 1.0) -> Throat:
        """Anybody's; who shouts speaks higher."""
        if random.random() < 0.5:
            return Throat(float(random.choice((98.0, 112.0, 126.0)) * shout), 1.0)
        return Throat(float(random.choice((178.0, 200.0, 226.0)) * shout), 1.17)


@lru_cache(maxsize=512)
def syllable(throat: Throat, vowel: int, turn: int, seconds: float = 0.22) -> Mono:
    """One open syllable with a soft start, at a level of about 1."""
    count = int(seconds * RATE)
    part = np.linspace(0, 1, count)
    noise = np.random.default_rng([int(throat.pitch), vowel, turn])
    shake = 1 + 0.012 * np.sin(2 * np.pi * 5.2 * part * seconds + noise.uniform(0, 6))
    turns = np.cumsum(throat.pitch * np.exp(np.log(TURNS[turn]) * part) * shake) / RATE
    buzz = np.diff(np.floor(turns), prepend=0.0) + 0.02 * noise.standard_normal(count)
    buzz = lfilter([0.015], [1.0, -1.77, 0.785], buzz)
    out = 0.15 * buzz
    for formant, width, share in zip(VOWELS[vowel], (70.0, 100.0, 160.0), (1.0, 0.7, 0.35), strict=True):
        above, below = resonance(formant * throat.mouth, width)[0, [0]], resonance(formant * throat.mouth, width)[0, 3:]
        out = out + share * lfilter(above, below, buzz)
    shape = np.minimum(1.0, np.minimum(part / 0.18, (1 - part) / 0.35))
    out = out * np.sin(shape * np.pi / 2)
    return np.asarray(out / (np.sqrt(np.mean(out**2)) + 1e-9), np.float32)


@lru_cache(maxsize=16)
def consonant(kind: int) -> Mono:
    """A short burst or hiss between two vowels, at a level of about 1."""
    noise = np.random.default_rng([kind, 41])
    hisses = kind % 3 == 0
    count = int((0.07 if hisses else 0.022) * RATE)
    low = noise.uniform(2200, 4200) if hisses else noise.uniform(900, 2500)
    part = np.linspace(0, 1, count)
    shape = np.sin(np.pi * part) if hisses else np.exp(-5 * part) * np.minimum(1.0, part / 0.05)
    return np.asarray(hissing(noise, count, low, 2.2 * low) * shape)


@lru_cache(maxsize=8)
def whistled(kind: int) -> Mono:
    """Two fingers and a breath: up, and up and down again; peak 1."""
    time = np.linspace(0, 0.75, int(0.75 * RATE))
    rise = 1500 + 150 * kind + 900 * np.clip((time - 0.05) / 0.22, 0, 1) ** 2 * (time < 0.3)
    fall = 1300 + 120 * kind + 1100 * np.sin(np.pi * np.clip((time - 0.34) / 0.55, 0, 1))
    pitch = np.where(time < 0.3, rise, fall)
    shape = np.clip(np.minimum(time / 0.04, np.abs(time - 0.31) / 0.03), 0, 1) * np.clip((0.75 - time) / 0.12, 0, 1)
    return np.asarray(np.sin(np.cumsum(pitch) * (2 * np.pi / RATE)) * shape)


@lru_cache(maxsize=256)
def resonance(pitch: float, width: float) -> Mono:
    """A two-pole resonance of that pitch and width in Hz, with a gain of 1 at its peak."""
    pole = np.exp(-np.pi * width / RATE)
    turn = 2 * np.pi * pitch / RATE
    gain = (1 - pole) * np.sqrt(1 - 2 * pole * np.cos(2 * turn) + pole**2)
    return np.array([[gain, 0.0, 0.0, 1.0, -2 * pole * np.cos(turn), pole**2]])
