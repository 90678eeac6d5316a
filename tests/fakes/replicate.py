"""Replicate's predictions and files on loopback, in the shapes that its client 1.0.7 parses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import clips
from tests.fakes.recorder import Recorder

JOB = "gm3qorzdhgbfurvjtvhg6dckhu"
FILE = "cneqzikeq6e4h3f4hcnkq"


@dataclass(slots=True)
class ReplicateFake:
    """Each poll says the next of `states`, and the last for ever."""

    key: str
    states: list[dict[str, Any]] = field(default_factory=list)
    seen: Recorder = field(default_factory=Recorder)
    polls: int = 0

    @property
    def app(self) -> Starlette:
        """The ASGI app."""
        return Starlette(
            routes=[
                Route("/v1/models/{owner}/{name}/predictions", self._submit, methods=["POST"]),
                Route("/v1/predictions/{id}", self._status),
                Route("/v1/predictions/{id}/cancel", self._cancel, methods=["POST"]),
                Route("/v1/files", self._file, methods=["POST"]),
                Route("/files/out.mp4", self._clip),
            ]
        )

    async def _submit(self, request: Request) -> Response:
        self.polls = 0
        return await self._answer(request, self.job(request, {"status": "starting"}), 201)

    async def _status(self, request: Request) -> Response:
        done = {"status": "succeeded", "output": f"{_here(request)}/files/out.mp4"}
        states = self.states or [{"status": "starting"}, {"status": "processing"}, done]
        state = states[min(self.polls, len(states) - 1)]
        self.polls += 1
        return await self._answer(request, self.job(request, state))

    async def _cancel(self, request: Request) -> Response:
        return await self._answer(request, self.job(request, {"status": "canceled"}))

    async def _file(self, request: Request) -> Response:
        size = len(await request.body())
        made = {
            "id": FILE, "name": "start.png", "content_type": "image/png", "size": size, "etag": "e", "checksums": {},
            "metadata": {}, "created_at": "2026-11-23T10:00:00Z", "expires_at": "2026-11-24T10:00:00Z",
            "urls": {"get": f"{_here(request)}/v1/files/{FILE}"},
        }  # fmt: skip
        return await self._answer(request, made, 201)

    async def _clip(self, request: Request) -> Response:
        await self.seen.note(request)
        return Response(clips.clip(), media_type="video/mp4")

    async def _answer(self, request: Request, said: dict[str, Any], status: int = 200) -> Response:
        asked = await self.seen.note(request)
        if asked.headers.get("authorization") != f"Bearer {self.key}":
            return JSONResponse({"title": "Unauthenticated", "detail": "No valid token", "status": 401}, 401)
        return self.seen.scripted("any") or JSONResponse(said, status)

    def job(self, request: Request, state: dict[str, Any]) -> dict[str, Any]:
        """A prediction as it stands."""
        at = f"{_here(request)}/v1/predictions/{JOB}"
        return {
            "id": JOB, "model": "kwaivgi/kling-v3-video", "version": "hidden", "input": {"prompt": "a ball"},
            "logs": "", "output": None, "error": None, "metrics": {"predict_time": 61.2},
            "created_at": "2026-11-23T10:00:00Z", "started_at": "2026-11-23T10:00:05Z",
            "completed_at": "2026-11-23T10:01:06Z", "urls": {"get": at, "cancel": f"{at}/cancel"},
        } | state  # fmt: skip


def _here(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"
