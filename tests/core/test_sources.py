"""Source kinds, driven by saved pages: what they ask for and what they make of the answers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.config import HttpOptions, Limits, ListOptions, Source
from bot.core.records import Entry, ReadError, Request, Snapshot
from bot.core.sources import LISTING_TYPE, SourceKind, kind, known, step
from bot.core.sources.kinds import ARCHIVE_TYPE
from bot.core.sources.soundness import checked_xml
from bot.core.sources.syndication import FeedOptions, feed_entries

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://r.example/news/feed.xml"
FEED = Source("s", "S", "feed", URL)
INDEX = Source(
    "s", "S", "list", "https://r.example/news/", lang="zh",
    list=ListOptions("ul.news > li", title="h5 a@title", date=".times", next="a.next", pages=2),
)  # fmt: skip


def snapshot(body: str | bytes, *, url: str = URL, kind: str = "application/rss+xml") -> Snapshot:
    """A page as if it had been fetched."""
    content = body.encode() if isinstance(body, str) else body
    return Snapshot(url, url, 200, (("Content-Type", kind),), content, NOW, "0" * 64)


def read(body: str | bytes, *, kind: str = "application/rss+xml", source: Source = FEED) -> tuple[Entry, ...]:
    """The entries of a feed."""
    return feed_entries(snapshot(body, kind=kind), options=FeedOptions.of(source), limits=Limits())


def rss(*items: str, head: str = "", channel: str = "") -> str:
    """A feed of these items."""
    return f'{head}<rss version="2.0"><channel><title>News</title>{channel}{"".join(f"<item>{i}</item>" for i in items)}</channel></rss>'


def test_a_feed_that_calls_itself_wider_than_it_is_is_read() -> None:
    """UTF-16, it says, in bytes that are ASCII; a parser that believes it finds nothing."""
    head = '<?xml version="1.0" encoding="utf-16"?>'
    body = rss("<title>Accounts closed</title>", head=head).encode()
    assert [entry.title for entry in read(body)] == ["Accounts closed"]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/news/" xml:lang="en"><entry>
<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Accounts <b>closed</b></div></title>
<link rel="self" href="/self"/><link href="1.html"/><id>urn:1</id><issued/><updated>2026-11-23T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>N</title><dc:language>ja</dc:language></channel>
<item rdf:about="https://r.example/about/1"><title>処置</title><link>https://r.example/1</link><dc:date>2026-11-23T10:00:00+09:00</dc:date></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("body", "url", "title", "text", "published"),
    [
        (ATOM, "https://b.example/news/1.html", "Accounts closed", "One.\nTwo.", "2026-11-23T10:00:00+00:00"),
        (RDF, "https://r.example/1", "処置", None, "2026-11-23T10:00:00+09:00"),
        (rss("<guid>https://g.example/1</guid><title>A</title>"), "https://g.example/1", "A", None, None),
        (rss('<guid isPermaLink="false">x1</guid><title>A</title>'), None, "A", None, None),
        (
            rss("<title>A</title><m:group><m:description>Said.</m:description></m:group>").replace("<rss", '<rss xmlns:m="http://search.yahoo.com/mrss/"'),
            None, "A", "Said.", None,
        ),
    ],
)  # fmt: skip
def test_well_formed_feeds_of_all_families_are_read(
    body: str, url: str | None, title: str, text: str | None, published: str | None
) -> None:
    """Links against xml:base, markup within elements, identifiers that are addresses."""
    (entry,) = read(body, source=replace(FEED, article=False))
    assert (entry.url, entry.title, entry.text) == (url, title, text)
    assert (entry.published and entry.published.iso) == published


@pytest.mark.parametrize(
    "body",
    [
        "<br />\n<b>Warning</b>: undefined index in /srv/www/feed.php on line 3<br />\n"
        + rss("<title>R&amp;D closed</title>"),
        rss("<title>R&amp;D closed</title>") + "<script>count()</script>",
        rss("<title>R&D closed</title>"),
        rss("<title>R&amp;D closed</title><description>a&nbsp;b &bogus; &#38;</description>"),
        rss("<title>R&amp;D closed</title><content:encoded>x</content:encoded><wfw:rss>y</wfw:rss>"),
        rss("<title>R&amp;D closed</title><description><![CDATA[a & b]]></description><x>&</x>"),
        rss("<title>R&amp;D closed</title>")[: -len("</rss>")],
    ],
)
def test_feeds_that_are_nearly_well_formed_are_mended(body: str) -> None:
    """Warnings before them, scripts behind, bare ampersands, names never declared; what is cut off is left to feedparser."""
    (entry,) = read(body)
    assert entry.title == "R&D closed"


def test_every_kind_of_the_room_is_a_source_kind() -> None:
    """The file name is the registration."""
    assert known() == ("feed", "folder", "json", "list", "sitemap")
    for name in known():
        assert isinstance(kind(name), SourceKind)
    with pytest.raises(ReadError, match="no kind of source called"):
        kind("syndication")
    with pytest.raises(ReadError, match="no kind of source called"):
        kind("nonsense")


def test_a_feed_is_asked_for_once_and_read() -> None:
    """Method and body as configured."""
    posted = replace(FEED, http=HttpOptions(method="POST", body="q=1"))
    assert step(kind("feed"), posted, limits=Limits(), seen=()) == Request(URL, method="POST", body=b"q=1")
    found = step(kind("feed"), FEED, limits=Limits(), seen=(snapshot(rss("<title>A</title><link>/a</link>")),))
    assert isinstance(found, tuple)
    assert [(e.title, e.url) for e in found] == [("A", "https://r.example/a")]


def test_rss_items_have_title_link_date_and_id() -> None:
    """Markup in titles is text, entities are read once."""
    entry = read(
        rss(
            "<title>&lt;b&gt;67,000&lt;/b&gt; accounts &amp;amp; more</title><link> /a?x=1 </link>"
            "<guid isPermaLink='false'>g1</guid><pubDate>Mon, 23 Nov 2026 10:00:00 +0100</pubDate>"
        )
    )[0]
    assert (entry.title, entry.url, entry.id) == ("67,000 accounts & more", "https://r.example/a?x=1", "g1")
    assert entry.published is not None
    assert entry.published.iso == "2026-11-23T10:00:00+01:00"
    assert entry.text is None


def test_atom_and_rdf_are_feeds() -> None:
    """With their own names for the same things."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/x/"><title>t</title><entry><title>A</title>'
        '<link href="a.html"/><id>tag:1</id><updated>2026-11-23T10:00:00Z</updated></entry></feed>'
    )
    entry = read(atom, kind="application/atom+xml")[0]
    assert (entry.title, entry.url) == ("A", "https://b.example/x/a.html")
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>t</title></channel>'
        "<item><title>発表</title><link>https://r.example/1</link><dc:date>2026-11-23T10:00+09:00</dc:date></item></rdf:RDF>"
    )
    entry = read(rdf.encode("cp932"), kind="text/xml; charset=Shift_JIS")[0]
    assert entry.title == "発表"
    assert entry.published is not None
    assert entry.published.iso == "2026-11-23T10:00:00+09:00"


@pytest.mark.parametrize(
    ("raw", "lang", "iso", "inferred"),
    [
        ("2026年11月23日 10:00", "zh", "2026-11-23T10:00:00+08:00", True),
        ("2026/11/23 10:00", "zh", "2026-11-23T10:00:00+08:00", True),
        ("2026-11-23 10:00:00", None, "2026-11-23T10:00:00+00:00", True),
        ("23.11.2026", "de", "2026-11-23", False),
        ("Mon, 23 Nov 2026 10:00:00 GMT", "zh", "2026-11-23T10:00:00+00:00", False),
    ],
)
def test_dates_are_read_by_our_own_table_first(raw: str, lang: str | None, iso: str, inferred: bool) -> None:  # noqa: FBT001 - a column of the table
    """Feedparser would make the first of the month of some; an inferred zone is flagged."""
    body = rss(
        f"<title>A</title><link>/a</link><pubDate>{raw}</pubDate>",
        channel=f"<language>{lang}-x</language>" if lang else "",
    )
    entry = read(body)[0]
    assert entry.published is not None
    assert entry.published.iso == iso
    assert (entry.note == "zone inferred") is inferred


@pytest.mark.parametrize("raw", ["yesterday-ish", "Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", ""])
def test_an_entry_without_a_sound_date_is_undated(raw: str) -> None:
    """And stays so; a date far in the future says why."""
    entry = read(rss(f"<title>A</title><link>/a</link><pubDate>{raw}</pubDate>"))[0]
    assert entry.published is None
    assert (entry.note is not None) is ("9999" in raw)


def test_a_time_between_day_and_year_is_read() -> None:
    """As C's asctime writes it."""
    entry = read(rss("<title>A</title><link>/a</link><pubDate>Mon Nov 23 10:00:00 2026</pubDate>"))[0]
    assert entry.published is not None
    assert entry.published.day.isoformat() == "2026-11-23"


def test_links_that_lead_nowhere_are_no_links() -> None:
    """The item stays, without one; an id that is an address will do."""
    found = read(
        rss(
            "<title>A</title><link>javascript:alert(1)</link>",
            "<title>B</title><link>file:///etc/passwd</link>",
            "<title>C</title><guid isPermaLink='false'>https://r.example/c</guid>",
        )
    )
    assert [(e.title, e.url) for e in found] == [("A", None), ("B", None), ("C", "https://r.example/c")]


def test_an_entrys_own_text_is_read_where_it_is_wanted() -> None:
    """The longest content, else the summary; for `article = false` and for filters."""
    item = (
        "<title>A</title><link>/a</link><description>Short.</description>"
        '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>Long one.</p><p>Second.</p>]]></content:encoded>'
    )
    assert read(rss(item), source=replace(FEED, article=False))[0].text == "Long one.\nSecond."
    assert read(rss("<title>A</title><description>&lt;p&gt;Short.&lt;/p&gt;</description>"), source=replace(FEED, include=("x",)))[0].text == "Short."  # fmt: skip
    assert read(rss("<title>A</title>"), source=replace(FEED, article=False))[0].text is None


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        ("", "application/rss+xml", "empty"),
        ("  \n ", "application/rss+xml", "empty"),
        ("<!doctype html><html><title>Login</title></html>", "text/html", "HTML page"),
        ("<html><title>404</title><body>页面不存在</body></html>", "application/rss+xml", "HTML page"),
        ("just words", "text/plain", "no feed"),
        ('<?xml version="1.0"?><a><b/></a>', "text/xml", "no feed"),
        (rss("<title>&x;</title>", head='<!DOCTYPE rss [<!ENTITY x "lol">]>'), "text/xml", "entities"),
        (rss("<title>&x;</title>", head='<!DOCTYPE rss [<!entity x SYSTEM "file:///etc/passwd">]>').encode("utf-16"), "text/xml", "entities"),
        (rss("<a>" * 3000), "text/xml", "nested deeper"),
        (rss(f"<a {'x=1 ' * 20_000}>"), "text/xml", "a tag larger"),
        ("{", "application/json", "cannot be read"),
        ("[" * 100_000, "application/json", "cannot be read"),
        ('{"a": 1}', "application/json", "no JSON Feed"),
        ('{"items": "x"}', "application/feed+json", "no JSON Feed"),
    ],
)  # fmt: skip
def test_what_is_no_feed_or_attacks_its_reader_is_named(body: str | bytes, kind: str, why: str) -> None:
    """It must never look like "no news"."""
    with pytest.raises(ReadError, match=why):
        read(body, kind=kind)


def test_a_feed_without_items_is_empty_and_no_error() -> None:
    """Whether it may be is for its expectation to say."""
    assert read(rss()) == ()


def test_a_feed_of_too_many_items_is_cut_before_it_is_parsed() -> None:
    """The first ones are read."""
    body = rss(*(f"<title>N{n}</title><link>/{n}</link>" for n in range(50)))
    found = feed_entries(snapshot(body), options=FeedOptions(), limits=Limits(entries=10))
    assert [e.title for e in found] == [f"N{n}" for n in range(10)]


def test_html_in_cdata_says_nothing_about_the_feeds_depth() -> None:
    """Unclosed tags there are the page's affair."""
    body = rss("<title>A</title><description><![CDATA[" + "<br>" * 5000 + "]]></description>").encode()
    assert checked_xml(body, limits=Limits()) == body


def test_damage_is_forgiven() -> None:
    """A bare ampersand, an undeclared prefix, junk before the head."""
    assert [
        e.title for e in read("\n\nPHP Warning <br/>" + rss("<title>A & B</title><x:y>1</x:y><link>/a</link>"))
    ] == ["A & B"]


def test_the_sources_encoding_overrides_a_wrong_label() -> None:
    """`encoding = "gb18030"`."""
    body = rss("<title>处置账号</title><link>/a</link>", head='<?xml version="1.0" encoding="utf-8"?>').encode(
        "gb18030"
    )
    assert read(body, source=replace(FEED, encoding="gb18030"))[0].title == "处置账号"


def test_json_feeds_are_read() -> None:
    """Feedparser does not know them."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": 1, "url": "/a", "title": " A  b ", "content_html": "<p>One</p><p>Two</p>", "date_published": "2026-11-23T10:00:00Z"},
            {"id": "2", "external_url": "https://x.example/", "content_text": "Plain  text", "date_modified": "2026-11-22T10:00:00Z"},
            "junk",
        ],
    }  # fmt: skip
    first, second = read(json.dumps(feed), kind="application/feed+json")
    assert (first.url, first.title, first.id, first.text) == ("https://r.example/a", "A b", "1", "One\nTwo")
    assert first.published is not None
    assert first.published.iso == "2026-11-23T10:00:00+00:00"
    assert (second.url, second.title, second.text) == ("https://x.example/", "", "Plain text")


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
