"""What an address leads to: a feed, a sitemap of news, a list page that selectors can be proposed for, or nothing of it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from statistics import mean
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bot.cli.tables import width
from bot.cli.trying import data_hint, entries_of
from bot.core.config import Source
from bot.core.records import Entry, FetchError, ReadError, Request, Snapshot
from bot.fetch import Fetcher
from bot.readers import Readers, SurveyJob
from bot.settings import Settings

if TYPE_CHECKING:  # what it comes with takes a second to load, and belongs to the workers
    from bot.core.article.offers import Offers
    from bot.core.article.proposal import Proposal

# Where sites put a feed that they do not name; the first three also below the address itself.
NEAR = ("feed", "rss.xml", "feed.xml")
USUAL_PATHS = ("/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/rss", "/index.xml")
USUAL_MAPS = ("/sitemap.xml", "/sitemap_index.xml")
MOST_MAPS = 4
MOST_NAMED = 8
# A list whose items the page does not date is proposed only when it is long and its titles say something.
LEAST_ITEMS = 3
LEAST_ADDRESSED = 5  # days in addresses alone: an article's related stories have them too
LEAST_DATED = 0.5
LEAST_UNDATED = 8
LEAST_TITLE = 25  # columns of a terminal, in the mean: 25 letters, 13 Chinese characters
_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Discovery:
    """A source that was found, its items, how it was found in words, and other feeds that were seen."""

    source: Source
    entries: tuple[Entry, ...]
    how: str
    others: tuple[str, ...] = ()
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Explorer:
    """The open doors that looking around needs."""

    fetcher: Fetcher
    readers: Readers
    settings: Settings

    async def discover(self, url: str) -> Discovery:
        """The best source at an address. Raises FetchError when there is no page, ReadError when there is no source."""
        page = await self.fetcher.fetch(Request(url))
        itself = await self._first(("feed", "sitemap"), (url,), how="the address itself", page=page)
        if itself is not None:
            return itself
        survey = await self.readers.surveyed(SurveyJob(_source("list", url), page, "offers"))
        if survey.paths is not None:
            api = replace(_source("json", url), json=survey.paths)
            found = await self._tried(api, how="paths proposed for the answer", page=page)
            if found is not None and found.entries:
                return found
        named = [address for address, _ in survey.offers.feeds] if survey.offers is not None else []
        found = await self._first(("feed",), named[:MOST_NAMED], how="named by the page")
        if found is not None:
            return replace(found, others=tuple(address for address in named if address != found.source.url))
        found = await self._first(("feed",), _usual_feeds(page), how="at a usual place")
        if found is not None:
            return found
        maps = [one async for one in self._maps(page)]
        news = next((one for one in maps if any(entry.title and entry.published for entry in one.entries)), None)
        listed = await self._listed(page, survey.offers.proposal if survey.offers is not None else None)
        found = news or listed or _below(maps, page)
        if found is None:
            raise ReadError(_nothing(page, problem=survey.problem, offers=survey.offers))
        return found

    async def _first(
        self, kinds: Iterable[str], addresses: Iterable[str], *, how: str, page: Snapshot | None = None
    ) -> Discovery | None:
        """The first of these addresses that is of one of these kinds; one that holds items before an empty one.

        `page` is what stands at the address, where that is known already.
        """
        empty: Discovery | None = None
        for address in dict.fromkeys(addresses):
            for name in kinds:
                found = await self._tried(_source(name, address), how=how, page=page)
                if found is not None and found.entries:
                    return found
                empty = empty or found
        return empty

    async def _tried(self, source: Source, *, how: str, page: Snapshot | None = None) -> Discovery | None:
        """A source with its items; None where the address is no such thing, which is told by the caller finding none."""
        known = (page,) if page is not None else ()
        try:
            entries, _ = await entries_of(
                source, fetcher=self.fetcher, readers=self.readers, settings=self.settings, known=known
            )
        except (FetchError, ReadError):
            return None
        return Discovery(source, entries, how)

    async def _maps(self, page: Snapshot) -> AsyncIterator[Discovery]:
        """The sitemaps that robots.txt names, then those at the usual places."""
        addresses = [*(await self._named_maps(page)), *(urljoin(page.final_url, path) for path in USUAL_MAPS)]
        for address in list(dict.fromkeys(addresses))[:MOST_MAPS]:
            found = await self._tried(_source("sitemap", address), how="the site's sitemap")
            if found is not None and found.entries:
                yield found

    async def _named_maps(self, page: Snapshot) -> list[str]:
        try:
            robots = await self.fetcher.fetch(Request(urljoin(page.final_url, "/robots.txt")))
        except FetchError:
            return []  # a site without robots.txt names no sitemap
        named = _SITEMAP.findall(robots.body[:100_000].decode("utf-8", "replace"))
        return sorted(named, key=lambda address: "news" not in address.lower())

    async def _listed(self, page: Snapshot, proposal: Proposal | None) -> Discovery | None:
        """The page as a list by the proposed selectors, where they find what the page was seen to hold."""
        if proposal is None or proposal.items < _least(proposal):
            return None
        source = replace(_source("list", page.url), list=proposal.options, lang=proposal.lang)
        found = await self._tried(source, how="selectors proposed for the page", page=page)
        if found is None or len(found.entries) * 2 < proposal.items:
            return None
        if proposal.dated < LEAST_DATED and mean(width(entry.title) for entry in found.entries) < LEAST_TITLE:
            return None
        return replace(found, proposal=proposal)


def _least(proposal: Proposal) -> int:
    """How many items a list must have to be proposed."""
    if proposal.dated < LEAST_DATED:
        return LEAST_UNDATED
    return LEAST_ADDRESSED if proposal.by == "address" else LEAST_ITEMS


def _below(maps: list[Discovery], page: Snapshot) -> Discovery | None:
    """A plain sitemap, kept to the addresses below the page: it names every page of a site."""
    folder = urlsplit(page.final_url).path.rpartition("/")[0] + "/"
    for found in maps:
        pattern = f"//[^/]+{re.escape(folder)}." if folder != "/" else None
        source = replace(found.source, include=(pattern,) if pattern else ())
        entries = [entry for entry in found.entries if pattern is None or re.search(pattern, entry.url or "")]
        if entries:
            return replace(found, source=source, entries=tuple(entries))
    return None


def _usual_feeds(page: Snapshot) -> list[str]:
    below = page.final_url.partition("?")[0].rstrip("/") + "/"
    near = [urljoin(below, name) for name in NEAR] if urlsplit(below).path != "/" else []
    return [*near, *(urljoin(page.final_url, path) for path in USUAL_PATHS)]


def _source(kind: str, url: str) -> Source:
    return Source(id="new", name="new", kind=kind, url=url)  # type: ignore[arg-type]  # one of the kinds, by the callers above


def _nothing(page: Snapshot, *, problem: str | None, offers: Offers | None) -> str:
    start = f"{page.final_url}: no feed here, named by the page or at a usual place, and no sitemap"
    if problem is not None:
        return f"{start}; the page could not be looked at ({problem})."
    if (page.header("content-type") or "").partition(";")[0].strip().endswith("json"):
        return f"{start}; it answers with JSON, and no list of items with title and address was found in it."
    if offers is not None and offers.scripted:
        return f"{start}; the page is drawn by JavaScript, its file holds no list. {data_hint(offers)}"
    return (
        f"{start}; and no list of links on it reads like announcements. Name one by [list] selectors, if there is one."
    )
