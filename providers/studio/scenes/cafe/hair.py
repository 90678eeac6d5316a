"""Hair and beards, in the units of the head."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import cos, sin
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas, Style, linear
from providers.studio.paint.colours import darker, lighter, thin
from providers.studio.scenes.cafe.terms import Look, Pose

if TYPE_CHECKING:
    from providers.studio.scenes.cafe.face import Turned

Points = NDArray[np.float64]
COVERING = frozenset({"long", "bob", "wavy"})
"""What hangs over the ears."""
CROWN = np.array(
    [(-0.84, 0.05), (-0.9, -0.4), (-0.74, -0.82), (-0.4, -1.1), (0.04, -1.19), (0.46, -1.08), (0.76, -0.8),
     (0.9, -0.4), (0.84, 0.05)]
)  # fmt: skip
"""The outside of the hair on top, from the left temple to the right one."""
DATA = Path(__file__).with_suffix(".json")


@cache
def lines() -> Mapping[str, Points]:
    """Where the hair begins on the face, for each way to wear it."""
    return {cut: np.array(line) for cut, line in json.loads(DATA.read_text("utf-8")).items() if cut != "about"}


def strands(look: Look) -> Style:
    """Hair with the light on its crown."""
    tone = look.hair
    return linear((-0.6, -1.3), (0.5, 0.6), (0, lighter(tone, 0.22)), (0.4, tone), (1, darker(tone, 0.35)))


def back(canvas: Canvas, look: Look, pose: Pose) -> None:
    """What hangs behind the face and neck; drawn before the body's front."""
    dark, away = darker(look.hair, 0.3), -0.3 * sin(pose.turn)
    if look.cut in COVERING:
        hanging(canvas, look, pose, away)
    elif look.cut == "bald":
        for side in (-1, 1):
            canvas.ellipse(0.74 * side + 0.4 * away, -0.05, 0.2, 0.34, look.hair)
        return
    else:
        bound(canvas, look, pose, away)
    canvas.ellipse(0.02, -0.34, 0.8, 0.8, dark)


def hanging(canvas: Canvas, look: Look, pose: Pose, away: float) -> None:
    """Hair that falls to the shoulders, or to the chin."""
    low, sway = {"long": 1.75, "wavy": 1.5, "bob": 0.94}[look.cut], 0.35 * pose.tilt
    if look.cut == "bob":
        sway /= 2
    canvas.blob(
        [(-0.88 + away / 3, -0.4), (-0.3, -1.1), (0.3, -1.1), (0.88 + away / 3, -0.4), (0.98 + away - sway, 0.5),
         (0.84 + away - sway, low), (0.4 + away - sway, low + 0.06), (-0.4 + away - sway, low + 0.06),
         (-0.84 + away - sway, low), (-0.98 + away - sway, 0.5)], darker(look.hair, 0.3),
    )  # fmt: skip


def bound(canvas: Canvas, look: Look, pose: Pose, away: float) -> None:
    """Hair that is tied up, curly or short."""
    dark = darker(look.hair, 0.3)
    match look.cut:
        case "bun":
            canvas.circle(away * 2.2, -1.2, 0.36, dark)
        case "tail":
            x = 2.6 * away + (0.3 if away >= 0 else -0.3)
            tip = (x - 0.35 * pose.tilt, 1.2)
            canvas.blob([(x * 0.5, -0.8), (x + 0.25 * np.sign(x), 0.2), tip, (x * 0.5, 0.4)], dark)
        case "curly":
            for angle in np.linspace(-0.2, np.pi + 0.2, 11).tolist():
                canvas.circle(0.86 * cos(angle) + away / 3, -0.32 - 0.78 * sin(angle), 0.3, dark)
        case _:
            canvas.ellipse(away * 0.6, -0.3, 0.82, 0.86, dark)


def front(canvas: Canvas, look: Look, pose: Pose, on: Turned) -> None:
    """What frames the face."""
    tone = strands(look)
    if look.cut == "bald":
        canvas.ellipse(-0.2, -0.72, 0.26, 0.1, (1, 1, 1, 0.22))
        return
    line = on(lines()[look.cut])
    crown = CROWN + np.array((-0.06 * sin(pose.turn), 0.1 * pose.nod))
    crown[[0, -1], 1] = line[[-1, 0], 1]
    if look.cut == "crop":
        crown = crown * (0.95, 0.93)
    canvas.blob(np.concatenate((crown, line)), tone)
    if look.cut == "curly":
        for at, (x, y) in enumerate(crown[1:-1].tolist()):
            canvas.circle(x * 0.92, y * 0.92, 0.25, tone)
            canvas.circle(x * 0.72, y * 0.8 + 0.04 * (at % 2), 0.2, thin(lighter(look.hair, 0.12), 0.6))
        return
    shine(canvas, look, crown, line)
    if look.cut in {"long", "wavy"}:
        locks(canvas, look, pose, line)


def shine(canvas: Canvas, look: Look, crown: Points, line: Points) -> None:
    """Strands that catch the light."""
    for share, alpha in ((0.25, 0.5), (0.45, 0.35), (0.65, 0.25)):
        bow = crown[2:7] * (1 - 0.5 * share) + line[::-1][2:7][: len(crown[2:7])] * (0.5 * share)
        canvas.thread(bow, 0.018, thin(lighter(look.hair, 0.45), alpha * 0.7))


def locks(canvas: Canvas, look: Look, pose: Pose, line: Points) -> None:
    """Hair that falls in front of the shoulders on both sides."""
    away = -0.3 * sin(pose.turn)
    for side, root in ((1, line[0]), (-1, line[-1])):
        x, y = root.tolist()
        out = x + 0.14 * side
        wave = 0.08 if look.cut == "wavy" else 0.0
        canvas.blob(
            [(x - 0.02 * side, y - 0.5), (out, y - 0.2), (out + 0.08 * side + wave, y + 0.5),
             (out + away - 0.1 * side - 0.35 * pose.tilt, y + 1.3), (x + away * 0.6 - 0.1 * side, y + 1.15),
             (x - 0.02 * side - wave, y + 0.5)], strands(look),
        )  # fmt: skip


def beard(canvas: Canvas, look: Look, on: Turned, outline: Points) -> None:
    """A full beard along the jaw."""
    if look.beard == "full":
        jaw = np.array(outline[4:11]) * (1.02, 1.03)
        inner = on([(-0.56, 0.3), (-0.36, 0.5), (0.0, 0.46), (0.36, 0.5), (0.56, 0.3)])
        canvas.blob(np.concatenate((jaw, inner)), darker(look.hair, 0.08))


def moustache(canvas: Canvas, look: Look, pose: Pose, on: Turned) -> None:
    """What grows above the upper lip, and rises with it."""
    if look.beard:
        way = on([(-0.33, 0.57), (-0.17, 0.45), (0.0, 0.48), (0.17, 0.45), (0.33, 0.57), (0.15, 0.53), (-0.15, 0.53)])
        canvas.blob(way - np.array((0.0, 0.05 * pose.mouth[0])), darker(look.hair, 0.08))
