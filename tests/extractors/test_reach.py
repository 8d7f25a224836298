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
