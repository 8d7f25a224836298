"""Lanes: sources of one host stand one behind the other; hosts go side by side."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.core.config import Source


def side_by_side(sources: Sequence[Source], *, per_host: int) -> tuple[tuple[Source, ...], ...]:
    """The sources in lanes, in their order, at most so many lanes a host.

    More of them could not ask at the same time anyway: they would only hold their place while they wait.
    """
    hosts: dict[str, list[Source]] = {}
    for source in sources:
        hosts.setdefault(urlsplit(source.url).netloc.casefold() or source.id, []).append(source)
    return tuple(tuple(own[n::per_host]) for own in hosts.values() for n in range(min(per_host, len(own))))
