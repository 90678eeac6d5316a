"""Luma's generations on loopback, in the shapes that lumaai 1.21.0 parses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import clips
from tests.fakes.recorder import Recorder

JOB = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"


@dataclass(slots=True)
class LumaFake:
    """Each poll says the next of `states`, and the last for ever."""

    key: str
    states: list[dict[str, Any]] = field(default_factory=list)
    seen: Recorder = field(default_factory=Recorder)
    polls: int = 0
    request: dict[str, Any] = field(default_factory=dict)
    """The last submit; the vendor repeats it in every reply."""

    @property
    def app(self) -> Starlette:
        """The ASGI app."""
        job = "/dream-machine/v1/generations/{id}"
        return Starlette(
            routes=[
                Route("/dream-machine/v1/generations/video", self._submit, methods=["POST"]),
                Route(job, self._status, methods=["GET"]),
                Route(job, self._delete, methods=["DELETE"]),
                Route("/files/1.mp4", self._clip),
            ]
        )

    async def _submit(self, request: Request) -> Response:
        self.polls, self.request = 0, await request.json()
        return await self._answer(request, JSONResponse(self.job({"state": "queued"}), 201))

    async def _status(self, request: Request) -> Response:
        done = {"state": "completed", "assets": {"video": f"{_here(request)}/files/1.mp4"}}
        states = self.states or [{"state": "queued"}, {"state": "dreaming"}, done]
        state = states[min(self.polls, len(states) - 1)]
        self.polls += 1
        return await self._answer(request, JSONResponse(self.job(state)))

    async def _delete(self, request: Request) -> Response:
        return await self._answer(request, Response(status_code=204))

    async def _clip(self, request: Request) -> Response:
        await self.seen.note(request)
        return Response(clips.clip(), media_type="video/mp4")

    async def _answer(self, request: Request, answer: Response) -> Response:
        asked = await self.seen.note(request)
        if asked.headers.get("authorization") != f"Bearer {self.key}":
            return JSONResponse({"detail": "Not authenticated"}, 403)
        return self.seen.scripted("any") or answer

    def job(self, state: dict[str, Any]) -> dict[str, Any]:
        """A generation as it stands."""
        blank = {"failure_reason": None, "assets": None, "created_at": "2026-11-23T10:00:00Z"}
        asked = {"generation_type": "video"} | self.request
        return {"id": JOB, "generation_type": "video", "model": asked.get("model"), "request": asked} | blank | state


def _here(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"
