"""Nouns told first, their numbers after, in the same order: 清理信息、处置账号分别达141万条、93万个."""

from __future__ import annotations

from dataclasses import replace

from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.nouns import Phrase
from extractors.binding.unspaced.words import Page, Word

_WORD = "分别"
_JOINTS = "、和及与，, "
# How far before the word the list of nouns may begin, and what may stand between a noun and the next joint.
_REACH = 80
_TAILS = "数量总"


class Respective:
    """The list of nouns that the figures of one sentence are told of, used up one by one."""

    def __init__(self) -> None:
        self._nouns: list[Word] = []
        self._start = 0
        self._end = -1

    def give(self, page: Page, figure: Figure) -> Figure:
        """The figure with its noun of the list, where it is one of a list's numbers; else as it is."""
        if figure.quantity.kind == "percent" or figure.after is not None:
            self._nouns = []
            return figure
        number = figure.quantity.span.start
        place = page.text.rfind(_WORD, max(figure.left, number - _REACH), number)
        if place >= 0:
            self._start = max(figure.left, place - _REACH)
            self._nouns = _listed(page, self._start, place)
        elif page.text[self._end : number].strip(_JOINTS) or self._end < 0:
            self._nouns = []
        self._end = figure.end
        if not self._nouns:
            return figure
        noun = self._nouns.pop(0)
        phrase = Phrase(noun.start, noun.end, noun)
        return replace(figure, before=phrase, unknown=False, start=number, clause=self._start, lead_end=noun.start)


def _listed(page: Page, start: int, end: int) -> list[Word]:
    """The nouns that end the members of the list before 分别; none unless there are several."""
    nouns = []
    for word in page.between(start, end):
        tail = word.end
        while tail < end and page.text[tail] in _TAILS:
            tail += 1
        if word.meaning.unit is not None and (tail == end or page.text[tail] in _JOINTS):
            nouns.append(word)
    return nouns if len(nouns) > 1 else []
