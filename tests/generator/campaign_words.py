"""What drawn campaigns are about: regulators, kinds of figures and nouns, each in English and Chinese. Own words."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from tests.generator.draw import Figure
from tests.generator.english_words import BEFORE

ACTORS = (
    ("Cyberspace Administration of China", {"en": "the Cyberspace Administration of China", "zh": "国家网信办"}),
    (
        "Ministry of Industry and Information Technology",
        {"en": "the Ministry of Industry and Information Technology", "zh": "工业和信息化部"},
    ),
    ("Ministry of Public Security", {"en": "the Ministry of Public Security", "zh": "公安部"}),
    (
        "State Administration for Market Regulation",
        {"en": "the State Administration for Market Regulation", "zh": "市场监管总局"},
    ),
    ("Beijing Cyberspace Administration", {"en": "the Beijing Cyberspace Administration", "zh": "北京市网信办"}),
)
PLATFORMS = ({"en": "Weibo", "zh": "微博"}, {"en": "Douyin", "zh": "抖音"}, {"en": "Kuaishou", "zh": "快手"})
REASONS = (
    {"en": "spreading rumours", "zh": "散布谣言"},
    {"en": "selling counterfeit goods", "zh": "售卖假货"},
    {"en": "hate speech", "zh": "煽动对立"},
)
TITLES = {
    "en": (
        "Results of the campaign",
        "Crackdown in figures",
        "Regulator reports on its campaign",
        "What the clean-up did",
    ),
    "zh": ("专项行动成效公布", "整治行动通报", "专项整治取得阶段性成果", "集中整治的数字"),
}
MEASURE = {
    "违规账号": "个", "水军账号": "个", "有害信息": "条", "违法网站": "家", "违规应用程序": "款", "聊天群": "个", "犯罪嫌疑人": "名",
    "涉网案件": "起", "网民举报": "件", "假冒新闻媒体的账号": "个", "假冒党政机关的账号": "个", "假冒军队的账号": "个", "假冒事业单位的账号": "个",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """A kind of figure: its unit, the act it stands under, what is counted in each language, and its usual size."""

    unit: str
    action: str
    nouns: Mapping[str, tuple[str, ...]]
    sizes: tuple[int, int]


def slot(unit: str, action: str, en: str, zh: str, low: int, high: int) -> Slot:
    """A slot; several nouns of a language are split by a bar."""
    return Slot(unit, action, {"en": tuple(en.split("|")), "zh": tuple(zh.split("|"))}, (low, high))


ACCOUNTS = {"en": ("accounts", "user accounts"), "zh": ("违规账号",)}
WHOLE = slot("account", "penalise", "accounts|user accounts", "违规账号|水军账号", 300_000, 900_000)
PART = slot("account", "close", "accounts|user accounts", "违规账号|水军账号", 20_000, 120_000)
POSTS = slot("content", "remove", "posts|messages", "有害信息", 1_200_000, 9_000_000)
SITES = slot("website", "close", "websites", "违法网站", 2000, 60_000)
BLOCKED = slot("website", "block", "websites|domains", "违法网站", 2000, 60_000)
GROUPS = slot("group", "close", "chat groups", "聊天群", 1500, 90_000)
APPS = slot("app", "remove", "apps|mobile applications", "违规应用程序", 110, 950)
CASES = slot("case", "investigate", "cases", "涉网案件", 1100, 60_000)
SUSPECTS = slot("person", "arrest", "suspects", "犯罪嫌疑人", 1100, 60_000)
REPORTS = slot("report", "report", "complaints|reports", "网民举报", 110_000, 9_000_000)
OTHERS = (SITES, BLOCKED, GROUPS, APPS, CASES, SUSPECTS, REPORTS)
POSING = (
    slot("account", "close", "accounts posing as news outlets", "假冒新闻媒体的账号", 11_000, 90_000),
    slot("account", "close", "accounts posing as government bodies", "假冒党政机关的账号", 11_000, 90_000),
    slot("account", "close", "accounts posing as military units", "假冒军队的账号", 11_000, 90_000),
    slot("account", "close", "accounts posing as public institutions", "假冒事业单位的账号", 11_000, 90_000),
)


def said(value: int, *, lang: str, bound: str, draw: random.Random) -> Figure:
    """A number as a text of that language writes it, under a bound."""
    text = written(value, lang=lang, draw=draw)
    if bound == "exact":
        return Figure(text, value)
    if lang == "en":
        return Figure(f"{draw.choice(BEFORE[bound])} {text}", value, bound=bound)
    if bound == "at_least" and (text[-1] in "万亿" or value % 100 == 0):
        return Figure(f"{text}余", value, bound=bound)
    word = draw.choice({"at_least": ("超", "超过"), "about": ("约", "近")}[bound])
    return Figure(word + text, value, bound=bound)


def written(value: int, *, lang: str, draw: random.Random) -> str:
    """The digits, with million, 万 or 亿 where no digit is lost."""
    if lang == "en":
        if value >= 1_000_000 and value % 10_000 == 0 and draw.random() < 0.7:
            return f"{value / 1_000_000:.10g} million"
        return f"{value:,}"
    if value >= 100_000_000:
        return f"{value / 100_000_000:.10g}亿"
    return f"{value / 10_000:.10g}万" if value >= 10_000 else str(value)


def rounded(value: int) -> int:
    """To two digits, to the nearest."""
    keep: int = 10 ** max(0, len(str(value)) - 2)
    return int(round(value / keep) * keep)


def cut(value: int) -> int:
    """To two digits, downwards: what "more than" is said of."""
    keep: int = 10 ** max(0, len(str(value)) - 2)
    return value // keep * keep
