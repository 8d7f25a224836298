"""Making an edition: what is new since the last one, written in four forms, and proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.channels.file import FOLDER, write_forms
from bot.core.config import Digest, Source
from bot.core.digest import check, compose, document_passes, is_backlog, is_empty, oldest, window_since
from bot.core.records import DeliveryError, Edition, Event, EventKind
from bot.core.render import render
from bot.outbox.material import material
from bot.outbox.shelf import Shelf

PREVIEW = "preview"
OUTAGES = frozenset({EventKind.SOURCE_BROKEN, EventKind.SOURCE_RECOVERED})


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many documents came since the last edition that were published before `news_from`: too long ago to be news."""

    documents: int
    news_from: date


@dataclass(frozen=True, slots=True)
class Prepared:
    """An edition with its texts by form, proved and not yet stored.

    `outage`: a source was found broken, or came back from that, since the last edition, and the digest wants an edition
    for that alone.
    """

    edition: Edition
    texts: Mapping[str, str]
    backlog: Backlog
    outage: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing new to tell."""
        return is_empty(self.edition) and not self.outage

    @property
    def rendered(self) -> Mapping[str, bytes]:
        """The texts as bytes."""
        return {form: text.encode() for form, text in self.texts.items()}


@dataclass(frozen=True, slots=True)
class Preview:
    """An edition written as preview.{html,md,txt,json}; `text` is the form to print."""

    prepared: Prepared
    text: str
    paths: tuple[Path, ...]


def make_edition(store: Shelf, digest: Digest, *, now: datetime, sources: Sequence[Source]) -> Prepared:
    """The edition of what is new since the last one. Stores nothing.

    Raises DeliveryError when a number in it does not stand on a claim: then nothing may go out.
    """
    editions = store.editions(digest.id)
    window = window_since(editions[-1] if editions else None, digest=digest, now=now)
    day = now.astimezone(ZoneInfo(digest.at.timezone)).date()
    number = 1 + max((edition.number for edition in editions if edition.date == day), default=0)
    found = material(store, window=window, sources=sources)
    edition = compose(digest, window=window, material=found, now=now, number=number)
    texts = render(edition)
    if mistakes := check(edition, texts):
        raise DeliveryError(f"Digest {digest.id} was not made: {'; '.join(mistakes[:3])}.", subject=digest.id)
    zone = digest.at.timezone
    meant = (document for document in found.documents if document_passes(document, filters=digest.filters))
    old = sum(is_backlog(document, window=window, timezone=zone) for document in meant)
    outage = digest.send_outages and _outage(found.events, digest=digest, sources=sources)
    return Prepared(edition, texts, Backlog(old, oldest(window, timezone=zone)), outage)


def _outage(events: Sequence[Event], *, digest: Digest, sources: Sequence[Source]) -> bool:
    meant = {source.id for source in sources if not digest.filters.sources or source.id in digest.filters.sources}
    return any(event.kind in OUTAGES and (event.source is None or event.source in meant) for event in events)


def preview(store: Shelf, digest: Digest, *, now: datetime, sources: Sequence[Source], output: Path) -> Preview:
    """Write the edition that would be sent now as preview.*; the store stays as it is. Raises DeliveryError."""
    prepared = make_edition(store, digest, now=now, sources=sources)
    paths = write_forms(output / FOLDER / digest.id, PREVIEW, rendered=prepared.rendered)
    return Preview(prepared=prepared, text=prepared.texts["txt"], paths=paths)
