"""The painter of sights: the land behind, what moves, weather and hour, and at last what shines."""

from __future__ import annotations

from providers.studio.canvas import Canvas
from providers.studio.paint import light
from providers.studio.paint.lens import Lens
from providers.studio.paint.places import backdrop
from providers.studio.paint.scenery import Scenery
from providers.studio.performance import Form
from providers.studio.scenes.sight.show import Show, still, view
from providers.studio.scenes.sight.vista import horizon
from providers.studio.script import Script
from providers.studio.stagecraft.terms import Scene


class Picture:
    """Paints one show, frame by frame."""

    def __init__(self, show: Show, script: Script, form: Form, name: str) -> None:
        self.show, self.script, self.form = show, script, form
        self.camera = view(form, show.tall)
        self.eye = still(form) if show.eye is None else show.eye
        self.canvas, self.lens = Canvas(form.width, form.height), Lens(script.camera, form)
        scene = Scene(
            width=show.tall * form.aspect, height=show.tall, below=self.camera.below, bodies=(), statics=(),
            place=script.place, light=script.light, weather=script.weather, wind=script.wind,
        )  # fmt: skip
        self.room = backdrop(scene, self.camera, form.seed) if script.place == "room" else None
        flies, wide = bool(script.details.get("flies")), name == "vista"
        kerb = horizon(self.camera, wide, flies)
        self.land = None if self.room else Scenery(self.camera, kerb, script, form.seed)
        self.grade = light.grade(scene, self.camera)

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas is the same one every time."""
        canvas, script = self.canvas, self.script
        x, y = (float(each) for each in self.eye[frame])
        with self.lens.look(canvas, frame):
            if self.room:
                with canvas.fading(blend="copy"):
                    canvas.stamp(self.room)
            if self.land:
                self.land.paint(canvas, x, y)
            if self.show.moving:
                self.show.moving(canvas, self.camera, frame)
        if script.weather and not self.room:
            fall = light.snow if script.weather == "snow" else light.rain
            fall(canvas, self.camera, frame / self.form.fps, self.form.seed, script.wind)
        if self.grade:
            with canvas.fading(blend="multiply"):
                canvas.stamp(self.grade)
        if self.show.shining:
            with self.lens.look(canvas, frame), canvas.fading(blend="screen"):
                self.show.shining(canvas, self.camera, frame)
        return canvas
