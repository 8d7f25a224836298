"""Why something was done, as Chinese says it right by the figure: 因…被, 由于…, 以涉嫌…, 针对…问题."""

from __future__ import annotations

import re

from extractors.binding.candidate import Reading
from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.words import Page
from extractors.records import Field, Span

# A phrase brought in by "because", up to the comma, the passive or the light word that ends it.
_BECAUSE = re.compile(
    r"(?:因为|由于|(?<![原基病诱成起死主])因(?![此而素特故应为]))(?P<why>[^，,。；;：:\n]{2,40}?)"
    r"(?=[，,；;。]|被|遭|的有|的为|的，|而|受到|予以|依法|从而|受罚|$)"
)
# A charge: 以涉嫌「洗黑钱」等罪名, 涉嫌诈骗被刑拘.
_CHARGED = re.compile(r"以?涉嫌(?P<why>[^，,。；;：:\n的]{2,40}?)(?:等?罪名?|等罪)?(?=[，,；;。]|被|遭|罪|，)")
# What a whole sentence is directed at.
_AGAINST = re.compile(
    r"(?:针对|就)(?:部分|个别|一些)?(?P<why>[^，,。；;\n]{2,40}?)等?(?:突出)?(?:问题|现象|行为|乱象|情形)[，,通]"
)
# What the counted things themselves did, in their own noun phrase or right behind it.
_DESCRIBED = re.compile(
    r"(?P<why>(?:拒不|未经|未依|逾期未)[^，,。；;：:、\n的]{1,16}?(?=的)|(?:假冒|冒充|涉嫌)[^，,。；;：:、\n的]{2,10}?(?=的)|造谣传谣|涉嫌诈骗)"
)
_FAULTY = re.compile(
    r"(?:均|仍|都)?(?:存在(?P<fault>[^，,。；;\n]{2,40}?)(?=等?(?:问题|行为|情况|情形))|(?P<undone>未[^，,。；;\n]{3,30}))"
)
# So far back the sentence is looked through.
_FAR = 240
# A description may begin so far before its noun.
_NEAR = 20


def reason(reading: Reading, page: Page, figure: Figure) -> Span | None:
    """The words that say why, None where none stand by the figure."""
    field = figure.quantity.span.field
    sentence = reading.sentences[figure.sentence].span
    return (
        _last(page, field, _BECAUSE, figure.end, figure.stop)
        or _own(page, figure)
        or _last(page, field, _BECAUSE, figure.left, figure.start)
        or _last(page, field, _CHARGED, figure.left, figure.start)
        or _last(page, field, _AGAINST, max(sentence.start, figure.start - _FAR), figure.start)
    )


def _last(page: Page, field: Field, pattern: re.Pattern[str], start: int, end: int) -> Span | None:
    """The reason of the last match within a stretch."""
    matches = list(pattern.finditer(page.text, start, end))
    return Span(field, matches[-1].start("why"), matches[-1].end("why")) if matches else None


def _own(page: Page, figure: Figure) -> Span | None:
    """What the noun phrase or the words right behind it say that the things did: 514款«拒不整改»的App."""
    field, phrase = figure.quantity.span.field, figure.after or figure.before
    start = max(figure.clause, figure.start - _NEAR) if figure.before else figure.quantity.span.end
    described = _DESCRIBED.search(page.text, start, phrase.end) if phrase else None
    if described is not None:
        return Span(field, described.start("why"), described.end("why"))
    faulty = _FAULTY.match(page.text, figure.end, figure.stop)
    if faulty is None:
        return None
    group = "fault" if faulty["fault"] else "undone"
    return Span(field, faulty.start(group), faulty.end(group))
