"""What falls in, floats or lies on the bottom."""

from __future__ import annotations

from providers.studio.canvas import Canvas, Point, linear
from providers.studio.paint.balls import ball
from providers.studio.paint.boxes import box
from providers.studio.paint.colours import darker, lighter
from providers.studio.scenes.water.paint.ware import Ware
from providers.studio.scenes.water.plan import Faller
from providers.studio.stagecraft.terms import Colour

BEAK: Colour = (0.95, 0.45, 0.1)


def thing(canvas: Canvas, ware: Ware, faller: Faller, place: tuple[float, float, float]) -> None:
    """One thing where it is now."""
    x, y, angle = place
    m, body = ware.scale, faller.body
    at = (x * m, -(y + faller.z * ware.vessel.tilt * ware.vessel.deep) * m)
    radius = body.half[0] * m
    if body.skin == "duck":
        return duck(canvas, at, radius, body.colour, angle)
    if body.shape == "box":
        with canvas.move(*at, -angle):
            box(canvas, body, (radius, radius), -angle)
        return None
    with canvas.move(*at, scale=(radius, radius)):
        ball(canvas, body, -angle)
    return None


def duck(canvas: Canvas, at: Point, radius: float, colour: Colour, angle: float) -> None:
    """A rubber duck that looks to the left."""
    with canvas.move(at[0], at[1], -0.25 * angle, scale=(radius, radius)):
        shade = linear((-1, -1), (1, 1), (0, lighter(colour, 0.4)), (0.5, colour), (1, darker(colour, 0.35)))
        canvas.polygon(((0.55, -0.2), (1.3, -0.75), (1.05, 0.35)), shade)
        canvas.ellipse(0.1, 0.15, 1.05, 0.75, shade)
        canvas.circle(-0.55, -0.75, 0.58, shade)
        canvas.polygon(((-1.02, -0.86), (-1.5, -0.72), (-1.45, -0.58), (-1.0, -0.55)), BEAK)
        canvas.circle(-0.72, -0.9, 0.11, (0.08, 0.06, 0.08))
        canvas.circle(-0.75, -0.93, 0.035, (1, 1, 1))
        canvas.ellipse(0.3, 0.08, 0.52, 0.32, darker(colour, 0.12))
        canvas.ellipse(0.28, 0.03, 0.5, 0.27, lighter(colour, 0.15))
