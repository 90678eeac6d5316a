"""A head: turned, nodding, speaking. Drawn in its own units, in which it reaches from -1 (crown) to 1 (chin)."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, sin

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas, Point, radial
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.scenes.cafe import hair
from providers.studio.scenes.cafe.mouth import lips
from providers.studio.scenes.cafe.terms import Look, Pose
from providers.studio.stagecraft.terms import Colour

Points = NDArray[np.float64]
ROUND = 0.78
"""Half the width of the head."""
OUTLINE = np.array(
    [(0.0, -1.0), (0.42, -0.94), (0.7, -0.62), (0.77, -0.15), (0.72, 0.26), (0.58, 0.62), (0.34, 0.91), (0.0, 1.0)]
)
"""The right half of a face that looks at us."""
ACROSS = np.linspace(-1, 1, 9)
ARCH = np.sqrt(np.maximum(0.0, 1 - ACROSS**2)) ** 0.9
"""Of a lid, from corner to corner."""
CIRCLE = np.array([(np.cos(a), np.sin(a)) for a in np.linspace(0, 2 * np.pi, 14, endpoint=False)])
RINGS = np.array([0.118, 0.1, 0.055])[:, None, None] * CIRCLE
"""The rim of an iris, what it encloses, and the pupil."""
EYE = 0.33
"""Of an eye's middle from the middle of the face."""
BLUSH: Colour = (0.86, 0.3, 0.26)
INK: Colour = (0.13, 0.08, 0.08)


class Turned:
    """Maps what lies on a face that looks at us to where it is seen on one that is turned."""

    def __init__(self, pose: Pose) -> None:
        self.turn, self.nod = pose.turn, pose.nod

    def __call__(self, points: Sequence[Point] | Points) -> Points:
        """Points of the face, to the right and down from its middle."""
        seen = np.array(points, float)
        angle = np.minimum(np.maximum(seen[:, 0] / ROUND + self.turn, -1.5), 1.5)
        seen[:, 0] = ROUND * np.sin(angle)
        seen[:, 1] += 0.45 * self.nod * np.cos(angle)
        return seen

    def one(self, x: float, y: float) -> Point:
        """One point."""
        angle = min(max(x / ROUND + self.turn, -1.5), 1.5)
        return ROUND * sin(angle), y + 0.45 * self.nod * cos(angle)

    def width(self, x: float) -> float:
        """How much of a breadth at `x` is seen."""
        return max(0.25, cos(x / ROUND + self.turn) / cos(x / ROUND * 0.4))


def head(canvas: Canvas, look: Look, pose: Pose) -> None:
    """Skull, ears, face, features and hair, from back to front."""
    on = Turned(pose)
    outline = contour(pose, look)
    ears(canvas, look, on)
    canvas.blob(outline, skinned(look, pose))
    shade(canvas, look, pose, outline)
    cheeks(canvas, look, on)
    for side in (-1, 1):
        eye(canvas, look, pose, on, side)
    nose(canvas, look, pose, on)
    hair.beard(canvas, look, on, outline)
    lips(canvas, look, pose, on)
    hair.moustache(canvas, look, pose, on)
    hair.front(canvas, look, pose, on)
    for side in (-1, 1):
        brow(canvas, look, pose, on, side)
    if look.glasses:
        glasses(canvas, on)


def contour(pose: Pose, look: Look) -> Points:
    """The outline of the face; the chin goes where it looks, and down as the jaw opens."""
    half = OUTLINE.copy()
    if look.age == "child":
        half[4:7, 0] *= 1.06
        half[5:, 1] -= 0.06
    elif not look.female:
        half[5:7, 0] *= 1.1
    half[5:, 1] += np.array([0.04, 0.1, 0.13]) * pose.mouth[0]
    whole = np.concatenate((half, (half * (-1, 1))[-2:0:-1]))
    down = np.clip((whole[:, 1] + 0.3) / 1.3, 0.0, 1.0)
    whole[:, 0] += 0.4 * sin(pose.turn) * down**1.2
    whole[:, 1] += 0.3 * pose.nod * down
    return whole


def skinned(look: Look, pose: Pose) -> object:
    """Skin, lit from the left above."""
    skin = look.skin
    return radial(
        (-0.2 + 0.3 * pose.turn, -0.1), 1.5, (0, lighter(skin, 0.16)), (0.5, skin), (0.95, darker(skin, 0.2))
    )  # fmt: skip


def shade(canvas: Canvas, look: Look, pose: Pose, outline: Points) -> None:
    """Shadow on the side that is turned from the light, soft at its edge."""
    edge = np.array(outline[1:7])
    inner = edge[::-1] * (0.72, 0.98) + (0.1 * pose.turn, 0.0)
    canvas.blob(np.concatenate((edge, inner)), thin(darker(look.skin, 0.5), 0.13))


def ears(canvas: Canvas, look: Look, on: Turned) -> None:
    """The ears that aren't on the far side."""
    if look.cut in hair.COVERING:
        return
    for side in (-1, 1):
        angle = side * 1.5 + 0.9 * on.turn
        if side * on.turn < 0.25:
            x = 0.8 * sin(angle)
            canvas.ellipse(x, 0.1 + 0.1 * on.nod, 0.12, 0.2, darker(look.skin, 0.1))
            canvas.ellipse(x + 0.02 * side, 0.1 + 0.1 * on.nod, 0.06, 0.12, darker(mix(look.skin, BLUSH, 0.2), 0.16))


def cheeks(canvas: Canvas, look: Look, on: Turned) -> None:
    """A little blood in the cheeks."""
    for side in (-1, 1):
        x, y = on.one(0.42 * side, 0.36)
        wide = 0.26 * on.width(0.42 * side)
        with canvas.move(x, y, scale=(wide, 0.2)):
            canvas.circle(0, 0, 1, radial((0, 0), 1, (0, thin(BLUSH, 0.22 * look.skin[0] ** 2)), (1, thin(BLUSH, 0))))


def eye(canvas: Canvas, look: Look, pose: Pose, on: Turned, side: int) -> None:
    """White, iris, pupil, light, lids and lashes; the iris never leaves the white."""
    wide, tall = (0.2, 0.155) if look.female or look.age == "child" else (0.185, 0.125)
    opening = pose.lids * (1 - 0.3 * pose.smile)
    middle = side * EYE
    rims = np.empty((18, 2))
    rims[:9, 0] = rims[9:, 0] = middle + wide * ACROSS
    rims[:9, 1] = -0.02 - tall * opening * ARCH - 0.02 * side * ACROSS
    rims[9:, 1] = -0.02 + 0.55 * tall * min(1.0, opening * 1.2) * ARCH
    seen = on(rims)
    top, bottom = seen[:9], seen[9:]
    if opening > 0.06:
        canvas.blob(np.concatenate((top, bottom[-2:0:-1])), (0.97, 0.96, 0.94))
        iris(canvas, look, pose, on, side, top, bottom)
    lash = 0.045 if look.female else 0.032
    canvas.thread(top, lash, INK)
    if look.female:
        far = top[-1] if side > 0 else top[0]
        canvas.line((far.tolist(), (far[0] + 0.06 * side, far[1] - 0.05 * opening)), 0.03, INK)
    crease = top - (0, 0.07 * opening + 0.01)
    canvas.thread(crease[1:-1], 0.014, thin(darker(look.skin, 0.5), 0.4))
    canvas.thread(bottom[2:-2] + np.array((0, 0.012)), 0.014, thin(darker(look.skin, 0.5), 0.3))
    if look.age == "old":
        corner = on([(middle + side * 0.27, -0.06), (middle + side * 0.36, -0.1)])
        canvas.thread(corner, 0.014, thin(darker(look.skin, 0.5), 0.4))
        canvas.thread(bottom[1:-1] + np.array((0, 0.08)), 0.016, thin(darker(look.skin, 0.5), 0.3))


def iris(canvas: Canvas, look: Look, pose: Pose, on: Turned, side: int, top: Points, bottom: Points) -> None:
    """The iris and what is in it, cut off by the lids."""
    x, y = on.one(side * EYE + 0.085 * pose.gaze[0], -0.03 + 0.04 * pose.gaze[1])
    squeeze = on.width(side * EYE)
    rings = RINGS * (squeeze, 1) + (x, y)
    across = rings[..., 0]
    floor, roof = np.interp(across, bottom[:, 0], bottom[:, 1]), np.interp(across, top[:, 0], top[:, 1])
    rings[..., 1] = np.minimum(np.maximum(rings[..., 1], roof), floor)
    for ring, colour in zip(rings.tolist(), (darker(look.iris, 0.35), look.iris, INK), strict=True):
        canvas.polygon(ring, colour)
    if pose.lids > 0.5:
        canvas.circle(x - 0.03, y - 0.035, 0.026, (1, 1, 1, 0.95))


def brow(canvas: Canvas, look: Look, pose: Pose, on: Turned, side: int) -> None:
    """An eyebrow; it rises with interest."""
    lift = -0.32 - 0.09 * pose.brows
    line = [(side * 0.14, lift + 0.0), (side * 0.3, lift - 0.05), (side * 0.52, lift + 0.03)]
    thick = 0.05 if look.female else 0.075
    canvas.thread(on(line), thick, darker(look.hair, 0.25))


def nose(canvas: Canvas, look: Look, pose: Pose, on: Turned) -> None:
    """A nose that stands out to where the face looks."""
    out = 0.16 * sin(pose.turn)
    (bridge_x, bridge_y), (tip_x, tip_y) = on.one(0.0, -0.04), on.one(0.0, 0.27)
    tip_x += out
    way = 1.0 if pose.turn >= 0 else -1.0
    dark = darker(mix(look.skin, BLUSH, 0.25), 0.28)
    side = [(bridge_x + 0.05 * way, bridge_y), (tip_x + 0.035 * way, tip_y - 0.03), (tip_x - 0.02 * way, tip_y + 0.06)]
    canvas.blob([*side, (tip_x - 0.1 * way, tip_y + 0.03), (bridge_x, bridge_y + 0.1)], thin(dark, 0.22))
    canvas.thread(
        [(tip_x + 0.06 * way, tip_y - 0.02), (tip_x + 0.02 * way, tip_y + 0.065), (tip_x - 0.07 * way, tip_y + 0.055)],
        0.026,
        thin(dark, 0.8),
    )
    canvas.ellipse(tip_x - 0.03 * way, tip_y - 0.03, 0.05, 0.04, thin(lighter(look.skin, 0.5), 0.45))


def glasses(canvas: Canvas, on: Turned) -> None:
    """Round lenses in a thin frame."""
    for side in (-1, 1):
        x, y = on.one(side * EYE, 0.0)
        wide = 0.27 * on.width(side * EYE)
        canvas.ellipse(x, y, wide, 0.24, (0.85, 0.93, 1.0, 0.12))
        canvas.ring(x, y, wide, 0.24, 0.03, (0.2, 0.15, 0.13))
        if side * on.turn < 0.2:
            canvas.line((on.one(side * (EYE + 0.27), -0.03), on.one(side * 1.1, -0.06)), 0.03, (0.2, 0.15, 0.13))
    canvas.thread(on([(-0.07, -0.04), (0.0, -0.07), (0.07, -0.04)]), 0.03, (0.2, 0.15, 0.13))
