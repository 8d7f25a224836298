"""Quantities in sentences: neighbours that share a bound, sign or unit, money by place, and what is left out."""

from __future__ import annotations

import pytest

from extractors.dates import dates
from extractors.languages import language
from extractors.quantities import noise, quantities
from extractors.records import SourceText


def found(text: str, *, code: str = "en", region: str | None = None) -> list[str]:
    """The quantities of a text, each as "quote = value[..max] bound kind [currency]" without what is plain."""
    room = language(code)
    assert room is not None
    source = SourceText(id="q", text=text, region=region)
    made = []
    for q in quantities(source, "text", room, dates=dates(source, "text", room)):
        limit = f"..{q.value_max}" if q.value_max is not None else ""
        bound = f" {q.bound}" if q.bound != "exact" else ""
        kind = f" {q.kind}" if q.kind == "percent" else ""
        money = f" {q.currency}{'?' if q.currency_inferred else ''}" if q.currency else ""
        minus = "-" if q.negative else ""
        made.append(f"{source.read(q.span)} = {minus}{q.value}{limit}{bound}{kind}{money}")
    return made


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("up to £18 million or 10% of turnover", ["up to £18 million = 18000000 at_most GBP?", "10% = 10 at_most percent"]),
        ("over 138,000 accounts and 340 pages", ["over 138,000 = 138000 at_least", "340 = 340"]),
        ("and more than 400 in progress, or upwards of 30", ["more than 400 = 400 at_least", "upwards of 30 = 30 at_least"]),
        ("rose from 5 to 7 per cent", ["5 = 5 percent", "7 per cent = 7 percent"]),
        ("rose from 3,000 to 5,000", ["3,000 = 3000", "5,000 = 5000"]),
        ("fell -1.3% and minus 4 degrees", ["1.3% = -1.3 percent", "4 = -4"]),
        ("won 2-1 and then 89-89", []),
        ("8 to 10 thousand pages", ["8 to 10 thousand = 8000..10000"]),
        ("one in five; 12 in six boxes; five in ten days; 3 in 7", [
            "one in five = 20 percent", "12 = 12", "six = 6", "five = 5", "ten = 10", "3 in 7 = 42.8571428571 percent",
        ]),
        ("one in 27 and 1 in 30", ["one = 1", "27 = 27", "1 = 1", "30 = 30"]),
        ("half the posts, half of them, more than half, half", [
            "half = 50 percent", "half = 50 percent", "more than half = 50 at_least percent",
        ]),
        ("two thirds, a quarter of users, the third quarter, by a fifth", [
            "two thirds = 66.6666666667 percent", "a quarter = 25 percent",
        ]),
        ("$ 20,000 $ 37,305.97 and $7bn ($3 million)", [
            "$ 20,000 = 20000 USD?", "$ 37,305.97 = 37305.97 USD?", "$7bn = 7000000000 USD?", "$3 million = 3000000 USD?",
        ]),
        ("yuan 5 dollars; $5 dollars; 10 rmb 20 usd", ["5 dollars = 5 USD?", "$5 dollars = 5 USD?", "10 rmb = 10 CNY", "20 usd = 20 USD"]),
        ("Australia fined it $610,500", ["$610,500 = 610500 AUD?"]),
        ("fined R1.2 million and P10 million, rated R18 on P2P", [
            "R1.2 million = 1200000 ZAR", "P10 million = 10000000 PHP",
        ]),
        ("Singapore's S$5 million.\nThe FBI says $6 million", ["S$5 million = 5000000 SGD", "$6 million = 6000000 USD?"]),
        ("up to A$49.5 million ($33 million)", ["up to A$49.5 million = 49500000 at_most AUD", "$33 million = 33000000 USD?"]),
        ("it costs 15 dollars 50. Or 15 dollars and 50 people", ["15 dollars 50 = 15.5 USD?", "15 dollars = 15 USD?", "50 = 50"]),
        ("67 K posts", ["67 K = 67000"]),
        ("A$5 and then $6", ["A$5 = 5 AUD", "$6 = 6 AUD?"]),
        ("try 5 times, 5 won awards, 200 won", ["5 = 5", "5 = 5", "200 won = 200 KRW?"]),
        ("300 posts or more, 40 accounts or so, 50 or less", [
            "300 = 300 at_least", "40 = 40 about", "50 or less = 50 at_most",
        ]),
        ("about more than 40, at least about 30", ["about more than 40 = 40 at_least", "at least about 30 = 30 at_least"]),
        ("more than 10 and less than 20; less than 5 and more than 9", [
            "more than 10 and less than 20 = 10..20", "less than 5 = 5 at_most", "more than 9 = 9 at_least",
        ]),
        ("twenty-first, 3rd, A4, 5G, iPhone 15, v2.3.1, #12, 3,4,5", ["15 = 15", "3 = 3", "4 = 4", "5 = 5"]),
        ("one hundred and two and three hundred", ["one hundred and two = 102", "three hundred = 300"]),
        ("one million and 340 pages; two and a half", ["one million = 1000000", "340 = 340", "two and a half = 2.5"]),
        ("one two three, twenty twelve, five hundred six", [
            "one = 1", "two = 2", "three = 3", "twenty = 20", "twelve = 12", "five hundred six = 506",
        ]),
        ("a third campaign, a second one", ["one = 1"]),
        ("5 point; 5 point x", ["5 = 5", "5 = 5"]),
        ("10,000-plus dollars, 30-odd %", ["10,000-plus dollars = 10000 at_least USD?", "30-odd % = 30 about percent"]),
    ],
)  # fmt: skip
def test_quantities_of_a_sentence(text: str, wanted: list[str]) -> None:
    """Bounds, units and signs go to the number they belong to."""
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("罚款5000余元，逾30多%", ["5000余元 = 5000 at_least CNY?", "逾30多% = 30 at_least percent"]),
        ("八到九百亿泰铢", ["八到九百亿泰铢 = 80000000000..90000000000 THB"]),
        ("三分之一，五百分之二，二分之", ["三分之一 = 33.3333333333 percent"]),
        ("答案是四不是五。", ["四 = 4", "五 = 5"]),
        ("一家公司，一，三个，这一次，另一名", ["一 = 1", "一 = 1", "三 = 3"]),
        ("香港罰款5萬元，台灣罰款6萬元", ["5萬元 = 50000 TWD?", "6萬元 = 60000 TWD?"]),
        ("香港市民被罚5万元", ["5万元 = 50000 HKD?"]),
        ("臺北市民遭罰5萬元", ["5萬元 = 50000 TWD?"]),
        ("￥300、¥20", ["￥300 = 300 CNY?", "¥20 = 20 CNY?"]),
        ("五十千，二十一号文", ["五十 = 50", "二十一 = 21"]),
        ("１２，３４５条，1，234条", ["１２，３４５ = 12345", "1 = 1", "234 = 234"]),
        ("半数以上，半个，半成", ["半数以上 = 50 at_least percent", "半成 = 5 percent"]),
    ],
)
def test_quantities_of_a_chinese_sentence(text: str, wanted: list[str]) -> None:
    """The same engine with Chinese words."""
    assert found(text, code="zh") == wanted


@pytest.mark.parametrize(
    ("region", "wanted"),
    [("AU", "AUD"), ("SG", "SGD"), ("US", "USD"), ("de", "USD?"), (None, "USD?")],
)
def test_a_bare_dollar_is_read_by_region(region: str | None, wanted: str) -> None:
    """A region decides; without one, or with one that has no dollar, the guess is flagged."""
    assert found("a $5 fine", region=region) == [f"$5 = 5 {wanted}"]


def test_ranges_of_noise_are_noise_at_both_ends() -> None:
    """Three to five days: neither number counts anything."""
    room = language("en")
    assert room is not None
    source = SourceText(
        id="n", text="three to five days, the 2021 rules, a 12-month and 20-minute talk, 30-odd days, 5."
    )
    assert [(source.read(n.span), n.kind) for n in noise(source, "text", room)] == [
        ("three", "duration"),
        ("five", "duration"),
        ("2021", "identifier"),
        ("12", "duration"),
        ("20", "duration"),
        ("30", "duration"),
    ]


def test_digits_of_a_telephone_are_noise_unless_they_count() -> None:
    """110 is the police; 110 posts are posts."""
    room = language("zh")
    assert room is not None
    source = SourceText(id="n", text="请拨打110或12377，共处置110条、12345个，3余年。")
    assert [source.read(n.span) for n in noise(source, "text", room)] == ["110", "12377", "3"]
