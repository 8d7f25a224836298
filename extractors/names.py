"""Platforms and regulators in a text: every spelling found in one pass, doubtful ones weighed by what stands around."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from functools import cache

from extractors.lexicon.folding import fold
from extractors.lexicon.gazetteer import Gazetteer, Reading
from extractors.lexicon.language import Language
from extractors.local_offices import local_offices
from extractors.records import Field, Name, NameKind, SourceText, Span

# How far evidence for a doubtful spelling may stand from it, in characters.
_NEAR = 60
# A host name longer than this is read no further; that keeps hostile input linear.
_HOST = 80
_HOST_MARK = re.compile(r"[0-9A-Za-z.-]")
_HOST_NAME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"', "‘": "’"}
_OPENING, _CLOSING = re.compile(r"[“「『\"‘]"), re.compile(r"[”」』\"’，。；、,;.!?！？\n]")
_LONGEST_SITE = 14
# How a site or an app of its own ends its name: 微博云商网 is not Weibo.
_SITE_END = re.compile(r"(?:网|论坛|社区|助手|在线|之家|浏览器|App|APP|app|应用|软件)$")
# Generic bodies whose names begin like a ministry's: 公安部门, 教育部署.
_MINISTRY_GOES_ON = re.compile(r"[门署队分]")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A spelling where it stands, with the readings that its surroundings do not rule out."""

    span: Span
    readings: tuple[Reading, ...]

    @property
    def sure(self) -> Reading | None:
        return next((reading for reading in self.readings if reading.sure), None)


def names(source: SourceText, field: Field, gazetteer: Gazetteer, language: Language | None = None) -> tuple[Name, ...]:
    """The names in one field, in order of place, none inside another.

    The other field is read for evidence only. `language` tells whether the script sets words apart: where it does
    not, a Latin name needs less evidence.
    """
    here = tuple(_mentions(source, field, gazetteer))
    if all(mention.sure for mention in here):
        return tuple(_name(mention.span, mention.sure) for mention in here if mention.sure)
    there = tuple(_mentions(source, "text" if field == "title" else "title", gazetteer))
    document = fold(f"{source.title}\n{source.text}")
    known = frozenset(m.sure.canonical for m in (*here, *there) if m.sure)
    weigher = _Weigher(
        document=document,
        offset=0 if field == "title" else len(source.title) + 1,
        known=known,
        platforms=tuple(m.span.start for m in here if m.sure and m.sure.kind is NameKind.PLATFORM),
        unspaced=language is not None and not language.spaced,
    )
    chosen = ((mention.span, mention.sure or weigher.choose(mention)) for mention in here)
    return tuple(_name(span, reading) for span, reading in chosen if reading is not None)


def _name(span: Span, reading: Reading) -> Name:
    return Name(span, reading.canonical, reading.kind)


def _mentions(source: SourceText, field: Field, gazetteer: Gazetteer) -> Iterator[_Mention]:
    """Spellings and local offices from left to right; of two that overlap the longer one."""
    text = fold(source.title if field == "title" else source.text)
    offices = [
        _Mention(span, (Reading(canonical, NameKind.REGULATOR),))
        for span, canonical in local_offices(text, field, gazetteer, title=fold(source.title))
    ]
    spelled = []
    for match in gazetteer.pattern.finditer(text):
        readings = _possible(text, match, gazetteer.readings[match.group()])
        if readings:
            spelled.append(_Mention(Span(field, match.start(), match.end()), readings))
    yield from _longest(sorted([*offices, *spelled], key=lambda m: (m.span.start, -m.span.end)))


def _longest(mentions: Sequence[_Mention]) -> Iterator[_Mention]:
    last: _Mention | None = None
    for mention in mentions:
        if last is None or not last.span.overlaps(mention.span):
            if last is not None:
                yield last
            last = mention
        elif mention.span.end - mention.span.start > last.span.end - last.span.start:
            last = mention
    if last is not None:
        yield last


def _possible(text: str, match: re.Match[str], readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    start, end = match.span()
    if _goes_on(text, start, end) or _inside_a_host(text, start, end) or _inside_a_site_name(text, start, end):
        return ()
    return tuple(
        reading
        for reading in readings
        if not (reading.after and text.endswith(reading.after, 0, start))
        and not (reading.before and text.startswith(reading.before, end))
    )


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether 公安部 is really 公安部门."""
    return text[end - 1] == "部" and _MINISTRY_GOES_ON.match(text, end) is not None and end - start > 1


def _inside_a_host(text: str, start: int, end: int) -> bool:
    """Whether the name is only a piece of somebody's host name or handle ("facebook-login.com", "@google")."""
    left, right = start, end
    while left > max(0, start - _HOST) and _HOST_MARK.match(text[left - 1]):
        left -= 1
    if left and text[left - 1] == "@":
        return True
    while right < min(len(text), end + _HOST) and _HOST_MARK.match(text[right]):
        right += 1
    token = text[left:right].strip(".-")
    if not _HOST_NAME.fullmatch(token):
        return False
    name = text[start:end]
    return name != token and name not in token.split(".")


def _inside_a_site_name(text: str, start: int, end: int) -> bool:
    """Whether quotation marks show the name to be a piece of another site's name (“中国抖音网”)."""
    left = max(0, start - _LONGEST_SITE)
    opening = [mark.end() + left for mark in _OPENING.finditer(text[left:start])]
    if not opening:
        return False
    closing = _CLOSING.search(text, end, min(len(text), end + _LONGEST_SITE))
    if closing is None or _CLOSING.search(text, opening[-1], start):
        return False
    quoted = text[opening[-1] : closing.start()]
    return len(quoted) > end - start and _SITE_END.search(quoted) is not None


@dataclass(frozen=True, slots=True)
class _Weigher:
    """Chooses among the readings of a doubtful spelling by evidence in the document.

    `offset` is where the field begins in `document`, `known` the names surely mentioned somewhere, `platforms` where
    sure platforms stand in the field.
    """

    document: str
    offset: int
    known: frozenset[str]
    platforms: tuple[int, ...]
    unspaced: bool
    seen: dict[tuple[str, ...], tuple[int, ...]] = default(default_factory=dict)

    def choose(self, mention: _Mention) -> Reading | None:
        """The reading with the nearest evidence, else the one that needs none; None where nothing speaks for any."""
        weighed = [(self._distance(mention.span, reading), reading) for reading in mention.readings]
        spoken_for = [(distance, place) for place, (distance, _) in enumerate(weighed) if distance is not None]
        if spoken_for:
            return weighed[min(spoken_for)[1]][1]
        return next((reading for reading in mention.readings if reading.default), None)

    def _distance(self, span: Span, reading: Reading) -> int | None:
        """How far the evidence stands: 0 for the best, None where there is none."""
        if reading.canonical in self.known or (reading.han and (self.unspaced or self._between_han(span))):
            return 0
        close = self._nearest(span, reading.near)
        if close is not None and close <= _NEAR:
            return close
        if reading.kind is NameKind.PLATFORM and self._platform_close(span):
            return _NEAR
        return self._nearest(span, reading.anywhere)

    def _between_han(self, span: Span) -> bool:
        start, end = span.start + self.offset, span.end + self.offset
        around = self.document[max(0, start - 1) : start] + self.document[end : end + 1]
        return _HAN.search(around) is not None

    def _platform_close(self, span: Span) -> bool:
        place = bisect_left(self.platforms, span.start - _NEAR)
        return place < len(self.platforms) and self.platforms[place] <= span.end + _NEAR

    def _nearest(self, span: Span, words: tuple[str, ...]) -> int | None:
        if not words:
            return None
        if words not in self.seen:
            self.seen[words] = tuple(match.start() for match in _any_of(words).finditer(self.document))
        places = self.seen[words]
        start = span.start + self.offset
        index = bisect_left(places, start)
        near = [abs(places[i] - start) for i in (index - 1, index) if 0 <= i < len(places)]
        return min(near, default=None)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for whole Latin words and for words of other scripts anywhere."""
    return re.compile(
        r"(?<![A-Za-z])(?:" + "|".join(re.escape(word) for word in words) + r")(?![A-Za-z])", re.IGNORECASE
    )
