"""The words that every room shares: frozen values, no I/O, no vendor.

A `Brief` is asked; a `Model` says what it can do; an adapter turns both into `Call`s and reads `Reply`s as
`Accepted`, `Waiting`, `Follow` or `Ready`; the driver makes a `Clip` of the rest and tells `events` on the way.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

Task = Literal["text_to_video", "image_to_video", "video_to_video", "extend", "add_sound"]
"""The last is a finishing step: sound for a clip that has none."""
Start = Task | Literal["last_image", "references"]
"""A task; or, of `image_to_video`, with a last frame too, or from references alone."""
Audio = Literal["always", "optional", "never"]
Json = Any
"""Whatever `json.loads` may return."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture or a clip that is given with the prompt."""

    path: Path
    mime: str
    """As in `image/png`, `video/mp4`."""
    url: str = ""
    """Where its vendor finds it, once it was uploaded there."""
    truth: Path | None = None
    """What the maker of a clip knows of it, as `truth.py` has it."""
    maker: str = ""
    """The id of the model that made it, where its truth says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A defect made on purpose, to calibrate voters and instruments by."""

    kind: str
    """As the model names it: `sound_shift`, `flicker`, …"""
    strength: float
    """In the unit of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is asked for, in no vendor's words; `None` leaves the choice to the vendor."""

    prompt: str
    task: Task = "text_to_video"
    seconds: float | None = None
    """Of the clip; of what is added to it, where it is extended."""
    aspect_ratio: str | None = None
    """Width to height, as in `16:9`."""
    resolution: str | None = None
    """The shorter side, as in `720p`."""
    fps: int | None = None
    seed: int | None = None
    audio: bool | None = None
    negative_prompt: str | None = None
    image: Media | None = None
    """The first frame."""
    last_image: Media | None = None
    """The last frame."""
    references: tuple[Media, ...] = ()
    """Pictures of what the clip should show, in any frame."""
    video: Media | None = None
    """The clip to change, to extend, or to add sound to."""
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Every length from `low` to `high`, in seconds."""

    low: float
    high: float
    whole: bool = False
    """Whether only whole seconds are sold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars per second of clip, with where the figure was read and when."""

    per_second: Mapping[str, float]
    """By resolution (`720p`); the key `any` stands for all that are not named."""
    source: str
    as_of: date
    silent: Mapping[str, float] = field(default_factory=dict)
    """The same for a clip without sound, where that is cheaper."""
    least: float = 0.0
    """What a clip costs at least, however short."""

    @property
    def usual(self) -> float:
        """The price at 720p, or else the one that is named first."""
        return self.per_second.get("720p", next(iter(self.per_second.values())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One thing on offer."""

    id: str
    """`provider/name`."""
    label: str
    tasks: tuple[Task, ...] = ("text_to_video",)
    seconds: tuple[float, ...] | Span = ()
    """Lengths that can be asked for; empty where there is no choice."""
    task_seconds: Mapping[Task, tuple[float, ...] | Span] = field(default_factory=dict)
    """Lengths for a task where they are others."""
    aspect_ratios: tuple[str, ...] = ()
    picture_ratios: tuple[str, ...] = ()
    """Shapes that a first frame is cropped to; empty where any shape is taken."""
    resolutions: tuple[str, ...] = ()
    fps: tuple[int, ...] = ()
    audio: Audio = "never"
    seed: bool = False
    negative_prompt: bool = False
    last_image: bool = False
    references: int = 0
    """How many pictures may be given as references."""
    continues: bool = False
    """Whether it extends a clip of its own without a seam, by the truth that is kept beside it."""
    flaws: tuple[str, ...] = ()
    """Kinds of defect that it makes on purpose."""
    differs: Mapping[Start, Mapping[str, Any]] = field(default_factory=dict)
    """What is otherwise, by what a clip starts from and by field: `{"extend": {"resolutions": ()}}`."""
    price: Price | None = None
    """`None`: as in `prices.csv`, or not known."""
    retired: date | None = None
    retired_source: str = ""
    doubt: str = ""
    """Why it may be gone, where nobody knows; it can still be sent."""
    route: str = ""
    """How its vendor names it today, where that is looked up before the submit."""

    @property
    def provider(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    def for_brief(self, brief: Brief) -> Model:
        """The model as it is for what this brief starts from, with nothing left that differs."""
        start: Start = brief.task
        if start == "image_to_video" and (brief.last_image or not brief.image):
            start = "last_image" if brief.image else "references"
        return replace(self, **{**self.differs.get(start, self.differs.get(brief.task, {})), "differs": {}})


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One setting that gave way: asked for one thing, given another."""

    field: str
    """The brief's field: `seconds`, `aspect_ratio`, …"""
    asked: str
    given: str
    """Empty where the setting was dropped altogether."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field of a form: a value, or a file."""

    name: str
    value: str = ""
    media: Media | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One HTTP request, without its key: the wire adds that, by origin. It has one body at most."""

    method: Literal["GET", "POST", "PUT", "DELETE"]
    url: str
    json: Json = None
    form: tuple[Part, ...] = ()
    """Sent as `multipart/form-data`, in this order."""
    media: Media | None = None
    """Sent as it is, under its own content type."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """One that is named here counts for more than the key's header of that name."""
    patience: float | None = None
    """Seconds the reply may take, where that is longer than usual."""
    room: int | None = None
    """Bytes the reply may have, where that is more than usual, since a clip comes inside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One HTTP response, read whole."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @classmethod
    def of(cls, said: Json, status: int = 200, **headers: str) -> Reply:
        """A reply that says this JSON; `_` in a header's name stands for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status=status, headers=named, body=json.dumps(said).encode())

    def json(self) -> Json:
        """The body as JSON, or `None` where it isn't."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def text(self, limit: int = 300) -> str:
        """The first `limit` characters of the body, fit to quote."""
        return " ".join(self.body[: 4 * limit].decode("utf-8", "replace").split())[:limit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """Plain data by which a paid job is found again, tomorrow and in another process."""

    model: str
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The vendor took the job."""

    ticket: Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Not done yet; what the vendor says of it."""

    phase: Literal["queued", "running"]
    place: int | None = None
    """Jobs ahead in the vendor's queue."""
    fraction: float | None = None
    """Of the work done, 0 to 1."""
    poll_after: float | None = None
    """Seconds the vendor asks to be left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """The answer is elsewhere: make this call and read its reply."""

    call: Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The clip can be fetched, or came with the reply."""

    clip: Call | bytes
    otherwise: Call | None = None
    """Another place to fetch it from, should it not be at the first."""
    seed: int | None = None
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A file that was decoded from its first frame to its last, and what it holds."""

    path: Path
    sha256: str
    seconds: float
    width: int
    height: int
    fps: float
    audio: bool
    seed: int | None = None
    cost_usd: float | None = None
    """As the vendor reported it; `None` where it reports none."""
    understood: tuple[str, ...] = ()
    """Words of the prompt that a model says it used."""
    ignored: tuple[str, ...] = ()
    """Words of the prompt that a model says it did not use."""
    seams: tuple[float, ...] = ()
    """Seconds at which pieces were joined."""
    truth: Path | None = None
    """What its maker knows of it, as `truth.py` has it."""
    marked: bool = False
    """Whether its maker says that it bears a mark that can be seen."""


Result = TypeVar("Result")
Steps = Generator[Call | Waiting, Reply, Result]
"""A conversation that costs nothing: yields calls and is sent their replies; yields `Waiting` to be left alone for a
while (what it is sent then is the last reply again); returns what came of it."""
