"""Why something was done, as Chinese says it right by the figure: 因…被, 由于…, 以涉嫌…, 针对…问题."""

from __future__ import annotations

import re

from extractors.binding.candidate import Reading
from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.ledger import Ledger
from extractors.binding.unspaced.words import Page
from extractors.records import Action, Field, Span

# A phrase brought in by "because", up to the comma, the passive or the light word that ends it.
_BECAUSE = re.compile(
    r"(?:因为|由于|(?<![原基病诱成起死主])因(?![此而素特故应为]))(?P<why>[^，,。；;：:\n]{2,40}?)"
    r"(?=[，,；;。]|被|遭|的有|的为|的，|而|受到|予以|依法|从而|受罚|$)"
)
# A charge: 以涉嫌「洗黑钱」等罪名, 涉嫌诈骗被刑拘.
_CHARGED = re.compile(r"以?涉嫌(?P<why>[^，,。；;：:\n的]{2,40}?)(?:等?罪名?|等罪)?(?=[，,；;。]|被|遭|罪|，)")
# What a whole sentence is directed at: 针对“网络水军”，公安机关…; 针对炒作问题，平台….
_AGAINST = re.compile(
    r"(?:针对|就)(?:部分|个别|一些)?(?P<why>[^，,。；;\n]{2,40}?)等?(?:突出)?(?:问题|现象|行为|乱象|情形)[，,通]"
    r"|针对(?!上述|这|此|该|以上|网民|群众|用户|部分|其|各)(?P<aim>[^，,。；;\n]{2,20}?)等?[，,]"
)
# What a fine is for, told in its sentence: 就谷歌滥用…地位开罚, 对阿里巴巴“二选一”垄断行为作出处罚, 违反…规定.
_OFFENCE = re.compile(
    r"(?P<why>(?:违反|滥用|未(?=[依按经履落尽如])|实施|拒不|屡次|泄露|非法|违法|违规)[^，,。；;：:\n]{2,30}?)"
    r"(?=[，,。；;]|作出|被|处以|开罚|开出|罚款|，|的?规定)"
)
# What the counted things themselves did, in their own noun phrase or right behind it.
_DESCRIBED = re.compile(
    r"(?P<why>(?:拒不|未经|未依|逾期未)[^，,。；;：:、\n的]{1,16}?(?=的)|(?:假冒|冒充|涉嫌)[^，,。；;：:、\n的]{2,10}?(?=的)|造谣传谣|涉嫌诈骗)"
)
_FAULTY = re.compile(
    r"(?:均|仍|都)?(?:存在(?P<fault>[^，,。；;\n]{2,40}?)(?=等?(?:问题|行为|情况|情形))|(?P<undone>未[^，,。；;\n]{3,30}))"
)
# What the clause behind the figure says of its contents.
_ABOUT = re.compile(r"[，,]主要涉及(?P<why>[^，,。；;\n]{2,40}?)(?=等(?:问题|内容|行为|情况|情形|方面))")
# So far back the sentence is looked through.
_FAR = 240
# A description may begin so far before its noun.
_NEAR = 20


def reason(reading: Reading, page: Page, figure: Figure, ledger: Ledger, *, action: Action) -> Span | None:
    """The words that say why, None where none stand by the figure; a fine has also the reason of the one before."""
    field = figure.quantity.span.field
    sentence = reading.sentences[figure.sentence].span
    told = _told(reading, page, figure)
    if told is not None or action is not Action.FINE:
        return told
    last = next(ledger.back(field=field, sentence=figure.sentence), None)
    lent = last[1].candidate.reason if last and last[1].candidate.action is Action.FINE else None
    start = last[1].figure.end if last else max(sentence.start, figure.start - _FAR)
    return (
        _last(page, field, _BECAUSE, max(sentence.start, figure.start - _FAR), figure.start)
        or _last(page, field, _OFFENCE, start, figure.start)
        or lent
    )


def _told(reading: Reading, page: Page, figure: Figure) -> Span | None:
    """The words by the figure or at the head of its sentence that say why."""
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
    if not matches:
        return None
    group = matches[-1].lastgroup or "why"
    return Span(field, matches[-1].start(group), matches[-1].end(group))


def _own(page: Page, figure: Figure) -> Span | None:
    """What the noun phrase or the words right behind it say that the things did: 514款«拒不整改»的App."""
    field, phrase = figure.quantity.span.field, figure.after or figure.before
    start = max(figure.clause, figure.start - _NEAR) if figure.before else figure.quantity.span.end
    described = _DESCRIBED.search(page.text, start, phrase.end) if phrase else None
    if described is not None:
        return Span(field, described.start("why"), described.end("why"))
    about = _ABOUT.match(page.text, figure.end)
    if about is not None:
        return Span(field, about.start("why"), about.end("why"))
    faulty = _FAULTY.match(page.text, figure.end, figure.stop)
    if faulty is None:
        return None
    group = faulty.lastgroup or "fault"
    return Span(field, faulty.start(group), faulty.end(group))
