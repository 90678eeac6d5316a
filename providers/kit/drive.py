"""The loop, once for all vendors: submit once, poll, follow, fetch, resume, cancel, give up.

A request that costs money is made once; every other is made again after a failure that may pass, with jitter, until the
one deadline. How long to wait between polls grows with the time that has gone by, so that a clip is noticed at most
about three parts in a hundred late, at a fraction of the requests that a fixed short interval costs.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from pathlib import Path

from providers.kit.errors import KeyMissing, KeyRejected, Trouble
from providers.kit.events import Delivered, Event, Noted, Submitting
from providers.kit.http import Carrier, Keys
from providers.kit.job import Clock, Job, Sleep
from providers.kit.picture import conform
from providers.kit.provider import Remote
from providers.kit.settle import must_be_alive
from providers.kit.terms import Accepted, Brief, Model, Ready, Ticket, Waiting
from providers.kit.turns import Turns

TURNS = Turns()
"""Of this process: whoever drives shares them."""


async def drive(
    provider: Remote,
    brief: Brief,
    model: Model,
    *,
    key: str,
    wire: Carrier,
    folder: Path,
    ticket: Ticket | None = None,
    clock: Clock = time.monotonic,
    sleep: Sleep = asyncio.sleep,
    turns: Turns = TURNS,
) -> AsyncGenerator[Event, None]:
    """Tell a take's events up to the clip, at `folder/clip.mp4`; raise from the tree where there will be none.

    `brief` is settled. Nothing is polled until the event after `Accepted` is asked for, so the caller can store the
    ticket first. With a `ticket` nothing is submitted; the deadline then counts from now.
    """
    job = Job(provider=provider, keys=keys_of(provider, key), wire=wire, clock=clock, sleep=sleep)
    ready: Event | Ready | None = None
    if ticket is None:
        async with aclosing(_submitted(job, brief, model, folder, turns)) as events:
            async for ready in events:
                if not isinstance(ready, Ready):
                    yield ready
                if isinstance(ready, Accepted):
                    ticket = ready.ticket
                    await job.pause(job.pace())
    if ticket is not None:
        async with aclosing(job.watch(ticket)) as news:
            async for ready in news:
                if isinstance(ready, Waiting):
                    yield ready
    assert isinstance(ready, Ready)
    yield Delivered(clip=await job.fetch(ready, folder, picture=brief.task != "add_sound"))


async def _submitted(
    job: Job, brief: Brief, model: Model, folder: Path, turns: Turns
) -> AsyncGenerator[Noted | Waiting | Submitting | Accepted | Ready, None]:
    """All that comes before the money is spent, and the spending of it; the vendor's answer is the last."""
    must_be_alive(model)
    provider = job.provider
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        brief, notes = await asyncio.to_thread(conform, brief, model, provider, Path(aside))
        for note in notes:
            yield Noted(note=note)
        model, brief = await job.looked_up(model), await job.uploaded(brief, model)
        while wait := turns.wait(provider.name, provider.creates_per_minute, job.clock()):
            yield Waiting(phase="queued")
            await job.pause(wait)
        yield Submitting()
        answer = await job.submit(brief, model)
    yield answer


async def call_off(provider: Remote, ticket: Ticket, *, key: str, wire: Carrier) -> None:
    """Ask the vendor to cancel, as well as that goes: no answer is waited for twice, and no failure is told."""
    call = provider.cancel(ticket)
    if call is not None:
        with suppress(Trouble):
            await wire.send(call, keys_of(provider, key))


def keys_of(provider: Remote, key: str) -> Keys:
    """The key as headers for the provider's origin; `KeyMissing`, or `KeyRejected` where no header can hold it."""
    key = key.strip()
    if provider.key_needed and not key:
        raise KeyMissing(provider.key)
    if not (key.isascii() and key.isprintable()):
        raise KeyRejected(f"The key holds characters that can't be sent. Set this variable again: {provider.key}")
    kin = tuple(map(provider.moved, provider.kin))
    return Keys(origin=provider.origin, kin=kin, headers=provider.headers(key) if key else {}, key=key)
