"""Skies by the hour, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin
from random import Random
from types import MappingProxyType

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import lighter, mix, thin
from providers.studio.stagecraft.terms import Colour

SKIES: Mapping[str, tuple[Colour, Colour, Colour]] = MappingProxyType(
    {
        "day": ((0.22, 0.52, 0.86), (0.52, 0.77, 0.95), (0.9, 0.96, 0.98)),
        "sunset": ((0.25, 0.2, 0.45), (0.86, 0.42, 0.42), (1.0, 0.79, 0.48)),
        "night": ((0.03, 0.05, 0.15), (0.07, 0.11, 0.27), (0.16, 0.22, 0.42)),
        "rain": ((0.36, 0.43, 0.52), (0.53, 0.6, 0.67), (0.7, 0.75, 0.79)),
    }
)


def hour(light: str, weather: str) -> str:
    """Which sky it is; clouds cover a day's, not a night's."""
    return "rain" if light == "day" and weather else light


def sky(canvas: Canvas, camera: Camera, light: str, weather: str, random: Random) -> None:
    """Fill the picture down to the horizon, with sun or moon, stars or clouds."""
    which = hour(light, weather)
    high, middle, low = SKIES[which]
    canvas.fill(linear((0, 0), (0, camera.horizon), (0.0, high), (0.6, middle), (1.0, low)))
    if which == "night":
        stars(canvas, camera, random)
        moon(canvas, camera.width * random.uniform(0.72, 0.84), camera.height * 0.2, camera.height * 0.055)
        return
    if which != "rain":
        sun(canvas, camera, which, random)
    for _ in range(7 if which == "rain" else 5):
        x, y = random.uniform(0, 1) * camera.width, random.uniform(0.06, 0.42) * camera.horizon
        cloud(canvas, x, y, camera.height * random.uniform(0.05, 0.11), which, random)


def sun(canvas: Canvas, camera: Camera, which: str, random: Random) -> None:
    """A disc with a wide glow: high by day, on the horizon at sunset."""
    low = which == "sunset"
    x = camera.width * (random.uniform(0.6, 0.72) if low else random.uniform(0.78, 0.88))
    y = camera.horizon - camera.height * 0.25 if low else camera.height * 0.16
    glow: Colour = (1.0, 0.72, 0.36) if low else (1.0, 0.97, 0.84)
    reach = camera.height * (0.9 if low else 0.55)
    canvas.circle(
        x, y, reach, radial((x, y), reach, (0, thin(glow, 0.75)), (0.25, thin(glow, 0.28)), (1, thin(glow, 0)))
    )
    canvas.circle(x, y, camera.height * (0.085 if low else 0.055), thin(lighter(glow, 0.6), 0.97))


def moon(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A full moon with a halo and a few seas."""
    pale: Colour = (0.94, 0.94, 0.86)
    canvas.circle(
        x, y, radius * 5, radial((x, y), radius * 5, (0, thin(pale, 0.35)), (0.4, thin(pale, 0.1)), (1, thin(pale, 0)))
    )
    canvas.circle(x, y, radius, radial((x, y), radius, (0, lighter(pale, 0.5)), (1, pale)))
    for dx, dy, size in ((-0.3, -0.2, 0.25), (0.25, 0.1, 0.18), (-0.1, 0.4, 0.15), (0.4, -0.4, 0.1)):
        canvas.circle(x + dx * radius, y + dy * radius, size * radius, thin((0.75, 0.76, 0.72), 0.6))


def stars(canvas: Canvas, camera: Camera, random: Random) -> None:
    """Points of unequal brightness, fewer near the horizon."""
    for _ in range(int(150 * camera.width / camera.height)):
        x, y = random.uniform(0, camera.width), camera.horizon * random.random() ** 1.4
        size = camera.height * random.choice((0.0008, 0.0012, 0.0012, 0.002))
        canvas.circle(x, y, size, thin((1.0, 0.97, 0.9), random.uniform(0.35, 0.95)))


def cloud(canvas: Canvas, x: float, y: float, size: float, which: str, random: Random) -> None:
    """A heap of soft puffs on a flat base."""
    low = SKIES[which][2]
    tone = mix((1.0, 1.0, 1.0), low, 0.25) if which == "day" else lighter(low, 0.15)
    for _ in range(11):
        dx, dy = random.uniform(-2.2, 2.2), random.uniform(-0.35, 0.12)
        reach = size * random.uniform(0.7, 1.15) * (1 - abs(dx) / 3.4)
        px, py = x + dx * size, y + dy * size
        canvas.ellipse(
            px, py, reach * 1.5, reach * 0.75,
            radial((px, py), reach * 1.5, (0, thin(tone, 0.5)), (0.55, thin(tone, 0.26)), (1, thin(tone, 0.0))),
        )  # fmt: skip


def skyline(canvas: Canvas, camera: Camera, light: str, random: Random) -> None:
    """Two rows of houses, the further one paler; windows are lit when it is dark."""
    low = SKIES[light if light in SKIES else "day"][2]
    for depth, (share, reach) in enumerate(((0.62, 0.62), (0.3, 0.46))):
        tone = mix((0.2, 0.23, 0.33), low, share)
        x = -0.05 * camera.width
        while x < camera.width:
            wide = camera.height * random.uniform(0.09, 0.17)
            tall = camera.horizon * reach * random.uniform(0.5, 1.0)
            canvas.rectangle(
                x, camera.horizon - tall, wide, tall, linear((x, 0), (x + wide, 0), (0, lighter(tone, 0.08)), (1, tone))
            )
            windows(canvas, (x, camera.horizon - tall, wide, tall), light, depth, random)
            x += wide * random.uniform(0.96, 1.12)


def windows(canvas: Canvas, house: tuple[float, float, float, float], light: str, depth: int, random: Random) -> None:
    """Rows of windows on the front of one house."""
    x, y, wide, tall = house
    pane = wide / 9
    lit = {"night": 0.45, "sunset": 0.3}.get(light, 0.0)
    for row in range(int(tall / (pane * 2.2)) - 1):
        for column in range(4):
            tone = (
                thin((1.0, 0.82, 0.45), 0.85) if random.random() < lit else thin((0.08, 0.12, 0.2), 0.2 + 0.1 * depth)
            )
            canvas.rectangle(x + pane * (1 + 2 * column), y + pane * (1 + 2.2 * row), pane, pane * 1.3, tone)


def blob(x: float, y: float, radius: float, random: Random, points: int = 22) -> list[tuple[float, float]]:
    """An uneven round outline, for leaves, rocks and land."""
    turn = random.uniform(0, 2 * pi)
    return [
        (x + cos(angle) * reach, y + sin(angle) * reach * 0.9)
        for at in range(points)
        for angle in [2 * pi * at / points]
        for reach in [radius * (1 + 0.09 * sin(3 * angle + turn) + 0.06 * sin(7 * angle - turn))]
    ]
