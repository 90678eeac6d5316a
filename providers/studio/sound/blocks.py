"""Long sounds in parts, one fading into the next, so that a minute takes no more memory than a few seconds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from providers.studio import reel
from providers.studio.reel import hand_back, let_go
from providers.studio.sound.cues import RATE, Stereo
from providers.studio.sound.hearing import Ears

BLOCK, LEAD, FADE = 10, 2, 1
"""Seconds: of a part, before it for what must be under way when it begins, and of the passage to the next."""

Play = Callable[[Ears, slice, np.random.Generator], None]
"""Plays the frames of a slice into ears that hear only those."""


def in_blocks(ears: Ears, frames: int, seed: list[int], play: Play) -> None:
    """Play in parts, each with a seed of its own; a longer sound begins as a shorter one does."""
    for number, start in enumerate(range(0, frames, BLOCK * ears.fps)):
        first, stop = max(0, start - LEAD * ears.fps), min(frames, start + (BLOCK + FADE) * ears.fps)
        begin, end = (min(ears.samples, round(frame * RATE / ears.fps)) for frame in (first, stop))
        part = Ears(dry=zeros(end - begin), wet=zeros(end - begin), width=ears.width, fps=ears.fps)
        play(part, slice(first, stop), np.random.default_rng([*seed, number]))
        lead = round(start * RATE / ears.fps) - begin
        weight = faded(part.samples, lead, number > 0)
        for whole, own in ((ears.dry, part.dry), (ears.wet, part.wet)):
            if own.any():
                whole[:, begin:end] += weight * own
                let_go(whole)
        hand_back()


def zeros(samples: int) -> Stereo:
    """Silence for two ears."""
    return reel.zeros(2, samples)


def faded(samples: int, lead: int, rises: bool) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Weights of a part: nothing in its lead, up and down in its fades, so that powers add up to one."""
    at = np.arange(samples, dtype=np.float32) / RATE
    up = np.clip((at - lead / RATE) / FADE, 0.0, 1.0) if rises else np.ones(samples, np.float32)
    down = np.clip((lead / RATE + BLOCK + FADE - at) / FADE, 0.0, 1.0)
    return np.sqrt(up * down).astype(np.float32)
