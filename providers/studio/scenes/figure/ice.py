"""Figure skating: glides, jumps and spins, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from providers.studio.scenes.figure.flight import UPRIGHT
from providers.studio.scenes.figure.poses import balanced, pose
from providers.studio.scenes.figure.routine import STATE, YAW, Routine, Span, X, Y, Z
from providers.studio.stagecraft.anatomy import Build, Floats, nearest

TURN = 2 * np.pi
BLADE = 0.036
LIFTS = {1: 0.36, 2: 0.44, 3: 0.55, 4: 0.64}
"""Metres that a jump of so many turns rises."""
CHECK = 0.85
"""Radians of a jump that are turned on the ice, after the landing."""
FORWARD = frozenset({"axel"})
"""Jumps that leave the ice forward."""
PICKED = frozenset({"toe loop", "flip", "lutz"})
"""Jumps that are helped by the toe of the free foot."""


@dataclass(slots=True, kw_only=True)
class Skater:
    """Somebody on the ice; `heading` is the way they travel, in radians as of a yaw."""

    routine: Routine
    random: Random
    heading: float = 0.0
    speed: float = 4.0

    def state(
        self, seconds: float, name: str, leg: int, speed: float, turn: float = 0.0, backward: bool = False
    ) -> Floats:
        """Where they are after so many seconds, in that pose, having turned their way by `turn`."""
        routine = self.routine
        out = routine.placed(balanced(pose(name), routine.build, leg), 0.0, 0.0)
        middle = self.heading + turn / 2
        self.heading += turn
        far = seconds * (self.speed + speed) / 2
        self.speed = speed
        out[X] += far * np.cos(middle)
        out[Z] -= far * np.sin(middle)
        out[YAW] = nearest(routine.state[YAW], self.heading + (np.pi if backward else 0.0))
        return out

    def glide(
        self,
        seconds: float,
        name: str,
        leg: int = 0,
        speed: float | None = None,
        turn: float = 0.0,
        backward: bool = False,
    ) -> None:
        """Go on the edge of one blade."""
        self.routine.key(
            seconds, self.state(seconds, name, leg, self.speed if speed is None else speed, turn, backward)
        )


def begin(build: Build, random: Random, physics: bool, x: float) -> Skater:
    """Enter the picture in a glide."""
    routine = Routine(build=build, physics=physics, blade=BLADE, centred=True)
    state = np.zeros(STATE)
    state[X], state[Z] = x, -0.2
    routine.last = state
    routine.begin(routine.placed(balanced(pose("glide"), build, 0), 0.0, 0.0))
    routine.slope[X] = 3.6
    return Skater(routine=routine, random=random, speed=3.6)


def strokes(skater: Skater, count: int) -> None:
    """Push off from one foot to the other, back to the middle line of the rink."""
    forward(skater)
    ahead = nearest(skater.heading, 0.0 if np.cos(skater.heading) > 0 else np.pi)
    aside = (skater.routine.state[Z] + 0.4) * (1 if np.cos(skater.heading) > 0 else -1)
    turn = ahead + float(np.clip(aside * 0.12, -0.3, 0.3)) - skater.heading
    for at in range(count):
        part = turn / count
        skater.glide(0.24, "push", 0, skater.speed, part * 0.3)
        skater.routine.touch("blade", 0.5)
        skater.glide(
            0.5,
            "glide_other" if at % 2 == 0 else "glide",
            1 if at % 2 == 0 else 0,
            min(4.8, skater.speed + 0.35),
            part * 0.7,
        )


def jump(skater: Skater, name: str, turns: int, short: float = 0.0) -> None:
    """Axel, toe loop and the like: so many turns in the air, all by one momentum; `short` radians are left undone."""
    routine, forward = skater.routine, name in FORWARD
    if forward:
        skater.glide(0.34, "axel_in", 0, skater.speed * 0.97, 0.05)
    else:
        three_turn(skater)
        skater.glide(0.36, "toe_in", 0, skater.speed * 0.95, 0.04, backward=True)
    up = "axel_up" if forward else "toe_up"
    start = skater.state(0.24, up, 0, skater.speed * 0.86, 0.0, backward=not forward)
    start[:] = raised(routine, start, up)
    angle = TURN * turns + (np.pi if forward else 0.0) - CHECK - short
    land = balanced(pose("blade"), routine.build, 1, 0.3)
    keys = [(0.0, pose(up)), (0.2, pose("tight")), (0.72, pose("tight")), (0.88, pose("unfold")), (1.0, land)]
    begun = routine.now
    speed = skater.speed * 0.92
    go = (float(speed * np.cos(skater.heading)), float(-speed * np.sin(skater.heading)))
    if name in PICKED:
        routine.touch("pick", 0.9)
    routine.fly(keys, LIFTS[min(4, turns)], go, yaw_by=angle, axis=UPRIGHT, name=name, push=0.24, start=start)
    skater.speed = speed
    routine.levels.append((begun, routine.spans[-1].start, 0))
    landing(skater, short)


def raised(routine: Routine, state: Floats, name: str) -> Floats:
    """The state on the toe of the blade, just before it leaves the ice."""
    out = routine.placed(pose(name), 0.0, state[YAW])
    out[X], out[Z] = state[X], state[Z]
    return out


def three_turn(skater: Skater) -> None:
    """From forward to backward on one foot."""
    skater.glide(0.42, "glide", 0, skater.speed, 0.03)
    skater.glide(0.34, "backward", 0, skater.speed * 0.98, 0.03, backward=True)
    skater.routine.touch("blade", 0.4)


def landing(skater: Skater, short: float) -> None:
    """Come down backward on one blade: a deep knee, a long curve; or sit on the ice."""
    routine, begun = skater.routine, skater.routine.now
    routine.touch("land", 2.6)
    if short > 0.7:
        fall(skater)
        return
    skater.glide(0.2, "deep", 1, skater.speed * 0.97, -0.04, backward=True)
    routine.state[Y] -= 0.02
    skater.glide(0.42, "check", 1, skater.speed * 0.95, -0.16, backward=True)
    routine.levels.append((begun, routine.now, 1))
    skater.glide(1.05, "check", 1, skater.speed * 0.9, -0.6, backward=True)


def fall(skater: Skater) -> None:
    """Sit down on the ice, slide, get up."""
    routine, begun = skater.routine, skater.routine.now
    for seconds, name, high, speed in (
        (0.34, "fallen", 0.15, 0.7),
        (0.9, "fallen", 0.14, 0.35),
        (0.8, "crouch", 0.0, 0.6),
        (0.5, "glide", 0.0, 1.0),
    ):
        state = skater.state(seconds, name, 0, skater.speed * speed, 0.0, backward=high > 0)
        state[Y] = high or state[Y]
        routine.key(seconds, state)
        if name == "fallen" and seconds < 0.5:
            routine.touch("fall", 2.0)
    routine.spans.append(Span(name="fall", start=begun, end=routine.now))
    skater.speed = max(1.6, skater.speed)


SPINS = {
    "scratch": ("spin_open", "spin_open", "spin_half", "spin_tight", "spin_high", "spin_high"),
    "camel": ("camel", "camel", "camel", "spin_half", "spin_tight", "spin_tight"),
    "sit": ("spin_open", "sit", "sit", "sit", "spin_half", "spin_tight"),
    "layback": ("spin_open", "layback", "layback", "layback", "spin_half", "spin_high"),
}
"""Poses at even times of a spin."""


def spin(skater: Skater, name: str = "scratch", seconds: float = 3.6) -> None:
    """Turn on one spot: the nearer the limbs come to the axis, the faster."""
    routine = skater.routine
    forward(skater)
    skater.glide(0.5, "glide", 0, skater.speed * 0.6, 0.3)
    start = skater.state(0.62, SPINS[name][0], 0, 0.0, 0.2)
    start[YAW] += 2.6
    routine.key(0.62, start)
    names = SPINS[name]
    shares = (0.0, 0.2, 0.42, 0.62, 0.78, 0.93)
    keys = [(share, balanced(pose(each), routine.build, 0)) for share, each in zip(shares, names, strict=True)]
    keys.append((1.0, balanced(pose("spin_half"), routine.build, 0)))
    routine.spin(keys, 7.4 if name != "camel" else 6.6, seconds, "spin")
    out_of_spin(skater)


def out_of_spin(skater: Skater) -> None:
    """Open, and let the edge take the turning away."""
    routine = skater.routine
    rate, seconds = abs(routine.slope[YAW]), 0.9
    state = skater.state(seconds, "check", 0, 1.2, 0.0)
    state[: YAW - 4] = balanced(pose("backward"), routine.build, 0)
    least = routine.last[YAW] + rate * seconds / 2.4
    state[YAW] = skater.heading + TURN * np.ceil((least - skater.heading) / TURN)
    state[Y] = routine.placed(state[: YAW - 4], 0.0, 0.0)[Y]
    routine.key(seconds, state)


def forward(skater: Skater) -> None:
    """Face the way one goes."""
    ahead = nearest(skater.routine.state[YAW], skater.heading)
    if abs(ahead - skater.routine.state[YAW]) > 0.5:
        skater.glide(0.45, "glide", 0, skater.speed, 0.0)
        skater.routine.touch("blade", 0.4)


def spiral(skater: Skater, seconds: float = 2.0) -> None:
    """Glide with a leg high behind."""
    forward(skater)
    skater.glide(0.6, "spiral", 0, skater.speed, 0.1)
    skater.glide(seconds, "spiral", 0, skater.speed * 0.93, 0.3)
    skater.glide(0.5, "glide", 0, skater.speed, 0.05)


def bow(skater: Skater) -> None:
    """Stop and thank."""
    skater.glide(0.7, "glide", 0, 0.4)
    skater.glide(0.6, "bow", 0, 0.0)
    skater.glide(0.9, "bow", 0, 0.0)
    skater.glide(0.8, "spin_high", 0, 0.0)
    skater.glide(0.9, "spin_high", 0, 0.0)


def round_the_end(skater: Skater) -> None:
    """Cross over round the end of the rink, and come back."""
    forward(skater)
    inward = 1.0 if skater.routine.state[Z] > -1.6 else -1.0
    if np.cos(skater.heading) < 0:
        inward = -inward
    left = nearest(skater.heading, 0.0 if np.cos(skater.heading) < 0 else np.pi) - skater.heading
    turn = abs(left) * inward
    for at in range(4):
        skater.glide(0.42, ("push", "glide")[at % 2], 0, 4.0, turn / 4)
        if at % 2 == 0:
            skater.routine.touch("blade", 0.5)
