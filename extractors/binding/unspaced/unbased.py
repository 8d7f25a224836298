"""Percentages that speak of no figure told before: what they say is in their own clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.ledger import Ledger
from extractors.binding.unspaced.scenery import Deed
from extractors.binding.unspaced.words import MARKS, Page, Word
from extractors.records import Action, Kind, Unit

# What joins two percentages of one list.
_JOINTS = ("和", "、", "及", "与", "以及")
_EACH, _PAIR = "分别", 2
# What changed, and the clause that tells how: 立案数，同比….
_COMMAS = ("，", ",")
_COMPARED = ("同比", "环比", "较", "比")
# 破案数, 抓获犯罪嫌疑人数: an act whose number is told.
_COUNTED = re.compile("(?:的)?[^，,、和及与分同环0-9]{0,8}(?:数|数量|总数)(?=[和、及与，,]|同比|环比|分别)")
# So long a row of a table may be, and so far above it its heading may stand.
_ROW, _TABLE = 40, 240
_FAULTY = re.compile("问题|违规|违法|风险|漏洞|隐患")
# Rules that look beyond the clause of the percentage.
_FAR = ("announced", "followed")
# What a share without an act may be of: it tells of crime or of complaints.
_TOLD = {Unit.CASE: Action.OTHER, Unit.REPORT: Action.REPORT}


def of_none(page: Page, figure: Figure, ledger: Ledger, *, changed: bool) -> Action | None:
    """What a percentage tells that is of no figure, whatever was told before: a change of crime, a row of a table."""
    if changed:
        return Action.OTHER if _of_crime(page, figure, ledger) else None
    return _of_table(page, figure)


def _of_crime(page: Page, figure: Figure, ledger: Ledger) -> bool:
    """Whether a change is one of what crime did, not of what was done about it: 破案25万起，«发案数»、损失数分别下降21%和18%."""
    lead = page.between(_subject(page, figure), figure.quantity.span.start)
    if any(word.plays("toll") for word in lead):
        return True
    last = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if last is None or last[1].candidate.kind is not Kind.PERCENT or last[1].candidate.inherits is not None:
        return False
    between = page.text[last[1].figure.quantity.span.end : figure.quantity.span.start]
    return between.strip() in _JOINTS and last[1].candidate.action is Action.OTHER


def _subject(page: Page, figure: Figure) -> int:
    """Where the clause begins that names what changed: 立案数和损失数，«同比分别»下降6.1%."""
    start = figure.clause
    if page.text[start - 1 : start] not in _COMMAS or not page.text.startswith(_COMPARED, start):
        return start
    place = start - 1
    while place > figure.left and page.text[place - 1] not in MARKS:
        place -= 1
    return place


def each_act(page: Page, figure: Figure, ledger: Ledger) -> Action | None:
    """The act that 分别 gives a percentage where acts are told before, not figures: «破案»数和«抓获»数，同比分别上升3%和4%."""
    here = ledger.back(field=figure.quantity.span.field, sentence=figure.sentence)
    row = [entry.figure for _, entry in here if entry.candidate.kind is Kind.PERCENT][: _PAIR - 1]
    between = page.text[row[0].quantity.span.end : figure.quantity.span.start] if row else ""
    first, place = (row[0], 1) if between.strip() in _JOINTS and row else (figure, 0)
    start = _subject(page, first)
    if _EACH not in page.text[start : first.quantity.span.start]:
        return None
    acts = [word for word in page.between(start, page.text.find(_EACH, start)) if word.act]
    ends = [word for word in acts if _COUNTED.match(page.text, word.end)]
    if not acts:
        return _pair_before(figure, ledger)
    return ends[place].meaning.action if len(ends) == _PAIR else None


def _pair_before(figure: Figure, ledger: Ledger) -> Action | None:
    """What the pair of percentages before tells in the same place: 2023年分别上升4%、3%；2024年分别上升«2%»、1%."""
    told = [entry.candidate for _, entry in ledger.back(field=figure.quantity.span.field, sentence=figure.sentence)]
    pair = [one.action for one in told[:_PAIR] if one.kind is Kind.PERCENT]
    return pair[-1] if len(pair) == _PAIR else None


def by_itself(page: Page, figure: Figure, found: Deed | None) -> Action | None:
    """What a share does that is of no figure: by the noun it is of (98%的投诉在24小时内处理完毕), else by its clause's."""
    end, own = figure.quantity.span.end, found is not None and found.rule not in _FAR
    if page.text.startswith("的", end) and own:
        return None
    if page.text.startswith("的", end):
        return _of_its_noun(page.between(end, figure.stop))
    lead = page.between(figure.clause, figure.quantity.span.start)
    if not any(word.plays("share") for word in lead):
        return None
    if any(word.plays("loss_money") for word in lead):
        return Action.OTHER
    if own:
        return None
    return next((_TOLD[word.meaning.unit] for word in reversed(lead) if word.meaning.unit in _TOLD), None)


def _of_its_noun(trail: Sequence[Word]) -> Action | None:
    """What befell a share of things: reports are reports, other things take the act behind them (三成的笔记«出自»大模型)."""
    place = next((number for number, word in enumerate(trail) if word.noun), None)
    if place is None or trail[place].meaning.noise:
        return None
    if trail[place].meaning.unit is Unit.REPORT:
        return Action.REPORT
    acts = (word.meaning.action for word in trail[place + 1 :] if word.act)
    return next((act for act in acts if act is not Action.OTHER), None)


def _of_table(page: Page, figure: Figure) -> Action | None:
    """What a row of a table of shares is of, by its heading: 主要问题占比 / 强制索取权限：17.5%."""
    start = figure.quantity.span.start
    line = page.text.rfind("\n", max(0, start - _ROW), start)
    if line < 0 or page.text[start - 1] not in "：: ":
        return None
    top = max(0, line - _TABLE)
    heading = next((word for word in page.backwards(line, top) if word.plays("share")), None)
    if heading is None or page.text[heading.end : heading.end + 1] not in ("\n", "：", ":"):
        return None
    begins = max(top, page.text.rfind("\n", top, heading.start) + 1)
    said = page.between(begins, heading.start)
    if any(word.meaning.unit is Unit.REPORT for word in said):
        return Action.REPORT
    return Action.IDENTIFY if _FAULTY.search(page.text, begins, heading.start) else None
