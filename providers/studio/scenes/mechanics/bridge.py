"""A rope bridge over a gorge, and what rolls over it: the planks give under the weight and swing when it has gone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from providers.studio.exhibit import Exhibit
from providers.studio.performance import Form
from providers.studio.scenes.mechanics import roping
from providers.studio.scenes.mechanics.chain import RATE, Chain, step
from providers.studio.scenes.mechanics.ropes import creaks, slack
from providers.studio.script import Script, Thing
from providers.studio.sound.cues import Cue, Impact, Sliding
from providers.studio.stagecraft.ground import GROUNDS, View, view
from providers.studio.tracks import Floats

PLANKS = 24
PLANK = 2.2
"""Kilograms."""
BALL, RADIUS = 22.0, 0.17
"""Kilograms and metres of what rolls over it."""
EVERY = 5.0
"""Seconds between two that come."""
PACE = 1.7
"""Metres per second at which each comes."""
CALM = 14.0
"""Newtons per m/s between neighbouring planks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """The bridge and the balls on it, frame by frame."""

    deck: Floats
    """Frames by nodes by two."""
    balls: Floats
    """Frames by balls by x, y and angle; far away where it isn't in the picture."""
    pulls: Floats
    knocks: tuple[tuple[float, float, float], ...] = ()
    """Time, x and speed of a ball that goes from one plank to the next."""


def bridge(script: Script, thing: Thing, form: Form) -> Exhibit:
    """A ball rolls over the bridge, then another."""
    seen = view(form.aspect, 3.0)
    half, high = 0.36 * seen.width, 0.42 * seen.top
    deck = slack((-half, high), (half, high), 2 * half * 1.035, PLANKS)
    deck.masses[1:-1] = PLANK
    crossing = crossed(deck, seen, script, form) if form.physics else glided(deck, seen, form)
    return Exhibit(
        seen=seen, stand=partial(roping.gorge, half, high, seen),
        moving=partial(roping.crossing, crossing, RADIUS, form), cues=heard(crossing, half, form), truth=told(crossing),
    )  # fmt: skip


def told(crossing: Crossing) -> dict[str, object]:
    """The truth of it."""
    return {
        "contacts": [{"time": time, "at": [x, 0.0]} for time, x, _ in crossing.knocks],
        "tracks": [{"x": ball[:, 0].tolist(), "y": ball[:, 1].tolist()} for ball in crossing.balls.transpose(1, 0, 2)],
    }


def number(form: Form) -> int:
    """How many balls come while the clip lasts."""
    return int(form.seconds / EVERY) + 1


def ground(deck: Chain, x: float) -> tuple[int, float, float, float]:
    """Under a point: the node to its left, the share of the way to the next one, the height, the slope."""
    xs = deck.places[:, 0]
    if x <= xs[0] or x >= xs[-1]:
        at = 0 if x <= xs[0] else len(xs) - 2
        return at, 0.0 if x <= xs[0] else 1.0, float(deck.places[0, 1]), 0.0
    at = int(np.searchsorted(xs, x)) - 1
    wide = float(xs[at + 1] - xs[at])
    share = (x - float(xs[at])) / wide
    rise = float(deck.places[at + 1, 1] - deck.places[at, 1])
    return at, share, float(deck.places[at, 1]) + share * rise, rise / wide


def crossed(deck: Chain, seen: View, script: Script, form: Form) -> Crossing:
    """Let the balls roll: each goes by its weight along the slope under it, and presses the planks with its weight."""
    gravity, count = GROUNDS[script.place].gravity, number(form)
    edge = seen.width / 2 + 2 * RADIUS
    record = np.zeros((form.frames, PLANKS + 1, 2))
    balls, pulls = np.full((form.frames, count, 3), 99.0), np.zeros(form.frames)
    x, speed, turn = np.full(count, -edge), np.full(count, PACE), np.zeros(count)
    plank, knocks = [-1] * count, []
    weight = np.where(np.isfinite(deck.masses), deck.masses, 0.0)
    for tick in range(-RATE, form.frames * RATE // form.fps):
        pull = -0.05 * weight[:, None] * deck.speeds
        pull[:, 1] -= gravity * weight
        pull[1:-1] += (CALM if tick >= 0 else 6 * CALM) * (deck.speeds[:-2] - 2 * deck.speeds[1:-1] + deck.speeds[2:])
        for each in range(min(count, tick // int(EVERY * RATE) + 1)):
            at, share, high, slope = ground(deck, x[each])
            if tick * form.fps % RATE == 0:
                balls[tick * form.fps // RATE, each] = x[each], high + RADIUS, turn[each]
            on = -seen.width < x[each] and 0 < at + share < PLANKS
            if on and at != plank[each]:
                knocks.append((tick / RATE, float(x[each]), float(speed[each])))
            plank[each] = at
            cosine = 1 / (1 + slope * slope) ** 0.5
            speed[each] += -gravity * slope * cosine * cosine / 1.4 / RATE
            x[each] += speed[each] / RATE
            turn[each] -= speed[each] / RATE / RADIUS / cosine
            if on:
                pull[at, 1] -= BALL * gravity * (1 - share)
                pull[at + 1, 1] -= BALL * gravity * share
        if tick >= 0 and tick * form.fps % RATE == 0:
            record[tick * form.fps // RATE], pulls[tick * form.fps // RATE] = deck.places, deck.tensions[0]
        pull[0] = pull[-1] = 0.0
        step(deck, pull)
    return Crossing(deck=record, balls=balls, pulls=pulls, knocks=tuple(sorted(knocks)))


def glided(deck: Chain, seen: View, form: Form) -> Crossing:
    """The bridge stands as if it were cast, and the balls float across on a level line, without turning."""
    times, count = np.arange(form.frames) / form.fps, number(form)
    balls = np.zeros((form.frames, count, 3))
    for each in range(count):
        balls[:, each, 0] = -seen.width / 2 - 2 * RADIUS + PACE * np.maximum(0.0, times - each * EVERY)
    balls[:, :, 1] = deck.places[0, 1] + RADIUS
    return Crossing(
        deck=np.broadcast_to(deck.places, (form.frames, PLANKS + 1, 2)), balls=balls, pulls=np.zeros(form.frames)
    )


def heard(crossing: Crossing, half: float, form: Form) -> tuple[Cue, ...]:
    """Every plank knocks as a ball comes onto it, the ropes creak at their posts, and the ball rumbles on the rock."""
    knocks = tuple(
        Impact(time=time, at=(x, 0.0), impulse=1.1 * abs(speed), materials=("wood", "stone"), sizes=(0.1, RADIUS))
        for time, x, speed in crossing.knocks
    )
    rolling = []
    for each in range(crossing.balls.shape[1]) if crossing.knocks else ():
        x = crossing.balls[:, each, 0]
        pace = np.abs(np.gradient(x)) * form.fps
        rolling.append(
            Sliding(x=np.clip(x, -9, 9), speed=np.where(np.abs(x) < 20, np.minimum(pace, 3), 0), material="stone")
        )
    return (*knocks, *rolling, *creaks(crossing.pulls, (-half, 0.0), form))
