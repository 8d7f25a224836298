"""Numbers of firms that only point back to those named before: 微博、抖音…，两家均表示; 三平台集中清理."""

from __future__ import annotations

import re

from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.words import MARKS, Page
from extractors.records import Unit

# So many firms at most are taken up again by their number, and so far before they may be named.
_MOST, _REACH = 12, 200
_FIRMS = (Unit.ORGANISATION, Unit.WEBSITE, Unit.APP)
# What goes on to tell what all of them did or are.
_ALL = re.compile("均|都|皆|合计|共|总共|各自|分别|也|则|还|先后|相继|同步|集中|联合|已|表示|回应|承诺|称|的|占|合占")
_SUFFERED = re.compile("(?:均|都|已|先后|相继)?(?:被|遭)")
_THESE = ("上述", "这些", "以上", "前述")
# What introduces firms that are counted anew.
_ANEW = ("有", "另", "其中", "余", "下", "等", "他", "个", "这", "第")


def named_before(page: Page, figure: Figure) -> bool:
    """Whether a small number of firms, written in words, only takes up again those that were named before it."""
    quantity, noun = figure.quantity, figure.noun
    if quantity.form == "digits" or quantity.value_max is not None or not 1 < quantity.value <= _MOST:
        return False
    firms = noun is None or (figure.after is not None and noun.meaning.unit in _FIRMS)
    if figure.measure not in ("家", "大", "") or not firms or (noun is None and figure.measure != "家"):
        return False
    start = quantity.span.start
    clause = max(
        figure.clause, page.text.rfind("：", figure.clause, start) + 1, page.text.rfind(":", figure.clause, start) + 1
    )
    lead = page.between(clause, start)
    lead = [word for word in lead if word.text not in _THESE]
    if any(word.act or word.plays("disposal", "subset", "remaining") for word in lead):
        return False
    if page.text[clause:start].endswith(_ANEW):
        return False
    return _all_of_them(page, figure)


def _all_of_them(page: Page, figure: Figure) -> bool:
    """Whether the clause goes on with what they did, or with what befell as many as are named before."""
    end = figure.end
    if end >= len(page.text) or page.text[end] in MARKS:
        return False
    if _SUFFERED.match(page.text, end):
        return _named(page, figure) >= int(figure.quantity.value)
    doing = next(iter(page.between(end, end + 4)), None)
    acts = doing is not None and doing.start == end and doing.act and figure.noun is not None
    return acts or _ALL.match(page.text, end) is not None


def _named(page: Page, figure: Figure) -> int:
    """How many names stand before the figure within its paragraph."""
    start = figure.quantity.span.start
    near = max(0, start - _REACH, page.text.rfind("\n", 0, start))
    return sum(near < end <= start for end in page.name_ends)
