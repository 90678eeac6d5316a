"""Clips whose every frame and sample is known, so that a jump between two of them can be foretold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RATE = 48_000


def film(
    path: Path, pictures: Iterable[np.ndarray], *, fps: int = 24, tone: float = 0.0, gain: float = 0.2,
    late: float = 0.0, early: float = 0.0,
) -> Path:  # fmt: skip
    """A clip of these pictures, with a tone of so many Hz where one is given.

    The tone is as loud as `gain` from `late` on, and as `early` before that.
    """
    with av.open(str(path), "w") as file:
        shown = list(pictures)
        video = file.add_stream("libx264", rate=fps, options={"crf": "8"})
        video.height, video.width = shown[0].shape[:2]
        video.pix_fmt = "yuv420p"
        sound = file.add_stream("aac", rate=RATE, bit_rate=192_000) if tone else None
        if sound is not None:
            sound.layout = "stereo"
        for index, picture in enumerate(shown):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, fps)
            file.mux(video.encode(frame))
        file.mux(video.encode())
        if sound is not None:
            time = np.arange(round(len(shown) / fps * RATE)) / RATE
            wave = np.where(time >= late, gain, early) * np.sin(2 * np.pi * tone * time)
            ready = av.AudioFrame.from_ndarray(np.stack([wave] * 2).astype(np.float32), format="fltp", layout="stereo")
            ready.sample_rate, ready.pts, ready.time_base = RATE, 0, Fraction(1, RATE)
            file.mux(sound.encode(ready))
            file.mux(sound.encode())
    return path


def plain(count: int, grey: int, size: tuple[int, int] = (96, 64)) -> Iterator[np.ndarray]:
    """Frames of one grey."""
    for _ in range(count):
        yield np.full((size[1], size[0], 3), grey, np.uint8)


def counted(first: int, count: int) -> Iterator[np.ndarray]:
    """Frames that say their number, by their brightness."""
    for number in range(first, first + count):
        yield np.full((64, 96, 3), 20 + 3 * number, np.uint8)
