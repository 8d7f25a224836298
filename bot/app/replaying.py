"""Reading history again: every stored document, from its kept page, with today's extractors."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.app.wiring import Bot
from bot.core.config import PageOptions, Source, Was
from bot.core.records import Document, Entry, Snapshot
from bot.outbox import gather_stories
from bot.readers import Readers, ReadJob, ReadResult
from bot.store import Store


@dataclass(slots=True)
class Replayed:
    """How many documents were read again, how many claims differ, and what could not be read again."""

    documents: int = 0
    changed: int = 0
    problems: list[str] = field(default_factory=list)


async def replayed(store: Store, *, bot: Bot) -> Replayed:
    """Read every document's newest version again; unchanged figures keep their ids. Then the stories anew."""
    done = Replayed()
    sources = {source.id: source for source in bot.settings.sources}
    gate = asyncio.Semaphore(bot.settings.bot.limits.workers * 2)

    async def one(document: Document, readers: Readers) -> None:
        async with gate:
            result = await readers.read(_job(document, sources.get(document.source), store, bot=bot))
        if result.extraction is None or result.problem:
            done.problems.append(f"{document.url or document.id}: {result.problem or 'nothing to read'}")
            return
        done.documents += 1
        done.changed += _replace(store, document, result, bot=bot)

    async with Readers(bot.settings.bot.limits) as readers:
        pending: set[asyncio.Task[None]] = set()
        for document in store.newest_readings():
            if not document.text:
                continue
            pending.add(asyncio.create_task(one(document, readers)))
            if len(pending) >= bot.settings.bot.limits.workers * 4:
                finished, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                for task in finished:
                    task.result()
        await asyncio.gather(*pending)
    gather_stories(store, now=bot.now())
    return done


def page_options(source: Source | None, snapshot: Snapshot) -> PageOptions:
    """The selectors that held when a page was fetched: today's, or those of `[[was]]`."""
    if source is None:
        return PageOptions()
    day = snapshot.fetched_at.date()
    past: list[Was] = sorted((was for was in source.was if day <= was.until), key=lambda was: was.until)
    return past[0].page if past and past[0].page is not None else source.page


def _job(document: Document, source: Source | None, store: Store, *, bot: Bot) -> ReadJob:
    """The page a document was read from; where it had none of its own (an item's text), the text that was kept."""
    snapshot = store.snapshot(document.sha256)
    own_page = snapshot is not None and document.url is not None and snapshot.url == document.url
    return ReadJob(
        id=document.id,
        snapshot=snapshot if own_page else None,
        entry=Entry(document.url, document.title, document.published, text=None if own_page else document.text),
        page=page_options(source, snapshot) if snapshot is not None else PageOptions(),
        role=document.role,
        lang=source.lang if source else document.lang,
        encoding=source.encoding if source else None,
        timezone=source.zone if source else None,
        region=source.region if source else None,
        names=bot.settings.names,
    )


def _replace(store: Store, document: Document, result: ReadResult, *, bot: Bot) -> int:
    if result.extraction is None:
        return 0
    return store.replace_claims(
        document.id,
        document.version,
        extraction=result.extraction,
        extractor=bot.extractor,
        now=bot.now(),
        article=result.article,
    )
