"""Where the camera stands for a scene about water, so that all of it is in the picture, whatever its shape."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin
from random import Random

from providers.studio.canvas import Canvas, linear
from providers.studio.paint.camera import Camera, camera
from providers.studio.paint.colours import thin
from providers.studio.paint.places import backdrop, boards
from providers.studio.performance import Form
from providers.studio.scenes.water.plan import Plan
from providers.studio.scenes.water.sources import Spout, source
from providers.studio.stagecraft.terms import Colour, Scene

BLUR, SHIFTS = 0.014, 40
"""Radius over the picture's height of what is out of focus, and of how many pictures it is the mean."""
SUNKEN = frozenset({"pond", "pool"})
TABLES: dict[str, Colour] = {
    "room": (0.6, 0.4, 0.24),
    "park": (0.62, 0.46, 0.3),
    "beach": (0.78, 0.66, 0.48),
    "street": (0.45, 0.32, 0.24),
    "gym": (0.7, 0.5, 0.32),
    "snow": (0.5, 0.38, 0.3),
    "moon": (0.5, 0.5, 0.54),
    "studio": (0.62, 0.42, 0.26),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the camera sees."""

    camera: Camera
    scene: Scene
    middle: float
    """Metres, from the vessel's axis, of what stands in the middle of the picture."""
    rise: float
    """Metres that the vessel's foot lies under the ground."""


def view(plan: Plan, form: Form) -> View:
    """The least view that holds the action."""
    left, right, top = reach(plan)
    rise = plan.vessel.height if plan.vessel.name in SUNKEN else 0.0
    front = plan.vessel.tilt * plan.vessel.deep * plan.vessel.widest
    top -= rise
    share = 0.17 if plan.vessel.table else 0.14
    tall = max((top + front) / (1 - share), 1.06 * (right - left) / form.aspect)
    below = max(share * tall, front * 1.15 + 0.02 * tall)
    spare = max(0.0, tall - below - top)
    below += 0.45 * spare
    script = plan.script
    scene = Scene(
        width=tall * form.aspect,
        height=tall,
        below=below,
        bodies=(),
        statics=(),
        place=script.place,
        light=script.light,
        weather=script.weather,
    )
    return View(camera=camera(scene, form.width, form.height), scene=scene, middle=(left + right) / 2, rise=rise)


def reach(plan: Plan) -> tuple[float, float, float]:
    """The action's left, right and upper end, in metres from the vessel's foot."""
    vessel = plan.vessel
    wide = vessel.widest + vessel.wall
    match plan.act:
        case "fountain":
            return -1.25 * wide, 1.25 * wide, 2.75
        case "waterfall":
            return -1.2 * wide, 1.2 * wide, vessel.height + 5.2
        case "drop":
            return -1.3 * wide, 1.3 * wide, vessel.height + 0.5 * vessel.rim**0.5
    spout = source(plan, 0)
    assert isinstance(spout, Spout)
    if spout.tap:
        return -1.3 * wide, 1.35 * wide, spout.high + 0.14 * min(1.9, plan.size)
    size = plan.size
    return min(spout.at[0] - 0.17 * size, -1.3 * wide), max(1.4 * wide, 0.09 * size), spout.high + 0.14 * size


def behind(plan: Plan, seen: View, seed: int) -> Canvas:
    """All that is behind: the place itself, or a blurred one behind the table that it is about."""
    if not plan.vessel.table:
        return backdrop(seen.scene, seen.camera, seed)
    if seen.scene.place == "studio":
        return backdrop(seen.scene, seen.camera, seed)
    usual = Scene(
        width=2.6 * seen.camera.width / seen.camera.height,
        height=2.6,
        below=seen.camera.below * 2.6 / seen.scene.height,
        bodies=(),
        statics=(),
        place=seen.scene.place,
        light=seen.scene.light,
        weather=seen.scene.weather,
    )
    canvas = backdrop(usual, camera(usual, seen.camera.width, seen.camera.height), seed)
    blur(canvas)
    table(canvas, seen.camera, TABLES[seen.scene.place], seed)
    return canvas


def blur(canvas: Canvas) -> None:
    """Put it out of focus: the mean of itself, shifted to places that fill a disc."""
    sharp = Canvas(canvas.width, canvas.height)
    with sharp.fading(blend="copy"):
        sharp.stamp(canvas)
    for at in range(1, SHIFTS):
        turn, reach = at * 2.39996, BLUR * canvas.height * (at / SHIFTS) ** 0.5
        with canvas.fading(1 / (at + 1)):
            canvas.stamp(sharp, round(reach * cos(turn)), round(reach * sin(turn)))


def table(canvas: Canvas, camera: Camera, colour: Colour, seed: int) -> None:
    """The table top, from its far edge towards us."""
    boards(canvas, camera, colour, Random(f"{seed}/table"))
    top = camera.horizon
    canvas.rectangle(0, top, camera.width, 0.006 * camera.height, thin((1, 0.95, 0.85), 0.35))
    canvas.rectangle(
        0,
        top,
        camera.width,
        camera.height - top,
        linear((0, top), (camera.width, camera.height), (0, (1, 0.95, 0.8, 0.16)), (1, (0.1, 0.03, 0.0, 0.25))),
    )
