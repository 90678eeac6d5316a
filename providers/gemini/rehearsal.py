"""What the Interactions API says, in the shapes of google-genai 3.4.0, `_gaos/types/interactions`.

That a job of Omni runs in the background is second-hand: https://github.com/TanStack/ai/issues/871
"""

from __future__ import annotations

from typing import Any

from providers.kit.errors import BadReply, Cancelled, Failed, KeyRejected, Refused, Rejected, Unavailable
from providers.kit.provider import Scene
from providers.kit.terms import Json, Reply

BASE = "https://generativelanguage.googleapis.com"
RUNNING: dict[str, Any] = {
    "id": "v1_ChdPbW5p", "model": "gemini-omni-1.2-flash", "status": "in_progress",
    "created": "2026-11-23T10:00:00Z", "updated": "2026-11-23T10:00:01Z",
}  # fmt: skip
ASKED = {"type": "user_input", "content": [{"type": "text", "text": "a ball"}]}
URI = f"{BASE}/v1/files/6mtk3bvx0a"
FILE = {
    "name": "files/6mtk3bvx0a", "mimeType": "video/mp4", "state": "ACTIVE", "source": "GENERATED", "uri": URI,
    "downloadUri": f"{URI}:download?alt=media",
}  # fmt: skip
GIVEN = {"name": "files/q1w2e3r4", "mimeType": "image/png", "state": "ACTIVE", "uri": f"{BASE}/v1/files/q1w2e3r4"}
STARTED = Reply.of({}, x_goog_upload_url=f"{BASE}/upload/v1/files?upload_id=AJRbA5W&upload_protocol=resumable")


def done(*parts: Json, **more: Json) -> Json:
    """A completed interaction with these parts in its answer."""
    steps = [ASKED, {"type": "thought", "signature": "c2ln"}, {"type": "model_output", "content": list(parts)}]
    return RUNNING | {"status": "completed", "steps": steps} | more


def error(status: int, code: str, message: str) -> Reply:
    """An error body of the Interactions API."""
    return Reply.of({"error": {"code": code, "message": message}}, status)


CLIP = {"type": "video", "mime_type": "video/mp4", "uri": URI}
DONE = done(CLIP, usage={"total_output_tokens": 57920})
STEP_FAILED = {"type": "model_output", "content": [], "error": {"code": 13, "message": "Internal error encountered."}}
STEP_BLOCKED = STEP_FAILED | {"error": {"code": 3, "message": "The output was blocked by safety filters."}}
BAD_KEY = {
    "error": {
        "code": 400, "message": "API key not valid. Please pass a valid API key.", "status": "INVALID_ARGUMENT",
        "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}],
    }
}  # fmt: skip
EXHAUSTED = {"error": {"code": 429, "message": "You exceeded your current quota.", "status": "RESOURCE_EXHAUSTED"}}

SCENES = {
    "clip": Scene.of(RUNNING | {"status": "queued"}, RUNNING, DONE, FILE),
    "a clip of the older model": Scene.of(RUNNING, DONE, FILE, model="gemini/omni-1.1-flash"),
    "a file that is not ready yet": Scene.of(RUNNING, DONE, FILE | {"state": "PROCESSING"}, DONE, FILE),
    "done at once": Scene.of(DONE, FILE | {"state": "PROCESSING"}, FILE),
    "from a picture": Scene.of(STARTED, {"file": GIVEN}, RUNNING, DONE, FILE, task="image_to_video"),
    "a clip to change": Scene.of(
        STARTED, {"file": GIVEN | {"state": "PROCESSING"}}, GIVEN, RUNNING, DONE, FILE, task="video_to_video"
    ),
    "a clip to extend": Scene.of(STARTED, {"file": GIVEN}, RUNNING, DONE, FILE, task="extend"),
    "a picture it can't read": Scene.of(
        STARTED, {"file": GIVEN | {"state": "FAILED"}}, task="image_to_video", ends=Rejected
    ),
    "no place to upload to": Scene.of({}, task="image_to_video", ends=BadReply),
    "no clip in the answer": Scene.of(RUNNING, done(usage={"total_output_tokens": 0}), ends=Refused),
    "words in place of a clip": Scene.of(
        RUNNING, done({"type": "text", "text": "I can't make a video of that."}), ends=Refused
    ),
    "blocked on the way out": Scene.of(RUNNING, done(steps=[ASKED, STEP_BLOCKED]), ends=Refused),
    "an answer with an error": Scene.of(RUNNING, done(steps=[ASKED, STEP_FAILED]), ends=Failed),
    "failed": Scene.of(
        RUNNING, RUNNING | {"status": "failed", "errors": [{"code": "internal", "message": "Try again."}]}, ends=Failed
    ),
    "failed by the rules": Scene.of(
        RUNNING,
        RUNNING | {"status": "failed", "errors": [{"code": "safety", "message": "The prompt was blocked."}]},
        ends=Refused,
    ),
    "stopped before the end": Scene.of(RUNNING, RUNNING | {"status": "incomplete"}, ends=Failed),
    "past its budget": Scene.of(RUNNING, RUNNING | {"status": "budget_exceeded"}, ends=Failed),
    "cancelled elsewhere": Scene.of(RUNNING, RUNNING | {"status": "cancelled"}, ends=Cancelled),
    "asks for a tool": Scene.of(RUNNING, RUNNING | {"status": "requires_action"}, ends=BadReply),
    "asks to be continued": Scene.of(RUNNING, RUNNING | {"status": "requires_continuation"}, ends=BadReply),
    "a status nobody knows": Scene.of(RUNNING, RUNNING | {"status": "dreaming"}, ends=BadReply),
    "a file that can't be delivered": Scene.of(RUNNING, DONE, FILE | {"state": "FAILED"}, ends=Failed),
    "a key it does not know": Scene.of(Reply.of(BAD_KEY, 400), ends=KeyRejected),
    "a key without a right": Scene.of(error(403, "permission_denied", "Permission denied."), ends=KeyRejected),
    "a prompt against the rules": Scene.of(
        error(400, "prohibited_content", "The prompt violates the usage policies."), ends=Refused
    ),
    "a setting it does not take": Scene.of(
        error(400, "invalid_request", "duration must be from 3s to 15s"), ends=Rejected
    ),
    "a model it does not know": Scene.of(error(404, "not_found", "Model not found."), ends=Rejected),
    "a quota that is used up": Scene.of(Reply.of(EXHAUSTED, 429, retry_after="30"), ends=Unavailable),
}
