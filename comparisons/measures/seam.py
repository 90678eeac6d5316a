"""How much a clip jumps where two pieces were joined.

brightness: the step of the picture's mean luma over the seam, in typical steps: how many times the median step from one
frame to the next within a second on both sides. A step of less than one grey level (of 255) is none, and the typical
step counts as one grey level at least, so that a still picture doesn't make a jump of its own noise.
motion: the mean difference of the two frames at the seam, point by point, once their brightness is made equal; in
typical differences, as above, of half a grey level at least.
loudness: RMS of the sound in the fifth of a second after the seam over that before it, in dB; each counts as −70 dBFS
at least. `None` where the clip has no sound.

About 1 for brightness and motion, and about 0 dB, is what any two neighbouring frames of one take give.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

AROUND = 1.0
"""Seconds on both sides that say what is typical."""
HEARD = 0.2
SMALL = (160, 90)
"""Pixels to which a frame is brought before it is compared: noise and grain are no motion."""
LEAST_LUMA, LEAST_MOTION = 1.0, 0.5
SILENCE = 10 ** (-70 / 20)
Grey = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """What happens at one seam; `None` where it can't be told, and `why` says why."""

    at: float
    """Seconds."""
    brightness: float | None
    motion: float | None
    loudness_db: float | None
    why: str = ""


def jumps(path: Path | str, seams: Sequence[float]) -> tuple[Jump, ...]:
    """What a clip does at each of these seconds; only a file that is not there is an error."""
    if not seams:
        return ()
    try:
        return tuple(_jump(path, at) for at in seams)
    except FileNotFoundError:
        raise
    except (av.FFmpegError, ValueError) as error:
        return tuple(
            Jump(at=at, brightness=None, motion=None, loudness_db=None, why=f"the clip can't be decoded: {error}")
            for at in seams
        )


def _jump(path: Path | str, at: float) -> Jump:
    with av.open(str(path)) as file:
        times, frames = _frames(file, at) if file.streams.video else ([], [])
        before, after = _loudness(file, at) if file.streams.audio else (None, None)
    loud = None if before is None or after is None else round(20 * math.log10(after / before), 2)
    place = sum(time < at - 0.25 / _rate(times) for time in times)
    if not 0 < place < len(frames) or len(frames) < 4:
        return Jump(at=at, brightness=None, motion=None, loudness_db=loud, why="there is no picture on both sides")
    light = np.array([frame.mean() for frame in frames])
    steps = np.abs(np.diff(light))
    moved = np.array([_moved(one, other) for one, other in pairwise(frames)])
    return Jump(
        at=at,
        brightness=_in_typical(steps, place - 1, LEAST_LUMA),
        motion=_in_typical(moved, place - 1, LEAST_MOTION),
        loudness_db=loud,
    )


def _in_typical(steps: npt.NDArray[np.float64], place: int, least: float) -> float:
    """One step as a multiple of the median of the others; one below the least is counted as it is."""
    others = np.delete(steps, place)
    return round(float(steps[place] / max(float(np.median(others)), least)), 2)


def _moved(one: Grey, other: Grey) -> float:
    """Mean difference of two frames whose brightness is made equal, in grey levels."""
    return float(np.abs((one - one.mean()) - (other - other.mean())).mean())


def _rate(times: Sequence[float]) -> float:
    return (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 and times[-1] > times[0] else 24.0


def _frames(file: av.container.InputContainer, at: float) -> tuple[list[float], list[Grey]]:
    """The frames about a moment, small and grey, and when each is shown."""
    stream = file.streams.video[0]
    file.seek(max(0, round((at - AROUND) * av.time_base)))
    times: list[float] = []
    frames: list[Grey] = []
    for frame in file.decode(stream):
        time = float(frame.time or 0.0)
        if time > at + AROUND:
            break
        if time >= at - AROUND:
            small = frame.reformat(width=SMALL[0], height=SMALL[1], format="gray")
            times.append(time)
            frames.append(small.to_ndarray().astype(np.float32))
    file.seek(0)
    return times, frames


def _loudness(file: av.container.InputContainer, at: float) -> tuple[float, float]:
    """RMS before and after, of all channels."""
    rate = file.streams.audio[0].rate
    resampler = av.AudioResampler(format="flt", layout="mono", rate=rate)
    begun = 0.0
    parts: list[npt.NDArray[np.float32]] = []
    for frame in file.decode(audio=0):
        time = float(frame.time or 0.0)
        if time > at + HEARD:
            break
        if time + frame.samples / rate < at - HEARD:
            continue
        if not parts:
            begun = time
        parts += [ready.to_ndarray().reshape(-1).astype(np.float32) for ready in resampler.resample(frame)]
    heard = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    middle = round((at - begun) * rate)
    length = round(HEARD * rate)
    return _rms(heard[max(0, middle - length) : max(0, middle)]), _rms(heard[max(0, middle) : max(0, middle) + length])


def _rms(samples: npt.NDArray[np.float32]) -> float:
    return max(float(np.sqrt((samples.astype(np.float64) ** 2).mean())) if samples.size else 0.0, SILENCE)
