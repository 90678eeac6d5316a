"""Real HTTP servers on loopback, in one thread: the apps of a test, each on a port of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import uvicorn

App = Callable[..., Any]
Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextmanager
def serve(*apps: App) -> Iterator[tuple[str, ...]]:
    """Serve ASGI apps; yields one address for each, as in `http://127.0.0.1:54321`."""
    sockets = [_listening() for _ in apps]
    servers = [
        uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none", timeout_keep_alive=30))
        for app in apps
    ]

    async def run() -> None:
        await asyncio.gather(*(one._serve([at]) for one, at in zip(servers, sockets, strict=True)))

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    try:
        yield tuple(f"http://127.0.0.1:{at.getsockname()[1]}" for at in sockets)
    finally:
        for server in servers:
            server.should_exit = True
            server.force_exit = True
        thread.join(10)
        for at in sockets:
            at.close()


@contextmanager
def raw(script: Script) -> Iterator[str]:
    """A server that does what `script` does with each connection, for what no HTTP server would do."""
    at = _listening()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    open_now: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await script(reader, writer)
                await writer.drain()
        finally:
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await asyncio.wait_for(writer.wait_closed(), 1)

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(connected(reader, writer))
        open_now.add(task)
        task.add_done_callback(open_now.discard)

    async def run() -> None:
        async with await asyncio.start_server(accept, sock=at):
            await stop.wait()
            for task in list(open_now):
                task.cancel()
            await asyncio.gather(*open_now, return_exceptions=True)

    thread = threading.Thread(target=_run, args=[loop, run()], daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{at.getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)


def _run(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(work)


def _listening() -> socket.socket:
    # named as TCP, or asyncio leaves Nagle on for what it accepts, and each reply waits 40 ms
    at = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    at.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    at.bind(("127.0.0.1", 0))
    at.listen(128)
    return at
