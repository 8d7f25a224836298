"""Doers that no inventory names, in a script without word spaces: places, nameless cases, several together."""

from __future__ import annotations

import re
from functools import cache

from extractors.binding.candidate import Candidate
from extractors.binding.unspaced.surroundings import Surroundings
from extractors.lexicon.gazetteer import gazetteer
from extractors.lexicon.spelling import spelling_pattern
from extractors.records import Action, Kind, Span, Unit

_CLAUSE = "，,；;：:。\n"


def of_a_place(around: Surroundings, lead: Span) -> bool:
    """Whether the words before an act tell that somebody of a place did it, whom they do not name.

    Those are the offices of a place (杭州市税务部门), who handled one case (湖北一起案件中, 上海某公司), and places side by
    side (三地分别打掉).
    """
    named = _of_a_place(around).search(around.of(lead.field), lead.start, lead.end) is not None
    return named or around.within("frame_one_case", lead)


def several(around: Surroundings, candidate: Candidate, lead: Span) -> bool:
    """Whether a figure is that of several together, and so nobody's alone: 三家合计删除."""
    text = around.of(lead.field)
    start = max(text.rfind(mark, lead.start, max(lead.start, candidate.quote.start - 1)) for mark in _CLAUSE) + 1
    return around.within("frame_together", Span(lead.field, max(start, lead.start), max(lead.end, start)))


def only_recorded(candidate: Candidate) -> bool:
    """Whether a figure is one of losses or offences that somebody only counts: 共有4万6563起诈骗案."""
    if candidate.kind is Kind.MONEY:
        return candidate.action is Action.OTHER
    counted = candidate.kind is Kind.COUNT and candidate.unit is Unit.CASE and candidate.rule != "example"
    return counted and candidate.action is Action.OTHER


def _of_a_place(around: Surroundings) -> re.Pattern[str]:
    return _offices(around.roles.get("frame_place_office", frozenset()))


@cache
def _offices(bodies: frozenset[str]) -> re.Pattern[str]:
    """A place with a kind of office that no inventory names by its place."""
    if not bodies:
        return re.compile(r"(?!)")
    places = spelling_pattern(place for place in gazetteer().places if not place.isascii())
    return re.compile(rf"(?:{places})[省市区县]?(?:{'|'.join(sorted(map(re.escape, bodies), key=len, reverse=True))})")
