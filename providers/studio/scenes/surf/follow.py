"""Where the eye goes: after what matters, smoothly, and never by what is still to come."""

from __future__ import annotations

import numpy as np

from providers.studio.easing import eased
from providers.studio.scenes.surf.sea import Floats


def followed(values: Floats, fps: int, seconds: float) -> Floats:
    """A smooth course after values, one for each frame; it doesn't lag behind what moves evenly."""
    share = min(1.0, 2.0 / (seconds * fps))
    course, place, pace = (
        np.zeros(len(values)),
        float(values[0]),
        float(values[1] - values[0]) if len(values) > 1 else 0.0,
    )
    for at, value in enumerate(values.tolist()):
        ahead = place + pace
        off = value - ahead
        place, pace = ahead + share * off, pace + 0.3 * share * share * off
        course[at] = place
    return course


def over_to(first: Floats, second: Floats, at: float, frames: float) -> Floats:
    """From one course to another, from a frame on, within so many frames."""
    return np.asarray(first + (second - first) * eased((np.arange(len(first)) - at) / frames))
