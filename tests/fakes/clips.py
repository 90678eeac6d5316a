"""Small real clips with sound, and files that only look like clips; made with PyAV, kept for the process."""

from __future__ import annotations

import io
import tempfile
from functools import cache
from pathlib import Path

import av
import numpy as np

RATE = 48_000


@cache
def clip(seconds: float = 1.0, *, width: int = 128, height: int = 72, fps: int = 24, sound: bool = True) -> bytes:
    """An MP4 (H.264, AAC, index first) of a bright bar that moves over a dark ground, with a 440 Hz tone."""
    with tempfile.TemporaryDirectory() as folder:  # the index can be moved to the front of a named file alone
        path = Path(folder) / "clip.mp4"
        _write(path, seconds, width, height, fps, sound)
        return path.read_bytes()


def _write(path: Path, seconds: float, width: int, height: int, fps: int, sound: bool) -> None:
    with av.open(str(path), "w", options={"movflags": "faststart"}) as file:
        video = file.add_stream("libx264", rate=fps, options={"preset": "ultrafast"})
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        audio = file.add_stream("aac", rate=RATE) if sound else None
        for index in range(round(seconds * fps)):
            file.mux(video.encode(av.VideoFrame.from_ndarray(_bar(index, width, height), format="rgb24")))
        file.mux(video.encode())
        if audio is not None:
            file.mux(audio.encode(_tone(seconds)))
            file.mux(audio.encode())


def truncated() -> bytes:
    """A clip whose index is whole and whose frames stop half-way."""
    whole = clip(2.0)
    return whole[: len(whole) // 2]


@cache
def sound_only() -> bytes:
    """An MP4 with a tone and no picture."""
    return sound(1.0, form="mp4", codec="aac")


@cache
def sound(seconds: float = 1.0, *, form: str = "mp3", codec: str = "libmp3lame") -> bytes:
    """A file of sound alone, with a 440 Hz tone."""
    made = io.BytesIO()
    with av.open(made, "w", format=form) as file:
        audio = file.add_stream(codec, rate=RATE, layout="mono")
        resampler = av.AudioResampler(format=audio.format, layout="mono", rate=RATE)
        for frame in resampler.resample(_tone(seconds)):
            file.mux(audio.encode(frame))
        file.mux(audio.encode())
    return made.getvalue()


def _bar(index: int, width: int, height: int) -> np.ndarray:
    picture = np.full((height, width, 3), 24, np.uint8)
    left = (index * 4) % (width - 16)
    picture[:, left : left + 16] = (240, 180, 40)
    return picture


def _tone(seconds: float) -> av.AudioFrame:
    time = np.arange(round(seconds * RATE)) / RATE
    wave = (0.2 * np.sin(2 * np.pi * 440 * time)).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(wave[None, :], format="fltp", layout="mono")
    frame.sample_rate = RATE
    return frame
