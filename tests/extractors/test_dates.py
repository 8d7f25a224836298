"""Dates in sentences: several at once, pointing at one another, and things that are no dates."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.dates import dates
from extractors.dates.days import day, moved, named_day, part_of, unit_days, week_in, weekday_in, year_days
from extractors.languages import language
from extractors.records import SourceText

PUBLISHED = date(2024, 6, 12)  # a Wednesday


def found(text: str, *, code: str = "en", region: str | None = None) -> list[str]:
    """The dates of a text as "quote start..end"."""
    room = language(code)
    assert room is not None
    source = SourceText(id="d", text=text, published=PUBLISHED, region=region)
    return [f"{source.read(d.span)} {d.start}..{d.end}" for d in dates(source, "text", room) if not d.rolling]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "In the six months to 31 March it removed more than in the three months ended 30 June 2023.",
            [
                "six months to 31 March 2023-10-01..2024-03-31",
                "three months ended 30 June 2023 2023-04-01..2023-06-30",
            ],
        ),
        ("In the year to March it doubled.", ["year to March 2023-04-01..2024-03-31"]),
        ("In the half-year to December, 8% more.", ["half-year to December 2023-07-01..2023-12-31"]),
        ("In March, 7 sites fell; in May, 12 per cent.", ["March 2024-03-01..2024-03-31", "May 2024-05-01..2024-05-31"]),
        ("On March, 7 it fell.", ["March, 7 2024-03-07..2024-03-07"]),
        ("The three months to March 40 fell.", ["three months to March 2024-01-01..2024-03-31"]),
        ("Fewer fell in the March quarter.", ["March quarter 2024-01-01..2024-03-31"]),
        ("In the June quarter of 2023, two.", ["June quarter of 2023 2023-04-01..2023-06-30"]),
        ("Warnings, September quarter: nine.", ["September quarter 2023-07-01..2023-09-30"]),
        ("The December quarter was calm.", ["December quarter 2023-10-01..2023-12-31"]),
        ("In a May quarter, or in May.", ["May 2024-05-01..2024-05-31"]),
        ("In April and May it rose.", ["April and May 2024-04-01..2024-05-31"]),
        ("December and January were dull.", ["December and January 2023-12-01..2024-01-31"]),
        ("In 2021 and 2022 he paid none.", ["2021 2021-01-01..2021-12-31", "2022 2022-01-01..2022-12-31"]),
        ("In 2019 and 2022 he did.", ["2019 2019-01-01..2019-12-31", "2022 2022-01-01..2022-12-31"]),
        ("In March and May it rose.", ["March 2024-03-01..2024-03-31", "May 2024-05-01..2024-05-31"]),
        ("It had closed 30 by the end of the year.", ["the end of the year 2023-12-31..2023-12-31"]),
        ("It will close 30 by the end of the year.", ["the end of the year 2024-12-31..2024-12-31"]),
        ("Some 30 had gone by year's end.", ["year's end 2023-12-31..2023-12-31"]),
        ("In the last half-year of 2021.", ["the last half-year of 2021 2021-07-01..2021-12-31"]),
        ("Fewer than in the preceding year, or the previous year.", []),
        ("It met on 28 May in 2020.", ["28 May in 2020 2020-05-28..2020-05-28"]),
        ("From 2 May of 2020 to 4 May of 2020.", ["From 2 May of 2020 to 4 May of 2020 2020-05-02..2020-05-04"]),
        ("It fell last year's third quarter.", ["last year's third quarter 2023-07-01..2023-09-30"]),
        ("Sales in the year to date; this may change.", ["the year to date 2024-01-01..2024-12-31"]),
        ("In the 19th century, in a 41st century.", ["the 19th century 1800-01-01..1899-12-31"]),
        ("The week commencing 3 June.", ["The week commencing 3 June 2024-06-03..2024-06-09"]),
        ("On Tuesday the 4th.", ["Tuesday the 4th 2024-06-04..2024-06-04"]),
        ("Two days to March 3 remain; a year to comply.", ["March 3 2024-03-03..2024-03-03"]),
        (
            "59 apps were banned in June 2020 and 118 in September of that year.",
            ["June 2020 2020-06-01..2020-06-30", "September of that year 2020-09-01..2020-09-30"],
        ),
        (
            "4,000 came in the first quarter of 2024, fewer than in the same period of 2023.",
            [
                "the first quarter of 2024 2024-01-01..2024-03-31",
                "the same period of 2023 2023-01-01..2023-03-31",
            ],
        ),
        ("It fell in the same period of 2023.", []),
        ("Since 2019 more came than in the same period of 2018.", ["Since 2019 2019-01-01..None"]),
        ("On 5 and 6 June it met.", ["5 and 6 June 2024-06-05..2024-06-06"]),
        (
            "In April, May and June 2019 and in January.",
            [
                "April 2019-04-01..2019-04-30",
                "May 2019-05-01..2019-05-31",
                "June 2019 2019-06-01..2019-06-30",
                "January 2024-01-01..2024-01-31",
            ],
        ),
        (
            "In December 2022 and January it acted.",
            ["December 2022 2022-12-01..2022-12-31", "January 2023-01-01..2023-01-31"],
        ),
        ("Complaints fell until April.", ["April 2024-04-01..2024-04-30"]),
        ("It must act by September.", ["September 2024-09-01..2024-09-30"]),
        ("The last financial year, FY24, Q1 FY25 and 2012-13.", [
            "The last financial year 2023-04-01..2024-03-31",
            "FY24 2024-01-01..2024-12-31",
            "Q1 FY25 2025-01-01..2025-03-31",
            "2012-13 2012-04-01..2013-03-31",
        ]),
        ("In 1957-58 nobody counted; the 2018/19 financial year was the first.", [
            "1957-58 1957-01-01..1958-12-31",
            "2018/19 financial year 2018-04-01..2019-03-31",
        ]),
        ("In the spring of 2023, every Friday, any previous year, before the weekend.", []),
        ("Monday (10 June) to Wednesday, and from Monday to Friday next.", [
            "Monday (10 June) to Wednesday 2024-06-10..2024-06-12",
            "from Monday to Friday 2024-06-03..2024-06-07",
        ]),
        ("The first five months of the year and the last two weeks of May.", [
            "The first five months of the year 2024-01-01..2024-05-31",
            "the last two weeks of May 2024-05-18..2024-05-31",
        ]),
        ("The last month of 2023, the third month of 2023 and the second quarter of 2023.", [
            "The last month of 2023 2023-12-01..2023-12-31",
            "2023 2023-01-01..2023-12-31",
            "the second quarter of 2023 2023-04-01..2023-06-30",
        ]),
        ("This February 24 it ended; 1/16 oz on 1/16, by 23/5.", [
            "This February 24 2024-02-24..2024-02-24", "1/16 2024-01-16..2024-01-16", "23/5 2024-05-23..2024-05-23",
        ]),
        ("December 2016\nNovember 2016, 1000s of posts, week 5", [
            "December 2016 2016-12-01..2016-12-31", "November 2016 2016-11-01..2016-11-30", "week 5 2024-01-29..2024-02-04",
        ]),
        ("The week of 31 June; the last 2 quarters of 2023; the first 40 days of 2023; the day of rest.", [
            "the last 2 quarters of 2023 2023-07-01..2023-12-31", "2023 2023-01-01..2023-12-31",
        ]),
        ("The last quarter of the year, the last 14 months of 2023, the last Monday of 2023 and Thursday.", [
            "The last quarter of the year 2024-10-01..2024-12-31",
            "2023 2023-01-01..2023-12-31",
            "the last Monday of 2023 2023-12-25..2023-12-25",
            "Thursday 2024-06-06..2024-06-06",
        ]),
        ("30 February 2023 and 31 June, then 5 June.", ["5 June 2024-06-05..2024-06-05"]),
        ("From March the figures rose, up from May; the data from April is out.", [
            "From March 2024-03-01..None", "May 2024-05-01..2024-05-31", "April 2024-04-01..2024-04-30",
        ]),
        ("Sunday 12/7/2014 and 8/10/2012.", ["Sunday 12/7/2014 2014-12-07..2014-12-07"]),
        ("8/25/2023 and 8/10/2012, or 13/13/2012.", [
            "8/25/2023 2023-08-25..2023-08-25", "8/10/2012 2012-08-10..2012-08-10",
        ]),
        ("Sunday 12/6/2014 is no Sunday either way.", ["Sunday 2024-06-09..2024-06-09"]),
        ("The end of this week, the start of the quarter and the middle of last week.", [
            "The end of this week 2024-06-16..2024-06-16",
            "the start of the quarter 2024-04-01..2024-04-01",
            "the middle of last week 2024-06-06..2024-06-07",
        ]),
        ("Between 2019 and 2023, from 2024 to 2020, in 2024-13.", [
            "Between 2019 and 2023 2019-01-01..2023-12-31",
            "2024 2024-01-01..2024-12-31",
            "2020 2020-01-01..2020-12-31",
        ]),
    ],
)  # fmt: skip
def test_dates_of_a_sentence(text: str, wanted: list[str]) -> None:
    """What stands around a date decides what it means."""
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2020年6月封禁59款，同年9月又封禁118款。", ["2020年6月 2020-06-01..2020-06-30", "同年9月 2020-09-01..2020-09-30"]),
        ("今年1月至5月共100件，去年同期80件。", ["今年1月至5月 2024-01-01..2024-05-31", "去年同期 2023-01-01..2023-05-31"]),
        ("2019年以来至今年4月底", ["2019年以来至今年4月底 2019-01-01..2024-04-30"]),
        ("2018年3月、4月和2018年12月、1月", [
            "2018年3月 2018-03-01..2018-03-31", "4月 2018-04-01..2018-04-30",
            "2018年12月 2018-12-01..2018-12-31", "1月 2019-01-01..2019-01-31",
        ]),
        ("处三至十五日不等的限制，2月30日无此日。", []),
        ("2019年中国境内，去年年中，2021年中", [
            "2019年 2019-01-01..2019-12-31", "去年年中 2023-05-01..2023-08-31", "2021年中 2021-05-01..2021-08-31",
        ]),
        ("二季度末，上季度末，2023年第三季度末", [
            "二季度末 2024-06-30..2024-06-30", "上季度末 2024-03-31..2024-03-31", "2023年第三季度末 2023-09-30..2023-09-30",
        ]),
        ("去年前10天，上月最后五天，前13个月，前三天", ["去年前10天 2023-01-01..2023-01-10", "上月最后五天 2024-05-27..2024-05-31"]),
        ("2023年第3周，20年第3周", ["2023年第3周 2023-01-16..2023-01-22", "20年第3周 2020-01-13..2020-01-19"]),
        ("双十一、今年元旦、2025年国庆节", [
            "双十一 2023-11-11..2023-11-11", "今年元旦 2024-01-01..2024-01-01", "2025年国庆节 2025-10-01..2025-10-01",
        ]),
        ("28日至3日", ["28日至3日 2024-05-28..2024-06-03"]),
        ("31日，拘留三日，二十四日", ["31日 2024-05-31..2024-05-31", "二十四日 2024-05-24..2024-05-24"]),
        ("“清朗·2024年暑期整治”、《2023年要点》、2023年第3批、2023年暑期", []),
        ("五月五号星期日和5月6日（周一）", ["五月五号星期日 2024-05-05..2024-05-05", "5月6日（周一） 2024-05-06..2024-05-06"]),
    ],
)  # fmt: skip
def test_dates_of_a_chinese_sentence(text: str, wanted: list[str]) -> None:
    """The same engine with Chinese words."""
    assert found(text, code="zh") == wanted


def test_the_region_decides_between_day_and_month() -> None:
    """3/4/2023 is March in the United States, April elsewhere, and nothing where nobody says."""
    assert found("3/4/2023", region="us") == ["3/4/2023 2023-03-04..2023-03-04"]
    assert found("3/4/2023", region="IN") == ["3/4/2023 2023-04-03..2023-04-03"]
    assert found("3/4/2023") == []


def test_an_inferred_year_is_flagged() -> None:
    """Never guess silently."""
    room = language("en")
    assert room is not None
    source = SourceText(id="d", text="In May, in May 2024 and from March to April.", published=PUBLISHED)
    assert [d.year_inferred for d in dates(source, "text", room)] == [True, False, True]


def test_the_calendar_knows_its_limits() -> None:
    """No 31 June, no fifth Monday where there are four, no year 3000."""
    assert day(2023, 6, 31) is None
    assert day(3000, 1, 1) is None
    assert year_days(999) is None
    assert weekday_in((date(2023, 2, 1), date(2023, 2, 28)), 0, 5) is None
    assert week_in((date(2023, 1, 1), date(2023, 12, 31)), 54) is None
    assert unit_days("eon", PUBLISHED, shift=1) is None
    assert unit_days("century", PUBLISHED, shift=40) is None
    assert moved(PUBLISHED, "eon", 1) is None
    assert moved(PUBLISHED, "day", 100_000) is None
    assert moved(date(2024, 3, 31), "month", -1) == date(2024, 2, 29)


def test_named_days_follow_their_rules() -> None:
    """Easter by the moon, Thanksgiving and Memorial Day by the weekday."""
    assert named_day("easter-2", 2024) == (date(2024, 3, 29), date(2024, 3, 29))
    assert named_day("nth 4 3 11 +1", 2024) == (date(2024, 11, 29), date(2024, 11, 29))
    assert named_day("nth 5 0 2", 2023) is None
    assert named_day("last 0 5", 2024) == (date(2024, 5, 27), date(2024, 5, 27))


def test_parts_of_a_week_and_of_a_month() -> None:
    """Months are cut at the 10th and 20th, other spans in thirds."""
    may = (date(2024, 5, 1), date(2024, 5, 31))
    assert part_of(may, "late") == (date(2024, 5, 21), date(2024, 5, 31))
    assert part_of((date(2024, 6, 10), date(2024, 6, 16)), "early") == (date(2024, 6, 10), date(2024, 6, 12))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("今明两年持续整治。", ["今明两年 2024-01-01..2025-12-31"]),
        ("昨今两日查处3家。", ["昨今两日 2024-06-11..2024-06-12"]),
        ("当月第三周通报。", ["当月第三周 2024-06-17..2024-06-23"]),
        ("当月处置账号3万个。", []),
    ],
)
def test_two_days_or_years_in_one_word_and_weeks_of_this_month(text: str, wanted: list[str]) -> None:
    """Counted from the day of publication; 当月 alone says no more than that month."""
    assert found(text, code="zh") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("警方9月16、17日搜索。", ["9月16、17日 2023-09-16..2023-09-17"]),
        ("113年5月9、10兩日查獲。", ["113年5月9、10兩日 2024-05-09..2024-05-10"]),
        ("去年8月3、4、5日抽查。", ["去年8月3、4、5日 2023-08-03..2023-08-05"]),
        ("5月3、8日各抽查一次。", ["5月3 2024-05-03..2024-05-03", "8日 2024-05-08..2024-05-08"]),
        ("该局拟下半年抽查。", ["下半年 2024-07-01..2024-12-31"]),
        ("预计第四季度完成。", ["第四季度 2024-10-01..2024-12-31"]),
        ("下半年共抽查200款。", ["下半年 2023-07-01..2023-12-31"]),
        ("雙11、双12期间", ["雙11 2023-11-11..2023-11-11", "双12 2023-12-12..2023-12-12"]),
        ("截至年底，已处置3万个。", ["年底 2024-12-31..2024-12-31"]),
    ],
)
def test_chinese_days_with_one_word_for_day_and_parts_of_a_year_to_come(text: str, wanted: list[str]) -> None:
    """Days that follow each other are one date; a part of a year that is planned for lies ahead."""
    assert found(text, code="zh") == wanted


def test_the_end_of_a_year_told_of_in_february_is_that_of_the_year_before() -> None:
    """截至年底 in a report of February; a deadline stays ahead."""
    room = language("zh")
    assert room is not None
    for text, year in (("截至年底，共3万个。", 2023), ("年底前将完成整改。", 2024)):
        source = SourceText(id="d", text=text, published=date(2024, 2, 10))
        assert [d.end for d in dates(source, "text", room)] == [date(year, 12, 31)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3月3日、4日和5日各巡查一遍。", ["3月3日、4日和5日 2024-03-03..2024-03-05"]),
        ("5月6号，7号巡查", ["5月6号，7号 2024-05-06..2024-05-07"]),
        ("5月6日、7日至9日", ["5月6日 2024-05-06..2024-05-06", "7日至9日 2024-05-07..2024-05-09"]),
        ("5月6日、9日", ["5月6日 2024-05-06..2024-05-06", "9日 2024-05-09..2024-05-09"]),
        ("2022年1-3季度下架，今年一至二季度上架", [
            "2022年1-3季度 2022-01-01..2022-09-30", "今年一至二季度 2024-01-01..2024-06-30",
        ]),
        ("前年3-5季", ["前年 2022-01-01..2022-12-31"]),
        ("一至四季度，二到四月", ["一至四季度 2023-01-01..2023-12-31", "二到四月 2024-02-01..2024-04-30"]),
        ("三至二季度", ["二季度 2024-04-01..2024-06-30"]),
        ("十九世纪末，上世纪六十年代，19世纪50年代，2010年代", [
            "上世纪六十年代 1960-01-01..1969-12-31", "19世纪50年代 1850-01-01..1859-12-31", "2010年代 2010-01-01..2019-12-31",
        ]),
        ("农历七月初七、农历九月，正月初五", []),
        ("2023财年，22财年第二季度", ["2023财年 2023-01-01..2023-12-31", "22财年第二季度 2022-04-01..2022-06-30"]),
        ("2023H2与22Q4", ["2023H2 2023-07-01..2023-12-31", "22Q4 2022-10-01..2022-12-31"]),
        ("明后两天，大大前天，大后年", [
            "明后两天 2024-06-13..2024-06-14", "大大前天 2024-06-08..2024-06-08", "大后年 2027-01-01..2027-12-31",
        ]),
    ],
)  # fmt: skip
def test_chinese_days_in_turn_quarters_and_centuries(text: str, wanted: list[str]) -> None:
    """Members that follow each other are one date; the moon's calendar and the end of a century are none."""
    assert found(text, code="zh") == wanted


@pytest.mark.parametrize("code", ["en", "zh", "id"])
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2022.09.28-30", ["2022.09.28-30 2022-09-28..2022-09-30"]),
        ("2022.09.28-10.02", ["2022.09.28-10.02 2022-09-28..2022-10-02"]),
        ("2022/9/28-10/2", ["2022/9/28-10/2 2022-09-28..2022-10-02"]),
        ("2022.04-09", ["2022.04-09 2022-04-01..2022-09-30"]),
        ("2022.04-29", ["2022.04-29 2022-04-29..2022-04-29"]),
        ("2022.09-04", []),
        ("2022.09.28-09.03", []),
        ("2022.02.30-03.02", []),
    ],
)
def test_the_end_of_a_range_in_digits_takes_what_it_shares_from_the_start(
    code: str, text: str, wanted: list[str]
) -> None:
    """2022.09.28-30 are three days; backwards or beyond the calendar it is no date."""
    assert found(text, code=code) == wanted


def test_the_fiscal_year_of_china_is_the_calendar_year() -> None:
    """The budget law counts from 1 January; without a place too."""
    assert found("2023财年", region="CN", code="zh") == ["2023财年 2023-01-01..2023-12-31"]
