"""The dates of a text that can be periods, in a script without word spaces, and the period each of them gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.binding.candidate import Reading
from extractors.binding.unspaced.surroundings import Surroundings
from extractors.records import DateSpan, Field, Period, Quantity, Span

# How far behind a date the word that tells what it dates may stand.
_REACH = 14
# What is begun in a longer time than a month (去年发起维权12,000次) was done in it.
_MONTH = 31
_CLAUSE = frozenset("，,。；;：:\n")
# So near to a date a word of what is to come speaks of it.
_AHEAD = 12
# So far behind a date the campaign may be named that began then.
_BEGUN = 48
# Numbers behind one of these are in a campaign's name (清朗·2024年…); so many are looked at.
_NAMED, _FEW = frozenset("·“「"), 3
# A campaign's length may stand before its name: 开展为期8个月的“护网”行动.
_LENGTH = re.compile("余?(?:个月|天|周|个星期|年)")
# So long may a clause of 自…后 be.
_SINCE = 24
# Between a time that is compared with and its figure: 去年全年的24家次.
_OF = re.compile("(?:全年|全月|整年|同期)?的")
# 去年起诉 tells what was done in a year, not that it began then.
_ACTS_OF_BEGINNING = re.compile("起(?:诉|获|底|草|出(?!台)|回|火|到)")
# What a trend has lasted since is no start of what is counted: 发案数自6月以来连续下降.
_TREND = re.compile(
    "(?:以来)?[^，,。；;0-9]{0,16}(?:连续|持续|逐月|逐年|稳步|明显)[^，,。；;]{0,10}(?:下降|上升|减少|增长|回落|下滑)"
)
# What began at a date and has gone on since.
_ONWARD = re.compile("[^，,。；;：:\n0-9]{2,44}(?:开展|启动|部署|实施|成立|打响)[^，,。；;：:\n0-9]{0,44}以来[，,]")
# Between two days on which one thing was done.
_AND = ("、", "及", "和", "与")
# A figure before one of these has become the figure of the time behind it.
_GROWN_TO = (
    "增至",
    "升至",
    "降至",
    "减至",
    "增加至",
    "增长至",
    "上升至",
    "下降至",
    "增加到",
    "增长到",
    "上升到",
    "下降到",
    "减少到",
)
# Titles come before texts in a reading.
_ORDER = {"title": 0, "text": 1}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its sentence and the period that it gives.

    `said` marks the day of an announcement, `aside` a part of the time that the text tells of (单是5月便有1,742宗) or
    the time of a trend.
    """

    index: int
    date: DateSpan
    sentence: int
    period: Period
    said: bool
    planned: bool
    aside: bool
    learnt: bool = False

    @property
    def day(self) -> bool:
        """Whether it is a single day."""
        return self.date.start is not None and self.date.start == self.date.end

    @property
    def lasting(self) -> bool:
        """Whether it is a span of time in which other figures may fall."""
        return not (self.said or self.planned or self.aside) and not (self.day and self.period.start == self.period.end)


def dated(reading: Reading, around: Surroundings) -> tuple[Dated, ...]:
    """The dates of a document that can be periods, in order of appearance."""
    found: list[Dated] = []
    starts: dict[Field, list[int]] = {"title": [], "text": []}
    numbers: dict[Field, list[int]] = {"title": [], "text": []}
    for number, sentence in enumerate(reading.sentences):
        starts[sentence.span.field].append(sentence.span.start)
        numbers[sentence.span.field].append(number)
    for day in reading.dates:
        place = bisect_right(starts[day.span.field], day.span.start) - 1
        if place < 0 or not _tells(around, day):
            continue
        number = numbers[day.span.field][place]
        if found and _ranges(around, found[-1].date, day):
            found[-1] = replace(found[-1], date=day, period=Period(found[-1].date.start, day.end), said=False)
            continue
        planned = around.within("ahead", _close_to(day, reading.sentences[number].span))
        period = _as_period(around, day)
        if _launches(reading, around, day, reading.sentences[number].span):
            period = replace(period, end=None)
        trend = _TREND.match(around.of(day.span.field), day.span.end) is not None
        aside = trend or around.before(day.span, "frame_aside")
        said, learnt = _said(around, day), _learnt(around, day)
        found.append(Dated(len(found), day, number, period, said or learnt, planned, aside, learnt))
    return tuple(found)


def _launches(reading: Reading, around: Surroundings, day: DateSpan, sentence: Span) -> bool:
    """Whether a campaign is begun behind a day or month: 7月12日，平台启动“虚假营销”专项治理."""
    if not _brief(day) or day.start is None:
        return False
    end = min(sentence.end, day.span.end + _BEGUN)
    first = bisect_right(reading.quantities, (_ORDER[day.span.field], day.span.end), key=_place)
    for quantity in reading.quantities[first : first + _FEW]:
        if quantity.span.field != day.span.field:
            break
        text = around.of(quantity.span.field)
        if text[quantity.span.start - 1] not in _NAMED and not _LENGTH.match(text, quantity.span.end):
            end = min(end, quantity.span.start)
            break
    behind = Span(day.span.field, day.span.end, max(day.span.end, end))
    return around.within("frame_launch", behind) and around.within("frame_drive", behind)


def _learnt(around: Surroundings, date: DateSpan) -> bool:
    """Whether a date is the day on which a reporter heard of it: 记者今天从…获悉."""
    return around.after(date.span, "frame_learnt", reach=2 * _REACH)


def _place(quantity: Quantity) -> tuple[int, int]:
    return _ORDER[quantity.span.field], quantity.span.start


def _since(around: Surroundings, date: DateSpan) -> bool:
    """Whether the clause of a date says that what it tells of lasts since then: 自103年取得执照后."""
    text = around.of(date.span.field)[date.span.end : date.span.end + _SINCE]
    comma = next((place for place, mark in enumerate(text) if mark in _CLAUSE), None)
    if _ONWARD.match(around.of(date.span.field), date.span.end):
        return True  # 去年公安部部署开展专项工作以来
    if comma is None or not around.before(date.span, "frame_from"):
        return False
    end = date.span.end + comma
    return around.before(Span(date.span.field, end, end), "frame_from_then")


def _brief(day: DateSpan) -> bool:
    """Whether it is no longer than a month."""
    return day.start is not None and day.end is not None and (day.end - day.start).days <= _MONTH


def compared(reading: Reading, around: Surroundings) -> Iterator[tuple[tuple[Field, int], Period]]:
    """Where the figures begin that others are compared with, and when those fell: 较2019年的«4,370宗»大减."""
    for day in reading.dates:
        field = day.span.field
        of = _OF.match(around.of(field), day.span.end)
        if of and around.before(day.span, "frame_than"):
            yield (field, of.end()), Period(day.start, day.end, day.year_inferred)


def _ranges(around: Surroundings, first: DateSpan, second: DateSpan) -> bool:
    """Whether two dates are the ends of one range (去年9月30日至今年9月30日)."""
    if first.span.field != second.span.field or first.end is None or second.end is None:
        return False
    between = around.of(first.span.field)[first.span.end : second.span.start].strip()
    if between.endswith(_GROWN_TO):
        return False  # 从2018年40人增至2022年3万人
    if between in _AND and (second.end - first.end).days == 1 and second.start == second.end:
        return True  # 9月16、17日
    if between not in around.roles.get("frame_to", ()):  # 自2021年10月新例生效至今年7月底
        named = around.before(first.span, "frame_from") and around.before(second.span, "frame_to")
        if not named or len(between) > _REACH or not _CLAUSE.isdisjoint(between):
            return False
    return first.end <= second.end


def _close_to(date: DateSpan, sentence: Span) -> Span:
    """The part of a sentence around a date."""
    return Span(
        sentence.field, max(sentence.start, date.span.start - _AHEAD), min(sentence.end, date.span.end + _AHEAD)
    )


def _said(around: Surroundings, date: DateSpan) -> bool:
    """Whether a date is that of an announcement: 31日公布; 3月23日，据…消息; 本月发布的公告."""
    if around.after(date.span, "frame_received") or date.end is None:
        return False  # 今年首季接获通报58宗; 今年以来通报平台下架…
    if date.start is None or date.start != date.end:
        return around.after(date.span, "frame_say", reach=2)
    behind = around.after(date.span, "frame_say", reach=_REACH)
    return behind or around.after(_past_comma(around, date), "frame_say", reach=2 * _REACH)


def _tells(around: Surroundings, date: DateSpan) -> bool:
    """Whether a date can be a period: no deadline, no year of a thing (2019年销售额), nothing compared with (较2020年)."""
    if (
        around.before(date.span, "frame_term")
        or around.after(date.span, "frame_deadline")
        or around.after(date.span, "frame_dated_thing", reach=4)
    ):
        return False
    if around.before(date.span, "frame_about") and _describes(around, date):
        return False
    return not around.before(date.span, "frame_than") and not around.after(date.span, "frame_same", reach=1)


def _describes(around: Surroundings, date: DateSpan) -> bool:
    """Whether a date only says which things were looked at: 对«去年»通报过的App进行抽测."""
    clause = re.split("[，,。；;：:\n]", around.of(date.span.field)[date.span.end : date.span.end + _SINCE])[0]
    return date.end is not None and "的" in clause and "以来" not in clause


def _past_comma(around: Surroundings, date: DateSpan) -> Span:
    """The date with the comma that follows it: 3月23日，据…消息."""
    text = around.of(date.span.field)
    comma = text[date.span.end : date.span.end + 1] in ("，", ",")
    return date.span._replace(end=date.span.end + comma)


def _as_period(around: Surroundings, date: DateSpan) -> Period:
    """截至X ends with it, X启动 and X生效至今 begin with it, anything else is itself."""
    till = around.before(date.span, "frame_until", reach=1) or around.after(date.span, "frame_till")
    till = till or (date.start == date.end and around.before(date.span, "frame_to"))
    if till and date.end is not None:
        return Period(None, date.end, date.year_inferred)
    acted = _ACTS_OF_BEGINNING.match(around.of(date.span.field), date.span.end) is not None
    begins = (not acted and around.after(date.span, "frame_start" if _brief(date) else "frame_on")) or (
        date.start == date.end and around.before(date.span, "frame_from")
    )
    begins = begins or around.reads(date.span, "frame_so_far") or _since(around, date)
    if date.start is not None and begins:
        return Period(date.start, None, date.year_inferred)
    return Period(date.start, date.end, date.year_inferred)
