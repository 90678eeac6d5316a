"""Who a stranger's name really is: looked up, checked, and then connected to by that very address.

A name that is checked first and looked up again by the socket can answer twice (DNS rebinding), so both happen here.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpcore

from providers.kit.errors import BadReply

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""From host and port to addresses; `OSError` where the name is unknown."""
_NAT64 = IPv6Network("64:ff9b::/96")


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def is_public(address: str) -> bool:
    """Whether the address lies on the open internet; one that is wrapped in another counts as what it wraps."""
    inner = _unwrapped(ip_address(address))
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address inside an IPv6 one (mapped, NAT64, 6to4, Teredo), or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


class Guard(httpcore.AsyncNetworkBackend):
    """A network that connects to public addresses alone."""

    def __init__(self, resolve: Resolve, network: httpcore.AsyncNetworkBackend) -> None:
        self._resolve = resolve
        self._network = network

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore names it)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to an address that was checked; `BadReply` where any that the name has is not public."""
        last: Exception = httpcore.ConnectError(f"No address is known for {host}")
        for address in await self._addresses(host, port, timeout):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last

    async def _addresses(self, host: str, port: int, seconds: float | None) -> list[str]:
        """The addresses of a name, all of them public."""
        try:
            async with asyncio.timeout(seconds):
                found = await self._resolve(host, port)
        except OSError as error:  # a TimeoutError is one too
            raise httpcore.ConnectError(f"The name can't be looked up: {host}") from error
        if not all(is_public(address) for address in found):
            raise BadReply(f"An address in a reply leads into a private network, which is not followed: {host}")
        return found
