"""Acts that stand together: which of them belong to one group, and which of a group counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.binding.unspaced.asking import asked_for
from extractors.binding.unspaced.words import Page, Word
from extractors.records import Action

# Acts that only prepare a sanction yield to one that follows in the same group (发现并下架).
WEAK = (Action.IDENTIFY, Action.REPORT, Action.OTHER, Action.INVESTIGATE)
# Two acts with no more than this between them and no noun make one group (取消备案许可及关闭).
GROUP_GAP = 6


# What begins the name of a thing, no number: 涉案«房产», but not 涉案约3亿元.
_NAMES = re.compile("(?![约近超逾达共高金资款者的]|[一二两三四五六七八九十百千]+[万亿个名件])[一-鿿]")


def own_weight(acts: Sequence[Word]) -> Sequence[Word]:
    """The acts without those that only lead up to the one behind them: «处以»封禁."""
    pairs = zip(acts, [*acts[1:], None], strict=True)
    return [word for word, after in pairs if not (word.plays("lending") and after and after.start - word.end <= 1)]


def groups(page: Page, acts: Sequence[Word]) -> list[list[Word]]:
    """Acts that stand together, each group in order of place."""
    groups: list[list[Word]] = []
    for word in acts:
        if groups and joined(page, groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def led_to(page: Page, word: Word) -> bool:
    """Whether a light word leads up to an act: «予以»下架."""
    before = page.between(word.start - 2, word.start)
    return bool(before) and before[-1].end == word.start and before[-1].plays("light")


def denied(page: Page, word: Word) -> bool:
    """Whether a negation touches the act: 逾期«未»处理而遭裁罚."""
    before = page.between(word.start - 2, word.start)
    return bool(before) and before[-1].end == word.start and before[-1].plays("negation")


def leading(group: Sequence[Word]) -> Word:
    """The first sanction; a word that orders others ("责令", 通报 before 下架) is passed over."""
    group = own_weight(group)
    able = [word for place, word in enumerate(group) if place == len(group) - 1 or not word.plays("order")]
    strong = [word for word in able if word.meaning.action not in WEAK]
    if not strong and able[-1].plays("crime") and len(able) > 1:
        done = [word for word in able if not word.plays("crime")]
        return done[-1] if done else able[-2]  # 破获窃取贩卖信息案件260起
    return strong[0] if strong else able[-1]


def joined(page: Page, word: Word, following: Word) -> bool:
    """Whether two acts have so little between them that they make one group (取消备案许可及关闭)."""
    if following.start - word.end > GROUP_GAP:
        return False
    return all(
        w.plays("light", "passive") or w.meaning.piece for w in page.between(word.end, following.start)
    ) and not (set(page.text[word.end : following.start]) & set("，,。；;：:"))


def is_modifier(page: Page, word: Word) -> bool:
    """Whether an act word only describes a noun: «举报»线索, «处罚»公告, or «传播谣言»的."""
    if word.meaning.unit is not None and page.text.startswith("的", word.end):
        return True
    if word.plays("attributive") and _NAMES.match(page.text, word.end):
        return True
    return asked_for(page, word)
