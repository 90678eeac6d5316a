"""How one take is made: at a vendor or by a renderer here, in one step or in several; and how it is called off."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from functools import partial
from pathlib import Path

from comparisons.run.comparison import Take
from comparisons.run.rehearsal import rehearse
from providers import Catalogue
from providers.kit.chain import make
from providers.kit.drive import call_off, drive
from providers.kit.errors import Trouble, Unavailable
from providers.kit.events import Event
from providers.kit.http import Wire
from providers.kit.plan import plan
from providers.kit.provider import Local, Remote
from providers.kit.rehearse import rehearsing
from providers.kit.steps import Told
from providers.kit.terms import Brief, Model, Ticket
from providers.kit.workers import Apart, Workers

KeyOf = Callable[[Remote], str]
"""By whose key a take is paid; may block."""


class Maker:
    """What all takes share: the catalogue, the wire and the renderers. Belongs to one event loop."""

    def __init__(self, catalogue: Catalogue, wire: Wire, workers: Workers) -> None:
        self._catalogue, self._wire, self._workers, self._apart = catalogue, wire, workers, Apart()

    def events(self, take: Take, folder: Path, key_of: KeyOf) -> AsyncGenerator[Told, None]:
        """Tell of a take up to its clip, from where it stands; `Unavailable` where its model is set up no more."""
        voice = self._model(take.sound_by) if take.sound_by else None
        planned = plan(take.brief, self._model(take.model), voice)
        return make(planned, partial(self._step, key_of), folder, ticket=take.ticket, known=take.steps)

    def _model(self, model_id: str) -> Model:
        try:
            return self._catalogue.model(model_id)
        except KeyError:
            raise Unavailable(
                f"This model is set up here no more. Set it up again, then try again: {model_id}"
            ) from None

    async def _step(
        self, key_of: KeyOf, brief: Brief, model: Model, folder: Path, ticket: Ticket | None
    ) -> AsyncGenerator[Event, None]:
        async with contextlib.aclosing(await self._made(key_of, brief, model, folder, ticket)) as events:
            async for event in events:
                yield event

    async def _made(
        self, key_of: KeyOf, brief: Brief, model: Model, folder: Path, ticket: Ticket | None
    ) -> AsyncGenerator[Event, None]:
        match self._catalogue.of(model):
            case Local() as local:
                room = self._apart if local.waits else self._workers
                return room.render(local, brief, model, folder)
            case Remote() as remote if rehearsing():
                return rehearse(self._catalogue, self._workers, remote, brief, model, folder)
            case Remote() as remote:
                key = await asyncio.to_thread(key_of, remote)
                return drive(remote, brief, model, key=key, wire=self._wire, folder=folder, ticket=ticket)
            case other:
                raise TypeError(f"Neither remote nor local: {other}")

    async def call_off(self, ticket: Ticket, key_of: KeyOf) -> None:
        """Ask the vendor behind a ticket to cancel its job, as well as that goes."""
        provider = self._catalogue.provider(ticket.model)
        if isinstance(provider, Remote):
            with contextlib.suppress(Trouble):
                key = await asyncio.to_thread(key_of, provider)
                await call_off(provider, ticket, key=key, wire=self._wire)
