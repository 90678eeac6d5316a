"""What was said to a fake, in a form in which an official client's words and ours can be laid side by side."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

from providers.kit.drive import drive
from providers.kit.events import Delivered, Event
from providers.kit.http import Wire
from providers.kit.provider import Remote
from providers.kit.settle import settle
from providers.kit.terms import Brief
from providers.kit.turns import Turns
from tests.fakes.recorder import Asked

KEY = "hf_test-key"
PIXEL = b"\x89PNG\r\n\x1a\n"
Said = tuple[str, str, str, Any, dict[str, str]]
"""Method, path, query, body, and the headers that count."""
COUNT = ("authorization", "prefer")
"""Headers that a vendor reads; the rest is the HTTP library's business."""


def said(asked: list[Asked]) -> list[Said]:
    """The requests in order; a poll that is made again counts once."""
    told: list[Said] = []
    for one in asked:
        headers = {name: one.headers[name] for name in COUNT if name in one.headers}
        step = (one.method, one.path, one.query, body(one), headers)
        if not told or told[-1] != step:
            told.append(step)
    return told


def body(asked: Asked) -> Any:
    """JSON read, a form with its boundary made the same, nothing as `None`."""
    kind = asked.headers.get("content-type", "")
    if found := re.fullmatch(r"multipart/form-data; boundary=(.+)", kind):
        return asked.body.replace(found[1].encode(), b"BOUNDARY")
    return asked.json


def picture(folder: Path) -> Path:
    """A file that begins as a PNG does."""
    path = folder / "start.png"
    path.write_bytes(PIXEL)
    return path


async def ours(provider: Remote, model_id: str, brief: Brief, folder: Path) -> Delivered:
    """Our adapter, driven to a clip; no time passes between its polls."""
    model = next(one for one in provider.models if one.id == model_id)
    settled, notes = settle(brief, model)
    assert not notes

    async def no_sleep(seconds: float) -> None:
        await asyncio.sleep(0)

    events: list[Event] = []
    async with Wire() as wire:
        run = drive(
            provider, settled, model, key=KEY, wire=wire, folder=folder, sleep=no_sleep, turns=Turns()
        )  # fmt: skip
        async for event in run:
            events.append(event)
    assert isinstance(events[-1], Delivered)
    return events[-1]
