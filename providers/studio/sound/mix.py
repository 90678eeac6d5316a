"""All cues of a performance, played: dry, before room and loudness."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from providers.studio.performance import Performance
from providers.studio.reel import let_go
from providers.studio.sound.air import surf, wind
from providers.studio.sound.blocks import in_blocks, zeros
from providers.studio.sound.cues import (
    RATE,
    Creak,
    Crowd,
    Engine,
    Flow,
    Hum,
    Impact,
    Pluck,
    Sliding,
    Splash,
    Step,
    Stereo,
    Surf,
    Tune,
    Tyres,
    Voice,
    Wind,
)
from providers.studio.sound.hearing import Ears
from providers.studio.sound.impacts import strike
from providers.studio.sound.motors import engine, tyres
from providers.studio.sound.people import crowd, step
from providers.studio.sound.sliding import slide
from providers.studio.sound.tones import creak, hum, pluck
from providers.studio.sound.tune import tune
from providers.studio.sound.water import flow, splash

SPEECH = 0.3
"""Level of a voice."""


def played(performance: Performance) -> Stereo:
    """Two rows of samples as long as the performance: no room, no matching of loudness."""
    return listened(performance).dry


def listened(performance: Performance) -> Ears:
    """The same, beside what reaches the ears only by way of the walls."""
    form = performance.form
    samples = round(form.seconds * RATE)
    ears = Ears(dry=zeros(samples), wet=zeros(samples), width=performance.width, fps=form.fps)
    for at, cue in enumerate(performance.cues):
        if isinstance(cue, ENDLESS):
            in_blocks(ears, form.frames, [form.seed, at], partial(excerpt, cue))
        else:
            PLAYERS[type(cue)](ears, cue, np.random.default_rng([form.seed, at]))
            let_go(ears.dry, ears.wet)
    return ears


def excerpt(cue: Any, ears: Ears, frames: slice, noise: np.random.Generator) -> None:
    """Play the frames of a cue."""
    curves = {each.name: value for each in fields(cue) if isinstance(value := getattr(cue, each.name), np.ndarray)}
    PLAYERS[type(cue)](ears, replace(cue, **{name: curve[frames] for name, curve in curves.items()}), noise)


def speak(ears: Ears, cue: Voice, noise: np.random.Generator) -> None:
    """Play somebody's words."""
    ears.point(SPEECH * cue.samples, cue.time, cue.at[0], cue.far)


PLAYERS: Mapping[type, Callable[[Ears, Any, np.random.Generator], None]] = MappingProxyType(
    {
        Impact: strike, Sliding: slide, Splash: splash, Flow: flow, Surf: surf, Wind: wind, Step: step,
        Crowd: crowd, Voice: speak, Tune: tune, Pluck: pluck, Hum: hum, Creak: creak,
        Engine: engine, Tyres: tyres,
    }
)  # fmt: skip
"""Who plays which cue."""
ENDLESS = (Flow, Surf, Wind, Sliding, Tyres)
"""What is noise all through, and may be played in parts."""
