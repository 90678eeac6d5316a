"""What Replicate says, in the shapes of its pages and of its client 1.0.7.

https://replicate.com/docs/reference/http and https://replicate.com/docs/topics/predictions/lifecycle
"""

from __future__ import annotations

from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Unavailable
from providers.kit.provider import Scene
from providers.kit.terms import Json, Reply

ID = "gm3qorzdhgbfurvjtvhg6dckhu"
HERE = f"https://api.replicate.com/v1/predictions/{ID}"
JOB = {
    "id": ID,
    "model": "kwaivgi/kling-v3-video",
    "version": "hidden",
    "input": {"prompt": "a ball"},
    "logs": "",
    "output": None,
    "error": None,
    "created_at": "2026-11-23T10:00:00.000Z",
    "urls": {"get": HERE, "cancel": f"{HERE}/cancel"},
}
ACCEPTED = Reply.of(JOB | {"status": "starting"}, 201)
STARTING = JOB | {"status": "starting"}
RUNNING = JOB | {"status": "processing", "started_at": "2026-11-23T10:00:05.000Z"}
DONE = JOB | {
    "status": "succeeded",
    "output": "https://replicate.delivery/xezq/out.mp4",
    "metrics": {"predict_time": 61.2, "total_time": 66.2},
}
FILE = Reply.of({"id": "f1", "urls": {"get": "https://api.replicate.com/v1/files/f1"}}, 201)


def failed(error: str) -> Json:
    """A prediction that came to nothing."""
    return JOB | {"status": "failed", "error": error}


def no(status: int, title: str, detail: str, **headers: str) -> Reply:
    """An error as every endpoint words it (RFC 7807)."""
    return Reply.of({"title": title, "detail": detail, "status": status}, status, **headers)


SCENES = {
    "clip": Scene.of(ACCEPTED, STARTING, RUNNING, DONE),
    "several outputs": Scene.of(ACCEPTED, DONE | {"output": ["https://replicate.delivery/xezq/out.mp4"]}),
    "from a picture": Scene.of(FILE, ACCEPTED, RUNNING, DONE, task="image_to_video"),
    "refused while it ran": Scene.of(
        ACCEPTED,
        RUNNING,
        failed("The input or output was flagged as sensitive. Please try again with different inputs. (E005)"),
        ends=Refused,
    ),
    "failed": Scene.of(ACCEPTED, RUNNING, failed("CUDA out of memory"), ends=Failed),
    "cancelled by the vendor": Scene.of(ACCEPTED, JOB | {"status": "canceled"}, ends=Failed),
    "done without a clip": Scene.of(ACCEPTED, JOB | {"status": "succeeded"}, ends=BadReply),
    "a file without an address": Scene.of(Reply.of({"id": "f1"}, 201), task="image_to_video", ends=BadReply),
    "a key it does not know": Scene.of(no(401, "Unauthenticated", "You did not pass a valid token"), ends=KeyRejected),
    "an empty account": Scene.of(no(402, "Insufficient credit", "Add credit to run this model"), ends=KeyRejected),
    "a model it does not have": Scene.of(no(404, "Not found", "The requested resource was not found"), ends=Rejected),
    "a setting it does not take": Scene.of(no(422, "Input validation failed", "duration must be <= 15"), ends=Rejected),
    "too many at once": Scene.of(no(429, "Throttled", "Wait for 1 second", retry_after="1"), ends=Unavailable),
    "a state nobody knows": Scene.of(ACCEPTED, JOB | {"status": "dreaming"}, ends=BadReply),
}  # fmt: skip
