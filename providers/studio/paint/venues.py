"""Where a performer is watched: what is far is painted once and slides by; people in their seats, lamps, shadows."""

from __future__ import annotations

from random import Random

from providers.studio.canvas import Canvas, radial
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.paint.perspective import Floats, View
from providers.studio.stagecraft.terms import Colour

WALL = -7.0
"""How far away the boards, the wall or the curtain are: metres before z = 0."""
CROWD: tuple[Colour, ...] = (
    (0.75, 0.3, 0.3), (0.3, 0.4, 0.7), (0.85, 0.8, 0.72), (0.25, 0.3, 0.34), (0.7, 0.6, 0.3), (0.35, 0.55, 0.45),
    (0.55, 0.4, 0.6),
)  # fmt: skip
"""Their coats."""


class Venue:
    """One place to perform; `paint` draws all that is behind the performer."""

    def __init__(self, view: View, reach: tuple[float, float], seed: int) -> None:
        self.view, self.reach = view, reach
        self.random = Random(f"{seed}/venue")
        part = view.far(WALL) * view.scale
        self.part, self.margin = part, 40
        self.back = Canvas(int(view.width + (reach[1] - reach[0]) * part) + 2 * self.margin, int(self.foot) + 2)
        self.ground = Canvas(view.width, view.height - int(self.foot))
        self.build()
        with self.ground.move(0.0, -int(self.foot)):
            self.floor(self.ground)

    @property
    def foot(self) -> float:
        """Where the floor meets the wall, in pixels from the upper edge."""
        return self.view.horizon + self.view.eye * self.view.scale * self.view.far(WALL)

    def build(self) -> None:
        """Paint what stays."""

    def floor(self, canvas: Canvas) -> None:
        """Paint the floor, in the picture's own pixels."""

    def marks(self, canvas: Canvas, camera: float) -> None:
        """What lies on the floor."""

    def paint(self, canvas: Canvas, camera: float) -> None:
        """Everything behind, as seen from `camera` metres."""
        with canvas.fading(blend="copy"):
            canvas.stamp(self.ground, 0, int(self.foot))
            canvas.stamp(self.back, -self.margin - (camera - self.reach[0]) * self.part)
        self.marks(canvas, camera)

    def air(self, canvas: Canvas, time: float) -> None:
        """What is before the performer."""

    def strip(self, camera: float, left: float, right: float, near: float, far: float) -> list[tuple[float, float]]:
        """A level rectangle on the floor as a polygon."""
        view = self.view
        corners = ((left, near), (right, near), (right, far), (left, far))
        return [view.spot(x, 0.0, z, camera) for x, z in corners]


def stands(venue: Venue, dim: float, top: float, bottom: float) -> None:
    """Rows of people between two heights of the wall canvas, dimmer the higher they sit."""
    canvas, random = venue.back, venue.random
    size = 0.27 * venue.part
    rows = max(3, int((bottom - top) / (size * 1.5)))
    for row in range(rows):
        share = row / rows
        y = top + (bottom - top) * (row + 0.6) / rows
        scale = size * (0.62 + 0.38 * share)
        shade = dim + 0.14 * (1 - share)
        canvas.rectangle(
            0, y + scale * 0.5, canvas.width, scale * 1.4, darker((0.2, 0.2, 0.28), 0.35 + 0.3 * (1 - share))
        )
        x = -random.random() * scale
        while x < canvas.width:
            if random.random() < 0.9:
                coat = darker(random.choice(CROWD), min(0.93, shade + random.uniform(-0.06, 0.06)))
                skin = darker(
                    random.choice(((0.9, 0.72, 0.6), (0.75, 0.55, 0.42), (0.5, 0.34, 0.26))), min(0.93, shade)
                )
                lift = random.uniform(-0.1, 0.1) * scale
                canvas.ellipse(x, y + 0.75 * scale + lift, 0.5 * scale, 0.62 * scale, coat)
                canvas.circle(x, y + lift, 0.27 * scale, skin)
            x += scale * random.uniform(1.0, 1.25)


def lamps(venue: Venue, y: float, colour: Colour, count: int) -> None:
    """Spotlights under the roof, with their glow."""
    canvas = venue.back
    for at in range(count):
        x = canvas.width * (at + 0.5) / count
        reach = 0.09 * venue.view.height
        canvas.circle(
            x,
            y,
            reach,
            radial(
                (x, y), reach, (0, thin(lighter(colour, 0.6), 0.9)), (0.16, thin(colour, 0.55)), (1, thin(colour, 0))
            ),
        )


def sparkle(canvas: Canvas, view: View, time: float, seed: int, top: float) -> None:
    """Cameras that flash in the audience."""
    for at in range(3):
        beat = int(time * 2.3 + at / 3)
        random = Random(f"{seed}/{at}/{beat}")
        age = time * 2.3 + at / 3 - beat
        if random.random() < 0.45 and age < 0.22:
            x, y, size = (
                random.uniform(0, view.width),
                random.uniform(0.35, 0.95) * top,
                0.03 * view.height * (1 - age / 0.3),
            )
            canvas.circle(
                x, y, size, radial((x, y), size, (0, (1, 1, 1, 0.95)), (0.25, (1, 1, 1, 0.35)), (1, (1, 1, 1, 0)))
            )


def soft_shadow(canvas: Canvas, view: View, centre: Floats, camera: float, wide: float, strength: float) -> None:
    """A dark spot on the floor under something; the higher it is, the fainter and wider."""
    x, y = view.spot(float(centre[0]), 0.0, float(centre[2]), camera)
    high = max(0.0, float(centre[1]))
    reach = wide * (1 + 0.35 * high) * view.scale * view.far(float(centre[2]))
    with canvas.move(x, y, scale=(reach, 0.17 * reach)):
        alpha = strength / (1 + 0.9 * high)
        canvas.circle(
            0,
            0,
            1,
            radial(
                (0, 0),
                1,
                (0, (0.03, 0.02, 0.08, alpha)),
                (0.45, (0.03, 0.02, 0.08, 0.55 * alpha)),
                (1, (0.03, 0.02, 0.08, 0)),
            ),
        )
