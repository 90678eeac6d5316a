"""What servers of OpenAI's wire say, each in the shape of its own source.

OpenAI: https://github.com/openai/openai-openapi, `VideoResource`. vLLM-Omni 0.30.0, SGLang-diffusion 0.5.23 and the
LiteLLM proxy 1.109.1 as their code answers; the words of refusals are examples, since none are documented.
"""

from __future__ import annotations

from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Unavailable
from providers.kit.provider import Scene
from providers.kit.terms import Reply

QUEUED = {
    "id": "video_123", "object": "video", "model": "wan-2.2", "status": "queued", "progress": 0,
    "created_at": 1764066000, "completed_at": None, "expires_at": None, "prompt": "a ball", "size": "1280x720",
    "seconds": "4", "remixed_from_video_id": None, "error": None,
}  # fmt: skip
RUNNING = Reply.of(QUEUED | {"status": "in_progress", "progress": 40}, openai_poll_after_ms="1500")
DONE = QUEUED | {"status": "completed", "progress": 100, "completed_at": 1764066060, "expires_at": 1764069660}
FAILED = QUEUED | {"status": "failed"}
BLOCKED = {"code": "moderation_blocked", "message": "The request was blocked by our moderation system."}
ROUTED = QUEUED | {"id": "video_Z2VtaW5pL29tbmk6am9iLzEyMw=="}
VLLM = {
    "id": "video_gen_5f0c", "object": "video", "model": "wan-2.2", "status": "queued", "progress": 0, "size": None,
    "seconds": "4", "created_at": 1764066000,
}  # fmt: skip
SGLANG = {
    "id": "3f6d0f9e", "object": "video", "model": "sora-2", "status": "queued", "progress": 0,
    "created_at": 1764066000, "size": "1280x720", "seconds": "4", "quality": "standard",
}  # fmt: skip


def _error(status: int, message: str, code: str | None = None, **headers: str) -> Reply:
    said = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return Reply.of({"error": said}, status, **headers)


SCENES = {
    "clip": Scene.of(QUEUED, QUEUED, RUNNING, DONE),
    "a clip from a picture": Scene.of(QUEUED, DONE, task="image_to_video"),
    "an edit": Scene.of(QUEUED, RUNNING, DONE, task="video_to_video"),
    "an extension": Scene.of(QUEUED, RUNNING, DONE | {"seconds": "5"}, task="extend"),
    "LiteLLM: an id that holds its route": Scene.of(
        ROUTED, ROUTED | {"status": "processing"}, ROUTED | {"status": "completed"}
    ),
    "LiteLLM: Runway's content rules behind it": Scene.of(
        ROUTED, ROUTED | {"status": "failed", "error": {"code": "SAFETY.OUTPUT.VIDEO", "message": "No clip."}},
        ends=Refused,
    ),
    "LiteLLM: Google's content rules behind it": Scene.of(
        _error(
            400, "litellm.BadRequestError: Vertex_aiException BadRequestError - This prompt contains words that violate"
            " Vertex AI's usage guidelines.",
        ),
        ends=Refused,
    ),
    "LiteLLM: a key it does not know": Scene.of(
        Reply.of({"error": {"message": "No connected db.", "type": "no_db_connection", "code": "400"}}, 400),
        ends=KeyRejected,
    ),
    "vLLM-Omni: a clip": Scene.of(VLLM, VLLM | {"status": "in_progress"}, VLLM | {"status": "completed"}),
    "SGLang: a clip that also lies elsewhere": Scene.of(
        SGLANG, SGLANG | {"status": "completed", "url": "https://clips.example/3f6d0f9e.mp4", "file_path": "3f.mp4"}
    ),
    "failed": Scene.of(
        QUEUED, FAILED | {"error": {"code": "server_error", "message": "The clip could not be made."}}, ends=Failed
    ),
    "refused after it was made": Scene.of(QUEUED, RUNNING, FAILED | {"error": BLOCKED}, ends=Refused),
    "refused at once": Scene.of(
        _error(400, "Your request was rejected by our safety system.", "content_policy_violation"), ends=Refused
    ),
    "vLLM-Omni: a failed job answers its poll with 500": Scene.of(
        VLLM, Reply.of(VLLM | {"status": "failed", "error": {"code": 500, "message": "Out of memory"}}, 500),
        ends=Failed,
    ),
    "vLLM-Omni: a failed job answers its poll with 400": Scene.of(
        VLLM, Reply.of(VLLM | {"status": "failed", "error": {"code": 400, "message": "Bad size"}}, 400), ends=Failed
    ),
    "vLLM-Omni: it takes forms alone": Scene.of(
        Reply.of({"detail": [{"type": "missing", "loc": ["body", "prompt"], "msg": "Field required"}]}, 422),
        ends=Rejected,
    ),
    "SGLang: a failure without a code": Scene.of(
        SGLANG, SGLANG | {"status": "failed", "error": {"message": "CUDA error"}}, ends=Failed
    ),
    "a failure that is plain words": Scene.of(QUEUED, FAILED | {"error": "The upstream gave up."}, ends=Failed),
    "a failure without words": Scene.of(QUEUED, FAILED, ends=Failed),
    "cancelled by somebody else": Scene.of(QUEUED, QUEUED | {"status": "cancelled"}, ends=Failed),
    "expired": Scene.of(QUEUED, QUEUED | {"status": "expired"}, ends=Failed),
    "the job is no longer there": Scene.of(QUEUED, Reply.of({"detail": "Video not found"}, 404), ends=Failed),
    "a server that can't edit": Scene.of(Reply.of({"detail": "Not Found"}, 404), task="video_to_video", ends=Rejected),
    "a key it does not know": Scene.of(_error(401, "Incorrect API key", "invalid_api_key"), ends=KeyRejected),
    "an empty account": Scene.of(_error(429, "You exceeded your quota.", "insufficient_quota"), ends=KeyRejected),
    "too many at once": Scene.of(
        _error(429, "Rate limit reached", "rate_limit_exceeded", retry_after="5"), ends=Unavailable
    ),
    "a job without an id": Scene.of({"object": "video", "status": "queued"}, ends=BadReply),
    "a status nobody knows": Scene.of(QUEUED, QUEUED | {"status": "dreaming"}, ends=BadReply),
}  # fmt: skip
