"""Where reports depart from the primary text, and the list of reports of an item."""

from __future__ import annotations

from collections import Counter

from bot.core.digest import wording
from bot.core.digest.said import Departure, Line, Quotation, Report, Right, Said
from bot.core.digest.wording import joined, quoted, words
from bot.core.records import Agreement, ClaimRow, Document, EditionItem, Fact, Status, StoryNote

HEADS = {
    "magnitude": "Off by a power of ten.",
    "value": "Another number.",
    "unit": "Another thing counted.",
    "action": "Another act.",
    "period": "Another period.",
    "scope": "Counted twice.",
    "object": "Mixed up.",
    "platforms": "Different platforms.",
    "vague": "Vague beside exact.",
    "sum": "Does not add up.",
    "doubt": "Perhaps a translation.",
}
REMARKS = {
    Status.AGREES: "agrees",
    Status.ROUNDED: "rounds",
    Status.LOOSER: "is vaguer",
    Status.DIFFERS: "departs",
}
# Both texts' words are shown for so many departures of an item; the rest is in the JSON form.
DEPARTURES = 6


def departures(item: EditionItem, *, names: dict[str, str], number: int) -> tuple[Departure, ...]:
    """What differs, most of all the figures, with the sentences of both sides; then what is no single figure."""
    rows = {row.id: row for row in item.claims}
    found = [
        Departure(
            head=words(HEADS.get(fact.agreement.kind or "", "Departs.")),
            note=(_note(fact.agreement.note or "", number=number),) if fact.agreement.note else (),
            quotations=_both_sides(fact, rows=rows, names=names),
        )
        for fact in item.facts
        if fact.agreement.status is Status.DIFFERS
    ]
    found += [
        Departure(
            head=words(HEADS[note.kind]),
            note=(_note(note.note, number=number), *_whose(note, item=item, names=names)),
        )
        for note in item.notes
        if note.kind != "copy"
    ]
    return tuple(found[:DEPARTURES])


def _whose(note: StoryNote, *, item: EditionItem, names: dict[str, str]) -> Line:
    """Which texts a note is about."""
    named = joined(tuple(quoted(_name(d, names), of=d.id) for d in item.documents if d.id in note.docs), by=", ")
    return (words(" ("), *named, words(")")) if named else ()


def _note(text: str, *, number: int) -> Said:
    return Said(text, Right.NOTE, str(number))


def _both_sides(fact: Fact, *, rows: dict[str, ClaimRow], names: dict[str, str]) -> tuple[Quotation, ...]:
    """The primary's sentence and that of the first report that departs."""
    known = [(rows[claim], _agreement(fact, n)) for n, claim in enumerate(fact.claims) if claim in rows]
    primary = next((row for row, _ in known if row.id == fact.agreement.primary), None)
    report = next((row for row, said in known if said.status is Status.DIFFERS and row is not primary), None)
    return tuple(
        wording.quotation((row,), length=180, source=joined((quoted(_name(row.document, names), of=row.document.id),)))
        for row in (primary, report)
        if row is not None
    )


def _agreement(fact: Fact, number: int) -> Agreement:
    return fact.each[number] if number < len(fact.each) else fact.agreement


def reports(item: EditionItem, *, names: dict[str, str]) -> tuple[Report, ...]:
    """Every text of the item after the first, with a word for how its figures stand to the primary's."""
    remarks = _statuses(item)
    return tuple(
        Report(
            source=quoted(_name(document, names), of=document.id),
            title=quoted(document.title, of=document.id),
            remark=_remark(remarks.get(document.id)),
            url=wording.web_address(document.url),
            lang=document.lang,
        )
        for document in item.documents[1:]
    )


def _statuses(item: EditionItem) -> dict[str, Counter[Status]]:
    """For each document how many of its claims stand how."""
    owner = {row.id: row.document.id for row in item.claims}
    found: dict[str, Counter[Status]] = {}
    for fact in item.facts:
        for n, claim in enumerate(fact.claims):
            if claim in owner:
                found.setdefault(owner[claim], Counter())[_agreement(fact, n).status] += 1
    return found


def _remark(statuses: Counter[Status] | None) -> Line:
    """The word for the farthest of a report's figures."""
    order = (Status.DIFFERS, Status.LOOSER, Status.ROUNDED, Status.AGREES)
    farthest = next((status for status in order if statuses and statuses[status]), None)
    return (words(REMARKS[farthest]),) if farthest else ()


def _name(document: Document, names: dict[str, str]) -> str:
    return names.get(document.source, document.source)
