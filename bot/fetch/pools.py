"""One connection pool a host: what a request costs does not grow with the number of hosts that a round asks.

httpcore's pool looks at every connection for every other one whenever a request begins or ends (1.0.9): with a hundred
hosts that took a sixth of the processor's time of a round in which nothing had changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import httpcore

# Hosts whose connections are kept for their next request; beyond them the idle ones are closed.
KEPT = 100


class HostPools(httpcore.AsyncConnectionPool):
    """Sends each request through the pool of its scheme, host and port; `pool` makes one."""

    def __init__(self, pool: Callable[[], httpcore.AsyncConnectionPool], *, kept: int = KEPT) -> None:
        super().__init__()
        self._made = pool
        self._kept = kept
        self._hosts: OrderedDict[str, httpcore.AsyncConnectionPool] = OrderedDict()

    @property
    def connections(self) -> list[httpcore.AsyncConnectionInterface]:
        """All connections that are open."""
        return [connection for pool in self._hosts.values() for connection in pool.connections]

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """The answer to a request, its body not yet read."""
        host = str(request.url.origin)
        if host not in self._hosts:
            self._hosts[host] = self._made()
        self._hosts.move_to_end(host)
        pool = self._hosts[host]
        if len(self._hosts) > self._kept:
            await self._close_oldest(beside=host)
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        """Close all connections."""
        while self._hosts:
            await self._hosts.popitem()[1].aclose()

    async def _close_oldest(self, *, beside: str) -> None:
        """Close the host that was asked longest ago and has nothing under way; never the one that is asked now."""
        for host, pool in self._hosts.items():
            if host != beside and all(connection.is_idle() for connection in pool.connections):
                del self._hosts[host]
                await pool.aclose()
                return
