"""Figures without a definite value: 数百条, 几十个, 数以万计."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.binding.candidate import Reading, VagueCandidate
from extractors.binding.unspaced.words import MARKS, Page, lexicon
from extractors.records import Action, Field, Span, Unit

# 数百 数千万 几十 好几千
_VAGUE = re.compile(r"[数几](?P<scale>[十百千万亿]{1,3})(?![0-9一二三四五六七八九])")
_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
# How far before a vague figure its act may stand.
_BACK = 12
_FEWEST, _MOST = 2, 9


def figures(reading: Reading, page: Page, field: Field) -> Iterator[VagueCandidate]:
    """The vague figures of a field with the noun behind them and the act before them."""
    measures = lexicon(reading.language.code).measures
    for match in _VAGUE.finditer(page.text, page.start, page.end):
        end = match.end()
        measure = measures.match(page.text, end)
        end = measure.end() if measure else end
        nouns = [word for word in page.between(end, end + 10) if word.noun]
        if nouns and nouns[0].meaning.noise:
            continue
        clause = max(page.text.rfind(mark, max(0, match.start() - _BACK), match.start()) for mark in MARKS)
        acts = [word for word in page.between(max(clause, match.start() - _BACK), match.start()) if word.act]
        scale = 1
        for mark in match["scale"]:
            scale *= _SCALES[mark]
        yield VagueCandidate(
            span=Span(field, match.start(), nouns[0].end if nouns else end),
            unit=(nouns[0].meaning.unit if nouns else None) or Unit.OTHER,
            action=(acts[-1].meaning.action if acts else None) or Action.OTHER,
            min=_FEWEST * scale,
            max=_MOST * scale + scale - 1,
        )
