"""OpenAI's wire for video on loopback, as OpenAI, Azure, vLLM-Omni and SGLang-diffusion speak it.

As a process of its own: `python -m tests.fakes.openai_videos --port 8902 --dialect vllm --delay 2`.
It answers under `/v1` and, as Azure does, under `/openai/v1`.
"""

from __future__ import annotations

import argparse
import io
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import av
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import clips
from tests.fakes.forms import FORM, parts
from tests.fakes.recorder import Asked, Recorder

Dialect = Literal["openai", "azure", "vllm", "sglang"]
Ending = Literal["clip", "refusal", "error", "endless"]
BLOCKED = "Your request was blocked by our moderation system."


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a job goes."""

    queue: float = 0.0
    """Seconds in the queue."""
    delay: float = 0.0
    """Seconds from submit to the end, the queue included."""
    ending: Ending = "clip"
    clip: bytes | None = None
    """What its content is; a small real clip where there is none."""
    gone: bool = False
    """Whether the clip is no longer there, but in the cloud, at the job's `url`."""


@dataclass(slots=True)
class Job:
    """One job that was paid for."""

    id: str
    said: dict[str, Any]
    plan: Plan
    submitted: float
    source: str | None = None
    """The job that it is a remix of."""


@dataclass(slots=True)
class OpenAIFake:
    """The server; `plan` says how the jobs that are submitted from now on will go."""

    dialect: Dialect = "openai"
    plan: Plan = field(default_factory=Plan)
    key: str | None = None
    """The one key that is let in, as a bearer token or as `api-key`; `None` lets in everybody."""
    deployment: str | None = None
    """The one model that Azure knows."""
    poll_after_ms: int | None = None
    cloud: str = "https://bucket.example/clip.mp4"
    clock: Callable[[], float] = time.monotonic
    seen: Recorder = field(default_factory=Recorder)
    jobs: dict[str, Job] = field(default_factory=dict)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def app(self) -> Starlette:
        """The ASGI app."""
        routes = []
        for root in ("/v1/videos", "/openai/v1/videos"):
            routes += [
                Route(root, self._create, methods=["POST"]),
                Route(root, self._list),
                Route(f"{root}/edits", self._create, methods=["POST"]),
                Route(f"{root}/extensions", self._create, methods=["POST"]),
                Route(f"{root}/{{id}}", self._retrieve),
                Route(f"{root}/{{id}}", self._delete, methods=["DELETE"]),
                Route(f"{root}/{{id}}/content", self._content),
                Route(f"{root}/{{id}}/remix", self._create, methods=["POST"]),
            ]
        return Starlette(routes=routes)

    @property
    def creates(self) -> list[Asked]:
        """The requests that cost money."""
        return [one for one in self.seen.asked if one.method == "POST"]

    async def _create(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        step = request.url.path.rpartition("/")[2]
        if answer := self.seen.scripted("create") or self._locked(asked) or self._unknown(step):
            return answer
        kind = asked.headers.get("content-type", "")
        if self.dialect == "vllm" and not kind.startswith(FORM):
            return self._wrong(422, "Field required")
        said = _fields(asked.body, kind) if kind.startswith(FORM) else asked.json
        if not said.get("prompt"):
            return self._wrong(422 if self.dialect in {"vllm", "sglang"} else 400, "Field required")
        if self.deployment and said.get("model", self.deployment) != self.deployment and step == "videos":
            return self._wrong(404, "The API deployment for this resource does not exist.", "DeploymentNotFound")
        if step == "extensions":
            source = said["video"]
            before = _length(source) if isinstance(source, bytes) else self._seconds(source["id"])
            said["seconds"] = f"{before + float(said['seconds']):g}"
        named = {"vllm": "video_gen_{:032x}", "sglang": "{:08x}-0000-4000-8000-000000000000"}
        job = Job(
            id=named.get(self.dialect, "video_{:032x}").format(next(self._ids)),
            said={name: value for name, value in said.items() if isinstance(value, str)},
            plan=self.plan, submitted=self.clock(), source=request.path_params.get("id"),
        )  # fmt: skip
        self.jobs[job.id] = job
        return JSONResponse(self._video(job))

    async def _retrieve(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("retrieve") or self._locked(asked):
            return answer
        job = self.jobs.get(request.path_params["id"])
        if job is None:
            return self._wrong(404, "Video not found")
        video = self._video(job)
        headers = {} if self.poll_after_ms is None else {"openai-poll-after-ms": str(self.poll_after_ms)}
        status = video["error"]["code"] if self.dialect == "vllm" and video.get("error") else 200
        return JSONResponse(video, status, headers=headers)

    async def _list(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self._locked(asked):
            return answer
        videos = [self._video(job) for job in self.jobs.values()]
        ends = [video["id"] for video in (videos[:1] + videos[-1:])] or [None, None]
        return JSONResponse(
            {"object": "list", "data": videos, "first_id": ends[0], "last_id": ends[-1], "has_more": False}
        )

    async def _delete(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("delete") or self._locked(asked):
            return answer
        job = self.jobs.get(request.path_params["id"])
        if job is None:
            return self._wrong(404, "Video not found")
        if self.dialect == "sglang":
            return JSONResponse(self._video(job) | {"status": "deleted"})
        if self.dialect != "vllm" and self._state(job) in {"queued", "in_progress"}:
            return self._wrong(409, "The video is still being made.")
        del self.jobs[job.id]
        return JSONResponse({"id": job.id, "object": "video.deleted", "deleted": True})

    async def _content(self, request: Request) -> Response:
        asked = await self.seen.note(request)
        if answer := self.seen.scripted("content") or self._locked(asked):
            return answer
        job = self.jobs.get(request.path_params["id"])
        state = self._state(job) if job else "none"
        if job is None or state in {"queued", "in_progress"}:
            return self._wrong(404, "Generation is still in-progress" if job else "Video not found")
        if state == "failed":
            return self._wrong(422, "The generation failed")
        if job.plan.gone:
            return self._wrong(400, f"The video was uploaded to {self.cloud}")
        return Response(clips.clip() if job.plan.clip is None else job.plan.clip, media_type="video/mp4")

    def _state(self, job: Job) -> str:
        gone = self.clock() - job.submitted
        if gone < job.plan.queue:
            return "queued"
        if gone < job.plan.delay or job.plan.ending == "endless":
            return "in_progress"
        return "completed" if job.plan.ending == "clip" else "failed"

    def _video(self, job: Job) -> dict[str, Any]:
        """The job as this dialect describes it."""
        state, said = self._state(job), job.said
        done = state == "completed"
        video = {
            "id": job.id, "object": "video", "model": said.get("model", "sora-2"), "status": state,
            "progress": {"queued": 0, "in_progress": 50}.get(state, 100), "created_at": 1764066000,
            "completed_at": 1764066060 if done else None, "expires_at": 1764069660 if done else None,
            "prompt": said["prompt"], "size": said.get("size", "720x1280"), "seconds": said.get("seconds", "4"),
            "remixed_from_video_id": job.source, "error": self._error(job) if state == "failed" else None,
        }  # fmt: skip
        if self.dialect == "azure":
            video["expires_at"] = video["created_at"] + 86400
        if self.dialect == "vllm":
            video |= {"size": said.get("size"), "fps": 24, "duration_s": 1.0, "inference_time_s": 0.5}
            video = {name: value for name, value in video.items() if name == "size" or value is not None}
        if self.dialect == "sglang":
            video |= {"quality": "standard", "file_path": f"outputs/{job.id}.mp4"}
            video |= {"url": self.cloud} if done and job.plan.gone else {}
        return video

    def _error(self, job: Job) -> dict[str, Any]:
        refused = job.plan.ending == "refusal"
        message = BLOCKED if refused else "The clip could not be made."
        match self.dialect:
            case "vllm":
                return {"code": 400 if refused else 500, "message": message}
            case "sglang":
                return {"message": message}
            case "azure" if refused:
                return {"code": "content_filter", "message": message}
        return {"code": "moderation_blocked" if refused else "server_error", "message": message}

    def _wrong(self, status: int, message: str, code: str | None = None) -> Response:
        if self.dialect in {"vllm", "sglang"}:
            return JSONResponse({"detail": message}, status)
        error: dict[str, Any] = {"message": message, "code": code}
        if self.dialect == "openai":
            error |= {"type": "invalid_request_error", "param": None}
        return JSONResponse({"error": error}, status)

    def _unknown(self, step: str) -> Response | None:
        own = step in {"edits", "extensions"} and self.dialect != "openai"
        return (
            self._wrong(404, "Not Found") if own or (step == "remix" and self.dialect in {"vllm", "sglang"}) else None
        )

    def _locked(self, asked: Asked) -> Response | None:
        bearer = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if self.key is None or self.key in {bearer, asked.headers.get("api-key")}:
            return None
        return self._wrong(401, "Incorrect API key provided", "invalid_api_key")

    def _seconds(self, job: str) -> float:
        return float(self.jobs[job].said.get("seconds", "4"))


def _fields(body: bytes, kind: str) -> dict[str, Any]:
    """A form's values as strings, its files as bytes."""
    return {one.name: one.content if one.file else one.content.decode() for one in parts(body, kind)}


def _length(clip: bytes) -> float:
    with av.open(io.BytesIO(clip)) as file:
        return round((file.duration or 0) / av.time_base, 1)


def main() -> None:
    """Serve until killed."""
    import uvicorn

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--dialect", choices=["openai", "azure", "vllm", "sglang"], default="openai")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds from submit to the end")
    parser.add_argument("--ending", choices=["clip", "refusal", "error", "endless"], default="clip")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of the clips")
    said = parser.parse_args()
    plan = Plan(delay=said.delay, ending=said.ending, clip=clips.clip(said.seconds))
    fake = OpenAIFake(dialect=said.dialect, plan=plan)
    uvicorn.run(fake.app, host="127.0.0.1", port=said.port, log_level="warning", ws="none", lifespan="off")


if __name__ == "__main__":
    main()
