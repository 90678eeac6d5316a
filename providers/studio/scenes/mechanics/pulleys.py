"""Pulleys: a counterweight lifts a load over fixed and moving wheels, or gives way to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from random import Random

import numpy as np

from providers.studio.exhibit import Exhibit
from providers.studio.performance import Form
from providers.studio.scenes.mechanics import hoisting
from providers.studio.script import Script, Thing
from providers.studio.sound.cues import Creak, Cue, Impact, Sliding
from providers.studio.stagecraft.ground import GROUNDS, view
from providers.studio.tracks import Floats

RATE = 480
HOLD = 0.7
"""Seconds before the brake is let go."""
BOUNCE = 0.28
"""Restitution of what comes down on the floor."""
RUBS = 0.35
"""Per second: what the wheels' bearings take of the speed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hoist:
    """Two masses on one rope; the load hangs in `strands` of it."""

    strands: int
    load: float
    counter: float
    """Kilograms."""
    wheels: float
    """Kilograms of wheel rims that turn with the rope."""
    low: float
    """Metres over the floor of the load at the start."""
    high: float
    """And of the counterweight."""
    travel: float
    """How far the load can rise until it meets the block."""

    def pull(self, gravity: float) -> float:
        """Metres per second squared at which the load starts to rise, from the weights alone."""
        n, net = self.strands, (self.strands * self.counter - self.load) * gravity
        return net / (self.load + n * n * self.counter + n * n * self.wheels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """How far the load had risen at each frame, and what came down when."""

    rise: Floats
    speed: Floats
    thuds: tuple[tuple[float, str, float], ...]
    """Time, `load` or `counter`, and the impulse in newton seconds."""


def hauled(hoist: Hoist, gravity: float, fps: int, frames: int) -> Lift:
    """Let the brake go, and follow the two until one of them lies on the floor; it bounces a little."""
    rise, speed, thuds = 0.0, 0.0, []
    record, speeds, pull = np.zeros(frames), np.zeros(frames), hoist.pull(gravity)
    most = min(hoist.high / hoist.strands, hoist.travel)
    for tick in range(frames * RATE // fps):
        frame, rest = divmod(tick * fps, RATE)
        if rest == 0:
            record[frame], speeds[frame] = rise, speed
        if tick / RATE < HOLD:
            continue
        speed += (pull - RUBS * speed) / RATE
        rise += speed / RATE
        for end, stop, who, mass in (
            (most, 1, "counter", hoist.counter * hoist.strands),
            (-hoist.low, -1, "load", hoist.load),
        ):
            if stop * (rise - end) > 0 and stop * speed > 0:
                rise, hit = end, abs(speed)
                if hit > 0.03:
                    thuds.append(((tick + 1) / RATE, who, mass * hit * (1 + BOUNCE)))
                speed = -stop * BOUNCE * hit if hit > 0.06 else 0.0
    return Lift(rise=record, speed=speeds, thuds=tuple(thuds))


def pulley(script: Script, thing: Thing, form: Form) -> Exhibit:
    """A hoist of one to four wheels; the load goes up, or down where it is the heavier one."""
    seen, random = view(form.aspect, 2.6), Random(f"{form.seed}/pulley")
    wheels = min(thing.count or (2 if thing.plural else random.choice((1, 2))), 4)
    rising = random.random() < 0.75
    load, top = random.choice((30.0, 40.0, 60.0)), 0.86 * seen.top
    counter = load / wheels * (random.uniform(1.12, 1.3) if rising else random.uniform(0.7, 0.85))
    travel = 0.34 * seen.top if wheels == 1 else min(0.42, 0.62 / wheels) * seen.top
    travel = min(travel, (top - 0.95) / wheels)
    hoist = Hoist(
        strands=wheels, load=load, counter=counter, wheels=1.5 * wheels, travel=travel,
        low=0.0 if rising else 0.9 * travel, high=0.98 * wheels * travel if rising else 0.12,
    )  # fmt: skip
    gravity = GROUNDS[script.place].gravity
    lift = hauled(hoist, gravity, form.fps, form.frames) if form.physics else floated(hoist, form)
    return Exhibit(
        seen=seen, stand=partial(hoisting.gantry, hoist, top, seen), truth=told(hoist, lift),
        moving=partial(hoisting.hoisted, hoist, lift.rise, top, seen, thing), cues=heard(hoist, lift, seen.width, form),
    )  # fmt: skip


def floated(hoist: Hoist, form: Form) -> Lift:
    """Up and down on a soft curve, whatever the weights are."""
    times = np.arange(form.frames) / form.fps
    span = 0.9 * hoist.travel
    shift = 0.0 if hoist.low == 0 else -span
    return Lift(rise=shift + span * (0.5 - 0.5 * np.cos(2 * np.pi * times / 4)), speed=np.zeros(form.frames), thuds=())


def told(hoist: Hoist, lift: Lift) -> dict[str, object]:
    """The truth of it."""
    return {
        "contacts": [{"time": time, "body": who, "impulse": impulse} for time, who, impulse in lift.thuds],
        "masses": {"load": hoist.load, "counter": hoist.counter, "strands": hoist.strands},
        "tracks": [{"y": (hoist.low + lift.rise).tolist()}, {"y": (hoist.high - hoist.strands * lift.rise).tolist()}],
    }


def heard(hoist: Hoist, lift: Lift, width: float, form: Form) -> tuple[Cue, ...]:
    """The brake's click, the wheels' rumble, the rope's creak as it takes the load, and each thud."""
    if not form.physics:
        return ()
    start = Impact(time=HOLD, at=(0.0, 2.0), impulse=1.0, materials=("metal", "metal"), sizes=(0.06, 0.1))
    creak = Creak(time=HOLD + 0.05, at=(0.0, 2.0), level=0.22, material="wood", seconds=0.6)
    thuds = tuple(
        Impact(
            time=time, at=(-0.22 * width if who == "load" else 0.22 * width, 0.0), impulse=impulse, sizes=(0.25, 0.0),
            materials=("wood" if who == "load" else "metal", "wood"),
        )
        for time, who, impulse in lift.thuds
    )  # fmt: skip
    pace = np.abs(lift.speed) * hoist.strands
    return start, creak, *thuds, Sliding(x=np.zeros(form.frames), speed=1.4 * pace, material="wood")
