"""Hugging Face's hub and router on loopback, five vendors behind it, in the shapes of huggingface_hub 2.4.0."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import clips
from tests.fakes.recorder import Recorder

RUNS: dict[str, dict[str, Any]] = {
    "fal-ai": {"providerId": "fal-ai/hunyuan-video"},
    "replicate": {"providerId": "genmoai/mochi-1"},
    "together": {"providerId": "Wan-AI/Wan2.2-T2V-A14B"},
    "novita": {"providerId": "wan-t2v"},
    "wavespeed": {"providerId": "wavespeed-ai/wan-2.2/t2v-5b"},
}
FAL_JOB = "/fal-ai/hunyuan-video/requests/764cabcf"


@dataclass(slots=True)
class HuggingFaceFake:
    """Every repository is run by every vendor; a job is queued once, runs once, and is done."""

    key: str
    runs: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: dict(entry) for name, entry in RUNS.items()})
    listed: bool = False
    """Whether the hub lists the vendors in order, in place of by name."""
    task: str = "text-to-video"
    seen: Recorder = field(default_factory=Recorder)
    polls: int = 0

    @property
    def app(self) -> Starlette:
        """The ASGI app: what the hub says, what the router says, and a clip."""
        return Starlette(
            routes=[
                Route("/api/models/{maker}/{name}", self._hub),
                Route("/files/out.mp4", self._clip),
                Route("/{vendor}/{rest:path}", self._router, methods=["GET", "POST"]),
            ]
        )

    async def _hub(self, request: Request) -> Response:
        entries = {name: {"status": "live", "task": self.task} | entry for name, entry in self.runs.items()}
        mapping = [entry | {"provider": name} for name, entry in entries.items()] if self.listed else entries
        repo = "{maker}/{name}".format(**request.path_params)
        return await self._answer(request, {"_id": "1", "id": repo, "inferenceProviderMapping": mapping})

    async def _router(self, request: Request) -> Response:
        if request.method == "POST":
            self.polls = 0
        said = getattr(self, "_" + request.path_params["vendor"].replace("-", "_"))(request, self.polls)
        self.polls += request.method == "GET"
        return await self._answer(request, said)

    async def _clip(self, request: Request) -> Response:
        await self.seen.note(request)
        return Response(clips.clip(), media_type="video/mp4")

    async def _answer(self, request: Request, said: Any) -> Response:
        asked = await self.seen.note(request)
        if asked.headers.get("authorization") != f"Bearer {self.key}":
            return JSONResponse({"error": "Invalid credentials in Authorization header"}, 401)
        return self.seen.scripted("any") or JSONResponse(said)

    def _fal_ai(self, request: Request, polls: int) -> Any:
        if request.url.path == f"/fal-ai{FAL_JOB}":
            return {"video": {"url": _out(request)}, "seed": 7}
        states = ("IN_QUEUE", "IN_PROGRESS", "COMPLETED")
        status = "IN_QUEUE" if request.method == "POST" else states[polls]
        return {"status": status, "request_id": "764cabcf", "response_url": f"https://queue.fal.run{FAL_JOB}"}

    def _replicate(self, request: Request, polls: int) -> Any:
        return {"id": "gm3q", "status": "processing", "output": [_out(request)], "error": None}

    def _together(self, request: Request, polls: int) -> Any:
        if request.method == "GET" and polls == 1:
            return {"id": "v1", "status": "completed", "outputs": {"video_url": _out(request)}}
        return {"id": "v1", "status": "in_progress" if request.method == "GET" else "queued"}

    def _novita(self, request: Request, polls: int) -> Any:
        return {"video": {"video_url": _out(request), "video_type": "mp4"}}

    def _wavespeed(self, request: Request, polls: int) -> Any:
        urls = {"get": "https://api.wavespeed.ai/api/v3/predictions/w1/result"}
        state = "created" if request.method == "POST" else ("processing", "completed")[polls]
        outputs = [_out(request)] if state == "completed" else []
        return {"code": 200, "data": {"id": "w1", "status": state, "urls": urls, "outputs": outputs}}


def _out(request: Request) -> str:
    return f"http://{request.url.netloc}/files/out.mp4"
