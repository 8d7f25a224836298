"""Dialling: a host name is resolved once, every answer is checked, and a checked address is the one that is dialled.

A check before the request would be answered by one resolution and the connection by another (rebinding); here
both are the same one. TLS still names the host: httpcore passes it to start_tls itself.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from ipaddress import ip_address

import httpcore
import httpx

from bot.core.records import FetchError, SourceState
from bot.fetch.addresses import may_dial
from bot.fetch.pools import HostPools

ADDRESSES_TRIED = 3
SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections for httpcore, to permitted addresses only."""

    def __init__(self, *, allow_private: bool | tuple[str, ...]) -> None:
        self._allowed = allow_private
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of the host that answers. Raises FetchError when one of them is not permitted."""
        failure: Exception = OSError(f"{host} has no address")
        for address in (await self._permitted(host, port))[:ADDRESSES_TRIED]:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - httpcore's signature
        socket_options: Iterable[SocketOption] | None = None,  # noqa: ARG002 - httpcore's signature
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: nothing on this machine is a source."""
        raise FetchError(f"{path} is a local socket and is never opened", state=SourceState.BLOCKED)

    async def sleep(self, seconds: float) -> None:
        """Wait, for httpcore's own retries (there are none)."""
        await self._inner.sleep(seconds)

    async def _permitted(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        for address in addresses:
            if not may_dial(address, host=host, port=port, allowed=self._allowed):
                raise FetchError(
                    f"{address} is a private address that is not listed in [network] allow_private"
                    if address == host
                    else f"{host} stands for {address}, a private address that is not listed in [network] allow_private",
                    state=SourceState.BROKEN,
                )
        return addresses


def check_spelled(host: str, port: int, *, allow_private: bool | tuple[str, ...]) -> None:
    """Raise FetchError for a host that is a private address by its spelling alone, however odd: 127.1, 0x7f000001, [::1].

    For requests through a proxy, which resolves names itself: whoever is redirected must not use it to look inside.
    """
    address = _spelled(host.strip("[]").rstrip(".").lower())
    if address is not None and not may_dial(address, host=host, port=port, allowed=allow_private):
        raise FetchError(f"{host} is a private address that is not listed in [network] allow_private")


def _spelled(host: str) -> str | None:
    """The address that a host is by its spelling; None for a name."""
    if host == "localhost" or host.endswith(".localhost"):
        return "127.0.0.1"
    for read in (_short_form, ip_address):
        with suppress(OSError, ValueError):  # not an address of that family: perhaps one of the other, perhaps a name
            return str(read(host))
    return None


def _short_form(host: str) -> str:
    """An IPv4 address in any of its spellings, as its four numbers. Raises OSError."""
    return socket.inet_ntoa(socket.inet_aton(host))


def guarded_transport(*, allow_private: bool | tuple[str, ...]) -> httpx.AsyncHTTPTransport:
    """A transport whose every connection is dialled by the guard. httpx has no public hook for it (pinned in pyproject)."""
    context = trust()
    backend = GuardedBackend(allow_private=allow_private)
    transport = httpx.AsyncHTTPTransport(verify=context, trust_env=False)
    transport._pool = HostPools(  # noqa: SLF001 - the only place a backend can be set; tests cover it
        lambda: httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=None,
            max_keepalive_connections=2,
            keepalive_expiry=5.0,
            http1=True,
            http2=True,
            network_backend=backend,
        )
    )
    return transport


@cache
def trust() -> ssl.SSLContext:
    """The certificates that are trusted: read once, it takes a noticeable time."""
    return httpx.create_ssl_context()


def proxy_transport(proxy: str) -> httpx.AsyncHTTPTransport:
    """A transport through a proxy of the operator's choice: a trusted hop, which resolves and dials for us.

    Names are its affair; addresses are checked by `check_spelled` before they are asked for.
    """
    return httpx.AsyncHTTPTransport(verify=trust(), proxy=proxy, trust_env=False)
