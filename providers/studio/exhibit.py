"""A thing on show: a machine or an experiment that was played to its end, and how it is painted and heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from providers.studio.canvas import Canvas
from providers.studio.paint.camera import Camera
from providers.studio.sound.cues import Cue
from providers.studio.stagecraft.ground import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """What a scene of one machine hands to the painter that all of them share."""

    seen: View
    stand: Callable[[Canvas, Camera], None]
    """Draws what stands still; called once, on the backdrop."""
    moving: Callable[[Canvas, Camera, int], None]
    """Draws what moves, at a frame."""
    cues: tuple[Cue, ...] = ()
    truth: Mapping[str, Any] = field(default_factory=dict)
