"""What slides by beside the road: the farther it is, the slower; each strip is painted once and goes round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from providers.studio.canvas import Canvas, linear
from providers.studio.paint.camera import Camera
from providers.studio.paint.land import Land, avenue, cottages, craters, faded, houses, peaks, ridges, trees, waterline
from providers.studio.paint.skies import SKIES, hour, sky, stars
from providers.studio.script import Script
from providers.studio.stagecraft.terms import Colour

ROUND = 1.9
"""Widths of the picture after which a strip comes round again."""


Painter = Callable[[Land], None]


STRIPS: Mapping[str, tuple[tuple[float, Painter], ...]] = MappingProxyType(
    {
        "street": (
            (0.1, lambda land: houses(land, faded((0.2, 0.23, 0.33), land, 0.62), (0.22, 0.5), 0)),
            (0.34, lambda land: houses(land, faded((0.26, 0.25, 0.3), land, 0.25), (0.2, 0.42), 1)),
            (0.72, avenue),
        ),
        "park": (
            (0.07, lambda land: ridges(land, faded((0.28, 0.52, 0.3), land, 0.6), 0.24, 5)),
            (0.2, lambda land: ridges(land, faded((0.28, 0.52, 0.3), land, 0.3), 0.15, 5)),
            (0.55, lambda land: trees(land, 0.3, (0.22, 0.4), "tree")),
        ),
        "beach": (
            (0.03, waterline),
            (0.6, lambda land: trees(land, 0.75, (0.4, 0.58), "palm")),
        ),
        "snow": (
            (0.07, lambda land: ridges(land, faded((0.86, 0.9, 0.98), land, 0.35), 0.16, 5)),
            (0.28, lambda land: trees(land, 0.13, (0.14, 0.24), "fir")),
            (0.6, lambda land: trees(land, 0.28, (0.24, 0.42), "fir")),
        ),
        "moon": ((0.1, craters),),
    }
)  # fmt: skip
"""By place: how fast each strip goes by, over the road, and who paints it."""
FAR: Mapping[str, Painter] = MappingProxyType(
    {
        "mountains": lambda land: peaks(land, faded((0.4, 0.46, 0.58), land, 0.4), 0.46, 6),
        "desert": lambda land: ridges(land, faded((0.8, 0.56, 0.36), land, 0.35), 0.2, 4),
        "forest": lambda land: trees(land, 0.1, (0.2, 0.34), "pine"),
    }
)
"""What the prompt may put far away, in place of the first strip."""
GROUNDS: Mapping[str, tuple[Colour, Colour]] = MappingProxyType(
    {
        "street": ((0.52, 0.52, 0.54), (0.42, 0.42, 0.45)), "park": ((0.3, 0.5, 0.22), (0.36, 0.6, 0.26)),
        "beach": ((0.82, 0.68, 0.46), (0.93, 0.8, 0.56)), "snow": ((0.86, 0.9, 0.96), (0.97, 0.98, 1.0)),
        "moon": ((0.42, 0.42, 0.43), (0.6, 0.59, 0.6)),
    }
)  # fmt: skip
DESERT: tuple[Colour, Colour] = ((0.78, 0.58, 0.36), (0.86, 0.68, 0.42))


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One strip, painted."""

    canvas: Canvas
    foot: float
    share: float
    """How fast it goes by, over the road."""


class Scenery:
    """Everything behind the road, or behind whatever else is watched out of doors."""

    def __init__(self, camera: Camera, kerb: float, script: Script, seed: int) -> None:
        """What the script tells of the land; `kerb` is where the ground begins, in pixels from the upper edge."""
        place, light, weather, far = script.place, script.light, script.weather, str(script.details.get("far", ""))
        self.camera, self.kerb = camera, kerb
        self.sky = Canvas(camera.width, camera.height, solid=True)
        flat, random = replace(camera, below=0.9 * camera.below), Random(f"{seed}/sky")
        if place == "moon":
            self.sky.fill(linear((0, 0), (0, kerb), (0, (0.01, 0.01, 0.04)), (1, (0.07, 0.07, 0.13))))
            stars(self.sky, flat, random)
        else:
            sky(self.sky, flat, light, weather, random)
        self.low = SKIES[hour(light, weather)][2]
        self.ground = DESERT if far == "desert" else GROUNDS[place]
        rows = [*STRIPS[place], *(((0.42, cottages),) if script.details.get("village") else ())]
        if far in FAR:
            rows[0] = (0.05, FAR[far])
            rows = rows[:1] if far == "desert" else rows
        self.strips = [self.strip(at, row, (light, weather), seed) for at, row in enumerate(rows)]

    def strip(self, at: int, row: tuple[float, Painter], mood: tuple[str, str], seed: int) -> Strip:
        """Paint one strip."""
        camera, (share, painter) = self.camera, row
        high = min(self.kerb + 4, 0.72 * camera.height)
        canvas = Canvas(int(ROUND * camera.width), int(high))
        land = Land(
            canvas=canvas, foot=high - 2, tall=min(camera.height, 0.9 * camera.width), light=mood[0], weather=mood[1],
            random=Random(f"{seed}/{at}/strip"),
        )  # fmt: skip
        painter(land)
        return Strip(canvas=canvas, foot=high - 2, share=share)

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        """All that lies behind, as the eye sees it from so many metres to the right and up."""
        camera, scale = self.camera, self.camera.scale
        with canvas.fading(blend="copy"):
            canvas.stamp(self.sky)
        for at, strip in enumerate(self.strips):
            foot = self.kerb + y * scale * strip.share + at
            wide = strip.canvas.width
            left = -((x * scale * strip.share) % wide)
            for tile in (left, left + wide):
                if tile < camera.width:
                    canvas.stamp(strip.canvas, round(tile), round(foot - strip.foot))
            if at == 0 and len(self.strips) > 1:
                high = 0.3 * camera.height
                haze = linear((0, foot - high), (0, foot), (0, (*self.low, 0.0)), (1, (*self.low, 0.22)))
                canvas.rectangle(0, foot - high, camera.width, high + 1, haze)
            if y:
                self.earth(canvas, foot)
        if not y:
            self.earth(canvas, self.kerb)

    def earth(self, canvas: Canvas, top: float) -> None:
        """The ground from a line down."""
        tall = self.camera.height - top + 1
        if tall > 0:
            shade = linear((0, top), (0, self.camera.height), (0, self.ground[0]), (1, self.ground[1]))
            canvas.rectangle(0, top - 1, self.camera.width, tall, shade)
