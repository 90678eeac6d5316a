"""What was asked, turned into the nearest that a model offers; each thing that gave way is a note.

Pure. A settled brief settles to itself, without notes but for the one that says how it will be extended.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from providers.kit.errors import Rejected, Retired, Unsupported
from providers.kit.pieces import chained, continues, pieces
from providers.kit.terms import Brief, Flaw, Model, Note, Span, Task

Choice = TypeVar("Choice")
_FROM_A_CLIP = frozenset({"video_to_video", "extend", "add_sound"})
CHAINED = Note(field="extend", asked="extend", given="chained from the last frame")
_KILO = {"1k": 1080, "2k": 1440, "4k": 2160, "8k": 4320}
"""Lines that vendors mean by a number with a k."""


def settle(brief: Brief, model: Model) -> tuple[Brief, tuple[Note, ...]]:
    """The brief as this model can do it, and what gave way.

    `Retired` and `Unsupported` where it can't be done at all, `Rejected` where what the task starts from is missing.
    """
    must_be_alive(model)
    if not can_do(model, brief.task):
        raise Unsupported(f"{model.label} does not do this task: {brief.task}")
    model = model.for_brief(_piece(brief, None) if chained(brief, model) else brief)
    _must_have_a_start(brief, model)
    given = {name: value for name, value in _offers(brief, model).items() if value != getattr(brief, name)}
    notes = tuple(
        Note(field=name, asked=_words(getattr(brief, name)), given=_words(value))
        for name, value in given.items()
        if not _same(name, getattr(brief, name), value)
    )
    return replace(brief, **given), notes + ((CHAINED,) if chained(brief, model) else ())


def can_do(model: Model, task: Task) -> bool:
    """Whether the model does the task; any that starts from a picture can extend a clip, from its last frame."""
    return task in model.tasks or (task == "extend" and ("image_to_video" in model.tasks or model.continues))


def can_extend(brief: Brief, model: Model) -> bool:
    """Whether the model goes on from this brief's clip: some do from clips of their own alone."""
    return "extend" in model.tasks or chained(brief, model) or continues(brief, model)


def must_be_alive(model: Model) -> None:
    """Raise `Retired` for a model that is gone."""
    if model.retired:
        raise Retired(f"{model.label} was retired on {model.retired.isoformat()}. Source: {model.retired_source}")


def estimate(brief: Brief, model: Model) -> float | None:
    """US dollars for a settled brief, all its pieces together; `None` where the price or the length is not known."""
    if chained(brief, model):
        each = [estimate(one, model) for one in pieces_of(brief, model)]
        known = [one for one in each if one is not None]
        return round(sum(known), 6) if len(known) == len(each) else None
    model = model.for_brief(brief)
    seconds, offered = brief.seconds, lengths(model, brief.task)
    if seconds is None and isinstance(offered, tuple) and len(offered) == 1:
        seconds = offered[0]
    if model.price is None:
        return None
    prices = model.price.per_second
    if not any(prices.values()) and not model.price.least:
        return 0.0
    if brief.audio is False and model.price.silent:
        prices = model.price.silent
    price = prices.get(brief.resolution or _only(model.resolutions), prices.get("any"))
    return None if price is None or seconds is None else round(max(price * seconds, model.price.least), 6)


def pieces_of(brief: Brief, model: Model) -> tuple[Brief, ...]:
    """What is asked of a model, clip by clip, where it extends from the last frame; the pictures are yet to come."""
    cut = pieces(brief.seconds, lengths(model, "image_to_video"))
    return tuple(_piece(brief, seconds) for seconds in cut)


def _piece(brief: Brief, seconds: float | None) -> Brief:
    """One piece of an extension; the clip stands for the frame of it that will be taken."""
    return replace(brief, task="image_to_video", image=brief.video, video=None, last_image=None, seconds=seconds)


def lengths(model: Model, task: Task) -> tuple[float, ...] | Span:
    """The lengths that a model offers for a task."""
    return model.task_seconds.get(task, model.differs.get(task, {}).get("seconds", model.seconds))


def _total(asked: float | None, model: Model) -> float | None:
    """The seconds that pieces come to."""
    known = [one for one in pieces(asked, lengths(model, "image_to_video")) if one is not None]
    return round(sum(known), 3) if known else None


def nearest_ratio(asked: str, offered: Iterable[str]) -> str | None:
    """The ratio on offer that is nearest to the one asked for, as both are written: `16:9`, `1280:720`."""
    return _nearest(_ratio(asked), {one: _ratio(one) for one in offered})


def _must_have_a_start(brief: Brief, model: Model) -> None:
    """Raise where a task lacks the picture or clip that it starts from."""
    if brief.task == "image_to_video" and brief.image is None and not (brief.references and model.references):
        raise Rejected(f"This task needs a picture to start from: {brief.task}")
    if brief.task in _FROM_A_CLIP and brief.video is None:
        raise Rejected(f"This task needs a clip to start from: {brief.task}")
    if brief.task == "extend" and not can_extend(brief, model):
        raise Unsupported(f"{model.label} goes on from clips of its own alone, whose truth lies beside them")


def _offers(brief: Brief, model: Model) -> dict[str, Any]:
    """Each setting as the model would take it; what is left to the vendor stays `None`."""
    # a clip that a take starts from brings its own shape, and so does a picture, unless the model crops it
    by_task = {"text_to_video": model.aspect_ratios, "image_to_video": model.picture_ratios}
    ratios = by_task.get(brief.task, ())
    pictured = brief.task == "image_to_video"
    return {
        "seconds": _total(brief.seconds, model)
        if chained(brief, model)
        else _length(brief.seconds, lengths(model, brief.task)),
        "aspect_ratio": _nearest(_ratio(brief.aspect_ratio), {one: _ratio(one) for one in ratios}),
        "resolution": _nearest(_lines(brief.resolution), {one: _lines(one) for one in model.resolutions}),
        "fps": _nearest(brief.fps, {one: float(one) for one in model.fps}),
        "seed": brief.seed if model.seed else None,
        "audio": _sound(brief.audio, model.audio),
        "negative_prompt": brief.negative_prompt if model.negative_prompt else None,
        "image": brief.image if pictured else None,
        "last_image": brief.last_image if pictured and model.last_image else None,
        "references": brief.references[: model.references],
        "video": brief.video if brief.task in _FROM_A_CLIP else None,
        "flaw": brief.flaw if brief.flaw and brief.flaw.kind in model.flaws else None,
    }


def _length(asked: float | None, offered: tuple[float, ...] | Span) -> float | None:
    """The nearest length; of two equally near the shorter, since seconds cost money."""
    if asked is None or not offered:
        return None
    if isinstance(offered, tuple):
        return min(sorted(offered), key=lambda one: abs(one - asked))
    inside = min(max(asked, offered.low), offered.high)
    return float(round(inside)) if offered.whole else inside


def _nearest(asked: float | None, offered: dict[Choice, float | None]) -> Choice | None:
    """The choice whose measure is nearest; of two equally near the smaller."""
    known = [(one, measure) for one, measure in offered.items() if measure is not None]
    if asked is None or not known:
        return None
    return min(sorted(known, key=lambda pair: pair[1]), key=lambda pair: abs(pair[1] - asked))[0]


def _ratio(text: str | None) -> float | None:
    """The logarithm of width over height, so that twice as wide is as far as twice as high."""
    parts = re.fullmatch(r"(\d+(?:\.\d+)?)[:x](\d+(?:\.\d+)?)", text or "")
    if not parts or not all(float(one) for one in parts.groups()):
        return None
    return math.log(float(parts[1]) / float(parts[2]))


def _lines(text: str | None) -> float | None:
    """The shorter side in pixels: of `720p`, `4k`, `1280x720`."""
    said = (text or "").lower()
    numbers = [float(one) for one in re.findall(r"\d+", said)]
    return _KILO.get(said, min(numbers, default=None))


def _sound(asked: bool | None, offered: str) -> bool | None:
    """What can be had of sound; `None` stays the vendor's choice."""
    if asked is None or offered == "optional":
        return asked
    return offered == "always"


def _same(name: str, asked: object, given: object) -> bool:
    """Whether two spellings mean one thing, as 2160p and 4k do."""
    measure = {"aspect_ratio": _ratio, "resolution": _lines}.get(name)
    return bool(measure and isinstance(asked, str) and isinstance(given, str) and measure(asked) == measure(given))


def _words(value: Any) -> str:
    """A setting's value for a note: a number plain, sound as on or off, a file by its name, nothing as nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "on" if value else "off"
        case float():
            return f"{value:g}"
        case str() | int():
            return str(value)
        case Flaw():
            return f"{value.kind} {value.strength:g}"
        case tuple():
            return str(len(value)) if value else ""
        case _:
            return str(value.path.name)


def _only(choices: Iterable[str]) -> str:
    """The one choice there is, or an empty string."""
    match tuple(choices):
        case (one,):
            return one
        case _:
            return ""
