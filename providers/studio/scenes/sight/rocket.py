"""A rocket that lifts off: its thrust over its shrinking weight gives its way up; the eye goes with it."""

from __future__ import annotations

from math import exp, sin
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, rgb, thin
from providers.studio.performance import Form
from providers.studio.scenes.sight.show import Show, times
from providers.studio.script import Script
from providers.studio.sound.cues import Hum, Wind
from providers.studio.stagecraft.terms import Colour
from providers.studio.tracks import Floats

GRAVITY = 9.81
IGNITES, LIFTS = 0.5, 1.4
"""Seconds."""
PUSH = 1.45
"""Thrust over weight at lift-off."""
BURNS = 0.012
"""Share of its first mass that it loses each second."""
FINE = 240
TALL = 34.0
HIGH = 13.0
"""Metres of the rocket."""
SMOKE: Colour = (0.92, 0.9, 0.88)


def risen(form: Form) -> Floats:
    """Frames by height and speed: the force of the jet less weight, over the mass that is left."""
    path, height, speed = np.zeros((form.frames, 2)), 0.0, 0.0
    every = max(1, FINE // form.fps)
    step = 1 / (form.fps * every)
    for frame in range(form.frames):
        path[frame] = height, speed
        for part in range(every):
            now = frame / form.fps + part * step - LIFTS
            if now >= 0:
                speed += GRAVITY * (PUSH / (1 - BURNS * min(now, 60.0)) - 1) * step
                height += speed * step
    return path


def stage(script: Script, form: Form) -> Show:
    """The start of a rocket."""
    path = risen(form)
    height, now = path[:, 0], times(form)
    eye = np.stack([np.zeros(form.frames), eyes(height)], axis=1)
    told = next((thing.colour for thing in script.things if thing.colour), None)
    colour = rgb(told) if told else (0.93, 0.93, 0.95)
    lit = np.clip((now - IGNITES) / 0.5, 0, 1)
    roar = Wind(x=np.zeros(form.frames), speed=34.0 * lit * (1 + 0.05 * np.sin(31 * now)), size=8.0)
    deep = Hum(
        x=np.zeros(form.frames),
        pitch=46 + 3 * np.sin(7.0 * now),
        level=0.2 * lit,
        shares=(1.0, 0.8, 0.6, 0.5, 0.4, 0.3),
    )
    return Show(
        tall=TALL, eye=eye, cues=(roar, deep),
        moving=lambda canvas, camera, frame: body(canvas, camera, form, frame, path, colour),
        shining=lambda canvas, camera, frame: jet(canvas, camera, form, frame, path),
        truth={
            "contacts": [{"time": LIFTS, "at": [0.0, 0.0], "impulse": 0.0, "materials": ["metal", "stone"]}],
            "tracks": [{"skin": "rocket", "material": "metal", "x": [0.0] * form.frames, "y": height.tolist(),
                        "speed": path[:, 1].tolist()}],
        },
    )  # fmt: skip


def eyes(height: Floats) -> Floats:
    """How high the eye is for each height of the rocket: on the ground at first, and soon two metres behind."""
    return np.maximum(0.0, height - 2.0 + 2.0 * np.exp(-height))


def seen(path: Floats, frame: int) -> tuple[float, float]:
    """How high the eye is at a frame, and the rocket over what the eye looks at."""
    up = float(eyes(path[frame, :1])[0])
    return up, float(path[frame, 0]) - up


def body(canvas: Canvas, camera: Camera, form: Form, frame: int, path: Floats, colour: Colour) -> None:
    """The tower, the smoke on the ground and along the way, and the rocket."""
    up, over = seen(path, frame)
    dark = max(0.0, min(0.92, float(path[frame, 0]) / 420.0))
    if dark > 0:
        canvas.rectangle(0, 0, camera.width, camera.height, (0.01, 0.02, 0.08, dark))
        stars(canvas, camera, dark, form.seed)
    if up < TALL:
        tower(canvas, camera, up)
    billows(canvas, camera, form, frame, path, up)
    with canvas.move(*camera.at((0.0, over + 0.9)), scale=(camera.scale, camera.scale)):
        shake = 0.02 * sin(60 * frame / form.fps) * (frame / form.fps > IGNITES)
        with canvas.move(shake):
            hull(canvas, colour)


def stars(canvas: Canvas, camera: Camera, dark: float, seed: int) -> None:
    """They come out as the air is left below."""
    random = Random(f"{seed}/stars")
    for _ in range(130):
        x, y = random.uniform(0, camera.width), random.uniform(0, camera.height)
        canvas.circle(
            x, y, camera.height * random.choice((0.0008, 0.0012, 0.002)), (1, 1, 0.95, dark * random.uniform(0.3, 0.9))
        )


def tower(canvas: Canvas, camera: Camera, up: float) -> None:
    """The launch tower and its pad."""
    steel: Colour = (0.55, 0.2, 0.16)
    left, right = -3.6, -2.4
    pairs = []
    for row in range(9):
        low, high = 1.6 * row - up, 1.6 * (row + 1) - up
        a, b, c, d = (camera.at(point) for point in ((left, low), (right, low), (left, high), (right, high)))
        pairs += [(a, d), (b, c), (a, b), (a, c), (b, d)]
    canvas.lines(pairs, 0.12 * camera.scale, steel)
    for high in (6.0, 10.5):
        canvas.line(
            (camera.at((right, high - up)), camera.at((-0.9, high - up))), 0.2 * camera.scale, darker(steel, 0.2)
        )
    x, y = camera.at((-5.0, 0.7 - up))
    canvas.rectangle(
        x,
        y,
        10.0 * camera.scale,
        0.9 * camera.scale,
        linear((0, y), (0, y + 0.9 * camera.scale), (0, (0.6, 0.6, 0.62)), (1, (0.35, 0.35, 0.38))),
    )


def billows(canvas: Canvas, camera: Camera, form: Form, frame: int, path: Floats, up: float) -> None:
    """Smoke that the jet drives over the ground, and the trail that it leaves in the air."""
    now = frame / form.fps
    for number in range(int(IGNITES * 20), int(now * 20) + 1):
        born = number / 20
        age, random = now - born, Random(number * 17 + form.seed)
        when = min(frame, int(born * form.fps))
        start = float(path[when, 0])
        if age > 6 or start - up < -TALL * 0.6:
            continue
        near = exp(-start / 9.0)
        side = (1 if number % 2 else -1) * random.uniform(0.4, 1.0)
        x = side * (near * 15.0 * (1 - exp(-0.9 * age)) + (1 - near) * (0.4 + 0.7 * age))
        y = max(0.4, start - 1.5 * (1 - near)) + near * (0.3 + 0.9 * age * random.uniform(0.3, 1.0)) - up
        size = camera.scale * (0.7 + (2.6 * near + 0.9) * (1 - exp(-0.8 * age)))
        px, py = camera.at((x, y))
        alpha = 0.5 * max(0.0, 1 - age / 6)
        canvas.circle(
            px,
            py,
            size,
            radial(
                (px, py),
                size,
                (0, thin(SMOKE, alpha)),
                (0.6, thin(darker(SMOKE, 0.12), 0.7 * alpha)),
                (1, thin(SMOKE, 0)),
            ),
        )


def hull(canvas: Canvas, colour: Colour) -> None:
    """The rocket, its nozzle at the origin, in metres."""
    trim: Colour = (0.82, 0.22, 0.18)
    half = 1.05
    shade = linear(
        (-half, 0), (half, 0), (0, darker(colour, 0.3)), (0.35, lighter(colour, 0.6)), (1, darker(colour, 0.45))
    )
    canvas.polygon(((-0.45, -0.1), (0.45, -0.1), (0.3, -0.9), (-0.3, -0.9)), (0.25, 0.25, 0.28))
    for side in (-1, 1):
        canvas.polygon(
            ((side * half, -3.4), (side * 2.1, -1.0), (side * 2.1, -0.2), (side * half, -1.0)),
            darker(trim, 0.15 * (side > 0)),
        )
    canvas.rectangle(-half, -9.6, 2 * half, 9.0, shade)
    nose = ((-half, -9.55), (-0.95, -10.6), (-0.6, -11.9), (0.0, -HIGH), (0.6, -11.9), (0.95, -10.6), (half, -9.55))
    canvas.polygon(
        nose, linear((-half, 0), (half, 0), (0, darker(trim, 0.2)), (0.35, lighter(trim, 0.4)), (1, darker(trim, 0.4)))
    )
    for y in (-2.4, -6.2):
        canvas.rectangle(-half, y, 2 * half, 0.35, trim)
    canvas.circle(0, -8.2, 0.5, (0.75, 0.77, 0.8))
    canvas.circle(0, -8.2, 0.36, linear((0, -8.6), (0, -7.8), (0, (0.62, 0.8, 0.92)), (1, (0.12, 0.2, 0.3))))


def jet(canvas: Canvas, camera: Camera, form: Form, frame: int, path: Floats) -> None:
    """The flame under it, and its light."""
    now = frame / form.fps
    if now < IGNITES:
        return
    _, over = seen(path, frame)
    scale, strong = camera.scale, min(1.0, (now - IGNITES) / 0.5) * (1 + 0.08 * sin(83 * now) + 0.06 * sin(131 * now))
    x, y = camera.at((0.0, over + 0.95))
    room = max(0.9, min(8.0, over + float(path[frame, 0]) + 0.9))
    reach = 11.0 * scale
    canvas.circle(
        x,
        y,
        reach,
        radial(
            (x, y),
            reach,
            (0, (1.0, 0.7, 0.35, 0.55 * strong)),
            (0.3, (1.0, 0.55, 0.2, 0.2 * strong)),
            (1, (1, 0.5, 0.2, 0)),
        ),
    )
    for wide, long, tone in (
        (0.95, 1.0, (1.0, 0.5, 0.12)),
        (0.62, 0.72, (1.0, 0.78, 0.35)),
        (0.34, 0.42, (1.0, 1.0, 0.92)),
    ):
        end = room * long * scale * strong
        w = wide * scale
        with canvas.fading(blend="normal"):
            canvas.blob(((x - 0.45 * w, y), (x - w, y + 0.25 * end), (x - 0.5 * w, y + 0.7 * end), (x, y + end),
                     (x + 0.5 * w, y + 0.7 * end),
                     (x + w, y + 0.25 * end), (x + 0.45 * w, y)), thin(tone, 0.85))  # fmt: skip
