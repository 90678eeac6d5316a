"""How the road is seen: how many metres, and where the eye goes along with what drives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from providers.studio.scenes.road.drive import Drive
from providers.studio.scenes.road.plan import Plan
from providers.studio.tracks import Floats

STIFF = 2.6
"""Per second: how quickly the eye makes up for what it is behind."""
FAR_LANE = 0.9
"""How large things in the far lane are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What part of the world is in the picture."""

    wide: float
    tall: float
    """Metres."""
    below: float
    """Metres under the line on which the near wheels roll."""
    width: int
    height: int
    """Pixels."""

    @property
    def scale(self) -> float:
        """Pixels per metre in the near lane."""
        return self.height / self.tall

    @property
    def line(self) -> float:
        """Pixels from the upper edge to the line on which the near wheels roll."""
        return self.height - self.below * self.scale

    @property
    def kerb(self) -> float:
        """Pixels from the upper edge to the far edge of a level road."""
        return self.line - 0.4 * self.below * self.scale

    def lane(self, number: int) -> tuple[float, float]:
        """How much higher a lane is in the picture, in pixels, and how large things in it are."""
        return (0.24 * self.below * self.scale, FAR_LANE) if number else (0.0, 1.0)


def seen(plan: Plan, width: int, height: int) -> Seen:
    """The view that holds the largest vehicle, whatever the shape of the picture."""
    aspect = width / height
    kinds = [each.vehicle for each in plan.driven if each.behind is None]
    long, high = max(each.length for each in kinds), max(each.height for each in kinds)
    if any(each.rails for each in kinds) and aspect > 1:
        long *= 1.25
    room = np.interp(long, (2.0, 4.5, 9.0), (2.7, 2.1, 1.5)) * (1.25 if plan.action in WIDE else 1.0)
    narrow = (1.5 if plan.action == "jump" else 1.27) * long
    tall = max(1.5 * high + 1.3 + (2.3 if plan.action == "jump" else 0.0), float(room) * long / max(aspect, 1.5))
    tall = max(tall, narrow / aspect)
    if plan.line is not None:
        tall = max(tall, 4.9)
    return Seen(wide=tall * aspect, tall=tall, below=tall * (0.22 if aspect > 1.2 else 0.3), width=width, height=height)


WIDE = frozenset({"crash", "light", "collide", "pass"})
"""Where something beside the vehicle is to be seen."""


def eye(drive: Drive, wide: float) -> Floats:
    """Frames by x and y of the eye: fixed, or going along without a jerk, a little ahead."""
    plan, first = drive.plan, drive.plan.driven[0]
    path = np.zeros((drive.frames, 2))
    if not plan.follows:
        return path
    slack = max(0.0, wide - 1.06 * first.vehicle.length)
    lead = first.facing * min(0.16 * wide, 0.28 * slack)
    for axis, wanted in ((0, drive.x[:, 0] + lead), (1, 0.62 * (drive.y[:, 0] - first.vehicle.middle))):
        path[:, axis] = tracked(wanted, drive.fps, STIFF if axis == 0 else 5.0)
    return path


def tracked(wanted: Floats, fps: float, stiff: float) -> Floats:
    """A point on a damped spring behind another that it starts with: it keeps up with an even speed."""
    speeds = np.diff(wanted, append=wanted[-1:]) * fps
    speeds[-1:] = speeds[-2:-1] if len(speeds) > 1 else 0.0
    place, speed, step = float(wanted[0]), float(speeds[0]), 1 / fps
    path = np.empty(len(wanted))
    for at, goal in enumerate(wanted):
        path[at] = place
        pull = stiff * stiff * (float(goal) - place) + 2 * stiff * (float(speeds[at]) - speed)
        speed += pull * step
        place += speed * step
    return path
