"""fal's queue on loopback, in the shapes that fal-client 1.0.3 parses.

As a process of its own: `python -m tests.fakes.fal --port 8901 --log submits.jsonl --delay 2`.
A job runs by the clock from its submit, so that it goes on while whoever submitted it is dead.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import clips
from tests.fakes.recorder import Asked, Recorder

Ending = Literal["clip", "refusal", "error", "endless"]
NAMESPACES = {"workflows", "comfy"}
PASS = "short-lived"
"""What is handed out for the key, for the place where files lie."""
REFUSAL = {"loc": ["body", "prompt"], "msg": "Flagged by a content checker.", "type": "content_policy_violation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a job goes."""

    queue: float = 0.0
    """Seconds in the queue."""
    delay: float = 0.0
    """Seconds from submit to the end, the queue included."""
    ending: Ending = "clip"
    clip: bytes | None = None
    """What the clip's address yields; a small real clip where there is none."""


@dataclass(slots=True)
class Job:
    """One job that was paid for."""

    id: str
    path: str
    """Of the job's addresses, which drop what follows owner and alias."""
    plan: Plan
    submitted: float
    cancelled: bool = False

    @property
    def finished(self) -> float:
        """The fake's clock when the job is done."""
        return self.submitted + self.plan.delay


@dataclass(slots=True)
class FalFake:
    """The queue; `plan` says how the jobs that are submitted from now on will go."""

    plan: Plan = field(default_factory=Plan)
    plans: list[Plan] = field(default_factory=list)
    """For the next jobs, in order; `plan` is for those after."""
    key: str | None = None
    """The one key that is let in; `None` lets in all that is written as a key."""
    cdn: str | None = None
    """Where clips are said to lie; `None`: here."""
    log: Path | None = None
    clock: Callable[[], float] = time.monotonic
    seen: Recorder = field(default_factory=Recorder)
    jobs: dict[str, Job] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    """What was uploaded, by where it is said to lie."""

    @property
    def app(self) -> Starlette:
        """The ASGI app."""
        job = "/{owner}/{rest:path}/requests/{id}"
        return Starlette(
            routes=[
                Route("/files/{id}.mp4", self._clip),
                Route("/storage/auth/token", self._token, methods=["POST"]),
                Route("/files/upload", self._take_file, methods=["POST"]),
                Route(f"{job}/status", self._status),
                Route(f"{job}/cancel", self._cancel, methods=["PUT"]),
                Route(job, self._result),
                Route("/{endpoint:path}", self._submit, methods=["POST"]),
            ]
        )

    @property
    def submits(self) -> list[Asked]:
        """The requests that cost money."""
        free = ("/storage/", "/files/")
        return [one for one in self.seen.asked if one.method == "POST" and not one.path.startswith(free)]

    async def _submit(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("submit") or self._locked(asked):
            return answer
        parts = request.path_params["endpoint"].split("/")
        kept = parts[: 3 if parts[0] in NAMESPACES else 2]
        plan = self.plans.pop(0) if self.plans else self.plan
        job = Job(id=str(uuid4()), path="/".join(kept), plan=plan, submitted=self.clock())
        self.jobs[job.id] = job
        self._write_down({"event": "submit", "id": job.id, "path": asked.path, "body": asked.json})
        return JSONResponse(self._addresses(request, job))

    async def _token(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("token") or self._locked(asked):
            return answer
        said = {"token": PASS, "token_type": "Bearer", "base_url": _here(request)}
        return JSONResponse(said | {"expires_at": "2100-01-01T00:00:00+00:00"})

    async def _take_file(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("upload"):
            return answer
        if asked.headers.get("authorization") != f"Bearer {PASS}":
            return JSONResponse({"detail": "Unauthorized"}, 401)
        url = f"{_here(request)}/files/{sha256(asked.body).hexdigest()[:8]}/{asked.headers['x-fal-file-name']}"
        self.files[url] = asked.body
        return JSONResponse({"access_url": url})

    async def _status(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("status") or self._locked(asked):
            return answer
        job = self.jobs.get(request.path_params["id"])
        if job is None:
            return JSONResponse({"detail": "Request not found"}, 404)
        return JSONResponse(self._state(job) | self._addresses(request, job))

    def _state(self, job: Job) -> dict[str, Any]:
        gone = self.clock() - job.submitted
        if gone < job.plan.queue:
            return {"status": "IN_QUEUE", "queue_position": 1}
        if gone < job.plan.delay or job.plan.ending == "endless":
            return {"status": "IN_PROGRESS", "logs": None}
        error = {"error": "Generation timed out", "error_type": "generation_timeout"}
        said = {"status": "COMPLETED", "logs": None, "metrics": {"inference_time": job.plan.delay}}
        return said | error if job.plan.ending == "error" else said

    async def _result(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("result") or self._locked(asked):
            return answer
        job = self.jobs.get(request.path_params["id"])
        if job is None:
            return JSONResponse({"detail": "Request not found"}, 404)
        if self._state(job)["status"] != "COMPLETED":
            return JSONResponse({"detail": "Request is still in progress"}, 400)
        if job.plan.ending == "refusal":
            return JSONResponse({"detail": [REFUSAL]}, 422)
        url = f"{self.cdn or _here(request)}/files/{job.id}.mp4"
        return JSONResponse({"video": {"url": url, "content_type": "video/mp4"}, "seed": 7})

    async def _cancel(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("cancel") or self._locked(asked):
            return answer
        job = self.jobs[request.path_params["id"]]
        if self._state(job)["status"] != "IN_QUEUE":
            return JSONResponse({"status": "ALREADY_COMPLETED"}, 400)
        job.cancelled = True
        self._write_down({"event": "cancel", "id": job.id})
        return JSONResponse({"status": "CANCELLATION_REQUESTED"}, 202)

    async def _clip(self, request: Request) -> Response:
        await self.seen.note(request)
        if answer := self.seen.scripted("clip"):
            return answer
        job = self.jobs.get(request.path_params["id"])
        plan = job.plan if job else self.plan
        return Response(clips.clip() if plan.clip is None else plan.clip, media_type="video/mp4")

    def _locked(self, asked: Asked) -> Response | None:
        scheme, _, key = asked.headers.get("authorization", "").partition(" ")
        if scheme == "Key" and key and self.key in {None, key}:
            return None
        return JSONResponse({"detail": "Authentication is required to access this application."}, 401)

    def _addresses(self, request: Request, job: Job) -> dict[str, str]:
        at = f"{_here(request)}/{job.path}/requests/{job.id}"
        return {"request_id": job.id, "response_url": at, "status_url": f"{at}/status", "cancel_url": f"{at}/cancel"}

    def _write_down(self, event: dict[str, Any]) -> None:
        if self.log is None:
            return
        with self.log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(event, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())


def _here(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def main() -> None:
    """Serve until killed."""
    import uvicorn

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--log", type=Path, help="one JSON line for each submit and cancel, fsynced")
    parser.add_argument("--queue", type=float, default=0.0, help="seconds in the queue")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds from submit to the end")
    parser.add_argument("--ending", choices=["clip", "refusal", "error", "endless"], default="clip")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of the clips")
    said = parser.parse_args()
    plan = Plan(queue=said.queue, delay=said.delay, ending=said.ending, clip=clips.clip(said.seconds))
    fake = FalFake(plan=plan, log=said.log)
    uvicorn.run(fake.app, host="127.0.0.1", port=said.port, log_level="warning", ws="none", lifespan="off")


if __name__ == "__main__":
    main()
