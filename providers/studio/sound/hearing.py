"""Where sounds land: two ears before the stage, and how much of a sound reaches them by the way of the walls."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.signal import butter, sosfilt

from providers.studio.reel import let_go
from providers.studio.sound.cues import RATE, Curve, Mono, Stereo

NEAR = 6.0
"""Metres behind the stage at which a sound is half as loud; what the walls return falls four times more slowly."""
RUMBLE = 450.0
"""Hz: the upper edge of bands that are made at a lower rate."""
PIECE = 240_000
"""Samples that are worked on at a time, so that a minute takes no more memory than a few seconds."""
KNEES = (1500.0, 3000.0, 6000.0, 12_000.0)
"""Upper edges, in Hz, for sounds from afar; others take the nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """What is heard of one performance while it is being played."""

    dry: Stereo
    wet: Stereo
    """What goes to the walls beyond what comes straight: all that is far away."""
    width: float
    """Metres in view."""
    fps: int

    @property
    def samples(self) -> int:
        """How long it is."""
        return int(self.dry.shape[1])

    def curve(self, values: Curve, span: slice | None = None) -> Mono:
        """A value for each sample, of the whole or of a span, out of one for each frame."""
        first, last, _ = (span or slice(None)).indices(self.samples)
        each = RATE // self.fps
        if each * self.fps != RATE:
            at = np.arange(first, last) * (self.fps / RATE)
            return np.asarray(np.interp(at, np.arange(len(values)), values), dtype=np.float32)
        begin = first // each
        knots = np.asarray(values, np.float32)[np.minimum(np.arange(begin, last // each + 2), len(values) - 1)]
        return between(knots, np.arange(each, dtype=np.float32) / each)[first - begin * each : last - begin * each]

    def swell(self, sound: Stereo, values: Curve) -> None:
        """Turn a sound of the whole length up and down, in place, by a value for each frame."""
        for start in range(0, self.samples, PIECE):
            span = slice(start, start + PIECE)
            sound[:, span] *= self.curve(values, span)
            let_go(sound)

    def point(self, sound: Mono, time: float, x: float, far: float = 0.0) -> None:
        """Add a sound that starts at `time` at one place; what would be heard after the end is dropped."""
        start = round(time * RATE)
        sound = sound[max(0, -start) : self.samples - start] if start < self.samples else sound[:0]
        start = max(0, start)
        for row, gain in enumerate(pan(x / self.width)):
            self.land(sound, slice(start, start + len(sound)), row, gain, far)

    def along(self, sound: Mono, x: Curve, far: float = 0.0, span: slice | None = None) -> None:
        """Add a sound whose place moves, as long as the performance or as the span of samples that it fills."""
        span = span or slice(0, self.samples)
        if float(x.min()) == float(x.max()):
            for row, fixed in enumerate(pan(float(x[0]) / self.width)):
                self.land(sound, span, row, fixed, far)
            return
        angle = (0.5 + 0.8 * np.clip(x / self.width, -0.5, 0.5)) * np.pi / 2
        for row, gain in enumerate((np.cos(angle), np.sin(angle))):
            self.land(sound * self.curve(gain, span), span, row, 1.0, far)

    def around(self, sound: Stereo, far: float = 0.0) -> None:
        """Add a sound that has no one place."""
        for row, side in enumerate(sound):
            self.land(side, slice(0, self.samples), row, 1.0, far)

    def land(self, sound: Mono, where: slice, row: int, gain: float, far: float) -> None:
        """Farther is softer, duller, and comes more by way of the walls."""
        if far <= 0:
            self.dry[row, where] += gain * sound
            return
        straight, by_walls = 1 / (1 + far / NEAR), 1 / (1 + far / (4 * NEAR))
        edge = min(KNEES, key=lambda each: abs(each - 18_000 / (1 + far / 8)))
        dry, wet = self.dry[row, where], self.wet[row, where]
        state: Mono = np.zeros((len(low_pass(edge)), 2), np.float32)
        for start in range(0, len(sound), PIECE):
            span = slice(start, start + PIECE)
            dull, state = sosfilt(low_pass(edge), sound[span], zi=state)
            dry[span] += straight * gain * dull
            wet[span] += (by_walls - straight) * gain * dull
            let_go(dry, wet, sound)


def pan(place: float) -> tuple[float, float]:
    """Gains of left and right with constant power; `place` is -0.5 at the left edge and 0.5 at the right."""
    angle = (0.5 + 0.8 * max(-0.5, min(0.5, place))) * np.pi / 2
    return float(np.cos(angle)), float(np.sin(angle))


def between(knots: Mono, part: Mono) -> Mono:
    """From each knot to the next, by how far it is done at each step."""
    return np.asarray(knots[:-1, None] + np.diff(knots)[:, None] * part).ravel()


@lru_cache(maxsize=32)
def low_pass(edge: float) -> Mono:
    """A gentle low-pass filter."""
    return np.asarray(butter(2, min(edge, 20_000), fs=RATE, output="sos"), np.float32)


@lru_cache(maxsize=64)
def band_pass(low: float, high: float, rate: int = RATE) -> Mono:
    """A gentle band-pass filter that turns white noise of unit level into a band of unit level."""
    filters = np.asarray(butter(1, (low, high), btype="band", fs=rate, output="sos"))
    click = np.zeros(rate)
    click[0] = 1.0
    filters[0, :3] /= np.sqrt(np.sum(sosfilt(filters, click) ** 2))
    return filters.astype(np.float32)


def hissing(noise: np.random.Generator, samples: int, low: float, high: float) -> Mono:
    """Noise between two frequencies at unit level; a longer one begins as a shorter one does.

    A low band is made at a quarter of the rate: straight lines between its samples add less than −55 dB above it.
    """
    each = 4 if high <= RUMBLE else 1
    grain = noise.spawn(1)[0].standard_normal(samples if each == 1 else samples // each + 2, np.float32)
    band = sosfilt(band_pass(low, high, RATE // each), grain)
    return np.asarray(band) if each == 1 else between(band, np.arange(each, dtype=np.float32) / each)[:samples]


def wandering(noise: np.random.Generator, samples: int, rate: float) -> Mono:
    """A slow random course of about unit level that turns some `rate` times a second."""
    each = max(1, round(RATE / rate))
    knots = noise.spawn(1)[0].standard_normal(samples // each + 2, np.float32)
    part = np.arange(each, dtype=np.float32) / each
    return between(knots, part * part * (3 - 2 * part))[:samples]
