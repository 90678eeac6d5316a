"""Where the joints of somebody on a board are: feet on the deck, the body over them, arms out for balance."""

from __future__ import annotations

import numpy as np

from providers.studio.scenes.surf.hull import State, frame
from providers.studio.scenes.surf.rider import Rider
from providers.studio.scenes.surf.sea import Floats

JOINTS = (
    "head", "neck", "hip", "front knee", "front foot", "back knee", "back foot", "front elbow", "front hand",
    "back elbow", "back hand", "chest", "crown",
)  # fmt: skip
THIGH, SHIN, TRUNK, ARM, FOREARM = 0.46, 0.47, 0.52, 0.30, 0.29
DECK = 0.075
STANCE = -0.30


def joints(state: State, rider: Rider) -> Floats:
    """The joints in the world, in the order of `JOINTS`; the chest faces the eye, the head looks where it goes."""
    axes = frame(state)
    place = np.array([state.x, state.y, state.z])

    def deck(along: float, across: float) -> Floats:
        rise = DECK + 0.03 * max(0.0, along)
        return np.asarray(place + axes.T @ np.array([along, rise, across]))

    level = np.array(
        [[np.cos(state.yaw), 0.0, np.sin(state.yaw)], [0, 1, 0], [-np.sin(state.yaw), 0, np.cos(state.yaw)]]
    )
    front, back = deck(STANCE + 0.42, 0.02), deck(STANCE - 0.40, 0.0)
    lean, side = rider.lean
    tall = rider.tall
    middle = (front + back) / 2
    # The hips go back when the knees bend, and the trunk forward, so that the middle stays over the feet.
    sit = np.clip(1.05 - tall, 0.0, 0.6)
    mass = middle + level.T @ np.array([lean, tall, side])
    hip = mass + level.T @ np.array([-0.05 - 0.10 * sit, -0.10 - 0.12 * sit, 0.06 + 0.30 * sit])
    tilt = np.array([0.10 + 0.42 * sit + 0.5 * lean, 1.0 - 0.35 * sit, -0.10 - 0.62 * sit + 0.35 * side])
    trunk = level.T @ (tilt / np.linalg.norm(tilt))
    neck = hip + TRUNK * trunk
    chest = hip + 0.74 * TRUNK * trunk
    gaze = level.T @ np.array([0.55, 0.8, -0.15])
    head = neck + 0.17 * (trunk * 0.75 + 0.35 * gaze)
    crown = head + 0.13 * (trunk + np.array([0.0, 0.5, 0.0]))
    knees = [
        bent(hip, foot, THIGH, SHIN, level.T @ np.array([way, 0.25, -0.75]))
        for foot, way in ((front, 0.75), (back, 0.15))
    ]
    sway = np.clip(-2.4 * side - 0.35 * rider.leaning[1], -0.8, 0.8)
    lift = np.clip(0.6 * lean + 0.2 * rider.leaning[0], -0.6, 0.6)
    hands = [
        chest
        + level.T @ np.array([way * (0.50 - 0.08 * abs(sway)), 0.05 + rise + 0.25 * abs(sway), -0.12 + 0.30 * sway])
        for way, rise in ((1.0, -0.04 - lift), (-0.95, 0.16 + lift))
    ]
    elbows = [bent(neck, hand, ARM, FOREARM, level.T @ np.array([0.0, -1.0, -0.3])) for hand in hands]
    return np.stack(
        [head, neck, hip, knees[0], front, knees[1], back, elbows[0], hands[0], elbows[1], hands[1], chest, crown]
    )


def bent(start: Floats, end: Floats, first: float, second: float, towards: Floats) -> Floats:
    """The joint between two limbs, bent towards a side."""
    line = end - start
    span = float(np.linalg.norm(line))
    way = line / max(span, 1e-6)
    span = min(span, (first + second) * 0.999)
    along = (first * first - second * second + span * span) / (2 * span)
    out = max(0.0, first * first - along * along) ** 0.5
    side = towards - way * float(towards @ way)
    return np.asarray(start + way * along + side / max(1e-6, float(np.linalg.norm(side))) * out)
