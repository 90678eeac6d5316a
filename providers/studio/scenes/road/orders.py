"""What a driver does: how fast to go, how hard to brake, at each moment and place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, sqrt

GENTLE = 2.6
"""Metres per second squared, of a driver who sees the light from afar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted now."""

    speed: float
    brake: float = 0.0
    """Metres per second squared that the brakes are to take; infinite locks the wheels."""


Driver = Callable[[float, float, float, bool], Order]
"""From the time, how far the front has come, the speed, and whether anything was hit."""


def cruising(speed: float) -> Driver:
    """Go on evenly, and stop where something is hit."""
    return lambda time, front, now, hit: Order(speed=0.0, brake=inf) if hit else Order(speed=speed)


def rushing(speed: float) -> Driver:
    """Go on evenly, whatever is hit on the way: who jumps lands again and drives on."""
    return lambda time, front, now, hit: Order(speed=speed)


def skidding(speed: float, when: float) -> Driver:
    """Drive, and lock the wheels at a time."""
    return lambda time, front, now, hit: Order(speed=0.0, brake=inf) if hit or time >= when else Order(speed=speed)


def waiting(speed: float, line: float, green: float) -> Driver:
    """Stop before a line until it is green."""

    def order(time: float, front: float, now: float, hit: bool) -> Order:
        if hit:
            return Order(speed=0.0, brake=inf)
        if time >= green or front > line + 1.0:
            return Order(speed=speed)
        left = line - front - 0.9
        if left < 0.3:
            return Order(speed=0.0, brake=GENTLE)
        wanted = sqrt(2 * GENTLE * left)
        if now < 0.97 * wanted:
            return Order(speed=min(speed, wanted))
        return Order(speed=wanted, brake=min(2 * GENTLE, now * now / (2 * left)))

    return order


def starting(speed: float, when: float) -> Driver:
    """Stand, and drive off at a time."""
    return lambda time, front, now, hit: Order(speed=speed) if time >= when and not hit else Order(speed=0.0, brake=4.0)


def braking(speed: float, when: float) -> Driver:
    """Drive, and come to a gentle stop from a time on."""
    return lambda time, front, now, hit: Order(speed=0.0, brake=GENTLE) if time >= when else Order(speed=speed)
