"""An edition as the JSON that files and webhooks carry: claims in the same rows as everywhere else."""

from __future__ import annotations

from bot.core import rows
from bot.core.memory import DocumentRow
from bot.core.records import Document, Edition, EditionItem, SourceNotice


def edition_form(edition: Edition) -> dict[str, object]:
    """The whole edition; ids and rows as the CLI and the API give them."""
    return {
        "digest": edition.digest,
        "name": edition.name,
        "date": edition.date.isoformat(),
        "number": edition.number,
        "made_at": rows.instant(edition.made_at),
        "timezone": edition.timezone,
        "window": {"start": rows.instant(edition.window_start), "end": rows.instant(edition.window_end)},
        "figures": [rows.claim_row(row) for row in edition.figures],
        "items": [_item_form(item) for item in edition.items],
        "events": [rows.event_row(event) for event in edition.events],
        "moved": [rows.claim_row(row) for row in edition.moved],
        "checked": {"sources": edition.checked_sources, "nothing_new": edition.quiet_sources},
        "broken": [_notice_form(notice) for notice in edition.broken],
        "recovered": [_notice_form(notice) for notice in edition.recovered],
        "unsupported": [{"lang": lang, "documents": number} for lang, number in edition.unsupported],
        "derived": [
            {"text": d.text, "rule": d.rule, "claims": list(d.claims), "value": d.value} for d in edition.derived
        ],
    }


def _item_form(item: EditionItem) -> dict[str, object]:
    """A story or lone document with all its claims."""
    return {
        "title": item.title,
        "url": item.url,
        "story": item.story,
        "documents": [_document_form(document, item=item) for document in item.documents],
        "claims": [rows.claim_row(row) for row in item.claims],
        "facts": [rows.fact_form(fact) for fact in item.facts],
        "notes": [rows.note_form(note) for note in item.notes],
    }


def _document_form(document: Document, *, item: EditionItem) -> dict[str, object]:
    claims = sum(row.document.id == document.id for row in item.claims)
    return rows.document_row(DocumentRow(document=document, changed=document.seen, claims=claims))


def _notice_form(notice: SourceNotice) -> dict[str, object]:
    return {
        "source": notice.source,
        "name": notice.name,
        "state": str(notice.state),
        "since": rows.instant(notice.since),
        "cause": notice.cause,
    }
