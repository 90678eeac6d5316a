"""The wire: sockets, redirects, limits, and keys by origin. Nothing else imports httpx.

An address is the owner's choice (the provider's own origin, or one named as trusted) or a stranger's (found in a reply
or a redirect). A stranger is reached over https alone, on public addresses alone, checked on the address that is
connected to, and never with a key; directly, past any proxy, since behind one that address can't be checked.
"""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
from base64 import b64encode, urlsafe_b64encode
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import quote

import httpcore
import httpx

from providers.kit.errors import BadClip, BadReply, Interrupted, Trouble, Unavailable
from providers.kit.guard import Guard, Resolve, resolve
from providers.kit.provider import contents, status_problem
from providers.kit.terms import Call, Part, Reply

Progress = Callable[[float], None]
"""Called with the fraction of a download that has come, 0 to 1, where the sender tells the size."""
Reads = Callable[[Reply], Trouble | None]
"""What a reply of the vendor's that is no clip means, where it means anything in particular."""
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_PORTS = {"http": 80, "https": 443}
for _talker in ("httpx", "httpcore"):  # what they log quotes addresses, which may be signed, and headers
    logging.getLogger(_talker).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Headers that are secret, and the vendor's origins, which alone may see them."""

    origin: str
    kin: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(repr=False)
    key: str = field(default="", repr=False)

    @property
    def spellings(self) -> list[bytes]:
        """The key as a reply might quote it, the longest first: plain, in JSON, in an address, in base64."""
        plain = {self.key, *(value.rpartition(" ")[2] for value in self.headers.values())} - {""}
        every = {spelt for one in plain for spelt in (one, json.dumps(one)[1:-1], quote(one), quote(one, safe=""))}
        coded = {code(one.encode()).rstrip(b"=") for one in plain for code in (b64encode, urlsafe_b64encode)}
        return sorted({one.encode() for one in every} | coded, key=len, reverse=True)

    def are_for(self, url: str | httpx.URL) -> bool:
        """Whether that address is one of the vendor's own."""
        return origin(url) in {origin(self.origin), *map(origin, self.kin)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how much the wire puts up with, in seconds and bytes."""

    connect: float = 10.0
    quiet: float = 60.0
    """Without one byte from the other side."""
    send: float = 180.0
    """For a whole request and its reply."""
    download: float = 1800.0
    reply_bytes: int = 16 * 2**20
    clip_bytes: int = 2 * 2**30
    redirects: int = 5


class Carrier(Protocol):
    """What the driver needs of a wire; `Wire` goes out, `rehearse.Rehearsal` plays a script."""

    async def send(self, call: Call, keys: Keys) -> Reply:
        """Make one request, once."""
        ...

    async def download(
        self, call: Call, keys: Keys, into: Path, progress: Progress | None = None, reads: Reads | None = None
    ) -> None:
        """Stream a file to `into`, a temporary name."""
        ...


class Wire:
    """HTTP as the driver needs it; an async context manager, shared by all takes."""

    def __init__(
        self, *, trusted: Collection[str] = (), limits: Limits | None = None, resolve: Resolve = resolve
    ) -> None:
        self._trusted = frozenset(origin(url) for url in trusted)
        self._limits = limits or Limits()
        context = _certificates()
        timeout = httpx.Timeout(self._limits.quiet, connect=self._limits.connect)
        self._own = httpx.AsyncClient(verify=context, timeout=timeout, cookies=_no_cookies())
        transport = _Guarded(context, Guard(resolve, httpcore.AnyIOBackend()))
        self._strangers = httpx.AsyncClient(
            transport=transport, timeout=timeout, cookies=_no_cookies(), trust_env=False
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._own.aclose()
        await self._strangers.aclose()

    async def send(self, call: Call, keys: Keys) -> Reply:
        """Make one request and read its reply whole.

        `Unavailable` where nothing left this machine, `Interrupted` where it may have, `BadReply` for a reply that is
        too large, redirects that lead nowhere, and addresses that a stranger must not name.
        """
        async with self._answer(call, keys, max(self._limits.send, call.patience or 0)) as response:
            return await self._whole(response, keys, call.room)

    async def download(
        self, call: Call, keys: Keys, into: Path, progress: Progress | None = None, reads: Reads | None = None
    ) -> None:
        """Stream a file to `into`, which may be left incomplete where this raises; errors as in `send`.

        A status that may pass is `Unavailable`, any other than 200 is `BadReply`, unless it came from the vendor's own
        origin and `reads` knows better; too large is `BadClip`.
        """
        async with self._answer(call, keys, self._limits.download) as response:
            if response.status_code != 200:
                reply = await self._whole(response, keys)
                known = reads(reply) if reads and keys.are_for(response.url) else None
                raise known or _not_there(reply, response.url.host)
            await self._pour(response, into, progress)

    @asynccontextmanager
    async def _answer(self, call: Call, keys: Keys, seconds: float) -> AsyncIterator[httpx.Response]:
        """The response after redirects, with every failure of the network as one of our own.

        Causes are left out of the chain: httpx's errors carry the request, and with it the key.
        """
        try:
            async with asyncio.timeout(seconds):
                response = await self._follow(call, keys)
                try:
                    yield response
                finally:
                    await response.aclose()
        except NEVER_SENT as error:
            raise Unavailable(f"Can't connect to {_host(call.url)}: {_why(error)}") from None
        except (httpx.LocalProtocolError, httpx.InvalidURL, httpx.UnsupportedProtocol):
            raise BadReply(f"This is no address or header that can be sent; the host: {_host(call.url)}") from None
        except (httpx.HTTPError, httpx.StreamError, TimeoutError) as error:
            raise Interrupted(f"The connection to {_host(call.url)} broke: {_why(error)}") from None

    async def _follow(self, call: Call, keys: Keys) -> httpx.Response:
        """Send, and send on where the reply says so; only a request that changes nothing may change its origin."""
        url, headers = httpx.URL(call.url), dict(call.headers)
        for _ in range(self._limits.redirects + 1):
            response = await self._once(call, url, headers, keys)
            if not response.has_redirect_location:
                return response
            await response.aclose()
            target = url.join(response.headers["location"])
            leaves = origin(target) != origin(url)
            if call.method != "GET" and (leaves or response.status_code not in {307, 308}):
                raise BadReply(f"{url.host} sends a {call.method} elsewhere, which is not followed: {target.host}")
            if leaves:
                headers = {name: value for name, value in headers.items() if name.lower() == "accept"}
            url = target
        raise BadReply(f"Too many redirects, starting at: {_host(call.url)}")

    async def _once(self, call: Call, url: httpx.URL, headers: Mapping[str, str], keys: Keys) -> httpx.Response:
        """One request to one place, with the key where that place is the key's origin."""
        home = keys.are_for(url)
        chosen = home or origin(url) in self._trusted
        if not chosen and url.scheme != "https":
            raise BadReply(f"An address in a reply must begin with https: {url.scheme}://{url.host}")
        secret = keys.headers if home else {}
        client = self._own if chosen else self._strangers
        # identity: a clip gains nothing from compression, and a small reply can't unfold into a huge one
        every = httpx.Headers({"User-Agent": "splitscreen", "Accept-Encoding": "identity"})
        for named in (secret, {"Content-Type": call.media.mime} if call.media else {}, headers):
            every.update(named)
        quiet = httpx.Timeout(max(self._limits.quiet, call.patience or 0), connect=self._limits.connect)
        request = client.build_request(call.method, url, headers=every, timeout=quiet, **_body(call))
        return await client.send(request, stream=True)

    async def _whole(self, response: httpx.Response, keys: Keys, room: int | None = None) -> Reply:
        """The response read to its end, with the key cut out should the vendor quote it."""
        body, limit = bytearray(), max(self._limits.reply_bytes, room or 0)
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > limit:
                raise BadReply(f"A reply is larger than {limit} bytes, from: {response.url.host}")
        headers = {name.lower(): _without(value.encode(), keys).decode() for name, value in response.headers.items()}
        return Reply(status=response.status_code, headers=headers, body=_without(bytes(body), keys))

    async def _pour(self, response: httpx.Response, into: Path, progress: Progress | None) -> None:
        """Write the body to a file as it comes, up to the limit."""
        limit, come = self._limits.clip_bytes, 0
        total = int(response.headers.get("content-length", "0") or 0)
        with into.open("wb") as file:  # not in a thread: a cancel in that instant would leave it open
            async for chunk in response.aiter_bytes():
                come += len(chunk)
                if max(come, total) > limit:
                    raise BadClip(f"The clip is larger than {limit} bytes, from: {response.url.host}")
                file.write(chunk)
                if progress and total:
                    progress(min(1.0, come / total))


class _Guarded(httpx.AsyncHTTPTransport):
    """httpx's own transport on a guarded network, for which it has no argument."""

    def __init__(self, context: ssl.SSLContext, network: Guard) -> None:
        super().__init__(verify=context)
        self._pool = httpcore.AsyncConnectionPool(ssl_context=context, network_backend=network)


def origin(url: str | httpx.URL) -> str:
    """Scheme, host and port, always with the port: two addresses share keys where these are equal."""
    parts = httpx.URL(url)
    return f"{parts.scheme}://{parts.host}:{parts.port or _PORTS.get(parts.scheme, 0)}"


def _body(call: Call) -> dict[str, Any]:
    """The request's body as httpx takes it."""
    if call.form:
        return {"files": [(part.name, _part(part)) for part in call.form]}
    if call.media:
        return {"content": contents(call.media)}
    return {"json": call.json} if call.json is not None else {}


def _part(part: Part) -> tuple[str | None, str | bytes] | tuple[str, bytes, str]:
    if part.media:
        return part.media.path.name, contents(part.media), part.media.mime
    return None, part.value


def _not_there(reply: Reply, host: str) -> Trouble:
    """Why a clip can't be fetched; a refusal by the place it lies at is no fault of the prompt or the key."""
    match status_problem(reply, host):
        case Unavailable() as passing:
            return passing
        case _:
            return BadReply(f"The clip is not at the address that was given; {host} answered {reply.status}")


def _without(text: bytes, keys: Keys) -> bytes:
    """The text with no secret in it."""
    for secret in keys.spellings:
        text = text.replace(secret, b"[key]")
    return text


def _no_cookies() -> CookieJar:
    """A jar that takes no cookie, so that one vendor's reply never colours the next request."""
    return CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))


@cache
def _certificates() -> ssl.SSLContext:
    """Whom the system trusts; read once, since that takes longer than a request."""
    return httpx.create_ssl_context()


def _host(url: str) -> str:
    """The host alone: the rest of an address may be signed, and is nobody's business in a message."""
    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return "?"


def _why(error: Exception) -> str:
    """What httpx says of a failure, or its name where it says nothing."""
    return str(error) or type(error).__name__
