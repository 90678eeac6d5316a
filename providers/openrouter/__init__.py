"""One key for many vendors' models, in OpenRouter's own schema: `/api/v1/videos`.

Its pages: https://openrouter.ai/docs/guides/overview/multimodal/video-generation
A job is asked for by its id, as the official client does, and its clip is fetched from the content endpoint with the
key; an address that came with the reply is the second choice. A first or last frame and references exclude each other.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from providers.kit.errors import BadReply, Failed, Refused, Trouble
from providers.kit.provider import Remote, address, status_problem
from providers.kit.refusals import sounds_refused
from providers.kit.terms import Accepted, Brief, Call, Json, Media, Model, Ready, Reply, Ticket, Waiting
from providers.openrouter.listing import STATIC, dated, models_in, saved
from providers.openrouter.rehearsal import SCENES

MAY_REFUSE = frozenset({400, 403, 422, 451})


class OpenRouter(Remote):
    """What can be had is in `STATIC`, or in the list that `OPENROUTER_CATALOGUE` names."""

    name, label = "openrouter", "OpenRouter"
    docs = "https://openrouter.ai/docs/guides/overview/multimodal/video-generation"
    key = "OPENROUTER_API_KEY"
    base = "https://openrouter.ai"
    poll_every = 10.0
    rehearsal = SCENES

    @property
    def models(self) -> tuple[Model, ...]:
        """From a saved reply of `GET /api/v1/videos/models` where there is a readable one."""
        return saved() or STATIC

    def submit(self, brief: Brief, model: Model) -> Call:
        """Only what was asked for is sent; the rest is the model's default."""
        body = {
            "model": model.id.removeprefix(f"{self.name}/"),
            "prompt": brief.prompt,
            "duration": brief.seconds and int(brief.seconds),
            "aspect_ratio": brief.aspect_ratio,
            "resolution": brief.resolution,
            "generate_audio": brief.audio if model.audio == "optional" else None,
            "seed": brief.seed,
            "frame_images": _frames(brief) or None,
            "input_references": [_picture(one) for one in brief.references] or None,
        }
        given = {name: value for name, value in body.items() if value is not None}
        return Call(method="POST", url=self._at(), json=given)

    def opened(self, reply: Reply, model: Model) -> Accepted | Ready:
        """The job's id is all that is kept."""
        match reply.json():
            case {"id": str(job), "polling_url": str(), "status": str()}:
                return Accepted(ticket=Ticket(model=model.id, data={"id": job}))
        raise BadReply(f"OpenRouter accepted a job without saying which: {reply.text()}")

    def status(self, ticket: Ticket) -> Call:
        """The same address as the reply's `polling_url`, but for an origin that the owner moved."""
        return Call(method="GET", url=self._at(ticket.data["id"]))

    def read(self, reply: Reply, ticket: Ticket) -> Waiting | Ready:
        """Six states; a failure is one sentence, so a refusal is told from its words."""
        match reply.json():
            case {"status": "pending"}:
                return Waiting(phase="queued")
            case {"status": "in_progress"}:
                return Waiting(phase="running")
            case {"status": "completed", **said}:
                clip = Call(method="GET", url=f"{self._at(ticket.data['id'])}/content?index=0")
                return Ready(clip=clip, otherwise=_elsewhere(said), cost_usd=_cost(said))
            case {"status": "failed" | "cancelled" | "expired" as state, **said}:
                words = said.get("error") or f"the job is {state}"
                kind = Refused if sounds_refused(str(words)) else Failed
                raise kind(f"OpenRouter could not make the clip: {words}")
            case {"status": str(state)}:
                raise BadReply(f"OpenRouter tells a state that this adapter can't read: {state}. {reply.text()}")
        raise BadReply(f"OpenRouter said what this adapter can't read: {reply.text()}")

    def problem(self, reply: Reply) -> Trouble | None:
        """A flagged prompt is answered as if it were a bad key (403), so the words come first."""
        if reply.status in MAY_REFUSE and sounds_refused(reply.text(2000)):
            return Refused(f"OpenRouter refuses this by its content rules: {reply.text()}")
        return status_problem(reply, self.label)

    def discover(self) -> Call:
        """The list of video models, which is public."""
        return Call(method="GET", url=self._at("models"))

    def discovered(self, reply: Reply) -> tuple[Model, ...]:
        """Read as a saved list is; prices are dated by the reply."""
        return models_in(reply.json(), dated(reply.headers.get("date", "")))

    def _at(self, *below: str) -> str:
        return "/".join([f"{self.origin}/api/v1/videos", *(quote(part, safe="") for part in below)])


def _frames(brief: Brief) -> list[dict[str, Any]]:
    """First and last frame, where there are any."""
    named = {"first_frame": brief.image, "last_frame": brief.last_image}
    return [_picture(media) | {"frame_type": name} for name, media in named.items() if media]


def _picture(media: Media) -> dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": address(media)}}


def _elsewhere(said: Json) -> Call | None:
    """The first address that the reply gives: signed, or else one that wants the key again."""
    match said:
        case {"urls": [str(url), *_]} | {"unsigned_urls": [str(url), *_]}:
            return Call(method="GET", url=url)
    return None


def _cost(said: Json) -> float | None:
    match said:
        case {"usage": {"cost": int() | float() as dollars}}:
            return float(dollars)
    return None
