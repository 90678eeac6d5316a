"""How each of the five vendors is spoken to through the router, as data; places in a reply are dotted paths.

As in huggingface_hub 2.4.0, `inference/_providers/`, but that a prediction of Replicate's which is not done within its
minute is asked for again, where that client gives up; whether the router passes this on was not tried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urlsplit

from providers.kit.terms import Json

Fields = dict[str, Json]
Phase = Literal["queued", "running"]


def _flat(there: str, fields: Fields) -> Fields:
    return fields


def _named(there: str, fields: Fields) -> Fields:
    return fields | {"model": there}


def _input(there: str, fields: Fields) -> Fields:
    """A prediction's input; of one certain version where the name has one."""
    version = there.partition(":")[2]
    return {"input": fields} | ({"version": version} if version else {})


def _id(job: str) -> str:
    return quote(job, safe="")


def _way(job: str) -> str:
    """An address without its origin, which is the vendor's own, behind the router."""
    return "/" + urlsplit(job).path.lstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One vendor."""

    name: str
    submit: str
    """Below the router, with `{model}` where the vendor's name for it goes."""
    clip: str
    """Where a reply tells the clip's address."""
    body: Callable[[str, Fields], Fields] = _flat
    headers: Mapping[str, str] = field(default_factory=dict)
    patience: float | None = None
    job: str = ""
    """Where the first reply tells which job it is."""
    kept: Callable[[str], str] = _id
    """What is kept of that."""
    poll: str = ""
    result: str = ""
    """Where a finished job's clip is told, if that is elsewhere."""
    state: str = "status"
    waiting: Mapping[str, Phase] = field(default_factory=dict)
    done: str = ""
    failed: frozenset[str] = frozenset()
    error: str = "error"

    def path(self, there: str) -> str:
        """Where a job is submitted."""
        if self.name == "replicate" and ":" in there:
            return "/replicate/v1/predictions"
        return self.submit.format(model=quote(there))


FAL = Route(
    name="fal-ai",
    submit="/fal-ai/{model}?_subdomain=queue",
    job="response_url",
    kept=_way,
    poll="/fal-ai{job}/status?_subdomain=queue",
    result="/fal-ai{job}?_subdomain=queue",
    waiting={"IN_QUEUE": "queued", "IN_PROGRESS": "running"},
    done="COMPLETED",
    clip="video.url",
)
REPLICATE = Route(
    name="replicate",
    submit="/replicate/v1/models/{model}/predictions",
    body=_input,
    headers={"Prefer": "wait"},
    patience=90.0,
    job="id",
    poll="/replicate/v1/predictions/{job}",
    waiting={"starting": "queued", "processing": "running"},
    done="succeeded",
    failed=frozenset({"failed", "canceled", "aborted"}),
    clip="output",
)
TOGETHER = Route(
    name="together",
    submit="/together/v2/videos",
    body=_named,
    job="id",
    poll="/together/v2/videos/{job}",
    waiting={"queued": "queued", "in_progress": "running"},
    done="completed",
    failed=frozenset({"failed", "cancelled"}),
    clip="outputs.video_url",
    error="error.message",
)
NOVITA = Route(
    name="novita",
    submit="/novita/v3/hf/{model}",
    patience=900.0,
    clip="video.video_url",
)
"""It answers when there is a clip, and not before."""
WAVESPEED = Route(
    name="wavespeed",
    submit="/wavespeed/api/v3/{model}",
    job="data.urls.get",
    kept=_way,
    poll="/wavespeed{job}",
    state="data.status",
    waiting={"created": "queued", "processing": "running"},
    done="completed",
    failed=frozenset({"failed"}),
    clip="data.outputs",
    error="data.error",
)
ROUTES = {route.name: route for route in (FAL, REPLICATE, TOGETHER, NOVITA, WAVESPEED)}


def at(said: Json, place: str) -> Json:
    """What lies at a place in a reply; `None` where there is nothing."""
    for name in place.split("."):
        said = said.get(name) if isinstance(said, dict) else None
    return said


def word(said: Json, place: str) -> str:
    """The word at a place; empty where there is nothing, and `?` for anything else."""
    found = at(said, place)
    return found if isinstance(found, str) else "" if found is None else "?"


def link(said: Json, place: str) -> str:
    """The address at a place, or the first of several; empty where there is none."""
    match at(said, place):
        case str(url) | [str(url), *_]:
            return url
    return ""
