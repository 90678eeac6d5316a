"""One frame: backdrop, shadows, things, people, weather, light, in that order."""

from __future__ import annotations

from math import exp

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas
from providers.studio.materials import MATERIALS
from providers.studio.paint import light, shadows
from providers.studio.paint.balls import ball
from providers.studio.paint.boxes import box
from providers.studio.paint.camera import Camera, camera
from providers.studio.paint.colours import thin
from providers.studio.paint.depths import Depths
from providers.studio.paint.lens import Lens
from providers.studio.paint.people import person
from providers.studio.paint.sets import net
from providers.studio.performance import Form
from providers.studio.stagecraft.terms import Body
from providers.studio.tracks import Floats, Tracks
from providers.studio.weather import ROOFED

LEAFY = frozenset({"park", "street", "forest"})
"""Where the wind has leaves to blow about."""
LEAST_DUST = 8.0
"""Newton seconds."""


class Painter:
    """Paints the frames of one scene; what stands still is painted once, here."""

    def __init__(self, tracks: Tracks, form: Form, movement: str = "") -> None:
        self.tracks, self.scene, self.seed = tracks, tracks.scene, form.seed
        self.camera = camera(tracks.scene, form.width, form.height)
        self.lens = Lens(
            movement, form, watched(tracks, self.camera), (0.9, -0.6) if tracks.scene.hoop else (0.0, 0.85)
        )
        self.depths = Depths(tracks.scene, self.camera, form.seed, self.lens)
        self.grade = light.grade(tracks.scene, self.camera)
        self.squash = squashes(tracks)
        self.canvas = Canvas(form.width, form.height)

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas is the same one every time."""
        return self.paint_at(frame, frame / self.tracks.fps)

    def paint_at(self, frame: int, time: float) -> Canvas:
        """The same, with what goes by the clock (people, nets, weather, dust) as it is at that second."""
        canvas = self.canvas
        self.depths.paint(canvas, frame)
        with self.lens.look(canvas, frame):
            self.play(canvas, frame, time)
        self.air(canvas, time)
        return canvas

    def play(self, canvas: Canvas, frame: int, time: float) -> None:
        """What is on stage: shadows, net, person, things, dust."""
        visible = np.flatnonzero(self.tracks.seen[frame])
        self.ground(canvas, frame, visible)
        bulge, swing = self.net_motion(frame, time)
        if self.scene.hoop:
            net(canvas, self.camera, self.scene.hoop, bulge, swing, near=False)
        if self.scene.figure:
            person(canvas, self.camera, self.scene.figure, time)
        for at in visible:
            self.thing(canvas, frame, int(at))
        if self.scene.hoop:
            net(canvas, self.camera, self.scene.hoop, bulge, swing, near=True)
        self.dust(canvas, time)

    def ground(self, canvas: Canvas, frame: int, visible: NDArray[np.intp]) -> None:
        """Reflections and shadows of all bodies."""
        track = self.tracks
        for at in visible:
            body, place = self.scene.bodies[at], (track.x[frame, at], track.y[frame, at], track.angle[frame, at])
            if self.scene.place in shadows.GLOSSY:
                shadows.reflection(canvas, self.camera, self.scene, body, *place)
        for at in visible:
            body, place = self.scene.bodies[at], (track.x[frame, at], track.y[frame, at], track.angle[frame, at])
            shadows.shadow(canvas, self.camera, self.scene, body, *place)
        if self.scene.figure:
            m = self.camera.scale
            x, y = self.camera.at((self.scene.figure.x, -0.02))
            with canvas.fading(0.8), canvas.move(x, y, scale=(0.34 * m, 0.06 * m)):
                canvas.circle(0, 0, 1, shadows.soft())

    def thing(self, canvas: Canvas, frame: int, at: int) -> None:
        """One body where it is now."""
        track, body, m = self.tracks, self.scene.bodies[at], self.camera.scale
        x, y = self.camera.at((track.x[frame, at], track.y[frame, at]))
        angle = -float(track.angle[frame, at])
        if body.shape == "box":
            with canvas.move(x, y, angle):
                box(canvas, body, (body.half[0] * m, body.half[1] * m), angle)
            return
        flat, radius = float(self.squash[frame, at]), body.half[0] * m
        self.streak(canvas, frame, at, radius)
        with canvas.move(x, y + flat * radius, scale=(radius * (1 + flat), radius * (1 - flat))):
            ball(canvas, body, angle)

    def streak(self, canvas: Canvas, frame: int, at: int, radius: float) -> None:
        """A trace of where a fast ball has just been."""
        track = self.tracks
        if frame == 0 or not track.seen[frame - 1, at]:
            return
        dx, dy = track.x[frame, at] - track.x[frame - 1, at], track.y[frame, at] - track.y[frame - 1, at]
        if (dx * dx + dy * dy) ** 0.5 * self.camera.scale < 0.35 * radius:
            return
        for part, alpha in ((0.9, 0.07), (0.6, 0.1), (0.3, 0.14)):
            x, y = self.camera.at((track.x[frame, at] - part * dx, track.y[frame, at] - part * dy))
            canvas.circle(x, y, radius * (1 - 0.06 * part), thin(self.scene.bodies[at].colour, alpha))

    def net_motion(self, frame: int, time: float) -> tuple[float, float]:
        """How far the net swells and swings now, from the balls that are or have just been in it."""
        hoop, track = self.scene.hoop, self.tracks
        if not hoop or not track.contacts:
            return 0.0, 0.0
        bulge = swing = 0.0
        for contact in track.contacts:
            age = time - contact.time
            if contact.materials[0] == "net" and 0 <= age < 1.6:
                x, y = track.x[frame, contact.body], track.y[frame, contact.body]
                inside = hoop.front[1] - hoop.drop * 1.3 < y < hoop.front[1]
                bulge = max(bulge, 1.0 if inside else 0.7 * exp(-4 * age) * abs(np.cos(14 * age)))
                swing += 0.35 * exp(-2.2 * age) * float(np.sin(9 * age)) * (1 if x >= 0 else -1)
        return bulge, swing

    def dust(self, canvas: Canvas, time: float) -> None:
        """What is thrown up where something has just hit soft ground."""
        if self.scene.place not in shadows.DUST:
            return
        for contact in self.tracks.contacts:
            age = time - contact.time
            low = contact.other is None and contact.at[1] < 0.06 and contact.impulse > LEAST_DUST
            if 0 <= age < shadows.PUFF and low:
                shadows.dust(canvas, self.camera, self.scene, contact, age)

    def air(self, canvas: Canvas, time: float) -> None:
        """Weather, and the light over it all."""
        wind = self.scene.wind
        if self.scene.weather and self.scene.place not in ROOFED:
            fall = light.snow if self.scene.weather == "snow" else light.rain
            fall(canvas, self.camera, time, self.seed, wind)
        if wind and self.scene.place in LEAFY:
            light.leaves(canvas, self.camera, time, self.seed, wind)
        if self.grade:
            with canvas.fading(blend="multiply"):
                canvas.stamp(self.grade)


def watched(tracks: Tracks, seen: Camera) -> Floats:
    """Where the first thing on stage is at each frame, in pixels."""
    if not tracks.scene.bodies:
        return np.tile([seen.width / 2, seen.height / 2], (tracks.frames, 1))
    return np.stack(seen.at((tracks.x[:, 0], tracks.y[:, 0])), axis=1)


def squashes(tracks: Tracks) -> Floats:
    """How flat each ball is at each frame: rubber gives by a share of its radius when it lands, then swings back."""
    flat = np.zeros((tracks.frames, len(tracks.scene.bodies)))
    for contact in tracks.contacts:
        body: Body = tracks.scene.bodies[contact.body]
        if contact.other is not None or body.shape != "ball" or body.material != "rubber":
            continue
        mass = MATERIALS[body.material].density * 3.14159 * body.half[0] ** 2
        depth = 0.16 * min(1.0, contact.impulse / mass / 9.0)
        start = int(contact.time * tracks.fps)
        ages = np.arange(tracks.frames - start) / tracks.fps + 1e-9
        flat[start:, contact.body] += depth * np.exp(-ages / 0.05) * np.cos(ages * 38)
    return np.clip(flat, -0.1, 0.2)
