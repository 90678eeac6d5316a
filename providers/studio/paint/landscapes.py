"""Backdrops under an open sky."""

from __future__ import annotations

from random import Random

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.paint.skies import SKIES, blob, hour, sky, skyline, stars
from providers.studio.stagecraft.terms import Colour, Scene


def ground(canvas: Canvas, camera: Camera, far: Colour, near: Colour, random: Random, grains: int) -> None:
    """Earth from the horizon down, with grains that grow towards us."""
    top, tall = camera.horizon, camera.height - camera.horizon
    canvas.rectangle(0, top, camera.width, tall + 1, linear((0, top), (0, camera.height), (0, far), (1, near)))
    for _ in range(grains):
        depth = random.random()
        size = camera.height * (0.0012 + 0.0032 * depth)
        tone = lighter(near, 0.4) if random.random() < 0.45 else darker(near, 0.45)
        canvas.ellipse(random.uniform(0, camera.width), top + tall * depth, size * 1.7, size * 0.8, thin(tone, 0.28))


def beach(canvas: Canvas, camera: Camera, scene: Scene, random: Random) -> None:
    """Sea to the horizon with glints, surf, wet and dry sand, a palm."""
    sky(canvas, camera, scene.light, scene.weather, random)
    low = SKIES[hour(scene.light, scene.weather)][2]
    shore, line = camera.horizon, camera.horizon - 0.2 * camera.height
    deep: Colour = (0.06, 0.34, 0.55)
    canvas.rectangle(
        0,
        line,
        camera.width,
        shore - line,
        linear(
            (0, line),
            (0, shore),
            (0, mix(deep, low, 0.35)),
            (0.8, mix((0.16, 0.62, 0.7), low, 0.2)),
            (1, lighter(low, 0.5)),
        ),
    )
    for _ in range(150):
        depth = random.random() ** 1.3
        x, y = random.uniform(0, camera.width), line + (shore - line) * 0.93 * depth
        wide = camera.height * (0.008 + 0.05 * depth) * random.uniform(0.5, 1.3)
        canvas.line(
            ((x, y), (x + wide, y)),
            camera.height * (0.0008 + 0.0022 * depth),
            thin(lighter(low, 0.55), random.uniform(0.15, 0.5)),
        )
    sand: Colour = (0.93, 0.8, 0.56)
    ground(canvas, camera, mix((0.72, 0.56, 0.38), low, 0.15), sand, random, 1500)
    for lift, alpha in ((0.0, 0.85), (0.014, 0.45)):
        foam(canvas, camera, shore + lift * camera.height, alpha, random)
    if camera.width > camera.height * 0.8:
        palm(
            canvas,
            camera.width * random.uniform(0.07, 0.12),
            shore + 0.02 * camera.height,
            camera.height * 0.56,
            random,
        )


def foam(canvas: Canvas, camera: Camera, y: float, alpha: float, random: Random) -> None:
    """The edge of a wave on the sand."""
    step = camera.width / 24
    points = [(at * step, y + random.uniform(-0.004, 0.004) * camera.height) for at in range(-1, 27)]
    canvas.line(points, 0.007 * camera.height, (1, 1, 1, alpha))


def palm(canvas: Canvas, x: float, y: float, tall: float, random: Random) -> None:
    """A leaning palm with a crown of fronds."""
    crown = (x + tall * 0.2, y - tall)
    for part in range(26):
        share = part / 25
        px, py = x + (crown[0] - x) * share**1.6, y + (crown[1] - y) * share
        tone = darker((0.55, 0.4, 0.27), 0.12 * (part % 2))
        canvas.ellipse(px, py, tall * (0.034 - 0.014 * share), tall * 0.026, tone)
    for at in range(9):
        reach = tall * random.uniform(0.36, 0.46)
        side = -1.0 + at / 4
        lift = 0.34 - 0.5 * abs(side) ** 1.4
        tip = (crown[0] + side * reach, crown[1] - reach * lift + tall * 0.14)
        knee = (crown[0] + side * reach * 0.5, crown[1] - reach * (lift + 0.35))
        green = mix((0.13, 0.42, 0.22), (0.45, 0.62, 0.25), random.random())
        for width in (0.03, 0.015):
            canvas.curve(crown, knee, knee, tip, tall * width, lighter(green, 0.2 if width < 0.02 else 0.0))


def street(canvas: Canvas, camera: Camera, scene: Scene, random: Random) -> None:
    """Houses under the sky, a kerb, a lamp that is lit in the dark, asphalt."""
    sky(canvas, camera, scene.light, scene.weather, random)
    skyline(canvas, camera, hour(scene.light, scene.weather), random)
    ground(canvas, camera, (0.5, 0.5, 0.53), (0.34, 0.34, 0.38), random, 900)
    kerb = camera.horizon
    canvas.rectangle(0, kerb - 0.012 * camera.height, camera.width, 0.03 * camera.height, (0.68, 0.67, 0.66))
    canvas.rectangle(0, kerb + 0.018 * camera.height, camera.width, 0.008 * camera.height, (0.25, 0.25, 0.28))
    for x in range(-1, 9):
        canvas.rectangle(
            x * camera.width / 7,
            camera.y(-0.72 * camera.below),
            camera.width / 13,
            0.011 * camera.height,
            (0.95, 0.93, 0.85, 0.8),
            2,
        )
    lamp(canvas, camera.width * 0.13, kerb, camera.height * 0.62, scene.light in {"night", "sunset"})


def lamp(canvas: Canvas, x: float, y: float, tall: float, lit: bool) -> None:
    """A street lamp with an arm to the right."""
    iron: Colour = (0.16, 0.18, 0.22)
    canvas.rectangle(x - tall * 0.012, y - tall, tall * 0.024, tall, iron)
    canvas.curve(
        (x, y - tall),
        (x, y - tall * 1.08),
        (x + tall * 0.12, y - tall * 1.08),
        (x + tall * 0.17, y - tall * 1.02),
        tall * 0.018,
        iron,
    )
    bulb = (x + tall * 0.19, y - tall * 0.99)
    if lit:
        warm: Colour = (1.0, 0.85, 0.55)
        canvas.circle(
            *bulb,
            tall * 0.75,
            radial(bulb, tall * 0.75, (0, thin(warm, 0.75)), (0.2, thin(warm, 0.25)), (1, thin(warm, 0))),
        )
    canvas.ellipse(*bulb, tall * 0.05, tall * 0.028, (1.0, 0.95, 0.8) if lit else (0.8, 0.82, 0.82))


def park(canvas: Canvas, camera: Camera, scene: Scene, random: Random) -> None:
    """Hills, round trees, a meadow with blades and flowers."""
    sky(canvas, camera, scene.light, scene.weather, random)
    low = SKIES[hour(scene.light, scene.weather)][2]
    for share, tall in ((0.6, 0.3), (0.3, 0.2)):
        tone = mix((0.28, 0.52, 0.3), low, share)
        for _ in range(4):
            x, wide = random.uniform(-0.1, 1.1) * camera.width, camera.height * random.uniform(0.5, 0.9)
            canvas.ellipse(
                x, camera.horizon + 0.02 * camera.height, wide, camera.height * tall * random.uniform(0.6, 1.0), tone
            )
    for share in (0.08, 0.24, 0.83, 0.95):
        tree(canvas, camera.width * share, camera.horizon + 4, camera.height * random.uniform(0.25, 0.4), random)
    grass: Colour = (0.36, 0.6, 0.26)
    ground(canvas, camera, darker(grass, 0.18), grass, random, 200)
    top, tall = camera.horizon, camera.height - camera.horizon
    for tone, count in ((darker(grass, 0.3), 700), (lighter(grass, 0.25), 700)):
        blades = []
        for _ in range(count):
            depth = random.random()
            x, y, size = random.uniform(0, camera.width), top + tall * depth, camera.height * (0.008 + 0.02 * depth)
            blades.append(((x, y), (x + random.uniform(-0.4, 0.4) * size, y - size)))
        canvas.lines(blades, 0.0022 * camera.height, thin(tone, 0.5))


def tree(canvas: Canvas, x: float, y: float, tall: float, random: Random) -> None:
    """A trunk and a crown of leafy clumps, lit from the upper left."""
    canvas.rectangle(x - tall * 0.04, y - tall * 0.5, tall * 0.08, tall * 0.5, (0.38, 0.27, 0.2))
    green = mix((0.2, 0.42, 0.22), (0.42, 0.58, 0.24), random.random())
    for dx, dy, size in ((-0.22, -0.55, 0.24), (0.22, -0.57, 0.24), (0.0, -0.78, 0.28), (0.0, -0.55, 0.26)):
        cx, cy, reach = x + dx * tall, y + dy * tall, size * tall
        shade = radial(
            (cx, cy),
            reach * 1.25,
            (0, lighter(green, 0.28)),
            (1, darker(green, 0.22)),
            focus=(cx - reach * 0.4, cy - reach * 0.5),
        )
        canvas.polygon(blob(cx, cy, reach, random, 40), shade)


def snowfield(canvas: Canvas, camera: Camera, scene: Scene, random: Random) -> None:
    """Drifts and firs under a pale sky."""
    sky(canvas, camera, scene.light, scene.weather, random)
    low = SKIES[hour(scene.light, scene.weather)][2]
    for share in (0.04, 0.13, 0.22, 0.3, 0.72, 0.8, 0.9, 0.98):
        fir(canvas, camera.width * share, camera.horizon + 4, camera.height * random.uniform(0.22, 0.42))
    for _ in range(5):
        x, wide = random.uniform(0, 1) * camera.width, camera.height * random.uniform(0.5, 0.8)
        canvas.ellipse(
            x, camera.horizon + 0.03 * camera.height, wide, camera.height * 0.07, mix((0.93, 0.96, 1.0), low, 0.2)
        )
    ground(canvas, camera, (0.88, 0.92, 0.97), (0.97, 0.98, 1.0), random, 500)


def fir(canvas: Canvas, x: float, y: float, tall: float, snowy: bool = True) -> None:
    """A fir, with snow on its branches in winter."""
    canvas.rectangle(x - tall * 0.03, y - tall * 0.15, tall * 0.06, tall * 0.15, (0.33, 0.24, 0.2))
    for share, wide in ((0.1, 0.28), (0.35, 0.23), (0.6, 0.16)):
        foot = y - tall * share
        head = foot - tall * 0.4
        canvas.polygon(((x - tall * wide, foot), (x + tall * wide, foot), (x, head)), (0.16, 0.36, 0.32))
        canvas.polygon(
            ((x - tall * wide * 0.45, foot - tall * 0.2), (x + tall * wide * 0.4, foot - tall * 0.21), (x, head)),
            (0.94, 0.97, 1.0) if snowy else (0.2, 0.43, 0.36),
        )


def moonscape(canvas: Canvas, camera: Camera, scene: Scene, random: Random) -> None:
    """Grey dust, craters and the Earth in a black sky."""
    canvas.fill(linear((0, 0), (0, camera.horizon), (0, (0.01, 0.01, 0.04)), (1, (0.07, 0.07, 0.13))))
    stars(canvas, camera, random)
    x, y, size = camera.width * random.uniform(0.68, 0.8), camera.horizon * 0.3, min(camera.width, camera.height) * 0.13
    blue: Colour = (0.25, 0.5, 0.86)
    canvas.circle(x, y, size * 1.5, radial((x, y), size * 1.5, (0.6, thin(blue, 0.4)), (1, thin(blue, 0))))
    canvas.circle(
        x,
        y,
        size,
        radial(
            (x, y), size * 1.5, (0, lighter(blue, 0.35)), (1, darker(blue, 0.8)), focus=(x - size * 0.5, y - size * 0.4)
        ),
    )
    for dx, dy, part in ((-0.35, -0.2, 0.3), (0.1, 0.25, 0.26), (0.3, -0.35, 0.18)):
        canvas.polygon(blob(x + dx * size, y + dy * size, part * size, random), thin((0.42, 0.62, 0.38), 0.8))
    canvas.ellipse(x, y - size * 0.1, size * 0.8, size * 0.07, (1, 1, 1, 0.5))
    dust: Colour = (0.6, 0.59, 0.6)
    for _ in range(3):
        canvas.ellipse(
            random.uniform(0, 1) * camera.width,
            camera.horizon + 0.03 * camera.height,
            camera.height * 0.6,
            camera.height * random.uniform(0.06, 0.13),
            darker(dust, 0.35),
        )
    ground(canvas, camera, darker(dust, 0.25), dust, random, 1300)
    for _ in range(9):
        depth = random.random()
        cx, cy, wide = (
            random.uniform(0, camera.width),
            camera.horizon + (camera.height - camera.horizon) * (0.1 + 0.8 * depth),
            camera.height * (0.02 + 0.05 * depth),
        )
        canvas.ellipse(cx, cy, wide, wide * 0.28, thin(darker(dust, 0.6), 0.55))
        canvas.ellipse(cx, cy + wide * 0.05, wide * 0.95, wide * 0.22, thin(lighter(dust, 0.2), 0.6))
