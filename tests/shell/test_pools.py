"""Connections are kept host by host, and no more of them than agreed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpcore

from bot.fetch.pools import HostPools

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"


@asynccontextmanager
async def server(seen: list[int]) -> AsyncIterator[int]:
    """A server on loopback that keeps its connections open; gives its port, and notes every connection there."""
    port, open_ = 0, asyncio.TaskGroup()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(ANSWER)
        except asyncio.IncompleteReadError:
            writer.close()
            await writer.wait_closed()

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(port)
        open_.create_task(answer(reader, writer))

    async with open_, await asyncio.start_server(serve, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        yield port


async def asked(pools: HostPools, port: int) -> bytes:
    """The body a server answers with."""
    return (await pools.request("GET", f"http://127.0.0.1:{port}/")).content


def test_each_host_keeps_its_connection_until_others_want_its_place() -> None:
    """With places for two: asked again at once, a host needs no new connection; the one asked longest ago makes room."""
    seen: list[int] = []

    async def go() -> tuple[list[int], int, int]:
        async with AsyncExitStack() as doors:
            one, two, three = [await doors.enter_async_context(server(seen)) for _ in range(3)]
            pools = HostPools(httpcore.AsyncConnectionPool, kept=2)
            for port in (one, one, two, one, three, one, two):
                assert await asked(pools, port) == b"hi"
            held = len(pools.connections)
            await pools.aclose()
            return [[one, two, three].index(port) for port in seen], held, len(pools.connections)

    assert asyncio.run(go()) == ([0, 1, 2, 1], 2, 0)


def test_a_host_with_a_page_under_way_keeps_its_place() -> None:
    """Room is made by closing what is idle; where nothing is, there are more connections for a while."""
    seen: list[int] = []

    async def go() -> tuple[bytes, int]:
        async with AsyncExitStack() as doors:
            one, two = [await doors.enter_async_context(server(seen)) for _ in range(2)]
            pools = HostPools(httpcore.AsyncConnectionPool, kept=1)
            async with pools.stream("GET", f"http://127.0.0.1:{one}/") as answer:
                assert await asked(pools, two) == b"hi"
                held = len(pools.connections)
                body = await answer.aread()
            await pools.aclose()
            return body, held

    assert asyncio.run(go()) == (b"hi", 2)


def test_two_requests_to_one_host_at_once_share_its_pool() -> None:
    """Also while room has to be made: no connection is left that nobody closes."""
    seen: list[int] = []

    async def go() -> tuple[int, int]:
        async with AsyncExitStack() as doors:
            one, two = [await doors.enter_async_context(server(seen)) for _ in range(2)]
            pools = HostPools(httpcore.AsyncConnectionPool, kept=1)
            assert await asked(pools, one) == b"hi"
            bodies = await asyncio.gather(asked(pools, two), asked(pools, two))
            assert set(bodies) == {b"hi"}
            held = len(pools.connections)
            await pools.aclose()
            return held, seen.count(two)

    held, opened = asyncio.run(go())
    assert held == opened
