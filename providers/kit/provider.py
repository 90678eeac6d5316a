"""What an adapter is: a few attributes and a few pure functions.

`Remote` describes calls and reads replies; it touches no socket, no clock and no key's value, so it can be tested with
strings. `Local` renders here, in a worker process. Each step says when to override it.
"""

from __future__ import annotations

import base64
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from providers.kit.errors import BadReply, KeyRejected, Rejected, Trouble, Unavailable
from providers.kit.events import Noted, Showing
from providers.kit.live import LiveScene
from providers.kit.terms import (
    Accepted,
    Brief,
    Call,
    Clip,
    Follow,
    Json,
    Media,
    Model,
    Ready,
    Reply,
    Steps,
    Task,
    Ticket,
    Waiting,
)

Report = Callable[[float | Waiting | Noted | Showing], None]
"""Called by a renderer with the fraction done, 0 to 1, or with an event to tell; it may raise to stop the work.

What `Showing` names lies in the folder of the render.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One documented conversation: the vendor's replies in order, and what must come of them."""

    replies: tuple[Reply, ...]
    """To the submit, to each poll, to each followed call; addresses in them begin with the adapter's `base`."""
    ends: type[Trouble] | None = None
    """The error it ends in; `None` where it ends in a clip."""
    model: str = ""
    """The id of the model that is asked; the provider's first living one if empty."""
    task: Task | None = None
    """The task; the model's first if `None`."""

    @classmethod
    def of(
        cls, *replies: Json | Reply, ends: type[Trouble] | None = None, model: str = "", task: Task | None = None
    ) -> Scene:
        """A scene from JSON values, each said with status 200, and whole replies where there is more to them."""
        said = (one if isinstance(one, Reply) else Reply.of(one) for one in replies)
        return cls(replies=tuple(said), ends=ends, model=model, task=task)


class Provider(ABC):
    """One vendor: who it is and what it offers."""

    name: ClassVar[str]
    """The module's name, and the part of a model's id before the slash."""
    label: ClassVar[str]
    docs: ClassVar[str]
    """The vendor's page for developers."""
    settings: ClassVar[tuple[str, ...]] = ()
    """Variables, besides a key, that it can't do without: a resource's name, a project."""
    example: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Such variables as an owner might set them; a rehearsal plays under these."""

    @property
    @abstractmethod
    def models(self) -> tuple[Model, ...]:
        """What is on offer: a plain attribute, or a property where the owner's settings name the models."""

    def wants(self, model: Model) -> str | None:
        """The variable that has to be set before this model can be used; `None` where nothing is missing."""
        return next((name for name in self.settings if not os.environ.get(name)), None)

    def prompts(self, model: Model) -> tuple[str, ...] | None:
        """The only prompts that the model has an answer to; `None` where it takes any."""
        return None

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the owner's settings, in sentences; a setting that is wrong never breaks the catalogue."""
        return ()


class Remote(Provider):
    """A vendor reached over HTTP, as pure steps: submit → opened → (status → read)*."""

    key: ClassVar[str]
    """The name of the environment variable that holds the key."""
    key_needed: ClassVar[bool] = True
    """Whether it can't be used without a key."""
    kin: ClassVar[tuple[str, ...]] = ()
    """Other origins of the same vendor that the key may go to, for uploads say."""
    rehearsal: ClassVar[Mapping[str, Scene]]
    """The vendor's documented replies by name; `clip` must be there, refusals and failures should."""
    poll_every: ClassVar[float] = 2.0
    """Seconds between polls where the vendor gives no hint."""
    poll_least: ClassVar[float] = 0.0
    """Seconds between polls that a vendor forbids to go below."""
    patience: ClassVar[float] = 1800.0
    """Seconds from submit until a take is given up."""
    creates_per_minute: ClassVar[int | None] = None
    """How many jobs the vendor takes in a minute; more wait for their turn here."""

    @property
    @abstractmethod
    def base(self) -> str:
        """The vendor's origin: a plain attribute, or a property where the owner's settings name it.

        The key goes there alone. `SPLITSCREEN_<NAME>_BASE` moves it (a proxy, a fake).
        """

    @property
    def origin(self) -> str:
        """`base`, or where the owner moved it; without a slash at the end."""
        return self.moved(self.base)

    def moved(self, url: str) -> str:
        """One of the vendor's own origins, or where the owner moved them all; without a slash at the end."""
        return (os.environ.get(f"SPLITSCREEN_{self.name.upper()}_BASE") or url).rstrip("/")

    def wants(self, model: Model) -> str | None:
        """The key, or a command that prints it (`<KEY>_COMMAND`), and what else every provider may want."""
        return self.key if self.key_needed and not self._is_keyed else super().wants(model)

    @property
    def has_key(self) -> bool:
        """Whether its jobs are sent with a key, be it there yet or not."""
        return self.key_needed or self._is_keyed

    @property
    def _is_keyed(self) -> bool:
        return bool(os.environ.get(self.key) or os.environ.get(f"{self.key}_COMMAND"))

    @abstractmethod
    def submit(self, brief: Brief, model: Model) -> Call:
        """The one request that costs money, for a settled brief."""

    @abstractmethod
    def opened(self, reply: Reply, model: Model) -> Accepted | Ready:
        """Read the answer to the submit: a ticket, or a clip at once."""

    @abstractmethod
    def status(self, ticket: Ticket) -> Call:
        """The request that asks how a job stands."""

    @abstractmethod
    def read(self, reply: Reply, ticket: Ticket) -> Waiting | Follow | Ready:
        """Read the answer to a poll or to a followed call; raise from the tree where it is a failure."""

    def upload(self, media: Media) -> Steps[str] | None:
        """The calls that bring a file to the vendor, ending with its address there; `None` sends it inside the submit.

        Override where the vendor takes uploads; `address` then gives that address to `submit`.
        """
        return None

    def uploads(self, model: Model) -> bool:
        """Whether the files of a brief go to the vendor at all; override where a model needs none of them."""
        return True

    def look_up(self, model: Model) -> Steps[str] | None:
        """The calls that find out how the vendor names the model today, ending with that; `submit` has it as `route`.

        Override where a model's name is an alias that the vendor resolves.
        """
        return None

    def discover(self) -> Call | None:
        """The request for the vendor's own list of models; override, with `discovered`, where there is one."""
        return None

    def discovered(self, reply: Reply) -> tuple[Model, ...]:
        """Read the answer to `discover`."""
        raise NotImplementedError(f"{self.label} has no list of models to read")

    def frame(self, brief: Brief, model: Model) -> tuple[int, int] | None:
        """Width and height in pixels that a first frame must have; override where a vendor takes no other."""
        return None

    def headers(self, key: str) -> Mapping[str, str]:
        """How the key is sent; override where it isn't a bearer token."""
        return {"Authorization": f"Bearer {key}"}

    def cancel(self, ticket: Ticket) -> Call | None:
        """The request that cancels a job; override where there is one."""
        return None

    def problem(self, reply: Reply) -> Trouble | None:
        """What an HTTP status of 400 or more means; override to read the vendor's own error body first."""
        return status_problem(reply, self.label)

    def no_clip(self, reply: Reply) -> Trouble | None:
        """Why a job that is done has no clip; override where the vendor says so only at the clip's address."""
        return None


class Local(Provider):
    """Models that run here, on the CPU."""

    waits: ClassVar[bool] = False
    """Whether a render spends its time waiting for others, so that it must not keep the CPU's workers from theirs."""

    def prepare(self) -> None:
        """Called in a worker before there is work; override to import there what `render` will need."""
        return

    def play(self, prompt: str, width: int, height: int, seed: int) -> LiveScene | None:
        """Set a scene that is played with while it runs; `None` where there is no such thing. `Rejected` as `render`.

        Override where models can run live.
        """
        return None

    @abstractmethod
    def render(self, brief: Brief, model: Model, folder: Path, report: Report) -> Clip:
        """Make the clip for a settled brief, in `folder`; a plain function, run in a worker process.

        It may, and need not, let the clip be seen while it is made: see `Showing`.
        """


class Keeper(Local):
    """A provider that takes in clips that exist already."""

    @abstractmethod
    def keep(self, prompt: str, label: str, clip: Path) -> str:
        """Check the clip, keep a copy of it, and return the id of the model that it stands under from now on.

        `BadClip` where it is no clip that plays, `Rejected` where its prompt or label won't do.
        """


def address(media: Media) -> str:
    """Where the vendor finds the file: where it was uploaded to, or the file itself as a `data:` address."""
    return media.url or data_uri(media)


def data_uri(media: Media) -> str:
    """The file as a `data:` address, for vendors that take a picture inside JSON; `Rejected` if it can't be read."""
    return f"data:{media.mime};base64,{base64.b64encode(contents(media)).decode('ascii')}"


def contents(media: Media) -> bytes:
    """The file's bytes; `Rejected` if it can't be read."""
    try:
        return media.path.read_bytes()
    except OSError as error:
        raise Rejected(f"The file to start from can't be read: {media.path.name} ({error.strerror})") from error


def retry_after(reply: Reply) -> float | None:
    """Seconds in `Retry-After`; a date in it is read against the reply's own `Date`, so that no clock is needed."""
    said = reply.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        ends, now = parsedate_to_datetime(said), parsedate_to_datetime(reply.headers["date"])
        return max(0.0, (ends - now).total_seconds())
    except (KeyError, TypeError, ValueError):
        return None


def status_problem(reply: Reply, label: str) -> Trouble | None:
    """The usual meaning of an HTTP status; `None` below 400."""
    said = f"{label} answered {reply.status}: {reply.text()}"
    match reply.status:
        case status if status < 400:
            return None
        case 401 | 402 | 403:
            return KeyRejected(said)
        case 408 | 409 | 425 | 429:
            return Unavailable(said, after=retry_after(reply))
        case status if status >= 500:
            return Unavailable(said, after=retry_after(reply))
        case 400 | 404 | 410 | 413 | 415 | 422:
            return Rejected(said)
        case _:
            return BadReply(said)
