"""What can be spoilt of a clip, each so plainly that whoever looks, or listens, finds it; and where it would not be.

Nothing here flashes: a picture that flickers strongly does harm. Nothing is turned upside down or made silent: not
every picture has an up, and silence is no fault of every clip.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from types import MappingProxyType
from typing import Final

import av
import numpy as np
import numpy.typing as npt

from comparisons.run.battle import Round

Samples = npt.NDArray[np.float32]
"""(channels, samples), full scale 1."""

BLOCKS = 27
"""In the shorter side of the picture."""
GRAINS, GRAIN, NEW = 72, 90.0, 3
"""Grains of snow in the shorter side, how far they reach, in grey levels, and for how many frames they stay."""
HOLD = 0.7
"""Seconds for which a jerky picture stands."""
JERK = 4.0
"""Grey levels by which the picture then jumps, on the average of its livelier tenth; less is hardly seen."""
LATE = 0.6
"""Seconds."""
ONSETS = 3
"""Beginnings of a sound that are needed to hear that it is late."""
DRIVE = 36.0
"""Decibels, before what is above full scale is cut off."""
NOISE_DB = 3.0
"""Of a noise above the sound."""
COLOURED = 6.0
"""Decibels by which most bands of a sound must change, or it is hardly heard: as where it is a noise itself."""

PICTURE: Final = ("blocks", "snow", "jerks")
SOUND: Final = ("noise", "clipped", "late")


class NotPlain(ValueError):
    """In this clip such a flaw would hardly be found."""


def fitting(shown: Round, sounds: bool, timed: bool) -> tuple[str, ...]:
    """The flaws that can be judged in such a round; `timed`: it is known that what is heard can be seen to happen."""
    heard = tuple(one for one in SOUND if one != "late" or (timed and shown == "whole")) if sounds else ()
    return {"muted": PICTURE, "sound": heard, "whole": PICTURE + heard}[shown]


def blocky(frames: Iterator[av.VideoFrame]) -> Iterator[av.VideoFrame]:
    """Large squares, as from a starved encoder."""
    for frame in frames:
        side = max(2, min(frame.width, frame.height) // BLOCKS)
        wide, tall = max(2, frame.width // side), max(2, frame.height // side)
        small = frame.reformat(wide, tall, "yuv420p", interpolation="AREA")
        yield _at(frame, small.reformat(frame.width, frame.height, "yuv420p", interpolation="POINT"))


def snowy(frames: Iterator[av.VideoFrame]) -> Iterator[av.VideoFrame]:
    """Grains that jump about all over the picture, as where an aerial fails."""
    draw = np.random.default_rng(1)
    for number, frame in enumerate(frames):
        planes = frame.reformat(format="yuv420p").to_ndarray()
        side = max(1, min(frame.width, frame.height) // GRAINS)
        if number % NEW == 0:
            grains = draw.uniform(-GRAIN, GRAIN, (-(-frame.height // side), -(-frame.width // side)))
        light = planes[: frame.height] + grains.repeat(side, 0).repeat(side, 1)[: frame.height, : frame.width]
        planes[: frame.height] = np.clip(light, 16, 235).astype(np.uint8)
        yield _at(frame, av.VideoFrame.from_ndarray(planes, format="yuv420p"))


def jerky(frames: Iterator[av.VideoFrame]) -> Iterator[av.VideoFrame]:
    """The picture stands, jumps, and stands again; `NotPlain` at the end, where little has jumped."""
    held: av.VideoFrame | None = None
    before: Samples | None = None
    jumps: list[float] = []
    until = 0.0
    for frame in frames:
        if held is None or (frame.time or 0.0) >= until:
            held, until = frame.reformat(format="yuv420p"), (frame.time or 0.0) + HOLD
            small: Samples = frame.reformat(64, 36, "gray", interpolation="AREA").to_ndarray().astype(np.float32)
            if before is not None:
                jumps.append(float(np.sort(np.abs(small - before), axis=None)[-small.size // 10 :].mean()))
            before = small
        yield _at(frame, av.VideoFrame.from_ndarray(held.to_ndarray(), format="yuv420p"))
    if not jumps or float(np.median(jumps)) < JERK:
        raise NotPlain("Too little moves")


def noisy(sound: Samples, rate: int) -> Samples:
    """A loud hiss over all of it."""
    _heard(sound)
    level = _level(sound) * 10 ** (NOISE_DB / 20)
    hiss = np.asarray(np.random.default_rng(1).normal(0, level, sound.shape[1]), np.float32)
    return _told_apart(sound, _within(sound + hiss), rate)


def clipped(sound: Samples, rate: int) -> Samples:
    """Driven far too hot and cut off."""
    _heard(sound)
    hot = np.clip(sound / max(float(np.abs(sound).max()), 1e-6) * 10 ** (DRIVE / 20), -1, 1)
    return _told_apart(sound, _within(hot * 0.5), rate)


def late(sound: Samples, rate: int) -> Samples:
    """Moved back against the picture; what comes too late for the end is lost."""
    if onsets(sound, rate) < ONSETS:
        raise NotPlain("Too few sounds begin")
    by = round(LATE * rate)
    return np.concatenate([np.zeros((len(sound), by), np.float32), sound], axis=1)[:, : sound.shape[1]]


OF_PICTURE: Final = MappingProxyType({"blocks": blocky, "snow": snowy, "jerks": jerky})
OF_SOUND: Final = MappingProxyType({"noise": noisy, "clipped": clipped, "late": late})


def onsets(sound: Samples, rate: int) -> int:
    """How often a sound begins: a twentieth of a second 12 dB above the tenth before, not far below the loudest."""
    step = max(1, rate // 20)
    parts = sound.shape[1] // step
    power = (sound[:, : parts * step].reshape(len(sound), parts, step).astype(np.float64) ** 2).mean(axis=(0, 2)) + 1e-9
    before = np.maximum(power[1:-1], power[:-2])
    return int(((power[2:] > 16 * before) & (power[2:] > power.max() / 100)).sum())


def apart(one: Samples, other: Samples, rate: int) -> float:
    """How differently two sounds go, both equally loud: dB, over sixteen bands from 80 Hz on and all their moments."""
    return float(np.abs(_bands(one, rate) - _bands(other, rate)).mean())


def _bands(sound: Samples, rate: int) -> npt.NDArray[np.float64]:
    """The level of each band at each moment, (moments, bands), dB to the whole, no fainter than 60 dB below it."""
    size = 2048
    mono = sound.mean(axis=0).astype(np.float64)
    parts = mono[: len(mono) // size * size].reshape(-1, size)
    power = np.abs(np.fft.rfft(parts * np.hanning(size))) ** 2
    edges = np.geomspace(80, min(12_000, rate / 2), 17) / rate * size
    bands = [power[:, int(low) : max(int(low) + 1, int(high))].sum(axis=1) for low, high in pairwise(edges)]
    whole = max(float(power.sum(axis=1).mean()), 1e-12)
    return np.asarray(10 * np.log10(np.array(bands).T / whole + 1e-6))


def _told_apart(sound: Samples, spoilt: Samples, rate: int) -> Samples:
    if apart(sound, spoilt, rate) < COLOURED:
        raise NotPlain("It sounds like this as it is")
    return spoilt


def _heard(sound: Samples) -> None:
    if sound.shape[1] < 2048 or _level(sound) < 1e-3:
        raise NotPlain("There is hardly a sound")


def _level(sound: Samples) -> float:
    return float(np.sqrt((sound.astype(np.float64) ** 2).mean()))


def _within(sound: Samples) -> Samples:
    return np.asarray(sound * min(1.0, 0.9 / max(float(np.abs(sound).max()), 1e-6)), dtype=np.float32)


def _at(frame: av.VideoFrame, new: av.VideoFrame) -> av.VideoFrame:
    new.pts, new.time_base = frame.pts, frame.time_base
    return new
