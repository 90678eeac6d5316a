"""Clips in codecs that some browsers can't play, made with PyAV; `None` where this machine's PyAV lacks the encoder."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.codec import Codec
from av.codec.codec import UnknownCodecError

RATE = 48_000


def is_here(*encoders: str) -> bool:
    """Whether PyAV was built with all of them."""
    try:
        return all(Codec(name, "w") for name in encoders if name)
    except UnknownCodecError:
        return False


def write(
    path: Path, picture: str, sound: str, *, size: tuple[int, int] = (128, 72), pixels: str = "yuv420p",
    seconds: float = 1.0, layout: str = "stereo", container: str = "",
) -> Path:  # fmt: skip
    """A bright bar that moves, and a tone, in the codecs named; silent where `sound` is empty."""
    with av.open(str(path), "w", format=container or None) as file:
        video = file.add_stream(picture, rate=24)
        video.width, video.height, video.pix_fmt = *size, pixels
        audio = file.add_stream(sound, rate=RATE) if sound else None
        if audio is not None:
            audio.layout = layout
        for index in range(round(24 * seconds)):
            image = np.full((size[1], size[0], 3), 24, np.uint8)
            image[:, (index * 4) % size[0] :][:, :16] = (240, 180, 40)
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, 24)
            file.mux(video.encode(frame))
        file.mux(video.encode())
        if audio is not None:
            file.mux(audio.encode(_tone(seconds, layout)))
            file.mux(audio.encode())
    return path


def _tone(seconds: float, layout: str) -> av.AudioFrame:
    time = np.arange(round(seconds * RATE)) / RATE
    channels = len(av.AudioLayout(layout).channels)
    wave = np.tile((0.2 * np.sin(2 * np.pi * 440 * time)).astype(np.float32), (channels, 1))
    frame = av.AudioFrame.from_ndarray(wave, format="fltp", layout=layout)
    frame.sample_rate = RATE
    frame.pts, frame.time_base = 0, Fraction(1, RATE)
    return frame
