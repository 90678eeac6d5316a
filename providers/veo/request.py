"""A brief as Vertex takes it; fields as in google-genai 3.4.0, `_GenerateVideosParameters_to_vertex`."""

from __future__ import annotations

import os
from base64 import b64encode
from typing import Any

from providers.kit.provider import contents
from providers.kit.terms import Brief, Media


def body(brief: Brief) -> dict[str, Any]:
    """One instance, with its files inside."""
    given = {
        "prompt": brief.prompt,
        "image": brief.image and _inline(brief.image),
        "lastFrame": brief.last_image and _inline(brief.last_image),
        "video": brief.video and _inline(brief.video),
        "referenceImages": [{"image": _inline(one), "referenceType": "ASSET"} for one in brief.references],
    }
    return {"instances": [_said(given)], "parameters": _parameters(brief)}


def _parameters(brief: Brief) -> dict[str, Any]:
    """One clip, extended by the 7 s that there are no others of; sound must be spoken of, so it is on if nobody did."""
    asked = {
        "sampleCount": 1,
        "storageUri": os.environ.get("VERTEX_STORAGE_URI", "").strip(),
        "durationSeconds": int(brief.seconds) if brief.seconds and brief.task != "extend" else None,
        "seed": brief.seed,
        "aspectRatio": brief.aspect_ratio,
        "resolution": brief.resolution,
        "negativePrompt": brief.negative_prompt,
    }
    return _said(asked) | {"generateAudio": brief.audio is not False}


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != "" and value != []}


def _inline(media: Media) -> dict[str, str]:
    return {"bytesBase64Encoded": b64encode(contents(media)).decode("ascii"), "mimeType": media.mime}
