"""One frame of a scene about water: what is behind, vessel, liquid, things, vessel again, drops, jug, air."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas
from providers.studio.paint import light
from providers.studio.paint.colours import mix
from providers.studio.paint.lens import Lens
from providers.studio.paint.skies import SKIES, hour
from providers.studio.performance import Form
from providers.studio.scenes.water.drops import VOLUME, X, Y, Z
from providers.studio.scenes.water.paint import liquid, nature, ware
from providers.studio.scenes.water.paint.afloat import thing
from providers.studio.scenes.water.paint.pouring import Pourer, froths, tap
from providers.studio.scenes.water.paint.view import SUNKEN, behind, view
from providers.studio.scenes.water.play import Record, Still
from providers.studio.scenes.water.sources import Fall, Spout
from providers.studio.stagecraft.terms import Colour
from providers.studio.weather import ROOFED


class Painter:
    """Paints the frames of one scene; what stands still is painted once, here."""

    def __init__(self, record: Record, form: Form) -> None:
        self.record, self.form, self.plan = record, form, record.plan
        self.view = view(record.plan, form)
        self.camera = self.view.camera
        self.ware = ware.Ware(vessel=record.plan.vessel, scale=self.camera.scale)
        self.lens = Lens(record.plan.script.camera, form)
        self.rates = np.array([still.rate for still in record.stills], np.float32)
        self.froth = froths(record.plan, self.rates, form.fps)
        self.grade = light.grade(self.view.scene, self.camera)
        self.pourer: Pourer | None = None
        if self.plan.jug and isinstance(record.source, Spout):
            self.pourer = Pourer(self.plan, self.plan.jug, record.source, record.stills[0])
        low = SKIES[hour(self.view.scene.light, self.view.scene.weather)][1]
        self.sky: Colour = (0.92, 0.94, 0.97) if self.plan.vessel.table else mix(low, (1, 1, 1), 0.25)
        self.tone = mix(self.plan.liquid.colour, (0.95, 0.98, 1.0), 0.7 if self.plan.act == "fountain" else 0.0)
        self.foot = (-self.view.middle * self.camera.scale + self.camera.width / 2, self.camera.y(-self.view.rise))
        self.backdrop = self.behind()
        self.canvas = Canvas(form.width, form.height)

    def behind(self) -> Canvas:
        """The place, and what of the set is behind the liquid."""
        canvas = behind(self.plan, self.view, self.form.seed)
        source = self.record.source
        with canvas.move(*self.foot):
            if isinstance(source, Fall):
                nature.cliff(canvas, self.ware, source, 0.75 * self.view.scene.width, self.form.seed)
            ware.shadow(canvas, self.ware, self.plan.liquid.colour if self.plan.liquid.dense < 0.97 else None)
            ware.back(canvas, self.ware)
        return canvas

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas is the same one every time."""
        canvas, still = self.canvas, self.record.stills[frame]
        time = frame / self.form.fps
        with self.lens.look(canvas, frame), canvas.fading(blend="copy"):
            canvas.stamp(self.backdrop)
        with self.lens.look(canvas, frame), canvas.move(*self.foot):
            self.filled(canvas, still, frame, time)
            self.flying(canvas, still, time)
        self.air(canvas, time)
        return canvas

    def filled(self, canvas: Canvas, still: Still, frame: int, time: float) -> None:
        """Vessel and content."""
        plan, shape, clear = self.plan, self.ware, self.plan.vessel.clear
        froth = float(self.froth[frame])
        if plan.vessel.name not in SUNKEN:
            liquid.puddle(canvas, shape, still.puddle, plan.liquid)
        liquid.surface(canvas, shape, still, plan.liquid, self.sky, froth)
        if plan.act == "fountain":
            nature.pedestal(canvas, shape)
            nature.arcs(canvas, shape, self.record.source, time, self.plan.gravity)
        if isinstance(self.record.source, Fall):
            nature.froth(canvas, shape, self.record.source, still.level, time)
        self.skirts(canvas, still, time, near=False)
        self.things(canvas, still, time)
        self.skirts(canvas, still, time, near=True)
        if not isinstance(self.record.source, Fall):
            liquid.stream(canvas, shape.scale, still.stream, plan.liquid)
            liquid.drops(canvas, shape, still.drops[self.hidden(still)], self.tone)
        if clear:
            liquid.body(canvas, shape, still, plan.liquid, froth)
            if plan.liquid.dense > 0.6:
                with canvas.fading(0.3):
                    self.things(canvas, still, time)
            liquid.bubbles(canvas, shape, still, self.rates, frame, self.form.fps)
        ware.front(canvas, shape)

    def skirts(self, canvas: Canvas, still: Still, time: float, near: bool) -> None:
        """What stands up around what has just plunged in."""
        for plunge in self.record.plunges:
            liquid.skirt(canvas, self.ware, plunge, still, time - plunge.time, self.plan.liquid, near)

    def hidden(self, still: Still) -> NDArray[np.bool_]:
        """Which drops are inside of the vessel or behind it."""
        rows, vessel = still.drops, self.plan.vessel
        inside = np.hypot(rows[:, X], rows[:, Z] / vessel.deep) < vessel.rim
        return np.asarray((rows[:, Y] < vessel.height) & (inside | (rows[:, Z] > 0)))

    def things(self, canvas: Canvas, still: Still, time: float) -> None:
        """What floats, sinks or is still falling, from the furthest to the nearest."""
        m = self.ware.scale
        order = sorted(range(len(self.plan.fallers)), key=lambda at: -self.plan.fallers[at].z)
        for at in order:
            if self.plan.fallers[at].time > time and not self.plan.fallers[at].inside:
                continue
            faller, (x, y, angle, _) = self.plan.fallers[at], still.bodies[at].tolist()
            if self.plan.vessel.clear:
                thing(canvas, self.ware, faller, (x, y, angle))
                continue
            line = -(still.level + faller.z * self.plan.vessel.tilt * self.plan.vessel.deep) * m
            with canvas.within(-4e3, -8e3, 8e3, 8e3 + line):
                thing(canvas, self.ware, faller, (x, y, angle))
            if y < still.level + faller.body.half[0]:
                deep = max(0.0, still.level - y - faller.body.half[0])
                with (
                    canvas.fading(0.4 * (1 - self.plan.liquid.dense) * np.exp(-3 * deep)),
                    canvas.within(-4e3, line, 8e3, 8e3),
                ):
                    thing(canvas, self.ware, faller, (x, y, angle))

    def flying(self, canvas: Canvas, still: Still, time: float) -> None:
        """Drops, jug or tap, mist, steam."""
        plan, source, m = self.plan, self.record.source, self.ware.scale
        rows = still.drops
        if isinstance(source, Fall):
            nature.sheet(canvas, self.ware, source, rows, time)
            liquid.drops(canvas, self.ware, rows[rows[:, VOLUME] < 0.5 * source.rate / 1100], (1, 1, 1))
            nature.mist(canvas, self.ware, 0.0, 1.3 * source.wide, time, 0.3)
            return
        liquid.drops(canvas, self.ware, rows[~self.hidden(still)], self.tone)
        if self.pourer:
            self.pourer.paint(canvas, m, time, still, plan.liquid)
        elif isinstance(source, Spout):
            tap(canvas, m, source.at, min(1.9, plan.size), 1.13 * (plan.vessel.widest + plan.vessel.wall))
        if plan.act == "fountain":
            nature.mist(canvas, self.ware, 0.0, 0.8, time, 0.09)
        if plan.liquid.hot:
            liquid.steam(canvas, self.ware, still, time)

    def air(self, canvas: Canvas, time: float) -> None:
        """Weather, and the light over it all."""
        scene = self.view.scene
        if scene.weather and scene.place not in ROOFED:
            (light.snow if scene.weather == "snow" else light.rain)(canvas, self.camera, time, self.form.seed)
        if self.grade:
            with canvas.fading(blend="multiply"):
                canvas.stamp(self.grade)
