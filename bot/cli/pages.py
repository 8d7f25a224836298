"""Pages as users hand them in: a saved file, an address, a line that names a file; each read as the bot reads its own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.documents import Defaults, identifier, looks_like_page, parsed, refusal, text_of
from bot.cli.invocation import Invocation
from bot.cli.output import dumps
from bot.cli.streaming import Answer
from bot.core.config import Limits, Source
from bot.core.records import BotError, Entry, Purpose, ReadError, Request, Snapshot
from extractors import Extraction, ExtraNames, SourceText

if TYPE_CHECKING:
    from bot.readers import ReadJob, ReadResult


def saved(
    call: Invocation, body: bytes, *, name: str, defaults: Defaults, names: ExtraNames
) -> tuple[SourceText, Extraction | None]:
    """A file's bytes as a document: HTML and PDF are read as pages are, all else is text as it stands, yet to be read."""
    if looks_like_page(body, name=name):
        snapshot = _snapshot(body, url=f"file:{name}", content_type=None, now=call.clock()())
        result = asyncio.run(_read(call, _job(snapshot, name=name, defaults=defaults, names=names)))
        return _document(result, defaults=defaults, url=None)
    from bot.core.decoding import decode

    text = decode(body, content_type=None, encoding=None)
    return SourceText(name, text, lang=defaults.lang, published=defaults.published, region=defaults.region), None


def fetched(call: Invocation, url: str, *, defaults: Defaults, names: ExtraNames) -> tuple[SourceText, Extraction]:
    """A page of the web and what is in it, fetched, read and extracted within all limits. Raises FetchError or ReadError."""
    return _document(asyncio.run(_fetched(call, url, defaults=defaults, names=names)), defaults=defaults, url=url)


async def _fetched(call: Invocation, url: str, *, defaults: Defaults, names: ExtraNames) -> ReadResult:
    from bot.fetch import Fetcher
    from bot.readers import Readers, ReadJob

    config = call.bot_settings().bot
    async with (
        Fetcher(config, now=call.clock()) as fetcher,
        Readers(replace(config.limits, workers=1)) as readers,
    ):
        # While the page is on its way, the process that will read it starts and loads what it needs.
        starting = asyncio.create_task(readers.read(ReadJob("start", entry=Entry(None, "start"))))
        try:
            snapshot = await fetcher.fetch(Request(url, purpose=Purpose.ARTICLE))
        finally:
            # Also where there is nothing to read: `make faults` holds each case against a start that loaded everything.
            await starting
        return await readers.read(_job(snapshot, name=url, defaults=defaults, names=names))


async def _read(call: Invocation, job: ReadJob) -> ReadResult:
    from bot.readers import Readers

    async with Readers(replace(call.bot_settings().bot.limits, workers=1)) as readers:
        return await readers.read(job)


def _job(snapshot: Snapshot, *, name: str, defaults: Defaults, names: ExtraNames) -> ReadJob:
    from bot.readers import ReadJob

    return ReadJob(
        name, snapshot, lang=defaults.lang, region=defaults.region, published=defaults.published, names=names
    )


def article_line(line: bytes, number: int) -> Answer:
    """`read --jsonl`: a saved page in, its article out."""
    return _answered(line, number, _article)


def index_line(line: bytes, number: int) -> Answer:
    """`read --list`: a saved index page in, its items out."""
    return _answered(line, number, _index)


def feed_line(line: bytes, number: int, *, now: datetime) -> Answer:
    """`read --feed`: a saved feed in, its entries out; a date after `now` is none."""
    return _answered(line, number, partial(_feed, now=now))


def _answered(line: bytes, number: int, read: Any) -> Answer:  # Any: one of the three below
    try:
        value = parsed(line)
        return dumps({"id": identifier(value)} | read(value)), True
    except (ValueError, RecursionError, BotError) as error:
        return refusal(line, number, str(error))
    except OSError as error:
        return refusal(line, number, f"{error.filename}: {error.strerror}")


def _article(value: Mapping[str, Any]) -> dict[str, object]:  # Any: JSON as it came, fields are checked below
    from bot.core.article import read_article
    from bot.core.tongue import detect

    content_type = text_of(value, "content_type")
    article = read_article(_body(value, "html_path"), url=text_of(value, "url"), content_type=content_type)
    return {
        "title": article.title,
        "text": article.text,
        "published": article.published.iso if article.published else None,
        "lang": article.lang or detect(article.text),
    }


def _index(value: Mapping[str, Any]) -> dict[str, object]:  # Any: as above
    from bot.core.article import index_items
    from bot.core.decoding import decode

    text = decode(_body(value, "html_path"), content_type=text_of(value, "content_type"), encoding=None)
    items = index_items(text, url=text_of(value, "url") or "", limit=Limits().entries)
    rows = [{"url": i.url, "title": i.title, "published": i.published.iso if i.published else None} for i in items]
    return {"items": rows}


def _feed(value: Mapping[str, Any], *, now: datetime) -> dict[str, object]:  # Any: as above
    from bot.core.sources import kind, step

    url = text_of(value, "url") or "https://feed.invalid/"
    snapshot = _snapshot(_body(value, "feed_path"), url=url, content_type=text_of(value, "content_type"), now=now)
    source = Source(id="feed", name="feed", kind="feed", url=url)
    found = step(kind("feed"), source, limits=Limits(), seen=(snapshot,))
    if isinstance(found, Request):
        raise ReadError("the feed goes on at another address; only one file was given")
    return {"entries": [_entry(entry) for entry in found]}


def _entry(entry: Entry) -> dict[str, object]:
    published = entry.published
    return {"title": entry.title, "link": entry.url, "published": published.iso if published else None}


def _body(value: Mapping[str, Any], name: str) -> bytes:  # Any: as above
    return Path(text_of(value, name, required=True) or "").read_bytes()


def _snapshot(body: bytes, *, url: str, content_type: str | None, now: datetime) -> Snapshot:
    headers = (("content-type", content_type),) if content_type else ()
    return Snapshot(url, url, 200, headers, body, now, sha256(body).hexdigest())


def _document(result: ReadResult, *, defaults: Defaults, url: str | None) -> tuple[SourceText, Extraction]:
    article, found = result.article, result.extraction
    if article is None or found is None:
        raise ReadError(f"{result.id}: {result.problem or 'there is nothing to read'}")
    source = SourceText(
        result.id,
        article.text,
        title=article.title,
        lang=article.lang,
        published=defaults.published or (article.published.day if article.published else None),
        url=url,
        region=defaults.region,
    )
    return source, found
