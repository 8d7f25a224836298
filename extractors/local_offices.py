"""Local offices in a text: by their place (江苏省通信管理局), or by the place that was named before (省网信办)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.lexicon.gazetteer import Gazetteer
from extractors.records import Field, Span

# The rank of which a place of the first rank is.
_PROVINCE = "省"
# Cities of the first rank are 市 all the same: only 省 is the mark of a province.
_RANKS = ("省", "市")


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
    before = _places(title, gazetteer) if field == "text" else []
    here = _places(text, gazetteer)
    for match in near:
        told = [place for at, place in here if at < match.start()] or [place for _, place in before]
        place = _of_rank(told or [place for _, place in before], match["rank"], gazetteer)
        place = place or _of_rank([place for _, place in before], match["rank"], gazetteer)
        if place is not None:
            canonical = gazetteer.bodies[match["body"]].format(place=gazetteer.places[place])
            yield Span(field, match.start(), match.end()), canonical


def _places(text: str, gazetteer: Gazetteer) -> list[tuple[int, str]]:
    """The Chinese places of offices (浙江网信办) and those with their rank (浙江省), in order."""
    offices = ((m.start(), m["place"]) for m in gazetteer.offices[0].finditer(text))
    ranked = ((m.start(), m["place"]) for m in gazetteer.ranked.finditer(text))
    return sorted({*offices, *ranked})


def _of_rank(places: Sequence[str], rank: str, gazetteer: Gazetteer) -> str | None:
    """The last place that is a province, or that is none."""
    alike = (place for place in reversed(places) if (place in gazetteer.provinces) == (rank == _PROVINCE))
    return next(alike, None)
