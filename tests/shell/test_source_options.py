"""What a source's file may say beside its kind, each from the file to the store, over real HTTP."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.app import Bot
from bot.app.replaying import Replayed, replayed
from bot.core.config import Limits
from bot.core.query import DocumentQuery
from bot.core.records import Document, DocumentState, ReadDocument, Snapshot, SourceState
from bot.settings import load

if TYPE_CHECKING:
    from tests.shell.conftest import Collecting, Web

SENTENCE = "The regulator closed {} accounts between 10 March and 22 May 2023 for spreading rumours, it said."
REST = "It gave no further details of the campaign, which had been announced at the beginning of the spring."


def page(title: str, figure: str, *, within: str = "article", more: str = "") -> str:
    """A page whose text stands in an element of that name, class or id."""
    return (
        f"<html><head><title>{title}</title></head><body><{within}><h1>{title}</h1><p>{SENTENCE.format(figure)}</p>"
        f"<p>{REST}</p></{within.split(maxsplit=1)[0]}>{more}</body></html>"
    )


def index(*items: str) -> str:
    """A list page: "address title day" a line."""
    rows = "".join('<li><a href="{}">{}</a> <span>{}</span></li>'.format(*item.split()) for item in items)
    return f"<html><body><ul class=news>{rows}</ul></body></html>"


LIST = '[list]\nitem = "ul.news li"\ndate = "span"\n'


def test_headers_and_cookie_go_to_the_sources_own_origin_only(
    collecting: Collecting, web: Web, webs: Callable[[], Web]
) -> None:
    """To its listing and pages, and not to a page that lies elsewhere."""
    other = webs()
    collecting.place = web.place
    web.page("/", index("/1 One 2026-11-23", f"{other.url('/2')} Two 2026-11-22"))
    web.page("/1", page("One", "67,000"))
    other.page("/2", page("Two", "12,500"))
    source = collecting.source(
        f'name = "S"\nkind = "list"\nurl = "{web.url("/")}"\n{LIST}[http]\nheaders = {{ X-Key = "k" }}\ncookie = "sid=1"\n'
    )
    collecting.visit(source, also=other.place)
    mine = [(asked.headers.get("x-key"), asked.headers.get("cookie")) for asked in web.asked]
    assert set(mine) == {("k", "sid=1")}
    assert [asked.path for asked in other.asked] == ["/robots.txt", "/2"]
    assert not any({"x-key", "cookie"} & set(asked.headers) for asked in other.asked)
    assert collecting.figures == [12500, 67000]


def test_a_proxy_is_used_for_listing_and_pages(collecting: Collecting, web: Web) -> None:
    """It resolves names for us."""
    web.page("http://far.example/robots.txt", b"")
    web.page("http://far.example/", index("/1 One 2026-11-23"))
    web.page("http://far.example/1", page("One", "67,000"))
    source = collecting.source(
        f'name = "S"\nkind = "list"\nurl = "http://far.example/"\n{LIST}[http]\nproxy = "http://{web.place}"\n'
    )
    collecting.visit(source)
    assert collecting.figures == [67000]


def test_the_encoding_of_the_file_wins_over_the_servers_label(collecting: Collecting, web: Web) -> None:
    """On the list and on its pages."""
    label = "text/html; charset=iso-8859-1"
    text = "国家网信办依法关闭违规账号6.7万个，有关负责人11月23日介绍了情况。清朗专项行动将继续开展，欢迎社会各界监督。"
    web.page("/", index("/1 公告 2026-11-23").encode("gb18030"), content_type=label)
    body = f"<html><head><title>公告</title></head><body><article><h1>公告</h1><p>{text}</p><p>{text}</p></article></body></html>"
    web.page("/1", body.encode("gb18030"), content_type=label)
    source = collecting.source(f'name = "S"\nkind = "list"\nurl = "{web.url("/")}"\nencoding = "gb18030"\n{LIST}')
    collecting.visit(source)
    assert collecting.titles == ["公告"]
    assert set(collecting.figures) == {67000}


def test_session_ids_and_tracking_make_no_new_items(collecting: Collecting, web: Web) -> None:
    """They are taken off the address before it is asked for."""
    source = collecting.source(
        f'name = "S"\nkind = "list"\nurl = "{web.url("/")}"\n{LIST}[links]\ndrop = ["jsessionid", "cp", "utm_*"]\n'
    )
    web.page("/", index("/view;jsessionid=A1?no=1&cp=3&utm_source=x One 2026-11-23"))
    web.page("/view?no=1", page("One", "67,000"))
    assert collecting.visit(source).new == 1
    web.page("/", index("/view;jsessionid=B2?no=1&cp=4&utm_source=y One 2026-11-23"))
    again = collecting.visit(source)
    assert (again.state, again.new, again.edited) == (SourceState.QUIET, 0, 0)
    assert web.paths == ["/", "/view?no=1", "/"]


def feed(*titles: str, text: str = "") -> str:
    """A feed of items, with or without a text of their own."""
    items = "".join(
        f"<item><title>{title}</title><link>/{title}</link>{f'<description>{text}</description>' if text else ''}</item>"
        for title in titles
    )
    return f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"


def test_include_and_exclude_look_at_title_text_and_address(collecting: Collecting, web: Web) -> None:
    """Where the listing has a text of its own, it decides; what it leaves out is not asked for."""
    web.page("/feed", feed("rumours", "football", "weather", text="on accounts"))
    web.page("/rumours", page("Rumours", "67,000"))
    source = collecting.source(
        f'name = "S"\nkind = "feed"\nurl = "{web.url("/feed")}"\ninclude = ["accounts"]\nexclude = ["/football$", "^weather"]\n'
    )
    assert collecting.visit(source).new == 1
    assert web.paths == ["/feed", "/rumours"]


def test_where_a_feed_gives_titles_only_the_page_decides(collecting: Collecting, web: Web) -> None:
    """A page that was left out is not asked for again, unless a visit broke off."""
    web.page("/feed", feed("a", "b", "c"))
    web.page("/a", page("One", "67,000"))
    web.page("/b", page("Two", "12,500", more="").replace("rumours", "fish"))
    web.page("/c", page("Three", "3,300").replace("regulator", "football club"))
    source = collecting.source(
        f'name = "S"\nkind = "feed"\nurl = "{web.url("/feed")}"\ninclude = ["rumours"]\nexclude = ["football"]\n'
    )
    first = collecting.visit(source)
    assert (first.new, first.failures, collecting.titles) == (1, (), ["One"])
    web.page("/feed", feed("d", "a", "b", "c"))
    web.page("/d", page("Four rumours", "4,400"))
    web.asked.clear()
    assert collecting.visit(source).new == 1
    assert web.paths == ["/feed", "/d"]


def test_the_page_is_read_by_the_sources_selectors(collecting: Collecting, web: Web) -> None:
    """Body, title, date from an attribute; what `remove` names is no part of the text."""
    web.page("/", index("/1 One 2026-11-23"))
    body = (
        '<html><body><h2 class=t>The title</h2><time datetime="2026-11-20T09:00:00+08:00">3 days ago</time><div id=text><p>'
        f"{SENTENCE.format('67,000')}</p><p class=rail>683 accounts closed in May 2023</p></div><div>Other 9,999</div></body></html>"
    )
    web.page("/1", body)
    source = collecting.source(
        f'name = "S"\nkind = "list"\nurl = "{web.url("/")}"\n{LIST}[page]\nbody = "#text"\ntitle = "h2.t"\n'
        'date = "time@datetime"\nremove = [".rail"]\n'
    )
    collecting.visit(source)
    (row,) = collecting.store.documents(DocumentQuery()).rows
    document = collecting.store.document(row.document.id)
    assert document is not None
    assert (document.title, document.text) == ("The title", SENTENCE.format("67,000"))
    assert document.published is not None
    assert document.published.iso == "2026-11-20T09:00:00+08:00"


def replay(collecting: Collecting, toml: str) -> Replayed:
    """Everything kept, read again with the source's file as it is now."""
    collecting.source(toml)
    settings = load(collecting.folder / "config", environ={})
    settings = replace(settings, bot=replace(settings.bot, limits=Limits(workers=0)))
    bot = Bot(settings, collecting.folder / "output", lambda: collecting.now)
    return asyncio.run(replayed(collecting.store, bot=bot))


WAS = '[[was]]\nuntil = 2026-12-31\npage = { body = "div.old" }\n[[was]]\nuntil = 2020-01-01\npage = { body = "div.older" }\n'


@pytest.mark.parametrize(("past", "figures"), [("", [9999]), (WAS, [67000])])
def test_pages_from_before_a_redesign_are_read_again_as_they_looked(
    collecting: Collecting, web: Web, past: str, figures: list[float]
) -> None:
    """With the selectors that held on the day they were fetched; without them today's would find the wrong thing."""
    old = page("One", "67,000", within="div class=old", more=f"<div class=new><p>{SENTENCE.format('9,999')}</p></div>")
    web.page("/", index("/1 One 2026-11-23"))
    web.page("/1", old)
    head = f'name = "S"\nkind = "list"\nurl = "{web.url("/")}"\n{LIST}'
    collecting.visit(collecting.source(f'{head}[page]\nbody = "div.old"\n'))
    assert collecting.figures == [67000]
    done = replay(collecting, f'{head}[page]\nbody = "div.new"\n{past}')
    assert (done.documents, done.problems, collecting.figures) == (1, [], figures)


@pytest.mark.parametrize(
    ("past", "text"),
    [
        ("", "One accounts 2026-11-23"),  # today's selectors find nothing in the kept list: its text stays
        ('[[was]]\nuntil = 2026-12-31\nlist = { item = "ul.news li", title = "span", date = "span" }\n', "2026-11-23"),
    ],
)
def test_items_of_a_kept_list_are_read_again_as_it_looked(
    collecting: Collecting, web: Web, past: str, text: str
) -> None:
    """Where the item itself is the document."""
    web.page("/", index("/1 One&nbsp;accounts 2026-11-23"))
    head = f'name = "S"\nkind = "list"\nurl = "{web.url("/")}"\narticle = false\n'
    collecting.visit(collecting.source(head + LIST))
    assert collecting.titles == ["One accounts"]
    assert replay(collecting, f'{head}[list]\nitem = "div.redesigned"\n{past}').documents == 1
    (row,) = collecting.store.documents(DocumentQuery()).rows
    document = collecting.store.document(row.document.id)
    assert document is not None
    assert document.text == "One accounts 2026-11-23"
    assert document.title == (text if past else "One accounts")


def test_a_page_that_could_not_be_read_is_read_again_by_a_replay(collecting: Collecting, web: Web) -> None:
    """It was kept; as long as it cannot be read, a replay says nothing of what was told before."""
    url = web.url("/1")
    head = f'name = "S"\nkind = "list"\nurl = "{web.url("/")}"\n{LIST}'
    for number, body in enumerate((page("One", "67,000"), " ")):
        sha256 = hashlib.sha256(body.encode()).hexdigest()
        served = Snapshot(f"{url}{number}", f"{url}{number}", 200, (), body.encode(), collecting.now, sha256)
        collecting.store.keep_page("s", served)
        document = Document(
            f"d{number}", 1, "s", "media", served.url, "One", "", None, None, collecting.now, collecting.now, sha256,
            state=DocumentState.UNREADABLE, note="no text",
        )  # fmt: skip
        collecting.store.remember(
            ReadDocument(document, None), item_key=served.url, entry_hash="h", extractor="old", now=collecting.now
        )
    done = replay(collecting, head)
    assert (done.documents, done.problems, collecting.figures) == (1, [], [67000])
    found = collecting.store.document("d0")
    assert found is not None
    assert (found.state, found.note) == (DocumentState.READ, None)
