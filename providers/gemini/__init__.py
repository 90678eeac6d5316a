"""Gemini Omni by Google's Interactions API, on an AI Studio key.

Its pages: https://ai.google.dev/gemini-api/docs/omni and https://ai.google.dev/api/interactions-api
An interaction runs in the background and is polled; `GEMINI_BACKGROUND=off` waits for it in the submit instead.
The clip is a file of the vendor's own, or lies inside the answer. Untested against the live vendor.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from providers.gemini.files import called, upload
from providers.gemini.interaction import answer, asked, fault
from providers.gemini.models import MODELS
from providers.gemini.rehearsal import SCENES
from providers.kit.errors import BadReply, Cancelled, Failed, KeyRejected, Refused, Rejected, Trouble
from providers.kit.provider import Remote, status_problem
from providers.kit.terms import Accepted, Brief, Call, Follow, Media, Model, Ready, Reply, Steps, Ticket, Waiting

ROOM = 256 * 2**20
"""Bytes of an answer with a clip inside."""
WHOLE_TAKE = 1500.0
"""Seconds that an answer may take where it is waited for."""
OFF = frozenset({"off", "no", "false", "0"})


class Gemini(Remote):
    """One interaction a take; found again by its id, or by the file that the clip became."""

    name, label = "gemini", "Gemini"
    docs = "https://ai.google.dev/gemini-api/docs/omni"
    key = "GEMINI_API_KEY"
    base = "https://generativelanguage.googleapis.com"
    models = MODELS
    rehearsal = SCENES
    poll_every = 5.0

    def headers(self, key: str) -> Mapping[str, str]:
        """A header of Google's own in place of a bearer token."""
        return {"x-goog-api-key": key}

    def submit(self, brief: Brief, model: Model) -> Call:
        """What was asked for, to be delivered as a file: inside an answer there is room for some 4 MB."""
        body, url = asked(brief, model.id.removeprefix("gemini/")), self._at("interactions")
        if os.environ.get("GEMINI_BACKGROUND", "").strip().lower() in OFF:
            return Call(method="POST", url=url, json=body, patience=WHOLE_TAKE, room=ROOM)
        return Call(method="POST", url=url, json=body | {"background": True}, room=ROOM)

    def opened(self, reply: Reply, model: Model) -> Accepted | Ready:
        """Running, or done at once; a clip that became a file is fetched by a ticket, which outlives the process."""
        said = reply.json()
        found = said.get("id") if isinstance(said, dict) else None
        data = {"id": found} if isinstance(found, str) and found else {}
        match self.read(reply, Ticket(model=model.id, data=data)):
            case Ready() as ready:
                return ready
            case Follow(call=call):
                data["file"] = called(call.url)
        if not data:
            raise BadReply(f"Gemini accepted a job without saying where it is: {reply.text()}")
        return Accepted(ticket=Ticket(model=model.id, data=data))

    def status(self, ticket: Ticket) -> Call:
        """The file where there is one already, or else the interaction, whose answer may hold the clip."""
        if "file" in ticket.data:
            return Call(method="GET", url=self._at(f"files/{ticket.data['file']}"))
        return Call(method="GET", url=self._at(f"interactions/{ticket.data['id']}?stream=false"), room=ROOM)

    def cancel(self, ticket: Ticket) -> Call | None:
        """Has an effect only on what runs in the background."""
        found = ticket.data.get("id")
        return Call(method="POST", url=self._at(f"interactions/{found}/cancel")) if found else None

    def read(self, reply: Reply, ticket: Ticket) -> Waiting | Follow | Ready:
        """An interaction, or the file that a finished one leads to."""
        match reply.json():
            case {"status": "queued"}:
                return Waiting(phase="queued")
            case {"status": "in_progress"} | {"state": "PROCESSING", "name": str()}:
                return Waiting(phase="running")
            case {"status": "completed", **said}:
                found = answer(said, (self.base, self.origin))
                return found if isinstance(found, Ready) else Follow(call=Call(method="GET", url=self._at(found)))
            case {"state": "ACTIVE", "name": str(name)}:
                url = f"{self._at(f'files/{called(name)}')}:download?alt=media"
                return Ready(clip=Call(method="GET", url=url))
            case {"status": "cancelled"}:
                raise Cancelled("The job was cancelled at Gemini.")
            case {"status": "failed" | "incomplete" | "budget_exceeded" as status, **said}:
                refused, words = fault(said)
                kind = Refused if refused else Failed
                raise kind(f"Gemini could not make the clip: {words or status}")
            case {"state": "FAILED", "name": str()}:
                raise Failed(f"Gemini could not deliver the clip that it made: {reply.text()}")
        raise BadReply(f"Gemini said what this adapter can't read: {reply.text()}")

    def upload(self, media: Media) -> Steps[str]:
        """Pictures and clips go ahead of the submit, and are kept there for two days."""
        return upload(media, self.origin)

    def problem(self, reply: Reply) -> Trouble | None:
        """The error body first: a key that is not known is a 400 here, and so may a refusal be."""
        trouble = status_problem(reply, self.label)
        if type(trouble) is not Rejected or not isinstance(said := reply.json(), dict):
            return trouble
        if b"API_KEY_INVALID" in reply.body or b"API key not valid" in reply.body:
            return KeyRejected(str(trouble))
        refused, words = fault(said)
        return Refused(f"Gemini refuses this by its content rules: {words}") if refused else trouble

    def _at(self, path: str) -> str:
        """An address of the version that google-genai 3.4.0 speaks."""
        return f"{self.origin}/v1/{path}"
