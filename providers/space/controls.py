"""Which of an app's endpoints makes a video, and which of its controls takes which wish: known by name and kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.kit.errors import BadReply, Rejected, Unsupported
from providers.kit.terms import Brief, Note

Endpoints = Mapping[str, Mapping[str, Any]]
"""As in an app's API info: by name, each with `parameters` and `returns`."""
MAKES = frozenset({"Video", "File", "PlayableVideo"})
LINES = {"480p": 480, "720p": 720, "1080p": 1080}
STEP = 16
"""Pixels that a side is a multiple of: what models of video take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an endpoint is called with."""

    values: Mapping[str, Any]
    """By the parameter's name; what is not named keeps its default."""
    picture: str
    """The parameter that takes the first frame; empty where none is given."""
    notes: tuple[Note, ...]
    """Wishes that it has no control for."""


def chosen(endpoints: Endpoints, wanted: str, label: str) -> str:
    """The endpoint that was named, or the first that returns a video."""
    there = ", ".join(endpoints) or "none"
    if wanted and wanted not in endpoints:
        raise Rejected(f"{label} has no such endpoint: {wanted}. It has: {there}")
    makers = [name for name, one in endpoints.items() if video_at(one) is not None]
    if wanted and wanted not in makers:
        raise Rejected(
            f"This endpoint of {label} returns no video: {wanted}. Those that do: {', '.join(makers) or 'none'}"
        )
    if not makers:
        raise Rejected(f"{label} has no endpoint that returns a video. It has: {there}")
    return wanted or makers[0]


def video_at(endpoint: Mapping[str, Any]) -> int | None:
    """The place of the video among what the endpoint returns."""
    returns = [one.get("component", "") for one in endpoint.get("returns", [])]
    return next((returns.index(kind) for kind in ("Video", "PlayableVideo", "File") if kind in returns), None)


def asked(endpoint: Mapping[str, Any], brief: Brief, label: str) -> Asked:
    """Each wish put to the control that takes it; `Unsupported` where the prompt or the picture finds none."""
    controls = [_Control(one) for one in endpoint.get("parameters", [])]
    prompt = _prompt(controls)
    if prompt is None:
        raise Unsupported(f"{label} has no text to put the prompt into.")
    picture = next((one.name for one in controls if one.component in {"Image", "ImageEditor"}), "")
    if brief.image and not picture:
        raise Unsupported(f"{label} takes no picture to start from.")
    values: dict[str, Any] = {prompt.name: brief.prompt}
    met: dict[str, Any] = {}
    for wish, value in _wishes(brief).items():
        taker = next((one for one in controls if one.name not in values and one.takes(wish, value)), None)
        if taker:
            values[taker.name] = met[wish] = taker.worded(value)
    values |= {
        one.name: False
        for one in controls
        if "seed" in met and one.is_for("random", "randomize") and "bool" in one.kinds
    }
    values |= {one.name: one.nothing for one in controls if one.name not in {*values, picture} and not one.optional}
    if not brief.image and picture:
        values[picture] = None
    return Asked(values=values, picture=picture if brief.image else "", notes=_notes(brief, met))


class _Control:
    """One parameter of an endpoint."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.name = str(said.get("parameter_name") or "")
        self.component = str(said.get("component") or "")
        kind = str((said.get("python_type") or {}).get("type", "")).lower()
        self.kinds = frozenset() if kind.startswith(("dict", "list", "tuple")) else frozenset(kind.split(" | "))
        self.words = frozenset(re.findall(r"[a-z0-9]+", f"{self.name} {said.get('label') or ''}".lower()))
        self.choices = tuple((said.get("type") or {}).get("enum") or ())
        self.optional = bool(said.get("parameter_has_default"))
        told = str((said.get("type") or {}).get("description") or (said.get("python_type") or {}).get("description"))
        found = re.search(r"between (-?[\d.]+) and (-?[\d.]+)", told)
        self.limits = (float(found[1]), float(found[2].rstrip("."))) if found else None
        self.nothing: Any = "" if "str" in self.kinds and not self.choices else None
        """What stands for no wish where there is no default."""

    def is_for(self, *words: str) -> bool:
        """Whether its name or label has one of the words."""
        return bool(self.words & set(words))

    def takes(self, wish: str, value: object) -> bool:
        """Whether a wish is what it is there for, and the value of a kind that it takes."""
        if not self.is_for(*_WORDS[wish]) or (wish != "negative_prompt" and self.is_for("negative")):
            return False
        if self.choices:
            return self.worded(value) in self.choices
        return bool(self.kinds & _KINDS[type(value)])

    def worded(self, value: Any) -> Any:
        """The value as its choices write it, and within its limits."""
        if self.limits and type(value) in {int, float}:
            return type(value)(min(max(value, self.limits[0]), self.limits[1]))
        return next((one for one in self.choices if str(one) == str(value)), value)


_WORDS: dict[str, tuple[str, ...]] = {
    "negative_prompt": ("negative",), "seconds": ("seconds", "duration", "secs", "sec"), "seed": ("seed",),
    "width": ("width",), "height": ("height",), "aspect_ratio": ("aspect", "ratio"), "resolution": ("resolution",),
    "fps": ("fps", "framerate"), "audio": ("audio", "sound"),
}  # fmt: skip
_NUMBERS = frozenset({"int", "float"})
_KINDS: dict[type, frozenset[str]] = {
    str: frozenset({"str"}), int: _NUMBERS, float: _NUMBERS, bool: frozenset({"bool"}),
}  # fmt: skip


def _wishes(brief: Brief) -> dict[str, Any]:
    size = _size(brief)
    wishes = {
        "negative_prompt": brief.negative_prompt, "seconds": brief.seconds, "seed": brief.seed, "fps": brief.fps,
        "audio": brief.audio, "aspect_ratio": brief.aspect_ratio, "resolution": brief.resolution,
        "width": size[0] if size else None, "height": size[1] if size else None,
    }  # fmt: skip
    whole = {
        name: int(value) if name == "seconds" and value and value == int(value) else value
        for name, value in wishes.items()
    }
    return {name: value for name, value in whole.items() if value is not None}


def _notes(brief: Brief, met: Mapping[str, Any]) -> tuple[Note, ...]:
    """What found no control, and what its control could not go as far as; a size may stand for shape and lines."""
    sized, size = {"width", "height"} <= set(met), _size(brief)
    fields = ("seconds", "seed", "fps", "audio", "negative_prompt", "aspect_ratio", "resolution")
    wished = {name: value for name in fields if (value := getattr(brief, name)) is not None}
    notes = [
        Note(field=name, asked=_said(value), given=_said(met[name]) if name in met else "")
        for name, value in wished.items()
        if (name not in met or _said(met[name]) != _said(value))
        and not (sized and name in {"aspect_ratio", "resolution"})
    ]  # fmt: skip
    if sized and size and (given := (met["width"], met["height"])) != size:
        notes.append(Note(field="resolution", asked=f"{size[0]}x{size[1]}", given=f"{given[0]}x{given[1]}"))
    return tuple(notes)


def _said(value: object) -> str:
    match value:
        case bool():
            return "on" if value else "off"
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def _prompt(controls: list[_Control]) -> _Control | None:
    texts = [one for one in controls if "str" in one.kinds and not one.choices and not one.is_for("negative")]
    texts = [one for one in texts if one.component in {"Textbox", "TextArea"}] or texts
    return next((one for one in texts if one.is_for("prompt")), texts[0] if texts else None)


def _size(brief: Brief) -> tuple[int, int] | None:
    if not brief.resolution or not brief.aspect_ratio or brief.resolution not in LINES:
        return None
    wide, _, high = brief.aspect_ratio.partition(":")
    ratio, short = float(wide) / float(high), LINES[brief.resolution]
    width, height = (short * ratio, short) if ratio >= 1 else (short, short / ratio)
    return STEP * round(width / STEP), STEP * round(height / STEP)


def video_of(returned: Any, endpoint: Mapping[str, Any], label: str) -> Mapping[str, Any]:
    """The file among what came back, as `{"path": …, "url": …}`; `BadReply` where there is none."""
    at, many = video_at(endpoint), len(endpoint.get("returns", [])) > 1
    value = (
        returned[at]
        if many and isinstance(returned, list | tuple) and at is not None and at < len(returned)
        else returned
    )
    while isinstance(value, list | tuple) and value:
        value = value[0]
    match value:
        case {"video": {"path": str()} as inner}:
            return dict(inner)
        case {"value": {"path": str()} as inner} | ({"path": str()} as inner):
            return dict(inner)
        case str() if value:
            return {"path": value}
    raise BadReply(f"{label} returned no video: {str(value)[:200]}")
