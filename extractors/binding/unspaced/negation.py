"""Whether an act happened: not where it is planned, wanted, possible or denied."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Polarity
from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.ledger import Ledger
from extractors.binding.unspaced.scenery import Scene
from extractors.binding.unspaced.words import Page, Word

# 应各国政府要求 says at whose request, not what should be done; so far behind it the request may stand.
_SHOULD, _ASKING = "应", 12


# What turns from a plan to what is done, and marks that end the plan with the clause.
_DONE = ("已", "目前", "此前", "截至", "累计", "共", "另")
_ENDS = frozenset("。；;！？")


def polarity_of(view: Scene, words: Sequence[Word], word: Word) -> Polarity:
    """Whether the act of a word happened, as far as the words before it say; `words` are those it was found in."""
    if any(other.plays("ahead") for other in view.earlier):
        return Polarity.NOT_DONE
    before = view.lead if words is not view.trail else [*view.lead, *view.trail]
    for other in before:
        if other.start >= word.start:
            break
        attribute = view.page.text.find("的", other.end, word.start) >= 0
        asked = other.text == _SHOULD and view.page.text.find("要求", other.end, other.end + _ASKING) >= 0
        if other.plays("plan") and not asked and not attribute and not _hands_over(view, other, word):
            return Polarity.NOT_DONE
        if other.plays("negation") and other.end == word.start:
            return Polarity.NOT_DONE
    return Polarity.DONE


def _hands_over(view: Scene, other: Word, word: Word) -> bool:
    """Whether 将 hands an object over (将3个账号关闭) rather than telling a plan (将关闭3个账号)."""
    if not other.plays("disposal"):
        return False
    return view.figure.start >= other.end and word.start >= view.figure.end


def goes_on_planning(page: Page, figure: Figure, ledger: Ledger) -> bool:
    """Whether the figure before was planned and nothing says that this one is done: «计划»约谈30家平台，整改50款App."""
    last = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
    if last is None or last[1].candidate.polarity is Polarity.DONE:
        return False
    before, between = (
        page.between(last[1].figure.clause, last[1].figure.start),
        page.text[last[1].figure.end : figure.start],
    )
    told = any(word.plays("ahead") for word in before) and not any(mark in between for mark in _DONE)
    return told and not _ENDS & set(between)
