"""Reading the items of a listing: each page asked for, kept, read in a worker, remembered; one failure stops no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from bot.core.config import Source
from bot.core.memory import KnownItem, Taken
from bot.core.plan import Errand, document_id, errands, has_page, page_decides, page_wanted, revisit_due
from bot.core.records import (
    Article,
    Document,
    DocumentState,
    Entry,
    Failure,
    FetchError,
    Purpose,
    ReadDocument,
    Request,
    Snapshot,
    SourceState,
)
from bot.cycle.desk import Desk
from bot.cycle.listing import Listing, fetch_failure
from bot.readers import ReadJob, ReadResult

GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
# A host that refused so many articles in a row is left alone until the next visit.
REFUSALS_IN_A_ROW = 3
# Entries without pages, read and then written in one transaction: so many, or so many characters.
TEXTS_AT_ONCE = 50
CHARACTERS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Tally:
    """What reading came to. `complete` is false when something is left that the next visit must look at again."""

    new: int = 0
    edited: int = 0
    failures: tuple[Failure, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class _Step:
    """What became of one errand."""

    outcome: str
    failure: Failure | None = None
    again: bool = False


async def read_all(found: Listing, *, source: Source, desk: Desk, revisit: bool, complete: bool) -> Tally:
    """Read what is new, changed, or due for another look, in the listing's order.

    `complete`: the last visit came to its end, so that pages it kept and left out need no second look.
    """
    if found.unchanged and not source.article:
        return Tally()  # entries that are documents themselves stand in the listing, and nowhere else
    known = desk.store.known_items(source.id)
    counts = {"new": 0, "edited": 0}
    failed: list[Failure] = []
    refused = 0
    finished = True
    waiting = _errands(found, source=source, desk=desk, known=known, revisit=revisit)
    if complete:
        waiting = (errand for errand in waiting if not _left_out(errand, source=source, desk=desk))
    for batch in _batches(waiting, source=source):
        if desk.stopping() or refused >= REFUSALS_IN_A_ROW:
            finished = False
            break
        for step in await _read(batch, source=source, desk=desk, listing=found.page, asked=revisit):
            if step.outcome in counts:
                counts[step.outcome] += 1
            if step.failure is not None:
                failed.append(step.failure)
            blocked = step.failure is not None and step.failure.state is SourceState.BLOCKED
            refused = refused + 1 if blocked else 0
            finished = finished and not step.again
    return Tally(counts["new"], counts["edited"], tuple(failed), finished)


def _errands(
    found: Listing, *, source: Source, desk: Desk, known: Mapping[str, KnownItem], revisit: bool
) -> Iterator[Errand]:
    now, after = desk.now(), desk.config.revisit_after
    listed = errands(found.entries, source=source, known=known, now=now, after=after, everything=revisit)
    yield from listed
    if source.article:
        yield from _absent(known, listed, desk=desk, revisit=revisit)


def _absent(known: Mapping[str, KnownItem], listed: Sequence[Errand], *, desk: Desk, revisit: bool) -> Iterator[Errand]:
    """Documents whose entry is not before us (gone from the listing, or the listing unchanged) and that are due."""
    here = {errand.key for errand in listed}
    for key, item in known.items():
        due = revisit or revisit_due(item, now=desk.now(), after=desk.config.revisit_after)
        if key in here or not due:
            continue
        document = desk.store.document(item.document_id)
        if document is not None and document.url is not None:
            entry = Entry(document.url, document.title, document.published)
            yield Errand(entry, key, item.entry_hash, item, "revisit")


def _left_out(errand: Errand, *, source: Source, desk: Desk) -> bool:
    """Whether an item's page was read before and `include` or `exclude` left it out: it was kept, and is no document."""
    if errand.known is not None or not page_decides(errand.entry, source=source):
        return False
    return desk.store.last_hash(source.id, errand.entry.url or "") is not None


def _batches(wanted: Iterable[Errand], *, source: Source) -> Iterator[list[Errand]]:
    """Entries with pages one by one; those that are documents themselves in batches."""
    texts: list[Errand] = []
    length = 0
    for errand in wanted:
        if has_page(errand.entry, source=source):
            yield [errand]
            continue
        texts.append(errand)
        length += len(errand.entry.text or "")
        if len(texts) == TEXTS_AT_ONCE or length >= CHARACTERS_AT_ONCE:
            yield texts
            texts, length = [], 0
    if texts:
        yield texts


async def _read(
    batch: list[Errand], *, source: Source, desk: Desk, listing: Snapshot | None, asked: bool
) -> list[_Step]:
    if has_page(batch[0].entry, source=source):
        return [await _read_page(batch[0], source=source, desk=desk, asked=asked)]
    jobs = [_job(errand, source=source, desk=desk, page=None) for errand in batch]
    results = await desk.readers.read_all(jobs)
    sha256 = listing.sha256 if listing is not None else ""
    taken = [
        _taken(errand, result, source=source, desk=desk, sha256=sha256)
        for errand, result in zip(batch, results, strict=True)
    ]
    remembered = desk.store.remember_all(taken, extractor=desk.extractor, now=desk.now())
    return [
        _step(errand, result, outcome=one.outcome, source=source)
        for errand, result, one in zip(batch, results, remembered, strict=True)
    ]


async def _read_page(errand: Errand, *, source: Source, desk: Desk, asked: bool) -> _Step:
    """`asked`: somebody wants to know now, so a page that is gone is looked at twice in this visit."""
    try:
        try:
            page = await _page(errand, source=source, desk=desk)
        except FetchError as error:
            if error.status not in GONE or errand.known is None or errand.known.missed or not asked:
                raise
            errand = replace(errand, known=replace(errand.known, missed=1))
            page = await _page(errand, source=source, desk=desk)
    except FetchError as error:
        return _missing(errand, error, source=source, desk=desk)
    if page is None:
        if errand.known is not None and errand.known.missed:
            desk.store.mark_present(errand.known.document_id)
        _touch(errand, source=source, desk=desk)
        return _Step("same")
    result = await desk.readers.read(_job(errand, source=source, desk=desk, page=page))
    if errand.known is None and page_decides(errand.entry, source=source) and result.article is not None:
        read = result.article
        if not page_wanted(errand.entry, read.title, read.text, source=source):
            return _Step("left out")
    return _remember(errand, result, source=source, desk=desk, sha256=page.sha256)


async def _page(errand: Errand, *, source: Source, desk: Desk) -> Snapshot | None:
    """The errand's page, kept; None if it is the very one that its document was read from."""
    url = errand.entry.url or ""
    document = desk.store.document(errand.known.document_id) if errand.known is not None else None
    read_from = document.sha256 if document is not None else None
    # A page that was kept and never read (the bot was killed in between) must not be answered with "not modified".
    known, last = desk.store.last_asked(source.id, url) if read_from is not None else (None, None)
    validators = last if read_from == known else None
    snapshot = await desk.fetcher.fetch(Request(url=url, purpose=Purpose.ARTICLE), source=source, validators=validators)
    desk.store.keep_page(source.id, snapshot)
    return None if snapshot.not_modified or snapshot.sha256 == read_from else snapshot


def _job(errand: Errand, *, source: Source, desk: Desk, page: Snapshot | None) -> ReadJob:
    return ReadJob.of(source, errand.entry, id=document_id(source.id, errand.key), snapshot=page, names=desk.names)


def _remember(errand: Errand, result: ReadResult, *, source: Source, desk: Desk, sha256: str) -> _Step:
    taken = _taken(errand, result, source=source, desk=desk, sha256=sha256)
    (remembered,) = desk.store.remember_all((taken,), extractor=desk.extractor, now=desk.now())
    return _step(errand, result, outcome=remembered.outcome, source=source)


def _taken(errand: Errand, result: ReadResult, *, source: Source, desk: Desk, sha256: str) -> Taken:
    document = _document(errand, result, source=source, desk=desk, sha256=sha256)
    return Taken(ReadDocument(document, result.extraction), errand.key, errand.hash)


def _step(errand: Errand, result: ReadResult, *, outcome: str, source: Source) -> _Step:
    if result.problem is None:
        return _Step(outcome)
    failure = Failure(source.id, result.stage, f"{errand.entry.url}: {result.problem}", url=errand.entry.url)
    return _Step("unreadable", failure)


def _missing(errand: Errand, error: FetchError, *, source: Source, desk: Desk) -> _Step:
    """A page that could not be had: gone ones are noted, others are tried again at the next visit."""
    failure = fetch_failure(source, error, url=errand.entry.url)
    if error.status not in GONE:
        return _Step("missing", failure, again=errand.why != "revisit")
    if errand.known is not None:
        return _gone(errand, errand.known, source=source, desk=desk)
    nothing = ReadResult(document_id(source.id, errand.key), problem=str(error))
    return replace(_remember(errand, nothing, source=source, desk=desk, sha256=""), failure=failure)


def _gone(errand: Errand, known: KnownItem, *, source: Source, desk: Desk) -> _Step:
    """A page that was read and is gone: an event at the second look, for a site in repair says 404 of everything."""
    if not known.missed:
        desk.store.mark_missed(source.id, errand.key, times=1, now=desk.now())
        return _Step("missed")
    document = desk.store.document(known.document_id)
    if document is not None and document.state is not DocumentState.UNREADABLE:
        desk.store.mark_removed(known.document_id, now=desk.now())
    _touch(errand, source=source, desk=desk)
    desk.store.mark_missed(source.id, errand.key, times=2, now=desk.now())
    return _Step("removed")


def _touch(errand: Errand, *, source: Source, desk: Desk) -> None:
    desk.store.touch_item(source.id, errand.key, entry_hash=errand.hash, now=desk.now())


def _document(errand: Errand, result: ReadResult, *, source: Source, desk: Desk, sha256: str) -> Document:
    article = result.article or Article(errand.entry.title, "", errand.entry.published, source.lang)
    now = desk.now()
    return Document(
        id=result.id,
        version=1,
        source=source.id,
        role=source.role,
        url=errand.entry.url,
        title=article.title,
        text=article.text,
        lang=article.lang,
        published=article.published,
        first_seen=now,
        seen=now,
        sha256=sha256,
        state=DocumentState.UNREADABLE if result.problem is not None else DocumentState.READ,
        regulators=(source.regulator,) if source.regulator else (),
        note=result.problem,
    )
