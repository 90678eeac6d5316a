"""OpenRouter's video API on loopback, in the shapes that its client 1.3.84 parses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import clips
from tests.fakes.recorder import Recorder

JOB = "gen-vid-1763900000-abcdefghij0123456789"
KLING: dict[str, Any] = {
    "id": "kwaivgi/kling-v3.0-std",
    "canonical_slug": "kwaivgi/kling-v3.0-std",
    "name": "Kling: Video v3.0 Standard",
    "description": "Smooth video with sound.",
    "created": 1772000000,
    "hugging_face_id": None,
    "supported_resolutions": ["720p"],
    "supported_aspect_ratios": ["16:9", "9:16", "1:1"],
    "supported_sizes": ["1280x720", "720x1280", "720x720"],
    "supported_durations": [5, 3, 4],
    "supported_frame_images": ["first_frame", "last_frame"],
    "generate_audio": True,
    "seed": False,
    "creativity": None,
    "upscale_factor": None,
    "allowed_passthrough_parameters": ["negative_prompt", "cfg_scale"],
    "pricing_skus": {"duration_seconds_with_audio": "0.126", "duration_seconds_without_audio": "0.084"},
}
NOTHING_TOLD = dict.fromkeys(
    ("supported_resolutions", "supported_aspect_ratios", "supported_sizes", "supported_durations",
     "supported_frame_images", "generate_audio", "seed", "pricing_skus")
)  # fmt: skip
"""Every capability may be null."""
LISTING = {
    "data": [
        KLING,
        KLING
        | {
            "id": "x-ai/grok-imagine-video",
            "name": "xAI: Grok Imagine Video",
            "supported_resolutions": ["480p", "720p"],
            "supported_frame_images": ["first_frame"],
            "generate_audio": None,
            "seed": True,
            "pricing_skus": {
                "cents_per_image_input": "1",
                "cents_per_video_output_second_480p": "5",
                "cents_per_video_output_second_720p": "7",
            },
        },
        KLING | NOTHING_TOLD | {"id": "acme/quiet", "name": "Quiet"},
        KLING | {"id": "acme/upscaler", "name": "Upscaler", "upscale_factor": {"min": 1, "max": 4}},
    ]
}
"""A reply of `GET /videos/models`."""


@dataclass(slots=True)
class OpenRouterFake:
    """Each poll says the next of `states`, and the last for ever."""

    states: list[dict[str, Any]] = field(default_factory=list)
    key: str = ""
    seen: Recorder = field(default_factory=Recorder)
    polls: int = 0

    @property
    def app(self) -> Starlette:
        """The ASGI app."""
        return Starlette(
            routes=[
                Route("/api/v1/videos", self._submit, methods=["POST"]),
                Route("/api/v1/videos/models", self._models),
                Route("/api/v1/videos/{id}", self._status),
                Route("/api/v1/videos/{id}/content", self._content),
            ]
        )

    async def _submit(self, request: Request) -> Response:
        self.polls = 0
        return await self._answer(request, JSONResponse(self._job(request, {"status": "pending"}), 202))

    async def _status(self, request: Request) -> Response:
        states = self.states or [{"status": "pending"}, {"status": "in_progress", "generation_id": JOB}, _done(request)]
        state = states[min(self.polls, len(states) - 1)]
        self.polls += 1
        return await self._answer(request, JSONResponse(self._job(request, state)))

    async def _content(self, request: Request) -> Response:
        return await self._answer(request, Response(clips.clip(), media_type="video/mp4"))

    async def _models(self, request: Request) -> Response:
        await self.seen.note(request)
        return JSONResponse(LISTING)

    async def _answer(self, request: Request, answer: Response) -> Response:
        asked = await self.seen.note(request)
        if asked.headers.get("authorization") != f"Bearer {self.key}":
            return JSONResponse({"error": {"code": 401, "message": "User not found."}}, 401)
        if found := self.seen.scripted("any"):
            return found
        known = request.path_params.get("id", JOB) == JOB
        return answer if known else JSONResponse({"error": {"code": 404, "message": "Job not found"}}, 404)

    def _job(self, request: Request, state: dict[str, Any]) -> dict[str, Any]:
        return {"id": JOB, "polling_url": f"{_here(request)}/api/v1/videos/{JOB}"} | state


def _done(request: Request) -> dict[str, Any]:
    return {
        "status": "completed",
        "generation_id": JOB,
        "unsigned_urls": [f"{_here(request)}/api/v1/videos/{JOB}/content?index=0"],
        "usage": {"cost": 0.63, "is_byok": False},
    }


def _here(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"
