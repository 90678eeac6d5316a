"""A brief as an interaction, and what an interaction's answer holds.

Fields as in google-genai 3.4.0, `_gaos/types/interactions`; roles of pictures as on
https://ai.google.dev/gemini-api/docs/omni#prompt-guide
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any

from providers.gemini.files import called
from providers.kit.errors import BadReply, Failed, Refused
from providers.kit.provider import contents
from providers.kit.refusals import sounds_refused
from providers.kit.terms import Brief, Call, Json, Media, Ready

FROM_A_CLIP = {"video_to_video": "edit", "extend": "extend"}
RULES = re.compile(r"safety|prohibited|blocked|responsible ai|usage polic", re.I)
"""Codes and words of a refusal of Google's; which there are is not documented."""


def asked(brief: Brief, name: str) -> dict[str, Any]:
    """The body of a submit: media first and then the words, with only those settings that were asked for."""
    shape = {
        "type": "video",
        "aspect_ratio": brief.aspect_ratio,
        "delivery": "uri",
        "duration": f"{brief.seconds:.0f}s" if brief.seconds else None,
        "resolution": brief.resolution,
    }
    pictures = [one for one in (brief.image, brief.last_image, *brief.references) if one]
    parts = [_part("image", one) for one in pictures] + ([_part("video", brief.video)] if brief.video else [])
    body = {
        "model": f"gemini-{name}",
        "input": [{"type": "user_input", "content": [*parts, {"type": "text", "text": _prompt(brief)}]}],
        "response_format": {field: value for field, value in shape.items() if value},
    }
    task = _task(brief)
    return body | ({"generation_config": {"video_config": {"task": task}}} if task else {})


def answer(said: Json, own: tuple[str, ...]) -> str | Ready:
    """The clip of a completed interaction: `files/…`, if it became a file at one of the vendor's own addresses.

    `Refused` where there is none, which is how the rules show.
    """
    for video in _videos(said):
        match video:
            case {"data": str(data)} if data:
                return Ready(clip=_decoded(data))
            case {"uri": str(uri)} if uri.startswith(("files/", *own)) and called(uri):
                return f"files/{called(uri)}"
            case {"uri": str(uri)}:
                return Ready(clip=Call(method="GET", url=uri))
    refused, words = fault(said)
    if words and not refused:
        raise Failed(f"Gemini could not make the clip: {words}")
    raise Refused(f"Gemini ended without a clip, which is how it refuses. It said: {words or _text(said) or 'nothing'}")


def fault(said: Json) -> tuple[bool, str]:
    """Whether an error is one of the content rules, and its words; of a whole answer, or of an error body."""
    errors = [said.get("error"), *_list(said.get("errors")), *(one.get("error") for one in _outputs(said))]
    known = [one for one in errors if isinstance(one, dict)]
    words = "; ".join(str(one.get("message") or one.get("code")) for one in known)
    codes = " ".join(str(one.get("code")) for one in known)
    return bool(RULES.search(f"{codes} {words}")) or sounds_refused(words), words


def _task(brief: Brief) -> str | None:
    """The task's name where it is plain; `None` leaves it to the roles in the prompt."""
    match bool(brief.video), bool(brief.image), bool(brief.references):
        case True, _, _:
            return FROM_A_CLIP[brief.task]
        case _, True, False if brief.last_image is None:
            return "image_to_video"
        case _, True, _:
            return None
        case _, _, True:
            return "reference_to_video"
    return "text_to_video"


def _prompt(brief: Brief) -> str:
    """The prompt, with the roles of pictures said in front where there are several, unless it says them itself."""
    if "[# " in brief.prompt or not (brief.last_image or brief.references):
        return brief.prompt
    roles = [role for role, one in (("FIRST_FRAME", brief.image), ("LAST_FRAME", brief.last_image)) if one]
    frames = [f"<{role}>@Image{at}" for at, role in enumerate(roles, 1)]
    clip = ["<VIDEO_0>@Video1"] if brief.video else []
    known = [f"<IMAGE_REF_{at}>@Image{len(roles) + at + 1}" for at in range(len(brief.references))]
    heads = (("Sources", frames + clip), ("References", known))
    return " ".join([*(f"[# {head} {' '.join(tags)}]" for head, tags in heads if tags), brief.prompt])


def _part(kind: str, media: Media) -> dict[str, str]:
    """A file by its address at the vendor, or whole where it was not brought there."""
    where = {"uri": media.url} if media.url else {"data": b64encode(contents(media)).decode("ascii")}
    return {"type": kind, "mime_type": media.mime} | where


def _videos(said: Json) -> Iterator[Json]:
    """The clips of the last turn, the latest first."""
    for step in reversed(_outputs(said)):
        yield from (one for one in reversed(_list(step.get("content"))) if _is(one, "video"))
    yield said.get("output_video")


def _text(said: Json) -> str:
    parts = (one for step in _outputs(said) for one in _list(step.get("content")) if _is(one, "text"))
    return " ".join(str(one.get("text")) for one in parts)[:300]


def _outputs(said: Json) -> list[Json]:
    """What the model put out since the user last spoke."""
    steps: list[Json] = []
    for step in _list(said.get("steps")):
        steps = [] if _is(step, "user_input") else [*steps, step]
    return [step for step in steps if _is(step, "model_output")]


def _is(one: Json, kind: str) -> bool:
    return isinstance(one, dict) and one.get("type") == kind


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _decoded(data: str) -> bytes:
    try:
        return b64decode(data, validate=True)
    except binascii.Error:
        raise BadReply(f"Gemini sent a clip that is no base64: {data[:40]}") from None
