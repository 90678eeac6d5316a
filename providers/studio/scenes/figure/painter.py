"""One frame: the place, shadow or reflection, the performer, what flies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy.ndimage import gaussian_filter1d

from providers.studio.canvas import Canvas
from providers.studio.paint import venues
from providers.studio.paint.body import Look, person, smear
from providers.studio.paint.halls import Hall, Theatre
from providers.studio.paint.lens import Lens
from providers.studio.paint.perspective import Floats, View, view
from providers.studio.paint.rink import Rink
from providers.studio.paint.venues import Venue
from providers.studio.performance import Form
from providers.studio.scenes.figure.landscape import Landscape
from providers.studio.scenes.figure.motion import Motion
from providers.studio.scenes.figure.rig import Bed
from providers.studio.scenes.figure.traces import Spray, Trace
from providers.studio.script import Script
from providers.studio.stagecraft.anatomy import ANKLES, CROWN, FINGERS, NECK, PELVIS, SHOULDERS, TOES

TALL = {"ice": 3.1, "mat": 3.8, "dance": 3.2, "bed": 5.0, "plain": 3.5}
"""Metres of height in view, by what is done."""
EYES = {"ice": 1.15, "mat": 1.25, "dance": 1.0, "bed": 1.6}
VENUES: Mapping[str, type[Venue]] = MappingProxyType({"ice": Rink, "mat": Hall, "bed": Hall, "dance": Theatre})
"""Where it is done, unless the prompt puts it elsewhere."""
TRAIL = 7
"""Samples of a fast limb's way that are seen at once."""
FAST = 3.6
"""Metres per second at which a limb begins to blur."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is seen, for every frame."""

    form: Form
    script: Script
    style: str
    motion: Motion
    look: Look
    times: Floats
    """Seconds of the motion at each frame."""
    camera: Floats
    """Where the camera is at each frame, in metres."""
    view: View


def sight(script: Script, form: Form, style: str, motion: Motion, look: Look) -> Sight:
    """Place the camera: it follows evenly, and as little as it has to."""
    times = np.arange(form.frames) / form.fps / script.slow
    framed = framing(script, form, style, motion)
    path = gaussian_filter1d(motion.centre[:, 0], 0.55 * 240, mode="nearest")
    if style in {"dance", "bed"}:
        path = 0.75 * path
    return Sight(
        form=form,
        script=script,
        style=style,
        motion=motion,
        look=look,
        times=times,
        camera=motion.at(times, path),
        view=framed,
    )


def framing(script: Script, form: Form, style: str, motion: Motion) -> View:
    """High enough for the highest jump."""
    count = round(min(len(motion.points) / 240, form.seconds / script.slow) * 240)
    top = float(motion.points[:count, CROWN, 1].max()) + 0.45
    tall = max(TALL[style] * (0.62 + 0.38 * motion.build.stature / 1.62), top / 0.84)
    if style in EYES and not outside(script):
        return view(form.width, form.height, tall, EYES[style])
    return view(form.width, form.height, tall, 0.08 * tall, 0.81)


def outside(script: Script) -> bool:
    """Whether the prompt puts it somewhere that has a landscape of its own."""
    return script.placed and script.place not in {"gym", "studio"}


class Cast:
    """A clear picture as large as the performer, to be laid on the frame as they are and upside down."""

    def __init__(self) -> None:
        self.canvas = Canvas(8, 8)
        self.corner = np.zeros(3)

    def cleared(self, seen: Floats, tall: float) -> Canvas:
        """The picture, empty, around these points."""
        margin = 0.16 * tall
        low, high = seen[:, :2].min(axis=0) - margin, seen[:, :2].max(axis=0) + margin
        self.corner = np.array([np.floor(low[0]), np.floor(low[1]), 0.0])
        wide, deep = int(high[0] - low[0]) + 2, int(high[1] - low[1]) + 2
        if wide > self.canvas.width or deep > self.canvas.height:
            self.canvas = Canvas(max(wide, self.canvas.width), max(deep, self.canvas.height))
        self.canvas.context.clear_all()
        return self.canvas

    def stamped(self, canvas: Canvas) -> None:
        """Lay it where it belongs."""
        canvas.stamp(self.canvas, float(self.corner[0]), float(self.corner[1]))

    def mirrored(self, canvas: Canvas, line: float, alpha: float) -> None:
        """Lay it upside down, as it is seen in a floor at that height of the frame."""
        with canvas.fading(alpha), canvas.move(0, 2 * line, scale=(1.0, -1.0)):
            self.stamped(canvas)


class Painter:
    """Paints all frames of one performance."""

    def __init__(self, sight: Sight) -> None:
        self.sight, form = sight, sight.form
        self.canvas = Canvas(form.width, form.height)
        self.cast = Cast()
        reach = (float(sight.camera.min()), float(sight.camera.max()))
        self.venue = self.placed(reach)
        self.lens = Lens(sight.script.camera, form)
        self.trace = Trace(sight.motion) if sight.style == "ice" else None
        self.spray = Spray(sight.motion, form.seed) if sight.style == "ice" else None
        self.bed = Bed(sight.motion) if sight.style == "bed" else None
        self.tail = swinging(sight.motion) if sight.look.style == "tail" else None
        self.rate = np.gradient(sight.motion.yaw) * 240

    def placed(self, reach: tuple[float, float]) -> Venue:
        """The venue of this style, or the landscape that was asked for."""
        sight = self.sight
        if sight.style == "plain" or outside(sight.script):
            return Landscape(sight.view, reach, sight.form.seed, sight.script, ice=sight.style == "ice")
        return VENUES[sight.style](sight.view, reach, sight.form.seed)

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas is the same one every time."""
        sight, canvas = self.sight, self.canvas
        time, camera = float(sight.times[frame]), float(sight.camera[frame])
        with self.lens.look(canvas, frame, 1.0):
            self.venue.paint(canvas, camera)
            if sight.style in {"ice", "mat"} and not isinstance(self.venue, Landscape):
                venues.sparkle(canvas, sight.view, frame / sight.form.fps, sight.form.seed, 0.8 * self.venue.foot)
            self.performer(time, camera)
            self.floor(canvas, time, camera)
            if self.bed:
                self.bed.paint(canvas, sight.view, time, camera)
            self.cast.stamped(canvas)
            if self.spray:
                self.spray.paint(canvas, sight.view, time, camera)
            self.venue.air(canvas, frame / sight.form.fps)
        return canvas

    def floor(self, canvas: Canvas, time: float, camera: float) -> None:
        """What the performer leaves on the floor: trace, reflection, shadow."""
        sight, at = self.sight, np.array([time])
        points = sight.motion.at(at, sight.motion.points)[0]
        if self.trace:
            self.trace.paint(canvas, sight.view, time, camera)
            line = sight.view.spot(float(points[:, 0].mean()), 0.0, float(points[:, 2].mean()), camera)[1]
            self.cast.mirrored(canvas, line, 0.22)
        strength = 0.34 if sight.style == "ice" else 0.5
        middle = points.mean(axis=0) - np.array([0, 0.9 * sight.motion.build.stature / 1.62, 0])
        venues.soft_shadow(canvas, sight.view, middle, camera, 0.48, strength)
        for ankle in (*ANKLES,):
            foot = 0.5 * (points[ankle] + points[ankle + 1]) - np.array([0, 0.05, 0])
            if foot[1] < 0.3:
                venues.soft_shadow(canvas, sight.view, foot, camera, 0.17, 0.6 * (1 - foot[1] / 0.3))

    def tall(self, points: Floats) -> float:
        """The stature in pixels, where the performer is."""
        return self.sight.motion.build.stature * self.sight.view.scale * self.sight.view.far(float(points[NECK, 2]))

    def swirl(self, time: float) -> float:
        """How far a skirt stands out."""
        motion = self.sight.motion
        rate = abs(float(motion.at(np.array([time - 0.06]), self.rate)[0]))
        fall = (
            -float(
                motion.at(np.array([time]), motion.centre)[0, 1]
                - motion.at(np.array([time - 0.03]), motion.centre)[0, 1]
            )
            / 0.03
        )
        return float(np.clip(rate / 26 + max(0.0, fall) * 0.12, 0, 0.92)) + 0.02 * float(np.sin(9 * time))

    def performer(self, time: float, camera: float) -> None:
        """The body, and the smear behind its fastest ends, on a picture of their own."""
        sight = self.sight
        at = time - np.arange(TRAIL)[::-1] / 240 * 0.9
        path = sight.motion.at(at, sight.motion.points)
        seen = sight.view.seen(path, camera)
        tall = self.tall(path[-1])
        canvas = self.cast.cleared(seen[-1], tall)
        seen = seen - self.cast.corner
        swept = path[-1] - path[0] - 0.8 * (path[-1, PELVIS] - path[0, PELVIS])
        for end in (*FINGERS, *TOES):
            speed = float(np.sqrt((swept[end] ** 2).sum())) / (at[-1] - at[0])
            if speed > FAST:
                colour = sight.look.skin if end in FINGERS else sight.look.shoes or sight.look.skin
                smear(canvas, seen[:, [end - 1, end], :2], colour, min(1.0, (speed - FAST) / 6))
        tail = None
        if self.tail is not None:
            tail = sight.view.seen(sight.motion.at(np.array([time]), self.tail)[0], camera) - self.cast.corner
        person(canvas, seen[-1], tall, sight.look, self.swirl(time), tail)


def swinging(motion: Motion) -> Floats:
    """Where a tail of hair hangs: two points that follow the head by springs; samples by two by three."""
    head = motion.points[:, NECK] + 0.72 * (motion.points[:, CROWN] - motion.points[:, NECK])
    side = motion.points[:, SHOULDERS[1]] - motion.points[:, SHOULDERS[0]]
    up = motion.points[:, CROWN] - motion.points[:, NECK]
    ahead = np.cross(up, side)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-9
    root = head - 0.085 * ahead
    rest = np.stack([root - 0.05 * ahead + [0, -0.09, 0], root - 0.06 * ahead + [0, -0.22, 0]], axis=1)
    out, place, speed = np.empty_like(rest), rest[0].copy(), np.zeros((2, 3))
    stiff, loss, length = np.array([[90.0], [42.0]]), np.array([[9.0], [6.0]]), np.array([0.11, 0.24])
    for at in range(len(rest)):
        speed += (stiff * (rest[at] - place) - loss * speed) / 240
        place = place + speed / 240
        off = place - root[at]
        reach = np.sqrt((off**2).sum(axis=1))
        place = root[at] + off * np.minimum(1.0, length / (reach + 1e-9))[:, None]
        out[at] = place
    return out
