"""Clips for the stage: a frame counter to see, a tone of a known pitch to hear."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFont

RATE = 48_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A clip on disk; tone in Hz (None: no audio track), level as the sine's peak."""

    path: Path
    seconds: float
    fps: int
    width: int
    height: int
    tone: int | None
    level: float = 0.25

    @property
    def peaks(self) -> list[float]:
        """Peaks as the server sends them: here a slow swell, so that the wave has a shape to look at."""
        steps = np.linspace(0, self.seconds * 2.2, 400)
        return [round(float(x), 3) for x in self.level * (0.25 + 0.75 * np.abs(np.sin(steps)))]


def make(
    folder: Path,
    name: str,
    *,
    tone: int | None,
    seconds: float = 5.5,
    hue: int = 220,
    size: tuple[int, int] = (1280, 720),
    level: float = 0.25,
) -> Made:
    """Encode one clip at 30 frames a second, H.264 with AAC, ready to start."""
    path, fps = folder / f"{name}.mp4", 30
    with av.open(path, "w", options={"movflags": "+faststart"}) as box:
        video = box.add_stream("libx264", rate=fps, options={"preset": "ultrafast", "crf": "26", "g": "30"})
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        audio = box.add_stream("aac", rate=RATE, layout="mono") if tone else None
        for index in range(round(seconds * fps)):
            frame = av.VideoFrame.from_image(_picture(index, fps, hue, size))
            box.mux(video.encode(frame))
        box.mux(video.encode(None))
        if audio and tone:
            for frame in _sine(tone, seconds, level):
                box.mux(audio.encode(frame))
            box.mux(audio.encode(None))
    return Made(path=path, seconds=seconds, fps=fps, width=size[0], height=size[1], tone=tone, level=level)


def _picture(index: int, fps: int, hue: int, size: tuple[int, int]) -> Image.Image:
    width, height = size
    picture = Image.new("RGB", size, f"hsl({hue}, 30%, 22%)")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 0.72, width, height), fill=f"hsl({hue}, 26%, 30%)")
    turn = index / fps
    x, y = width * (0.5 + 0.36 * np.sin(turn * 1.7)), height * (0.72 - 0.42 * abs(np.sin(turn * 2.6)))
    radius = height * 0.09
    draw.ellipse((x - radius, y - 2 * radius, x + radius, y), fill=f"hsl({(hue + 40) % 360}, 70%, 62%)")
    font = ImageFont.load_default(height // 9)
    draw.text((width * 0.04, height * 0.05), f"{index // fps}:{index % fps:02d}", fill="white", font=font)
    return picture


def _sine(tone: int, seconds: float, level: float) -> list[av.AudioFrame]:
    wave = (level * np.sin(2 * np.pi * tone * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)
    frames = []
    for start in range(0, len(wave), 1024):
        frame = av.AudioFrame.from_ndarray(wave[None, start : start + 1024], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        frames.append(frame)
    return frames
