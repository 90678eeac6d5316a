"""What breaks off where vehicles meet: glass and plastic that flies by the law of falling, and lands."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from providers.studio.scenes.road.drive import Drive
from providers.studio.scenes.road.vehicles import GRAVITY
from providers.studio.stagecraft.terms import Point

HARD = 900.0
"""Newton seconds from which lamps break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One piece on its way."""

    born: float
    at: Point
    speed: Point
    size: float
    material: str
    lands: float
    """When it meets the road."""

    @property
    def rests(self) -> Point:
        """Where it lands."""
        return self.place(self.lands)

    def place(self, time: float) -> Point:
        """Where it is, at a time; on the road it stays."""
        past = min(time, self.lands) - self.born
        return (
            self.at[0] + self.speed[0] * past,
            max(0.0, self.at[1] + self.speed[1] * past - GRAVITY / 2 * past**2),
        )


def shards(drive: Drive, seed: int) -> tuple[Shard, ...]:
    """All pieces of all hard blows that a vehicle takes."""
    made: list[Shard] = []
    many = len(drive.plan.driven)
    for number, hit in enumerate(drive.contacts):
        if hit.other is None or hit.body >= many or hit.impulse < HARD or len(made) > 60:
            continue
        random = Random(f"{seed}/{number}/shards")
        for _ in range(26):
            speed = (random.gauss(0.0, 2.4), random.uniform(0.6, 4.8))
            size, glassy = random.uniform(0.012, 0.05), random.random() < 0.6
            high = max(0.05, hit.at[1] + random.uniform(-0.15, 0.25))
            long = (speed[1] + (speed[1] ** 2 + 2 * GRAVITY * high) ** 0.5) / GRAVITY
            made.append(
                Shard(
                    born=hit.time, at=(hit.at[0] + random.uniform(-0.1, 0.1), high), speed=speed, size=size,
                    material="glass" if glassy else "plastic", lands=hit.time + long,
                )
            )  # fmt: skip
    return tuple(made)
