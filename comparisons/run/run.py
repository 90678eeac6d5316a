"""All takes at once, in the app's own loop.

A job never lives inside a page event: a thread of its own drives every take, the page only looks. What must survive a
crash (a submit about to be made, a ticket, an end) is on disk before the next step; progress is kept in memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from comparisons.run.attempt import Maker
from comparisons.run.borrowed import Borrowed
from comparisons.run.clips import make_fair
from comparisons.run.comparison import (
    Comparison,
    Sending,
    Shown,
    Take,
    again,
    anew,
    caught_up,
    done,
    failed,
    fold,
    happened,
    utc_now,
)
from comparisons.run.store import Store
from providers import Catalogue
from providers.kit.errors import Cancelled, Crashed, NoRoom, Trouble, Unsure
from providers.kit.events import Delivered, Submitting
from providers.kit.http import Wire
from providers.kit.provider import Local
from providers.kit.steps import Told, kept
from providers.kit.terms import Accepted, Clip
from providers.kit.workers import Workers

Examine = Callable[[Path, tuple[float, ...]], Shown]
"""What is measured of a clip and its seams before it is shown; given from outside: instruments are another room."""
T = TypeVar("T")
log = logging.getLogger(__name__)
GRACE = 5.0
"""Seconds that a stop waits for the answer to a paid request."""
ADRIFT = (
    "The paid request was on its way, so nobody here knows whether it was accepted. "
    "Look at the vendor's dashboard before you try again."
)


class Runs:
    """The comparisons under way. Its methods may be called from any thread."""

    def __init__(self, store: Store, catalogue: Catalogue, examine: Examine, workers: int | None = None) -> None:
        self._store, self._catalogue, self._examine = store, catalogue, examine
        self.borrowed = Borrowed()
        self._live: dict[str, Comparison] = {}
        self._tasks: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._ready = threading.Event()
        self._thread = threading.Thread(target=asyncio.run, args=[self._serve(workers)], name="runs", daemon=True)
        self._thread.start()
        self._ready.wait()

    async def _serve(self, workers: int | None) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        async with Wire() as wire:
            self._workers = Workers(workers)
            self._maker = Maker(self._catalogue, wire, self._workers)
            self._ready.set()
            await self._stopping.wait()
            await self._landed()
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)
            await self._workers.close()

    async def _landed(self) -> None:
        """Wait a little for the answers to paid requests on their way: without them nobody knows their fate."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE):
                while self._paying():  # noqa: ASYNC110  # what is awaited is a state of many takes
                    await asyncio.sleep(0.05)

    def _paying(self) -> bool:
        return any(isinstance(take.stage, Sending) for made in self._live.values() for take in made.takes)

    def start(self, comparison: Comparison) -> None:
        """Store it and begin every take that has not ended; returns at once. `OSError` where it can't be stored.

        One that is there already may be given again with more takes; those under way go on.
        """
        self._on_loop(self._start(comparison))

    def prepare(self) -> None:
        """Let the renderers get ready in the background."""
        for provider in self._catalogue.providers.values():
            if isinstance(provider, Local) and not provider.waits:
                self._workers.prepare(provider)

    def resume(self) -> list[str]:
        """Take up what a crash or a stop has left undone; the ids of those comparisons."""
        self._store.sweep(_needs_steps)
        left = self._store.unfinished()
        for comparison in left:
            self._on_loop(self._begin(comparison))
        return [comparison.id for comparison in left]

    def get(self, comparison_id: str) -> Comparison:
        """How a comparison stands now; `KeyError` where there is none."""
        return self._live.get(comparison_id) or self._store.load(comparison_id)

    def retry(self, comparison_id: str, take_id: str, *, guest: bool = False) -> None:
        """Begin a failed take again, from its ticket where it has one that is worth asking; `guest` as in `anew`."""
        self._on_loop(self._retry(comparison_id, take_id, guest))

    def cancel(self, comparison_id: str, take_id: str | None = None) -> None:
        """Stop one take, or all of a comparison; what has ended stays."""
        self._on_loop(self._cancel(comparison_id, take_id))

    def close(self) -> None:
        """Stop everything without ending any take: the next start resumes them."""
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(15)

    def _on_loop(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _start(self, comparison: Comparison) -> None:
        with contextlib.suppress(KeyError):
            comparison = caught_up(comparison, self.get(comparison.id))
        self._store.save(comparison)
        await self._begin(comparison)

    async def _begin(self, comparison: Comparison) -> None:
        self._live[comparison.id] = comparison
        for take in comparison.takes:
            if not take.ended and (comparison.id, take.id) not in self._tasks:
                task = asyncio.create_task(self._see_through(comparison.id, take))
                self._tasks[comparison.id, take.id] = task
        self._retire(comparison.id)

    async def _retry(self, comparison_id: str, take_id: str, guest: bool) -> None:
        made = self.get(comparison_id)
        takes = tuple(anew(take, guest=guest) if take.id == take_id and again(take) else take for take in made.takes)
        made = replace(made, takes=takes)
        self._store.save(made)
        await self._begin(made)

    async def _cancel(self, comparison_id: str, take_id: str | None) -> None:
        for (owner, take), task in list(self._tasks.items()):
            if owner == comparison_id and take_id in (None, take):
                task.cancel()

    async def _see_through(self, comparison_id: str, take: Take) -> None:
        """One take from where it stands to its end; its failure is its own."""
        try:
            change = await self._attempt(comparison_id, take)
        except Trouble as trouble:
            change = failed(trouble, utc_now())
        except asyncio.CancelledError:
            if self._stopping.is_set():
                raise
            change = failed(await self._call_off(comparison_id, take.id), utc_now())
        except OSError as error:
            change = failed(NoRoom(f"The disk would not take it. Make room, then try again: {error}"), utc_now())
        except Exception as error:
            log.exception("a take failed in a way nobody foresaw")
            change = failed(Crashed(f"Something broke here. Report it: {type(error).__name__}: {error}"), utc_now())
        finally:
            self._tasks.pop((comparison_id, take.id), None)
            self.borrowed.forget(comparison_id, take.id)
        self._store.tidy(comparison_id, take.id)
        self._fold(comparison_id, take.id, change)
        if not _needs_steps(self._live[comparison_id].take(take.id)):
            self._store.forget_steps(comparison_id, take.id)
        self._retire(comparison_id)

    async def _attempt(self, comparison_id: str, take: Take) -> Callable[[Take], Take]:
        done = await asyncio.to_thread(kept, self._store.work(comparison_id, take.id))
        if isinstance(take.stage, Sending) and take.ticket is None and done <= take.steps:
            raise Unsure(f"The app stopped. {ADRIFT}")
        scratch = self._store.scratch(comparison_id, take.id)
        key_of = partial(self.borrowed.key, comparison_id, take)
        async with contextlib.aclosing(self._maker.events(take, scratch, key_of)) as events:
            async for event in events:
                self._note(comparison_id, take.id, event)
                if isinstance(event, Delivered):
                    return await asyncio.to_thread(self._finish, comparison_id, take.id, event.clip)
        raise Crashed("The provider ended without a clip and without a reason. Report it.")

    def _finish(self, comparison_id: str, take_id: str, clip: Clip) -> Callable[[Take], Take]:
        folder = self._store.folder(comparison_id)
        fair, notes = make_fair(clip, folder, take_id)
        shown = self._examine(fair.path, fair.seams)
        fair = replace(fair, path=Path(fair.path.name), truth=fair.truth and Path(fair.truth.name))
        return done(fair, shown, utc_now(), notes)

    def _note(self, comparison_id: str, take_id: str, event: Told) -> None:
        """Fold an event; a submit is not made unless its mark is on disk."""
        durable = isinstance(event, Submitting | Accepted)
        self._fold(
            comparison_id, take_id, happened(event, utc_now()), store=durable, strict=isinstance(event, Submitting)
        )

    def _fold(
        self,
        comparison_id: str,
        take_id: str,
        change: Callable[[Take], Take],
        *,
        store: bool = True,
        strict: bool = False,
    ) -> None:
        comparison = fold(self._live[comparison_id], take_id, change)
        if store:
            try:
                self._store.save(comparison)
            except OSError:
                if strict:
                    raise
                log.exception("a comparison could not be stored; it goes on in memory")
        self._live[comparison_id] = comparison

    def _retire(self, comparison_id: str) -> None:
        """Leave a finished comparison to the disk, if the disk has it."""
        if (comparison := self._live.get(comparison_id)) and comparison.finished:
            with contextlib.suppress(OSError, KeyError):
                if self._store.load(comparison_id).finished:
                    del self._live[comparison_id]

    async def _call_off(self, comparison_id: str, take_id: str) -> Trouble:
        take = self._live[comparison_id].take(take_id)
        if isinstance(take.stage, Sending):
            return Unsure(f"Cancelled. {ADRIFT}")
        if take.ticket:
            await self._maker.call_off(take.ticket, partial(self.borrowed.key, comparison_id, take))
        return Cancelled("Cancelled.")


def _needs_steps(take: Take) -> bool:
    """Whether what its steps have made may be gone on from."""
    return not take.ended or again(take) is not None
