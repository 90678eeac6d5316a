"""Addresses that a reply names: who may be reached, and how that is known."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpcore
import pytest
from starlette.responses import RedirectResponse

from providers.kit.errors import BadReply, Unavailable
from providers.kit.guard import Guard, is_public
from providers.kit.http import Keys, Wire
from providers.kit.terms import Call
from tests.fakes.loopback import serve
from tests.fakes.vendor import Vendor


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with Wire() as one:
        yield one


def keys(at: str) -> Keys:
    return Keys(origin=at, headers={"Authorization": "Key marked-key"})


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/x",
        "http://example.org/x",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "data:video/mp4;base64,AAAA",
        "/relative",
        "https://",
        "https://example.org:port/x",
        "",
    ],
)
async def test_a_stranger_is_reached_over_https_alone(wire: Wire, tmp_path: Path, url: str) -> None:
    with pytest.raises(BadReply):
        await wire.download(Call(method="GET", url=url), keys("https://vendor.example"), tmp_path / "part")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "[::1]", "[fe80::1]", "[::ffff:10.0.0.1]", "0"]
)
async def test_a_stranger_on_a_private_network_is_refused_by_address(wire: Wire, host: str) -> None:
    with pytest.raises(BadReply, match="private network"):
        await wire.send(Call(method="GET", url=f"https://{host}/x"), keys("https://vendor.example"))


async def test_a_stranger_on_a_private_network_is_refused_by_name() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return ["93.184.215.14", "10.0.0.7"]

    async with Wire(resolve=resolve) as wire:
        with pytest.raises(BadReply, match=r"private network.*cdn\.example"):
            await wire.send(Call(method="GET", url="https://cdn.example/x"), keys("https://vendor.example"))


async def test_a_stranger_on_a_private_network_is_refused_by_redirect() -> None:
    vendor, inside = Vendor(), Vendor()
    with serve(vendor.app, inside.app) as (url, secret):
        async with Wire() as wire:
            for target in (secret, secret.replace("http:", "https:")):
                vendor.seen.answer("any", RedirectResponse(target, 302))
                with pytest.raises(BadReply):
                    await wire.send(Call(method="GET", url=f"{url}/x"), keys(url))
    assert inside.seen.asked == []


async def test_a_vendors_own_server_is_no_door_for_another_vendor() -> None:
    own = Vendor()
    with serve(own.app) as (url,):
        async with Wire() as wire:
            assert (await wire.send(Call(method="GET", url=url), keys(url))).status == 200
            with pytest.raises(BadReply):
                await wire.send(Call(method="GET", url=url), keys("https://vendor.example"))
    assert len(own.seen.asked) == 1


async def test_a_name_is_looked_up_once_and_connected_to_by_the_address_that_was_checked() -> None:
    answers = [["93.184.215.14"], ["127.0.0.1"]]
    reached: list[str] = []

    class Network(httpcore.AsyncMockBackend):
        async def connect_tcp(self, host: str, *more: object, **named: object) -> httpcore.AsyncNetworkStream:
            reached.append(host)
            return await super().connect_tcp(host, 443)

    async def resolve(host: str, port: int) -> list[str]:
        return answers.pop(0)

    await Guard(resolve, Network([])).connect_tcp("rebinding.example", 443)
    assert reached == ["93.184.215.14"]


async def test_every_address_of_a_name_is_tried() -> None:
    reached: list[str] = []

    class Network(httpcore.AsyncMockBackend):
        async def connect_tcp(self, host: str, *more: object, **named: object) -> httpcore.AsyncNetworkStream:
            reached.append(host)
            raise httpcore.ConnectError("refused")

    async def resolve(host: str, port: int) -> list[str]:
        return ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]

    with pytest.raises(httpcore.ConnectError, match="refused"):
        await Guard(resolve, Network([])).connect_tcp("two.example", 443)
    assert len(reached) == 2


@pytest.mark.parametrize("error", [OSError("unknown name"), TimeoutError()])
async def test_a_name_that_nobody_knows_is_out_of_reach(error: OSError) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        raise error

    async with Wire(resolve=resolve) as wire:
        with pytest.raises(Unavailable, match=r"looked up: cdn\.example") as caught:
            await wire.send(Call(method="GET", url="https://cdn.example/x"), keys("https://vendor.example"))
    assert type(caught.value) is Unavailable


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("64:ff9b::5db8:d70e", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("::ffff:127.0.0.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("ff02::1", False),
        ("240.0.0.1", False),
        ("0.0.0.0", False),
        ("fc00::1", False),
        ("fe80::1%eth0", False),
    ],
)
def test_only_the_open_internet_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public
