"""A person from the side, built of rounded limbs."""

from __future__ import annotations

from providers.studio.canvas import Canvas, Point, Style, linear
from providers.studio.paint.camera import Camera
from providers.studio.paint.colours import darker, lighter
from providers.studio.stagecraft.figure import Pose, pose
from providers.studio.stagecraft.terms import Colour, Figure

SKIN: Colour = (0.72, 0.49, 0.36)
HAIR: Colour = (0.16, 0.11, 0.1)
SHOE: Colour = (0.95, 0.95, 0.93)


def person(canvas: Canvas, camera: Camera, figure: Figure, time: float) -> None:
    """The whole figure at a time, from the far limbs to the near ones."""
    joints = pose(figure, time)
    m = camera.scale * figure.height
    far = darker(SKIN, 0.22)
    arm(canvas, camera, (joints.neck, joints.elbows[1], joints.hands[1]), m, far, darker(figure.colour, 0.25))
    leg(canvas, camera, joints, 0, m, far, darker(figure.colour, 0.35))
    leg(canvas, camera, joints, 1, m, SKIN, figure.colour)
    trunk(canvas, camera, joints, m, figure.colour)
    head(canvas, camera, joints, m)
    arm(canvas, camera, (joints.neck, joints.elbows[0], joints.hands[0]), m, SKIN, figure.colour)


def limb(canvas: Canvas, points: tuple[Point, ...], width: float, style: Style) -> None:
    """A thick line with round ends."""
    canvas.line(points, width, style)


def arm(
    canvas: Canvas, camera: Camera, points: tuple[Point, Point, Point], m: float, skin: Colour, sleeve: Colour
) -> None:
    """Upper arm, forearm, hand, and the sleeve at the shoulder."""
    shoulder, elbow, hand = (camera.at(point) for point in points)
    shoulder = (shoulder[0], shoulder[1] + 0.035 * m)
    limb(canvas, (shoulder, elbow), 0.062 * m, skin)
    limb(canvas, (elbow, hand), 0.05 * m, skin)
    canvas.circle(*hand, 0.033 * m, skin)
    short = (shoulder[0] + (elbow[0] - shoulder[0]) * 0.35, shoulder[1] + (elbow[1] - shoulder[1]) * 0.35)
    limb(canvas, (shoulder, short), 0.085 * m, sleeve)


def leg(canvas: Canvas, camera: Camera, joints: Pose, side: int, m: float, skin: Colour, shorts: Colour) -> None:
    """Thigh in shorts, shin, sock and shoe."""
    hip, knee, foot = camera.at(joints.hip), camera.at(joints.knees[side]), camera.at(joints.feet[side])
    ankle = (foot[0], foot[1] - 0.03 * m)
    limb(canvas, (hip, knee), 0.085 * m, skin)
    limb(canvas, (knee, ankle), 0.065 * m, skin)
    middle = (hip[0] + (knee[0] - hip[0]) * 0.72, hip[1] + (knee[1] - hip[1]) * 0.72)
    limb(canvas, (hip, middle), 0.115 * m, shorts)
    sock = (ankle[0] + (knee[0] - ankle[0]) * 0.28, ankle[1] + (knee[1] - ankle[1]) * 0.28)
    limb(canvas, (ankle, sock), 0.066 * m, (0.93, 0.93, 0.92))
    limb(canvas, ((ankle[0], ankle[1] + 0.008 * m), (ankle[0] + 0.065 * m, ankle[1] + 0.012 * m)), 0.052 * m, SHOE)
    canvas.line(((ankle[0] - 0.025 * m, foot[1]), (ankle[0] + 0.09 * m, foot[1])), 0.012 * m, darker(shorts, 0.1))


def trunk(canvas: Canvas, camera: Camera, joints: Pose, m: float, colour: Colour) -> None:
    """The shirt, shaded from the back to the front."""
    hip, neck = camera.at(joints.hip), camera.at(joints.neck)
    chest = (neck[0], neck[1] + 0.055 * m)
    shade = linear(
        (chest[0] - 0.09 * m, 0),
        (chest[0] + 0.09 * m, 0),
        (0, lighter(colour, 0.18)),
        (0.5, colour),
        (1, darker(colour, 0.3)),
    )
    limb(canvas, (chest, hip), 0.15 * m, shade)
    limb(canvas, (hip, hip), 0.15 * m, darker(colour, 0.12))
    limb(
        canvas,
        ((chest[0] - 0.03 * m, chest[1] + 0.02 * m), (hip[0] - 0.03 * m, hip[1] - 0.05 * m)),
        0.018 * m,
        (1, 1, 1, 0.5),
    )


def head(canvas: Canvas, camera: Camera, joints: Pose, m: float) -> None:
    """Neck, face in profile, hair, eye, headband."""
    neck, x, y = camera.at(joints.neck), *camera.at(joints.head)
    limb(canvas, (neck, (x - 0.01 * m, y)), 0.055 * m, darker(SKIN, 0.12))
    canvas.ellipse(x - 0.012 * m, y - 0.012 * m, 0.072 * m, 0.08 * m, HAIR)
    canvas.ellipse(x + 0.012 * m, y + 0.008 * m, 0.056 * m, 0.068 * m, SKIN)
    canvas.circle(x + 0.066 * m, y + 0.014 * m, 0.012 * m, SKIN)
    canvas.circle(x + 0.038 * m, y - 0.002 * m, 0.0085 * m, (0.1, 0.07, 0.07))
    canvas.line(((x + 0.04 * m, y + 0.042 * m), (x + 0.058 * m, y + 0.038 * m)), 0.007 * m, darker(SKIN, 0.45))
    canvas.line(((x - 0.065 * m, y - 0.032 * m), (x + 0.055 * m, y - 0.045 * m)), 0.022 * m, (0.95, 0.95, 0.95))
    canvas.circle(x - 0.012 * m, y + 0.014 * m, 0.016 * m, darker(SKIN, 0.12))
