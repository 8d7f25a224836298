"""Which act of several counts, and the deed that it makes: done or not, over a right or the thing itself."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.unspaced.groups_of_acts import WEAK, denied, groups, is_modifier, leading, led_to, own_weight
from extractors.binding.unspaced.negation import polarity_of
from extractors.binding.unspaced.scenery import Deed, Scene
from extractors.binding.unspaced.words import MARKS, Page, Word
from extractors.records import Action

# Acts on accounts that restrict them when what they take is a right, and how far the right may stand behind.
_OVER_RIGHTS = (Action.CLOSE, Action.SUSPEND, Action.REMOVE, Action.RESTRICT)
_RIGHT_REACH = 9


def first_sanction(acts: Sequence[Word]) -> Word:
    """The first act that is a sanction; what only prepares or orders one is passed over (组织下架)."""
    summed = next((word for word in acts if word.plays("summary")), None)
    acts = own_weight(acts)
    able = (word for word in acts if word.meaning.action not in WEAK and not word.plays("order"))
    telling = (word for word in acts if word.meaning.action not in (Action.OTHER, Action.IDENTIFY))
    found = next((word for word in acts if word.meaning.action is not Action.OTHER), acts[0])
    return summed or next(able, None) or next(telling, found)


def last_group(view: Scene, words: Sequence[Word], rule: str) -> Deed | None:
    """The last group of acts; in it the first sanction counts, and what is only preparation yields."""
    acts = [word for word in words if word.act and not is_modifier(view.page, word)]
    acts = [word for word in acts if word is acts[-1] or not denied(view.page, word)]
    if not acts:
        return None
    leaders = [leading(group) for group in groups(view.page, acts)]
    strong = [word for word in leaders if word.meaning.action not in (Action.OTHER, Action.IDENTIFY)]
    if len(strong) > 1 and strong[-1].plays("summing") and led_to(view.page, strong[-2]):
        strong = strong[:-1]  # 予以下架商品处理
    same_clause = [word for word in strong if not set(view.page.text[word.end : leaders[-1].start]) & MARKS]
    return done(view, words, (same_clause or leaders)[-1], rule)


def done(view: Scene, words: Sequence[Word], word: Word, rule: str) -> Deed:
    """The deed with its polarity: not done where it is planned, wanted, possible or denied."""
    action = word.meaning.action or Action.OTHER
    if action in _OVER_RIGHTS and (_over_a_right(view.page, word) or _right_of(view)):
        action = Action.RESTRICT
    return Deed(word, action, rule, polarity_of(view, words, word))


def _over_a_right(page: Page, word: Word) -> bool:
    """Whether the act takes a right away, not the account: «关闭»直播«权限»."""
    near = page.between(word.end, word.end + _RIGHT_REACH)
    return any(w.plays("right") for w in near) and not any(
        mark in page.text[word.end : near[-1].end] for mark in MARKS | {"、"}
    )


def _right_of(view: Scene) -> bool:
    """Whether what is taken is a right of what is counted: 取消2260个账号的营利«权限»."""
    if not view.page.text.startswith("的", view.figure.end):
        return False
    return any(word.plays("right") and word.start - view.figure.end <= _RIGHT_REACH for word in view.trail)
