"""Walking and running: footfalls first, then the legs that reach them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from providers.studio.scenes.figure.flight import RATE, STEP
from providers.studio.scenes.figure.ground import Foot
from providers.studio.scenes.figure.poses import pose
from providers.studio.scenes.figure.routine import PITCH, STATE, YAW, Routine, Touch, X, Y, Z
from providers.studio.stagecraft.anatomy import ANKLES, POSE, TOES, Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Gait:
    """One way to go."""

    stride: float
    """Metres from foot to foot at `pace`."""
    pace: float
    """Metres per second."""
    stance: float
    """Share of two steps that a foot is on the ground."""
    rise: float
    """Metres that the hips go up and down; falls below nothing where they are highest over the foot."""
    kick: float
    """Metres that the heel is lifted behind."""
    lean: float
    swing: float
    elbow: float
    """Degrees."""


HIGH = 0.25
"""A kick above this is a run's."""
WALK = Gait(stride=0.66, pace=1.35, stance=0.6, rise=-0.016, kick=0.13, lean=2, swing=24, elbow=16)
RUN = Gait(stride=1.4, pace=4.6, stance=0.33, rise=0.035, kick=0.4, lean=10, swing=44, elbow=92)
JOG = Gait(stride=1.0, pace=2.9, stance=0.38, rise=0.03, kick=0.3, lean=6, swing=34, elbow=88)


def go(routine: Routine, gait: Gait, steps: int, *, fast: float = 1.0, stops: bool = True) -> None:
    """Take so many steps the way one faces, from a stand; at the end stand again, or go over into what comes next."""
    tall = routine.build.lengths.thigh + routine.build.lengths.shank
    scale = tall / 0.8
    way = 1.0 if np.cos(routine.state[YAW]) >= 0 else -1.0
    stands = not np.any(routine.slope) or bool(routine.pending)
    paces = np.array([pacing(at, steps, stands, stops) for at in range(steps)]) * fast
    strides, spells = way * gait.stride * scale * paces, gait.stride * scale / gait.pace * np.ones(steps)
    routine.flush()
    begun, state = routine.time, routine.state.copy()
    for leg in {0, 1} - set(routine.planted):
        routine.planted[leg] = airborne(routine, leg)
    falls = begun + np.cumsum(spells)
    places = state[X] + np.cumsum(strides)
    hips(routine, gait, falls, places, way, stops)
    footfalls(routine, gait, falls, strides, places, stops)


def airborne(routine: Routine, leg: int) -> Foot:
    """The foot of that leg where the body has it now, on its way to a first step."""
    state = routine.state
    points = routine.stood(state) + state[X : Z + 1]
    foot, ahead = points[TOES[leg]] - points[ANKLES[leg]], np.array([np.cos(state[YAW]), 0.0, -np.sin(state[YAW])])
    tips = float(np.arctan2(-foot[1], foot @ ahead))
    keys = np.array([[routine.time, *points[ANKLES[leg]], tips]])
    start = Foot.standing(leg, points, routine.now, routine.build)
    return replace(start, way=ahead, tips=tips, keys=keys)


def pacing(at: int, steps: int, starts: bool, stops: bool) -> float:
    """The share of the full stride that one step has: short ones out of and into a stand."""
    in_, out = min(1.0, 0.5 + 0.25 * at) if starts else 1.0, min(1.0, 0.45 + 0.3 * (steps - 1 - at)) if stops else 1.0
    return min(in_, out)


def carried(gait: Gait, phase: float) -> Floats:
    """Trunk and arms; the phase is 1 when the right foot comes down, -1 for the left."""
    out = pose("stand")
    out[0], out[1] = np.radians(gait.lean), np.radians(0.3 * gait.lean)
    turn = np.radians(gait.swing) * phase
    out[3:7] = turn, 0.16, np.radians(gait.elbow) + 0.25 * abs(turn), -0.25
    out[7:11] = -turn, 0.16, np.radians(gait.elbow) + 0.25 * abs(turn), -0.25
    return out


def hips(routine: Routine, gait: Gait, falls: Floats, places: Floats, way: float, stops: bool) -> None:
    """Play where trunk, arms and hips go over all steps; the legs follow later."""
    leg = routine.build.lengths
    tall = leg.sole + 0.965 * (leg.thigh + leg.shank) - (0.05 if gait.kick > HIGH else 0.012)
    for at, (fall, place) in enumerate(zip(falls, places, strict=True)):
        phase = 1.0 if at % 2 == 0 else -1.0
        state = np.zeros(STATE)
        state[:POSE], state[YAW], state[PITCH], state[Z] = (
            carried(gait, phase),
            routine.state[YAW],
            0.0,
            routine.state[Z],
        )
        before = routine.time
        state[X], state[Y] = place, tall
        middle = state.copy()
        middle[:POSE], middle[Y] = carried(gait, 0.0), tall - gait.rise
        middle[X] = 0.5 * (routine.state[X] + place)
        state[Y] = tall + gait.rise * 0.4
        routine.key(0.5 * (fall - before), middle)
        routine.key(fall - routine.time, state)
    slope = np.zeros(STATE)
    slope[X] = 0.0 if stops else way * gait.pace
    routine.flush(slope)


def footfalls(routine: Routine, gait: Gait, falls: Floats, strides: Floats, places: Floats, stops: bool) -> None:
    """Where each foot stands and when, then how it comes there."""
    build, way = routine.build, float(np.sign(strides[0]))
    feet: dict[int, list[Foot]] = {leg: [foot] for leg, foot in routine.planted.items()}
    for at, (fall, place, stride) in enumerate(zip(falls, places, strides, strict=True)):
        leg, last = (at + 1) % 2, stops and at == len(falls) - 1
        ahead = 0.0 if last else gait.stance * stride * (1.0 if gait.kick > HIGH else 0.75)
        x = place + ahead + 0.6 * build.lengths.foot * way
        spot = np.array([x, 0.0, routine.state[Z] + (-1, 1)[leg] * build.lengths.hip * way])
        foot = Foot(leg=leg, toe=spot, way=np.array([way, 0.0, 0.0]), start=round(fall * RATE), tips=-0.12, build=build)
        feet.setdefault(leg, []).append(foot)
        speed = 1.1 if gait.kick > HIGH else 0.45
        routine.touches.append(Touch(time=float(fall), at=(x, 0.0), speed=speed, name="step"))
    routine.planted = {}
    for stances in feet.values():
        swings(routine, gait, stances, float(falls[1] - falls[0]) if len(falls) > 1 else 0.3, stops)


def swings(routine: Routine, gait: Gait, feet: list[Foot], spell: float, stops: bool) -> None:
    """One leg's way from stance to stance; `spell` is the time from step to step."""
    rows: list[tuple[float, ...]] = []
    for foot, later in zip(feet, (*feet[1:], None), strict=True):
        begin = foot.start * STEP
        if foot.keys is not None and later is not None:
            rows += [tuple(row) for row in foot.keys.tolist()]
            rows.append(aloft(gait, rows[-1], later))
            continue
        if later is None and (stops or begin + spell > routine.time):
            stay(routine, foot, rows)
            return
        lands = later.start * STEP if later else routine.time + spell
        leaves = max(begin + 0.05, lands - 2 * spell * (1 - gait.stance))
        rows += stance(foot, begin, leaves)
        if later is None:
            rows.append(lifted(gait, foot, foot, leaves, lands)[0])
            routine.planted[foot.leg] = replace(foot, keys=np.array(rows))
        else:
            rows += lifted(gait, foot, later, leaves, lands)


def aloft(gait: Gait, last: tuple[float, ...], later: Foot) -> tuple[float, ...]:
    """The key half way from where a foot is in the air to where it comes down."""
    lands = later.start * STEP
    point = 0.5 * (np.array(last[1:4]) + later.ankle(later.tips))
    point[1] = max(point[1], later.build.lengths.sole + 0.4 * gait.kick)
    return (0.5 * (last[0] + lands), *point.tolist(), 0.3)


def stay(routine: Routine, foot: Foot, rows: list[tuple[float, ...]]) -> None:
    """The foot that came down last stays on the ground."""
    routine.planted[foot.leg] = foot
    if rows:
        rows.append((foot.start * STEP, *foot.ankle(foot.tips), foot.tips))
        routine.feet.append(replace(foot, keys=np.array(rows)))


def stance(foot: Foot, begin: float, leaves: float) -> list[tuple[float, ...]]:
    """The keys of a foot on the ground: it comes down on its heel, and leaves over its toe."""
    spell = leaves - begin
    tips = ((0.0, foot.tips), (0.25, 0.0), (0.6, 0.12), (1.0, 0.75))
    return [(begin + share * spell, *foot.ankle(tip), tip) for share, tip in tips]


def lifted(gait: Gait, foot: Foot, later: Foot, leaves: float, lands: float) -> list[tuple[float, ...]]:
    """Two keys of a foot in the air."""
    start, end = foot.ankle(0.75), later.ankle(later.tips)
    out = []
    for share, part, high, tip in ((0.3, 0.22, gait.kick, 1.0), (0.7, 0.72, 0.6 * gait.kick, 0.2)):
        point = start + (end - start) * part
        point[1] = foot.build.lengths.sole + high
        out.append((leaves + share * (lands - leaves), *point, tip))
    return out


def turn_round(routine: Routine, seconds: float, yaw: float) -> None:
    """Turn on the spot to face that way, with a small step of each foot."""
    state = routine.state.copy()
    routine.lift_off()
    points = routine.stood(state)
    base = float(np.mean(points[[*ANKLES], 0])) + state[X]
    middle = state.copy()
    middle[:POSE], middle[YAW] = pose("ready"), 0.5 * (state[YAW] + yaw)
    middle[Y] -= 0.02
    end = state.copy()
    end[:POSE], end[YAW] = pose("stand"), yaw
    stood = routine.stood(end)
    end[Y] = routine.placed(pose("stand"), 0.0, yaw)[Y]
    end[X] = base - float(np.mean(stood[[*ANKLES], 0]))
    routine.key(0.5 * seconds, middle)
    routine.touch("step", 0.3)
    routine.key(0.5 * seconds, end)
    routine.touch("step", 0.3)
    routine.land()
