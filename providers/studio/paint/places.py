"""Backdrops: painted once for a scene, then only copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.paint.landscapes import beach, moonscape, park, snowfield, street
from providers.studio.stagecraft.terms import Colour, Scene

MOODS: tuple[tuple[Colour, Colour], ...] = (
    ((0.93, 0.83, 0.72), (0.86, 0.52, 0.4)),
    ((0.75, 0.86, 0.86), (0.3, 0.55, 0.62)),
    ((0.88, 0.83, 0.93), (0.55, 0.45, 0.72)),
    ((0.95, 0.88, 0.7), (0.93, 0.68, 0.32)),
    ((0.82, 0.89, 0.8), (0.42, 0.62, 0.47)),
)
"""Wall and accent of the plain studio."""


def backdrop(scene: Scene, camera: Camera, seed: int) -> Canvas:
    """Everything behind the play: the place, its floor, and the darkening towards the corners."""
    canvas = Canvas(camera.width, camera.height)
    PLACES[scene.place](canvas, camera, scene, Random(f"{seed}/place"))
    vignette(canvas, camera)
    return canvas


def vignette(canvas: Canvas, camera: Camera) -> None:
    """Darker corners, which hold the eye in the picture."""
    middle, reach = (camera.width / 2, camera.height * 0.48), 0.72 * (camera.width**2 + camera.height**2) ** 0.5
    canvas.fill(radial(middle, reach, (0, (0, 0, 0, 0)), (0.55, (0, 0, 0, 0)), (1, (0.05, 0.0, 0.1, 0.42))))


def studio(canvas: Canvas, camera: Camera, scene: Scene, random: Random) -> None:
    """A paper sweep in soft colours, with large quiet shapes on the wall."""
    wall, accent = random.choice(MOODS)
    canvas.fill(linear((0, 0), (0, camera.horizon), (0, darker(wall, 0.1)), (1, lighter(wall, 0.25))))
    x, y, reach = (
        camera.width * random.uniform(0.3, 0.7),
        camera.horizon * 0.62,
        min(camera.width, camera.height) * 0.36,
    )
    canvas.circle(x, y, reach, linear((x, y - reach), (x, y + reach), (0, thin(accent, 0.42)), (1, thin(accent, 0.1))))
    for side in (-1, 1):
        away = x + side * reach * random.uniform(1.5, 2.1)
        small = reach * random.uniform(0.22, 0.42)
        canvas.circle(away, y + reach * random.uniform(-0.6, 0.3), small, thin(lighter(accent, 0.35), 0.35))
    floor(canvas, camera, lighter(wall, 0.12), mix(wall, accent, 0.35))
    pool = (camera.width / 2, camera.y(0.0))
    with canvas.move(*pool, scale=(1.0, 0.22)):
        wide = camera.width * 0.55
        canvas.circle(0, 0, wide, radial((0, 0), wide, (0, (1, 1, 1, 0.32)), (1, (1, 1, 1, 0))))


def floor(canvas: Canvas, camera: Camera, far: Colour, near: Colour) -> None:
    """A plain floor from the horizon down, with the soft shade where it meets the wall."""
    top, tall = camera.horizon, camera.height - camera.horizon
    canvas.rectangle(0, top, camera.width, tall + 1, linear((0, top), (0, camera.height), (0, far), (1, near)))
    shade = 0.05 * camera.height
    canvas.rectangle(
        0,
        top - shade,
        camera.width,
        shade,
        linear((0, top - shade), (0, top), (0, (0, 0, 0, 0)), (1, (0.1, 0.05, 0.1, 0.14))),
    )


def boards(canvas: Canvas, camera: Camera, colour: Colour, random: Random, rows: int = 7) -> None:
    """A wooden floor in perspective: boards that widen towards us, with joints, grain and a sheen."""
    top, tall = camera.horizon, camera.height - camera.horizon
    floor(canvas, camera, darker(colour, 0.22), colour)
    vanish = (camera.width / 2, top - tall * 1.6)
    step = camera.width / 13
    for at in range(-24, 38):
        foot = (at * step, float(camera.height))
        share = (top - vanish[1]) / (camera.height - vanish[1])
        head = (vanish[0] + (foot[0] - vanish[0]) * share, top)
        right = foot[0] + step
        edge = (vanish[0] + (right - vanish[0]) * share, top)
        tone = mix(colour, random.choice(((0.3, 0.16, 0.07), (1.0, 0.85, 0.6))), random.uniform(0.02, 0.14))
        canvas.polygon((head, edge, (right, foot[1]), foot), thin(tone, 0.55))
        canvas.line((head, foot), 0.0016 * camera.height, thin(darker(colour, 0.6), 0.4))
        for _ in range(2):
            part = random.random() ** 0.6
            y = top + tall * part
            left = head[0] + (foot[0] - head[0]) * part
            wide = (edge[0] - head[0]) + (right - foot[0] - (edge[0] - head[0])) * part
            canvas.line(((left, y), (left + wide, y)), 0.0014 * camera.height, thin(darker(colour, 0.6), 0.35))
    canvas.rectangle(
        0, top, camera.width, tall, linear((0, top), (0, top + tall * 0.6), (0, (1, 1, 1, 0.18)), (1, (1, 1, 1, 0)))
    )


def room(canvas: Canvas, camera: Camera, scene: Scene, random: Random) -> None:
    """A living room: papered wall, panelling, a window with its light on the wall, pictures, a wooden floor."""
    wall = random.choice(((0.56, 0.66, 0.62), (0.83, 0.72, 0.58), (0.6, 0.63, 0.74), (0.78, 0.62, 0.55)))
    canvas.fill(linear((0, 0), (camera.width, camera.horizon), (0, lighter(wall, 0.28)), (1, darker(wall, 0.12))))
    stripe = camera.height / 13
    for at in range(int(camera.width / stripe) + 1):
        canvas.rectangle(at * stripe, 0, stripe * 0.45, camera.horizon, (1, 1, 1, 0.045))
    size = min(camera.width, camera.height)
    window(canvas, camera.width * 0.2, camera.horizon * 0.4, size * 0.24, size * 0.34, scene)
    for share, tall in ((0.62, 0.2), (0.8, 0.15))[: 2 if camera.width > camera.height else 1]:
        picture(canvas, camera.width * share, camera.horizon * (0.36 + 0.1 * (share > 0.7)), size * tall, random)
    panel = camera.horizon - 0.16 * camera.height
    canvas.rectangle(0, panel, camera.width, camera.horizon - panel, lighter(wall, 0.5))
    canvas.rectangle(0, panel - size * 0.012, camera.width, size * 0.016, lighter(wall, 0.72))
    wide = size * 0.22
    for at in range(int(camera.width / wide) + 1):
        canvas.rectangle(
            at * wide + size * 0.02,
            panel + size * 0.03,
            wide - size * 0.04,
            camera.horizon - panel - size * 0.06,
            thin(darker(wall, 0.3), 0.12),
            size * 0.008,
        )
    boards(canvas, camera, (0.64, 0.42, 0.25), random)
    canvas.rectangle(0, camera.horizon - size * 0.02, camera.width, size * 0.022, lighter(wall, 0.78))


def window(canvas: Canvas, x: float, y: float, wide: float, tall: float, scene: Scene) -> None:
    """A window with a sky of the hour in it, and the light it throws."""
    tone: Mapping[str, Colour] = {"night": (0.1, 0.15, 0.33), "sunset": (0.98, 0.66, 0.42)}
    outside = tone.get(scene.light, (0.72, 0.87, 0.97))
    frame, half = 0.07 * wide, wide / 2
    canvas.circle(
        x, y, tall * 1.5, radial((x, y), tall * 1.5, (0, thin(lighter(outside, 0.4), 0.4)), (1, thin(outside, 0)))
    )
    canvas.rectangle(
        x - half - frame, y - tall / 2 - frame, wide + 2 * frame, tall + 2 * frame, (0.97, 0.95, 0.9), frame / 2
    )
    canvas.rectangle(
        x - half,
        y - tall / 2,
        wide,
        tall,
        linear((0, y - tall / 2), (0, y + tall / 2), (0, outside), (1, lighter(outside, 0.45))),
    )
    canvas.rectangle(x - frame / 3, y - tall / 2, frame * 0.66, tall, (0.97, 0.95, 0.9))
    canvas.rectangle(x - half, y - frame / 3, wide, frame * 0.66, (0.97, 0.95, 0.9))
    canvas.rectangle(x - half - 2 * frame, y + tall / 2 + frame, wide + 4 * frame, frame, (0.93, 0.9, 0.84), frame / 3)


def picture(canvas: Canvas, x: float, y: float, size: float, random: Random) -> None:
    """A framed print of two hills and a sun."""
    canvas.rectangle(
        x - size * 0.62 + size * 0.05, y - size / 2 + size * 0.08, size * 1.24, size, (0, 0, 0, 0.16), size * 0.03
    )
    canvas.rectangle(x - size * 0.62, y - size / 2, size * 1.24, size, (0.28, 0.19, 0.13), size * 0.03)
    canvas.rectangle(x - size * 0.55, y - size * 0.43, size * 1.1, size * 0.86, (0.95, 0.91, 0.82))
    with canvas.within(x - size * 0.42, y - size * 0.3, size * 0.84, size * 0.6):
        canvas.rectangle(x - size, y - size, size * 2, size * 2, (0.93, 0.75, 0.55))
        canvas.circle(x + size * random.uniform(-0.2, 0.2), y - size * 0.06, size * 0.12, (0.9, 0.38, 0.26))
        canvas.ellipse(x - size * 0.25, y + size * 0.42, size * 0.5, size * 0.3, (0.3, 0.45, 0.45))
        canvas.ellipse(x + size * 0.3, y + size * 0.48, size * 0.5, size * 0.28, (0.18, 0.32, 0.36))


def gym(canvas: Canvas, camera: Camera, scene: Scene, random: Random) -> None:
    """A sports hall: painted blocks, a stripe, high windows, wall bars, a varnished floor with lines."""
    wall: Colour = (0.86, 0.85, 0.79)
    canvas.fill(linear((0, 0), (0, camera.horizon), (0, darker(wall, 0.26)), (1, wall)))
    block = camera.height * 0.036
    for row in range(int(camera.horizon / block) + 1):
        y = camera.horizon - row * block
        canvas.lines([((0, y), (camera.width, y))], 1.0, thin(darker(wall, 0.5), 0.13))
        shift = block * (row % 2)
        joints = [((x, y), (x, y - block)) for x in frange(shift - block, camera.width, block * 2.2)]
        canvas.lines(joints, 1.0, thin(darker(wall, 0.5), 0.1))
    team = random.choice(((0.16, 0.38, 0.62), (0.72, 0.26, 0.2), (0.13, 0.45, 0.4)))
    canvas.rectangle(0, camera.horizon - 0.17 * camera.height, camera.width, 0.17 * camera.height, thin(team, 0.9))
    canvas.rectangle(0, camera.horizon - 0.19 * camera.height, camera.width, 0.012 * camera.height, lighter(team, 0.75))
    skylights(canvas, camera, scene)
    boards(canvas, camera, (0.82, 0.58, 0.34), random)
    y = camera.y(-0.42 * camera.below)
    canvas.rectangle(0, y, camera.width, 0.012 * camera.height, thin((1, 1, 1), 0.75))
    canvas.rectangle(0, y + 0.035 * camera.height, camera.width, 0.006 * camera.height, thin(team, 0.7))


def skylights(canvas: Canvas, camera: Camera, scene: Scene) -> None:
    """A row of high windows and the shafts of light that fall from them."""
    glow: Colour = {"night": (0.2, 0.26, 0.42), "sunset": (1.0, 0.75, 0.5)}.get(scene.light, (0.93, 0.97, 1.0))
    wide, tall = camera.height * 0.2, camera.horizon * 0.17
    for x in frange(camera.height * 0.07, camera.width, wide * 1.25):
        canvas.rectangle(x - 4, camera.horizon * 0.07 - 4, wide + 8, tall + 8, (0.35, 0.37, 0.38))
        canvas.rectangle(
            x,
            camera.horizon * 0.07,
            wide,
            tall,
            linear((0, 0), (0, camera.horizon * 0.25), (0, glow), (1, lighter(glow, 0.4))),
        )
        canvas.lines(
            [
                ((x + wide * part / 3, camera.horizon * 0.07), (x + wide * part / 3, camera.horizon * 0.07 + tall))
                for part in (1, 2)
            ],
            3.0,
            (0.35, 0.37, 0.38),
        )
        foot = camera.horizon * 1.05
        shaft = (
            (x, camera.horizon * 0.24),
            (x + wide, camera.horizon * 0.24),
            (x + wide * 1.9, foot),
            (x + wide * 0.5, foot),
        )
        canvas.polygon(shaft, linear((x, camera.horizon * 0.24), (x, foot), (0, thin(glow, 0.2)), (1, thin(glow, 0.0))))


def frange(start: float, end: float, step: float) -> list[float]:
    """Numbers from `start` up to `end`."""
    return [start + at * step for at in range(max(0, int((end - start) / step) + 1))]


PLACES: Mapping[str, Callable[[Canvas, Camera, Scene, Random], None]] = MappingProxyType(
    {
        "studio": studio, "room": room, "gym": gym, "beach": beach, "street": street, "park": park,
        "snow": snowfield, "moon": moonscape,
    }
)  # fmt: skip
"""A painter for every place that the lexicon names."""
