"""The last step of sound: −16 LUFS, with peaks that stay clear of clipping after AAC; piece by piece, so that a minute
needs hardly more memory than what it is written into.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import resample_poly, sosfilt

from providers.studio.encode import Samples
from providers.studio.reel import let_go, zeros
from providers.studio.sound.cues import RATE, Mono, Stereo

TARGET = -16.0
"""LUFS, integrated (ITU-R BS.1770)."""
CEILING = 0.70
"""Largest sample, −3.1 dBFS: 2 dB are left for what lies between samples and for what AAC adds."""
BETWEEN = 0.74
"""Largest value between samples, −2.6 dBTP."""
LOOK = 240
"""Samples that the limiter looks ahead and behind: 5 ms."""
HOP = RATE // 10
"""Samples from one block of the measurement to the next; a block has four hops."""
PIECE = 50 * HOP
"""Samples that are worked on at a time."""
ROUNDS = 8
BEDS = (1.0, 0.3, 0.1)
"""Levels of the bed that are tried in turn: under a few faint sounds it may weigh so much that no gain is right."""
NEAR_ENOUGH, SURE = 0.15, 0.8
"""LU."""
SILENT = 1e-6
EAR = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
"""K-weighting at 48 kHz, as second-order sections (BS.1770-4, tables 1 and 2)."""


def mastered(sound: Stereo, bed: Stereo) -> Samples:
    """The sound at its loudness over a bed that stays as it is; where there is no sound, the bed is what is heard."""
    if loudest(sound) < SILENT:
        sound, bed = bed, np.zeros((2, 1))
    out: Samples = zeros(*sound.shape)
    gain, doubt = brought(out, sound, bed, BEDS[0])
    for louder, level in pairwise(BEDS if loudest(bed) else ()):
        if doubt < SURE:
            break
        other, less = brought(out, sound, bed, level)
        if less > doubt - NEAR_ENOUGH:  # the sound itself pauses near the gate, as speech does: the bed can't help it
            shape(out, sound, bed, 10 ** (gain / 20), louder)
            break
        gain, doubt = other, less
    return clear(out)


def brought(out: Samples, sound: Stereo, bed: Stereo, level: float) -> tuple[float, float]:
    """Write the sound to `out`, as loud as it is to be; its gain in dB, and by how many LU it may be off in the end.

    A few rounds, since taming the peaks takes some of the loudness away: by the slope between the last two, or by
    halves where that leads astray.
    """
    gain, low, high = TARGET - loudness(sound), -np.inf, np.inf
    if not np.isfinite(gain):
        gain = 0.0
    slope, last = 1.0, (0.0, 0.0)
    for _ in range(ROUNDS):
        shape(out, sound, bed, 10 ** (gain / 20), level)
        off, doubt = measured(out)
        if abs(off) < NEAR_ENOUGH or not np.isfinite(off):
            return gain, doubt
        low, high = (gain, high) if off > 0 else (low, gain)
        if last[1]:
            slope = min(1.2, max(0.2, (last[1] - off) / (gain - last[0])))
        last = (gain, off)
        gain = min(120.0, gain + min(24.0, max(-24.0, off / slope)))
        if not low < gain < high:
            gain = (low + high) / 2
    shape(out, sound, bed, 10 ** (gain / 20), level)
    return gain, doubt


def loudest(sound: Stereo) -> float:
    """The largest of its samples, whatever their sign."""
    top = 0.0
    for span, _ in pieces(sound.shape[1]):
        top = max(top, float(np.abs(sound[:, span]).max(initial=0.0)))
        let_go(sound)
    return top


def pieces(samples: int) -> Iterator[tuple[slice, slice]]:
    """Spans one after the other, and each with what lies around it as far as a limiter looks."""
    for start in range(0, samples, PIECE):
        end = min(samples, start + PIECE)
        yield slice(start, end), slice(max(0, start - 2 * LOOK), min(samples, end + 2 * LOOK))


def shape(out: Samples, sound: Stereo, bed: Stereo, gain: float, level: float) -> None:
    """Write sound and bed together, their peaks tamed, into `out`."""
    for span, around in pieces(sound.shape[1]):
        inside = slice(span.start - around.start, span.stop - around.start)
        piece = limited(sound[:, around] * gain, 2 * CEILING)[:, inside]
        out[:, span] = rounded(piece + level * bed[:, span] if bed.shape[1] > 1 else piece)
        let_go(out, sound, bed)


def limited(sound: Stereo, ceiling: float, peaks: Mono | None = None) -> Stereo:
    """Turn down around each peak that is over the ceiling, smoothly, both channels alike."""
    peaks = np.max(np.abs(sound), axis=0) if peaks is None else peaks
    if peaks.max(initial=0.0) <= ceiling:
        return sound
    needed = np.maximum(1.0, maximum_filter1d(peaks, 2 * LOOK + 1) / ceiling)
    smooth = uniform_filter1d(needed, LOOK)
    return np.asarray(sound / np.maximum(smooth, np.maximum(1.0, peaks / ceiling)))


def rounded(sound: Stereo) -> Stereo:
    """Bend what is over half the ceiling towards it, so that short peaks lose their tips and not their bodies."""
    knee = CEILING / 2
    over = np.abs(sound) - knee
    if over.max(initial=0.0) <= 0:
        return sound
    return np.where(over > 0, np.sign(sound) * (knee + knee * np.tanh(np.maximum(over, 0.0) / knee)), sound)


def clear(sound: Samples) -> Samples:
    """The same sound, turned down in place around what would be too high between its samples."""
    for span, around in pieces(sound.shape[1]):
        piece = sound[:, around]
        if np.abs(piece).max(initial=0.0) > 0.75 * BETWEEN:
            finer = np.abs(resample_poly(piece, 4, 1, axis=1)).max(axis=0)
            peaks = maximum_filter1d(finer, 5)[::4]
            sound[:, span] = limited(piece, BETWEEN, peaks)[:, span.start - around.start : span.stop - around.start]
        let_go(sound)
    return sound


def measured(sound: Stereo) -> tuple[float, float]:
    """By how many LU it is too soft, and by how many it may be off where a hair more or less were left out as silence.

    AAC moves levels by such a hair, and a bed that hovers at the gate would then count, or not.
    """
    energy = np.concatenate(list(energies(sound)))
    off, *others = (TARGET - integrated(energy, gate) for gate in (10.0, 8.5, 11.5))
    return off, max((abs(each) for each in (off, *others) if np.isfinite(each)), default=0.0)


def loudness(sound: Stereo) -> float:
    """Integrated loudness in LUFS; minus infinity for silence and for what is too short to measure."""
    return integrated(np.concatenate(list(energies(sound))), 10.0)


def integrated(energy: Mono, gate: float) -> float:
    """The loudness of hops with those energies; blocks that are `gate` LU below the mean are left out."""
    if len(energy) < 4:
        return float("-inf")
    blocks = np.convolve(energy, np.full(4, 0.25), mode="valid")
    loud = blocks[blocks > lufs_energy(-70.0)]
    if not len(loud):
        return float("-inf")
    loud = loud[loud > 10 ** (-gate / 10) * loud.mean()]
    return float(-0.691 + 10 * np.log10(loud.mean()))


def lufs_energy(lufs: float) -> float:
    """The energy of a block of that loudness."""
    return float(10 ** ((lufs + 0.691) / 10))


def energies(sound: Stereo) -> Iterator[Mono]:
    """What reaches the ear in each whole hop: the mean square of both channels after weighting, added up."""
    state: NDArray[np.float64] = np.zeros((2, sound.shape[0], 2))
    for start in range(0, sound.shape[1] - sound.shape[1] % HOP, PIECE):
        piece = sound[:, start : min(start + PIECE, sound.shape[1] - sound.shape[1] % HOP)]
        weighted, state = sosfilt(EAR, piece.astype(np.float64), axis=1, zi=state)
        let_go(sound)
        yield np.mean(weighted.reshape(sound.shape[0], -1, HOP) ** 2, axis=2).sum(axis=0)
    yield np.zeros(0)


def true_peak(sound: Stereo) -> float:
    """The largest value between samples too, in dBTP, by four times oversampling."""
    return float(20 * np.log10(np.max(np.abs(resample_poly(sound, 4, 1, axis=1))) + 1e-12))
