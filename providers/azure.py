"""Sora 2 on Azure OpenAI: OpenAI's wire for video on a resource of the owner's, under a deployment's name.

    AZURE_OPENAI_ENDPOINT            the resource, as in https://name.openai.azure.com
    AZURE_OPENAI_VIDEO_DEPLOYMENT    the name of a deployment of sora-2
    AZURE_OPENAI_API_KEY             the resource's key, or an Entra token; AZURE_OPENAI_API_KEY_COMMAND may print one:
                                     `az account get-access-token --scope https://ai.azure.com/.default
                                     --query accessToken --output tsv`
    AZURE_OPENAI_API_VERSION         as in `preview`, where the resource wants one

Its pages: https://learn.microsoft.com/azure/ai-foundry/openai/concepts/video-generation. Two creates a minute; a job
and its clip are kept for 24 hours, on that resource alone. Regions: East US 2, Sweden Central; access by application.
Untested against the live service.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from urllib.parse import quote

from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Unavailable
from providers.kit.openai_wire import OpenAIWire, fields, form, size_for
from providers.kit.provider import Scene
from providers.kit.terms import Brief, Call, Model, Reply

ENDPOINT, DEPLOYMENT, VERSION = "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_VIDEO_DEPLOYMENT", "AZURE_OPENAI_API_VERSION"
SIZES = ((720, 1280), (1280, 720))
TOKEN = re.compile(r"eyJ[\w-]*\.[\w-]+\.[\w-]*")
"""A JSON web token; a resource's key has no dots."""

QUEUED = {
    "id": "video_68f0a1", "object": "video", "model": "sora-2", "status": "queued", "progress": 0,
    "created_at": 1764066000, "completed_at": None, "expires_at": 1764152400, "prompt": "a ball", "size": "1280x720",
    "seconds": "4", "remixed_from_video_id": None, "error": None,
}  # fmt: skip
DONE = QUEUED | {"status": "completed", "progress": 100, "completed_at": 1764066090}
FILTERED = {
    "code": "content_filter", "message": "The prompt was filtered.",
    "innererror": {"code": "ResponsibleAIPolicyViolation"},
}  # fmt: skip


def _error(status: int, code: str, message: str, **headers: str) -> Reply:
    return Reply.of({"error": {"code": code, "message": message}}, status, **headers)


class Azure(OpenAIWire):
    """One deployment on one resource; `model` on the wire is the deployment's name."""

    name, label = "azure", "Azure OpenAI"
    docs = "https://learn.microsoft.com/azure/ai-foundry/openai/concepts/video-generation"
    key = "AZURE_OPENAI_API_KEY"
    settings = (ENDPOINT, DEPLOYMENT)
    example = {ENDPOINT: "https://house.openai.azure.com", DEPLOYMENT: "our-sora"}  # noqa: RUF012
    creates_per_minute = 2
    poll_every = 10.0
    models = (
        Model(
            id="azure/sora-2",
            label="Sora 2 (Azure)",
            tasks=("text_to_video", "image_to_video"),
            seconds=(4, 8, 12),
            aspect_ratios=("9:16", "16:9"),
            picture_ratios=("9:16", "16:9"),
            resolutions=("720p",),
            audio="always",
            doubt="Azure's schedule let its last version go on 2026-10-15, later on 2026-11-02; both days are past, "
            "and no page says whether it is gone",
        ),
    )
    rehearsal = {  # noqa: RUF012
        "clip": Scene.of(QUEUED, QUEUED, QUEUED | {"status": "in_progress", "progress": 50}, DONE),
        "a clip from a picture": Scene.of(QUEUED, DONE, task="image_to_video"),
        "the prompt is filtered": Scene.of(Reply.of({"error": FILTERED}, 400), ends=Refused),
        "filtered by the inner code alone": Scene.of(
            Reply.of({"error": {"code": "BadRequest", "inner_error": FILTERED["innererror"]}}, 400), ends=Refused
        ),
        "the clip is filtered": Scene.of(QUEUED, QUEUED | {"status": "failed", "error": FILTERED}, ends=Refused),
        "failed": Scene.of(
            QUEUED, QUEUED | {"status": "failed", "error": {"code": "InternalError", "message": ""}}, ends=Failed
        ),
        "cancelled": Scene.of(QUEUED, QUEUED | {"status": "cancelled"}, ends=Failed),
        "the deployment is gone": Scene.of(
            _error(404, "DeploymentNotFound", "The API deployment for this resource does not exist."), ends=Rejected
        ),
        "a key it does not know": Scene.of(
            _error(401, "401", "Access denied due to invalid subscription key or wrong API endpoint."),
            ends=KeyRejected,
        ),
        "too many at once": Scene.of(_error(429, "429", "Try later.", retry_after="30"), ends=Unavailable),
        "a status nobody knows": Scene.of(QUEUED, QUEUED | {"status": "preprocessing"}, ends=BadReply),
    }

    @property
    def base(self) -> str:
        """The resource, without what lies under it; empty where it is not set."""
        said = os.environ.get(ENDPOINT, "").strip().partition("?")[0].rstrip("/")
        return said.partition("/openai/")[0].removesuffix("/openai")

    def headers(self, key: str) -> Mapping[str, str]:
        """An Entra token is a bearer token; a key has a header of its own."""
        return {"Authorization": f"Bearer {key}"} if TOKEN.fullmatch(key) else {"api-key": key}

    def url(self, path: str = "") -> str:
        """Under the resource's v1 route, with the version that the owner names."""
        version = os.environ.get(VERSION, "").strip()
        query = f"?api-version={quote(version, safe='')}" if version else ""
        return f"{self.origin}/openai/v1/videos{path}{query}"

    def frame(self, brief: Brief, model: Model) -> tuple[int, int] | None:
        """A first frame has the size of the clip."""
        return size_for(brief, SIZES)

    def submit(self, brief: Brief, model: Model) -> Call:
        """A form, as OpenAI's own client sends it to Azure."""
        if not self.origin.startswith(("http://", "https://")):
            raise Rejected(f"The resource's address must begin with https://. Mend it: {ENDPOINT}")
        said = fields(brief, os.environ.get(DEPLOYMENT, "").strip(), size_for(brief, SIZES))
        return Call(method="POST", url=self.url(), form=form(said, input_reference=brief.image))
