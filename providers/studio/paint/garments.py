"""Skirts that fly, shoes, and blades."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from providers.studio.canvas import Canvas, linear
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.paint.limbs import LIMBS, Limbs
from providers.studio.stagecraft.anatomy import HIPS, PELVIS, WAIST, Floats
from providers.studio.stagecraft.terms import Colour

if TYPE_CHECKING:
    from providers.studio.paint.body import Look

SOLE = np.array([[share, 0.0185, 0.0185] for share in (0.0, 0.25, 0.5, 0.75, 1.0)])
STEEL: Colour = (0.78, 0.82, 0.88)
RING = np.linspace(0, 2 * np.pi, 33)


def skirt(
    canvas: Canvas,
    points: Floats,
    axes: tuple[Floats, Floats, Floats],
    tall: float,
    look: Look,
    swirl: float,
    *,
    front: bool,
) -> None:
    """The half of a skirt that is behind the legs, or before them; the further it swirls, the flatter it lies."""
    ahead, side, _ = axes
    up = points[WAIST] - points[PELVIS]
    up = up / (np.linalg.norm(up) + 1e-9)
    ahead = ahead - up * (ahead @ up)
    ahead = ahead / (np.linalg.norm(ahead) + 1e-9)
    angle = 0.34 + 1.0 * swirl
    knees = np.mean([points[hip + 1] for hip in HIPS], axis=0) - points[PELVIS]
    drag = knees - up * (knees @ up)
    top = points[PELVIS] + 0.05 * tall * up
    ripple = 1 + 0.1 * np.sin(7 * RING + 9 * swirl) * (0.5 + swirl)
    out = np.cos(RING)[:, None] * ahead + np.sin(RING)[:, None] * side
    ring = top + 0.088 * tall * out * np.array([1, 1, 1])
    length = look.skirt * tall * ripple[:, None]
    hem = ring + length * (np.sin(angle) * out - np.cos(angle) * up) + 0.35 * drag * (1 - swirl)
    mask = (out[:, 2] >= 0) if front else (out[:, 2] < 0)
    order = np.argsort((RING - (np.arctan2(side[2], ahead[2]) + (0 if front else np.pi)) + np.pi) % (2 * np.pi))
    order = order[mask[order]]
    if len(order) < 2:
        return
    inner, outer = ring[order, :2], hem[order, :2]
    colour = look.trunk if front else darker(look.trunk, 0.35)
    low, high = outer[len(order) // 2], inner[len(order) // 2]
    tone = linear(
        (float(high[0]), float(high[1])),
        (float(low[0]), float(low[1])),
        (0, colour),
        (0.7, lighter(colour, 0.12)),
        (1, lighter(colour, 0.34)),
    )
    canvas.polygon(np.concatenate([inner, outer[::-1]]).tolist(), tone)
    if front:
        folds = list(zip(inner[2:-2:3].tolist(), outer[2:-2:3].tolist(), strict=True))
        canvas.lines(folds, 0.003 * tall, thin(darker(colour, 0.5), 0.25))


def shoe(limbs: Limbs, points: Floats, look: Look, shade: float) -> None:
    """Knee, ankle and toe are given: a bare foot, a slipper, a shoe or a boot on a blade."""
    knee, ankle, toe = points
    tall, colour = limbs.tall, darker(look.shoes or look.skin, shade)
    way, leg = toe - ankle, ankle - knee
    leg = leg / (float(np.sqrt(leg @ leg)) + 1e-9)
    down = leg - way * (leg @ way) / (way @ way + 1e-9)
    heel, thick = ankle - 0.16 * way, 1.25 if look.shoes and not look.skirt else 1.08
    if look.blades:
        blade(limbs, (heel, toe), down, shade)
        limbs.add(ankle - 0.055 * tall * leg, ankle, LIMBS["boot"], colour, 1)
        thick = 1.3
    elif look.shoes and not look.skirt and look.legs and way[0] ** 2 + way[1] ** 2 > (0.08 * tall) ** 2:
        limbs.stroke(heel + 0.021 * tall * down, toe + 0.011 * tall * down, 0.016 * tall, lighter(colour, 0.75))
    limbs.add(heel + 0.006 * tall * down, ankle, SOLE * (1, thick, thick), colour, 1)
    limbs.add(ankle + 0.012 * tall * leg, toe, LIMBS["foot"] * (1, thick, thick), colour, 1)


def blade(limbs: Limbs, ends: tuple[Floats, Floats], down: Floats, shade: float) -> None:
    """A steel blade under a boot."""
    heel, toe = ends
    tall, drop = limbs.tall, 0.04 * limbs.tall * down / (float(np.sqrt(down @ down)) + 1e-9)
    a, b = heel + drop - 0.06 * (toe - heel), toe + drop * 0.82 + 0.1 * (toe - heel)
    for share in (0.14, 0.72):
        foot = heel + share * (toe - heel)
        limbs.stroke(foot, foot + drop, 0.011 * tall, darker(STEEL, 0.3 + shade))
    limbs.stroke(a, b, 0.0105 * tall, darker(STEEL, shade))
    limbs.stroke(a, b, 0.004 * tall, lighter(STEEL, 0.6))
