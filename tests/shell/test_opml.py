"""OPML in and out, with FreshRSS's scraped sources; XPath to selectors and back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from bot.cli.xpath import css_of_xpath, xpath_of_css
from bot.core.markup import picked, select, soup

if TYPE_CHECKING:
    from tests.shell.conftest import Command

PAGE = """<html><body><ul id="list" class="a news"><li class="row one"><h2><a href="/1" title="One">One</a></h2><time datetime="2026-11-23">x</time></li>
<li class="row"><h2><a href="/2.pdf">Two</a></h2><p>x</p></li></ul><div class="card"><a href="/interesting/3">Three</a></div><div data-k="[y]">k</div></body></html>"""


@pytest.mark.parametrize(
    ("path", "css"),
    [
        ('//li[@class="row"]', 'li[class="row"]'),
        ("//li[contains(@class, 'row')]", 'li[class*="row"]'),
        ("//li[contains(concat(' ', normalize-space(@class), ' '), ' row ')]", "li.row"),
        ("//ul[@id='list']/li", "ul#list > li"),
        ("//ul/li[2]", "ul > li:nth-of-type(2)"),
        ("//li[last()]", "li:last-of-type"),
        ("//*[2]", ":nth-child(2)"),
        ("//ul//a[starts-with(@href, '/1') and @title]", 'ul a[href^="/1"][title]'),
        ("//li[not(@id)]", "li:not([id])"),
        ("//div[a]", "div:has(> a)"),
        ("//li[.//time]", "li:has(time)"),
        ("//a[contains(@href, '/interesting/')]/ancestor::div", 'div:has(a[href*="/interesting/"])'),
        ("//li/h2/a[string-length(@href)>0]", 'li > h2 > a[href]:not([href=""])'),
        ('//div[@data-k="[y]"]', 'div[data-k="[y]"]'),
        ("//time | //p", "time, p"),
        ("//h2/following-sibling::p", "h2 ~ p"),
        ("/html/body/ul", "html > body > ul"),
    ],
)
def test_a_path_finds_what_its_selector_finds(path: str, css: str) -> None:
    """On the same page, by a reader of XPath and by one of selectors."""
    assert css_of_xpath(path) == css
    by_path = [(tag.tag, tag.text_content()) for tag in html.fromstring(PAGE).xpath(path)]
    assert by_path
    assert [(tag.name, tag.get_text()) for tag in select(soup(PAGE), css)] == by_path


@pytest.mark.parametrize(
    ("path", "css"),
    [
        ("descendant::a/@href", "a@href"),
        ("./h2/a", ":scope > h2 > a"),
        ("h2/a/@title", ":scope > h2 > a@title"),
        (".//a[1]/text()", "a:nth-of-type(1)"),
        ("normalize-space(.//time)", "time"),
        ("descendant::a[1]", "a"),
        ("@href", "@href"),
    ],
)
def test_a_field_is_relative_to_its_item(path: str, css: str) -> None:
    """Children stay children; an attribute goes behind an @."""
    assert css_of_xpath(path) == css
    if css != "@href":
        assert picked(select(soup(PAGE), "li")[0], css)


@pytest.mark.parametrize(
    "path",
    ["", ".", '"Anonymous"', "concat('x', @href)", "//a[@x='1' or @y]", "preceding-sibling::b", "descendant::a[2]", "//a[count(b) > 2]", "//a/@x | //b/@y"],
)  # fmt: skip
def test_what_has_no_counterpart_is_refused(path: str) -> None:
    """Never turned into something that finds other things."""
    with pytest.raises(ValueError, match=r"counterpart|names no element|counts all|joins attributes"):
        css_of_xpath(path)


@pytest.mark.parametrize(
    "css",
    ["li.row", "#list > li", 'a[href$=".pdf"]', "li h2 a", "a[title='One']", "a[href*='/int']", "a[href^='/1']",
     "li:nth-of-type(2)", "li:nth-child(1)", "li:last-of-type", "li:first-child", "li:last-child", "h2 ~ p", "h2 + time",
     "time, p", "[data-k]", "ul[class~=news]", "body > ul > li.row.one"],
)  # fmt: skip
def test_a_selector_finds_what_its_path_finds(css: str) -> None:
    """The other way round."""
    by_path = [(tag.tag, tag.text_content()) for tag in html.fromstring(PAGE).xpath(xpath_of_css(css, start="//"))]
    assert sorted(by_path) == sorted((tag.name, tag.get_text()) for tag in select(soup(PAGE), css))
    assert by_path


@pytest.mark.parametrize(
    "css", ["a:has(b)", "a:not(.x)", "> a", ":nth-of-type(2)", "a:nth-last-child(2)", "a[lang|=en]", "a, b@href"]
)
def test_a_selector_without_a_path_is_refused(css: str) -> None:
    """And the attribute of a selector follows its path."""
    with pytest.raises(ValueError, match=r"counterpart|takes an attribute|cannot|starts"):
        xpath_of_css(css if css != "> a" else "~ a")
    assert xpath_of_css("h2 a@title") == "descendant::h2/descendant::a/@title"
    assert xpath_of_css("@href") == "@href"
    assert xpath_of_css(":scope > a") == "./a"


FRESH = """<?xml version="1.0"?><opml version="2.0"><body><outline text="News" xmlns:frss="https://freshrss.org/opml">
<outline text="Ministry" type="HTML+XPath" xmlUrl="https://m.example/news" frss:xPathItem="//ul[@id='list']/li"
 frss:xPathItemTitle="descendant::h2" frss:xPathItemUri="descendant::a/@href" frss:xPathItemTimestamp="concat('20', .//i)"
 frss:xPathItemTimeFormat="d.m.Y H:i" frss:xPathItemUid="@id" frss:cssFullContent="div.main, .summary" frss:cssContentFilter=".ad" frss:ttl="7200"
 frss:CURLOPT_COOKIE="a=1" frss:CURLOPT_USERAGENT="Me/1" frss:CURLOPT_HTTPHEADER="X-A: b" frss:CURLOPT_PROXY="socks5://x"/>
<outline text="Api" type="JSON+DotNotation" xmlUrl="https://m.example/api" frss:jsonItem="data.items" frss:jsonItemTitle="meta.title"
 frss:jsonItemUri="links[1]" frss:jsonItemTimestamp="at" frss:jsonItemTimeFormat="U" frss:jsonItemContent="a &amp; 'b'" frss:ttl="-3600"
 frss:CURLOPT_POST="1" frss:CURLOPT_POSTFIELDS="q=1" frss:CURLOPT_PROXY="http://127.0.0.1:3128"/>
<outline text="Next" type="HTML+XPath+JSON+DotNotation" xmlUrl="https://m.example/next" frss:xPathToJson="//script[@id='data']"
 frss:jsonItem="props.rows" frss:jsonItemTitle="t" frss:jsonItemUri="u"/>
<outline text="Feed" type="rss" xmlUrl="https://m.example/feed" frss:cssFullContent="article"/>
<outline text="Bad item" type="HTML+XPath" xmlUrl="https://m.example/b" frss:xPathItem="//a/@href"/>
<outline text="No link" type="JSON+DotNotation" xmlUrl="https://m.example/c" frss:jsonItem="x" frss:jsonItemTitle="y"/>
<outline text="Xml" type="XML+XPath" xmlUrl="https://m.example/x"/><outline text="Mail" xmlUrl="mailto:x@y.example"/>
</outline></body></opml>"""


def written(name: str) -> dict[str, object]:
    """A source's file."""
    return tomllib.loads(Path(f"config/sources/{name}.toml").read_text(encoding="utf-8"))


def test_freshrss_sources_become_ours_and_what_is_lost_is_told(tallywire: Command, tmp_path: Path) -> None:
    """Lists, APIs and feeds; each file is valid."""
    (tmp_path / "fresh.opml").write_text(FRESH, encoding="utf-8")
    ended = tallywire("sources", "import", "fresh.opml")
    assert ended.status == 3
    assert written("ministry") == {
        "name": "Ministry", "kind": "list", "url": "https://m.example/news", "every": "7200s",
        "list": {"item": "ul#list > li", "title": "h2", "link": "a", "date_format": "%d.%m.%Y %H:%M"},
        "page": {"body": "div.main, .summary", "remove": [".ad"]},
        "http": {"headers": {"X-A": "b", "User-Agent": "Me/1"}, "cookie": "a=1"},
    }  # fmt: skip
    assert written("api") == {
        "name": "Api", "kind": "json", "url": "https://m.example/api", "every": "3600s", "enabled": False,
        "json": {"items": "data.items", "title": "meta.title", "link": "links.1", "date": "at"},
        "http": {"method": "POST", "body": "q=1", "proxy": "http://127.0.0.1:3128"},
    }  # fmt: skip
    assert written("next")["json"] == {"items": "props.rows", "title": "t", "link": "u", "script": "script#data"}
    assert written("feed")["page"] == {"body": "article"}
    for said in (
        "xPathItemTimestamp",
        "xPathItemUid",
        "socks5",
        "jsonItemContent",
        "Bad item",
        "No link",
        "'XML+XPath'",
        "mailto:",
    ):
        assert said in ended.err
    assert "# Not taken over from the OPML file: xPathItemTimestamp" in Path("config/sources/ministry.toml").read_text(
        "utf-8"
    )
    assert tallywire("config", "check").status == 0


def test_what_goes_out_comes_in_again(tallywire: Command, tmp_path: Path) -> None:
    """Lists and APIs too; secrets stay here, and what cannot be told is named."""
    folder = tmp_path / "config/sources"
    folder.mkdir(parents=True)
    for name, text in {
        "f": 'kind = "feed"\nurl = "https://r.example/f"\n[http]\ncookie = "secret=1"\n',
        "l": 'kind = "list"\nurl = "https://r.example/l"\nevery = "2h"\n[list]\nitem = "li.row"\ntitle = "h5 a@title"\nlink = "h5 a"\n'
        'date = ".times"\ndate_format = "%Y-%m-%d"\n[page]\nbody = "#text"\nremove = [".ad", "nav"]\n',
        "d": 'kind = "list"\nurl = "https://r.example/d"\nenabled = false\n[list]\nitem = "#news > a"\n',
        "j": 'kind = "json"\nurl = "https://r.example/j"\n[json]\nitems = "rows"\ntitle = "t"\nlink = "u.0.href"\ndate = "d"\nscript = "#data"\n',
        "p": 'kind = "json"\nurl = "https://r.example/p"\n[json]\nitems = "rows"\ntitle = "t"\nlink = "https://r.example/{id}"\n',
        "s": 'kind = "sitemap"\nurl = "https://r.example/s"\n',
        "h": 'kind = "list"\nurl = "https://r.example/h"\n[list]\nitem = "div:has(> a)"\n',
    }.items():
        (folder / f"{name}.toml").write_text(f'name = "{name}"\n{text}', encoding="utf-8")
    before = {name: written(name) for name in "fldj"}
    ended = tallywire("sources", "export")
    assert "secret" not in ended.out
    assert ET.fromstring(ended.out).get("version") == "2.0"  # noqa: S314 - our own
    for said in ("p: its link is a pattern", "kind sitemap", "h: xPathItem"):
        assert f"not told: {said}" in ended.err or said in ended.err
    (tmp_path / "out.opml").write_text(ended.out, encoding="utf-8")
    for path in folder.iterdir():
        path.unlink()
    assert tallywire("sources", "import", "out.opml").status == 0
    assert written("l")["list"] == before["l"]["list"]
    assert written("l")["page"] == {"body": "#text", "remove": [".ad, nav"]}
    assert (written("l")["every"], written("d")["enabled"]) == ("7200s", False)
    assert written("d")["list"] == {"item": "#news > a"}
    assert written("j")["json"] == before["j"]["json"]
    assert written("f")["kind"] == "feed"


def test_a_file_without_sources_is_no_mistake(tallywire: Command, tmp_path: Path) -> None:
    """Nothing is written, and no configuration is asked for."""
    (tmp_path / "none.opml").write_text('<opml version="2.0"><body><outline text="x"/></body></opml>', encoding="utf-8")
    ended = tallywire("sources", "import", "none.opml")
    assert (ended.status, ended.out) == (0, "")
    assert "0 written" in ended.err
