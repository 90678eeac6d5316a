"""Pendulums on show: one, a few side by side, a row that makes waves, Newton's cradle, a double one."""

from __future__ import annotations

from functools import partial
from random import Random

import numpy as np

from providers.studio.exhibit import Exhibit
from providers.studio.performance import Form
from providers.studio.scenes.mechanics import hanging
from providers.studio.scenes.mechanics.ropes import whoosh
from providers.studio.scenes.mechanics.swinging import Swing, cradle, double, free, rods
from providers.studio.script import Script, Thing
from providers.studio.sound.cues import Cue, Impact, Pluck
from providers.studio.stagecraft.ground import GROUNDS, View, view
from providers.studio.tracks import Floats

ROUND = 28.0
"""Seconds after which a row of pendulums is in step again."""
SLOWEST = 17
"""Swings of the longest of a row in that time."""
SCALE = (261.6, 293.7, 329.6, 392.0, 440.0)
"""Hz: five notes that go with one another in any order."""


def pendulum(script: Script, thing: Thing, form: Form) -> Exhibit:
    """One pendulum, a few side by side, or a row in depth where they are many."""
    seen = view(form.aspect, 2.4)
    number = min(thing.count or (5 if thing.plural else 1), 15)
    if (number > 1 and 0.8 * seen.width / number < 0.62) or "wave" in script.details:
        return row(script, thing, form, seen, max(number, 9) if "wave" in script.details else number)
    high = 0.82 * seen.top
    longest = min(0.66 * seen.top, 0.36 * seen.width / np.sin(0.5)) if number == 1 else 0.66 * seen.top
    apart = 0.8 * seen.width / number
    pivots = tuple(((at - (number - 1) / 2) * apart, high) for at in range(number))
    lengths = longest * np.linspace(1.0, 0.45, number)
    reach = 0.5 if number == 1 else float(np.arcsin(min(0.5, (apart / 2 - 0.1) / longest)))
    swing = moved(pivots, lengths, np.full(number, -reach), script, form, 0.01)
    radius = min(0.14 if number == 1 else 0.1, 0.14 * longest) * min(thing.size, 1.5)
    return Exhibit(
        seen=seen, cues=ticks(swing, form), truth=told(swing),
        stand=partial(hanging.stand, swing, number == 1, reach),
        moving=partial(hanging.side_by_side, swing, radius, hanging.bobs(thing, number, form.seed)),
    )  # fmt: skip


def row(script: Script, thing: Thing, form: Form, seen: View, number: int) -> Exhibit:
    """Pendulums one behind the other, tuned to fall out of step and come together again."""
    gravity = GROUNDS[script.place].gravity
    tuned = gravity * (ROUND / (2 * np.pi * (SLOWEST + np.arange(number)))) ** 2
    lengths = np.asarray(tuned * min(1.0, 0.6 * seen.top / tuned[0]), dtype=np.float64)
    high = 0.84 * seen.top
    swing = moved(tuple((0.0, high) for _ in lengths), lengths, np.full(number, -0.45), script, form, 0.0)
    return Exhibit(
        seen=seen, cues=ticks(swing, form), truth=told(swing), stand=partial(hanging.portal, swing, seen),
        moving=partial(hanging.one_behind_another, swing, seen, hanging.bobs(thing, number, form.seed)),
    )  # fmt: skip


def moved(
    pivots: tuple[tuple[float, float], ...], lengths: Floats, start: Floats, script: Script, form: Form, loss: float
) -> Swing:
    """The swings by the law, or by a zigzag in which all have one pace."""
    if form.physics:
        return free(pivots, lengths, start, GROUNDS[script.place].gravity, form.fps, form.frames, loss)
    times = np.arange(form.frames) / form.fps
    zigzag = 2 * np.abs(2 * ((times / 1.4) % 1.0) - 1.0) - 1.0
    return Swing(pivots=pivots, lengths=lengths, angles=np.outer(zigzag, start))


def ticks(swing: Swing, form: Form) -> tuple[Cue, ...]:
    """What is heard of free pendulums: the tick of the one, the chime of each of many, where it passes its lowest."""
    if len(swing.lengths) == 1:
        bob = np.array([swing.bob(frame, 0) for frame in range(form.frames)])
        knocks = tuple(
            Impact(time=time, at=swing.pivots[0], impulse=0.35 * speed, materials=("metal", "wood"), sizes=(0.06, 0.1))
            for time, _, speed in swing.passes
        )
        return (whoosh(bob, 0.25, form), *knocks) if form.physics else ()
    notes = [pitch * octave for octave in (1, 2, 4) for pitch in SCALE]
    return tuple(
        Pluck(time=time, at=swing.bob(0, at), pitch=notes[at], level=0.1 * min(1.0, speed), decay=0.9)
        for time, at, speed in swing.passes
    )


def told(swing: Swing) -> dict[str, object]:
    """The truth of it."""
    return {
        "contacts": [{"time": time, "body": at, "other": at + 1, "speed": speed} for time, at, speed in swing.blows],
        "passes": [{"time": time, "body": at} for time, at, _ in swing.passes],
        "lengths": swing.lengths.tolist(),
        "tracks": [{"angle": each.tolist()} for each in swing.angles.T],
    }


def newtons(script: Script, thing: Thing, form: Form) -> Exhibit:
    """Newton's cradle: as many balls leave on one side as come in on the other."""
    seen = view(form.aspect, 1.35)
    number = min(max(thing.count or 5, 3), 9)
    length = min(0.56 * seen.top, 0.4 * seen.width)
    radius = min(0.085, 0.3 * seen.width / number / 2, (0.47 * seen.width - 0.62 * length) / (number + 1.4))
    lifted = 1 + (Random(f"{form.seed}/lifted").random() < 0.35)
    start = np.where(np.arange(number) < lifted, -0.66, 0.0)
    pivots = tuple(((at - (number - 1) / 2) * 2 * radius, 0.34 * seen.top + length) for at in range(number))
    if form.physics:
        gravity = GROUNDS[script.place].gravity
        swing = cradle(pivots, length, start, gravity, form.fps, form.frames, 0.996, 0.01)
    else:
        beat = np.sin(2 * np.pi * np.arange(form.frames) / form.fps / 1.5)
        swing = Swing(pivots=pivots, lengths=np.full(number, length), angles=np.outer(beat, start + 0.12))
    mass = 7800 * 4 / 3 * np.pi * 0.03**3
    clicks = tuple(
        Impact(
            time=time, at=swing.bob(0, at), impulse=2.5 * mass * speed, materials=("metal", "metal"), sizes=(0.06, 0.06)
        )
        for time, at, speed in swing.blows
    )  # fmt: skip
    return Exhibit(
        seen=seen, cues=clicks, truth=told(swing), stand=partial(hanging.frame, swing, radius),
        moving=partial(hanging.cradled, swing, radius, hanging.bobs(thing, number, form.seed, "#c3c8cf")),
    )  # fmt: skip


def doubled(script: Script, thing: Thing, form: Form) -> Exhibit:
    """Double pendulums that start all but alike, and soon are not."""
    seen = view(form.aspect, 2.6)
    random, number = Random(f"{form.seed}/double"), min(max(thing.count, 1), 5)
    reach = min(0.232 * seen.height, 0.235 * seen.width)
    pivot = (0.0, min(seen.top - 2.1 * reach, 2.6 * reach))
    first, second = random.uniform(1.9, 2.5), random.uniform(1.9, 3.0)
    paths = []
    for at in range(number):
        if form.physics:
            hung = rods(pivot, (reach, 0.95 * reach), (first, second + 0.003 * at), (1.0, 0.8))
            paths.append(double(hung, GROUNDS[script.place].gravity, form.fps, form.frames, 0.004))
        else:
            paths.append(eased(pivot, reach, np.arange(form.frames) / form.fps + 0.05 * at))
    return Exhibit(
        seen=seen, cues=() if not form.physics else whirls(paths[0], form),
        truth={
            "contacts": [],
            "tracks": [{"x": path[:, 2, 0].tolist(), "y": path[:, 2, 1].tolist()} for path in paths],
        },
        stand=partial(hanging.stele, pivot, seen),
        moving=partial(hanging.doubled, paths, form.fps, hanging.bobs(thing, number, form.seed)),
    )  # fmt: skip


def eased(pivot: tuple[float, float], reach: float, times: Floats) -> Floats:
    """Two rods that turn evenly whatever weighs on them."""
    first, second = 1.6 * np.sin(2.1 * times), 2.4 * np.sin(2.1 * times + 0.6)
    knee = np.stack([pivot[0] + reach * np.sin(first), pivot[1] - reach * np.cos(first)], axis=1)
    bob = knee + 0.95 * reach * np.stack([np.sin(second), -np.cos(second)], axis=1)
    return np.stack([np.broadcast_to(np.array(pivot), knee.shape), knee, bob], axis=1)


def whirls(path: Floats, form: Form) -> tuple[Cue, ...]:
    """A soft chime at each turning point of the lower bob, higher the higher it is."""
    height = path[:, 2, 1]
    tops = np.flatnonzero((height[1:-1] > height[:-2]) & (height[1:-1] >= height[2:])) + 1
    reach = 2 * float(np.hypot(*(path[0, 1] - path[0, 0])))
    low, high = float(path[0, 0, 1]) - reach, 2 * reach
    notes = [*SCALE, *(2 * pitch for pitch in SCALE)]
    chimes = tuple(
        Pluck(
            time=float(at) / form.fps, at=(float(path[at, 2, 0]), float(height[at])), level=0.12, decay=1.4,
            pitch=notes[min(9, max(0, int(10 * (height[at] - low) / high)))],
        )
        for at in tops
    )  # fmt: skip
    return whoosh(path[:, 2], 0.12, form), *chimes
