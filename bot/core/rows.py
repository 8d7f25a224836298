"""Rows: a record as the plain object every surface shows, JSON, CSV, API and webhook alike (CONTRACT, section 4)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.core.memory import DocumentRow
from bot.core.points import Point
from bot.core.records import Agreement, ClaimRow, Document, Event, Fact, Published, SourceHealth, Story, StoryNote

if TYPE_CHECKING:  # two dozen records of the configuration, which a query reads none of
    from bot.core.config import Source

JOINT = "; "
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# "-5", "+12.5%": a sign before a figure is no formula.
SIGNED_FIGURE = re.compile(r"[+-][\d.,]+%?", re.ASCII)


def envelope(rows: Iterable[Mapping[str, object]], *, following: str | None = None) -> dict[str, object]:
    """The answer to a list: its rows, the cursor of the next page, and whether rows were left out."""
    return {"data": list(rows), "next": following, "truncated": following is not None}


def claim_row(row: ClaimRow) -> dict[str, object]:
    """A claim."""
    inferred = {"currency_inferred": True} if row.currency_inferred else {}
    period = {"start": _day(row.period_start), "end": _day(row.period_end)} if row.has_period else None
    return {
        "id": row.id,
        "value": row.value,
        "value_max": row.value_max,
        "bound": row.bound,
        "kind": row.kind,
        "currency": row.currency,
        **inferred,
        "unit": row.unit,
        "action": row.action,
        "actor": row.actor,
        "platforms": list(row.platforms),
        "period": period,
        "reason": row.reason,
        "part_of": row.part_of,
        "change": row.change,
        "also": list(row.also),
        "year_inferred": row.year_inferred,
        "quote": row.quote,
        "span": {"field": row.field, "start": row.start, "end": row.end},
        "sentence_text": row.sentence_text,
        "rule": row.rule,
        "confidence": row.confidence,
        "document": _document_of(row.document),
        "story": row.story,
        "agreement": agreement_form(row.agreement) if row.agreement else None,
        "extractor": row.extractor,
        "extracted_at": instant(row.extracted_at),
    }


def document_row(row: DocumentRow) -> dict[str, object]:
    """A document, in its newest version."""
    document = row.document
    return {
        "id": document.id,
        "version": document.version,
        "url": document.url,
        "title": document.title,
        "source": document.source,
        "role": document.role,
        "lang": document.lang,
        "regulators": list(document.regulators),
        "platforms": list(document.platforms),
        "published": _published(document.published),
        "first_seen": instant(document.first_seen),
        "changed": instant(row.changed),
        "claims": row.claims,
        "state": str(document.state),
    }


def story_row(story: Story) -> dict[str, object]:
    """A story with its facts."""
    return {
        "id": story.id,
        "title": story.title,
        "regulators": list(story.regulators),
        "primary": story.primary,
        "documents": list(story.documents),
        "facts": [fact_form(fact) for fact in story.facts],
        "notes": [note_form(note) for note in story.notes if not note.counted],
        "copies": [
            {"docs": list(note.docs), "counted": note.counted, "note": note.note}
            for note in story.notes
            if note.counted
        ],
        "first_seen": instant(story.first_seen),
    }


def fact_form(fact: Fact) -> dict[str, object]:
    """One fact of a story."""
    return {
        "value": fact.value,
        "unit": fact.unit,
        "action": fact.action,
        "claims": list(fact.claims),
        "agreement": {
            key: value for key, value in agreement_form(fact.agreement).items() if key in {"status", "kind", "note"}
        },
    }


def agreement_form(agreement: Agreement) -> dict[str, object]:
    """How figures agree; `kind` and `note` only where there is one."""
    form: dict[str, object] = {"status": str(agreement.status)}
    if agreement.kind:
        form["kind"] = agreement.kind
    if agreement.note:
        form["note"] = agreement.note
    return form | {"primary": agreement.primary, "reports": agreement.reports, "agree": agreement.agree}


def note_form(note: StoryNote) -> dict[str, object]:
    """A departure that is no single figure."""
    return {"kind": note.kind, "docs": list(note.docs), "note": note.note}


def event_row(event: Event) -> dict[str, object]:
    """An event; document, source, before and after only where they apply."""
    parts = {"document": event.document, "source": event.source, "before": event.before, "after": event.after}
    return {
        "id": event.id,
        "kind": str(event.kind),
        "at": instant(event.at),
        **{key: value for key, value in parts.items() if value is not None},
        "note": event.note,
    }


def point_row(point: Point) -> dict[str, object]:
    """A point of a series."""
    note = {"note": point.note} if point.note else {}
    return {
        "start": point.start.isoformat(),
        "end": point.end.isoformat(),
        "value": point.value,
        "bound": point.bound,
        "kind": point.kind,
        "currency": point.currency,
        "change": point.change,
        "unit": point.unit,
        "action": point.action,
        "regulator": point.regulator,
        "campaign": point.campaign,
        "claims": list(point.claims),
        **note,
    }


def source_row(source: Source, health: SourceHealth, *, documents: int) -> dict[str, object]:
    """A source with its health and the number of documents it brought."""
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "role": source.role,
        "state": str(health.state),
        "since": instant(health.since),
        "cause": health.cause,
        "last_success": instant(health.last_success),
        "next_visit": instant(health.next_visit),
        "documents": documents,
    }


def cells(row: Mapping[str, object], *, columns: Sequence[str]) -> tuple[str, ...]:
    """A row as the cells of a CSV line: dotted columns, lists joined by "; ", nothing for null."""
    known = dict(_columns(row))
    return tuple(known.get(column, "") for column in columns)


def _columns(row: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """The dotted columns of a row; an object inside a list stays one JSON text."""
    for key, value in row.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", text) for inner, text in _columns(value))
        else:
            yield key, _cell(value)


_AGREEMENT = ("agreement.status", "agreement.kind", "agreement.note")
CLAIM_COLUMNS = (
    *("id", "value", "value_max", "bound", "kind", "currency", "unit", "action", "actor", "platforms"),
    *("period.start", "period.end", "reason", "part_of", "change", "also", "year_inferred", "quote"),
    *("span.field", "span.start", "span.end", "sentence_text", "rule", "confidence"),
    *(f"document.{key}" for key in ("id", "version", "url", "title", "source", "role", "lang", "regulators")),
    *(f"document.{key}" for key in ("published", "first_seen", "sha256")),
    *("story", *_AGREEMENT, "agreement.primary", "agreement.reports", "agreement.agree"),
    *("extractor", "extracted_at"),
)
DOCUMENT_COLUMNS = (
    *("id", "version", "url", "title", "source", "role", "lang", "regulators", "platforms"),
    *("published", "first_seen", "changed", "claims", "state"),
)
STORY_COLUMNS = ("id", "title", "regulators", "primary", "documents", "facts", "notes", "copies", "first_seen")
EVENT_COLUMNS = ("id", "kind", "at", "document", "source", "before", "after", "note")
POINT_COLUMNS = (
    *("start", "end", "value", "bound", "kind", "currency", "change", "unit", "action"),
    *("regulator", "campaign", "claims", "note"),
)
SOURCE_COLUMNS = (
    *("id", "name", "kind", "role", "state", "since", "cause", "last_success", "next_visit", "documents"),
)


def instant(value: datetime | None) -> str | None:
    """A UTC instant as ISO 8601, to the second unless it is finer."""
    return value.isoformat().replace("+00:00", "Z") if value else None


def _document_of(document: Document) -> dict[str, object]:
    """The document inside a claim's row."""
    return {
        "id": document.id,
        "version": document.version,
        "url": document.url,
        "title": document.title,
        "source": document.source,
        "role": document.role,
        "lang": document.lang,
        "regulators": list(document.regulators),
        "published": _published(document.published),
        "first_seen": instant(document.first_seen),
        "sha256": document.sha256,
    }


def _published(value: Published | None) -> str | None:
    return value.iso if value else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _cell(value: object) -> str:
    """One value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _safe(JOINT.join(_cell(part) for part in value))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return _safe(value) if isinstance(value, str) else str(value)


def _safe(text: str) -> str:
    """Text that a spreadsheet will not run: what would start a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA) and not SIGNED_FIGURE.fullmatch(text) else text
