"""What the owner's servers offer, as `OPENAI_VIDEOS_MODELS` says; and what OpenAI itself offered until it stopped.

One entry a model, with commas between them: the name that the server knows it by, and after each `|` a thing it can do.

    wan-2.2|seconds=2-10|sizes=832x480/480x832|seed, ltx-2|sound|tasks=text/image

| option | says | without it |
|---|---|---|
| `tasks=text/image/edit/extend` | what it starts from | `text/image` |
| `seconds=4/8/12`, `seconds=2-10` | its lengths; those of a span are whole | `1-20` |
| `sizes=1280x720/720x1280` | width and height; a first frame is cropped to one of them | these two |
| `fps=16/24` | frame rates that may be asked for | the server's choice |
| `sound`, `sound=optional` | every clip has sound; or it is asked for, by vLLM-Omni's `generate_sound` | no sound |
| `seed`, `negative` | takes a seed; a negative prompt | takes none |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from providers.kit.openai_wire import Size, lines, shape
from providers.kit.terms import Model, Span, Task

TASKS: dict[str, Task] = {
    "text": "text_to_video",
    "image": "image_to_video",
    "edit": "video_to_video",
    "extend": "extend",
}
GONE = date(2026, 9, 24)
SOURCE = "https://developers.openai.com/api/docs/models/sora-2"
UNKNOWN = Model(id="openai_videos/model", label="A model of your own OpenAI-compatible server")
"""Stands in the catalogue until the owner names models."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One model of the owner's."""

    model: Model
    sizes: tuple[Size, ...]
    complaint: str = ""
    """The options that can't be read."""

    @property
    def name(self) -> str:
        """What the server knows it by."""
        return self.model.id.partition("/")[2]


def offers(setting: str) -> dict[str, Offer]:
    """The owner's models by id; of two of one name the first. OpenAI's own names are not the owner's to give."""
    found: dict[str, Offer] = {}
    for entry in setting.split(","):
        name, *options = (part.strip() for part in entry.split("|"))
        if name and f"openai_videos/{name}" not in {model.id for model in RETIRED}:
            found.setdefault(f"openai_videos/{name}", _offer(name, options))
    return found


def _offer(name: str, options: list[str]) -> Offer:
    said: dict[str, Any] = {"tasks": ("text_to_video", "image_to_video"), "seconds": Span(low=1, high=20, whole=True)}
    sizes, wrong = _sizes("1280x720/720x1280"), list[str]()
    for option in options:
        word, _, value = option.partition("=")
        try:
            if word == "sizes":
                sizes = _sizes(value)
            else:
                field, read = _OPTIONS[word]
                said[field] = read(value)
        except (KeyError, ValueError):
            wrong.append(option)
    shapes, heights = tuple(dict.fromkeys(map(shape, sizes))), tuple(dict.fromkeys(map(lines, sizes)))
    every = len({(shape(size), lines(size)) for size in sizes}) == len(shapes) * len(heights)
    model = Model(
        id=f"openai_videos/{name}", label=name, aspect_ratios=shapes, picture_ratios=shapes,
        resolutions=heights if every else (),  # or a shape would silently come in another resolution than was asked for
        differs={"video_to_video": {"seconds": (), "resolutions": ()}, "extend": {"resolutions": ()}}, **said,
    )  # fmt: skip
    return Offer(model=model, sizes=sizes, complaint=", ".join(wrong))


def _tasks(value: str) -> tuple[Task, ...]:
    return tuple(TASKS[one] for one in value.split("/"))


def _seconds(value: str) -> tuple[float, ...] | Span:
    low, dash, high = value.partition("-")
    lengths = tuple(map(float, (low, high) if dash else value.split("/")))
    if min(lengths) <= 0 or (dash and lengths[0] > lengths[1]):
        raise ValueError(value)
    return Span(low=lengths[0], high=lengths[1], whole=True) if dash else lengths


def _sizes(value: str) -> tuple[Size, ...]:
    pairs = [one.lower().partition("x") for one in value.split("/")]
    sizes = tuple((int(width), int(height)) for width, _, height in pairs)
    if min(map(min, sizes)) < 1:
        raise ValueError(value)
    return sizes


def _sound(value: str) -> str:
    return {"": "always", "optional": "optional"}[value]


def _yes(value: str) -> bool:
    return {"": True}[value]


_OPTIONS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "tasks": ("tasks", _tasks),
    "seconds": ("seconds", _seconds),
    "fps": ("fps", lambda value: tuple(map(int, value.split("/")))),
    "sound": ("audio", _sound),
    "seed": ("seed", _yes),
    "negative": ("negative_prompt", _yes),
}


def _sora(name: str, label: str, *resolutions: str) -> Model:
    return Model(
        id=f"openai_videos/{name}", label=label, tasks=tuple(TASKS.values()), seconds=(4, 8, 12),
        aspect_ratios=("9:16", "16:9"), resolutions=resolutions, audio="always", retired=GONE, retired_source=SOURCE,
    )  # fmt: skip


RETIRED = (_sora("sora-2", "Sora 2", "720p"), _sora("sora-2-pro", "Sora 2 Pro", "720p", "1024p"))
