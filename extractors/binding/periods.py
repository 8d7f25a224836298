"""When what is counted happened: the clause's own date, else the frame's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.frames import separate
from extractors.binding.parts import assign_parts
from extractors.records import Action, DateSpan, Kind, Period, Span

# So many characters around a date are searched for the words that tell what it dates.
AROUND = 45
# A dateline ("SHANGHAI, Jan 24 -") begins within so many characters of its sentence.
DATELINE = 30


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date with the sentence it stands in and the period it gives to figures."""

    date: DateSpan
    sentence: int
    paragraph: int
    period: Period
    announced: bool
    day: bool
    strong: bool = False


def assign_periods(reading: Reading, candidates: Sequence[Candidate]) -> tuple[Period | None, ...]:
    """For each candidate the period of its clause, or of the campaign, report or reporting period it belongs to."""
    dated = _dated(reading)
    frames = _frames(reading, candidates, dated)
    result: list[Period | None] = []
    for candidate, whole in zip(candidates, assign_parts(reading, candidates), strict=True):
        result.append(_period(reading, replace(candidate, whole=whole), dated, frames, result))
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
    role, spaced = reading.language.grammar.role, reading.language.spaced
    before, after = _near(reading, date.span, before=14, after=12)
    ends = any(before.rstrip().endswith(f" {word}" if spaced else word) for word in role("until_words"))
    begins = any(before.rstrip().endswith(f" {word}" if spaced else word) for word in role("since_words"))
    if ends and date.end is not None:
        return Period(None, date.end, date.year_inferred)
    if begins and date.start is not None:
        return Period(date.start, None, date.year_inferred)
    open_after = any(after.lstrip().startswith(word) for word in role("so_far"))
    if date.end is not None and (open_after or reading.text(date.span).lower() in role("open_periods")):
        return Period(date.start, None, date.year_inferred)
    return Period(date.start, date.end, date.year_inferred)


def _announced(reading: Reading, date: DateSpan, sentence: Span) -> bool:
    """Whether a date tells when something was said or published, or is a dateline."""
    role = reading.language.grammar.role
    spaced = reading.language.spaced
    before, after = _near(reading, date.span, before=min(AROUND, date.span.start - sentence.start), after=AROUND)
    if not spaced:
        return _has(before[-8:] + after[:12], role("say_verbs"), spaced=False)
    if date.span.start - sentence.start < DATELINE and after.lstrip()[:1] in ("–", "—", "-", ")", "("):
        return True
    clause = before.rpartition(",")[2].rpartition(";")[2]
    follow = after.partition(",")[0].partition(";")[0]
    return _has(f" {clause} ", role("say_verbs"), spaced=True) or _has(f" {follow} ", role("say_verbs"), spaced=True)


def _frames(reading: Reading, candidates: Sequence[Candidate], dated: Sequence[_Dated]) -> tuple[_Dated, ...]:
    """The spans of time that hold for more than their own clause, in order of the text.

    A span is a frame if its sentence speaks of a campaign, report or count, if it says until when is counted, or if a
    figure of an act is tied to it; in the last case beyond its own paragraph only when it stands in the lead.
    """
    words = reading.language.grammar.role("frame_words")
    spaced = reading.language.spaced
    published = reading.source.published
    lead = next((reading.sentences[c.sentence].paragraph for c in candidates if c.quote.field == "text"), 0)
    found: list[_Dated] = []
    for d in dated:
        single = d.day and d.period.start == d.period.end
        future = published is not None and any(
            day is not None and day > published
            for day in (d.period.start, d.period.end if d.period.start is None else None)
        )
        bracketed = _near(reading, d.date.span, before=1, after=0)[0].strip() in ("(", "[")
        if single or future or (bracketed and d.date.span.field == "text" and reading.language.spaced):
            continue
        if d.date.span.field == "title":
            found.append(d)
            continue
        tied = any(c.sentence == d.sentence and c.action is not Action.OTHER and _tied(c, d) for c in candidates)
        text = f" {reading.text(reading.sentences[d.sentence].span).lower()} "
        strong = _has(text, words, spaced=spaced) or d.period.start is None or (tied and d.paragraph <= lead)
        if strong or (tied and not d.announced):
            found.append(replace(d, strong=strong))
    return tuple(found)


def _period(
    reading: Reading,
    candidate: Candidate,
    dated: Sequence[_Dated],
    frames: Sequence[_Dated],
    earlier: Sequence[Period | None],
) -> Period | None:
    then = _since_then(reading, candidate, dated)
    if then is not None:
        return then
    own = _own(reading, candidate, dated)
    if own is not None:
        return _opened(reading, candidate, own, frames)
    if candidate.polarity is Polarity.NOT_DONE:
        return None
    for index in (candidate.inherits, candidate.whole):
        if index is not None and index < len(earlier):
            return earlier[index]
    if candidate.action is Action.OTHER or candidate.kind is Kind.MONEY:
        return None
    frame = _frame(reading, candidate, frames)
    if frame is None:
        return None
    return _background(reading, candidate, frame) or _opened(reading, candidate, frame, frames)


def _since_then(reading: Reading, candidate: Candidate, dated: Sequence[_Dated]) -> Period | None:
    """As in "They took effect on 8 October. Since then 1,702 alerts ...": the last date before opens the period."""
    words = reading.language.grammar.role("since_then")
    sentence = reading.sentences[candidate.sentence].span
    if not words or not _has(f" {reading.text(sentence).lower()} ", words, spaced=reading.language.spaced):
        return None
    before = [d for d in dated if d.sentence < candidate.sentence and d.date.span.field == candidate.quote.field]
    return Period(before[-1].date.start, None, before[-1].date.year_inferred) if before else None


def _opened(reading: Reading, candidate: Candidate, own: _Dated, frames: Sequence[_Dated]) -> Period:
    """A running total with its start given elsewhere: "since 2018 ... as of early January"."""
    start, end = own.period.start, own.period.end
    if start is not None and end is not None and not _totals(reading, candidate, own):
        return own.period
    others = [f for f in frames if f is not own]
    if start is not None and end is None:
        ends = [f for f in others if f.period.start is None and f.period.end is not None and f.period.end >= start]
        return Period(start, ends[-1].period.end, own.period.year_inferred) if ends else own.period
    starts = [f for f in others if f.period.start is not None and f.period.end is None]
    if starts and end is not None and starts[0].period.start is not None and starts[0].period.start <= end:
        return Period(starts[0].period.start, end, own.period.year_inferred)
    return own.period


def _totals(reading: Reading, candidate: Candidate, own: _Dated) -> bool:
    """Whether the clause tells where a running total stood at that date."""
    words = reading.language.grammar.role("total_words")
    sentence = reading.sentences[candidate.sentence].span
    return own.sentence == candidate.sentence and _has(
        f" {reading.text(sentence).lower()} ", words, spaced=reading.language.spaced
    )


def _own(reading: Reading, candidate: Candidate, dated: Sequence[_Dated]) -> _Dated | None:
    """The date of the figure's own clause, the nearest of several; a day only if it is no day of announcement."""
    here = [
        d for d in dated if d.sentence == candidate.sentence and not (d.day and d.announced) and _tied(candidate, d)
    ]
    if not here:
        return None
    here = [d for d in here if not d.announced] or here
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


def _frame(reading: Reading, candidate: Candidate, frames: Sequence[_Dated]) -> _Dated | None:
    """The frame named last before in the same paragraph, else the first of the document."""
    paragraph = reading.sentences[candidate.sentence].paragraph
    if candidate.quote.field == "title":
        return next((d for d in frames if d.strong), None)
    before = [d for d in frames if d.paragraph == paragraph and d.sentence < candidate.sentence]
    if separate(reading, candidate):
        return before[-1] if before and before[-1].sentence == candidate.sentence else None
    if before:
        return before[-1]
    ahead = [d for d in frames if d.strong and d.sentence < candidate.sentence and d.date.span.field == "text"]
    strong = ahead[-1] if ahead else next((d for d in frames if d.strong), None)
    earlier = [d for d in frames if d.sentence < candidate.sentence]
    return strong or (earlier[-1] if earlier else None)


def _background(reading: Reading, candidate: Candidate, frame: _Dated) -> Period | None:
    """As in "the previous year", "a month earlier": the frame moved back by its own length."""
    role = reading.language.grammar.role
    clause = f" {reading.text(candidate.clause).lower()} "
    if not _has(clause, role("background"), spaced=reading.language.spaced):
        return None
    start, end = frame.period.start, frame.period.end
    if start is None or end is None or start.day != 1:
        return None
    last = start - timedelta(days=1)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    total = start.year * 12 + start.month - 1 - months
    return Period(start.replace(year=total // 12, month=total % 12 + 1), last, frame.period.year_inferred)
