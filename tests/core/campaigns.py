"""The gold campaigns as the product sees them: texts with their annotated claims in the place of extracted ones."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.core.claims import claim_rows
from bot.core.config import At, Digest
from bot.core.digest import Material, Window, compose, window_since
from bot.core.reconcile import reconcile, told, told_rows
from bot.core.records import ClaimRow, Document, Edition, Published, SourceHealth, SourceState
from bot.core.stories import Told
from extractors import Action, Bound, Change, Claim, Extraction, Kind, Period, SourceText, Span, Unit
from extractors.records import Field, Number

GOLD = Path(__file__).parent.parent / "gold" / "pairs_dev.jsonl"
SENTENCE = re.compile(r"[^。！？\n]+?(?:[。！？]|[.!?](?=\s|$)|(?=\n)|$)")
Form = dict[str, Any]  # Any: JSON as it comes
NOW = datetime(2023, 6, 1, 5, tzinfo=UTC)
DIGEST = Digest(
    id="weekly", name="Asia-Pacific weekly", at=At(7, 0, "Europe/Berlin"), first_window=timedelta(days=3000)
)
NAMES = (("a", "Asia Wire"), ("b", "Morning Post"), ("c", "The Standard"), ("cac", "CAC"), ("media", "第一财经"))


@cache
def campaigns() -> tuple[Form, ...]:
    """Every campaign of the gold file."""
    return tuple(json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines())


def gold_documents() -> list[Form]:
    """Every document of the gold file, in its order."""
    return [document for campaign in campaigns() for document in campaign["docs"]]


def gold_document(document_id: str) -> Form:
    """One of them."""
    return next(document for document in gold_documents() if document["id"] == document_id)


def source_text(form: Form) -> SourceText:
    """A gold document as extraction is given it."""
    return SourceText(
        id=form["id"],
        text=form["text"],
        title=form["title"],
        lang=form["lang"],
        published=date.fromisoformat(form["published"]),
        kind=form["kind"],
    )


def extraction(form: Form) -> Extraction:
    """A gold document's claims as if they had been extracted."""
    spans = _spans(form)
    return Extraction(
        id=form["id"],
        lang=form["lang"],
        claims=tuple(_claim(claim, form, span=spans[claim["id"]]) for claim in form["claims"]),
        platforms=tuple(form["platforms"]),
        regulators=tuple(form["regulators"]),
    )


def text(document_id: str) -> Told:
    """A gold document as reconciliation sees it."""
    form = gold_document(document_id)
    return told(source_text(form), extraction(form))


def document(form: Form) -> Document:
    """A gold document as the store has it."""
    published = date.fromisoformat(form["published"])
    seen = datetime.combine(published, time(9, 10), tzinfo=UTC)
    regulator = form["kind"] == "regulator"
    return Document(
        id=form["id"],
        version=1,
        source="cac" if regulator else form["id"].rsplit("-", 1)[-1],
        role="regulator" if regulator else "media",
        url=f"https://{form['id']}.example/a?page=1",
        title=form["title"],
        text=form["text"],
        lang=form["lang"],
        published=Published(published),
        first_seen=seen,
        seen=seen,
        sha256="ab",
        regulators=tuple(form["regulators"]),
        platforms=tuple(form["platforms"]),
    )


def rows(form: Form) -> tuple[ClaimRow, ...]:
    """A gold document's claims as the store has them."""
    return claim_rows(document(form), extraction(form), extractor="gold", at=NOW)


@cache
def material(*prefixes: str) -> Material:
    """What an edition is made of: the gold documents whose ids begin so (all of them without one), reconciled."""
    forms = [form for form in gold_documents() if not prefixes or form["id"].startswith(prefixes)]
    claims = {form["id"]: rows(form) for form in forms}
    stories = reconcile([told_rows(document(form), claims[form["id"]]) for form in forms])
    home = {member: story.id for story in stories for member in story.documents}
    health = {source: SourceHealth(source, SourceState.OK, NOW) for source, _ in NAMES}
    return Material(
        documents=tuple(document(form) for form in forms),
        claims=tuple(replace(row, story=home[row.document.id]) for form in forms for row in claims[form["id"]]),
        stories=stories,
        names=NAMES,
        health=health,
    )


def edition(made_of: Material | None = None, *, digest: Digest = DIGEST, window: Window | None = None) -> Edition:
    """An edition of gold campaigns."""
    window = window or window_since(None, digest=digest, now=NOW)
    return compose(digest, window=window, material=made_of or material(), now=NOW)


def _spans(form: Form) -> dict[str, Span]:
    """Where each claim's quote stands: at the first place that no other claim has taken."""
    found: dict[str, Span] = {}
    fields: tuple[Field, ...] = ("text", "title")
    for claim in form["claims"]:
        places = [
            Span(field, match.start(), match.end())
            for field in fields
            for match in re.finditer(re.escape(claim["quote"]), form[field])
        ]
        free = [place for place in places if not any(place.overlaps(taken) for taken in found.values())]
        found[claim["id"]] = (free or places)[0]
    return found


def _claim(claim: Form, form: Form, *, span: Span) -> Claim:
    period, reason = claim.get("period"), claim.get("reason")
    at = form["text"].find(reason) if reason else -1
    return Claim(
        id=claim["id"],
        span=span,
        kind=Kind(claim["kind"]),
        value=_number(claim["value"]),
        value_max=_number(claim["value_max"]) if claim.get("value_max") else None,
        bound=Bound(claim["bound"]),
        unit=Unit(claim["unit"]),
        action=Action(claim["action"]),
        sentence=_sentence(form[span.field], span),
        rule="gold",
        confidence=1.0,
        currency=claim.get("currency"),
        actor=claim.get("actor"),
        platforms=tuple(claim.get("platforms") or ()),
        period=Period(_day(period["start"]), _day(period["end"])) if period else None,
        reason=Span("text", at, at + len(reason)) if reason and at >= 0 else None,
        part_of=claim.get("part_of"),
        change=Change(claim["change"]) if claim.get("change") else None,
    )


def _number(value: float) -> Number:
    return int(value)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _sentence(body: str, span: Span) -> Span:
    for found in SENTENCE.finditer(body):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        if start <= span.start and span.end <= found.end():
            return Span(span.field, start, found.end())
    return span
