"""What is over and beyond the sea: sky, sun or moon, clouds, a coast, gulls."""

from __future__ import annotations

from math import pi, sin
from random import Random

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.paint.skies import SKIES, cloud, moon, stars
from providers.studio.scenes.surf.view import View
from providers.studio.stagecraft.terms import Colour


def eye(view: View) -> Camera:
    """The view as the painters of skies and weather know it."""
    return Camera(width=view.width, height=view.height, scale=1.0, top=view.horizon, below=0.0)


def sun_place(view: View, hour: str, seed: int) -> tuple[float, float]:
    """Where sun or moon stands, in pixels."""
    random = Random(f"{seed}/sun")
    x = view.width * random.uniform(0.62, 0.78)
    high = {"sunset": 0.10, "night": 0.62}.get(hour, 0.72)
    return x, view.horizon * (1 - high)


def heavens(view: View, hour: str, coast: str, seed: int, storm: bool) -> Canvas:
    """The sky and what stands on the horizon, painted once."""
    canvas, camera, random = Canvas(view.width, view.height), eye(view), Random(f"{seed}/sky")
    high, middle, low = SKIES[hour]
    if storm:
        high, middle, low = darker(high, 0.35), darker(middle, 0.28), darker(low, 0.12)
    canvas.fill(linear((0, 0), (0, view.horizon), (0.0, high), (0.6, middle), (1.0, low)))
    x, y = sun_place(view, hour, seed)
    short = min(view.width, view.height)
    if hour == "night":
        stars(canvas, camera, random)
        moon(canvas, x, y, short * 0.055)
    elif hour != "rain":
        disc(canvas, x, y, short, low_sun=hour == "sunset")
    puffs = 11 if storm or hour == "rain" else 6
    for _ in range(0 if hour == "night" else puffs):
        px, py = random.uniform(0, 1) * view.width, random.uniform(0.08, 0.8) * view.horizon
        cloud(canvas, px, py, short * random.uniform(0.05, 0.13) * (1.3 if storm else 1.0), hour, random)
    if coast:
        land(canvas, view, hour, coast, random)
    return canvas


def disc(canvas: Canvas, x: float, y: float, short: float, low_sun: bool) -> None:
    """The sun with its glow."""
    glow: Colour = (1.0, 0.72, 0.36) if low_sun else (1.0, 0.97, 0.84)
    reach = short * (0.95 if low_sun else 0.6)
    stops = ((0, thin(glow, 0.8)), (0.22, thin(glow, 0.3)), (1, thin(glow, 0)))
    canvas.circle(x, y, reach, radial((x, y), reach, *stops))
    canvas.circle(x, y, short * (0.075 if low_sun else 0.05), thin(lighter(glow, 0.65), 0.98))


def land(canvas: Canvas, view: View, hour: str, coast: str, random: Random) -> None:
    """Far hills on both sides, or a beach with palms."""
    low = SKIES[hour][2]
    for share, tall, left in ((0.62, 0.10, False), (0.38, 0.065, True)):
        tone = mix((0.16, 0.30, 0.30) if hour != "night" else (0.03, 0.05, 0.1), low, share)
        span = view.width * random.uniform(0.3, 0.5)
        start = -0.05 * view.width if left else view.width * 1.05 - span
        phase = random.uniform(0, 6)
        points = []
        for at in range(41):
            part = at / 40
            rise = sin(pi * min(1.0, (1 - part if left else part) * 0.62 + 0.0)) ** 0.8
            bumps = 0.75 + 0.18 * sin(9 * part + phase) + 0.07 * sin(23 * part + 2 * phase)
            points.append((start + part * span, view.horizon + 2 - tall * view.height * rise * bumps))
        top = view.horizon - tall * view.height
        shade = linear((0, top), (0, view.horizon), (0, tone), (1, mix(tone, low, 0.5)))
        canvas.polygon([(start, view.horizon + 3), *points, (start + span, view.horizon + 3)], shade)
    if coast == "beach":
        sand = mix((0.93, 0.82, 0.6), low, 0.25) if hour != "night" else (0.16, 0.17, 0.24)
        canvas.rectangle(0, view.horizon - 0.008 * view.height, view.width, 0.02 * view.height, sand)
        for _ in range(7):
            far_palm(
                canvas,
                view.width * random.uniform(0.0, 0.5),
                view.horizon,
                view.height * random.uniform(0.05, 0.09),
                hour,
            )


def far_palm(canvas: Canvas, x: float, y: float, tall: float, hour: str) -> None:
    """A palm, small and hazy."""
    tone = mix((0.13, 0.26, 0.2), SKIES[hour][2], 0.25)
    top = (x + 0.14 * tall, y - tall)
    canvas.curve((x, y), (x, y - 0.4 * tall), (x + 0.04 * tall, y - 0.8 * tall), top, 0.05 * tall, tone)
    for side in (-1.0, -0.65, -0.25, 0.25, 0.65, 1.0):
        tip = (
            top[0] + side * 0.42 * tall,
            top[1] + 0.12 * tall + 0.16 * tall * abs(side) - 0.2 * tall * (1 - abs(side)),
        )
        bend = (top[0] + side * 0.25 * tall, top[1] - 0.16 * tall)
        canvas.curve(top, bend, bend, tip, 0.05 * tall, tone)


def gulls(canvas: Canvas, view: View, hour: str, time: float, seed: int) -> None:
    """A few gulls that circle and beat their wings."""
    random = Random(f"{seed}/gulls")
    tone = {"night": (0.3, 0.35, 0.5), "sunset": (0.3, 0.2, 0.28)}.get(hour, (0.97, 0.98, 1.0))
    short = min(view.width, view.height)
    for _ in range(3):
        pace, phase, size = random.uniform(0.03, 0.06), random.uniform(0, 1), short * random.uniform(0.012, 0.022)
        x = ((phase + pace * time) % 1.3 - 0.15) * view.width
        y = view.horizon * random.uniform(0.25, 0.7) + 0.03 * short * sin(0.7 * time + 9 * phase)
        beat = sin(2 * pi * (1.6 * time + phase)) * (0.35 + 0.65 * max(0.0, sin(0.9 * time + 5 * phase)))
        for side in (-1, 1):
            tip = (x + side * size * 2.0, y - size * (0.25 + 0.8 * beat))
            canvas.curve((x, y), (x + side * size * 0.5, y - size * 0.7), (x + side * size * 1.2, y - size * 0.55), tip,
                         0.26 * size, tone)  # fmt: skip
        canvas.ellipse(x, y + 0.06 * size, 0.34 * size, 0.16 * size, tone)
