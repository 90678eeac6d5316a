"""The still parts of a stage, in layers: a camera that moves shows what is far move less than what is near."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.paint.camera import Camera, camera
from providers.studio.paint.lens import Lens, View
from providers.studio.paint.places import backdrop
from providers.studio.paint.sets import standing
from providers.studio.stagecraft.terms import Scene

FAR = 0.4
"""Depth of what is behind the floor."""
BANDS = 36
"""Of the floor, from where it begins to where things stand."""
LARGEST = 1.6
"""No backdrop is painted at more than this over the frame's size."""


class Depths:
    """Backdrop, floor and furniture of one scene, painted once, at the size at which the lens comes nearest."""

    def __init__(self, scene: Scene, shown: Camera, seed: int, lens: Lens) -> None:
        self.shown, self.lens = shown, lens
        self.large = 1.0 if lens.still else min(LARGEST, lens.reach)
        big = shown if lens.still else camera(scene, round(shown.width * self.large), round(shown.height * self.large))
        self.large = big.height / shown.height
        self.far = backdrop(scene, big, seed)
        self.near: Canvas | None = None
        self.corner = (0, 0)
        if lens.still:
            standing(self.far, big, scene)
        elif scene.hoop or any(static.skin for static in scene.statics):
            self.near = Canvas(big.width, big.height)
            standing(self.near, big, scene)
            self.near, self.corner = cropped(self.near)

    def paint(self, canvas: Canvas, frame: int) -> None:
        """Fill the canvas with what stands still on stage, as it is seen in that frame."""
        with canvas.fading(blend="copy"):
            if self.lens.still:
                canvas.stamp(self.far)
                return
            self.floor(canvas, frame)
        if self.near:
            self.lay(canvas, self.near, self.lens.view(frame), corner=self.corner)

    def floor(self, canvas: Canvas, frame: int) -> None:
        """What is behind the floor, then the floor in bands: the nearer one is, the more it moves."""
        first, last = self.shown.horizon, self.shown.y(0.0)
        tall = (last - first) / BANDS
        views = [self.lens.view(frame, FAR + (1 - FAR) * at / BANDS) for at in range(BANDS + 1)]
        edges = [view.scale * (first + tall * at) + view.y for at, view in enumerate(views)]
        self.band(canvas, views[0], 0, edges[0])
        for at, (view, top, end) in enumerate(zip(views, edges[:-1], edges[1:], strict=False)):
            steep = (end - top) / tall
            self.band(canvas, replace(view, y=top - steep * (first + tall * at)), top, end, steep)
        self.band(canvas, views[-1], edges[-1], self.shown.height)

    def band(self, canvas: Canvas, view: View, top: float, end: float, steep: float | None = None) -> None:
        """The rows from `top` to `end` of the frame; `steep` is the scale from top to bottom where it is another."""
        above, below = max(0, round(top)), min(self.shown.height, round(end))
        if below > above:
            with canvas.within(0, above, self.shown.width, below - above):
                self.lay(canvas, self.far, view, steep)

    def lay(
        self, canvas: Canvas, layer: Canvas, view: View, steep: float | None = None, corner: tuple[int, int] = (0, 0)
    ) -> None:
        """Draw a layer of the large picture as it is seen; what need not be scaled is drawn much faster."""
        wide, tall = (exactly(scale / self.large) for scale in (view.scale, steep or view.scale))
        with canvas.move(view.x, view.y, scale=(wide, tall)):
            canvas.stamp(layer, *corner)


def exactly(scale: float) -> float:
    """The scale, or one where it is as good as that."""
    return 1.0 if abs(scale - 1) < 1e-3 else scale


def cropped(layer: Canvas) -> tuple[Canvas, tuple[int, int]]:
    """Only that part of a layer in which there is anything, and where its corner is."""
    rows, columns = (np.flatnonzero(layer.pixels()[..., 3].any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return Canvas(1, 1), (0, 0)
    left, top = int(columns[0]), int(rows[0])
    part = Canvas(int(columns[-1]) + 1 - left, int(rows[-1]) + 1 - top)
    part.stamp(layer, -left, -top)
    return part, (left, top)
