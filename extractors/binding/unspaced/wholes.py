"""Which earlier figure a figure is a stated part of: 其中, 在…中, items of a breakdown, shares."""

from __future__ import annotations

import re

from extractors.binding.unspaced.figures import OF_PEOPLE, Figure
from extractors.binding.unspaced.ledger import Entry, Ledger
from extractors.binding.unspaced.scenery import Deed
from extractors.binding.unspaced.words import Meaning, Page, Word
from extractors.records import Action, Kind, Unit

# 案件中，... 永久关闭的账号里，...
AMONG = re.compile(r"(?<=[^其当])[中里内](?=[，,有])")
# Who takes in a part of the country's reports, and the words that tell the country's total.
_RECEIVER = re.compile("举报中心|各地|主要网站|网站平台|属地|地方|商业网站|各网站|举报部门|工作部门")
# What a receiver has taken in over a longer time is no part of the month's total.
_OVER_TIME = re.compile("累计|[0-9一二三四五六七八九十]个月|年以来|至今|全年|[0-9]月")
_COUNTRY = re.compile("全国|各级|总体")
# So long a bracket with a list of parts may be.
_BRACKET = 60
# 按投诉类型划分：, 依平台分，
_SORTED = re.compile(
    "(?:(?:按|依|从|以)[^，,。；：:\n]{1,10}(?:划分|区分|来看|看|分|统计|来分)|分[^，,。；：:\n]{1,6}(?:来看|看|统计))[，,：:]"
)
# 其中一起，… tells an example, no part.
_ONE_CASE = ("一起，", "一起,", "一案", "一宗，", "一例")
# So many figures behind the whole of one part the whole of the next may stand.
_NEAR_TOTAL = 4
# 单是5月便有1,742宗 tells of a part of what was told just before.
_ASIDE = re.compile("(?:单是|光是|单单|仅仅|仅|单)[^，,。；;：:\n]{1,10}[就便]")
# So far before a figure it stands.
_ALONE = 18
# What ranks the kinds of what was counted, and the measures of what is so sorted.
_RANKED = re.compile("最多|最常见|居首|居冠|居次|其次|次之|为首|占大宗")
_OF_KINDS = frozenset({"宗", "起", "件", "则", "案"})
# What is found online, and what sums it up.
_THINGS = frozenset({Unit.WEBSITE, Unit.ACCOUNT, Unit.GROUP, Unit.APP, Unit.STREAM, Unit.CONTENT})
_SUMMING = frozenset({Unit.CONTENT, Unit.OTHER})
# How many sentences back the total of a breakdown may stand.
_REACH = 2
# Among the first so many figures the total of the country stands.
_FIRST = 100


def whole(page: Page, figure: Figure, ledger: Ledger, found: Deed | None) -> int | None:
    """The index of the figure that this one is a part of, None where the words name none."""
    total = _country(page, figure, ledger, found)
    if total is not None:
        return total
    opener = _opener(page, figure)
    if opener is not None:
        parent = _parent(figure, ledger, opener, figure.noun)
        if parent is None and found is None:
            parent = _of_many_kinds(figure, ledger, opener)
        return None if parent is None or _anew(page, figure, ledger.entries[parent], opener) else parent
    for rule in (_bracketed, _remaining, _aside, _among, _ranked):
        total = rule(page, figure, ledger)
        if total is not None:
            return total
    again = _again(page, figure, ledger, found)
    return again if again is not None else _sibling(page, figure, ledger, found)


def _country(page: Page, figure: Figure, ledger: Ledger, found: Deed | None) -> int | None:
    """The reports of the whole country, of which one receiver's are a part (各地…受理62.5万件)."""
    field = figure.quantity.span.field
    if (
        found is None
        or found.action is not Action.REPORT
        or not _RECEIVER.search(page.text, figure.clause, figure.stop)
        or _OVER_TIME.search(page.text, figure.left, figure.start)
    ):
        return None
    for index, entry in enumerate(ledger.entries[:_FIRST]):
        candidate = entry.candidate
        if candidate.action is Action.REPORT and candidate.kind is Kind.COUNT and candidate.quote.field == field:
            whole = _COUNTRY.search(page.text, entry.figure.clause, entry.figure.start)
            return index if whole and candidate.quantity.value > figure.quantity.value else None
    return None


def _opener(page: Page, figure: Figure) -> Word | None:
    """The word in the figure's reach that says "of these"."""
    for word in page.backwards(figure.quantity.span.start, figure.left):
        if word.plays("subset", "breakdown") and not page.text.startswith(_ONE_CASE, word.end):
            return word
    sorted_by = _SORTED.search(page.text, figure.left, figure.start)
    if sorted_by is None:
        return None
    return Word(sorted_by.start(), sorted_by.end(), sorted_by.group(), Meaning(roles=frozenset({"breakdown"})))


def _bracketed(page: Page, figure: Figure, ledger: Ledger) -> int | None:
    """The total right before the bracket that lists this figure: 236人（170男66女）, 10款应用（7款在…、3款在…）."""
    for index, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence):
        if entry.candidate.kind is not Kind.COUNT:
            return None
        between = page.text[entry.figure.end : figure.quantity.span.start]
        if "）" in between or ")" in between or len(between) > _BRACKET:
            return None
        if between[:1] in ("（", "("):
            alike = _unit_of(figure) in (None, entry.candidate.unit)
            return index if alike and entry.candidate.quantity.value > figure.quantity.value else None
    return None


def _remaining(page: Page, figure: Figure, ledger: Ledger) -> int | None:
    """The total of which 仍有 tells what is left: the last figure of the same unit, or its whole."""
    lead = page.between(figure.clause, figure.quantity.span.start)
    if not any(word.plays("remaining") for word in lead):
        return None
    field, unit = figure.quantity.span.field, figure.noun.meaning.unit if figure.noun else None
    for index, entry in ledger.back(field=field, sentence=figure.sentence, reach=_REACH):
        count = entry.candidate.kind is Kind.COUNT and unit in (None, entry.candidate.unit)
        if count and entry.figure.measure == figure.measure:
            total = entry.candidate.whole
            upper = index if total is None else total
            larger = ledger.entries[upper].candidate.quantity.value > figure.quantity.value
            return upper if larger else None
    return None


def _aside(page: Page, figure: Figure, ledger: Ledger) -> int | None:
    """The total of the sentence of which one part of its time is told alone: 前5个月8,259宗，单是5月便有1,742宗."""
    found = _ASIDE.search(page.text, max(0, figure.start - _ALONE), figure.start)
    if found is None:
        return None
    for index, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence):
        count = entry.candidate.kind is Kind.COUNT and _unit_of(figure) in (None, entry.candidate.unit)
        larger = entry.candidate.quantity.value > figure.quantity.value
        if count and larger and _alike(figure.measure, entry.figure.measure):
            return index
    return None


def _ranked(page: Page, figure: Figure, ledger: Ledger) -> int | None:
    """The total of which the greatest kinds are told: 接获1.1万宗，网购骗案«最多»，有3,200宗，其次为求职骗案2,100宗."""
    if figure.measure not in _OF_KINDS or _RANKED.search(page.text, figure.left, figure.start) is None:
        return None
    for index, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence, reach=1):
        if entry.candidate.kind is not Kind.COUNT or not _alike(figure.measure, entry.figure.measure):
            continue
        upper = index if entry.candidate.whole is None else entry.candidate.whole
        larger = ledger.entries[upper].candidate.quantity.value > figure.quantity.value
        return upper if larger and not entry.past else None
    return None


def _among(page: Page, figure: Figure, ledger: Ledger) -> int | None:
    """The total that 在…中 or …中有 names: 在处置的账号中，…; 此前下架的27款App中有19款."""
    among = AMONG.search(page.text, figure.left, figure.start)
    if among is not None:
        heads = [word for word in page.between(figure.left, among.start()) if word.end == among.start()]
        if heads and heads[-1].meaning.unit is not None:
            if _unit_of(figure) is Unit.PERSON is not heads[-1].meaning.unit:
                return None  # 警方破获的一起案件中，96名受害人损失…
            return _parent(figure, ledger, Word(among.start(), among.end(), "", Meaning()), heads[-1])
    last = ledger.last_count(field=figure.quantity.span.field, sentence=figure.sentence)
    return last[0] if last is not None and AMONG.match(page.text, figure.left) is not None else None


def _anew(page: Page, figure: Figure, total: Entry, opener: Word) -> bool:
    """Whether a sentence tells of another act between a total and its own 其中."""
    if total.candidate.sentence == figure.sentence:
        return False
    between = page.text[total.figure.end : opener.start]
    start = total.figure.end + max(between.rfind(mark) for mark in "。！？\n") + 1
    return opener.plays("subset") and any(word.act for word in page.between(start, opener.start))


def _parent(figure: Figure, ledger: Ledger, opener: Word, noun: Word | None) -> int | None:
    """The last total before the words that open the list: in the same sentence, else in the one before."""
    field = figure.quantity.span.field
    unit = noun.meaning.unit if noun else (Unit.PERSON if figure.measure in OF_PEOPLE else None)
    for index, entry in ledger.back(field=field, sentence=figure.sentence, reach=_REACH):
        if entry.candidate.kind is not Kind.COUNT or entry.figure.end > opener.start or entry.past:
            continue
        people = noun is None and unit is Unit.PERSON and entry.figure.measure in OF_PEOPLE
        alike = unit is None or entry.candidate.unit is unit or people
        if not alike and not (
            Unit.REPORT in (unit, entry.candidate.unit) and _alike(figure.measure, entry.figure.measure)
        ):
            continue  # 清理信息228万条，其中用户举报13万条 counts the same pieces
        if entry.candidate.quantity.value >= figure.quantity.value:
            total = entry.candidate.whole
            # 其中…23万件。按类型看，… sorts the total, not its part; 其中19个…，其余8个 are parts of one total
            return index if total is None or not opener.plays("breakdown", "rest") else total
    return None


def _of_many_kinds(figure: Figure, ledger: Ledger, opener: Word) -> int | None:
    """The count right before 其中 that sums up things of several kinds: 内容134万条，其中网站116万个、账号11万个."""
    if not opener.plays("subset") or _unit_of(figure) not in _THINGS:
        return None
    last = ledger.last_count(field=figure.quantity.span.field, sentence=figure.sentence)
    if last is None or last[1].figure.end > opener.start or last[1].candidate.unit not in _SUMMING:
        return None
    return last[0] if last[1].candidate.quantity.value > figure.quantity.value else None


def _just_told(figure: Figure, ledger: Ledger, end: int) -> int | None:
    """The figure that ends where "among" begins: 在处置的51.5万个账号中，3万个被关闭."""
    for index, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence):
        counts = entry.candidate.kind is Kind.COUNT and entry.candidate.quantity.value >= figure.quantity.value
        if entry.figure.end == end and counts:
            return index
    return None


def _sibling(page: Page, figure: Figure, ledger: Ledger, found: Deed | None) -> int | None:
    """The whole of the list item before, as long as the list goes on: 其中A 3个、B 2个."""
    shared = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if shared and shared[1].candidate.kind is Kind.PERCENT and shared[1].candidate.change is None:
        after_share = _after_share(page, figure, shared[1], ledger, found)
        if after_share is not None or figure.noun is None:
            return after_share
    back = ledger.last_count(field=figure.quantity.span.field, sentence=figure.sentence)
    if back is None or back[1].candidate.whole is None:
        return None
    _, entry = back
    if _unit_of(figure) not in (None, entry.candidate.unit) and found is not None:
        return _twin(page, figure, ledger, found, entry)
    between = page.text[entry.figure.end : figure.start]
    parted = any(mark in between for mark in "；;") and not broken_down(page, figure, ledger)
    kinds = found is None and between.startswith("、") and {entry.candidate.unit, _unit_of(figure)} <= _THINGS
    if parted or "。" in between or not (kinds or _same_list(entry, figure)):  # 其中网站97万个、账号和帖文8.4万条
        return None
    own = entry.candidate.rule not in ("shared", "described")
    only_found = found is not None and found.action is Action.IDENTIFY and not found.word.plays("involve")
    if only_found and own and entry.candidate.action is not Action.IDENTIFY:
        return None
    other = figure.noun is None and page.text.endswith(("另", "另外", "另有"), 0, figure.quantity.span.start)
    if not other and any(word.plays("turning") for word in page.between(entry.figure.end, figure.start)):
        return None  # 其中2家移送检方，另2家被罚 are both parts
    return entry.candidate.whole


def _again(page: Page, figure: Figure, ledger: Ledger, found: Deed | None) -> int | None:
    """The total of a part told before by the same verb: 其中，«侦办»A案5起，抓获8人；«侦办»B案3起，抓获7人."""
    if found is None or found.rule != "governed":
        return None
    for index, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence):
        one = entry.candidate
        if one.kind is not Kind.COUNT or one.unit is not _unit_of(figure) or one.act is None or one.rule != "governed":
            continue
        if one.whole is None or index <= one.whole or page.text[one.act.start : one.act.end] != found.word.text:
            return None
        larger = ledger.entries[one.whole].candidate.quantity.value > figure.quantity.value
        parted = "；" in page.text[entry.figure.end : figure.start] or ";" in page.text[entry.figure.end : figure.start]
        return one.whole if larger and parted else None
    return None


def _unit_of(figure: Figure) -> Unit | None:
    """What the figure itself says that it counts."""
    if figure.noun is not None:
        return figure.noun.meaning.unit
    return Unit.PERSON if figure.measure in OF_PEOPLE else None


def _twin(page: Page, figure: Figure, ledger: Ledger, found: Deed, part: Entry) -> int | None:
    """The total of this unit and act before 其中 opened parts of both: 破案4万起、抓获6万名，其中侦破2868起，抓获7647名."""
    gap = page.text[part.figure.end : figure.start]
    if set(gap) & set("；;。") or part.candidate.whole is None or part.candidate.rule == "shared":
        return None
    sentence = ledger.entries[part.candidate.whole].candidate.sentence
    for index, entry in ledger.back(field=figure.quantity.span.field, sentence=sentence, reach=0):
        total = entry.candidate
        if index <= part.candidate.whole + _NEAR_TOTAL and total.unit is _unit_of(figure):
            larger = total.quantity.value > figure.quantity.value
            return index if larger and total.action is found.action and total.whole is None else None
    return None


def _after_share(page: Page, figure: Figure, share: Entry, ledger: Ledger, found: Deed | None) -> int | None:
    """The whole of a share that this figure says in full (占61.4%，达1028.5万件) or goes on from (A占7成8，B 4千则)."""
    gap = page.text[share.figure.quantity.span.end : figure.quantity.span.start]
    index = share.candidate.whole
    if not gap.strip("，,达共为即有约 ") or index is None:
        return index
    parted = bool(set(gap) & set("；;")) and not broken_down(page, figure, ledger)
    if parted and found is None and "。" not in gap and _reported(ledger.entries[index], figure):
        return index  # 举报16万件，其中电话8万件，占54%；短信4万件
    going_on = found is None and figure.noun is None and not parted and "。" not in gap
    return index if going_on and ledger.entries[index].figure.measure == figure.measure else None


def _reported(total: Entry, figure: Figure) -> bool:
    """Whether a figure can be a part of reports: pieces told without an act."""
    return total.candidate.unit is Unit.REPORT and _alike(total.figure.measure, figure.measure)


def broken_down(page: Page, figure: Figure, ledger: Ledger) -> bool:
    """Whether the sentence told before its first figure that it lists parts: 分受理主体看：A 3件；B 5件."""
    first = figure
    for _, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence):
        first = entry.figure
    return any(w.plays("breakdown") for w in page.between(first.left, figure.start))


def _same_list(entry: Entry, figure: Figure) -> bool:
    """Items of one list count the same thing in the same measure."""
    noun = figure.noun
    same_unit = noun is None or noun.meaning.unit is entry.candidate.unit or entry.candidate.unit is Unit.REPORT
    return same_unit and _alike(figure.measure, entry.figure.measure)


def _alike(one: str, other: str) -> bool:
    """Whether two measures count the same: 件次, 件."""
    return one.removesuffix("次") == other.removesuffix("次")
