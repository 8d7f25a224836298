"""What an extraction found beside claims, as a version's columns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.core.records import Document
from bot.store.columns import digits
from extractors import DateSpan, Extraction, SourceText, Span, Vague


def extraction_values(extraction: Extraction, document: Document) -> dict[str, object]:
    """Dates, vague figures and the language without a room, as JSON the way `extract` tells them."""
    source = SourceText(document.id, document.text, document.title)
    return {
        "unsupported": extraction.unsupported,
        "dates": [_date(found, source) for found in extraction.dates],
        "vague": [_vague(found, source) for found in extraction.vague],
    }


def _date(found: DateSpan, source: SourceText) -> dict[str, object]:
    inferred = {"year_inferred": True} if found.year_inferred else {}
    return {
        "quote": source.read(found.span),
        "span": _span(found.span),
        "start": _day(found.start),
        "end": _day(found.end),
        **inferred,
    }


def _vague(found: Vague, source: SourceText) -> dict[str, object]:
    return {
        "quote": source.read(found.span),
        "span": _span(found.span),
        "unit": str(found.unit),
        "action": str(found.action),
        "min": _number(found.min),
        "max": _number(found.max),
    }


def _span(span: Span) -> dict[str, object]:
    return {"field": span.field, "start": span.start, "end": span.end}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: int | Decimal | None) -> int | float | None:
    """Finite, or refused."""
    if value is None:
        return None
    return int(text) if (text := digits(value)).lstrip("-").isdigit() else float(text)
