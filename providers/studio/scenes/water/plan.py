"""What a prompt about water comes to: which vessel, which liquid, what is poured from where, what falls in when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from random import Random

from providers.studio.paint.colours import lighter, rgb
from providers.studio.scenes.water.jugs import JUGS, Jug
from providers.studio.scenes.water.stock import BESIDES, DENSITY, FRUITS, KINDS, LIQUIDS, TONES, Liquid
from providers.studio.scenes.water.vessels import VESSELS, Vessel
from providers.studio.script import Script, Thing
from providers.studio.stagecraft.ground import GROUNDS
from providers.studio.stagecraft.terms import Body

DRINKS = frozenset({"glass", "goblet", "cup"})
PAUSE = 0.75
"""Seconds between two things that fall in."""
NATURE = {"fountain": "basin", "waterfall": "pool"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Faller:
    """One thing that falls in."""

    body: Body
    density: float
    """Over that of the liquid."""
    time: float
    x: float
    z: float
    inside: bool = False
    """Whether it lies in the vessel from the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A scene about water, before it begins."""

    act: str
    """`pour`, `drop`, `fountain` or `waterfall`."""
    vessel: Vessel
    liquid: Liquid
    source: str
    """A key of `JUGS`, `tap`, or nothing."""
    fallers: tuple[Faller, ...]
    overflow: bool
    script: Script
    gravity: float = 9.81

    @property
    def jug(self) -> Jug | None:
        """What one pours from, unless it is a tap."""
        return JUGS.get(self.source)

    @property
    def size(self) -> float:
        """Of the jug, over its usual one."""
        return float(max(0.8, min(3.0, (self.vessel.rate / 9e-5) ** 0.4)))

    @property
    def fall(self) -> float:
        """How far over the rim one pours from."""
        return (0.3 if self.source == "tap" else 0.55) * self.vessel.height + 0.05 * self.size


def planned(script: Script, seed: int) -> Plan:
    """The plan of a script; the same seed plans the same."""
    random = Random(f"{seed}/water")
    names = [thing.name for thing in script.things]
    act = acted(script, names)
    liquid = poured(script)
    held = VESSELS[
        NATURE.get(act) or next((name for name in reversed(names) if name in VESSELS), default(act, liquid, names))
    ]
    source = next((name for name in names if name in JUGS or name == "tap"), "") if act == "pour" else ""
    if act == "pour" and not source:
        source = "tap" if held.name in {"bath", "sink", "bucket", "barrel", "pond"} else liquid.jug
    if held.name == "glass" and liquid.vessel == "goblet":
        held = VESSELS["goblet"]
    held = held if liquid.name == "paint" else sized(held, script)
    return Plan(
        act=act,
        vessel=held,
        liquid=liquid,
        source=source,
        overflow=bool(script.details.get("overflow")),
        script=script,
        fallers=fallers(script, act, held, random),
        gravity=GROUNDS[script.place].gravity,
    )


def acted(script: Script, names: list[str]) -> str:
    """What goes on."""
    for name in names:
        if name in NATURE:
            return name
    said = str(script.details.get("act", ""))
    if said in NATURE or (said == "pour" and not (set(names) & set(KINDS) and script.details.get("splash"))):
        return said
    if set(names) & (set(JUGS) | {"tap"}):
        return "pour"
    return "drop" if set(names) & set(KINDS) or said == "drop" or script.details.get("splash") else "pour"


def default(act: str, liquid: Liquid, names: list[str]) -> str:
    """The vessel where none is named."""
    small = set(names) & set(KINDS) <= {"ice", "sugar"} and names
    return "tank" if act == "drop" and liquid.name == "water" and not small else liquid.vessel


def poured(script: Script) -> Liquid:
    """The liquid that is named, in the colour that is said of it."""
    name = str(script.details.get("liquid", "water"))
    colour = script.details.get("colour")
    if name == "paint" and not colour:
        colour = next((thing.colour for thing in script.things if thing.colour), None)
    if name == "wine" and colour == "#f2f0ea":
        return LIQUIDS["white wine"]
    liquid = LIQUIDS[name]
    fruit = next((thing.name for thing in script.things if thing.name in FRUITS), "")
    if name == "juice" and fruit:
        return replace(liquid, colour=FRUITS[fruit])
    if not colour or name == "wine":
        return liquid
    return replace(liquid, colour=rgb(str(colour)), dense=max(liquid.dense, 0.72))


def sized(vessel: Vessel, script: Script) -> Vessel:
    """The vessel in the colour that is said of it."""
    thing = next((thing for thing in script.things if thing.name == vessel.name and thing.colour), None)
    return replace(vessel, colour=rgb(str(thing.colour))) if thing else vessel


def fallers(script: Script, act: str, vessel: Vessel, random: Random) -> tuple[Faller, ...]:
    """What falls in, one after the other, and goes on falling now and then."""
    if act in NATURE:
        return ()
    named = [thing for thing in script.things if thing.name in KINDS and (act == "drop" or thing.name in BESIDES)]
    if any(thing.name in {"ice", "sugar"} for thing in named):
        named = [thing for thing in named if thing.name != "cube"]
    if script.details.get("liquid") == "juice":
        named = [thing for thing in named if thing.name not in FRUITS]
    if act == "drop" and not named:
        named = [Thing(name="ball")]
    if vessel.name == "bath" and act == "pour" and not named:
        named = [Thing(name="duck")]
    each = [thing for thing in named for _ in range(thing.count or several(thing))][:9]
    inside = act == "pour" or bool(script.details.get("floats"))
    out = [faller(thing, vessel, (at, inside), random) for at, thing in enumerate(each)]
    time = 0.15 + PAUSE * len(out)
    while not inside and len(out) < 14:
        time += random.uniform(3.2, 5.0)
        out.append(replace(faller(random.choice(each), vessel, (0, False), random), time=time))
    return tuple(out)


def several(thing: Thing) -> int:
    """How many there are, where no number is said."""
    return 4 if thing.name in {"berry", "coin"} else 3 if thing.plural or thing.name == "ice" else 1


def faller(thing: Thing, vessel: Vessel, turn: tuple[int, bool], random: Random) -> Faller:
    """One thing that falls into a vessel when its turn has come, or is there from the start."""
    at, inside = turn
    kind = KINDS[thing.name]
    material = thing.material or kind.material
    grown = 1.0 if vessel.name in DRINKS else min(2.6, sqrt(vessel.rim / 0.13))
    widest = 0.4 if thing.name in {"ball", "apple", "orange"} else 0.3
    radius = min(kind.radius * thing.size * grown, widest * vessel.radius(0.6 * vessel.height))
    colour = rgb(thing.colour) if thing.colour else kind.colour
    if not thing.colour and thing.material:
        colour = TONES.get(material, colour)
    room = max(0.0, vessel.radius(0.5 * vessel.height) - radius) * 0.62
    body = Body(
        shape="box" if kind.shape == "box" else "ball",
        skin=kind.skin,
        material=material,
        half=(radius, radius),
        at=(0, 0),
        colour=lighter(colour, random.uniform(0, 0.08)),
        angle=random.uniform(-0.5, 0.5),
        spin=random.uniform(-3, 3),
    )
    return Faller(
        body=body,
        density=DENSITY[material] if thing.material else kind.density,
        time=0.15 + PAUSE * at + random.uniform(0, 0.2),
        inside=inside,
        x=random.uniform(-room, room),
        z=random.uniform(-0.5, 0.5) * room,
    )
