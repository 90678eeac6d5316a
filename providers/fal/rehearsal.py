"""What the queue of fal says, in the shapes of its pages and of fal-client 1.0.3.

https://fal.ai/docs/model-endpoints/queue and https://fal.ai/docs/documentation/model-apis/errors
"""

from __future__ import annotations

from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Unavailable
from providers.kit.provider import Scene
from providers.kit.terms import Reply

JOB = "https://queue.fal.run/fal-ai/pika/requests/764cabcf-b745-4b3e-ae38-1200304cf45b"
"""A job's addresses drop what follows the owner and alias of the endpoint."""
ACCEPTED = {
    "request_id": "764cabcf-b745-4b3e-ae38-1200304cf45b",
    "response_url": JOB,
    "status_url": f"{JOB}/status",
    "cancel_url": f"{JOB}/cancel",
}
QUEUED = {"status": "IN_QUEUE", "queue_position": 2}
RUNNING = {"status": "IN_PROGRESS", "logs": None}
DONE = {"status": "COMPLETED", "logs": None, "metrics": {"inference_time": 40.1}}
RESULT = {
    "video": {"url": "https://v3.fal.media/files/lion/out.mp4", "content_type": "video/mp4", "file_size": 4404019},
    "seed": 7,
}
VIOLATION = {
    "loc": ["body", "prompt"],
    "msg": "The content could not be processed because it was flagged by a content checker.",
    "type": "content_policy_violation",
}
NOTHING_CAME = {"loc": ["body"], "msg": "No media was generated.", "type": "no_media_generated"}
DOWNSTREAM = {"loc": ["body"], "msg": "Downstream service error", "type": "downstream_service_error"}
PASS = {
    "token": "short-lived",
    "token_type": "Bearer",
    "base_url": "https://v3.fal.media",
    "expires_at": "2026-11-25T12:00:00+00:00",
}
LAID_DOWN = {"access_url": "https://v3.fal.media/files/lion/start.mp4"}
WRONG_LENGTH = {"loc": ["body", "duration"], "msg": "unexpected value; permitted: 5, 10", "type": "literal_error"}

SCENES = {
    "clip": Scene.of(ACCEPTED, QUEUED, RUNNING, DONE, RESULT),
    "refused by the content checker": Scene.of(ACCEPTED, DONE, Reply.of({"detail": [VIOLATION]}, 422), ends=Refused),
    "nothing was generated": Scene.of(ACCEPTED, DONE, Reply.of({"detail": [NOTHING_CAME]}, 422), ends=Refused),
    "refused in the status": Scene.of(
        ACCEPTED, DONE | {"error": "Flagged", "error_type": "content_policy_violation"}, ends=Refused
    ),
    "completed with an error": Scene.of(
        ACCEPTED, RUNNING, DONE | {"error": "Timed out", "error_type": "generation_timeout"}, ends=Failed
    ),
    "the result is an error": Scene.of(ACCEPTED, DONE, Reply.of({"detail": [DOWNSTREAM]}, 502), ends=Failed),
    "a key it does not know": Scene.of(Reply.of({"detail": "Authentication is required"}, 401), ends=KeyRejected),
    "an empty account": Scene.of(
        Reply.of({"detail": "User is locked. Reason: Exhausted balance."}, 403), ends=KeyRejected
    ),
    "a setting it does not take": Scene.of(Reply.of({"detail": [WRONG_LENGTH]}, 422), ends=Rejected),
    "too many at once": Scene.of(Reply.of({"detail": "Rate limit exceeded"}, 429, retry_after="5"), ends=Unavailable),
    "a clip that is made longer": Scene.of(
        PASS, LAID_DOWN, ACCEPTED, QUEUED, DONE, RESULT, model="fal/ltx-2.3", task="extend"
    ),
    "a clip that is changed": Scene.of(
        PASS, LAID_DOWN, ACCEPTED, QUEUED, DONE, RESULT, model="fal/kling-o3", task="video_to_video"
    ),
    "a key that may not upload": Scene.of(
        Reply.of({"detail": "Authentication is required"}, 401), ends=KeyRejected, model="fal/ltx-2.3", task="extend"
    ),
    "no pass for an upload": Scene.of({"ok": True}, ends=BadReply, model="fal/ltx-2.3", task="extend"),
    "a file that went nowhere": Scene.of(PASS, {"ok": True}, ends=BadReply, model="fal/ltx-2.3", task="extend"),
    "a status nobody knows": Scene.of(ACCEPTED, {"status": "DREAMING"}, ends=BadReply),
}
