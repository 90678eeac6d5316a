"""What ties things to the floor: contact shadows, reflections, dust."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin
from random import Random

from providers.studio.canvas import Canvas, Style, linear, radial
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import lighter, thin
from providers.studio.stagecraft.terms import Body, Colour, Contact, Scene

DUST: dict[str, Colour] = {
    "beach": (0.93, 0.82, 0.6), "snow": (1.0, 1.0, 1.0), "moon": (0.75, 0.74, 0.75), "park": (0.45, 0.66, 0.33),
    "street": (0.75, 0.74, 0.73),
}  # fmt: skip
GLOSSY = frozenset({"gym", "room", "studio"})
PUFF = 0.55
"""Seconds that dust hangs in the air."""


def surface(scene: Scene, x: float, y: float) -> float:
    """The height of what a shadow at `x` falls on, not above `y`."""
    best = 0.0
    for static in scene.statics:
        if not static.skin:
            continue
        left, right = min(point[0] for point in static.points), max(point[0] for point in static.points)
        if left <= x <= right:
            best = max(best, *(each for each in [roof(static.points, x)] if each <= y + 0.02), 0.0)
    return best


def roof(points: tuple[tuple[float, float], ...], x: float) -> float:
    """The upper edge of a polygon at `x`."""
    heights = []
    for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True):
        if min(ax, bx) <= x <= max(ax, bx):
            heights.append(max(ay, by) if ax == bx else ay + (by - ay) * (x - ax) / (bx - ax))
    return max(heights, default=0.0)


@lru_cache(maxsize=1)
def soft() -> Style:
    """A dark spot that fades to nothing at radius 1."""
    ink = (0.05, 0.02, 0.08)
    return radial((0, 0), 1, (0, thin(ink, 0.95)), (0.35, thin(ink, 0.62)), (0.7, thin(ink, 0.2)), (1, thin(ink, 0)))


def spread(body: Body, angle: float) -> tuple[float, float]:
    """Half the width and half the height that a turned body takes up."""
    wide, tall = body.half
    if body.shape == "ball":
        return wide, tall
    turn, lean = abs(cos(angle)), abs(sin(angle))
    return wide * turn + tall * lean, wide * lean + tall * turn


def shadow(canvas: Canvas, camera: Camera, scene: Scene, body: Body, x: float, y: float, angle: float) -> None:
    """A contact shadow: small and dark near the ground, wide and faint above it."""
    half, tall = spread(body, angle)
    ground = surface(scene, x, y)
    gap = max(0.0, y - tall - ground)
    reach = half * (1.12 + 0.55 * gap)
    strength = (0.62 if body.material in {"glass", "ice"} else 0.9) / (1 + 3.2 * gap) ** 1.3
    place = camera.at((x + 0.1 * half + 0.12 * gap, ground - 0.012))
    with (
        canvas.fading(strength),
        canvas.move(*place, scale=(reach * camera.scale, (0.16 * half + 0.03 + 0.03 * gap) * camera.scale)),
    ):
        canvas.circle(0, 0, 1, soft())


def reflection(canvas: Canvas, camera: Camera, scene: Scene, body: Body, x: float, y: float, angle: float) -> None:
    """The blurred colour of a thing in a polished floor."""
    half, tall = spread(body, angle)
    gap = max(0.0, y - tall)
    if gap > 1.2 or surface(scene, x, y) > 0:
        return
    wide, deep = half * 0.9 * camera.scale, min(2 * tall * 0.8, 0.5) * camera.scale
    left, top = camera.at((x - half * 0.9, -0.02 - 0.5 * gap))
    strength = 0.3 / (1 + 2.5 * gap)
    tone = lighter(body.colour, 0.15)
    canvas.rectangle(
        left,
        top,
        2 * wide,
        deep,
        linear((0, top), (0, top + deep), (0, thin(tone, strength)), (1, thin(tone, 0.0))),
        wide * 0.5,
    )


def dust(canvas: Canvas, camera: Camera, scene: Scene, contact: Contact, age: float) -> None:
    """A puff thrown up where something hit soft ground."""
    share = age / PUFF
    random = Random(round(contact.time * 480))
    weight = min(1.0, contact.impulse / 60)
    tone = DUST[scene.place]
    for at in range(9):
        turn = pi * (0.08 + 0.84 * at / 8) + random.uniform(-0.1, 0.1)
        reach = (0.08 + 0.3 * weight * random.uniform(0.5, 1.0)) * (1 - (1 - share) ** 2.5)
        x = contact.at[0] + cos(turn) * reach * 1.5
        y = max(0.0, sin(turn) * reach * 0.8 - 0.25 * share * share)
        px, py = camera.at((x, y))
        size = camera.scale * (0.012 + 0.04 * share) * (0.5 + weight)
        canvas.circle(px, py, size, thin(tone, 0.5 * weight**0.5 * (1 - share)))
