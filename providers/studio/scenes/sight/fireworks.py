"""Fireworks: shells that rise by the law of a throw and burst into stars that air brakes and the earth pulls down."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from random import Random

import numpy as np

from providers.studio.canvas import Canvas, radial
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import lighter, thin
from providers.studio.performance import Form
from providers.studio.scenes.sight.show import Show, times
from providers.studio.script import Script
from providers.studio.sound.cues import Cue, Hum, Impact
from providers.studio.stagecraft.terms import Colour, Point
from providers.studio.tracks import Floats

GRAVITY = 9.81
BRAKE = 1.7
"""Per second: what the air takes of a star's speed."""
BURNS = 1.9
"""Seconds that a star burns."""
TALL = 46.0
STARS = 90
LONGEST = 26.0
"""Seconds of one staging, at most."""
HUES: tuple[Colour, ...] = (
    (1.0, 0.35, 0.25), (1.0, 0.78, 0.3), (0.4, 0.9, 0.45), (0.4, 0.65, 1.0), (0.9, 0.45, 1.0), (1.0, 0.95, 0.8),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """One of them."""

    fired: float
    x: float
    speed: Point
    bursts: float
    """When."""
    stars: Floats
    """Stars by their speeds, across and up, as it bursts."""
    hue: Colour

    def place(self, time: float) -> Point:
        """Where it is, before it bursts."""
        past = time - self.fired
        return self.x + self.speed[0] * past, self.speed[1] * past - GRAVITY / 2 * past**2

    @property
    def at(self) -> Point:
        """Where it bursts."""
        return self.place(self.bursts)


def flown(shell: Shell, past: float) -> Floats:
    """Stars by x and y, so many seconds after the burst: drag in proportion to speed, and gravity."""
    kept = (1 - exp(-BRAKE * past)) / BRAKE
    sink = GRAVITY / BRAKE * (past - kept)
    spread = shell.stars * kept
    return np.asarray(spread + np.array([shell.at[0], shell.at[1] - sink]))


def shells(form: Form, wide: float) -> tuple[Shell, ...]:
    """All shells of one staging, whatever its length."""
    random, fired = Random(f"{form.seed}/shells"), -3.2
    made: list[Shell] = []
    while fired < LONGEST:
        tall = random.uniform(0.44, 0.6) * TALL
        up = (2 * GRAVITY * tall) ** 0.5
        angle = np.random.default_rng([form.seed, len(made)]).uniform(0, 2 * np.pi, STARS)
        size = random.uniform(10.0, 19.0)
        reach = size * np.random.default_rng([form.seed, len(made), 1]).uniform(0.75, 1.0, STARS)
        stars = np.stack([reach * np.cos(angle), reach * np.sin(angle)], axis=1)
        stars[::3] *= 0.55
        speed = (random.uniform(-0.9, 0.9), up)
        x = random.uniform(-0.36, 0.36) * wide
        made.append(
            Shell(fired=fired, x=x, speed=speed, bursts=fired + up / GRAVITY, stars=stars, hue=random.choice(HUES))
        )
        fired += random.uniform(0.25, 0.8)
    return tuple(made)


def stage(script: Script, form: Form) -> Show:
    """Fireworks over whatever place it is."""
    wide = TALL * form.aspect
    every = shells(form, wide)
    seen = [shell for shell in every if -0.1 < shell.bursts < form.seconds]
    return Show(
        tall=TALL, shining=lambda canvas, camera, frame: paint(canvas, camera, every, frame / form.fps),
        cues=cues(every, form),
        truth={
            "contacts": [
                {"time": shell.bursts, "at": list(shell.at), "impulse": 60.0, "materials": ["powder", "air"]}
                for shell in seen
            ],
            "tracks": [],
        },
    )  # fmt: skip


def cues(every: tuple[Shell, ...], form: Form) -> tuple[Cue, ...]:
    """Each burst's bang and the crackle of its stars, and the whistle of some on their way up."""
    made: list[Cue] = []
    now = times(form)
    for number, shell in enumerate(every):
        if not 0 <= shell.bursts < form.seconds:
            continue
        for material, impulse, size in (("card", 500.0, 1.2), ("sand", 300.0, 1.2), ("wood", 60.0, 1.2)):
            made.append(
                Impact(time=shell.bursts, at=shell.at, impulse=impulse, materials=(material, "card"), sizes=(size, 0.7))
            )
        random = Random(f"{form.seed}/{number}/crackle")
        for _ in range(16):
            late = shell.bursts + random.uniform(0.5, BURNS)
            across = shell.at[0] + random.uniform(-6, 6)
            made.append(
                Impact(
                    time=late, at=(across, shell.at[1]), impulse=0.12, materials=("card", "card"), sizes=(0.02, 0.02)
                )
            )
        if number % 3 == 0:
            rising = np.clip((now - shell.fired) / (shell.bursts - shell.fired), 0, 1)
            level = 0.018 * np.sin(np.pi * rising) ** 0.5 * ((rising > 0) & (rising < 1))
            made.append(
                Hum(x=np.full(form.frames, shell.x), pitch=2600 - 1100 * rising, level=level, shares=(1.0, 0.15))
            )
    return tuple(made)


def paint(canvas: Canvas, camera: Camera, every: tuple[Shell, ...], time: float) -> None:
    """Shells on their way and stars as they burn."""
    for number, shell in enumerate(every):
        if shell.fired <= time < shell.bursts:
            trail = [camera.at(shell.place(time - 0.05 * back)) for back in range(6)]
            for back, (x, y) in enumerate(trail):
                canvas.circle(x, y, (0.2 - 0.025 * back) * camera.scale, (1.0, 0.8, 0.5, 0.8 - 0.13 * back))
        past = time - shell.bursts
        if 0 <= past < BURNS:
            burst(canvas, camera, shell, past, number)


def burst(canvas: Canvas, camera: Camera, shell: Shell, past: float, number: int) -> None:
    """The stars of one shell, with what they leave behind them, and the flash."""
    share = past / BURNS
    fade = (1 - share) ** 0.7
    x, y = camera.at(shell.at)
    reach = 14.0 * camera.scale
    flash = 0.5 * exp(-7.0 * past) + 0.1 * fade
    canvas.circle(x, y, reach, radial((x, y), reach, (0, thin(shell.hue, flash)), (1, thin(shell.hue, 0))))
    now, before = flown(shell, past), flown(shell, max(0.0, past - 0.16))
    heads = [camera.at((float(a), float(b))) for a, b in now]
    tails = [camera.at((float(a), float(b))) for a, b in before]
    canvas.lines(list(zip(tails, heads, strict=True)), 0.2 * camera.scale, thin(shell.hue, 0.75 * fade))
    random = Random(f"{number}/{round(past * 24)}")
    bright = lighter(shell.hue, 0.6)
    for px, py in heads:
        if share < 0.6 or random.random() < 0.55:
            canvas.circle(px, py, 0.22 * camera.scale, thin(bright, fade))
