"""Calendar expressions of a field, left to right: single dates, ranges, open ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from datetime import date

from extractors.dates import days as calendar
from extractors.dates.atoms import Atom, Atoms
from extractors.dates.context import is_named, looks_ahead, word_before
from extractors.dates.echo import echoed
from extractors.dates.items import Sheet, sheet
from extractors.dates.moment import Anchor, Moment, joined, resolve
from extractors.dates.numeric import Order
from extractors.lexicon.language import Language
from extractors.records import DateSpan, Field, SourceText, Span


def dates(source: SourceText, field: Field, language: Language) -> tuple[DateSpan, ...]:
    """Every calendar expression of a field in order, as inclusive days.

    Relative and year-less ones are read from `source.published` and left out without it. Windows that move with the day
    of reading ("the past two weeks") come marked `rolling`.
    """
    text = source.title if field == "title" else source.text
    page = sheet(text, language)
    order = Order(month_first=_month_first(source, page), weeks=not language.spaced)
    joints = [at for at, item in enumerate(page.items) if "to" in item.tags or "and_to" in item.tags]
    walk = _Walk(page, field, source.published, Atoms(page, source.published, source.region, order), joints)
    return tuple(walk.spans())


def _month_first(source: SourceText, page: Sheet) -> bool | None:
    """Whether the place writes the month first: by region, else by a date of the text that leaves no doubt."""
    if source.region is not None:
        return source.region.upper() in page.words.lists["month_first"]
    seen = set()
    for item in page.items:
        parts = str(item.tags.get("slash", "")).split("/")
        if len(parts) == 3 and len(parts[0]) <= 2 and len(parts[1]) <= 2:
            first, second = int(parts[0]), int(parts[1])
            if first <= 12 < second <= 31 or second <= 12 < first <= 31:
                seen.add(second > 12)
    if len(seen) == 1:
        return seen.pop()
    return False if page.words.day_first else None


@dataclass(frozen=True, slots=True)
class _Walk:
    """The search through one field."""

    sheet: Sheet
    field: Field
    published: date | None
    atoms: Atoms
    joints: Sequence[int]
    seen: list[DateSpan] = made_by(default_factory=list)

    def spans(self) -> Iterator[DateSpan]:
        """All dates, left to right, none overlapping another."""
        at = 0
        words = self.sheet.words
        starts = (
            words.patterns.next.keys() | words.ends.next.keys() | {"from", "between", "since", "n", "unit", "fiscal"}
        )
        while at < len(self.sheet.items):
            found = None if starts.isdisjoint(self.sheet.items[at].tags) else self._expression(at)
            if found is None:
                at += 1
            else:
                span, at = found
                if span is not None:
                    if span.start is not None and not span.rolling:
                        self.seen.append(span)
                    yield span

    def _expression(self, at: int) -> tuple[DateSpan | None, int] | None:
        """The date that begins at an item, and the item behind it; None if none begins there."""
        tags = self.sheet.items[at].tags
        if "between" in tags or "from" in tags or "since" in tags:
            found = self._opened(at, "between" if "between" in tags else "since" if "since" in tags else "from")
            if found is not None:
                return found
        if not _COUNTED.isdisjoint(tags) and (found := self._counted_back(at)) is not None:
            return found
        ends = self._range(at, at)
        longest = self.atoms.at(at)
        if ends is not None and (not longest or ends[1] > longest[0].last):
            return ends
        return self._days_in_turn(at) or self._single(at)

    def _days_in_turn(self, at: int) -> tuple[DateSpan, int] | None:
        """Days that follow each other, each with its own word, as one date: 9月10日、11日和12日."""
        first = next(iter(self.atoms.at(at)), None)
        if self.sheet.words.spaced or first is None or first.reading != "day" or first.moment.day is None:
            return None
        last = first
        while (following := self._next_of_list(last)) is not None:
            last = following
        if last is first or self._connector(last) is not None:
            return None
        found = self._pair(first, last, at)
        return None if found is None else (found, last.last)

    def _next_of_list(self, atom: Atom) -> Atom | None:
        """The day behind an atom's in a list of days, if it is the next day of the month."""
        at, items, close = atom.last, self.sheet.items, self.sheet.close
        if at + 2 >= len(items) or not all(close[at : at + 3]) or not _LISTING & items[at].tags.keys():
            return None
        if items[at + 1].tags.get("day") != (atom.moment.day or 0) + 1 or "day_mark" not in items[at + 2].tags:
            return None
        return Atom(Moment(day=(atom.moment.day or 0) + 1), at + 1, at + 3, "end_day", loose=True)

    def _counted_back(self, at: int) -> tuple[DateSpan | None, int] | None:
        """So many units up to a day: "the six months to 31 March", "the year ended 30 June"."""
        items, close = self.sheet.items, self.sheet.close
        skip = 0 if "n" not in items[at].tags else 1
        if at + skip + 2 >= len(items) or not all(close[at + 1 : at + skip + 3]):
            return None
        if _UNITS.isdisjoint(items[at + skip].tags) or "ending" not in items[at + skip + 1].tags:
            return None
        atom = next(iter(self.atoms.at(at + skip + 2)), None)
        moment = None if atom is None else self._resolved(atom, nearest=False)
        if atom is None or moment is None or moment.fixed is None:
            return None
        count, unit = int(str(items[at].tags["n"])) if skip else 1, str(items[at + skip].tags.get("unit", "year"))
        start = calendar.units_up_to(moment.fixed[1], unit, count)
        if start is None or unit == "day":
            return None
        return self._span(at, atom.last, start, moment.fixed[1], inferred=moment.inferred), atom.last

    def _opened(self, at: int, opener: str) -> tuple[DateSpan | None, int] | None:
        """A range or open end behind "from", "between" or "since"."""
        if at + 1 >= len(self.sheet.items) or not self.sheet.close[at + 1]:
            return None
        found = self._range(at, at + 1, between=opener == "between")
        if found is not None or opener == "between":
            return found
        atom = next(iter(self.atoms.at(at + 1)), None)
        if atom is None:
            return None
        last, onward = self._onward(atom.last, opened=True)
        opens = opener == "since" or onward or (self.sheet.words.from_opens and self._from_opens(at, atom))
        return self._finished(atom, at if opens else at + 1, last if onward else atom.last, open_end=opens)

    def _from_opens(self, at: int, atom: Atom) -> bool:
        """Whether "from" means "and from then on": not before a bare year, nor in "up from", "the figures from"."""
        if atom.reading in ("year", "decade", "now") or atom.moment.rolling:
            return False
        before = word_before(self.sheet, self.sheet.items[at].start)
        return not before or before[0] not in self.sheet.words.lists["not_open_after"]

    def _onward(self, at: int, *, opened: bool) -> tuple[int, bool]:
        """Whether a word at the item says "and on" (起, 以来, "onwards"), and the item behind it."""
        if at < len(self.sheet.items) and self.sheet.close[at]:
            strength = self.sheet.items[at].tags.get("onward")
            if strength is not None and (strength == 1 or opened):
                return at + 1, True
        return at, False

    def _range(self, start: int, at: int, *, between: bool = False) -> tuple[DateSpan | None, int] | None:
        """Two ends with a word between; `start` is the item where the whole begins."""
        if not self._may_join(at):
            return None
        for left in [*self.atoms.at(at), *(self.atoms.at(at, loose=True) if self._may_connect(at) else ())]:
            middle = self._connector(left)
            if middle is None:
                continue
            rights = self.atoms.at(middle + 1)
            rights = (*rights, *self.atoms.at(middle + 1, loose=True))
            for right in rights:
                if not _agree(left, right) or self._spelled(right):
                    continue
                closed = self._closed(right.last)
                joins = ("and_to" if between else "to") in self.sheet.items[middle].tags
                if not closed and not joins and not (_next_day(left, right) or self._next_whole(left, right)):
                    continue
                found = self._pair(left, right, start)
                if found is not None:
                    return found, right.last + closed
        return None

    def _next_whole(self, left: Atom, right: Atom) -> bool:
        """Whether two months said with "and" follow each other: "in January and February"; not of a longer list."""
        listed = left.first > 0 and self.sheet.close[left.first] and "comma" in self.sheet.items[left.first - 1].tags
        if listed or left.loose or not left.reading == right.reading == "month":
            return False
        one, two = left.moment, right.moment
        bare = one.day is None and two.day is None and one.month is not None and one.year is None
        return bare and two.month == (one.month or 0) % 12 + 1

    def _spelled(self, right: Atom) -> bool:
        """Whether a bare day as a range's end is a word: "April 30 – The four largest" has no second day."""
        first = self.sheet.items[right.last - 1].start
        return self.sheet.words.spaced and right.reading == "end_day" and self.sheet.plain[first].isalpha()

    def _may_join(self, at: int) -> bool:
        """Whether a word that can join two ends stands so near behind an item that one begins there."""
        following = bisect_right(self.joints, at)
        return following < len(self.joints) and self.joints[following] <= at + _LONGEST_END

    def _may_connect(self, at: int) -> bool:
        """Whether one of the next words can join two ends, so that a bare day or month may be one of them."""
        return any("to" in item.tags or "and_to" in item.tags for item in self.sheet.items[at + 1 : at + 4])

    def _connector(self, left: Atom) -> int | None:
        """The item behind a left end that joins it to a right one, or None."""
        middle, _ = self._onward(left.last, opened=False)
        if middle + 1 >= len(self.sheet.items) or not (self.sheet.close[middle] and self.sheet.close[middle + 1]):
            return None
        tags = self.sheet.items[middle].tags
        return middle if "to" in tags or "and_to" in tags else None

    def _closed(self, at: int) -> bool:
        """Whether a word at the item closes a range (之间)."""
        return at < len(self.sheet.items) and self.sheet.close[at] and "closing" in self.sheet.items[at].tags

    def _pair(self, left: Atom, right: Atom, start: int) -> DateSpan | None:
        """Two ends as one span, if they fit."""
        if left.moment.weekday is not None and left.moment.month is None and left.moment.day is None:
            return self._weekdays(left, right, start)
        anchor = Anchor(self.published, ahead=self._ahead(left, right))
        start_of = self._day_of_list(left) if left.reading == "the_day" else None  # 5月3日、7日至9日
        ends = joined(start_of or left.moment, right.moment, anchor)
        if ends is None or ends[0].fixed is None or ends[1].fixed is None:
            return None
        inferred = ends[0].inferred or ends[1].inferred
        return self._span(start, right.last, ends[0].fixed[0], ends[1].fixed[1], inferred=inferred)

    def _weekdays(self, left: Atom, right: Atom, start: int) -> DateSpan | None:
        """Monday to Friday: the end as a single weekday is read, the start before it."""
        if self.published is None or right.moment.weekday is None or left.moment.weekday is None:
            return None
        end = self._weekday(right.moment.weekday, ahead=self._ahead(left, right))
        first = calendar.shifted(end, -((end.weekday() - left.moment.weekday) % 7))
        return self._span(start, right.last, first, end, inferred=False)

    def _ahead(self, left: Atom, right: Atom) -> bool:
        """Whether the sentence around looks ahead."""
        items = self.sheet.items
        return looks_ahead(self.sheet, items[left.first].start, items[right.last - 1].end)

    def _weekday(self, weekday: int, *, ahead: bool) -> date:
        """The last such day up to the day of publication, or the next one."""
        published = self.published or calendar.FIRST
        if ahead:
            return calendar.shifted(published, (weekday - published.weekday()) % 7)
        return calendar.shifted(published, -((published.weekday() - weekday) % 7))

    def _single(self, at: int) -> tuple[DateSpan | None, int] | None:
        """One date, perhaps open-ended."""
        atom = next(iter(self.atoms.at(at)), None)
        if atom is None:
            impossible = self.atoms.impossible.get(at)
            return None if impossible is None else (None, impossible)
        last, onward = self._onward(atom.last, opened=False)
        return self._finished(atom, at, last, open_end=onward)

    def _finished(self, atom: Atom, start: int, last: int, *, open_end: bool) -> tuple[DateSpan | None, int]:
        """An expression as a date, or as nothing where it cannot be resolved or only names something."""
        items = self.sheet.items
        if is_named(self.sheet, items[atom.first].start, items[atom.last - 1].end):
            return None, last
        ends_year = (
            atom.reading == "part" and atom.moment.day is not None
        )  # "the end of the year": as the sentence looks
        nearest = (open_end and "from" in items[start].tags) or (self.atoms.forward(atom.first) and not ends_year)
        moment = self._resolved(atom, nearest=nearest)
        if moment is None or moment.fixed is None:
            return None, max(last, start + 1)
        end = None if open_end else moment.fixed[1]
        return self._span(start, last, moment.fixed[0], end, inferred=moment.inferred, rolling=moment.rolling), last

    def _resolved(self, atom: Atom, *, nearest: bool) -> Moment | None:
        """The moment with its days; "from 1 November" is the nearest one, before or after."""
        moment = atom.moment
        if moment.fixed is not None:
            return moment
        items, published = self.sheet.items, self.published
        if moment.echo is not None:
            spans = [seen for seen in self.seen if seen.start != seen.end] if moment.echo == "period" else []
            return echoed(moment, (spans or self.seen)[-1]) if self.seen else None
        if published is None:
            return resolve(moment, Anchor(None))
        if moment.month is not None and moment.year is None and (listed := self._listed(atom)) is not None:
            return listed
        if atom.reading == "the_day" and (listed := self._day_of_list(atom)) is not None:
            return listed
        ahead = looks_ahead(self.sheet, items[atom.first].start, items[atom.last - 1].end)
        if moment.weekday is not None and moment.month is None and moment.day is None:
            day = self._weekday(moment.weekday, ahead=ahead)
            return replace(moment, fixed=(day, day))
        found = resolve(moment, Anchor(published, ahead=ahead))
        other = resolve(moment, Anchor(published, ahead=not ahead)) if nearest else None
        if found is None or other is None:
            return found
        return min(found, other, key=lambda one: abs((_start(one) - published).days))

    def _listed(self, atom: Atom) -> Moment | None:
        """The moment with the year of its neighbour in a list: "March and April 2018", 2018年3月、4月."""
        items, close = self.sheet.items, self.sheet.close
        behind = atom.last
        if behind + 1 < len(items) and close[behind] and close[behind + 1] and _LISTING & items[behind].tags.keys():
            found = self._year_of_list(behind + 1)
            if found is not None:
                earlier = (atom.moment.month or 0) > found[1]
                return resolve(replace(atom.moment, year=found[0] - earlier), Anchor(None))
        last = self.seen[-1] if self.seen else None
        if last is None or last.start is None or last.end is None or last.year_inferred or atom.first < 2:
            return None
        if items[atom.first - 2].end != last.span.end or not close[atom.first] or not close[atom.first - 1]:
            return None
        if not _LISTING & items[atom.first - 1].tags.keys():
            return None
        later = (atom.moment.month or 0) < last.start.month
        return resolve(replace(atom.moment, year=last.start.year + later), Anchor(None))

    def _day_of_list(self, atom: Atom) -> Moment | None:
        """The day with month and year of the one before it in a list: 5月3日、4日和8日."""
        items, close, last = self.sheet.items, self.sheet.close, self.seen[-1] if self.seen else None
        if last is None or last.start is None or last.start != last.end or atom.first < 2 or self.sheet.words.spaced:
            return None
        joint = items[atom.first - 1]
        if items[atom.first - 2].end != last.span.end or not (close[atom.first] and close[atom.first - 1]):
            return None
        if not _LISTING & joint.tags.keys() or (atom.moment.day or 0) <= last.start.day:
            return None
        found = calendar.day(last.start.year, last.start.month, atom.moment.day or 0)
        if found is None:
            return None
        year, month = found[0].year, found[0].month
        return replace(atom.moment, fixed=found, year=year, month=month, inferred=last.year_inferred)

    def _year_of_list(self, at: int) -> tuple[int, int] | None:
        """Year and month of the next member of a list that has them, a few members on: "April, May and June 2019"."""
        items, close = self.sheet.items, self.sheet.close
        for _ in range(_LISTED):
            atom = next(iter(self.atoms.at(at)), None)
            if atom is None or atom.moment.fixed is not None or atom.moment.month is None:
                return None
            if atom.moment.year is not None:
                return atom.moment.year, atom.moment.month
            at = atom.last + 1
            if at >= len(items) or not (close[at] and close[at - 1] and _LISTING & items[at - 1].tags.keys()):
                return None
        return None

    def _span(
        self, first: int, last: int, start: date, end: date | None, *, inferred: bool, rolling: bool = False
    ) -> DateSpan:
        """The record of a date that covers the items."""
        items = self.sheet.items
        span = Span(self.field, items[first].start, items[last - 1].end)
        return DateSpan(span, start, end, year_inferred=inferred, rolling=rolling)


def _next_day(left: Atom, right: Atom) -> bool:
    """Whether two days said with "and" follow each other: "on 5 and 6 June"."""
    one, two = left.moment, right.moment
    return left.loose and one.day is not None and two.month is not None and two.day == one.day + 1


def _agree(left: Atom, right: Atom) -> bool:
    """Whether two expressions can be ends of one range: a bare day only with a day, a bare year only with a year."""
    if left.moment.echo or right.moment.echo:
        return False
    if right.reading == "the_day" and left.loose:
        return False  # 三至十五日 without a month is how long
    if left.loose and left.reading == "month" and right.reading in ("quarter", "half"):
        return False
    if right.loose and right.reading == "end_day":
        return not left.loose and left.moment.day is not None
    if right.loose and right.reading == "year":
        return left.reading == "year" and right.last - right.first == 1
    if left.loose and right.loose:
        return left.reading == right.reading == "ym"
    return not (left.reading in ("the_day", "end_day") and right.reading == "year")


_UNITS = frozenset({"unit", "fiscal"})  # what so many of end with a day
_COUNTED = _UNITS | {"n"}
_LISTING = {"and_to", "and", "comma"}  # words between the members of a list
_LONGEST_END = 24  # items of one end of a range, more than any order has
_LISTED = 4  # members that may share one year


def _start(moment: Moment) -> date:
    """The first day of a resolved moment."""
    return moment.fixed[0] if moment.fixed is not None else calendar.FIRST
