"""Where the sound is heard: the echo of its walls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy.signal import fftconvolve, sosfilt

from providers.studio.reel import let_go
from providers.studio.sound.cues import RATE, Mono, Stereo
from providers.studio.sound.hearing import low_pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """The reverberation of one place."""

    seconds: float
    """Until it has fallen by 60 dB."""
    share: float
    """Its strength over the direct sound."""
    edge: float
    """Upper edge of what comes back, in Hz."""


ECHOES: Mapping[str, Echo] = MappingProxyType(
    {
        "studio": Echo(seconds=0.5, share=0.55, edge=5000), "room": Echo(seconds=0.45, share=0.6, edge=4200),
        "gym": Echo(seconds=1.9, share=0.9, edge=3600), "street": Echo(seconds=0.8, share=0.45, edge=3000),
        "park": Echo(seconds=0.3, share=0.25, edge=2500), "beach": Echo(seconds=0.25, share=0.25, edge=2200),
        "snow": Echo(seconds=0.2, share=0.22, edge=1600), "moon": Echo(seconds=0.9, share=0.6, edge=1400),
        "cafe": Echo(seconds=0.55, share=0.6, edge=4800), "sea": Echo(seconds=0.3, share=0.16, edge=2600),
        "rink": Echo(seconds=2.4, share=0.8, edge=3200), "hall": Echo(seconds=2.1, share=0.8, edge=4200),
        "lab": Echo(seconds=0.4, share=0.45, edge=5600), "kitchen": Echo(seconds=0.4, share=0.55, edge=5200),
        "space": Echo(seconds=0.9, share=0.6, edge=1400), "forest": Echo(seconds=0.6, share=0.3, edge=2200),
    }
)  # fmt: skip
PLAIN = ECHOES["room"]
PIECE = 240_000
"""Samples that are sent to the walls at a time."""


def heard(dry: Stereo, place: str, seed: int, wet: Stereo | None = None) -> Stereo:
    """The dry sound with the echo of its place, or of a plain room; `wet` is heard by its echo alone.

    The echo is added to `dry` itself, from the end to the beginning, since each piece sounds on into the next.
    """
    echo = ECHOES.get(place, PLAIN)
    tails = echo.share * np.stack([tail(echo, seed, side) for side in range(2)]).astype(dry.dtype)
    for start in reversed(range(0, dry.shape[1], PIECE)):
        span = slice(start, start + PIECE)
        back = fftconvolve(dry[:, span] if wet is None else dry[:, span] + wet[:, span], tails, axes=1)
        end = min(dry.shape[1], start + back.shape[1])
        dry[:, start:end] += back[:, : end - start]
        let_go(dry, *([] if wet is None else [wet]))
    return dry


def tail(echo: Echo, seed: int, side: int) -> Mono:
    """An impulse response of decaying noise, a little late and different at each ear; its energy is 1."""
    time = np.arange(int(echo.seconds * RATE)) / RATE
    noise = np.random.default_rng([seed, 7, side]).standard_normal(len(time))
    response = sosfilt(low_pass(echo.edge), noise * np.exp(-6.91 * time / echo.seconds))
    response[: int(0.009 * RATE)] = 0.0
    return np.asarray(response / np.sqrt(np.sum(response**2)))
