"""One frame of a scene about cloth."""

from __future__ import annotations

from providers.studio.canvas import Canvas
from providers.studio.paint import light
from providers.studio.paint.camera import Camera, camera
from providers.studio.paint.lens import Lens
from providers.studio.paint.places import backdrop
from providers.studio.performance import Form
from providers.studio.scenes.cloth import paint, stand
from providers.studio.scenes.cloth.film import Record
from providers.studio.scenes.cloth.plan import Plan
from providers.studio.stagecraft.terms import Scene
from providers.studio.weather import ROOFED

VIEWS = {
    "flag": (-0.95, 1.25, 3.0), "scarf": (-0.95, 1.45, 2.1), "laundry": (-2.15, 2.15, 2.3),
    "curtain": (-1.3, 1.3, 2.45),
    "drape": (-0.95, 0.95, 1.25),
}  # fmt: skip
"""The left, right and upper end of each setting, in metres."""


def view(plan: Plan, form: Form) -> tuple[Scene, Camera, paint.Eye]:
    """The least view that holds the setting."""
    left, right, top = VIEWS[plan.setting]
    tall = max(top / 0.8, 1.05 * (right - left) / form.aspect)
    below = 0.16 * tall + 0.4 * max(0.0, 0.8 * tall - top)
    scene = Scene(
        width=tall * form.aspect, height=tall, below=below, bodies=(), statics=(), place=plan.script.place,
        light=plan.script.light, weather=plan.script.weather,
    )  # fmt: skip
    seen = camera(scene, form.width, form.height)
    lift = 0.3 if plan.setting == "drape" else 0.0
    eye = paint.Eye(
        scale=seen.scale, across=seen.x(-(left + right) / 2), ground=seen.y(0.0), lift=lift, away=4.0 if lift else 7.0
    )
    return scene, seen, eye


class Painter:
    """Paints the frames of one scene; what stands still is painted once, here."""

    def __init__(self, record: Record, form: Form) -> None:
        self.record, self.form, self.plan = record, form, record.plan
        self.scene, self.camera, self.eye = view(record.plan, form)
        self.lens = Lens(record.plan.script.camera, form)
        self.grade = light.grade(self.scene, self.camera)
        self.backdrop = backdrop(self.scene, self.camera, form.seed)
        stand.behind(self.backdrop, self.eye, record.plan)
        self.canvas = Canvas(form.width, form.height)

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas is the same one every time."""
        canvas, places = self.canvas, self.record.places[frame]
        with self.lens.look(canvas, frame), canvas.fading(blend="copy"):
            canvas.stamp(self.backdrop)
        with self.lens.look(canvas, frame):
            for place in places if self.plan.setting in {"drape", "laundry"} else []:
                paint.shadow(canvas, self.eye, place, 0.34 if self.plan.setting == "drape" else 0.2)
            if self.plan.setting == "drape":
                stand.support(canvas, self.eye, self.plan)
            for piece, place in zip(self.plan.pieces, places, strict=True):
                paint.cloth(canvas, self.eye, piece, place)
            stand.before(canvas, self.eye, self.plan, places)
        if self.scene.weather and self.scene.place not in ROOFED:
            (light.snow if self.scene.weather == "snow" else light.rain)(
                canvas, self.camera, frame / self.form.fps, self.form.seed
            )
        if self.grade:
            with canvas.fading(blend="multiply"):
                canvas.stamp(self.grade)
        return canvas
