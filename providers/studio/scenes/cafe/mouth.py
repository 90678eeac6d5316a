"""The mouth: lips around what is seen between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from providers.studio.canvas import Canvas
from providers.studio.paint.colours import darker, lighter, mix, thin
from providers.studio.scenes.cafe.terms import Look, Pose
from providers.studio.stagecraft.terms import Colour

if TYPE_CHECKING:
    from providers.studio.scenes.cafe.face import Turned

LEVEL = 0.585
"""Of the closed mouth below the middle of the face."""
INSIDE: Colour = (0.26, 0.05, 0.07)
TONGUE: Colour = (0.8, 0.33, 0.34)
TEETH: Colour = (0.97, 0.96, 0.93)
ROSE: Colour = (0.78, 0.22, 0.25)
ACROSS = np.linspace(-1, 1, 9)
BOW = np.array([0.0, 0.42, 0.78, 1.0, 0.86, 1.0, 0.78, 0.42, 0.0])
"""The upper lip, from corner to corner."""
SPREAD = np.array([[1.05], [1.0], [1.0], [1.03]])
"""Of the four rims of the lips, from the top, over the width of the mouth."""
BELLY = np.sqrt(np.maximum(0.0, 1 - ACROSS**2))


def lips(canvas: Canvas, look: Look, pose: Pose, on: Turned) -> None:
    """Both lips, and teeth, tongue and dark between them as far as they are open."""
    jaw, wide, forward, teeth, tongue, tuck, press = pose.mouth.tolist()
    half = 0.19 + 0.14 * wide - 0.06 * forward + 0.06 * pose.smile
    gap = 0.36 * jaw
    full = (0.062 if look.female else 0.046) * (1 + 0.5 * forward - 0.55 * press)
    x = half * ACROSS
    curl = -0.085 * pose.smile * ACROSS**2
    above = LEVEL - 0.18 * gap * BELLY + curl
    below = LEVEL + 0.82 * gap * BELLY + curl - 0.03 * tuck * BELLY
    rims = np.empty((4, 9, 2))
    rims[:, :, 0] = x * SPREAD
    rims[:, :, 1] = (
        above - full * BOW - 0.006, above, below, below + full * 1.25 * BELLY * (1 - 0.5 * tuck) + 0.008,
    )  # fmt: skip
    outer_top, top, bottom, outer_bottom = on(rims.reshape(-1, 2)).reshape(4, 9, 2)
    colour = mix(look.skin, ROSE, 0.62 if look.female else 0.34)
    canvas.blob(ringed(outer_top, top), darker(colour, 0.1))
    if gap > 0.012:
        inside(canvas, (top, bottom), teeth, tongue, gap)
    canvas.blob(ringed(bottom, outer_bottom), colour)
    canvas.thread(0.45 * bottom[2:-2] + 0.55 * outer_bottom[2:-2], 0.02, thin(lighter(colour, 0.6), 0.4))
    if gap <= 0.03:
        canvas.thread(top, 0.02, darker(colour, 0.5))
    corners = on([(-half - 0.04, LEVEL - 0.1 * pose.smile), (half + 0.04, LEVEL - 0.1 * pose.smile)])
    for x_at, y_at in corners.tolist():
        canvas.circle(x_at, y_at, 0.018, thin(darker(look.skin, 0.5), 0.35))


def inside(
    canvas: Canvas, between: tuple[NDArray[np.float64], NDArray[np.float64]], teeth: float, tongue: float, gap: float
) -> None:
    """What is seen of the mouth from inside, kept within the lips."""
    top, bottom = between
    canvas.blob(ringed(top, bottom), INSIDE)
    room = bottom[:, 1] - top[:, 1]
    if tongue > 0.1 and gap > 0.06:
        height = np.minimum(room, (0.35 + 0.25 * tongue) * room.max() * BELLY)
        back = np.stack((bottom[:, 0], bottom[:, 1] - height), 1)
        canvas.blob(ringed(back[2:-2], bottom[2:-2]), TONGUE)
    if teeth > 0.1:
        height = np.minimum(room * 0.92, 0.075 * teeth * BELLY**0.5)
        canvas.blob(ringed(top[1:-1], np.stack((top[:, 0], top[:, 1] + height), 1)[1:-1]), TEETH)


def ringed(there: NDArray[np.float64], back: NDArray[np.float64]) -> NDArray[np.float64]:
    """One way along a line and back along another."""
    return np.concatenate((there, back[::-1]))
