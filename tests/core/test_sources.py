"""Source kinds, driven by saved pages: what they ask for and what they make of the answers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.core.config import HttpOptions, Limits, Source
from bot.core.records import Entry, ReadError, Request
from bot.core.sources import SourceKind, kind, known, step
from bot.core.sources.soundness import checked_xml
from bot.core.sources.syndication import FeedOptions, feed_entries
from tests.core.listings import FEED, URL, rss, snapshot


def read(body: str | bytes, *, kind: str = "application/rss+xml", source: Source = FEED) -> tuple[Entry, ...]:
    """The entries of a feed."""
    return feed_entries(snapshot(body, kind=kind), options=FeedOptions.of(source), limits=Limits())


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
