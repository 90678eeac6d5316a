"""What OpenRouter's video API says, in the shapes of its client 1.3.84.

https://openrouter.ai/docs/guides/overview/multimodal/video-generation
"""

from __future__ import annotations

from typing import Any

from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Unavailable
from providers.kit.provider import Scene
from providers.kit.terms import Json, Reply

ID = "gen-vid-1763900000-abcdefghij0123456789"
HERE = f"https://openrouter.ai/api/v1/videos/{ID}"
JOB = {"id": ID, "polling_url": HERE}
ACCEPTED = Reply.of(JOB | {"status": "pending"}, 202)
QUEUED = JOB | {"status": "pending"}
RUNNING = JOB | {"status": "in_progress", "generation_id": ID}
DONE = JOB | {
    "status": "completed",
    "generation_id": ID,
    "unsigned_urls": [f"{HERE}/content?index=0"],
    "urls": ["https://cdn.openrouter.example/signed/0.mp4?signature=1"],
    "expires_at": 1763990000,
    "usage": {"cost": 0.63, "is_byok": False},
}


def no(status: int, message: str, **more: Json) -> Reply:
    """An error as every endpoint words it."""
    error: dict[str, Any] = {"code": status, "message": message}
    return Reply.of({"error": error | more}, status)


FLAGGED = {"reasons": ["violence"], "flagged_input": "a ball"}

SCENES = {
    "clip": Scene.of(ACCEPTED, QUEUED, RUNNING, DONE),
    "from a picture": Scene.of(ACCEPTED, RUNNING, DONE, task="image_to_video"),
    "refused while it ran": Scene.of(
        ACCEPTED, RUNNING, JOB | {"status": "failed", "error": "The output was flagged by content moderation."},
        ends=Refused,
    ),
    "refused at the door": Scene.of(
        no(403, "Your chosen model requires moderation and your input was flagged", metadata=FLAGGED), ends=Refused
    ),
    "failed": Scene.of(
        ACCEPTED, JOB | {"status": "failed", "error": "Provider returned an internal error"}, ends=Failed
    ),
    "cancelled by the vendor": Scene.of(ACCEPTED, JOB | {"status": "cancelled"}, ends=Failed),
    "expired": Scene.of(ACCEPTED, JOB | {"status": "expired"}, ends=Failed),
    "a key it does not know": Scene.of(no(401, "User not found."), ends=KeyRejected),
    "an empty account": Scene.of(no(402, "Insufficient credits"), ends=KeyRejected),
    "a setting it does not take": Scene.of(no(400, "duration must be one of 4, 6, 8"), ends=Rejected),
    "a model it does not have": Scene.of(no(404, "Model not found"), ends=Rejected),
    "too large a picture": Scene.of(no(413, "Request entity too large"), ends=Rejected),
    "too many at once": Scene.of(no(429, "Rate limit exceeded"), ends=Unavailable),
    "a state nobody knows": Scene.of(ACCEPTED, JOB | {"status": "dreaming"}, ends=BadReply),
}  # fmt: skip
