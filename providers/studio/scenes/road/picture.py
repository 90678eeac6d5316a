"""The painter of the road: what is far, the road, what drives on it from far to near, light and weather."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.paint import light
from providers.studio.paint.boxes import box
from providers.studio.paint.camera import Camera
from providers.studio.paint.lens import Lens
from providers.studio.paint.scenery import Scenery
from providers.studio.performance import Form
from providers.studio.scenes.road import air, beams, bodies, coaches, cycles
from providers.studio.scenes.road.drive import Drive
from providers.studio.scenes.road.shards import Shard
from providers.studio.scenes.road.surface import Eye, Surface, traffic_light
from providers.studio.scenes.road.vehicles import Vehicle
from providers.studio.scenes.road.view import Seen
from providers.studio.scenes.road.wheels import wheel
from providers.studio.script import Script
from providers.studio.stagecraft.terms import Colour, Scene
from providers.studio.tracks import Floats

Body = Callable[[Canvas, Vehicle, Colour, bool, float], None]
BODIES: Mapping[str, Body] = MappingProxyType(
    {
        "saloon": bodies.shell, "coupe": bodies.shell, "jeep": bodies.shell, "van": bodies.shell,
        "coach": coaches.coach, "lorry": coaches.lorry, "loco": coaches.loco, "wagon": coaches.wagon,
        "moto": cycles.moto, "vespa": cycles.vespa, "bike": cycles.bike, "tractor": cycles.tractor,
    }
)  # fmt: skip
"""Who paints which body: the canvas in metres, its kind and colour, whether its windows are lit, metres it has gone."""
UNDER = frozenset({"bike", "moto", "vespa", "loco", "wagon"})
"""What stands before its wheels; others have theirs before them."""
SWIMS = 24.0
"""Turns of a wheel, in radians per second, at which its spokes begin to swim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """All that is to be seen."""

    script: Script
    form: Form
    drive: Drive
    seen: Seen
    eye: Floats
    """Frames by x and y."""
    shards: tuple[Shard, ...]


class Picture:
    """Paints the frames of one shot."""

    def __init__(self, shot: Shot) -> None:
        script, form = shot.script, shot.form
        self.shot, self.canvas, self.drive = shot, Canvas(form.width, form.height), shot.drive
        self.surface = Surface(shot.drive, shot.seen, script.place, script.weather)
        self.air = air.weathered(script.place, script.weather, str(script.details.get("far", "")))
        self.camera = Camera(
            width=form.width, height=form.height, scale=shot.seen.scale, top=shot.seen.tall - shot.seen.below,
            below=shot.seen.below,
        )  # fmt: skip
        self.scenery = Scenery(self.camera, shot.seen.kerb, script, form.seed)
        scene = Scene(
            width=shot.seen.wide, height=shot.seen.tall, below=shot.seen.below, bodies=(), statics=(),
            place=script.place, light=script.light, weather=script.weather,
        )  # fmt: skip
        self.grade = light.grade(scene, self.camera)
        self.dark = {"night": 1.0, "sunset": 0.45}.get(script.light, 0.35 if script.weather else 0.0)
        self.lens = Lens("" if script.camera == "follow" else script.camera, form)
        self.order = sorted(range(len(shot.drive.plan.driven)), key=lambda at: -shot.drive.plan.driven[at].lane)

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas is the same one every time."""
        canvas, script = self.canvas, self.shot.script
        x, y = (float(each) for each in self.shot.eye[frame])
        eye = Eye(seen=self.shot.seen, x=x, y=y)
        with self.lens.look(canvas, frame):
            self.scenery.paint(canvas, x, y)
            self.surface.paint(canvas, eye, frame)
            if self.drive.plan.line is not None:
                traffic_light(canvas, eye, self.drive.plan.line, frame / self.drive.fps)
            self.things(canvas, eye, frame)
        if script.weather:
            fall = light.snow if script.weather == "snow" else light.rain
            fall(
                canvas,
                self.camera,
                frame / self.drive.fps,
                self.shot.form.seed,
                script.wind + 0.012 * self.speed(frame),
            )
        if self.grade:
            with canvas.fading(blend="multiply"):
                canvas.stamp(self.grade)
        with self.lens.look(canvas, frame), canvas.fading(blend="screen"):
            self.lamps(canvas, eye, frame)
        return canvas

    def speed(self, frame: int) -> float:
        """How fast the eye goes, in metres per second."""
        eye = self.shot.eye[:, 0]
        return float(abs(eye[max(1, frame)] - eye[max(1, frame) - 1])) * self.drive.fps if len(eye) > 1 else 0.0

    def things(self, canvas: Canvas, eye: Eye, frame: int) -> None:
        """Vehicles from the far lane to the near one, and what stands in their way."""
        for at in self.order:
            if self.within(eye, at, frame):
                air.shadow(canvas, eye, self.drive, at, frame, 0.85 - 0.35 * self.dark)
                self.vehicle(canvas, eye, at, frame)
            air.exhaust(canvas, eye, self.drive, at, frame, self.air)
            air.thrown(canvas, eye, self.drive, at, frame, self.air)
        for at, crate in enumerate(self.drive.plan.crates):
            x, y, angle = (float(each) for each in self.drive.crates[frame, at])
            with canvas.move(*eye.at(x, y), -angle):
                box(canvas, crate, (crate.half[0] * eye.seen.scale, crate.half[1] * eye.seen.scale), -angle)
        air.broken(canvas, eye, self.shot.shards, frame / self.drive.fps)

    def within(self, eye: Eye, at: int, frame: int) -> bool:
        """Whether a vehicle can be seen at all."""
        kind = self.drive.plan.driven[at].vehicle
        return abs(float(self.drive.x[frame, at]) - eye.x) < 0.62 * self.shot.seen.wide + kind.length

    def vehicle(self, canvas: Canvas, eye: Eye, at: int, frame: int) -> None:
        """One vehicle: its body as it leans, its wheels where their springs have them."""
        drive, driven = self.drive, self.drive.plan.driven[at]
        kind, wheels = driven.vehicle, range(len(driven.vehicle.axles))
        gone = driven.facing * (float(drive.x[frame, at]) - driven.x)
        if kind.body in UNDER:
            self.wheels(canvas, eye, at, frame)
        with self.framed(canvas, eye, at, frame):
            BODIES[kind.body](canvas, kind, driven.colour, self.dark >= 0.45, gone)
        if wheels and kind.body not in UNDER:
            self.wheels(canvas, eye, at, frame)

    @contextmanager
    def framed(self, canvas: Canvas, eye: Eye, at: int, frame: int) -> Iterator[None]:
        """The frame in which a body is painted: metres, x forwards, its ground at nought."""
        drive, driven = self.drive, self.drive.plan.driven[at]
        px, py = eye.at(float(drive.x[frame, at]), float(drive.y[frame, at]), driven.lane)
        scale = eye.seen.scale * eye.seen.lane(driven.lane)[1]
        lean = -float(drive.angle[frame, at])
        with canvas.move(px, py, lean, scale=(driven.facing * scale, scale)), canvas.move(0.0, driven.vehicle.middle):
            yield

    def wheels(self, canvas: Canvas, eye: Eye, at: int, frame: int) -> None:
        """The wheels of one vehicle."""
        drive, driven = self.drive, self.drive.plan.driven[at]
        scale = eye.seen.scale * eye.seen.lane(driven.lane)[1]
        before = max(0, frame - 1)
        for axle in range(len(driven.vehicle.axles)):
            spot = (frame, at, axle)
            turn = -float(drive.wheel_angle[spot])
            pace = abs(float(drive.wheel_angle[spot] - drive.wheel_angle[before, at, axle])) * drive.fps
            px, py = eye.at(float(drive.wheel_x[spot]), float(drive.wheel_y[spot]), driven.lane)
            with canvas.move(px, py, scale=(scale, scale)):
                wheel(
                    canvas, driven.vehicle, driven.vehicle.round(axle), turn, float(np.clip((pace - SWIMS) / 40, 0, 1))
                )

    def lamps(self, canvas: Canvas, eye: Eye, frame: int) -> None:
        """What shines."""
        for at in self.order:
            if not self.within(eye, at, frame):
                continue
            if self.surface.wet:
                beams.mirrored(canvas, eye, self.drive, at, frame, self.dark)
            with self.framed(canvas, eye, at, frame):
                beams.shine(canvas, self.drive, at, frame, self.dark)
