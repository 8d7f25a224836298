"""Claims as rows: an extraction with the words it rests on, under ids that stay.

A claim's id is a hash of document version, span and kind, so reading the same text again gives the same ids.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from bot.core.records import ClaimRow, Document
from extractors import Claim, Extraction, SourceText, Span
from extractors.records import Number

ID_LENGTH = 20
# Beyond this no figure of the world lies, floats and other programs' JSON readers end: finite, or no claim.
LARGEST = 10**300


def claim_rows(document: Document, extraction: Extraction, *, extractor: str, at: datetime) -> tuple[ClaimRow, ...]:
    """The claims of an extraction as rows of this document version, in their order, with ids of their own."""
    claims = tuple(claim for claim in extraction.claims if _is_figure(claim.value) and _is_figure(claim.value_max))
    source = SourceText(document.id, document.text, document.title)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for claim in claims:
        row_id = claim_id(document.id, document.version, span=claim.span, kind=claim.kind)
        again = 1
        while row_id in taken:  # one number may carry two acts: "warned and fined 30 companies"
            again += 1
            row_id = claim_id(document.id, document.version, span=claim.span, kind=f"{claim.kind}/{again}")
        taken.add(row_id)
        ids[claim.id] = row_id
    return tuple(
        _row(claim, document, source, row_id=ids[claim.id], whole=ids.get(claim.part_of or ""), made=(extractor, at))
        for claim in claims
    )


def claim_id(document: str, version: int, *, span: Span, kind: str) -> str:
    """The id of a claim's row: a hash of document version, span and kind."""
    return identity("claim", document, version, span.field, span.start, span.end, kind)


def identity(*parts: object) -> str:
    """A short hash of values that name something: the same for the same values, for ever."""
    return sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def _row(
    claim: Claim, document: Document, source: SourceText, *, row_id: str, whole: str | None, made: tuple[str, datetime]
) -> ClaimRow:
    period = claim.period
    return ClaimRow(
        id=row_id,
        value=_number(claim.value),
        value_max=None if claim.value_max is None else _number(claim.value_max),
        bound=str(claim.bound),
        kind=str(claim.kind),
        currency=claim.currency,
        unit=str(claim.unit),
        action=str(claim.action),
        actor=claim.actor,
        platforms=claim.platforms,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        has_period=period is not None,
        reason=source.read(claim.reason) if claim.reason else None,
        part_of=whole,
        change=str(claim.change) if claim.change else None,
        also=tuple(source.read(span) for span in claim.also),
        year_inferred=bool(period and period.year_inferred),
        quote=source.read(claim.span),
        field=claim.span.field,
        start=claim.span.start,
        end=claim.span.end,
        sentence_field=claim.sentence.field,
        sentence_start=claim.sentence.start,
        sentence_end=claim.sentence.end,
        sentence_text=source.read(claim.sentence),
        rule=claim.rule,
        confidence=claim.confidence,
        document=document,
        story=None,
        agreement=None,
        extractor=made[0],
        extracted_at=made[1],
        currency_inferred=claim.currency_inferred,
    )


def _is_figure(value: Number | None) -> bool:
    return value is None or (Decimal(value).is_finite() and -LARGEST < value < LARGEST)


def _number(value: Number) -> int | float:
    """An int where the value is whole, else the nearest float."""
    return int(value) if value == int(value) else float(value)
