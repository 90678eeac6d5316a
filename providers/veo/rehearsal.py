"""What Vertex says of a long-running operation, in the shapes that google-genai 3.4.0 reads.

https://docs.cloud.google.com/vertex-ai/generative-ai/docs/model-reference/veo-video-generation
"""

from __future__ import annotations

from typing import Any

from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Unavailable
from providers.kit.provider import Scene
from providers.kit.terms import Json, Reply

MODEL = "projects/example-project/locations/us-central1/publishers/google/models/veo-3.1-generate-001"
NAME = f"{MODEL}/operations/1a2b3c4d-0000-4f6a-9b1e-5d6c7b8a9012"
ACCEPTED = {"name": NAME}
TYPE = "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse"


def done(**response: Json) -> dict[str, Any]:
    """An operation that ended with this response."""
    return {"name": NAME, "done": True, "response": {"@type": TYPE, **response}}


def failed(code: int, message: str) -> dict[str, Any]:
    """An operation that ended with this error."""
    return {"name": NAME, "done": True, "error": {"code": code, "message": message}}


def error(status: int, name: str, message: str, **headers: str) -> Reply:
    """Google's usual error body."""
    return Reply.of({"error": {"code": status, "message": message, "status": name}}, status, **headers)


STORED = done(raiMediaFilteredCount=0, videos=[{"gcsUri": "gs://clips/1/sample_0.mp4", "mimeType": "video/mp4"}])
REASON = "The video was filtered because it may violate Google's Responsible AI practices. Support codes: 15236754"
GUIDELINES = "The prompt contains words that violate Vertex AI's usage guidelines. Support codes: 58061214"
GONE = f"Publisher Model `{MODEL}` was not found or your project does not have access to it."

SCENES = {
    "clip": Scene.of(ACCEPTED, ACCEPTED, STORED),
    "a clip of the fast model": Scene.of(ACCEPTED, {"name": NAME, "done": False}, STORED, model="veo/veo-3.1-fast"),
    "a clip of the light model": Scene.of(ACCEPTED, STORED, model="veo/veo-3.1-lite"),
    "from a picture": Scene.of(ACCEPTED, STORED, task="image_to_video"),
    "a clip to extend": Scene.of(ACCEPTED, STORED, task="extend"),
    "filtered": Scene.of(ACCEPTED, done(raiMediaFilteredCount=1, raiMediaFilteredReasons=[REASON]), ends=Refused),
    "filtered without a reason": Scene.of(ACCEPTED, done(raiMediaFilteredCount=1, videos=[]), ends=Refused),
    "neither clip nor reason": Scene.of(ACCEPTED, done(), ends=BadReply),
    "a clip that is no base64": Scene.of(ACCEPTED, done(videos=[{"bytesBase64Encoded": "?"}]), ends=BadReply),
    "refused by an error": Scene.of(ACCEPTED, failed(3, GUIDELINES), ends=Refused),
    "a setting it does not take": Scene.of(ACCEPTED, failed(3, "Unsupported video duration."), ends=Rejected),
    "failed": Scene.of(ACCEPTED, failed(13, "Video generation failed. Please try again."), ends=Failed),
    "an operation without a name": Scene.of({}, ends=BadReply),
    "an answer nobody knows": Scene.of(ACCEPTED, {"state": "DREAMING"}, ends=BadReply),
    "a prompt against the rules": Scene.of(error(400, "INVALID_ARGUMENT", GUIDELINES), ends=Refused),
    "a field it does not know": Scene.of(error(400, "INVALID_ARGUMENT", "Unknown name."), ends=Rejected),
    "a token that ran out": Scene.of(
        error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials."), ends=KeyRejected
    ),
    "a project without the right": Scene.of(
        error(403, "PERMISSION_DENIED", "Permission 'aiplatform.endpoints.predict' denied."), ends=KeyRejected
    ),
    "a model that is gone": Scene.of(error(404, "NOT_FOUND", GONE), ends=Rejected),
    "an operation that is gone": Scene.of(ACCEPTED, error(404, "NOT_FOUND", "Not found."), ends=Failed),
    "a quota that is used up": Scene.of(
        error(429, "RESOURCE_EXHAUSTED", "Quota exceeded.", retry_after="60"), ends=Unavailable
    ),
}
