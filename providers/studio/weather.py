"""Weather that is seen and heard alike: how fast the air moves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from providers.studio.performance import Form
from providers.studio.sound.cues import Wind

STORM = 15.0
"""Metres per second of wind at full strength."""
ROOFED = frozenset({"room", "gym", "cafe", "rink", "hall", "lab", "kitchen"})
"""Places where nothing falls from the sky."""
INDOORS = ROOFED | {"studio"}
"""Those, and the bare stage, on which it may rain though no wind is heard."""


def gusts(strength: float, form: Form) -> NDArray[np.float64]:
    """The wind's speed at each frame, in m/s: never quite even."""
    time = np.arange(form.frames) / form.fps
    turns = np.random.default_rng([form.seed, 31]).uniform(0, 2 * np.pi, 3)
    waves = (np.sin(2 * np.pi * time / period + turn) for period, turn in zip((7.0, 3.1, 1.3), turns, strict=True))
    uneven = sum(share * wave for share, wave in zip((0.3, 0.2, 0.08), waves, strict=True))
    return np.asarray(STORM * strength * (1 + uneven))


def blowing(strength: float, form: Form) -> tuple[Wind, ...]:
    """What is heard of the wind, from both sides; nothing where there is none."""
    if not strength or not form.physics:
        return ()
    speed = gusts(strength, form)
    return tuple(Wind(x=np.full(form.frames, side), speed=speed, size=6.0) for side in (-2.0, 2.0))
