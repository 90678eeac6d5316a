"""What music is played on: notes by their partials, drums by noise."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from providers.studio.sound.cues import RATE, Mono
from providers.studio.sound.hearing import hissing

PARTIALS = {
    "pad": (1.0, 0.45, 0.28, 0.12, 0.06),
    "piano": (1.0, 0.55, 0.32, 0.2, 0.12, 0.08, 0.05),
    "rhodes": (1.0, 0.4, 0.12, 0.08, 0.04),
    "pluck": (1.0, 0.6, 0.4, 0.28, 0.18, 0.1),
    "vibes": (1.0, 0.0, 0.0, 0.22),
    "bass": (1.0, 0.6, 0.3, 0.12),
    "soft": (1.0, 0.25, 0.06),
}
FALLS = {"pad": 0.0, "piano": 1.6, "rhodes": 1.5, "pluck": 4.5, "vibes": 1.4, "bass": 2.6, "soft": 1.0}
"""How fast the lowest partial of a note at 262 Hz dies away, in 1/s; higher ones die sooner."""
RISES = {"pad": 0.5, "soft": 0.04}
"""Seconds until a note has its full level, where it doesn't at once."""


@lru_cache(maxsize=1024)
def note(instrument: str, pitch: int, seconds: float) -> Mono:
    """One note of a MIDI number; it is let go after `seconds` and rings out."""
    hertz = 440.0 * 2 ** ((pitch - 69) / 12)
    ring = 0.9 if instrument == "pad" else 0.25
    time = np.arange(int((seconds + ring) * RATE)) / RATE
    fall = FALLS[instrument] * (hertz / 262.0) ** 0.4
    out = np.zeros(len(time))
    for at, share in enumerate(PARTIALS[instrument]):
        partial = hertz * (at + 1) * (1 + 0.0004 * at * at)
        if share and partial < 14_000:
            dying = fall * (1 + (2.5 if instrument == "vibes" else 0.5) * at)
            out += share * np.sin(2 * np.pi * partial * time + at) * np.exp(-dying * time)
    if instrument == "pad":
        out *= 0.6 * (1 + 0.3 * np.cos(2 * np.pi * 0.9 * time + pitch))
    if instrument == "vibes":
        out *= 1 + 0.25 * np.sin(2 * np.pi * 5.0 * time)
    rise, let_go = RISES.get(instrument, 0.003), np.minimum(1.0, (time[-1] - time) / ring)
    return np.asarray(out * np.minimum(1.0, time / rise) * let_go**2, np.float32)


@lru_cache(maxsize=16)
def drum(kind: str) -> Mono:
    """One stroke."""
    noise = np.random.default_rng([len(kind), 5])
    time = np.arange(int({"ride": 0.7, "brush": 0.3}.get(kind, 0.35) * RATE)) / RATE
    match kind:
        case "kick":
            sound = np.sin(2 * np.pi * (48 * time + 5.5 * (1 - np.exp(-time / 0.03)))) * np.exp(-time / 0.09)
        case "snare":
            body = 0.5 * np.sin(2 * np.pi * 190 * time) * np.exp(-time / 0.05)
            sound = body + 0.5 * hissing(noise, len(time), 1200, 9000) * np.exp(-time / 0.06)
        case "brush":
            sound = 0.6 * hissing(noise, len(time), 1500, 8000) * np.minimum(1, time / 0.03) * np.exp(-time / 0.07)
        case "ride":
            sound = hissing(noise, len(time), 5000, 12_000) * (0.7 * np.exp(-time / 0.012) + 0.16 * np.exp(-time / 0.2))
        case _:
            sound = hissing(noise, len(time), 6500, 13_000) * np.exp(-time / 0.022)
    return np.asarray(sound * np.minimum(1.0, (time[-1] - time) / 0.02) * np.minimum(1.0, time / 5e-4 + 0.05))
