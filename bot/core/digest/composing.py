"""What one edition says, in what order: figures first, then the items, then edits and silent sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.config import Digest
from bot.core.digest import selection
from bot.core.digest.derivation import derivations
from bot.core.digest.windows import Window, is_new
from bot.core.records import (
    ClaimRow,
    Document,
    DocumentState,
    Edition,
    EditionItem,
    Event,
    EventKind,
    SourceHealth,
    SourceNotice,
    SourceState,
    Story,
)

# Comings and goings of sources are told by the closing lines; the edition's events are those of documents.
TOLD_EVENTS = frozenset(
    {
        EventKind.EDITED,
        EventKind.FIGURE_CHANGED,
        EventKind.FIGURE_ADDED,
        EventKind.FIGURE_VANISHED,
        EventKind.REMOVED,
        EventKind.SERIES_GAP,
    }
)


@dataclass(frozen=True, slots=True)
class Material:
    """What an edition is made of, as the store has it.

    `documents` and `claims` are the newest versions: those that came in the window and those of the same stories.
    `events` are the window's; `moved` are the rows (of any version) that they name. `names` pairs the id of every
    source in the configuration with its name; `health` says how each fares.
    """

    documents: tuple[Document, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    stories: tuple[Story, ...] = ()
    events: tuple[Event, ...] = ()
    moved: tuple[ClaimRow, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    health: Mapping[str, SourceHealth] | None = None


def compose(digest: Digest, *, window: Window, material: Material, now: datetime, number: int = 1) -> Edition:
    """The edition of a window. Pure: the same material gives the same edition, in whatever order it comes.

    `number` counts the editions of one day from 1. Claims below the digest's `min_confidence` are left out.
    """
    zone = digest.at.timezone
    new = _new_documents(digest, window=window, material=material)
    claims = [row for row in material.claims if row.confidence >= digest.min_confidence]
    items = _items(new, digest=digest, material=material, claims=claims)
    facts = selection.fact_keys(material.stories)
    fresh = [row for row in claims if row.document.id in new and selection.passes(row, filters=digest.filters)]
    sure = [row for row in fresh if row.confidence >= selection.HEAD_CONFIDENCE]
    told = frozenset(row.id for row in claims if row.document.first_seen <= window.start)
    events = _events(digest, material=material, new=new)
    named = {claim for event in events for claim in (event.before, event.after) if claim}
    altered = {event.document for event in events if event.document}
    broken, quiet, checked = _silent(material, news={d.source for d in new.values()} | _told_of(events, material))
    return Edition(
        digest=digest.id,
        name=digest.name,
        date=now.astimezone(ZoneInfo(zone)).date(),
        number=number,
        window_start=window.start,
        window_end=window.end,
        figures=selection.head_figures(sure, facts=facts, told=told),
        items=items,
        events=events,
        broken=broken,
        recovered=_recovered(material),
        quiet_sources=quiet,
        checked_sources=checked,
        derived=derivations(items),
        made_at=now,
        timezone=zone,
        moved=tuple(sorted((row for row in material.moved if row.id in named), key=lambda row: row.id)),
        altered=tuple(sorted((d for d in material.documents if d.id in altered), key=lambda d: d.id)),
        source_names=tuple(sorted(material.names)),
        unsupported=_unsupported(new.values()),
    )


def is_empty(edition: Edition) -> bool:
    """Whether an edition has nothing new to tell."""
    return not (edition.items or edition.events or edition.unsupported)


def _new_documents(digest: Digest, *, window: Window, material: Material) -> dict[str, Document]:
    """The documents of the window that the digest's filters mean, by id."""
    claimed = {
        row.document.id
        for row in material.claims
        if row.confidence >= digest.min_confidence and selection.passes(row, filters=digest.filters)
    }
    asks = selection.asks_for_claims(digest.filters)
    return {
        document.id: document
        for document in material.documents
        if is_new(document, window=window, timezone=digest.at.timezone)
        and document.state in {DocumentState.READ, DocumentState.UNSUPPORTED}
        and (document.id in claimed or not asks)
        and selection.document_passes(document, filters=digest.filters)
        and (document.id in claimed or selection.says(document, q=digest.filters.q))
    }


def _items(
    new: Mapping[str, Document], *, digest: Digest, material: Material, claims: Sequence[ClaimRow]
) -> tuple[EditionItem, ...]:
    """A story with a new document, or such a document that stands alone, each once; the most telling first."""
    by_id = {d.id: d for d in material.documents if d.state is not DocumentState.REMOVED} | dict(new)
    read = {i for i, document in new.items() if document.state is DocumentState.READ}
    items: list[EditionItem] = []
    for story in sorted(material.stories, key=lambda story: story.id):
        if read.intersection(story.documents):
            documents = [by_id[i] for i in story.documents if i in by_id]
            items.append(_item(documents, story=story, claims=claims, digest=digest))
            read.difference_update(story.documents)
    items += [_item([new[i]], story=None, claims=claims, digest=digest) for i in sorted(read)]
    return tuple(sorted(items, key=_item_order))


def _item(documents: list[Document], *, story: Story | None, claims: Sequence[ClaimRow], digest: Digest) -> EditionItem:
    """One item: the primary text first, then reports as they were published."""
    primary = story.primary if story else None
    documents = sorted(documents, key=lambda d: (d.id != primary, d.role != "regulator", _age(d), d.id))
    ids = {document.id for document in documents}
    shown = [row for row in claims if row.document.id in ids]
    if not any(selection.passes(row, filters=digest.filters) for row in shown):
        shown = []
    kept = {row.id for row in shown}
    first = documents[0]
    return EditionItem(
        title=first.title or (story.title if story else ""),
        url=first.url,
        story=story.id if story else None,
        documents=tuple(documents),
        claims=tuple(sorted(shown, key=selection.telling)),
        facts=tuple(fact for fact in story.facts if kept.issuperset(fact.claims)) if story else (),
        notes=story.notes if story and shown else (),
    )


def _item_order(item: EditionItem) -> tuple[object, ...]:
    """Items with figures first, by their most telling one; the others by their newest document."""
    first = item.documents[0]
    if item.claims:
        return (0, selection.telling(item.claims[0]))
    return (1, (first.role != "regulator", -_age(first), first.id))


def _age(document: Document) -> float:
    """When a document was published, or first seen where it does not say, as seconds."""
    return (document.published.sort_key if document.published else document.first_seen).timestamp()


def _events(digest: Digest, *, material: Material, new: Mapping[str, Document]) -> tuple[Event, ...]:
    """Edits and removals of documents that the digest means, the newest last; not those of this edition's own news."""
    meant = {
        document.id
        for document in material.documents
        if document.id not in new and selection.document_passes(document, filters=digest.filters)
    }
    told = [e for e in material.events if e.kind in TOLD_EVENTS and (e.document is None or e.document in meant)]
    figures = {e.document for e in told if e.kind in _FIGURES}
    # An edit that moved figures is told by them.
    kept = [e for e in told if e.kind is not EventKind.EDITED or e.document not in figures]
    return tuple(sorted(kept, key=lambda event: (event.at, event.id)))


_FIGURES = frozenset({EventKind.FIGURE_CHANGED, EventKind.FIGURE_ADDED, EventKind.FIGURE_VANISHED})


def _told_of(events: Iterable[Event], material: Material) -> set[str]:
    """The sources of the documents that events tell of: an edit is something new."""
    changed = {event.document for event in events}
    return {document.source for document in material.documents if document.id in changed}


def _silent(material: Material, *, news: set[str]) -> tuple[tuple[SourceNotice, ...], int, int]:
    """The sources that could not be read; how many were read and had nothing new; how many were visited at all."""
    names = dict(material.names)
    health = {source: state for source, state in (material.health or {}).items() if source in names}
    visited = {source: state for source, state in health.items() if state.state in _VISITED}
    broken = tuple(
        SourceNotice(source=source, name=names[source], state=known.state, since=known.since, cause=known.cause)
        for source, known in sorted(visited.items())
        if known.state in _UNREAD
    )
    quiet = sum(known.state not in _UNREAD and source not in news for source, known in visited.items())
    return broken, quiet, len(visited)


def _recovered(material: Material) -> tuple[SourceNotice, ...]:
    """The sources of which an earlier edition may have said that they cannot be read, and that can."""
    names, health = dict(material.names), material.health or {}
    back = {event.source for event in material.events if event.kind is EventKind.SOURCE_RECOVERED}
    return tuple(
        SourceNotice(source=source, name=names[source], state=known.state, since=known.since, cause=None)
        for source, known in sorted(health.items())
        if source in back and source in names and known.state in _VISITED - _UNREAD
    )


_UNREAD = frozenset({SourceState.BLOCKED, SourceState.BROKEN})
_VISITED = frozenset({SourceState.OK, SourceState.QUIET}) | _UNREAD


def _unsupported(documents: Iterable[Document]) -> tuple[tuple[str, int], ...]:
    """How many of the new documents are in each language without a room."""
    langs = [d.lang or "unknown" for d in documents if d.state is DocumentState.UNSUPPORTED]
    return tuple((lang, langs.count(lang)) for lang in sorted(set(langs)))
