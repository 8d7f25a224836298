"""What is put in another's place in Chinese gold texts: figures, services, regulators, months and verbs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from tests.metamorphic import Swap, moved
from tests.scoring import GOLD, Form

SERVICES = {
    "抖音": "Douyin", "快手": "Kuaishou", "知乎": "Zhihu", "豆瓣": "Douban", "小红书": "Xiaohongshu", "虎牙": "Huya",
    "斗鱼": "Douyu", "闲鱼": "Xianyu", "陌陌": "Momo", "爱奇艺": "iQiyi",
}  # fmt: skip
REGULATORS = {
    "市场监管总局": "State Administration for Market Regulation", "教育部": "Ministry of Education",
    "文化和旅游部": "Ministry of Culture and Tourism",
}  # fmt: skip
# Months of equal length, so that whole months stay whole.
MONTHS = {1: 3, 3: 5, 5: 7, 7: 8, 8: 10, 10: 12, 12: 8, 4: 6, 6: 9, 9: 11, 11: 4}
# Verbs that the guidelines give one action.
SYNONYMS = (
    ("清理", "清除"), ("删除", "清除"), ("下架", "下线"), ("下线", "移除"), ("关闭", "关停"), ("关停", "封停"), ("封禁", "关停"),
    ("解散", "关闭"), ("抓获", "抓捕"), ("处置", "处理"), ("处罚", "处置"), ("拦截", "屏蔽"), ("侦破", "破获"), ("捣毁", "端掉"),
    ("约谈", "约见"), ("收到", "接到"), ("逮捕", "抓捕"), ("拘捕", "逮捕"), ("禁言", "停播"),
)  # fmt: skip
FIGURE = re.compile(r"(?<![\d.,第])\d[\d,]*(?:\.\d+)?[万亿萬億]?(?![\d.,月日年时])")
SCALE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}


def put(doc: Form, swap: Swap) -> Form:
    """The document with every occurrence replaced, in title and text; a run of digits is replaced whole or not at all."""
    words = "|".join(re.escape(word) for word in sorted(swap.before, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\d.,])(?:{words})(?![\d])") if swap.before[0][0].isdigit() else re.compile(words)
    return {**doc, **{part: pattern.sub(lambda _: swap.after, doc[part]) for part in ("title", "text")}}


def value_of(written: str) -> float:
    """What a figure in digits says, with its scale."""
    scale = SCALE.get(written[-1], 1)
    return round(float(written.rstrip("万萬亿億").replace(",", "")) * scale, 2)


def figures(doc: Form) -> Iterator[Swap]:
    """Every figure in digits of a lone claim, with its last digit changed: sums and repeats of it are left alone."""
    whole = doc["title"] + "\n" + doc["text"]
    values = [claim["value"] for claim in doc["claims"]]
    parents = {claim["part_of"] for claim in doc["claims"]}
    for claim in doc["claims"]:
        found = FIGURE.findall(claim["quote"])
        lone = not claim.get("also") and claim["part_of"] is None and claim["id"] not in parents
        if (
            not lone
            or len(found) != 1
            or whole.count(found[0].rstrip("万萬亿億")) != 1
            or claim["value_max"] is not None
        ):
            continue
        old = found[0]
        if value_of(old) != claim["value"] or claim["value"] < 100 or values.count(claim["value"]) != 1:
            continue
        digits = old.rstrip("万萬亿億")
        new = digits[:-1] + str((int(digits[-1]) + 1) % 10 or 1) + old[len(digits) :]
        if new != old:
            yield Swap("figure", (old,), new, {"value": partial(renumbered, old=claim["value"], new=value_of(new))})


def renumbered(value: object, *, old: float, new: float) -> object:
    """A value, changed where it is the one that was changed."""
    return new if value == old else value


def services(doc: Form) -> Iterator[Swap]:
    """Every service of one Chinese name, by one that the text does not name."""
    whole = doc["title"] + "\n" + doc["text"]
    free = [name for name, canonical in SERVICES.items() if name not in whole and canonical not in doc["platforms"]]
    for name, canonical in SERVICES.items():
        others = whole.replace(name, "")
        if name in whole and canonical in doc["platforms"] and free and canonical not in others:
            change = partial(renamed, old=canonical, new=SERVICES[free[0]])
            yield Swap("service", (name + "网", name) if name == "豆瓣" else (name,), free[0], {"platforms": change, "actor": change})  # fmt: skip


def renamed(value: object, *, old: object, new: object) -> object:
    """A name, or a list of names, with one of them in another's place."""
    if isinstance(value, list):
        return [new if name == old else name for name in value]
    return new if value == old else value


def names() -> Mapping[str, Mapping[str, list[str]]]:
    """The inventory of names that the gold is annotated by: canonical name to the words seen in texts."""
    inventory: Mapping[str, Mapping[str, list[str]]] = json.loads((GOLD / "names_zh.json").read_text(encoding="utf-8"))
    return inventory


def regulators(doc: Form) -> Iterator[Swap]:
    """Every national body under all its names, by one that the text does not name.

    The police and the network offices are left alone: 公安机关 and 网信部门 go on naming them.
    """
    known = names()["regulators"]
    whole = doc["title"] + "\n" + doc["text"]
    for name in doc["regulators"]:
        said = tuple(word for word in known.get(name, ()) if word in whole)
        free = [one for one in REGULATORS if one not in whole]
        if said and free and not any(word in name for word in ("Public Security", "Cyberspace", "Police")):
            yield Swap("regulator", said, free[0], {"actor": partial(renamed, old=name, new=REGULATORS[free[0]])})


def months(doc: Form) -> Iterator[Swap]:
    """Every month that keeps its place among the others under its new name, so that no range turns and no year moves."""
    whole = doc["title"] + "\n" + doc["text"]
    published = date.fromisoformat(doc["published"])
    told = {int(found) for found in re.findall(r"(?<!\d)(\d{1,2})(?=月(?!活))", whole)}
    for old in sorted(told & MONTHS.keys()):
        new = MONTHS[old]
        low, high = sorted((old, new))
        passed = any(low <= month <= high for month in told - {old})
        if not passed and max(old, new) < published.month and not re.search("季|半年|旬|月底", whole):
            yield Swap("month", (f"{old}月",), f"{new}月", {"period": partial(moved, old=old, new=new)})


def verbs(doc: Form) -> Iterator[Swap]:
    """Verbs of one meaning: nothing may change at all."""
    whole = doc["title"] + "\n" + doc["text"]
    for old, new in SYNONYMS:
        if old in whole:
            yield Swap("verb", (old,), new, {})


def swaps(doc: Form) -> Iterator[Swap]:
    """Everything that can be put in another's place in one document."""
    for kind in (figures, services, regulators, months, verbs):
        yield from kind(doc)
