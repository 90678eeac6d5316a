"""Tween: the same scene by easing between a start and a goal, which is what was done before anything was simulated.

Nothing has weight: things float in on smooth arcs, pass through one another, hop by a fixed height and stop in the air.
"""

from __future__ import annotations

from math import pi

import numpy as np

from providers.studio.easing import eased
from providers.studio.stagecraft.figure import ball_in_hands
from providers.studio.stagecraft.terms import Body, Scene
from providers.studio.tracks import Floats, Tracks, blank, entrances

GLIDE = 1.7
"""Seconds from start to goal."""
HOP = 0.85
"""Seconds per hop, each as high as the last."""
HOPS = 3
HOVER = 0.035
"""Metres over the floor at which things end up."""


def keyframes(scene: Scene, fps: int, frames: int) -> Tracks:
    """Move every body along its own curve, whatever stands in its way; there are no contacts to tell."""
    arrays = blank(scene, fps, frames)
    times = np.arange(frames) / fps
    ceiling = scene.height - scene.below
    for at, body in enumerate(scene.bodies):
        x, y, angle = curve(body, times, ceiling)
        if body.carried and scene.figure:
            for frame in np.flatnonzero(times < body.enters):
                x[frame], y[frame] = ball_in_hands(scene.figure, times[frame], body.half[1])
        if body.carried and scene.hoop:
            x, y = through_the_hoop(body, scene, times, x, y)
        arrays["x"][:, at], arrays["y"][:, at], arrays["angle"][:, at] = x, y, angle
    return Tracks(scene=scene, fps=fps, **arrays, seen=entrances(scene, fps, frames), contacts=())


def curve(body: Body, times: Floats, ceiling: float) -> tuple[Floats, Floats, Floats]:
    """Positions and angles of one body: an eased glide, a few hops, then nothing."""
    share = eased((times - body.enters) / GLIDE)
    (sx, sy), (gx, gy) = body.at, body.goal
    moves = abs(sx - gx) + abs(sy - gy) > 0.01
    rise = max(0.0, min(0.35 * abs(gx - sx), ceiling - body.half[1] - 0.1 - (sy + gy) / 2))
    arch = rise * np.sin(pi * share) if body.velocity[1] > 0.5 else 0.0
    after = times - body.enters - GLIDE
    hopping = (after > 0) & (after < HOP * HOPS) & moves & (body.shape == "ball")
    hops = np.where(hopping, 0.34 * np.abs(np.sin(pi * after / HOP)), 0.0)
    x = sx + (gx - sx) * share
    y = sy + (gy - sy) * share + arch + hops + (HOVER * share if moves else 0.0)
    angle = body.angle * (1 - share) + (0.5 * times if body.shape == "ball" and moves else 0.0)
    return x, y, angle + np.zeros_like(times)


def through_the_hoop(body: Body, scene: Scene, times: Floats, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Past the goal the ball sinks at an even pace, then drifts along the floor."""
    radius = body.half[1]
    since = times - body.enters - GLIDE
    down = np.clip(since / 1.5, 0, 1)
    x = np.where(since > 0, body.goal[0] - 0.55 * np.maximum(0, since - 1.5), x)
    y = np.where(since > 0, body.goal[1] + (radius + HOVER - body.goal[1]) * down, y)
    return x, y
