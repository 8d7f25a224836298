"""What does not add up: parts and shares against their totals, inside a document and across a story."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.reconcile import reconcile, told
from bot.core.stories import Told
from extractors import SourceText, extract
from tests.core.told_texts import Fields, figure, text

WHOLE = figure("In all [927,600] accounts were dealt with.", action="penalise")
CLOSED = figure("Of them [66,600] were closed for good.", part_of="c1")
OVER = figure("It dealt with over [900,000] accounts.", action="penalise", value=900_000, bound="at_least")
POSTS = figure("It removed [1,410,900] posts.", unit="content", action="remove")


# One sentence for parts that are told together.
SAME = "Of these so many were stopped."


def part(number: str, act: str = "suspend") -> Fields:
    """A part of the first figure of its text."""
    return figure(f"Of these [{number}] were stopped.", action=act, part_of="c1") | {"sentence": SAME, "at": 9}


def percent(sentence: str, **fields: object) -> Fields:
    """A percentage, as extraction has it."""
    return figure(sentence, **({"kind": "percent", "unit": "percent", "part_of": "c1"} | fields))


def noted(*texts: Told) -> list[tuple[tuple[str, ...], str]]:
    """The documents and words of a story's notes on sums."""
    stories = reconcile(texts)
    assert len(stories) == 1
    return [(note.docs, note.note) for note in stories[0].notes if note.kind == "sum"]


PRIMARY = text("p", WHOLE, CLOSED, POSTS, primary=True)


def test_parts_of_a_report_are_held_against_the_total_of_the_primary_text() -> None:
    """Where the report's own total is no bound: "over 900,000" may be any number above."""
    report = text("r", OVER, part("600,000"), part("500,000"), POSTS, day=3)
    told_as = "500,000 and 600,000 are told as parts of 900,000+; "
    assert noted(PRIMARY, report) == [
        (("r", "p"), told_as + "the primary text gives 927,600 in all, and together they are more.")
    ]
    assert noted(report) == []
    assert noted(text("o", WHOLE, POSTS), report) == [
        (("r", "o"), told_as + "another report gives 927,600 in all, and together they are more.")
    ]


def test_one_part_of_a_report_may_be_more_than_the_total_of_the_primary_text() -> None:
    """It is told once."""
    report = text("r", OVER, part("1,200,000"), POSTS, day=3)
    note = "1.2 million is told as a part of 900,000+; the primary text gives 927,600 in all, which is less."
    assert noted(PRIMARY, report) == [(("r", "p"), note)]


@pytest.mark.parametrize(
    "parts",
    [
        (part("600,000"), part("300,000")),
        (part("600,000"), part("500,000", "warn")),
        (part("600,000"), part("500,000") | {"bound": "at_most"}),
        (part("600,000"), part("500,000") | {"unit": "group"}),
        (part("600,000"), part("500,000") | {"sentence": "By age, half a million were stopped."}),
    ],
)
def test_parts_that_can_be_true_of_the_total_are_not_noted(parts: tuple[Fields, ...]) -> None:
    """They add up, or may overlap, or say no more than "up to", or count other things, or divide it anew."""
    assert noted(PRIMARY, text("r", OVER, *parts, POSTS, day=3)) == []


def test_parts_that_fit_a_larger_total_of_the_text_are_not_held_against_a_smaller_one() -> None:
    """Which total a part belongs to is read from words, and may be read wrongly."""
    small, large = figure("It closed [67,000] accounts."), figure("Of these [187,000] were fakes.", part_of="c1")
    note = "187,000 is told as a part of 67,000, which is less."
    assert noted(text("r", small, large, POSTS)) == [(("r",), note)]
    assert noted(text("r", small, large, WHOLE, POSTS)) == []
    assert noted(text("r", small, large, WHOLE | {"value": 120_000}, POSTS)) == [(("r",), note)]
    halves = (part("40,000"), part("50,000"))
    assert len(noted(text("r", small, *halves, POSTS))) == 1
    assert noted(text("r", small, *halves, WHOLE, POSTS)) == []


def test_a_total_that_is_no_other_documents_is_not_held_against_it() -> None:
    """A report's "over 950,000" is more than the primary's 927,600: then that is what is told."""
    report = text("r", OVER | {"value": 950_000}, part("600,000"), part("500,000"), POSTS, day=3)
    assert noted(PRIMARY, report) == []


SHARES = [
    ("Of them [66,600], or 7.2%, were closed.", 7.2, None),
    ("Of them [66,600] (7 percent) were closed.", 7, None),
    ("Of them [66,600], or 12%, were closed.", 12, "less"),
    ("Of them [66,600], accounting for 2.7% of all, were closed.", 2.7, "more"),
    ("其中[66,600]个被关闭，占总数的17.2%。", 17.2, "less"),
    ("Of them [66,600] were closed and 12% warned.", 12, None),
    ("Of them [66,600] were closed. Others (12%) were not.", 12, None),
]


@pytest.mark.parametrize(("sentence", "value", "away"), SHARES)
def test_a_share_that_is_told_beside_its_count_is_computed(sentence: str, value: float, away: str | None) -> None:
    """Only where the words say that both are one thing."""
    count = figure(sentence, part_of="c1")
    whole_sentence = str(count["sentence"])
    digits = f"{value:g}"
    at = whole_sentence.index(digits, int(count["at"]) + 7)
    share = percent("[0]", value=value) | {"sentence": whole_sentence, "at": at, "quote": digits}
    note = f"66,600 of 927,600 is told as {digits}%; the two figures make {away}."
    assert noted(text("r", WHOLE, count, share, POSTS)) == ([(("r",), note)] if away else [])


BOUNDS = [(12, "at_least", "less"), (2, "at_least", None), (12, "at_most", None), (2, "at_most", "more")]


@pytest.mark.parametrize(("value", "bound", "away"), [*BOUNDS, (7.5, "about", None), (9, "about", "less")])
def test_a_bound_of_a_share_is_kept(value: float, bound: str, away: str | None) -> None:
    """So “more than 2 percent” is true of 7.2, “about 7.5” too; the share stands before the count in brackets."""
    sentence = f"Of them {value:g}% (66,600) were closed."
    count = CLOSED | {"sentence": sentence, "at": sentence.index("66,600")}
    share = percent("[0]", value=value, bound=bound) | {"sentence": sentence, "at": 8, "quote": f"{value:g}%"}
    found = noted(text("r", WHOLE, count, share, POSTS))
    assert [note.rsplit(" ", 1)[-1] for _, note in found] == ([f"{away}."] if away else [])


def test_a_share_without_its_total_is_held_against_the_total_of_the_primary_text() -> None:
    """The count is the link."""
    sentence = "It closed 66,600 accounts (12%)."
    count = CLOSED | {"sentence": sentence, "at": 10, "part_of": None}
    share = percent("[0]", value=12, part_of=None) | {"sentence": sentence, "at": 27, "quote": "12%"}
    note = "66,600 is told as 12%; of the 927,600 that the primary text gives it is less."
    assert noted(PRIMARY, text("r", count, share, POSTS, day=3)) == [(("r", "p"), note)]
    assert noted(text("r", count, share, POSTS)) == []
    risen = share | {"change": "increase"}
    assert noted(PRIMARY, text("r", count, risen, POSTS, day=3)) == []


def test_a_share_alone_is_held_against_count_and_total_of_another_document() -> None:
    """Where that document has one part under the act, and the report one share."""
    share = percent("Of them [12]% were closed.")
    note = "12% is told as the share; the figures that the primary text gives, 66,600 of 927,600, make less."
    assert noted(PRIMARY, text("r", WHOLE, share, POSTS, day=3)) == [(("r", "p"), note)]
    right = percent("Of them [7]% were closed.")
    assert noted(PRIMARY, text("r", WHOLE, right, POSTS, day=3)) == []
    two = text("p", WHOLE, CLOSED, CLOSED | {"value": 5_000}, POSTS, primary=True)
    assert noted(two, text("r", WHOLE, share, POSTS, day=3)) == []
    assert noted(PRIMARY, text("r", WHOLE, share, percent("and [3]% for spam."), POSTS, day=3)) == []
    generic = share | {"action": "penalise"}
    assert noted(PRIMARY, text("r", WHOLE, generic, POSTS, day=3)) == []
    spam = percent("Of them [12]% were closed for spam.")
    assert noted(PRIMARY, text("r", WHOLE, spam, POSTS, day=3)) == []


def test_a_share_of_money_or_of_another_unit_is_not_computed() -> None:
    """66,600 accounts are no share of 927,600 posts."""
    sentence = "Of them 66,600 (12%) were closed."
    count = CLOSED | {"sentence": sentence, "at": 8}
    share = percent("[0]", value=12) | {"sentence": sentence, "at": 16, "quote": "12%"}
    for other in ({"unit": "content"}, {"bound": "at_least"}, {"value_max": 950_000}):
        assert noted(text("r", WHOLE | other, count, share, POSTS)) == []
    assert noted(text("r", WHOLE, count, share | {"part_of": "c4"}, POSTS)) == []


def test_extracted_figures_of_two_languages_are_checked_against_each_other() -> None:
    """From the words to the note."""

    def read(name: str, kind: str, words: str) -> Told:
        source = SourceText(id=name, text=words, title="Accounts", published=date(2024, 5, 2), kind=kind)
        return told(source, extract(source))

    own = read("p", "regulator", "网信部门共处置账号92.76万个，其中永久关闭账号6.66万个。")
    report = read("r", "media", "The office dealt with 927,600 accounts, of which 12% were permanently closed.")
    note = "12% is told as the share; the figures that the primary text gives, 66,600 of 927,600, make less."
    assert noted(own, report) == [(("r", "p"), note)]


TOTAL = figure("It removed [1,410,900] posts.", unit="content", action="remove")


def on(platform: str, number: str, **fields: object) -> Fields:
    """What one platform removed."""
    words = figure(f"{platform} removed [{number}] posts.", unit="content", action="remove")
    return words | {"platforms": (platform,)} | fields


OWN = text("p", WHOLE, TOTAL, primary=True)
WEIBO, DOUYIN = on("Weibo", "900,000"), on("Douyin", "600,000")
MORE = "600,000 for Douyin and 900,000 for Weibo are told; the primary text gives 1,410,900 in all, and together they are more."


def test_platforms_of_one_report_are_held_against_the_total_of_the_announcement() -> None:
    """The report gives no total; nor need the platforms stand in one document."""
    assert noted(OWN, text("r", WHOLE, WEIBO, DOUYIN, day=3)) == [(("r", "p"), MORE)]
    pair = (text("a", WHOLE, WEIBO, day=3), text("b", WHOLE, DOUYIN, day=3))
    assert noted(OWN, *pair) == [(("b", "a", "p"), MORE)]


@pytest.mark.parametrize(
    "parts",
    [
        (WEIBO, on("Douyin", "500,000")),
        (WEIBO,),
        (WEIBO, DOUYIN | {"platforms": ("Douyin", "Weibo")}),
        (WEIBO, DOUYIN | {"bound": "at_most"}),
        (WEIBO, DOUYIN | {"action": "report"}),
        (WEIBO, on("Weibo", "600,000")),
        (on("Weibo", "1,500,000"), on("Douyin", "2,000,000")),
        (WEIBO, DOUYIN, TOTAL | {"value": 1_600_000}),
        (WEIBO, DOUYIN, TOTAL | {"value": 1_450_000, "bound": "at_least"}),
        (WEIBO, DOUYIN | {"has_period": True, "start": date(2024, 1, 1), "end": date(2024, 3, 31)}),
    ],
)
def test_platforms_that_may_belong_to_another_total_are_not_noted(parts: tuple[Fields, ...]) -> None:
    """They fit, or are no list, or overlap, or are of another act, time or scope, or a larger total is told."""
    assert noted(OWN, text("r", WHOLE, *parts, day=3)) == []


def test_a_part_of_the_time_of_the_total_counts() -> None:
    """What one platform did in April of what all did in March and April."""
    spring = {"has_period": True, "start": date(2024, 3, 1), "end": date(2024, 4, 30)}
    april = {"has_period": True, "start": date(2024, 4, 1), "end": date(2024, 4, 30)}
    own = text("p", WHOLE, TOTAL | spring, primary=True)
    assert noted(own, text("r", WHOLE, WEIBO | april, DOUYIN | spring, day=3)) == [(("r", "p"), MORE)]
    so_far = {"has_period": True, "start": None, "end": date(2024, 4, 30)}
    until = text("p", WHOLE, TOTAL | so_far, primary=True)
    assert noted(until, text("r", WHOLE, WEIBO | april, DOUYIN | spring, day=3)) == [(("r", "p"), MORE)]
    may = {"has_period": True, "start": date(2024, 5, 1), "end": date(2024, 5, 31)}
    assert noted(until, text("r", WHOLE, WEIBO | april, DOUYIN | may, day=3)) == []
    assert noted(own, text("r", WHOLE, WEIBO | april, DOUYIN | so_far, day=3)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In Beijing it shut [900] groups.", "In Shanghai it shut [600]."),
        ("北京关闭群组[900]个。", "上海关闭群组[600]个。"),
    ],
)
def test_places_are_held_against_the_total(one: str, other: str) -> None:
    """By the names of provinces and states beside the figures, in each language."""
    total = figure("It shut [1,300] groups.", unit="group")
    own = text("p", WHOLE, total, POSTS, primary=True)
    places = [figure(words, unit="group") for words in (one, other)]
    note = "600 for Shanghai and 900 for Beijing are told; the primary text gives 1,300 in all, and together they are more."
    assert noted(own, text("r", WHOLE, *places, POSTS, day=3)) == [(("r", "p"), note)]
    both = figure("In Beijing and Shanghai it shut [900] groups.", unit="group")
    assert noted(own, text("r", WHOLE, both, places[1], POSTS, day=3)) == []


def test_kinds_are_held_against_the_total_where_they_exclude_each_other() -> None:
    """An account that poses as a newsroom poses as no army; a post may be a rumour and a fraud."""
    total = figure("It closed [66,600] accounts.")
    own = text("p", total, POSTS, primary=True)
    news = figure("It closed [40,000] accounts posing as news outlets.")
    army = figure("It closed [50,000] accounts posing as the military.")
    found = noted(own, text("r", news, army, POSTS, day=3))
    assert [docs for docs, _ in found] == [("r", "p")]
    assert noted(own, text("r", WHOLE, news, army, POSTS, day=3)) == []
    rumours = figure("It closed [40,000] accounts for rumours.")
    frauds = figure("It closed [50,000] accounts for fraud.")
    assert noted(own, text("r", rumours, frauds, POSTS, day=3)) == []


CUES = [
    ("It closed [900] groups, of which [1,200] for spam.", True),
    ("Of the [900] groups, [1,200] were shut for spam.", True),
    ("It closed [900] groups: [1,200] for spam.", True),
    ("关闭群组[900]个，其中，封禁[1,200]个。", True),
    ("在关闭的[900]个群组中，[1,200]个被封禁。", True),
    ("It closed [900] groups, [1,200] of them for spam.", True),
    ("It closed [900] groups, double that, [1,200], a year later.", False),
    ("It closed [900] groups, among them that of a singer, and ordered that [1,200] be shut.", False),
    ("It closed [900] groups, almost as many as before ([1,200]).", False),
    ("It closed [900] groups, a part of the [1,200] that exist.", False),
    ("其中小红书出现[900]条，快手为[1,200]条。", False),
]


@pytest.mark.parametrize(("sentence", "says"), CUES)
def test_a_part_that_is_more_than_its_whole_is_told_only_where_words_make_it_a_part(sentence: str, says: bool) -> None:  # noqa: FBT001  # a parameter
    """Else it was rather read wrongly."""
    plain = sentence.replace("[", "").replace("]", "")
    places = {"900": plain.index("900"), "1,200": plain.index("1,200")}
    whole, part_of_it = (
        figure(f"[{number}]", unit="group") | {"sentence": plain, "at": at} for number, at in places.items()
    )
    assert bool(noted(text("r", whole, part_of_it | {"part_of": "c1"}, POSTS))) is says


def test_a_part_told_before_its_whole_has_no_word_for_it() -> None:
    """And a colon of another sentence introduces nothing."""
    plain = "It closed 1,200 for spam, 900 groups in all."
    part_of_it = figure("[1,200]", unit="group", part_of="c2") | {"sentence": plain, "at": 10}
    whole = figure("[900]", unit="group") | {"sentence": plain, "at": 26}
    assert noted(text("r", part_of_it, whole, POSTS)) == []
    whole, listed = figure("It closed [900] groups.", unit="group"), figure("By kind: [1,200] for spam.", unit="group")
    assert noted(text("r", whole, listed | {"part_of": "c1"}, POSTS)) == []


def test_a_part_of_things_of_another_unit_is_no_part_when_values_are_compared() -> None:
    """Groups that were read as a part of accounts are still the announcement's groups, told wrongly."""
    own = text("p", WHOLE, POSTS, figure("It shut [1,300] groups.", unit="group"), primary=True)
    wrong = figure("It shut [3,000] groups.", unit="group", part_of="c1")
    facts = reconcile([own, text("r", WHOLE, POSTS, wrong, day=3)])[0].facts
    assert {(fact.value, str(fact.agreement.status)) for fact in facts if fact.unit == "group"} == {(1300, "differs")}
