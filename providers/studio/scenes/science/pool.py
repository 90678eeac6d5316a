"""Water from above: rings from each source pass through one another, and their heights add up."""

from __future__ import annotations

from functools import partial
from math import pi
from random import Random

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas, Pixels
from providers.studio.exhibit import Exhibit
from providers.studio.paint import rods
from providers.studio.paint.camera import Camera
from providers.studio.performance import Form
from providers.studio.scenes.science.diagram import GOLD, arrow, readout, says
from providers.studio.scenes.science.laws import ripples
from providers.studio.script import Script, Thing
from providers.studio.sound.cues import Cue, Splash
from providers.studio.stagecraft.ground import View, view
from providers.studio.tracks import Floats

CELLS = 32_000
"""Of the field; it is drawn larger, softly."""
BEAT = 1.3
"""Dips per second."""


class Field:
    """The field of a few sources in step, one height for each cell and frame."""

    def __init__(self, sources: tuple[tuple[float, float], ...], seen: View, length: float) -> None:
        tall = round((CELLS * seen.height / seen.width) ** 0.5)
        wide = round(CELLS / tall)
        x, y = np.meshgrid(np.linspace(-0.5, 0.5, wide) * seen.width, np.linspace(0.5, -0.5, tall) * seen.height)
        self.sines, self.cosines, self.arrivals = ripples(x, y, sources, length, length * BEAT)
        self.colours = palette()

    def height(self, time: float) -> Floats:
        """Heights now: where a ring has come, its sine; before that, still water."""
        turn = 2 * pi * BEAT * time
        rises = np.clip((time - self.arrivals) * BEAT, 0.0, 1.0)
        return np.asarray(np.sum(rises * (np.sin(turn) * self.cosines - np.cos(turn) * self.sines), axis=0))

    def shaded(self, time: float) -> Pixels:
        """The water lit from the upper left: slopes towards the light are bright, crests let it through."""
        heights = self.height(time)
        slope = np.zeros_like(heights)
        slope[:, 1:-1] = heights[:, :-2] - heights[:, 2:]
        slope[1:-1] += heights[:-2] - heights[2:]
        tone = np.clip(118 + 155 * -slope + 26 * heights, 0, 255).astype(np.uint8)
        return np.asarray(self.colours[tone])


def palette() -> Pixels:
    """From the dark of deep water over teal to the gleam of the sky, as 256 colours."""
    marks = np.array([0, 70, 125, 180, 225, 255])
    stops = np.array([(2, 22, 44), (4, 62, 96), (14, 112, 142), (70, 176, 190), (190, 236, 236), (255, 255, 255)])
    colours = [np.interp(np.arange(256), marks, stops[:, channel]) for channel in range(3)]
    return np.stack([*colours, np.full(256, 255)], axis=1).astype(np.uint8)


def pool(script: Script, thing: Thing, form: Form) -> Exhibit:
    """Rods that dip in step: two where nothing else is said."""
    seen, random = view(form.aspect, 2.4), Random(f"{form.seed}/pool")
    number = min(thing.count or int(script.details.get("count", 2)), 4)
    length, apart = 0.3, random.uniform(0.85, 1.05)
    upright = form.aspect < 0.8
    spots = [(at - (number - 1) / 2) * apart / max(1, number - 1) * 1.1 for at in range(number)]
    sources = tuple((spot, 0.0) if not upright else (0.0, spot) for spot in spots)
    plan = "diagram" in script.details
    return Exhibit(
        seen=seen, cues=drips(sources, form), stand=lambda canvas, camera: None,
        moving=partial(watched, Field(sources, seen, length), sources, length, seen, script, plan, form),
        truth={"contacts": [], "tracks": [], "sources": sources, "wavelength": length, "frequency": BEAT},
    )  # fmt: skip


def drips(sources: tuple[tuple[float, float], ...], form: Form) -> tuple[Cue, ...]:
    """The small splash of each dip."""
    dips: NDArray[np.float64] = np.arange(0.05, form.seconds, 1 / BEAT)
    if not form.physics:
        return ()
    return tuple(Splash(time=float(time), at=source, volume=0.012) for time in dips for source in sources)


def watched(
    field: Field, sources: tuple[tuple[float, float], ...], length: float, seen: View, script: Script, plan: bool,
    form: Form, canvas: Canvas, camera: Camera, frame: int,
) -> None:  # fmt: skip
    """The water, the rods, and on a diagram the wavelength and the lines where the water rests."""
    time = frame / form.fps if form.physics else 40 + 0.35 * frame / form.fps
    canvas.spread(field.shaded(time))
    m, size = camera.scale, 0.03 * min(canvas.width, canvas.height)
    places = [(canvas.width / 2 + x * m, canvas.height / 2 - y * m) for x, y in sources]
    for x, y in places:
        dip = 0.015 * m * np.sin(2 * pi * BEAT * time)
        canvas.circle(x + 0.03 * m, y + 0.05 * m, 0.05 * m, (0, 0.05, 0.1, 0.35))
        rods.pin(canvas, (x, y + float(dip)), 0.04 * m, rods.BRASS)
    if plan:
        x, y = places[0]
        for at in range(1, 4):
            for px, py in (places[0], places[-1]):
                canvas.ring(px, py, at * length * m, at * length * m, 1.5, (1.0, 0.8, 0.35, 0.6))
        arrow(canvas, (x - length * m, y), (x - 2 * length * m, y), 0.12 * size, GOLD)
        canvas.text(x - 1.5 * length * m, y - 0.9 * size, "λ", 1.3 * size, GOLD)
        readout(
            canvas,
            [says(script, "length", length), says(script, "frequency", BEAT)],
            canvas.width - size,
            0.6 * size,
            size,
        )
