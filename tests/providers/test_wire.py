"""The wire: where keys go, whom it talks to, and how much it puts up with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from providers.kit.errors import BadClip, BadReply, Interrupted, Trouble, Unavailable
from providers.kit.http import Keys, Limits, Wire, origin
from providers.kit.terms import Call
from tests.fakes.loopback import raw, serve
from tests.fakes.vendor import Vendor

SECRET = {"Authorization": "Key marked-key", "x-api-key": "marked-key", "X-Goog-Api-Key": "marked-key"}


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with Wire() as one:
        yield one


def keys(at: str) -> Keys:
    return Keys(origin=at, headers=SECRET)


async def test_a_key_goes_to_its_origin() -> None:
    vendor = Vendor()
    with serve(vendor.app) as (url,):
        async with Wire() as wire:
            reply = await wire.send(Call(method="POST", url=f"{url}/x?a=1", json={"prompt": "мяч"}), keys(url))
    assert reply.json() == {"ok": True}
    (asked,) = vendor.seen.asked
    assert (asked.method, asked.path, asked.query, asked.json) == ("POST", "/x", "a=1", {"prompt": "мяч"})
    assert {name: asked.headers[name.lower()] for name in SECRET} == SECRET


async def test_a_key_goes_to_no_other_origin_though_it_be_trusted() -> None:
    vendor, other = Vendor(), Vendor()
    with serve(vendor.app, other.app) as (url, elsewhere):
        async with Wire(trusted=[elsewhere]) as wire:
            await wire.send(Call(method="GET", url=f"{elsewhere}/x"), keys(url))
    assert "marked-key" not in str(other.seen.asked)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_to_another_origin_carries_no_credential(status: int) -> None:
    vendor, other = Vendor(), Vendor()
    with serve(vendor.app, other.app) as (url, elsewhere):
        vendor.seen.answer("any", RedirectResponse(f"{elsewhere}/file", status))
        async with Wire(trusted=[elsewhere]) as wire:
            call = Call(method="GET", url=f"{url}/x", headers={"X-Token": "marked-key", "Accept": "video/mp4"})
            reply = await wire.send(call, keys(url))
    assert reply.status == 200
    assert "marked-key" not in str(other.seen.asked)
    assert other.seen.asked[0].headers["accept"] == "video/mp4"


async def test_a_redirect_at_home_keeps_the_key() -> None:
    vendor = Vendor()
    with serve(vendor.app) as (url,):
        vendor.seen.answer("any", RedirectResponse("/there", 302))
        async with Wire() as wire:
            await wire.send(Call(method="GET", url=f"{url}/x"), keys(url))
    assert [(one.path, one.headers["x-api-key"]) for one in vendor.seen.asked] == [
        ("/x", "marked-key"),
        ("/there", "marked-key"),
    ]


async def test_what_costs_money_follows_no_redirect_away_from_home() -> None:
    vendor, other = Vendor(), Vendor()
    with serve(vendor.app, other.app) as (url, elsewhere):
        vendor.seen.answer("any", RedirectResponse(f"{elsewhere}/x", 307), RedirectResponse("/y", 303))
        async with Wire(trusted=[elsewhere]) as wire:
            for _ in range(2):
                with pytest.raises(BadReply, match="not followed"):
                    await wire.send(Call(method="POST", url=f"{url}/x", json={}), keys(url))
            vendor.seen.answer("any", RedirectResponse("/x/", 307))
            assert (await wire.send(Call(method="POST", url=f"{url}/x", json={"a": 1}), keys(url))).status == 200
    assert other.seen.asked == []
    assert vendor.seen.asked[-1].json == {"a": 1}


async def test_redirects_in_a_circle_come_to_an_end() -> None:
    vendor = Vendor()
    with serve(vendor.app) as (url,):
        vendor.seen.answer("any", *[RedirectResponse("/x", 302)] * 20)
        async with Wire() as wire:
            with pytest.raises(BadReply, match="Too many redirects"):
                await wire.send(Call(method="GET", url=f"{url}/x"), keys(url))
    assert len(vendor.seen.asked) == 6


async def test_nothing_listening_means_nothing_was_sent(wire: Wire) -> None:
    with raw(lambda reader, writer: asyncio.sleep(0)) as url:
        pass
    with pytest.raises(Unavailable, match=r"Can't connect to 127\.0\.0\.1") as caught:
        await wire.send(Call(method="POST", url=f"{url}/x", json={}), keys(url))
    assert type(caught.value) is Unavailable


async def _hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")


async def _stop_in_the_middle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc")
    await writer.drain()


async def _stall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _stop_in_the_middle(reader, writer)
    await asyncio.sleep(30)


async def _babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"220 mail.example ESMTP\r\n\r\n")
    await writer.drain()


async def _trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await _stop_in_the_middle(reader, writer)
    while True:
        writer.write(b"d")
        await writer.drain()
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("script", [_hang_up, _stop_in_the_middle, _stall, _babble, _trickle])
@pytest.mark.parametrize("download", [False, True])
async def test_a_line_that_goes_dead_is_told_within_the_limits(tmp_path: Path, script: object, download: bool) -> None:
    limits = Limits(quiet=0.2, send=0.5, download=0.5)
    with raw(script) as url:  # type: ignore[arg-type]
        async with Wire(limits=limits) as wire:
            call = Call(method="GET", url=f"{url}/x")
            with pytest.raises(Interrupted, match=r"127\.0\.0\.1"):
                await (wire.download(call, keys(url), tmp_path / "part") if download else wire.send(call, keys(url)))


async def test_a_reply_is_read_up_to_a_size() -> None:
    vendor = Vendor()
    with serve(vendor.app) as (url,):
        vendor.seen.answer("any", PlainTextResponse("x" * 5000))
        async with Wire(limits=Limits(reply_bytes=4096)) as wire:
            with pytest.raises(BadReply, match="larger than 4096 bytes"):
                await wire.send(Call(method="GET", url=url), keys(url))


@pytest.mark.parametrize("told", [True, False])
async def test_a_clip_is_fetched_up_to_a_size(tmp_path: Path, told: bool) -> None:
    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n" + (b"Content-Length: 99999\r\n" if told else b"") + b"\r\n")
        while True:
            writer.write(b"x" * 1000)
            await writer.drain()

    with raw(endless) as url:
        async with Wire(limits=Limits(clip_bytes=4096)) as wire:
            with pytest.raises(BadClip, match="larger than 4096 bytes"):
                await wire.download(Call(method="GET", url=url), keys(url), tmp_path / "part")


async def test_a_download_tells_how_far_it_is(tmp_path: Path) -> None:
    vendor, heard = Vendor(), list[float]()
    with serve(vendor.app) as (url,):
        vendor.seen.answer("any", Response(b"x" * 200_000))
        async with Wire() as wire:
            await wire.download(Call(method="GET", url=url), keys(url), tmp_path / "part", heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert (tmp_path / "part").stat().st_size == 200_000


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, BadReply), (403, BadReply), (410, BadReply), (204, BadReply), (429, Unavailable), (503, Unavailable)],
)
async def test_an_address_without_a_clip_is_told_by_what_may_help(
    tmp_path: Path, status: int, kind: type[Trouble]
) -> None:
    vendor = Vendor()
    with serve(vendor.app) as (url,):
        vendor.seen.answer("any", Response(status_code=status, headers={"Retry-After": "9"}))
        async with Wire() as wire:
            with pytest.raises(kind) as caught:
                await wire.download(Call(method="GET", url=url), keys(url), tmp_path / "part")
    assert type(caught.value) is kind
    assert getattr(caught.value, "after", 9.0) == 9.0


async def test_a_key_that_a_vendor_quotes_is_cut_out_of_its_reply() -> None:
    vendor = Vendor()
    with serve(vendor.app) as (url,):
        vendor.seen.answer("any", PlainTextResponse("Unknown key: marked-key", 401, {"X-Said": "marked-key"}))
        async with Wire() as wire:
            reply = await wire.send(Call(method="GET", url=url), keys(url))
    assert reply.text() == "Unknown key: [key]"
    assert "marked-key" not in str(reply)


async def test_a_header_that_can_not_be_sent_is_told_without_its_value(wire: Wire) -> None:
    secret = Keys(origin="http://127.0.0.1:1", headers={"Authorization": "Key marked-key\nX: y"})
    vendor = Vendor()
    with serve(vendor.app) as (url,):
        secret = Keys(origin=url, headers=secret.headers)
        with pytest.raises(BadReply) as caught:
            await wire.send(Call(method="GET", url=url), secret)
    assert "marked" not in str(caught.value)
    assert vendor.seen.asked == []


async def test_a_cookie_is_never_kept() -> None:
    vendor = Vendor()
    with serve(vendor.app) as (url,):
        vendor.seen.answer("any", PlainTextResponse("hello", headers={"Set-Cookie": "who=me; Path=/"}))
        async with Wire() as wire:
            for _ in range(2):
                await wire.send(Call(method="GET", url=url), keys(url))
    assert "cookie" not in vendor.seen.asked[1].headers


def test_a_key_is_in_no_description_of_its_holder() -> None:
    assert "marked-key" not in repr(keys("https://vendor.example"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example", "https://A.example:443/x?y", True),
        ("https://a.example", "http://a.example", False),
        ("https://a.example", "https://a.example:8443", False),
        ("https://a.example", "https://b.a.example", False),
        ("http://127.0.0.1:80", "http://127.0.0.1", True),
    ],
)
def test_an_origin_is_scheme_host_and_port(one: str, other: str, same: bool) -> None:
    assert (origin(one) == origin(other)) is same
