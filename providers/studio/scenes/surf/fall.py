"""A body that has lost its board: points held together by limbs, thrown, splashing, carried by the water."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from providers.studio.scenes.surf.hull import State, frame
from providers.studio.scenes.surf.rider import Rider
from providers.studio.scenes.surf.sea import GRAVITY, Floats, Sea

BONES = np.array([
    (0, 1), (1, 2), (2, 3), (3, 4), (2, 5), (5, 6), (1, 7), (7, 8), (1, 9), (9, 10), (11, 1), (11, 2), (12, 0), (12, 1),
    (0, 2), (4, 6), (3, 5),
])  # fmt: skip
"""Pairs of joints that keep their distance; the last ones, no limbs, keep the body from folding up."""
LOOSE = 2
"""How many of the last pairs may come nearer to each other, but not further apart."""
APART = np.zeros((len(BONES), BONES.max() + 1))
"""Makes of the joints each pair's distance."""
for _pair, (_first, _second) in enumerate(BONES):
    APART[_pair, _first], APART[_pair, _second] = -1.0, 1.0
TOGETHER = -0.8 * APART.T / np.abs(APART).sum(axis=0)[:, None]
"""Makes of what each distance is off how far each joint goes to mend it: a little more than its share."""
ROUNDS = 10
LEASH = 2.1
FLOATS = np.array([1.75, 1.5, 0.95, 0.9, 0.85, 0.9, 0.85, 0.95, 0.95, 0.95, 0.95, 1.6, 1.5])
"""Buoyancy over weight of each joint when it is all under: a chest full of air keeps the head out."""


@dataclass(slots=True, kw_only=True)
class Falling:
    """The joints and how they move."""

    points: Floats
    before: Floats
    lengths: Floats
    wet: Floats
    since: float = 0.0
    foam: float = 0.0


def thrown(points: Floats, state: State, rider: Rider, dt: float) -> Falling:
    """The body at the moment when it leaves the board, with the board's speed and its own lean."""
    axes = frame(state)
    height = (points[:, 1] - points[4, 1])[:, None]
    push = rider.leaning[0] * axes[0] + rider.leaning[1] * np.array([-np.sin(state.yaw), 0, np.cos(state.yaw)])
    speed = np.array([state.vx, state.vy + 0.9, state.vz]) + push * np.clip(height, 0.0, 1.2)
    lengths = np.linalg.norm(points[BONES[:, 0]] - points[BONES[:, 1]], axis=1)
    return Falling(points=points.copy(), before=points - speed * dt, lengths=lengths, wet=np.zeros(len(points)))


def tumble(
    body: Falling,
    sea: Sea,
    board: State,
    time: float,
    dt: float,
    splashes: list[tuple[float, float, float, float, float]],
) -> Floats:
    """One step of the body; returns the leash's pull on the board, and adds a splash where a joint goes under."""
    felt = sea.felt(body.points[:, 0], body.points[:, 2], time)
    under = np.clip((felt.height - body.points[:, 1]) / 0.22 + 0.5, 0.0, 1.0)
    speed = (body.points - body.before) / dt
    flow = np.stack([felt.u, felt.v, felt.w], axis=1)
    for at in np.flatnonzero((body.wet < 0.2) & (under >= 0.2)):
        drop = float(np.linalg.norm(speed[at] - flow[at]))
        if drop > 1.2:
            x, _, z = body.points[at]
            splashes.append((time, float(x), float(felt.height[at]), float(z), 0.35 * drop * drop))
    body.wet = np.where(under >= 0.2, np.maximum(under, 0.2), under)
    body.since += dt
    paddle = np.zeros_like(speed)
    paddle[(8, 10), 1] = 2.0 * np.sin(5.0 * body.since + np.array([0.0, 2.5])) * under[[8, 10]]
    pull = np.zeros_like(speed)
    pull[:, 1] = GRAVITY * (FLOATS * under - 1.0)
    pull += paddle - (under * 5.0)[:, None] * (speed - flow)
    tail = np.array([board.x, board.y, board.z]) - 0.9 * frame(board)[0]
    rope = body.points[6] - tail
    long = float(np.linalg.norm(rope))
    tug = 160.0 * max(0.0, long - LEASH) * rope / max(long, 1e-6)
    pull[6] -= tug / 6.0
    after = body.points + (body.points - body.before) + pull * dt * dt
    body.before, body.points = body.points, held(after, body.lengths)
    return np.asarray(tug)


def held(points: Floats, lengths: Floats) -> Floats:
    """The joints, moved until each limb has its length again, nearly."""
    for _ in range(ROUNDS):
        gap = APART @ points
        span = np.sqrt((gap * gap).sum(axis=1))
        off = 1.0 - lengths / np.maximum(span, 1e-6)
        off[-LOOSE:] = np.maximum(off[-LOOSE:], 0.0) * 0.5
        points = points + TOGETHER @ (off[:, None] * gap)
    return points
