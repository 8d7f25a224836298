"""Worker processes: whatever a page does, it is answered for, and the next one is read."""

from __future__ import annotations

import asyncio
import hashlib
import os
import resource
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.config import Limits, ListOptions, PageOptions, Source
from bot.core.records import Entry, Published, Request, Snapshot
from bot.readers import Listed, ListJob, Readers, ReadJob, ReadResult, Surveyed, SurveyJob
from bot.readers.jobs import listed, read, surveyed
from bot.readers.worker import Worker, problem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = (
    "The regulator closed 67,000 accounts between 10 March and 22 May 2023 for spreading rumours, it said on Monday. "
    "Platforms removed 1.4 million posts in the course of the campaign, the office said in its statement."
)
PAGE = f"<html lang=en><head><title>Accounts closed</title></head><body><article><h1>Accounts closed</h1><p>{TEXT}</p></article></body></html>"
DAY = Published.parse("2023-05-29")
LATER = Published.parse("2023-05-30T08:00:00+00:00")


def snapshot(body: str = PAGE, *, kind: str = "text/html", url: str = "https://r.example/a") -> Snapshot:
    """A page as if it had been fetched."""
    content = body.encode()
    return Snapshot(url, url, 200, (("content-type", kind),), content, NOW, hashlib.sha256(content).hexdigest())


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One process for all tests here."""
    one = Worker(Limits(parse_seconds=20))
    yield one
    one.stop()


def test_a_page_is_read_and_extracted_in_a_process(worker: Worker) -> None:
    """Article and figures come back."""
    answer = worker.answer(ReadJob("a", snapshot(), lang="en"))
    assert isinstance(answer, ReadResult)
    assert answer.problem is None
    assert answer.article is not None
    assert answer.article.title == "Accounts closed"
    assert answer.extraction is not None
    assert 67_000 in [claim.value for claim in answer.extraction.claims]


def test_a_page_is_looked_at_in_a_process(worker: Worker) -> None:
    """What it offers, how a source's selectors fare on it, or what is wrong."""
    rows = "".join(f"<p><a href='/{n}'>An announcement of note {n}</a> {n} May 2023</p>" for n in range(1, 5))
    source = Source(
        "s", "S", "list", "https://r.example/a", list=ListOptions("p", date="a"), page=PageOptions(body="h1")
    )
    seen = worker.answer(SurveyJob(source, snapshot(rows), "listing"))
    assert isinstance(seen, Surveyed)
    assert [(one.key, one.matches) for one in seen.steps] == [("list.item", 4), ("list.link", 4), ("list.date", 4)]
    assert seen.offers is not None
    assert seen.offers.proposal is not None
    assert seen.offers.proposal.options.item == "p"
    article = worker.answer(SurveyJob(source, snapshot(), "article"))
    assert isinstance(article, Surveyed)
    assert [(one.key, one.matches) for one in article.steps] == [("page.body", 1)]
    answer = worker.answer(SurveyJob(source, snapshot("{", kind="application/json"), "offers"))
    assert isinstance(answer, Surveyed)
    assert "no JSON" in (answer.problem or "")


def test_a_listing_is_walked_in_a_process(worker: Worker) -> None:
    """Step by step: the entries, or what is wrong."""
    feed = "<rss version='2.0'><channel><item><title>A</title><link>/a</link></item></channel></rss>"
    source = Source("s", "S", "feed", "https://r.example/feed")
    answer = worker.answer(ListJob(source, (snapshot(feed, kind="text/xml"),), Limits()))
    assert answer == Listed(entries=(Entry("https://r.example/a", "A"),))
    broken = worker.answer(ListJob(source, (snapshot("<html>"),), Limits()))
    assert broken == Listed(problem="this is an HTML page, not a feed")


def test_a_page_that_outlasts_its_time_is_given_up_and_the_next_one_read() -> None:
    """The process is ended, nothing hangs."""
    slow = Worker(Limits(parse_seconds=0.05))
    try:
        job = ReadJob("a", snapshot(PAGE.replace(TEXT, TEXT * 3000)), lang="en")
        began = time.monotonic()
        answer = slow.answer(job)
        assert answer == problem(job, "reading it took longer than 0.05 s")
        assert time.monotonic() - began < 60
    finally:
        slow.stop()


def test_short_documents_are_read_in_one_go_in_their_order() -> None:
    """One that cannot be read carries its problem; the others are read."""

    async def go() -> tuple[ReadResult, ...]:
        async with Readers(Limits(workers=0)) as readers:
            entries = [Entry(None, f"Note {n}", text=TEXT.replace("67,000", f"{n},000")) for n in range(1, 4)]
            jobs = [ReadJob(entry.title, entry=entry, lang="en") for entry in entries]
            jobs.insert(1, ReadJob("bad", snapshot(), page=PageOptions(body=3)))  # type: ignore[arg-type]  # what raises
            return await readers.read_all(jobs)

    results = asyncio.run(go())
    assert [result.id for result in results] == ["Note 1", "bad", "Note 2", "Note 3"]
    assert [result.problem is None for result in results] == [True, False, True, True]
    assert [result.extraction.claims[0].value for result in results if result.extraction] == [1000, 2000, 3000]


def test_of_documents_read_in_one_go_only_the_one_that_kills_its_process_is_lost() -> None:
    """Each of the others is read by itself then."""
    endless = ReadJob("endless", snapshot("<p>" * 3_000_000), lang="en")

    async def go() -> tuple[ReadResult, ...]:
        async with Readers(Limits(workers=1, parse_seconds=2)) as readers:
            return await readers.read_all(
                [ReadJob("a", entry=Entry(None, "A", text=TEXT), lang="en"), replace(endless, extract=False)]
            )

    first, second = asyncio.run(go())
    assert (first.id, first.problem) == ("a", None)
    assert second.id == "endless"
    assert second.problem is not None


def test_a_process_that_died_idle_is_replaced(worker: Worker) -> None:
    """No page is to blame, and none is lost."""
    assert isinstance(worker.answer(ReadJob("warm", snapshot(), extract=False)), ReadResult)
    process = worker._process
    assert process is not None
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(5)
    answer = worker.answer(ReadJob("after", snapshot(), extract=False))
    assert isinstance(answer, ReadResult)
    assert answer.problem is None


def test_a_death_in_the_middle_of_a_page_is_told_and_a_cancelled_one_forgotten() -> None:
    """In one sentence; neither is tried again, and the next page finds a worker."""
    long = ReadJob("long", snapshot(PAGE.replace(TEXT, TEXT * 3000)), lang="en")

    async def troubled() -> tuple[ReadResult, ReadResult]:
        async with Readers(replace(Limits(), workers=1, parse_seconds=20)) as readers:
            await readers.read(ReadJob("warm", snapshot(), extract=False))
            reading = asyncio.create_task(readers.read(long))
            await asyncio.sleep(0.1)
            readers._workers[0].kill()
            told = await reading
            cancelled = asyncio.create_task(readers.read(long))
            await asyncio.sleep(0.1)
            cancelled.cancel()
            with pytest.raises(asyncio.CancelledError):
                await cancelled
            return told, await readers.read(ReadJob("next", snapshot(), extract=False))

    told, following = asyncio.run(troubled())
    assert told == ReadResult("long", problem="the process that read it died")
    assert following.problem is None


def test_workers_are_replaced_after_so_many_documents() -> None:
    """Memory that creeps goes with them."""
    short = Worker(Limits(worker_documents=2, parse_seconds=20))
    try:
        pids = []
        for number in range(3):
            short.answer(ReadJob(str(number), snapshot(), extract=False))
            pids.append(short._process.pid if short._process else None)
    finally:
        short.stop()
    assert pids[0] is not None
    assert pids[1] is None
    assert pids[2] not in {None, pids[0]}


def test_an_entrys_own_text_is_a_document() -> None:
    """`article = false`."""
    entry = Entry("https://r.example/a", "Accounts closed", DAY, text=TEXT)
    result = read(ReadJob("a", entry=entry, lang="en"))
    assert result.article is not None
    assert (result.article.title, result.article.text, result.article.published) == ("Accounts closed", TEXT, DAY)
    assert result.extraction is not None
    bare = read(ReadJob("a", entry=Entry(None, "The regulator closed 5 accounts"), extract=False))
    assert bare.article is not None
    assert (bare.article.text, bare.article.lang) == ("", "en")
    assert read(ReadJob("a", extract=False)).article is not None


def test_the_entrys_date_counts_unless_a_selector_found_one() -> None:
    """An entry's day and the page's time of the same day are one; a date in the future is none."""
    dated = PAGE.replace(
        "<title>", '<meta property="article:published_time" content="2023-05-29T10:00:00+08:00"><title>'
    )

    def published(entry: Published | None, page: str = dated, options: PageOptions | None = None) -> str | None:
        job = ReadJob(
            "a", snapshot(page), Entry("u", "T", entry), page=options or PageOptions(), lang="en", extract=False
        )
        article = read(job).article
        assert article is not None
        return article.published.iso if article.published else None

    assert published(DAY) == "2023-05-29T10:00:00+08:00"
    assert published(LATER) == "2023-05-30T08:00:00+00:00"
    assert published(LATER, options=PageOptions(date="meta@content")) == "2023-05-29T10:00:00+08:00"
    assert published(None) == "2023-05-29T10:00:00+08:00"
    assert published(DAY, PAGE) == "2023-05-29"
    assert published(Published.parse("2099-01-01"), PAGE) is None


def test_what_cannot_be_read_is_a_result_too() -> None:
    """With its sentence."""
    assert read(ReadJob("a", snapshot("  "))).problem == "the page is empty: not one byte of it"
    source = Source("s", "S", "feed", "https://r.example/feed")
    assert listed(ListJob(source, (), Limits())) == Listed(wanted=Request("https://r.example/feed"))


def test_a_page_within_json_is_surveyed_as_the_page_it_is() -> None:
    """Selectors counted, and what they could be."""
    source = Source("s", "S", "list", "https://r.example/api", list=ListOptions("li", json="html"))
    page = snapshot('{"html": "<ul><li><a href=\'/a\'>A</a></li></ul>"}')
    found = surveyed(SurveyJob(source, page, "listing"))
    assert (found.problem, found.steps[0].key, found.steps[0].matches) == (None, "list.item", 1)
    assert found.offers is not None
    assert surveyed(SurveyJob(source, snapshot("<p>"), "listing")).problem is not None


def test_a_worker_has_a_memory_limit(worker: Worker) -> None:
    """Beyond what the loaded program takes."""
    worker.answer(ReadJob("warm", snapshot(), extract=False))
    assert worker._process is not None
    assert worker._process.pid is not None
    soft, _ = resource.prlimit(worker._process.pid, resource.RLIMIT_AS)
    assert 0 < soft < 8 * 1024**3
