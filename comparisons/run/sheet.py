"""Several clips as one file, side by side under their letters, for a mail or a meeting: the stage leaves the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from comparisons.run.store import put_in_place

HEIGHT, GAP, BAR = 480, 8, 44
"""Pixels: the height of each clip, the space between two, the strip with the letter above each."""
PAPER, INK = (17, 19, 26), (236, 238, 244)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One clip of the sheet."""

    path: Path
    title: str
    """Stands above the clip: its letter and, where names are known, its model."""
    gain_db: float = 0.0


def side_by_side(panels: Sequence[Panel], heard: int, out: Path) -> Path:
    """Write the sheet to `out` (MP4, H.264 and AAC) with the sound of the panel numbered `heard`; returns `out`.

    Clips stand in a row, above three in two rows; a shorter one holds its last frame. Takes about as long as it plays.
    """
    from moviepy import CompositeVideoClip, ImageClip, VideoFileClip, vfx
    from moviepy.audio.fx import MultiplyVolume

    opened = [VideoFileClip(str(panel.path)) for panel in panels]
    try:
        longest = max(clip.duration for clip in opened)
        scaled = [
            clip.resized(height=HEIGHT).with_effects([vfx.Freeze("end", total_duration=longest)]) for clip in opened
        ]
        places, size = _layout([clip.w for clip in scaled])
        titles = [ImageClip(_title(panel.title, clip.w)) for panel, clip in zip(panels, scaled, strict=True)]
        layers = [clip.without_audio().with_position((x, y + BAR)) for clip, (x, y) in zip(scaled, places, strict=True)]
        layers += [title.with_duration(longest).with_position(at) for title, at in zip(titles, places, strict=True)]
        sheet = CompositeVideoClip(layers, size=size, bg_color=PAPER).with_duration(longest)
        if (sound := opened[heard].audio) is not None:
            sheet = sheet.with_audio(sound.with_effects([MultiplyVolume(10 ** (panels[heard].gain_db / 20))]))
        part = out.with_name(f".{out.stem}.part.mp4")
        sheet.write_videofile(str(part), codec="libx264", audio_codec="aac", preset="veryfast", logger=None, fps=30)
        put_in_place(part, out)
    finally:
        for clip in opened:
            clip.close()
    return out


def _layout(widths: Sequence[int]) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """Where each panel's upper left corner stands, and the sheet's size, both even as H.264 asks."""
    across = len(widths) if len(widths) <= 3 else ceil(len(widths) / 2)
    column, row = max(widths) + GAP, HEIGHT + BAR + GAP
    places = [(GAP + column * (at % across), GAP + row * (at // across)) for at in range(len(widths))]
    width, height = GAP + column * across, GAP + row * ceil(len(widths) / across)
    return places, (width + width % 2, height + height % 2)


def _title(text: str, width: int) -> np.ndarray:
    strip = Image.new("RGB", (width, BAR), PAPER)
    ImageDraw.Draw(strip).text((6, 8), text, fill=INK, font=ImageFont.load_default(24))
    return np.asarray(strip)
