"""An ice rink in coloured light."""

from __future__ import annotations

import numpy as np

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.colours import darker, mix, thin
from providers.studio.paint.venues import WALL, Venue, lamps, stands
from providers.studio.stagecraft.terms import Colour


class Rink(Venue):
    """Ice under coloured light, boards, and an audience in the dark."""

    def build(self) -> None:
        """Roof, stands, boards, ice."""
        view, canvas = self.view, self.back
        self.hue: Colour = self.random.choice(
            ((0.35, 0.45, 0.95), (0.55, 0.4, 0.95), (0.25, 0.65, 0.9), (0.95, 0.45, 0.65))
        )
        self.top = mix((0.05, 0.06, 0.12), self.hue, 0.08)
        canvas.fill(linear((0, 0), (0, self.foot), (0, self.top), (1, mix((0.1, 0.11, 0.2), self.hue, 0.2))))
        boards = self.foot - 1.15 * self.part
        stands(self, 0.5, 0.3 * boards, boards)
        canvas.rectangle(
            0,
            0,
            canvas.width,
            boards,
            linear(
                (0, 0.2 * boards),
                (0, boards),
                (0, thin(self.top, 0.96)),
                (0.5, thin(self.top, 0.35)),
                (1, thin(self.hue, 0.1)),
            ),
        )
        lamps(self, 0.1 * boards, mix(self.hue, (1, 1, 1), 0.5), max(3, int(canvas.width / (0.34 * view.height))))
        self.boards(boards)
        spots = np.random.default_rng([self.random.randrange(2**31), 3])
        self.scratches = np.stack(
            [
                spots.uniform(self.reach[0] - 6, self.reach[1] + 6, 170),
                spots.uniform(-6.5, 2.5, 170),
                spots.uniform(-1.3, 1.3, 170),
                spots.uniform(-0.25, 0.25, 170),
            ],
            1,
        )

    def boards(self, top: float) -> None:
        """The barrier with its rail and its bands of advertising."""
        canvas, tall = self.back, self.foot - top
        white: Colour = (0.86, 0.88, 0.94)
        canvas.rectangle(
            0, top, canvas.width, tall, linear((0, top), (0, self.foot), (0, white), (1, darker(white, 0.3)))
        )
        wide, x = 2.6 * self.part, 0.0
        tones = ((0.2, 0.35, 0.75), (0.8, 0.25, 0.3), (0.15, 0.5, 0.5), (0.9, 0.7, 0.2))
        words = self.random.sample(("SPLITSCREEN", "ICE GALA", "NEWTON", "FREE SKATE", "GRAND PRIX"), 5)
        at = 0
        while x < canvas.width:
            tone, word, at = tones[at % 4], words[at % 5], at + 1
            canvas.rectangle(x + 0.04 * wide, top + 0.24 * tall, 0.92 * wide, 0.5 * tall, darker(tone, 0.15))
            canvas.text(x + 0.5 * wide, top + 0.49 * tall, word, 0.24 * tall, (1, 1, 1, 0.8))
            x += wide
        canvas.rectangle(0, top - 0.05 * tall, canvas.width, 0.1 * tall, darker(self.hue, 0.2))
        canvas.rectangle(0, self.foot - 0.14 * tall, canvas.width, 0.14 * tall, (0.93, 0.8, 0.2))
        canvas.rectangle(0, top - 0.05 * tall, canvas.width, 1.06 * tall, thin(mix(self.top, self.hue, 0.15), 0.5))

    def floor(self, canvas: Canvas) -> None:
        """The ice with the light of the lamps in it."""
        view = self.view
        canvas.fill(self.top)
        near, far = mix((0.6, 0.7, 0.86), self.hue, 0.16), mix((0.36, 0.43, 0.62), self.hue, 0.3)
        canvas.rectangle(
            0,
            self.foot - 1,
            view.width,
            view.height - self.foot + 1,
            linear((0, self.foot), (0, view.height), (0, far), (0.35, mix(far, near, 0.6)), (1, near)),
        )
        deep = view.height - self.foot
        canvas.rectangle(
            0,
            self.foot - 1,
            view.width,
            deep * 0.32,
            linear(
                (0, self.foot),
                (0, self.foot + deep * 0.32),
                (0, thin(darker(self.hue, 0.5), 0.4)),
                (1, thin(self.hue, 0)),
            ),
        )
        with canvas.move(view.width / 2, view.floor, scale=(1.0, 0.2)):
            wide = 0.6 * max(view.width, view.height)
            canvas.circle(
                0,
                0,
                wide,
                radial(
                    (0, 0), wide, (0, (1, 1, 1, 0.62)), (0.3, (1, 1, 1, 0.42)), (0.7, (1, 1, 1, 0.1)), (1, (1, 1, 1, 0))
                ),
            )
        corner = 0.75 * float(np.hypot(view.width, view.height))
        canvas.fill(
            radial(
                (view.width / 2, view.height * 0.6),
                corner,
                (0, (0, 0, 0, 0)),
                (0.5, (0, 0, 0, 0)),
                (1, (0.03, 0.03, 0.14, 0.5)),
            )
        )

    def marks(self, canvas: Canvas, camera: float) -> None:
        """Old traces of blades, a painted line and the streaks of lamps in the ice."""
        view, scratch = self.view, self.scratches
        ends = [
            np.stack([scratch[:, 0] + sign * scratch[:, 2], 0 * scratch[:, 0], scratch[:, 1] + sign * scratch[:, 3]], 1)
            for sign in (-0.5, 0.5)
        ]
        starts, stops = (view.seen(each, camera)[:, :2] for each in ends)
        pairs = [
            ((a[0], a[1]), (b[0], b[1]))
            for a, b in zip(starts.tolist(), stops.tolist(), strict=True)
            if -200 < a[0] < view.width + 200
        ]
        canvas.lines(pairs, max(1.0, 0.0013 * view.height), (1, 1, 1, 0.4))
        for x in (-7.0, 7.0):
            canvas.polygon(self.strip(camera, x - 0.12, x + 0.12, 4.0, WALL), (0.2, 0.35, 0.85, 0.28))
        canvas.polygon(self.strip(camera, -0.12, 0.12, 4.0, WALL), (0.85, 0.2, 0.25, 0.26))
