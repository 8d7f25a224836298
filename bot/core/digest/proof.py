"""The proof of an edition: every number in what was written is read back and held against the claims."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from bot.core.digest.derivation import derivations
from bot.core.digest.layout import lay_out, window_days
from bot.core.digest.said import PageView, Quotation, Right, Said, addresses, passages, pieces
from bot.core.digest.visible import DIGITS, ink, links, visible
from bot.core.phrasing.days import DAYS, ends_ref, read_days, read_instant
from bot.core.phrasing.numbers import FIGURE, reread, says, shown
from bot.core.records import ClaimRow, Document, Edition, SourceNotice

# So many characters either side show where a form departs.
CONTEXT = 24


def check(edition: Edition, rendered: Mapping[str, str]) -> tuple[str, ...]:
    """Everything that is wrong with an edition as it was written; nothing where all is well.

    First each piece of the page is held against the edition: a figure read back is its claim's value with its bound,
    a quotation is the document's own words, a derived number is derived again, a day is one the claims or documents
    name, a count is the edition's field. Then each form ("html", "md", "txt", "json") is read as a reader sees it: its
    words and numbers must be those of the page, all of them, in order, and nothing else; its links must be documents'.
    """
    page = lay_out(edition)
    known = _Known(edition)
    mistakes = [*_evidence(known), *known.mistakes(page)]
    for form, text in rendered.items():
        mistakes += _json_mistakes(text, known=known) if form == "json" else _form_mistakes(form, text, page=page)
    return tuple(mistakes)


def _form_mistakes(form: str, text: str, *, page: PageView) -> Iterator[str]:
    """Where a written form says something else than the page; links the page does not have."""
    said = " ".join((*(passages(head(page)) if form == "html" else ()), *passages(page)))
    expected = ink(said)
    found = ink(visible(text, form=form))
    if expected != found:
        at = next((n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), None)
        at = min(len(expected), len(found)) if at is None else at
        near = slice(max(0, at - CONTEXT), at + CONTEXT)
        yield f"{form}: reads {found[near]!r} where the edition has {expected[near]!r}"
    allowed = set(addresses(page))
    yield from (
        f"{form}: leads to {link!r}, which no document has" for link in links(text, form=form) if link not in allowed
    )


def head(page: PageView) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """The title of the HTML page, and the line a mail program shows before it is opened."""
    title = (page.name, Said(" · "), *page.days)
    figures = [(view.number, Said(" "), *view.label, Said(". ")) for view in page.figures[:3]]
    return title, tuple(piece for line in figures for piece in line)


class _Known:
    """What an edition knows, by what a piece may refer to."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        rows = [*edition.figures, *edition.moved, *(row for item in edition.items for row in item.claims)]
        self.claims: dict[str, ClaimRow] = {row.id: row for row in rows}
        documents = [*edition.altered, *(d for item in edition.items for d in item.documents)]
        documents += [row.document for row in rows]
        self.documents: dict[str, list[Document]] = {}
        for document in documents:
            self.documents.setdefault(document.id, []).append(document)
        self.names = dict(edition.source_names)
        self._derived = derivations(edition.items)
        self._derived_texts = {derived.text for derived in self._derived}
        self._actors: dict[str, set[str]] = {}
        for row in rows:
            if row.actor:
                self._actors.setdefault(row.document.id, set()).add(row.actor)
        self._days = self._named_days()
        self._moments = {moment.isoformat(): moment for moment in self._named_moments()}
        self.rights: Mapping[Right, Callable[[Said], bool]] = {
            Right.WORDS: lambda said: not DIGITS.search(said.text),
            Right.QUOTED: self._is_quoted,
            Right.FIGURE: lambda said: said.ref in self.claims and says(said.text, self.claims[said.ref]),
            Right.DERIVED: self._is_derived,
            Right.DAYS: self._is_day,
            Right.INSTANT: self._is_instant,
            Right.COUNT: lambda said: said.text == str(self._count(said.ref)),
            Right.NOTE: self._is_note,
        }

    def mistakes(self, page: PageView) -> Iterator[str]:
        """Pieces of a page without a right to stand there."""
        for piece in pieces((page, head(page))):
            if not self.rights[piece.right](piece):
                yield f"{piece.text!r} stands on nothing ({piece.right}: {piece.ref or 'no reference'})"
        for quotation in _quotations(page):
            if not self._is_verbatim(quotation):
                yield f"{_joined(quotation)!r} is not what the document says"

    def _is_verbatim(self, quotation: Quotation) -> bool:
        """Whether a quotation's stretches, put together, stand in one claim's sentence, and the marks are figures."""
        refs = {s.said.ref for s in quotation.stretches if s.said.right is Right.QUOTED}
        rows = [self.claims[ref] for ref in refs if ref in self.claims]
        marks = [(s.said.text, s.said.ref) for s in quotation.stretches if s.marked]
        return (
            bool(rows)
            and all(_joined(quotation) in row.sentence_text for row in rows)
            and all(ref in self.claims and self.claims[ref].quote == text for text, ref in marks)
        )

    def _is_quoted(self, said: Said) -> bool:
        """Whether somebody said it: the claim's or document's own words, or a name or cause of the edition."""
        return any(said.text in text for text in self._words_of(said.ref))

    def _words_of(self, ref: str) -> Iterator[str]:
        if row := self.claims.get(ref):
            yield from (row.sentence_text, row.reason or "", row.actor or "", *row.platforms)
        for document in self.documents.get(ref, ()):
            yield from (document.title, self.names.get(document.source, document.source), *document.regulators)
        yield from self._actors.get(ref, ())
        if not ref:
            yield self.edition.name
            yield from (text for b in self._notices for text in (b.name, b.cause or ""))
            yield from (lang for lang, _ in self.edition.unsupported)

    @property
    def _notices(self) -> tuple[SourceNotice, ...]:
        return (*self.edition.broken, *self.edition.recovered)

    def _is_derived(self, said: Said) -> bool:
        """Whether a number is listed as derived, and comes out the same when it is derived again."""
        return self.edition.derived == self._derived and said.text in self._derived_texts

    def _is_day(self, said: Said) -> bool:
        ends = read_days(said.text)
        return ends is not None and ends_ref(*ends) == said.ref and said.ref in self._days

    def _named_days(self) -> set[str]:
        """Every period and day the edition's claims and documents name, and the window's own days."""
        documents = [d for versions in self.documents.values() for d in versions if d.published]
        return (
            {ends_ref(row.period_start, row.period_end) for row in self.claims.values()}
            | {ends_ref(d.published.day, d.published.day) for d in documents if d.published}
            | {window_days(self.edition).ref}
        )

    def _is_instant(self, said: Said) -> bool:
        moment = self._moments.get(said.ref)
        return moment is not None and _same_minute(moment, read_instant(said.text))

    def _named_moments(self) -> Iterator[datetime]:
        """Every instant the edition's documents, events and sources name."""
        yield from (d.first_seen for versions in self.documents.values() for d in versions)
        yield from (event.at for event in self.edition.events)
        yield from (notice.since for notice in self.edition.broken if notice.since)
        if self.edition.made_at:
            yield self.edition.made_at

    def _count(self, field: str) -> int:
        name, _, lang = field.partition(":")
        if name == "unsupported":
            return dict(self.edition.unsupported).get(lang, -1)
        return {"quiet_sources": self.edition.quiet_sources, "checked_sources": self.edition.checked_sources}[name]

    def _is_note(self, said: Said) -> bool:
        """Whether every number of a note is a value or a period of a claim of its item."""
        item = self.edition.items[int(said.ref)]
        values = {shown(v, kind=row.kind) for row in item.claims for v in (row.value, row.value_max) if v is not None}
        days = {day for row in item.claims for day in (row.period_start, row.period_end) if day}
        rest = DAYS.sub(lambda found: "" if _are_days(found[0], days) else found[0], said.text)
        found = [reread(match[0]) for match in FIGURE.finditer(rest)]
        read = {value for f in found if f for value in (f.value, f.value_max) if value is not None}
        return read <= values and not re.search(r"\d", FIGURE.sub("", rest))


def _evidence(known: _Known) -> Iterator[str]:
    """Claims whose words are not what stands in their document at their place."""
    for row in known.claims.values():
        text = row.document.title if row.field == "title" else row.document.text
        if text and text[row.start : row.end] != row.quote:
            yield f"{row.quote!r} does not stand at {row.field} {row.start}–{row.end} of {row.document.id}"


def _are_days(text: str, days: set[date]) -> bool:
    """Whether the ends that a text names all belong to the claims."""
    ends = read_days(text)
    return ends is not None and {day for day in ends if day} <= days


def _same_minute(moment: datetime, read: datetime | None) -> bool:
    return read is not None and 0 <= (moment - read).total_seconds() < 60


def _joined(quotation: Quotation) -> str:
    return "".join(s.said.text for s in quotation.stretches if s.said.right is Right.QUOTED)


def _quotations(view: object) -> Iterator[Quotation]:
    """Every quotation of a view."""
    if isinstance(view, Quotation):
        yield view
    elif isinstance(view, tuple):
        for part in view:
            yield from _quotations(part)
    elif hasattr(view, "__dataclass_fields__") and not isinstance(view, Said):
        for name in view.__dataclass_fields__:
            yield from _quotations(getattr(view, name))


def _json_mistakes(text: str, *, known: _Known) -> Iterator[str]:
    """Claims of the JSON form that are not the edition's, and derived numbers that are not."""
    try:
        data = json.loads(text)
        shown = [*data["figures"], *(row for item in data["items"] for row in item["claims"])]
        derived = data["derived"]
    except (ValueError, KeyError, TypeError) as error:
        yield f"json: cannot be read back: {error!r}"
        return
    yield from (
        f"json: claim {row.get('id')} reads {row.get('value')!r}" for row in shown if not _same_claim(row, known=known)
    )
    wanted = [
        {"text": d.text, "rule": d.rule, "claims": list(d.claims), "value": d.value} for d in known.edition.derived
    ]
    if derived != wanted:
        yield "json: the derived numbers are not the edition's"


def _same_claim(form: Mapping[str, object], *, known: _Known) -> bool:
    row = known.claims.get(str(form.get("id")))
    return row is not None and all(
        form.get(key, ...) == value
        for key, value in (
            ("value", row.value),
            ("value_max", row.value_max),
            ("bound", row.bound),
            ("unit", row.unit),
            ("action", row.action),
            ("quote", row.quote),
            ("sentence_text", row.sentence_text),
        )
    )
