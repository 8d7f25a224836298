"""The generator's own Chinese words (Simplified): acts, nouns with measure words, names and ways to write a number."""

from __future__ import annotations

import random

from tests.generator.draw import Act, Figure, Words

DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def act(action: str, verb: str, units: str, *, noun: str = "") -> Act:
    """An act: v is the verb before its object and in a passive, n the act as a noun."""
    return Act(action, {"v": verb} | ({"n": noun} if noun else {}), tuple(units.split()))


ACTS = (
    act("remove", "清理", "content", noun="清理"),
    act("remove", "删除", "content", noun="删除"),
    act("remove", "下架", "app content", noun="下架"),
    act("close", "关闭", "account website group stream", noun="关闭"),
    act("close", "封禁", "account stream", noun="封禁"),
    act("close", "关停", "website account"),
    act("close", "解散", "group", noun="解散"),
    act("suspend", "禁言", "account"),
    act("block", "拦截", "content", noun="拦截"),
    act("block", "封堵", "website"),
    act("penalise", "处置", "account", noun="处置"),
    act("penalise", "处理", "account", noun="处理"),
    act("warn", "约谈", "organisation website", noun="约谈"),
    act("warn", "警告", "organisation website"),
    act("arrest", "抓获", "person", noun="抓获"),
    act("investigate", "侦破", "case"),
    act("investigate", "查办", "case", noun="查办"),
    act("report", "受理", "report", noun="受理"),
    act("restore", "恢复", "account"),
)
MEASURE = {"违规账号": "个", "“水军”账号": "个", "仿冒账号": "个", "有害信息": "条", "谣言帖文": "条", "低俗视频": "条", "辱骂评论": "条",
           "违法网站": "家", "钓鱼网站": "个", "违规App": "款", "违规应用程序": "款", "小程序": "个", "违规群组": "个", "聊天群": "个",
           "违规直播间": "个", "带货主播": "名", "犯罪嫌疑人": "名", "涉案人员": "人", "网络诈骗案件": "起", "涉网案件": "起", "网民举报": "件",
           "群众投诉": "件", "企业": "家", "中介机构": "家", "互联网公司": "家"}  # fmt: skip
NOUNS = {
    "account": ("违规账号", "“水军”账号", "仿冒账号"),
    "content": ("有害信息", "谣言帖文", "低俗视频", "辱骂评论"),
    "website": ("违法网站", "钓鱼网站"),
    "app": ("违规App", "违规应用程序", "小程序"),
    "group": ("违规群组", "聊天群"),
    "stream": ("违规直播间", "带货主播"),
    "person": ("犯罪嫌疑人", "涉案人员"),
    "case": ("网络诈骗案件", "涉网案件"),
    "report": ("网民举报", "群众投诉"),
    "organisation": ("企业", "中介机构", "互联网公司"),
}
ACTORS = ("国家网信办", "北京市网信办", "上海市网信办", "工业和信息化部", "公安部", "市场监管总局", "广电总局")
PLATFORMS = ("微博", "抖音", "快手", "微信", "小红书", "知乎", "哔哩哔哩", "百度")
REASONS = ("散布谣言", "恶意营销", "冒充媒体", "煽动对立", "售卖假货")


def hanzi(number: int) -> str:
    """A whole number under 100,000 in Chinese numerals."""
    if number >= 10_000:
        rest = number % 10_000
        return hanzi(number // 10_000) + "万" + (("零" if rest < 1000 else "") + hanzi(rest) if rest else "")
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


def plain_count(draw: random.Random) -> tuple[str, float]:
    """A count in digits, with 万 or 亿, or in Chinese numerals."""
    form = draw.randrange(8)
    if form <= 1:
        value = draw.choice((draw.randrange(20, 999), draw.randrange(1000, 9999), draw.randrange(10_000, 990_000)))
        return str(value), value
    if form == 2:
        value = draw.randrange(1000, 990_000)
        return f"{value:,}", value
    if form == 3:
        value = draw.randrange(11, 9999)
        return f"{value / 10:g}万", value * 1000
    if form == 4:
        value = draw.randrange(11, 99)
        return f"{value / 10:g}亿", value * 10_000_000
    if form == 5:
        value = draw.randrange(2, 99) * draw.choice((100, 1000))
        return hanzi(value), value
    if form == 6:
        high, low = draw.randrange(2, 9), draw.randrange(1001, 9999)
        return f"{high}万{low}", high * 10_000 + low
    value = draw.randrange(20, 9999)
    return str(value).translate(WIDE), value


def count(draw: random.Random) -> Figure:
    """A count with its hedge, or a range."""
    if draw.random() < 0.06:
        low = draw.randrange(2, 40)
        high = low + draw.randrange(2, 30)
        return Figure(
            draw.choice(("{}万至{}万", "{}万—{}万", "{}万到{}万")).format(low, high), low * 10_000, high * 10_000
        )
    text, value = plain_count(draw)
    if draw.random() < 0.45:
        return Figure(text, value)
    if (draw.random() < 0.45 and text[-1] in "万亿千百") or (text[-1] == "0" and len(text) > 2):
        return Figure(text + draw.choice("余多"), value, bound="at_least")
    bound, words = draw.choice(
        (
            ("about", ("约", "近", "将近", "大约")),
            ("at_least", ("超", "超过", "逾", "至少")),
            ("at_most", ("不足", "不到")),
        )
    )
    return Figure(draw.choice(words) + text, value, bound=bound)


def money(draw: random.Random) -> Figure:
    """A sum with its currency."""
    tenths, whole = draw.randrange(11, 990), draw.randrange(20_000, 900_000)
    forms = (
        (f"{tenths / 10:g}万元", tenths * 1000, "CNY"),
        (f"{tenths / 10:g}亿元", tenths * 10_000_000, "CNY"),
        (f"人民币{whole}元", whole, "CNY"),
        (f"{tenths / 10:g}万美元", tenths * 1000, "USD"),
        (f"{whole:,}港元", whole, "HKD"),
    )
    text, value, currency = draw.choice(forms)
    return Figure(text, value, currency=currency)


def percent(draw: random.Random) -> Figure:
    """A percentage."""
    tenths, whole = draw.randrange(21, 989), draw.randrange(3, 97)
    return draw.choice(
        (Figure(f"{tenths / 10:g}%", tenths / 10), Figure(f"百分之{hanzi(whole)}", whole), Figure(f"{whole}％", whole))
    )


def share(draw: random.Random) -> Figure:
    """A share in words."""
    return Figure(*draw.choice((("九成", 90), ("三成五", 35), ("一半", 50), ("七成", 70))))


def bare(figure: Figure, noun: str) -> str:
    """The figure with its measure word alone."""
    return figure.text + MEASURE[noun]


def noun_phrase(draw: random.Random, figure: Figure, noun: str) -> str:
    """The figure and measure word before or after the noun."""
    return bare(figure, noun) + noun if draw.random() < 0.5 else noun + bare(figure, noun)


WORDS = Words(
    acts=ACTS,
    nouns=NOUNS,
    plain={
        "A": lambda d: d.choice(ACTORS),
        "P": lambda d: d.choice(PLATFORMS),
        "T": lambda d: d.choice(
            (
                f"{d.randrange(2015, 2021)}年{d.randrange(1, 13)}月",
                f"{d.randrange(2015, 2021)}年上半年",
                f"{d.randrange(2015, 2021)}年第三季度",
            )
        ),
        "r": lambda d: d.choice(REASONS),
        "Y": lambda d: str(d.randrange(2015, 2021)),
        "M": lambda d: str(d.randrange(1, 13)),
        "z": lambda d: f"{d.randrange(12, 900) / 10:g}万",
        "w": lambda d: f"{d.randrange(12, 90) / 10:g}亿",
        "y": lambda d: str(d.randrange(11, 60)),
    },
    count=count,
    money=money,
    percent=percent,
    share=share,
    noun_phrase=noun_phrase,
    bare=bare,
    act_slots=frozenset("vn"),
)
