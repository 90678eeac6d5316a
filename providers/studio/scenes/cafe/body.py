"""A seated body from the waist up: in metres from its seat, to the right and down from the edge of the table."""

from __future__ import annotations

from math import atan2, cos, hypot, sin

import numpy as np

from providers.studio.canvas import Canvas, Point, linear
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.scenes.cafe import hair
from providers.studio.scenes.cafe.face import head
from providers.studio.scenes.cafe.terms import Look, Pose
from providers.studio.stagecraft.terms import Colour

HEAD = 0.15
"""Half the height of a head."""
UPPER, FORE = 0.25, 0.235
SHOULDER = -0.3
SHIRT: Colour = (0.95, 0.95, 0.93)


def breadth(look: Look) -> float:
    """From the middle to a shoulder."""
    return {"child": 0.135, "adult": 0.178 if look.female else 0.212, "old": 0.172 if look.female else 0.2}[look.age]


def bust(canvas: Canvas, look: Look, pose: Pose) -> None:
    """Everything but the arms."""
    x, y = pose.head
    with canvas.move(x, -y, pose.tilt, (HEAD, HEAD)):
        hair.back(canvas, look, pose)
    torso(canvas, look, pose)
    with canvas.move(x, -y, pose.tilt, (HEAD, HEAD)):
        head(canvas, look, pose)


def torso(canvas: Canvas, look: Look, pose: Pose) -> None:
    """Neck, shoulders, chest and what is worn there."""
    wide, lean, up = breadth(look), pose.lean, SHOULDER - pose.breath
    face = 0.06 * sin(pose.turn * 0.7)
    near = 1.0 + 0.06 * sin(pose.turn)
    half = np.array([(0.06, -0.07), (0.105, -0.052), (wide * 0.8, -0.03), (wide * 1.02, 0.03), (wide * 1.1, 0.16),
                     (wide * 1.0, 0.45)])  # fmt: skip
    right, left = half * (near, 1), (half * (-2 + near, 1))[::-1]
    shape = np.concatenate((right, left)) + np.array((lean, up))
    shape[[4, 5, 6, 7], 0] -= lean * 0.7
    tone = look.top
    cloth = linear(
        (-wide + lean, up), (wide + lean, up + 0.3), (0, lighter(tone, 0.14)), (0.5, tone), (1, darker(tone, 0.34))
    )
    neck(canvas, look, pose, (lean + face * 0.3, up))
    canvas.blob(shape, cloth)
    collar(canvas, look, pose, (lean + face * 0.5, up))


def neck(canvas: Canvas, look: Look, pose: Pose, foot: Point) -> None:
    """The neck, in the shadow of the chin."""
    x, y = pose.head
    thick = 0.1 if not look.female else 0.082
    top, low = (x * 0.8 + foot[0] * 0.2, -y + 0.06), (foot[0], foot[1] - 0.03)
    canvas.line((top, low), thick, darker(look.skin, 0.12))
    canvas.line((top, (top[0], -y + 0.13)), thick, thin(darker(look.skin, 0.6), 0.3))


def collar(canvas: Canvas, look: Look, pose: Pose, at: Point) -> None:
    """What the clothes are like below the neck."""
    x, y = at[0], at[1] - 0.055
    skin, tone = darker(look.skin, 0.06), look.top
    match look.collar:
        case "round":
            canvas.blob([(x - 0.062, y - 0.012), (x + 0.062, y - 0.012), (x + 0.04, y + 0.04), (x, y + 0.052),
                         (x - 0.04, y + 0.04)], skin)  # fmt: skip
            canvas.thread([(x - 0.068, y - 0.012), (x - 0.043, y + 0.042), (x, y + 0.057), (x + 0.043, y + 0.042),
                           (x + 0.068, y - 0.012)], 0.011, darker(tone, 0.25))  # fmt: skip
        case "roll":
            canvas.rectangle(x - 0.068, y - 0.045, 0.136, 0.07, darker(tone, 0.08), 0.025)
            canvas.line(((x - 0.06, y + 0.015), (x + 0.06, y + 0.015)), 0.006, darker(tone, 0.35))
        case "jacket":
            jacket(canvas, look, (x, y))
        case _:
            shirt(canvas, look, (x, y), tone if look.collar == "shirt" else SHIRT)
            if look.collar == "apron":
                canvas.blob([(x - 0.09, y + 0.1), (x + 0.09, y + 0.1), (x + 0.12, y + 0.5), (x - 0.12, y + 0.5)],
                            (0.2, 0.24, 0.22))  # fmt: skip


def shirt(canvas: Canvas, look: Look, at: Point, tone: Colour) -> None:
    """An open collar with two points and a row of buttons."""
    x, y = at
    canvas.polygon([(x - 0.05, y - 0.02), (x + 0.05, y - 0.02), (x, y + 0.075)], darker(look.skin, 0.06))
    for side in (-1, 1):
        canvas.polygon(
            [(x + side * 0.072, y - 0.04), (x + side * 0.046, y - 0.03), (x, y + 0.07), (x + side * 0.052, y + 0.072),
             (x + side * 0.1, y + 0.0)], lighter(tone, 0.16),
        )  # fmt: skip
    canvas.line(((x, y + 0.08), (x, y + 0.4)), 0.006, darker(tone, 0.25))
    for at_y in (0.11, 0.19, 0.27):
        canvas.circle(x + 0.008, y + at_y, 0.006, darker(tone, 0.4))


def jacket(canvas: Canvas, look: Look, at: Point) -> None:
    """Lapels over a white shirt, with a tie for a man."""
    x, y = at
    canvas.polygon([(x - 0.066, y - 0.03), (x + 0.066, y - 0.03), (x + 0.012, y + 0.24), (x - 0.012, y + 0.24)], SHIRT)
    if look.female:
        canvas.polygon([(x - 0.045, y - 0.02), (x + 0.045, y - 0.02), (x, y + 0.08)], darker(look.skin, 0.06))
    else:
        canvas.polygon([(x - 0.018, y + 0.012), (x + 0.018, y + 0.012), (x + 0.026, y + 0.2), (x, y + 0.24),
                        (x - 0.026, y + 0.2)], mix(look.top, (0.7, 0.15, 0.2), 0.7))  # fmt: skip
        for side in (-1, 1):
            canvas.polygon([(x + side * 0.07, y - 0.04), (x, y + 0.015), (x + side * 0.05, y + 0.045)], (1, 1, 1))
    for side in (-1, 1):
        canvas.polygon(
            [(x + side * 0.066, y - 0.035), (x + side * 0.11, y + 0.01), (x + side * 0.1, y + 0.08),
             (x + side * 0.125, y + 0.095), (x + side * 0.006, y + 0.27)], lighter(look.top, 0.1),
        )  # fmt: skip


def arms(canvas: Canvas, look: Look, pose: Pose) -> None:
    """Sleeves and hands, the far arm first."""
    for side in (1, 0) if pose.turn > 0 else (0, 1):
        arm(canvas, look, pose, side)


def arm(canvas: Canvas, look: Look, pose: Pose, side: int) -> None:
    """One arm from the shoulder to its fingers."""
    out = -1 if side == 0 else 1
    shoulder = (out * breadth(look) * 0.92 + pose.lean, SHOULDER + 0.045 - pose.breath)
    hand = (pose.hands[side][0], -pose.hands[side][1])
    elbow = bent(shoulder, hand, out)
    short = look.age == "child"
    thick = (0.07 if short else 0.082) * (0.92 if look.female else 1.0)
    angle = atan2(hand[1] - elbow[1], hand[0] - elbow[0])
    wrist = (hand[0] - 0.03 * cos(angle), hand[1] - 0.03 * sin(angle))
    tone = SHIRT if look.collar == "apron" else look.top
    if out > 0:
        tone = darker(tone, 0.12)
    canvas.line((wrist, (hand[0] - 0.01 * cos(angle), hand[1])), 0.042, darker(look.skin, 0.1))
    half = ((shoulder[0] + elbow[0]) / 2, (shoulder[1] + elbow[1]) / 2)
    canvas.line((half, elbow, wrist), thick + 0.008, darker(tone, 0.3))
    canvas.line((shoulder, elbow), thick, tone)
    canvas.line((elbow, wrist), thick * 0.84, lighter(tone, 0.05))
    cuff = (wrist[0] - 0.02 * cos(angle), wrist[1] - 0.02 * sin(angle))
    canvas.line((cuff, wrist), thick * 0.86, darker(tone, 0.12))
    fingers(canvas, look, hand, angle, out, pose.palms[side])


def bent(shoulder: Point, hand: Point, out: int) -> Point:
    """The elbow: it hangs outward, and follows a hand that is farther away than a forearm reaches.

    Whatever is left over of both lengths points to us or away.
    """
    hang = (shoulder[0] + 0.075 * out, shoulder[1] + 0.205)
    dx, dy = hand[0] - hang[0], hand[1] - hang[1]
    away = max(1e-6, hypot(dx, dy))
    pull = max(0.0, away - FORE) / away
    elbow = (hang[0] + dx * pull + 0.16 * out * pull, hang[1] + dy * pull)
    ex, ey = elbow[0] - shoulder[0], elbow[1] - shoulder[1]
    long = max(1e-6, hypot(ex, ey))
    keep = min(1.0, UPPER / long)
    return shoulder[0] + ex * keep, shoulder[1] + ey * keep


def fingers(canvas: Canvas, look: Look, hand: Point, angle: float, out: int, opened: float) -> None:
    """A hand: palm, four fingers that spread as it opens, and the thumb above."""
    skin, edge = look.skin, darker(mix(look.skin, (0.7, 0.2, 0.15), 0.25), 0.3)
    size = 0.8 if look.age == "child" else 0.9 if look.female else 1.0
    up = 1 if cos(angle) < 0 else -1
    with canvas.move(*hand, angle, (size, size)):
        four = [finger(at, opened) for at in range(4)]
        thumb = ((-0.012, up * 0.014), (0.03 - 0.005 * opened, up * (0.034 + 0.02 * opened)))
        for width, colour in ((0.021, edge), (0.017, skin)):
            canvas.lines(four, width, colour)
            canvas.line(thumb, width + 0.002, colour)
        canvas.ellipse(0.0, 0.0, 0.033, 0.0275, skin)


def finger(at: int, opened: float) -> tuple[Point, Point]:
    """Root and tip of one of four fingers, along the hand and across it."""
    spread = (at - 1.5) * (0.1 + 0.22 * opened)
    root = (0.018, (at - 1.5) * 0.0125)
    long = 0.052 - 0.005 * abs(at - 1.3) + 0.012 * opened
    return root, (root[0] + long * cos(spread), root[1] + long * sin(spread))
