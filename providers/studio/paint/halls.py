"""A sports hall, and a theatre."""

from __future__ import annotations

import numpy as np

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.paint.venues import WALL, Venue, lamps, stands
from providers.studio.stagecraft.terms import Colour


class Hall(Venue):
    """A sprung floor in a hall, with the audience in its seats."""

    def build(self) -> None:
        """Roof, seats, a barrier with banners, and the floor around the mat."""
        canvas = self.back
        self.mat: Colour = self.random.choice(
            ((0.16, 0.36, 0.72), (0.2, 0.45, 0.68), (0.42, 0.3, 0.62), (0.14, 0.5, 0.52))
        )
        roof: Colour = (0.2, 0.22, 0.28)
        canvas.fill(linear((0, 0), (0, self.foot), (0, darker(roof, 0.35)), (0.3, roof), (1, lighter(roof, 0.12))))
        barrier = self.foot - 1.1 * self.part
        stands(self, 0.46, 0.34 * barrier, barrier)
        canvas.rectangle(
            0,
            0,
            canvas.width,
            barrier,
            linear(
                (0, 0.1 * barrier),
                (0, barrier),
                (0, thin(darker(roof, 0.4), 0.95)),
                (0.55, thin(roof, 0.4)),
                (1, thin(roof, 0.12)),
            ),
        )
        lamps(self, 0.1 * barrier, (1.0, 0.96, 0.86), max(3, int(canvas.width / (0.4 * self.view.height))))
        self.barrier(barrier)

    def barrier(self, top: float) -> None:
        """Cloth in the hall's colour, with pale bands."""
        canvas, tall = self.back, self.foot - top
        tone = darker(self.mat, 0.25)
        canvas.rectangle(
            0,
            top,
            canvas.width,
            tall,
            linear((0, top), (0, self.foot), (0, lighter(tone, 0.08)), (1, darker(tone, 0.3))),
        )
        canvas.rectangle(0, top, canvas.width, 0.07 * tall, lighter(tone, 0.75))
        wide, x = 3.1 * self.part, 0.4 * self.part
        while x < canvas.width:
            canvas.text(
                x + 0.5 * wide,
                top + 0.52 * tall,
                self.random.choice(("GYMNASTICS", "SPLITSCREEN", "WORLD CUP", "NEWTON")),
                0.3 * tall,
                thin(lighter(tone, 0.8), 0.85),
            )
            x += wide

    def floor(self, canvas: Canvas) -> None:
        """The parquet of the hall, and its shade towards the wall."""
        view = self.view
        far, near = (0.62, 0.5, 0.38), (0.74, 0.6, 0.45)
        canvas.fill(linear((0, self.foot), (0, view.height), (0, far), (1, near)))
        canvas.rectangle(
            0,
            self.foot - 1,
            view.width,
            0.3 * (view.height - self.foot),
            linear(
                (0, self.foot),
                (0, self.foot + 0.3 * (view.height - self.foot)),
                (0, (0.08, 0.05, 0.1, 0.4)),
                (1, (0, 0, 0, 0)),
            ),
        )

    def marks(self, canvas: Canvas, camera: float) -> None:
        """The mat: a border, a square, a line."""
        view, low, high = self.view, self.reach[0] - 3.2, self.reach[1] + 3.2
        foot = view.spot(0, 0, -4.6, camera)[1]
        edge = lighter(self.mat, 0.62)
        canvas.polygon(self.strip(camera, low - 1, high + 1, 3.2, -4.6), edge)
        tone = linear((0, foot), (0, view.height), (0, darker(self.mat, 0.1)), (1, lighter(self.mat, 0.16)))
        canvas.polygon(self.strip(camera, low, high, 2.4, -3.9), tone)
        canvas.lines(
            [(view.spot(x, 0, -3.9, camera), view.spot(x, 0, 2.4, camera)) for x in np.arange(np.ceil(low), high, 2.0)],
            max(1.0, 0.0016 * view.height),
            thin(darker(self.mat, 0.4), 0.3),
        )
        canvas.lines(
            [(view.spot(low, 0, z, camera), view.spot(high, 0, z, camera)) for z in (-2.4, -0.6, 1.2)],
            max(1.0, 0.0016 * view.height),
            thin(darker(self.mat, 0.4), 0.25),
        )
        with canvas.move(view.width / 2, view.floor, scale=(1.0, 0.16)):
            wide = 0.5 * max(view.width, view.height)
            canvas.circle(0, 0, wide, radial((0, 0), wide, (0, (1, 1, 1, 0.2)), (1, (1, 1, 1, 0))))


class Theatre(Venue):
    """A stage: curtain, boards, and the pool of a spotlight."""

    def build(self) -> None:
        """Folds of the curtain, and the boards."""
        canvas = self.back
        cloth: Colour = self.random.choice(
            ((0.48, 0.09, 0.14), (0.16, 0.16, 0.36), (0.1, 0.28, 0.3), (0.34, 0.12, 0.34))
        )
        canvas.fill(cloth)
        wide, x = 0.75 * self.part, 0.0
        while x < canvas.width:
            fold = wide * self.random.uniform(0.7, 1.2)
            canvas.rectangle(
                x,
                0,
                fold + 1,
                self.foot,
                linear(
                    (x, 0),
                    (x + fold, 0),
                    (0, darker(cloth, 0.55)),
                    (0.35, lighter(cloth, 0.1)),
                    (0.55, cloth),
                    (1, darker(cloth, 0.6)),
                ),
            )
            x += fold
        canvas.rectangle(
            0,
            0,
            canvas.width,
            self.foot,
            linear(
                (0, 0),
                (0, self.foot),
                (0, (0.02, 0.01, 0.05, 0.8)),
                (0.6, (0.02, 0.01, 0.05, 0.2)),
                (1, (0.02, 0.01, 0.05, 0.45)),
            ),
        )

    def floor(self, canvas: Canvas) -> None:
        """Dark boards."""
        deep, view = self.view.height - self.foot, self.view
        self.wood: Colour = (0.5, 0.33, 0.22)
        tone = linear((0, self.foot), (0, view.height), (0, darker(self.wood, 0.55)), (1, darker(self.wood, 0.12)))
        canvas.rectangle(0, self.foot - 1, view.width, deep + 1, tone)

    def marks(self, canvas: Canvas, camera: float) -> None:
        """Seams of the boards, and the light on them."""
        view = self.view
        low = int(camera - view.metres * 1.2)
        seams = [
            (view.spot(x / 2, 0, WALL, camera), view.spot(x / 2, 0, 3.5, camera))
            for x in range(2 * low, 2 * int(camera + view.metres * 1.2))
        ]
        canvas.lines(seams, max(1.0, 0.0014 * view.height), thin(darker(self.wood, 0.8), 0.4))
        x, y = view.width / 2, view.floor
        top = (x, -0.15 * view.height)
        wide = 0.3 * max(view.height, view.width * 0.7)
        beam = (top, (x + wide, y), (x - wide, y))
        canvas.polygon(beam, linear(top, (x, y), (0, (1, 0.95, 0.85, 0.2)), (1, (1, 0.95, 0.85, 0.03))))
        with canvas.move(x, y, scale=(1.0, 0.2)):
            canvas.circle(
                0,
                0,
                wide,
                radial((0, 0), wide, (0, (1, 0.95, 0.82, 0.5)), (0.75, (1, 0.93, 0.8, 0.28)), (1, (1, 0.95, 0.82, 0))),
            )
