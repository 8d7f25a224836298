"""Source kinds by their configuration files, over real HTTP, into a real store."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from bot.core.records import SourceState

if TYPE_CHECKING:
    from tests.shell.conftest import Collecting, Web


def notice(title: str, figure: str) -> str:
    """A page of a regulator."""
    return (
        f'<html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1><p>The regulator closed {figure} '
        "accounts between 10 March and 22 May 2023 for spreading rumours, it said on Monday morning.</p><p>It gave no "
        "further details of the campaign, which had been announced at the beginning of the spring.</p></article></body></html>"
    )


def urlset(*places: str) -> str:
    """A sitemap of "address lastmod" lines."""
    rows = "".join(f"<url><loc>{p.split()[0]}</loc><lastmod>{p.split()[1]}</lastmod></url>" for p in places)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def index(*places: str) -> str:
    """A sitemap index without dates."""
    return f"<sitemapindex>{''.join(f'<sitemap><loc>{place}</loc></sitemap>' for place in places)}</sitemapindex>"


def test_an_api_is_asked_by_post_page_by_page(collecting: Collecting, web: Web) -> None:
    """Its items' pages are read; unchanged, it is quiet."""
    one = {"data": {"list": [{"title": "Notice 1", "url": "/1", "day": "2026-11-23"}], "next": "/api?page=2"}}
    two = {"data": {"list": [{"title": "Notice 2", "url": "/2", "day": "2026-11-22"}]}}
    web.page("/api", json.dumps(one), content_type="application/json")
    web.page("/api?page=2", json.dumps(two), content_type="application/json")
    web.page("/1", notice("Notice 1", "67,000"))
    web.page("/2", notice("Notice 2", "12,500"))
    source = collecting.source(
        f'name = "API"\nkind = "json"\nurl = "{web.url("/api")}"\n[http]\nmethod = "POST"\nbody = \'{{"size": 1}}\'\n'
        'headers = { Content-Type = "application/json" }\n[json]\nitems = "data.list"\ntitle = "title"\nlink = "url"\n'
        'date = "day"\nnext = "data.next"\npages = 2\n'
    )
    first = collecting.visit(source)
    assert (first.state, first.new, collecting.figures) == (SourceState.OK, 2, [12500, 67000])
    posted = [asked for asked in web.asked if asked.path.startswith("/api")]
    assert [(a.method, a.body, a.headers["content-type"]) for a in posted] == [
        ("POST", b'{"size": 1}', "application/json")
    ] * 2
    assert {a.method for a in web.asked if not a.path.startswith("/api")} == {"GET"}
    assert collecting.visit(source).state is SourceState.QUIET


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        ("<html>sorry</html>", "text/html", "this is a page or XML, not JSON"),
        ('{"rows": []}', "application/json", "the answer has the keys rows"),
        ("[" * 100_000, "application/json", "nested deeper"),
        ('{"data": {"list": []}}', "application/json", "holds no item"),
    ],
)
def test_an_api_that_answers_something_else_is_broken(
    collecting: Collecting, web: Web, body: str, kind: str, why: str
) -> None:
    """One sentence names the address and the cause."""
    web.page("/api", body, content_type=kind)
    source = collecting.source(
        f'name = "API"\nkind = "json"\nurl = "{web.url("/api")}"\n[json]\nitems = "data.list"\ntitle = "t"\nlink = "u"\n'
    )
    collecting.visit(source)
    state, cause = collecting.state()
    assert state is SourceState.BROKEN
    assert why in (cause or "")


def test_an_index_that_stays_the_same_does_not_hide_what_its_maps_bring(collecting: Collecting, web: Web) -> None:
    """A packed map below an unchanged index brings a new page; when nothing changed the source is quiet."""
    source = collecting.source(f'name = "Site"\nkind = "sitemap"\nurl = "{web.url("/sitemap.xml")}"\n')
    web.page("/sitemap.xml", index("/posts.xml.gz", "/pages.xml"), content_type="application/xml", etag='"i"')
    web.page("/pages.xml", urlset("/1 2026-11-01"), content_type="application/xml", etag='"p"')
    web.page("/posts.xml.gz", gzip.compress(urlset("/2 2026-11-20").encode()), content_type="application/gzip")
    for number, figure in enumerate(("12,500", "67,000", "3,300"), 1):
        web.page(f"/{number}", notice(f"Notice {number}", figure))
    assert (collecting.visit(source).new, collecting.titles) == (2, ["Notice 1", "Notice 2"])
    web.raw("/sitemap.xml", b"HTTP/1.1 304 X\r\nConnection: close\r\n\r\n")
    web.raw("/pages.xml", b"HTTP/1.1 304 X\r\nConnection: close\r\n\r\n")
    assert collecting.visit(source).state is SourceState.QUIET
    web.page("/posts.xml.gz", gzip.compress(urlset("/2 2026-11-20", "/3 2026-11-24").encode()))
    web.asked.clear()
    third = collecting.visit(source)
    assert (third.state, third.new, web.paths) == (
        SourceState.OK, 1, ["/sitemap.xml", "/pages.xml", "/posts.xml.gz", "/3"],
    )  # fmt: skip
    assert [asked.headers.get("if-none-match") for asked in web.asked if asked.path == "/sitemap.xml"] == ['"i"']


def test_a_page_is_read_again_when_its_lastmod_changes(collecting: Collecting, web: Web) -> None:
    """Addresses outside `include` are never asked for."""
    source = collecting.source(
        f'name = "Site"\nkind = "sitemap"\nurl = "{web.url("/map.xml")}"\ninclude = ["/news/"]\n'
    )
    web.page("/map.xml", urlset("/news/1 2026-11-01", "/about 2026-11-20"))
    web.page("/news/1", notice("Notice 1", "12,500"))
    collecting.visit(source)
    web.page("/map.xml", urlset("/news/1 2026-11-23", "/about 2026-11-20"))
    web.page("/news/1", notice("Notice 1", "76,000"))
    assert (collecting.visit(source).edited, collecting.figures) == (1, [76000])
    assert "/about" not in web.paths


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<html><head><title>Not found</title></head></html>", "an HTML page, not a sitemap"),
        ('<!DOCTYPE u [<!ENTITY a "aa">]><urlset>&a;</urlset>', "entities"),
        ("<urlset>" + "<a>" * 3000, "nested deeper"),
        (gzip.compress(b" " * 3_000_000), "holds more than 1000000 bytes"),
        ("<urlset/>", "holds no item"),
    ],
)
def test_a_sitemap_that_is_none_or_attacks_is_broken(
    collecting: Collecting, web: Web, body: str | bytes, why: str
) -> None:
    """And says why."""
    web.page("/map.xml", body)
    collecting.visit(
        collecting.source(f'name = "S"\nkind = "sitemap"\nurl = "{web.url("/map.xml")}"\n'), body_bytes=1_000_000
    )
    state, cause = collecting.state()
    assert state is SourceState.BROKEN
    assert why in (cause or "")
