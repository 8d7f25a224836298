"""What lasts between visits to a source: where its pages moved to, what is gone, how it usually is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.config import Source
from bot.core.query import DocumentQuery, EventQuery
from bot.core.records import DocumentState, EventKind, Snapshot, SourceHealth, SourceState, Visit

if TYPE_CHECKING:
    from tests.shell.conftest import Asked, Collecting, Web

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def feed(*titles: str, head: str = "", dated: bool = True) -> str:
    """An RSS feed whose items are their own text, or lead to pages named by their first word."""
    day = "<pubDate>Mon, 29 May 2023 00:00:00 GMT</pubDate>" if dated else ""
    items = "".join(
        f"<item><title>{t}</title><link>/{t.split()[0]}</link>{day}<description>{t} text</description></item>"
        for t in titles
    )
    return f"<rss version='2.0'><channel><title>x</title>{head}{items}</channel></rss>"


def texts(web: Web, **more: object) -> Source:
    """A feed whose items are their own text."""
    source = Source("s", "S", "feed", web.url("/feed"), article=False)
    return replace(source, **more)  # type: ignore[arg-type]  # fields of Source, by name


def later(collecting: Collecting, source: Source, wait: timedelta = HOUR) -> Visit:
    """A visit some time after the last."""
    collecting.now += wait
    return collecting.visit(source)


def test_a_feed_that_moved_for_good_is_asked_where_it_lies_now(web: Web, collecting: Collecting) -> None:
    """Conditionally, and at its own address again once the new one fails."""
    source = texts(web)
    web.redirect("/feed", "/b", status=308)
    web.redirect("/b", "/new", status=301)
    web.page("/new", feed("One"), etag='"1"')
    assert later(collecting, source).new == 1
    web.asked.clear()
    assert later(collecting, source).state is SourceState.QUIET
    assert (web.paths, web.asked[-1].headers["if-none-match"]) == (["/new"], '"1"')
    del web.answers["/new"]
    web.page("/feed", feed("One", "Two"))
    web.asked.clear()
    assert later(collecting, source).new == 1
    assert web.paths == ["/new", "/feed"]
    web.asked.clear()
    later(collecting, source)
    assert web.paths == ["/feed"]


def test_a_redirect_for_now_is_not_remembered(web: Web, collecting: Collecting) -> None:
    """302 and 307, and what follows them."""
    source = texts(web)
    web.redirect("/feed", "/b", status=302)
    web.redirect("/b", "/new", status=301)
    web.page("/new", feed("One"), etag='"1"')
    for _ in range(2):
        web.asked.clear()
        later(collecting, source)
        assert web.paths == ["/feed", "/b", "/new"]


def test_every_tenth_visit_asks_unconditionally(web: Web, collecting: Collecting) -> None:
    """A server that says "not modified" for ever hides what is new for nine visits at most."""
    lying = feed("One")

    def answer(asked: Asked) -> list[bytes]:
        if "if-none-match" in asked.headers:
            return [b"HTTP/1.1 304 X\r\nConnection: close\r\n\r\n"]
        head = f'HTTP/1.1 200 X\r\nETag: "1"\r\nContent-Length: {len(lying)}\r\nConnection: close\r\n\r\n'
        return [head.encode(), lying.encode()]

    web.answers["/feed"] = answer
    source = texts(web)
    assert later(collecting, source).new == 1
    lying = feed("One", "Two")
    assert [later(collecting, source).new for _ in range(10)] == [0] * 9 + [1]


def test_a_servers_wishes_set_the_next_visit(web: Web, collecting: Collecting) -> None:
    """Cache-Control, or the feed's own ttl, also where "not modified" brings no feed."""
    web.page("/feed", feed("One"), cache_control="max-age=7200")
    assert later(collecting, texts(web)).next_visit == collecting.now + 2 * HOUR
    web.page("/feed", feed("One", head="<ttl>180</ttl>"), etag='"1"')
    assert later(collecting, texts(web)).next_visit == collecting.now + 3 * HOUR
    web.raw("/feed", b"HTTP/1.1 304 X\r\nConnection: close\r\n\r\n")
    assert later(collecting, texts(web)).next_visit == collecting.now + 3 * HOUR


def test_a_source_without_a_pace_of_its_own_follows_its_changes(web: Web, collecting: Collecting) -> None:
    """Slowed down while nothing happens; one with `every` keeps to it."""
    source = collecting.source(f'name = "S"\nkind = "feed"\nurl = "{web.url("/feed")}"\narticle = false\n')
    web.page("/feed", feed("One"))
    for _ in range(12):
        seen = later(collecting, source)
    assert seen.next_visit == collecting.now + 6 * HOUR
    fixed = collecting.source((source.file.read_text() if source.file else "") + 'every = "2h"\n')
    assert later(collecting, fixed).next_visit == collecting.now + 2 * HOUR


def test_a_feed_that_lost_its_items_or_dates_is_broken_though_nobody_said_what_is_normal(
    web: Web, collecting: Collecting
) -> None:
    """Learnt from earlier visits; what is left is read all the same, and asked for as often as before."""
    source = texts(web)
    many = [f"{n} news" for n in range(12)]
    for n in range(5):
        web.page("/feed", feed(*many, head=f"<!--{n}-->"))
        later(collecting, source)
    web.page("/feed", feed("0 news", "extra news"))
    few = later(collecting, source)
    assert (few.state, few.new, few.next_visit) == (SourceState.BROKEN, 1, collecting.now + HOUR)
    assert few.failures[0].reason == "the listing brought 2 items where it usually brings 12"
    web.page("/feed", feed(*many, dated=False))
    assert later(collecting, source).failures[0].reason == "none of its 12 items has a date any more"
    web.page("/feed", feed(*many))
    assert later(collecting, source).failures == ()


def test_a_silence_unlike_any_before_is_told(web: Web, collecting: Collecting) -> None:
    """Though the feed is read well."""
    source = texts(web)
    for n in range(6):
        web.page("/feed", feed(*[f"{m} news" for m in range(n + 1)]))
        later(collecting, source, DAY)
    assert later(collecting, source, 13 * DAY).state is SourceState.QUIET
    silent = later(collecting, source, 2 * DAY)
    assert silent.state is SourceState.BROKEN
    assert "its longest pause before was 24 h" in silent.failures[0].reason


def article(title: str) -> str:
    """A page that can be read."""
    return (
        f'<html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1><p>The regulator closed '
        "67,000 accounts between 10 March and 22 May 2023 for spreading rumours, it said on Monday.</p></article></body></html>"
    )


def test_a_page_counts_as_removed_when_it_is_gone_twice(web: Web, collecting: Collecting) -> None:
    """A site in repair says 404 of everything; the kept copy stays, and the page may come back."""
    source = texts(web, article=True)
    web.page("/feed", feed("One"))
    web.page("/One", article("One"))
    assert later(collecting, source).new == 1
    del web.answers["/One"]

    def events() -> list[EventKind]:
        return [event.kind for event in collecting.store.events(EventQuery())]

    later(collecting, source, 7 * HOUR)
    assert events() == []
    later(collecting, source)
    assert events() == [EventKind.REMOVED]
    gone = collecting.store.documents(DocumentQuery()).rows[0].document
    assert gone.state is DocumentState.REMOVED
    assert collecting.store.page(gone.sha256) is not None
    assert collecting.figures == [67000]
    web.page("/One", article("One"))
    later(collecting, source, 30 * DAY)
    assert collecting.store.documents(DocumentQuery()).rows[0].document.state is DocumentState.READ
    assert events() == [EventKind.REMOVED]


def test_a_page_that_was_gone_for_a_moment_is_no_event(web: Web, collecting: Collecting) -> None:
    """Half an hour later it is there."""
    source = texts(web, article=True)
    web.page("/feed", feed("One"))
    web.page("/One", article("One"))
    later(collecting, source)
    page = web.answers.pop("/One")
    later(collecting, source, 7 * HOUR)
    web.answers["/One"] = page
    later(collecting, source)
    later(collecting, source)
    assert collecting.store.events(EventQuery()).rows == ()


def test_when_most_sources_fail_at_once_one_event_tells_it(collecting: Collecting) -> None:
    """And nothing is held against them: their visits go on at their own pace."""
    sources = [Source(f"s{n}", f"S{n}", "feed", f"http://{collecting.place}/{n}") for n in range(8)]
    for source in sources:
        collecting.store.end_visit(
            Visit(source.id, collecting.now, collecting.now, SourceState.OK), SourceHealth(source.id)
        )
    nowhere = [replace(source, url="http://127.0.0.1:9/feed") for source in sources]
    for _ in range(4):
        collecting.now += HOUR
        last = [collecting.visit(source, also="127.0.0.1:9") for source in nowhere]
    assert {visit.state for visit in last} == {SourceState.BROKEN}
    assert all(visit.next_visit == collecting.now + HOUR for visit in last)
    told = collecting.store.events(EventQuery()).rows
    assert [(event.kind, event.source) for event in told] == [(EventKind.SOURCE_BROKEN, None)]
    assert "8 of 8 sources cannot be read" in told[0].note


def test_an_address_inside_is_never_remembered_as_the_new_home(
    web: Web, webs: Callable[[], Web], collecting: Collecting
) -> None:
    """Neither at the redirect nor, once it was written down, at the next visit."""
    canary = webs()
    canary.page("/secret", feed("Secret"))
    web.redirect("/feed", canary.url("/secret"), status=301)
    assert later(collecting, texts(web)).state is SourceState.BROKEN
    moved = Snapshot(
        web.url("/feed"), canary.url("/secret"), 200, (), b"x", collecting.now, "0", moved_to=canary.url("/secret")
    )
    collecting.store.keep_page("s", moved)
    collecting.store.save_health(SourceHealth("s", SourceState.OK, last_visit=collecting.now))
    web.page("/feed", feed("One"))
    assert later(collecting, texts(web)).new == 1
    assert canary.asked == []
