"""What holds for numbers and dates of any text whatever: spans quote, answers repeat, hostile strings cost little."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.dates import dates
from extractors.languages import language
from extractors.lexicon.language import Language
from extractors.quantities import noise, quantities, vague
from extractors.records import SourceText, Span

PUBLISHED = date(2024, 5, 2)
PIECES = st.sampled_from(
    [
        "over", "more than", "between", "and", "to", "from", "up to", "or more", "half", "a", "third", "of", "in",
        "million", "thousand", "hundred", "dozen", "lakh", "crore", "bn", "k", "%", "percent", "$", "€", "Rs", "yuan",
        "one", "two", "twenty", "point", "3", "1.4", "12,34,567", "2,000", "2023", "1990s", "31", "0", "12/5/2023",
        "2023-05-29", "10:30", "May", "March", "Friday", "last", "next", "this", "year", "week", "quarter", "the",
        "early", "mid", "late", "end", "since", "ago", "days", "Q3", "FY", ",", "-", "–", ".", "(", ")", "\n", "\n\n",
        "万", "亿", "十", "百", "千", "一", "两", "三", "〇", "半", "余", "多", "约", "逾", "至", "以上", "个", "条", "元",
        "年", "月", "日", "去年", "上半年", "起", "以来", "第", "百分之", "成", "港币", "数", "几", "，", "、", "３", "萬",
    ]
)  # fmt: skip
LIKELY = st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), max_size=30).map(
    lambda p: "".join(a + b for a, b in p)
)
ANYTHING = st.text(max_size=200)
CODES = st.sampled_from(["en", "zh"])


def room(code: str) -> Language:
    """A language that has a room."""
    found = language(code)
    assert found is not None
    return found


def mentions(text: str, code: str) -> list[Span]:
    """Every span that the engines give for a text, after checking what must hold for each."""
    source = SourceText(id="any", text=text, published=PUBLISHED)
    days = dates(source, "text", room(code))
    figures = quantities(source, "text", room(code), dates=days)
    for day in days:
        assert day.start is None or day.end is None or day.start <= day.end
    for figure in figures:
        assert figure.span.holds(figure.core)
        assert figure.value >= 0
        assert figure.value_max is None or figure.value_max > figure.value
        assert (figure.currency is not None) == (figure.kind == "money")
        assert not any(day.span.overlaps(figure.core) for day in days)
    spans = [d.span for d in days] + [q.span for q in figures]
    spans += [v.span for v in vague(source, "text", room(code))] + [n.span for n in noise(source, "text", room(code))]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert source.read(span) == text[span.start : span.end]
        assert source.read(span).strip()
    for found in ([d.span for d in days], [q.span for q in figures]):
        assert found == sorted(found)
    return spans


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(LIKELY, ANYTHING), code=CODES)
def test_spans_quote_and_answers_repeat(text: str, code: str) -> None:
    """Whatever the text, each span lies in it, and a second reading gives the same."""
    assert mentions(text, code) == mentions(text, code)


@settings(max_examples=100)
@given(text=LIKELY, code=CODES)
def test_a_sentence_before_shifts_spans_and_nothing_else(text: str, code: str) -> None:
    """What stands in an earlier paragraph does not change what is found."""
    prefix = "Nobody spoke.\n\n"
    moved = [Span(s.field, s.start + len(prefix), s.end + len(prefix)) for s in mentions("Nobody.\n\n" + text, code)]
    shift = len("Nobody.\n\n")
    back = [Span(s.field, s.start - shift, s.end - shift) for s in moved]
    assert mentions(prefix + text, code) == back


@pytest.mark.parametrize(
    "seed",
    [
        "1,", "12,", "1 ", "1.", "9", "1-", "1/", "3 to ", "two ", "a ", "and ", "half ", "two hundred and ", "one and a half ", "May 2, ", "May and ", "5 and ", "of the last ", "more  ", "million ", "$ ", "-",
        "of the ", "May ", "last ", "the ", "1 May ", "2023 ", "from ", "between 1 and ", ",", ".", " ", "\n", "about ",
        "一", "十", "万", "二三", "百分之", "年", "2023年", "自", "上", "至", "1至", "约", "第", "余", "百 分", "《", "“",
    ],
)  # fmt: skip
@pytest.mark.parametrize("code", ["en", "zh"])
def test_hostile_strings_cost_no_more_than_their_length(seed: str, code: str) -> None:
    """Ten times the text takes about ten times as long: no pattern and no loop is worse than linear."""
    short, long = seed * 400, seed * 4000
    taken = [_seconds(text, code) for text in (short, long)]
    assert taken[1] < max(60 * taken[0], 1.5)


def _seconds(text: str, code: str) -> float:
    """Processor time of one reading."""
    begun = time.process_time()
    mentions(text, code)
    return time.process_time() - begun


@pytest.mark.parametrize("digits", ["9" * 400, "1" + ",000" * 130, "1e400", "9" * 5000, "万" * 500, "million " * 200])
@pytest.mark.parametrize("code", ["en", "zh"])
def test_absurd_numbers_neither_crash_nor_take_long(digits: str, code: str) -> None:
    """Nobody means 10^400; reading it costs nothing."""
    begun = time.process_time()
    mentions(f"The firm removed {digits} posts and 三{digits}条.", code)
    assert time.process_time() - begun < 5


def test_a_value_beyond_all_sense_is_still_exact() -> None:
    """Whole numbers do not pass through floating point."""
    source = SourceText(id="big", text="They paid 202107211321363588510367 dollars and 0.1 percent.")
    values = [q.value for q in quantities(source, "text", room("en"))]
    assert values == [202107211321363588510367, Decimal("0.1")]


def test_a_lone_surrogate_and_a_letter_that_grows_in_lower_case_keep_spans_true() -> None:
    """Offsets count the text as given, though the dotted capital I has two characters in lower case."""
    text = "\ud800 İİ removed 3,000 posts in İzmir on 5 May 2023"
    source = SourceText(id="odd", text=text)
    assert "3,000" in [source.read(q.span) for q in quantities(source, "text", room("en"))]
    assert [source.read(d.span) for d in dates(source, "text", room("en"))] == ["5 May 2023"]


def test_without_a_day_of_publication_relative_dates_are_left_out() -> None:
    """Never resolved against today."""
    text = "On Friday, in May and last year it acted; on 5 May 2023 it did not. 3/4/2023 and 13/4/2023."
    source = SourceText(id="undated", text=text)
    found = dates(source, "text", room("en"))
    assert [source.read(d.span) for d in found] == ["5 May 2023", "3/4/2023", "13/4/2023"]
    chinese = SourceText(
        id="undated", text="去年5月、昨日、上周三、近三年、3天前、本月底、国庆节、今年前三季度处置；2023年5月1日。"
    )
    assert [chinese.read(d.span) for d in dates(chinese, "text", room("zh"))] == ["2023年5月1日"]
