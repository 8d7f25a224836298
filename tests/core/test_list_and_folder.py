"""Index pages read item by item, and folders of saved pages, feeds and archives."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.config import Limits, ListOptions, Source
from bot.core.records import Entry, ReadError, Request
from bot.core.sources import LISTING_TYPE, kind, step
from bot.core.sources.kinds import ARCHIVE_TYPE
from tests.core.listings import INDEX, rss, snapshot

PAGE = """<html><head><base href="/base/"></head><body><ul class="news">
<li><h5><a href="1.html" title="处置账号6.7万个">处置账号6…</a></h5><span class="times">2026-09-18</span></li>
<li><h5><a href="2.html" title="第二条">第二条</a></h5><span class="times">2026年9月16日 10:00</span></li>
<li><h5>only words</h5></li></ul><a class="next" href="{next}">next</a></body></html>"""


def listed(source: Source, *pages: str) -> Request | tuple[Entry, ...]:
    """A walk over saved index pages."""
    seen = tuple(snapshot(page, url=f"https://r.example/news/{n}", kind="text/html") for n, page in enumerate(pages))
    return step(kind("list"), source, limits=Limits(), seen=seen)


def test_an_index_page_is_read_item_by_item() -> None:
    """Whole titles from the attribute, links by the page's base, times in the language's zone."""
    found = listed(replace(INDEX, list=replace(INDEX.list or ListOptions(""), next=None)), PAGE)
    assert isinstance(found, tuple)
    assert [(e.title, e.url, e.published and e.published.iso) for e in found] == [
        ("处置账号6.7万个", "https://r.example/base/1.html", "2026-09-18"),
        ("第二条", "https://r.example/base/2.html", "2026-09-16T10:00:00+08:00"),
    ]
    assert [e.note for e in found] == [None, "zone inferred"]


def test_the_next_page_is_asked_for_as_often_as_allowed() -> None:
    """Not beyond `pages`, and never the same one twice."""
    assert listed(INDEX, PAGE.format(next="p2.html")) == Request("https://r.example/base/p2.html")
    found = listed(INDEX, PAGE.format(next="p2.html"), PAGE.format(next="p3.html"))
    assert isinstance(found, tuple)
    assert len(found) == 4
    own = listed(replace(INDEX, url="https://r.example/base/x"), PAGE.format(next="x"))
    assert isinstance(own, tuple)
    none = listed(INDEX, PAGE.replace("<a class", "<b class"))
    assert isinstance(none, tuple)


def test_the_next_page_may_stand_in_an_attribute() -> None:
    """Of a button, say."""
    source = replace(INDEX, list=ListOptions("li", next="button@data-next", pages=2))
    page = '<li><a href="/1">A</a></li><button data-next="/news/?p=2">More</button>'
    wanted = step(kind("list"), source, limits=Limits(), seen=(snapshot(page, url=INDEX.url, kind="text/html"),))
    assert isinstance(wanted, Request)
    assert wanted.url == "https://r.example/news/?p=2"


def test_link_and_title_have_sensible_defaults() -> None:
    """The first link of the item, its text, or its title where the text is cut; an item may be the link itself."""
    plain = replace(INDEX, list=ListOptions("li, p > a"))
    page = (
        '<li><a href="/1" title="Whole title">Whole…</a></li><li><a href="/2" title="x">Two</a></li>'
        '<p><a href="/3">Three</a></p><li>No link</li><li><a>nameless</a></li>'
    )
    found = listed(plain, page)
    assert isinstance(found, tuple)
    assert [(e.title, e.url) for e in found] == [
        ("Whole title", "https://r.example/1"),
        ("Two", "https://r.example/2"),
        ("Three", "https://r.example/3"),
        ("nameless", None),
    ]


@pytest.mark.parametrize("date", [None, "a@href"])
def test_a_date_may_stand_in_the_address(date: str | None) -> None:
    """By itself, or by a selector that says so; a selector that finds other words gives none."""
    page = '<p><a href="/2026/11/23/a.html">A</a></p><p><a href="/news/t20261122_1.html">B</a></p><p><a href="/c">C</a></p>'
    found = listed(replace(INDEX, list=ListOptions("p", date=date)), page)
    assert isinstance(found, tuple)
    assert [entry.published.iso if entry.published else None for entry in found] == ["2026-11-23", "2026-11-22", None]
    worded = listed(replace(INDEX, list=ListOptions("p", date="a")), page)
    assert isinstance(worded, tuple)
    assert {entry.published for entry in worded} == {None}


def test_a_link_may_stand_in_an_attribute() -> None:
    """`link = "div@data-url"`, `link = "@data-url"`."""
    page = '<li data-url="/own"><div data-url="/inner">A</div></li>'
    for link, url in (("div@data-url", "/inner"), ("@data-url", "/own")):
        found = listed(replace(INDEX, list=ListOptions("li", title="div", link=link)), page)
        assert isinstance(found, tuple)
        assert found[0].url == f"https://r.example{url}"


def test_an_item_without_link_or_with_filters_keeps_its_own_text() -> None:
    """It is the document, or what the filter looks at."""
    options = ListOptions("article", title="h1")
    found = listed(replace(INDEX, list=options), "<article><h1>T</h1><p>67,000 accounts</p></article>")
    assert isinstance(found, tuple)
    assert (found[0].url, found[0].text) == (None, "T\n67,000 accounts")


def test_an_empty_page_and_a_missing_section_are_named() -> None:
    """A page that holds nothing is no list; nor is a source without selectors."""
    with pytest.raises(ReadError, match="empty"):
        listed(INDEX, "  ")
    with pytest.raises(ReadError, match=r"\[list\]"):
        listed(replace(INDEX, list=None))
    with pytest.raises(ReadError, match="cannot be read"):
        listed(replace(INDEX, list=ListOptions("li[")), PAGE)


def test_a_page_without_items_has_no_entries() -> None:
    """What that means is for the expectation to say."""
    assert listed(replace(INDEX, list=ListOptions("li.gone")), PAGE) == ()


FOLDER = Source("s", "S", "folder", "saved pages", file=Path("/conf/sources/s.toml"))


def test_a_folder_gives_its_pages_and_the_entries_of_its_feeds() -> None:
    """Other files are left alone; a changed file has another note."""
    rows = [
        {"name": "b c.html", "size": 5, "mtime": 1},
        {"name": "x.bin", "size": 5, "mtime": 1},
        {"name": "f.xml", "size": 9, "mtime": 1},
    ]
    listing = snapshot(json.dumps(rows), url="file:///conf/sources/saved%20pages", kind=LISTING_TYPE)
    assert step(kind("folder"), FOLDER, limits=Limits(), seen=()) == Request("file:saved%20pages")
    wanted = step(kind("folder"), FOLDER, limits=Limits(), seen=(listing,))
    assert wanted == Request("file:///conf/sources/saved%20pages/f.xml")
    feed = snapshot(rss("<title>A</title><link>https://r.example/a</link>"), url=wanted.url)
    found = step(kind("folder"), FOLDER, limits=Limits(), seen=(listing, feed))
    assert isinstance(found, tuple)
    assert [(e.title, e.url) for e in found] == [
        ("b c", "file:///conf/sources/saved%20pages/b%20c.html"),
        ("A", "https://r.example/a"),
    ]
    assert found[0].note == "5 bytes, changed 1"


def test_an_archive_gives_its_pages_and_a_feed_that_is_none_itself() -> None:
    """Damage is an item that cannot be read; JSON that is no feed is some other data."""
    names = ("a.warc.gz", "f.xml", "d.json")
    listing = snapshot(
        json.dumps([{"name": name, "size": 5, "mtime": 1} for name in names]), url="file:///s", kind=LISTING_TYPE
    )
    rows = [
        {"offset": 0, "url": "https://r.example/1", "date": "2026-11-20T08:00:00Z", "problem": None},
        {"offset": 99, "url": "", "date": "", "problem": "cut"},
    ]
    archive = snapshot(json.dumps(rows), url="file:///s/a.warc.gz", kind=ARCHIVE_TYPE)
    page = snapshot("<html>no feed</html>", url="file:///s/f.xml", kind="text/xml")
    data = snapshot('{"rows": 1}', url="file:///s/d.json", kind="application/json")
    found = step(kind("folder"), FOLDER, limits=Limits(), seen=(listing, archive, page, data))
    assert isinstance(found, tuple)
    assert [(entry.url, entry.title, entry.note) for entry in found] == [
        ("file:///s/a.warc.gz#0", "https://r.example/1", "fetched 2026-11-20T08:00:00Z"),
        ("file:///s/a.warc.gz#99", "a damaged record of a.warc.gz", None),
        ("file:///s/f.xml", "f", "5 bytes, changed 1"),
    ]
    alone = step(kind("folder"), FOLDER, limits=Limits(), seen=(archive,))
    assert isinstance(alone, tuple)
    assert len(alone) == 2
    cut = step(kind("folder"), FOLDER, limits=Limits(entries=1), seen=(listing, archive))
    assert isinstance(cut, tuple)
    assert len(cut) == 1


def test_a_folder_may_be_one_file() -> None:
    """A saved page, or a list of files that is none."""
    one = snapshot("<p>x", url="file:///conf/a%20b.txt", kind="text/plain")
    found = step(kind("folder"), replace(FOLDER, url="file:///conf/a%20b.txt"), limits=Limits(), seen=(one,))
    assert isinstance(found, tuple)
    assert [(e.title, e.url) for e in found] == [("a b", "file:///conf/a%20b.txt")]
    with pytest.raises(ReadError, match="list of files"):
        step(kind("folder"), FOLDER, limits=Limits(), seen=(snapshot("{", kind=LISTING_TYPE),))
