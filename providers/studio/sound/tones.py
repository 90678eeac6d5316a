"""What sounds at a pitch of its own, struck or lasting, and what creaks."""

from __future__ import annotations

import numpy as np
from scipy.signal import sosfilt

from providers.studio.materials import MATERIALS
from providers.studio.sound.cues import RATE, Creak, Hum, Mono, Pluck
from providers.studio.sound.hearing import Ears, band_pass

HIGHEST = 16_000
"""Hz over which no partial is played."""
SOFTEN = 0.004
"""Seconds that a plucked tone takes to come up, so that it doesn't click."""
BODY = ((1.6, 1.0), (2.9, 0.7), (4.7, 0.35))
"""Where what creaks resonates, over its material's pitch, and how strongly."""


def pluck(ears: Ears, cue: Pluck, noise: np.random.Generator) -> None:
    """Play one tone that dies away, its higher partials sooner."""
    time = np.arange(int(1.2 * cue.decay * RATE)) / RATE
    phase = 2 * np.pi * cue.pitch * time
    if cue.wobble:
        phase = phase + 0.02 * cue.pitch / cue.wobble * np.sin(2 * np.pi * cue.wobble * time)
    sound = np.zeros_like(time)
    for at, share in enumerate(cue.shares, 1):
        if cue.pitch * at < HIGHEST:
            sound += share * np.sin(at * phase) * np.exp(-6.91 * time * (1 + 0.5 * (at - 1)) / cue.decay)
    ends = np.minimum(1.0, time / SOFTEN) * np.minimum(1.0, (1.2 * cue.decay - time) / 0.02)
    ears.point(np.asarray(cue.level * sound * ends), cue.time, cue.at[0])


def hum(ears: Ears, cue: Hum, noise: np.random.Generator) -> None:
    """Play one lasting tone whose pitch, level and place follow their curves without a step."""
    pitch = ears.curve(cue.pitch)
    phase = 2 * np.pi * np.cumsum(pitch, dtype=np.float64) / RATE
    sound = np.zeros(ears.samples)
    for at, share in enumerate(cue.shares, 1):
        sound += np.where(pitch * at < HIGHEST, share * np.sin(at * phase), 0.0)
    rise = np.minimum(1.0, np.arange(ears.samples) / (0.05 * RATE))
    ears.along(sound * ears.curve(cue.level) * rise, cue.x)


def creak(ears: Ears, cue: Creak, noise: np.random.Generator) -> None:
    """Play one creak: slips that come faster and then slower, through the body of what creaks."""
    slips = np.zeros(int((cue.seconds + 0.1) * RATE))
    own = np.random.default_rng([round(cue.time * RATE), 41])
    at = 0.0
    while at < cue.seconds * RATE:
        share = at / (cue.seconds * RATE)
        slips[int(at)] = own.uniform(0.5, 1.0) * np.sin(np.pi * share)
        at += RATE / (55 + 75 * np.sin(np.pi * share)) * own.uniform(0.85, 1.15)
    sound = resounding(slips, cue.material)
    ears.point(np.asarray(cue.level * sound / np.max(np.abs(sound), initial=1e-9)), cue.time, cue.at[0])


def resounding(slips: Mono, material: str) -> Mono:
    """The slips as they ring in wood, rope or metal."""
    sound = np.zeros_like(slips)
    for ratio, share in BODY:
        middle = MATERIALS[material].pitch * ratio
        sound += share * sosfilt(band_pass(0.93 * middle, min(1.07 * middle, HIGHEST)), slips)
    return sound
