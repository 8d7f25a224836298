"""When what is counted happened, in a script without word spaces: the clause's date, else the frame that holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.unspaced.datings import Dated, compared, dated
from extractors.binding.unspaced.surroundings import Surroundings, surroundings
from extractors.records import Action, Kind, Line, Period, Span

# A named campaign: “打猫（池）行动”, “净网2024”.
_CAMPAIGN = re.compile(
    r"(?:(?:在|通过|依托)[“「\"]([^”」\"\n]{2,16})[”」\"]|[“「\"]([^”」\"\n]{2,16})[”」\"](?:专项)?(?:行动)?期间)"
)
# A campaign behind one of these is a part of the one before; so near before it.
_OF_WHICH, _CLOSE = re.compile("其中|当中"), 8
# An announcement's day is also the day of these acts, which are done by announcing.
_BY_WORD = (Action.WARN, Action.OTHER)
# What was found to be wrong, or to have been done by offenders, took longer than so many days.
_DAYS = 2
# Rules that tell what is wrong with things, not what was done on a day.
_FAULTS = ("existing", "failing")
_BRACKET = frozenset("（(")
# Within the running year, but not within a year or two.
_WITHIN_YEAR = re.compile("(?<![一二两三四五六七八九十半数几百0-9近全当同])年内")
# So near behind a figure stands what it grew to.
_GROWN = 10
# So many dates, and so many characters, are looked over at most; a campaign named this long before is no new one.
_FAR, _WINDOW, _MEMORY = 60, 400, 4_000


def assign_periods(
    reading: Reading, candidates: Sequence[Candidate], actors: Sequence[str | None]
) -> tuple[Period | None, ...]:
    """For each candidate the period of its clause, or of the campaign or report that it belongs to."""
    around = surroundings(reading)
    almanac = _Almanac(dated(reading, around), reading, around, tuple(zip(candidates, actors, strict=True)))
    result: list[Period | None] = []
    for candidate, actor in zip(candidates, actors, strict=True):
        own = _own(candidate, almanac)
        whole = candidate.inherits if candidate.kind is Kind.PERCENT else candidate.whole
        than = almanac.compared.get((candidate.quote.field, candidate.quote.start))
        if than is not None:
            result.append(than)
            continue
        lent = own is None and whole is not None and whole < len(result) and not _remains(candidate, almanac)
        found = result[whole] if lent and whole is not None else _period(candidate, almanac, actor)
        echoed = own is not None and "同期" in around.of(own.date.span.field)[own.date.span.start : own.date.span.end]
        a_year_ago = (
            not echoed
            and candidate.kind is not Kind.PERCENT
            and (around.before(candidate.quote, "frame_year_ago", reach=2) or _grown_from(candidate, around, found))
        )
        result.append(_a_year_before(found) if a_year_ago else found)
    return tuple(result)


def _grown_from(candidate: Candidate, around: Surroundings, found: Period | None) -> bool:
    """Whether a figure of a year is only what the year's own grew out of: «91.8亿元» in 由91.8亿元跌至91.5亿元."""
    if found is None or not _whole(found) or not around.before(candidate.quote, "frame_out_of", reach=1):
        return False
    text, end = around.of(candidate.quote.field), candidate.quote.end
    turn = Span(candidate.quote.field, end, min(len(text), end + _GROWN))
    moved = around.within("up", turn) or around.within("down", turn)
    return moved and any(mark in text[end : end + _GROWN] for mark in around.roles["frame_to"])


def _a_year_before(period: Period | None) -> Period | None:
    """The same days of the year before: 较去年同期的27宗上升."""
    if period is None:
        return None
    start, end = (day and _earlier(day) for day in (period.start, period.end))
    return replace(period, start=start, end=end)


def _earlier(day: date) -> date:
    """The same day a year before; 29 February falls on the 28th."""
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


class _Almanac:
    """The dates of a document, to be asked by sentence."""

    def __init__(
        self,
        dated: Sequence[Dated],
        reading: Reading,
        around: Surroundings,
        told: Sequence[tuple[Candidate, str | None]],
    ) -> None:
        self.dated, self.reading, self.around, self.told = dated, reading, around, told
        self.compared = dict(compared(reading, around))
        self.sentences = [d.sentence for d in dated]
        self.title = [d for d in dated if d.date.span.field == "title"]
        digest = reading.source.kind != "regulator" and any(
            word in around.title for word in around.roles["frame_digest"]
        )
        self.titled = None if digest else next((d for d in self.title if not d.day), None)
        self.reports = reading.source.kind == "regulator" and self.titled is not None  # an own report of its time
        self.opened: list[Dated | None] = []
        last = None
        for d in dated:
            self.opened.append(last)
            last = d if d.period.end is None and d.period.start is not None and not d.aside else last

    def doers(self, sentence: int) -> frozenset[str | None]:
        """Who did what the figures of a sentence tell."""
        first = bisect_left(self.told, sentence, key=lambda one: one[0].sentence)
        last = bisect_right(self.told, sentence, first, key=lambda one: one[0].sentence)
        return frozenset(actor for _, actor in self.told[first:last])

    def tells(self, titled: Dated, actor: str | None) -> bool:
        """Whether the title's span of time is also that of what somebody did: the text ties it to nobody else."""
        again = [d for d in self.dated if d not in self.title and d.date.end == titled.date.end]
        doers = frozenset(doer for d in again for doer in self.doers(d.sentence))
        return self.reports or not doers or actor in doers

    def among_others(self, candidate: Candidate) -> bool:
        """Whether the figure's sentence has told of what else was done: 办结案件96件，罚款合计214万元."""
        first = bisect_left(self.told, candidate.sentence, key=lambda one: one[0].sentence)
        before = self.told[first][0] if first < len(self.told) else candidate
        return before.quote.start < candidate.quote.start and before.action not in (Action.FINE, Action.OTHER)

    def of(self, sentence: int) -> Sequence[Dated]:
        """The dates of one sentence."""
        first = bisect_left(self.sentences, sentence)
        return self.dated[first : bisect_right(self.sentences, sentence, first)]

    def before(self, sentence: int) -> Sequence[Dated]:
        """The last dates before a sentence, the nearest first."""
        last = bisect_left(self.sentences, sentence)
        return self.dated[max(0, last - _FAR) : last][::-1]

    def paragraph(self, sentence: int) -> int:
        """The paragraph of a sentence."""
        return self.reading.sentences[sentence].paragraph


def _period(candidate: Candidate, almanac: _Almanac, actor: str | None) -> Period | None:
    if candidate.polarity is Polarity.NOT_DONE:
        return None
    own = _own(candidate, almanac)
    if _remains(candidate, almanac):
        return _joined(own, almanac) if own is not None and own.period.start is None else None
    own = _of_the_report(own, almanac) or own
    rate = almanac.around.within("frame_rate", _to_figure(candidate))
    if own is not None and not (rate and not candidate.clause.holds(own.date.span)):
        return _joined(own, almanac)
    if rate:
        return None
    if (year := _year(candidate, almanac)) is not None:
        return year
    if candidate.action is Action.OTHER:
        return None
    echoed = _same_time(candidate, almanac)
    if echoed is not None:
        return _joined(echoed, almanac)
    vague = almanac.around.within("frame_vague_time", _lead(candidate, almanac)) and not almanac.reports
    return None if vague else _framed(candidate, almanac, actor)


def _of_the_report(own: Dated | None, almanac: _Almanac) -> Dated | None:
    """The time of a report's title, where 本季度 or 本周 can only mean it: a span as long that is over."""
    titled = almanac.titled
    if (
        own is None
        or titled is None
        or not almanac.around.of(own.date.span.field).startswith("本", own.date.span.start)
    ):
        return None
    told, over = own.date, titled.date
    if told.start is None or told.end is None or over.start is None or over.end is None or over.end >= told.start:
        return None
    return titled if abs((told.end - told.start).days - (over.end - over.start).days) <= _DAYS + 1 else None


def _remains(candidate: Candidate, almanac: _Almanac) -> bool:
    """Whether a figure is what is left of a total: 4月3日通报32款，仍有6款未整改 is so at no time but an "as of"."""
    return almanac.around.within("remaining", _to_figure(candidate))


def _framed(candidate: Candidate, almanac: _Almanac, actor: str | None) -> Period | None:
    """The period that the text around the sentence gives: a campaign's, an earlier date's, the title's."""
    turned = _turned(candidate, almanac)
    frame = _campaign(candidate, almanac) or _frame(candidate, almanac, actor)
    if frame is not None:
        found = candidate.rule in _FAULTS or candidate.action is Action.IDENTIFY
        faults = found and _brief(frame.period)
        return None if faults or (turned and not frame.day) else _joined(frame, almanac)
    if turned:
        return None
    titled = almanac.titled
    return _joined(titled, almanac) if titled and almanac.tells(titled, actor) else None


def _same_time(candidate: Candidate, almanac: _Almanac) -> Dated | None:
    """The span of time that 同期 points back to, whoever acted in it."""
    if not almanac.around.within("frame_same_time", _lead(candidate, almanac)):
        return None
    return next((d for d in (*almanac.before(candidate.sentence), *almanac.title) if d.lasting), None)


def _lead(candidate: Candidate, almanac: _Almanac) -> Span:
    """The words of the sentence before the figure."""
    sentence = almanac.reading.sentences[candidate.sentence].span
    return Span(sentence.field, max(sentence.start, candidate.quote.start - _WINDOW), candidate.quote.start)


def _year(candidate: Candidate, almanac: _Almanac) -> Period | None:
    """What 全年 and 年内 point to: the year that the text is about, else the running one."""
    told = _whole_year(candidate, almanac)
    return told.period if told is not None else _running_year(candidate, almanac)


def _whole_year(candidate: Candidate, almanac: _Almanac) -> Dated | None:
    """The year that the text is about, told first before a figure of 全年."""
    lead = _lead(candidate, almanac)
    within = _WITHIN_YEAR.search(almanac.around.of(lead.field), lead.start, lead.end) is not None
    if not within and not almanac.around.within("frame_whole_year", lead):
        return None
    told = (*almanac.title, *reversed(almanac.before(candidate.sentence)))
    return next((d for d in told if not (d.planned or d.aside) and _whole(d.period)), None)


def _brief(period: Period) -> bool:
    """Whether a period is no longer than a few days."""
    return period.start is not None and period.end is not None and (period.end - period.start).days <= _DAYS


def _running_year(candidate: Candidate, almanac: _Almanac) -> Period | None:
    """The year of publication up to now, where 年内 names no year that the text has told: 年内立案41件."""
    published, lead = almanac.reading.source.published, _lead(candidate, almanac)
    within = _WITHIN_YEAR.search(almanac.around.of(lead.field), lead.start, lead.end) is not None
    return Period(date(published.year, 1, 1), None) if published and within else None


def _whole(period: Period) -> bool:
    """Whether a period is a calendar year."""
    start, end = period.start, period.end
    if start is None or end is None:
        return False
    return start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _to_figure(candidate: Candidate) -> Span:
    return candidate.clause._replace(end=max(candidate.clause.start, candidate.quote.end))


def _own(candidate: Candidate, almanac: _Almanac) -> Dated | None:
    """The last date before the figure in its sentence, else one behind it in its clause."""
    here = almanac.of(candidate.sentence)
    before = [d for d in here if d.date.span.end <= candidate.quote.start + 1][-_FAR:]
    plain = [d for d in before if not d.said]
    if plain:
        return plain[-1]
    text, end = almanac.around.of(candidate.quote.field), candidate.quote.end
    behind = [d for d in here if candidate.clause.holds(d.date.span) and not d.said]
    behind = [d for d in behind if not _BRACKET & set(text[end : d.date.span.start])]  # 下架128款（三季度49款）
    if behind:
        return behind[0]
    vague = almanac.around.within("frame_vague_time", _lead(candidate, almanac))  # 今日获悉，近期约谈平台5家
    announced = bool(before) and candidate.action in _BY_WORD and not before[-1].learnt
    return before[-1] if announced and not vague else None


def _campaign(candidate: Candidate, almanac: _Almanac) -> Dated | None:
    """The start of the campaign that 整治期间 points back to."""
    if not almanac.around.within("frame_campaign", _lead(candidate, almanac)):
        return None
    begun = (d for d in almanac.before(candidate.sentence) if d.period.end is None and d.period.start is not None)
    return next(begun, None)


def _frame(candidate: Candidate, almanac: _Almanac, actor: str | None) -> Dated | None:
    """The last date before the sentence that holds on: a day for its paragraph, a span of time until another comes.

    In another paragraph it holds only for what the same body did.
    """
    for d in almanac.before(candidate.sentence):
        if d.date.span.field != candidate.quote.field:
            return None
        if d.said or d.planned or d.aside:
            continue
        if _items(almanac, d.sentence, candidate.sentence):
            return None  # each item of a list tells its own time
        if almanac.paragraph(d.sentence) == almanac.paragraph(candidate.sentence):
            return d
        if (candidate.action is Action.FINE and not almanac.among_others(candidate)) or almanac.reports:
            return None  # a fine of another paragraph has its own day, an own report the time of its title
        if d.lasting:
            doers = almanac.doers(d.sentence)
            return d if not doers or actor in doers else None
    return None


def _items(almanac: _Almanac, first: int, second: int) -> bool:
    """Whether two sentences are two items of a list."""
    one, other = almanac.reading.sentences[first], almanac.reading.sentences[second]
    return one.line is Line.ITEM and other.line is Line.ITEM and one.paragraph != other.paragraph


def _turned(candidate: Candidate, almanac: _Almanac) -> bool:
    """Whether the text has turned to another campaign since its last date."""
    before = almanac.before(candidate.sentence)
    if not before or before[0].date.span.field != candidate.quote.field:
        return False
    text = almanac.around.of(candidate.quote.field)
    told = almanac.reading.sentences[before[0].sentence].span  # a campaign named with the date is the date's own
    since = max(before[0].date.span.end, told.end, candidate.quote.start - _WINDOW)
    for match in _CAMPAIGN.finditer(text, since, candidate.quote.start):
        if _OF_WHICH.search(text, max(since, match.start() - _CLOSE), match.start()) is not None:
            continue  # 其中，仅“净网”行动期间就查办1800起
        known = text[max(0, match.start() - _MEMORY) : match.start()] + almanac.around.title
        if (match[1] or match[2]) not in known:
            return True
    start = max(almanac.reading.sentences[candidate.sentence].span.start, candidate.quote.start - _WINDOW)
    return almanac.around.within("frame_turn", Span(candidate.quote.field, start, candidate.quote.start))


def _joined(chosen: Dated, almanac: _Almanac) -> Period:
    """An end without a start takes the start that the text gave before (自3月10日起 … 截至5月22日)."""
    period = chosen.period
    if period.end is None:
        return _closed(chosen, almanac)
    if period.start is not None:
        return period
    opened = almanac.opened[chosen.index]
    if opened is not None and opened.period.start is not None and opened.period.start <= period.end:
        return replace(period, start=opened.period.start)
    if any(d.lasting and d not in almanac.title for d in almanac.dated[: chosen.index]):
        return period  # the text itself has told another span of time before
    return next((d.period for d in almanac.title if d.period.end == period.end), period)


def _closed(chosen: Dated, almanac: _Almanac) -> Period:
    """A start whose text goes on to say up to when, with no other span of time between (… 截至5月22日)."""
    start = chosen.period.start
    for d in almanac.of(chosen.sentence):
        if d.period.start is None and d.period.end is not None and start is not None and start <= d.period.end:
            return replace(chosen.period, end=d.period.end)
    for d in almanac.dated[chosen.index + 1 : chosen.index + _FAR]:
        if d.period.start is None and d.period.end is not None and start is not None and start <= d.period.end:
            return replace(chosen.period, end=d.period.end)
        if not d.day:
            break
    return chosen.period
