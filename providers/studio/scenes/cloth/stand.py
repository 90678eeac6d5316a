"""What holds a cloth, and what it lies on."""

from __future__ import annotations

from providers.studio.canvas import Canvas, linear
from providers.studio.paint.balls import ball
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.paint.shadows import soft
from providers.studio.scenes.cloth.paint import Eye
from providers.studio.scenes.cloth.plan import Plan
from providers.studio.scenes.cloth.sheet import Field
from providers.studio.stagecraft.terms import Body, Colour

WOOD: Colour = (0.55, 0.36, 0.22)
IRON: Colour = (0.78, 0.8, 0.84)
SKIES: dict[str, Colour] = {"night": (0.12, 0.17, 0.36), "sunset": (0.98, 0.66, 0.42)}


def behind(canvas: Canvas, eye: Eye, plan: Plan) -> None:
    """What stands behind the cloth."""
    match plan.setting:
        case "flag":
            pole(canvas, eye, -0.65, 2.72, 0.035, IRON)
        case "scarf":
            pole(canvas, eye, -0.6, 1.78, 0.07, WOOD)
        case "laundry":
            for side in (-1.95, 1.95):
                pole(canvas, eye, side, 2.15, 0.045, WOOD)
        case "curtain":
            window(canvas, eye, SKIES.get(plan.script.light, (0.66, 0.84, 0.98)))
        case _:
            support(canvas, eye, plan)


def pole(canvas: Canvas, eye: Eye, x: float, high: float, wide: float, tone: Colour) -> None:
    """An upright with a knob."""
    m = eye.scale
    px, top, foot = eye.across + x * m, eye.ground - high * m, eye.ground
    with canvas.move(px + 0.1 * m, foot, scale=(5 * wide * m, 1.3 * wide * m)):
        canvas.circle(0, 0, 1, soft())
    half = wide * m / 2
    canvas.rectangle(
        px - half,
        top,
        2 * half,
        foot - top,
        linear(
            (px - half, 0), (px + half, 0), (0, lighter(tone, 0.2)), (0.3, lighter(tone, 0.55)), (1, darker(tone, 0.5))
        ),
        half,
    )
    canvas.circle(px, top, 1.25 * half, lighter(tone, 0.25))
    canvas.circle(px - 0.3 * half, top - 0.35 * half, 0.45 * half, (1, 1, 1, 0.7))


def window(canvas: Canvas, eye: Eye, sky: Colour) -> None:
    """A tall open window, and the rod over it."""
    m = eye.scale
    left, top, wide, tall = eye.across - 0.72 * m, eye.ground - 2.08 * m, 1.44 * m, 1.42 * m
    canvas.rectangle(left - 0.07 * m, top - 0.07 * m, wide + 0.14 * m, tall + 0.14 * m, (0.95, 0.93, 0.88), 0.02 * m)
    canvas.rectangle(left, top, wide, tall, linear((0, top), (0, top + tall), (0, sky), (1, lighter(sky, 0.5))))
    hill = top + 0.72 * tall
    canvas.rectangle(
        left,
        hill,
        wide,
        top + tall - hill,
        linear((0, hill), (0, top + tall), (0, darker((0.42, 0.62, 0.36), 0.1)), (1, (0.36, 0.55, 0.3))),
    )
    canvas.ellipse(left + 0.3 * wide, hill, 0.3 * wide, 0.08 * tall, (0.45, 0.65, 0.4))
    canvas.rectangle(eye.across - 0.02 * m, top, 0.04 * m, tall, (0.95, 0.93, 0.88))
    canvas.rectangle(left - 0.14 * m, top + tall + 0.06 * m, wide + 0.28 * m, 0.06 * m, (0.9, 0.87, 0.8), 0.01 * m)


def support(canvas: Canvas, eye: Eye, plan: Plan) -> None:
    """The ball, box or table that is to be covered."""
    m = eye.scale
    x, y = eye.across, eye.ground
    with canvas.move(x + 0.15 * m, y, scale=(0.85 * m, 0.2 * m)):
        canvas.circle(0, 0, 1, soft())
    match plan.support:
        case "ball":
            body = Body(
                shape="ball", skin="plain", material="rubber", colour=(0.9, 0.42, 0.2), half=(0.36, 0.36), at=(0, 0)
            )
            with canvas.move(x, y - 0.36 * m, scale=(0.345 * m, 0.345 * m)):
                ball(canvas, body, 0.4)
        case "box":
            block(canvas, eye, (0.32, 0.0, 0.5, 0.32), (0.75, 0.56, 0.36))
        case _:
            for sx, sz in ((-0.45, -0.28), (0.45, -0.28), (-0.45, 0.28), (0.45, 0.28)):
                near = eye.scale * eye.away / (eye.away - sz)
                px, foot = x + sx * near, y + eye.lift * sz * near
                canvas.rectangle(
                    px - 0.03 * m,
                    foot - 0.64 * near,
                    0.06 * m,
                    0.64 * near,
                    linear((px - 0.03 * m, 0), (px + 0.03 * m, 0), (0, lighter(WOOD, 0.2)), (1, darker(WOOD, 0.5))),
                )
            block(canvas, eye, (0.5, 0.62, 0.68, 0.34), WOOD)


def block(canvas: Canvas, eye: Eye, size: tuple[float, float, float, float], tone: Colour) -> None:
    """A box by its half width, lower and upper end and half depth: its front and its top."""
    half, low, high, deep = 0.95 * size[0], size[1], size[2] - 0.015, 0.92 * size[3]
    front, rear = eye.scale * eye.away / (eye.away - deep), eye.scale * eye.away / (eye.away + deep)
    near_y, far_y = eye.ground + eye.lift * deep * front, eye.ground - eye.lift * deep * rear
    x = eye.across
    canvas.polygon(
        (
            (x - half * rear, far_y - high * rear),
            (x + half * rear, far_y - high * rear),
            (x + half * front, near_y - high * front),
            (x - half * front, near_y - high * front),
        ),
        lighter(tone, 0.25),
    )
    canvas.rectangle(
        x - half * front,
        near_y - high * front,
        2 * half * front,
        (high - low) * front,
        linear((x - half * front, 0), (x + half * front, 0), (0, tone), (1, darker(tone, 0.4))),
    )


def before(canvas: Canvas, eye: Eye, plan: Plan, places: list[Field]) -> None:
    """What is in front of the cloth: the line and its pegs, the rod and its rings, a knot."""
    m = eye.scale
    match plan.setting:
        case "laundry":
            rope = [
                (eye.across + x * m, eye.ground - (1.95 + 0.07 * (abs(x) / 1.95) ** 2) * m)
                for x in (-1.95, -1.7, -0.6, 0.0, 0.6, 1.7, 1.95)
            ]
            canvas.line(rope, max(1.5, 0.012 * m), (0.93, 0.9, 0.82))
            for place in places:
                for at in (0, place.shape[2] // 2, -1):
                    x, y = eye.across + float(place[0, 0, at]) * m, eye.ground - float(place[1, 0, at]) * m
                    canvas.rectangle(x - 0.014 * m, y - 0.04 * m, 0.028 * m, 0.1 * m, (0.85, 0.66, 0.4), 0.008 * m)
                    canvas.rectangle(x - 0.014 * m, y - 0.005 * m, 0.028 * m, 0.012 * m, (0.5, 0.5, 0.52))
        case "curtain":
            rod = (eye.across - 1.08 * m, eye.ground - 2.25 * m)
            brass: Colour = (0.72, 0.52, 0.25)
            canvas.line((rod, (eye.across + 1.08 * m, rod[1])), 0.035 * m, darker(brass, 0.3))
            canvas.line(
                ((rod[0], rod[1] - 0.006 * m), (eye.across + 1.08 * m, rod[1] - 0.006 * m)),
                0.012 * m,
                lighter(brass, 0.5),
            )
            for end in (-1.1, 1.1):
                canvas.circle(eye.across + end * m, rod[1], 0.04 * m, brass)
        case "scarf":
            x, y = eye.across - 0.6 * m, eye.ground - 1.45 * m
            tone = plan.pieces[0].colours[0]
            canvas.rectangle(
                x - 0.06 * m,
                y - 0.17 * m,
                0.12 * m,
                0.34 * m,
                linear((x - 0.06 * m, 0), (x + 0.06 * m, 0), (0, lighter(tone, 0.15)), (1, darker(tone, 0.4))),
                0.03 * m,
            )
            for at in range(4):
                canvas.line(
                    ((x - 0.055 * m, y + (-0.12 + 0.08 * at) * m), (x + 0.055 * m, y + (-0.09 + 0.08 * at) * m)),
                    0.01 * m,
                    thin(darker(tone, 0.5), 0.5),
                )
