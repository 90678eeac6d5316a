"""Paints pendulums: what they hang from, their cords and bobs, and the shadows of those."""

from __future__ import annotations

import itertools
from math import cos, pi, sin

import numpy as np

from providers.studio.canvas import Canvas, Point, linear, radial
from providers.studio.paint import rods
from providers.studio.paint.balls import ball
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter, mix, rgb, thin
from providers.studio.scenes.mechanics.swinging import Swing
from providers.studio.script import Thing
from providers.studio.stagecraft.casting import OWN, PALETTE
from providers.studio.stagecraft.ground import View
from providers.studio.stagecraft.terms import Body
from providers.studio.tracks import Floats

DEEP = 0.085
"""How much further away, in units of the nearest, each pendulum of a row is than the one before."""


def bobs(thing: Thing, number: int, seed: int, colour: str = "") -> tuple[Body, ...]:
    """The bobs, of brass where the prompt says nothing: one colour for one, a run of colours for many."""
    material = thing.material or "metal"
    said = thing.colour or colour or (OWN.get(material, "") if thing.material else "")
    shades = [said or ("#d4a648" if number == 1 else PALETTE[(seed + at) % len(PALETTE)]) for at in range(number)]
    if not said and number > 5:
        ends = [rgb(each) for each in (PALETTE[seed % 7], PALETTE[(seed + 3) % 7], PALETTE[(seed + 5) % 7])]
        tones = [mix(ends[int(2 * s)], ends[int(2 * s) + 1], 2 * s % 1) for s in np.linspace(0, 0.999, number)]
    else:
        tones = [rgb(each) for each in shades]
    return tuple(
        Body(shape="ball", skin="plain", material=material, colour=tone, half=(0.1, 0.1), at=(0, 0)) for tone in tones
    )


def bob(canvas: Canvas, body: Body, at: Point, radius: float, angle: float) -> None:
    """One bob, in pixels, with the ring that it hangs by."""
    top = (at[0] - sin(angle) * 1.12 * radius, at[1] - cos(angle) * 1.12 * radius)
    rods.pin(canvas, top, 0.17 * radius, rods.STEEL)
    with canvas.move(*at, scale=(radius, radius)):
        ball(canvas, body, -angle)


def stand(swing: Swing, scaled: bool, reach: float, canvas: Canvas, camera: Camera) -> None:
    """The frame, and behind a single pendulum the arc of degrees that it swings along."""
    high = swing.pivots[0][1]
    half = max(abs(pivot[0]) for pivot in swing.pivots) + (0.95 * swing.lengths[0] * sin(reach) + 0.28)
    rods.frame(canvas, camera, min(half, 0.47 * camera.width / camera.scale), high)
    if not scaled:
        return
    (x, y), radius = camera.at(swing.pivots[0]), 1.13 * swing.lengths[0] * camera.scale
    fine = max(1.0, 0.004 * camera.scale)
    canvas.arc(x, y, (radius, radius), pi / 2 - reach * 1.15, 2.3 * reach, 14 * fine, thin(rods.WALNUT, 0.9))
    canvas.arc(x, y, (radius, radius), pi / 2 - reach * 1.15, 2.3 * reach, 11 * fine, (0.93, 0.89, 0.78))
    for degree in range(-int(np.degrees(reach)), int(np.degrees(reach)) + 1):
        turn, long = degree * pi / 180, 4.5 if degree % 10 == 0 else 3.0 if degree % 5 == 0 else 1.6
        ends = [
            (x + sin(turn) * (radius + side * fine), y + cos(turn) * (radius + side * fine)) for side in (-5, long - 5)
        ]
        canvas.line(ends, 0.5 * fine, (0.25, 0.17, 0.12))


def side_by_side(
    swing: Swing, radius: float, bodies: tuple[Body, ...], canvas: Canvas, camera: Camera, frame: int
) -> None:
    """Pendulums in one plane: shadows on the floor, then cords, then bobs with a breath of where they have been."""
    m = camera.scale
    places = [swing.bob(frame, at) for at in range(len(bodies))]
    for x, y in places:
        rods.shade(canvas, camera, x + 0.06, radius * (1.2 + 0.3 * y), 0.75 / (1 + 1.5 * y))
    for at, (body, place) in enumerate(zip(bodies, places, strict=True)):
        for back, alpha in ((3, 0.08), (2, 0.12), (1, 0.17)):
            old = swing.bob(max(0, frame - back), at)
            if abs(old[0] - place[0]) > 0.3 * radius:
                canvas.circle(*camera.at(old), 0.96 * radius * m, thin(body.colour, alpha))
        pivot = camera.at(swing.pivots[at])
        canvas.line((pivot, camera.at(place)), max(1.2, 0.008 * m), (0.16, 0.13, 0.13))
        rods.pin(canvas, pivot, 0.022 * m)
        bob(canvas, body, camera.at(place), radius * m, float(swing.angles[frame, at]))


def seen_at(view: View, x: float, y: float, depth: float) -> tuple[float, float, float]:
    """A point so far behind the plane of the picture, in metres in it, and how small it looks there."""
    small = 1 / (1 + depth)
    out, up = 0.55 * view.width, 0.66 * view.top
    return out + (x - 0.12 * view.width - out) * small, up + (y - up) * small, small


def portal(swing: Swing, view: View, canvas: Canvas, camera: Camera) -> None:
    """Two trestles, near and far, with a beam between them that runs away from us."""
    depth, high, m = DEEP * (len(swing.lengths) + 0.5), swing.pivots[0][1], camera.scale
    for far in (depth, -2.5 * DEEP):
        head, (_, _, small) = camera.at(seen_at(view, 0, high, far)[:2]), seen_at(view, 0, 0, far)
        for side in (-1, 1):
            foot = seen_at(view, side * 0.24 * view.height, 0.0, far)
            rods.shade(canvas, camera, foot[0], 0.2 * small, 0.6, foot[1] - 0.01)
            rods.bar(canvas, camera.at(foot[:2]), head, 0.07 * m * small, rods.OAK)
    near, away = (seen_at(view, 0, high + 0.02, each) for each in (-2.5 * DEEP, depth))
    (x, y), (u, v) = camera.at(near[:2]), camera.at(away[:2])
    a, b = 0.06 * m * near[2], 0.06 * m * away[2]
    canvas.polygon(((x - a, y - a), (x + a, y - a), (u + b, v - b), (u - b, v - b)), lighter(rods.OAK, 0.3))
    canvas.polygon(((x - a, y - a), (x - a, y + a), (u - b, v + b), (u - b, v - b)), darker(rods.OAK, 0.25))
    canvas.rectangle(
        x - a, y - a, 2 * a, 2 * a, linear((x, y - a), (x, y + a), (0, rods.OAK), (1, darker(rods.OAK, 0.4)))
    )


def one_behind_another(
    swing: Swing, view: View, bodies: tuple[Body, ...], canvas: Canvas, camera: Camera, frame: int
) -> None:
    """A row in depth, the furthest first and paler."""
    m = camera.scale
    for at in reversed(range(len(bodies))):
        x, y = swing.bob(frame, at)
        px, py, small = seen_at(view, x, y, DEEP * at)
        fx, fy, _ = seen_at(view, x + 0.06, 0.0, DEEP * at)
        rods.shade(canvas, camera, fx, 0.13 * small, 0.5, fy)
        pivot = camera.at(seen_at(view, *swing.pivots[at], DEEP * at)[:2])
        canvas.line((pivot, camera.at((px, py))), max(1.0, 0.007 * m * small), thin((0.13, 0.11, 0.13), 0.9))
        bob(canvas, bodies[at], camera.at((px, py)), 0.1 * m * small, float(swing.angles[frame, at]))
        haze = 0.25 * (1 - small)
        canvas.circle(*camera.at((px, py)), 0.1 * m * small, (0.93, 0.9, 0.88, haze))


def frame(swing: Swing, radius: float, canvas: Canvas, camera: Camera) -> None:
    """The cradle's polished base and the far half of its frame."""
    half, high = reach(swing, radius), swing.pivots[0][1]
    rods.shade(canvas, camera, 0.0, half * 1.5, 0.9)
    thick = 0.05 * camera.scale
    left, right, foot = camera.x(-half * 1.12), camera.x(half * 1.12), camera.y(0.0)
    tone = rods.WALNUT
    canvas.polygon(
        ((left, foot), (right, foot), (right - thick, foot - 1.6 * thick), (left + thick, foot - 1.6 * thick)),
        linear((left, foot - 2 * thick), (right, foot), (0, lighter(tone, 0.3)), (0.5, tone), (1, darker(tone, 0.2))),
    )
    canvas.rectangle(
        left, foot, right - left, thick, linear((0, foot), (0, foot + thick), (0, tone), (1, darker(tone, 0.6)))
    )
    hoop(canvas, camera, half, high, 0.045, darker(rods.STEEL, 0.3))


def reach(swing: Swing, radius: float) -> float:
    """Half the width of the cradle's frame: outside of where a ball may swing."""
    return abs(swing.pivots[0][0]) + float(swing.lengths[0]) * 0.62 + 1.4 * radius


def hoop(
    canvas: Canvas, camera: Camera, half: float, high: float, lift: float, colour: tuple[float, float, float]
) -> None:
    """One bent rod of the frame."""
    wide = 0.022 * camera.scale
    corners = [(-half, lift - 0.02), (-half, high + lift), (half, high + lift), (half, lift - 0.02)]
    for start, end in itertools.pairwise(corners):
        rods.bar(canvas, camera.at(start), camera.at(end), wide, colour)


def cradled(swing: Swing, radius: float, bodies: tuple[Body, ...], canvas: Canvas, camera: Camera, frame: int) -> None:
    """Balls on two cords each; the near half of the frame comes last."""
    m, half, high = camera.scale, reach(swing, radius), swing.pivots[0][1]
    places = [swing.bob(frame, at) for at in range(len(bodies))]
    for x, y in places:
        rods.shade(canvas, camera, x, 1.1 * radius, 0.35 / (1 + y), 0.035)
    for (px, py), (x, y) in zip(swing.pivots, places, strict=True):
        for side in (-0.045, 0.045):
            top = camera.at((px, py - side))
            canvas.line((top, camera.at((x, y))), max(1.0, 0.004 * m), thin((0.93, 0.93, 0.95), 0.8))
    for at, (body, place) in enumerate(zip(bodies, places, strict=True)):
        with canvas.move(*camera.at(place), scale=(radius * m, radius * m)):
            ball(canvas, body, -float(swing.angles[frame, at]))
    hoop(canvas, camera, half * 1.05, high, -0.045, rods.STEEL)


def stele(pivot: Point, view: View, canvas: Canvas, camera: Camera) -> None:
    """A slab of dark wood that the rods turn in front of."""
    x, y = camera.at(pivot)
    wide, foot = 0.34 * camera.scale, camera.y(0.0)
    rods.shade(canvas, camera, pivot[0], 0.6, 0.9)
    canvas.rectangle(
        x - wide, foot - 0.07 * camera.scale, 2 * wide, 0.09 * camera.scale, rods.WALNUT, 0.01 * camera.scale
    )
    low, high = foot - 0.06 * camera.scale, y - 0.2 * wide
    canvas.polygon(
        ((x - 0.5 * wide, low), (x + 0.5 * wide, low), (x + 0.2 * wide, high), (x - 0.2 * wide, high)),
        linear((x - wide, 0), (x + wide, 0), (0, lighter(rods.OAK, 0.2)), (1, darker(rods.WALNUT, 0.2))),
    )
    canvas.circle(x, y, 0.34 * wide, darker(rods.WALNUT, 0.2))


def doubled(
    paths: list[Floats], fps: int, bodies: tuple[Body, ...], canvas: Canvas, camera: Camera, frame: int
) -> None:
    """The rods and bobs over the fading lines that the lower bobs have drawn."""
    m, kept = camera.scale, int(1.6 * fps)
    for path, body in zip(paths, bodies, strict=True):
        trail = [camera.at((x, y)) for x, y in path[max(0, frame - kept) : frame + 1, 2]]
        for at in range(0, len(trail) - 1, 3):
            age = 1 - (len(trail) - at) / kept
            canvas.line(
                trail[at : at + 4],
                (0.006 + 0.02 * age) * m,
                thin(lighter(body.colour, 0.1), 0.06 + 0.6 * max(0.0, age) ** 2),
            )
        for joint, size in ((1, 0.05), (2, 0.06)):
            x, y = path[frame, joint]
            rods.shade(canvas, camera, x, size * (1.5 + 0.4 * y), 0.5 / (1 + 1.5 * max(0.0, y)))
    for path, body in zip(paths, bodies, strict=True):
        pivot, knee, end = (camera.at((x, y)) for x, y in path[frame])
        rods.bar(canvas, knee, end, 0.026 * m, rods.STEEL)
        rods.bar(canvas, pivot, knee, 0.034 * m, rods.STEEL)
        rods.pin(canvas, pivot, 0.04 * m)
        rods.pin(canvas, knee, 0.042 * m, body.colour)
        glow = radial(end, 0.16 * m, (0, thin(lighter(body.colour, 0.4), 0.4)), (1, thin(body.colour, 0)))
        canvas.circle(*end, 0.16 * m, glow)
        with canvas.move(*end, scale=(0.075 * m, 0.075 * m)):
            ball(canvas, body, 0.0)
