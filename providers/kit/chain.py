"""A clip made in several steps: extended from its last frame, piece by piece, and given sound where it has none.

Each step is a take of its own: paid once, with a ticket that says which step it belongs to. What a step has made stays
in the take's folder as `step-<number>.mp4`, so that a restart goes on with the step it was at. A plain take has one
step, which is driven as it is.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

from providers.kit import steps
from providers.kit.clip import probe
from providers.kit.errors import BadReply, Failed, Rejected
from providers.kit.events import Delivered, Event, Noted
from providers.kit.pieces import chained, continues
from providers.kit.plan import Plan
from providers.kit.settle import settle
from providers.kit.steps import Kept, Told
from providers.kit.terms import Accepted, Brief, Clip, Media, Model, Note, Ticket, Waiting

Make = Callable[[Brief, Model, Path, Ticket | None], AsyncGenerator[Event, None]]
"""How one step is made, in that folder: driven at a vendor from its ticket, or rendered here."""


async def make(
    planned: Plan, maker: Make, folder: Path, *, ticket: Ticket | None = None, known: int = 0
) -> AsyncGenerator[Told, None]:
    """Tell a take's events up to its clip; the interface and the errors of `drive`, whatever the number of steps.

    `known` is how many steps the caller was told of by `Kept`. `Gone` where they are no longer there.
    """
    if not planned.plain:
        async with aclosing(_steps(planned, maker, folder, ticket, known)) as events:
            async for event in events:
                yield event
        return
    async with aclosing(maker(planned.brief, planned.model, folder, ticket)) as events:
        async for event in events:
            extended = planned.brief.task == "extend" and not continues(planned.brief, planned.model)
            if isinstance(event, Delivered) and extended:
                yield Delivered(clip=await asyncio.to_thread(_with_seam, event.clip, planned.brief))
            else:
                yield event


async def _steps(
    planned: Plan, maker: Make, folder: Path, ticket: Ticket | None, known: int
) -> AsyncGenerator[Told, None]:
    done, ticket = steps.standing(folder, ticket, known)
    told: set[Note] = set()
    mute = ""
    for number in range(done, planned.last + 1):
        brief, model = await asyncio.to_thread(_asked, planned, folder, number)
        if model is None:  # it has its own sound
            break
        try:
            async with aclosing(_step(maker, brief, model, folder, ticket, number, planned.last)) as events:
                async for event in events:
                    if isinstance(event, Noted):
                        if event.note in told:
                            continue
                        told.add(event.note)
                    yield event
        except (Rejected, Failed, BadReply) as trouble:
            if number < len(planned.pieces):
                raise
            mute = str(trouble)  # the picture is made and paid for: it is shown without the sound
        ticket = None
    clip, notes = await asyncio.to_thread(_whole, planned, folder, mute)
    for note in notes:
        yield Noted(note=note)
    yield Delivered(clip=clip)


async def _step(
    maker: Make, brief: Brief, model: Model, folder: Path, ticket: Ticket | None, number: int, last: int
) -> AsyncGenerator[Told, None]:
    """One step up to `Kept`; its ticket is marked with its number, its progress is a part of the whole."""
    work = folder / f"work-{number}"
    work.mkdir(exist_ok=True)
    async with aclosing(maker(brief, model, work, steps.unmarked(ticket))) as events:
        async for event in events:
            match event:
                case Accepted(ticket=own):
                    yield Accepted(ticket=steps.marked(own, number, last))
                case Waiting():
                    yield _share(event, number, last)
                case Delivered(clip=clip):
                    await asyncio.to_thread(steps.keep, folder, number, clip)
                    yield Kept(step=number)
                case _:
                    yield event


def _asked(planned: Plan, folder: Path, number: int) -> tuple[Brief, Model | None]:
    """What a step asks, and of whom; of nobody where the clip so far has sound and the step would add some."""
    if number < len(planned.pieces):
        brief = planned.pieces[number]
        if not chained(planned.brief, planned.model):
            return brief, planned.model
        return settle(replace(brief, image=_start(planned, folder, number)), planned.model)[0], planned.model
    assert planned.voice is not None
    silent = _joined(planned, folder)
    if silent.audio:
        return planned.brief, None
    video = Media(path=silent.path, mime="video/mp4")
    brief = Brief(prompt=planned.brief.prompt, task="add_sound", seconds=silent.seconds, video=video)
    return settle(brief, planned.voice)[0], planned.voice


def _start(planned: Plan, folder: Path, number: int) -> Media:
    from providers.kit.splice import last_frame

    assert planned.brief.video is not None
    before = steps.file_of(folder, number - 1) if number else planned.brief.video.path
    return last_frame(before, folder / "start.png")


def _joined(planned: Plan, folder: Path) -> Clip:
    """The picture of all pieces with what sound they have; it is `folder/joined.mp4` where they were joined here."""
    said = [steps.told(folder, number) for number in range(len(planned.pieces))]
    spent, seed = _sum([one.get("cost_usd") for one in said]), said[0].get("seed")
    if not chained(planned.brief, planned.model):
        clip = probe(steps.file_of(folder, 0))
        clip = _with_seam(clip, planned.brief) if planned.brief.task == "extend" else clip
    else:
        clip = _spliced(planned.brief, [steps.file_of(folder, number) for number in range(len(planned.pieces))], folder)
    return replace(clip, cost_usd=spent, seed=None if seed is None else int(seed))


def _spliced(brief: Brief, files: list[Path], folder: Path) -> Clip:
    from providers.kit.splice import join

    assert brief.video is not None
    out, said = folder / "joined.mp4", folder / "joined.json"
    if not said.exists():
        seams = join([brief.video.path, *files], out)
        said.write_text(json.dumps(seams))
    return replace(probe(out), seams=tuple(json.loads(said.read_text())))


def _whole(planned: Plan, folder: Path, mute: str) -> tuple[Clip, tuple[Note, ...]]:
    """The finished clip at `folder/clip.mp4`, and what is said of where its sound came from, or why it has none."""
    clip, final, sound = _joined(planned, folder), folder / "clip.mp4", len(planned.pieces)
    if planned.voice is None or not steps.file_of(folder, sound).exists():
        shutil.copyfile(clip.path, final)
        note = Note(field="sound", asked=planned.voice.label, given=f"none. {mute}") if planned.voice and mute else None
        return replace(clip, path=final), (note,) if note else ()
    from providers.kit.splice import lay_under

    seconds = lay_under(clip.path, steps.file_of(folder, sound), final)
    short = f" for the first {seconds:.1f} s" if seconds < clip.seconds - 0.5 else ""
    spent = _sum([clip.cost_usd, steps.told(folder, sound).get("cost_usd")])
    note = Note(field="sound", asked="", given=f"added by {planned.voice.label}{short}")
    return replace(probe(final), seams=clip.seams, seed=clip.seed, cost_usd=spent), (note,)


def _with_seam(clip: Clip, brief: Brief) -> Clip:
    """A clip that its vendor extended, with the second at which the old ends, where it begins with the old one."""
    from providers.kit.splice import begins_with

    source = probe(brief.video.path) if brief.video else None
    if source is None or clip.seconds <= source.seconds + 0.1 or not begins_with(clip.path, source.path):
        return clip
    return replace(clip, seams=(source.seconds,))


def _share(waiting: Waiting, number: int, last: int) -> Waiting:
    """The vendor's news, its fraction as a part of all steps."""
    if waiting.fraction is None and not number:
        return waiting
    return replace(waiting, fraction=(number + (waiting.fraction or 0.0)) / (last + 1))


def _sum(costs: list[float | None]) -> float | None:
    """What was spent, where every step's vendor says."""
    known = [one for one in costs if one is not None]
    return round(sum(known), 6) if len(known) == len(costs) else None
