"""What a scene is once it was simulated: the one record that picture, sound and truth are all read off.

A scene's module in `scenes/` has `perform(script, form) -> Performance` and, where a long clip should stage it anew
from time to time, `ACT`: the seconds that one staging carries, or a function that tells them of a script.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from providers.kit.terms import Flaw, Note
from providers.studio.canvas import Canvas
from providers.studio.sound.cues import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What one staging has to fill."""

    width: int
    height: int
    """Pixels."""
    fps: int
    """Frames in a second of what happens."""
    frames: int
    seed: int
    physics: bool = True
    """Whether things obey laws (`newton`) or keyframes (`tween`)."""
    marked: bool = False
    """Whether the picture bears a watermark."""
    flaw: Flaw | None = None
    """A defect on purpose; a scene that knows a defect of motion by name (`FLAWS`) has it."""

    picture: str = ""
    """The path of a picture that the scene is made from; empty where there is none."""
    picture_sha256: str = ""
    slow: float = 1.0
    """How many times slower than life it is shown."""

    @property
    def rate(self) -> float:
        """Frames in a second of the clip."""
        return self.fps / self.slow

    @property
    def shown(self) -> Form:
        """The same frames, at the rate at which the clip shows them."""
        return replace(self, fps=round(self.rate), slow=1.0)

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height

    @property
    def seconds(self) -> float:
        """How long what happens lasts; the clip is `slow` times as long."""
        return self.frames / self.fps


class Painter(Protocol):
    """Paints a performance, frame by frame, in order."""

    def paint(self, frame: int) -> Canvas:
        """The frame of that number; the canvas may be the same one every time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """One staging, played to its end."""

    form: Form
    place: str
    """Where it is heard: a key of `ECHOES`."""
    width: float
    """Metres in view, for where a sound comes from."""
    cues: tuple[Cue, ...]
    painter: Callable[[], Painter]
    """Makes a painter; called once, where the frames are made."""
    weather: str = ""
    light: str = ""
    """The hour, where it is known: birds sing by `day`, crickets at `night`."""
    truth: Mapping[str, Any] = field(default_factory=dict)
    """Plain data for the manifest: `contacts`, `tracks`, …; times from the start of the staging."""
    notes: tuple[Note, ...] = ()
    """What gave way on stage: nobody here can speak, say."""
