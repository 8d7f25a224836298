"""When what is counted happened, in a script without word spaces: the clause's date, else the frame that holds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.unspaced.surroundings import Surroundings, surroundings
from extractors.records import Action, DateSpan, Field, Period, Span

# A named campaign: “打猫（池）行动”, “净网2024”.
_CAMPAIGN = re.compile(r"(?:在|通过|依托)[“「\"]([^”」\"\n]{2,16})[”」\"]")
# An announcement's day is also the day of these acts, which are done by announcing.
_BY_WORD = (Action.WARN, Action.OTHER)
# How far behind a date the word that tells what it dates may stand.
_REACH = 14


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date with its sentence and the period that it gives; `said` marks the day of an announcement."""

    date: DateSpan
    sentence: int
    period: Period
    said: bool
    day: bool
    planned: bool


def assign_periods(reading: Reading, candidates: Sequence[Candidate]) -> tuple[Period | None, ...]:
    """For each candidate the period of its clause, or of the campaign or report that it belongs to."""
    around = surroundings(reading)
    dated = _dated(reading, around)
    return tuple(_period(reading, around, candidate, dated, candidates) for candidate in candidates)


def _dated(reading: Reading, around: Surroundings) -> tuple[_Dated, ...]:
    """The dates that can be periods, in order of appearance."""
    found = []
    starts: dict[Field, list[int]] = {"title": [], "text": []}
    numbers: dict[Field, list[int]] = {"title": [], "text": []}
    for number, sentence in enumerate(reading.sentences):
        starts[sentence.span.field].append(sentence.span.start)
        numbers[sentence.span.field].append(number)
    for date in reading.dates:
        if not _tells(around, date):
            continue
        place = bisect_right(starts[date.span.field], date.span.start) - 1
        if place < 0:
            continue
        day = date.start is not None and date.start == date.end
        said = day and (
            around.after(date.span, "frame_say", reach=_REACH)
            or around.after(_past_comma(around, date), "frame_say", reach=2 * _REACH)
        )
        number = numbers[date.span.field][place]
        planned = around.within("ahead", reading.sentences[number].span)
        found.append(_Dated(date, number, _as_period(around, date), said, day, planned))
    return tuple(found)


def _tells(around: Surroundings, date: DateSpan) -> bool:
    """Whether a date can be a period: no deadline, no year of a thing (2019年销售额), nothing compared with (较2020年)."""
    if around.after(date.span, "frame_deadline") or around.after(date.span, "frame_dated_thing", reach=4):
        return False
    return not around.before(date.span, "frame_than") and not around.after(date.span, "frame_same", reach=1)


def _past_comma(around: Surroundings, date: DateSpan) -> Span:
    """The date with the comma that follows it: 3月23日，据…消息."""
    text = around.of(date.span.field)
    comma = text[date.span.end : date.span.end + 1] in ("，", ",")
    return replace(date.span, end=date.span.end + comma)


def _as_period(around: Surroundings, date: DateSpan) -> Period:
    """截至X ends with it, X启动 and X生效至今 begin with it, anything else is itself."""
    if around.before(date.span, "frame_until", reach=1) and date.end is not None:
        return Period(None, date.end, date.year_inferred)
    begins = around.after(date.span, "frame_start") or (
        date.start == date.end and around.before(date.span, "frame_from")
    )
    if date.start is not None and begins:
        return Period(date.start, None, date.year_inferred)
    return Period(date.start, date.end, date.year_inferred)


def _period(
    reading: Reading,
    around: Surroundings,
    candidate: Candidate,
    dated: Sequence[_Dated],
    candidates: Sequence[Candidate],
) -> Period | None:
    if candidate.polarity is Polarity.NOT_DONE:
        return None
    own = _own(candidate, dated)
    if own is not None:
        return _joined(own, dated)
    if candidate.action is Action.OTHER or around.within("frame_rate", _to_figure(candidate)):
        return None
    frame = _frame(reading, around, candidate, dated)
    if frame is not None:
        return _joined(frame, dated)
    if _turned(reading, around, candidate, dated):
        return None
    titled = next((d for d in dated if d.date.span.field == "title" and not d.day), None)
    later = titled or _later(reading, candidate, dated, candidates)
    return _joined(later, dated) if later else None


def _to_figure(candidate: Candidate) -> Span:
    return replace(candidate.clause, end=max(candidate.clause.start, candidate.quote.end))


def _own(candidate: Candidate, dated: Sequence[_Dated]) -> _Dated | None:
    """The last date before the figure in its sentence, else one behind it in its clause."""
    here = [d for d in dated if d.sentence == candidate.sentence and d.date.span.field == candidate.quote.field]
    before = [d for d in here if d.date.span.end <= candidate.quote.start + 1]
    plain = [d for d in before if not d.said]
    if plain:
        return plain[-1]
    behind = [d for d in here if candidate.clause.holds(d.date.span) and not d.said]
    if behind:
        return behind[0]
    return before[-1] if before and candidate.action in _BY_WORD else None


def _frame(reading: Reading, around: Surroundings, candidate: Candidate, dated: Sequence[_Dated]) -> _Dated | None:
    """The last date before the sentence that holds on: a day for its paragraph, a span of time until another comes."""
    sentences = reading.sentences
    field = candidate.quote.field
    for d in reversed(dated):
        if d.date.span.field != field or d.sentence >= candidate.sentence or d.said or d.planned:
            continue
        if d.day and d.period.start == d.period.end:
            if sentences[d.sentence].paragraph != sentences[candidate.sentence].paragraph:
                continue
            return d
        return None if _turned(reading, around, candidate, dated) else d
    return None


def _turned(reading: Reading, around: Surroundings, candidate: Candidate, dated: Sequence[_Dated]) -> bool:
    """Whether the text has turned to another campaign since its last date."""
    field = candidate.quote.field
    text = around.of(field)
    places = [d.date.span.end for d in dated if d.date.span.field == field and d.sentence < candidate.sentence]
    since = places[-1] if places else 0
    sentence = reading.sentences[candidate.sentence].span
    for match in _CAMPAIGN.finditer(text, since, candidate.quote.start):
        if match[1] not in text[: match.start(1)] and match[1] not in around.title:
            return bool(places)
    return bool(places) and any(
        word in text[sentence.start : candidate.quote.start] for word in around.roles.get("frame_turn", ())
    )


def _later(
    reading: Reading, candidate: Candidate, dated: Sequence[_Dated], candidates: Sequence[Candidate]
) -> _Dated | None:
    """For a figure without any date before it: the span of time of a later paragraph's figures."""
    counted = {c.sentence for c in candidates}
    paragraph = reading.sentences[candidate.sentence].paragraph
    title = candidate.quote.field == "title"
    for d in dated:
        if d.day or d.said or d.planned or d.date.span.field == "title" or d.sentence not in counted:
            continue
        if title or (d.sentence > candidate.sentence and reading.sentences[d.sentence].paragraph != paragraph):
            return d
    return None


def _joined(chosen: _Dated, dated: Sequence[_Dated]) -> Period:
    """An end without a start takes the start that the text gave before (自3月10日起 … 截至5月22日)."""
    period = chosen.period
    if period.end is None:
        return _closed(chosen, dated)
    if period.start is not None:
        return period
    opened = [
        d.period
        for d in dated
        if d.period.end is None and d.period.start is not None and d.date.span < chosen.date.span
    ]
    if opened:
        return replace(period, start=opened[-1].start)
    titled = [d.period for d in dated if d.date.span.field == "title" and d.period.end == period.end]
    return titled[0] if titled else period


def _closed(chosen: _Dated, dated: Sequence[_Dated]) -> Period:
    """A start whose text goes on to say up to when, with no other span of time between (… 截至5月22日)."""
    start = chosen.period.start
    for d in dated[dated.index(chosen) + 1 :]:
        if d.period.start is None and d.period.end is not None and start is not None and start <= d.period.end:
            return replace(chosen.period, end=d.period.end)
        if not d.day:
            break
    return chosen.period
