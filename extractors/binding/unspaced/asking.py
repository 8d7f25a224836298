"""Acts that are only asked for: the noun of asking stands right behind them (移除要求, 退款申请)."""

from __future__ import annotations

from extractors.binding.unspaced.scenery import Deed, Scene
from extractors.binding.unspaced.words import Page, Word
from extractors.records import Action

# So far behind a figure what is asked for may stand with its noun: 的移除要求, 的永久关闭请求.
_REACH = 6
# What may be asked of others.
_ASKED_FOR = (Action.REMOVE, Action.CLOSE, Action.BLOCK, Action.SUSPEND, Action.RESTRICT, Action.RESTORE)
# No noun of asking is longer: 请求, 申请.
_ASKED = 2


def requested(view: Scene) -> Deed | None:
    """The act that a noun of asking behind the figure only asks for: 提出3万则有害内容的«移除»要求."""
    end = view.figure.end
    if not view.page.text.startswith("的", end):
        return None
    word = next(iter(view.page.between(end + 1, end + 1 + _REACH)), None)
    if word is None or not word.act or word.start != end + 1 or not asked_for(view.page, word):
        return None
    return Deed(word, Action.REPORT, "requested")


def asked_for(page: Page, word: Word) -> bool:
    """Whether a noun of asking touches an act: «退款»申请."""
    return any(w.start == word.end and w.plays("asking") for w in page.between(word.end, word.end + _ASKED))


def asks_others(view: Scene, act: Word) -> bool:
    """Whether a body only asks others for an act: «促请»注册机构停止解析网址1,255个."""
    if act.meaning.action not in _ASKED_FOR:
        return False
    for word in view.page.backwards(act.start, view.figure.left):
        if word.plays("asks_others"):
            return word.end < act.start
        if word.meaning.action not in (None, Action.OTHER) or word.plays("disposal", "undergo"):
            return False
    return False
