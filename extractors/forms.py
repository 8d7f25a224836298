"""An extraction as the contract's JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from extractors.records import Claim, DateSpan, Extraction, Number, Period, Quantity, SourceText, Span, Vague


def extraction_form(source: SourceText, extraction: Extraction, *, mentions: bool = False) -> dict[str, object]:
    """The object that `extract --json` prints for one document; `mentions` adds every number, sum, percent and date."""
    form: dict[str, object] = {
        "id": extraction.id,
        "lang": extraction.lang,
        "claims": [_claim_form(source, claim) for claim in extraction.claims],
        "dates": [_date_form(source, day) for day in extraction.dates if not day.rolling],
        "platforms": list(extraction.platforms),
        "regulators": list(extraction.regulators),
        "vague": [_vague_form(source, vague) for vague in extraction.vague],
    }
    if extraction.unsupported is not None:
        form["unsupported"] = extraction.unsupported
    if mentions:
        found: list[tuple[Span, dict[str, object]]] = [
            (q.span, _quantity_form(source, q)) for q in extraction.quantities
        ]
        found += [(d.span, {"kind": "date", **_date_form(source, d)}) for d in extraction.dates]
        form["mentions"] = [
            mention for _, mention in sorted(found, key=lambda pair: (pair[0].field == "text", pair[0]))
        ]
    return form


def number_form(value: Number) -> int | float:
    """A value as JSON has it: whole numbers without a point."""
    whole = int(value)
    if value == whole:
        return whole
    return float(value) if isinstance(value, Decimal) else value


def _span_form(span: Span) -> dict[str, object]:
    return {"field": span.field, "start": span.start, "end": span.end}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _period_form(period: Period | None) -> dict[str, object] | None:
    if period is None:
        return None
    form: dict[str, object] = {"start": _day(period.start), "end": _day(period.end)}
    return form | {"year_inferred": True} if period.year_inferred else form


def _claim_form(source: SourceText, claim: Claim) -> dict[str, object]:
    form: dict[str, object] = {
        "id": claim.id,
        "quote": source.read(claim.span),
        "kind": claim.kind.value,
        "value": number_form(claim.value),
        "value_max": None if claim.value_max is None else number_form(claim.value_max),
        "bound": claim.bound.value,
        "unit": claim.unit.value,
        "action": claim.action.value,
        "actor": claim.actor,
        "platforms": list(claim.platforms),
        "period": _period_form(claim.period),
        "reason": source.read(claim.reason) if claim.reason else None,
        "part_of": claim.part_of,
        "span": _span_form(claim.span),
        "sentence": _span_form(claim.sentence),
        "rule": claim.rule,
        "confidence": round(claim.confidence, 3),
    }
    extras: dict[str, object | None] = {
        "currency": claim.currency,
        "currency_inferred": claim.currency_inferred or None,
        "change": claim.change.value if claim.change else None,
        "also": [source.read(span) for span in claim.also] or None,
    }
    return form | {name: value for name, value in extras.items() if value is not None}


def _date_form(source: SourceText, day: DateSpan) -> dict[str, object]:
    form: dict[str, object] = {
        "quote": source.read(day.span),
        "start": _day(day.start),
        "end": _day(day.end),
        "span": _span_form(day.span),
    }
    return form | {"year_inferred": True} if day.year_inferred else form


def _quantity_form(source: SourceText, quantity: Quantity) -> dict[str, object]:
    form: dict[str, object] = {
        "kind": quantity.kind,
        "quote": source.read(quantity.span),
        "span": _span_form(quantity.span),
        "value": number_form(-quantity.value if quantity.negative else quantity.value),
        "bound": quantity.bound.value,
    }
    extras: dict[str, object | None] = {
        "value_max": None if quantity.value_max is None else number_form(quantity.value_max),
        "currency": quantity.currency,
        "currency_inferred": quantity.currency_inferred or None,
    }
    return form | {name: value for name, value in extras.items() if value is not None}


def _vague_form(source: SourceText, vague: Vague) -> dict[str, object]:
    return {
        "quote": source.read(vague.span),
        "span": _span_form(vague.span),
        "unit": vague.unit.value,
        "action": vague.action.value,
        "min": None if vague.min is None else number_form(vague.min),
        "max": None if vague.max is None else number_form(vague.max),
    }
