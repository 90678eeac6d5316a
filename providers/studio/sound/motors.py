"""Motors and tyres: what fires in turn, what rolls, what slides."""

from __future__ import annotations

import numpy as np
from scipy.signal import sosfilt

from providers.studio.sound.cues import RATE, Engine, Mono, Tyres
from providers.studio.sound.hearing import Ears, hissing, low_pass, wandering

HIGHEST = 3200.0
"""Hz over which no order of the crank is played."""
ORDERS = 40
"""Half orders of the crank that are played: one is a cylinder's stroke in two turns."""
PIPES = ((85.0, 60.0, 1.0), (240.0, 150.0, 0.8), (620.0, 400.0, 0.4))
"""Where exhaust and body resonate: Hz, width, strength."""
ROLLS = ((180, 500, 0.9), (500, 1300, 1.0), (1300, 3200, 0.35))
"""Bands of a tyre's roar: Hz, strength."""
SPRAYS = ((2200, 8500),)
SQUEALS = (1.0, 1.52, 2.03, 2.91)
"""Partials of a sliding tyre."""
PITCH = 780.0
"""Hz of the lowest of them."""


def engine(ears: Ears, cue: Engine, noise: np.random.Generator) -> None:
    """Play the orders of the crank, the strokes of all cylinders loudest, through the pipes; a rush as it pulls."""
    turns, load = ears.curve(cue.turns), ears.curve(cue.load)
    turn = np.cumsum(turns, dtype=np.float64) * (2 * np.pi / RATE)
    uneven = np.random.default_rng([cue.cylinders, 5]).uniform(0.15, 1.0, ORDERS)
    sound, breath = np.zeros(ears.samples), noise.spawn(2)
    for half in range(1, ORDERS + 1):
        pitch = turns * half / 2
        if pitch.min() > HIGHEST:
            break
        fires = half % cue.cylinders == 0
        share = (1.0 if fires else 0.16 * uneven[half - 1]) / (1 + half / (2.2 * cue.cylinders)) ** 1.5
        bright = np.where(pitch < HIGHEST, share * (0.35 + load) ** (0.35 * half / cue.cylinders), 0.0)
        sound += bright * piped(pitch) * np.sin(half / 2 * turn + 6.28 * uneven[half - 1] * (not fires))
    strokes = np.maximum(0.0, np.cos(cue.cylinders / 2 * turn)) ** (6 if cue.heavy else 3)
    rush = sosfilt(low_pass(900.0), breath[0].standard_normal(ears.samples)) * 3.0
    sound += (0.12 + 0.3 * load) * rush * strokes
    if cue.heavy:
        sound += 0.3 * hissing(breath[1], ears.samples, 900, 3800) * strokes
    sound *= 0.22 * (0.45 + 0.55 * load) * ears.curve(cue.level)
    ears.along(sound * np.minimum(1.0, np.arange(ears.samples) / (0.02 * RATE)), cue.x)


def piped(pitch: Mono) -> Mono:
    """How strongly pipes and body answer to a pitch in Hz."""
    parts = (strong / (1 + ((pitch - middle) / wide) ** 2) for middle, wide, strong in PIPES)
    return np.asarray(0.25 + sum(parts))


def tyres(ears: Ears, cue: Tyres, noise: np.random.Generator) -> None:
    """Play the roar of rolling, the hiss of a wet road, and what slides: it squeals on dry ground, else it rushes."""
    speed, slip, level = ears.curve(cue.speed), ears.curve(np.abs(cue.slip)), ears.curve(cue.level)
    rolling, wet, sliding = noise.spawn(3)
    fast = (speed / 14.0) ** 1.35
    sound = np.zeros(ears.samples)
    for low, high, share in ROLLS:
        sound += share * (0.6 if cue.soft and low > 400 else 1.0) * hissing(rolling, ears.samples, low, high)
    sound *= 0.03 * fast
    if cue.wet:
        for low, high in SPRAYS:
            sound += 0.055 * fast * hissing(wet, ears.samples, low, high) * (1 + 0.2 * wandering(wet, ears.samples, 25))
    if float(slip.max(initial=0.0)) > 0.6:
        sound += skid(cue, slip, ears.curve(cue.shift), sliding)
    ears.along(sound * level, cue.x)


def skid(cue: Tyres, slip: Mono, shift: Mono, noise: np.random.Generator) -> Mono:
    """What is heard of tyres that slide."""
    count, strong = len(slip), np.clip((slip - 0.6) / 3.0, 0.0, 1.0)
    rush = 0.08 * strong * hissing(noise, count, 350, 2600)
    if cue.wet or cue.soft:
        return np.asarray(rush)
    sung = np.zeros(count)
    for voice in range(2):
        drift = 1 + 0.02 * wandering(noise, count, 9) + 0.012 * wandering(noise, count, 60)
        pitch = PITCH * (1 + 0.16 * voice) * shift * drift * (0.82 + 0.18 * np.clip(slip / 8.0, 0.0, 1.0))
        turn = np.cumsum(pitch, dtype=np.float64) * (2 * np.pi / RATE)
        for at, partial in enumerate(SQUEALS):
            sung += np.sin(partial * turn + at) / (1 + 1.1 * at) * (1 + 0.3 * wandering(noise, count, 40))
    return np.asarray(rush + 0.085 * strong * sung)
