"""What Runway says, in the shapes of runwayml 5.24.0, with the failures of its page.

https://docs.dev.runwayml.com/errors/task-failures/
"""

from __future__ import annotations

from providers.kit.errors import BadReply, Cancelled, Failed, KeyRejected, Refused, Rejected, Unavailable
from providers.kit.provider import Scene
from providers.kit.terms import Json, Reply

TASK = "17f20503-6c24-4c16-946b-35dbbce2af2f"
AT = {"id": TASK, "createdAt": "2026-11-23T10:00:00.000Z"}
ACCEPTED = {"id": TASK, "estimatedCost": {"credits": 60}}
PENDING = AT | {"status": "PENDING", "estimatedCost": {"credits": 60}}
THROTTLED = PENDING | {"status": "THROTTLED"}
RUNNING = PENDING | {"status": "RUNNING", "progress": 0.4}
OUTPUT = ["https://dnznrvs05pmza.cloudfront.net/17f20503/out.mp4?_jwt=signed"]
DONE = AT | {"status": "SUCCEEDED", "output": OUTPUT, "cost": {"credits": 60}}
CANCELLED = AT | {"status": "CANCELLED", "cost": {"credits": 0}}
PLACE = {
    "uploadUrl": "https://runway-api-uploads.s3.us-east-1.amazonaws.com/",
    "fields": {"key": "ephemeral/0d1f", "Policy": "signed", "X-Amz-Signature": "signed"},
    "runwayUri": "runway://eyJ1cGxvYWQiOiIwZDFmIn0",
}
BROUGHT = Reply(status=204, headers={}, body=b"")
WRONG_LENGTH = {
    "error": "Validation of body failed",
    "issues": [{"code": "too_big", "path": ["duration"], "message": "Too big: expected number to be <=10"}],
    "docUrl": "https://docs.dev.runwayml.com/api",
}


def failed(why: str, code: str | None) -> Json:
    """A task that came to nothing."""
    return AT | {"status": "FAILED", "failure": why, "failureCode": code, "cost": {"credits": 0}}


SCENES = {
    "clip": Scene.of(ACCEPTED, PENDING, THROTTLED, RUNNING, DONE),
    "from a picture": Scene.of(ACCEPTED, RUNNING, DONE, model="runway/gen4_turbo"),
    "a clip is brought and changed": Scene.of(
        PLACE, BROUGHT, ACCEPTED, DONE, model="runway/aleph2", task="video_to_video"
    ),
    "a clip is brought and extended": Scene.of(
        PLACE, BROUGHT, ACCEPTED, RUNNING, DONE, model="runway/seedance2_5", task="extend"
    ),
    "sound from the clip": Scene.of(PLACE, BROUGHT, ACCEPTED, DONE, model="runway/mirelo-sfx"),
    "sound from words": Scene.of(ACCEPTED, DONE, model="runway/sound-effect"),
    "the prompt is refused": Scene.of(
        ACCEPTED, failed("Text was rejected.", "INPUT_PREPROCESSING.SAFETY.TEXT"), ends=Refused
    ),
    "an input is refused": Scene.of(ACCEPTED, failed("Input was moderated.", "SAFETY.INPUT.TEXT"), ends=Refused),
    "the clip is refused": Scene.of(ACCEPTED, RUNNING, failed("Moderated.", "SAFETY.OUTPUT.VIDEO"), ends=Refused),
    "a picture it can't use": Scene.of(
        ACCEPTED, failed("Invalid asset.", "ASSET.INVALID"), ends=Rejected, model="runway/gen4_turbo"
    ),
    "the clip is not good enough": Scene.of(
        ACCEPTED, failed("An unexpected error occurred.", "INTERNAL.BAD_OUTPUT.CODE01"), ends=Failed
    ),
    "a partner is down": Scene.of(ACCEPTED, failed("Try later.", "THIRD_PARTY.UNAVAILABLE"), ends=Failed),
    "it failed for no reason": Scene.of(ACCEPTED, failed("An unexpected error occurred.", None), ends=Failed),
    "cancelled elsewhere": Scene.of(ACCEPTED, PENDING, CANCELLED, ends=Cancelled),
    "the task is gone": Scene.of(ACCEPTED, Reply.of({"error": "Not found"}, 404), ends=Failed),
    "done without a clip": Scene.of(ACCEPTED, DONE | {"output": []}, ends=BadReply),
    "a setting it does not take": Scene.of(Reply.of(WRONG_LENGTH, 400), ends=Rejected),
    "an empty account": Scene.of(
        Reply.of({"error": "You do not have enough credits to run this task."}, 400), ends=KeyRejected
    ),
    "a key it does not know": Scene.of(Reply.of({"error": "Unauthorized"}, 401), ends=KeyRejected),
    "too many today": Scene.of(
        Reply.of({"error": "You have reached your daily task limit."}, 429, retry_after="5"), ends=Unavailable
    ),
    "a place for uploads that is none": Scene.of(PLACE | {"uploadUrl": None}, ends=BadReply, model="runway/aleph2"),
    "a status nobody knows": Scene.of(ACCEPTED, AT | {"status": "DREAMING"}, ends=BadReply),
}
