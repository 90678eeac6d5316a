"""One token for many labs' models: Replicate's predictions.

Its pages: https://replicate.com/docs/reference/http
Files are brought to `/v1/files` first, as the official client does. A prediction is found again by its id.
"""

from __future__ import annotations

from urllib.parse import quote

from providers.kit.errors import BadReply, Failed, Refused, Trouble
from providers.kit.provider import Remote, address, status_problem
from providers.kit.refusals import sounds_refused
from providers.kit.terms import Accepted, Brief, Call, Media, Model, Part, Ready, Reply, Steps, Ticket, Waiting
from providers.replicate.models import routes
from providers.replicate.rehearsal import SCENES


class Replicate(Remote):
    """Predictions at `/v1/models/{owner}/{name}/predictions`; `REPLICATE_MODELS` names more of them."""

    name, label = "replicate", "Replicate"
    docs = "https://replicate.com/docs/reference/http"
    key = "REPLICATE_API_TOKEN"
    base = "https://api.replicate.com"
    rehearsal = SCENES

    @property
    def models(self) -> tuple[Model, ...]:
        """Those whose fields are known here, and those that the owner names."""
        return tuple(route.model for route in routes().values())

    def upload(self, media: Media) -> Steps[str]:
        """A form with the file in it; the file's address is good for a day."""

        def steps() -> Steps[str]:
            form = (Part(name="content", media=media),)
            reply = yield Call(method="POST", url=f"{self.origin}/v1/files", form=form)
            match reply.json():
                case {"urls": {"get": str(url)}}:
                    return url
            raise BadReply(f"Replicate took a file without saying where it is: {reply.text()}")

        return steps()

    def submit(self, brief: Brief, model: Model) -> Call:
        """Only what was asked for is sent, under the names that this model has for it."""
        route = routes()[model.id]
        fields = {
            "prompt": brief.prompt,
            route.image: brief.image and address(brief.image),
            route.last: brief.last_image and address(brief.last_image),
            "duration": brief.seconds and int(brief.seconds),
            "aspect_ratio": brief.aspect_ratio,
            route.resolution: brief.resolution and route.tiers.get(brief.resolution, brief.resolution),
            "generate_audio": brief.audio if model.audio == "optional" else None,
            "negative_prompt": brief.negative_prompt,
            "seed": brief.seed,
        }
        given = {name: value for name, value in fields.items() if value is not None}
        at = f"{self.origin}/v1/models/{model.id.removeprefix(f'{self.name}/')}/predictions"
        return Call(method="POST", url=at, json={"input": given})

    def opened(self, reply: Reply, model: Model) -> Accepted | Ready:
        """The prediction's id is all that is kept."""
        match reply.json():
            case {"id": str(job), "status": str()}:
                return Accepted(ticket=Ticket(model=model.id, data={"id": job}))
        raise BadReply(f"Replicate accepted a job without saying which: {reply.text()}")

    def status(self, ticket: Ticket) -> Call:
        """The same address as the reply's `urls.get`, but for an origin that the owner moved."""
        return Call(method="GET", url=self._at(ticket))

    def cancel(self, ticket: Ticket) -> Call:
        """Likewise for `urls.cancel`."""
        return Call(method="POST", url=f"{self._at(ticket)}/cancel")

    def read(self, reply: Reply, ticket: Ticket) -> Waiting | Ready:
        """One address, or a list of them; a failure is one sentence, so a refusal is told from its words."""
        match reply.json():
            case {"status": "starting"}:
                return Waiting(phase="queued")
            case {"status": "processing"}:
                return Waiting(phase="running")
            case {"status": "succeeded", "output": str(url) | [str(url), *_]}:
                return Ready(clip=Call(method="GET", url=url))
            case {"status": "failed" | "canceled" | "aborted" as state, **said}:
                words = str(said.get("error") or f"the prediction is {state}")
                kind = Refused if sounds_refused(words) else Failed
                raise kind(f"Replicate could not make the clip: {words}")
            case {"status": str(state)}:
                raise BadReply(f"Replicate tells a state that this adapter can't read: {state}. {reply.text()}")
        raise BadReply(f"Replicate said what this adapter can't read: {reply.text()}")

    def problem(self, reply: Reply) -> Trouble | None:
        """A refusal is a bad request like any other, but for its words."""
        if reply.status in {400, 422} and sounds_refused(reply.text(2000)):
            return Refused(f"Replicate refuses this by its content rules: {reply.text()}")
        return status_problem(reply, self.label)

    def _at(self, ticket: Ticket) -> str:
        return f"{self.origin}/v1/predictions/{quote(ticket.data['id'], safe='')}"
