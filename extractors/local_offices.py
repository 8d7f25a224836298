"""Local offices in a text: by their place (江苏省通信管理局), or by the place that was named before (省网信办)."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.lexicon.gazetteer import Gazetteer
from extractors.records import Field, Span

# The rank of which a place of the first rank is.
_PROVINCE = "省"


def local_offices(text: str, field: Field, gazetteer: Gazetteer, *, title: str) -> Iterator[tuple[Span, str]]:
    """Each local office of a folded field with its canonical name, in no order.

    One that is named by its rank alone (省通信管理局, 全市公安机关) is that of the last place of this rank in the text before
    it, else in the title; where there is none it is nobody known.
    """
    for pattern in gazetteer.offices:
        for match in pattern.finditer(text):
            yield Span(field, match.start(), match.end()), gazetteer.office(match)
    near = list(gazetteer.nearby.finditer(text))
    if not near:
        return
    last = {_is_province(place, gazetteer): place for _, place in _places(title, gazetteer) if field == "text"}
    places = iter([*_places(text, gazetteer), (len(text), "")])
    at, place = next(places)
    for match in near:
        while at < match.start():
            last[_is_province(place, gazetteer)] = place
            at, place = next(places)
        known = last.get(match["rank"] == _PROVINCE)
        if known is not None:
            canonical = gazetteer.bodies[match["body"]].format(place=gazetteer.places[known])
            yield Span(field, match.start(), match.end()), canonical


def _places(text: str, gazetteer: Gazetteer) -> list[tuple[int, str]]:
    """The Chinese places of offices (浙江网信办) and those with their rank (浙江省), in order."""
    offices = ((m.start(), m["place"]) for m in gazetteer.offices[0].finditer(text))
    ranked = ((m.start(), m["place"]) for m in gazetteer.ranked.finditer(text))
    return sorted({*offices, *ranked})


def _is_province(place: str, gazetteer: Gazetteer) -> bool:
    """Whether 省 is the rank of a place."""
    return place in gazetteer.provinces
