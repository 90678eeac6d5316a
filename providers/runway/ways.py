"""How a model is asked for a task, and the `Model` that follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from providers.kit.terms import Audio, Brief, Json, Model, Span, Start, Task
from providers.runway.ratios import shapes, sizes, written

Lengths = tuple[float, ...] | Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One endpoint as one model takes it: which fields there are, and what may stand in them."""

    path: str
    """Below `/v1/`."""
    seconds: Lengths = ()
    default_seconds: int | None = None
    """Sent where no length was asked for, since the field must be there."""
    ratios: tuple[str, ...] = ()
    """What `ratio` takes."""
    ratio_needed: bool = False
    sizes: tuple[str, ...] = ()
    """What `resolution` takes, where that is a field of its own."""
    audio: Audio = "always"
    seed: bool = False
    negative_prompt: bool = False
    last_image: bool = False
    references: int = 0
    video: str = ""
    """The field that holds the clip to start from."""
    sounding: Span | None = None
    """Lengths of sound that are made to fit a clip; `None` where the task is another."""
    also: Mapping[str, Json] = field(default_factory=dict)
    """Fields that are always sent, as they stand here."""

    @property
    def offers(self) -> dict[str, Any]:
        """What a `Model` says of it, but for lengths and shapes."""
        return {
            "resolutions": self.sizes or sizes(self.ratios),
            "audio": self.audio,
            "seed": self.seed,
            "negative_prompt": self.negative_prompt,
            "last_image": self.last_image,
            "references": self.references,
        }

    def ratio(self, brief: Brief) -> str | None:
        """The value of `ratio` for a settled brief; `None` leaves it to the vendor."""
        size = None if self.sizes else brief.resolution
        if not self.ratios or (not self.ratio_needed and brief.aspect_ratio is None and size is None):
            return None
        return written(self.ratios, brief.aspect_ratio, size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One model and its ways."""

    model: Model
    name: str
    """On the wire."""
    ways: Mapping[Task, Way]

    def way(self, brief: Brief) -> Way:
        """The way of the brief's task; references alone go with words, as no field of a first frame takes them."""
        alone = brief.task == "image_to_video" and brief.image is None
        return self.ways["text_to_video" if alone else brief.task]


def route(
    name: str,
    label: str,
    *,
    text: Way | None = None,
    picture: Way | None = None,
    video: Way | None = None,
    extend: Way | None = None,
    sound: Way | None = None,
    wire: str = "",
) -> Route:
    """A model that does the tasks it has a way for; `wire` is its name there, where ours is another."""
    named: tuple[tuple[Task, Way | None], ...] = (
        ("text_to_video", text), ("image_to_video", picture), ("video_to_video", video), ("extend", extend),
        ("add_sound", sound),
    )  # fmt: skip
    ways = {task: way for task, way in named if way}
    first = next(iter(ways.values()))
    differs: dict[Start, dict[str, Any]] = {
        task: way.offers for task, way in ways.items() if way.offers != first.offers
    }
    if picture:
        differs["references"] = _alone(text)
    model = Model(
        id=f"runway/{name}",
        label=label,
        tasks=tuple(ways),
        seconds=first.seconds,
        task_seconds={task: way.seconds for task, way in ways.items() if way.seconds != first.seconds},
        aspect_ratios=shapes(text.ratios) if text else (),
        picture_ratios=shapes(picture.ratios) if picture else (),
        differs=differs,
        **first.offers,
    )
    return Route(model=model, name=wire or name, ways=ways)


def _alone(text: Way | None) -> dict[str, Any]:
    """What is offered to references without a first frame: what is offered to words with references, or nothing."""
    if text is None or not text.references:
        return {"references": 0}
    return {**text.offers, "picture_ratios": shapes(text.ratios)}
