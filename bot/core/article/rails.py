"""Rails: what stands around an article on its page, or between its paragraphs, and is no part of its text.

Lists of other stories ("Read also", "最新文章 2026-11-23 18:03 ..."), share bars, tag lists, counters. They are
told by their shape: most of the text lies in links, and what is left beside the links is dates, counts and labels.
They have to go before a reader chooses, for a "683 comments" that leaks into a text becomes a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from bot.core.article.runs import Run, length_of, runs

BLOCKS = frozenset({"div", "section", "aside", "ul", "ol", "dl", "form", "table", "figure", "article", "header"})
LINKED_SHARE = 0.6
_NO_LETTERS = re.compile(r"[\W\d_]+")
MORE_TIMES = 3
MORE_CHARACTERS = 500
REST_A_LINK = 30  # characters beside a link: a date, a count, the name of a topic
PROSE_WEIGHT = 60.0


@dataclass(slots=True)
class _Measure:
    """Letters, characters in links and links of all runs in an element; whether one of them is prose."""

    text: int = 0
    linked: int = 0
    links: int = 0
    prose: bool = False


def without_rails(tree: HtmlElement) -> list[Run]:
    """Take the rails out of a tree, in place; the runs that are left."""
    found = runs(tree)
    gone = _rails(found)
    left = [run for run in found if not any(place in gone for place in places(run.element))]
    if not left:
        return found
    for rail in gone:
        if rail is not tree and not any(outer in gone for outer in rail.iterancestors()):
            rail.drop_tree()
    return left


def places(element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and all it stands in, inside out."""
    yield element
    yield from element.iterancestors()


def _rails(found: Sequence[Run]) -> set[HtmlElement]:
    measures: dict[HtmlElement, _Measure] = {}
    for run in found:
        text = run.linked + max(0, _letters(run.text) - run.linked)
        for place in places(run.element):
            measure = measures.setdefault(place, _Measure())
            measure.text += text
            measure.linked += run.linked
            measure.links += run.links
            measure.prose = measure.prose or run.weight >= PROSE_WEIGHT
    return {
        place
        for place, measure in measures.items()
        if place.tag in BLOCKS and _is_rail(measure) and not _holds_more(place, measure)
    }


def _letters(text: str) -> int:
    """Its letters: dates and counts beside a link say neither way."""
    return len(_NO_LETTERS.sub("", text))


def _holds_more(place: HtmlElement, measure: _Measure) -> bool:
    """Whether an element holds far more text than its runs show: an article in a <noscript>."""
    limit = MORE_TIMES * measure.text + MORE_CHARACTERS
    return length_of(place, limit=limit) >= limit


def _is_rail(measure: _Measure) -> bool:
    rest = measure.text - measure.linked
    return (
        not measure.prose
        and measure.links > 1
        and measure.linked >= LINKED_SHARE * measure.text
        and rest <= REST_A_LINK * measure.links
    )
