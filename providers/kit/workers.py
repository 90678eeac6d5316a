"""Where `Local` models render: a pool of processes that can be watched, cancelled and lost one by one.

What a render tells goes through a file in the take's folder, a line for each piece of news: a worker that is killed
while it writes can spoil nothing but its last line, and that is not read.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
import os
import shutil
from collections.abc import AsyncGenerator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from providers.kit.errors import Crashed, Trouble
from providers.kit.events import Delivered, Event, Noted, Showing
from providers.kit.provider import Local, Report
from providers.kit.terms import Brief, Clip, Model, Note, Waiting

GLANCE = 0.05
"""Seconds between two looks at the progress of a render."""
STEP = 0.005
"""Of the work, from one telling to the next."""
TOLD = "told.jsonl"
BEGUN = Waiting(phase="running", fraction=0.0)


class Workers:
    """At most `size` renders at once; the others wait in line. Belongs to one event loop."""

    def __init__(self, size: int | None = None) -> None:
        self._size = size or os.cpu_count() or 1
        self._wanted: list[Local] = []
        """Whose needs every worker imports at its birth; a cancelled render takes its worker with it."""
        self._pool = ProcessPool(
            max_workers=self._size, context=multiprocessing.get_context("spawn"),
            initializer=_prepared, initargs=[self._wanted],
        )  # fmt: skip
        self._line: list[object] = []

    async def render(self, provider: Local, brief: Brief, model: Model, folder: Path) -> AsyncGenerator[Event, None]:
        """Yield `Waiting`s, then `Delivered`; closing the iterator kills the render. `Crashed` if its process dies."""
        job = object()
        self._line.append(job)
        try:
            while (place := self._line.index(job) - self._size + 1) > 0:
                yield Waiting(phase="queued", place=place)
                await asyncio.sleep(GLANCE)
            async for event in self._watch(provider, brief, model, folder):
                yield event
        finally:
            self._line.remove(job)

    async def _watch(self, provider: Local, brief: Brief, model: Model, folder: Path) -> AsyncGenerator[Event, None]:
        future: ProcessFuture[Clip] = self._pool.schedule(_render, args=[provider, brief, model, folder, os.getpid()])
        end, told = asyncio.wrap_future(future), _Told(folder / TOLD)
        try:
            yield told.last
            while not (await asyncio.wait([end], timeout=GLANCE))[0]:
                for news in told.news():
                    yield news
                yield told.last
            for news in told.news():
                yield news
            yield Delivered(clip=_outcome(end))
        finally:
            future.cancel()  # type: ignore[no-untyped-call]

    def prepare(self, provider: Local) -> None:
        """Have every worker, now and later, import what that provider needs, so that no clip need wait for it."""
        self._wanted.append(provider)
        for _ in range(self._size):
            self._pool.schedule(provider.prepare)

    async def close(self) -> None:
        """Stop every render and every worker process."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        await asyncio.to_thread(self._pool.join, 10)


class Apart:
    """For providers that wait more than they work: each render has a process of its own, made and gone with it.

    At most `size` at once; the others wait. Has the interface of `Workers`, and belongs to one event loop too.
    """

    def __init__(self, size: int = 12) -> None:
        self._places = asyncio.Semaphore(size)

    async def render(self, provider: Local, brief: Brief, model: Model, folder: Path) -> AsyncGenerator[Event, None]:
        """As `Workers.render`; closing the iterator ends the process."""
        async with self._places:
            alone = Workers(1)
            try:
                async with contextlib.aclosing(alone.render(provider, brief, model, folder)) as events:
                    async for event in events:
                        yield event
            finally:
                await alone.close()


@dataclass(slots=True)
class _Told:
    """What a render has told so far."""

    path: Path
    at: int = 0
    """Bytes read."""
    last: Waiting = BEGUN

    def news(self) -> list[Noted | Showing]:
        """What has been told since the last look; how the work stands is in `last`."""
        try:
            with self.path.open("rb") as file:
                file.seek(self.at)
                whole = file.read().rpartition(b"\n")[0]
        except FileNotFoundError:  # nothing told yet
            return []
        self.at += len(whole) + 1 if whole else 0
        news: list[Noted | Showing] = []
        for said in map(json.loads, whole.splitlines()):
            if "field" in said:
                news.append(Noted(note=Note(**said)))
            elif "picture" in said:
                news.append(Showing(**{part: name and self.path.with_name(name) for part, name in said.items()}))
            else:
                self.last = Waiting(**said)
        return news


def _prepared(providers: list[Local]) -> None:
    for provider in providers:
        with contextlib.suppress(Exception):  # it will be told where it is rendered
            provider.prepare()


def _outcome(end: asyncio.Future[Clip]) -> Clip:
    try:
        return end.result()
    except Trouble:
        raise
    except ProcessExpired as error:
        raise Crashed(f"The renderer died. Try again; if it dies again, report it with the prompt: {error}") from error
    except OSError as error:
        raise Crashed(f"The clip could not be written. Make room on the disk and try again: {error}") from error
    except Exception as error:
        raise Crashed(f"The renderer failed. Report it with the prompt: {type(error).__name__}: {error}") from error


def _render(provider: Local, brief: Brief, model: Model, folder: Path, parent: int) -> Clip:
    return provider.render(brief, model, folder, _reporter(folder, parent))


def _reporter(folder: Path, parent: int) -> Report:
    last = Waiting(phase="queued")

    def report(news: float | Waiting | Noted | Showing) -> None:
        nonlocal last
        if os.getppid() != parent:  # the app was killed: nobody waits for this clip
            shutil.rmtree(folder, ignore_errors=True)
            os._exit(1)
        match news:
            case Noted(note=note):
                _tell(folder, asdict(note))
            case Showing(picture=picture, film=film):
                _tell(folder, {"picture": picture.name, "film": film and film.name})
            case Waiting() if news != last:
                last = news
                _tell(folder, asdict(news))
            case float() | int() if last.fraction is None or news - last.fraction >= STEP:
                last = Waiting(phase="running", fraction=round(news, 3))
                _tell(folder, asdict(last))

    return report


def _tell(folder: Path, news: dict[str, Any]) -> None:
    with (folder / TOLD).open("a", encoding="utf-8") as file:
        file.write(json.dumps(news) + "\n")
