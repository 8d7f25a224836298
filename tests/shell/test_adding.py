"""`sources add` and `sources test` as a newcomer uses them, against a site on loopback."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.shell.conftest import Command, Ran, Web

TITLES = ("Ministry closes accounts", "Ten apps removed from stores", "A fine for a platform", "Report for the spring")
DAYS = ("23 November 2026", "20 November 2026", "19 November 2026", "2 November 2026")


@pytest.fixture
def site(tallywire: Command, web: Web, tmp_path: Path) -> Web:
    """A ministry's site with a list page and its articles, which the bot may visit."""
    (tmp_path / "config").mkdir()
    text = f'[network]\nallow_private = ["{web.place}"]\n[politeness]\ndelay = "0s"\n[limits]\nworkers = 0\n'
    (tmp_path / "config/bot.toml").write_text(text)
    rows = "".join(
        f'<div class="news"><h3><a href="/n/{n}">{title}</a></h3><i class="when">{DAYS[n]}</i></div>'
        for n, title in enumerate(TITLES)
    )
    menu = "".join(f'<li><a href="/m/{n}">Department number {n}</a></li>' for n in range(20))
    web.page("/news/", f'<html lang="en"><body><nav><ul>{menu}</ul></nav>{rows}</body></html>')
    for n, title in enumerate(TITLES):
        web.page(
            f"/n/{n}",
            f'<html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1><p>The ministry closed {n + 1}7,000 '
            "accounts between 10 March and 22 May 2026 for spreading rumours, it said on Monday morning.</p><p>It gave no further "
            "details of the campaign, which had been announced at the beginning of the spring.</p></article></body></html>",
        )
    return web


def test_selectors_are_proposed_for_a_page_without_a_feed(tallywire: Command, site: Web, tmp_path: Path) -> None:
    """Five items at most with their figures, and a file that is valid, explained and works at once."""
    url = site.url("/news/")
    added = tallywire("sources", "add", url, "--yes", "--id", "ministry", "--regulator", "The Ministry")
    assert added.status == 0
    assert added.out == "config/sources/ministry.toml\n"
    for shown in (
        "4 items, 4 dated",
        "item = 'div.news'",
        "2026-11-23  Ministry closes accounts",
        "17,000 account, close",
    ):
        assert shown in added.err
    text = (tmp_path / "config/sources/ministry.toml").read_text(encoding="utf-8")
    written = tomllib.loads(text)
    assert written["list"] == {"item": "div.news", "date": "i.when"}
    assert (written["kind"], written["url"], written["regulator"]) == ("list", url, "The Ministry")
    assert written["expect"] == {"items_min": 2}
    assert text.count("#") >= 10
    assert tallywire("config", "check").status == 0
    tested = tallywire("sources", "test", "ministry")
    assert tested.status == 0
    for line in ("list.item  div.news: 4 found", "list.date  i.when: 4 of 4 items", "expected   yes"):
        assert line in tested.out
    again = tallywire("sources", "add", url, "--yes", "--id", "other")
    assert again.status == 2
    assert 'the source "ministry" already' in again.err
    assert tallywire("once", "--source", "ministry").status == 0
    assert len(tallywire("documents", "--json").json["data"]) == 4


def test_nothing_is_written_unless_it_is_wanted(tallywire: Command, site: Web, tmp_path: Path) -> None:
    """Without a terminal that means --yes; an id that is none is refused before anything is asked."""
    shown = tallywire("sources", "add", site.url("/news/"))
    assert shown.status == 0
    assert "Nothing was written; --yes writes config/sources/127-0-0-1.toml." in shown.err
    site.asked.clear()
    refused = tallywire("sources", "add", site.url("/news/"), "--id", "Über/../x")
    assert (refused.status, site.asked) == (2, [])
    assert not (tmp_path / "config/sources").exists()


def refused(tallywire: Command, url: str) -> Ran:
    """An address that leads to no source."""
    ended = tallywire("sources", "add", url, "--yes")
    assert ended.status == 1
    assert not Path("config/sources").exists()
    assert ended.err.endswith("Nothing was written.\n")
    return ended


def test_what_is_no_source_is_refused_and_says_what_it_is(tallywire: Command, site: Web) -> None:
    """Nothing is invented."""
    site.page("/js", '<div id="root"></div><script src="/a.js"></script>')
    site.page("/api", '{"rows": [1]}', content_type="application/json")
    site.page("/menu", "".join(f'<p><a href="/m/{n}">Department {n}</a></p>' for n in range(40)))
    site.page("/closed", b"no", status=403)
    site.page("/next", '<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"a": 1}</script>')
    assert "drawn by JavaScript" in refused(tallywire, site.url("/js")).err
    assert "script = 'script#__NEXT_DATA__'" in refused(tallywire, site.url("/next")).err
    assert "no list of items with title and address" in refused(tallywire, site.url("/api")).err
    assert "no list of links on it reads like announcements" in refused(tallywire, site.url("/menu")).err
    assert "no list of links" in refused(tallywire, site.url("/n/1")).err
    assert "refuses this program" in refused(tallywire, site.url("/closed")).err
    assert "has no such page" in refused(tallywire, site.url("/nowhere")).err


def feed(*titles: str) -> str:
    """A feed of these items."""
    items = "".join(f"<item><title>{title}</title><link>/n/{n}</link></item>" for n, title in enumerate(titles))
    return f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"


def written(tallywire: Command, url: str) -> dict[str, object]:
    """The source that is made of an address."""
    ended = tallywire("sources", "add", url, "--yes", "--id", "new")
    assert ended.status == 0, ended.err
    path = Path("config/sources/new.toml")
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    return {key: found[key] for key in ("kind", "url", "include") if key in found}


def test_a_feed_is_taken_before_anything_else(tallywire: Command, site: Web) -> None:
    """Named by the page, those of comments and empty ones last; else at a usual place."""
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed">'
        '<link rel="alternate" type="application/rss+xml" href="/empty"><link rel="alternate" type="application/rss+xml" href="/full">'
    )
    site.page("/front", f"<html><head>{head}</head><body>x</body></html>")
    site.page("/comments/feed", feed("A comment"))
    site.page("/empty", feed())
    site.page("/full", feed("Notice"))
    assert written(tallywire, site.url("/front")) == {"kind": "feed", "url": site.url("/full")}
    site.page("/news/feed", feed("Notice"))
    assert written(tallywire, site.url("/news/")) == {"kind": "feed", "url": site.url("/news/feed")}


def test_the_regulator_is_written_by_its_canonical_name(tallywire: Command, site: Web, tmp_path: Path) -> None:
    """Whatever spelling was typed; initials that several bodies share are refused, an unknown name is told as such."""
    site.page("/own", "<rss version='2.0'><channel><item><title>One</title><link>/a</link></item></channel></rss>")
    refused = tallywire("sources", "add", site.url("/own"), "--yes", "--id", "own", "--regulator", "NCC")
    assert (refused.status, "stands for several regulators" in refused.err) == (2, True)
    unknown = tallywire("sources", "add", site.url("/own"), "--regulator", "Ofcon")
    assert '"Ofcon" is no regulator known by name; it is taken as it stands. Near it: Ofcom' in unknown.err
    assert (
        tallywire("sources", "add", site.url("/own"), "--yes", "--id", "own", "--regulator", "国家网信办").status == 0
    )
    written = tomllib.loads((tmp_path / "config/sources/own.toml").read_text(encoding="utf-8"))
    assert (written["name"], written["regulator"]) == ("Cyberspace Administration of China",) * 2


def test_a_sitemap_of_news_comes_before_a_list_and_a_plain_one_after(tallywire: Command, site: Web) -> None:
    """A plain one names every page of a site: it is kept to what lies below the address."""
    plain = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in ("/n/1", "/n/2", "/about"))
    site.page("/sitemap.xml", f"<urlset>{plain}</urlset>")
    assert written(tallywire, site.url("/news/"))["kind"] == "list"
    site.page("/n/", "<p>Nothing but text here")
    below = written(tallywire, site.url("/n/"))
    assert (below["kind"], below["url"]) == ("sitemap", site.url("/sitemap.xml"))
    assert below["include"] == ["//[^/]+/n/."]
    news = (
        f'<urlset xmlns:n="x"><url><loc>{site.url("/n/1")}</loc><n:news><n:title>Notice</n:title>'
        "<n:publication_date>2026-11-23</n:publication_date></n:news></url></urlset>"
    )
    site.page("/deep/news-map.xml", news)
    site.page("/robots.txt", f"User-agent: *\nDisallow:\nSitemap: {site.url('/deep/news-map.xml')}\n")
    assert written(tallywire, site.url("/news/")) == {"kind": "sitemap", "url": site.url("/deep/news-map.xml")}
    assert written(tallywire, site.url("/deep/news-map.xml"))["kind"] == "sitemap"


def test_paths_are_proposed_for_an_api(tallywire: Command, site: Web) -> None:
    """By what the fields hold."""
    rows = [{"id": n, "name": title, "to": f"/n/{n}", "day": f"2026-11-2{n}"} for n, title in enumerate(TITLES)]
    site.page("/rows", json.dumps({"data": {"list": rows, "total": 4}}), content_type="application/json")
    assert tallywire("sources", "add", site.url("/rows"), "--yes", "--id", "api").status == 0
    made = tomllib.loads(Path("config/sources/api.toml").read_text(encoding="utf-8"))
    assert made["json"] == {"items": "data.list", "title": "name", "link": "to", "date": "day"}
    assert tallywire("sources", "test", "api").status == 0


def source(tmp_path: Path, name: str, text: str) -> None:
    """A source's file."""
    (tmp_path / "config/sources").mkdir(exist_ok=True)
    (tmp_path / f"config/sources/{name}.toml").write_text(text, encoding="utf-8")


def test_a_test_counts_each_selector_and_says_what_to_mend(tallywire: Command, site: Web, tmp_path: Path) -> None:
    """A selector of a browser, a page that scripts draw, filters, a page's own selectors."""
    head = f'name = "S"\nkind = "list"\nurl = "{site.url("/news/")}"\n'
    source(tmp_path, "wrong", f'{head}[list]\nitem = "table > tbody > tr"\n')
    wrong = tallywire("sources", "test", "wrong")
    assert wrong.status == 1
    assert "list.item  table > tbody > tr: 0 found" in wrong.out
    assert "hint: item = 'div.news', link = 'a', date = 'i.when' finds 4 items on this page" in wrong.out
    site.page(
        "/js", '<div id="root"></div><script src="/a.js"></script><link rel=alternate type=application/rss+xml href=/f>'
    )
    source(tmp_path, "js", f'{head.replace("/news/", "/js")}[list]\nitem = "li"\n')
    scripted = tallywire("sources", "test", "js").out
    assert "the page needs JavaScript" in scripted
    assert f"the page names a feed: {site.url('/f')}" in scripted
    source(
        tmp_path,
        "filtered",
        f'{head}include = ["apps"]\n[list]\nitem = "div.news"\n[page]\nbody = "div.gone"\ntitle = "h1"\n',
    )
    filtered = tallywire("sources", "test", "filtered").out
    for line in (
        "filtered   1 pass include and exclude",
        "page.body  div.gone: 0 found",
        "without it the body is found",
    ):
        assert line in filtered
    assert "first item Ten apps removed" in filtered


def test_a_fixture_keeps_the_pages_and_what_they_gave(tallywire: Command, site: Web, tmp_path: Path) -> None:
    """In the form that the tests of the starter sources read; a folder that holds something is left alone."""
    source(
        tmp_path,
        "s",
        f'name = "S"\nkind = "list"\nurl = "{site.url("/news/")}"\n[list]\nitem = "div.news"\ndate = "i"\n',
    )
    assert (
        "saved      listing.html, article.html, expected.json"
        in tallywire("sources", "test", "s", "--save-fixture", "kept").out
    )
    expected = json.loads((tmp_path / "kept/expected.json").read_text(encoding="utf-8"))
    assert expected["entries"][1] == {"title": TITLES[1], "link": site.url("/n/1"), "day": "2026-11-20"}
    assert b"div class" in (tmp_path / "kept/listing.html").read_bytes()
    taken = tallywire("sources", "test", "s", "--save-fixture", "kept")
    assert taken.status == 2
    assert "is there already" in taken.err


def test_an_api_is_explained_path_by_path(tallywire: Command, site: Web, tmp_path: Path) -> None:
    """And what stands there instead when a path leads nowhere."""
    site.page("/api", '{"rows": [{"t": "Notice", "u": "/n/1"}]}', content_type="application/json")
    head = f'name = "S"\nkind = "json"\nurl = "{site.url("/api")}"\n[json]\ntitle = "t"\nlink = "u"\n'
    source(tmp_path, "good", f'{head}items = "rows"\n')
    good = tallywire("sources", "test", "good")
    assert good.status == 0
    assert 'json.title t: 1 of 1 items, as in "Notice"' in good.out
    source(tmp_path, "bad", f'{head}items = "data.rows"\n')
    bad = tallywire("sources", "test", "bad")
    assert bad.status == 1
    assert "the answer has the keys rows" in bad.out


def test_a_check_reports_on_all_sources_at_once(tallywire: Command, site: Web, tmp_path: Path) -> None:
    """Without a network what files and store say; with --live what each brings now."""
    expects = 'verified = "by hand"\n[expect]\nitems_min = 2\nquiet_after = "14d"\n'
    head = 'name = "S"\nkind = "list"\nurl = "{}"\n{}[list]\nitem = "div.news"\ndate = "i"\n'
    source(tmp_path, "good", head.format(site.url("/news/"), "") + expects.partition("\n")[2])
    source(tmp_path, "gone", head.format(site.url("/gone"), expects.partition("\n")[0] + "\n"))
    source(tmp_path, "shut", head.format(site.url("/shut"), ""))
    source(tmp_path, "few", f'name = "F"\nkind = "feed"\nurl = "{site.url("/f")}"\n{expects}')
    site.page("/shut", b"no", status=403)
    site.page("/f", feed("Only one"))
    site.asked.clear()
    kept = tallywire("sources", "check")
    assert (kept.status, site.asked) == (0, [])
    assert "4 source files are well; 0 sources are not." in kept.err
    for line in ("by hand", "2 items, news in 14d", "not told", "never"):
        assert line in kept.out
    live = tallywire("sources", "check", "--live", "--json")
    assert live.status == 3
    rows = {row["id"]: row for row in live.json["data"]}
    assert {name: row["state"] for name, row in rows.items()} == {
        "good": "ok", "gone": "broken", "shut": "blocked", "few": "broken",
    }  # fmt: skip
    assert (rows["good"]["items"], rows["good"]["dated"]) == (4, 4)
    assert "404" in rows["gone"]["remark"]
    assert "1 items where at least 2" in rows["few"]["remark"]
    source(tmp_path, "wrong", "nme = 1\n")
    assert tallywire("sources", "check").status == 2
