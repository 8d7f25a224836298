"""Pages as users hand them in: a saved file, an address, a line that names a file; each read as the bot reads its own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.documents import Defaults, identifier, looks_like_page, parsed, refusal, text_of
from bot.cli.invocation import Invocation
from bot.cli.output import dumps
from bot.cli.streaming import Answer
from bot.core.config import Limits, Source
from bot.core.records import Article, BotError, Entry, FetchError, Purpose, ReadError, Request, Snapshot
from extractors import SourceText

if TYPE_CHECKING:
    from bot.readers import ReadResult


def saved(body: bytes, *, name: str, defaults: Defaults) -> SourceText:
    """A file's bytes as a document: HTML and PDF are read as pages, all else is text as it stands."""
    if looks_like_page(body, name=name):
        from bot.core.article import read_article

        return _document(read_article(body, lang=defaults.lang, region=defaults.region), id=name, defaults=defaults)
    from bot.core.decoding import decode

    text = decode(body, content_type=None, encoding=None)
    return SourceText(name, text, lang=defaults.lang, published=defaults.published, region=defaults.region)


def fetched(call: Invocation, url: str, *, defaults: Defaults) -> SourceText:
    """A page of the web as a document, fetched and read within all limits. Raises FetchError or ReadError."""
    result = asyncio.run(_fetched(call, url, defaults=defaults))
    if result.article is None:
        raise ReadError(f"{url}: {result.problem or 'there is nothing to read'}")
    return _document(result.article, id=url, defaults=defaults, url=url)


async def _fetched(call: Invocation, url: str, *, defaults: Defaults) -> ReadResult:
    from bot.fetch import Fetcher
    from bot.readers import Readers, ReadJob

    config = call.bot_settings().bot
    limits = replace(config.limits, workers=1)
    async with Fetcher(config, now=call.clock()) as fetcher, Readers(limits) as readers:
        # While the page is on its way, the process that will read it starts, and extraction is loaded here.
        starting = asyncio.create_task(readers.read(ReadJob("start", entry=Entry(None, "start"), extract=False)))
        loading = asyncio.create_task(asyncio.to_thread(import_module, "extractors.pipeline"))
        try:
            snapshot = await fetcher.fetch(Request(url, purpose=Purpose.ARTICLE))
        except FetchError:
            starting.cancel()
            raise
        finally:
            await loading
        await starting
        return await readers.read(ReadJob(url, snapshot, lang=defaults.lang, region=defaults.region, extract=False))


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


def _document(article: Article, *, id: str, defaults: Defaults, url: str | None = None) -> SourceText:  # noqa: A002 - the field's name
    published: date | None = defaults.published or (article.published.day if article.published else None)
    return SourceText(
        id,
        article.text,
        title=article.title,
        lang=defaults.lang or article.lang,
        published=published,
        url=url,
        region=defaults.region,
    )
