"""Every scene of every adapter over real sockets, by a vendor that quotes the key wherever it can: nobody else does.

A marked key is looked for in all that is said, logged, stored and shown afterwards, in each of its spellings.
"""

from __future__ import annotations

import asyncio
import json
import logging
import traceback
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from comparisons.desk import Seen
from comparisons.run.comparison import Comparison, Take, failed, fold, happened, to_json, utc_now
from comparisons.run.store import Store
from comparisons.ui.view import view
from providers.kit.drive import drive
from providers.kit.errors import Trouble
from providers.kit.http import Limits, Wire
from providers.kit.provider import Remote, Scene
from providers.kit.settle import settle
from providers.kit.turns import Turns
from tests.fakes.loopback import serve
from tests.fakes.playhouse import Broken, Playhouse
from tests.providers.test_contract import REMOTE, SCENES, brief_for, set_up

KEY = 'marked-0f6c2a/+%"x'
"""With characters that JSON, an address and base64 spell in their own ways."""
CODED = b64encode(KEY.encode()).decode().rstrip("=")
SPELLINGS = (KEY, json.dumps(KEY)[1:-1], quote(KEY), quote(KEY, safe=""), CODED, "marked-0f6c2a")
QUOTED = f"your key {KEY} is {quote(KEY)}, {quote(KEY, safe='')} or {CODED}="
WORDY = ("message", "detail", "error", "msg", "reason", "title", "failure", "code", "type", "description")


PATIENCE = 300.0
"""Seconds in which a vendor is asked a dozen times for what it will not give; an owner's half an hour shows no more."""


class Gossip(Playhouse):
    """Plays a scene and adds the key to every header, to every sentence, and to a field of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: set[str] = set()

    async def _next(self, request: Request) -> Response:
        self.heard |= {value for value in request.headers.values() if "marked" in value}
        reply = await super()._next(request)
        reply.headers["x-echo"] = QUOTED
        if reply.media_type == "video/mp4" or isinstance(reply, Broken):
            return reply
        if (said := _json(bytes(reply.body))) is not None:
            return JSONResponse(_gossiping(said), reply.status_code, _headers(reply))
        return PlainTextResponse(bytes(reply.body).decode("utf-8", "replace") + QUOTED, reply.status_code)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _headers(reply: Response) -> dict[str, str]:
    return {name: value for name, value in reply.headers.items() if name not in {"content-length", "content-type"}}


def _gossiping(said: Any, name: str = "") -> Any:
    match said:
        case dict():
            return {key: _gossiping(value, key) for key, value in said.items()} | {"echo": QUOTED}
        case list():
            return [_gossiping(one, name) for one in said]
        case str() if " " in said or (name in WORDY and not said.startswith("http")):
            return f"{said} {QUOTED}"
    return said


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Gossip, str]]:
    gossip = Gossip()
    with serve(gossip.app) as (url,):
        yield gossip, url


@pytest.fixture
def gossip(both: tuple[Gossip, str]) -> Gossip:
    both[0].heard.clear()
    return both[0]


def at_home(provider: Remote, url: str, patch: pytest.MonkeyPatch) -> None:
    set_up(provider, patch)
    patch.setenv(f"SPLITSCREEN_{provider.name.upper()}_BASE", url)


async def everything(provider: Remote, scene: Scene, folder: Path) -> str:
    """All that is left of one take: its events, its error, its record on the disk, and what the page is sent."""
    model = next(one for one in provider.models if not one.retired and scene.model in {"", one.id})
    (folder / "data").mkdir(parents=True)
    (folder / "take").mkdir()
    brief, notes = settle(brief_for(scene.task or model.tasks[0], folder), model)
    take = Take(id="take", model=model.id, brief=brief, notes=notes)
    made = Comparison(id="abcdef", mode="open", brief=brief, takes=(take,), created_at=utc_now())
    store, left, now = Store(folder / "data"), list[str](), 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        await asyncio.sleep(0)

    async def resolve(host: str, port: int) -> list[str]:
        return ["10.0.0.7"]

    async with Wire(limits=Limits(quiet=0.2, send=5.0), resolve=resolve) as wire:
        run = drive(
            provider, brief, model, key=KEY, wire=wire, folder=folder / "take", clock=lambda: now, sleep=sleep,
            turns=Turns(),
        )  # fmt: skip
        try:
            async for event in run:
                left.append(repr(event))
                made = fold(made, "take", happened(event, utc_now()))
        except Trouble as trouble:
            made = fold(made, "take", failed(trouble, utc_now()))
            left.append(told(trouble))
    store.save(made)
    left += [path.read_bytes().decode("utf-8", "replace") for path in (folder / "data").rglob("*") if path.is_file()]
    left += [str(path) for path in folder.rglob("*")]
    left.append(json.dumps(view(Seen(comparison=made, hidden=False, voted=False), "en"), ensure_ascii=False))
    return "\n".join([*left, to_json(made).decode(), repr(made)])


def told(trouble: Trouble) -> str:
    """Whatever can be read off an error and those behind it."""
    chain: list[BaseException] = [trouble]
    while (deeper := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(deeper)
    said = [f"{one}{one!r}{one.args!r}{getattr(one, '__dict__', {})!r}" for one in chain]
    return "".join(said) + "".join(traceback.format_exception(trouble))


def marks(text: str) -> list[str]:
    return [one for one in SPELLINGS if one in text]


@pytest.mark.parametrize(("provider", "scene"), SCENES)
async def test_a_key_is_in_nothing_that_a_documented_conversation_leaves_behind(
    provider: Remote,
    scene: Scene,
    gossip: Gossip,
    both: tuple[Gossip, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    at_home(provider, both[1], monkeypatch)
    caplog.set_level(logging.DEBUG)
    gossip.play(scene, None, -1, 0, None)
    left = await everything(provider, scene, tmp_path)
    assert gossip.heard, "the key was not sent at all, so that this shows nothing"
    assert marks(left + caplog.text + "".join(capfd.readouterr())) == []


ANSWERS = {
    "400": lambda: JSONResponse({"detail": "no"}, 400),
    "401": lambda: JSONResponse({"error": {"message": "no", "code": "no"}}, 401),
    "404": lambda: PlainTextResponse("no", 404),
    "422": lambda: JSONResponse({"detail": [{"type": "value_error", "msg": "no", "loc": [KEY]}]}, 422),
    "429": lambda: JSONResponse({"error": "no"}, 429, {"Retry-After": "600"}),
    "500": lambda: PlainTextResponse("no", 500),
    "503": lambda: HTMLResponse("<html>no</html>", 503),
    "HTML": lambda: HTMLResponse("<html>no</html>"),
    "JSON": lambda: JSONResponse({"status": KEY, "state": KEY, "id": KEY}),
    "a redirect": lambda: RedirectResponse(f"http://127.0.0.1:1/?{quote(KEY)}", 302),
    "a broken line": lambda: Broken(hangs_up=True),
}


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("provider", REMOTE, ids=lambda one: one.name)
async def test_a_key_is_in_nothing_that_a_failure_leaves_behind_at_any_step(
    provider: Remote,
    answer: str,
    gossip: Gossip,
    both: tuple[Gossip, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    at_home(provider, both[1], monkeypatch)
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(type(provider), "patience", PATIENCE)
    scene = provider.rehearsal["clip"]
    for step in range(len(scene.replies) + 1):
        gossip.play(scene, ANSWERS[answer], step, 500, None)
        left = await everything(provider, scene, tmp_path / str(step))
        assert gossip.heard
        assert marks(left) == [], f"at request {step}"
    assert marks(caplog.text + "".join(capfd.readouterr())) == []
