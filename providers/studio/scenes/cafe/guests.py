"""People at the back: out of focus, painted once, and moving a little."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sin
from random import Random

from providers.studio.canvas import Canvas
from providers.studio.paint.colours import darker
from providers.studio.paint.depths import cropped
from providers.studio.paint.focus import blur
from providers.studio.scenes.cafe import body
from providers.studio.scenes.cafe.casting import Cast, Person, looks
from providers.studio.scenes.cafe.framing import DEPTH, Framing
from providers.studio.scenes.cafe.terms import REST, Look, Pose

SMALL = 0.78
"""Of what they would measure at the far wall."""
SOFT = 0.013
"""Metres of theirs by which they are out of focus."""
SPOTS = ((-0.3, 0.62, 0.45, False), (0.34, 0.62, -0.45, False), (1.72, 0.52, -0.2, True))
"""Metres to the right and down from the middle of the far wall, the turn of the head, and whether it is the barista."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One of them."""

    sprite: Canvas
    x: float
    y: float
    board: Canvas
    """The edge of their table, which stands still."""
    foot: tuple[int, int]
    """Where that is."""
    phase: float
    size: float
    """Pixels per metre."""

    def draw(self, canvas: Canvas, time: float) -> None:
        """Where they are now: they nod and sway."""
        nod = 0.006 * sin(1.9 * time + self.phase) + 0.004 * max(0.0, sin(4.7 * time + 2 * self.phase))
        canvas.stamp(self.sprite, self.x + 0.008 * self.size * sin(0.8 * time + self.phase), self.y + nod * self.size)
        canvas.stamp(self.board, *self.foot)


def guests(framed: Framing, seed: int) -> tuple[Guest, ...]:
    """Those whom the picture has room for."""
    random, m = Random(f"{seed}/guests"), DEPTH * SMALL * framed.scale
    far = DEPTH * framed.scale
    people = looks(Cast(people=[Person(word="person") for _ in SPOTS]), seed + 77)
    found = []
    for look, (x, y, turn, serves) in zip(people, SPOTS, strict=True):
        if abs(x) * far > framed.width / 2 + 0.2 * m:
            continue
        dressed = replace(look, collar="apron") if serves else look
        sprite, (left, upper) = painted(dressed, turn, m, random)
        edge, (before, above) = board(m)
        left_at, top_at = framed.width / 2 + x * far - 0.5 * m, framed.eyes + y * far - 0.95 * m
        found.append(
            Guest(
                sprite=sprite, x=left_at + left, y=top_at + upper, board=edge,
                foot=(round(left_at) + before, round(top_at) + above),
                phase=random.uniform(0, 6), size=m,
            )
        )  # fmt: skip
    return tuple(found)


def painted(look: Look, turn: float, m: float, random: Random) -> tuple[Canvas, tuple[int, int]]:
    """One of them, and where the picture begins in a square of a metre."""
    canvas = Canvas(max(8, int(m)), max(8, int(m)))
    pose = Pose(
        turn=turn, nod=0.05, tilt=random.uniform(-0.05, 0.05), mouth=REST, gaze=(turn, 0.0), lids=1.0, brows=0.0,
        smile=0.4, head=(0.0, 0.53), lean=0.0, breath=0.0, hands=((-0.1, 0.03), (0.12, 0.03)), palms=(0.0, 0.0),
    )  # fmt: skip
    dim = replace(look, skin=darker(look.skin, 0.22), hair=darker(look.hair, 0.2), top=darker(look.top, 0.3))
    with canvas.move(0.5 * m, 0.95 * m, scale=(m, m)):
        body.bust(canvas, dim, pose)
        body.arms(canvas, dim, pose)
    blur(canvas, SOFT * m)
    return cropped(canvas)


def board(m: float) -> tuple[Canvas, tuple[int, int]]:
    """The edge of a table a metre wide, and where it begins in the same square."""
    canvas = Canvas(max(8, int(m)), max(8, int(1.1 * m)))
    canvas.rectangle(0, 0.96 * m, m, 0.07 * m, (0.27, 0.16, 0.1))
    blur(canvas, SOFT * m)
    return cropped(canvas)
