"""Takes of several steps, driven on loopback and cut off at will."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path

from providers.fal import Fal
from providers.kit.chain import make
from providers.kit.drive import drive
from providers.kit.events import Event
from providers.kit.http import Wire
from providers.kit.plan import Plan, plan
from providers.kit.settle import settle
from providers.kit.steps import Told
from providers.kit.terms import Accepted, Brief, Media, Model, Ticket
from tests.fakes.voice import VOICE, Voice

PIKA = next(one for one in Fal.models if one.id == "fal/pika-2.2")


def extension(source: Media, seconds: float) -> Plan:
    return plan(settle(Brief(prompt="on", task="extend", seconds=seconds, video=source), PIKA)[0], PIKA)


async def driven(brief: Brief, model: Model, folder: Path, ticket: Ticket | None) -> AsyncGenerator[Event, None]:
    """Any step, at whichever of the two vendors sells it."""
    provider = Voice() if model.id == VOICE.id else Fal()
    async with Wire(trusted=[provider.origin]) as wire:
        events = drive(provider, brief, model, key="test-key", wire=wire, folder=folder, ticket=ticket)
        async with aclosing(events):
            async for event in events:
                yield event


async def told(
    planned: Plan,
    folder: Path,
    *,
    until: Callable[[Told], bool] = lambda _: False,
    ticket: Ticket | None = None,
    known: int = 0,
) -> list[Told]:
    """The events up to the end, or up to one after which the process is gone."""
    seen: list[Told] = []
    async with aclosing(make(planned, driven, folder, ticket=ticket, known=known)) as events:
        async for event in events:
            seen.append(event)
            if until(event):
                break
    return seen


def tickets(events: list[Told]) -> list[Ticket]:
    return [event.ticket for event in events if isinstance(event, Accepted)]


def is_ticket(number: int) -> Callable[[Told], bool]:
    return lambda event: isinstance(event, Accepted) and event.ticket.data["chain.step"] == str(number)
