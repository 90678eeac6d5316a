"""Any server at all: it notes what it is asked and answers what was laid out, or OK."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.recorder import Recorder


class Vendor:
    """Lay out answers with `seen.answer("any", …)`."""

    def __init__(self) -> None:
        self.seen = Recorder()

    @property
    def app(self) -> Starlette:
        methods = ["GET", "POST", "PUT"]
        return Starlette(routes=[Route("/{path:path}", self._any, methods=methods)])

    async def _any(self, request: Request) -> Response:
        await self.seen.note(request)
        return self.seen.scripted("any") or JSONResponse({"ok": True})
