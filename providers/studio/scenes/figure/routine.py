"""A performance put together element by element: keyed on the ground, by law in the air.

A state is one row: the pose, then where the hips are (x, y, z), pitch and yaw. Of one who glides (`centred`), x and z
are the centre of mass's, which rides over the blade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.ndimage import convolve1d

from providers.studio.easing import eased
from providers.studio.scenes.figure.flight import (
    RATE,
    SOMERSAULT,
    STEP,
    UPRIGHT,
    driven,
    moments,
    solved,
    through,
    thrown,
)
from providers.studio.scenes.figure.ground import Foot, contact, rolled, toe, touching
from providers.studio.stagecraft.anatomy import POSE, TOES, Build, Floats, balance, joints, turned

X, Y, Z, PITCH, YAW = range(POSE, POSE + 5)
STATE = POSE + 5
FRICTION = 24.0
"""Seconds in which a spin on the ice loses all but a third of its momentum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time, in samples, in which a law was kept or something was done."""

    name: str
    start: int
    end: int
    axis: int = -1
    """About which the momentum is kept."""
    momentum: float = 0.0
    turns: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A foot, a hand or a blade comes down, or pushes."""

    time: float
    at: tuple[float, float]
    speed: float
    """What the whole body's speed changes by, in metres per second."""
    name: str
    """`step`, `land`, `push`, `hand`, `fall`, `pick`, `bed`."""


@dataclass(slots=True, kw_only=True)
class Routine:
    """What has been performed so far."""

    build: Build
    physics: bool = True
    gravity: float = 9.81
    blade: float = 0.0
    """How far the soles are above the ice, in metres."""
    centred: bool = False
    ground: float = 0.0
    """How high what one stands on is, in metres."""
    samples: int = 0
    chunks: list[Floats] = field(default_factory=list)
    pending: list[tuple[int, Floats]] = field(default_factory=list)
    last: Floats = field(default_factory=lambda: np.zeros(STATE))
    slope: Floats = field(default_factory=lambda: np.zeros(STATE))
    feet: list[Foot] = field(default_factory=list)
    planted: dict[int, Foot] = field(default_factory=dict)
    """By leg, the foot that stands now."""
    spans: list[Span] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    levels: list[tuple[int, int, int]] = field(default_factory=list)
    """From sample to sample that leg bends so that its blade is on the ice; else the hips sink or rise for it."""

    @property
    def now(self) -> int:
        """The sample of the last key."""
        return self.pending[-1][0] if self.pending else max(0, self.samples - 1)

    @property
    def time(self) -> float:
        """Seconds so far."""
        return self.now * STEP

    @property
    def state(self) -> Floats:
        """The last key, whether it was played or is still to be."""
        return self.pending[-1][1] if self.pending else self.last

    def begin(self, state: Floats) -> None:
        """Start from this state, at rest."""
        self.last, self.samples = state.copy(), 1
        self.chunks.append(state[None])

    def key(self, seconds: float, state: Floats) -> None:
        """Be in that state so many seconds from now, on the ground."""
        self.pending.append((self.now + max(2, round(seconds * RATE)), state))

    def flush(self, slope: Floats | None = None) -> None:
        """Play the pending keys, to arrive with that slope."""
        if not self.pending:
            return
        first = max(0, self.samples - 1)
        times = np.array([first, *(at for at, _ in self.pending)]) * STEP
        keys = np.stack([self.last, *(state for _, state in self.pending)])
        end = np.zeros(STATE) if slope is None else slope
        count = self.pending[-1][0] - first
        rows = through(times, keys, np.asarray(STEP * np.arange(first + 1, first + 1 + count), float), self.slope, end)
        self.pending.clear()
        self.play(rows, end)

    def play(self, rows: Floats, slope: Floats | None = None) -> None:
        """Append finished rows."""
        self.chunks.append(rows)
        self.samples += len(rows)
        self.last = rows[-1].copy()
        self.slope = (rows[-1] - rows[-2]) * RATE if slope is None else slope

    def span(self, name: str, count: int, axis: int = -1, momentum: float = 0.0, turns: float = 0.0) -> None:
        """Note what the next rows are; the row before them belongs to it too."""
        self.spans.append(
            Span(name=name, start=self.samples - 1, end=self.samples - 1 + count, axis=axis, momentum=momentum,
                 turns=turns)
        )  # fmt: skip

    def touch(self, name: str, speed: float, x: float | None = None, y: float = 0.0) -> None:
        """Note that something touches the ground at the time of the last key."""
        self.touches.append(
            Touch(time=self.time, at=(float(self.state[X] if x is None else x), y), speed=speed, name=name)
        )

    def placed(self, pose: Floats, pitch: float, yaw: float) -> Floats:
        """The state with that pose, whose toes are where they are planted, or which stands where it glides."""
        state = self.state.copy()
        state[:POSE], state[PITCH], state[YAW] = pose, pitch, yaw
        points = turned(joints(pose, self.build), pitch, yaw)
        state[Y] = self.ground - touching(points, self.build, self.blade)
        if self.planted and not self.centred:
            stands = {leg: foot for leg, foot in self.planted.items() if foot.keys is None} or self.planted
            offsets = [foot.toe - toe(points, leg) for leg, foot in stands.items()]
            state[X], state[Z] = np.mean([offset[0] for offset in offsets]), np.mean([offset[2] for offset in offsets])
        return state

    def fly(self, keys: Sequence[tuple[float, Floats]], lift: float, speed: tuple[float, float], *,
            pitch: tuple[float, float] = (0.0, 0.0), yaw_by: float = 0.0, axis: int = SOMERSAULT,
            name: str = "jump", push: float = 0.25, start: Floats | None = None) -> None:  # fmt: skip
        """Leave the ground after `push` seconds, rise by `lift` metres, come down in the last pose.

        `speed` is along x and z; `pitch` are its angles at both ends; `yaw_by` turns about the body's length.
        """
        up = self.placed(keys[0][1], pitch[0], self.state[YAW]) if start is None else start
        pose, down, count = self.planned(keys, up, lift, speed, pitch[1], yaw_by)
        share = np.linspace(0, 1, count)
        yaw = up[YAW] + yaw_by * eased(share)
        turns = (pitch[1] - pitch[0] if axis == SOMERSAULT else yaw_by) / (2 * np.pi)
        rows = np.empty((count, STATE))
        rows[:, :POSE], rows[:, YAW], rows[:, PITCH] = pose, yaw, pitch[0] + (pitch[1] - pitch[0]) * eased(share)
        spin = 0.0
        if self.physics:
            ends = pitch if axis == SOMERSAULT else (up[YAW], up[YAW] + yaw_by)
            turn = solved(pose, self.build, axis, yaw, ends)
            rows[:, PITCH if axis == SOMERSAULT else YAW], spin = turn.angle, float(turn.momentum[0])
        self.path(rows, up, down, share)
        slope = (rows[1] - rows[0]) * RATE
        self.key(push, up)
        self.lift_off()
        self.flush(slope)
        self.touch("push", float(slope[Y]))
        self.span(name, count - 1, axis, spin, turns)
        self.play(rows[1:])
        self.planted = {}

    def planned(self, keys: Sequence[tuple[float, Floats]], up: Floats, lift: float, speed: tuple[float, float],
                pitch: float, yaw_by: float) -> tuple[Floats, Floats, int]:  # fmt: skip
        """The poses on the way, the state on landing, and in how many samples it is reached."""
        down = up.copy()
        down[:POSE], down[PITCH], down[YAW] = keys[-1][1], pitch, up[YAW] + yaw_by
        first = balance(self.stood(up))
        points = self.stood(down)
        down[Y] = self.ground - touching(points, self.build, self.blade)
        last = balance(points)
        drop = max(0.01, lift + (up[Y] + first[1]) - (down[Y] + last[1]))
        total = (2 * lift / self.gravity) ** 0.5 + (2 * drop / self.gravity) ** 0.5
        count = max(8, round(total * RATE)) + 1
        gone = (count - 1) * STEP * np.array(speed)
        shift = np.zeros(2) if self.centred else (first - last)[[0, 2]]
        down[[X, Z]] = up[[X, Z]] + shift + gone
        times = np.array([share for share, _ in keys])
        way = through(times, np.stack([pose for _, pose in keys]), np.linspace(0, 1, count))
        return softened(way), down, count

    def stood(self, state: Floats) -> Floats:
        """The joints of a state about its hips."""
        return turned(joints(state[:POSE], self.build), state[PITCH], state[YAW])

    def path(self, rows: Floats, up: Floats, down: Floats, share: Floats) -> None:
        """Fill in where the hips go: by the parabola, or without physics on an even arch."""
        if not self.physics:
            ways = eased(share)[:, None]
            rows[:, X : Z + 1] = up[X : Z + 1] + (down[X : Z + 1] - up[X : Z + 1]) * ways
            rows[:, Y] += 0.45 * np.sin(np.pi * share) ** 0.6
            return
        start, end = up[X : Z + 1].copy(), down[X : Z + 1].copy()
        if self.centred:
            for state, place in ((up, start), (down, end)):
                place[[0, 2]] -= balance(self.stood(state))[[0, 2]]
        hips = thrown(rows[:, :POSE], self.build, rows[:, PITCH], rows[:, YAW], start, end, self.gravity)
        rows[:, X : Z + 1] = hips
        if self.centred:
            rows[:, X] = up[X] + (down[X] - up[X]) * share
            rows[:, Z] = up[Z] + (down[Z] - up[Z]) * share

    def spin(self, keys: Sequence[tuple[float, Floats]], rate: float, seconds: float, name: str = "spin") -> None:
        """Turn about the upright on one spot, from `rate` radians per second on; friction takes a little."""
        count = round(seconds * RATE) + 1
        share, first = np.linspace(0, 1, count), self.state.copy()
        pose = softened(through(np.array([at for at, _ in keys]), np.stack([each for _, each in keys]), share))
        rows = np.repeat(first[None], count, axis=0)
        rows[:, :POSE] = pose
        heights = [self.placed(each, 0.0, 0.0)[Y] for _, each in keys]
        rows[:, Y] = through(np.array([at for at, _ in keys]), np.array(heights), share)
        hold, swing = moments(pose, self.build, UPRIGHT, rows[:, YAW])
        spin = (hold[0] * rate + swing[0]) * np.exp(-share * seconds / FRICTION)
        even = first[YAW] + rate * share * seconds
        rows[:, YAW] = driven(pose, hold, swing, first[YAW], spin).angle if self.physics else even
        if not self.centred:
            foot = turned(joints(pose, self.build), rows[:, PITCH], rows[:, YAW])[:, TOES[0]][:, [0, 2]]
            rows[:, [X, Z]] = first[[X, Z]] + foot[0] - foot
        self.flush((rows[1] - rows[0]) * RATE)
        self.span(name, count - 1, UPRIGHT, float(spin[0]), float(rows[-1, YAW] - rows[0, YAW]) / (2 * np.pi))
        self.play(rows[1:])

    def pivot(self, keys: Sequence[tuple[float, Floats, float, float]], seconds: float, name: str) -> None:
        """Turn over whatever touches the ground: hands, feet, back; keys are share, pose, pitch and yaw."""
        share = np.linspace(0, 1, round(seconds * RATE) + 1)
        states = np.stack([np.concatenate([pose, [pitch, yaw]]) for _, pose, pitch, yaw in keys])
        moved = through(np.array([each[0] for each in keys]), states, share)
        rows = np.repeat(self.state[None], len(share), axis=0)
        rows[:, :POSE], rows[:, PITCH], rows[:, YAW] = moved[:, :POSE], moved[:, POSE], moved[:, POSE + 1]
        points = turned(joints(rows[:, :POSE], self.build), rows[:, PITCH], rows[:, YAW])
        rows[:, X : Z + 1] = rolled(points, rows[:, PITCH], self.build, self.state[X : Z + 1])
        self.lift_off()
        self.flush((rows[1] - rows[0]) * RATE)
        self.span(name, len(rows) - 1)
        begun = self.samples - 1
        for at, x in contact(points, rows[:, X : Z + 1], self.build):
            self.touches.append(Touch(time=(begun + at) * STEP, at=(x, 0.0), speed=0.6, name="hand"))
        self.play(rows[1:])
        self.planted = {}

    def land(self, legs: Sequence[int] = (0, 1)) -> None:
        """Plant these feet where they are now."""
        points = self.stood(self.state) + self.state[X : Z + 1]
        for leg in legs:
            self.planted[leg] = Foot.standing(leg, points, self.now, self.build)

    def lift_off(self) -> None:
        """The planted feet leave the ground at the last key."""
        points = self.stood(self.state) + self.state[X : Z + 1]
        self.feet += [foot.left(points, self.now) for foot in self.planted.values()]
        self.planted = {}


def softened(rows: Floats) -> Floats:
    """The same curves without their sudden changes of acceleration; both ends stay where they are."""
    half = min(10, (len(rows) - 1) // 2)
    window = np.hanning(2 * half + 3)[1:-1]
    padded = np.pad(rows, ((half, half), (0, 0)), mode="reflect", reflect_type="odd")
    return np.asarray(convolve1d(padded, window / window.sum(), axis=0)[half : half + len(rows)])
