"""How the water answers what floats in it: a wave from the bow that runs off to both sides, rings where a hull heaves.

Drawn from how fast a hull goes through the water, where it meets it, and how it rises and sinks; no force acts back.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.paint.colours import thin
from providers.studio.scenes.surf.sea import GRAVITY, Floats, Sea
from providers.studio.scenes.surf.tints import Tint
from providers.studio.scenes.surf.water import Look
from providers.studio.weave import traces

LASTS, WIDENS = 0.8, 0.9
"""Seconds that a bow wave is seen, and metres a second by which it runs aside, at most."""
EVERY, FADES, RUNS = 0.4, 1.6, 0.7
"""Seconds from ring to ring and until one is gone; how fast it runs, in metres a second."""
FAINT = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Wash:
    """What a hull does to the water, frame by frame."""

    bow: Floats
    """Where it meets the water foremost: x, z."""
    away: Floats
    """Towards its far side: x, z."""
    strong: Floats
    """Of the wave at its bow, 0 to 1: it goes by the Froude number."""
    middle: Floats
    """x, z."""
    half: tuple[float, float]
    """Half its length and half its width, in metres."""
    heaves: Floats
    """How hard it pushes the water up or down, 0 to 1."""


def stirred(sea: Sea, fps: int, course: Floats, half: tuple[float, float], speed: Floats, heave: Floats) -> Wash:
    """Read it off a course (frames by x, y, z, yaw, pitch, roll), with the speeds through the water, and of heaving."""
    stations, forward = np.linspace(-0.95, 0.95, 9) * half[0], np.cos(course[:, 3:5]).prod(axis=1)
    met, strong = np.zeros(len(course)), np.abs(speed) / (0.6 * sqrt(GRAVITY * 2 * half[0]))
    entry = -half[0]
    for at, (x, y, z, yaw, pitch, _) in enumerate(course.tolist()):
        level = sea.height(x + stations * forward[at], z + stations * np.sin(yaw), at / fps)
        wet = np.flatnonzero(level > y + stations * np.sin(pitch))
        strong[at] *= len(wet) > 0
        entry += 0.3 * ((float(stations[wet[-1]]) if len(wet) else -half[0]) - entry)
        met[at] = entry
    ahead = np.stack([np.cos(course[:, 3]), np.sin(course[:, 3])], axis=1)
    middle = course[:, (0, 2)]
    return Wash(
        bow=middle + met[:, None] * ahead, away=ahead[:, ::-1] * (-1.0, 1.0), strong=np.clip(strong, 0.0, 1.0),
        middle=middle, half=half, heaves=np.clip(np.abs(heave) / 0.7, 0.0, 1.0),
    )  # fmt: skip


def arm(canvas: Canvas, seen: Look, wash: Wash, frame: int, fps: int, side: float, tint: Tint) -> None:
    """Paint the bow wave on one side: 1 is the far one, -1 the near one; it lies where the bow has been."""
    back = np.arange(frame, max(-1, frame - round(LASTS * fps)), -max(1, fps // 24))
    if len(back) < 4 or wash.strong[frame] < FAINT:
        return
    age = (frame - back) / fps
    strong = wash.strong[back]
    out = 0.9 * wash.half[1] * np.minimum(1.0, 0.4 + 6.0 * age) + WIDENS * strong * age
    thick = (0.02 + 0.10 * np.sqrt(age / LASTS)) * strong
    x, z = wash.bow[back].T[:, None] + side * wash.away[back].T[:, None] * (out + np.array([[0.5], [-0.5]]) * thick)
    level = seen.sea.heights(seen.time, (x, z))[0] + 0.06 * strong * (1 - age / LASTS)
    edges = np.stack(seen.view.spot(x, level, z), axis=2)
    for start in range(0, len(back) - 1, 4):
        inner, outer = edges[:, start : start + 5]
        share = 0.75 * float(strong[start]) * (1 - float(age[start]) / LASTS)
        canvas.polygon(np.concatenate([inner, outer[::-1]]).tolist(), thin(tint.foam, share))


def rings(canvas: Canvas, seen: Look, wash: Wash, frame: int, fps: int, near: bool, tint: Tint) -> None:
    """Paint the nearer or the farther half of the rings that a heaving hull sends out."""
    every = max(1, round(EVERY * fps))
    begun = np.arange(frame // every * every, max(-1, frame - round(FADES * fps)), -every)
    begun = begun[wash.heaves[begun] > FAINT]
    if not len(begun):
        return
    age = ((frame - begun) / fps)[:, None]
    turn = np.linspace(0.0, np.pi, 15) + (np.pi if near else 0.0)
    reach = RUNS * age + 0.9 * np.array(wash.half)[:, None, None]
    x = wash.middle[begun, 0, None] + reach[0] * np.cos(turn)
    z = wash.middle[begun, 1, None] + reach[1] * np.sin(turn)
    level = seen.sea.heights(seen.time, (x, z))[0]
    lines = np.stack(seen.view.spot(x, level + 0.01, z), axis=2)
    for line, share, strong in zip(lines, (1 - age[:, 0] / FADES).tolist(), wash.heaves[begun].tolist(), strict=True):
        width = (0.004 + 0.012 * strong) * float(seen.view.scale(wash.middle[frame, 1]))
        traces(canvas, line[None], max(0.8, width), thin(tint.foam, 0.42 * share * strong))
