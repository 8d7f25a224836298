"""What each date of a document says of time: the span it gives, and whether it dates an act, a report or a comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as date_of
from datetime import timedelta
from functools import cache
from itertools import pairwise

from extractors.binding.candidate import Reading
from extractors.records import DateSpan, Period, Span

# So many characters around a date are searched for the words that tell what it dates.
AROUND = 45
# A dateline ("SHANGHAI, Jan 24 -") begins within so many characters of its sentence.
DATELINE = 30
# A comparison begins within so many characters before its date, what happened since within so many.
COMPARED = 60
SINCE = 140
# So many characters before a date say what it covers; a preposition, or a conjunction between two, is nearer.
COVER = 40
LINK = 14
# Two months are at most so many days.
MONTHS = 62
# "..., from 127,426 in the first half", "..., after 1.5 billion in the second quarter"
# What is compared is a figure or the date itself, no more than two words on ("complaints against loan apps" are none).
NEXT = re.compile(r"\s*(?:[\w-]+\s+){0,2}(?:[^\d\s]{0,4}\d|[\w-]*\s*$)")
# "an increase of 26% on 2022, when 42 were blocked": the clause is of the time that is compared
WHEN = re.compile(r",? when [^.;]{0,120}")
FIGURE = re.compile(r"\s*[^\d\s]{0,4}\d")
BRACKET = re.compile(r" \([^()]{0,40}\)")
BASE = re.compile(r"\s*(?:from|after) (?:[\w-]+ ){0,2}[^\w\s]?\d")
YEAR = re.compile(r"(?<![\w.,/-])20\d\d(?![\w/-]|[.,]\d)")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with the sentence it stands in and the period it gives to figures."""

    date: DateSpan
    sentence: int
    paragraph: int
    period: Period
    announced: bool
    day: bool
    compared: Span | None = None
    strong: bool = False
    totals: bool = False
    begun: bool = False
    since: bool = False
    covers: bool = False
    ahead: bool = False
    alone: bool = False


def dated_spans(reading: Reading) -> tuple[Dated, ...]:
    """Every date of the document with its sentence and what it says of time, in order of appearance."""
    found: list[Dated] = []
    place = 0
    for date in sorted(reading.dates, key=lambda d: (d.span.field == "text", d.span.start)):
        while place < len(reading.sentences) and not reading.sentences[place].span.holds(date.span):
            if reading.sentences[place].span.field == date.span.field and (
                reading.sentences[place].span.start > date.span.start
            ):
                break
            place += 1
        if place == len(reading.sentences):
            break
        sentence = reading.sentences[place]
        found.append(
            Dated(
                date,
                place,
                sentence.paragraph,
                _as_period(reading, date),
                _announced(reading, date, sentence.span),
                date.start is not None and date.start == date.end,
                _compared(reading, date),
                totals=_totals(reading, date),
                begun=_before(reading, date, "begin_verbs", within=COVER),
                since=_before(reading, date, "since_events", within=SINCE),
                covers=_before(reading, date, "report_links", within=LINK),
                alone=_alone(reading, date),
                ahead=_before(reading, date, "ahead_words", within=COVER),
            )
        )
    return _together(reading, found)


def _before(reading: Reading, date: DateSpan, role: str, *, within: int) -> bool:
    """Whether the clause before a date has a word of a role, not farther away than so many characters."""
    words = reading.language.grammar.role(role)
    if not words or not reading.language.spaced:
        return False
    clause = re.split(r"[,;:()] |[.?!] ", near(reading, date.span, before=within, after=0)[0])[-1]
    return has(clause, words, spaced=True)


def _alone(reading: Reading, date: DateSpan) -> bool:
    """As in "in August alone": a part of the time told of, so that what follows is not of it."""
    after = near(reading, date.span, before=0, after=LINK)[1]
    return has(after.split(",")[0], reading.language.grammar.role("only_then"), spaced=reading.language.spaced)


def _together(reading: Reading, found: Sequence[Dated]) -> tuple[Dated, ...]:
    """As in "in January and February": two whole months that follow each other are one time."""
    result = list(found)
    for i, (one, two) in enumerate(pairwise(result)):
        between = Span(one.date.span.field, one.date.span.end, two.date.span.start)
        if one.date.span.field != two.date.span.field or not 0 < between.end - between.start <= LINK:
            continue
        first, last = one.period, two.period
        if not (first.start and first.end and last.start and last.end) or one.day or two.day:
            continue
        joins = reading.text(between).strip().lower() in reading.language.grammar.role("conjunctions")
        if joins and last.start - first.end == timedelta(days=1) and (last.end - first.start).days <= MONTHS:
            whole = Period(first.start, last.end, first.year_inferred or last.year_inferred)
            result[i], result[i + 1] = replace(one, period=whole), replace(two, period=whole)
    return tuple(result)


def near(reading: Reading, span: Span, *, before: int, after: int) -> tuple[str, str]:
    """The words before and after a span, in lower case, with a blank at both ends."""
    text = reading.source.title if span.field == "title" else reading.source.text
    ahead, behind = text[max(0, span.start - before) : span.start].lower(), text[span.end : span.end + after].lower()
    return f" {' '.join(ahead.split())} ", f" {' '.join(behind.split())} "


def has(text: str, words: frozenset[str], *, spaced: bool) -> bool:
    """Whether a text has one of some words; of a spaced language as whole words, whatever mark stands beside them."""
    if not spaced:
        return any(word in text for word in words)
    apart = f" {' '.join(WORD.findall(text))} "
    return any(word in apart for word in _apart(words))


@cache
def _apart(words: frozenset[str]) -> tuple[str, ...]:
    """The words with a blank at both ends."""
    return tuple(f" {word} " for word in words)


@cache
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    """Any of some words or marks as a whole, the longer ones first."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile("|".join(("(?<!\\w)" if w[0].isalnum() else "") + re.escape(w) + "(?!\\w)" for w in longest))


def _as_period(reading: Reading, date: DateSpan) -> Period:
    """The period a date gives: "as of 17 July" ends with it, "since" opens it, anything else is itself."""
    role, spaced = reading.language.grammar.role, reading.language.spaced
    before, after = near(reading, date.span, before=14, after=12)
    ends = any(before.rstrip().endswith(f" {word}" if spaced else word) for word in role("until_words"))
    begins = any(before.rstrip().endswith(f" {word}" if spaced else word) for word in role("since_words"))
    begins = begins or _since_event(reading, date)
    if ends and date.end is not None:
        return Period(None, date.end, date.year_inferred)
    if begins and date.start is not None:
        return Period(date.start, None, date.year_inferred)
    open_after = any(after.lstrip().startswith(word) for word in role("so_far"))
    if date.end is not None and (open_after or reading.text(date.span).lower() in role("open_periods")):
        return Period(date.start, None, date.year_inferred)
    return Period(date.start, date.end, date.year_inferred)


def _since_event(reading: Reading, date: DateSpan) -> bool:
    """As in "since the campaign got under way in April 2025": what happened since is counted from that day."""
    if not reading.language.spaced:
        return False
    role = reading.language.grammar.role
    clause = near(reading, date.span, before=SINCE, after=0)[0]
    clause = " " + re.split(r",|[.?!] ", clause)[-1].strip() + " "
    since = max((clause.rfind(f" {word} ") for word in role("since_events")), default=-1)
    return since >= 0 and has(clause[since:], role("begin_verbs"), spaced=True)


def _compared(reading: Reading, date: DateSpan) -> Span | None:
    """As in "up from 153 million in the last quarter of 2024", "than in 2023": where the comparison with a date begins."""
    if not reading.language.spaced:
        return None
    text = reading.source.title if date.span.field == "title" else reading.source.text
    start = max(0, date.span.start - COMPARED)
    ahead = re.split(r"[;()]|[.:,]\s", text[start : date.span.start].lower())[-1]
    if has(ahead, reading.language.grammar.role("superlatives"), spaced=True) and has(
        f"{ahead} {reading.text(date.span)}", reading.language.grammar.role("since_events"), spaced=True
    ):
        return date.span  # "the largest number since 2012"
    if BASE.match(ahead):
        return Span(date.span.field, date.span.start - len(ahead), date.span.end)
    words = reading.language.grammar.role("comparing_dates")
    matches = _any_of(words).finditer(ahead) if words else iter(())
    found = [m.start() for m in matches if NEXT.match(ahead, m.end()) and not _bounds(reading, ahead, m)]
    if not found:
        return None
    bracket = BRACKET.match(text, date.span.end) or WHEN.match(text, date.span.end)
    return Span(date.span.field, date.span.start - len(ahead) + max(found), bracket.end() if bracket else date.span.end)


def _bounds(reading: Reading, ahead: str, match: re.Match[str]) -> bool:
    """As in "more than 549 million", "orders against 37 firms": the word belongs to the figure behind it, or aims at it."""
    if FIGURE.match(ahead, match.end()) is None:
        return False
    earlier, role = ahead[: match.start()].rstrip(), reading.language.grammar.role
    word = earlier.rpartition(" ")[2]
    aims = match.group() in role("aiming") and bool(earlier) and not any(letter.isdigit() for letter in earlier)
    return word in role("bounding") or aims


def _totals(reading: Reading, date: DateSpan) -> bool:
    """As in "bringing the number closed since 2018 to 5,178": the time of a running total only."""
    if not reading.language.spaced:
        return False
    clause = re.split(r"[,;] ", near(reading, date.span, before=COMPARED, after=0)[0])[-1]
    return has(clause, reading.language.grammar.role("total_verbs"), spaced=True)


def titled_year(reading: Reading, figures: Sequence[Span]) -> tuple[Dated, ...]:
    """The year of a title that is no date by itself ("Scams and cybercrime brief 2024"): what the text is about.

    `figures` are the spans of what is counted, which is no year.
    """
    title, published = reading.source.title, reading.source.published
    laws = reading.language.grammar.role("laws")
    taken = [span for span in figures if span.field == "title"]
    for found in YEAR.finditer(title):
        span, year = Span("title", *found.span()), int(found.group())
        ahead = title[: found.start()].lower().replace(",", " ").split()
        if published is None or not published.year - 2 <= year <= published.year or (ahead and ahead[-1] in laws):
            continue
        if any(q.start < span.end and span.start < q.end for q in taken):
            continue
        whole = DateSpan(span, date_of(year, 1, 1), date_of(year, 12, 31))
        return (Dated(whole, 0, 0, Period(whole.start, whole.end), announced=False, day=False, strong=True),)
    return ()


def _announced(reading: Reading, date: DateSpan, sentence: Span) -> bool:
    """Whether a date tells when something was said or published, or is a dateline."""
    role = reading.language.grammar.role
    spaced = reading.language.spaced
    before, after = near(
        reading,
        date.span,
        before=min(AROUND, date.span.start - sentence.start),
        after=min(AROUND, max(0, sentence.end - date.span.end)) if spaced else AROUND,
    )
    if not spaced:
        return has(before[-8:] + after[:12], role("say_verbs"), spaced=False)
    if date.span.start - sentence.start < DATELINE and after.lstrip()[:1] in ("–", "—", "-", ")", "(", ":"):
        return True
    clause = before.rpartition(",")[2].rpartition(";")[2]
    follow = after.partition(",")[0].partition(";")[0]
    said = _nearest(clause, follow, role("say_verbs"))
    return said is not None and said < (_nearest(clause, follow, role("dated_acts")) or AROUND)


def _nearest(before: str, after: str, words: frozenset[str]) -> int | None:
    """How many characters part a date from the nearest of some words, None where none stands near."""
    behind = [len(before) - at - len(word) for word in words if (at := before.rfind(f" {word} ")) >= 0]
    ahead = [at for word in words if (at := after.find(f" {word} ")) >= 0]
    return min(behind + ahead, default=None)
