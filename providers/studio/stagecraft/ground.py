"""The empty stage: how much of it is seen, what its floor is, where it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from providers.studio.stagecraft.terms import Static


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a place does to what falls on it."""

    material: str
    bounce: float
    """Share of a body's own restitution that it leaves."""
    friction: float
    drag: float = 0.15
    """Share of its speed that a rolling ball loses per second."""
    gravity: float = 9.81


GROUNDS: Mapping[str, Ground] = MappingProxyType(
    {
        "studio": Ground(material="wood", bounce=1.0, friction=0.8),
        "room": Ground(material="wood", bounce=0.97, friction=0.8),
        "gym": Ground(material="wood", bounce=1.0, friction=0.9),
        "street": Ground(material="stone", bounce=0.95, friction=1.0),
        "park": Ground(material="grass", bounce=0.72, friction=1.2, drag=0.9),
        "beach": Ground(material="sand", bounce=0.5, friction=1.4, drag=1.7),
        "snow": Ground(material="sand", bounce=0.45, friction=0.5, drag=1.2),
        "moon": Ground(material="sand", bounce=0.7, friction=1.0, drag=0.8, gravity=1.62),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The part of the stage that the camera shows, in metres."""

    width: float
    height: float
    below: float

    @property
    def top(self) -> float:
        """The height over the floor of the picture's upper edge."""
        return self.height - self.below


def view(aspect: float, tall: float) -> View:
    """`tall` metres in a landscape; a narrow picture sees more height, so that the width still holds the action."""
    height = tall * max(1.0, 1.5 / aspect) ** 0.55
    return View(width=height * aspect, height=height, below=0.19 * height)


def empty(place: str, seen: View) -> tuple[Static, ...]:
    """The floor, and a wall at each edge of the picture to send back what rolls away.

    The left one lets guests in; a third, further out, sends back whom another guest has pushed away.
    """
    ground = GROUNDS[place]
    edge = seen.width / 2
    floor = Static(
        skin="",
        points=((-edge - 6, -0.5), (edge + 6, -0.5)),
        radius=0.5,
        material=ground.material,
        bounce=ground.bounce,
        friction=ground.friction,
    )
    walls = (
        Static(skin="", points=((x, -1.0), (x, 30.0)), radius=0.3, bounce=0.8, gate=gate)
        for x, gate in ((-edge - 2.0, False), (-edge - 0.3, True), (edge + 0.3, False))
    )
    return floor, *walls
