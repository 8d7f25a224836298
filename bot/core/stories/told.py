"""A text with its figures, as grouping and reconciliation see it: from an extraction, or from rows of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from sys import intern

from bot.core.records import ClaimRow, Document, VagueFigure
from extractors import Claim, Extraction, SourceText


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim. `at` is where its words begin in `sentence`; `part_of` is the id of a claim of the same text."""

    id: str
    document: str
    value: int | float
    value_max: int | float | None
    bound: str
    kind: str
    currency: str | None
    unit: str
    action: str
    change: str | None
    actor: str | None
    platforms: tuple[str, ...]
    has_period: bool
    start: date | None
    end: date | None
    part_of: str | None
    reason: str | None
    quote: str
    sentence: str
    at: int
    field: str
    place: int


@dataclass(frozen=True, slots=True)
class Told:
    """One text: `primary` where it is a regulator's own."""

    id: str
    primary: bool
    lang: str | None
    published: date | None
    title: str
    text: str
    regulators: tuple[str, ...]
    platforms: tuple[str, ...]
    figures: tuple[Figure, ...]
    vague: tuple[VagueFigure, ...] = ()
    first_seen: datetime | None = None
    source: str = ""


def told(source: SourceText, extraction: Extraction) -> Told:
    """A text as it was given and extracted; claim ids are "DOCUMENT#CLAIM"."""
    return Told(
        id=source.id,
        primary=source.kind == "regulator",
        lang=extraction.lang or source.lang,
        published=source.published,
        title=source.title,
        text=source.text,
        regulators=extraction.regulators,
        platforms=extraction.platforms,
        figures=tuple(_of_claim(claim, source=source) for claim in extraction.claims),
        vague=tuple(
            VagueFigure(
                quote=source.read(vague.span),
                unit=str(vague.unit),
                action=str(vague.action),
                least=None if vague.min is None else float(vague.min),
                most=None if vague.max is None else float(vague.max),
            )
            for vague in extraction.vague
        ),
    )


def told_rows(document: Document, rows: Sequence[ClaimRow], *, vague: Sequence[VagueFigure] = ()) -> Told:
    """A document of the store with the claims and vague figures of its newest version; claim ids are row ids."""
    return Told(
        id=document.id,
        primary=document.role == "regulator",
        lang=document.lang,
        published=document.published.day if document.published else document.first_seen.date(),
        title=document.title,
        text=document.text,
        regulators=document.regulators,
        platforms=document.platforms,
        figures=tuple(figure_of(row) for row in rows),
        vague=tuple(vague),
        first_seen=document.first_seen,
        source=document.source,
    )


def _of_claim(claim: Claim, *, source: SourceText) -> Figure:
    sentence = claim.sentence if claim.sentence.holds(claim.span) else claim.span
    period = claim.period
    return Figure(
        id=f"{source.id}#{claim.id}",
        document=source.id,
        value=_plain(claim.value),
        value_max=None if claim.value_max is None else _plain(claim.value_max),
        bound=str(claim.bound),
        kind=str(claim.kind),
        currency=claim.currency,
        unit=str(claim.unit),
        action=str(claim.action),
        change=str(claim.change) if claim.change else None,
        actor=claim.actor,
        platforms=claim.platforms,
        has_period=period is not None,
        start=period.start if period else None,
        end=period.end if period else None,
        part_of=f"{source.id}#{claim.part_of}" if claim.part_of else None,
        reason=source.read(claim.reason) if claim.reason else None,
        quote=source.read(claim.span),
        sentence=source.read(sentence),
        at=claim.span.start - sentence.start,
        field=claim.span.field,
        place=claim.span.start,
    )


def figure_of(row: ClaimRow) -> Figure:
    """A claim of the store as reconciliation sees it.

    Words that many claims share are kept once: rows bring each its own copy, and six weeks of them are held together.
    """
    inside = row.field == row.sentence_field and row.sentence_start <= row.start
    return Figure(
        id=row.id,
        document=row.document.id,
        value=row.value,
        value_max=row.value_max,
        bound=intern(row.bound),
        kind=intern(row.kind),
        currency=row.currency,
        unit=intern(row.unit),
        action=intern(row.action),
        change=row.change,
        actor=row.actor,
        platforms=row.platforms,
        has_period=row.has_period,
        start=row.period_start,
        end=row.period_end,
        part_of=row.part_of,
        reason=row.reason,
        quote=row.quote,
        sentence=intern(row.sentence_text if inside else row.quote),
        at=row.start - row.sentence_start if inside else 0,
        field=intern(row.field),
        place=row.start,
    )


def _plain(value: object) -> int | float:
    """A number as JSON has it."""
    number = float(str(value))
    return int(str(value)) if isinstance(value, int) else int(number) if number.is_integer() else number
