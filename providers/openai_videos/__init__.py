"""Any server that speaks OpenAI's wire for video: vLLM-Omni, SGLang-diffusion, a LiteLLM proxy, a reseller.

    OPENAI_VIDEOS_BASE_URL   the server, as in http://localhost:8000/v1; with `/v1` or without
    OPENAI_VIDEOS_MODELS     its models, and what they can do (see `models.py`)
    OPENAI_VIDEOS_API_KEY    its key, where it wants one
    OPENAI_VIDEOS_BODY       `multipart` (or nothing) or `json`, for what a create is sent as

The wire: https://platform.openai.com/docs/api-reference/videos. OpenAI's own models are gone and are never sent.
A clip to edit or to extend goes along as a file, which not every server takes; nor does a LiteLLM proxy hand a first
frame on to Runway, and to Google only from a `multipart` body. A remix is not offered: it starts from a job of the same
server by its id, and a brief starts from a file.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace

from providers.kit.errors import Rejected
from providers.kit.openai_wire import OpenAIWire, fields, form, size_for
from providers.kit.provider import address
from providers.kit.settle import lengths
from providers.kit.terms import Brief, Call, Json, Model, Span
from providers.openai_videos.models import RETIRED, UNKNOWN, Offer, offers
from providers.openai_videos.rehearsal import SCENES

ONCE = {"x-litellm-num-retries": "0"}
"""Without it a LiteLLM proxy makes a create that costs money up to three times; to other servers it says nothing."""
BASE, MODELS, BODY = "OPENAI_VIDEOS_BASE_URL", "OPENAI_VIDEOS_MODELS", "OPENAI_VIDEOS_BODY"


class OpenAIVideos(OpenAIWire):
    """The owner's own server; its models are named in settings."""

    name, label = "openai_videos", "OpenAI-compatible server"
    docs = "https://platform.openai.com/docs/api-reference/videos"
    key, key_needed = "OPENAI_VIDEOS_API_KEY", False
    settings = (BASE, MODELS)
    example = {  # noqa: RUF012
        BASE: "http://localhost:8000/v1",
        MODELS: "wan-2.2|tasks=text/image/edit/extend|seconds=4/8/12|sound=optional|seed|negative|fps=16/24",
    }
    rehearsal = SCENES

    @property
    def base(self) -> str:
        """As the owner wrote it; empty where it is not set."""
        return os.environ.get(BASE, "").strip().rstrip("/")

    @property
    def models(self) -> tuple[Model, ...]:
        """The owner's, and OpenAI's retired ones."""
        own = tuple(offer.model for offer in _offers().values())
        return (*(own or (UNKNOWN,)), *RETIRED)

    def wants(self, model: Model) -> str | None:
        """The list of models also where it says of this one what can't be read."""
        offer = _offers().get(model.id)
        return super().wants(model) or (MODELS if offer and offer.complaint else None)

    def url(self, path: str = "") -> str:
        """Under `/v1`, unless the owner's address ends with a version of its own."""
        root = self.origin.removesuffix("/videos")
        return f"{root if re.search(r'/v[0-9]+$', root) else f'{root}/v1'}/videos{path}"

    def frame(self, brief: Brief, model: Model) -> tuple[int, int] | None:
        """A first frame has the size of the clip."""
        return size_for(brief, _offer(model).sizes)

    def submit(self, brief: Brief, model: Model) -> Call:
        """A create, an edit or an extension; only what was asked for is sent."""
        return replace(self._create(brief, model), headers=ONCE)

    def _create(self, brief: Brief, model: Model) -> Call:
        offer = _offer(model)
        if not self.origin.startswith(("http://", "https://")):
            raise Rejected(f"The server's address must begin with http:// or https://. Mend it: {BASE}")
        more = {name: value for name, value in _more(brief, model).items() if value is not None}
        match brief.task:
            case "video_to_video":
                said = fields(brief, offer.name, None) | more
                return Call(method="POST", url=self.url("/edits"), form=form(said, video=brief.video))
            case "extend":
                said = fields(brief, offer.name, None) | more
                said.setdefault("seconds", _shortest(model))
                return Call(method="POST", url=self.url("/extensions"), form=form(said, video=brief.video))
        said = fields(brief, offer.name, size_for(brief, offer.sizes)) | more
        match os.environ.get(BODY, "").strip().lower():
            case "" | "multipart":
                return Call(method="POST", url=self.url(), form=form(said, input_reference=brief.image))
            case "json":
                picture = {"input_reference": {"image_url": address(brief.image)}} if brief.image else {}
                return Call(method="POST", url=self.url(), json=said | picture)
        raise Rejected(f"The body of a create is multipart or json. Mend it: {BODY}")


def _more(brief: Brief, model: Model) -> dict[str, Json]:
    """What vLLM-Omni and SGLang take beyond OpenAI's fields; sent for models of which the owner says so."""
    sound = brief.audio if model.audio == "optional" else None
    return {
        "negative_prompt": brief.negative_prompt, "seed": brief.seed, "fps": brief.fps, "generate_sound": sound,
    }  # fmt: skip


def _shortest(model: Model) -> str:
    """An extension has to say its length: the least, since seconds cost money."""
    offered = lengths(model, "extend")
    return f"{offered.low if isinstance(offered, Span) else min(offered):g}"


def _offers() -> dict[str, Offer]:
    return offers(os.environ.get(MODELS, ""))


def _offer(model: Model) -> Offer:
    """The model as the owner describes it now."""
    offer = _offers().get(model.id)
    if offer is None or offer.complaint:
        why = offer.complaint if offer else model.id.partition("/")[2]
        raise Rejected(f"The list of models does not say what this is. Mend it: {MODELS} ({why})")
    return offer
