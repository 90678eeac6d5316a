"""Runway's tasks on loopback, in the shapes that runwayml 5.24.0 parses.

A task runs by the clock from its submit. Files are brought to `/uploads`, which wants no key, as Runway's own store.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import clips
from tests.fakes.recorder import Asked, Recorder

Ending = Literal["clip", "refusal", "error", "endless"]
CREATES = ("text_to_video", "image_to_video", "video_to_video", "sound_effect", "video_to_audio")
CREDITS = 60
VERSION = "2024-11-06"
FAILURES = {
    "refusal": ("The input was moderated.", "SAFETY.INPUT.TEXT"),
    "error": ("An unexpected error occurred.", "INTERNAL.BAD_OUTPUT.CODE01"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a task goes."""

    pending: float = 0.0
    """Seconds until it is throttled."""
    queue: float = 0.0
    """Seconds until it runs."""
    delay: float = 0.0
    """Seconds from submit to the end, the queue included."""
    ending: Ending = "clip"
    clip: bytes | None = None
    """What the clip's address yields; a small real clip, or sound, where there is none."""


@dataclass(slots=True)
class Task:
    """One task that was paid for."""

    id: str
    kind: str
    plan: Plan
    submitted: float
    cancelled: bool = False


@dataclass(slots=True)
class RunwayFake:
    """The API, its store for uploads, and the place where clips lie."""

    plan: Plan = field(default_factory=Plan)
    key: str | None = None
    """The one key that is let in; `None` lets in all that is written as a key."""
    store: str | None = None
    """Where files are said to be brought; `None`: here."""
    cdn: str | None = None
    """Where clips are said to lie; `None`: here."""
    clock: Callable[[], float] = time.monotonic
    seen: Recorder = field(default_factory=Recorder)
    tasks: dict[str, Task] = field(default_factory=dict)

    @property
    def app(self) -> Starlette:
        """The ASGI app."""
        return Starlette(
            routes=[
                *[Route(f"/v1/{kind}", self._create, methods=["POST"]) for kind in CREATES],
                Route("/v1/uploads", self._place, methods=["POST"]),
                Route("/v1/tasks/{id}", self._status, methods=["GET"]),
                Route("/v1/tasks/{id}", self._cancel, methods=["DELETE"]),
                Route("/uploads", self._store, methods=["POST"]),
                Route("/files/{id}.mp4", self._clip),
            ]
        )

    @property
    def submits(self) -> list[Asked]:
        """The requests that cost money."""
        return [one for one in self.seen.asked if one.method == "POST" and one.path.removeprefix("/v1/") in CREATES]

    async def _create(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("submit") or self._locked(asked):
            return answer
        kind = asked.path.removeprefix("/v1/")
        task = Task(id=str(uuid4()), kind=kind, plan=self.plan, submitted=self.clock())
        self.tasks[task.id] = task
        return JSONResponse({"id": task.id, "estimatedCost": {"credits": CREDITS}})

    async def _place(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("place") or self._locked(asked):
            return answer
        at = f"{self.store or _here(request)}/uploads"
        fields = {"key": "ephemeral/0d1f", "Policy": "signed"}
        return JSONResponse({"uploadUrl": at, "fields": fields, "runwayUri": f"runway://{asked.json['filename']}"})

    async def _store(self, request: Request) -> Response:
        await self.seen.note(request)
        return self.seen.scripted("store") or Response(status_code=204)

    async def _status(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("status") or self._locked(asked):
            return answer
        task = self.tasks.get(request.path_params["id"])
        if task is None:
            return JSONResponse({"error": "Task not found."}, 404)
        created = datetime(2026, 11, 23, 10, tzinfo=UTC).isoformat()
        return JSONResponse({"id": task.id, "createdAt": created} | self._state(task, request))

    def _state(self, task: Task, request: Request) -> dict[str, Any]:
        gone, plan = self.clock() - task.submitted, task.plan
        waiting = {"estimatedCost": {"credits": CREDITS}}
        if task.cancelled:
            return {"status": "CANCELLED", "cost": {"credits": 0}}
        if gone < plan.queue:
            return waiting | {"status": "PENDING" if gone < plan.pending else "THROTTLED"}
        if gone < plan.delay or plan.ending == "endless":
            return waiting | {"status": "RUNNING", "progress": min(1.0, gone / plan.delay) if plan.delay else 0.5}
        if plan.ending != "clip":
            why, code = FAILURES[plan.ending]
            return {"status": "FAILED", "failure": why, "failureCode": code, "cost": {"credits": 0}}
        url = f"{self.cdn or _here(request)}/files/{task.id}.mp4"
        return {"status": "SUCCEEDED", "output": [url], "cost": {"credits": CREDITS}}

    async def _cancel(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("cancel") or self._locked(asked):
            return answer
        if task := self.tasks.get(request.path_params["id"]):
            task.cancelled = True
        return Response(status_code=204)

    async def _clip(self, request: Request) -> Response:
        await self.seen.note(request)
        if answer := self.seen.scripted("clip"):
            return answer
        task = self.tasks[request.path_params["id"]]
        usual = clips.clip() if task.kind.endswith("video") else clips.sound()
        return Response(usual if task.plan.clip is None else task.plan.clip)

    def _locked(self, asked: Asked) -> Response | None:
        scheme, _, key = asked.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not key or self.key not in {None, key}:
            return JSONResponse({"error": "Unauthorized"}, 401)
        if asked.headers.get("x-runway-version") != VERSION:
            return JSONResponse({"error": "Unsupported version."}, 400)
        return None


def _here(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"
