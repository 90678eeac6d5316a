"""OpenAI's wire for video, as the many servers that took it over speak it: a job under `/videos` and its `/content`.

The specification: https://github.com/openai/openai-openapi. Where servers differ, both ways are read: a failed job may
answer its poll with 4xx or 5xx and the job itself (vLLM-Omni), an error may lack its code (SGLang) or be plain words,
an id is whatever it is and goes back as it came (LiteLLM wraps a route into it), and a job that is said to be done may
still turn out at its `/content` to have no clip (LiteLLM).
"""

from __future__ import annotations

import math
import re
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Trouble
from providers.kit.provider import Remote, status_problem
from providers.kit.terms import Accepted, Brief, Call, Json, Media, Model, Part, Ready, Reply, Ticket, Waiting

Size = tuple[int, int]
"""Width and height in pixels."""
ENDED = frozenset({"failed", "cancelled", "expired"})
EMPTY = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
"""Codes of an account that can pay no more; they come with 429 and 400."""
RULES = re.compile(
    r"moderat|content[ _-]?(policy|filter)|policy[ _]violation|responsible ?ai|safety (system|filter)|safety[_.]\w"
    r"|flagged|nsfw|usage (polic|guideline)",
    re.I,
)
"""How servers speak of their content rules, in codes and in words: no list of codes is documented. A proxy passes on
those of the vendor behind it, as Runway's `SAFETY.INPUT.TEXT`."""
HELD_BACK = "No video data found in completed operation"
"""A LiteLLM proxy's words, with 500, for a clip which Google's content rules held back; the reason is lost in it."""
UNKNOWN_KEY = "no_db_connection"
"""A LiteLLM proxy without a database looks there, with 400, for each key that is not its own."""
SHAPES = ("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "9:21")
NEAR = 0.04
"""How far, in the logarithm of width over height, a size may be from the shape that it is called by."""


class OpenAIWire(Remote):
    """What all servers of this wire share: everything but the address, the key and the body of a create."""

    @abstractmethod
    def url(self, path: str = "") -> str:
        """The address of `/videos`, and of what lies under it; with what the server wants in its query."""

    def opened(self, reply: Reply, model: Model) -> Accepted:
        """The job's id is all that is kept: its addresses follow from it."""
        match reply.json():
            case {"id": str(job)} if job.strip("."):
                return Accepted(ticket=Ticket(model=model.id, data={"id": job}))
        raise BadReply(f"{self.label} accepted a job without saying its id: {reply.text()}")

    def status(self, ticket: Ticket) -> Call:
        """The job itself."""
        return Call(method="GET", url=self.url(f"/{_segment(ticket)}"))

    def cancel(self, ticket: Ticket) -> Call:
        """There is no cancelling on this wire but to delete; some servers then stop the work, others refuse."""
        return Call(method="DELETE", url=self.url(f"/{_segment(ticket)}"))

    def read(self, reply: Reply, ticket: Ticket) -> Waiting | Ready:
        """The job as it stands; a clip is fetched from the server, or else from where the job says it is."""
        match reply.json():
            case {"status": "queued" | "pending", **said}:
                return Waiting(phase="queued", fraction=_fraction(said), poll_after=_hint(reply))
            case {"status": "in_progress" | "processing" | "running", **said}:
                return Waiting(phase="running", fraction=_fraction(said), poll_after=_hint(reply))
            case {"status": "completed", **said}:
                content = Call(method="GET", url=self.url(f"/{_segment(ticket)}/content"))
                return Ready(clip=content, otherwise=_elsewhere(said))
            case {"status": str(status), **said} if status in ENDED:
                raise self._end(status, said)
        raise BadReply(f"{self.label} said what this adapter can't read: {reply.text()}")

    def problem(self, reply: Reply) -> Trouble | None:
        """The body first: it may be the job itself, and its codes tell a refusal or an empty account from a mistake."""
        trouble = status_problem(reply, self.label)
        if trouble is None:
            return None
        said = reply.json()
        match said:
            case {"id": _, "status": str(status)} if status in ENDED:
                return self._end(status, said)
        codes, words = _told(said)
        if codes & EMPTY:
            return KeyRejected(f"{self.label} has an account that can pay no more: {words}")
        if UNKNOWN_KEY in codes:
            return KeyRejected(f"{self.label} does not know the key: {words}")
        if HELD_BACK in words:
            return Refused(f"{self.label} gives no clip, as Google does by its content rules: {words}")
        if reply.status in {400, 403, 422} and RULES.search(" ".join((*codes, words))):
            return Refused(f"{self.label} refuses this by its content rules: {words}")
        return Rejected(f"{self.label} does not take this: {words}") if type(trouble) is Rejected and words else trouble

    def no_clip(self, reply: Reply) -> Trouble | None:
        """The content's own word that there is none, now or later."""
        trouble = self.problem(reply)
        return trouble if isinstance(trouble, Failed | Refused) else None

    def _end(self, status: str, said: Json) -> Failed | Refused:
        """How a job without a clip ended."""
        codes, words = _told(said)
        named = " ".join(sorted(codes))
        if RULES.search(f"{named} {words}"):
            return Refused(f"{self.label} refuses this by its content rules: {words or named}")
        if status != "failed":
            return Failed(f"{self.label} has given up the job; it calls it {status}")
        why = f"{words} ({named})" if words and named else words or named or "it does not say why"
        return Failed(f"{self.label} could not make the clip: {why}")


def fields(brief: Brief, model: str, size: Size | None) -> dict[str, Json]:
    """What a create says, but for a picture; what the brief leaves open is left out. All values are strings."""
    said = {
        "model": model,
        "prompt": brief.prompt,
        "seconds": None if brief.seconds is None else f"{brief.seconds:g}",
        "size": size and f"{size[0]}x{size[1]}",
    }
    return {name: value for name, value in said.items() if value is not None}


def form(said: Mapping[str, Json], **files: Media | None) -> tuple[Part, ...]:
    """The same as a form, with its files: yes and no are `true` and `false`, numbers are their digits."""
    words = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in said.items()}
    values = tuple(Part(name=name, value=value) for name, value in words.items())
    return values + tuple(Part(name=name, media=media) for name, media in files.items() if media)


def shape(size: Size) -> str:
    """The aspect ratio that a size is called by: a usual one where it is near, or else its own."""
    width, height = size
    for usual in SHAPES:
        across, _, down = usual.partition(":")
        if abs(math.log(width / height) - math.log(int(across) / int(down))) < NEAR:
            return usual
    least = math.gcd(width, height)
    return f"{width // least}:{height // least}"


def lines(size: Size) -> str:
    """The resolution that a size is called by."""
    return f"{min(size)}p"


def size_for(brief: Brief, sizes: Sequence[Size]) -> Size | None:
    """The size for a settled brief, the first on offer that fits; `None` where the brief leaves it open."""
    if brief.aspect_ratio is None and brief.resolution is None:
        return None

    def misses(size: Size) -> tuple[bool, bool]:
        shaped = brief.aspect_ratio in {None, shape(size)}
        return not shaped, brief.resolution not in {None, lines(size)}

    return min(sizes, key=misses, default=None)


def _segment(ticket: Ticket) -> str:
    """The id as one segment of a path, spelled as OpenAI's own client spells it."""
    return quote(ticket.data["id"], safe="!$&'()*+,;=:@")


def _fraction(said: Json) -> float | None:
    done = said.get("progress")
    return min(1.0, max(0.0, done / 100)) if isinstance(done, int | float) else None


def _hint(reply: Reply) -> float | None:
    """Seconds to leave the server alone, where it says so."""
    said = reply.headers.get("openai-poll-after-ms", "").strip()
    return int(said) / 1000 if said.isdecimal() and int(said) else None


def _elsewhere(said: Json) -> Call | None:
    """Another address of the clip, where the job has one."""
    match said:
        case {"url": str(url)} | {"urls": [str(url), *_]} | {"unsigned_urls": [str(url), *_]}:
            return Call(method="GET", url=url) if url.startswith(("https://", "http://")) else None
    return None


def _told(said: Json) -> tuple[set[str], str]:
    """The codes that an answer names, Azure's inner one too, and its words; both may be empty."""
    match said:
        case {"error": error} | {"detail": error} if error:
            pass
        case _:
            error = said
    match error:
        case str(words):
            return set(), words[:300]
        case [*several]:
            return set(), "; ".join(str(one.get("msg")) for one in several if isinstance(one, dict))[:300]
        case dict():
            inner = error.get("innererror") or error.get("inner_error")
            named = (error.get("code"), error.get("type"), inner.get("code") if isinstance(inner, dict) else None)
            return {str(one) for one in named if one}, str(error.get("message") or "")[:300]
    return set(), ""
