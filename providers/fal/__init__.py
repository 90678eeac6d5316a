"""One key for Pika, Kling, Seedance, LTX, Wan, Luma and more: the queue of fal.

Its pages: https://fal.ai/docs/model-endpoints/queue
There is no failed state: a job that failed is COMPLETED with an error, or its result answers 400 or more.
"""

from __future__ import annotations

from collections.abc import Mapping

from providers.fal.body import body
from providers.fal.models import MODELS
from providers.fal.rehearsal import SCENES
from providers.fal.upload import FILES, laid_down, travels_inside
from providers.kit.errors import BadReply, Failed, Refused, Rejected, Trouble
from providers.kit.provider import Remote, status_problem
from providers.kit.terms import Accepted, Brief, Call, Follow, Media, Model, Ready, Reply, Steps, Ticket, Waiting

REFUSALS = frozenset({"content_policy_violation", "no_media_generated"})


class Fal(Remote):
    """The queue at queue.fal.run; a job is found again by the addresses that its submit returned."""

    name, label = "fal", "fal"
    docs = "https://fal.ai/docs/model-endpoints/queue"
    key = "FAL_KEY"
    base = "https://queue.fal.run"
    kin = ("https://rest.fal.ai",)
    models = tuple(MODELS.values())
    rehearsal = SCENES

    def headers(self, key: str) -> Mapping[str, str]:
        """A scheme of its own in place of a bearer token."""
        return {"Authorization": f"Key {key}"}

    def submit(self, brief: Brief, model: Model) -> Call:
        """To the endpoint for what the brief starts from."""
        path = model.for_brief(brief).route
        return Call(method="POST", url=f"{self.origin}/{path}", json=body(brief, path))

    def upload(self, media: Media) -> Steps[str] | None:
        """Clips and large pictures lie at fal before the submit; a small picture travels inside it."""
        return None if travels_inside(media) else laid_down(media, self.moved(self.kin[0]), self.moved(FILES))

    def opened(self, reply: Reply, model: Model) -> Accepted | Ready:
        """The job's addresses are kept as they come: they can't be made from the endpoint's path."""
        match reply.json():
            case {"status_url": str(status), "response_url": str(result), "cancel_url": str(cancel)}:
                data = {"status": status, "result": result, "cancel": cancel}
                return Accepted(ticket=Ticket(model=model.id, data=data))
        raise BadReply(f"fal accepted a job without saying where it is: {reply.text()}")

    def status(self, ticket: Ticket) -> Call:
        """Without logs, as fal-client asks."""
        return Call(method="GET", url=f"{ticket.data['status']}?logs=false")

    def cancel(self, ticket: Ticket) -> Call:
        """Has an effect only while the job is queued."""
        return Call(method="PUT", url=ticket.data["cancel"])

    def read(self, reply: Reply, ticket: Ticket) -> Waiting | Follow | Ready:
        """A status, or the result that a finished status leads to."""
        match reply.json():
            case {"status": "IN_QUEUE", "queue_position": int(place)}:
                return Waiting(phase="queued", place=place)
            case {"status": "IN_QUEUE"}:
                return Waiting(phase="queued")
            case {"status": "IN_PROGRESS"}:
                return Waiting(phase="running")
            case {"status": "COMPLETED", **said} if said.get("error") or said.get("error_type"):
                kind = Refused if said.get("error_type") in REFUSALS else Failed
                raise kind(f"fal could not make the clip: {said.get('error') or said['error_type']}")
            case {"status": "COMPLETED"}:
                return Follow(call=Call(method="GET", url=ticket.data["result"]))
            case {"video": {"url": str(url)}, **said}:
                seed = said.get("seed")
                return Ready(clip=Call(method="GET", url=url), seed=seed if isinstance(seed, int) else None)
        raise BadReply(f"fal said what this adapter can't read: {reply.text()}")

    def problem(self, reply: Reply) -> Trouble | None:
        """The error body first: its types tell a refusal from a mistake, and a failed job from a gateway's trouble."""
        trouble = status_problem(reply, self.label)
        kinds, words = _errors(reply)
        if trouble is None or not kinds:
            return trouble
        if kinds & REFUSALS:
            return Refused(f"fal refuses this by its content rules: {words}")
        if reply.status >= 500:
            return Failed(f"fal could not make the clip: {words}")
        return Rejected(f"fal does not take this: {words}") if type(trouble) is Rejected else trouble


def _errors(reply: Reply) -> tuple[set[str], str]:
    """The types of error that a reply names, and its words (https://fal.ai/docs/documentation/model-apis/errors)."""
    said = reply.json()
    body = said if isinstance(said, dict) else {}
    detail = body.get("detail")
    details = [one for one in detail if isinstance(one, dict)] if isinstance(detail, list) else []
    named = (body.get("error_type"), reply.headers.get("x-fal-error-type"), *(one.get("type") for one in details))
    words = (f"{one.get('msg')} ({'.'.join(map(str, one.get('loc', ())))})" for one in details)
    return {kind for kind in named if isinstance(kind, str)}, "; ".join(words) or reply.text()
