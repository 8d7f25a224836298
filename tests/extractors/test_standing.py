"""Figures that no time of their text governs, and leads that the next paragraph dates."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import SourceText, extract

PUBLISHED = date(2024, 11, 20)
LEAD = "Ofcom reviewed 640 services between March and May 2024.\n\n"
DATED = "2024-03-01 2024-05-31"


def times(text: str, title: str = "") -> dict[float, str]:
    """The time of each figure of a text, by its value; "-" where it has none."""
    found = extract(SourceText("x", text, title, "en", PUBLISHED)).claims
    return {float(c.value): f"{c.period.start or ''} {c.period.end or ''}".strip() if c.period else "-" for c in found}


STOCKS = [
    ("Nineteen investigations are open.", 19),
    ("Of these, 17 cases are still pending.", 17),
    ("It has 26 providers under investigation.", 26),
    ("Some 31 suspects are in custody.", 31),
    ("The regulator has 2,900 complaints on file.", 2900),
    ("A total of 48 sites are on the list.", 48),
    ("Another 23 firms await a decision.", 23),
    ("In all, 52 operators are being investigated.", 52),
]


@pytest.mark.parametrize(("sentence", "value"), STOCKS, ids=[str(v) for _, v in STOCKS])
def test_what_stands_open_today_is_not_of_the_report_s_time(sentence: str, value: int) -> None:
    """A stock of the day of writing, whatever the lead's span."""
    got = times(LEAD + sentence)
    assert (got[640], got.get(value, "-")) == (DATED, "-")


def test_a_stock_told_for_a_day_keeps_that_day() -> None:
    """The words say when it stood there."""
    assert times("As of 30 September 2024, 67 investigations are open.") == {67: "2024-09-30"}


NOW = [
    ("So far 58 websites have been blocked.", 58),
    ("The regulator has blocked 58 websites to date.", 58),
    ("It has since removed 95 videos.", 95),
    ("Moderators have since deleted 430 posts.", 430),
    ("Up to now 71 accounts have been suspended.", 71),
    ("Thus far the watchdog has closed 36 groups.", 36),
]


@pytest.mark.parametrize(("sentence", "value"), NOW, ids=[f"{i}-{v}" for i, (_, v) in enumerate(NOW)])
def test_what_was_done_until_now_is_of_no_span_that_is_over(sentence: str, value: int) -> None:
    """The count runs on after the lead's span."""
    assert times(LEAD + sentence)[value] == "-"


def test_what_was_done_so_far_is_of_an_effort_that_goes_on() -> None:
    """The campaign that began in March has no end yet."""
    text = (
        "Since the campaign began in March 2024, Weibo has closed 820 accounts. So far 59 websites have been blocked."
    )
    assert times(text) == {820: "2024-03-01", 59: "2024-03-01"}


PAID = [
    ("In May the ICO fined the firm £90,000 for 240,000 unwanted texts.", 240000),
    ("Telkom was fined 3 million euros in May after 610,000 customers had received spam.", 610000),
    ("The watchdog fined X €40 million in May over a breach that exposed 5.4 million accounts.", 5400000),
    ("In June Meta was fined €12 million because it had kept the posts, photos and messages of 83,000 users.", 83000),
    ("A fine of £60,000 was imposed in March for 4,300 nuisance calls.", 4300),
    ("Ofcom fined BT £1.4 million in May after 7,100 users, many of them elderly, were cut off.", 7100),
]


@pytest.mark.parametrize(("text", "value"), PAID, ids=[str(v) for _, v in PAID])
def test_what_a_fine_is_for_did_not_happen_on_the_day_of_the_fine(text: str, value: int) -> None:
    """The sum has the date, its ground has none."""
    got = times(text)
    assert [time for number, time in got.items() if number != value] != ["-"]
    assert got.get(value, "-") == "-"


def test_what_a_fine_is_for_has_the_time_behind_the_sum() -> None:
    """The words say when the messages were sent."""
    got = times("In May the ICO fined the firm £90,000 for 240,000 texts sent between January and March 2023.")
    assert got == {90000: "2024-05-01 2024-05-31", 240000: "2023-01-01 2023-03-31"}


def test_an_act_behind_the_ground_of_a_fine_is_of_the_sentence_s_time() -> None:
    """With "and" the sentence goes on to what was done."""
    got = times("In May Ofcom fined BT £2 million after 7,100 users had complained, and blocked 14 sites.")
    assert got[14] == "2024-05-01 2024-05-31"


DRIVES = [
    "The drive ran from 4 March to 19 May. Another 310 accounts were muted.",
    "The campaign lasted from 4 March to 19 May. Another 310 accounts were muted.",
    "The report covers 4 March to 19 May. Another 310 accounts were muted.",
]


@pytest.mark.parametrize("later", DRIVES, ids=["ran", "lasted", "covers"])
def test_the_next_paragraph_dates_a_lead_in_the_perfect(later: str) -> None:
    """A lead says what has been done, the paragraph after it when."""
    lead = "Platforms have taken down 52,000 posts in a drive against rumours, the Cyberspace Administration of China said."
    assert set(times(f"{lead}\n\n{later}").values()) == {"2024-03-04 2024-05-19"}


def test_a_record_since_the_first_report_is_no_time_of_what_follows() -> None:
    """The year is only compared with."""
    text = (
        "Meta restricted 4,100 posts in the first half of 2024, more than in any period since reporting began in 2017. "
        "TikTok received 350 requests."
    )
    assert times(text)[350] == "2024-01-01 2024-06-30"


HEADS = [
    "This page tells what the office did between 4 March and 19 May 2024.",
    "Complaints handled by the Advertising Standards Authority, 4 March to 19 May 2024",
    "The overview is limited to work that fell between 4 March and 19 May 2024.",
    "We set out below how requests were answered from 4 March to 19 May 2024.",
]


@pytest.mark.parametrize("head", HEADS, ids=["between", "heading", "limited", "below"])
def test_a_span_of_two_named_ends_in_the_lead_is_that_of_the_report(head: str) -> None:
    """No word for a report is needed, and no figure beside it."""
    got = times(f"{head}\n\nWe received 5,100 complaints.\n\nAnother 88 accounts were suspended.")
    assert got == {5100: "2024-03-04 2024-05-19", 88: "2024-03-04 2024-05-19"}


COUNTED = [
    ("Phishing accounted for 2,310 cases.", "2024-01-01 2024-06-30"),
    ("Impersonation made up 2,310 cases.", "2024-01-01 2024-06-30"),
    ("The number of love scams rose to 2,310.", "2024-01-01 2024-06-30"),
    ("The office looked into 2,310 cases.", "2024-01-01 2024-06-30"),
    ("In future 2,310 companies must report cases.", "-"),
    ("The hotline handles 2,310 cases a day.", "-"),
]


@pytest.mark.parametrize(("sentence", "time"), COUNTED, ids=[str(i) for i in range(len(COUNTED))])
def test_a_count_of_cases_is_of_the_span_that_the_lead_gives(sentence: str, time: str) -> None:
    """What must be, and what happens every day, is of no span."""
    got = times(f"Police recorded 9,400 scam cases from January to June 2024.\n\n{sentence}")
    assert (got[9400], got.get(2310, "-")) == ("2024-01-01 2024-06-30", time)


UNDATED = [
    "On the day of the raid officers seized 2,310 phones.",
    "Another 2,310 phones were seized within a day of the call.",
    "Banks froze 2,310 accounts in a single week.",
    "By now 2,310 suspects are in custody.",
    "Another 2,310 firms have yet to be warned.",
]


@pytest.mark.parametrize("sentence", UNDATED, ids=[str(i) for i in range(len(UNDATED))])
def test_a_time_of_its_own_that_is_no_date_is_not_of_the_span_before(sentence: str) -> None:
    """The day of a raid lies somewhere, and a stock is of the day of writing."""
    got = times(f"From January to March 2024 police closed 5,100 accounts. {sentence}")
    assert (got[5100], got.get(2310, "-")) == ("2024-01-01 2024-03-31", "-")


GROUNDS = [
    ("In March 2024 the court fined the clinic 310,000 euros for the 2021 leak of its files.", "2024-03-01 2024-03-31"),
    ("The clinic was fined 310,000 euros over a leak in 2021.", "-"),
    ("It imposed 310,000 euros for Acme in 2021.", "2021-01-01 2021-12-31"),
    ("The court fined it 310,000 euros for late answers in 2021 alone.", "2021-01-01 2021-12-31"),
    ("It fined the clinic 310,000 euros for leaks; the sum was set in 2023.", "2023-01-01 2023-12-31"),
]


@pytest.mark.parametrize(("sentence", "time"), GROUNDS, ids=[str(i) for i in range(len(GROUNDS))])
def test_the_year_of_what_a_fine_is_paid_for_is_not_that_of_the_fine(sentence: str, time: str) -> None:
    """A fine is of the time when it was imposed."""
    assert times(sentence)[310000] == time
