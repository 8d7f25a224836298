"""When what is counted happened: the clause's own date, else the frame's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.records import Action, DateSpan, Period, Span

# So many characters around a date are searched for the words that tell what it dates.
AROUND = 45


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date with the sentence it stands in and the period it gives to figures."""

    date: DateSpan
    sentence: int
    paragraph: int
    period: Period
    announced: bool
    day: bool


def assign_periods(reading: Reading, candidates: Sequence[Candidate]) -> tuple[Period | None, ...]:
    """For each candidate the period of its clause, or of the campaign, report or reporting period it belongs to."""
    dated = _dated(reading)
    main = _main(dated)
    result: list[Period | None] = []
    for candidate in candidates:
        result.append(_period(reading, candidate, dated, main, result))
    return tuple(result)


def _dated(reading: Reading) -> tuple[_Dated, ...]:
    found: list[_Dated] = []
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
            _Dated(
                date,
                place,
                sentence.paragraph,
                _as_period(reading, date),
                _announced(reading, date, sentence.span),
                date.start is not None and date.start == date.end,
            )
        )
    return tuple(found)


def _near(reading: Reading, span: Span, *, before: int, after: int) -> tuple[str, str]:
    """The words before and after a span, in lower case, with a blank at both ends."""
    text = reading.source.title if span.field == "title" else reading.source.text
    return (
        f" {text[max(0, span.start - before) : span.start].lower()} ",
        f" {text[span.end : span.end + after].lower()} ",
    )


def _has(text: str, words: frozenset[str], *, spaced: bool) -> bool:
    return any((f" {word} " if spaced else word) in text for word in words)


def _as_period(reading: Reading, date: DateSpan) -> Period:
    """The period a date gives: "as of 17 July" ends with it, "since" opens it, anything else is itself."""
    role = reading.language.grammar.role
    before, _ = _near(reading, date.span, before=12, after=0)
    ends = any(before.rstrip().endswith(word) for word in role("until_words"))
    begins = any(before.rstrip().endswith(word) for word in role("since_words"))
    if ends and date.end is not None:
        return Period(None, date.end, date.year_inferred)
    if begins and date.start is not None:
        return Period(date.start, None, date.year_inferred)
    if date.end is not None and reading.text(date.span).lower() in role("open_periods"):
        return Period(date.start, None, date.year_inferred)
    return Period(date.start, date.end, date.year_inferred)


def _announced(reading: Reading, date: DateSpan, sentence: Span) -> bool:
    """Whether a date tells when something was said or published, or is a dateline."""
    role = reading.language.grammar.role
    spaced = reading.language.spaced
    before, after = _near(reading, date.span, before=min(AROUND, date.span.start - sentence.start), after=AROUND)
    if not spaced:
        return _has(before[-8:] + after[:12], role("say_verbs"), spaced=False)
    clause = before.rpartition(",")[2].rpartition(";")[2]
    follow = after.partition(",")[0].partition(";")[0]
    return _has(f" {clause} ", role("say_verbs"), spaced=True) or _has(f" {follow} ", role("say_verbs"), spaced=True)


def _main(dated: Sequence[_Dated]) -> _Dated | None:
    """The frame of the document: the first span of time it names in its text that is no day of announcement."""
    spans = [d for d in dated if not d.day and d.date.span.field == "text"]
    return next((d for d in spans if not d.announced), spans[0] if spans else None)


def _period(
    reading: Reading,
    candidate: Candidate,
    dated: Sequence[_Dated],
    main: _Dated | None,
    earlier: Sequence[Period | None],
) -> Period | None:
    own = _own(reading, candidate, dated)
    if own is not None:
        return own.period
    if candidate.polarity is Polarity.NOT_DONE:
        return None
    if candidate.inherits is not None and candidate.inherits < len(earlier):
        return earlier[candidate.inherits]
    if candidate.action is Action.OTHER:
        return None
    shifted = _background(reading, candidate, main)
    if shifted is not None:
        return shifted
    frame = _frame(reading, candidate, dated, main)
    return frame.period if frame else None


def _own(reading: Reading, candidate: Candidate, dated: Sequence[_Dated]) -> _Dated | None:
    """The date of the figure's own clause, the nearest of several; a day only if it is no day of announcement."""
    here = [
        d for d in dated if d.sentence == candidate.sentence and not (d.day and d.announced) and _tied(candidate, d)
    ]
    if not here:
        return None
    text = reading.source.title if candidate.quote.field == "title" else reading.source.text

    def distance(d: _Dated) -> tuple[int, int]:
        start, end = sorted((d.date.span.start, candidate.quote.start))
        between = text[start:end]
        return between.count(",") + 2 * between.count(";"), end - start

    return min(here, key=distance)


def _tied(candidate: Candidate, dated: _Dated) -> bool:
    """Whether the local room ties the date to the figure, or, where it does not say, whether it is in the clause."""
    if candidate.dates is not None:
        return dated.date.span in candidate.dates
    return candidate.clause.holds(dated.date.span)


def _frame(reading: Reading, candidate: Candidate, dated: Sequence[_Dated], main: _Dated | None) -> _Dated | None:
    """The last span of time named before in the same paragraph, else the document's."""
    paragraph = reading.sentences[candidate.sentence].paragraph
    field = candidate.quote.field
    before = [
        d
        for d in dated
        if not d.day and d.date.span.field == field and d.paragraph == paragraph and d.sentence < candidate.sentence
    ]
    return before[-1] if before else main


def _background(reading: Reading, candidate: Candidate, main: _Dated | None) -> Period | None:
    """As in "the previous year", "a month earlier": the frame moved back by its own length."""
    role = reading.language.grammar.role
    clause = f" {reading.text(candidate.clause).lower()} "
    if main is None or not _has(clause, role("background"), spaced=reading.language.spaced):
        return None
    start, end = main.period.start, main.period.end
    if start is None or end is None or start.day != 1:
        return None
    last = start - timedelta(days=1)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    total = start.year * 12 + start.month - 1 - months
    return Period(start.replace(year=total // 12, month=total % 12 + 1), last, main.period.year_inferred)
