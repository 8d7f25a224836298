"""When what is counted happened: the clause's own date, else the frame's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.binding.backwards import background, beside, earlier_told, is_base, moved_back, points_back
from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.dated import Dated, dated_spans, has, near
from extractors.binding.reach import Times, between, came_before, in_one_breath, in_window, parted, reaches, to_come
from extractors.binding.standing import dates_ground, of_no_date, paid_for, stands_now, until_now
from extractors.binding.timeframes import frame_of, tied, timeframes_of
from extractors.records import Action, Line, Period, Span

# What began is told at most so many sentences before the day until which is counted.
BEGUN = 2
# A lead is dated by the paragraphs up to this one (counted from 0).
AHEAD = 2
# A bracket with another time is not longer than so many characters.
BESIDE = 40


@dataclass(frozen=True, slots=True)
class Course:
    """What a document tells of time up to a figure: its dates, those that hold for more, and the times so far."""

    dated: Sequence[Dated]
    frames: Sequence[Dated]
    earlier: list[Period | None]
    main: list[Period | None]
    times: Times
    sentences: Sequence[int]


def assign_periods(
    reading: Reading, candidates: Sequence[Candidate], parts: Sequence[int | None]
) -> tuple[Period | None, ...]:
    """For each candidate the period of its clause, or of the campaign, report or reporting period it belongs to.

    `parts` has for each the index of the total that it is a part of.
    """
    dated = dated_spans(reading)
    course = Course(
        dated, timeframes_of(reading, candidates, dated), [], [], Counter(), [c.sentence for c in candidates]
    )
    aside = [_aside(reading, candidate, dated) for candidate in candidates]
    for i, (candidate, whole) in enumerate(zip(candidates, parts, strict=True)):
        told = replace(
            candidate, whole=_main(candidates, aside, whole), inherits=_main(candidates, aside, candidate.inherits)
        )
        ground = paid_for(reading, candidates, i)
        if ground is not None:
            behind = [d for d in dated if d.date.span.start >= ground]
            period = _stated(reading, told, behind, course.frames)
        else:
            period = _period(reading, told, course, in_one_breath(reading, candidates, i, course.main))
            if period is None and i:
                period = _continued(reading, candidates[i - 1], told, course.earlier[-1])
        course.earlier.append(period)
        course.main.append(None if aside[i] else period)
        if period is not None:
            course.times[period.start, period.end] += 1
    return tuple(period or _ahead(reading, candidates, i, course.earlier) for i, period in enumerate(course.earlier))


def _aside(reading: Reading, candidate: Candidate, dated: Sequence[Dated]) -> bool:
    """Whether a figure is only there for comparison, so that what follows is not of its time."""
    here = [d for d in dated if d.sentence == candidate.sentence]
    if any(_bracketed(reading, d, candidate) for d in here):
        return True
    compared = (d.compared for d in here if d.compared)
    return (
        any(span.holds(candidate.quantity.span) for span in compared)
        or earlier_told(reading, candidate)
        or is_base(reading, candidate)
    )


def _bracketed(reading: Reading, d: Dated, candidate: Candidate) -> bool:
    """As in "11.6 million items in the third quarter (Q2: 6.9 million)": a figure of another time in brackets."""
    start, end = d.date.span.end, candidate.quantity.span.start
    if not reading.language.spaced or not 0 <= end - start <= BESIDE or d.date.span.field != candidate.quote.field:
        return False
    between = reading.text(Span(d.date.span.field, start, end))
    return near(reading, d.date.span, before=1, after=0)[0].strip() in ("(", "[") and ")" not in between


def _main(candidates: Sequence[Candidate], aside: Sequence[bool], index: int | None) -> int | None:
    """The figure that one shares its time with: behind a comparison the one compared."""
    while index is not None and aside[index]:
        before = candidates[index].inherits
        index = before if before is not None and before < index else None
    return index


def _ahead(
    reading: Reading, candidates: Sequence[Candidate], index: int, periods: Sequence[Period | None]
) -> Period | None:
    """A lead figure takes the day that the next paragraphs give the same act ("it decided on the sum on Wednesday")."""
    candidate = candidates[index]
    place = reading.sentences[candidate.sentence]
    lead = candidate.quote.field == "title" or place.paragraph == 0
    if not lead or candidate.polarity is not Polarity.DONE or candidate.action is Action.OTHER:
        return None
    for later, period in zip(candidates[index + 1 :], periods[index + 1 :], strict=True):
        where = reading.sentences[later.sentence]
        if where.span.field == "text" and where.paragraph > AHEAD:
            return None
        if later.action is candidate.action and later.polarity is Polarity.DONE and period is not None:
            return period if period.start is not None and period.start == period.end else None
    return None


def _continued(reading: Reading, before: Candidate, candidate: Candidate, period: Period | None) -> Period | None:
    """As in "On Thursday it blocked 18 platforms. With them go 19 websites": one dated act told on in its paragraph."""
    here, there = reading.sentences[candidate.sentence], reading.sentences[before.sentence]
    same = here.span.field == there.span.field and 0 <= here.paragraph - there.paragraph <= 1
    listed = here.paragraph == there.paragraph or here.line is Line.ITEM
    done = candidate.polarity is Polarity.DONE and candidate.action is not Action.OTHER
    if stands_now(reading, candidate) or of_no_date(reading, candidate):
        return None
    if period is None or period.start is None or not (same and listed and done):
        return None
    day = period.start == period.end and candidate.action is before.action
    return period if day or (period.end is None and here.paragraph == there.paragraph) else None


def _period(reading: Reading, candidate: Candidate, course: Course, spoken: Period | None) -> Period | None:
    """What its own sentence states, else the time of the figure it goes with, else that of a frame that reaches it."""
    if candidate.polarity is Polarity.NOT_DONE or in_window(reading, candidate):
        return None
    stated = _stated(reading, candidate, course.dated, course.frames)
    stock = stands_now(reading, candidate)
    if stated is not None:
        return None if stock and stated.start is not None and stated.end is not None else stated
    if stock and not _as_of(candidate, course.earlier):
        return None
    if _same_time(reading, candidate) and (same := _span_before(candidate, course)):
        return same
    link = _link(candidate, course)
    if spoken is None and link is None:
        return _framed(reading, candidate, course)
    told = course.earlier[link] if spoken is None and link is not None else spoken
    return _set_back(reading, candidate, told) if told else None


def _link(candidate: Candidate, course: Course) -> int | None:
    """The figure told before that one goes with; a change goes with one of its sentence only."""
    for index in (candidate.inherits, candidate.whole):
        if (
            index is not None
            and index < len(course.earlier)
            and (candidate.change is None or course.sentences[index] == candidate.sentence)
        ):
            return index
    return None


def _framed(reading: Reading, candidate: Candidate, course: Course) -> Period | None:
    """The time of the campaign, report or reporting period that reaches a figure."""
    if came_before(reading, candidate) or of_no_date(reading, candidate):
        return None
    frame = frame_of(reading, candidate, course.frames, course.dated)
    if frame is None or not reaches(reading, candidate, frame, course.times):
        return None
    if until_now(reading, candidate, frame.period):
        return None
    found = background(reading, candidate, frame) or _opened(reading, candidate, frame, course.frames, course.dated)
    near_by = (
        frame.paragraph in (0, reading.sentences[candidate.sentence].paragraph) or frame.date.span.field == "title"
    )
    return found if found.start is not None or near_by else None  # a count "as of" a day is its own paragraph's


def _as_of(candidate: Candidate, earlier: Sequence[Period | None]) -> bool:
    """Whether a figure goes with one that is told for a day, so that what stands open does so on that day."""
    links = [at for at in (candidate.inherits, candidate.whole) if at is not None and at < len(earlier)]
    return any(told.start is None for at in links if (told := earlier[at]))


def _set_back(reading: Reading, candidate: Candidate, told: Period) -> Period:
    """The time of another figure, one period earlier where the words beside the figure say so."""
    earlier = earlier_told(reading, candidate) or is_base(reading, candidate)
    return (moved_back(reading, candidate, told) if earlier else None) or told


def _stated(reading: Reading, candidate: Candidate, dated: Sequence[Dated], frames: Sequence[Dated]) -> Period | None:
    """What the figure's own sentence says."""
    then = _since_then(reading, candidate, dated)
    if then is not None:
        return then
    own = _own(reading, candidate, dated)
    if own is None:
        return None
    pointing = points_back(reading, own)
    if pointing:
        others = [d for d in dated if d.sentence == own.sentence and d is not own and not d.day and not d.compared]
        frame = others[0] if others else frame_of(reading, candidate, frames, dated)
        back = moved_back(reading, candidate, frame.period) if frame else None
        return back or own.period
    return beside(reading, candidate, own) or _opened(reading, candidate, own, frames, dated)


def _same_time(reading: Reading, candidate: Candidate) -> bool:
    """As in "468 arrests in the same months", "30.8 billion at the same time": the time of the figure told before."""
    words = reading.language.grammar.role("same_time")
    return bool(words) and has(f" {reading.text(candidate.clause).lower()} ", words, spaced=reading.language.spaced)


def _span_before(candidate: Candidate, course: Course) -> Period | None:
    """The last span of days that figures before have, else what the figure before has, else the last date's."""
    spans = (p for p in reversed(course.earlier) if p is not None and p.start and p.end and p.start != p.end)
    dates = (
        d.period for d in reversed(course.dated) if 0 < candidate.sentence - d.sentence <= BEGUN and not d.announced
    )
    return next(spans, None) or (course.earlier[-1] if course.earlier else None) or next(dates, None)


def _since_then(reading: Reading, candidate: Candidate, dated: Sequence[Dated]) -> Period | None:
    """As in "They took effect on 8 October. Since then 1,702 alerts ...": the last date before opens the period."""
    words = reading.language.grammar.role("since_then")
    sentence = reading.sentences[candidate.sentence].span
    if not words or not has(f" {reading.text(sentence).lower()} ", words, spaced=reading.language.spaced):
        return None
    before = [d for d in dated if d.sentence < candidate.sentence and d.date.span.field == candidate.quote.field]
    return Period(before[-1].date.start, None, before[-1].date.year_inferred) if before else None


def _opened(
    reading: Reading, candidate: Candidate, own: Dated, frames: Sequence[Dated], dated: Sequence[Dated]
) -> Period:
    """A running total with its start given elsewhere: "since 2018 ... as of early January"."""
    start, end = own.period.start, own.period.end
    running = start is not None and end is not None
    if running and not _totals(reading, candidate, own):
        return own.period
    others = [f for f in frames if f is not own and (running or f.paragraph == own.paragraph)]
    if start is not None and end is None:
        ends = [f for f in others if f.sentence == candidate.sentence and f.period.start is None]
        ends = [f for f in ends if f.period.end is not None and f.period.end >= start]
        return Period(start, ends[-1].period.end, own.period.year_inferred) if ends else own.period
    starts = [f for f in others if f.sentence <= own.sentence and f.period.start is not None and f.period.end is None]
    starts = starts or [d for d in dated if d.begun and d.period.start and 0 <= own.sentence - d.sentence <= BEGUN]
    if starts and end is not None and starts[-1].period.start is not None and starts[-1].period.start <= end:
        return Period(starts[-1].period.start, end, own.period.year_inferred)
    return own.period


def _totals(reading: Reading, candidate: Candidate, own: Dated) -> bool:
    """Whether the clause tells where a running total stood at that date."""
    words = reading.language.grammar.role("total_words")
    sentence = reading.sentences[candidate.sentence].span
    return own.sentence == candidate.sentence and has(
        f" {reading.text(sentence).lower()} ", words, spaced=reading.language.spaced
    )


def _own(reading: Reading, candidate: Candidate, dated: Sequence[Dated]) -> Dated | None:
    """The date of the figure's own clause, the nearest of several; a day only if it is no day of announcement.

    In a table the date that heads the figure's column.
    """
    headed = [d for d in dated if d.sentence < candidate.sentence and d.date.span in (candidate.dates or ())]
    if headed:
        return headed[0]
    here = [
        d
        for d in dated
        if d.sentence == candidate.sentence
        and not (d.day and d.announced)
        and (d.compared is None or d.compared.holds(candidate.quantity.span))
        and tied(candidate, d)
        and not to_come(reading, d)
        and not parted(reading, candidate, d)
        and not dates_ground(reading, candidate, d)
    ]
    if not here:
        return None
    here = [d for d in here if not d.announced] or here

    def distance(d: Dated) -> tuple[int, int]:
        words = reading.text(between(candidate, d))
        return words.count(",") + 2 * words.count(";") + 2 * words.count(":"), len(words)

    return min(here, key=distance)
