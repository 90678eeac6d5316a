"""Luma's Ray 2 at its own address: silent clips from words.

Its pages: https://docs.lumalabs.ai
No picture can start a clip here: Luma takes pictures and clips by their address, its client (lumaai 1.21.0) knows of no
upload, and nothing tells whether a `data:` address would do. To extend a clip, or to add sound to it, Luma wants the id
of a generation of its own.
"""

from __future__ import annotations

from urllib.parse import quote

from providers.kit.errors import BadReply, Failed, KeyRejected, Refused, Rejected, Trouble, Unavailable
from providers.kit.provider import Remote, Scene, status_problem
from providers.kit.refusals import sounds_refused
from providers.kit.terms import Accepted, Brief, Call, Json, Model, Ready, Reply, Ticket, Waiting

ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
JOB = {"id": ID, "generation_type": "video", "model": "ray-2", "created_at": "2026-11-23T10:00:00Z"}
NOTHING_YET = {"failure_reason": None, "assets": None}
ACCEPTED = Reply.of(JOB | NOTHING_YET | {"state": "queued"}, 201)
DREAMING = JOB | NOTHING_YET | {"state": "dreaming"}
DONE = JOB | NOTHING_YET | {"state": "completed", "assets": {"video": "https://storage.cdn-luma.example/1.mp4"}}


def _failed(reason: str | None) -> Json:
    """A generation that came to nothing."""
    return JOB | NOTHING_YET | {"state": "failed", "failure_reason": reason}


SCENES = {
    "clip": Scene.of(ACCEPTED, JOB | NOTHING_YET | {"state": "queued"}, DREAMING, DONE),
    "refused by moderation": Scene.of(
        ACCEPTED, DREAMING, _failed("The generation was blocked: prompt failed moderation"), ends=Refused
    ),
    "refused at the door": Scene.of(Reply.of({"detail": "Prompt did not pass moderation checks"}, 400), ends=Refused),
    "failed": Scene.of(ACCEPTED, _failed("An internal error occurred"), ends=Failed),
    "failed without a word": Scene.of(ACCEPTED, _failed(None), ends=Failed),
    "a key it does not know": Scene.of(Reply.of({"detail": "Not authenticated"}, 403), ends=KeyRejected),
    "an empty account": Scene.of(Reply.of({"detail": "Insufficient credits"}, 402), ends=KeyRejected),
    "a setting it does not take": Scene.of(Reply.of({"detail": "Invalid duration"}, 400), ends=Rejected),
    "too many at once": Scene.of(Reply.of({"detail": "Rate limit exceeded"}, 429), ends=Unavailable),
    "a state nobody knows": Scene.of(ACCEPTED, JOB | {"state": "sleeping"}, ends=BadReply),
    "done without a clip": Scene.of(ACCEPTED, DONE | {"assets": {"video": None}}, ends=BadReply),
}


def _ray(name: str, label: str) -> Model:
    return Model(
        id=f"luma/{name}",
        label=label,
        seconds=(5, 9),
        aspect_ratios=("1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"),
        resolutions=("540p", "720p", "1080p", "4k"),
    )


class Luma(Remote):
    """Generations at `/dream-machine/v1`; what is deleted while it is dreamt is not dreamt on."""

    name, label = "luma", "Luma"
    docs = "https://docs.lumalabs.ai"
    key = "LUMAAI_API_KEY"
    base = "https://api.lumalabs.ai"
    poll_every = 5.0
    models = (_ray("ray-2", "Luma Ray 2"), _ray("ray-flash-2", "Luma Ray 2 Flash"))
    rehearsal = SCENES

    def submit(self, brief: Brief, model: Model) -> Call:
        """Only what was asked for is sent; a length is spelled `5s`."""
        body = {
            "model": model.id.removeprefix(f"{self.name}/"),
            "prompt": brief.prompt,
            "aspect_ratio": brief.aspect_ratio,
            "duration": brief.seconds and f"{brief.seconds:.0f}s",
            "resolution": brief.resolution,
        }
        given = {name: value for name, value in body.items() if value is not None}
        return Call(method="POST", url=f"{self.origin}/dream-machine/v1/generations/video", json=given)

    def opened(self, reply: Reply, model: Model) -> Accepted | Ready:
        """A generation has an id from the first."""
        match reply.json():
            case {"id": str(job), "state": str()}:
                return Accepted(ticket=Ticket(model=model.id, data={"id": job}))
        raise BadReply(f"Luma accepted a job without saying which: {reply.text()}")

    def status(self, ticket: Ticket) -> Call:
        """The generation itself."""
        return Call(method="GET", url=self._at(ticket))

    def cancel(self, ticket: Ticket) -> Call:
        """There is no cancel; the generation is deleted."""
        return Call(method="DELETE", url=self._at(ticket))

    def read(self, reply: Reply, ticket: Ticket) -> Waiting | Ready:
        """Four states; a failure gives its reason in words, or none."""
        match reply.json():
            case {"state": "queued"}:
                return Waiting(phase="queued")
            case {"state": "dreaming"}:
                return Waiting(phase="running")
            case {"state": "completed", "assets": {"video": str(url)}}:
                return Ready(clip=Call(method="GET", url=url))
            case {"state": "failed", **said}:
                words = str(said.get("failure_reason") or "no reason is given")
                kind = Refused if sounds_refused(words) else Failed
                raise kind(f"Luma could not make the clip: {words}")
            case {"state": str(state)}:
                raise BadReply(f"Luma tells a state that this adapter can't read: {state}. {reply.text()}")
        raise BadReply(f"Luma said what this adapter can't read: {reply.text()}")

    def problem(self, reply: Reply) -> Trouble | None:
        """A refusal is a bad request like any other, but for its words."""
        if reply.status in {400, 422} and sounds_refused(reply.text(2000)):
            return Refused(f"Luma refuses this by its content rules: {reply.text()}")
        return status_problem(reply, self.label)

    def _at(self, ticket: Ticket) -> str:
        return f"{self.origin}/dream-machine/v1/generations/{quote(ticket.data['id'], safe='')}"
