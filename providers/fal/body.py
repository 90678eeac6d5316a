"""A settled brief as the JSON of the endpoint that it goes to: only what was asked for; the rest is fal's default."""

from __future__ import annotations

from typing import Any

from providers.fal.endpoints import ENDPOINTS, NAMES, Fields, meant, named
from providers.kit.provider import address
from providers.kit.terms import Brief, Json, Media


def body(brief: Brief, path: str) -> dict[str, Json]:
    """What to send to that endpoint."""
    fields = ENDPOINTS[path]
    if "transitions" in fields:
        return {"prompt": brief.prompt, **_keyframes(brief, fields)}
    return {"prompt": brief.prompt, **_given(brief, fields)}


def _given(brief: Brief, fields: Fields) -> dict[str, Json]:
    """Each setting that was asked for, under the endpoint's name for it."""
    asked = ((named(fields, wish), getattr(brief, wish)) for wish in NAMES)
    return {name: _spelled(name, value, fields) for name, value in asked if name and value not in (None, ())}


def _spelled(name: str, value: Any, fields: Fields) -> Json:
    """A setting as this endpoint writes it: `5`, `"5"`, `"5s"` or 121 frames."""
    if isinstance(value, Media):
        return address(value)
    if isinstance(value, tuple):
        return [address(one) for one in value]
    if isinstance(choices := fields[name], list):
        return next(one for one in choices if meant(name, one) == value)
    return value


def _keyframes(brief: Brief, fields: Fields) -> dict[str, Json]:
    """Pikaframes: first and last picture, and how long it takes from one to the other."""
    ends = [address(one) for one in (brief.image, brief.last_image) if one]
    given = {"image_urls": ends} | _given(brief, fields)
    return given | ({"transitions": [{"duration": given["transitions"]}]} if "transitions" in given else {})
