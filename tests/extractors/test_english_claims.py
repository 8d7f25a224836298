"""English claims: one sentence a rule, paragraphs as other writers would put them, frames across sentences."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors import Claim, SourceText, extract

FOLDER = Path(__file__).parent
PUBLISHED = date(2024, 5, 29)
BOUNDS = {"~": "about", ">": "at_least", "<": "at_most"}
Told = tuple[float, str, str]


def tables(name: str, key: str) -> list[dict[str, Any]]:  # Any: TOML tables
    """The tables of a file of examples."""
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))[key]  # Any: TOML tables
    return found


RULES = tables("rules_en.toml", "rule")
PARAGRAPHS = tables("paragraphs_en.toml", "paragraph")


def claims(text: str, *, title: str = "", kind: str | None = None) -> tuple[Claim, ...]:
    """The claims of an English text."""
    return extract(SourceText("x", text, title, "en", PUBLISHED, kind)).claims


def told(claim: Claim) -> Told:
    """Value, unit and action."""
    return float(claim.value), claim.unit.value, claim.action.value


def wanted(words: str) -> Told:
    """As in "67000 account close", "<12 content remove", "12000-15000 account close" as value, unit and action."""
    value, unit, action = words.lstrip("".join(BOUNDS)).split()
    return float(value.partition("-")[0]), unit, action


@pytest.mark.parametrize("example", RULES, ids=[r["name"] for r in RULES])
def test_each_rule_binds_its_sentence(example: dict[str, Any]) -> None:  # Any: a TOML table
    """The claim is right, and the rule's name stands on it."""
    found = claims(example["text"])
    assert (example["name"], wanted(example["claim"])) in [(c.rule, told(c)) for c in found]


def test_paragraphs_of_other_writers_are_read_well() -> None:
    """Value, unit and action over all of them; the floor is just below what is reached."""
    right = found = gold = 0
    for paragraph in PARAGRAPHS:
        want = Counter(map(wanted, paragraph["claims"]))
        got = Counter(told(c) for c in claims(paragraph["text"].strip(), title=paragraph.get("title", "")))
        right += sum((want & got).values())
        found += sum(got.values())
        gold += sum(want.values())
    assert 2 * right / (found + gold) >= 0.92


def test_a_period_said_once_holds_for_the_figures_after_it() -> None:
    """A campaign's dates belong to every figure of the campaign, not to another effort."""
    text = (
        "The campaign, which ran from 10 March to 22 May, led to the closure of 67,000 accounts. A further 930,000 posts "
        "were removed. In a separate campaign 107,000 accounts were suspended."
    )
    periods = [(c.period.start, c.period.end) if c.period else None for c in claims(text)]
    spring = (date(2024, 3, 10), date(2024, 5, 22))
    assert periods == [spring, spring, None]


def test_actors_come_by_clause_by_pronoun_and_by_frame() -> None:
    """The subject of the act, what "it" points back to, and nobody for others' deeds."""
    text = (
        "Ofcom said it had closed 12 investigations. The regulator also fined TikTok £1.9 million. Police arrested 40 "
        "suspects. Another 300 accounts were blocked."
    )
    assert [c.actor for c in claims(text)] == ["Ofcom", "Ofcom", None, "Ofcom"]


def test_platforms_come_by_host_label_and_actor() -> None:
    """On X, from Y, in brackets after a name, and the platform that acts."""
    text = "TikTok removed 500 videos. The ministry blocked 40 posts on Facebook and 12 channels on Telegram."
    assert [c.platforms for c in claims(text)] == [("TikTok",), ("Facebook",), ("Telegram",)]


def test_a_total_and_its_list_are_whole_and_parts() -> None:
    """What adds up to the figure before is part of it."""
    found = claims("Facebook removed 8,981 items: 8,463 posts, 349 accounts, 153 pages and 16 groups.")
    assert [c.part_of for c in found] == [None, "c1", "c1", "c1", "c1"]


def test_the_same_fact_is_one_claim() -> None:
    """Headline, rounded mention and converted sum go to `also`."""
    text = "The commission removed 474,751 posts and fined the firm 8 billion yuan ($1.2 billion)."
    found = claims(text, title="Nearly half a million posts removed")
    assert [(float(c.value), len(c.also)) for c in found] == [(474751.0, 1), (8e9, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not remove the 45 posts.",
        "The ministry plans to block 300 websites.",
        "It could close 20 accounts if the firm refuses.",
        "The agency has yet to decide whether to ban 12 apps.",
    ],
)
def test_what_did_not_happen_is_not_reported_as_done(text: str) -> None:
    """Negation, plans and conditions leave no act."""
    assert all(c.action.value == "other" for c in claims(text))


@pytest.mark.parametrize(
    "text",
    [
        "The app has 220 million users in 40 countries.",
        "Its shares fell 4% to $31.20.",
        "Call 0800 111 6768 or dial 12377 to report a site.",
        "Platforms with more than 5 million users are covered by section 79.",
        "The suspects are aged between 16 and 75.",
        "The two-month campaign covered 13 of its policies.",
        "On 3 March the minister spoke for 20 minutes.",
    ],
)
def test_noise_is_no_claim(text: str) -> None:
    """Audience, markets, telephones, thresholds, ages, durations and days."""
    assert claims(text) == ()


def test_a_table_is_read_by_its_header() -> None:
    """Each column has the noun and act of its header."""
    text = "Service | Posts removed | Accounts suspended\n\nFacebook | 1,204 | 315\n\nTikTok | 2,100 | 940"
    found = [(told(c), c.platforms) for c in claims(text)]
    assert found == [
        ((1204.0, "content", "remove"), ("Facebook",)),
        ((315.0, "account", "suspend"), ("Facebook",)),
        ((2100.0, "content", "remove"), ("TikTok",)),
        ((940.0, "account", "suspend"), ("TikTok",)),
    ]


def test_vague_figures_are_no_claims() -> None:
    """They come apart, with what they count and what was done."""
    source = SourceText("x", "Tens of thousands of accounts were closed and millions of posts deleted.", lang="en")
    found = extract(source)
    assert found.claims == ()
    assert [(v.unit.value, v.action.value, v.min) for v in found.vague] == [
        ("account", "close", 20_000),
        ("content", "remove", 2_000_000),
    ]


def test_the_label_of_a_line_is_its_reason() -> None:
    """A category under a total says why, "Other" does not."""
    text = "Accounts disabled by Discord: 118,600\nChild safety: 101,600\nOther: 17,000"
    found = extract(SourceText("x", text, lang="en", published=PUBLISHED)).claims
    reasons = [text[c.reason.start : c.reason.end] if c.reason else None for c in found]
    assert reasons == [None, "Child safety", None]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "It closed 8,000 accounts for spreading rumours and harmful content.",
            "spreading rumours and harmful content",
        ),
        ("The company was fined £45,000 over spam texts, the office said.", "spam texts"),
        ("On Monday it removed 500 videos.", None),
        ("It closed 8,000 accounts for good.", None),
        ("It removed 63,000 accounts that blackmailed young people.", "blackmailed young people"),
    ],
)
def test_a_reason_is_the_short_phrase_after_its_link(text: str, reason: str | None) -> None:
    """The words "for" and "over" bring it in, a comma ends it; or what the counted ones did."""
    source = SourceText("x", text, lang="en", published=PUBLISHED)
    span = extract(source).claims[0].reason
    assert (source.read(span) if span else None) == reason


@pytest.mark.parametrize(
    "text",
    [
        "Ofcom said not one of the 500 websites was closed.",
        "Instead of closing 500 websites, Ofcom wrote to their owners.",
        "Ofcom denied having closed 500 websites.",
        "Ofcom denied that it had closed 500 websites.",
        "Ofcom has yet to close 500 websites.",
        "Ofcom agreed to close 500 websites.",
    ],
)
def test_what_was_not_done_is_no_deed(text: str) -> None:
    """Denied, replaced, still to come: the websites are counted, nothing was done to them."""
    assert all(c.action == "other" for c in claims(text))


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Ofcom closed the accounts, temporarily banned 30 channels.", "suspend"),
        ("Ofcom said 30 channels were banned for a week.", "suspend"),
        ("Ofcom said 30 channels were not only closed but reported to the police.", "close"),
        ("Ofcom said 30 channels were reported to YouTube and closed.", "close"),
        ("The MIIT said it had removed from app stores 30 apps.", "remove"),
        ("Ofcom said 30 apps were pulled in May.", "remove"),
    ],
)
def test_words_around_a_verb_say_what_it_did(text: str, action: str) -> None:
    """For a time, not only but also, a complement between two verbs, a compound that looks like a verb."""
    assert action in [c.action for c in claims(text) if c.value == 30]


def test_parts_named_after_their_whole_take_its_act() -> None:
    """As in "were among them", "include", and totals that are brought up to date."""
    text = "Interpol arrested 792 suspects in one raid; 114 Filipinos and 40 Indians were among them."
    assert {c.action for c in claims(text) if c.value in (792, 114, 40)} == {"arrest"}
    text = "Police arrested 269 suspects. The suspects include 186 Indians and 66 Thais."
    assert {c.action for c in claims(text)} == {"arrest"}
    text = "Police detained 706 suspects, bringing the number of suspects transferred to China to 2,317."
    assert {c.action for c in claims(text)} == {"arrest"}


def test_what_reports_led_to_is_a_noun() -> None:
    """Behind "led" the word after "to" is no infinitive."""
    text = "TikTok received 500 reports, 55 of which led to action."
    assert [c.action for c in claims(text) if c.value == 55] == ["penalise"]


PASTIMES = (
    "The striker scored two goals, and 41,000 fans in the stadium were moved to tears. ",
    "Rain is forecast for the weekend, with winds from the west and a chance of thunder over the hills. ",
    "Her mother bakes bread twice a week and sells what the family cannot eat at the market near the old bridge. ",
    "A museum in the harbour shows paintings of ships, ropes, sailors, whales and storms by artists of three centuries. ",
    "Nobody in our village remembers such cold mornings, although grandfather claims his winters were far colder, darker, longer. ",
    "The new saloon gets 30 percent better mileage; 12 have been returned to the plant and 4,000 were recalled. ",
)


def test_what_is_about_something_else_has_no_claims() -> None:
    """Football, the weather and cars: verbs of enforcement do not make a long text one of ours."""
    text = "".join(PASTIMES)
    assert not claims(text)
    assert claims(text + "Ofcom fined two broadcasters.")


def test_a_text_without_a_name_counts_by_its_words() -> None:
    """No authority and no service that the inventory knows, and still about what Tallywire follows."""
    text = "Officers raided a scam centre, seized 300 SIM cards and arrested 79 suspects over phishing and gambling websites."
    assert {"penalise", "arrest"} <= {c.action for c in claims("".join(PASTIMES) + text)}


@pytest.mark.parametrize(
    "text",
    [
        "Ofcom did not fine Snapchat, despite calls for a £10 million penalty.",
        "Ofcom rejected a request to fine Reddit £5 million.",
    ],
)
def test_a_fine_that_was_not_imposed_is_none(text: str) -> None:
    """Denied, or only asked for."""
    assert [c.action for c in claims(text)] == ["other"]


@pytest.mark.parametrize(
    ("text", "value", "period"),
    [
        ("YouTube removed 29 channels between April and June 2023, compared with 48 in the previous quarter.", 48, "2023-01-01 2023-03-31"),
        ("WhatsApp banned 6,800 accounts in the first half of 2023, up from about 2,300 a year earlier.", 2300, "2022-01-01 2022-06-30"),
        ("Ofcom fined 12 firms in 2023, against 9 in the previous year.", 9, "2022-01-01 2022-12-31"),
    ],
)  # fmt: skip
def test_what_points_back_is_counted_from_what_was_told(text: str, value: int, period: str) -> None:
    """Not from the day of publication; "a year earlier" is a year, whatever the span."""
    found = [c.period for c in claims(text) if c.value == value]
    assert [f"{p.start} {p.end}" for p in found if p] == [period]


def test_a_year_that_is_only_compared_with_dates_nothing() -> None:
    """As in "down 20% on 2024"."""
    assert not any(c.period for c in claims("Meta blocked 1,200 websites and removed 45 apps, down 20% on 2024."))
