"""How often a visible mark is found, and how often one is where there is none: clips of the studio, as they are, with
a word or a badge drawn over them, and with one that jumps. The studio's own watermark is left out."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from comparisons.measures.mark import marked
from providers.kit.terms import Brief
from providers.studio import Studio

PROMPTS = (
    "A basketball is thrown at the hoop and misses",
    "A surfer rides a big wave at sunset",
    'A man says "I lost my keys" to a woman in a cafe',
    "A figure skater spins on the ice",
    "Orange juice is poured into a glass",
    "Five wooden crates are stacked and a steel ball rolls into them",
    "Newton's cradle swings",
    "The planets orbit the sun, diagram with axes",
    "A striped flag waves in a strong wind",
    "Two metal boxes fall in a dark street at night in the rain",
    "A red car drives through the city at night in the rain",
    "A rocket launches into space",
    "A train goes through the forest in winter",
    "Fireworks over a city at night",
    "A hot air balloon flies over the mountains",
    "Soap bubbles float in the garden",
    "Balls bounce in the street, the camera pans left",
    "Mountains, the camera pans to the right",
    "A village, the camera zooms in slowly",
    "A surfer rides a wave, the camera follows",
    "A boat floats on the sea in a storm",
    "A gymnast does a somersault on the beam",
    "A bicycle rides along the road in the fog",
    "Snow falls on the village at night",
    "A hoop, the ball flies, the camera shakes handheld",
    "A woman talks to the camera",
    "A red ball rolls, the camera zooms out",
    "Waves on the sea at night under the moon",
    "A lorry drives on a snowy road, the camera tracks it",
    "A plane flies in the sky with clouds",
)
SHAPES = ("16:9", "9:16", "1:1")
KINDS, SIZES, ALPHAS = ("VENDOR", "badge", "Pixa"), (0.03, 0.045, 0.06, 0.04), (1.0, 0.7, 0.5, 0.35, 0.6)
CORNERS = ("br", "bl", "tr", "tl", "bc", "br", "br")
STAY_S = 1.4
"""Seconds for which a mark that jumps rests."""
Ink = np.ndarray


def run() -> Iterator[dict[str, Any]]:
    """Answers by what was drawn; `behind` tells whether the picture moves behind the mark, as the clip itself says."""
    with tempfile.TemporaryDirectory() as folder:
        films = list(rendered(Path(folder)))
        yield told("as it is", [(film, True) for film in films])
        drawn: dict[bool, list[tuple[Path, bool]]] = {True: [], False: []}
        looks = zip(cycle(KINDS), cycle(SIZES), cycle(ALPHAS), cycle(CORNERS), strict=False)
        for film in films:
            for number in range(2):
                target = film.with_name(f"{film.stem}-{number}.mp4")
                kind, size, alpha, corner = next(looks)
                behind = draw(film, target, kind, size, alpha, (corner,))
                drawn[behind].append((target, behind))
        yield told("a mark, the picture moves behind it", drawn[True])
        yield told("a mark, nothing moves behind it", drawn[False])
        jumps = [(film.with_name(f"{film.stem}-jumps.mp4"), film) for film in films[::2]]
        for (target, film), kind in zip(jumps, cycle(KINDS), strict=False):
            draw(film, target, kind, 0.05, 0.8, ("br", "tl", "bl"))
        yield told("a mark that jumps", [(target, True) for target, _ in jumps])


def told(what: str, clips: list[tuple[Path, bool]]) -> dict[str, Any]:
    """How the instrument answers, and what it takes."""
    answers: Counter[str] = Counter()
    took = []
    for clip, _ in clips:
        begun = time.process_time()
        answers[marked(clip).answer] += 1
        took.append(time.process_time() - begun)
    return {
        "name": "marks", "what": what, "clips": len(clips),
        **{word: answers[word] for word in ("mark", "none", "untold")},
        "cpu_ms": round(1000 * float(np.median(took))), "cpu_ms_most": round(1000 * max(took)),
    }  # fmt: skip


def rendered(folder: Path) -> Iterator[Path]:
    """One clip of four seconds for each prompt."""
    before, studio = os.environ.get("SPLITSCREEN_MARKS"), Studio()
    os.environ["SPLITSCREEN_MARKS"] = "off"
    try:
        for number, prompt in enumerate(PROMPTS):
            brief = Brief(
                prompt=prompt, seconds=4, resolution="480p", aspect_ratio=SHAPES[number % 3], fps=24, seed=number,
                audio=False,
            )  # fmt: skip
            made = folder / str(number)
            made.mkdir()
            yield studio.render(brief, studio.models[0], made, lambda _share: None).path.rename(
                folder / f"{number}.mp4"
            )
    finally:
        os.environ.pop("SPLITSCREEN_MARKS")
        if before is not None:
            os.environ["SPLITSCREEN_MARKS"] = before


def draw(source: Path, target: Path, kind: str, size: float, alpha: float, corners: tuple[str, ...]) -> bool:
    """Draw it over each frame; whether the picture changes behind it by three grey levels and more, on the average."""
    with av.open(str(source)) as read, av.open(str(target), "w") as write:
        seen = read.streams.video[0]
        out = write.add_stream("libx264", rate=seen.average_rate, options={"crf": "23", "preset": "veryfast"})
        out.width, out.height, out.pix_fmt = seen.width, seen.height, "yuv420p"
        mark = inked(kind, round(size * min(seen.width, seen.height)))[..., None] * alpha
        behind = []
        for frame in read.decode(seen):
            picture = frame.to_ndarray(format="rgb24").astype(np.float32)
            corner = corners[int((frame.time or 0.0) / STAY_S) % len(corners)]
            left, top = place(corner, picture.shape, mark.shape)
            part = picture[top : top + mark.shape[0], left : left + mark.shape[1]]
            behind.append(part.mean(axis=2).astype(np.float32))
            part[:] = part * (1 - mark) + 255 * mark
            write.mux(out.encode(av.VideoFrame.from_ndarray(picture.astype(np.uint8), format="rgb24")))
        write.mux(out.encode(None))
    stack = np.stack(behind[::4])
    return bool(np.abs(stack - np.median(stack, axis=0)).mean() >= 3)


def inked(kind: str, high: int) -> Ink:
    """A word, or a ring with a triangle, 0 to 1."""
    sheet = Image.new("L", (20 * high, 4 * high))
    pen = ImageDraw.Draw(sheet)
    if kind == "badge":
        side = round(2.4 * high)
        pen.ellipse((1, 1, side, side), outline=255, width=max(2, high // 5))
        pen.polygon([(side * 0.38, side * 0.28), (side * 0.38, side * 0.72), (side * 0.74, side * 0.5)], fill=255)
    else:
        pen.text((high, high), kind, 255, font=ImageFont.load_default(1.35 * high), stroke_width=high // 16)
    ink = np.asarray(sheet, np.float32) / 255
    rows, columns = np.nonzero(ink > 0.05)
    return ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def place(corner: str, picture: tuple[int, ...], mark: tuple[int, ...]) -> tuple[int, int]:
    """Its left and top, a thirtieth of the shorter side from the edges."""
    gap = min(picture[:2]) // 33
    right, low = picture[1] - mark[1] - gap, picture[0] - mark[0] - gap
    left = {"l": gap, "r": right, "c": (picture[1] - mark[1]) // 2}[corner[1]]
    return left, gap if corner[0] == "t" else low
