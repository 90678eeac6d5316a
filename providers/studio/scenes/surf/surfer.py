"""A surfboard and whoever rides it, painted from their joints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from providers.studio.canvas import Canvas, Point, Style, linear
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.scenes.surf.hull import State, frame
from providers.studio.scenes.surf.sea import Floats
from providers.studio.scenes.surf.view import View
from providers.studio.stagecraft.terms import Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """The colours of one surfer and one board."""

    skin: Colour
    hair: Colour
    suit: Colour
    trim: Colour
    board: Colour
    stripe: Colour
    dim: float = 1.0
    """How much light falls on them."""
    glow: Colour = (1.0, 1.0, 1.0)
    """The light's colour."""

    def lit(self, colour: Colour) -> Colour:
        """A colour in this light."""
        red, green, blue = (each * self.dim * tone for each, tone in zip(colour, self.glow, strict=True))
        return red, green, blue


def outline(half: float = 0.275, length: float = 2.0, count: int = 15) -> Floats:
    """A board seen from above, from tail to nose and back: rows along, across, rocker."""
    share = np.linspace(0.0, 1.0, count)
    wide = half * np.sin(np.pi * (0.12 + 0.88 * share)) ** 0.62
    wide[-1] = 0.0
    along = (share - 0.5) * length
    rocker = 0.02 * (1 - share) ** 3 + 0.22 * np.clip(share - 0.55, 0, 1) ** 2 / 0.45**2
    return np.stack([
        np.concatenate([along, along[::-1]]), np.concatenate([rocker, rocker[::-1]]),
        np.concatenate([wide, -wide[::-1]]),
    ])  # fmt: skip


OUTLINE = outline()


def board(canvas: Canvas, view: View, state: State, outfit: Outfit) -> None:
    """The board: the side that shows, its rail, a stripe, fins."""
    axes = frame(state)
    place = np.array([[state.x], [state.y], [state.z]])
    faces = []
    for rise in (0.075, 0.0):
        points = place + axes.T @ (OUTLINE + np.array([[0.0], [rise], [0.0]]))
        faces.append(np.stack(view.spot(*points), axis=1))
    deck, bottom = faces
    ahead = np.roll(deck, -1, axis=0)
    seen = float(np.sum(deck[:, 0] * ahead[:, 1] - ahead[:, 0] * deck[:, 1])) > 0
    colour, rail = outfit.lit(outfit.board), outfit.lit(darker(outfit.board, 0.28))
    if not seen:
        fins(canvas, view, place, axes, outfit)
    hidden, shown = (bottom, deck) if seen else (deck, bottom)
    canvas.polygon(tuple(map(tuple, hidden.tolist())), rail)
    for at in (0, len(deck) // 2):
        canvas.polygon(tuple(map(tuple, np.vstack([deck[at : at + 14], bottom[at : at + 14][::-1]]).tolist())), rail)
    left, right = shown[:, 0].min(), shown[:, 0].max()
    shade = linear((left, 0), (right, 0), (0, darker(colour, 0.12)), (0.6, colour), (1, lighter(colour, 0.25)))
    canvas.polygon(tuple(map(tuple, shown.tolist())), shade)
    middle = place + axes.T @ np.array([OUTLINE[0, :15], OUTLINE[1, :15] + (0.078 if seen else -0.003), np.zeros(15)])
    mx, my = view.spot(*middle)
    line = tuple(zip(mx.tolist(), my.tolist(), strict=True))
    canvas.line(line[1:-1], 0.05 * float(view.scale(state.z)), thin(outfit.lit(outfit.stripe), 0.9))


def fins(canvas: Canvas, view: View, place: Floats, axes: Floats, outfit: Outfit) -> None:
    """Three fins under the tail."""
    for along, across in ((-0.72, 0.13), (-0.72, -0.13), (-0.86, 0.0)):
        local = np.array([[along + 0.09, along - 0.04, along - 0.09], [0.0, -0.13, 0.0], [across] * 3])
        x, y = view.spot(*(place + axes.T @ local))
        canvas.polygon(tuple(zip(x.tolist(), y.tolist(), strict=True)), outfit.lit(darker(outfit.stripe, 0.3)))


def limb(canvas: Canvas, first: Point, second: Point, sizes: tuple[float, float], style: Style) -> None:
    """A limb that tapers from one round end to the other."""
    (ax, ay), (bx, by), (big, small) = first, second, sizes
    dx, dy = bx - ax, by - ay
    span = max(1e-6, (dx * dx + dy * dy) ** 0.5)
    nx, ny = -dy / span, dx / span
    canvas.polygon(
        ((ax + nx * big, ay + ny * big), (bx + nx * small, by + ny * small),
         (bx - nx * small, by - ny * small), (ax - nx * big, ay - ny * big)), style,
    )  # fmt: skip
    canvas.circle(ax, ay, big, style)
    canvas.circle(bx, by, small, style)


def rider(canvas: Canvas, view: View, body: Floats, outfit: Outfit, time: float) -> None:
    """The whole figure: back leg, front leg, arms behind, trunk, head, near arm."""
    x, y = view.spot(body[:, 0], body[:, 1], body[:, 2])
    at = tuple(zip(x.tolist(), y.tolist(), strict=True))
    m = float(view.scale(body[2, 2]))
    suit, skin = outfit.lit(outfit.suit), outfit.lit(outfit.skin)
    for knee, foot, shade in ((5, 6, 0.22), (3, 4, 0.0)):
        cloth, flesh = darker(suit, shade), darker(skin, shade)
        limb(canvas, at[knee], at[foot], (0.062 * m, 0.042 * m), flesh)
        limb(canvas, at[2], at[knee], (0.105 * m, 0.07 * m), cloth)
        toe = (at[foot][0] + 0.09 * m, at[foot][1] + 0.012 * m)
        limb(canvas, (at[foot][0] - 0.04 * m, at[foot][1]), toe, (0.045 * m, 0.03 * m), flesh)
    arm(canvas, at, (9, 10), m, (darker(suit, 0.2), darker(skin, 0.16)))
    trunk(canvas, at, m, suit, outfit)
    arm(canvas, at, (7, 8), m, (suit, skin))
    head(canvas, at, m, outfit, time)


def arm(canvas: Canvas, at: tuple[Point, ...], joints: tuple[int, int], m: float, tones: tuple[Colour, Colour]) -> None:
    """Upper arm in a sleeve, forearm, hand with spread fingers."""
    elbow, hand = joints
    side = 0.13 * m * (1 if elbow == 7 else -1)
    shoulder = (at[1][0] + side, at[1][1] + 0.05 * m)
    limb(canvas, shoulder, at[elbow], (0.06 * m, 0.046 * m), tones[0])
    limb(canvas, at[elbow], at[hand], (0.044 * m, 0.03 * m), tones[1])
    canvas.circle(*at[hand], 0.043 * m, tones[1])


def trunk(canvas: Canvas, at: tuple[Point, ...], m: float, suit: Colour, outfit: Outfit) -> None:
    """Hips, waist and chest, lit from above, with a stripe."""
    hip, neck = at[2], at[1]
    chest = (neck[0] * 0.75 + hip[0] * 0.25, neck[1] * 0.75 + hip[1] * 0.25)
    limb(canvas, hip, chest, (0.125 * m, 0.155 * m), darker(suit, 0.12))
    limb(canvas, chest, (neck[0], neck[1] + 0.05 * m), (0.155 * m, 0.13 * m), suit)
    dx, dy = chest[0] - hip[0], chest[1] - hip[1]
    band = ((hip[0] + 0.55 * dx - 0.10 * m, hip[1] + 0.55 * dy), (hip[0] + 0.55 * dx + 0.12 * m, hip[1] + 0.55 * dy))
    canvas.line(band, 0.045 * m, thin(outfit.lit(outfit.trim), 0.95))
    canvas.line(((chest[0] + 0.07 * m, chest[1] - 0.02 * m), (hip[0] + 0.06 * m, hip[1])), 0.03 * m, (1, 1, 1, 0.12))


def head(canvas: Canvas, at: tuple[Point, ...], m: float, outfit: Outfit, time: float) -> None:
    """Neck, hair that streams back, a face that looks ahead."""
    skin, hair = outfit.lit(outfit.skin), outfit.lit(outfit.hair)
    x, y = at[0]
    limb(canvas, (at[1][0], at[1][1] + 0.02 * m), (x, y), (0.06 * m, 0.055 * m), darker(skin, 0.2))
    tilt = float(np.arctan2(at[12][0] - x, y - at[12][1]))
    with canvas.move(x, y, tilt, scale=(m, m)):
        for strand in range(4):
            sway = 0.025 * float(np.sin(13 * time + 1.7 * strand))
            tip = (-0.20 - 0.02 * strand, -0.06 + 0.055 * strand + sway)
            canvas.curve(
                (-0.04, -0.09 + 0.03 * strand), (-0.11, -0.1 + 0.03 * strand), (-0.15, tip[1] - 0.02), tip, 0.045, hair
            )
        canvas.ellipse(-0.012, -0.02, 0.108, 0.122, hair)
        canvas.ellipse(0.022, 0.012, 0.088, 0.104, skin)
        canvas.ellipse(0.005, -0.085, 0.092, 0.05, hair)
        canvas.circle(0.108, 0.02, 0.018, skin)
        for eye in (0.03, 0.08):
            canvas.circle(eye, -0.004, 0.0125, (0.08, 0.06, 0.07))
        canvas.line(((0.035, 0.062), (0.078, 0.058)), 0.014, mix(skin, (0.55, 0.1, 0.1), 0.5))
        canvas.circle(-0.055, 0.02, 0.022, darker(skin, 0.12))
