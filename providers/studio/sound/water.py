"""Water: what breaks its surface, and what pours. Air that is caught below rings: one bubble, one tone (Minnaert)."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from providers.studio.sound.cues import RATE, Flow, Mono, Splash
from providers.studio.sound.hearing import Ears, hissing, wandering

RADII = np.geomspace(0.0005, 0.03, 96)
"""Metres; those of the bubbles that are kept ready."""
VESSEL = 0.22
"""Metres: how tall a vessel is of which nothing else is known."""
BUSY = 420.0
"""Bubbles a second in a flow of a tenth of a litre a second."""


def splash(ears: Ears, cue: Splash, noise: np.random.Generator) -> None:
    """Play the slap on the surface, the hole that closes with a plop, and the spray that falls back."""
    size = max(cue.volume, 1e-5)
    scale = min(2.2, max(0.05, size**0.25))
    sound = np.zeros(int((0.35 + 1.1 * scale) * RATE), np.float32)
    time = np.arange(len(sound), dtype=np.float32) / RATE
    early = time[: int((0.3 + 0.4 * scale) * RATE)]
    slap = hissing(noise, len(early), 160 / scale**0.5, min(9000.0, 3500 / scale**0.5))
    slap *= min(1.0, 0.3 + scale) * np.exp(early / -(0.012 + 0.04 * scale)) * np.minimum(1.0, (early + 3e-4) / 1e-3)
    thud = np.sin(2 * np.pi * 75 / scale * early) * np.exp(early / -(0.04 + 0.03 * scale))
    sound[: len(early)] += slap + 0.4 * min(1.0, scale) * thud
    fall = (time / (0.16 * scale)) * np.exp(1 - time / (0.16 * scale))
    spray = hissing(noise, len(sound), 1800, 9000) * (1 + 0.4 * wandering(noise, len(sound), 60))
    sound += 0.26 * min(1.0, scale) * spray * fall**1.5
    drowned(sound, size, scale, noise)
    level = 0.16 * (size / 2.0) ** 0.33
    ears.point(level * sound * np.minimum(1.0, (time[-1] - time) / 0.1), cue.time, cue.at[0], cue.far)


def drowned(sound: Mono, size: float, scale: float, noise: np.random.Generator) -> None:
    """Add the bubbles of a splash: the air of the hole first, then many small ones as the spray comes down."""
    hole = min(0.026, 0.011 * size ** (1 / 3) + 0.0012)
    count = int(min(900, 3 + 330 * scale))
    begin = 0.025 * scale + noise.gamma(2.2, 0.085 * scale, count)
    radii = np.minimum(0.5 * hole, 0.0008 + 0.0008 * noise.pareto(1.6, count))
    loud = 0.5 * (radii / hole) ** 0.55 * noise.uniform(0.15, 1.0, count) ** 2
    parts = int(min(7, 1 + 3 * scale))
    begin[:parts] = 0.012 + 0.1 * scale * noise.uniform(0.4, 1.6, parts)
    radii[:parts] = hole * noise.uniform(0.45, 1.0, parts)
    loud[:parts] = 0.45 + 0.5 * max(0.0, 0.5 - scale)
    strew(sound, begin, radii, loud)


def flow(ears: Ears, cue: Flow, noise: np.random.Generator) -> None:
    """Play a stream: its bubbles, its wash, and the air above the water, whose tone rises as the vessel fills."""
    if cue.rate.max(initial=0.0) <= 0:
        return
    counts, moments, sizes, louds, washing, ringing = noise.spawn(6)
    rate, depth = np.maximum(cue.rate, 0.0), np.maximum(cue.depth, 0.0)
    many = counts.poisson(np.minimum(BUSY * (rate / 0.1) ** 0.6, 2500.0) / ears.fps)
    frames = np.repeat(np.arange(len(rate)), many)
    begin = (frames + moments.uniform(0, 1, len(frames))) / ears.fps
    wide = 0.0007 * (1 + 1.3 * np.minimum(depth, 0.25) / 0.25 + 0.5 * np.minimum(rate, 3.0))
    radii = np.minimum(0.011, 0.0006 + wide[frames] * sizes.pareto(2.4, len(frames)))
    loud = 0.5 * (radii / 0.003) ** 0.35 * louds.uniform(0.1, 1.0, len(frames)) ** 3
    sound = np.zeros(ears.samples)
    strew(sound, begin, radii, loud)
    level = ears.curve((rate / 0.1) ** 0.4 * (rate > 0))
    wash = hissing(washing, ears.samples, 700, 5000) * (1 + 0.35 * wandering(washing, ears.samples, 18))
    sound += 0.14 * level * wash
    sound += 0.16 * level * vessel(ears, cue, ringing)
    ears.along(0.07 * sound, cue.x, cue.far)


def vessel(ears: Ears, cue: Flow, noise: np.random.Generator) -> Mono:
    """The air column over the water, a pipe closed at one end, blown by noise; nothing in open water."""
    tall = cue.vessel or VESSEL
    column = np.maximum(tall - np.maximum(cue.depth, 0.0), 0.0)
    open_water = ears.curve(np.where(column > 0, 1.0, 0.0))
    pitch = ears.curve(343.0 / (4 * np.maximum(column + 0.02, 0.03)))
    turn = np.cumsum(pitch, dtype=np.float64) * (2 * np.pi / RATE)
    out = np.zeros(ears.samples)
    for mode, share in ((1, 1.0), (3, 0.6), (5, 0.35)):
        rough = [wandering(noise, ears.samples, 110.0 * mode) for _ in range(2)]
        out += share * (rough[0] * np.cos(mode * turn) + rough[1] * np.sin(mode * turn))
    return np.asarray(out * open_water)


def strew(sound: Mono, begin: Mono, radii: Mono, loud: Mono) -> None:
    """Add bubbles: when, how large in metres, how loud."""
    which = np.abs(np.log(RADII)[None, :] - np.log(radii)[:, None]).argmin(axis=1) if len(radii) else []
    for start, kind, level in zip((begin * RATE).astype(int), which, loud, strict=True):
        tone = bubble(int(kind))[: max(0, len(sound) - start)]
        sound[start : start + len(tone)] += level * tone


@lru_cache(maxsize=128)
def bubble(kind: int) -> Mono:
    """One bubble of `RADII[kind]`: it rings at 3.26 m/s over its radius, higher as it rises, until heat and sound
    have taken its energy (van den Doel, 2005).
    """
    radius = RADII[kind]
    fall = 0.13 / radius + 0.0072 * radius**-1.5
    time = np.arange(int(min(0.35, 6.0 / fall) * RATE)) / RATE
    turn = 2 * np.pi * 3.26 / radius * (time + 0.05 * fall * time**2)
    return np.asarray(np.sin(turn) * np.exp(-fall * time) * np.minimum(1.0, time / 4e-4), dtype=np.float32)
