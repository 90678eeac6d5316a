"""Paints the heavens: stars, a sun, lit globes with bands, rings and tails, and Kepler's drawing on a diagram."""

from __future__ import annotations

from math import cos, hypot, pi, sin
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.performance import Form
from providers.studio.scenes.science.diagram import GOLD, GRID, INK, arrow, readout, says
from providers.studio.script import Script
from providers.studio.stagecraft.terms import Colour, Point

if TYPE_CHECKING:
    from providers.studio.scenes.science.orbits import Sky


def space(sky: Sky, seed: int, canvas: Canvas, camera: Camera) -> None:
    """Black sky with a band of the galaxy, nebulae and stars, and the orbits in it."""
    random, w, h = Random(f"{seed}/stars"), canvas.width, canvas.height
    canvas.fill(linear((0, 0), (w, h), (0, (0.03, 0.035, 0.09)), (0.5, (0.015, 0.015, 0.05)), (1, (0.05, 0.02, 0.08))))
    for _ in range(26):
        along = random.random()
        x, y, size = along * w, h * (0.85 - 0.7 * along) + random.gauss(0, 0.09) * h, random.uniform(0.12, 0.32) * h
        tone = random.choice(((0.45, 0.35, 0.75), (0.25, 0.42, 0.8), (0.75, 0.4, 0.5)))
        canvas.circle(x, y, size, radial((x, y), size, (0, thin(tone, 0.075)), (1, thin(tone, 0))))
    for _ in range(int(520 * w / h)):
        size, tone = random.random() ** 6, random.choice(((1, 1, 1), (0.8, 0.88, 1), (1, 0.9, 0.75)))
        canvas.circle(
            random.random() * w,
            random.random() * h,
            h * (0.0006 + 0.0022 * size),
            thin(tone, random.uniform(0.25, 0.95)),
        )
    for which in range(len(sky.axes)):
        whole = [camera.at((x, sky.middle + y * sky.tilt)) for x, y in sky.ways[which]]
        canvas.line(whole, max(1.0, 0.0035 * camera.scale), thin(lighter(sky.tones[which], 0.3), 0.2))


def moving(sky: Sky, script: Script, plan: bool, form: Form, canvas: Canvas, camera: Camera, frame: int) -> None:
    """All bodies, the further ones first; on a diagram the areas, speeds and numbers too."""
    if plan:
        measured(sky, script, form, canvas, camera, frame)
    order = sorted(range(len(sky.axes)), key=lambda which: sky.at(frame, which)[2])
    for which in [each for each in order if sky.at(frame, each)[2] <= 0]:
        wanderer(sky, which, canvas, camera, frame, form)
    centre(sky, canvas, camera, frame / form.fps)
    for which in [each for each in order if sky.at(frame, each)[2] > 0]:
        wanderer(sky, which, canvas, camera, frame, form)


def centre(sky: Sky, canvas: Canvas, camera: Camera, time: float) -> None:
    """The sun with its breathing glow, or the earth."""
    m, (x, y) = camera.scale, camera.at((0.0, sky.middle))
    if sky.centre == "earth":
        globe(canvas, (x, y), 0.2 * m, (0.25, 0.5, 0.85), (-0.7, -0.5), "earth", time)
        return
    r = 0.095 * m
    for reach, alpha in ((6.5 + 0.3 * sin(1.7 * time), 0.2), (3.2 + 0.2 * sin(2.9 * time), 0.42)):
        canvas.circle(
            x,
            y,
            reach * r,
            radial(
                (x, y),
                reach * r,
                (0, (1.0, 0.75, 0.3, alpha)),
                (0.4, (1.0, 0.5, 0.15, 0.35 * alpha)),
                (1, (1, 0.4, 0.1, 0)),
            ),
        )
    canvas.circle(x, y, r, radial((x, y), r, (0, (1.0, 0.99, 0.9)), (0.6, (1.0, 0.88, 0.5)), (1, (1.0, 0.68, 0.22))))


def wanderer(sky: Sky, which: int, canvas: Canvas, camera: Camera, frame: int, form: Form) -> None:
    """One body with the trace of its way, lit from the sun."""
    m, (x, y, near) = camera.scale, sky.at(frame, which)
    trail = [camera.at(sky.at(each, which)[:2]) for each in range(max(0, frame - form.fps), frame + 1, 2)]
    for at in range(0, len(trail) - 1, 3):
        canvas.line(
            trail[at : at + 4],
            (0.004 + 0.012 * at / len(trail)) * m,
            thin(lighter(sky.tones[which], 0.3), 0.5 * at / len(trail)),
        )
    away = hypot(x, y - sky.middle) or 1.0
    light = (-x / away, (y - sky.middle) / away) if sky.centre == "sun" else (-0.7, -0.5)
    radius, place, look = sky.radii[which] * (1 + 0.25 * near) * m, camera.at((x, y)), sky.looks[which]
    if look == "comet":
        tail(canvas, place, light, m, float(np.hypot(*sky.paths[frame, which])) / float(sky.axes.max()))
    elif look == "satellite":
        probe(canvas, place, 0.03 * m, frame / form.fps)
        return
    if look == "ringed":
        ring(canvas, place, radius, pi, sky.tones[which])
    globe(canvas, place, radius, sky.tones[which], light, "banded" if radius > 0.045 * m else look, frame / form.fps)
    if look == "ringed":
        ring(canvas, place, radius, 0.0, sky.tones[which])


def globe(canvas: Canvas, at: Point, r: float, tone: Colour, light: Point, look: str, time: float) -> None:
    """A ball in space: one side in the light, the other in the dark, a rim of air."""
    x, y = at
    canvas.circle(x, y, 1.22 * r, radial(at, 1.22 * r, (0.78, thin(lighter(tone, 0.4), 0.4)), (1, thin(tone, 0))))
    canvas.circle(x, y, r, tone)
    if look in {"banded", "earth"}:
        for up, wide, share in ((-0.62, 0.16, 0.3), (-0.25, 0.24, -0.25), (0.2, 0.18, 0.35), (0.55, 0.2, -0.2)):
            half = (1 - up * up) ** 0.5 - 0.5 * wide
            shade = lighter(tone, share) if share > 0 else darker(tone, -share)
            if look == "earth":
                shade, half = ((0.93, 0.96, 1.0), 0.5 * half) if share > 0 else ((0.36, 0.55, 0.28), 0.6 * half)
            slide = 0.3 * sin(0.5 * time + 5 * up) if look == "earth" else 0.0
            canvas.line(
                ((x + (slide - half) * r, y + up * r), (x + (slide + half) * r, y + up * r)),
                wide * r,
                thin(shade, 0.75),
            )
    lit, dark = (x + light[0] * r, y + light[1] * r), (x - light[0] * r, y - light[1] * r)
    canvas.circle(
        x,
        y,
        r,
        linear(
            lit, dark, (0, (1, 1, 0.95, 0.4)), (0.35, (0, 0, 0, 0)), (0.62, (0, 0, 0.03, 0.6)), (1, (0, 0, 0.04, 0.92))
        ),
    )


def ring(canvas: Canvas, at: Point, r: float, start: float, tone: Colour) -> None:
    """One half of a planet's rings: the far one from pi, the near one from 0."""
    with canvas.move(*at, -0.3):
        for reach, wide, alpha in ((1.55, 0.16, 0.55), (1.85, 0.26, 0.75), (2.15, 0.12, 0.45)):
            canvas.arc(
                0, 0, (reach * r, 0.32 * reach * r), start, pi, wide * r * 0.55, thin(lighter(tone, 0.35), alpha)
            )


def tail(canvas: Canvas, at: Point, light: Point, m: float, away: float) -> None:
    """A comet's tails, which point from the sun and grow towards it."""
    long = min(0.9, 0.3 / max(0.12, away)) * m
    for side, tone, reach in ((0.0, (0.6, 0.8, 1.0), 1.0), (0.16, (1.0, 0.92, 0.75), 0.75)):
        dx, dy = -light[0] * cos(side) + light[1] * sin(side), -light[1] * cos(side) - light[0] * sin(side)
        end, wide = (at[0] + dx * long * reach, at[1] + dy * long * reach), 0.2 * long * reach
        root, brim = 0.01 * m, wide / 2
        canvas.polygon(
            (
                (at[0] - dy * root, at[1] + dx * root), (end[0] - dy * brim, end[1] + dx * brim),
                (end[0] + dy * brim, end[1] - dx * brim), (at[0] + dy * root, at[1] - dx * root),
            ),
            linear(at, end, (0, thin(tone, 0.75)), (0.4, thin(tone, 0.22)), (1, thin(tone, 0))),
        )  # fmt: skip
    canvas.circle(*at, 0.07 * m, radial(at, 0.07 * m, (0, (0.9, 1.0, 1.0, 0.9)), (1, (0.6, 0.8, 1.0, 0))))


def probe(canvas: Canvas, at: Point, r: float, time: float) -> None:
    """A satellite with two wings of solar cells."""
    with canvas.move(*at, 0.3 * sin(0.7 * time) - 0.4):
        for side in (-1, 1):
            canvas.rectangle(side * 1.9 * r - r, -0.55 * r, 2 * r, 1.1 * r, (0.16, 0.27, 0.55))
            canvas.lines(
                [
                    ((side * 1.9 * r - r + 0.5 * r * at, -0.55 * r), (side * 1.9 * r - r + 0.5 * r * at, 0.55 * r))
                    for at in range(5)
                ],
                0.08 * r,
                (0.6, 0.7, 0.9),
            )
        canvas.rectangle(-0.6 * r, -0.7 * r, 1.2 * r, 1.4 * r, (0.86, 0.72, 0.4), 0.1 * r)
        canvas.circle(0, -0.9 * r, 0.4 * r, (0.92, 0.93, 0.95))


def measured(sky: Sky, script: Script, form: Form, canvas: Canvas, camera: Camera, frame: int) -> None:
    """Axes through the sun, sectors of equal times, speeds as arrows, and what Kepler's third law gives."""
    m, size, which = camera.scale, 0.026 * min(canvas.width, canvas.height), len(sky.axes) - 1
    x0, y0 = camera.at((0.0, sky.middle))
    unit = float(sky.axes.max()) / 2
    for axis in (0, 1):
        ends = [
            (x0 + side * (axis == 0) * 2.6 * unit * m, y0 - side * (axis == 1) * 2.3 * unit * m) for side in (-1, 1)
        ]
        arrow(canvas, ends[0], ends[1], 0.1 * size, thin((0.7, 0.8, 0.95), 0.5))
        for mark in (-2, -1, 1, 2):
            x, y = x0 + (axis == 0) * mark * unit * m, y0 - (axis == 1) * mark * unit * m
            canvas.circle(x0, y0, 0, GRID) if mark < 0 else canvas.ring(
                x0, y0, mark * unit * m, mark * unit * m, 1.0, GRID
            )
            canvas.text(x + 0.9 * size * axis, y + 0.9 * size, f"{mark}".replace("-", "–"), 0.75 * size, INK)
    canvas.text(x0 + 2.2 * unit * m, y0 - 1.1 * size, says(script, "au"), 0.8 * size, INK)
    step = max(2, form.fps * 3 // 4)
    for start in range(0, frame - step + 1, 3 * step):
        edge = [camera.at(sky.at(each, which)[:2]) for each in range(start, start + step + 1)]
        canvas.polygon([(x0, y0), *edge], (1.0, 0.8, 0.35, 0.22))
    for each in range(len(sky.axes)):
        ahead, here = (sky.paths[min(frame + shift, len(sky.paths) - 1), each] for shift in (1, 0))
        x, y = camera.at(sky.at(frame, each)[:2])
        fast = (ahead - here) * form.fps * 0.35 * m
        arrow(canvas, (x, y), (x + float(fast[0]), y - float(fast[1]) * sky.tilt), 0.14 * size, GOLD)
    law = sky.year**2 / 2.0**3
    lines = [
        says(script, "law", law),
        *(says(script, "period", law**0.5 * (a / unit) ** 1.5) for a in sky.axes),
        says(script, "areas"),
    ]
    readout(canvas, lines, canvas.width - size, size, 0.9 * size)
