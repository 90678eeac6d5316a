"""What a browser keeps of the page and says to the app: its parts' values, their events, and Gradio's queue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

CONFIG = "window.gradio_config = "
API = "/gradio_api"


class Broken(Exception):
    """The app answered an event with an error, or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is sent where something happens to a part of the page."""

    index: int
    part: int
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    queued: bool
    """Whether it is answered by a stream, or at once."""


class Page:
    """One visitor's page: the parts as it was served, and what events have made of them since."""

    def __init__(self, config: dict[str, Any], session: str) -> None:
        parts = config["components"]
        self.session = session
        self._known = {part["props"].get("elem_id"): part["id"] for part in parts}
        self._kept = {part["id"] for part in parts if part["type"] == "state"}
        self._values = {part["id"]: _begun(part) for part in parts}
        self._events = {
            (target, name): Event(
                index=one["id"],
                part=target if target is not None else 0,
                inputs=tuple(one["inputs"]),
                outputs=tuple(one["outputs"]),
                queued=one["queue"],
            )
            for one in config["dependencies"]
            if one["backend_fn"]
            for target, name in one["targets"]
        }
        clocks = {part["id"]: part["props"] for part in parts if part["type"] == "timer"}
        self._clocks = {clock: props["active"] for clock, props in clocks.items()}

    def value(self, name: str) -> Any:
        """Of the part with that elem_id."""
        return self._values[self._known[name]]

    def fill(self, name: str, value: Any) -> None:
        """Give that part a value, as a person or a script would."""
        self._values[self._known[name]] = value

    def event(self, name: str, happening: str) -> Event:
        """What that part sends; `""` for the page itself."""
        if name:
            return self._events[self._known[name], happening]
        return next(one for (_, named), one in self._events.items() if named == happening)

    def ticking(self) -> list[Event]:
        """What the clocks send that run now."""
        return [self._events[clock, "tick"] for clock, runs in self._clocks.items() if runs]

    def carried(self, event: Event) -> list[Any]:
        """What it carries; what Gradio keeps on the server is not known here."""
        return [None if part in self._kept else self._values[part] for part in event.inputs]

    def said(self, event: Event, data: Any = None) -> dict[str, Any]:
        """The body of a request to join the queue."""
        return {
            "data": self.carried(event),
            "event_data": data,
            "fn_index": event.index,
            "trigger_id": event.part,
            "session_hash": self.session,
        }

    def take_in(self, event: Event, told: list[Any]) -> None:
        """Change the parts as an answer says."""
        for part, value in zip(event.outputs, told, strict=True):
            if not (isinstance(value, dict) and value.get("__type__") == "update"):
                self._values[part] = value
                continue
            if "value" in value:
                self._values[part] = value["value"]
            if part in self._clocks and "active" in value:
                self._clocks[part] = value["active"]


def _begun(part: dict[str, Any]) -> Any:
    """A part's first value; nothing is an empty text where texts are typed."""
    value = part["props"].get("value")
    return "" if value is None and part["type"] == "textbox" else value


def config_of(html: str) -> dict[str, Any]:
    """What Gradio writes into the page that it serves."""
    found: dict[str, Any] = json.JSONDecoder().raw_decode(html, html.index(CONFIG) + len(CONFIG))[0]
    return found


def answer(lines: Iterable[str], event_id: str) -> list[Any]:
    """What the stream of a session tells of an event, read to its end."""
    found: list[Any] | None = None
    for message in _messages(lines):
        if message.get("msg") == "unexpected_error":
            raise Broken(str(message.get("message")))
        if message.get("msg") == "process_completed" and message.get("event_id") == event_id:
            if not message["success"]:
                raise Broken(str(message["output"]))
            found = message["output"]["data"]
    if found is None:
        raise Broken("The stream ended without an answer")
    return found


def _messages(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.startswith("data:"):
            yield json.loads(line.removeprefix("data:"))
