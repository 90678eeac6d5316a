"""What the ear gets: loudness after ITU-R BS.1770-4, peaks, silence, and the waveform that is drawn under the clip.

Loudness is that of two loudspeakers: a mono track is counted on both, as a browser plays it, so a mono clip matched to
−16 LUFS is as loud as a stereo one. The LFE channel is left out; layouts beyond 5.1 are mixed down to it.

The signal libraries take a second to import, which nobody should wait for who only opens the page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

POINTS = 400
SHORTEST = 0.4
"""Seconds: the gating block of BS.1770, under which integrated loudness is not defined."""
SILENT_DB = -60.0
"""RMS under which a tenth of a second is called silent."""
_PLACES = {"FL": 0, "FR": 1, "FC": 2, "BL": 3, "BR": 4, "SL": 3, "SR": 4, "LFE": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """What one decode of the sound track said."""

    lufs: float | None
    """Integrated loudness; `None` where it can't be told, and `why` says why."""
    why: str
    peak_dbfs: float | None
    """True peak (four times oversampled), dB to full scale; `None` without any signal."""
    silent_share: float | None
    """Of the sound track's length; `None` without one."""
    waveform: tuple[float, ...]
    """Peaks from 0 to 1 over equal parts of the clip's length; empty without a sound track."""
    seconds: float
    """The clip's length; 0 where even that can't be told."""
    channels: int
    rate: int
    """Samples a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Track:
    samples: Samples
    """(channels, samples)."""
    names: tuple[str, ...]
    rate: int
    starts: float
    """Seconds after the clip's beginning."""
    seconds: float
    """The clip's length."""


def listen(path: Path | str, *, points: int = POINTS) -> Sound:
    """Decode the sound track once and measure it; only a file that is not there is an error."""
    try:
        with av.open(str(path)) as file:
            seconds = (file.duration or 0) / av.time_base
            track = _decode(file) if file.streams.audio else None
    except FileNotFoundError:
        raise
    except (av.FFmpegError, ValueError) as error:
        return _abstain(f"the sound can't be decoded: {error}")
    if track is None:
        return _abstain("there is no sound track", seconds)
    if not np.isfinite(track.samples).all():
        return _abstain("the sound holds samples that are no numbers", track.seconds)
    return _measured(track, points)


def gain_to(sound: Sound, *, target: float = -16.0, ceiling: float = -1.0) -> float:
    """The gain in dB to `target` LUFS that lifts no true peak above `ceiling`; 0 where loudness is not known."""
    if sound.lufs is None or sound.peak_dbfs is None:
        return 0.0
    return round(min(target - sound.lufs, ceiling - sound.peak_dbfs), 2)


def _abstain(why: str, seconds: float = 0.0) -> Sound:
    return Sound(
        lufs=None, why=why, peak_dbfs=None, silent_share=None, waveform=(), seconds=seconds, channels=0, rate=0
    )


def _decode(file: av.container.InputContainer) -> _Track | None:
    stream = file.streams.audio[0]
    resampler = av.AudioResampler(format="fltp", layout=_layout(stream.layout), rate=stream.rate)
    names: tuple[str, ...] = ()
    parts: list[Samples] = []
    starts: float | None = None
    for frame in chain(file.decode(stream), [None]):
        if frame is not None and starts is None:
            starts = frame.time or 0.0
        for ready in resampler.resample(frame):
            parts.append(ready.to_ndarray().astype(np.float32, copy=False))
            names = tuple(channel.name for channel in ready.layout.channels)
    if not parts:
        return None
    samples = np.concatenate(parts, axis=1)
    begun = (file.start_time or 0) / av.time_base
    starts = max((starts or 0.0) - begun, 0.0)
    length = max((file.duration or 0) / av.time_base, starts + samples.shape[1] / stream.rate)
    return _Track(samples=samples, names=names, rate=stream.rate, starts=starts, seconds=length)


def _layout(given: av.AudioLayout) -> str:
    """The layout to measure in: the track's own if its loudspeakers are known, and else one that has them."""
    if {channel.name for channel in given.channels} <= set(_PLACES):
        return given.name
    return {1: "mono", 2: "stereo"}.get(given.nb_channels, "5.1")


def _measured(track: _Track, points: int) -> Sound:
    lufs, why = _loudness(track)
    peak = _true_peak(track.samples)
    return Sound(
        lufs=None if lufs is None else round(lufs, 2),
        why=why,
        peak_dbfs=round(20 * math.log10(peak), 2) if peak > 0 else None,
        silent_share=round(_silent_share(track), 4),
        waveform=_waveform(track, points),
        seconds=track.seconds,
        channels=len(track.names),
        rate=track.rate,
    )


def _loudness(track: _Track) -> tuple[float | None, str]:
    import pyloudnorm

    length = track.samples.shape[1] / track.rate
    if length < SHORTEST:
        return None, f"loudness needs {SHORTEST} seconds of sound, and here are {length:.2f}"
    lufs = float(pyloudnorm.Meter(track.rate).integrated_loudness(_speakers(track).T))
    return (lufs, "") if math.isfinite(lufs) else (None, "the sound is silent")


def _speakers(track: _Track) -> npt.NDArray[np.float64]:
    """The track on the five loudspeakers of BS.1770 in its order (or the front two), (loudspeakers, samples)."""
    if len(track.names) == 1:
        return np.repeat(track.samples, 2, axis=0).astype(np.float64)
    places = [_PLACES[name] for name in track.names]
    speakers = np.zeros((1 + max(place or 1 for place in places), track.samples.shape[1]))
    for place, channel in zip(places, track.samples, strict=True):
        if place is not None:
            speakers[place] += channel
    return speakers


def _true_peak(samples: Samples) -> float:
    from scipy.signal import resample_poly

    if not samples.any():
        return 0.0
    oversampled = (np.abs(resample_poly(channel, 4, 1)).max() for channel in samples)
    return max(float(np.abs(samples).max()), *(float(peak) for peak in oversampled))


def _silent_share(track: _Track) -> float:
    size = max(track.rate // 10, 1)
    parts = max(track.samples.shape[1] // size, 1)
    windows = track.samples[:, : parts * size].reshape(len(track.samples), parts, -1).astype(np.float64)
    loudest = np.sqrt((windows**2).mean(axis=2)).max(axis=0)
    return float((loudest < 10 ** (SILENT_DB / 20)).mean())


def _waveform(track: _Track, points: int) -> tuple[float, ...]:
    peaks = np.abs(track.samples).max(axis=0)
    edges = (np.linspace(0, track.seconds, points + 1) - track.starts) * track.rate
    edges = np.clip(np.round(edges).astype(int), 0, len(peaks))
    drawn = [float(peaks[low:high].max(initial=0.0)) for low, high in pairwise(edges)]
    return tuple(round(min(peak, 1.0), 3) for peak in drawn)
