"""Percentages that speak of no figure told before: what they say is in their own clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.ledger import Ledger
from extractors.binding.unspaced.scenery import Deed
from extractors.binding.unspaced.words import Page, Word
from extractors.records import Action, Kind, Unit

# What joins two percentages of one list.
_JOINTS = ("和", "、", "及", "与", "以及")
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
    lead = page.between(figure.clause, figure.quantity.span.start)
    if any(word.plays("toll") for word in lead):
        return True
    last = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if last is None or last[1].candidate.kind is not Kind.PERCENT or last[1].candidate.inherits is not None:
        return False
    between = page.text[last[1].figure.quantity.span.end : figure.quantity.span.start]
    return between.strip() in _JOINTS and last[1].candidate.action is Action.OTHER


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
