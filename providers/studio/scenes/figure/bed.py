"""A trampoline: a bed that gives, and what one does above it."""

from __future__ import annotations

from random import Random

import numpy as np

from providers.studio.scenes.figure.floor import TURN, stood
from providers.studio.scenes.figure.poses import pose
from providers.studio.scenes.figure.routine import PITCH, Routine, Y
from providers.studio.stagecraft.anatomy import Build

HEIGHT = 0.95
"""Metres of the bed over the floor."""
SINKS = 0.34
"""Seconds from touching the bed to leaving it: half a swing of body and springs, whatever the speed."""
AIRS = ("straight", "tuck", "straddle", "pike", "star", "somersault")


def bounces(build: Build, random: Random, seconds: float, physics: bool, named: list[tuple[str, int]]) -> Routine:
    """Higher and higher, then figures and somersaults."""
    routine = Routine(build=build, physics=physics, ground=HEIGHT)
    stood(routine, 0.0)
    first = routine.placed(pose("crouch"), 0.0, 0.0)
    first[Y] -= 0.1
    routine.planted = {}
    routine.key(0.4, first)
    lift, wanted = 0.5, [each for each in named if each[0] in {"somersault", "backflip", "pike"}]
    while routine.time < seconds:
        air, count = choice(random, wanted, lift)
        bounce(routine, air, count, lift)
        lift = min(1.7 + 0.6 * (count > 1), lift + 0.5)
    return routine


def choice(random: Random, wanted: list[tuple[str, int]], lift: float) -> tuple[str, int]:
    """What to do in the next flight."""
    if lift < 1.1:
        return "straight", 0
    if wanted:
        name, count = wanted[0]
        wanted.append(wanted.pop(0))
        return name, max(1, min(3, count))
    air = random.choice(AIRS)
    return air, 1 if air == "somersault" else 0


def bounce(routine: Routine, air: str, turns: int, lift: float) -> None:
    """One flight, and the bed that catches it."""
    shape = {"straight": "up", "somersault": "tuck", "backflip": "tuck", "pike": "pike"}.get(air, air)
    sign = 1.0 if air == "backflip" else -1.0
    down = pose("up")
    down[3:11] *= 0.75
    keys = [
        (0.0, pose("up")),
        (0.22, pose(shape)),
        (0.64, pose(shape)),
        (0.84, pose("open") if turns else pose("ready")),
        (1.0, down),
    ]
    up = routine.placed(pose("up"), 0.0, 0.0)
    routine.fly(
        keys,
        lift,
        (0.0, 0.0),
        pitch=(0.0, sign * TURN * turns),
        name="somersault" if turns else "bounce",
        push=SINKS / 2,
        start=up,
    )
    routine.last[PITCH] = 0.0
    speed = float(np.sqrt(2 * routine.gravity * lift))
    routine.touch("bed", speed, y=HEIGHT)
    low = routine.last.copy()
    low[Y] -= 0.58 * speed * SINKS / 2
    routine.key(SINKS / 2, low)
