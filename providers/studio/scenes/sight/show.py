"""What a view hands to its painter: what is heard and true of it, what moves in it, where the eye is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from providers.studio.canvas import Canvas
from providers.studio.paint.camera import Camera
from providers.studio.performance import Form
from providers.studio.sound.cues import Cue
from providers.studio.tracks import Floats

Paint = Callable[[Canvas, Camera, int], None]
BELOW = 0.3
"""Share of the picture's height that lies under the line on which things stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """One thing to watch, played to its end."""

    tall: float
    """Metres of the picture's height."""
    moving: Paint | None = None
    """Draws what is lit by the hour, at a frame."""
    shining: Paint | None = None
    """Draws what shines by itself; it is laid over all else as light is."""
    eye: Floats | None = None
    """Frames by metres to the right and up; where there is none the eye stands still."""
    cues: tuple[Cue, ...] = ()
    truth: Mapping[str, Any] = field(default_factory=dict)


def view(form: Form, tall: float) -> Camera:
    """The camera that sees so many metres from the picture's lower edge to its upper one."""
    return Camera(
        width=form.width, height=form.height, scale=form.height / tall, top=(1 - BELOW) * tall, below=BELOW * tall
    )


def still(form: Form) -> Floats:
    """An eye that stands."""
    return np.zeros((form.frames, 2))


def times(form: Form) -> Floats:
    """The second of each frame."""
    return np.arange(form.frames) / form.fps
