"""What flies: an aeroplane, a helicopter, a balloon that its burner lifts; the eye goes along."""

from __future__ import annotations

from math import pi, sin
from random import Random

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import rgb
from providers.studio.paint.skies import cloud, hour
from providers.studio.performance import Form
from providers.studio.scenes.sight import craft
from providers.studio.scenes.sight.show import Paint, Show, times
from providers.studio.script import Script
from providers.studio.sound.cues import Cue, Engine, Hum, Impact, Wind
from providers.studio.stagecraft.terms import Colour
from providers.studio.tracks import Floats

COLOURS = ("#e4572e", "#2f6fd6", "#3aa657", "#d9a520", "#8a3f72")
HEAT, COOLS, LIFT, BRAKE = 0.55, 0.09, 1.1, 0.6
"""Of a balloon: warmth that its burner gives in a second, share of it lost in a second, metres per second squared that
a whole of it lifts by, and the share of its speed that the air takes in a second."""
EVERY, BURNS = 4.5, 1.3
"""Seconds between two blasts of the burner, and of one."""
LANDS = 5.5
"""Seconds until a helicopter that lands is down."""
ROTOR = 6.2
"""Turns of its blades in a second."""


def tint(script: Script, form: Form) -> Colour:
    """The colour that was said, or one by the seed."""
    told = next((thing.colour for thing in script.things if thing.colour), None)
    return rgb(told or Random(f"{form.seed}/craft").choice(COLOURS))


def track(name: str, x: Floats, y: Floats) -> dict[str, object]:
    """What is true of something that flies."""
    return {"skin": name, "material": "metal", "x": x.tolist(), "y": y.tolist()}


def plane(script: Script, form: Form) -> Show:
    """An aeroplane over land or clouds."""
    now, colour, tall = times(form), tint(script, form), 17.0
    sway = 0.35 * np.sin(0.9 * now) + 0.12 * np.sin(2.3 * now + 1)
    pitch = (0.35 * 0.9 * np.cos(0.9 * now) + 0.12 * 2.3 * np.cos(2.3 * now + 1)) / 14.0
    eye = np.stack([62.0 * now, 46.0 + sway], axis=1)
    still, flat = np.zeros(form.frames), np.ones(form.frames)
    cues: tuple[Cue, ...] = (
        Wind(x=still, speed=24.0 + 0.6 * np.sin(1.7 * now), size=6.0),
        Hum(x=still, pitch=92.0 + 1.2 * np.sin(0.8 * now), level=0.05 * flat, shares=(1.0, 0.6, 0.5, 0.3, 0.3, 0.2)),
    )
    size = min(1.0, 0.92 * tall * form.aspect / 13.0)
    puffs = drifting(form, 62.0)

    def moving(canvas: Canvas, camera: Camera, frame: int) -> None:
        puffs(canvas, camera, frame)
        spot = camera.at((0.0, 0.3 * tall + float(sway[frame])))
        with canvas.move(*spot, -float(pitch[frame]), (size * camera.scale, size * camera.scale)):
            craft.plane(canvas, colour)

    path = track("plane", 62.0 * now, 46.0 + sway)
    return Show(tall=tall, eye=eye, cues=cues, moving=moving, truth={"contacts": [], "tracks": [path]})


def drifting(form: Form, speed: float) -> Paint:
    """Clouds that go by, painted when they are first wanted."""
    held: list[Canvas] = []

    def paint(canvas: Canvas, camera: Camera, frame: int) -> None:
        if not held:
            strip, random = Canvas(2 * camera.width, camera.height), Random(f"{form.seed}/clouds")
            for at in range(9):
                x, y = (at + random.uniform(0.3, 0.7)) * strip.width / 9, random.uniform(0.12, 0.92) * camera.height
                cloud(strip, x, y, camera.height * random.uniform(0.05, 0.11), hour("day", ""), random)
            held.append(strip)
        left = -((speed * 0.12 * camera.scale * frame / form.fps) % held[0].width)
        for tile in (left, left + held[0].width):
            if tile < camera.width:
                canvas.stamp(held[0], round(tile), 0)

    return paint


def helicopter(script: Script, form: Form) -> Show:
    """A helicopter that hovers, or comes down on its skids."""
    now, colour, tall = times(form), tint(script, form), 14.0
    lands = bool(script.details.get("lands"))
    share = np.clip(now / LANDS, 0, 1)
    high = 5.4 * (1 - share) ** 2 * (1 + 2 * share) if lands else 4.2 + 0.25 * np.sin(1.1 * now)
    lean = 0.05 * np.sin(0.8 * now) * (high > 0.05)
    still = np.zeros(form.frames)
    cues: list[Cue] = [
        Engine(x=still, turns=still + ROTOR, load=still + 0.8, level=still + 1.0, cylinders=4, heavy=True),
        Hum(x=still, pitch=still + 410.0, level=still + 0.012, shares=(1.0, 0.4, 0.3)),
        Wind(x=still, speed=13.0 + 5.0 * np.exp(-high / 2.0), size=2.0),
    ]
    contacts = []
    if lands and form.seconds > LANDS:
        cues.append(Impact(time=LANDS, at=(0.0, 0.0), impulse=14.0, materials=("metal", "grass"), sizes=(0.7, 0.0)))
        contacts.append({"time": LANDS, "at": [0.0, 0.0], "impulse": 14.0, "materials": ["metal", "grass"]})
    size = min(1.0, 0.92 * tall * form.aspect / 11.0)

    def moving(canvas: Canvas, camera: Camera, frame: int) -> None:
        spot = camera.at((0.0, float(high[frame])))
        with canvas.move(*spot, float(lean[frame]), (size * camera.scale, size * camera.scale)):
            craft.helicopter(canvas, colour, 2 * pi * ROTOR * frame / form.fps)

    return Show(
        tall=tall,
        cues=tuple(cues),
        moving=moving,
        truth={"contacts": contacts, "tracks": [track("helicopter", still, high)]},
    )


def climbed(form: Form) -> Floats:
    """Frames by height, speed and warmth of a balloon: warm air lifts it, its own speed holds it back."""
    path, height, speed, warm = np.zeros((form.frames, 3)), 0.0, 0.0, 1.0
    every = max(1, 240 // form.fps)
    step = 1 / (form.fps * every)
    for frame in range(form.frames):
        path[frame] = height, speed, warm
        for part in range(every):
            now = frame / form.fps + part * step
            warm += (HEAT * (now % EVERY < BURNS) - COOLS * warm) * step
            speed += (LIFT * (warm - 1.0) - BRAKE * speed) * step
            height += speed * step
    return path


def balloon(script: Script, form: Form) -> Show:
    """A balloon over the land, its burner blown now and then."""
    now, colour, tall, path = times(form), tint(script, form), 26.0, climbed(form)
    burning = (now % EVERY < BURNS).astype(float)
    over = np.tanh(path[:, 0] / 6.0) * 1.5
    eye = np.stack([2.2 * now, 6.0 + path[:, 0] - over], axis=1)
    still = np.zeros(form.frames)
    size = min(1.0, 0.85 * tall * form.aspect / 10.5)

    def placed(camera: Camera, frame: int) -> tuple[float, float]:
        return camera.at((0.25 * sin(0.4 * frame / form.fps), 0.02 * tall + float(over[frame])))

    def moving(canvas: Canvas, camera: Camera, frame: int) -> None:
        lean = 0.02 * sin(0.7 * frame / form.fps)
        with canvas.move(*placed(camera, frame), lean, (size * camera.scale, size * camera.scale)):
            craft.balloon(canvas, colour)

    def shining(canvas: Canvas, camera: Camera, frame: int) -> None:
        if burning[frame]:
            with canvas.move(*placed(camera, frame), scale=(size * camera.scale, size * camera.scale)):
                craft.burner(canvas, 1 + 0.2 * sin(40.0 * frame / form.fps))

    blast = Wind(x=still, speed=23.0 * burning, size=1.2)
    return Show(
        tall=tall, eye=eye, cues=(blast, Wind(x=still, speed=still + 2.0)), moving=moving, shining=shining,
        truth={"contacts": [], "tracks": [track("balloon", 2.2 * now, path[:, 0])]},
    )  # fmt: skip
