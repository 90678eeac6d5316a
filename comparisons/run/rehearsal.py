"""A take in rehearsal: the vendor's documented replies are played to its adapter, and the clip is a local model's.

No key is needed, nobody is asked and nothing is spent, so that the whole page can be tried with every vendor.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

from providers import Catalogue
from providers.kit.drive import drive
from providers.kit.errors import Unsupported
from providers.kit.events import Delivered, Event
from providers.kit.provider import Local, Provider, Remote, Scene
from providers.kit.rehearse import Rehearsal
from providers.kit.settle import settle
from providers.kit.terms import Brief, Clip, Model
from providers.kit.workers import Workers


def set_up_by_example(catalogue: Catalogue) -> None:
    """Give every provider that wants settings those of its example, where the owner set none; for this process."""
    for provider in catalogue.providers.values():
        for name, value in provider.example.items():
            os.environ.setdefault(name, value)


async def rehearse(
    catalogue: Catalogue, workers: Workers, remote: Remote, brief: Brief, model: Model, folder: Path
) -> AsyncGenerator[Event, None]:
    """The events of the take, as `drive` tells them; the clip is made before the first is told."""
    aside = folder / "rehearsal"
    aside.mkdir(exist_ok=True)
    clip = await _stand_in(catalogue, workers, brief, model, aside)
    wire = Rehearsal(scene=_scene(remote, brief, model), clip=clip.path)
    async with aclosing(drive(remote, brief, model, key="rehearsal", wire=wire, folder=folder)) as events:
        async for event in events:
            yield event


def _scene(remote: Remote, brief: Brief, model: Model) -> Scene:
    """The documented conversation that comes nearest to this take, of those that end in a clip."""
    scenes = [scene for scene in remote.rehearsal.values() if scene.ends is None and scene.task in {None, brief.task}]
    return max(scenes, key=lambda one: (one.task == brief.task, one.model == model.id, one is remote.rehearsal["clip"]))


async def _stand_in(catalogue: Catalogue, workers: Workers, brief: Brief, model: Model, folder: Path) -> Clip:
    """A clip of the same prompt by a local model, silent where the remote one is.

    Which local model, and of which seed, the remote one's id decides.
    """
    local = [one for one in catalogue.models() if _works_here(catalogue.of(one)) and one.seed]
    if not local:
        raise Unsupported("A rehearsal needs a local model to make the clip, and there is none.")
    mark = zlib.crc32(model.id.encode())
    actor = local[mark % len(local)]
    provider = catalogue.of(actor)
    assert isinstance(provider, Local)
    mute = model.audio == "never" and brief.task != "add_sound"
    asked = replace(
        brief, task="text_to_video", image=None, last_image=None, references=(), video=None, seed=mark,
        audio=False if mute else brief.audio,
    )  # fmt: skip
    async with aclosing(workers.render(provider, settle(asked, actor)[0], actor, folder)) as events:
        async for event in events:
            if isinstance(event, Delivered):
                return event.clip
    raise Unsupported(f"The clip of the rehearsal was not made: {actor.label}")


def _works_here(provider: Provider) -> bool:
    return isinstance(provider, Local) and not provider.waits
