"""What a fake was asked, and answers that a test lays out in advance."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request, as it came."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    at: float
    """`time.monotonic` when it came."""

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else None


@dataclass(slots=True)
class Recorder:
    """Requests in the order in which they came, and scripted answers by step."""

    asked: list[Asked] = field(default_factory=list)
    script: dict[str, list[Response]] = field(default_factory=dict)
    """Answers given in place of the usual ones, first come first gone."""

    async def note(self, request: Request) -> Asked:
        body = await request.body()
        headers = {name.lower(): value for name, value in request.headers.items()}
        path, query = request.url.path, request.url.query
        one = Asked(method=request.method, path=path, query=query, headers=headers, body=body, at=time.monotonic())
        self.asked.append(one)
        return one

    def answer(self, step: str, *answers: Response) -> None:
        """Lay out what the next requests of this step get."""
        self.script.setdefault(step, []).extend(answers)

    def scripted(self, step: str) -> Response | None:
        waiting = self.script.get(step)
        return waiting.pop(0) if waiting else None

    def count(self, method: str) -> int:
        return sum(one.method == method for one in self.asked)
