"""A source tried out: asked for its listing as the bot would, each step explained, nothing stored."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import typer

from bot.cli.columns import figure
from bot.cli.invocation import Invocation
from bot.core.config import Source
from bot.core.health import expectation
from bot.core.records import BotError, Entry, FetchError, Purpose, ReadError, Request
from bot.core.sources import kind, step
from bot.fetch import Fetcher
from bot.readers import ListJob, Readers, ReadJob, ReadResult
from bot.settings import Settings
from extractors import Extraction

SHOWN = 5


def try_source(call: Invocation, settings: Settings, source: Source) -> bool:
    """Try a source and tell what happens; True when it is as expected."""
    try:
        return asyncio.run(_try(call, settings, source))
    except BotError as error:
        typer.echo(f"failed     {error}")
        return False


async def entries_of(
    source: Source, *, fetcher: Fetcher, readers: Readers, settings: Settings
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The entries of a source and a line on every page asked for. Raises FetchError or ReadError."""
    limits = settings.bot.limits
    first = step(kind(source.kind), source, limits=limits, seen=())
    wanted, seen, told = first if isinstance(first, Request) else None, [], []
    while wanted is not None:
        snapshot = await fetcher.fetch(wanted, source=source)
        kind_of = snapshot.header("content-type") or "no type told"
        told.append(f"{snapshot.final_url}: {snapshot.status}, {len(snapshot.body):,} bytes, {kind_of}")
        seen.append(snapshot)
        answer = await readers.listed(ListJob(source, tuple(seen), limits))
        if answer.problem is not None:
            raise ReadError(f"{snapshot.final_url}: {answer.problem}")
        wanted, entries = answer.wanted, answer.entries
    return (entries if seen else ()), tuple(told)


async def figures_of(
    entry: Entry, source: Source, *, fetcher: Fetcher, readers: Readers, settings: Settings
) -> ReadResult:
    """One item read as the bot would: its page where the source follows links, else its own text."""
    job = ReadJob(
        id=entry.url or entry.title,
        entry=entry,
        page=source.page,
        role=source.role,
        lang=source.lang,
        encoding=source.encoding,
        region=source.region,
        names=settings.names,
    )
    if source.article and entry.url:
        snapshot = await fetcher.fetch(Request(entry.url, purpose=Purpose.ARTICLE), source=source)
        job = replace(job, snapshot=snapshot)
    return await readers.read(job)


def told(entries: Sequence[Entry]) -> str:
    """The first items as a list: date, title, address."""
    lines = []
    for entry in entries[:SHOWN]:
        day = entry.published.day.isoformat() if entry.published else "undated   "
        lines.append(f"  {day}  {entry.title}\n              {entry.url or 'no address'}")
    return "\n".join(lines)


def figures(extraction: Extraction | None) -> str:
    """The figures of one item on a line."""
    if extraction is None:
        return "none looked for"
    if extraction.unsupported:
        return f'none looked for: there is no room for the language "{extraction.unsupported}" yet'
    told_of = [f"{figure(_form(c))} {c.unit}, {c.action}" for c in extraction.claims]
    return "; ".join(told_of) or "none found"


def _form(claim: object) -> dict[str, object]:
    names = ("value", "value_max", "kind", "currency", "bound")
    return {name: getattr(claim, name) for name in names}


async def _try(call: Invocation, settings: Settings, source: Source) -> bool:
    now = call.clock()
    async with Fetcher(settings.bot, now=now) as fetcher, Readers(settings.bot.limits) as readers:
        entries, pages = await entries_of(source, fetcher=fetcher, readers=readers, settings=settings)
        for page in pages:
            typer.echo(f"asked      {page}")
        dated = sum(entry.published is not None for entry in entries)
        typer.echo(f"items      {len(entries)}, {dated} of them dated")
        if entries:
            typer.echo(told(entries))
        undated_hint(entries, source)
        wrong = expectation(source, entries, now=now())
        fine = await _first_read(entries, source, fetcher=fetcher, readers=readers, settings=settings)
    typer.echo(f"expected   {'yes' if wrong is None else 'no: ' + wrong}")
    return wrong is None and fine


def undated_hint(entries: Sequence[Entry], source: Source) -> None:
    """Say what to change when a list gives no dates."""
    if source.kind == "list" and entries and not any(entry.published for entry in entries):
        typer.echo("           No item has a date: name it with `date` in [list], else the article's own is taken.")


async def _first_read(
    entries: Sequence[Entry], source: Source, *, fetcher: Fetcher, readers: Readers, settings: Settings
) -> bool:
    if not entries:
        return True
    try:
        result = await figures_of(entries[0], source, fetcher=fetcher, readers=readers, settings=settings)
    except FetchError as error:
        typer.echo(f"first item could not be had: {error}")
        return False
    if result.article is None or result.problem:
        typer.echo(f"first item could not be read: {result.problem}")
        return False
    article = result.article
    day = article.published.iso if article.published else "undated"
    typer.echo(
        f"first item {article.title} ({day}, {article.lang or 'language unknown'}, {len(article.text):,} characters)"
    )
    typer.echo(f"figures    {figures(result.extraction)}")
    return True
