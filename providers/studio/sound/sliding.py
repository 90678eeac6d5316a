"""What rolls or slides: its roughness excites its own modes; more of them, and louder, the faster it goes."""

from __future__ import annotations

import numpy as np
from scipy.signal import sosfilt

from providers.studio.sound.cues import RATE, Mono, Sliding
from providers.studio.sound.hearing import Ears, hissing, low_pass
from providers.studio.sound.impacts import lowest, stuff
from providers.studio.sound.throats import resonance

STILL = 0.05
"""Metres per second; slower than that nothing is heard."""


def slide(ears: Ears, cue: Sliding, noise: np.random.Generator) -> None:
    """Play one thing that rolls or slides, from when it first moves to when it lies still."""
    moving = np.flatnonzero(cue.speed > STILL)
    if not len(moving):
        return
    per_frame = RATE / ears.fps
    span = slice(int(max(0, moving[0] - 1) * per_frame), min(ears.samples, int((moving[-1] + 2) * per_frame)))
    steady = ears.curve(np.convolve(cue.speed, np.ones(3) / 3, mode="same"), span)
    sound = rough(cue, steady, noise) * 0.02 * np.minimum(steady, 6.0) ** 1.2
    if not cue.rubs:
        turn = np.cumsum(steady, dtype=np.float64) / (RATE * max(0.02, cue.size))
        sound *= 1 + 0.35 * np.sin(turn + noise.uniform(0, 6)) + 0.2 * np.sin(2 * turn + noise.uniform(0, 6))
    ears.along(sound, cue.x, cue.far, span)


def rough(cue: Sliding, speed: Mono, noise: np.random.Generator) -> Mono:
    """Noise at a level of about 1 in the colours of the material; what rubs has less body and more hiss."""
    made = stuff(cue.material)
    count = len(speed)
    grain = noise.spawn(1)[0].standard_normal(count)
    body = sosfilt(low_pass(made.hiss * 0.3), grain) * 2.2
    modes = np.zeros(count)
    for at, ratio in enumerate(made.modes[:3]):
        pitch = min(9000.0, lowest(cue.material, cue.size) * ratio)
        width = max(12.0, 2.2 / made.decay * (1 + at))
        modes += sosfilt(resonance(pitch, width), grain) * np.sqrt(RATE / width) * 0.1 / (1 + at)
    hiss = hissing(noise, count, made.hiss * 0.5, min(18_000.0, made.hiss * 2.2))
    fast = np.minimum(1.0, speed / 4.0)
    if cue.rubs:
        return np.asarray(0.45 * body + 0.3 * modes + hiss * (0.25 + 0.6 * fast))
    return np.asarray(0.9 * body + 0.8 * modes + 0.25 * hiss * fast)
