"""Clips made by code, with the truth beside them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

RATE = 48_000
Floats = npt.NDArray[np.float64]
Image = npt.NDArray[np.uint8]


def tone(dbfs: float = -20.0, seconds: float = 3.0, hertz: float = 997.0) -> Floats:
    """A sine whose peak is at that level; on both sides of stereo its loudness in LUFS is the same figure."""
    time = np.arange(round(RATE * seconds)) / RATE
    return 10 ** (dbfs / 20) * np.sin(2 * np.pi * hertz * time)


def write_sound(path: Path, *channels: Floats, layout: str = "stereo", codec: str = "pcm_f32le") -> Path:
    with av.open(str(path), "w") as file:
        _mux_sound(file, file.add_stream(codec, rate=RATE, layout=layout), np.stack(channels))
    return path


def write_clip(
    path: Path,
    images: Iterable[Image],
    sound: Floats | None = None,
    *,
    fps: int = 30,
    crf: int = 18,
    times: Iterable[int] | None = None,
) -> Path:
    """H.264 and AAC in MP4; `times` names the frames' places where they aren't even."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=fps, options={"crf": str(crf)})
        heard = None if sound is None else file.add_stream("aac", rate=RATE, layout="stereo")
        pictures = list(images)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        for place, picture in zip(times or range(len(pictures)), pictures, strict=True):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = place, Fraction(1, fps)
            file.mux(stream.encode(frame))
        file.mux(stream.encode())
        if heard is not None:
            _mux_sound(file, heard, np.stack([sound, sound]))
    return path


def _mux_sound(file: av.container.OutputContainer, stream: av.AudioStream, samples: Floats) -> None:
    planar = stream.format.is_planar
    packed = samples if planar else np.ascontiguousarray(samples.T.reshape(1, -1))
    form = "fltp" if planar else "flt"
    frame = av.AudioFrame.from_ndarray(packed.astype(np.float32), format=form, layout=stream.layout.name)
    frame.rate = RATE
    file.mux(stream.encode(frame))
    file.mux(stream.encode())


def texture() -> Image:
    return np.random.default_rng(0).integers(60, 190, (90, 160, 3), dtype=np.uint8).repeat(2, axis=0).repeat(2, axis=1)


def pan(frames: int) -> list[Image]:
    return [np.roll(texture(), 3 * place, axis=1) for place in range(frames)]
