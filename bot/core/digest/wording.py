"""The bot's own words for what a claim counts and what was done, in English."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from bot.core.digest.said import Line, Quotation, Right, Said, Stretch
from bot.core.phrasing.acts import DONE, act
from bot.core.phrasing.days import days_text, ends_ref
from bot.core.phrasing.numbers import figure_text
from bot.core.records import ClaimRow, Document

# A reason longer than this is left to the sentence.
REASON_LENGTH = 48
# A quotation longer than this is cut around its figures.
EXCERPT_LENGTH = 220
# Languages written without spaces say about as much in half the characters.
DENSE = frozenset({"zh", "ja", "ko", "th"})
ELLIPSIS = "…"


def words(text: str) -> Said:
    """The bot's own words."""
    return Said(text)


def quoted(text: str, *, of: str = "") -> Said:
    """Somebody's words, letter for letter."""
    return Said(text, Right.QUOTED, of)


def figure(row: ClaimRow) -> Said:
    """A claim's figure."""
    return Said(figure_text(row), Right.FIGURE, row.id)


def label(row: ClaimRow, *, whole: ClaimRow | None = None, part: ClaimRow | None = None) -> Line:
    """What a figure stands for: the act, whom a fine falls on, and the reason in the text's own words.

    `whole` is the claim this one is a stated part of, `part` a stated part of this one; both are named with it.
    """
    line: Line = (words(act(row)),)
    if part:
        line = (*line, words(", "), figure(part), words(f" of them {DONE[part.action]}"))
    if whole:
        line = (*line, words(", part of the "), figure(whole))
    if row.kind == "money" and len(row.platforms) == 1:
        line = (*line, words(", "), quoted(row.platforms[0], of=row.id))
    if row.reason and len(row.reason) <= REASON_LENGTH:
        line = (*line, words(": “"), quoted(row.reason, of=row.id), words("”"))
    return line


def period(row: ClaimRow) -> Said | None:
    """When what is counted happened, if the text says so."""
    text = days_text(row.period_start, row.period_end) if row.has_period else ""
    return Said(text, Right.DAYS, ends_ref(row.period_start, row.period_end)) if text else None


def published(document: Document) -> Said | None:
    """The day a document was published, if it says so."""
    if document.published is None:
        return None
    day = document.published.day
    return Said(days_text(day, day), Right.DAYS, ends_ref(day, day))


def web_address(url: str | None) -> str | None:
    """An address a reader may be led to: http or https, with nothing in it that could end a link early."""
    if not url or urlsplit(url).scheme.lower() not in {"http", "https"}:
        return None
    return quote(url, safe="%/:?#[]@!$&'()*+,;=-._~")


def joined(parts: tuple[Said | None, ...], *, by: str = " · ") -> Line:
    """Pieces with a mark between them; what is missing leaves no gap."""
    line: list[Said] = []
    for part in parts:
        if part is not None and part.text:
            line += [words(by), part] if line else [part]
    return tuple(line)


def quotation(rows: tuple[ClaimRow, ...], *, source: Line = (), length: int = EXCERPT_LENGTH) -> Quotation:
    """The sentence of claims (all of one sentence) with their figures marked, cut around them where it is long."""
    first = rows[0]
    text, start = first.sentence_text, first.sentence_start
    marks = sorted({(r.start - start, r.end - start, r.id) for r in rows if r.field == first.sentence_field})
    inside = [(a, b, of) for a, b, of in marks if 0 <= a < b <= len(text)]
    low, high = _cut(text, inside, length=length // 2 if (first.document.lang or "")[:2] in DENSE else length)
    stretches: list[Stretch] = [Stretch(words(ELLIPSIS))] if low else []
    at = low
    for a, b, of in inside:
        if a >= at and b <= high:
            stretches += [Stretch(quoted(text[at:a], of=of)), Stretch(quoted(text[a:b], of=of), marked=True)]
            at = b
    stretches.append(Stretch(quoted(text[at:high], of=first.id)))
    if high < len(text):
        stretches.append(Stretch(words(ELLIPSIS)))
    kept = tuple(stretch for stretch in stretches if stretch.said.text)
    return Quotation(stretches=kept, lang=first.document.lang, source=source, url=web_address(first.document.url))


def _cut(text: str, marks: list[tuple[int, int, str]], *, length: int) -> tuple[int, int]:
    """The part of a long sentence that is shown: around its first figure, at spaces, never inside a number."""
    if len(text) <= length or not marks:
        return 0, len(text)
    low = max(0, min(marks[0][0] - length // 3, len(text) - length))
    high = max(min(len(text), low + length), marks[0][1])
    while 0 < low < marks[0][0] and not _may_break(text, low):
        low += 1
    while marks[0][1] < high < len(text) and not _may_break(text, high):
        high -= 1
    return low, high


def _may_break(text: str, at: int) -> bool:
    """Whether a text may be cut before the character at `at`: at a space, or between characters of no spaced script."""
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return True
    return min(before, after) > "\u2e7f" and not before.isdigit() and not after.isdigit()
