"""An edition laid out: what stands where on the page, once for all the forms it is written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.digest import derivation, wording
from bot.core.digest.coverage import departures, reports
from bot.core.digest.said import (
    Bar,
    Bars,
    Closing,
    Edit,
    FigureView,
    ItemView,
    Line,
    PageView,
    Right,
    Said,
    Sentence,
)
from bot.core.digest.wording import figure, joined, quoted, words
from bot.core.phrasing import acts
from bot.core.phrasing.days import days_text, ends_ref, instant_text
from bot.core.records import ClaimRow, Document, Edition, EditionItem, Event, EventKind, SourceNotice, SourceState

# An item quotes so many sentences; the JSON form holds every figure.
SENTENCES = 5
# So many sources that cannot be read, and more than half of all, are told in one line.
OUTAGE_LEAST = 5
FOOT = "Figures are read by software, and each is linked to the text it stands in. Please check before you quote."
EDIT_HEADS = {
    EventKind.EDITED: "Text edited",
    EventKind.FIGURE_CHANGED: "Figure changed",
    EventKind.FIGURE_ADDED: "Figure added",
    EventKind.FIGURE_VANISHED: "Figure vanished",
    EventKind.REMOVED: "Removed",
    EventKind.SERIES_GAP: "Missing in a series",
}
STATES = {SourceState.BLOCKED: " refused us"}


def lay_out(edition: Edition) -> PageView:
    """The page of an edition. Pure: the same edition gives the same page."""
    names = dict(edition.source_names)
    views = [(item, _item(item, edition=edition, number=n)) for n, item in enumerate(edition.items)]
    full = tuple(view for item, view in views if item.claims)
    briefs = tuple(view for item, view in views if not item.claims)
    edits = tuple(_edit(event, edition=edition) for event in edition.events)
    nothing = not (views or edits or edition.unsupported)
    return PageView(
        brand=words("Tallywire"),
        name=quoted(edition.name),
        days=(window_days(edition),),
        empty=(words("Nothing new in this time."),) if nothing else (),
        figures_heading=_heading("In figures", edition.figures),
        figures=tuple(_figure(row, names=names, part=_telling_part(row, edition=edition)) for row in edition.figures),
        items=full,
        briefs_heading=_heading("Also new" if full else "New", briefs),
        briefs=briefs,
        edits_heading=_heading("Changed since it was first seen", edits),
        edits=edits,
        closing=_closing(edition),
        foot=_foot(edition),
    )


def _heading(text: str, over: tuple[object, ...]) -> Line:
    """A heading, where there is something to stand over."""
    return (words(text),) if over else ()


def window_days(edition: Edition) -> Said:
    """The days of the window in the digest's zone. A window that begins at midnight begins on that day."""
    zone = ZoneInfo(edition.timezone)
    start = (edition.window_start.astimezone(zone) + timedelta(seconds=1)).date()
    end = max(start, edition.window_end.astimezone(zone).date())
    return Said(days_text(start, end), Right.DAYS, ends_ref(start, end))


def _telling_part(row: ClaimRow, *, edition: Edition) -> ClaimRow | None:
    """The largest stated part of a figure on which another act fell ("66,600+ of them closed")."""
    parts = [
        claim
        for item in edition.items
        for claim in item.claims
        if claim.part_of == row.id and claim.unit == row.unit and claim.action not in {row.action, "other"}
    ]
    return max(parts, key=lambda claim: (claim.value, claim.id), default=None)


def _figure(row: ClaimRow, *, names: dict[str, str], part: ClaimRow | None) -> FigureView:
    """A figure of the head: the number, what it stands for, whose it is, and its sentence."""
    return FigureView(
        number=figure(row),
        label=wording.label(row, part=part),
        source=_source(row, names=names),
        quotation=wording.quotation((row,), length=160),
        url=wording.web_address(row.document.url),
    )


def _source(row: ClaimRow, *, names: dict[str, str]) -> Line:
    """Whose text a figure is of, when it was, and whether it is the primary one."""
    kind = words("primary text" if row.document.role == "regulator" else "report")
    return joined((_name(row.document, names=names), wording.period(row) or wording.published(row.document), kind))


def _name(document: Document, *, names: dict[str, str]) -> Said:
    return quoted(names.get(document.source, document.source), of=document.id)


def _item(item: EditionItem, *, edition: Edition, number: int) -> ItemView:
    """An item: title, counts, where coverage departs, the sentences with their figures, the coverage."""
    first = item.documents[0]
    names = dict(edition.source_names)
    sentences, hidden = _sentences(item, names=names)
    told = "In the regulator’s words" if first.role == "regulator" else "In the report’s words"
    departed, covered = departures(item, names=names, number=number), reports(item, names=names)
    return ItemView(
        kick=_kick(item, names=names),
        title=quoted(item.title, of=first.id),
        meta=_meta(item),
        bars=_bars(item),
        departures_heading=_heading("Where coverage departs from the primary text", departed),
        departures=departed,
        words_heading=_heading(told, sentences),
        sentences=sentences,
        more=hidden,
        reports_heading=_heading("Coverage", covered),
        reports=covered,
        url=wording.web_address(item.url),
        lang=first.lang,
    )


def _kick(item: EditionItem, *, names: dict[str, str]) -> Line:
    """Whose news it is: the regulator that acted or is named, else the source."""
    first = item.documents[0]
    acted = [row.actor for row in item.claims if row.actor and row.document.id == first.id]
    regulator = next((name for name in acted if name in first.regulators), next(iter(first.regulators), None))
    return (quoted(regulator, of=first.id),) if regulator else (_name(first, names=names),)


def _meta(item: EditionItem) -> Line:
    """Counts, whether a primary text is there, and when the first text came."""
    counted: tuple[Said | None, ...] = tuple(Said(d.text, Right.DERIVED) for d in derivation.counts(item))
    if not any(document.role == "regulator" for document in item.documents):
        counted = (*counted, words("no primary text yet"))
    if not item.claims:
        counted = (*counted, words("no figures found"))
    first = min(document.first_seen for document in item.documents)
    return (*joined(counted), words(" · first seen "), _instant(first))


def _instant(moment: datetime) -> Said:
    return Said(instant_text(moment), Right.INSTANT, moment.isoformat())


def _bars(item: EditionItem) -> Bars | None:
    """The parts of one whole, by stated reason."""
    rows, of, total = derivation.parts(item), derivation.whole(item), derivation.part_sum(item)
    if not rows or of is None:
        return None
    longest = float(rows[0].value)
    bars = tuple(
        Bar(
            label=_part_label(row, item=item),
            number=figure(row),
            width=max(1, round(72 * float(row.value) / longest)),
            lang=row.document.lang if row.reason else None,
        )
        for row in rows
    )
    note: Line = ()
    if total:
        note = (
            words("Added up, these come to "),
            Said(total.text, Right.DERIVED),
            words(" of "),
            figure(of),
            words("."),
        )
    heading = acts.act(rows[0])
    by = "by stated reason" if all(row.reason for row in rows) else "by group"
    return Bars(heading=(words(f"{heading[0].upper()}{heading[1:]}, {by}"),), rows=bars, note=note)


def _part_label(row: ClaimRow, *, item: EditionItem) -> Said:
    """The reason as the text has it, or the bot's own word for the group."""
    if row.reason:
        return quoted(row.reason, of=row.id)
    name = derivation.part_name(row, item=item) or ""
    return words(f"{name[:1].upper()}{name[1:]}")


def _sentences(item: EditionItem, *, names: dict[str, str]) -> tuple[tuple[Sentence, ...], Line]:
    """The sentences of the item's first document that has figures, in the order of the text, and what is left out."""
    holder = next((d.id for d in item.documents if any(row.document.id == d.id for row in item.claims)), None)
    groups: dict[tuple[bool, int], list[ClaimRow]] = {}
    for row in item.claims:
        if row.document.id == holder:
            groups.setdefault((row.sentence_field != "title", row.sentence_start), []).append(row)
    ranked = sorted(groups.values(), key=lambda rows: item.claims.index(rows[0]))[:SENTENCES]
    shown = sorted(ranked, key=lambda rows: (rows[0].sentence_field != "title", rows[0].sentence_start))
    known = {row.id: row for row in item.claims}
    drawn = {row.id for row in derivation.parts(item)}
    views = tuple(
        Sentence(
            figures=tuple(
                (figure(row), wording.label(row, whole=known.get(row.part_of or "")))
                for row in sorted(rows, key=lambda row: row.start)
                if row.id not in drawn
            ),
            quotation=wording.quotation(tuple(rows), length=320, source=_source(rows[0], names=names)),
        )
        for rows in shown
    )
    left = len(item.claims) > sum(len(rows) for rows in ranked)
    return views, (words("All figures with their sentences are in the JSON form of this edition."),) if left else ()


def _edit(event: Event, *, edition: Edition) -> Edit:
    """What happened to a text: the figures before and after, as claims."""
    document = next((d for d in edition.altered if d.id == event.document), None)
    moved = {row.id: row for row in edition.moved}
    before, after = moved.get(event.before or ""), moved.get(event.after or "")
    line: Line = ()
    if before and after:
        line = (figure(before), words(" became "), figure(after), words(" · "), *wording.label(after))
    elif one := before or after:
        line = (figure(one), words(" · "), *wording.label(one))
    elif not any(c.isdigit() for c in event.note):
        line = (words(event.note),)
    return Edit(
        head=words(EDIT_HEADS.get(event.kind, "Changed")),
        title=quoted(document.title, of=document.id) if document else words(""),
        line=(*line, *((words(" · "),) if line else ()), _instant(event.at)),
        url=wording.web_address(document.url) if document else None,
        lang=document.lang if document else None,
    )


def _closing(edition: Edition) -> tuple[Closing, ...]:
    """What was checked and had nothing new, what could not be read, what no room reads yet."""
    lines: list[Closing] = []
    if edition.checked_sources:
        quiet, checked = Said(str(edition.quiet_sources), Right.COUNT, "quiet_sources"), edition.checked_sources
        of = Said(str(checked), Right.COUNT, "checked_sources")
        line = (quiet, words(" of "), of, words(" source." if checked == 1 else " sources."))
        lines.append(Closing(head=words("Checked, nothing new:"), line=line))
    lines += _outage(edition.broken) if _is_outage(edition) else _unread(edition.broken)
    if edition.recovered:
        lines.append(Closing(head=words("Read again:"), line=(*_names(edition.recovered), words("."))))
    for lang, number in edition.unsupported:
        count = Said(str(number), Right.COUNT, f"unsupported:{lang}")
        line = (count, words(" document in " if number == 1 else " documents in "), quoted(lang), words("."))
        lines.append(Closing(head=words("Language not read yet:"), line=line))
    return tuple(lines)


def _unread(notices: Sequence[SourceNotice]) -> Iterator[Closing]:
    """A line for each source that could not be read."""
    for notice in notices:
        said: Line = (quoted(notice.name), words(STATES.get(notice.state, "")))
        if notice.since:
            said = (*said, words(", since "), _instant(notice.since))
        if notice.cause:
            said = (*said, words(": "), quoted(notice.cause.rstrip(".")))
        yield Closing(head=words("Could not be read:"), line=(*said, words(".")))


def _is_outage(edition: Edition) -> bool:
    """Whether most sources could not be read: that has one cause, and is told in one line."""
    return len(edition.broken) >= OUTAGE_LEAST and len(edition.broken) * 2 > edition.checked_sources


def _outage(notices: Sequence[SourceNotice]) -> Iterator[Closing]:
    """One line for all of them, with the cause of the first."""
    line: Line = (words("most sources at once, look at this machine's own connection first: "), *_names(notices))
    cause = next((notice.cause for notice in notices if notice.cause), None)
    if cause:
        line = (*line, words(". One of the causes: "), quoted(cause.rstrip(".")))
    yield Closing(head=words("Could not be read:"), line=(*line, words(".")))


def _names(notices: Sequence[SourceNotice]) -> Iterator[Said]:
    for number, notice in enumerate(notices):
        if number:
            yield words(", ")
        yield quoted(notice.name)


def _foot(edition: Edition) -> Line:
    """What kind of thing this is, and when it was made."""
    made: Line = (words("Made "), _instant(edition.made_at), words(". ")) if edition.made_at else ()
    return (*made, words(FOOT))
