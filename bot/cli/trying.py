"""A source tried out: asked for its listing as the bot would, each step explained, nothing stored."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.columns import figure
from bot.cli.fixtures import save_fixture
from bot.cli.invocation import Exit, Invocation, stop
from bot.core.config import PageOptions, Source
from bot.core.health import expectation
from bot.core.plan import page_decides, wanted
from bot.core.records import BotError, Entry, FetchError, Purpose, ReadError, Request, Snapshot
from bot.core.sources import kind, step
from bot.fetch import Fetcher
from bot.readers import ListJob, Readers, ReadJob, ReadResult, SurveyJob
from bot.settings import Settings
from extractors import Extraction

if TYPE_CHECKING:  # what they come with takes a second to load, and belongs to the workers
    from bot.core.article.offers import Offers
    from bot.core.sources.diagnosis import Step

SHOWN = 5


def try_source(call: Invocation, settings: Settings, source: Source, *, save: Path | None = None) -> bool:
    """Try a source and tell what happens; True when it is as expected. `save` is a folder for the pages asked for."""
    if save is not None and save.exists() and (not save.is_dir() or any(save.iterdir())):
        stop(f"{save} is there already and is no empty folder; nothing was asked for.", status=Exit.USAGE)
    try:
        return asyncio.run(_try(call, settings, source, save=save))
    except BotError as error:
        typer.echo(f"failed     {error}")
        return False


async def entries_of(
    source: Source, *, fetcher: Fetcher, readers: Readers, settings: Settings, known: Sequence[Snapshot] = ()
) -> tuple[tuple[Entry, ...], tuple[Snapshot, ...]]:
    """The entries of a source and the pages asked for; `known` are its first ones. Raises FetchError or ReadError."""
    limits = settings.bot.limits
    first = step(kind(source.kind), source, limits=limits, seen=())
    request, seen = first if isinstance(first, Request) else None, list[Snapshot]()
    entries: tuple[Entry, ...] = ()
    while request is not None:
        waiting = known[len(seen)] if len(seen) < len(known) else None
        snapshot = waiting or await fetcher.fetch(request, source=source)
        seen.append(snapshot)
        answer = await readers.listed(ListJob(source, tuple(seen), limits))
        if answer.problem is not None:
            raise ListingError(f"{snapshot.final_url}: {answer.problem}", pages=tuple(seen))
        request, entries = answer.wanted, answer.entries
    return entries, tuple(seen)


class ListingError(ReadError):
    """A listing that could not be read, with the pages that had come so far."""

    def __init__(self, message: str, *, pages: tuple[Snapshot, ...]) -> None:
        super().__init__(message)
        self.pages = pages


async def figures_of(
    entry: Entry, source: Source, *, fetcher: Fetcher, readers: Readers, settings: Settings
) -> ReadResult:
    """One item read as the bot would: its page where the source follows links, else its own text."""
    snapshot = await _article(entry, source, fetcher=fetcher)
    return await readers.read(
        ReadJob.of(source, entry, id=entry.url or entry.title, snapshot=snapshot, names=settings.names)
    )


def told(entries: Sequence[Entry]) -> str:
    """The first items as a list: date, title, address."""
    lines = []
    for entry in entries[:SHOWN]:
        day = entry.published.day.isoformat() if entry.published else "undated   "
        lines.append(
            f"  {day}  {entry.title or '(no title in the listing)'}\n              {entry.url or 'no address'}"
        )
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


@dataclass(slots=True)
class _Trial:
    """One source being tried, with the doors it needs."""

    source: Source
    settings: Settings
    fetcher: Fetcher
    readers: Readers

    async def listing(self) -> tuple[tuple[Entry, ...], tuple[Snapshot, ...]]:
        """Ask for the listing and explain it. Raises BotError when it cannot be had or read."""
        try:
            entries, pages = await entries_of(
                self.source, fetcher=self.fetcher, readers=self.readers, settings=self.settings
            )
        except ListingError as problem:
            await self._explain(problem.pages)
            raise
        await self._explain(pages, empty=not entries)
        kept = [entry for entry in entries if wanted(entry, source=self.source)]
        dated = sum(entry.published is not None for entry in entries)
        typer.echo(f"items      {len(entries)}, {dated} of them dated")
        if self.source.include or self.source.exclude:
            later = sum(page_decides(entry, source=self.source) for entry in kept)
            typer.echo(
                f"filtered   {len(kept)} pass include and exclude" + (f", of {later} the page decides" if later else "")
            )
        if kept:
            typer.echo(told(kept))
        undated_hint(entries, self.source)
        return tuple(kept), pages

    async def _explain(self, pages: tuple[Snapshot, ...], *, empty: bool = False) -> None:
        """Each page asked for, and each selector on the first."""
        for page in pages:
            kind_of = page.header("content-type") or "no type told"
            typer.echo(f"asked      {page.final_url}: {page.status}, {len(page.body):,} bytes, {kind_of}")
        if self.source.kind not in {"list", "json"} or not pages:
            return
        survey = await self.readers.surveyed(SurveyJob(self.source, pages[0], "listing"))
        for line in _step_lines(survey.steps):
            typer.echo(line)
        nothing = empty or any(one.key == "list.item" and not one.matches for one in survey.steps)
        if survey.offers is not None and nothing:
            for line in _empty_hints(survey.offers):
                typer.echo(line)

    async def article(self, entries: Sequence[Entry]) -> tuple[bool, Snapshot | None]:
        """Read the first item as the bot would, and tell."""
        if not entries:
            return True, None
        entry = entries[0]
        try:
            page = await _article(entry, self.source, fetcher=self.fetcher)
        except FetchError as error:
            typer.echo(f"first item could not be had: {error}")
            return False, None
        if page is not None and self.source.page != PageOptions():
            survey = await self.readers.surveyed(SurveyJob(self.source, page, "article"))
            for line in _step_lines(survey.steps):
                typer.echo(line)
        result = await self.readers.read(
            ReadJob.of(self.source, entry, id=entry.url or entry.title, snapshot=page, names=self.settings.names)
        )
        if result.article is None or result.problem:
            typer.echo(f"first item could not be read: {result.problem}")
            return False, page
        article = result.article
        day = article.published.iso if article.published else "undated"
        size = f"{article.lang or 'language unknown'}, {len(article.text):,} characters"
        typer.echo(f"first item {article.title} ({day}, {size})")
        typer.echo(f"figures    {figures(result.extraction)}")
        return True, page


async def _try(call: Invocation, settings: Settings, source: Source, *, save: Path | None) -> bool:
    now = call.clock()
    async with Fetcher(settings.bot, now=now) as fetcher, Readers(settings.bot.limits) as readers:
        trial = _Trial(source, settings, fetcher, readers)
        entries, pages = await trial.listing()
        fine, article = await trial.article(entries)
    wrong = expectation(source, entries, now=now())
    typer.echo(f"expected   {'yes' if wrong is None else 'no: ' + wrong}")
    if save is not None:
        typer.echo(f"saved      {save_fixture(save, source, pages, article, entries)}")
    return wrong is None and fine


def undated_hint(entries: Sequence[Entry], source: Source) -> None:
    """Say what to change when a list gives no dates."""
    if source.kind == "list" and entries and not any(entry.published for entry in entries):
        typer.echo("           No item has a date: name it with `date` in [list], else the article's own is taken.")


def _step_lines(steps: Sequence[Step]) -> Iterator[str]:
    """Each selector with its matches, and below it what is odd about it."""
    for one in steps:
        whole = one.key in {"list.item", "json.items", "list.next"} or one.key.startswith("page.")
        count = f"{one.matches} found" if whole else f"{one.matches} of {one.of} items"
        sample = f', as in "{one.sample}"' if one.sample else ""
        yield f"{one.key:<10} {one.selector}: {count}{sample}"
        yield from (f"           hint: {hint}" for hint in one.hints)


def _empty_hints(offers: Offers) -> Iterator[str]:
    """What to try where a list page gave nothing."""
    if offers.scripted:
        yield (
            f"           hint: the page needs JavaScript: its file holds {offers.text_length} characters of text. "
            f"{data_hint(offers)}"
        )
    elif offers.proposal is not None:
        options = offers.proposal.options
        fields = {"title": options.title, "link": options.link, "date": options.date}
        rest = "".join(f", {key} = {value!r}" for key, value in fields.items() if value)
        yield f"           hint: item = {options.item!r}{rest} finds {offers.proposal.items} items on this page"
    if offers.feeds:
        yield f"           hint: the page names a feed: {offers.feeds[0][0]}"


def data_hint(offers: Offers) -> str:
    """Where the items of a page that scripts draw may be had."""
    if offers.data is not None:
        return f"Its data stand in {offers.data}: a source of kind json reads that by script = {offers.data!r}."
    return "Look in a browser's network view for the address its scripts ask, and make that a source of kind json."


async def _article(entry: Entry, source: Source, *, fetcher: Fetcher) -> Snapshot | None:
    if not source.article or not entry.url:
        return None
    return await fetcher.fetch(Request(entry.url, purpose=Purpose.ARTICLE), source=source)
