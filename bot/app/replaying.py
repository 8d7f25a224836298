"""Reading history again: every stored document, from its kept page, with today's extractors."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.app.gathering import gather
from bot.app.wiring import Bot
from bot.core.config import PageOptions, Source
from bot.core.plan import document_id, keyed
from bot.core.records import Document, DocumentState, Entry, Snapshot
from bot.readers import ListJob, Readers, ReadJob, ReadResult
from bot.store import Store

LISTINGS = 16  # kept in hand: the documents of one listing come one after another


@dataclass(slots=True)
class Replayed:
    """How many documents were read again, how many claims differ, and what could not be read again."""

    documents: int = 0
    changed: int = 0
    problems: list[str] = field(default_factory=list)


async def replayed(store: Store, *, bot: Bot) -> Replayed:
    """Read every document's newest version again; unchanged figures keep their ids. Then the stories anew."""
    done = Replayed()
    workers = max(1, bot.settings.bot.limits.workers)  # 0: everything in this process
    gate = asyncio.Semaphore(workers * 2)

    async def one(document: Document, again: Rereading) -> None:
        async with gate:
            result = await again.read(document)
        if result.extraction is None or result.problem:
            if document.state is not DocumentState.UNREADABLE:  # else it was told when it was first read
                done.problems.append(f"{document.url or document.id}: {result.problem or 'nothing to read'}")
            return
        done.documents += 1
        done.changed += _replace(store, document, result, bot=bot)

    async with Readers(bot.settings.bot.limits) as readers:
        again = Rereading(store, readers, bot=bot)
        pending: set[asyncio.Task[None]] = set()
        for document in store.newest_readings():
            if not document.text and not document.sha256:
                continue
            pending.add(asyncio.create_task(one(document, again)))
            if len(pending) >= workers * 4:
                finished, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                for task in finished:
                    task.result()
        await asyncio.gather(*pending)
    gather(store, now=bot.now(), changed=True)
    return done


class Rereading:
    """Kept pages read as their source looked when they were fetched (`[[was]]`)."""

    def __init__(self, store: Store, readers: Readers, *, bot: Bot) -> None:
        self._store = store
        self._readers = readers
        self._bot = bot
        self._sources = {source.id: source for source in bot.settings.sources}
        self._listings: dict[str, Mapping[str, Entry]] = {}

    async def read(self, document: Document) -> ReadResult:
        """Read a document again: its page, or its item in the kept listing, or at last the text that was kept."""
        source = self._sources.get(document.source)
        snapshot = self._store.snapshot(document.sha256)
        then = source.as_of(snapshot.fetched_at.date()) if source is not None and snapshot is not None else source
        own_page = snapshot is not None and document.url is not None and snapshot.url == document.url
        entry = Entry(document.url, document.title, document.published, text=document.text)
        if own_page:
            entry = replace(entry, text=None)
        elif snapshot is not None and then is not None:
            entry = (await self._listed(snapshot, source=then)).get(document.id, entry)
        return await self._readers.read(
            ReadJob(
                id=document.id,
                snapshot=snapshot if own_page else None,
                entry=entry,
                page=then.page if then is not None else PageOptions(),
                role=document.role,
                lang=then.lang if then is not None else document.lang,
                encoding=then.encoding if then is not None else None,
                timezone=then.zone if then is not None else None,
                region=then.region if then is not None else None,
                names=self._bot.settings.names,
            )
        )

    async def _listed(self, snapshot: Snapshot, *, source: Source) -> Mapping[str, Entry]:
        """The items with a text of their own in one kept page of a listing, by the ids of their documents."""
        known = self._listings.get(snapshot.sha256)
        if known is None:
            if len(self._listings) >= LISTINGS:
                self._listings.clear()
            job = ListJob(_one_page(source), (snapshot,), self._bot.settings.bot.limits)
            entries = (await self._readers.listed(job)).entries
            keys = keyed(entries, source=source)
            known = {document_id(source.id, key): entry for key, entry in keys if entry.text}
            self._listings[snapshot.sha256] = known
        return known


def _one_page(source: Source) -> Source:
    """The source without its next pages: one kept page is read by itself."""
    return replace(
        source,
        list=replace(source.list, next=None) if source.list is not None else None,
        json=replace(source.json, next=None) if source.json is not None else None,
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
