"""Flaws on purpose, each with a strength, to calibrate voters and instruments by: what is wrong here is known.

Those of motion change the simulation; those of sound and picture change what was read off it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import numpy as np
from scipy.ndimage import uniform_filter

from providers.kit.terms import Flaw
from providers.studio.canvas import Pixels
from providers.studio.encode import Samples
from providers.studio.sound.cues import RATE

MAINS = 50.0
"""Hz, of the hum."""
FLICKER = 7
"""Frames from one flash to the next, on the average."""
FREEZE = 2.0
"""Seconds from one freeze to the next."""


def shifted(sound: Samples, milliseconds: float, fps: int) -> Samples:
    """Sound that is late by so much, or early where that is below zero."""
    by = round(milliseconds * RATE / 1000)
    out = np.zeros_like(sound)
    if abs(by) < sound.shape[1]:
        out[:, max(by, 0) : sound.shape[1] + min(by, 0)] = sound[:, max(-by, 0) : sound.shape[1] - max(by, 0)]
    return out


def missing(sound: Samples, strength: float, fps: int) -> Samples:
    """Silence, where sound was promised."""
    return np.zeros_like(sound)


def clipped(sound: Samples, decibels: float, fps: int) -> Samples:
    """Sound that was driven too hot by so many dB and cut off, then brought back."""
    top = float(np.max(np.abs(sound), initial=1e-9))
    hot = sound * 10 ** (decibels / 20)
    return np.asarray(np.clip(hot, -0.7 * top, 0.7 * top), dtype=np.float32)


def humming(sound: Samples, level: float, fps: int) -> Samples:
    """Sound over the hum of the mains, at that level in dBFS."""
    time = np.arange(sound.shape[1]) / RATE
    hum = sum(np.sin(2 * np.pi * MAINS * part * time) / part for part in (1, 2, 3, 5))
    hum = hum / np.sqrt(np.mean(hum**2)) * 10 ** (level / 20)
    return np.asarray(np.clip(sound + hum, -0.98, 0.98), dtype=np.float32)


def flickering(frames: Iterator[Pixels], depth: float, fps: int) -> Iterator[Pixels]:
    """Every few frames one that is darker by that share."""
    draw = np.random.default_rng(FLICKER)
    for frame in frames:
        dark = draw.random() < 1 / FLICKER
        yield shaded(frame, 1 - depth) if dark else frame


def shaded(frame: Pixels, share: float) -> Pixels:
    """The frame at a share of its light."""
    out = frame.copy()
    out[..., :3] = (frame[..., :3] * share).astype(np.uint8)
    return out


def freezing(frames: Iterator[Pixels], seconds: float, fps: int) -> Iterator[Pixels]:
    """The picture stands still for so long, again and again; what went on meanwhile is lost."""
    held: Pixels | None = None
    every, hold = round(FREEZE * fps), round(seconds * fps)
    for number, frame in enumerate(frames):
        phase = number % every
        if phase == every - hold:
            held = frame.copy()
        yield held if held is not None and phase >= every - hold else frame


def blurred(frames: Iterator[Pixels], radius: float, fps: int) -> Iterator[Pixels]:
    """Softened over that many pixels each way."""
    size = 2 * round(radius) + 1
    for frame in frames:
        yield np.ascontiguousarray(uniform_filter(frame, size=(size, size, 1), mode="nearest"))


def blocky(frames: Iterator[Pixels], side: float, fps: int) -> Iterator[Pixels]:
    """Squares of that many pixels, as from a starved encoder."""
    size = max(1, round(side))
    for frame in frames:
        small = frame[size // 2 :: size, size // 2 :: size]
        large = np.repeat(np.repeat(small, size, axis=0), size, axis=1)
        out = frame.copy()
        out[: large.shape[0], : large.shape[1]] = large[: frame.shape[0], : frame.shape[1]]
        yield out


OF_SOUND: Mapping[str, Callable[[Samples, float, int], Samples]] = MappingProxyType(
    {"sound_shift": shifted, "sound_missing": missing, "clipping": clipped, "hum": humming}
)
"""`sound_shift` in ms (late above zero), `sound_missing` without a unit, `clipping` in dB, `hum` in dBFS."""
OF_PICTURE: Mapping[str, Callable[[Iterator[Pixels], float, int], Iterator[Pixels]]] = MappingProxyType(
    {"flicker": flickering, "freeze": freezing, "blur": blurred, "blocking": blocky}
)
"""`flicker` as a share of the light, `freeze` in seconds, `blur` and `blocking` in pixels."""


def heard(parts: Iterator[Samples], flaw: Flaw | None, fps: int) -> Iterator[Samples]:
    """The sound with its flaw, which is one of the whole: without one, part after part."""
    change = OF_SOUND.get(flaw.kind) if flaw else None
    if flaw and change:
        yield change(np.concatenate(list(parts), axis=1), flaw.strength, fps)
    else:
        yield from parts


def seen(frames: Iterator[Pixels], flaw: Flaw | None, fps: int) -> Iterator[Pixels]:
    """The picture with its flaw."""
    change = OF_PICTURE.get(flaw.kind) if flaw else None
    return change(frames, flaw.strength, fps) if flaw and change else frames
