"""Things that stand on the stage and shape the play: a ramp, a flight of stairs, a table; a person who throws."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from providers.studio.stagecraft.casting import lined_up
from providers.studio.stagecraft.figure import ball_in_hands
from providers.studio.stagecraft.ground import View
from providers.studio.stagecraft.plays import arc, tower
from providers.studio.stagecraft.terms import Body, Figure, Static

Set = tuple[list[Body], tuple[Static, ...]]


def down_ramp(bodies: list[Body], seen: View, random: Random) -> Set:
    """A wedge at the left; balls roll down it, one after the other, towards what stands at the right."""
    tall, left = 0.5 * seen.top, -seen.width / 2 - 0.35
    foot = left + min(0.62 * seen.width, 2.2 * tall)
    wedge = Static(skin="ramp", points=((left, 0.0), (foot, 0.0), (left, tall)), material="wood")
    balls = [each for each in bodies if each.shape == "ball"] or bodies
    boxes = [each for each in bodies if each not in balls]
    slope = tall / (foot - left)
    length = (1 + slope * slope) ** 0.5
    rolling = []
    for at, each in enumerate(lined_up(balls, seen)):
        x = left + 0.15
        y = tall - slope * (x - left) + each.half[1] * length + 0.01
        rolling.append(
            replace(each, at=(x, y), velocity=(0.5, -0.5 * slope), enters=0.2 + 0.8 * at, spin=-random.uniform(0, 2))
        )
    return [*rolling, *tower(boxes, 0.28 * seen.width, seen)], (wedge,)


def down_stairs(bodies: list[Body], seen: View, random: Random) -> Set:
    """Five steps down from the left; everything comes hopping down them."""
    steps, tall, left = 5, 0.5 * seen.top, -seen.width / 2 - 0.35
    tread, rise = 0.115 * seen.width, tall / steps
    flight = tuple(
        Static(
            skin="step",
            points=((left, 0.0), (right, 0.0), (right, high), (left, high)),
            material="stone",
            bounce=0.9,
        )
        for high, right in ((rise * (steps - at), left + 0.3 + tread * (at + 1)) for at in range(steps))
    )
    hopping = [
        replace(
            each,
            at=(left + 0.15, tall + each.half[1] + 0.25 + random.uniform(0, 0.2)),
            velocity=(random.uniform(0.9, 1.3) * seen.width / 4.5, 0.3),
            spin=random.uniform(-6, -2),
            enters=0.2 + 0.65 * at,
        )
        for at, each in enumerate(lined_up(bodies, seen))
    ]
    return hopping, flight


def onto_table(bodies: list[Body], seen: View, random: Random) -> Set:
    """A table in the middle; things come down on it, and what can roll rolls off."""
    half, tall = 0.27 * seen.width, 0.34 * seen.top
    top = Static(
        skin="table",
        points=((-half, tall - 0.09), (half, tall - 0.09), (half, tall), (-half, tall)),
        material="wood",
        bounce=0.95,
    )
    falling = [
        replace(
            each,
            at=(each.goal[0], seen.top + each.half[1] * (1.5 if at else -1.3)),
            angle=random.uniform(-0.3, 0.3),
            velocity=(random.uniform(-0.5, 0.5), 0.0),
            spin=0.0 if each.label else random.uniform(-2, 2),
            enters=min(0.5, 3.0 / len(bodies)) * at,
        )
        for at, each in enumerate(lined_up(bodies, seen, 0.44))
    ]
    return falling, (top,)


def by_hand(bodies: list[Body], seen: View, gravity: float, aimed: bool, random: Random) -> tuple[list[Body], Figure]:
    """A person at the left, who throws the first ball; where it is `aimed`, the others stand as its targets."""
    figure = Figure(x=-0.36 * seen.width, height=1.7, release=random.uniform(0.85, 1.05), colour=(0.2, 0.42, 0.66))
    first = next((each for each in bodies if each.shape == "ball"), bodies[0])
    others = targets([each for each in bodies if each is not first], seen) if aimed else bodies[1:]
    start = ball_in_hands(figure, figure.release, first.half[1])
    end = (0.25 * seen.width, max(first.half[1], 0.4))
    velocity = arc(start, end, min(seen.top - 0.2, start[1] + 0.9), gravity)
    thrown = replace(
        first, at=start, angle=0.0, velocity=velocity, spin=-6.0, enters=figure.release, carried=True, goal=end
    )
    return [thrown, *others], figure


def targets(bodies: list[Body], seen: View) -> list[Body]:
    """Boxes on one another, balls beside them, all at rest at the right."""
    bodies = [replace(each, velocity=(0.0, 0.0), spin=0.0, angle=0.0, enters=0.0) for each in bodies]
    boxes = tower([each for each in bodies if each.shape == "box"], 0.24 * seen.width, seen)
    x = 0.3 * seen.width
    balls = []
    for each in bodies:
        if each.shape == "ball":
            x += each.half[0] + 0.25
            balls.append(replace(each, at=(x, each.half[1]), goal=(x, each.half[1])))
            x += each.half[0]
    return [*boxes, *balls]
