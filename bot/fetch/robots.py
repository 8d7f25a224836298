"""robots.txt as RFC 9309 reads it: 4xx means no rules, 5xx or no answer means stay away; kept for a day."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from protego import Protego

from bot.core.records import FetchError, SourceState

SIZE_LIMIT = 512 * 1024  # RFC 9309 2.5: at least 500 KiB must be read
KEPT_SECONDS = 24 * 3600.0
KEPT_AFTER_FAILURE = 600.0
LONGEST_DELAY = 30.0
LONGEST_LINE = 2000
MOST_WILDCARDS = 8  # more of them make matching slow; cut there, a rule covers more, never less
_WILDCARDS = re.compile(r"\*+")

Ask = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin's robots.txt says, or why it could not be had."""

    parser: Protego | None
    refused: FetchError | None
    until: float

    def check(self, url: str, *, agent: str) -> float:
        """Seconds to leave between two requests. Raises FetchError (BLOCKED) where the page may not be fetched."""
        if self.refused is not None:
            raise self.refused
        if self.parser is None:
            return 0.0
        if not self.parser.can_fetch(url, agent):
            raise FetchError("robots.txt does not allow this page to be fetched", state=SourceState.BLOCKED)
        return min(float(self.parser.crawl_delay(agent) or 0.0), LONGEST_DELAY)


class Robots:
    """The rules of every origin asked so far."""

    def __init__(self) -> None:
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    def lock(self, origin: str) -> asyncio.Lock:
        """Held while an origin's rules are had, so that they are asked for once."""
        return self._locks.setdefault(origin, asyncio.Lock())

    async def rules(self, origin: str, *, ask: Ask) -> Rules:
        """The rules of scheme://host:port, had by `ask` unless still fresh."""
        now = asyncio.get_running_loop().time()
        known = self._rules.get(origin)
        if known is None or known.until < now:
            known = self._rules[origin] = await _had(f"{origin}/robots.txt", ask=ask, now=now)
        return known


async def _had(url: str, *, ask: Ask, now: float) -> Rules:
    try:
        body = await ask(url)
    except FetchError as error:
        if error.status is not None and 300 <= error.status < 500:
            return Rules(None, None, now + KEPT_SECONDS)
        return Rules(None, _refusal(error), now + KEPT_AFTER_FAILURE)
    return Rules(parsed(body), None, now + KEPT_SECONDS)


def _refusal(error: FetchError) -> FetchError:
    """A host that answered with an error keeps us out; one that did not answer at all is simply not there."""
    if error.status is None:
        return error
    return FetchError(
        f"robots.txt could not be read, so nothing is fetched there: {error}",
        state=SourceState.BLOCKED,
        retry_after=error.retry_after,
    )


def parsed(body: bytes) -> Protego:
    """The rules in a robots.txt of any size and content; what is no rule is ignored."""
    text = body[:SIZE_LIMIT].decode("utf-8-sig", "replace")
    return Protego.parse("\n".join(_bounded(line) for line in text.splitlines()))


def _bounded(line: str) -> str:
    short = _WILDCARDS.sub("*", line[:LONGEST_LINE])
    parts = short.split("*")
    return short if len(parts) <= MOST_WILDCARDS + 1 else "*".join(parts[: MOST_WILDCARDS + 1]) + "*"
