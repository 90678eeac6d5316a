"""A place of the studio as a long strip that passes by; mirrored strips join without a seam."""

from __future__ import annotations

from functools import cached_property
from random import Random

from providers.studio.canvas import Canvas
from providers.studio.paint import light, places
from providers.studio.paint.camera import Camera
from providers.studio.paint.perspective import View
from providers.studio.paint.venues import Venue
from providers.studio.script import Script
from providers.studio.stagecraft.terms import Scene
from providers.studio.weather import INDOORS

SLOWLY = {"room": 0.85, "gym": 0.8, "studio": 0.85, "street": 0.6}
"""How fast what is behind the floor passes, over the floor, where it is near."""


class Landscape(Venue):
    """Park, street, beach, snow, room or moon."""

    def __init__(self, view: View, reach: tuple[float, float], seed: int, script: Script, *, ice: bool) -> None:
        self.script, self.ice, self.seed = script, ice, seed
        super().__init__(view, (0.0, 0.0), seed)
        self.grade = light.grade(self.scene, self.camera)

    @cached_property
    def scene(self) -> Scene:
        """The place as the studio's painters know it, empty."""
        view = self.view
        tall = view.height / view.scale
        place = self.script.place if self.script.placed or self.script.place != "studio" else "park"
        return Scene(width=view.metres, height=tall, below=tall - view.floor / view.scale, bodies=(), statics=(),
                     place=place, light=self.script.light, weather=self.script.weather)  # fmt: skip

    @cached_property
    def camera(self) -> Camera:
        """The picture's own camera."""
        return self.framed(self.view.width)

    def framed(self, width: int) -> Camera:
        """The same camera with a picture of that width."""
        view = self.view
        return Camera(
            width=width, height=view.height, scale=view.scale, top=view.floor / view.scale, below=self.scene.below
        )

    def build(self) -> None:
        """One strip, and its mirror image."""
        view = self.view
        self.wide = int(1.6 * view.width)
        self.strips = [Canvas(self.wide, view.height)]
        paint = places.PLACES[self.scene.place]
        paint(self.strips[0], self.framed(self.wide), self.scene, Random(f"{self.seed}/place"))
        if self.ice:
            frozen(self.strips[0], view)
        turned = Canvas(self.wide, view.height)
        with turned.move(self.wide, scale=(-1.0, 1.0)):
            turned.stamp(self.strips[0])
        self.strips.append(turned)

    def paint(self, canvas: Canvas, camera: float) -> None:
        """The part of the strips that is in view."""
        split = round(self.camera.horizon)
        with canvas.fading(blend="copy"):
            with canvas.within(0, 0, canvas.width, split):
                self.slid(canvas, SLOWLY.get(self.scene.place, 0.3) * camera)
            with canvas.within(0, split, canvas.width, canvas.height - split):
                self.slid(canvas, camera)

    def slid(self, canvas: Canvas, camera: float) -> None:
        """The strips as they lie when the camera has gone that far."""
        left = camera * self.view.scale + (self.wide - self.view.width) / 2
        first = int(left // self.wide)
        for at in (first, first + 1):
            canvas.stamp(self.strips[at % 2], round(at * self.wide - left))

    def air(self, canvas: Canvas, time: float) -> None:
        """Weather and the light of the hour."""
        if self.scene.weather and self.scene.place not in INDOORS:
            (light.snow if self.scene.weather == "snow" else light.rain)(canvas, self.camera, time, self.seed)
        if self.grade:
            with canvas.fading(blend="multiply"):
                canvas.stamp(self.grade)


def frozen(canvas: Canvas, view: View) -> None:
    """A sheet of ice where the floor is."""
    top = view.floor - 0.3 * (view.floor - view.horizon)
    canvas.rectangle(0, top, canvas.width, view.height - top, (0.78, 0.88, 0.96, 0.85))
    canvas.rectangle(0, top, canvas.width, 0.04 * (view.height - top), (1, 1, 1, 0.7))
