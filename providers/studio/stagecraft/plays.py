"""How things come on stage: from above, thrown, rolling, heaped; each play takes cast bodies and gives them a start."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from providers.studio.materials import MATERIALS
from providers.studio.stagecraft.casting import lined_up
from providers.studio.stagecraft.ground import Ground, View
from providers.studio.stagecraft.terms import Body, Point

MASONRY, COURSE = 8, 4
"""Bricks from which on they are a wall, and bricks in one course of it."""


def rain_down(bodies: list[Body], seen: View, random: Random) -> list[Body]:
    """One after the other from above, each over its own place; the first is in the picture from the start."""
    pace = min(0.42, 2.6 / max(1, len(bodies)))
    placed = lined_up(bodies, seen)
    order = random.sample(range(len(placed)), len(placed))
    labels = any(each.label for each in placed)
    turns = list(range(len(placed))) if labels else order
    return [
        replace(
            each,
            at=(
                each.goal[0] + random.uniform(-0.05, 0.05),
                seen.top + each.half[1] * (-1.3 if turns[at] == 0 else 1.5),
            ),
            angle=0.0 if each.label else random.uniform(-0.5, 0.5) if each.shape == "box" else random.uniform(0, 6),
            velocity=(0.0 if labels else random.uniform(-0.7, 0.7), random.uniform(-1.0, 0.0)),
            spin=random.uniform(-0.25, 0.25) if each.label else random.uniform(-2.0, 2.0),
            enters=pace * turns[at],
        )
        for at, each in enumerate(placed)
    ]


def bounce_in(bodies: list[Body], seen: View, random: Random) -> list[Body]:
    """In long bounds from the left; balls are as lively as a good one is."""
    placed = lined_up(bodies, seen)
    return [
        replace(
            each,
            at=(-seen.width / 2 - each.half[0] - 0.2, seen.top * random.uniform(0.55, 0.8)),
            velocity=(seen.width * random.uniform(0.24, 0.4), random.uniform(0.0, 1.0)),
            spin=random.uniform(-6.0, -2.0),
            enters=0.1 + 0.5 * at,
            bounce=max(0.86, each.bounce or 0.0) if each.shape == "ball" else each.bounce,
        )
        for at, each in enumerate(placed)
    ]


def throw_in(bodies: list[Body], seen: View, random: Random, gravity: float) -> list[Body]:
    """In an arc from the left, to come down in the right half."""
    placed = lined_up(bodies, seen)
    thrown = []
    for at, each in enumerate(placed):
        start = (-seen.width / 2 - each.half[0] - 0.1, seen.top * random.uniform(0.25, 0.4))
        land = seen.width * random.uniform(-0.02, 0.3)
        peak = seen.top * random.uniform(0.78, 0.92)
        velocity = arc(start, (land, each.half[1]), peak, gravity)
        thrown.append(
            replace(each, at=start, velocity=velocity, spin=random.uniform(-9.0, -3.0), enters=0.15 + 0.6 * at)
        )
    return thrown


def roll_in(bodies: list[Body], seen: View, ground: Ground, random: Random) -> list[Body]:
    """Balls roll in from the left; boxes stand in their way, heaped up."""
    balls = [each for each in bodies if each.shape == "ball"]
    boxes = tower([each for each in bodies if each.shape == "box"], 0.2 * seen.width, seen)
    rolled = []
    for at, each in enumerate(lined_up(balls, seen)):
        speed = seen.width * random.uniform(0.38, 0.48)
        start = (-seen.width / 2 - each.half[0] - 0.1, each.half[1] + 0.002)
        rolled.append(
            replace(each, at=start, velocity=(speed, 0.0), spin=-speed / each.half[0], enters=0.2 + 0.75 * at)
        )
    if not balls:
        return slide_in(boxes, seen, ground)
    return [*rolled, *boxes]


def slide_in(boxes: list[Body], seen: View, ground: Ground) -> list[Body]:
    """Boxes alone come sliding, the first the furthest, each pushed as hard as friction asks for its way."""
    slid = []
    for at, each in enumerate(reversed(lined_up(boxes, seen))):
        start = -seen.width / 2 - each.half[0] - 0.1
        grip = MATERIALS[each.material].friction * ground.friction * ground.gravity
        push = (2 * grip * max(0.2, each.goal[0] - start)) ** 0.5
        slid.append(replace(each, at=(start, each.half[1] + 0.002), velocity=(push, 0.0), enters=0.2 + 0.9 * at))
    return slid


def tower(boxes: list[Body], x: float, seen: View) -> list[Body]:
    """Boxes that stand on one another from the start, made smaller where the tower would leave the picture.

    Bricks in any number are laid as a wall.
    """
    if len(boxes) >= MASONRY and all(each.skin == "brick" for each in boxes):
        return wall(boxes, x, seen)
    total = sum(2 * each.half[1] for each in boxes)
    fit = min(1.0, 0.72 * seen.top / total) if boxes else 1.0
    standing, y = [], 0.0
    for each in boxes:
        half = (each.half[0] * fit, each.half[1] * fit)
        spot = (x, y + half[1])
        standing.append(replace(each, half=half, at=spot, goal=spot))
        y += 2 * half[1]
    return standing


def wall(bricks: list[Body], x: float, seen: View) -> list[Body]:
    """Bricks of one size in running bond: each course aside of the one below, its last brick still well on it."""
    courses = -(-len(bricks) // COURSE)
    wide, tall = (2 * each for each in bricks[0].half)
    fit = min(1.0, 0.72 * seen.top / (courses * tall), 0.5 * seen.width / ((COURSE + 0.5) * wide))
    laid = []
    for at, each in enumerate(bricks):
        course, place = divmod(at, COURSE)
        along = place - (COURSE - 1) / 2 + (0.2 if course % 2 else -0.2)
        spot = (x + along * wide * fit * 1.01, (course + 0.5) * tall * fit)
        laid.append(replace(each, half=(wide * fit / 2, tall * fit / 2), at=spot, goal=spot))
    return laid


def pyramid(boxes: list[Body], x: float, seen: View) -> list[Body]:
    """Boxes in rows, each row one shorter than the one below."""
    rows, left = [], len(boxes)
    base = next(size for size in range(1, 9) if size * (size + 1) / 2 >= left)
    width = max((each.half[0] for each in boxes), default=0.1) * 2.06
    fit = min(1.0, 0.62 * seen.width / (base * width))
    y, spare = 0.0, list(boxes)
    for row in range(base, 0, -1):
        taken, spare = spare[:row], spare[row:]
        half = [(each.half[0] * fit, each.half[1] * fit) for each in taken]
        for at, each in enumerate(taken):
            spot = (x + (at - (len(taken) - 1) / 2) * width * fit, y + half[at][1])
            rows.append(replace(each, half=half[at], at=spot, goal=spot))
        y += 2 * max((tall for _, tall in half), default=0.0)
    return rows


def heap_up(bodies: list[Body], heap: str, seen: View) -> list[Body]:
    """Boxes come down from above, each on the one before; balls come after, at the finished heap."""
    boxes = [each for each in bodies if each.shape == "box"]
    balls = [each for each in bodies if each.shape == "ball"]
    build = pyramid if heap == "pyramid" else tower
    x = 0.1 * seen.width if balls else 0.0
    dropped = [
        replace(each, at=(each.goal[0], seen.top + each.half[1]), enters=0.15 + min(0.5, 3.0 / len(bodies)) * at)
        for at, each in enumerate(build(boxes or balls, x, seen))
    ]
    if not boxes:
        return dropped
    last = dropped[-1].enters if dropped else 0.0
    return [*dropped, *(replace(each, enters=each.enters + last + 0.9) for each in hurled(balls, dropped, seen))]


def knock_down(bodies: list[Body], heap: str, seen: View) -> list[Body]:
    """A heap of boxes stands; balls are hurled at it."""
    boxes = [each for each in bodies if each.shape == "box"]
    balls = [each for each in bodies if each.shape == "ball"]
    build = pyramid if heap == "pyramid" else tower
    if not boxes:
        boxes, balls = balls[1:], balls[:1]
        standing = [replace(each, at=each.goal) for each in lined_up(boxes, seen, 0.3)]
    else:
        standing = build(boxes, 0.16 * seen.width, seen)
    if not balls:
        balls, standing = standing[-1:], standing[:-1]
    return [*standing, *hurled(balls, standing, seen)]


def hurled(balls: list[Body], heap: list[Body], seen: View) -> list[Body]:
    """Fast and flat from the left, at two thirds of the heap's height."""
    tall = max((each.goal[1] + each.half[1] for each in heap), default=0.5)
    placed = lined_up(balls, seen)
    return [
        replace(
            each,
            at=(-seen.width / 2 - each.half[0] - 0.1, max(each.half[1] + 0.01, 0.5 * tall)),
            velocity=(seen.width * 1.15, 1.2),
            spin=-8.0,
            enters=0.6 + 1.1 * at,
        )
        for at, each in enumerate(placed)
    ]


def topple(bodies: list[Body], seen: View, ground: Ground) -> list[Body]:
    """Slabs stand in a row, as far apart as they can be to fall on one another; the first gets a push."""
    slabs = [each for each in bodies if each.shape == "box"]
    balls = [each for each in bodies if each.shape == "ball"]
    gap = min(
        0.84 * seen.width / max(1, len(slabs)), 1.15 * max((2 * each.half[1] for each in slabs), default=1.0) * 0.6
    )
    fit = min(1.0, gap / (0.6 * 2 * max((each.half[1] for each in slabs), default=1.0)))
    row = []
    for at, each in enumerate(slabs):
        half = (each.half[0] * fit, each.half[1] * fit)
        spot: Point = ((at - (len(slabs) - 1) / 2) * gap, half[1])
        push = -3.2 if at == 0 and not balls else 0.0
        row.append(replace(each, half=half, at=spot, goal=spot, spin=push, velocity=(-push * half[1], 0.0)))
    return [*row, *roll_in(balls, seen, ground, Random(0))] if balls else row


def arc(start: Point, end: Point, peak: float, gravity: float) -> Point:
    """The velocity with which a throw from `start` rises to the height `peak` and comes down through `end`."""
    peak = max(peak, start[1] + 0.05, end[1] + 0.05)
    rise, fall = (2 * (peak - start[1]) / gravity) ** 0.5, (2 * (peak - end[1]) / gravity) ** 0.5
    return (end[0] - start[0]) / (rise + fall), gravity * rise
