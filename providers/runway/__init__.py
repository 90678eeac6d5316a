"""Runway: its own silent models, other vendors' with sound, and sound for a silent clip.

Its pages: https://docs.dev.runwayml.com/api. Untested against the live vendor; held against runwayml 5.24.0.
"""

from __future__ import annotations

from providers.kit.errors import BadReply, Cancelled, KeyRejected, Rejected, Trouble
from providers.kit.provider import Remote, address, status_problem
from providers.kit.terms import (
    Accepted,
    Brief,
    Call,
    Json,
    Media,
    Model,
    Part,
    Ready,
    Reply,
    Span,
    Steps,
    Ticket,
    Waiting,
)
from providers.runway.models import ROUTES
from providers.runway.outcomes import cost, failure, words_of
from providers.runway.rehearsal import SCENES

VERSION = {"X-Runway-Version": "2024-11-06"}
"""Sent with each call, and not with the key: what goes with the key is cut out of replies."""
SMALL = 3 * 2**20
"""Bytes up to which a picture goes inside the submit; Runway takes 5 MB there, and base64 adds a third."""


class Runway(Remote):
    """Tasks at api.dev.runwayml.com, each found again by its id."""

    name, label = "runway", "Runway"
    docs = "https://docs.dev.runwayml.com/api"
    key = "RUNWAYML_API_SECRET"
    base = "https://api.dev.runwayml.com"
    models = tuple(route.model for route in ROUTES.values())
    rehearsal = SCENES
    poll_least, poll_every = 5.0, 10.0
    """It asks not to be polled more often than every five seconds."""

    def uploads(self, model: Model) -> bool:
        """A sound that is made from words alone needs nobody's clip."""
        return any(way.video or way.path == "image_to_video" for way in ROUTES[model.id].ways.values())

    def upload(self, media: Media) -> Steps[str] | None:
        """A clip or a large picture is brought to a place for uploads that Runway names, without the key."""
        small = media.mime.startswith("image/") and media.path.is_file() and media.path.stat().st_size <= SMALL
        return None if small else self._brought(media)

    def _brought(self, media: Media) -> Steps[str]:
        said = {"filename": media.path.name, "type": "ephemeral"}
        reply = yield self._post("uploads", said)
        match reply.json():
            case {"uploadUrl": str(url), "fields": dict(fields), "runwayUri": str(uri)}:
                parts = [Part(name=name, value=str(value)) for name, value in fields.items()]
                yield Call(method="POST", url=url, form=(*parts, Part(name="file", media=media)))
                return uri
        raise BadReply(f"Runway did not say where to bring a file: {reply.text()}")

    def submit(self, brief: Brief, model: Model) -> Call:
        """Only what was asked for is sent, and what Runway demands besides."""
        route = ROUTES[model.id]
        way = route.way(brief)
        body = {
            "model": route.name,
            "promptText": brief.prompt,
            "promptImage": _frames(brief) or None,
            way.video: brief.video and address(brief.video),
            "references": [{"uri": address(one)} for one in brief.references] or None,
            "ratio": way.ratio(brief),
            "resolution": brief.resolution if way.sizes else None,
            "duration": _as_long(brief, way.sounding) if way.sounding else brief.seconds or way.default_seconds,
            "audio": brief.audio if way.audio == "optional" else None,
            "negativePrompt": brief.negative_prompt,
            "seed": brief.seed,
            **way.also,
        }
        return self._post(way.path, {name: _plain(value) for name, value in body.items() if name and value is not None})

    def opened(self, reply: Reply, model: Model) -> Accepted:
        """A task's id is all that is needed to find it."""
        match reply.json():
            case {"id": str(task)}:
                return Accepted(ticket=Ticket(model=model.id, data={"task": task}))
        raise BadReply(f"Runway accepted a task without saying which: {reply.text()}")

    def status(self, ticket: Ticket) -> Call:
        """The task, whose outputs are signed anew each time."""
        return Call(method="GET", url=self._task(ticket), headers=VERSION)

    def cancel(self, ticket: Ticket) -> Call:
        """Once it runs, its credits are gone all the same."""
        return Call(method="DELETE", url=self._task(ticket), headers=VERSION)

    def read(self, reply: Reply, ticket: Ticket) -> Waiting | Ready:
        """A task that is throttled waits in Runway's own queue."""
        match reply.json():
            case {"status": "PENDING" | "THROTTLED"}:
                return Waiting(phase="queued")
            case {"status": "RUNNING", **said}:
                done = said.get("progress")
                return Waiting(phase="running", fraction=done if isinstance(done, int | float) else None)
            case {"status": "SUCCEEDED", "output": [str(url), *_], **said}:
                return Ready(clip=Call(method="GET", url=url), cost_usd=cost(said))
            case {"status": "FAILED", **said}:
                raise failure(said)
            case {"status": "CANCELLED"}:
                raise Cancelled("The task was cancelled at Runway.")
        raise BadReply(f"Runway said what this adapter can't read: {reply.text()}")

    def problem(self, reply: Reply) -> Trouble | None:
        """The body says which fields it does not take, and that an account is empty, which has the same status."""
        trouble, said = status_problem(reply, self.label), reply.json()
        if reply.status not in {400, 422} or not isinstance(said, dict) or "error" not in said:
            return trouble
        words = words_of(said)
        if "enough credits" in words:
            return KeyRejected(f"Runway's account is empty. Add credits: {words}")
        return Rejected(f"Runway does not take this: {words}")

    def _post(self, path: str, body: Json) -> Call:
        return Call(method="POST", url=f"{self.origin}/v1/{path}", json=body, headers=VERSION)

    def _task(self, ticket: Ticket) -> str:
        return f"{self.origin}/v1/tasks/{ticket.data['task']}"


def _frames(brief: Brief) -> Json:
    """First and last frame by position, since some models take a picture without one for a mere reference."""
    named = (("first", brief.image), ("last", brief.last_image))
    return [{"uri": address(media), "position": position} for position, media in named if media]


def _as_long(brief: Brief, allowed: Span) -> float:
    """How long the sound must be for the clip; `Rejected` where it can't be made that long."""
    from providers.kit.clip import length

    if brief.video is None:
        raise Rejected("Sound is made for a clip, and there is none.")
    seconds = round(length(brief.video.path), 3)
    if seconds > allowed.high:
        raise Rejected(f"This model makes {allowed.high:g} s of sound at most. The clip is too long: {seconds:g} s")
    return max(seconds, allowed.low)


def _plain(value: Json) -> Json:
    """A whole number as one, since some fields take no other."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
