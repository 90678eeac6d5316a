"""A visitor's live scene: it runs at its own pace, does what it is told, and remembers its last seconds.

Plain numbers and bytes go in and out, so that any wire can carry it. Whoever asks for another moment drives it.
"""

from __future__ import annotations

import math
import struct
import tempfile
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from comparisons.desk import Desk
from comparisons.misuse import Misuse
from providers import Catalogue
from providers.kit.errors import Rejected
from providers.kit.live import LiveScene, Moment
from providers.kit.provider import Local

SIZES = {"16:9": (854, 480), "9:16": (480, 854), "1:1": (600, 600)}
KEEPS = 20.0
"""Seconds that are remembered."""
LABEL = "Live Scene"
"""Under which what is kept stands among the models."""
HEAD = struct.Struct("<IdI")
"""What a message begins with: the number of the moment, the stamp of what was done last, the length of the picture;
then come the picture and its sound."""


class Live:
    """One running scene. Belongs to one thread."""

    def __init__(self, catalogue: Catalogue, prompt: str, aspect: str, seed: int) -> None:
        """Stage it; `Misuse` where the prompt won't do, or where no model here can run live."""
        self.prompt, self.number, self.stamp = prompt.strip() or "balls and crates", 0, 0.0
        try:
            self._scene = _played(catalogue, self.prompt, SIZES.get(aspect, SIZES["16:9"]), seed)
        except Rejected as error:
            raise Misuse("prompt", "live_kind", "A live scene is one of balls and boxes", str(error)) from error
        self.fps = self._scene.fps
        self._kept: deque[Moment] = deque(maxlen=round(KEEPS * self.fps))

    def moment(self) -> bytes:
        """The next moment as a message."""
        now = self._scene.moment()
        self._kept.append(now)
        self.number += 1
        return HEAD.pack(self.number, self.stamp, len(now.picture)) + now.picture + now.sound

    def do(self, deed: Mapping[str, Any]) -> None:
        """Do to the scene what a browser says; the next moment bears the stamp of it."""
        self._scene.do(deed)
        stamp = deed.get("stamp")
        if isinstance(stamp, int | float) and math.isfinite(stamp):
            self.stamp = float(stamp)

    def keep(self, desk: Desk, seconds: float) -> str:
        """Make a clip of the last seconds and give it to the archive; the model's id. `Misuse` as `Desk.donate`."""
        last = list(self._kept)[-max(self.fps, round(min(seconds, KEEPS) * self.fps)) :]
        if len(last) < self.fps:
            raise Misuse("live", "live_short", "Let the scene run for a second first")
        with tempfile.TemporaryDirectory(prefix="splitscreen-live-") as folder:
            return desk.donate(self.prompt, LABEL, self._scene.film(last, Path(folder) / "clip.mp4"))


def _played(catalogue: Catalogue, prompt: str, size: tuple[int, int], seed: int) -> LiveScene:
    """The scene of the first provider that has one."""
    for provider in catalogue.providers.values():
        if isinstance(provider, Local) and (scene := provider.play(prompt, *size, seed)):
            return scene
    raise Misuse("live", "live_none", "No model here can run a live scene")
