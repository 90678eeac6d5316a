"""The sound of the model without physics: a bland pad and thuds on an even grid, tied to nothing that is seen."""

from __future__ import annotations

import numpy as np

from providers.studio.sound.cues import RATE, Stereo
from providers.studio.sound.impacts import modal

BEAT = 0.6
"""Seconds between two thuds."""
CHORD = (130.81, 164.81, 196.0, 261.63)


def laid_on(seconds: float, seed: int) -> Stereo:
    """Two rows of samples of that length."""
    samples = round(seconds * RATE)
    time = np.arange(samples) / RATE
    random = np.random.default_rng([seed, 23])
    breath = 0.7 + 0.3 * np.sin(2 * np.pi * time / 4.0)
    out = np.zeros((2, samples))
    for at, pitch in enumerate(CHORD):
        for side in (0, 1):
            drift = random.uniform(0.998, 1.002)
            out[side] += (
                0.05 / (1 + 0.3 * at) * np.sin(2 * np.pi * pitch * drift * time + random.uniform(0, 6)) * breath
            )
    thud = modal("card", 0.25, 0.25)
    for start in range(int(0.3 * RATE), samples, int(BEAT * RATE)):
        end = min(samples, start + len(thud))
        out[:, start:end] += 0.3 * thud[: end - start]
    return out * np.minimum(1.0, np.minimum(time, time[::-1]) / 0.15 + 1e-3)
