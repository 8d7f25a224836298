"""How far a stated time reaches: sentence, paragraph, document."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import SourceText, extract

PUBLISHED = date(2024, 11, 20)


def times(text: str, title: str = "") -> dict[float, str]:
    """The time of each figure of a text, by its value; "-" where it has none."""
    found = extract(SourceText("x", text, title, "en", PUBLISHED)).claims
    return {float(c.value): f"{c.period.start or ''} {c.period.end or ''}".strip() if c.period else "-" for c in found}


def test_verbs_of_one_sentence_share_its_time() -> None:
    """The date stands with the first; a change from the time before is of the time told."""
    text = "TikTok banned 410 accounts between May and July, muted 620, and deleted 930 videos, 12% more than before."
    assert set(times(text).values()) == {"2024-05-01 2024-07-31"}


def test_losses_told_in_one_breath_are_of_the_same_time() -> None:
    """Sums lost have no frame, but they have the sentence's time."""
    text = "Police in Cebu recorded 730 scam cases last year, with losses of $8.5 million."
    assert times(text) == {730: "2023-01-01 2023-12-31", 8500000: "2023-01-01 2023-12-31"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In May the firm was fined after 310,000 users had complained to Ofcom.", 310000),
        ("In May Meta closed 45 groups. It also named a gang that had robbed 210 users.", 210),
        ("Facebook deleted 3,100 posts in May; 25 users are on a watch list of Europol.", 25),
    ],
)
def test_what_came_before_or_stands_apart_is_not_of_the_sentence_s_time(text: str, value: int) -> None:
    """Clauses that turn back, and clauses that start anew."""
    assert times(text).get(value, "-") == "-"


def test_nothing_is_counted_in_a_time_to_come() -> None:
    """A trial next year dates no arrests, and a plan has no time."""
    text = "Ofcom has charged 14 people, who face trial in March 2026. It may fine up to £20 million this year."
    assert set(times(text).values()) == {"-"}


def test_an_open_total_is_not_closed_by_another_sentence() -> None:
    """Each running total by its own words; both ends only where one sentence has them."""
    text = (
        "By 5 October the hotline had received 5,100 reports. "
        "Since 2019 Telegram has closed 870 channels. "
        "Since 2020, as of 31 October, 640 websites were blocked."
    )
    assert times(text) == {5100: "2024-10-05", 870: "2019-01-01", 640: "2020-01-01 2024-10-31"}


def test_a_base_of_comparison_keeps_its_time_to_itself() -> None:
    """As in "fell to ..., from ... in the first half"."""
    text = (
        "In the second half of 2023 Reddit got 4,100 requests. Appeals fell to 310, from 450 in the first half of 2023."
    )
    assert times(text)[310] == "2023-07-01 2023-12-31"
    assert times(text)[450] == "2023-01-01 2023-06-30"


def test_a_lesser_time_of_another_paragraph_reaches_no_further() -> None:
    """A time that only one figure had is not the document's."""
    text = (
        "In the first quarter Meta removed 4,000 posts and closed 310 accounts.\n\n"
        "The report compares: 220 groups were closed in 2022.\n\n"
        "YouTube has deleted 1,700 videos."
    )
    assert times(text)[1700] != "2022-01-01 2022-12-31"


def test_a_title_s_time_holds_for_fines_and_unread_acts() -> None:
    """In a yearly report every sum imposed is of the year."""
    text = "The regulator blocked 410 websites and 96 apps. A broker was fined €45,000."
    assert times(text, "The watchdog's work in 2023")[45000] == "2023-01-01 2023-12-31"


@pytest.mark.parametrize(
    "text",
    [
        "In May Meta removed 3,000 posts.\n\nPinterest deactivates 410 accounts a month.",
        "In May Meta removed 3,000 posts. On a typical day 410 accounts are closed.",
        "In May Meta removed 3,000 posts, and 410 accounts in the past five years.",
        "The FTC fined 12 firms in May 2024. Some 410 accounts were closed in the last six months.",
    ],
)
def test_rates_and_moving_windows_have_no_time(text: str) -> None:
    """They hold at any time, or move with the day of reading."""
    assert times(text)[410] == "-"


def test_how_fast_something_went_is_no_window() -> None:
    """As in "within a day"."""
    assert times("In May 2024 Meta removed 3,000 posts, 92% within a day.")[92] == "2024-05-01 2024-05-31"


def test_a_count_as_of_a_day_is_of_its_own_paragraph() -> None:
    """The next paragraph's figures are not of that day."""
    text = (
        "The portal had taken in 640 complaints by 3 March.\n\n"
        "Meta rejected 45 ads.\n\nBy 9 April it had closed 70 groups.\n\nPolice opened 15 cases."
    )
    assert times(text)[15] == "-"


@pytest.mark.parametrize(
    ("text", "value", "period"),
    [
        ("X banned 210 accounts between 26 February and 25 March 2024 (previous month: 95 accounts).", 95, "2024-01-26 2024-02-25"),
        ("From 26 February to 25 March 2024 X banned 210 accounts. For comparison, the previous month: 95 accounts.", 95, "2024-01-26 2024-02-25"),
        ("Between January and March 2024 X removed: 3,600 posts (previous quarter: 2,400).", 3600, "2024-01-01 2024-03-31"),
    ],
)  # fmt: skip
def test_the_month_before_one_that_begins_late_is_a_month_back(text: str, value: int, period: str) -> None:
    """Reporting months begin on any day; a bracket's words are the bracket's."""
    assert times(text)[value] == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In November two hosts were fined and 31 accounts were closed.", "2024-11-01 2024-11-30"),
        ("Between last May and July four gangs ran 31 websites that were blocked.", "2024-05-01 2024-07-31"),
        ("In the first three quarters inspectors closed 31 websites.", "2024-01-01 2024-09-30"),
        ("In the first three quarters of 2023 inspectors closed 31 websites.", "2023-01-01 2023-09-30"),
        (
            "Some 31 complaints against loan apps were lodged between April 2022 and March 2023.",
            "2022-04-01 2023-03-31",
        ),
        ("Since the law was changed in October 2021 the police have closed 31 accounts.", "2021-10-01"),
    ],
)
def test_times_that_are_easily_misread(text: str, period: str) -> None:
    """Counts in words are no days of a month; what is only lodged against something is no comparison."""
    assert times(text)[31] == period


def test_a_half_yearly_report_is_no_half_year() -> None:
    """The hyphen makes another word of it."""
    text = "Reddit removed 312 communities, figures that were not in its last half-yearly report."
    assert times(text)[312] == "-"


def test_a_subset_told_of_alone_lends_its_time_to_nobody() -> None:
    """As in "in August alone"."""
    text = "Between January and June 2024 X banned 310 accounts. In May alone it closed 120. It deleted 940 posts."
    assert times(text)[940] == "2024-01-01 2024-06-30"


def test_a_base_without_a_date_is_one_period_earlier() -> None:
    """As in "up from 2,300"."""
    assert times("Meta banned 6,800 accounts in 2023, up from 2,300.")[2300] == "2022-01-01 2022-12-31"


def test_a_clause_with_when_is_of_the_date_before_it() -> None:
    """Also where the date is only there for comparison."""
    text = "Meta blocked 53 websites in 2023, an increase of 26% on 2022, when 42 were blocked."
    assert times(text)[42] == "2022-01-01 2022-12-31"
    assert times(text)[53] == "2023-01-01 2023-12-31"


def test_the_same_months_of_another_year_are_read() -> None:
    """They are as long as the span told before."""
    text = "From May to June 2024 police arrested 212 people, twice as many as in the same two months of 2023, when it was 105 people."
    assert times(text)[105] == "2023-05-01 2023-06-30"


def test_a_title_s_year_beside_words_is_its_year() -> None:
    """As in "Enforcement 2023 at a glance", which counts nothing."""
    text = "Channels banned: 1,830 (2022: 1,690)\nAccounts disabled: 31,000"
    found = times(text, "Platform enforcement 2023 at a glance")
    assert (found[1830], found[1690], found[31000]) == (
        "2023-01-01 2023-12-31",
        "2022-01-01 2022-12-31",
        "2023-01-01 2023-12-31",
    )


def test_a_title_s_time_outdoes_an_open_time_of_one_sentence() -> None:
    """A quarter's report stays a quarter's behind "since 2020 ..."."""
    text = "Telcos blocked 95 million calls. Since 2020 they have blocked 2.4 billion. We fined three telcos."
    assert times(text, "Action on scams: July to September 2024")[3] == "2024-07-01 2024-09-30"


@pytest.mark.parametrize(
    ("text", "value", "period"),
    [
        ("Highlights, October 1, 2023 to March 31, 2024\n\nOur staff issued eight warning letters.", 8, "2023-10-01 2024-03-31"),
        ("Victims lost $456 million to scams last year, the police said.\n\nOfficers froze 970 accounts.", 970, "2023-01-01 2023-12-31"),
        ("In 2023 Meta closed 41 groups. The figure for 2022 was 29 groups.", 29, "2022-01-01 2022-12-31"),
        ("In the course of 2023 rights holders filed 612 requests.", 612, "2023-01-01 2023-12-31"),
        ("Some. In 2023 it blocked 33 websites.", 33, "2023-01-01 2023-12-31"),
        ("Some 52 websites were blocked in 2023, more than in the whole of 2022 (25).", 25, "2022-01-01 2022-12-31"),
        ("In 2023 Meta removed 74 accounts. The year before, it was 73.", 73, "2022-01-01 2022-12-31"),
        ("At least 45 websites were blocked since 1 March.", 45, "2024-03-01"),
        ("Ofcom closed 36 cases in the second quarter of 2024; the fines amounted to £96,000.", 96000, "2024-04-01 2024-06-30"),
        ("It received 2,780 complaints in the financial year that ended in June.", 2780, "2023-07-01 2024-06-30"),
        ("In 2023 Meta removed 910 posts. In December it was 88 posts. It got 120 reports in the year.", 120, "2023-01-01 2023-12-31"),
        ("From January to May it received 710 complaints.", 710, "2024-01-01 2024-05-31"),
        ("So far in October they have removed 390 websites.", 390, "2024-10-01"),
        ("Police arrested 134 people in the six months to June, down 12% from a year earlier.", 12, "2024-01-01 2024-06-30"),
        ("Telcos blocked more than 54 calls between May 2023 and the end of March 2024.", 54, "2023-05-01 2024-03-31"),
        ("Fake accounts closed in the third quarter fell to 691 million from 827 million.", 827e6, "2024-04-01 2024-06-30"),
        ("New complaints in the week of 4 March 2024: 88 complaints. In the week before, there were 102 complaints.", 102, "2024-02-26 2024-03-03"),
        ("The ministry blocked Facebook from 17 July to 31 July. During that time it ordered 73 posts to be removed.", 73, "2024-07-17 2024-07-31"),
        ("Sebi passed orders against 37 firms in the 12 months to September, as against 19 in the previous year.", 37, "2023-10-01 2024-09-30"),
        ("In the final quarter of 2023 it was 640 accounts that Meta closed.", 640, "2023-10-01 2023-12-31"),
        ("The Commission opened 14 proceedings, two of them against Meta, which it accused in May of negligence.", 14, "-"),
    ],
)  # fmt: skip
def test_where_the_time_of_a_figure_stands(text: str, value: int, period: str) -> None:
    """A heading, the lead's losses, a bare year behind "figure for", a bracket, the words that open a sentence."""
    assert times(text)[value] == period
