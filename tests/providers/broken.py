"""One adapter's own scene, driven over real sockets against a house that may break at one step."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from providers.kit.drive import drive
from providers.kit.events import Submitting
from providers.kit.http import Limits, Wire
from providers.kit.provider import Remote
from providers.kit.settle import settle
from providers.kit.terms import Reply
from providers.kit.turns import Turns
from tests.fakes.playhouse import Fault, Playhouse, stall
from tests.fakes.vendor import Vendor
from tests.providers.test_contract import KEY, brief_for

LIMITS = Limits(quiet=20.0, send=20.0, clip_bytes=2**20)
SOON = 0.2
"""Seconds until silence is taken as such, where silence is what is tried: it is waited for again and again."""
ALWAYS = 99
ELSEWHERE: list[str] = []
"""Another origin, once it is served."""


@dataclass(slots=True)
class House:
    """The vendor, and another origin that must never see a key."""

    vendor: Playhouse
    url: str
    other: Vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The numbers of the requests of an adapter's own scene that ends in a clip."""

    submit: int
    poll: int | None
    """`None` where the clip comes with the answer to the submit."""
    clip: int | None
    """`None` where the clip comes inside a reply."""


async def take(
    provider: Remote,
    house: House,
    folder: Path,
    fault: Fault | None = None,
    at: int = -1,
    *,
    times: int = 1,
    stuck: int | None = None,
    replies: tuple[Reply, ...] | None = None,
) -> list[tuple[Any, int]]:
    """Drive the provider's own scene through a house that breaks; each event with the number of requests before it."""
    scene = provider.rehearsal["clip"]
    scene = scene if replies is None else replace(scene, replies=replies)
    house.vendor.play(scene, fault, at, times, stuck)
    model = next(one for one in provider.models if not one.retired and scene.model in {"", one.id})
    brief, _ = settle(brief_for(scene.task or model.tasks[0], folder.parent), model)
    now = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        await asyncio.sleep(0)

    async def resolve(host: str, port: int) -> list[str]:
        return ["10.0.0.7"]

    events: list[tuple[Any, int]] = []
    limits = replace(LIMITS, quiet=SOON) if fault is stall else LIMITS
    async with Wire(limits=limits, resolve=resolve) as wire:
        run = drive(
            provider, brief, model, key=KEY, wire=wire, folder=folder, clock=lambda: now, sleep=sleep, turns=Turns()
        )
        async for event in run:
            events.append((event, len(house.vendor.seen.asked)))
    return events


STEPS: dict[str, Steps] = {}
"""By provider, once they were found."""


async def steps_of(provider: Remote, house: House, folder: Path) -> Steps:
    """Play the scene once, unbroken, and see which request was which."""
    if provider.name not in STEPS:
        events = await take(provider, house, folder)
        submit = next(asked for event, asked in events if isinstance(event, Submitting))
        total, documented = len(house.vendor.seen.asked), len(provider.rehearsal["clip"].replies)
        poll = submit + 1 if documented > submit + 1 else None
        STEPS[provider.name] = Steps(submit=submit, poll=poll, clip=documented if total > documented else None)
        for path in folder.iterdir():
            path.unlink()
    return STEPS[provider.name]
