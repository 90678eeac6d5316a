"""What stands beside a road, painted on a strip that goes round: houses, hills, mountains, sea, trees, lamps."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint import landscapes
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.paint.skies import SKIES, hour, windows
from providers.studio.stagecraft.terms import Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A strip that is being painted."""

    canvas: Canvas
    foot: float
    """Pixels from its upper edge to the ground on which its things stand."""
    tall: float
    """Pixels of the picture's height."""
    light: str
    weather: str
    random: Random

    @property
    def low(self) -> Colour:
        """The colour of the sky near the horizon, into which far things fade."""
        return SKIES[hour(self.light, self.weather)][2]

    @property
    def wide(self) -> float:
        """Pixels after which it comes round."""
        return float(self.canvas.width)

    def round(self, x: float, reach: float) -> list[float]:
        """Where to paint a thing so that it goes on at the other end."""
        return [at for at in (x - self.wide, x, x + self.wide) if -reach < at < self.wide + reach]


def spaced(land: Land, step: float, loose: float = 0.5) -> list[float]:
    """Places along the strip, about so many pixels apart."""
    count = max(2, round(land.wide / step))
    return [(at + land.random.uniform(-loose, loose) / 2) * land.wide / count for at in range(count)]


def houses(land: Land, tone: Colour, tall: tuple[float, float], depth: int) -> None:
    """A row of houses."""
    x = 0.0
    while x < land.wide:
        wide = land.tall * land.random.uniform(0.1, 0.2)
        if land.wide - x - wide < 0.08 * land.tall:
            wide = land.wide - x
        high = land.tall * land.random.uniform(*tall)
        own = mix(tone, land.random.choice(BRICKS), 0.35 if depth else 0.12)
        shade = linear((x, 0), (x + wide, 0), (0, lighter(own, 0.12)), (1, darker(own, 0.08)))
        land.canvas.rectangle(x, land.foot - high, wide + 1, high, shade)
        windows(land.canvas, (x, land.foot - high, wide, high), land.light, depth, land.random)
        if depth:
            land.canvas.rectangle(
                x, land.foot - high - 0.008 * land.tall, wide + 1, 0.012 * land.tall, darker(own, 0.4)
            )
        x += wide


BRICKS: tuple[Colour, ...] = (
    (0.66, 0.38, 0.3),
    (0.8, 0.68, 0.5),
    (0.5, 0.55, 0.6),
    (0.74, 0.56, 0.42),
    (0.42, 0.4, 0.45),
)


def ridges(land: Land, tone: Colour, tall: float, count: int) -> None:
    """Round hills, one behind the other."""
    for x in spaced(land, land.wide / count, 0.9):
        wide, high = land.tall * land.random.uniform(0.5, 0.9), land.tall * tall * land.random.uniform(0.6, 1.0)
        for at in land.round(x, wide):
            land.canvas.ellipse(at, land.foot + 0.02 * land.tall, wide, high, tone)


def peaks(land: Land, tone: Colour, tall: float, count: int) -> None:
    """Mountains with snow on them."""
    for x in spaced(land, land.wide / count, 0.8):
        high = land.tall * tall * land.random.uniform(0.6, 1.0)
        wide, lean = high * land.random.uniform(0.9, 1.3), land.random.uniform(-0.2, 0.2)
        for at in land.round(x, wide):
            mountain(land.canvas, at, land.foot, wide, high, lean, tone)


def mountain(canvas: Canvas, x: float, foot: float, wide: float, high: float, lean: float, tone: Colour) -> None:
    """One mountain, lit from the left, its top white."""
    top = (x + lean * wide, foot - high)
    canvas.polygon(
        ((x - wide, foot), top, (x + wide, foot)), linear((0, top[1]), (0, foot), (0, tone), (1, lighter(tone, 0.25)))
    )
    ridge = [
        (top[0] + dx * wide, top[1] + dy * high) for dx, dy in ((0.05, 0.2), (-0.04, 0.42), (0.08, 0.7), (0.0, 1.0))
    ]
    canvas.polygon((top, *ridge, (x + wide, foot)), thin(darker(tone, 0.35), 0.45))
    left, right = (x - wide - top[0]) * 0.3, (x + wide - top[0]) * 0.3
    snow = (
        (0.0, 0.0),
        (left, 0.3),
        (left * 0.62, 0.24),
        (left * 0.3, 0.34),
        (0.0, 0.25),
        (right * 0.35, 0.36),
        (right * 0.66, 0.25),
        (right, 0.3),
    )
    canvas.polygon([(top[0] + dx, top[1] + dy * high) for dx, dy in snow], (0.97, 0.98, 1.0, 0.92))


def waterline(land: Land) -> None:
    """The sea, with glints, as far as one sees."""
    high = 0.2 * land.tall
    deep: Colour = mix((0.06, 0.34, 0.55), land.low, 0.3)
    top = land.foot - high
    land.canvas.rectangle(
        0,
        top,
        land.wide,
        high,
        linear(
            (0, top),
            (0, land.foot),
            (0, deep),
            (0.8, mix((0.16, 0.6, 0.7), land.low, 0.25)),
            (1, lighter(land.low, 0.4)),
        ),
    )
    for _ in range(170):
        share = land.random.random() ** 1.3
        y, wide = top + 0.93 * high * share, land.tall * (0.008 + 0.04 * share)
        x = land.random.uniform(0, land.wide - wide)
        land.canvas.line(
            ((x, y), (x + wide, y)), land.tall * (0.0008 + 0.002 * share), thin(lighter(land.low, 0.55), 0.35)
        )


def trees(land: Land, step: float, tall: tuple[float, float], kind: str) -> None:
    """Trees, firs or palms in a row."""
    for x in spaced(land, step * land.tall):
        high, state = land.tall * land.random.uniform(*tall), land.random.getstate()
        for at in land.round(x, high):
            land.random.setstate(state)
            if kind in {"fir", "pine"}:
                snowy = kind == "fir" or land.weather == "snow"
                landscapes.fir(land.canvas, at, land.foot + 2, high, snowy)
            elif kind == "palm":
                landscapes.palm(land.canvas, at, land.foot + 2, high, land.random)
            else:
                landscapes.tree(land.canvas, at, land.foot + 2, high, land.random)


def lamps(land: Land) -> None:
    """Street lamps, lit in the dark."""
    for x in spaced(land, 0.95 * land.tall, 0.0):
        for at in land.round(x, 0.6 * land.tall):
            landscapes.lamp(land.canvas, at, land.foot, 0.5 * land.tall, land.light in {"night", "sunset"})


def avenue(land: Land) -> None:
    """Trees and street lamps."""
    trees(land, 0.95, (0.2, 0.28), "tree")
    lamps(land)


def craters(land: Land) -> None:
    """Grey ranges of the Moon."""
    ridges(land, (0.36, 0.36, 0.39), 0.1, 5)


def faded(colour: Colour, land: Land, share: float) -> Colour:
    """A colour that distance has taken some of."""
    return mix(colour, land.low, share)


def cottages(land: Land) -> None:
    """A village: gabled houses with lit windows in the dark, snow on their roofs in winter, smoke over chimneys."""
    snowy = land.weather == "snow"
    for x in spaced(land, 0.2 * land.tall, 0.5):
        wide, high = land.tall * land.random.uniform(0.06, 0.09), land.tall * land.random.uniform(0.08, 0.12)
        wall = land.random.choice(WALLS)
        state = land.random.getstate()
        for at in land.round(x, 2 * wide):
            land.random.setstate(state)
            cottage(land, at, wide, high, wall, snowy)


WALLS: tuple[Colour, ...] = (
    (0.62, 0.42, 0.28),
    (0.78, 0.7, 0.58),
    (0.5, 0.34, 0.26),
    (0.66, 0.5, 0.42),
    (0.84, 0.8, 0.72),
)


def cottage(land: Land, x: float, wide: float, high: float, wall: Colour, snowy: bool) -> None:
    """One house, its gable towards us."""
    canvas, foot = land.canvas, land.foot + 2
    roof: Colour = (0.94, 0.96, 1.0) if snowy else darker((0.6, 0.26, 0.2), land.random.uniform(0.0, 0.4))
    chimney = x + 0.45 * wide
    canvas.rectangle(chimney, foot - high - 0.75 * wide, 0.22 * wide, 0.6 * wide, darker(wall, 0.35))
    for puff in range(5):
        canvas.circle(
            chimney + (0.1 + 0.12 * puff * puff / 3) * wide, foot - high - (0.95 + 0.34 * puff) * wide,
            (0.12 + 0.06 * puff) * wide, (0.85, 0.86, 0.9, 0.3 - 0.05 * puff),
        )  # fmt: skip
    shade = linear((x - wide, 0), (x + wide, 0), (0, lighter(wall, 0.15)), (1, darker(wall, 0.2)))
    canvas.polygon(
        ((x - wide, foot), (x - wide, foot - high), (x, foot - high - wide), (x + wide, foot - high), (x + wide, foot)),
        shade,
    )
    eaves = (
        (x - 1.2 * wide, foot - high + 0.16 * wide),
        (x, foot - high - wide),
        (x + 1.2 * wide, foot - high + 0.16 * wide),
    )
    canvas.line(eaves, 0.2 * wide, roof)
    lit = land.light in {"night", "sunset"}
    glow: Colour = (1.0, 0.8, 0.42) if lit else (0.35, 0.45, 0.55)
    for dx in (-0.5, 0.5):
        px, py = x + dx * wide, foot - 0.62 * high
        if lit:
            canvas.circle(px, py, 0.7 * wide, radial((px, py), 0.7 * wide, (0, thin(glow, 0.5)), (1, thin(glow, 0))))
        canvas.rectangle(px - 0.2 * wide, py - 0.24 * wide, 0.4 * wide, 0.48 * wide, glow)
        canvas.lines(
            [((px, py - 0.24 * wide), (px, py + 0.24 * wide)), ((px - 0.2 * wide, py), (px + 0.2 * wide, py))],
            0.05 * wide,
            darker(wall, 0.5),
        )
    if snowy:
        canvas.ellipse(x, foot, 1.5 * wide, 0.16 * wide, (0.93, 0.95, 1.0))
