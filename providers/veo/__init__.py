"""Veo in Google's cloud: Vertex AI, now named Gemini Enterprise Agent Platform.

Its page: https://docs.cloud.google.com/vertex-ai/generative-ai/docs/model-reference/veo-video-generation
The key is an access token, good for an hour: set `VERTEX_ACCESS_TOKEN_COMMAND="gcloud auth print-access-token"`.
`VERTEX_STORAGE_URI` (`gs://…`) has clips put there; without it they come inside the answer. Untested against the live
vendor.
"""

from __future__ import annotations

import os
import re
from types import MappingProxyType
from urllib.parse import quote

from providers.kit.errors import BadReply, KeyMissing, KeyRejected, Rejected, Trouble
from providers.kit.provider import Remote, status_problem
from providers.kit.terms import Accepted, Brief, Call, Model, Ready, Reply, Ticket, Waiting
from providers.veo.answer import decoded, failure, filtered, refusal
from providers.veo.models import MODELS, NAMES
from providers.veo.rehearsal import SCENES
from providers.veo.request import body

USUAL = "us-central1"
STORAGE = "https://storage.googleapis.com"
ROOM = 256 * 2**20
"""Bytes of an answer with a clip inside."""
SOMEWHERE = re.compile(r"[a-z0-9-]+")
OPERATION = re.compile(r"(?!.*\.\.)projects/[\w./:-]+/operations/[\w.-]+")


class Veo(Remote):
    """A long-running operation, found again by its name."""

    name, label = "veo", "Veo"
    docs = "https://docs.cloud.google.com/vertex-ai/generative-ai/docs/model-reference/veo-video-generation"
    key = "VERTEX_ACCESS_TOKEN"
    settings = ("GOOGLE_CLOUD_PROJECT",)
    example = MappingProxyType({"GOOGLE_CLOUD_PROJECT": "example-project"})
    kin = (STORAGE,)
    models = MODELS
    rehearsal = SCENES
    poll_every = 10.0

    @property
    def base(self) -> str:
        """The host of the owner's location; the usual one where that is set to what can't be a location."""
        match self._location():
            case "global":
                return "https://aiplatform.googleapis.com"
            case "us" | "eu" as wide:
                return f"https://aiplatform.{wide}.rep.googleapis.com"
            case location:
                return f"https://{location}-aiplatform.googleapis.com"

    def wants(self, model: Model) -> str | None:
        """The location too, where it is set to what can't be one."""
        return super().wants(model) or (None if self._location() == self._asked() else "GOOGLE_CLOUD_LOCATION")

    def submit(self, brief: Brief, model: Model) -> Call:
        """One clip from the model's own address in the owner's project and location."""
        if not (project := os.environ.get("GOOGLE_CLOUD_PROJECT", "").strip()):
            raise KeyMissing("GOOGLE_CLOUD_PROJECT")
        path = f"projects/{quote(project, safe=':')}/locations/{self._location()}/publishers/google/models"
        return Call(method="POST", url=self._at(f"{path}/{NAMES[model.id]}:predictLongRunning"), json=body(brief))

    def opened(self, reply: Reply, model: Model) -> Accepted:
        """The name of the operation, which says where it runs."""
        match reply.json():
            case {"name": str(name)} if OPERATION.fullmatch(name):
                return Accepted(ticket=Ticket(model=model.id, data={"operation": name}))
        raise BadReply(f"Veo accepted a job without saying where it is: {reply.text()}")

    def status(self, ticket: Ticket) -> Call:
        """A POST that changes nothing; its answer may hold the clip."""
        name = ticket.data["operation"]
        url = self._at(f"{name.partition('/operations/')[0]}:fetchPredictOperation")
        return Call(method="POST", url=url, json={"operationName": name}, room=ROOM)

    def read(self, reply: Reply, ticket: Ticket) -> Waiting | Ready:
        """An operation; one that the rules stopped is done without an error, and without a clip."""
        match reply.json():
            case {"done": True, "error": {"message": str(words), **said}}:
                raise failure(words, said.get("code"))
            case {"done": True, "response": {"videos": [{"bytesBase64Encoded": str(data)}, *_]}}:
                return Ready(clip=decoded(data))
            case {"done": True, "response": {"videos": [{"gcsUri": str(uri)}, *_]}} if uri.startswith("gs://"):
                return Ready(clip=Call(method="GET", url=f"{self.moved(STORAGE)}/{quote(uri[5:])}"))
            case {"done": True, "response": {"raiMediaFilteredCount": int(count), **said}} if count:
                raise filtered(said.get("raiMediaFilteredReasons"))
            case {"name": str(), **said} if not said.get("done"):
                return Waiting(phase="running")
        raise BadReply(f"Veo said what this adapter can't read: {reply.text()}")

    def problem(self, reply: Reply) -> Trouble | None:
        """The error's words first; a model that is not there may be retired, and a token lasts an hour."""
        trouble = status_problem(reply, self.label)
        if reply.status == 400:
            return refusal(reply) or trouble
        if reply.status == 404:
            return Rejected(f"{trouble} The model may be retired, or not be offered at: {self._location()}")
        if reply.status == 401:
            return KeyRejected(f"{trouble} An access token lasts an hour; get a new one: {self.key}")
        return trouble

    def _at(self, path: str) -> str:
        """An address of the version that google-genai 3.4.0 speaks."""
        return f"{self.origin}/v1beta1/{path}"

    def _location(self) -> str:
        return asked if SOMEWHERE.fullmatch(asked := self._asked()) else USUAL

    @staticmethod
    def _asked() -> str:
        return os.environ.get("GOOGLE_CLOUD_LOCATION", "").strip() or USUAL
