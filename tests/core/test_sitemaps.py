"""Source kind "sitemap": maps of every form the protocol allows, and those that attack their reader."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.config import Limits, Source
from bot.core.records import Entry, ReadError, Request, Snapshot
from bot.core.sources import kind, step

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://r.example/sitemap.xml"
SITE = Source("s", "S", "sitemap", URL)


def served(body: str | bytes, *, url: str = URL, kind: str = "application/xml") -> Snapshot:
    """A map as if it had been fetched."""
    content = body.encode() if isinstance(body, str) else body
    return Snapshot(url, url, 200, (("Content-Type", kind),), content, NOW, "0" * 64)


def walked(*maps: Snapshot, source: Source = SITE, limits: Limits | None = None) -> Request | tuple[Entry, ...]:
    """What the walk wants after these maps, or its entries."""
    return step(kind("sitemap"), source, limits=limits or Limits(), seen=maps)


def entries(body: str | bytes, *, source: Source = SITE, limits: Limits | None = None) -> tuple[Entry, ...]:
    """The entries of one map."""
    found = walked(served(body), source=source, limits=limits)
    assert isinstance(found, tuple)
    return found


def urlset(*places: str) -> str:
    """A map of these addresses: each "loc" or "loc lastmod"."""
    rows = "".join(
        f"<url><loc>{loc}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for loc, _, day in (place.partition(" ") for place in places)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def index(*places: str) -> str:
    """An index of maps."""
    return (
        urlset(*places).replace("urlset", "sitemapindex").replace("<url>", "<sitemap>").replace("</url>", "</sitemap>")
    )


def test_addresses_come_newest_first_and_their_lastmod_is_no_date_of_publication() -> None:
    """It stands in the note, so that a changed page is read again."""
    found = entries(urlset("/old 2026-01-02", "/none", "/new 2026-11-23T10:00:00Z", "ftp://r.example/x"))
    assert [entry.url for entry in found] == [f"https://r.example/{name}" for name in ("new", "old", "none")]
    assert [entry.note for entry in found] == ["changed 2026-11-23T10:00:00+00:00", "changed 2026-01-02", None]
    assert {entry.published for entry in found} == {None}


def test_a_lastmod_that_nearly_all_share_is_the_time_the_map_was_written() -> None:
    """Else each new writing of the map would have every page read again."""
    found = entries(urlset(*(f"/{n} 2026-11-24T06:00:00Z" for n in range(12)), "/x 2026-11-01"))
    assert [entry.note for entry in found if entry.note] == ["changed 2026-11-01"]


def test_a_news_sitemap_tells_title_and_day() -> None:
    """The title of an image does not count."""
    body = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
        ' xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://r.example/a</loc><!-- c -->'
        "<i:image><i:title>A photo</i:title></i:image><n:news><n:publication><n:name>R</n:name></n:publication>"
        "<n:publication_date>2026-11-23T10:00:00+01:00</n:publication_date><n:title>67,000 accounts</n:title></n:news>"
        "</url></urlset>"
    )
    (entry,) = entries(body)
    assert entry.title == "67,000 accounts"
    assert entry.published is not None
    assert entry.published.iso == "2026-11-23T10:00:00+01:00"


def test_of_an_index_the_maps_that_changed_last_are_asked_for() -> None:
    """Ten at most, one index in another at most twice, none twice."""
    first = served(index(*(f"/map{n}.xml 2026-11-{n:02}" for n in range(1, 21)), "/sitemap.xml 2026-11-24"))
    seen = [first]
    asked = []
    while isinstance(wanted := walked(*seen), Request):
        asked.append(wanted.url)
        seen.append(served(urlset(f"{wanted.url}/page"), url=wanted.url))
    assert asked == [f"https://r.example/map{n}.xml" for n in range(20, 10, -1)]
    assert len(wanted) == 10
    nested = served(index("/b.xml"), url="https://r.example/a.xml")
    deeper = served(index("/c.xml"), url="https://r.example/b.xml")
    assert walked(served(index("/a.xml")), nested, deeper) == ()


def test_without_dates_news_maps_come_first_then_the_last_ones() -> None:
    """As sites number their maps upwards."""
    wanted = walked(served(index("/news-map.xml", "/posts-1.xml", "/posts-2.xml")))
    assert isinstance(wanted, Request)
    assert wanted.url == "https://r.example/news-map.xml"


def test_packed_maps_and_plain_lists_of_addresses_are_read() -> None:
    """Whatever they are labelled."""
    assert len(entries(gzip.compress(urlset("/a", "/b").encode()))) == 2
    found = entries("https://r.example/a?s=1\n\nhttps://r.example/b\n", source=replace(SITE, drop_parameters=("s",)))
    assert [entry.url for entry in found] == ["https://r.example/a", "https://r.example/b"]
    assert entries(urlset("/公告").encode("gb18030"), source=replace(SITE, encoding="gb18030"))[0].url is not None


def test_filters_look_at_addresses_before_the_map_is_cut() -> None:
    """A map names every page of a site; `include` says which are news."""
    source = replace(SITE, include=("/news/",), exclude=("/news/sport/",))
    body = urlset(*(f"/about/{n} 2026-11-20" for n in range(30)), "/news/1 2026-01-01", "/news/sport/2 2026-11-01")
    assert [e.url for e in entries(body, source=source, limits=Limits(entries=5))] == ["https://r.example/news/1"]
    assert len(entries(urlset(*(f"/{n}" for n in range(30))), limits=Limits(entries=5))) == 5


def test_damage_is_forgiven_as_far_as_it_goes() -> None:
    """A map that was cut, or holds a bare ampersand."""
    body = urlset("/a", "/b?x=1&y=2", "/c")
    assert [e.url for e in entries(body[: body.rindex("<loc>")])] == [
        "https://r.example/a",
        "https://r.example/b?x=1=2",
    ]


LAUGHS = '<!DOCTYPE u [<!ENTITY a "aaaaaaaa">]><urlset><url><loc>/&a;</loc></url></urlset>'


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b" ", "empty"),
        (b"<html><body>no</body></html>", "an HTML page"),
        (b"<!doctype html><html><head><title>x</title></head></html>", "an HTML page"),
        (b"<rss version='2.0'><channel/></rss>", 'kind = "feed"'),
        (b"<urls/>", "its root is <urls>"),
        (b'{"a": 1}', "neither XML nor a list"),
        (b"<", "no XML"),
        (LAUGHS.encode(), "entities"),
        (LAUGHS.encode("utf-16"), "entities"),
        (b"<urlset>" + b"<a>" * 5000, "nested deeper"),
        (b"<urlset a='" + b"x" * 70_000 + b"'/>", "tag larger than any sitemap"),
        (gzip.compress(b"\0" * 12_000_000), "holds more than"),
        (gzip.compress(b"<urlset/>" * 100)[:-9], "cut short"),
        (b"\x1f\x8b\x08\x00garbage-that-is-no-stream", "damaged"),
    ],
    ids=[
        "empty",
        "html",
        "html5",
        "feed",
        "root",
        "json",
        "torn",
        "laughs",
        "utf16",
        "deep",
        "long-tag",
        "bomb",
        "cut",
        "damaged",
    ],
)
def test_what_is_no_map_or_attacks_its_reader_is_named(body: bytes, why: str) -> None:
    """In a sentence that says what came instead."""
    with pytest.raises(ReadError) as caught:
        entries(body)
    assert why in str(caught.value)


def test_external_entities_load_nothing() -> None:
    """A DTD that only names another file is left where it is."""
    body = '<!DOCTYPE urlset SYSTEM "file:///etc/passwd">' + urlset("/a").partition("?>")[2]
    assert [entry.url for entry in entries(body)] == ["https://r.example/a"]


def test_a_map_of_a_million_addresses_is_read_up_to_the_bound() -> None:
    """`links` bounds what is looked at, `entries` what is kept."""
    body = urlset(*(f"/{n}" for n in range(5000)))
    assert len(entries(body, limits=Limits(links=100, entries=1000))) == 100
