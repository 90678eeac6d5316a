"""Gymnastics: what is done on a floor, one element after the other."""

from __future__ import annotations

import numpy as np

from providers.studio.scenes.figure.poses import balanced, pose
from providers.studio.scenes.figure.routine import PITCH, STATE, YAW, Routine, X, Y, Z
from providers.studio.stagecraft.anatomy import TOES, Floats, balance

TURN = 2 * np.pi


def stood(routine: Routine, x: float, yaw: float = 0.0, name: str = "stand", z: float = 0.0) -> None:
    """Begin there, on both feet."""
    state = np.zeros(STATE)
    state[YAW], state[X], state[Z] = yaw, x, z
    routine.last = state
    state = routine.placed(pose(name), 0.0, yaw)
    routine.begin(state)
    routine.land()


def be(
    routine: Routine, seconds: float, name: str, low: float = 0.0, over: float = 0.0, shape: Floats | None = None
) -> None:
    """Stand in a pose with the centre of mass over the feet, or `over` metres before them, `low` metres lower."""
    state = routine.placed(pose(name) if shape is None else shape, 0.0, routine.state[YAW])
    if routine.planted:
        feet = np.mean(
            [foot.toe - 0.45 * routine.build.lengths.foot * foot.way for foot in routine.planted.values()], axis=0
        )
        off = balance(routine.stood(state))
        way = way_of(routine)
        state[X], state[Z] = feet[0] - off[0] + way * over, feet[2] - off[2]
    state[Y] -= low
    routine.key(seconds, state)


def absorb(routine: Routine, miss: float, end: str = "salute") -> None:
    """Land: the knees take the fall; then stand, step, or sit down, by how many radians were missing."""
    routine.touch("land", 4.0)
    routine.land()
    way = way_of(routine)
    be(routine, 0.17, "squat", 0.02 + 0.1 * abs(miss))
    if abs(miss) > 0.42:
        sit(routine, -way)
        return
    be(routine, 0.5, "ready", 0.02)
    be(routine, 0.4, end)
    be(routine, 0.9, end)
    be(routine, 0.5, "stand")


def sit(routine: Routine, way: float) -> None:
    """Fall onto the mat behind the heels, think about it, get up."""
    state = routine.placed(pose("fallen"), 0.0, routine.state[YAW])
    state[X] += way * 0.42
    state[Y] = 0.13
    routine.key(0.32, state)
    routine.touch("fall", 2.2, state[X])
    routine.key(0.8, state.copy())
    be(routine, 0.7, "crouch", 0.1)
    be(routine, 0.6, "stand")


def jump(routine: Routine, lift: float, *, air: str = "up", speed: float = 0.0, end: str = "stand") -> None:
    """A jump from a stand: crouch, stretch, fly, land."""
    be(routine, 0.36, "crouch")
    land = pose("land")
    way = way_of(routine)
    routine.fly([(0, pose("up")), (0.4, pose(air)), (0.62, pose(air)), (1, land)], lift, (way * speed, 0.0), push=0.24)
    routine.touch("land", 3.0)
    routine.land()
    be(routine, 0.18, "squat", 0.0)
    be(routine, 0.4, end)


def somersault(
    routine: Routine, shape: str, turns: int, forward: bool, lift: float, speed: float, miss: float, push: float = 0.22
) -> None:
    """One or more turns in the air, tucked, piked or stretched; `miss` radians are left undone."""
    way = way_of(routine)
    sign = -way if forward else way
    lean0, land = (0.1, pose("land_front")) if forward else (0.06, pose("land"))
    rest = 0.16 if forward else 0.1
    start = sign * lean0
    end = sign * (TURN * turns - rest - miss)
    keys = [
        (0, pose("up_front" if forward else "up_back")),
        (0.2 if turns > 1 else 0.27, pose(shape)),
        (0.7 if turns > 1 else 0.62, pose(shape)),
        (0.88, pose("open")),
        (1, land),
    ]
    routine.fly(keys, lift, (way * speed, 0.0), pitch=(start, end), name="somersault", push=push)
    routine.last[PITCH] -= sign * TURN * turns


def way_of(routine: Routine) -> float:
    """1 for who faces right, -1 for left."""
    return 1.0 if np.cos(routine.state[YAW]) >= 0 else -1.0


Over = tuple[tuple[float, str, float, float], ...]
"""Of a turn over hands or back: share of the time, pose, radians turned, quarters turned about the body's length."""
WHEEL: Over = ((0.0, "reach", 0.0, 0), (0.16, "wheel_in", 0.3, 1), (0.4, "wheel", 2.5, 1), (0.64, "wheel", 4.0, 1),
               (0.86, "wheel_in", 5.9, 1), (1.0, "ready", TURN, 1))  # fmt: skip
ROUNDOFF: Over = ((0.0, "lunge", 0.0, 0), (0.2, "wheel_in", 0.75, 1), (0.42, "wheel", 2.5, 1),
                  (0.62, "handstand", 3.7, 1.5), (0.82, "snap", 5.2, 2), (1.0, "up_back", 6.12, 2))  # fmt: skip
SPRING: Over = ((0.0, "lunge", 0.0, 0), (0.24, "needle", 0.5, 0), (0.46, "handstand_split", 2.5, 0),
                (0.6, "handstand", 3.4, 0), (0.82, "arch", 4.9, 0), (1.0, "up_front", 6.2, 0))  # fmt: skip
ROLL: Over = ((0.0, "roll_in", 0.0, 0), (0.25, "roll", 1.5, 0), (0.75, "roll", 4.9, 0), (1.0, "roll_out", 6.2, 0))


def turn_over(routine: Routine, keys: Over, seconds: float, name: str) -> None:
    """Once over, the way one faces; come up on both feet."""
    way, yaw = way_of(routine), routine.state[YAW]
    rows = [(at, pose(shape), -way * pitch, yaw - way * quarters * TURN / 4) for at, shape, pitch, quarters in keys]
    routine.pivot(rows, seconds, name)
    routine.last[PITCH] += TURN * way
    routine.land()


def cartwheel(routine: Routine) -> None:
    """Over the hands sideways."""
    be(routine, 0.5, "reach")
    turn_over(routine, WHEEL, 1.25, "cartwheel")
    be(routine, 0.4, "ready")


def roundoff(routine: Routine) -> None:
    """A cartwheel that ends on both feet, backward, with the speed for more."""
    be(routine, 0.22, "lunge")
    turn_over(routine, ROUNDOFF, 0.85, "roundoff")
    routine.touch("step", 1.4)


def handspring(routine: Routine) -> None:
    """Forward over straight arms."""
    be(routine, 0.3, "lunge")
    turn_over(routine, SPRING, 1.0, "handspring")
    routine.touch("step", 1.4)
    be(routine, 0.3, "ready")


def roll(routine: Routine) -> None:
    """A forward roll over the back."""
    be(routine, 0.4, "roll_in")
    turn_over(routine, ROLL, 1.15, "roll")
    be(routine, 0.45, "stand")


def leap(routine: Routine, air: str = "split", lift: float = 0.34, speed: float = 3.0) -> None:
    """From one foot, legs wide apart in the air, down on the other."""
    way = way_of(routine)
    land = pose("leap_up")
    land[11:16], land[16:21] = np.radians([10, 2, 14, 0, 12]), np.radians([-52, 4, 48, 0, 50])
    keys = [(0.0, pose("leap_up")), (0.42, pose(air)), (0.62, pose(air)), (1.0, land)]
    routine.fly(keys, lift, (way * speed, 0.0), name="leap", push=0.16)
    routine.touch("land", 2.0)
    routine.land((0,))


def pirouette(routine: Routine, air: str, seconds: float, rate: float) -> None:
    """Turn on the toes of one foot: arms in, faster."""
    build, yaw = routine.build, routine.state[YAW]
    be(routine, 0.5, "second")
    be(routine, 0.45, "plie", shape=balanced(pose("plie"), build, 0))
    open_, high = balanced(pose("second"), build, 0, 1.05), balanced(pose(air), build, 0, 1.05)
    routine.lift_off()
    start = routine.placed(open_, 0.0, yaw + 1.0)
    middle = routine.stood(routine.state)[TOES[0]] + routine.state[X : Z + 1] - routine.stood(start)[TOES[0]]
    start[X], start[Z] = middle[0], middle[2]
    routine.key(0.3, start)
    wide = balanced(pose("second"), build, 0, 1.05)
    routine.spin([(0.0, open_), (0.16, wide), (0.36, high), (0.84, high), (1.0, open_)], rate, seconds, "pirouette")
    spent = abs(routine.slope[YAW]) * 0.6 / 2.4
    end = routine.placed(pose("proud"), 0.0, yaw + TURN * np.ceil((routine.last[YAW] + spent - yaw) / TURN))
    routine.key(0.6, end)
    routine.touch("step", 0.6)
    routine.land()
