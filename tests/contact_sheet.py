"""`python -m tests.contact_sheet OUT.jpg`: every kind of scene at three aspect ratios, to be looked at."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image

from providers.kit.terms import Brief
from providers.studio.film import form
from providers.studio.prompt import read
from providers.studio.scenes import acts, openings

SCENES = (
    ("A basketball player shoots and misses", 2.1),
    ("A surfer rides a big wave at sunset", 3.0),
    ("A figure skater spins on the ice", 2.2),
    ("A gymnast does a double backflip", 1.6),
    ('A man says "I lost my keys" to a woman in a cafe', 1.2),
    ("Orange juice is poured into a glass", 2.5),
    ("A striped flag waves in a strong wind", 2.0),
    ("A waterfall in a forest", 2.0),
    ("Newton's cradle", 1.2),
    ("Three gears turn", 1.0),
    ("The planets orbit the sun", 2.0),
    ("A projectile, diagram with axes", 2.0),
    ("A red car drives through the city at night in the rain", 2.0),
    ("A motorcycle jumps over a ramp", 1.8),
    ("Fireworks over a city at night", 2.5),
    ("A rocket launches into space", 3.2),
    ("Ten dominoes topple", 2.6),
    ("Glass marbles roll down the stairs at night", 2.2),
)
"""Prompts, and the second that is shown."""
RATIOS = ("16:9", "1:1", "9:16")
TALL, GAP, COLUMNS = 150, 4, 2
"""Pixels of a tile and between two; scenes side by side."""


def tile(prompt: str, second: float, ratio: str) -> Image.Image:
    """One frame of a prompt's scene, small."""
    shape = form(Brief(prompt=prompt, aspect_ratio=ratio, resolution="480p", fps=24, seconds=second + 1), True, 5)
    script = read(prompt)
    act = next(acts(script, shape, openings(script, shape)))
    painter, last = act.painter(), round(second * shape.fps)
    for frame in range(last):  # some painters remember what was before
        painter.paint(frame)
    picture = Image.fromarray(np.ascontiguousarray(painter.paint(last).pixels()[..., :3]))
    return picture.resize((round(TALL * shape.aspect), TALL), Image.Resampling.LANCZOS)


def sheet() -> Image.Image:
    """All scenes, each at all ratios in a row."""
    rows = []
    for prompt, second in SCENES:
        tiles = [tile(prompt, second, ratio) for ratio in RATIOS]
        row = Image.new("RGB", (sum(one.width + GAP for one in tiles), TALL + GAP), "white")
        at = 0
        for one in tiles:
            row.paste(one, (at, 0))
            at += one.width + GAP
        rows.append(row)
    whole = Image.new("RGB", (COLUMNS * rows[0].width, -(-len(rows) // COLUMNS) * rows[0].height), "white")
    for at, row in enumerate(rows):
        whole.paste(row, (at % COLUMNS * row.width, at // COLUMNS * row.height))
    return whole


if __name__ == "__main__":
    sheet().save(Path(sys.argv[1]), quality=82, optimize=True, progressive=True)
