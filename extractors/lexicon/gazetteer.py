"""The platforms and regulators that are known by name, with every spelling and the conditions under which it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractors.lexicon.folding import fold
from extractors.lexicon.spelling import spelling_pattern
from extractors.lexicon.tables import package_table
from extractors.records import NameKind

# From this length on a name in small or capital letters is the name still ("TIKTOK", "facebook").
_SHORTEST_IN_OTHER_CASE = 5
_MINISTRY = re.compile(r"Ministry of ([^()]+)")
_PLURAL = {"platform": "platforms", "regulator": "regulators"}


@dataclass(frozen=True, slots=True)
class ExtraNames:
    """Names of a user's `names.toml`: (canonical name, its spellings) for platforms and for regulators."""

    platforms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    regulators: tuple[tuple[str, tuple[str, ...]], ...] = ()


NO_NAMES = ExtraNames()


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a spelling.

    A `sure` one needs no evidence. Else one of these must hold: a word of `near` or a sure platform stands close by,
    a word of `anywhere` stands in the document, the name is surely mentioned elsewhere, the spelling stands in an
    unspaced script (`han`), or no other meaning has evidence (`default`). Never right after a text of `after` nor
    right before one of `before`.
    """

    canonical: str
    kind: NameKind
    sure: bool = True
    near: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    han: bool = False
    default: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Readings by folded spelling, and the pattern that finds them; `offices` find local offices by place.

    `nearby` finds offices whose place the text has named before (市网信办), `ranked` the places it names (江苏省).
    """

    readings: Mapping[str, tuple[Reading, ...]]
    pattern: re.Pattern[str] = field(repr=False)
    offices: tuple[re.Pattern[str], ...] = field(repr=False)
    nearby: re.Pattern[str] = field(repr=False)
    ranked: re.Pattern[str] = field(repr=False)
    places: Mapping[str, str] = field(repr=False)
    bodies: Mapping[str, str] = field(repr=False)
    provinces: frozenset[str] = field(repr=False)

    def office(self, match: re.Match[str]) -> str:
        """The canonical name of the local office that `offices` found."""
        return self.bodies[match["body"]].format(place=self.places[match["place"]])


@cache
def gazetteer(extra: ExtraNames = NO_NAMES) -> Gazetteer:
    """The package's names and the user's; the user's spelling wins over a built-in meaning of the same spelling."""
    data, readings, offices = shared_names(), spelled_readings(extra), local_offices()
    towns = spelling_pattern(place for place in offices.places if _is_han(place))
    return Gazetteer(
        readings=readings,
        pattern=re.compile(spelling_pattern(readings)),
        offices=offices.patterns,
        nearby=_nearby(offices.bodies, data["known_place"]),
        ranked=re.compile(rf"(?P<place>{towns})[省市]"),
        provinces=frozenset(data["provinces"]),
        places=offices.places,
        bodies=offices.bodies,
    )


@cache
def spelled_readings(extra: ExtraNames = NO_NAMES) -> Mapping[str, tuple[Reading, ...]]:
    """Every meaning of every spelling, folded: what a gazetteer knows without the patterns that find it in a text."""
    readings: dict[str, list[Reading]] = {}
    for spelling, reading in _built_in(shared_names()):
        readings.setdefault(fold(spelling), []).append(reading)
    for spelling, reading in _extra(extra):
        readings[fold(spelling)] = [reading]
    return {spelling: tuple(found) for spelling, found in readings.items()}


@dataclass(frozen=True, slots=True)
class LocalOffices:
    """Patterns that find a local office, English names of places, and canonical names of bodies with "{place}"."""

    patterns: tuple[re.Pattern[str], ...] = field(repr=False)
    places: Mapping[str, str] = field(repr=False)
    bodies: Mapping[str, str] = field(repr=False)

    def named(self, text: str) -> Iterator[str]:
        """The canonical name of the office that a folded text is the whole name of, if it is one."""
        for pattern in self.patterns:
            if match := pattern.fullmatch(text):
                yield self.bodies[match["body"]].format(place=self.places[match["place"]])


@cache
def local_offices() -> LocalOffices:
    """The package's local offices."""
    data = shared_names()
    places, bodies = _places(data["places"]), _bodies(data["offices"])
    return LocalOffices(_offices(places, bodies, data["ranks"]), places, bodies)


@cache
def nationwide() -> frozenset[str]:
    """The built-in names that are no local offices."""
    data = shared_names()
    return frozenset((*data["platforms"], *data["regulators"]))


@cache
def owners() -> Mapping[str, str]:
    """The company behind each service that has an owner of another name."""
    data = shared_names()
    return {service: company for company, services in data["owners"].items() for service in services}


@cache
def run_by() -> Mapping[str, str]:
    """Who acts where a shop, a shelf or a channel is named that has no people of its own."""
    shelves: Mapping[str, str] = shared_names()["shelves"]
    return shelves


@cache
def governments() -> Mapping[str, tuple[str, ...]]:
    """The governments that count as doers, by name, with the words that show that a text is of their country."""
    return {name: tuple(words) for name, words in shared_names()["governments"].items()}


def shared_names() -> Data:
    """The package's gazetteer as it is written."""
    return package_table("gazetteer.toml")


Data = Mapping[str, Any]  # Any: TOML values


def _built_in(data: Data) -> Iterator[tuple[str, Reading]]:
    guarded = list(_guarded(data))
    doubtful = {(spelling, reading.canonical) for spelling, reading in guarded}
    words = frozenset(data["words"]) | {spelling for spelling, _ in guarded}
    explicit = {spelling for spelling, _ in guarded}
    for kind in NameKind:
        for canonical, spellings in data[_PLURAL[kind]].items():
            for spelling in dict.fromkeys(_variants((canonical, *spellings), words)):
                explicit.add(spelling)
                if (spelling, canonical) not in doubtful:
                    yield spelling, Reading(canonical, kind)
    yield from guarded
    for canonical in data["regulators"]:
        for spelling, reading in _ministry(canonical):
            if spelling not in explicit:
                yield spelling, reading


def _variants(spellings: Sequence[str], words: frozenset[str]) -> Iterator[str]:
    """The spellings, and names of one plain word also in small and in capital letters."""
    for spelling in spellings:
        yield spelling
        plain = spelling.isascii() and spelling.isalnum() and len(spelling) >= _SHORTEST_IN_OTHER_CASE
        if plain and spelling not in words:
            yield spelling.lower()
            yield spelling.upper()


def _guarded(data: Data) -> Iterator[tuple[str, Reading]]:
    platform_evidence = tuple(data["platform_evidence"])
    for entry in data["guarded"]:
        kind = NameKind(entry["kind"])
        near = tuple(entry.get("near", platform_evidence if kind is NameKind.PLATFORM else ()))
        reading = Reading(
            canonical=entry["name"],
            kind=kind,
            sure=entry.get("sure", False),
            near=near,
            anywhere=tuple(entry.get("with", ())),
            after=tuple(entry.get("after", ())),
            before=tuple(entry.get("before", ())),
            han=entry.get("han", False),
            default=entry.get("default", False),
        )
        for spelling in entry["doubtful"]:
            yield spelling, reading


def _ministry(canonical: str) -> Iterator[tuple[str, Reading]]:
    """A ministry's other order of words; its minister, who stands for it where the text says "the ministry"."""
    match = _MINISTRY.fullmatch(canonical)
    if match is None:
        return
    subject = match[1]
    yield f"{subject} Ministry", Reading(canonical, NameKind.REGULATOR)
    minister = Reading(canonical, NameKind.REGULATOR, sure=False, anywhere=("ministry", "Ministry"))
    for form in (f"Minister of {subject}", f"Minister for {subject}", f"{subject} Minister", f"{subject} minister"):
        yield form, minister


def _extra(extra: ExtraNames) -> Iterator[tuple[str, Reading]]:
    for kind, entries in ((NameKind.PLATFORM, extra.platforms), (NameKind.REGULATOR, extra.regulators)):
        for canonical, spellings in entries:
            for spelling in (canonical, *spellings):
                yield spelling, Reading(canonical, kind)


def _places(lines: Iterable[str]) -> dict[str, str]:
    """Both names of a place with its English name; places of one English name have two Chinese ones (泰州, 台州)."""
    found: dict[str, str] = {}
    for line in lines:
        for place in line.split(", "):
            english, _, chinese = place.rpartition(" ")
            found[chinese] = found[english] = english
    return found


def _bodies(offices: Iterable[Data]) -> dict[str, str]:
    return {name: office["name"] for office in offices for name in (*map(fold, office["zh"]), *office["en"])}


def _offices(places: Iterable[str], bodies: Iterable[str], ranks: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """江苏省通信管理局, 北京市委网信办; "Jiangsu Provincial Communications Administration".

    One pattern for each script: an alternation over both would keep the engine from skipping to a first letter.
    """
    rank = "|".join(sorted(ranks, key=len, reverse=True))
    han_places = spelling_pattern(place for place in places if _is_han(place))
    latin_places = spelling_pattern(place for place in places if not _is_han(place))
    han_bodies = spelling_pattern(body for body in bodies if _is_han(body))
    latin_bodies = spelling_pattern(body for body in bodies if not _is_han(body))
    rank_between = "(?: (?:Municipal|Provincial|City|municipal|provincial))?"
    return (
        re.compile(rf"(?P<place>{han_places})(?:{rank})?(?P<body>{han_bodies})"),
        re.compile(rf"(?P<place>{latin_places})(?:['’]s)?{rank_between} (?P<body>{latin_bodies})"),
    )


def _nearby(bodies: Iterable[str], leads: Iterable[str]) -> re.Pattern[str]:
    """省网信办, 市公安局 behind a mark or one of `leads`; behind any other letter stands a place that no list knows."""
    body = spelling_pattern(body for body in bodies if _is_han(body))
    return re.compile(rf"(?<![^\W{''.join(leads)}])(?P<rank>[省市])(?P<body>{body})")


def _is_han(text: str) -> bool:
    return "\u3400" <= text[-1] <= "\u9fff"
