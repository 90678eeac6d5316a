"""fal's queue as a process of its own that outlives the app, slow where a kill is aimed: its answers and its clips.

`python -m tests.kill.vendor --port 8901 --log submits.jsonl`. A submit is in the log before its answer leaves.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvicorn

from tests.fakes import clips
from tests.fakes.fal import FalFake, Plan

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]
ANSWER = 0.06
"""Seconds from a submit's line in the log to the answer: who dies in between can't know the job's fate."""
PIECES = 6
PAUSE = 0.02
"""Seconds between the pieces of a clip."""


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--log", type=Path, required=True)
    said = parser.parse_args()
    fake = FalFake(plan=Plan(queue=0.1, delay=0.3, clip=clips.clip()), log=said.log)
    uvicorn.run(slowly(fake.app), host="127.0.0.1", port=said.port, log_level="warning", ws="none", lifespan="off")


def slowly(app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The same app; submits are answered late, clips come in pieces."""

    async def slow(scope: Message, receive: Any, send: Send) -> None:
        async def late(message: Message) -> None:
            if scope["method"] == "POST" and message["type"] == "http.response.start":
                await asyncio.sleep(ANSWER)
            if scope["path"].startswith("/files/") and message["type"] == "http.response.body":
                await in_pieces(message["body"], send)
            else:
                await send(message)

        await app(scope, receive, late)

    return slow


async def in_pieces(body: bytes, send: Send) -> None:
    """A body, part by part."""
    size = len(body) // PIECES + 1
    for start in range(0, len(body), size):
        more = start + size < len(body)
        await send({"type": "http.response.body", "body": body[start : start + size], "more_body": more})
        await asyncio.sleep(PAUSE)


if __name__ == "__main__":
    main()
