"""Hugging Face's router: one token for the video models that five other vendors run.

Its pages: https://huggingface.co/docs/inference-providers
The hub is asked first how the chosen vendor names the repository (`look_up`); then the vendor's own protocol is spoken
through the router, as `InferenceClient.text_to_video` of huggingface_hub 2.4.0 speaks it. It has words for no length,
shape, resolution or sound. The token must be Hugging Face's own (`hf_…`), with leave to call Inference Providers.
"""

from __future__ import annotations

from providers.huggingface.models import models, parts
from providers.huggingface.rehearsal import SCENES
from providers.huggingface.routes import ROUTES, Fields, Route, at, link, word
from providers.kit.errors import BadReply, Failed, Refused, Rejected, Trouble
from providers.kit.provider import Remote, status_problem
from providers.kit.refusals import sounds_refused
from providers.kit.terms import Accepted, Brief, Call, Follow, Json, Model, Ready, Reply, Steps, Ticket, Waiting

HUB = "https://huggingface.co"
MAY_REFUSE = frozenset({400, 403, 422})


class HuggingFace(Remote):
    """`HF_VIDEO_MODELS` names more models, as in `fal-ai:tencent/HunyuanVideo`."""

    name, label = "huggingface", "Hugging Face"
    docs = "https://huggingface.co/docs/inference-providers/tasks/text-to-video"
    key = "HF_TOKEN"
    base = "https://router.huggingface.co"
    kin = (HUB,)
    rehearsal = SCENES

    @property
    def models(self) -> tuple[Model, ...]:
        """One of each vendor, and what the owner names."""
        return models()

    def look_up(self, model: Model) -> Steps[str]:
        """The vendor's name for the repository, and after a space the weights that a LoRA adds to it."""
        vendor, repo = parts(model)

        def steps() -> Steps[str]:
            reply = yield Call(method="GET", url=f"{self.moved(HUB)}/api/models/{repo}?expand=inferenceProviderMapping")
            match _mapping(reply.json(), vendor):
                case {"providerId": str(there), "task": "text-to-video", **more}:
                    return f"{there} {more.get('adapterWeightsPath') or ''}".strip()
                case {"task": str(task)}:
                    raise Rejected(f"{vendor} runs this model for another task, says Hugging Face: {repo} ({task})")
            raise Rejected(f"{vendor} does not run this model, says Hugging Face. Choose another: {repo}")

        return steps()

    def submit(self, brief: Brief, model: Model) -> Call:
        """The prompt, and the seed where there is one, in the vendor's wrapping."""
        vendor, repo = parts(model)
        there, _, weights = (model.route or repo).partition(" ")
        fields: Fields = {"prompt": brief.prompt} | ({} if brief.seed is None else {"seed": brief.seed})
        if weights and vendor == "fal-ai":
            fields |= {"loras": [{"path": f"{HUB}/{repo}/resolve/main/{weights}", "scale": 1}]}
        route = ROUTES[vendor]
        return Call(
            method="POST", url=self.origin + route.path(there), json=route.body(there, fields),
            headers=route.headers, patience=route.patience,
        )  # fmt: skip

    def opened(self, reply: Reply, model: Model) -> Accepted | Ready:
        """A clip at once, from those who answer only when there is one, or a job."""
        vendor, said = parts(model)[0], reply.json()
        route = ROUTES[vendor]
        if clip := link(said, route.clip):
            return Ready(clip=Call(method="GET", url=clip))
        if word(said, route.state) in route.failed:
            raise _failure(said, route)
        if route.job and (job := link(said, route.job)):
            return Accepted(ticket=Ticket(model=model.id, data={"vendor": vendor, "job": route.kept(job)}))
        raise BadReply(f"{vendor} accepted a job without saying where it is: {reply.text()}")

    def status(self, ticket: Ticket) -> Call:
        """Through the router again, below the vendor's name."""
        return Call(method="GET", url=self.origin + _route(ticket).poll.format(job=ticket.data["job"]))

    def read(self, reply: Reply, ticket: Ticket) -> Waiting | Follow | Ready:
        """A state and what it leads to, at the places where this vendor tells them."""
        route, said = _route(ticket), reply.json()
        state, clip = word(said, route.state), link(said, route.clip)
        if state in route.waiting:
            return Waiting(phase=route.waiting[state])
        if state in route.failed or (state == route.done and at(said, route.error)):
            raise _failure(said, route)
        if state == route.done and route.result:
            return Follow(call=Call(method="GET", url=self.origin + route.result.format(job=ticket.data["job"])))
        if state in {route.done, ""} and clip:
            return Ready(clip=Call(method="GET", url=clip))
        raise BadReply(
            f"{ticket.data['vendor']} said what this adapter can't read, in the state {state!r}: {reply.text()}"
        )

    def problem(self, reply: Reply) -> Trouble | None:
        """Every vendor words a refusal in its own way, so the words decide."""
        if reply.status in MAY_REFUSE and sounds_refused(reply.text(2000)):
            return Refused(f"This is refused by content rules, says {self.label}: {reply.text()}")
        return status_problem(reply, self.label)


def _route(ticket: Ticket) -> Route:
    return ROUTES[ticket.data["vendor"]]


def _mapping(said: Json, vendor: str) -> Json:
    """What the hub tells of one vendor; it lists them by name or in order."""
    match said:
        case {"inferenceProviderMapping": dict(by_name)}:
            return by_name.get(vendor)
        case {"inferenceProviderMapping": list(listed)}:
            return next((one for one in listed if isinstance(one, dict) and one.get("provider") == vendor), None)
    return None


def _failure(said: Json, route: Route) -> Trouble:
    words = str(at(said, route.error) or "no reason is given")
    kind = Refused if sounds_refused(words) else Failed
    return kind(f"{route.name} could not make the clip: {words}")
