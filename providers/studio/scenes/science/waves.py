"""Waves: on a string that one end shakes, on water seen from above, and of sound in air."""

from __future__ import annotations

from functools import partial
from math import pi

import numpy as np

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.exhibit import Exhibit
from providers.studio.paint import rods
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import lighter, rgb, thin
from providers.studio.performance import Form
from providers.studio.scenes.science import pool
from providers.studio.scenes.science.diagram import GOLD, Chart, board, readout, says
from providers.studio.scenes.science.laws import STRING, string
from providers.studio.script import Script, Thing
from providers.studio.sound.cues import Cue, Hum
from providers.studio.stagecraft.casting import PALETTE
from providers.studio.stagecraft.ground import View, view
from providers.studio.tracks import Floats

POINTS = 181
RAISED = 160.0
"""How many times higher than it swings a slow string is made to sound."""


def wave(script: Script, thing: Thing, form: Form) -> Exhibit:
    """The kind of wave that the prompt names."""
    details = script.details
    if "ripple" in details or thing.name == "source":
        return pool.pool(script, thing, form)
    if "acoustic" in details and "string" not in details:
        return air(script, form)
    return stringed(script, thing, form)


def stringed(script: Script, thing: Thing, form: Form) -> Exhibit:
    """A string shaken at its left end: a standing wave at a resonance, or one pulse after another."""
    seen, length, speed = view(form.aspect, 2.4), 3.0, 3.0
    steps = np.arange(form.frames * STRING // form.fps) / STRING
    loops = int(script.details.get("count", 0) or thing.count or 3)
    beat = loops * speed / (2 * length)
    pulsed = "pulse" in script.details or not {"standing", "string"} & set(script.details)
    if pulsed:
        drive = 0.3 * np.exp(-((((steps + 0.2) % 3.1 - 0.6) / 0.11) ** 2))
    else:
        drive = 0.06 * np.sin(2 * pi * beat * steps) * np.minimum(1.0, 4 * steps)
    if form.physics:
        shape = string(drive, POINTS, speed, length, 0.05 if pulsed else 0.5, form.fps, form.frames)
    else:
        times, share = np.arange(form.frames)[:, None] / form.fps, np.linspace(0, 1, POINTS)
        shape = 0.25 * np.sin(2 * pi * (2 * share - times))
    shape = shape * seen.top / 2.0
    level = 0.1 * np.clip(np.abs(shape).max(axis=1) / 0.3, 0, 1)
    pitch = np.full(form.frames, (RAISED if not pulsed else 90) * (beat if not pulsed else 1.5))
    cues: tuple[Cue, ...] = (Hum(x=np.zeros(form.frames), pitch=pitch, level=level),) if form.physics else ()
    plan = "diagram" in script.details
    numbers = (2 * length / loops, beat)
    return Exhibit(
        seen=seen, cues=cues, stand=partial(bench, seen, plan),
        moving=partial(strung, shape, numbers if not pulsed else None, seen, script, plan),
        truth={
            "contacts": [], "speed": speed, "length": length, "frequency": beat,
            "tracks": [{"shift": row.tolist()} for row in shape.T[::10]],
        },
    )  # fmt: skip


def bench(seen: View, plan: bool, canvas: Canvas, camera: Camera) -> None:
    """The shaker and the post that hold the string, before a dark wall."""
    board(canvas)
    m, y, half = camera.scale, 0.48 * seen.top, 0.42 * seen.width
    if not plan:
        glow = (canvas.width / 2, camera.y(y))
        canvas.circle(
            *glow, 0.6 * canvas.width, radial(glow, 0.6 * canvas.width, (0, (0.3, 0.5, 0.8, 0.22)), (1, (0, 0, 0, 0)))
        )
        canvas.rectangle(
            0,
            camera.y(0),
            canvas.width,
            canvas.height,
            linear((0, camera.y(0)), (0, canvas.height), (0, (0.28, 0.19, 0.13)), (1, (0.12, 0.07, 0.05))),
        )
        canvas.rectangle(0, camera.y(0), canvas.width, 0.02 * m, (0.5, 0.36, 0.25))
    for side in (-1, 1):
        rods.bar(
            canvas,
            camera.at((side * (half + 0.06), 0.0)),
            camera.at((side * (half + 0.06), y + (0.1 if side > 0 else -0.2))),
            0.07 * m,
            rods.STEEL,
        )
    x, top = camera.at((-half - 0.06, y - 0.2))
    canvas.rectangle(
        x - 0.16 * m,
        top,
        0.32 * m,
        0.3 * m,
        linear(
            (x - 0.16 * m, 0), (x + 0.16 * m, 0), (0, (0.5, 0.2, 0.18)), (0.4, (0.85, 0.35, 0.3)), (1, (0.35, 0.1, 0.1))
        ),
        0.03 * m,
    )
    rods.pin(canvas, camera.at((half + 0.06, y)), 0.045 * m)


def strung(
    shape: Floats, numbers: tuple[float, float] | None, seen: View, script: Script, plan: bool,
    canvas: Canvas, camera: Camera, frame: int,
) -> None:  # fmt: skip
    """The string with the blur of where it has just been; on a diagram its axes, nodes and numbers."""
    m, y, half = camera.scale, 0.48 * seen.top, 0.42 * seen.width
    xs, tone, size = np.linspace(-half, half, POINTS), rgb(PALETTE[2]), 0.03 * min(canvas.width, canvas.height)
    if plan:
        tall = 0.42 * seen.top
        chart = Chart(
            left=camera.x(-half),
            top=camera.y(y + tall),
            wide=2 * half * m,
            tall=2 * tall * m,
            x=(0.0, 3.0),
            y=(-100 * tall, 100 * tall),
            size=size,
        )
        chart.axes(canvas, says(script, "x"), says(script, "shift"))
    for back, alpha, wide in (
        (8, 0.06, 0.02),
        (6, 0.08, 0.02),
        (4, 0.11, 0.02),
        (2, 0.16, 0.02),
        (0, 0.25, 0.075),
        (0, 1.0, 0.022),
    ):
        line = [camera.at((a, y + b)) for a, b in zip(xs.tolist(), shape[max(0, frame - back)].tolist(), strict=True)]
        canvas.line(line, wide * m, thin(lighter(tone, 0.55 if alpha == 1 else 0.1), alpha))
    rods.bar(
        canvas, camera.at((-half - 0.06, y - 0.2)), camera.at((-half, y + float(shape[frame, 0]))), 0.03 * m, rods.STEEL
    )
    if numbers:
        long, beat = numbers
        for at in range(1, round(6.0 / long)):
            x, py = camera.at((-half + 2 * half * at * long / 6.0, y))
            canvas.ring(x, py, 0.045 * m, 0.045 * m, 0.012 * m, GOLD if plan else thin((1, 1, 1), 0.3))
        if plan:
            readout(
                canvas,
                [says(script, "length", long), says(script, "frequency", beat)],
                canvas.width - size,
                0.6 * size,
                size,
            )


def air(script: Script, form: Form) -> Exhibit:
    """Sound: a loudspeaker's cone moves to and fro, and the air's particles hand it on."""
    seen, plan = view(form.aspect, 2.4), "diagram" in script.details
    length, beat = 0.34 * min(seen.width, 4.5), 0.8
    random = np.random.default_rng([form.seed, 5])
    count = int(2400 * max(1.0, seen.width * seen.height / 10))
    rest = random.uniform(
        (-0.38 * seen.width, 0.42 * seen.top if plan else 0.06), (0.5 * seen.width, 0.98 * seen.top), (count, 2)
    )
    level = np.full(form.frames, 0.09)
    cues: tuple[Cue, ...] = ()
    if form.physics:
        cues = (Hum(x=np.zeros(form.frames), pitch=np.full(form.frames, 220.0), level=level),)
    return Exhibit(
        seen=seen, cues=cues, stand=lambda canvas, camera: board(canvas),
        truth={"contacts": [], "tracks": [], "wavelength": length, "frequency": beat},
        moving=partial(breathing, rest, length, beat, seen, script, form),
    )  # fmt: skip


def breathing(
    rest: Floats, length: float, beat: float, seen: View, script: Script, form: Form,
    canvas: Canvas, camera: Camera, frame: int,
) -> None:  # fmt: skip
    """Particles where the wave has moved them to, the cone, and the pressure as a curve on a diagram."""
    m, now = camera.scale, frame / form.fps
    start = -0.38 * seen.width
    phase = 2 * pi * (beat * now - (rest[:, 0] - start) / length)
    shift = (
        np.where(phase > 0, 0.13 * length * np.sin(phase), 0.0) if form.physics else 0.1 * np.sin(2 * pi * beat * now)
    )
    dense = np.where(phase > 0, np.cos(phase), 0.0)
    x, y = (rest[:, 0] + shift) * m + canvas.width / 2, camera.y(0.0) - rest[:, 1] * m
    for low, high, tone in (
        (-2.0, -0.3, (0.35, 0.5, 0.8, 0.75)),
        (-0.3, 0.4, (0.55, 0.72, 0.95, 0.85)),
        (0.4, 2.0, (1.0, 0.85, 0.5, 0.95)),
    ):
        these = (dense >= low) & (dense < high)
        canvas.lines(
            [((a, b), (a + 0.1, b)) for a, b in zip(x[these].tolist(), y[these].tolist(), strict=True)], 0.02 * m, tone
        )
    reach = float(0.13 * length * np.sin(2 * pi * beat * now))
    plan = "diagram" in script.details
    speaker(canvas, camera, start, (start + reach) * m + canvas.width / 2, camera.y((0.7 if plan else 0.52) * seen.top))
    if plan:
        pressed(canvas, camera, script, seen, (length, beat), now)


def speaker(canvas: Canvas, camera: Camera, start: float, cone: float, middle: float) -> None:
    """The loudspeaker, its cone's rim at an x in pixels."""
    m = camera.scale
    tall, back = 0.36 * m, camera.x(start - 0.3)
    canvas.rectangle(
        back - 0.2 * m,
        middle - 1.3 * tall,
        0.3 * m,
        2.6 * tall,
        linear((back, 0), (back + 0.1 * m, 0), (0, (0.3, 0.22, 0.17)), (1, (0.16, 0.11, 0.08))),
        0.03 * m,
    )
    canvas.polygon(
        (
            (back + 0.1 * m, middle - 0.35 * tall),
            (cone, middle - tall),
            (cone, middle + tall),
            (back + 0.1 * m, middle + 0.35 * tall),
        ),
        linear(
            (0, middle - tall),
            (0, middle + tall),
            (0, (0.5, 0.5, 0.55)),
            (0.5, (0.3, 0.3, 0.34)),
            (1, (0.12, 0.12, 0.14)),
        ),
    )


def pressed(canvas: Canvas, camera: Camera, script: Script, seen: View, tone: tuple[float, float], now: float) -> None:
    """The pressure along the way of the sound, as a curve."""
    m, size, start = camera.scale, 0.03 * min(canvas.width, canvas.height), -0.38 * seen.width
    length, beat = tone
    chart = Chart(
        left=camera.x(start),
        top=camera.y(0.32 * seen.top),
        wide=0.84 * seen.width * m,
        tall=0.3 * seen.top * m,
        x=(0.0, 0.84 * seen.width),
        y=(-1.2, 1.2),
        size=size,
    )
    chart.axes(canvas, says(script, "x"), says(script, "pressure"))
    along = np.linspace(0, 0.84 * seen.width, 160)
    turn = 2 * pi * (beat * now - along / length)
    canvas.line(
        [chart.at(a, b) for a, b in zip(along.tolist(), np.where(turn > 0, np.cos(turn), 0.0).tolist(), strict=True)],
        0.18 * size,
        GOLD,
    )
    readout(canvas, [says(script, "length", length)], canvas.width - size, 0.6 * size, size)
