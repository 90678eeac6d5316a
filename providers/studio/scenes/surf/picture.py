"""The painter of everything that happens on the sea: sky, water, what floats in it from far to near, foam, weather."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from providers.studio.canvas import Canvas, Style
from providers.studio.paint import light
from providers.studio.paint.colours import thin
from providers.studio.paint.lens import Lens
from providers.studio.performance import Form
from providers.studio.scenes.surf import heavens
from providers.studio.scenes.surf.foam import Crest, Foam, Spray, drops
from providers.studio.scenes.surf.glitter import Flecks, Glints
from providers.studio.scenes.surf.sea import Floats, Sea
from providers.studio.scenes.surf.tints import TINTS
from providers.studio.scenes.surf.view import View
from providers.studio.scenes.surf.wash import Wash, arm, rings
from providers.studio.scenes.surf.water import COLUMNS, Grid, Look, look, woven
from providers.studio.weave import under


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something in the water, as the painter needs it."""

    x: Floats
    z: Floats
    """By frame, in metres."""
    half: float
    """Metres from its middle to both ends, at most."""
    deep: float
    """From its middle line to its edge nearest to the eye."""
    paint: Callable[[Canvas, View, int], None]
    wash: Wash | None = None
    """How the water answers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """All that is to be seen."""

    form: Form
    sea: Sea
    view: View
    hour: str
    storm: bool = False
    weather: str = ""
    coast: str = ""
    white: bool = True
    """Whether the first breaker breaks."""
    camera: str = ""
    eye: Floats
    """Frames by x and height of the eye."""
    things: Sequence[Thing] = ()
    wake: Floats | None = None
    """Frames by x, z and strength of what leaves a trail."""
    spray: Spray | None = None


class Picture:
    """Paints the frames of one shot."""

    def __init__(self, shot: Shot) -> None:
        form = shot.form
        self.shot, self.canvas = shot, Canvas(form.width, form.height)
        self.small = Canvas(COLUMNS, form.height // 2, solid=True)
        self.tint = TINTS[shot.hour]
        self.sky = heavens.heavens(shot.view, shot.hour, shot.coast, form.seed, shot.storm)
        self.flecks = Flecks(self.tint, form.seed)
        self.glints = Glints(self.tint, heavens.sun_place(shot.view, shot.hour, form.seed)[0], form.seed)
        self.foam = Foam(shot.sea, shot.sea.breakers[0], self.tint, form.seed) if shot.white else None
        self.grid = Grid(shot.sea, shot.view)
        self.lens = Lens(shot.camera, form)

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas is the same one every time."""
        canvas, shot = self.canvas, self.shot
        time = frame / shot.form.fps
        view = shot.view.moved(*(float(each) for each in shot.eye[frame]))
        seen = look(shot.sea, view, self.tint, time, self.grid)
        water = woven(seen, self.small)
        shown = float(seen.down.min(axis=0).max()) + 2 if self.lens.still else view.height
        with canvas.within(0, 0, view.width, shown), self.lens.look(canvas, frame, 0.0), canvas.fading(blend="copy"):
            canvas.stamp(self.sky)
        with self.lens.look(canvas, frame):
            heavens.gulls(canvas, view, shot.hour, time, shot.form.seed)
            under(canvas, seen.across, seen.down.min(axis=0), view.height, water)
            self.scene(canvas, seen, water, frame, time)
        if shot.weather == "rain":
            light.rain(canvas, heavens.eye(view), time, shot.form.seed)
        return canvas

    def scene(self, canvas: Canvas, seen: Look, water: Style, frame: int, time: float) -> None:
        """What lies on the water, from far to near."""
        things = sorted(self.shot.things, key=lambda thing: -float(thing.z[frame]))
        middle = float(things[0].z[frame]) if things else 0.0
        flecks, crest = self.afloat(canvas, seen, time)
        self.flecks.paint(canvas, flecks, middle, 60.0)
        if self.foam and crest:
            self.foam.lip(canvas, crest, middle, 99.0)
            self.foam.front(canvas, crest, middle, 99.0)
        self.trail(canvas, seen, frame, time)
        for thing in things:
            self.answer(canvas, seen, thing, frame, near=False)
            thing.paint(canvas, seen.view, frame)
            cover(canvas, seen, water, thing, frame)
            self.answer(canvas, seen, thing, frame, near=True)
        self.flecks.paint(canvas, flecks, -9.0, middle)
        if self.foam and crest:
            self.foam.lip(canvas, crest, -99.0, middle)
            self.foam.front(canvas, crest, -99.0, middle)
        if self.shot.spray is not None:
            drops(canvas, seen, self.shot.spray, time, self.tint)

    def afloat(self, canvas: Canvas, seen: Look, time: float) -> tuple[tuple[Floats, Floats, Floats], Crest | None]:
        """Paint the glitter; tell where flecks and white water are seen. The water's height is asked for once."""
        flecks, glints = self.flecks.spots(seen.view), self.glints.spots(seen.view)
        white = self.foam.spots(time) if self.foam else []
        levels = self.shot.sea.heights(time, flecks, glints, *white)
        self.glints.paint(canvas, seen, glints, levels[1])
        crest = self.foam.seen(seen, white, levels[2:], time) if self.foam else None
        return self.flecks.seen(seen, flecks, levels[0]), crest

    def answer(self, canvas: Canvas, seen: Look, thing: Thing, frame: int, near: bool) -> None:
        """What a thing does to the water on one of its sides."""
        if thing.wash is not None:
            fps = self.shot.form.fps
            rings(canvas, seen, thing.wash, frame, fps, near, self.tint)
            arm(canvas, seen, thing.wash, frame, fps, -1.0 if near else 1.0, self.tint)

    def trail(self, canvas: Canvas, seen: Look, frame: int, time: float) -> None:
        """The foam that a board leaves behind it, lying on the water."""
        wake, form = self.shot.wake, self.shot.form
        if wake is None:
            return
        back = np.arange(frame, max(-1, frame - int(2.6 * form.fps)), -max(1, form.fps // 24))
        if len(back) < 3:
            return
        x, z, strong = wake[back].T
        age = (frame - back) / form.fps
        half = (0.13 + 0.30 * age) * np.clip(strong, 0, 1)
        edge = np.array([[1.0], [0.72], [-0.72], [-1.0]])
        zs = z + half * edge
        level = self.shot.sea.heights(time, (x + 0.0 * edge, zs))[0]
        sx, sy = seen.view.spot(x, level + 0.01, zs)
        shown = seen.shown(x, level.mean(axis=0), z, 3.0)
        for far, near, tone, share in ((0, 3, self.tint.shade, 0.5), (1, 2, self.tint.foam, 0.55)):
            for start in range(0, len(back) - 2, 6):
                part = slice(start, start + 7)
                if shown[part].all():
                    there, here = (np.stack([sx[row, part], sy[row, part]], 1) for row in (far, near))
                    fade = share * float(1 - age[start] / 2.7)
                    canvas.polygon(np.concatenate([there, here[::-1]]).tolist(), thin(tone, max(0.0, fade)))


def cover(canvas: Canvas, seen: Look, water: Style, thing: Thing, frame: int) -> None:
    """Paint again the water that lies nearer than a thing, so that what is under is seen through it only."""
    z = float(thing.z[frame]) - thing.deep
    nearer = np.flatnonzero(seen.depths < z)
    if not len(nearer):
        return
    scale = seen.view.scale(z)
    left, right = (seen.view.spot(float(thing.x[frame]) + side * thing.half, 0.0, z)[0] for side in (-1.0, 1.0))
    columns = np.flatnonzero((seen.across > left - scale * 0.1) & (seen.across < right + scale * 0.1))
    if len(columns) < 3:
        return
    x = seen.view.x + (seen.across[columns] - seen.view.width / 2) / scale
    edge = line_of(seen, x, z)
    top = np.minimum(edge, seen.down[nearer][:, columns].min(axis=0))
    bottom = min(float(seen.view.height), float(edge.max()) + thing.half * float(scale))
    with canvas.fading(0.86):
        under(canvas, seen.across[columns], np.minimum(top, bottom), bottom, water)


def line_of(seen: Look, x: Floats, z: float) -> Floats:
    """Pixels of the water's line at exactly one depth."""
    level = seen.sea.height(x, np.full_like(x, z), seen.time)
    return np.asarray(seen.view.spot(x, level, z)[1])
