"""A head from any side: skull, face and hair on a ball."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from providers.studio.canvas import Canvas, radial
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.stagecraft.anatomy import CROWN, NECK, Floats

if TYPE_CHECKING:
    from providers.studio.paint.body import Look

HALF = np.linspace(0, np.pi, 17)


def head(
    canvas: Canvas, points: Floats, axes: tuple[Floats, Floats, Floats], tall: float, look: Look, tail: Floats | None
) -> Callable[[], None]:
    """Draw what is behind the trunk, and return what draws the rest over it."""
    ahead, side, _ = axes
    up = points[CROWN] - points[NECK]
    up = up / (np.linalg.norm(up) + 1e-9)
    ahead = ahead - up * (ahead @ up)
    ahead = ahead / (np.linalg.norm(ahead) + 1e-9)
    radius = 0.059 * tall * look.head
    middle = points[NECK] + 0.58 * (points[CROWN] - points[NECK]) + 0.012 * tall * ahead
    basis = np.stack([ahead, side, up])

    def spot(forward: float, right: float, high: float) -> Floats:
        return np.asarray(middle + radius * (np.array([forward, right, high]) @ basis))

    behind = ahead[2] > -0.1
    if behind:
        hair_behind(canvas, spot, radius, look, tail)

    def rest() -> None:
        neck(canvas, points, middle, tall, look)
        skull(canvas, spot, radius, look, ahead)
        cap(canvas, middle, basis, radius, look)
        face(canvas, spot, radius, look, ahead)
        if not behind:
            hair_behind(canvas, spot, radius, look, tail)

    return rest


def neck(canvas: Canvas, points: Floats, middle: Floats, tall: float, look: Look) -> None:
    """Between trunk and head."""
    wide = (0.047 if look.man else 0.04) * tall * look.girth
    start = points[NECK] - 0.1 * (middle - points[NECK])
    canvas.line((tuple(start[:2].tolist()), tuple(middle[:2].tolist())), wide, darker(look.skin, 0.14))


def skull(
    canvas: Canvas, spot: Callable[[float, float, float], Floats], radius: float, look: Look, ahead: Floats
) -> None:
    """The ball, the chin and the nose."""
    x, y, _ = spot(0, 0, 0.05)
    light = (float(x - 0.4 * radius), float(y - 0.5 * radius))
    tone = radial(
        light,
        2.1 * radius,
        (0, lighter(look.skin, 0.16)),
        (0.5, look.skin),
        (0.85, darker(look.skin, 0.2)),
        (1, darker(look.skin, 0.3)),
    )
    canvas.circle(x, y, radius, tone)
    jaw = spot(0.3, 0, -0.62)
    canvas.circle(jaw[0], jaw[1], 0.6 * radius, tone)
    if ahead[2] > -0.35:
        nose = spot(1.0, 0, -0.16)
        canvas.circle(nose[0], nose[1], 0.13 * radius, mix(look.skin, (0.85, 0.4, 0.35), 0.14))


def cap(canvas: Canvas, middle: Floats, basis: Floats, radius: float, look: Look) -> None:
    """The hair: the half of the ball round a pole behind the crown, as far as it is turned to us."""
    pole = np.array([-0.66, 0.0, 0.75]) / np.hypot(0.66, 0.75) @ basis
    to = pole[:2] / (np.hypot(*pole[:2]) + 1e-9)
    edge = np.array([-to[1], to[0]])
    rim = np.sin(HALF)[:, None] * to - np.cos(HALF)[:, None] * edge
    line = np.cos(HALF)[:, None] * edge - np.sin(HALF)[:, None] * pole[2] * to
    x, y = middle[0], middle[1]
    shape = np.array([x, y]) + 1.09 * radius * np.concatenate([rim, line])
    tone = radial(
        (float(x - 0.35 * radius), float(y - 0.6 * radius)),
        1.9 * radius,
        (0, lighter(look.hair, 0.3)),
        (0.45, look.hair),
        (1, darker(look.hair, 0.4)),
    )
    canvas.polygon(shape.tolist(), tone)


def hair_behind(
    canvas: Canvas, spot: Callable[[float, float, float], Floats], radius: float, look: Look, tail: Floats | None
) -> None:
    """A bun or a tail."""
    if look.style == "bun":
        x, y, _ = spot(-0.86, 0, 0.72)
        canvas.circle(
            x,
            y,
            0.42 * radius,
            radial(
                (x - 0.15 * radius, y - 0.2 * radius),
                0.6 * radius,
                (0, lighter(look.hair, 0.25)),
                (1, darker(look.hair, 0.2)),
            ),
        )
    elif look.style == "tail" and tail is not None:
        root = spot(-0.95, 0, 0.4)[:2]
        line = np.concatenate([root[None], tail[:, :2]])
        curve = smoothed(line)
        way = np.gradient(curve, axis=0)
        across = np.stack([-way[:, 1], way[:, 0]], 1) / (np.linalg.norm(way, axis=1, keepdims=True) + 1e-9)
        wide = radius * np.interp(np.linspace(0, 1, len(curve)), (0, 0.3, 1), (0.2, 0.3, 0.03))
        shape = np.concatenate([curve + wide[:, None] * across, (curve - wide[:, None] * across)[::-1]])
        canvas.polygon(shape.tolist(), look.hair)
        canvas.line(curve[:-2].tolist(), 0.1 * radius, thin(lighter(look.hair, 0.35), 0.6))


def smoothed(line: Floats) -> Floats:
    """More points on a line, its corners cut."""
    for _ in range(2):
        a, b = line[:-1], line[1:]
        line = np.concatenate(
            [line[:1], np.stack([0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b], 1).reshape(-1, 2), line[-1:]]
        )
    return line


def face(
    canvas: Canvas, spot: Callable[[float, float, float], Floats], radius: float, look: Look, ahead: Floats
) -> None:
    """Eyes, brows, mouth and a warm cheek, where they are turned to us."""
    ink = darker(look.hair, 0.3)
    for right in (-0.4, 0.4):
        x, y, z = spot(0.86, right, -0.02)
        if z - spot(0, 0, 0)[2] < 0.02 * radius and abs(ahead[2]) > 0.25:
            continue
        if z - spot(0, 0, 0)[2] < -0.15 * radius:
            continue
        canvas.ellipse(x, y, 0.085 * radius, 0.115 * radius, ink)
        brow = spot(0.9, right, 0.24)
        canvas.ellipse(brow[0], brow[1], 0.15 * radius, 0.04 * radius, thin(ink, 0.8))
        cheek = spot(0.76, right * 1.35, -0.38)
        canvas.circle(cheek[0], cheek[1], 0.17 * radius, (0.9, 0.35, 0.3, 0.2))
    if ahead[2] > -0.12:
        mouth = spot(0.84, 0, -0.6)
        canvas.ellipse(mouth[0], mouth[1], 0.15 * radius, 0.05 * radius, (0.7, 0.25, 0.25, 0.9))
