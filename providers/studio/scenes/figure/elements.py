"""What can be done on a floor, by name: each takes the routine on from where it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

import numpy as np

from providers.studio.scenes.figure import floor, gait
from providers.studio.scenes.figure.poses import balanced, pose
from providers.studio.scenes.figure.routine import YAW, Routine, X
from providers.studio.stagecraft.anatomy import Build, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Trick:
    """One element of the programme."""

    name: str
    turns: int = 0
    """0 leaves it to the seed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What somebody is to do."""

    style: str
    """`ice`, `mat`, `dance`, `bed` or `plain`."""
    tricks: tuple[Trick, ...]
    build: Build
    seconds: float
    gravity: float
    physics: bool
    outcome: str
    """`fall`, `clean` or left to the seed."""


def missed(programme: Programme, random: Random) -> float:
    """How far a landing is short of what was meant, in radians."""
    draw = random.random()
    if programme.outcome == "fall":
        return 1.0
    if programme.outcome == "clean":
        return 0.0
    return 1.0 if draw < 0.09 else random.uniform(-0.04, 0.1)


def short(programme: Programme, random: Random) -> float:
    """The same of a somersault: one that fails is short by a twelfth of a turn."""
    return min(0.55, missed(programme, random))


def come_back(routine: Routine) -> None:
    """Turn round before the edge of the mat."""
    away = routine.state[X] * np.cos(routine.state[YAW])
    if away > 0.8:
        target = np.pi if np.cos(routine.state[YAW]) > 0 else 0.0
        gait.turn_round(routine, 0.8, nearest(routine.state[YAW] - 0.1, target))
    elif abs(np.sin(routine.state[YAW])) > 0.3:
        target = 0.0 if routine.state[X] < 0 else np.pi
        gait.turn_round(routine, 0.7, nearest(routine.state[YAW] + 0.1, target))


def front(routine: Routine, trick: Trick, programme: Programme, random: Random) -> None:
    """A run and a somersault forward."""
    turns = min(3, trick.turns or 1)
    gait.go(routine, gait.RUN, 4, stops=False)
    miss = short(programme, random)
    shape = {"layout": "layout", "pike": "pike"}.get(
        trick.name, random.choice(["tuck", "tuck", "pike"]) if turns == 1 else "tuck"
    )
    floor.somersault(routine, shape, turns, True, (0.62, 0.95, 1.25)[turns - 1], 2.7, miss, push=0.15)
    floor.absorb(routine, miss)


def back(routine: Routine, trick: Trick, programme: Programme, random: Random) -> None:
    """A somersault backward from a stand."""
    turns = min(3, trick.turns or 1)
    floor.be(routine, 0.36, "crouch")
    miss = short(programme, random)
    floor.somersault(routine, "tuck", turns, False, (0.72, 1.05, 1.35)[turns - 1], -0.35, miss)
    floor.absorb(routine, miss)


def tumble(routine: Routine, trick: Trick, programme: Programme, random: Random) -> None:
    """Run, round off, and a somersault backward, tucked or stretched."""
    turns = min(2, trick.turns or 1)
    gait.go(routine, gait.RUN, 3)
    floor.roundoff(routine)
    miss = short(programme, random)
    shape, lift = "tuck" if turns > 1 else random.choice(["tuck", "layout"]), (0.85, 1.15)[turns - 1]
    floor.somersault(routine, shape, turns, False, lift, -1.5, miss, push=0.16)
    floor.absorb(routine, miss)


def jump_up(routine: Routine, trick: Trick, programme: Programme, random: Random) -> None:
    """A jump where one stands; light enough, they go high."""
    lift = (0.36 if programme.build.stature > 1.4 else 0.24) * min(4.0, (9.81 / programme.gravity) ** 0.9)
    floor.jump(
        routine,
        lift * random.uniform(0.9, 1.1),
        air=random.choice(["hop", "star", "up"]) if trick.name == "jump" else "star",
    )


def leap(routine: Routine, trick: Trick, programme: Programme, random: Random) -> None:
    """A run and a split in the air."""
    gait.go(routine, gait.JOG, 3, stops=False)
    floor.leap(routine)
    gait.go(routine, gait.JOG, 2)


def turning(routine: Routine, trick: Trick, programme: Programme, random: Random) -> None:
    """A pirouette."""
    turns = trick.turns or 0
    seconds = 0.9 + 0.45 * turns if turns else random.uniform(2.2, 2.8)
    floor.pirouette(routine, random.choice(["passe", "passe_high"]), min(4.0, seconds), 6.4)


def hold(routine: Routine, trick: Trick, programme: Programme, random: Random) -> None:
    """An arabesque, held."""
    shape = balanced(pose("arabesque"), routine.build, 0)
    floor.be(routine, 0.5, "second")
    routine.lift_off()
    routine.land((0,))
    floor.be(routine, 0.8, "arabesque", shape=shape)
    floor.be(routine, 0.9, "arabesque", shape=shape)
    floor.be(routine, 0.6, "stand")
    routine.lift_off()
    routine.land()


Act = Callable[[Routine, Trick, Programme, Random], None]
MAT: Mapping[str, Act] = MappingProxyType(
    {
        "somersault": front, "pike": front, "layout": front, "backflip": back, "roundoff": tumble, "jump": jump_up,
        "cartwheel": lambda routine, trick, programme, random: floor.cartwheel(routine),
        "handspring": lambda routine, trick, programme, random: floor.handspring(routine),
        "roll": lambda routine, trick, programme, random: floor.roll(routine),
        "leap": leap, "pirouette": turning, "spin": turning, "turn": turning, "arabesque": hold,
        "run": lambda routine, trick, programme, random: gait.go(routine, gait.RUN, 5),
        "walk": lambda routine, trick, programme, random: gait.go(routine, gait.WALK, 6),
    }
)  # fmt: skip
"""What a word asks for, on a floor."""
