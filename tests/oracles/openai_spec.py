"""What was said on OpenAI's wire, to be compared, and to be held against OpenAI's own specification."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.fakes.forms import FORM, parts
from tests.fakes.recorder import Asked

SPEC = Path(__file__).parent / "openai_videos_spec.yaml"
AUTH = ("authorization", "api-key", "openai-organization", "openai-project")


def said(asked: list[Asked]) -> list[tuple[Any, ...]]:
    """What counts of the requests: repeated polls are one, and a job's id is no part of it."""
    told: list[tuple[Any, ...]] = []
    for one in asked:
        path = re.sub(r"video_(gen_)?[0-9a-f]{32}", "ID", one.path)
        auth = tuple(one.headers.get(name) for name in AUTH)
        step = (one.method, path, one.query, fields(one), auth)
        if not told or told[-1] != step:
            told.append(step)
    return told


def fields(one: Asked) -> Any:
    """The body's fields with their types: a form's by name, each a value or a file with its name and type, or JSON."""
    kind = one.headers.get("content-type", "")
    if kind.startswith(FORM):
        return "form", sorted(map(str, parts(one.body, kind)))
    return "json", one.json


@dataclass(slots=True)
class Overheard:
    """An app between a client and a fake, that keeps each request with its reply."""

    app: ASGIApp
    pairs: list[tuple[MockRequest, MockResponse]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked, replied, start = bytearray(), bytearray(), dict[str, Any]()

        async def hear() -> Message:
            message = await receive()
            asked.extend(message.get("body", b""))
            return message

        async def tell(message: Message) -> None:
            start.update(message if message["type"] == "http.response.start" else {})
            replied.extend(message.get("body", b""))
            await send(message)

        await self.app(scope, hear, tell)
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        types = {name.lower(): value.decode() for name, value in start["headers"]}
        self.pairs.append(
            (
                MockRequest(
                    "https://api.openai.com", scope["method"], scope["path"], data=bytes(asked),
                    content_type=headers.get("content-type", ""),
                ),
                MockResponse(bytes(replied), start["status"], content_type=types[b"content-type"]),
            )
        )  # fmt: skip


@cache
def spec() -> OpenAPI:
    """The specification; a file counts as the string that it says it is, which the checker otherwise calls bytes."""
    return OpenAPI.from_file_path(
        str(SPEC), config=Config(extra_media_type_deserializers={FORM: _form, "video/mp4": _file})
    )


def _form(body: bytes, boundary: str = "") -> dict[str, str]:
    kind = f'{FORM}; boundary="{boundary}"'
    return {one.name: one.content.decode("latin-1" if one.file else "utf-8") for one in parts(body, kind)}


def _file(body: bytes, **_: str) -> str:
    return body.decode("latin-1")
