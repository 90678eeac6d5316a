"""From a script to a stretch of road: who drives on it, how, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from providers.studio.paint.colours import rgb
from providers.studio.scenes.road import orders
from providers.studio.scenes.road.ground import Bump, Ramp, Road
from providers.studio.scenes.road.orders import Driver
from providers.studio.scenes.road.vehicles import Vehicle, vehicle
from providers.studio.script import Script, Thing
from providers.studio.stagecraft.terms import Body, Colour

GRIPS = {"rain": 0.55, "snow": 0.28, "storm": 0.5}
"""Between tyre and road by the weather; dry asphalt has `DRY`."""
DRY = 0.85
RAILS = 0.3
MOST = 4
"""Vehicles in one staging, wagons not counted."""
TWICE = frozenset({"taxi", "sports", "train", "bicycle", "motorcycle"})
"""What two words in a row may name, and mean one: a yellow taxi cab."""
LINE = 25.0
"""Where one stops at a light: metres."""
GREEN = 6.0
"""Seconds until it is green again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driven:
    """One vehicle with whoever drives it."""

    vehicle: Vehicle
    colour: Colour
    x: float
    """Of its middle at the start."""
    speed: float
    driver: Driver
    facing: int = 1
    """1 drives to the right, -1 to the left."""
    lane: int = 0
    """0 is the near one; the far one is 1."""
    behind: int | None = None
    """Which one pulls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One stretch of road."""

    action: str
    """`pass`, `along`, `light`, `skid`, `jump`, `crash`, `collide`, `start` or `stop`."""
    road: Road
    driven: tuple[Driven, ...]
    crates: tuple[Body, ...] = ()
    line: float | None = None
    """Where one stops at a light."""
    horn: tuple[float, float] | None = None
    """When the first of them blows its horn, and for how long."""

    @property
    def follows(self) -> bool:
        """Whether the eye goes along."""
        return self.action not in {"pass", "collide"}


def planned(script: Script, seed: int) -> Plan:
    """What the script asks for."""
    random, said = Random(f"{seed}/road"), script.details
    things = named(script)
    action = doing(script, things)
    road = laid(script, action, vehicle(things[0].name), random)
    fast = float(said.get("pace", 1.0))
    first = vehicle(things[0].name)
    speed = min(31.0, first.cruise * fast * random.uniform(0.95, 1.05))
    if action == "light":
        speed = min(speed, 10.0)
    if action == "jump":
        speed *= 1.2
        road = replace(road, ramp=ramp(first, speed))
    line = LINE + first.length / 2 if action == "light" else None
    driven = lined_up(things, action, speed, line, random)
    crates = heap(said, first, random) if action == "crash" else ()
    horn = (1.0 if action != "pass" else 1.6, 0.9) if said.get("horn") else None
    return Plan(action=action, road=road, driven=driven, crates=crates, line=line, horn=horn)


def named(script: Script) -> list[Thing]:
    """The vehicles that were named, one entry for each; a car where none was."""
    found: list[Thing] = []
    for thing in script.things:
        if thing.name == "traffic":
            names = ("car", "bus", "van", "taxi")
            found += [Thing(name=name) for name in names]
        elif thing.name != "driver" and not (found and thing.name in TWICE and thing.name == found[-1].name):
            count = min(thing.count or (3 if thing.plural else 1), MOST)
            found += [thing] * count
    plain = {name: script.details[name] for name in ("colour", "size") if name in script.details}
    return (found or [Thing(name="car", **plain)])[:MOST]


def doing(script: Script, things: list[Thing]) -> str:
    """What happens: what was said, or to go along with one and to let several pass."""
    said = str(script.details.get("does", ""))
    if said == "crash" and len(things) > 1 and not script.details.get("stack"):
        return "collide"
    if said == "jump" or (not said and script.details.get("ramp")):
        return "jump"
    if script.details.get("signal") and said in {"", "stop", "start"}:
        return "light"
    if said:
        return said
    return "pass" if len(things) > 1 else "along"


def laid(script: Script, action: str, first: Vehicle, random: Random) -> Road:
    """The road: wet or dry, level, bumpy or hilly."""
    moon = script.place == "moon"
    grip = RAILS if first.rails else GRIPS.get(script.weather, DRY)
    bumps: list[Bump] = []
    if script.details.get("bumps") and not first.rails:
        for at in range(80):
            tall = random.uniform(0.05, 0.11) * (1 if random.random() < 0.75 else -0.6)
            bumps.append(Bump(x=6.0 + 6.5 * at + random.uniform(0, 3), wide=random.uniform(0.9, 1.8), tall=tall))
    elif action == "along" and not first.rails and not moon:
        bumps = [Bump(x=14.0 + 34.0 * at + random.uniform(0, 9), wide=1.5, tall=0.055) for at in range(20)]
    hills = 3.4 if script.details.get("hills") and action in {"along", "pass"} else 0.0
    return Road(bumps=tuple(bumps), hills=hills, grip=grip)


def ramp(first: Vehicle, speed: float) -> Ramp:
    """One that suits the vehicle: steeper for what is short, and far enough to have got up speed."""
    long = max(3.6, 1.1 * first.length)
    tall = min(0.22 * long, 1.15)
    return Ramp(x=1.6 * speed, long=long, tall=tall)


def lined_up(things: list[Thing], action: str, speed: float, line: float | None, random: Random) -> tuple[Driven, ...]:
    """Every vehicle in its place: by turns in the two lanes, with what is coupled to it."""
    made: list[Driven] = []
    ends = [0.0, 0.0]
    for at, thing in enumerate(things):
        kind = vehicle(thing.name)
        lane = at % 2 if action in {"pass", "along"} and not kind.rails else 0
        facing = -1 if lane or (action == "collide" and at == 1) else 1
        colour = rgb(thing.colour or random.choice(kind.colours))
        own = speed if at == 0 or action != "pass" else min(speed, kind.cruise) * random.uniform(0.9, 1.0)
        own, begin = opening(action, own, kind, facing)
        begin -= facing * ends[lane] if action != "collide" else 0.0
        ends[lane] += sum(vehicle(name).length + 0.5 for name in (thing.name, *kind.behind)) + max(6.0, 0.7 * own)
        made.append(
            Driven(
                vehicle=kind, colour=colour, x=begin, speed=own, facing=facing, lane=lane,
                driver=driver(action, own if own else min(kind.cruise, speed), line),
            )
        )  # fmt: skip
        made += coupled(made[-1], len(made) - 1)
    return tuple(made)


def opening(action: str, speed: float, kind: Vehicle, facing: int) -> tuple[float, float]:
    """How fast it is at the start, and where."""
    match action:
        case "pass":
            return speed, -facing * (2.0 * speed + kind.length / 2)
        case "collide":
            return speed, -facing * 1.7 * speed
        case "start":
            return 0.0, 0.0
        case "along" if facing < 0:
            return speed, 3.4 * speed
    return speed, 0.0


def driver(action: str, speed: float, line: float | None) -> Driver:
    """Who drives so."""
    match action:
        case "light" if line is not None:
            return orders.waiting(speed, line, GREEN)
        case "skid":
            return orders.skidding(speed, 1.3)
        case "jump":
            return orders.rushing(speed)
        case "start":
            return orders.starting(speed, 1.2)
        case "stop":
            return orders.braking(speed, 1.2)
    return orders.cruising(speed)


def coupled(first: Driven, number: int) -> list[Driven]:
    """What hangs on it, one behind the other."""
    made, at, ahead = [], first.x, first.vehicle
    for place, name in enumerate(first.vehicle.behind):
        kind = vehicle(name)
        at -= first.facing * (ahead.length / 2 + kind.length / 2 + 0.5)
        made.append(replace(first, vehicle=kind, x=at, behind=number + place))
        ahead = kind
    return made


def heap(said: object, first: Vehicle, random: Random) -> tuple[Body, ...]:
    """Crates in the way, in a pyramid or a wall."""
    details = said if isinstance(said, dict) else {}
    skin = str(details.get("stack", "crate"))
    half = min(0.42, 0.14 * first.height + 0.12)
    material, colour = {"carton": ("card", "#b98a58"), "brick": ("stone", "#a8543c")}.get(skin, ("wood", "#b5813f"))
    x, rows = 1.75 * first.cruise + first.length, 5 if skin != "brick" else 6
    made: list[Body] = []
    for row in range(rows):
        many = max(1, (4 if skin != "brick" else 2) - (row if skin != "brick" else 0))
        for at in range(many):
            place = x + (at - (many - 1) / 2) * 2.06 * half + random.uniform(-0.03, 0.03)
            made.append(
                Body(
                    shape="box", skin="crate" if skin == "crate" else "carton" if skin == "carton" else "plain",
                    material=material, colour=rgb(colour), half=(half, half), at=(place, half * (1 + 2 * row)),
                )
            )  # fmt: skip
        if many == 1 and skin != "brick":
            break
    return tuple(made)
