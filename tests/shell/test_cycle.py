"""One visit to one source, over real HTTP into a real store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.core.config import BotConfig, Expect, Limits, ListOptions, Network, Politeness, Source
from bot.core.query import ClaimQuery, DocumentQuery, EventQuery
from bot.core.records import DocumentState, SourceState, Visit
from bot.cycle import Desk, visit
from bot.fetch import Fetcher
from bot.readers import Readers
from bot.store import Store, store_url

if TYPE_CHECKING:
    from tests.shell.conftest import Asked, Web

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIGURES = ("67,000", "12,500", "3,300")


def article(number: int, figure: str) -> str:
    """A page of a news site."""
    return (
        f'<html lang="en"><head><title>Notice {number}</title></head><body><article><h1>Notice {number}</h1><p>The regulator closed '
        f"{figure} accounts between 10 March and 22 May 2023 for spreading rumours, it said on Monday morning.</p><p>It gave no "
        "further details of the campaign, which had been announced at the beginning of the spring.</p></article></body></html>"
    )


@dataclass
class Newsroom:
    """A source on loopback, a store, and a clock that tests move."""

    web: Web
    store: Store
    source: Source
    now: datetime = NOW
    stopping: bool = False
    limits: Limits = field(default_factory=lambda: Limits(workers=0))

    def publish(self, *numbers: int, etag: str = '"1"', **more: str) -> None:
        """Put these notices into the feed and on the web."""
        items = "".join(
            f"<item><title>Notice {n}</title><link>/notice/{n}</link><pubDate>Mon, 29 May 2023 0{n}:00:00 GMT</pubDate></item>"
            for n in numbers
        )
        self.web.page(
            "/feed",
            f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>",
            lines={"etag": etag} | more,
        )
        for n in numbers:
            self.web.page(f"/notice/{n}", article(n, FIGURES[n % 3]))

    def visit(self, *, source: Source | None = None, revisit: bool = False) -> Visit:
        """One visit."""
        settings = BotConfig(network=Network((self.web.place,)), politeness=Politeness(delay=0.0), limits=self.limits)

        async def visited() -> Visit:
            async with Fetcher(settings, now=lambda: self.now) as fetcher, Readers(settings.limits) as readers:
                desk = Desk(
                    fetcher,
                    readers,
                    self.store,
                    settings,
                    lambda: self.now,
                    lambda: 0.5,
                    "test",
                    stopping=lambda: self.stopping,
                )
                return await visit(source or self.source, desk=desk, revisit=revisit)

        self.web.asked.clear()
        return asyncio.run(visited())

    @property
    def figures(self) -> list[float]:
        """The values of all claims in the newest versions."""
        return sorted(row.value for row in self.store.claims(ClaimQuery()) if row.unit == "account")

    @property
    def events(self) -> list[str]:
        """The kinds of all events."""
        return sorted(str(event.kind) for event in self.store.events(EventQuery()))

    def state(self) -> tuple[SourceState, str | None]:
        """The source's state and cause."""
        health = self.store.health()[self.source.id]
        return health.state, health.cause


@pytest.fixture
def room(web: Web, tmp_path: Path) -> Iterator[Newsroom]:
    """A feed with three notices."""
    with Store.open(store_url(tmp_path / "store.sqlite3"), now=NOW) as store:
        newsroom = Newsroom(
            web, store, Source("news", "News", "feed", web.url("/feed"), role="regulator", regulator="Office")
        )
        newsroom.publish(0, 1, 2)
        yield newsroom


def test_a_first_visit_reads_everything_and_a_second_finds_nothing_new(room: Newsroom) -> None:
    """The unchanged feed is asked for conditionally, or known by its hash; nothing else is asked for."""
    first = room.visit()
    assert (first.state, first.entries, first.new, first.failures) == (SourceState.OK, 3, 3, ())
    assert room.figures == [3300, 12500, 67000]
    document = room.store.documents(DocumentQuery()).rows[0].document
    assert document.regulators == ("Office",)
    assert document.published is not None
    assert room.store.page(document.sha256) is not None
    second = room.visit()
    assert (second.state, second.new, second.edited) == (SourceState.QUIET, 0, 0)
    assert room.web.paths == ["/feed"]
    assert room.web.asked[-1].headers["if-none-match"] == '"1"'
    assert first.next_visit == NOW + timedelta(hours=1)


def test_a_304_is_quiet(room: Newsroom) -> None:
    """No body, nothing read."""
    room.visit()
    room.web.raw("/feed", b"HTTP/1.1 304 X\r\nConnection: close\r\n\r\n")
    assert room.visit().state is SourceState.QUIET


def test_new_and_changed_entries_are_read_and_others_left_alone(room: Newsroom) -> None:
    """By what the feed says of them."""
    room.visit()
    room.publish(0, 1, 2, 3, etag='"2"')
    again = room.visit()
    assert (again.state, again.new, room.web.paths) == (SourceState.OK, 1, ["/feed", "/notice/3"])


def test_a_silently_edited_article_is_found_by_its_revisit(room: Newsroom) -> None:
    """Six hours later, though the feed is unchanged: a new version, and the figure that moved."""
    room.visit()
    room.web.page("/notice/0", article(0, "76,000"))
    room.now += timedelta(hours=1)
    assert room.visit().edited == 0
    room.now += timedelta(hours=6)
    edited = room.visit()
    assert (edited.state, edited.edited) == (SourceState.OK, 1)
    assert room.figures == [3300, 12500, 76000]
    assert room.events == ["edited", "figure_changed"]
    assert room.web.paths == ["/feed", "/notice/0", "/notice/1", "/notice/2"]


def test_revisit_reads_known_documents_at_once(room: Newsroom) -> None:
    """`once --revisit`; those that are the same make no version."""
    room.visit()
    again = room.visit(revisit=True)
    assert (again.state, again.edited, len(room.web.paths)) == (SourceState.QUIET, 0, 4)


def test_an_article_that_is_gone_becomes_an_event_and_stays_readable(room: Newsroom) -> None:
    """Once; whether its entry is still listed or not."""
    room.visit()
    del room.web.answers["/notice/1"]
    room.publish(0, 2, etag='"2"')
    room.visit(revisit=True)
    room.visit(revisit=True)
    assert room.events == ["removed"]
    gone = next(row.document for row in room.store.documents(DocumentQuery()) if row.document.title == "Notice 1")
    assert gone.state is DocumentState.REMOVED
    assert room.figures == [3300, 12500, 67000]


def test_an_item_missing_from_the_feed_is_not_deleted(room: Newsroom) -> None:
    """Absence says nothing."""
    room.visit()
    room.publish(2, etag='"2"')
    room.visit()
    assert room.figures == [3300, 12500, 67000]
    assert room.events == []


def test_one_bad_article_stops_no_other_and_is_tried_again(room: Newsroom) -> None:
    """The visit brings the rest; the next one asks for it, though the feed is unchanged."""
    room.web.page("/notice/1", b"x", status=500)
    first = room.visit()
    assert (first.state, first.new) == (SourceState.OK, 2)
    assert [(f.stage, f.url) for f in first.failures] == [("fetch", room.web.url("/notice/1"))]
    room.web.page("/notice/1", article(1, FIGURES[1]))
    second = room.visit()
    assert (second.new, room.web.paths) == (1, ["/feed", "/notice/1"])
    assert room.visit().state is SourceState.QUIET


def test_an_unreadable_article_is_kept_as_such_and_read_when_it_can_be(room: Newsroom) -> None:
    """Its page is kept, its cause is noted."""
    room.web.page("/notice/1", b"   ")
    first = room.visit()
    assert (first.new, [f.stage for f in first.failures]) == (2, ["read"])
    states = {row.document.title: row.document for row in room.store.documents(DocumentQuery())}
    assert states["Notice 1"].state is DocumentState.UNREADABLE
    assert "empty" in (states["Notice 1"].note or "")
    room.web.page("/notice/1", article(1, FIGURES[1]))
    assert room.visit(revisit=True).new == 1


def test_a_missing_article_is_noted_once_and_not_asked_for_each_time(room: Newsroom) -> None:
    """404 at the first look is no removal."""
    del room.web.answers["/notice/1"]
    first = room.visit()
    assert [f.stage for f in first.failures] == ["fetch"]
    second = room.visit()
    assert (second.failures, room.web.paths, room.events) == ((), ["/feed"], [])
    assert room.visit(revisit=True).failures == ()
    assert room.events == []


def test_three_refusals_in_a_row_leave_the_host_alone(room: Newsroom) -> None:
    """The rest waits for the next visit; a source that refuses all its articles is blocked."""
    room.publish(0, 1, 2, 3, 4, etag='"2"')
    for n in range(5):
        room.web.page(f"/notice/{n}", b"no", status=403)
    refused = room.visit()
    assert (refused.state, len(room.web.paths)) == (SourceState.BLOCKED, 4)
    assert "refuses this program" in (room.state()[1] or "")


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        (404, SourceState.BROKEN, "no such page"),
        (403, SourceState.BLOCKED, "refuses"),
        (500, SourceState.BROKEN, "error of its own"),
    ],
)
def test_a_feed_that_cannot_be_had_is_blocked_or_broken(
    room: Newsroom, status: int, state: SourceState, words: str
) -> None:
    """Nothing stored is lost, and it recovers."""
    room.visit()
    room.web.page("/feed", b"x", status=status)
    failed = room.visit()
    assert (failed.state, failed.failures[0].stage) == (state, "fetch")
    assert words in failed.failures[0].reason
    assert room.figures == [3300, 12500, 67000]
    room.publish(0, 1, 2)
    assert room.visit().state is SourceState.QUIET


@pytest.mark.parametrize(
    ("body", "state", "words"),
    [
        ("<html><title>Shop</title></html>", SourceState.BROKEN, "HTML page"),
        ("<html><title>Just a moment...</title></html>", SourceState.BLOCKED, "challenge"),
        ("", SourceState.BROKEN, "empty"),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", SourceState.BROKEN, "holds no item"),
    ],
)
def test_a_feed_that_is_something_else_is_never_quiet(
    room: Newsroom, body: str, state: SourceState, words: str
) -> None:
    """Not at the second look either, when it is unchanged."""
    room.visit()
    room.web.page("/feed", body)
    for _ in range(2):
        failed = room.visit()
        assert failed.state is state
        assert words in failed.failures[0].reason
    assert room.state()[0] is state


def test_a_listing_outside_its_expectation_is_reported_and_read(room: Newsroom) -> None:
    """Nothing is dropped."""
    strict = replace(room.source, expect=Expect(items_min=5))
    outcome = room.visit(source=strict)
    assert (outcome.state, outcome.new) == (SourceState.BROKEN, 3)
    assert "at least 5" in outcome.failures[0].reason


def test_a_long_silence_is_reported(room: Newsroom) -> None:
    """`quiet_after`, though the feed is unchanged and not read."""
    patient = replace(room.source, expect=Expect(quiet_after=timedelta(days=2000)))
    room.visit(source=patient)
    room.visit(source=patient)
    room.now += timedelta(days=2001)
    assert "nothing new since" in room.visit(source=patient).failures[0].reason


def test_a_crash_between_keeping_and_reading_loses_nothing(room: Newsroom) -> None:
    """Killed after the page was kept: the next visit takes no 304 for "nothing new"."""
    room.visit()
    room.publish(0, 1, 2, 3, etag='"2"')

    def conditional(asked: Asked) -> list[bytes]:
        if asked.headers.get("if-none-match") == '"2"':
            return [b"HTTP/1.1 304 X\r\nConnection: close\r\n\r\n"]
        return list(feed(asked))

    feed = room.web.answers["/feed"]
    room.web.answers["/feed"] = conditional
    killed = replace(room, limits=Limits(workers=0, entries=0))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Readers, "listed", _killed)
        with pytest.raises(KeyboardInterrupt):
            killed.visit()
    assert room.visit().new == 1
    assert room.figures == [3300, 12500, 67000, 67000]


async def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_bot_that_is_to_end_finishes_the_item_in_hand(room: Newsroom) -> None:
    """And the next visit reads the rest."""
    room.stopping = True
    assert room.visit().new == 0
    room.stopping = False
    assert room.visit().new == 3


def test_entries_without_pages_are_documents_themselves(room: Newsroom) -> None:
    """`article = false`: no page is asked for; a changed entry is a new version."""
    text = "<item><title>A</title><link>/a</link><description>The regulator closed {} accounts on 3 May 2023.</description></item>"
    source = replace(room.source, article=False)
    room.web.page("/feed", f"<rss version='2.0'><channel>{text.format('5,100')}</channel></rss>")
    assert room.visit(source=source).new == 1
    assert (room.web.paths, room.figures) == (["/feed"], [5100])
    room.web.page("/feed", f"<rss version='2.0'><channel>{text.format('5,200')}</channel></rss>")
    assert room.visit(source=source).edited == 1
    assert room.figures == [5200]


def test_an_undated_item_stays_undated(room: Newsroom) -> None:
    """Neither the server's date nor the moment of the visit is its own."""
    room.web.page(
        "/feed", "<rss version='2.0'><channel><item><title>A</title><link>/a</link></item></channel></rss>",
        last_modified="Mon, 23 Nov 2026 10:00:00 GMT",
    )  # fmt: skip
    room.web.page(
        "/a",
        "<html><body><article><p>The regulator closed accounts and said no more about it, as usual.</p></article></body></html>",
    )
    room.visit()
    assert [row.document.published for row in room.store.documents(DocumentQuery())] == [None]


def test_an_index_page_and_a_folder_are_visited_alike(room: Newsroom, tmp_path: Path) -> None:
    """The same steps for every kind."""
    room.web.page("/list", '<ul><li><a href="/notice/0">Notice 0</a> 29 May 2023</li></ul>')
    index = Source("index", "Index", "list", room.web.url("/list"), lang="en", list=ListOptions("li", date="li"))
    assert room.visit(source=index).new == 1
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved/notice.html").write_text(article(1, "4,400"))
    folder = Source("folder", "Folder", "folder", "saved", file=tmp_path / "s.toml")
    first = room.visit(source=folder)
    assert (first.state, first.new) == (SourceState.OK, 1)
    assert room.visit(source=folder).state is SourceState.QUIET
    (tmp_path / "saved/notice.html").write_text(article(1, "4,500"))
    assert room.visit(source=folder).edited == 1


def test_internal_links_of_a_feed_are_never_followed(room: Newsroom, webs: Callable[[], Web]) -> None:
    """The items are noted, the canary is not asked."""
    canary = webs()
    canary.page("/secret", "<p>secret")
    links = (canary.url("/secret"), "http://169.254.169.254/", "file:///etc/passwd")
    items = "".join(f"<item><title>T{n}</title><link>{link}</link></item>" for n, link in enumerate(links))
    room.web.page("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>")
    outcome = room.visit()
    assert canary.asked == []
    assert len(outcome.failures) == 2
    assert all("private address" in failure.reason for failure in outcome.failures)


def test_more_than_half_a_hundred_texts_are_read_in_batches(room: Newsroom) -> None:
    """All of them, once; a filter keeps others out."""
    items = "".join(
        f"<item><title>N{n}</title><link>/a{n}</link><description>Closed {n} accounts.</description></item>"
        for n in range(60)
    )
    room.web.page("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>")
    source = replace(room.source, article=False, exclude=("^N7$",))
    assert room.visit(source=source).new == 59
    assert len(room.store.documents(DocumentQuery()).rows) == 59
