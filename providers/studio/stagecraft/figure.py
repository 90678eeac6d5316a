"""How a person stands, crouches and throws: joints in metres, for the ball in the hands and for the painter."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from providers.studio.easing import ease
from providers.studio.stagecraft.terms import Figure, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """The joints of a figure that faces right."""

    hip: Point
    neck: Point
    head: Point
    knees: tuple[Point, Point]
    feet: tuple[Point, Point]
    elbows: tuple[Point, Point]
    hands: tuple[Point, Point]


def pose(figure: Figure, time: float) -> Pose:
    """The figure at `time`: waits, crouches 0.5 s before the throw, stretches, follows through, comes to rest."""
    crouch, stretch = phases(time - figure.release)
    tall, x = figure.height, figure.x
    lift = 0.1 * tall * hop(time - figure.release)
    sway = 0.006 * tall * sin(2 * pi * time / 2.7)
    hip = (x - 0.05 * tall * crouch, tall * (0.5 - 0.13 * crouch) + lift)
    neck = (x + tall * (0.02 + 0.05 * crouch) + sway, hip[1] + 0.31 * tall)
    head = (neck[0] + 0.02 * tall, neck[1] + 0.1 * tall)
    feet = ((x - 0.09 * tall, lift), (x + 0.07 * tall, lift))
    knees = tuple(bent(hip, foot, 0.27 * tall, forward=True) for foot in feet)
    hand = hand_at(neck, tall, stretch)
    other = (hand[0] - 0.03 * tall, hand[1] - 0.06 * tall - 0.2 * tall * max(0.0, stretch - 0.8))
    elbows = tuple(bent(neck, end, 0.2 * tall, forward=False) for end in (hand, other))
    return Pose(
        hip=hip,
        neck=neck,
        head=head,
        knees=(knees[0], knees[1]),
        feet=feet,
        elbows=(elbows[0], elbows[1]),
        hands=(hand, other),
    )


def phases(since: float) -> tuple[float, float]:
    """How far the knees are bent and the arms are stretched, 0 to 1, `since` seconds after the release."""
    if since < -0.55:
        return 0.12, 0.0
    if since < -0.22:
        return 0.12 + 0.88 * ease((since + 0.55) / 0.33), 0.0
    if since < 0.0:
        return 1.0 - ease((since + 0.22) / 0.22), ease((since + 0.22) / 0.22)
    return 0.12 * ease(since / 0.8), 1.0 - 0.85 * ease((since - 0.7) / 0.9)


def hop(since: float) -> float:
    """Height over the floor, 0 to 1, of the jump around the release."""
    phase = (since + 0.14) / 0.42
    return sin(pi * phase) if 0 < phase < 1 else 0.0


def hand_at(neck: Point, tall: float, stretch: float) -> Point:
    """The throwing hand: before the chest at rest, high and forward when stretched."""
    turn = -0.35 + stretch * (pi / 2.55 + 0.35)
    reach = tall * (0.23 + 0.15 * stretch)
    return neck[0] + reach * cos(turn), neck[1] + reach * sin(turn)


def bent(start: Point, end: Point, limb: float, forward: bool) -> Point:
    """The joint between two equal limbs, by the triangle that they make."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    span = max(1e-6, (dx * dx + dy * dy) ** 0.5)
    out = max(0.0, limb * limb - span * span / 4) ** 0.5 * (1 if forward else -1)
    return (start[0] + end[0]) / 2 - out * dy / span, (start[1] + end[1]) / 2 + out * dx / span


def ball_in_hands(figure: Figure, time: float, radius: float) -> Point:
    """The middle of a ball that rests on both hands."""
    joints = pose(figure, time)
    (hx, hy), (ox, oy) = joints.hands
    return (hx + ox) / 2 + 0.5 * radius, (hy + oy) / 2 + radius
