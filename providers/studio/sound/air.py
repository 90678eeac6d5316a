"""Sea and wind: noise that moves with what is seen."""

from __future__ import annotations

from math import log

import numpy as np

from providers.studio.sound.cues import RATE, Mono, Surf, Wind
from providers.studio.sound.hearing import Ears, hissing, wandering

WHISTLES = 0.4
"""Metres: what is smaller sings in the wind (Strouhal)."""
BANDS = ((50, 180), (150, 450), (400, 1100), (1000, 2800), (2500, 7000))
"""Hz; faster air has more of the upper ones."""


def surf(ears: Ears, cue: Surf, noise: np.random.Generator) -> None:
    """Play the sea: a rumble that is everywhere, a boom and a roar as waves break, and the hiss of foam after them."""
    level = np.sqrt(np.maximum(cue.strength, 0.0) / 4.0)
    white, foam = ears.curve(level), lagging(ears, level, 1.2)
    rising = np.maximum(0.0, np.diff(level, prepend=level[:1])) * ears.fps
    breaking = ears.curve(np.minimum(2.0, np.convolve(rising, np.ones(5) / 5)[2:-2]))
    left, right, roaring, booming, fizzing, rolling = noise.spawn(6)
    swell = (1 + 0.3 * wandering(rolling, ears.samples, 0.35)) * (0.7 + white)
    for row, side in enumerate((left, right)):
        near, distant = hissing(side, ears.samples, 45, 260), hissing(side, ears.samples, 180, 1200)
        ears.land((0.035 * near + 0.02 * distant) * swell, slice(0, ears.samples), row, 1.0, cue.far)
    roar = hissing(roaring, ears.samples, 250, 1800) * (1 + 0.3 * wandering(roaring, ears.samples, 9))
    boom = hissing(booming, ears.samples, 50, 170) * (1 + 0.4 * wandering(booming, ears.samples, 5))
    ears.along((0.08 * white**1.3 + 0.03 * breaking) * roar + 0.06 * breaking * boom, cue.x, cue.far)
    for at, hiss in enumerate(fizzing.spawn(2)):
        fizz = hissing(hiss, ears.samples, 2200, 10_000) * (1 + 0.4 * wandering(hiss, ears.samples, 45))
        ears.along(0.03 * (0.4 * white + foam) * fizz, cue.x + (at - 0.5) * ears.width / 2, cue.far)


def lagging(ears: Ears, values: Mono, seconds: float) -> Mono:
    """A curve that rises at once and falls slowly, as foam does."""
    kept = np.empty(len(values))
    fall, level = np.exp(-1 / (seconds * ears.fps)), 0.0
    for at, value in enumerate(values):
        kept[at] = level = max(float(value), level * fall)
    return ears.curve(kept)


def wind(ears: Ears, cue: Wind, noise: np.random.Generator) -> None:
    """Play moving air: louder and brighter with its speed, and a whistle where what it blows past is small."""
    speed = ears.curve(np.abs(cue.speed))
    if not speed.any():
        return
    large = min(1.0, cue.size / 3.0)
    gusts, *bands, singing = noise.spawn(len(BANDS) + 2)
    gust = 1 + large * 0.25 * wandering(gusts, ears.samples, 0.8) + 0.1 * wandering(gusts, ears.samples, 4)
    moving = np.maximum(speed * gust, 0.0)
    centre = np.log(np.maximum(60.0, 40.0 * moving / max(0.15, min(cue.size, 4.0)) ** 0.45))
    level = 0.03 * (moving / 8.0) ** 1.5
    out = np.zeros(ears.samples, np.float32)
    for (low, high), own in zip(BANDS, bands, strict=True):
        share = np.exp(-(((0.5 * log(low * high) - centre) / 0.95) ** 2))
        out += hissing(own, ears.samples, low, high) * share
    out *= level
    if cue.size < WHISTLES:
        out += 0.6 * level * whistle(ears, moving, cue.size, singing)
    ears.along(out, cue.x, cue.far)


def whistle(ears: Ears, moving: Mono, size: float, noise: np.random.Generator) -> Mono:
    """The tone of eddies behind a thin thing: 0.2 times speed over size, never quite steady."""
    pitch = np.clip(0.2 * moving / size, 90.0, 6000.0)
    turn = np.cumsum(pitch, dtype=np.float64) * (2 * np.pi / RATE)
    rough = [wandering(noise, ears.samples, 30) for _ in range(2)]
    return np.asarray(rough[0] * np.cos(turn) + rough[1] * np.sin(turn))
