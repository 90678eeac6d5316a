"""A server on loopback that plays an adapter's own documented scene over real sockets, and may break in one place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from providers.kit.provider import Scene
from providers.kit.terms import Reply
from tests.fakes import clips
from tests.fakes.recorder import Recorder

ADDRESS = re.compile(rb"https://[^/\"\s?]+")
METHODS = ["GET", "POST", "PUT", "DELETE"]


class Broken(Response):
    """A reply that promises more than it says, and then goes silent or hangs up."""

    def __init__(self, *, hangs_up: bool) -> None:
        super().__init__()
        self.hangs_up = hangs_up

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say the first bytes of a thousand."""
        headers = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
        while not self.hangs_up:
            if (await receive())["type"] == "http.disconnect":
                return


Fault = Callable[[], Response]


def stall() -> Response:
    """A reply that goes silent before its end."""
    return Broken(hangs_up=False)


@dataclass(slots=True)
class Playhouse:
    """Answers request number n with the scene's reply number n, and whatever comes after them with a clip."""

    scene: Scene = field(default_factory=lambda: Scene(replies=()))
    fault: Fault | None = None
    """What is answered in place of reply number `broken`, so many `times`; the reply comes after that."""
    broken: int = -1
    times: int = 0
    stuck: int | None = None
    """The number of a reply that is given for ever."""
    seen: Recorder = field(default_factory=Recorder)
    at: int = 0

    @property
    def app(self) -> Starlette:
        """The ASGI app."""
        return Starlette(routes=[Route("/{path:path}", self._next, methods=METHODS)])

    def play(self, scene: Scene, fault: Fault | None, broken: int, times: int, stuck: int | None) -> None:
        """Begin a scene anew."""
        self.scene, self.fault, self.broken, self.times, self.stuck = scene, fault, broken, times, stuck
        self.seen, self.at = Recorder(), 0

    async def _next(self, request: Request) -> Response:
        await self.seen.note(request)
        if self.fault and self.at == self.broken and self.times > 0:
            self.times -= 1
            return self.fault()
        number, self.at = self.at, self.at if self.at == self.stuck else self.at + 1
        if number < len(self.scene.replies):
            return said(self.scene.replies[number], str(request.base_url).rstrip("/"))
        return Response(clips.clip(), media_type="video/mp4")


def said(reply: Reply, here: str) -> Response:
    """A documented reply with every address in it turned to this server."""
    headers = {name: ADDRESS.sub(here.encode(), value.encode()).decode() for name, value in reply.headers.items()}
    return Response(ADDRESS.sub(here.encode(), reply.body), reply.status, headers, "application/json")
