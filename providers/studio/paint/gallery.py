"""Paints exhibits: the place, what stands in it, what moves, the weather and the light."""

from __future__ import annotations

from providers.studio.canvas import Canvas
from providers.studio.exhibit import Exhibit
from providers.studio.paint import light
from providers.studio.paint.camera import camera
from providers.studio.paint.lens import Lens
from providers.studio.paint.places import backdrop
from providers.studio.performance import Form, Performance
from providers.studio.script import Script
from providers.studio.stagecraft.ground import View
from providers.studio.stagecraft.terms import Scene
from providers.studio.weather import INDOORS


def shown(exhibit: Exhibit, script: Script, form: Form) -> Performance:
    """The exhibit as a performance in the script's place and light."""
    return Performance(
        form=form, place=script.place, weather=script.weather, width=exhibit.seen.width, cues=exhibit.cues,
        painter=lambda: Painter(exhibit, script, form), truth=exhibit.truth,
    )  # fmt: skip


def room(seen: View, script: Script) -> Scene:
    """The empty stage of that view, for the painters of places."""
    return Scene(
        width=seen.width, height=seen.height, below=seen.below, bodies=(), statics=(), place=script.place,
        light=script.light, weather=script.weather, wind=script.wind,
    )  # fmt: skip


class Painter:
    """Paints one exhibit, frame by frame."""

    def __init__(self, exhibit: Exhibit, script: Script, form: Form) -> None:
        self.exhibit, self.form = exhibit, form
        self.scene = room(exhibit.seen, script)
        self.camera = camera(self.scene, form.width, form.height)
        self.backdrop = backdrop(self.scene, self.camera, form.seed)
        exhibit.stand(self.backdrop, self.camera)
        self.grade = light.grade(self.scene, self.camera)
        self.lens = Lens(script.camera, form)
        self.canvas = Canvas(form.width, form.height)

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas is the same one every time."""
        canvas = self.canvas
        with self.lens.look(canvas, frame):
            with canvas.fading(blend="copy"):
                canvas.stamp(self.backdrop)
            self.exhibit.moving(canvas, self.camera, frame)
        if self.scene.weather and self.scene.place not in INDOORS - {"studio"}:
            fall = light.snow if self.scene.weather == "snow" else light.rain
            fall(canvas, self.camera, frame / self.form.fps, self.form.seed, self.scene.wind)
        if self.grade:
            with canvas.fading(blend="multiply"):
                canvas.stamp(self.grade)
        return canvas
