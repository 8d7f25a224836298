"""Dates of a page's items: in an item's own part of the page, beside its link, or in the heading above it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bs4 import Tag

from bot.core.article.repeats import Outline, Repeated
from bot.core.markup import UNREAD
from bot.core.moments import day_in_url, moment
from bot.core.records import Published

LONGEST_DATED_TEXT = 300
MOST_COLUMNS = 4
# How much a date says that a link is an announcement, by where it stands.
NEARNESS = {"own": 5.0, "beside": 4.0, "heading": 3.0, "address": 1.0, "none": 0.0}
MONTHS = 12
# A text that is a day and nothing else: "6/23/23", "11 Jan 23"
_SHORT_YEAR = re.compile(r"^\s*(\d{1,2}(?:([/.-])\d{1,2}\2|[\s-][^\W\d_]{3,10}\.?[\s-]))(\d{2})\s*$")
# "5/29/2023", "29-5-2023"
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a page: those within every tag, by the tag's identity, and all in the page's order."""

    within: dict[int, list[Published]]
    places: tuple[int, ...]
    days: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """When the items of a group are dated, in the group's order, and by what: a way of NEARNESS."""

    days: tuple[Published | None, ...]
    by: str

    @property
    def share(self) -> float:
        """How many of the items have a date, from 0 to 1."""
        return sum(day is not None for day in self.days) / len(self.days)


def page_dates(tree: Tag, page: Outline, *, lang: str | None) -> Dates:
    """Every date in the text and the <time> tags of a page."""
    strings = [
        string
        for string in tree.find_all(string=True)
        if len(string) <= LONGEST_DATED_TEXT
        and any(character.isdigit() for character in string)
        and (string.parent is None or string.parent.name not in UNREAD)
    ]
    texts = [_SHORT_YEAR.sub(r"\g<1>20\3", str(string)) for string in strings]
    region = _custom(texts)
    within: dict[int, list[Published]] = {}
    listed: list[tuple[int, Published]] = []
    for string, text in zip(strings, texts, strict=True):
        given = moment(text, lang=lang, region=region)
        if given is not None:
            listed.append((page.places[id(string)], given))
            for parent in string.parents:
                within.setdefault(id(parent), []).append(given)
    for tag in tree.find_all("time", datetime=True):
        given = moment(str(tag["datetime"]), lang=lang)
        if given is not None and id(tag) not in within:  # "3 days ago"; else its text was read above
            listed.append((page.places[id(tag)], given))
            for parent in (tag, *tag.parents):
                within.setdefault(id(parent), []).append(given)
    listed.sort(key=lambda item: item[0])
    return Dates(within, tuple(place for place, _ in listed), tuple(day for _, day in listed))


def dated(group: Sequence[Repeated], dates: Dates, page: Outline) -> Dated:
    """The dates of a group's items, by the way that dates most of them."""
    ways = (
        Dated(_own(group, dates), "own"),
        Dated(_beside(group, dates, page), "beside"),
        Dated(tuple(day_in_url(item.url) for item in group), "address"),
        Dated(_headed(group, dates, page), "heading"),
    )
    best = max(ways, key=lambda way: way.share * NEARNESS[way.by])
    return best if best.share else Dated(best.days, "none")


def _own(group: Sequence[Repeated], dates: Dates) -> tuple[Published | None, ...]:
    """The date in each item's own part of the page.

    Where items name several, that one counts (the first, the second ... or the last) by which the page is in order:
    lists are sorted by the day of publication, not by the day of a hearing or a deadline.
    """
    found = [dates.within.get(id(item.box), []) for item in group]
    columns = max(map(len, found), default=0)
    numbers = [*range(min(columns, MOST_COLUMNS)), -1]
    ways = [tuple(_numbered(days, number) for days in found) for number in numbers]
    return max(ways, key=lambda way: (sum(day is not None for day in way), _order(way)))


def _numbered(days: Sequence[Published], number: int) -> Published | None:
    """The date of that number; the last one there is where they are fewer."""
    return days[min(number, len(days) - 1)] if days else None


def _order(days: Sequence[Published | None]) -> float:
    """How far days go one way only, from 0.5 (no order) to 1; a column that says the same everywhere is no order."""
    known = [day.day for day in days if day is not None]
    if len(set(known)) < 2:
        return 0.5
    pairs = list(pairwise(known))
    falling = sum(first >= second for first, second in pairs) / len(pairs)
    rising = sum(first <= second for first, second in pairs) / len(pairs)
    return max(falling, rising)


def _beside(group: Sequence[Repeated], dates: Dates, page: Outline) -> tuple[Published | None, ...]:
    """Of a run of links with dates between them: the date after each link, or before it, whichever dates more."""
    places = sorted(item.place for item in group)
    start, end = _bounds(group, page)
    after, before = dict[int, Published | None](), dict[int, Published | None]()
    for number, place in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else end
        preceding = places[number - 1] if number else start
        after[place] = _first_between(dates, place, following)
        before[place] = _first_between(dates, preceding, place, last=True)
    found = max((after, before), key=lambda way: sum(day is not None for day in way.values()))
    return tuple(found[item.place] for item in group)


def _headed(group: Sequence[Repeated], dates: Dates, page: Outline) -> tuple[Published | None, ...]:
    """The last date above each item, within the part of the page that holds the group.

    One day above them all is no heading of theirs: an article's date stands so above whatever follows it.
    """
    start, _ = _bounds(group, page)
    found = tuple(_first_between(dates, start, item.place, last=True) for item in group)
    return found if len({day.day for day in found if day is not None}) > 1 else (None,) * len(found)


def _first_between(dates: Dates, start: int, end: int, *, last: bool = False) -> Published | None:
    """The first (or last) date after one place and before another."""
    low, high = bisect_left(dates.places, start), bisect_left(dates.places, end)
    if low >= high:
        return None
    return dates.days[high - 1] if last else dates.days[low]


def _bounds(group: Sequence[Repeated], page: Outline) -> tuple[int, int]:
    """Where the smallest tag that holds the whole group starts and ends."""
    shared = _above(group[0].anchor)
    for item in group[1:]:
        here = {id(tag) for tag in _above(item.anchor)}
        shared = [tag for tag in shared if id(tag) in here]
    if not shared:
        return 0, len(page.places) + 1
    holder = shared[0]
    last = holder
    while last.contents:
        inner = last.contents[-1]
        if not isinstance(inner, Tag):
            return page.places[id(holder)], page.places[id(inner)] + 1
        last = inner
    return page.places[id(holder)], page.places[id(last)] + 1


def _above(anchor: Tag) -> list[Tag]:
    return list(anchor.parents)


def _custom(texts: Iterable[str]) -> str | None:
    """A region that writes days and months as this page does, told by the dates that can be read one way only."""
    month_first = day_first = 0
    for text in texts:
        for match in _SLASHED.finditer(text):
            first, second = int(match[1]), int(match[2])
            month_first += first <= MONTHS < second
            day_first += second <= MONTHS < first
    if month_first == day_first:
        return None
    return "US" if month_first > day_first else "GB"
