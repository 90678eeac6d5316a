"""A wire that plays an adapter's own documented replies, so that any adapter runs whole with no network and no key."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from providers.kit.errors import BadReply
from providers.kit.http import Keys, Progress, Reads
from providers.kit.provider import Scene
from providers.kit.terms import Call, Reply


def rehearsing() -> bool:
    """Whether the owner wants every vendor rehearsed: `SPLITSCREEN_REHEARSE` is set."""
    return bool(os.environ.get("SPLITSCREEN_REHEARSE"))


@dataclass(slots=True, kw_only=True)
class Rehearsal:
    """One scene, played once; has the interface of `http.Wire`."""

    scene: Scene
    clip: Path
    """The file that every download yields."""
    calls: list[Call] = field(default_factory=list)
    """What was asked, downloads too, in order."""
    keyed: list[bool] = field(default_factory=list)
    """For each call, whether the wire would have sent the key along."""

    async def send(self, call: Call, keys: Keys) -> Reply:
        """The scene's next reply; `BadReply` after its last."""
        self._note(call, keys)
        if len(self.calls) > len(self.scene.replies):
            raise BadReply(f"The rehearsal has no reply left for: {call.method} {call.url}")
        return self.scene.replies[len(self.calls) - 1]

    async def download(
        self, call: Call, keys: Keys, into: Path, progress: Progress | None = None, reads: Reads | None = None
    ) -> None:
        """A copy of the given clip."""
        self._note(call, keys)
        shutil.copyfile(self.clip, into)
        if progress:
            progress(1.0)

    def _note(self, call: Call, keys: Keys) -> None:
        self.calls.append(call)
        self.keyed.append(keys.are_for(call.url))
