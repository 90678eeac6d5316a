"""Veo's long-running operations in Google's cloud on loopback, in the shapes that google-genai 3.4.0 parses.

As a process of its own: `python -m tests.fakes.veo --port 8903 --delay 2`. Any version of the API is answered; what
lies in the cloud's storage is answered here too.
"""

from __future__ import annotations

import argparse
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import clips
from tests.fakes.recorder import Asked, Recorder

Ending = Literal["clip", "refusal", "error", "endless"]
TYPE = "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse"
REASON = "The video was filtered because it may violate Google's Responsible AI practices. Support codes: 15236754"
KNOWN = {"veo-3.1-generate-001", "veo-3.1-fast-generate-001", "veo-3.1-lite-generate-001"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a job goes."""

    delay: float = 0.0
    """Seconds from submit to the end."""
    ending: Ending = "clip"
    clip: bytes | None = None


@dataclass(slots=True)
class Job:
    """One operation."""

    name: str
    asked: dict[str, Any]
    plan: Plan
    submitted: float


@dataclass(slots=True)
class VeoFake:
    """The vendor; `plan` says how the jobs that are submitted from now on will go."""

    plan: Plan = field(default_factory=Plan)
    token: str | None = None
    """The one token that is let in; `None` lets in any."""
    known: set[str] = field(default_factory=lambda: set(KNOWN))
    """Models that are not retired."""
    clock: Callable[[], float] = time.monotonic
    seen: Recorder = field(default_factory=Recorder)
    jobs: dict[str, Job] = field(default_factory=dict)

    @property
    def app(self) -> Starlette:
        """The ASGI app."""
        model = "/{version}/{model:path}"
        return Starlette(
            routes=[
                Route(f"{model}:predictLongRunning", self._predict, methods=["POST"]),
                Route(f"{model}:fetchPredictOperation", self._fetch, methods=["POST"]),
                Route("/{bucket}/{object:path}", self._stored),
            ]
        )

    @property
    def submits(self) -> list[Asked]:
        """The requests that cost money."""
        return [one for one in self.seen.asked if one.path.endswith(":predictLongRunning")]

    async def _predict(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("submit") or self._locked(asked):
            return answer
        model: str = request.path_params["model"]
        if model.rpartition("/")[2] not in self.known:
            return _problem(404, "NOT_FOUND", f"Publisher Model `{model}` was not found.")
        job = Job(f"{model}/operations/{uuid4()}", asked.json, self.plan, self.clock())
        self.jobs[job.name] = job
        return JSONResponse({"name": job.name})

    async def _fetch(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("status") or self._locked(asked):
            return answer
        job = self.jobs.get(asked.json["operationName"])
        if job is None or not job.name.startswith(f"{request.path_params['model']}/"):
            return _problem(404, "NOT_FOUND", "The operation was not found.")
        return JSONResponse(self._operation(job))

    async def _stored(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("clip") or self._locked(asked):
            return answer
        return Response(clips.clip() if self.plan.clip is None else self.plan.clip, media_type="video/mp4")

    def _operation(self, job: Job) -> dict[str, Any]:
        if self.clock() - job.submitted < job.plan.delay or job.plan.ending == "endless":
            return {"name": job.name}
        if job.plan.ending == "error":
            return {"name": job.name, "done": True, "error": {"code": 13, "message": "Internal error encountered."}}
        return {"name": job.name, "done": True, "response": {"@type": TYPE} | self._response(job)}

    def _response(self, job: Job) -> dict[str, Any]:
        if job.plan.ending == "refusal":
            return {"raiMediaFilteredCount": 1, "raiMediaFilteredReasons": [REASON]}
        clip = clips.clip() if job.plan.clip is None else job.plan.clip
        place = job.asked.get("parameters", {}).get("storageUri")
        lies = {"gcsUri": f"{place}/1/sample_0.mp4"} if place else {"bytesBase64Encoded": b64encode(clip).decode()}
        return {"raiMediaFilteredCount": 0, "videos": [lies | {"mimeType": "video/mp4"}]}

    def _locked(self, asked: Asked) -> Response | None:
        scheme, _, token = asked.headers.get("authorization", "").partition(" ")
        if scheme == "Bearer" and token and self.token in {None, token}:
            return None
        return _problem(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")


def _problem(status: int, name: str, message: str) -> Response:
    return JSONResponse({"error": {"code": status, "message": message, "status": name}}, status)


def main() -> None:
    """Serve until killed."""
    import uvicorn

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds from submit to the end")
    parser.add_argument("--ending", choices=["clip", "refusal", "error", "endless"], default="clip")
    said = parser.parse_args()
    fake = VeoFake(plan=Plan(delay=said.delay, ending=said.ending))
    uvicorn.run(fake.app, host="127.0.0.1", port=said.port, log_level="warning", ws="none", lifespan="off")


if __name__ == "__main__":
    main()
