"""A person drawn from a pose: tapered limbs, lit from the upper left, in clothes.

Points are `anatomy.JOINTS` by three, as the eye has them: pixels to the right, pixels down, pixels towards us. What is
drawn depends on nothing else, so that whoever has joints has a person: `person(canvas, points, tall, look)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.paint.garments import shoe, skirt
from providers.studio.paint.head import head
from providers.studio.paint.limbs import LIMBS, Limbs, clipped, lit_side, toned
from providers.studio.stagecraft.anatomy import HIPS, NECK, PELVIS, SHOULDERS, WAIST, Floats
from providers.studio.stagecraft.terms import Colour

Cover = tuple[str, float, float, Colour]
"""A limb (`arm`, `fore`, `thigh`, `shank`), from which share to which of its length, in which colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What somebody looks like."""

    skin: Colour = (0.9, 0.69, 0.56)
    hair: Colour = (0.2, 0.13, 0.1)
    style: str = "bun"
    """Of the hair: `bun`, `tail`, `short`, `long`."""
    trunk: Colour = (0.75, 0.15, 0.25)
    trim: Colour = (0.96, 0.9, 0.8)
    """A sash, a collar, what sparkles."""
    legs: Colour | None = None
    """Of tights or trousers; `None` is skin."""
    hips: Colour | None = None
    """Of what is worn below the waist, where it isn't the trunk's."""
    covers: tuple[Cover, ...] = ()
    shoes: Colour | None = None
    blades: bool = False
    skirt: float = 0.0
    """Its length over the stature; 0 for none."""
    girth: float = 1.0
    """How thick the limbs are, over a slim woman's."""
    man: bool = False
    loose: float = 1.0
    """How much wider than the legs their cloth is."""
    head: float = 1.0
    tints: dict[str, Colour] = field(default_factory=dict)
    """Of single limbs, where they are not skin's."""


SPINE = (
    (-0.3, 0.045, 0.044, 0.050), (-0.18, 0.084, 0.054, 0.064), (0.0, 0.095, 0.058, 0.074), (0.28, 0.086, 0.056, 0.062),
    (0.5, 0.068, 0.053, 0.050), (0.68, 0.080, 0.062, 0.054), (0.84, 0.096, 0.068, 0.056), (0.95, 0.110, 0.052, 0.052),
    (1.02, 0.070, 0.034, 0.042), (1.06, 0.030, 0.024, 0.032),
)  # fmt: skip
"""Share of the way from hips to neck, with the half width, and the depth before and behind, over the stature."""


def person(
    canvas: Canvas, points: Floats, tall: float, look: Look, swirl: float = 0.0, tail: Floats | None = None
) -> None:
    """The whole person, `tall` pixels of stature; a skirt stands out by `swirl` (0 to 1), hair hangs along `tail`."""
    axes = frame(points)
    near = 1 if points[HIPS[1], 2] >= points[HIPS[0], 2] else 0
    arms = {start: bool(points[start + 1, 2] > points[NECK, 2]) for start in SHOULDERS}
    limbs = Limbs(axes[0], tall)
    behind = [arm(limbs, points, start, look, 0.16) for start in SHOULDERS if not arms[start]]
    far, close = leg(limbs, points, HIPS[1 - near], look, 0.2), leg(limbs, points, HIPS[near], look, 0.0)
    before = [arm(limbs, points, start, look, 0.0) for start in SHOULDERS if arms[start]]
    limbs.shape()
    for each in behind:
        limbs.fill(canvas, each)
    if look.skirt:
        skirt(canvas, points, axes, tall, look, swirl, front=False)
    limbs.fill(canvas, far)
    rest = head(canvas, points, axes, tall, look, tail)
    if look.skirt:
        limbs.fill(canvas, close)
        trunk(canvas, points, axes, tall, look)
        skirt(canvas, points, axes, tall, look, swirl, front=True)
    else:
        trunk(canvas, points, axes, tall, look)
        limbs.fill(canvas, close)
    rest()
    for each in before:
        limbs.fill(canvas, each)


def frame(points: Floats) -> tuple[Floats, Floats, Floats]:
    """Unit vectors of the chest as the eye has them: ahead, to its right, up."""
    up = points[NECK] - points[WAIST]
    side = points[SHOULDERS[1]] - points[SHOULDERS[0]]
    up, side = up / (np.linalg.norm(up) + 1e-9), side / (np.linalg.norm(side) + 1e-9)
    return np.cross(side, up), side, up


def arm(limbs: Limbs, points: Floats, start: int, look: Look, shade: float) -> range:
    """Upper arm, forearm and hand."""
    first = len(limbs)
    for at, limb in enumerate(("arm", "fore", "hand")):
        dressed(
            limbs, points[start + at], points[start + at + 1], limb, look, look.tints.get(limb, look.skin), shade, -1
        )
    return range(first, len(limbs))


def leg(limbs: Limbs, points: Floats, start: int, look: Look, shade: float) -> range:
    """Thigh, shank and foot, with what the foot wears."""
    first, cloth = len(limbs), look.legs or look.skin
    for at, limb in enumerate(("thigh", "shank")):
        dressed(limbs, points[start + at], points[start + at + 1], limb, look, look.tints.get(limb, cloth), shade, 1)
    shoe(limbs, points[start + 1 : start + 4], look, shade)
    return range(first, len(limbs))


def dressed(
    limbs: Limbs, start: Floats, end: Floats, limb: str, look: Look, colour: Colour, shade: float, bend: int
) -> None:
    """One limb, and what covers it."""
    wide = look.girth * (look.loose if limb in {"thigh", "shank"} and look.legs else 1.0)
    limbs.add(start, end, LIMBS[limb] * (1, wide, wide), darker(colour, shade), bend)
    for name, begin, stop, cloth in look.covers:
        if name == limb:
            cut = clipped(LIMBS[limb], begin, stop) * (1, 1.1 * wide, 1.1 * wide)
            limbs.add(start + begin * (end - start), start + stop * (end - start), cut, darker(cloth, shade), bend)


def trunk(canvas: Canvas, points: Floats, axes: tuple[Floats, Floats, Floats], tall: float, look: Look) -> None:
    """Hips, waist and chest as one shape, wide or deep as it is turned to us."""
    spine, across, right, left = silhouette(points, axes, tall, look)
    outline = np.concatenate([rounded(spine + right[:, None] * across), rounded(spine - left[:, None] * across)[::-1]])
    lit = lit_side(across[4])
    canvas.polygon(outline.tolist(), toned(spine[4], lit * across[4], 0.085 * tall, look.trunk))
    if look.hips:
        low = slice(0, 4)
        hips = np.concatenate(
            [rounded((spine + right[:, None] * across)[low]), rounded((spine - left[:, None] * across)[low])[::-1]]
        )
        canvas.polygon(hips.tolist(), toned(spine[2], lit * across[2], 0.085 * tall, look.hips))
    else:
        sash(canvas, spine, across, right, left, tall, look)


def silhouette(
    points: Floats, axes: tuple[Floats, Floats, Floats], tall: float, look: Look
) -> tuple[Floats, Floats, Floats, Floats]:
    """The trunk's stations: where, which way is across, how far it reaches to either side."""
    ahead, side, _ = axes
    share, wide, fore, back = (np.array(column) for column in zip(*SPINE, strict=True))
    if look.man:
        wide = wide * np.interp(share, (0, 0.28, 0.5, 0.84, 1.04), (0.94, 1.0, 1.18, 1.14, 1.2))
        fore = fore * np.interp(share, (0.5, 0.84), (1.08, 0.9))
    spine = bowed(points[[PELVIS, WAIST, NECK], :2], share)
    way = np.concatenate([spine[1:2] - spine[:1], spine[2:] - spine[:-2], spine[-1:] - spine[-2:-1]])
    way /= np.linalg.norm(way, axis=1, keepdims=True) + 1e-9
    across = np.stack([-way[:, 1], way[:, 0]], axis=1)
    facing, broad = across @ ahead[:2], across @ side[:2]
    deep = np.where(facing >= 0, fore, back) + np.where(facing >= 0, back, fore)
    shift = facing * (fore - back) / 2
    reach = np.sqrt((wide * broad) ** 2 + (deep / 2 * facing) ** 2)
    size = tall * (0.5 + 0.5 * look.girth)
    return spine, across, (reach + shift) * size, (reach - shift) * size


def bowed(joints: Floats, share: Floats) -> Floats:
    """Points along the spine through hips, waist and neck."""
    hips, waist, neck = joints
    control = 2 * waist - 0.5 * (hips + neck)
    part = share[:, None]
    inside = (1 - part) ** 2 * hips + 2 * part * (1 - part) * control + part**2 * neck
    low = hips + part * 2 * (control - hips)
    high = neck + (part - 1) * 2 * (neck - control)
    return np.asarray(np.where(part < 0, low, np.where(part > 1, high, inside)))


def rounded(points: Floats) -> Floats:
    """The same line with its corners cut twice (Chaikin), ends kept."""
    for _ in range(2):
        a, b = points[:-1], points[1:]
        points = np.concatenate(
            [points[:1], np.stack([0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b], 1).reshape(-1, 2), points[-1:]]
        )
    return points


def sash(canvas: Canvas, spine: Floats, across: Floats, right: Floats, left: Floats, tall: float, look: Look) -> None:
    """A bright stripe from shoulder to waist."""
    a, b = spine[7] + 0.5 * right[7] * across[7], spine[4] - 0.9 * left[4] * across[4]
    canvas.line((tuple(a.tolist()), tuple(b.tolist())), 0.008 * tall, thin(look.trim, 0.9))


def smear(canvas: Canvas, trail: Floats, colour: Colour, strength: float) -> None:
    """Where a fast limb's end has just been: `trail` is times by two points by two, the newest last."""
    corners = trail.tolist()
    for at in range(len(corners) - 1):
        (a, b), (c, d) = corners[at], corners[at + 1]
        canvas.polygon((a, b, d, c), thin(lighter(colour, 0.2), 0.3 * strength * (at + 1) / len(corners)))
