"""Google's Interactions API and its files on loopback, in the shapes that google-genai 3.4.0 parses.

As a process of its own: `python -m tests.fakes.gemini --port 8902 --delay 2`. Any version of the API is answered.
"""

from __future__ import annotations

import argparse
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import clips
from tests.fakes.recorder import Asked, Recorder

Ending = Literal["clip", "inline", "refusal", "blocked", "error", "endless"]
CREATED = "2026-11-23T10:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a job goes."""

    queue: float = 0.0
    """Seconds until it runs."""
    delay: float = 0.0
    """Seconds from submit to the end."""
    ending: Ending = "clip"
    processing: int = 0
    """How often a file is said not to be ready yet."""
    clip: bytes | None = None


@dataclass(slots=True)
class Job:
    """One interaction."""

    id: str
    asked: dict[str, Any]
    plan: Plan
    submitted: float
    cancelled: bool = False


@dataclass(slots=True)
class File:
    """A file that was brought, or that a job made."""

    name: str
    mime: str
    made: bool
    waits: int
    body: bytes = b""


@dataclass(slots=True)
class GeminiFake:
    """The vendor; `plan` says how jobs and files go from now on."""

    plan: Plan = field(default_factory=Plan)
    key: str | None = None
    """The one key that is let in; `None` lets in any."""
    clock: Callable[[], float] = time.monotonic
    seen: Recorder = field(default_factory=Recorder)
    jobs: dict[str, Job] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)

    @property
    def app(self) -> Starlette:
        """The ASGI app."""
        return Starlette(
            routes=[
                Route("/upload/{version}/files", self._upload, methods=["POST"]),
                Route("/{version}/files/{name}:download", self._download),
                Route("/{version}/files/{name}", self._file),
                Route("/{version}/interactions", self._create, methods=["POST"]),
                Route("/{version}/interactions/{id}", self._get),
                Route("/{version}/interactions/{id}/cancel", self._cancel, methods=["POST"]),
            ]
        )

    @property
    def submits(self) -> list[Asked]:
        """The requests that cost money."""
        return [one for one in self.seen.asked if one.method == "POST" and one.path.endswith("/interactions")]

    async def _create(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("submit") or self._locked(asked):
            return answer
        job = Job(id=f"v1_{len(self.jobs) + 1:08d}", asked=asked.json, plan=self.plan, submitted=self.clock())
        self.jobs[job.id] = job
        if not asked.json.get("background"):
            job.submitted -= job.plan.delay
        return JSONResponse(self._interaction(job, _here(request)))

    async def _get(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("status") or self._locked(asked):
            return answer
        job = self.jobs.get(request.path_params["id"])
        if job is None:
            return JSONResponse({"error": {"code": "not_found", "message": "Interaction not found."}}, 404)
        return JSONResponse(self._interaction(job, _here(request)))

    async def _cancel(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("cancel") or self._locked(asked):
            return answer
        job = self.jobs[request.path_params["id"]]
        job.cancelled = True
        return JSONResponse(self._interaction(job, _here(request)))

    async def _upload(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if asked.headers.get("x-goog-upload-command") == "start":
            if answer := self.seen.scripted("upload") or self._locked(asked):
                return answer
            name = f"given{len(self.files) + 1}"
            mime = asked.headers["x-goog-upload-header-content-type"]
            self.files[name] = File(name, mime, made=False, waits=self.plan.processing)
            place = f"{_here(request)}{asked.path}?upload_id={name}&upload_protocol=resumable"
            return JSONResponse({}, headers={"x-goog-upload-url": place, "x-goog-upload-status": "active"})
        file = self.files[request.query_params["upload_id"]]
        file.body = asked.body
        said = {"file": self._described(file, request)}
        return JSONResponse(said, headers={"x-goog-upload-status": "final"})

    async def _file(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("file") or self._locked(asked):
            return answer
        file = self.files.get(request.path_params["name"])
        if file is None:
            return _problem(404, "File not found.")
        file.waits -= 1
        return JSONResponse(self._described(file, request))

    async def _download(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("clip") or self._locked(asked):
            return answer
        file = self.files.get(request.path_params["name"])
        if file is None or not file.made or request.query_params.get("alt") != "media":
            return _problem(404, "File not found.")
        return Response(file.body, media_type=file.mime)

    def _interaction(self, job: Job, here: str) -> dict[str, Any]:
        gone = self.clock() - job.submitted
        about = {
            "id": job.id,
            "model": job.asked["model"],
            "created": CREATED,
            "updated": CREATED,
        }
        if job.cancelled:
            return about | {"status": "cancelled"}
        if gone < job.plan.queue:
            return about | {"status": "queued"}
        if gone < job.plan.delay or job.plan.ending == "endless":
            return about | {"status": "in_progress"}
        if job.plan.ending == "error":
            return about | {"status": "failed", "errors": [{"code": "internal", "message": "Try again later."}]}
        return about | {"status": "completed", "steps": self._steps(job, here), "usage": self._usage(job)}

    def _steps(self, job: Job, here: str) -> list[dict[str, Any]]:
        first = [*_turns(job.asked["input"]), {"type": "thought", "signature": "c2lnbmF0dXJl"}]
        match job.plan.ending:
            case "refusal":
                return [*first, {"type": "model_output", "content": []}]
            case "blocked":
                error = {"code": 3, "message": "The output was blocked by the safety filters."}
                return [*first, {"type": "model_output", "error": error}]
        video = {"type": "video", "mime_type": "video/mp4"} | self._delivered(job, here)
        return [*first, {"type": "model_output", "content": [video]}]

    def _delivered(self, job: Job, here: str) -> dict[str, str]:
        clip = clips.clip() if job.plan.clip is None else job.plan.clip
        if job.plan.ending == "inline":
            return {"data": b64encode(clip).decode()}
        name = f"made{job.id[3:]}"
        if name not in self.files:
            self.files[name] = File(name, "video/mp4", made=True, waits=job.plan.processing, body=clip)
        return {"uri": f"{here}/v1/files/{name}"}

    def _usage(self, job: Job) -> dict[str, Any]:
        tokens = 0 if job.plan.ending in {"refusal", "blocked"} else 57920
        return {"total_input_tokens": 9, "total_output_tokens": tokens, "total_tokens": tokens + 9}

    def _described(self, file: File, request: Request) -> dict[str, Any]:
        uri = f"{_here(request)}/v1/files/{file.name}"
        made = {"downloadUri": f"{uri}:download?alt=media"} if file.made else {}
        return made | {
            "name": f"files/{file.name}", "mimeType": file.mime, "sizeBytes": str(len(file.body)), "uri": uri,
            "createTime": CREATED, "updateTime": CREATED, "expirationTime": "2026-11-25T10:00:00Z",
            "state": "PROCESSING" if file.waits > 0 else "ACTIVE", "source": "GENERATED" if file.made else "UPLOADED",
        }  # fmt: skip

    def _locked(self, asked: Asked) -> Response | None:
        key = asked.headers.get("x-goog-api-key", "")
        if key and self.key in {None, key}:
            return None
        words = "API key not valid. Please pass a valid API key."
        if "/interactions" in asked.path:
            return JSONResponse({"error": {"code": "invalid_request", "message": words}}, 400)
        return _problem(400, words, {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"})


def _turns(said: str | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was asked, as the steps that an answer begins with: it may be words, parts, or steps already."""
    if isinstance(said, list) and said[0]["type"] == "user_input":
        return said
    return [{"type": "user_input", "content": [{"type": "text", "text": said}] if isinstance(said, str) else said}]


def _problem(status: int, message: str, *details: dict[str, str]) -> Response:
    name = "NOT_FOUND" if status == 404 else "INVALID_ARGUMENT"
    error = {"code": status, "message": message, "status": name} | ({"details": list(details)} if details else {})
    return JSONResponse({"error": error}, status)


def _here(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def main() -> None:
    """Serve until killed."""
    import uvicorn

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds from submit to the end")
    parser.add_argument(
        "--ending", choices=["clip", "inline", "refusal", "blocked", "error", "endless"], default="clip"
    )
    said = parser.parse_args()
    fake = GeminiFake(plan=Plan(delay=said.delay, ending=said.ending))
    uvicorn.run(fake.app, host="127.0.0.1", port=said.port, log_level="warning", ws="none", lifespan="off")


if __name__ == "__main__":
    main()
