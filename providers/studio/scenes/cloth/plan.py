"""What a prompt about cloth comes to: which pieces, how they are held, what they lie on, which wind there is."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from providers.studio.paint.colours import lighter, rgb
from providers.studio.scenes.cloth.air import Ball, Block, Breeze
from providers.studio.scenes.cloth.sheet import Field, Sheet, Stuff
from providers.studio.script import Script
from providers.studio.stagecraft.ground import GROUNDS
from providers.studio.stagecraft.terms import Colour

KINDS = ("flag", "laundry", "curtain", "scarf", "drape")
THINGS = {"ball": "ball", "table": "table", "box": "box"}
COLOURS: tuple[Colour, ...] = (
    (0.82, 0.2, 0.22), (0.16, 0.42, 0.72), (0.95, 0.72, 0.22), (0.2, 0.55, 0.42), (0.56, 0.3, 0.6), (0.94, 0.92, 0.87),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One cloth before it moves."""

    place: Field
    rest: tuple[float, float]
    held: NDArray[np.bool_]
    colours: tuple[Colour, ...]
    pattern: str
    """`plain`, `bands`, `columns` or `checks`."""

    def sheet(self, gravity: float) -> Sheet:
        """The cloth, ready to move."""
        return Sheet(self.place, self.rest, self.held, Stuff(), gravity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A scene about cloth, before it begins."""

    setting: str
    """One of `KINDS`."""
    pieces: tuple[Piece, ...]
    solid: Ball | Block | None
    support: str
    """What it falls on: a value of `THINGS`, or nothing."""
    breeze: Breeze | None
    script: Script
    gravity: float


def planned(script: Script, seed: int) -> Plan:
    """The plan of a script; the same seed plans the same."""
    random = Random(f"{seed}/cloth")
    names = [thing.name for thing in script.things]
    setting = next((name for name in names if name in KINDS and name != "drape"), "")
    support = next((THINGS[name] for name in names if name in THINGS), "")
    falls = bool(script.details.get("drapes")) and not windy(script)
    if not setting or (setting == "scarf" and falls):
        setting = "drape" if support or script.details.get("drapes") or not windy(script) else "laundry"
    support = (support or "ball") if setting == "drape" else ""
    pieces = {"flag": flags, "laundry": laundry, "curtain": curtains, "scarf": scarves, "drape": drapes}[setting]
    return Plan(
        setting=setting, pieces=pieces(script, random), solid=under(support), support=support,
        breeze=breeze(script, setting, seed), script=script, gravity=GROUNDS[script.place].gravity,
    )  # fmt: skip


def windy(script: Script) -> bool:
    """Whether the prompt tells of wind."""
    return bool(script.wind or script.details.get("wind_speed"))


def breeze(script: Script, setting: str, seed: int) -> Breeze | None:
    """The wind: along the flag, through the window; none where a cloth is laid on something."""
    if setting == "drape":
        return None
    usual = {"flag": 7.0, "scarf": 6.0, "curtain": 2.5}.get(setting, 4.0)
    speed = float(script.details.get("wind_speed", 0)) or (12.0 * script.wind if script.wind else usual)
    match setting:
        case "curtain":
            return Breeze((0.06 * speed, 0.0, 0.3 * min(speed, 6.0)), seed, 0.5)
        case "laundry":
            return Breeze((0.16 * speed, 0.0, 0.36 * min(speed, 7.0)), seed, 0.6)
    return Breeze((speed, 0.0, 0.12 * speed), seed)


def under(support: str) -> Ball | Block | None:
    """The shape of what a cloth falls on."""
    match support:
        case "ball":
            return Ball(middle=(0.0, 0.36, 0.0), radius=0.36)
        case "box":
            return Block(low=(-0.32, 0.0, -0.32), high=(0.32, 0.5, 0.32))
        case "table":
            return Block(low=(-0.5, 0.0, -0.34), high=(0.5, 0.68, 0.34))
    return None


def net(
    corner: tuple[float, float, float], size: tuple[float, float], counts: tuple[int, int], flat: bool = False
) -> Field:
    """Points of a cloth that hangs down from its upper left corner, or lies flat."""
    across, along = np.meshgrid(np.linspace(0, size[0], counts[1]), np.linspace(0, size[1], counts[0]))
    still = np.zeros_like(across)
    place = np.array([across, still if flat else -along, along if flat else still])
    return np.asarray(place + np.array(corner)[:, None, None], np.float32)


def piece(
    place: Field, size: tuple[float, float], held: NDArray[np.bool_], look: tuple[tuple[Colour, ...], str]
) -> Piece:
    """A cloth of a size in metres, with the colours and the pattern of `look`."""
    rows, columns = held.shape
    return Piece(
        place=place, rest=(size[0] / (columns - 1), size[1] / (rows - 1)), held=held, colours=look[0], pattern=look[1]
    )


def look(script: Script, random: Random, pattern: str = "plain") -> tuple[tuple[Colour, ...], str]:
    """Colours and pattern, as far as the prompt tells them."""
    said = [str(thing.colour) for thing in script.things if thing.colour]
    said += [str(script.details["colour"])] if script.details.get("colour") else []
    pattern = str(script.details.get("pattern", pattern))
    first = rgb(said[0]) if said else random.choice(COLOURS[:-1])
    others = [rgb(each) for each in said[1:]] or [lighter(first, 0.86)]
    return (first, *others), pattern


def flags(script: Script, random: Random) -> tuple[Piece, ...]:
    """A flag at its pole, with three bands unless something else is said."""
    colours, pattern = look(script, random, "bands")
    if pattern == "bands" and len(colours) == 2:
        colours = (colours[0], colours[1], random.choice([each for each in COLOURS[:5] if each != colours[0]]))
    size, counts = (1.5, 1.0), (12, 17)
    place = net((-0.62, 2.55, 0.0), size, counts)
    place[2] += 0.03 * np.sin(6 * place[0]).astype(np.float32)
    held = np.zeros(counts, bool)
    held[:, 0] = True
    return (piece(place, size, held, (colours, pattern)),)


def laundry(script: Script, random: Random) -> tuple[Piece, ...]:
    """Three cloths on a line, each held by pegs."""
    out, left = [], -1.72
    for at, wide in enumerate((1.05, 0.75, 1.15)):
        tall, counts = (1.15, 0.95, 1.2)[at], (13, 12)
        colours, pattern = look(script, random, ("plain", "columns", "checks")[at])
        if not script.details.get("colour") and not any(thing.colour for thing in script.things):
            colours = ((0.95, 0.94, 0.9), (0.35, 0.56, 0.75)) if at == 0 else colours
        place = net((left, 1.95, 0.0), (wide, tall), counts)
        held = np.zeros(counts, bool)
        held[0, [0, counts[1] // 2, -1]] = True
        out.append(piece(place, (wide * 1.03, tall), held, (colours, pattern)))
        left += wide + 0.2
    return tuple(out)


def curtains(script: Script, random: Random) -> tuple[Piece, ...]:
    """Two halves of a curtain, gathered on their rod."""
    shown = look(script, random)
    out = []
    for side in (-1, 1):
        counts, wide, tall = (15, 17), 1.25, 1.85
        place = net((-0.62 if side < 0 else 0.0, 2.2, 0.12), (0.62, tall), counts)
        place[0] += np.float32(0.32 * side)
        place[2] += (0.055 * np.sin(np.linspace(0, 8 * np.pi, counts[1]))).astype(np.float32)[None, :]
        held = np.zeros(counts, bool)
        held[0, ::2] = True
        out.append(piece(place, (wide, tall), held, shown))
    return tuple(out)


def scarves(script: Script, random: Random) -> tuple[Piece, ...]:
    """A long scarf that is tied to a post by one end."""
    size, counts = (1.7, 0.34), (6, 21)
    place = net((-0.55, 1.62, 0.0), size, counts)
    held = np.zeros(counts, bool)
    held[:, 0] = True
    return (piece(place, size, held, look(script, random, "columns")),)


def drapes(script: Script, random: Random) -> tuple[Piece, ...]:
    """A square cloth that is let fall from over what stands there."""
    side, counts = 1.55, (20, 20)
    shift = random.uniform(-0.04, 0.04)
    place = net((-side / 2 + shift, 1.12, -side / 2), (side, side), counts, flat=True)
    place[1] += (0.012 * np.sin(7 * place[0]) * np.sin(5 * place[2])).astype(np.float32)
    return (piece(place, (side, side), np.zeros(counts, bool), look(script, random, "checks")),)
