"""Cups that are lifted, drunk from and put down again, and when china meets china."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from providers.studio.scenes.cafe.talk import Turn
from providers.studio.stagecraft.terms import Colour, Point

Points = NDArray[np.float64]
REACH, LIFT, DRINK, LOWER, RELEASE = 0.5, 0.75, 0.7, 0.8, 0.4
"""Seconds of each part of a sip."""
SIP = REACH + LIFT + DRINK + LOWER + RELEASE
TOUCH = REACH + LIFT + DRINK + LOWER
"""From the start of a sip until the cup stands again."""
WAIT = (3.0, 8.0)
TILT = 0.75
GRAVE = 0.3
"""Kilograms of a cup of coffee and of the hand that leads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cup:
    """One cup through the whole play."""

    home: Point
    """Where it stands, in metres from the middle of the table's far edge."""
    colour: Colour
    handle: int
    """1 on its right."""
    track: Points
    """Frames by left, up, tilt."""
    hold: NDArray[np.float64]
    """Frames: how far the hand is on it, 0 to 1."""
    sips: tuple[float, ...]
    """When each sip begins; the first may have begun before the clip."""

    def landings(self, seconds: float) -> list[float]:
        """When it comes down on its saucer, within so many seconds."""
        return [sip + TOUCH for sip in self.sips if 0 <= sip + TOUCH < seconds]


def sips(person: int, turns: Sequence[Turn], seconds: float, random: Random) -> tuple[float, ...]:
    """When somebody drinks: never within their own turn; who doesn't begin may have the cup up already."""
    own = [turn for turn in turns if turn.speaker == person]
    found, now = list[float](), random.uniform(1.2, 3.0)
    if turns and turns[0].speaker != person and not any(turn.start < TOUCH - REACH - LIFT + 0.3 for turn in own):
        found.append(-REACH - LIFT - random.uniform(0.0, 0.4))
        now = SIP + random.uniform(*WAIT)
    while now < seconds:
        clash = next((turn for turn in own if turn.start < now + TOUCH + 0.3 and turn.end + 0.2 > now), None)
        if clash:
            now = clash.end + 0.3
            continue
        found.append(now)
        now += SIP + random.uniform(*WAIT)
    return tuple(found)


def eased(share: Points) -> Points:
    """From 0 to 1, arriving with some speed left, so that it is heard."""
    part = np.clip(share, 0.0, 1.0)
    return 0.8 * part**2 * (3 - 2 * part) + 0.2 * part**3


def journey(times: Points, starts: Sequence[float], home: Point, mouth: Points, way: int) -> tuple[Points, Points]:
    """Where the cup is at each time, and how far a hand is on it; `mouth` is where it is drunk from, time by time."""
    track = np.tile(np.array([home[0], home[1], 0.0]), (len(times), 1))
    hold = np.zeros(len(times))
    for start in starts:
        age = times - start
        up = eased((age - REACH) / LIFT) * (1 - eased((age - REACH - LIFT - DRINK) / LOWER))
        tip = np.clip((age - REACH - 0.6 * LIFT) / 0.5, 0, 1) * np.clip((TOUCH - 0.45 * LOWER - age) / 0.5, 0, 1)
        target = mouth + np.array((0.052 * way, -0.052))
        track[:, :2] += up[:, None] * (target - track[:, :2])
        track[:, 2] -= way * TILT * tip**2 * (3 - 2 * tip)
        on = np.clip(age / REACH, 0, 1) * np.clip((TOUCH + RELEASE - age) / RELEASE, 0, 1)
        hold = np.maximum(hold, on**2 * (3 - 2 * on))
    return track, hold


def landing(cup: Cup, mouth: Point) -> float:
    """Newton seconds with which it comes down: its speed at the end of `eased`, over the height it came from."""
    height = max(0.1, mouth[1] - cup.home[1])
    return GRAVE * 0.6 * height / LOWER
