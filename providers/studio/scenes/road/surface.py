"""Paints the road itself: asphalt with its marks, rails on their ballast, a ramp, a traffic light, skid marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, Point, linear, radial
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.scenes.road.drive import Drive
from providers.studio.scenes.road.ground import Ramp, rise
from providers.studio.scenes.road.plan import GREEN
from providers.studio.scenes.road.view import Seen
from providers.studio.stagecraft.terms import Colour

DASH, GAP = 3.0, 4.5
FAR, NEAR = 0.36, -0.62
"""Edges of the road over the depth of the picture's foot: above and under the line of the near wheels."""
ASPHALTS: dict[str, Colour] = {
    "street": (0.34, 0.34, 0.38), "park": (0.4, 0.39, 0.4), "beach": (0.46, 0.43, 0.41), "snow": (0.62, 0.65, 0.7),
    "moon": (0.5, 0.49, 0.5),
}  # fmt: skip
CREAM: Colour = (0.95, 0.93, 0.86)
LIGHTS: tuple[Colour, ...] = ((0.95, 0.16, 0.12), (0.98, 0.75, 0.15), (0.2, 0.85, 0.35))
SLIDES = 1.2
"""Metres per second of slip that leave a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eye:
    """Where the eye is at one frame: metres to pixels."""

    seen: Seen
    x: float
    y: float

    def at(self, x: float, y: float, lane: int = 0) -> Point:
        """A point of a lane in the picture."""
        lift, grow = self.seen.lane(lane)
        scale = self.seen.scale
        return self.seen.width / 2 + (x - self.x) * scale * grow, self.seen.line - lift - (y * grow - self.y) * scale

    def deep(self, x: float, y: float, depth: float) -> Point:
        """A point of the road's surface, at a depth between its edges."""
        across, down = self.at(x, y)
        return across, down - depth * self.seen.below * self.seen.scale

    @property
    def span(self) -> tuple[float, float]:
        """Metres from the left edge of the picture to the right one, and a little more."""
        half = 0.54 * self.seen.wide + 0.5
        return self.x - half, self.x + half


class Surface:
    """Paints the road of one drive."""

    def __init__(self, drive: Drive, seen: Seen, place: str, weather: str) -> None:
        self.drive, self.seen, self.place = drive, seen, place
        self.road, self.rails = drive.plan.road, drive.plan.driven[0].vehicle.rails
        self.wet = weather in {"rain", "storm"}
        tone = ASPHALTS[place]
        self.tone = darker(tone, 0.35) if self.wet else mix(tone, (0.9, 0.92, 0.96), 0.5) if weather == "snow" else tone
        self.level = not self.road.hills and not self.road.bumps
        self.across: list[float] = [0.0]
        self.heights: list[float] = [0.0]

    def line(self, eye: Eye) -> list[Point]:
        """The road's height across the picture."""
        left, right = eye.span
        count = 2 if self.level else 90
        xs = np.linspace(left, right, count)
        self.across, self.heights = xs.tolist(), self.road.bed(xs).tolist()
        return list(zip(self.across, self.heights, strict=True))

    def high(self, x: float) -> float:
        """How high the road is, at a place in the picture."""
        return 0.0 if self.level else float(np.interp(x, self.across, self.heights))

    def paint(self, canvas: Canvas, eye: Eye, frame: int) -> None:
        """Everything that lies on the ground."""
        line = self.line(eye)
        far, near = [eye.deep(x, y, FAR) for x, y in line], [eye.deep(x, y, NEAR) for x, y in line]
        top, foot = min(y for _, y in far), max(y for _, y in near)
        unit = self.seen.below * self.seen.scale
        if self.place == "street" and not self.rails:
            self.band(canvas, eye, line, FAR + 0.09, FAR - 0.02, (0.66, 0.65, 0.64))
            self.band(canvas, eye, line, NEAR + 0.02, NEAR - 0.5, (0.6, 0.59, 0.58))
        tone = (0.44, 0.4, 0.37) if self.rails else self.tone
        shade = linear((0, top), (0, foot), (0, lighter(tone, 0.1)), (0.6, tone), (1, darker(tone, 0.2)))
        canvas.polygon([*far, *near[::-1]], shade)
        if self.rails:
            self.track(canvas, eye, line)
        else:
            self.marks(canvas, eye, line, unit)
        self.grains(canvas, eye, unit)
        if self.wet:
            sheen = linear(
                (0, top),
                (0, foot),
                (0, (0.75, 0.83, 0.92, 0.32)),
                (0.5, (0.75, 0.83, 0.92, 0.1)),
                (1, (0.75, 0.83, 0.92, 0.02)),
            )
            canvas.polygon([*far, *near[::-1]], sheen)
        for points, strong in self.slides(frame):
            path = [eye.at(x, y) for x, y in points if eye.span[0] < x < eye.span[1]]
            if len(path) > 1:
                canvas.line(path, 0.05 * unit, (0.06, 0.06, 0.07, 0.55 * strong))
        if self.road.ramp:
            wedge(canvas, eye, self.road.ramp)

    def band(self, canvas: Canvas, eye: Eye, line: list[Point], high: float, low: float, tone: Colour) -> None:
        """A strip along the road."""
        upper, lower = [eye.deep(x, y, high) for x, y in line], [eye.deep(x, y, low) for x, y in line]
        canvas.polygon([*upper, *lower[::-1]], tone)
        canvas.line(upper, 2.0, lighter(tone, 0.3))

    def marks(self, canvas: Canvas, eye: Eye, line: list[Point], unit: float) -> None:
        """Lines at the edges and dashes between the lanes."""
        if self.place == "moon":
            return
        paint = thin(CREAM, 0.45 if self.place == "snow" else 0.85)
        for depth in (FAR - 0.04, NEAR + 0.06):
            canvas.line([eye.deep(x, y, depth) for x, y in line], max(1.0, 0.02 * unit), paint)
        left, right = eye.span
        step = DASH + GAP
        for number in range(int(left // step), int(right // step) + 1):
            points = [(number * step + DASH * share, 0.1) for share in (0.0, 0.5, 1.0)]
            canvas.line([eye.deep(x, self.high(x), depth) for x, depth in points], max(1.5, 0.035 * unit), paint)
        stop = self.drive.plan.line
        if stop is not None:
            canvas.polygon(
                [
                    eye.deep(stop + dx, 0.0, depth)
                    for dx, depth in ((0, 0.08), (0.4, 0.08), (0.4, NEAR + 0.08), (0, NEAR + 0.08))
                ],
                paint,
            )

    def grains(self, canvas: Canvas, eye: Eye, unit: float) -> None:
        """Spots and cracks that show how fast the ground goes by."""
        left, right = eye.span
        pale, dark = thin(lighter(self.tone, 0.35), 0.35), thin(darker(self.tone, 0.5), 0.35)
        for cell in range(int(left // 1.5), int(right // 1.5) + 1):
            random = Random(cell * 7919 + 11)
            for _ in range(4):
                x, depth = (cell + random.random()) * 1.5, random.uniform(NEAR, FAR)
                px, py = eye.deep(x, self.high(x), depth)
                size = unit * random.uniform(0.006, 0.02) * (1.2 - depth)
                canvas.ellipse(px, py, 2.6 * size, 0.7 * size, pale if random.random() < 0.5 else dark)

    def track(self, canvas: Canvas, eye: Eye, line: list[Point]) -> None:
        """Sleepers and two rails."""
        left, right = eye.span
        for number in range(int(left / 0.65), int(right / 0.65) + 1):
            x = number * 0.65
            corners = ((x - 0.05, 0.26), (x + 0.16, 0.26), (x + 0.16, -0.2), (x - 0.05, -0.2))
            canvas.polygon([eye.deep(px, 0.0, depth) for px, depth in corners], (0.34, 0.27, 0.23))
        unit = self.seen.below * self.seen.scale
        for depth in (0.18, 0.0):
            rail = [eye.deep(x, y, depth) for x, y in line]
            canvas.line([(x, y + 0.03 * unit) for x, y in rail], 0.05 * unit, (0.3, 0.24, 0.22))
            canvas.line(rail, 0.025 * unit, (0.78, 0.8, 0.84))

    def slides(self, frame: int) -> Iterator[tuple[list[Point], float]]:
        """Where tyres of the near lane have slid up to a frame, and how dark the marks are."""
        drive = self.drive
        if self.wet or self.rails:
            return
        for at, driven in enumerate(drive.plan.driven):
            if driven.lane:
                continue
            for axle in range(len(driven.vehicle.axles)):
                slid = np.abs(drive.slip[: frame + 1, at, axle]) > SLIDES
                for run in np.split(np.arange(frame + 1), np.flatnonzero(np.diff(slid)) + 1):
                    if slid[run[0]] and len(run) > 1:
                        xs = drive.wheel_x[run, at, axle].tolist()
                        yield [(x, self.road.height(x)) for x in xs[:: max(1, len(xs) // 12)] + xs[-1:]], 0.8


def wedge(canvas: Canvas, eye: Eye, ramp: Ramp) -> None:
    """A wooden ramp on its trestle."""
    wood: Colour = (0.72, 0.5, 0.3)
    shares = [at / 10 for at in range(11)]
    top = [(ramp.x + ramp.long * share, rise(ramp, share)) for share in shares]
    high = [eye.deep(x, y, 0.14) for x, y in top]
    low = [eye.deep(x, y, -0.14) for x, y in top]
    foot = eye.deep(ramp.end, 0.0, -0.14)
    canvas.polygon([*low, foot], linear(low[-1], foot, (0, darker(wood, 0.15)), (1, darker(wood, 0.5))))
    for share in (0.35, 0.55, 0.75, 0.95):
        x = ramp.x + ramp.long * share
        canvas.line(
            (eye.deep(x, rise(ramp, share), -0.14), eye.deep(x, 0.0, -0.14)), 0.06 * eye.seen.scale, darker(wood, 0.6)
        )
    canvas.polygon([*high, *low[::-1]], linear(high[0], high[-1], (0, lighter(wood, 0.1)), (1, lighter(wood, 0.4))))
    for x, y in top[1::2]:
        canvas.line((eye.deep(x, y, 0.14), eye.deep(x, y, -0.14)), 1.5, thin(darker(wood, 0.5), 0.6))
    canvas.line(low, 0.05 * eye.seen.scale, (0.85, 0.2, 0.16))


def traffic_light(canvas: Canvas, eye: Eye, line: float, time: float) -> None:
    """A pole with three lamps behind the road; which is lit goes by the time."""
    scale = eye.seen.scale
    x, y = eye.deep(line + 1.6, 0.0, FAR + 0.03)
    tall = 3.3 * scale
    iron: Colour = (0.2, 0.22, 0.26)
    canvas.rectangle(
        x - 0.07 * scale,
        y - tall,
        0.14 * scale,
        tall,
        linear((x - 0.07 * scale, 0), (x + 0.07 * scale, 0), (0, lighter(iron, 0.3)), (1, darker(iron, 0.4))),
    )
    canvas.rectangle(
        x - 0.26 * scale, y - tall - 0.3 * scale, 0.52 * scale, 1.3 * scale, darker(iron, 0.3), 0.1 * scale
    )
    lit = 2 if time >= GREEN else 1 if time >= GREEN - 0.8 else 0
    for at, colour in enumerate(LIGHTS):
        spot = (x, y - tall - 0.06 * scale + 0.41 * at * scale)
        on = at == lit or (lit == 1 and at == 0)
        canvas.circle(*spot, 0.16 * scale, colour if on else darker(colour, 0.8))
        if on:
            reach = 0.8 * scale
            canvas.circle(
                *spot,
                reach,
                radial(
                    spot, reach, (0, thin(lighter(colour, 0.4), 0.75)), (0.2, thin(colour, 0.3)), (1, thin(colour, 0))
                ),
            )
