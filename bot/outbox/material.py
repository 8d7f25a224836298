"""What an edition is made of, read from the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.config import Source
from bot.core.digest import Material, Window
from bot.core.query import DocumentQuery, EventQuery, Selection, StoryQuery
from bot.core.records import ClaimRow, Document, Event
from bot.outbox.shelf import Shelf


def material(store: Shelf, *, window: Window, sources: Sequence[Source]) -> Material:
    """The documents that came in the window, those of their stories and those that events name, with their claims."""
    within = Selection(seen_since=window.start, seen_until=window.end)
    ids = {row.document.id for row in store.documents(DocumentQuery(where=within, limit=0))}
    stories = store.stories(StoryQuery(where=within, limit=0)).rows
    events = _events(store, window=window)
    ids |= {document for story in stories for document in story.documents}
    documents = {document.id: document for document in _documents(store, ids)}
    altered = _documents(store, {event.document for event in events if event.document} - set(documents))
    named = {claim for event in events for claim in (event.before, event.after) if claim}
    moved = [row for claim in sorted(named) if (row := store.claim(claim)) is not None]
    return Material(
        documents=(*documents.values(), *altered),
        claims=tuple(_with_text(row, documents[i]) for i in sorted(documents) for row in store.claims_of(i)),
        stories=stories,
        events=events,
        moved=tuple(moved),
        names=tuple((source.id, source.name) for source in sources),
        health=store.health(),
    )


def _events(store: Shelf, *, window: Window) -> tuple[Event, ...]:
    """What happened in the window; its first instant belongs to the edition before."""
    query = EventQuery(where=Selection(since=window.start, until=window.end), limit=0)
    return tuple(event for event in store.events(query) if window.start < event.at <= window.end)


def _documents(store: Shelf, ids: Iterable[str]) -> list[Document]:
    return [document for i in sorted(ids) if (document := store.document(i)) is not None]


def _with_text(row: ClaimRow, document: Document) -> ClaimRow:
    """The row with its document's text, so that the proof can hold the words against it."""
    return replace(row, document=document)
