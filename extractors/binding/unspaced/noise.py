"""Numbers that are nobody's claim: audience, durations, ordinals, thresholds, numbers of measures, bare numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.binding.unspaced.companions import named_before
from extractors.binding.unspaced.figures import OF_PEOPLE, Figure
from extractors.binding.unspaced.words import Page

# Measures that count kinds or editions, never things.
_NEEDS_NOUN = frozenset({"项", "批", "场", "道", "轮", "桩", "方"})
_OF_KINDS = frozenset({"种", "类", "期", "届", "轮", "点", "样"})
_GREAT = "大"
_ONE_LETTER = re.compile("[A-Za-z](?![A-Za-z])")
_PER_MOMENT = re.compile("每分钟|每秒|每小时|人均")
# Behind a figure that heads its line.
_DASHES = ("—", "–", "--", ": ——", "：")
# Measures that count acts, whatever their noun.
_OF_ACTS = frozenset({"次", "人次", "个次", "家次"})
# A number right before one of these marks ends a name; a name of a text is no longer than this.
_OPENED = ("“", "「", "『")
_QUOTED, _TITLE = ("”", "」", "』"), 40
# What stands behind the number from which on a rule holds.
_FROM_ON = re.compile(
    "(?:以上|以下)(?:的(?:平台|网站|账号|用户|企业|主播)|即可?|就|便|须|应当?|可(?:追究|处|被)|构成|方可)"
)
# What tells of a survey or of the stock market, and how far before and behind the figure.
_SURVEY = re.compile("受访|民调|民意调查|问卷|收盘|开盘|早盘|午盘|尾盘|盘中")
_LED, _BEHIND = 30, 4
# What happens to people in accidents.
_CASUALTIES = ("死亡", "受伤", "遇难", "失踪", "轻伤", "重伤", "被困", "遇险", "送医", "住院", "伤亡", "罹难", "不治")


def idle(page: Page, figure: Figure) -> bool:
    """Whether one of the rules below says that the number is no claim."""
    return any(rule(page, figure) for rule in RULES)


def enumerated(page: Page, figure: Figure) -> bool:
    """两批, 12项: such measures count something only with a noun."""
    del page
    if figure.measure == _GREAT:
        return figure.noun is None or not figure.noun.plays("example")  # 十大典型案例, but not 三大平台
    if figure.measure == "项" and figure.noun is not None and figure.noun.text.endswith("行为"):
        return True  # 存在4项违规行为 tells of how many kinds
    return figure.measure in _NEEDS_NOUN and figure.noun is None


def served(page: Page, figure: Figure) -> bool:
    """提供查询5700多万次, 免费检测1537次: use of a service."""
    if figure.measure != "次":
        return False
    asked = figure.after is not None and figure.after.head.plays("service")  # 1,100万次查询
    return asked or any(w.plays("service") for w in page.between(figure.clause, figure.quantity.span.start))


def aged(page: Page, figure: Figure) -> bool:
    """一名 46 歲男子: an age, also where a blank parts it from its word."""
    end = figure.quantity.span.end
    return any(w.plays("age") and not page.text[end : w.start].strip() for w in page.between(end, end + _BEHIND))


def telephone(page: Page, figure: Figure) -> bool:
    """拨打12321, 12377举报电话."""
    if figure.measure or figure.quantity.form != "digits":
        return False
    start, end = figure.quantity.span.start, figure.quantity.span.end
    if page.text[max(0, start - 1) : start] == "+":
        return True  # 「+852」
    return any(w.plays("telephone") for w in page.between(start - 6, end + 8) if w.end == start or w.start == end)


def noise_noun(page: Page, figure: Figure) -> bool:
    """用户5.76亿人, 12项行动, 31个省份: the noun behind it, or the one before, is counted by nobody."""
    del page
    noun = figure.noun
    if noun is None or not noun.meaning.noise:
        return False
    return not (noun.plays("taken") and figure.measure in _OF_ACTS)  # 限制提现功能2.1万次


def noise_measure(page: Page, figure: Figure) -> bool:
    """12期, 5类, 3天: the word that touches the number is a time, a kind, an edition."""
    if figure.measure in _OF_KINDS:
        return True
    touching = page.between(figure.quantity.span.end, figure.quantity.span.end + 4)
    return bool(touching) and touching[0].start == figure.quantity.span.end and touching[0].meaning.noise


def ordinal(page: Page, figure: Figure) -> bool:
    """第3批, No.5, 尾号4471."""
    before = page.text[max(0, figure.quantity.span.start - 4) : figure.quantity.span.start].rstrip()
    if figure.measure == "批" and before.endswith(("前", "后", "首")):
        return True  # 前五批
    return before.rstrip('“"「为：:').endswith(("第", "No.", "no.", "№", "#", "V", "v", "尾号", "编号", "文号", "案号"))


def numbered(page: Page, figure: Figure) -> bool:
    """车公庄大街11号, 3号文: a number right before 号 names, it does not count."""
    return (
        not figure.measure and figure.quantity.form == "digits" and page.text.startswith("号", figure.quantity.span.end)
    )


def entitled(page: Page, figure: Figure) -> bool:
    """“护航·2024”个人信息, 《某市去年处置账号2.8万个》: a number within the name of a campaign or of a text."""
    text, end = page.text, figure.quantity.span.end
    if not figure.measure and text[end : end + 1] in _QUOTED and figure.quantity.form == "digits":
        return True
    if text[figure.quantity.span.start - 1 : figure.quantity.span.start] in _OPENED and not figure.measure:
        return any(mark in text[end : figure.end] for mark in _QUOTED)  # “百万保障”骗局
    opened = text.rfind("《", max(0, figure.start - _TITLE), figure.start)
    return opened >= 0 and "》" not in text[opened : figure.start]


def condition(page: Page, figure: Figure) -> bool:
    """信息50条以上即可入罪, 800万名用户以上的平台: from how many on a rule holds."""
    end = figure.quantity.span.end
    return _FROM_ON.search(page.text, max(figure.start, end - len("以上")), min(figure.stop, end + _LED)) is not None


def asked_about(page: Page, figure: Figure) -> bool:
    """受访的15名家长, 四成受访学生, 收盘跌1.2%: what a survey asked or the stock market did."""
    start = max(figure.left, figure.start - _LED)
    return _SURVEY.search(page.text, start, min(len(page.text), figure.stop, figure.end + _BEHIND)) is not None


def denied(page: Page, figure: Figure) -> bool:
    """应为2.3万个，而非2.8万个: what a correction takes back."""
    before = page.text[max(0, figure.start - 3) : figure.start]
    return before.endswith(("而非", "并非", "不是"))


def masked(page: Page, figure: Figure) -> bool:
    """ID:19***55, “四件套”: digits of a name that is half hidden, the pieces of one set."""
    text, start, end = page.text, figure.quantity.span.start, figure.quantity.span.end
    hidden = "*" in (text[start - 1 : start], text[end : end + 1])
    return hidden or text.startswith("件套", end) or text.startswith("件套", end - 1)


def heading(page: Page, figure: Figure) -> bool:
    """640起——全年共查办案件640余起: a figure that heads its line and is told again in it."""
    text, start = page.text, figure.quantity.span.start
    end = figure.quantity.span.end + len(figure.measure)
    if not text.startswith(_DASHES, end) or text[:start].rstrip(" ")[-1:] not in ("", "\n"):
        return False
    line = text.find("\n", end)
    number = figure.quantity.span
    told = re.escape(text[number.start : number.end].strip("约近超逾余多")) + "[余多]?" + re.escape(figure.measure)
    return re.compile(r"(?<![0-9.])" + told).search(text, end, line if line >= 0 else len(text)) is not None


def generation(page: Page, figure: Figure) -> bool:
    """5G用户, 2G基站: a number that one letter completes."""
    end = figure.quantity.span.end
    return not figure.measure and _ONE_LETTER.match(page.text, end) is not None


def bare(page: Page, figure: Figure) -> bool:
    """A number with neither measure word nor noun: 12377, 版本号8.2; but 6.66万余«永久关闭» is a headline's figure."""
    if figure.measure or figure.noun is not None:
        return False
    touching = page.between(figure.end, figure.end + 4)[:1]
    rounded = figure.quantity.form != "digits"
    return not (rounded and any(word.act and word.start == figure.end for word in touching))


def audience(page: Page, figure: Figure) -> bool:
    """4万6370人下载使用: people who only look on."""
    if figure.measure not in OF_PEOPLE:
        return False
    touching = page.between(figure.end, figure.end + 4)[:1]
    return any(word.plays("audience") and word.start == figure.end for word in touching)


def threshold(page: Page, figure: Figure) -> bool:
    """粉丝超过50万的账号, 累计3次以上的: a condition, not a count."""
    if not page.text.startswith("的", figure.end) or figure.after is not None:
        return False
    following = page.between(figure.end + 1, figure.end + 8)[:1]
    if any(word.act and word.start == figure.end + 1 for word in following):
        return False  # 完成信息3万条的下架
    return figure.measure in ("", "次", "条", "个", "人", "名")


def difference(page: Page, figure: Figure) -> bool:
    """较3月减少27宗: by how many more or fewer, no count."""
    if figure.quantity.kind != "number":
        return False
    words = page.between(figure.clause, figure.quantity.span.start)
    changed = next((w for w in reversed(words) if not w.plays("link", "light")), None)
    if changed is None or not changed.plays("up", "down"):
        return False
    return _compared(page, figure)


def _compared(page: Page, figure: Figure) -> bool:
    """Whether the clause says with what its figure is compared."""
    start, text = figure.quantity.span.start, page.text
    lead = text[figure.clause : start]
    words = page.between(figure.clause, start)
    return lead.startswith(("较", "比")) or any(w.plays("compared") for w in words)


def average(page: Page, figure: Figure) -> bool:
    """人均持号4.1个: nobody counts tenths of things."""
    del page
    return figure.quantity.kind == "number" and figure.quantity.value != int(figure.quantity.value)


def per_moment(page: Page, figure: Figure) -> bool:
    """平均每分钟封20个: so many a moment."""
    return _PER_MOMENT.search(page.text, figure.clause, figure.quantity.span.start) is not None


def casualty(page: Page, figure: Figure) -> bool:
    """3人死亡、5人受伤: an accident's, no authority's."""
    return figure.measure in OF_PEOPLE and page.text.startswith(_CASUALTIES, figure.end)


RULES: tuple[Callable[[Page, Figure], bool], ...] = (
    noise_noun,
    noise_measure,
    ordinal,
    numbered,
    entitled,
    condition,
    asked_about,
    named_before,
    denied,
    generation,
    heading,
    masked,
    bare,
    threshold,
    audience,
    enumerated,
    served,
    average,
    per_moment,
    casualty,
    difference,
    telephone,
    aged,
)
