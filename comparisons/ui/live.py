"""The tab *Live*: a scene that the visitor plays with, over a socket of its own beside Gradio's."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import threading
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import gradio as gr
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from comparisons.desk import Desk, Misuse
from comparisons.live import SIZES, Live
from comparisons.ui.door import is_let_in
from comparisons.ui.words import Language, refusal, words

MOST = 2
"""Scenes at once: each wants the better part of a core."""
AHEAD = 4
"""Moments that may be on their way: a browser that shows them slower than they are made gets fewer, not later ones."""
BUSY, STRANGER, OUT = 4503, 4403, 4401
"""Why a socket is closed: no room, a page of another origin, no login."""

_MOUNT = "window.splitscreen.live(element, props);"


def tab(desk: Desk) -> gr.HTML:
    """The scene and its controls."""
    return gr.HTML(
        value="",
        html_template='<div class="live-place"></div>',
        js_on_load=_MOUNT,
        head=_head(),
        apply_default_css=False,
        words={"en": words("en", "live"), "ru": words("ru", "live")},
        sizes={name: list(size) for name, size in SIZES.items()},
        keeps=desk.takes_clips,
        elem_id="live",
    )


def route(desk: Desk) -> WebSocketRoute:
    """`/live`: JSON of what the visitor does comes in, moments go out as `Live.moment` packs them."""
    room = threading.Semaphore(MOST)

    async def live(socket: WebSocket) -> None:
        await socket.accept()
        if not is_at_home(socket):
            return await socket.close(STRANGER)
        if not is_let_in(socket):
            return await socket.close(OUT)
        if not room.acquire(blocking=False):
            return await socket.close(BUSY)
        try:
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):  # the visitor has left
                await Session(socket, desk).run()
        finally:
            room.release()

    return WebSocketRoute("/live", live)


def is_at_home(socket: WebSocket) -> bool:
    """Whether the page that opened the socket is our own; a program has no page."""
    origin = socket.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == socket.headers.get("host")


class Session:
    """One visitor's socket."""

    def __init__(self, socket: WebSocket, desk: Desk) -> None:
        self._socket, self._desk = socket, desk
        self._language: Language = "en"
        self._scene: Live | None = None
        self._deeds: list[dict[str, Any]] = []
        self._seen = 0
        """The number of the last moment that the browser has shown."""

    async def run(self) -> None:
        """Listen and play until the visitor leaves."""
        listening = asyncio.create_task(self._listen())
        try:
            await self._play(listening)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _listen(self) -> None:
        while True:
            text = await self._socket.receive_text()
            with contextlib.suppress(ValueError):
                if isinstance(deed := json.loads(text[:4000]), dict):
                    self._deeds.append(deed)

    async def _play(self, listening: asyncio.Task[None]) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while not listening.done():
            deeds, self._deeds = self._deeds, []
            for deed in deeds:
                await self._heed(deed)
            if self._scene is None or self._scene.number - self._seen > AHEAD:
                await asyncio.sleep(0.01)
                due = loop.time()
                continue
            await self._socket.send_bytes(await asyncio.to_thread(self._scene.moment))
            due = max(due + 1 / self._scene.fps, loop.time() - 0.2)  # what was missed is not made up for
            await asyncio.sleep(max(0.0, due - loop.time()))

    async def _heed(self, deed: dict[str, Any]) -> None:
        self._language = "ru" if deed.get("language") == "ru" else self._language
        try:
            match deed.get("do"):
                case "begin":
                    prompt, aspect = str(deed.get("prompt", ""))[:500], str(deed.get("aspect"))
                    self._seen = 0
                    self._scene = await asyncio.to_thread(
                        Live, self._desk.catalogue, prompt, aspect, secrets.randbelow(2**31)
                    )
                case "seen":
                    self._seen = int(number) if isinstance(number := deed.get("number"), int) else self._seen
                case "stop":
                    self._scene = None
                case "keep" if self._scene:
                    model = await asyncio.to_thread(self._scene.keep, self._desk, float(deed.get("seconds", 8)))
                    await self._socket.send_json({"kept": model, "prompt": self._scene.prompt})
                case _ if self._scene:
                    self._scene.do(deed)
        except Misuse as misuse:
            await self._socket.send_json({"trouble": refusal(self._language, misuse)})
        except (TypeError, ValueError, OverflowError):  # numbers that are none; what makes no sense is left undone
            return


def _head() -> str:
    assets = files("assets")
    style, script = (assets.joinpath(name).read_text("utf-8") for name in ("live.css", "live.js"))
    return f"<style data-live>{style}</style><script>{script}</script>"
