"""The fetcher: robots.txt asked, a turn awaited, redirects followed by hand, the body counted, all under one deadline."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpx

from bot.core.config import BotConfig, Source
from bot.core.records import FetchError, Purpose, Request, Snapshot, SourceState, Validators
from bot.fetch import folder, robots
from bot.fetch.bodies import read_body
from bot.fetch.causes import FAILURES, fetch_error, host_of, ran_out_of_time
from bot.fetch.deadline import FIRST_ANSWER_SECONDS, Deadline
from bot.fetch.dialling import check_spelled, guarded_transport, proxy_transport
from bot.fetch.journey import REDIRECTS, USUAL_PORTS, Journey
from bot.fetch.refusals import SHORTEST_WAIT, refusal
from bot.fetch.turns import REST_SECONDS, Turns


class Fetcher:
    """Fetches pages, politely and within limits. An async context manager; one for the whole program."""

    def __init__(self, config: BotConfig, *, now: Callable[[], datetime]) -> None:
        self._config = config
        self._now = now
        self._turns = Turns(config.politeness, concurrency=config.limits.concurrency)
        self._robots = robots.Robots()
        self._transports: dict[str | None, httpx.AsyncHTTPTransport] = {}
        self._agent = f"{config.user_agent} (+{config.contact})" if config.contact else config.user_agent
        self._robot_name = config.user_agent.partition("/")[0].strip()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for transport in self._transports.values():
            await transport.aclose()
        self._transports.clear()

    def visit(self) -> AbstractContextManager[None]:
        """A block in which pages are fetched and read: one that is in hand counts as one under way (`concurrency`)."""
        return self._turns.visit()

    async def fetch(
        self, request: Request, *, source: Source | None = None, validators: Validators | None = None
    ) -> Snapshot:
        """The page as served. With `validators` the answer may be `not_modified`, without a body.

        A page that moved for good is asked for where it lies now; where that fails, once more at its own address.
        Raises FetchError: BLOCKED where we are refused, else BROKEN; its text is one sentence that names the host.
        """
        try:
            return await self._fetched(request, source=source, validators=validators)
        except FetchError as error:
            if validators is None or validators.moved_to is None or error.state is SourceState.BLOCKED:
                raise
            return await self._fetched(request, source=source, validators=None)

    async def _fetched(self, request: Request, *, source: Source | None, validators: Validators | None) -> Snapshot:
        if request.url.lower().startswith("file:"):
            return await asyncio.to_thread(
                folder.saved_page, request.url, source=source, limits=self._config.limits, now=self._now()
            )
        deadline = Deadline(self._config.limits.fetch_seconds)
        journey: Journey | None = None
        try:
            journey = Journey(request, source=source, validators=validators)
            async with deadline:
                return await self._follow(journey, deadline=deadline)
        except (FetchError, *FAILURES) as error:
            failure = fetch_error(error, url=str(journey.url if journey else request.url), seconds=deadline.allowance)
            if journey is not None and ran_out_of_time(error):
                self._turns.close(journey.place, seconds=REST_SECONDS, error=failure)
            raise failure from error

    async def _follow(self, journey: Journey, *, deadline: Deadline) -> Snapshot:
        for _ in range(self._config.limits.redirects + 1):
            journey.check()
            self._turns.leave()
            if journey.source is not None and journey.source.http.proxy:
                port = journey.url.port or USUAL_PORTS[journey.url.scheme]
                check_spelled(journey.url.host, port, allow_private=self._config.network.allow_private)
            delay = await self._permission(journey, deadline=deadline)
            async with self._turns.turn(journey.place, deadline=deadline, delay=delay):
                answer = await self._exchange(journey, deadline=deadline)
            if isinstance(answer, Snapshot):
                return answer
            journey.move(answer[0], status=answer[1])
        raise FetchError(f"redirects more than {self._config.limits.redirects} times", status=HTTPStatus.FOUND)

    async def _permission(self, journey: Journey, *, deadline: Deadline) -> float:
        """Ask robots.txt; the seconds it wants between two requests. Raises FetchError where it says no."""
        if journey.purpose in {Purpose.ROBOTS, Purpose.DELIVERY}:
            return 0.0  # whoever names a webhook wants the delivery

        async def ask(url: str) -> bytes:
            errand = Journey(Request(url=url, purpose=Purpose.ROBOTS), source=journey.source)
            try:
                return (await self._follow(errand, deadline=deadline)).body
            except (FetchError, *FAILURES) as error:
                raise fetch_error(error, url=str(errand.url), seconds=deadline.allowance) from error

        lock = self._robots.lock(journey.origin)
        async with deadline.paused():
            await lock.acquire()
        try:
            rules = await self._robots.rules(journey.origin, ask=ask)
        finally:
            lock.release()
        return rules.check(str(journey.url), agent=self._robot_name)

    async def _exchange(self, journey: Journey, *, deadline: Deadline) -> Snapshot | tuple[str, int]:
        """One request and its answer: the page, or where a redirect points, with its status."""
        request = httpx.Request(
            journey.method,
            journey.url,
            headers=journey.headers(agent=self._agent),
            content=journey.body,
            extensions={"timeout": httpx.Timeout(FIRST_ANSWER_SECONDS, pool=None).as_dict()},
        )
        journey.cookies.set_cookie_header(request)
        # Past httpx's client: it would judge the redirect itself, keep cookies over hosts and log each request.
        response = await self._answer(request, source=journey.source)
        response.request = request
        try:
            journey.cookies.extract_cookies(response)
            headers = tuple(response.headers.multi_items())
            self._check_headers(headers)
            location = response.headers.get("location")
            if response.status_code in REDIRECTS and location:
                return location, response.status_code
            self._check_status(response.status_code, headers, journey)
            return await self._snapshot(response, headers, journey=journey, deadline=deadline)
        finally:
            await response.aclose()

    async def _answer(self, request: httpx.Request, *, source: Source | None) -> httpx.Response:
        """The head of the answer.

        A kept connection may have been closed by the server in the meantime, which shows only when it is used: a GET
        that got no answer at all is asked once more, as browsers do (RFC 9110, 9.2.2).
        """
        transport = self._transport(source)
        try:
            return await transport.handle_async_request(request)
        except httpx.RemoteProtocolError as error:
            if request.method != "GET" or "without sending a response" not in str(error):
                raise
            return await transport.handle_async_request(request)

    async def _snapshot(
        self, response: httpx.Response, headers: tuple[tuple[str, str], ...], *, journey: Journey, deadline: Deadline
    ) -> Snapshot:
        unchanged = response.status_code == HTTPStatus.NOT_MODIFIED
        for_robots = journey.purpose is Purpose.ROBOTS
        limit = robots.SIZE_LIMIT if for_robots else self._config.limits.body_bytes
        body = b"" if unchanged else await read_body(response, limit=limit, received=deadline.received, cut=for_robots)
        return Snapshot(
            url=journey.request.url,
            final_url=str(journey.url),
            status=response.status_code,
            headers=headers,
            body=body,
            fetched_at=self._now(),
            sha256=hashlib.sha256(body).hexdigest(),
            not_modified=unchanged,
            moved_to=journey.moved_to,
        )

    def _check_headers(self, headers: tuple[tuple[str, str], ...]) -> None:
        if sum(len(key) + len(value) for key, value in headers) > self._config.limits.header_bytes:
            raise FetchError("the headers of the answer are larger than any page needs")

    def _check_status(self, status: int, headers: tuple[tuple[str, str], ...], journey: Journey) -> None:
        host = host_of(str(journey.url))
        refused = refusal(status, headers, host=host, now=self._now())
        if refused is not None:
            if status == HTTPStatus.TOO_MANY_REQUESTS and journey.purpose is not Purpose.ROBOTS:
                self._turns.close(journey.place, seconds=refused.retry_after or SHORTEST_WAIT, error=refused)
            raise refused
        if status == HTTPStatus.NOT_MODIFIED and journey.validators is None:
            raise FetchError(f"{host} says that nothing changed (304) though nobody asked", status=status)

    def _transport(self, source: Source | None) -> httpx.AsyncHTTPTransport:
        proxy = source.http.proxy if source is not None else None
        if proxy not in self._transports:
            allowed = self._config.network.allow_private
            self._transports[proxy] = proxy_transport(proxy) if proxy else guarded_transport(allow_private=allowed)
        return self._transports[proxy]
