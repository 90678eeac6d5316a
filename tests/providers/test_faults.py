"""Whatever a vendor or the line to it does wrong, at each step, for every adapter in the catalogue.

Each ends in the right kind of error, which says whose move it is; none hangs, tells the key or leaves a file. A fault
that may pass is waited out where asking again costs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from providers.kit.errors import (
    BadClip,
    BadReply,
    Failed,
    KeyRejected,
    Rejected,
    TimedOut,
    Trouble,
    Unavailable,
    Unsure,
)
from providers.kit.events import Delivered, Submitting
from providers.kit.provider import Remote
from providers.kit.terms import Reply
from tests.fakes import clips
from tests.fakes.loopback import serve
from tests.fakes.playhouse import Broken, Fault, Playhouse, stall
from tests.fakes.vendor import Vendor
from tests.providers.broken import ALWAYS, ELSEWHERE, LIMITS, House, Steps, steps_of, take
from tests.providers.test_contract import KEY, REMOTE, set_up


@pytest.fixture(scope="module")
def both() -> Iterator[House]:
    vendor, other = Playhouse(), Vendor()
    with serve(vendor.app, other.app) as (url, elsewhere):
        ELSEWHERE[:] = [elsewhere]
        yield House(vendor, url, other)


@pytest.fixture
def house(both: House) -> House:
    both.other.seen.asked.clear()
    return both


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "take"
    made.mkdir()
    return made


@pytest.fixture(params=REMOTE, ids=lambda one: one.name)
def provider(request: pytest.FixtureRequest, house: House, monkeypatch: pytest.MonkeyPatch) -> Remote:
    one: Remote = request.param
    set_up(one, monkeypatch)
    monkeypatch.setenv(f"SPLITSCREEN_{one.name.upper()}_BASE", house.url)
    return one


@pytest.fixture
async def steps(provider: Remote, house: House, folder: Path) -> Steps:
    return await steps_of(provider, house, folder)


@pytest.fixture
def polled(steps: Steps) -> int:
    """The number of the first poll."""
    if steps.poll is None:
        pytest.skip("its clip comes with the answer to the submit")
    return steps.poll


@pytest.fixture
def fetched(steps: Steps) -> int:
    """The number of the request for the clip."""
    if steps.clip is None:
        pytest.skip("its clip comes inside a reply")
    return steps.clip


def status(code: int, **headers: str) -> Fault:
    """An answer that is no more than its status and a word."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda: JSONResponse({"detail": f"no, {KEY}"}, code, named)


def page() -> Response:
    return HTMLResponse("<html><body>Welcome</body></html>")


def scrap() -> Response:
    return PlainTextResponse('{"id": ', media_type="application/json")


def cut() -> Response:
    return Broken(hangs_up=True)


def away() -> Response:
    return RedirectResponse(ELSEWHERE[0], 302)


AT_SUBMIT: dict[str, tuple[Fault, type[Trouble]]] = {
    "400": (status(400), Rejected),
    "401": (status(401), KeyRejected),
    "402": (status(402), KeyRejected),
    "403": (status(403), KeyRejected),
    "404": (status(404), Rejected),
    "409": (status(409), Unavailable),
    "422": (status(422), Rejected),
    "429": (status(429), Unavailable),
    "429 with Retry-After": (status(429, retry_after="3"), Unavailable),
    "500": (status(500), Unsure),
    "502": (status(502), Unsure),
    "503": (status(503), Unavailable),
    "a stalled body": (stall, Unsure),
    "a cut connection": (cut, Unsure),
    "a redirect to another origin": (away, BadReply),
    "a page of HTML": (page, BadReply),
    "invalid JSON": (scrap, BadReply),
}


@pytest.mark.parametrize("fault", AT_SUBMIT)
async def test_a_submit_that_goes_wrong_is_made_once_and_told_as_what_it_is(
    provider: Remote, house: House, folder: Path, steps: Steps, fault: str
) -> None:
    answer, kind = AT_SUBMIT[fault]
    with pytest.raises(kind) as caught:
        await take(provider, house, folder, answer, steps.submit)
    assert caught.value.move == kind.move
    assert len(house.vendor.seen.asked) == steps.submit + 1
    clean(caught.value, house, folder)


PASSING: dict[str, Fault] = {
    "409": status(409),
    "429": status(429),
    "429 with Retry-After": status(429, retry_after="3"),
    "500": status(500),
    "502": status(502),
    "503": status(503),
    "a stalled body": stall,
    "a cut connection": cut,
}


@pytest.mark.parametrize("fault", PASSING)
async def test_a_poll_that_fails_for_a_while_is_asked_again(
    provider: Remote, house: House, folder: Path, polled: int, fault: str
) -> None:
    events = [event for event, _ in await take(provider, house, folder, PASSING[fault], polled)]
    assert isinstance(events[-1], Delivered)
    assert sum(isinstance(event, Submitting) for event in events) == 1


AT_POLL: dict[str, tuple[Fault, tuple[type[Trouble], ...]]] = {
    "400": (status(400), (Rejected, Failed)),
    "401": (status(401), (KeyRejected,)),
    "402": (status(402), (KeyRejected,)),
    "403": (status(403), (KeyRejected,)),
    "404": (status(404), (Failed,)),
    "422": (status(422), (Rejected, Failed)),
    "a redirect to another origin": (away, (BadReply,)),
    "a page of HTML": (page, (BadReply,)),
    "invalid JSON": (scrap, (BadReply,)),
}


@pytest.mark.parametrize("fault", AT_POLL)
async def test_a_poll_that_is_answered_wrongly_ends_the_take(
    provider: Remote, house: House, folder: Path, polled: int, fault: str
) -> None:
    answer, kinds = AT_POLL[fault]
    with pytest.raises(kinds) as caught:
        await take(provider, house, folder, answer, polled)
    clean(caught.value, house, folder)


def strange(reply: Reply) -> Reply:
    """A poll's answer whose state nobody knows."""

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: "DREAMING" if name in {"status", "state"} else turned(one) for name, one in value.items()}
        return value

    return replace(reply, body=json.dumps(turned(reply.json())).encode())


async def test_a_state_that_nobody_knows_is_quoted_and_never_waited_for(
    provider: Remote, house: House, folder: Path, polled: int
) -> None:
    replies = provider.rehearsal["clip"].replies
    if (odd := strange(replies[polled])) == replies[polled]:
        pytest.skip("its answers have no word for a state")
    with pytest.raises(BadReply, match="DREAMING") as caught:
        await take(provider, house, folder, replies=(*replies[:polled], odd))
    clean(caught.value, house, folder)


async def test_an_endless_queue_is_given_up_at_the_deadline(
    provider: Remote, house: House, folder: Path, polled: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(provider), "patience", 120.0)
    with pytest.raises(TimedOut, match="did not finish within 2 minutes") as caught:
        await take(provider, house, folder, stuck=polled)
    clean(caught.value, house, folder)


AT_CLIP: dict[str, tuple[Fault, type[Trouble]]] = {
    "403, expired": (status(403), BadReply),
    "404": (status(404), BadReply),
    "410": (status(410), BadReply),
    "a page of HTML": (page, BadClip),
    "nothing": (lambda: Response(b"", media_type="video/mp4"), BadClip),
    "half a clip": (lambda: Response(clips.truncated(), media_type="video/mp4"), BadClip),
    "sound without picture": (lambda: Response(clips.sound_only(), media_type="video/mp4"), BadClip),
    "too much": (lambda: Response(bytes(LIMITS.clip_bytes + 1), media_type="video/mp4"), BadClip),
    "a redirect to this machine": (away, BadReply),
    "a redirect to a private address": (lambda: RedirectResponse("https://10.1.2.3/x"), BadReply),
    "a redirect to a private name": (lambda: RedirectResponse("https://inside.example/x"), BadReply),
}


@pytest.mark.parametrize("fault", AT_CLIP)
async def test_what_is_no_clip_is_never_delivered(
    provider: Remote, house: House, folder: Path, fetched: int, fault: str
) -> None:
    answer, kind = AT_CLIP[fault]
    with pytest.raises(kind) as caught:
        await take(provider, house, folder, answer, fetched, times=ALWAYS)
    clean(caught.value, house, folder)


@pytest.mark.parametrize("fault", PASSING)
async def test_a_download_that_breaks_is_made_again(
    provider: Remote, house: House, folder: Path, fetched: int, fault: str
) -> None:
    events = await take(provider, house, folder, PASSING[fault], fetched)
    assert isinstance(events[-1][0], Delivered)


async def test_a_silent_clip_is_a_clip(provider: Remote, house: House, folder: Path, fetched: int) -> None:
    events = await take(provider, house, folder, lambda: Response(clips.clip(sound=False)), fetched)
    assert isinstance(events[-1][0], Delivered)
    assert not events[-1][0].clip.audio


def clean(trouble: Trouble, house: House, folder: Path) -> None:
    """The trouble says something and not the key, nothing is left here, and nobody else was asked."""
    assert len(str(trouble)) > 20
    assert KEY not in str(trouble)
    assert list(folder.iterdir()) == []
    assert house.other.seen.asked == []
